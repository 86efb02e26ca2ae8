//! The start page of each model, and lists of teams.

mod list;
mod unit;

pub use unit::unit;

use crate::model::MaturityModel;
use crate::score::{ReportIx, RollUp};
use crate::site::{ROWS_PER_PAGE, Site};
use crate::tree::SitePath;
use crate::view::presenter::{Presenter, Prose};
use crate::view::words::level;
use crate::view::{
    Counts, Link, Pager, PortfolioView, RollUpView, TeamRow, VerdictLine, sentences,
};
use list::List;

/// How many entries the short lists beside the table have.
const SHORT_LIST: usize = 12;

/// How many teams that need attention the start page names.
const ATTENTION: usize = 50;

/// The start page, or the start page of a further model, or a further page of its table.
pub fn page<'a>(
    presenter: &Presenter<'a>,
    path: &SitePath,
    ix: Option<usize>,
    number: usize,
) -> PortfolioView<'a> {
    let book = &presenter.config.book;
    let intro = if ix.unwrap_or(0) == 0 && number == 0 {
        intro(presenter, path)
    } else {
        String::new()
    };
    let Some(ix) = ix else {
        let description = book
            .description
            .clone()
            .unwrap_or_else(|| "No team has been assessed yet.".to_owned());
        return PortfolioView {
            page: presenter.meta(
                "portfolio",
                path,
                book.title.clone(),
                description,
                Vec::new(),
            ),
            intro,
            model: None,
            models: Vec::new(),
            sentence: "No team has been assessed yet.".to_owned(),
            distribution: Vec::new(),
            counts: Counts {
                teams: 0,
                rated: 0,
                provisional: 0,
                unrated: 0,
                stale: 0,
                target_missed: 0,
            },
            columns: Vec::new(),
            rows: Vec::new(),
            common_gaps: Vec::new(),
            risers: Vec::new(),
            fallers: Vec::new(),
            attention: Vec::new(),
            units: Vec::new(),
            without: without_report(presenter, path),
            pager: None,
        };
    };
    let portfolio = &presenter.evaluation.portfolios[ix];
    let model: &'a MaturityModel = &portfolio.model;
    let list = List {
        presenter,
        path,
        portfolio,
        portfolio_ix: ix,
    };
    let first = number == 0;
    let title = match (ix, first) {
        (0, true) => book.title.clone(),
        (_, true) => format!("{}: {}", book.title, model.name),
        (_, false) => format!("{}: {}, page {}", book.title, model.name, number + 1),
    };
    let distribution = list.distribution(&portfolio.all.ranked);
    let sentence = sentences::portfolio(model, &distribution, portfolio.all.ranked.len());
    let crumbs = if ix == 0 && first {
        Vec::new()
    } else {
        vec![presenter.home_crumb(path)]
    };
    let description = if first {
        sentence.clone()
    } else {
        format!("{title}. {sentence}")
    };
    let short = |all: &'a [ReportIx]| if first { list.movers(all) } else { Vec::new() };
    PortfolioView {
        page: presenter.meta("portfolio", path, title, description, crumbs),
        intro,
        model: Some(presenter.model_head(path, model)),
        models: model_tabs(presenter, path, ix, &presenter.site.portfolios),
        sentence,
        distribution: list.shares(&distribution),
        counts: list.counts(&portfolio.all.ranked),
        columns: presenter.heat_columns(path, model),
        rows: list.rows(page_of(&portfolio.all.ranked, number)),
        common_gaps: if first {
            list.common_gaps(&portfolio.all.common_gaps)
        } else {
            Vec::new()
        },
        risers: short(&portfolio.risers),
        fallers: short(&portfolio.fallers),
        attention: if first {
            list.attention(&portfolio.all.ranked)
        } else {
            Vec::new()
        },
        units: if first {
            list.units(|unit| unit.path.len() <= 2)
        } else {
            Vec::new()
        },
        without: if first && ix == 0 {
            without_report(presenter, path)
        } else {
            Vec::new()
        },
        pager: pager(
            path,
            &presenter.site.portfolios[ix],
            number,
            portfolio.all.ranked.len(),
        ),
    }
}

fn intro(presenter: &Presenter<'_>, path: &SitePath) -> String {
    match presenter.site.home {
        Some(ix) => {
            let document = &presenter.site.documents[ix].document;
            presenter.html(path, document, &[document.body], Prose::Section)
        }
        None => String::new(),
    }
}

fn without_report(presenter: &Presenter<'_>, path: &SitePath) -> Vec<Link> {
    let teams = presenter.evaluation.teams.iter().enumerate();
    teams
        .filter(|(_, standing)| standing.current.is_empty())
        .map(|(ix, standing)| Link {
            text: standing.team.name.clone(),
            href: path.link_to(&presenter.site.teams[ix]),
        })
        .collect()
}

fn model_tabs(
    presenter: &Presenter<'_>,
    path: &SitePath,
    here: usize,
    pages: &[SitePath],
) -> Vec<VerdictLine> {
    pages
        .iter()
        .enumerate()
        .map(|(ix, to)| {
            let teams = presenter.evaluation.portfolios[ix].all.ranked.len();
            tab(presenter, path, ix, to, (teams, ix == here))
        })
        .collect()
}

fn tab(
    presenter: &Presenter<'_>,
    path: &SitePath,
    ix: usize,
    to: &SitePath,
    (teams, here): (usize, bool),
) -> VerdictLine {
    let portfolio = &presenter.evaluation.portfolios[ix];
    VerdictLine {
        model: portfolio.model.name.clone(),
        sentence: crate::view::words::counted(teams, "team", "teams"),
        href: path.link_to(to),
        here,
    }
}

fn page_of(ranked: &[ReportIx], number: usize) -> &[ReportIx] {
    let start = (number * ROWS_PER_PAGE).min(ranked.len());
    &ranked[start..(start + ROWS_PER_PAGE).min(ranked.len())]
}

fn pager(path: &SitePath, first: &SitePath, number: usize, teams: usize) -> Option<Pager> {
    let of = teams.div_ceil(ROWS_PER_PAGE);
    if of < 2 {
        return None;
    }
    let href = |n: usize| path.link_to(&Site::list_page(first, n));
    Some(Pager {
        number: number + 1,
        of,
        previous: (number > 0).then(|| href(number - 1)),
        next: (number + 1 < of).then(|| href(number + 1)),
        pages: (0..of)
            .map(|n| Link {
                text: (n + 1).to_string(),
                href: href(n),
            })
            .collect(),
    })
}

pub fn roll_up(model: &MaturityModel, value: &RollUp) -> RollUpView {
    RollUpView {
        level: value.level.map(|place| level(model, place)),
        low: level(model, value.low),
        high: level(model, value.high),
        status: value.status.id(),
        median: value.median.map(|place| level(model, place)),
        unrated: value.unrated,
        stale: value.stale,
        remark: sentences::roll_up_remark(model, value),
    }
}

/// The rows of the print page, which has no table of its own.
pub fn first_rows<'a>(
    presenter: &Presenter<'a>,
    path: &SitePath,
    ix: usize,
    most: usize,
) -> Vec<TeamRow<'a>> {
    let portfolio = &presenter.evaluation.portfolios[ix];
    let list = List {
        presenter,
        path,
        portfolio,
        portfolio_ix: ix,
    };
    list.rows(&portfolio.all.ranked[..portfolio.all.ranked.len().min(most)])
}

/// The sentence of a portfolio, as its page begins with it.
pub fn sentence(presenter: &Presenter<'_>, path: &SitePath, ix: usize) -> String {
    let portfolio = &presenter.evaluation.portfolios[ix];
    let list = List {
        presenter,
        path,
        portfolio,
        portfolio_ix: ix,
    };
    sentences::portfolio(
        &portfolio.model,
        &list.distribution(&portfolio.all.ranked),
        portfolio.all.ranked.len(),
    )
}
