//! All current reports of a model in relation to each other: ranks, units, common gaps, helpers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::history::{is_same, kpa_successor};
use super::roll_up::{Counts, Group, Member};
use super::window::View;
use super::{
    Evaluation, HELPERS, Policy, Portfolio, Report, ReportIx, Status, TeamIx, TeamStanding,
    UnitStanding,
};
use crate::assessment::TeamKind;
use crate::model::{KpaIx, PositionIx, compare_versions};

/// One portfolio per model id that has a current report, the default model first, then by id.
pub(super) fn portfolios(
    teams: &[TeamStanding],
    reports: &[Report],
    policy: &Policy,
) -> Vec<Portfolio> {
    let units = Units::of(teams);
    let mut by_model: BTreeMap<(bool, &str), Vec<ReportIx>> = BTreeMap::new();
    for (ix, report) in reports.iter().enumerate().filter(|(_, r)| r.current) {
        let id = report.assessment.model.id.as_str();
        let key = (!policy.is_default(id), id);
        by_model.entry(key).or_default().push(ix);
    }
    let book = Book {
        teams,
        reports,
        units,
    };
    by_model
        .into_values()
        .filter_map(|current| book.portfolio(current))
        .collect()
}

struct Book<'a> {
    teams: &'a [TeamStanding],
    reports: &'a [Report],
    units: Units<'a>,
}

impl<'a> Book<'a> {
    fn portfolio(&self, current: Vec<ReportIx>) -> Option<Portfolio> {
        let models = current.iter().map(|ix| &self.reports[*ix].assessment.model);
        let model = Arc::clone(models.max_by(|a, b| compare_versions(&a.version, &b.version))?);
        let mut view = View::new(&model);
        let keys = current
            .iter()
            .map(|ix| (self.rank_key(*ix, &mut view), *ix));
        let mut ranked: Vec<_> = keys.collect();
        ranked.sort_unstable();
        let mut all = Group::new(&model);
        let mut by_unit: Vec<Option<Group>> = Vec::new();
        by_unit.resize_with(self.units.paths.len(), || None);
        for (_, ix) in &ranked {
            let member = self.member(*ix, &mut view);
            all.add(&member);
            for unit in self.units.above(self.reports[*ix].team) {
                let group = by_unit[*unit].get_or_insert_with(|| Group::new(&model));
                group.add(&member);
            }
        }
        let mut units: Vec<UnitStanding> = by_unit
            .into_iter()
            .zip(&self.units.paths)
            .filter_map(|(group, path)| {
                Some(UnitStanding {
                    path: path.to_vec(),
                    standing: group?.finish(),
                })
            })
            .collect();
        units.sort_by(|a, b| a.path.cmp(&b.path));
        Some(Portfolio {
            all: all.finish(),
            units,
            risers: self.movers(&ranked, |positions| positions > 0),
            fallers: self.movers(&ranked, |positions| positions < 0),
            model,
        })
    }

    /// Level, then progress (both falling, none last), then name (R19); the id of the team makes
    /// the order total.
    fn rank_key(&self, ix: ReportIx, view: &mut View<'_>) -> impl Ord + use<'a> {
        let report = &self.reports[ix];
        let progress = report.card.next.as_ref().and_then(|next| next.progress);
        let level = view.of(&report.assessment.model).level(report.card.level);
        let name = self.teams[report.team].team.name.as_str();
        (Reverse(level), Reverse(progress), name, report.team)
    }

    fn member<'v>(&self, ix: ReportIx, view: &'v mut View<'_>) -> Member<'v>
    where
        'a: 'v,
    {
        let report = &self.reports[ix];
        let card = &*report.card;
        let counts = if card.status == Status::Unrated {
            Counts::Unrated(self.last_counted(report, view))
        } else if report.stale {
            Counts::Stale
        } else {
            Counts::Fully
        };
        let window = view.of(&report.assessment.model);
        Member {
            report: ix,
            level: window.level(card.level),
            counts,
            is_team: self.teams[report.team].team.kind == TeamKind::Team,
            card,
            window,
        }
    }

    /// The level of the report before, if that one was rated.
    fn last_counted(&self, report: &Report, view: &mut View<'_>) -> Option<PositionIx> {
        let before = &self.reports[report.previous?];
        let rated = before.card.status != Status::Unrated;
        let level = view.of(&before.assessment.model).level(before.card.level);
        rated.then_some(level)
    }

    fn movers<K>(&self, ranked: &[(K, ReportIx)], moved: impl Fn(i32) -> bool) -> Vec<ReportIx> {
        let by = |ix: &ReportIx| self.reports[*ix].change.as_ref().and_then(|c| c.level);
        let mut movers: Vec<ReportIx> = ranked
            .iter()
            .map(|(_, ix)| *ix)
            .filter(|ix| by(ix).is_some_and(&moved))
            .collect();
        movers.sort_by_key(|ix| (Reverse(self.reports[*ix].assessment.date), *ix));
        movers
    }
}

/// All units of the book, and for each team those it lies in.
struct Units<'a> {
    paths: Vec<&'a [String]>,
    /// By team: a place in `chains`.
    team: Vec<usize>,
    /// The units of one path, from the largest to the smallest.
    chains: Vec<Vec<usize>>,
}

impl<'a> Units<'a> {
    fn of(teams: &'a [TeamStanding]) -> Self {
        let mut paths = Vec::new();
        let mut numbers: HashMap<&'a [String], usize> = HashMap::new();
        let mut chain_of: HashMap<&'a [String], usize> = HashMap::new();
        let mut chains = Vec::new();
        let mut team = Vec::with_capacity(teams.len());
        for standing in teams {
            let unit = standing.team.unit.as_slice();
            let chain = *chain_of.entry(unit).or_insert_with(|| {
                let prefixes = (1..=unit.len()).map(|depth| &unit[..depth]);
                let chain = prefixes.map(|path| {
                    *numbers.entry(path).or_insert_with(|| {
                        paths.push(path);
                        paths.len() - 1
                    })
                });
                chains.push(chain.collect());
                chains.len() - 1
            });
            team.push(chain);
        }
        Self {
            paths,
            team,
            chains,
        }
    }

    fn above(&self, team: TeamIx) -> &[usize] {
        &self.chains[self.team[team]]
    }
}

impl Portfolio {
    /// The standing of a unit, if it has a current report of this model.
    pub fn unit(&self, path: &[String]) -> Option<&UnitStanding> {
        let place = self
            .units
            .binary_search_by(|unit| unit.path.as_slice().cmp(path));
        Some(&self.units[place.ok()?])
    }

    /// Reports that satisfy a KPA of [`Portfolio::model`]: the first [`HELPERS`] of the unit itself,
    /// then of each unit above it, then of all; each group in rank order. A report may come twice.
    fn helpers_near(&self, kpa: KpaIx, unit: &[String]) -> impl Iterator<Item = ReportIx> {
        let units = (1..=unit.len())
            .rev()
            .map(|depth| self.unit(&unit[..depth]));
        let standings = units.flatten().map(|unit| &unit.standing);
        let helpers = standings
            .chain([&self.all])
            .map(|standing| &standing.helpers);
        helpers.flat_map(move |helpers| helpers.of(kpa))
    }
}

impl Evaluation {
    /// The portfolio of a model id.
    pub fn portfolio(&self, model: &str) -> Option<&Portfolio> {
        self.portfolios.iter().find(|p| p.model.id == model)
    }

    /// Who can help with a KPA of a report: up to [`HELPERS`] current reports of other teams that
    /// satisfy it, from the report's own unit first, then from each unit above it, then from
    /// anywhere; each group in rank order.
    pub fn helpers_for(&self, report: ReportIx, kpa: KpaIx) -> Vec<ReportIx> {
        let asking = &self.reports[report];
        let model = &asking.assessment.model;
        let mut found = Vec::with_capacity(HELPERS);
        let Some(portfolio) = self.portfolio(&model.id) else {
            return found;
        };
        let kpa = if is_same(model, &portfolio.model) {
            Some(kpa)
        } else {
            kpa_successor(model, kpa, &portfolio.model)
        };
        let Some(kpa) = kpa else {
            return found;
        };
        for helper in portfolio.helpers_near(kpa, &self.teams[asking.team].team.unit) {
            if found.len() < HELPERS
                && self.reports[helper].team != asking.team
                && !found.contains(&helper)
            {
                found.push(helper);
            }
        }
        found
    }
}
