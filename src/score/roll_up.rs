//! R19: how a set of teams stands together.

use super::window::Window;
use super::{Helpers, KpaTally, ReportIx, RollUp, Satisfaction, Scorecard, Standing, Status};
use crate::model::{KpaIx, MaturityModel, PositionIx};

/// What a roll-up sees of one current report.
pub(super) struct Member<'a> {
    pub report: ReportIx,
    /// In the portfolio's model.
    pub level: PositionIx,
    pub counts: Counts,
    pub is_team: bool,
    pub card: &'a Scorecard,
    pub window: &'a Window,
}

/// How a report counts in the level of a unit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    Fully,
    /// Not rated now; the level of the rated report before it, where there is one.
    Unrated(Option<PositionIx>),
    /// Too old; it last counted at its own level.
    Stale,
}

/// Collects members, which come in rank order.
pub(super) struct Group {
    ranked: Vec<ReportIx>,
    /// By KPA and satisfaction.
    tallies: Vec<[u32; 4]>,
    gaps: Vec<u32>,
    helpers: Helpers,
    distribution: Vec<u32>,
    unrated: u32,
    stale: u32,
    /// The lowest level that counting the unrated and the stale would give.
    lowest: Option<PositionIx>,
    /// The lowest level at which a team that left the count last counted.
    lowest_left: Option<PositionIx>,
}

impl Group {
    pub fn new(model: &MaturityModel) -> Self {
        let kpas = model.kpas.len();
        Self {
            ranked: Vec::new(),
            tallies: vec![[0; 4]; kpas],
            gaps: vec![0; kpas],
            helpers: Helpers::new(kpas),
            distribution: vec![0; model.positions.len()],
            unrated: 0,
            stale: 0,
            lowest: None,
            lowest_left: None,
        }
    }

    pub fn add(&mut self, member: &Member<'_>) {
        self.ranked.push(member.report);
        for (ix, score) in member.card.kpas.iter().enumerate() {
            let Some(kpa) = member.window.kpa(KpaIx::new(ix)) else {
                continue;
            };
            if let Some(tally) = self.tallies.get_mut(kpa.ix()) {
                tally[score.satisfaction as usize] += 1;
            }
        }
        if member.is_team {
            let roadmap = member.card.next.iter().flat_map(|next| &next.roadmap);
            for kpa in roadmap.filter_map(|kpa| member.window.kpa(*kpa)) {
                if let Some(teams) = self.gaps.get_mut(kpa.ix()) {
                    *teams += 1;
                }
            }
            self.count(member);
        }
    }

    /// Whether any KPA has not all the helpers it can have.
    pub fn has_room(&self) -> bool {
        self.helpers.has_room()
    }

    /// Names a team as one that can help with the KPAs it satisfies.
    pub fn offer_help(&mut self, member: &Member<'_>) {
        if !member.is_team || !self.helpers.has_room() {
            return;
        }
        for (ix, score) in member.card.kpas.iter().enumerate() {
            if score.satisfaction == Satisfaction::Satisfied
                && let Some(kpa) = member.window.kpa(KpaIx::new(ix))
            {
                self.helpers.offer(kpa, member.report);
            }
        }
    }

    fn count(&mut self, member: &Member<'_>) {
        let lower = |a: Option<PositionIx>, b| Some(a.map_or(b, |a: PositionIx| a.min(b)));
        match member.counts {
            Counts::Fully => {
                if let Some(teams) = self.distribution.get_mut(member.level.ix()) {
                    *teams += 1;
                }
            }
            Counts::Unrated(before) => {
                self.unrated += 1;
                self.lowest = Some(PositionIx(0));
                if let Some(before) = before {
                    self.lowest_left = lower(self.lowest_left, before);
                }
            }
            Counts::Stale => {
                self.stale += 1;
                self.lowest = lower(self.lowest, member.level);
                self.lowest_left = lower(self.lowest_left, member.level);
            }
        }
    }

    pub fn finish(self) -> Standing {
        let roll_up = self.roll_up();
        let gaps = self.gaps.into_iter().enumerate();
        let mut common_gaps: Vec<(KpaIx, u32)> = gaps
            .filter(|(_, teams)| *teams > 0)
            .map(|(kpa, teams)| (KpaIx::new(kpa), teams))
            .collect();
        // A stable sort keeps model order among equals.
        common_gaps.sort_by_key(|(_, teams)| std::cmp::Reverse(*teams));
        Standing {
            ranked: self.ranked,
            roll_up,
            kpas: self.tallies.iter().map(tally).collect(),
            common_gaps,
            helpers: self.helpers,
        }
    }

    fn roll_up(&self) -> RollUp {
        let counted: u32 = self.distribution.iter().sum();
        let level = self.nth(0);
        let base = PositionIx(0);
        let low = match (level, self.lowest) {
            (Some(level), Some(lowest)) => level.min(lowest),
            (level, lowest) => level.or(lowest).unwrap_or(base),
        };
        let left = match (level, self.lowest_left) {
            (Some(level), Some(left)) => level.0.saturating_sub(left.0),
            _ => 0,
        };
        RollUp {
            level,
            low,
            high: level.unwrap_or(low),
            status: if self.unrated + self.stale > 0 {
                Status::Provisional
            } else if counted > 0 {
                Status::Rated
            } else {
                Status::Unrated
            },
            median: counted.checked_sub(1).and_then(|last| self.nth(last / 2)),
            distribution: self.distribution.clone(),
            unrated: self.unrated,
            stale: self.stale,
            rise_by_leaving: u32::from(left),
        }
    }

    /// The level of the n-th of the teams that count, from the lowest, from 0.
    fn nth(&self, n: u32) -> Option<PositionIx> {
        let mut seen = 0;
        let position = self.distribution.iter().position(|teams| {
            seen += teams;
            seen > n
        });
        position.map(PositionIx::new)
    }
}

fn tally(counts: &[u32; 4]) -> KpaTally {
    let of = |satisfaction: Satisfaction| counts[satisfaction as usize];
    KpaTally {
        satisfied: of(Satisfaction::Satisfied),
        unsatisfied: of(Satisfaction::Unsatisfied),
        not_rated: of(Satisfaction::NotRated),
        not_applicable: of(Satisfaction::NotApplicable),
    }
}
