use crate::chart;
use crate::model::{KpaIx, MaturityModel, PositionIx};
use crate::score::{KpaTally, Portfolio, Report, ReportIx, RollUp, Status, UnitStanding};
use crate::site::{ROWS_PER_PAGE, Site};
use crate::tree::SitePath;

use super::presenter::{Presenter, Prose};
use super::words::{date, date_view, level, level_phrase, sentence_case};
use super::{
    Attention, CommonGap, Counts, HeatMark, Link, Mover, Pager, PortfolioView, RollUpView, Share,
    Subject, TeamRow, UnitRow, UnitView, VerdictLine, marks, sentences,
};

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
    let short = |all: &'a [ReportIx]| if first { list.movers(all) } else { Vec::new() };
    PortfolioView {
        page: presenter.meta("portfolio", path, title, sentence.clone(), crumbs),
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
    UnitView {
        page: presenter.meta(
            "unit",
            path,
            unit.path.join(" / "),
            sentence.clone(),
            crumbs,
        ),
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
        sentence: super::words::counted(teams, "team", "teams"),
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
        status: marks::status(value.status),
        median: value.median.map(|place| level(model, place)),
        unrated: value.unrated,
        stale: value.stale,
        remark: sentences::roll_up_remark(model, value),
    }
}

/// Lists of teams of one portfolio on their way into a page.
struct List<'a, 'p> {
    presenter: &'p Presenter<'a>,
    path: &'p SitePath,
    portfolio: &'a Portfolio,
    portfolio_ix: usize,
}

impl<'a> List<'a, '_> {
    fn report(&self, ix: ReportIx) -> &'a Report {
        &self.presenter.evaluation.reports[ix]
    }

    fn team_name(&self, report: &Report) -> &'a str {
        &self.presenter.evaluation.teams[report.team].team.name
    }

    /// How many rated and provisional reports stand at each level, stale ones included.
    fn distribution(&self, ranked: &[ReportIx]) -> Vec<(PositionIx, u32)> {
        let model = &self.portfolio.model;
        let mut counts = vec![0; model.positions.len()];
        for ix in ranked {
            let report = self.report(*ix);
            if report.card.status != Status::Unrated {
                counts[report.card.level.ix().min(model.positions.len() - 1)] += 1;
            }
        }
        counts
            .into_iter()
            .enumerate()
            .map(|(place, n)| (PositionIx::new(place), n))
            .collect()
    }

    fn shares(&self, distribution: &[(PositionIx, u32)]) -> Vec<Share> {
        let all: u32 = distribution.iter().map(|(_, n)| n).sum();
        let most = distribution
            .iter()
            .map(|(_, n)| *n)
            .max()
            .unwrap_or(0)
            .max(1);
        distribution
            .iter()
            .map(|(place, n)| Share {
                level: level(&self.portfolio.model, *place),
                count: *n,
                percent: if all == 0 {
                    0
                } else {
                    (n * 100 + all / 2) / all
                },
                bar: chart::bar(&chart::Bar {
                    value: f64::from(*n),
                    of: f64::from(most),
                    steps: 0,
                }),
            })
            .collect()
    }

    fn counts(&self, ranked: &[ReportIx]) -> Counts {
        let mut counts = Counts {
            teams: ranked.len(),
            rated: 0,
            provisional: 0,
            unrated: 0,
            stale: 0,
            target_missed: 0,
        };
        for ix in ranked {
            let report = self.report(*ix);
            match report.card.status {
                Status::Rated => counts.rated += 1,
                Status::Provisional => counts.provisional += 1,
                Status::Unrated => counts.unrated += 1,
            }
            counts.stale += usize::from(report.stale);
            counts.target_missed += usize::from(target_state(report) == Some("missed"));
        }
        counts
    }

    fn rows(&self, ranked: &[ReportIx]) -> Vec<TeamRow<'a>> {
        ranked.iter().map(|ix| self.row(*ix)).collect()
    }

    fn row(&self, ix: ReportIx) -> TeamRow<'a> {
        let report = self.report(ix);
        let team: &'a crate::assessment::Team = &self.presenter.evaluation.teams[report.team].team;
        let own: &'a MaturityModel = &report.assessment.model;
        TeamRow {
            name: &team.name,
            href: self.path.link_to(&self.presenter.site.reports[ix]),
            unit: team.unit.join(" / "),
            unit_href: self
                .presenter
                .unit_path(&own.id, &team.unit)
                .filter(|_| !team.unit.is_empty())
                .map(|to| self.path.link_to(to)),
            kind: match team.kind {
                crate::assessment::TeamKind::Team => "team",
                crate::assessment::TeamKind::Vendor { .. } => "vendor",
            },
            level: level(own, report.card.level),
            status: marks::status(report.card.status),
            stale: report.stale,
            progress: report.card.next.as_ref().and_then(|next| next.progress),
            next: report
                .card
                .next
                .as_ref()
                .map(|next| level(own, next.position)),
            date: report.assessment.date.to_string(),
            change: report.change.as_ref().and_then(|change| change.level),
            target: target_state(report),
            target_level: report
                .card
                .target
                .as_ref()
                .map(|t| own.position(t.target.asked).id.clone()),
            marks: self.marks(report),
        }
    }

    /// In the columns of the portfolio's model; a report under another version shows what both know.
    fn marks(&self, report: &'a Report) -> Vec<HeatMark> {
        let model = &self.portfolio.model;
        let own = &report.assessment.model;
        let same = model.version == own.version;
        model
            .positions
            .iter()
            .flat_map(|position| &position.kpas)
            .map(|kpa| {
                let mine = if same {
                    Some(*kpa)
                } else {
                    own.kpas
                        .iter()
                        .position(|k| k.id == model.kpa(*kpa).id)
                        .map(KpaIx::new)
                };
                match mine.map(|kpa| &report.card.kpas[kpa.ix()]) {
                    Some(score) => HeatMark {
                        ink: if score.in_scope {
                            marks::ink_of_kpa(score)
                        } else {
                            "out"
                        },
                        text: marks::state_words(score),
                        state: marks::state(score),
                    },
                    None => HeatMark {
                        ink: "out",
                        text: "not in this version",
                        state: "out-of-scope",
                    },
                }
            })
            .collect()
    }

    fn common_gaps(&self, gaps: &[(KpaIx, u32)]) -> Vec<CommonGap<'a>> {
        let model: &'a MaturityModel = &self.portfolio.model;
        gaps.iter()
            .take(SHORT_LIST)
            .map(|(kpa, teams)| CommonGap {
                kpa: self.presenter.kpa_link(self.path, model, *kpa),
                teams: *teams,
                level: level(model, model.kpa(*kpa).position),
            })
            .collect()
    }

    fn movers(&self, all: &[ReportIx]) -> Vec<Mover<'a>> {
        all.iter()
            .take(SHORT_LIST)
            .filter_map(|ix| {
                let report = self.report(*ix);
                let before = self.report(report.previous?);
                Some(Mover {
                    team: self.team_name(report),
                    href: self.path.link_to(&self.presenter.site.reports[*ix]),
                    from: level(&before.assessment.model, before.card.level),
                    to: level(&report.assessment.model, report.card.level),
                    date: date_view(report.assessment.date),
                })
            })
            .collect()
    }

    fn attention(&self, ranked: &[ReportIx]) -> Vec<Attention<'a>> {
        ranked
            .iter()
            .filter_map(|ix| {
                let report = self.report(*ix);
                let subject = Subject::new(self.presenter.evaluation, report);
                let mut reasons = Vec::new();
                if report.stale {
                    reasons.push(format!("stale, was due by {}", date(report.due)));
                }
                match report.card.status {
                    Status::Unrated => reasons.push("not rated yet".to_owned()),
                    Status::Provisional => reasons.push(subject.short()),
                    Status::Rated => {}
                }
                if let (Some("missed"), Some(target)) = (target_state(report), &report.card.target)
                {
                    let model = &report.assessment.model;
                    reasons.push(format!(
                        "misses its target, {}",
                        level_phrase(model, target.target.asked)
                    ));
                }
                (!reasons.is_empty()).then(|| Attention {
                    team: self.team_name(report),
                    href: self.path.link_to(&self.presenter.site.reports[*ix]),
                    reason: sentence_case(&reasons.join("; ")),
                })
            })
            .take(ATTENTION)
            .collect()
    }

    fn units(&self, wanted: impl Fn(&UnitStanding) -> bool) -> Vec<UnitRow<'a>> {
        let model = &self.portfolio.model;
        self.portfolio
            .units
            .iter()
            .enumerate()
            .filter(|(_, unit)| wanted(unit))
            .map(|(ix, unit)| UnitRow {
                path: unit.path.join(" / "),
                name: unit.path.last().map_or("", String::as_str),
                depth: unit.path.len().saturating_sub(1),
                href: self
                    .path
                    .link_to(&self.presenter.site.units[self.portfolio_ix][ix]),
                teams: unit.standing.ranked.len(),
                roll_up: roll_up(model, &unit.standing.roll_up),
                marks: model
                    .positions
                    .iter()
                    .flat_map(|position| &position.kpas)
                    .map(|kpa| tally_mark(&unit.standing.kpas[kpa.ix()]))
                    .collect(),
            })
            .collect()
    }
}

/// The share of teams that satisfy a KPA, as a mark; those for which it does not apply do not count.
fn tally_mark(tally: &KpaTally) -> HeatMark {
    let of = tally.satisfied + tally.unsatisfied + tally.not_rated;
    if of == 0 {
        return HeatMark {
            ink: "na",
            text: "not applicable",
            state: "not-applicable",
        };
    }
    let ink = marks::ink_of_share(u64::from(tally.satisfied), u64::from(of));
    let text = match ink {
        "4" => "satisfied by all",
        "3" => "satisfied by most",
        "2" => "satisfied by about half",
        "1" => "satisfied by few",
        _ => "satisfied by none",
    };
    HeatMark {
        ink,
        text,
        state: "share",
    }
}

fn target_state(report: &Report) -> Option<&'static str> {
    let target = report.card.target.as_ref()?;
    Some(if target.reached { "reached" } else { "missed" })
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
