//! The start page of each model, and lists of teams.

mod attention;
mod heat;
mod list;
mod sheets;
mod unit;

pub use unit::unit;

use crate::document::Document;
use crate::language::Words;
use crate::model::MaturityModel;
use crate::score::{Portfolio, RollUp};
use crate::tree::{SitePath, Span};
use crate::view::presenter::{Presenter, Prose};
use crate::view::words::{level, status};
use crate::view::{Counts, Link, PortfolioView, RollUpView, TeamRow, VerdictLine, sentences};
use list::{Distribution, List};

/// How many entries the short lists beside the table have.
const SHORT_LIST: usize = 12;

/// How many teams that need attention the start page names.
const ATTENTION: usize = 50;

/// How many units a tree of them shows before it leaves out its lower ranks.
const UNITS: usize = 60;

/// The start page, or the start page of a further model, or a page of all its teams.
pub fn page<'a>(
    presenter: &Presenter<'a>,
    path: &SitePath,
    ix: Option<usize>,
    number: usize,
) -> PortfolioView<'a> {
    match (ix, number) {
        (None, _) => empty(presenter, path),
        (Some(ix), 0) => start(&List::new(presenter, path, ix)),
        (Some(ix), number) => sheet(&List::new(presenter, path, ix), number),
    }
}

/// The start page of a book without any report.
fn empty<'a>(presenter: &Presenter<'a>, path: &SitePath) -> PortfolioView<'a> {
    let book = &presenter.config.book;
    let sentence = presenter.words.text("portfolio_empty").to_owned();
    let description = book.description.clone();
    let description = description.unwrap_or_else(|| sentence.clone());
    let title = book.title.clone();
    let (intro, about) = intro(presenter, path);
    PortfolioView {
        page: presenter.meta("portfolio", path, title, description, Vec::new()),
        number: 0,
        intro,
        about,
        model: None,
        models: Vec::new(),
        sentence,
        distribution: Vec::new(),
        unrated: None,
        counts: Counts {
            teams: 0,
            rated: 0,
            provisional: 0,
            unrated: 0,
            stale: 0,
            target_missed: 0,
        },
        columns: Vec::new(),
        heads: String::new(),
        all: 0,
        rows: Vec::new(),
        common_gaps: Vec::new(),
        risers: Vec::new(),
        fallers: Vec::new(),
        attention: Vec::new(),
        units: Vec::new(),
        more_units: 0,
        without: without_report(presenter, path),
        pager: None,
    }
}

fn start<'a>(list: &List<'a, '_>) -> PortfolioView<'a> {
    let (presenter, path, portfolio) = (list.presenter, list.path, list.portfolio);
    let book = &presenter.config.book;
    let is_first = list.portfolio_ix == 0;
    let ranked = &portfolio.all.ranked;
    let paged = list.listing().is_paged();
    let title = if is_first {
        book.title.clone()
    } else {
        format!("{}: {}", book.title, portfolio.model.name)
    };
    let crumbs = if is_first {
        Vec::new()
    } else {
        vec![presenter.home_crumb(path)]
    };
    let (intro, about) = if is_first {
        intro(presenter, path)
    } else {
        Default::default()
    };
    let (mut units, more_units) = list.units(&[]);
    if paged {
        let all = list.standing_row(&portfolio.all, &list.team_page(1));
        units.insert(0, all);
    }
    let distribution = list.distribution(ranked);
    let sentence = verdict(list, &distribution);
    let mut view = PortfolioView {
        intro,
        about,
        models: model_tabs(presenter, path, list.portfolio_ix),
        rows: if paged {
            list.pressing_rows(ranked)
        } else {
            list.sheet(0..ranked.len())
        },
        common_gaps: list.common_gaps(&portfolio.all),
        risers: list.movers(&portfolio.risers),
        fallers: list.movers(&portfolio.fallers),
        units,
        more_units,
        ..frame(list, 0, (title, sentence.clone(), sentence), crumbs)
    };
    // What one team has to say stands in one sentence.
    if ranked.len() > 1 {
        view.distribution = list.shares(&distribution);
        view.unrated = distribution.tail();
        if !paged {
            view.attention = list.attention(ranked);
        }
    }
    if is_first {
        view.without = without_report(presenter, path);
    }
    view
}

/// A page of all teams.
fn sheet<'a>(list: &List<'a, '_>, number: usize) -> PortfolioView<'a> {
    let (presenter, path, portfolio) = (list.presenter, list.path, list.portfolio);
    let Some(places) = list.listing().pages.get(number - 1) else {
        return empty(presenter, path);
    };
    let words = presenter.words;
    let name = list.sheet_name(places);
    let mut crumbs = vec![presenter.home_crumb(path)];
    if list.portfolio_ix > 0 {
        crumbs.push(Link {
            text: portfolio.model.name.clone(),
            href: path.link_to(&list.team_page(0)),
        });
    }
    let sentence = words.say(
        "page_holds",
        &[
            ("n", places.len().into()),
            ("of", portfolio.all.ranked.len().into()),
            ("model", (&portfolio.model.name).into()),
        ],
    );
    let mut title = words.say("teams_of", &[("name", (&name).into())]);
    if list.portfolio_ix > 0 {
        title = format!("{title}: {}", portfolio.model.name);
    }
    let description = format!("{title}. {sentence}");
    PortfolioView {
        rows: list.sheet(places.clone()),
        ..frame(list, number, (title, description, sentence), crumbs)
    }
}

/// What the start page and the pages of all teams have in common.
fn frame<'a>(
    list: &List<'a, '_>,
    number: usize,
    (title, description, sentence): (String, String, String),
    crumbs: Vec<Link>,
) -> PortfolioView<'a> {
    let (presenter, path, portfolio) = (list.presenter, list.path, list.portfolio);
    let model: &'a MaturityModel = &portfolio.model;
    let columns = presenter.heat_columns(path, model);
    PortfolioView {
        page: presenter.meta("portfolio", path, title, description, crumbs),
        number,
        intro: String::new(),
        about: String::new(),
        model: Some(presenter.model_head(path, model)),
        models: Vec::new(),
        sentence,
        distribution: Vec::new(),
        unrated: None,
        counts: list.counts(&portfolio.all.ranked),
        heads: heat::heads(&list.columns, &columns, presenter.words),
        columns,
        all: portfolio.all.ranked.len(),
        rows: Vec::new(),
        common_gaps: Vec::new(),
        risers: Vec::new(),
        fallers: Vec::new(),
        attention: Vec::new(),
        units: Vec::new(),
        more_units: 0,
        without: Vec::new(),
        pager: list.pager(&list.listing().pages, number, |n| list.team_page(n)),
    }
}

/// How the teams of a model stand, in one sentence; of one team, its own verdict.
fn verdict(list: &List<'_, '_>, distribution: &Distribution) -> String {
    let (portfolio, presenter) = (list.portfolio, list.presenter);
    let ranked = &portfolio.all.ranked;
    if let [only] = ranked.as_slice() {
        let report = list.report(*only);
        return presenter.subject(report).verdict();
    }
    sentences::portfolio(
        presenter.words,
        &portfolio.model,
        &distribution.by_level(),
        ranked.len(),
    )
}

/// The text of content/index.md: what stands before its first heading, and the rest.
fn intro(presenter: &Presenter<'_>, path: &SitePath) -> (String, String) {
    let Some(ix) = presenter.site.home else {
        return Default::default();
    };
    let document: &Document = &presenter.site.documents[ix].document;
    let body = document.body;
    let cut = document
        .first_heading()
        .map(|heading| heading.span.start)
        .filter(|start| {
            !Span {
                start: body.start,
                end: *start,
            }
            .of(&document.text)
            .trim()
            .is_empty()
        })
        .unwrap_or(body.end);
    let html = |start, end| {
        let part = Span { start, end };
        presenter.html(path, document, &[part], Prose::Section)
    };
    (html(body.start, cut), html(cut, body.end))
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

fn model_tabs(presenter: &Presenter<'_>, path: &SitePath, here: usize) -> Vec<VerdictLine> {
    let portfolios = presenter.evaluation.portfolios.iter().enumerate();
    portfolios
        .zip(&presenter.site.portfolios)
        .map(|((ix, portfolio), to)| {
            let teams = portfolio.all.ranked.len();
            tab(presenter, portfolio, path.link_to(to), (teams, ix == here))
        })
        .collect()
}

fn tab(
    presenter: &Presenter<'_>,
    portfolio: &Portfolio,
    href: String,
    (teams, here): (usize, bool),
) -> VerdictLine {
    VerdictLine {
        model: portfolio.model.name.clone(),
        sentence: presenter.words.say("teams_counted", &[("n", teams.into())]),
        href,
        here,
    }
}

fn roll_up<'a>(words: &'a Words, model: &MaturityModel, value: &RollUp) -> RollUpView<'a> {
    RollUpView {
        level: value.level.map(|place| level(model, place)),
        low: level(model, value.low),
        high: level(model, value.high),
        status: value.status.id(),
        status_text: status(words, value.status),
        median: value.median.map(|place| level(model, place)),
        unrated: value.unrated,
        stale: value.stale,
        remark: sentences::roll_up_remark(words, model, value),
    }
}

/// The rows of the print page, which has no table of its own.
pub fn first_rows<'a>(
    presenter: &Presenter<'a>,
    path: &SitePath,
    ix: usize,
    most: usize,
) -> Vec<TeamRow<'a>> {
    List::new(presenter, path, ix).plain_rows(most)
}

/// The sentence of a portfolio, as its page begins with it.
pub fn sentence(presenter: &Presenter<'_>, path: &SitePath, ix: usize) -> String {
    let list = List::new(presenter, path, ix);
    verdict(&list, &list.distribution(&list.portfolio.all.ranked))
}
