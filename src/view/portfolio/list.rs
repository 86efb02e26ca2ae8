//! Lists of teams on their way into a page.

use super::sheets::BETWEEN;
use super::{ATTENTION, SHORT_LIST, UNITS, heat, roll_up};
use crate::chart;
use crate::model::{MaturityModel, Position, PositionIx};
use crate::score::{Portfolio, Report, ReportIx, Standing, Status, UnitStanding};
use crate::site::ROWS_PER_PAGE;
use crate::tree::SitePath;
use crate::view::presenter::Presenter;
use crate::view::words::{date_view, level};
use crate::view::{Attention, CommonGap, Counts, Mover, Share, Tail, TeamRow, UnitRow};

impl<'a, 'p> List<'a, 'p> {
    pub(super) fn new(
        presenter: &'p Presenter<'a>,
        path: &'p SitePath,
        portfolio_ix: usize,
    ) -> Self {
        let portfolio = &presenter.evaluation.portfolios[portfolio_ix];
        Self {
            presenter,
            path,
            portfolio,
            portfolio_ix,
            columns: heat::columns(&portfolio.model),
        }
    }

    /// A page of all teams; 0 is the start page.
    pub(super) fn team_page(&self, number: usize) -> SitePath {
        self.presenter.site.team_page(self.portfolio_ix, number)
    }

    pub(super) fn report(&self, ix: ReportIx) -> &'a Report {
        &self.presenter.evaluation.reports[ix]
    }

    pub(super) fn team_name(&self, report: &Report) -> &'a str {
        &self.presenter.evaluation.teams[report.team].team.name
    }

    /// How many reports stand at each level, stale ones included.
    pub(super) fn distribution(&self, ranked: &[ReportIx]) -> Distribution {
        let model = &self.portfolio.model;
        let mut distribution = Distribution {
            levels: vec![(0, 0); model.positions.len()],
            unrated: 0,
        };
        for ix in ranked {
            let report = self.report(*ix);
            if report.card.status == Status::Unrated {
                distribution.unrated += 1;
            } else if let Some((all, provisional)) = distribution.levels.get_mut(self.place(report))
            {
                *all += 1;
                *provisional += u32::from(report.card.status == Status::Provisional);
            }
        }
        distribution
    }

    /// The place of a report's level among the positions of the portfolio's model.
    fn place(&self, report: &Report) -> usize {
        let (model, own) = (&self.portfolio.model, &report.assessment.model);
        let level = report.card.level;
        if model.version == own.version {
            return level.ix();
        }
        let id = &own.position(level).id;
        let is_it = |p: &Position| p.id == *id || p.formerly.contains(id);
        let known = model.positions.iter().position(is_it);
        known.unwrap_or(level.ix().min(model.positions.len().saturating_sub(1)))
    }

    pub(super) fn shares(&self, distribution: &Distribution) -> Vec<Share> {
        let (all, most) = (distribution.all(), distribution.most());
        let levels = distribution.levels.iter().enumerate();
        levels
            .map(|(place, (count, provisional))| Share {
                level: level(&self.portfolio.model, PositionIx::new(place)),
                count: *count,
                provisional: *provisional,
                percent: percent(*count, all),
                bar: chart::parts(&chart::Parts {
                    sure: f64::from(count - provisional),
                    unsure: f64::from(*provisional),
                    of: f64::from(most),
                    outline: "bar-open",
                }),
            })
            .collect()
    }

    pub(super) fn counts(&self, ranked: &[ReportIx]) -> Counts {
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

    /// The first rows in rank order, for print, without marks.
    pub(super) fn plain_rows(&self, most: usize) -> Vec<TeamRow<'a>> {
        let ranked = &self.portfolio.all.ranked;
        ranked
            .iter()
            .take(most)
            .map(|ix| self.plain_row(*ix))
            .collect()
    }

    pub(super) fn row(&self, ix: ReportIx) -> TeamRow<'a> {
        TeamRow {
            strip: self.strip(self.report(ix)),
            ..self.plain_row(ix)
        }
    }

    fn plain_row(&self, ix: ReportIx) -> TeamRow<'a> {
        let report = self.report(ix);
        let team: &'a crate::assessment::Team = &self.presenter.evaluation.teams[report.team].team;
        let own: &'a MaturityModel = &report.assessment.model;
        let unit = team.unit.join(BETWEEN);
        TeamRow {
            group: None,
            name: &team.name,
            href: self.path.link_to(&self.presenter.site.reports[ix]),
            unit_above: String::new(),
            unit_below: unit.clone(),
            unit,
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
            status: report.card.status.id(),
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
            reason: String::new(),
            strip: String::new(),
        }
    }

    /// The KPAs that most teams lack on their way to the next level, of `teams` teams.
    pub(super) fn common_gaps(&self, standing: &Standing) -> Vec<CommonGap<'a>> {
        let model: &'a MaturityModel = &self.portfolio.model;
        let roll_up = &standing.roll_up;
        let all = roll_up.distribution.iter().sum::<u32>() + roll_up.unrated + roll_up.stale;
        if all < 2 {
            return Vec::new();
        }
        let gaps = standing.common_gaps.iter().take(SHORT_LIST);
        gaps.map(|(kpa, teams)| CommonGap {
            kpa: self.presenter.kpa_link(self.path, model, *kpa),
            teams: *teams,
            of: all,
            level: level(model, model.kpa(*kpa).position),
            bar: chart::parts(&chart::Parts {
                sure: f64::from(*teams),
                unsure: 0.0,
                of: f64::from(all),
                outline: "bar-open",
            }),
        })
        .collect()
    }

    pub(super) fn movers(&self, all: &[ReportIx]) -> Vec<Mover<'a>> {
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
                    date: date_view(self.presenter.words, report.assessment.date),
                })
            })
            .collect()
    }

    pub(super) fn attention(&self, ranked: &[ReportIx]) -> Vec<Attention<'a>> {
        let pressing = self.pressing(ranked, false, ATTENTION);
        let attention = pressing.into_iter().map(|ix| Attention {
            team: self.team_name(self.report(ix)),
            href: self.path.link_to(&self.presenter.site.reports[ix]),
            reason: self.reason(ix),
        });
        attention.collect()
    }

    /// The rows of a start page that cannot show all: the teams that need attention, then those
    /// that changed last, each with its reason.
    pub(super) fn pressing_rows(&self, ranked: &[ReportIx]) -> Vec<TeamRow<'a>> {
        let pressing = self.pressing(ranked, true, ATTENTION);
        let rows = pressing.into_iter().map(|ix| TeamRow {
            reason: self.reason(ix),
            ..self.row(ix)
        });
        rows.collect()
    }

    /// The units below one, or all units, as a tree: as many ranks as give a table that can be
    /// overlooked. With it, how many units are left out.
    pub(super) fn units(&self, below: &[String]) -> (Vec<UnitRow<'a>>, usize) {
        let inside = |unit: &UnitStanding| unit.path.starts_with(below);
        let all = &self.portfolio.units;
        let start = all.partition_point(|unit| *unit.path < *below);
        let part = all[start..].iter().map(|unit| &**unit);
        let part = part.take_while(|unit| inside(unit));
        let part: Vec<(usize, &UnitStanding)> = (start..)
            .zip(part)
            .filter(|(_, unit)| unit.path.len() > below.len())
            .collect();
        let mut by_depth: Vec<usize> = Vec::new();
        for (_, unit) in &part {
            let depth = unit.path.len() - below.len() - 1;
            by_depth.resize(by_depth.len().max(depth + 1), 0);
            by_depth[depth] += 1;
        }
        let (mut rows, mut deepest) = (0, 0);
        for (depth, units) in by_depth.iter().enumerate() {
            rows += units;
            if rows > UNITS {
                break;
            }
            deepest = depth;
        }
        let shown = part
            .iter()
            .filter(|(_, unit)| unit.path.len() - below.len() - 1 <= deepest)
            .take(ROWS_PER_PAGE)
            .map(|(ix, unit)| self.unit_row(*ix, unit, below.len()));
        let shown: Vec<UnitRow<'a>> = shown.collect();
        let left = part.len() - shown.len();
        (shown, left)
    }

    fn unit_row(&self, ix: usize, unit: &UnitStanding, above: usize) -> UnitRow<'a> {
        let to = &self.presenter.site.units[self.portfolio_ix][ix];
        UnitRow {
            kind: "unit",
            path: unit.path.join(" / "),
            name: unit.path.last().cloned().unwrap_or_default(),
            depth: unit.path.len().saturating_sub(above + 1),
            ..self.standing_row(&unit.standing, to)
        }
    }

    /// All teams of the page together.
    pub(super) fn standing_row(&self, standing: &Standing, to: &SitePath) -> UnitRow<'a> {
        UnitRow {
            kind: "all",
            path: String::new(),
            name: String::new(),
            depth: 0,
            href: self.path.link_to(to),
            teams: standing.ranked.len(),
            roll_up: roll_up(
                self.presenter.words,
                &self.portfolio.model,
                &standing.roll_up,
            ),
            strip: self.shares_strip(&standing.kpas),
        }
    }
}

/// How many teams of a list stand at each level.
pub(super) struct Distribution {
    /// By position: all, and of them the provisional ones.
    levels: Vec<(u32, u32)>,
    unrated: u32,
}

impl Distribution {
    /// By position, as sentences need it.
    pub(super) fn by_level(&self) -> Vec<(PositionIx, u32)> {
        let levels = self.levels.iter().enumerate();
        levels
            .map(|(place, (count, _))| (PositionIx::new(place), *count))
            .collect()
    }

    pub(super) fn tail(&self) -> Option<Tail> {
        (self.unrated > 0).then(|| Tail {
            count: self.unrated,
            percent: percent(self.unrated, self.all()),
            bar: chart::parts(&chart::Parts {
                sure: 0.0,
                unsure: f64::from(self.unrated),
                of: f64::from(self.most()),
                outline: "bar-none",
            }),
        })
    }

    fn all(&self) -> u32 {
        self.levels.iter().map(|level| level.0).sum::<u32>() + self.unrated
    }

    fn most(&self) -> u32 {
        let levels = self.levels.iter().map(|level| level.0);
        levels.max().unwrap_or(0).max(self.unrated)
    }
}

/// Rounded; 0 of none.
fn percent(part: u32, of: u32) -> u32 {
    let (part, of) = (u64::from(part), u64::from(of));
    u32::try_from((part * 100 + of / 2).checked_div(of).unwrap_or(0)).unwrap_or(100)
}

/// Lists of teams of one portfolio on their way into a page.
pub(super) struct List<'a, 'p> {
    pub(super) presenter: &'p Presenter<'a>,
    pub(super) path: &'p SitePath,
    pub(super) portfolio: &'a Portfolio,
    pub(super) portfolio_ix: usize,
    pub(super) columns: chart::Columns,
}

pub(super) fn target_state(report: &Report) -> Option<&'static str> {
    let target = report.card.target.as_ref()?;
    Some(if target.reached { "reached" } else { "missed" })
}
