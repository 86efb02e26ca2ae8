//! All current reports of a model in relation to each other: ranks, units, common gaps, helpers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use super::history::{is_same, kpa_successor};
use super::roll_up::{Counts, Group, Member};
use super::window::View;
use super::{
    Evaluation, HELPERS, Helper, Policy, Portfolio, Report, ReportIx, Satisfaction, Standing,
    Status, TeamIx, TeamStanding, UnitStanding,
};
use crate::assessment::TeamKind;
use crate::model::{KpaIx, MaturityModel, PositionIx, compare_versions};

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
        ranked.par_sort_unstable();
        let order: Vec<ReportIx> = ranked.iter().map(|(_, ix)| *ix).collect();
        let (all, units) = rayon::join(
            || self.standing_of_all(&model, &order),
            || self.standings_of_units(&model, &order),
        );
        Some(Portfolio {
            all,
            units,
            risers: self.movers(&ranked, |positions| positions > 0),
            fallers: self.movers(&ranked, |positions| positions < 0),
            model,
        })
    }

    fn standing_of_all(&self, model: &MaturityModel, ranked: &[ReportIx]) -> Standing {
        let mut view = View::new(model);
        let mut all = Group::new(model);
        for ix in ranked {
            all.add(&self.member(*ix, &mut view));
        }
        for ix in self.fresh_first(ranked) {
            if !all.has_room() {
                break;
            }
            all.offer_help(&self.member(ix, &mut view));
        }
        all.finish()
    }

    /// In the order of their paths.
    fn standings_of_units(&self, model: &MaturityModel, ranked: &[ReportIx]) -> Vec<UnitStanding> {
        let mut view = View::new(model);
        let mut by_unit: Vec<Option<Group>> = Vec::new();
        by_unit.resize_with(self.units.paths.len(), || None);
        for ix in ranked {
            let member = self.member(*ix, &mut view);
            for unit in self.units.above(self.reports[*ix].team) {
                let group = by_unit[*unit].get_or_insert_with(|| Group::new(model));
                group.add(&member);
            }
        }
        for ix in self.fresh_first(ranked) {
            let member = self.member(ix, &mut view);
            for unit in self.units.above(self.reports[ix].team) {
                let group = by_unit[*unit].iter_mut();
                group.for_each(|group| group.offer_help(&member));
            }
        }
        let groups = by_unit.into_iter().zip(&self.units.paths);
        let mut units: Vec<UnitStanding> = groups
            .filter_map(|(group, path)| {
                Some(UnitStanding {
                    path: path.to_vec(),
                    standing: group?.finish(),
                })
            })
            .collect();
        units.sort_by(|a, b| a.path.cmp(&b.path));
        units
    }

    /// In rank order, those with a stale report after all others.
    fn fresh_first(&self, ranked: &[ReportIx]) -> impl Iterator<Item = ReportIx> {
        [false, true].into_iter().flat_map(move |stale| {
            let ranked = ranked.iter().copied();
            ranked.filter(move |ix| self.reports[*ix].stale == stale)
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
        let mut numbers: HashMap<&'a [String], usize, ahash::RandomState> = HashMap::default();
        let mut chain_of: HashMap<&'a [String], usize, ahash::RandomState> = HashMap::default();
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
    /// then of each unit above it, then of all; stale ones last in each. A report may come twice.
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

    /// Who can help with a KPA of a report: up to [`HELPERS`] other teams for which it is satisfied,
    /// those first that have the most units in common with the team that asks; among these the ones
    /// without a stale report first, each group in rank order (R19). Vendors are not asked.
    pub fn helpers_for(&self, report: ReportIx, kpa: KpaIx) -> Vec<Helper> {
        let asking = &self.reports[report];
        let model = &asking.assessment.model;
        let mut found: Vec<Helper> = Vec::with_capacity(HELPERS);
        let Some(portfolio) = self.portfolio(&model.id) else {
            return found;
        };
        let Some(kpa) = successor(model, kpa, &portfolio.model) else {
            return found;
        };
        let unit = &self.teams[asking.team].team.unit;
        for report in portfolio.helpers_near(kpa, unit) {
            let helper = &self.reports[report];
            let known = found.iter().any(|found| found.report == report);
            if found.len() == HELPERS || helper.team == asking.team || known {
                continue;
            }
            let units = self.teams[helper.team].team.unit.iter().zip(unit);
            found.extend(
                satisfied_there(helper, kpa, &portfolio.model).map(|kpa| Helper {
                    report,
                    kpa,
                    common_units: units.take_while(|(a, b)| a == b).count(),
                }),
            );
        }
        found
    }
}

/// The KPA in a newer version of the model, or in the same.
fn successor(from: &MaturityModel, kpa: KpaIx, to: &MaturityModel) -> Option<KpaIx> {
    if is_same(from, to) {
        Some(kpa)
    } else {
        kpa_successor(from, kpa, to)
    }
}

/// The KPA of `model` as a report on the same version or an older one has satisfied it.
fn satisfied_there(report: &Report, kpa: KpaIx, model: &MaturityModel) -> Option<KpaIx> {
    let own = &report.assessment.model;
    if is_same(own, model) {
        return Some(kpa);
    }
    let kpas = report.card.kpas.iter().enumerate();
    let satisfied = kpas.filter(|(_, score)| score.satisfaction == Satisfaction::Satisfied);
    let mut satisfied = satisfied.map(|(ix, _)| KpaIx::new(ix));
    satisfied.find(|older| kpa_successor(own, *older, model) == Some(kpa))
}
