//! Lists of teams on their way into a page.

use super::{ATTENTION, SHORT_LIST, roll_up};
use crate::chart;
use crate::model::{KpaIx, MaturityModel, PositionIx};
use crate::score::{KpaTally, Portfolio, Report, ReportIx, Status, UnitStanding};
use crate::tree::SitePath;
use crate::view::presenter::Presenter;
use crate::view::words::{date, date_view, level, level_phrase, sentence_case};
use crate::view::{
    Attention, CommonGap, Counts, HeatMark, Mover, Share, Subject, TeamRow, UnitRow, marks,
};

impl<'a> List<'a, '_> {
    pub(super) fn report(&self, ix: ReportIx) -> &'a Report {
        &self.presenter.evaluation.reports[ix]
    }

    pub(super) fn team_name(&self, report: &Report) -> &'a str {
        &self.presenter.evaluation.teams[report.team].team.name
    }

    /// How many rated and provisional reports stand at each level, stale ones included.
    pub(super) fn distribution(&self, ranked: &[ReportIx]) -> Vec<(PositionIx, u32)> {
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

    pub(super) fn shares(&self, distribution: &[(PositionIx, u32)]) -> Vec<Share> {
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
                percent: (n * 100 + all / 2).checked_div(all).unwrap_or(0),
                bar: chart::bar(&chart::Bar {
                    value: f64::from(*n),
                    of: f64::from(most),
                    steps: 0,
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

    pub(super) fn rows(&self, ranked: &[ReportIx]) -> Vec<TeamRow<'a>> {
        ranked.iter().map(|ix| self.row(*ix)).collect()
    }

    pub(super) fn row(&self, ix: ReportIx) -> TeamRow<'a> {
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
            marks: self.marks(report),
        }
    }

    /// In the columns of the portfolio's model; a report under another version shows what both know.
    pub(super) fn marks(&self, report: &'a Report) -> Vec<HeatMark> {
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

    pub(super) fn common_gaps(&self, gaps: &[(KpaIx, u32)]) -> Vec<CommonGap<'a>> {
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
                    date: date_view(report.assessment.date),
                })
            })
            .collect()
    }

    pub(super) fn attention(&self, ranked: &[ReportIx]) -> Vec<Attention<'a>> {
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

    pub(super) fn units(&self, wanted: impl Fn(&UnitStanding) -> bool) -> Vec<UnitRow<'a>> {
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

/// Lists of teams of one portfolio on their way into a page.
pub(super) struct List<'a, 'p> {
    pub(super) presenter: &'p Presenter<'a>,
    pub(super) path: &'p SitePath,
    pub(super) portfolio: &'a Portfolio,
    pub(super) portfolio_ix: usize,
}

/// The share of teams that satisfy a KPA, as a mark; those for which it does not apply do not count.
pub(super) fn tally_mark(tally: &KpaTally) -> HeatMark {
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

pub(super) fn target_state(report: &Report) -> Option<&'static str> {
    let target = report.card.target.as_ref()?;
    Some(if target.reached { "reached" } else { "missed" })
}
