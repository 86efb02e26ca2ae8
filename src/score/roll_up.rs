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

/// What is counted of a set of reports, from which it follows how they stand together. Who was
/// counted can be taken out of it again.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// By KPA and satisfaction.
    tallies: Vec<[u32; 4]>,
    /// By KPA: teams that have it on their roadmap.
    gaps: Vec<u32>,
    /// By KPA: teams that satisfy it.
    helping: Vec<u32>,
    unrated: u32,
    /// Teams by the level at which they count,
    counted: Vec<u32>,
    /// or last counted, and are stale now,
    stale: Vec<u32>,
    /// or are unrated now.
    lost: Vec<u32>,
}

impl Group {
    pub fn new(model: &MaturityModel) -> Self {
        let (kpas, positions) = (model.kpas.len(), model.positions.len());
        Self {
            tallies: vec![[0; 4]; kpas],
            gaps: vec![0; kpas],
            helping: vec![0; kpas],
            unrated: 0,
            counted: vec![0; positions],
            stale: vec![0; positions],
            lost: vec![0; positions],
        }
    }

    pub fn add(&mut self, member: &Member<'_>) {
        self.change(member, 1);
    }

    /// Takes out a member as it was when it was added.
    pub fn remove(&mut self, member: &Member<'_>) {
        self.change(member, -1);
    }

    fn change(&mut self, member: &Member<'_>, by: i32) {
        for (kpa, satisfaction) in member.kpas() {
            if let Some(tally) = self.tallies.get_mut(kpa.ix()) {
                let count = &mut tally[satisfaction as usize];
                *count = count.wrapping_add_signed(by);
            }
            if member.is_team && satisfaction == Satisfaction::Satisfied {
                step(&mut self.helping, kpa.ix(), by);
            }
        }
        if !member.is_team {
            return;
        }
        let roadmap = member.card.next.iter().flat_map(|next| &next.roadmap);
        for kpa in roadmap.filter_map(|kpa| member.window.kpa(*kpa)) {
            step(&mut self.gaps, kpa.ix(), by);
        }
        match member.counts {
            Counts::Fully => step(&mut self.counted, member.level.ix(), by),
            Counts::Stale => step(&mut self.stale, member.level.ix(), by),
            Counts::Unrated(before) => {
                self.unrated = self.unrated.wrapping_add_signed(by);
                if let Some(before) = before {
                    step(&mut self.lost, before.ix(), by);
                }
            }
        }
    }

    /// Places for the teams that can help.
    pub fn helpers(&self) -> Helpers {
        Helpers::new(&self.helping)
    }

    /// `ranked` are the members in rank order.
    pub fn finish(self, ranked: Vec<ReportIx>, helpers: Helpers) -> Standing {
        let gaps = self.gaps.iter().copied().enumerate();
        let mut common_gaps: Vec<(KpaIx, u32)> = gaps
            .filter(|(_, teams)| *teams > 0)
            .map(|(kpa, teams)| (KpaIx::new(kpa), teams))
            .collect();
        // A stable sort keeps model order among equals.
        common_gaps.sort_by_key(|(_, teams)| std::cmp::Reverse(*teams));
        Standing {
            ranked,
            roll_up: self.roll_up(),
            kpas: self.tallies.iter().map(tally).collect(),
            common_gaps,
            helpers,
            group: self,
        }
    }

    fn roll_up(&self) -> RollUp {
        let base = PositionIx(0);
        let counted: u32 = self.counted.iter().sum();
        let stale: u32 = self.stale.iter().sum();
        let level = lowest(&self.counted);
        // What counting the unrated and the stale would give.
        let others = match self.unrated {
            0 => lowest(&self.stale),
            _ => Some(base),
        };
        let low = level.into_iter().chain(others).min().unwrap_or(base);
        let left = lowest(&self.stale).into_iter().chain(lowest(&self.lost));
        let fallen = match (level, left.min()) {
            (Some(level), Some(left)) => level.0.saturating_sub(left.0),
            _ => 0,
        };
        RollUp {
            level,
            low,
            high: level.unwrap_or(low),
            status: if self.unrated + stale > 0 {
                Status::Provisional
            } else if counted > 0 {
                Status::Rated
            } else {
                Status::Unrated
            },
            median: counted.checked_sub(1).and_then(|last| self.nth(last / 2)),
            distribution: self.counted.clone(),
            unrated: self.unrated,
            stale,
            rise_by_leaving: u32::from(fallen),
        }
    }

    /// The level of the n-th of the teams that count, from the lowest, from 0.
    fn nth(&self, n: u32) -> Option<PositionIx> {
        let mut seen = 0;
        let position = self.counted.iter().position(|teams| {
            seen += teams;
            seen > n
        });
        position.map(PositionIx::new)
    }
}

fn step(counts: &mut [u32], ix: usize, by: i32) {
    if let Some(count) = counts.get_mut(ix) {
        *count = count.wrapping_add_signed(by);
    }
}

/// The lowest level at which there is a team.
fn lowest(teams: &[u32]) -> Option<PositionIx> {
    let position = teams.iter().position(|teams| *teams > 0);
    position.map(PositionIx::new)
}

impl Member<'_> {
    /// The KPAs of the portfolio's model that the report has.
    fn kpas(&self) -> impl Iterator<Item = (KpaIx, Satisfaction)> {
        let scores = self.card.kpas.iter().enumerate();
        scores.filter_map(|(ix, score)| {
            let kpa = self.window.kpa(KpaIx::new(ix))?;
            Some((kpa, score.satisfaction))
        })
    }

    /// Names the team as one that can help with the KPAs it satisfies.
    pub fn offer_help(&self, helpers: &mut Helpers) {
        if self.is_team {
            let satisfied = |(_, satisfaction): &_| *satisfaction == Satisfaction::Satisfied;
            for (kpa, _) in self.kpas().filter(satisfied) {
                helpers.offer(kpa, self.report);
            }
        }
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
