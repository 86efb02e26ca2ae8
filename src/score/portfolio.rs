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
use crate::assessment::{Team, TeamKind};
use crate::model::{KpaIx, MaturityModel, PositionIx, compare_versions};

/// One portfolio per model id that has a current report, the default model first, then by id.
pub(super) fn portfolios(book: Book<'_>, policy: &Policy) -> Vec<Arc<Portfolio>> {
    let units = Units::of(book.teams);
    let mut by_model: BTreeMap<(bool, &str), Vec<ReportIx>> = BTreeMap::new();
    for (ix, report) in book.reports.iter().enumerate().filter(|(_, r)| r.current) {
        let id = report.assessment.model.id.as_str();
        let key = (!policy.is_default(id), id);
        by_model.entry(key).or_default().push(ix);
    }
    by_model
        .into_values()
        .filter_map(|current| Some(Arc::new(book.portfolio(current, &units)?)))
        .collect()
}

/// A portfolio after a change of these reports, rising. Everything else is as it was `before`: the
/// teams' names, units and kinds, and for each report its team, model and date.
pub(super) fn revised(
    (now, before): (Book<'_>, Book<'_>),
    known: &Arc<Portfolio>,
    changed: &[ReportIx],
) -> Arc<Portfolio> {
    let is_member = |ix: &ReportIx| {
        let report = &now.reports[*ix];
        report.current && report.assessment.model.id == known.model.id
    };
    let changed: Vec<ReportIx> = changed.iter().copied().filter(is_member).collect();
    if changed.is_empty() {
        return Arc::clone(known);
    }
    let mut view = View::new(&known.model);
    let mut revise = |standing: &Standing, changed: &[ReportIx]| {
        let mut group = standing.group.clone();
        for ix in changed {
            group.remove(&before.member(*ix, &mut view));
            group.add(&now.member(*ix, &mut view));
        }
        let ranked = now.ranked_again(&standing.ranked, changed, &mut view);
        now.standing(group, ranked, &mut view)
    };
    let all = revise(&known.all, &changed);
    let units = known.units.iter().map(|unit| {
        let is_inside = |ix: &ReportIx| now.team(*ix).unit.starts_with(&unit.path);
        let inside: Vec<ReportIx> = changed.iter().copied().filter(is_inside).collect();
        if inside.is_empty() {
            return Arc::clone(unit);
        }
        Arc::new(UnitStanding {
            path: unit.path.clone(),
            standing: revise(&unit.standing, &inside),
        })
    });
    let units = units.collect();
    let candidates = |movers: &[ReportIx]| {
        let others = movers.iter().filter(|ix| !changed.contains(ix));
        others.chain(&changed).copied().collect::<Vec<_>>()
    };
    Arc::new(Portfolio {
        all,
        units,
        risers: now.movers(candidates(&known.risers), |positions| positions > 0),
        fallers: now.movers(candidates(&known.fallers), |positions| positions < 0),
        model: Arc::clone(&known.model),
    })
}

/// All reports of a book, and their teams.
#[derive(Clone, Copy)]
pub(super) struct Book<'a> {
    pub teams: &'a [Arc<TeamStanding>],
    pub reports: &'a [Arc<Report>],
}

impl<'a> Book<'a> {
    fn team(&self, report: ReportIx) -> &'a Team {
        &self.teams[self.reports[report].team].team
    }

    fn portfolio(&self, current: Vec<ReportIx>, units: &Units<'_>) -> Option<Portfolio> {
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
            || self.standing_of_all(&model, order.clone()),
            || self.standings_of_units(&model, units, &order),
        );
        Some(Portfolio {
            all,
            units,
            risers: self.movers(order.clone(), |positions| positions > 0),
            fallers: self.movers(order, |positions| positions < 0),
            model,
        })
    }

    fn standing_of_all(&self, model: &MaturityModel, ranked: Vec<ReportIx>) -> Standing {
        let mut view = View::new(model);
        let mut group = Group::new(model);
        for ix in &ranked {
            group.add(&self.member(*ix, &mut view));
        }
        self.standing(group, ranked, &mut view)
    }

    /// In the order of their paths.
    fn standings_of_units(
        &self,
        model: &MaturityModel,
        units: &Units<'_>,
        ranked: &[ReportIx],
    ) -> Vec<Arc<UnitStanding>> {
        let mut view = View::new(model);
        let mut by_unit: Vec<Option<(Group, Vec<ReportIx>)>> = Vec::new();
        by_unit.resize_with(units.paths.len(), || None);
        for ix in ranked {
            let member = self.member(*ix, &mut view);
            for unit in units.above(self.reports[*ix].team) {
                let unit = &mut by_unit[*unit];
                let (group, ranked) = unit.get_or_insert_with(|| (Group::new(model), Vec::new()));
                group.add(&member);
                ranked.push(*ix);
            }
        }
        let groups = by_unit.into_iter().zip(&units.paths);
        let mut units: Vec<Arc<UnitStanding>> = groups
            .filter_map(|(unit, path)| {
                let (group, ranked) = unit?;
                Some(Arc::new(UnitStanding {
                    path: path.to_vec(),
                    standing: self.standing(group, ranked, &mut view),
                }))
            })
            .collect();
        units.sort_by(|a, b| a.path.cmp(&b.path));
        units
    }

    /// How reports stand together that a group has counted.
    fn standing(&self, group: Group, ranked: Vec<ReportIx>, view: &mut View<'_>) -> Standing {
        let mut helpers = group.helpers();
        for ix in self.fresh_first(&ranked) {
            if !helpers.has_room() {
                break;
            }
            self.member(ix, view).offer_help(&mut helpers);
        }
        group.finish(ranked, helpers)
    }

    /// A ranking in which these reports, rising, have found their new places.
    fn ranked_again(
        &self,
        ranked: &[ReportIx],
        changed: &[ReportIx],
        view: &mut View<'_>,
    ) -> Vec<ReportIx> {
        let is_other = |ix: &ReportIx| changed.binary_search(ix).is_err();
        let mut order: Vec<ReportIx> = ranked.iter().copied().filter(is_other).collect();
        for ix in changed {
            let key = self.rank_key(*ix, view);
            let at = order.partition_point(|other| self.rank_key(*other, view) < key);
            order.insert(at, *ix);
        }
        order
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
        let name = self.team(ix).name.as_str();
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
            is_team: self.team(ix).kind == TeamKind::Team,
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

    fn movers(&self, mut movers: Vec<ReportIx>, moved: impl Fn(i32) -> bool) -> Vec<ReportIx> {
        let by = |ix: &ReportIx| self.reports[*ix].change.as_ref().and_then(|c| c.level);
        movers.retain(|ix| by(ix).is_some_and(&moved));
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
    fn of(teams: &'a [Arc<TeamStanding>]) -> Self {
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
        Some(&*self.units[place.ok()?])
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
        let found = self.portfolios.iter().find(|p| p.model.id == model);
        found.map(|portfolio| &**portfolio)
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
