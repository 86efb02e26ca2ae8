//! A unit and the teams below it.

use std::sync::Arc;

use super::list::List;
use super::{heat, roll_up, tab};
use crate::model::MaturityModel;
use crate::score::UnitStanding;
use crate::tree::SitePath;
use crate::view::presenter::Presenter;
use crate::view::{Link, UnitView, VerdictLine, sentences};

/// A unit and the teams below it.
pub fn unit<'a>(
    presenter: &Presenter<'a>,
    path: &SitePath,
    portfolio_ix: usize,
    unit_ix: usize,
    number: usize,
) -> UnitView<'a> {
    let list = List::new(presenter, path, portfolio_ix);
    let portfolio = list.portfolio;
    let unit = &portfolio.units[unit_ix];
    let model: &'a MaturityModel = &portfolio.model;
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
    let sentence = sentences::roll_up(presenter.words, model, &unit.standing.roll_up, name);
    let sheets = &list.listing().unit_pages[unit_ix];
    let sheet = sheets.get(number).cloned().unwrap_or_default();
    let columns = presenter.heat_columns(path, model);
    let is_first = number == 0;
    let distribution = list.distribution(&unit.standing.ranked);
    let mut title = if is_first {
        unit.path.join(" / ")
    } else {
        list.sheet_name(&sheet)
    };
    if portfolio_ix > 0 {
        title = format!("{title}: {}", model.name);
    }
    let description = if unit.path.len() > 1 || number > 0 {
        format!("{title}. {sentence}")
    } else {
        sentence.clone()
    };
    let (units, more_units) = if is_first {
        list.units(&unit.path)
    } else {
        Default::default()
    };
    let many = is_first && unit.standing.ranked.len() > 1;
    UnitView {
        page: presenter.meta("unit", path, title, description, crumbs),
        number,
        name,
        label: presenter
            .config
            .maturity
            .units
            .get(unit.path.len().saturating_sub(1))
            .map(String::as_str),
        model: presenter.model_head(path, model),
        models: model_tabs(presenter, path, portfolio_ix, &unit.path),
        sentence,
        roll_up: roll_up(presenter.words, model, &unit.standing.roll_up),
        distribution: if many {
            list.shares(&distribution)
        } else {
            Vec::new()
        },
        unrated: distribution.tail().filter(|_| many),
        heads: heat::heads(&list.columns, &columns, presenter.words),
        columns,
        all: unit.standing.ranked.len(),
        rows: list.sheet(sheet),
        common_gaps: if is_first {
            list.common_gaps(&unit.standing)
        } else {
            Vec::new()
        },
        units,
        more_units,
        pager: list.pager(sheets, number + 1, |n| {
            let site = presenter.site;
            site.unit_page(portfolio_ix, unit_ix, n - 1)
        }),
    }
}

/// The same unit under each model that a team of it is assessed against.
fn model_tabs(
    presenter: &Presenter<'_>,
    path: &SitePath,
    here: usize,
    unit: &[String],
) -> Vec<VerdictLine> {
    let portfolios = presenter.evaluation.portfolios.iter().enumerate();
    portfolios
        .filter_map(|(ix, other)| {
            let is_it = |other: &Arc<UnitStanding>| other.path.as_slice().cmp(unit);
            let at = other.units.binary_search_by(is_it).ok()?;
            let teams = other.units[at].standing.ranked.len();
            let href = path.link_to(&presenter.site.units[ix][at]);
            Some(tab(presenter, other, href, (teams, ix == here)))
        })
        .collect()
}
