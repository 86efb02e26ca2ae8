//! A unit and the teams below it.

use super::list::List;
use super::{page_of, pager, roll_up, tab};
use crate::model::MaturityModel;
use crate::tree::SitePath;
use crate::view::presenter::Presenter;
use crate::view::{Link, UnitView, sentences};

/// A unit and the teams below it.
pub fn unit<'a>(
    presenter: &Presenter<'a>,
    path: &SitePath,
    portfolio_ix: usize,
    unit_ix: usize,
    number: usize,
) -> UnitView<'a> {
    let portfolio = &presenter.evaluation.portfolios[portfolio_ix];
    let unit = &portfolio.units[unit_ix];
    let model: &'a MaturityModel = &portfolio.model;
    let list = List {
        presenter,
        path,
        portfolio,
        portfolio_ix,
    };
    let name = unit.path.last().map_or("", String::as_str);
    let mut crumbs = vec![presenter.home_crumb(path)];
    for depth in 1..unit.path.len() {
        if let Some(to) = presenter.unit_path(&model.id, &unit.path[..depth]) {
            crumbs.push(Link {
                text: unit.path[depth - 1].clone(),
                href: path.link_to(to),
            });
        }
    }
    let sentence = sentences::roll_up(model, &unit.standing.roll_up, name);
    let tabs: Vec<(usize, &SitePath, usize)> = presenter
        .evaluation
        .portfolios
        .iter()
        .enumerate()
        .filter_map(|(ix, other)| {
            let at = other
                .units
                .binary_search_by(|other| other.path.cmp(&unit.path))
                .ok()?;
            let teams = other.units[at].standing.ranked.len();
            Some((ix, &presenter.site.units[ix][at], teams))
        })
        .collect();
    let mut title = unit.path.join(" / ");
    if portfolio_ix > 0 {
        title = format!("{title}: {}", model.name);
    }
    if number > 0 {
        title = format!("{title}, {}", number + 1);
    }
    let description = if unit.path.len() > 1 || number > 0 {
        format!("{title}. {sentence}")
    } else {
        sentence.clone()
    };
    UnitView {
        page: presenter.meta("unit", path, title, description, crumbs),
        name,
        label: presenter
            .config
            .maturity
            .units
            .get(unit.path.len().saturating_sub(1))
            .map(String::as_str),
        model: presenter.model_head(path, model),
        models: tabs
            .into_iter()
            .map(|(ix, to, teams)| tab(presenter, path, ix, to, (teams, ix == portfolio_ix)))
            .collect(),
        sentence,
        roll_up: roll_up(model, &unit.standing.roll_up),
        distribution: list.shares(&list.distribution(&unit.standing.ranked)),
        columns: presenter.heat_columns(path, model),
        rows: list.rows(page_of(&unit.standing.ranked, number)),
        common_gaps: list.common_gaps(&unit.standing.common_gaps),
        units: list.units(|other| {
            other.path.len() == unit.path.len() + 1 && other.path.starts_with(&unit.path)
        }),
        pager: pager(
            path,
            &presenter.site.units[portfolio_ix][unit_ix],
            number,
            unit.standing.ranked.len(),
        ),
    }
}
