//! Reports of one team and model over time, and what changed between two of them (example 59).

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::staleness::{age, age_key};
use super::{Action, Change, Policy, Report, ReportIx, Satisfaction, Scorecard, Status, TeamIx};
use crate::assessment::{Assessment, Team};
use crate::model::{Element, KpaIx, MaturityModel, PositionIx, Progression};

type Scored = (Arc<Assessment>, Arc<Scorecard>);

/// Scorecards in the order of the reports, by team, model and date.
pub(super) struct Arranged<'a> {
    pub scored: &'a [Scored],
    /// By report: its team, and its place in `scored`.
    pub order: &'a [(TeamIx, usize)],
    pub policy: &'a Policy,
    pub today: Date,
}

impl Arranged<'_> {
    pub fn reports(&self) -> Vec<Arc<Report>> {
        let all = self.order.par_iter().enumerate();
        all.map(|(ix, _)| Arc::new(self.report(ix))).collect()
    }

    /// A report in its history: whether it is the current one, and compared with the one before it.
    pub fn report(&self, ix: ReportIx) -> Report {
        let (team, place) = self.order[ix];
        let scored = &self.scored[place];
        let (assessment, card) = scored;
        let previous = ix
            .checked_sub(1)
            .filter(|b| self.series(*b) == self.series(ix));
        let current = self.series(ix + 1) != self.series(ix);
        let from = if current { self.today } else { assessment.date };
        let age = age(assessment, card, self.policy, from);
        Report {
            team,
            current,
            previous,
            change: previous.map(|before| change(&self.scored[self.order[before].1], scored)),
            actions: actions(age.stale, card),
            stale: age.stale,
            stale_goals: age.stale_goals,
            due: age.due,
            assessment: Arc::clone(assessment),
            card: Arc::clone(card),
        }
    }

    fn series(&self, ix: ReportIx) -> Option<(TeamIx, &str)> {
        let (team, place) = *self.order.get(ix)?;
        Some((team, self.scored[place].0.model.id.as_str()))
    }
}

/// Team and place in `scored`, by team, model and date.
pub(super) fn in_order(teams: &[Arc<Team>], scored: &[Scored]) -> Vec<(TeamIx, usize)> {
    let mut order: Vec<(TeamIx, usize)> = Vec::with_capacity(scored.len());
    // Assessments mostly come in the order of their teams: then the next team is the same or the
    // one after it.
    let mut near = 0;
    for (ix, (assessment, _)) in scored.iter().enumerate() {
        let is_it = |team: &TeamIx| {
            let team = teams.get(*team);
            team.is_some_and(|team| team.id == assessment.team)
        };
        let found = [near, near + 1].into_iter().find(is_it).or_else(|| {
            let by_id = teams.binary_search_by(|team| team.id.as_str().cmp(&assessment.team));
            by_id.ok()
        });
        if let Some(team) = found {
            near = team;
            order.push((team, ix));
        }
    }
    order.sort_by(|(team_a, a), (team_b, b)| {
        let key = |ix: usize| {
            let assessment = &*scored[ix].0;
            (assessment.model.id.as_str(), age_key(assessment))
        };
        team_a.cmp(team_b).then_with(|| key(*a).cmp(&key(*b)))
    });
    order
}

fn actions(stale: bool, card: &Scorecard) -> Vec<Action> {
    let again = stale.then_some(Action::AssessAgain);
    let open = (card.status != Status::Rated).then_some(Action::AnswerOpenQuestions);
    again.into_iter().chain(open).collect()
}

fn change((old, before): &Scored, (new, now): &Scored) -> Change {
    let (from, to) = (&*old.model, &*new.model);
    let model_changed = !is_same(from, to);
    let place = |position| {
        if model_changed {
            position_successor(from, position, to)
        } else {
            Some(position)
        }
    };
    let level = |old: PositionIx| i32::from(now.level.0) - i32::from(old.0);
    let (gained, lost) = gained_and_lost((from, before), (to, now));
    let aim_changed = match (&before.next, &now.next) {
        (Some(old), Some(new)) => place(old.position) != Some(new.position),
        _ => false,
    };
    Change {
        level: place(before.level).map(level),
        gained,
        lost,
        model_changed,
        aim_changed: aim_changed && to.progression == Progression::Independent,
    }
}

/// KPAs satisfied now and not before, and the reverse, as the newer model names them.
pub fn gained_and_lost(
    (from, before): (&MaturityModel, &Scorecard),
    (to, now): (&MaturityModel, &Scorecard),
) -> (Vec<KpaIx>, Vec<KpaIx>) {
    let (mut gained, mut lost) = (Vec::new(), Vec::new());
    for (ix, old) in before.kpas.iter().enumerate() {
        let kpa = KpaIx::new(ix);
        let successor = if std::ptr::eq(from, to) {
            Some(kpa)
        } else {
            kpa_successor(from, kpa, to)
        };
        let Some((kpa, new)) = successor.and_then(|kpa| Some((kpa, now.kpas.get(kpa.ix())?)))
        else {
            continue;
        };
        let holds = |satisfaction| satisfaction == Satisfaction::Satisfied;
        match (holds(old.satisfaction), holds(new.satisfaction)) {
            (false, true) => gained.push(kpa),
            (true, false) => lost.push(kpa),
            _ => {}
        }
    }
    gained.sort_unstable();
    lost.sort_unstable();
    (gained, lost)
}

/// Whether two models are one version of one model.
pub(super) fn is_same(a: &MaturityModel, b: &MaturityModel) -> bool {
    std::ptr::eq(a, b) || (a.id == b.id && a.version == b.version)
}

/// The KPA of another version of the model that has the same id or names it in `formerly`.
pub fn kpa_successor(from: &MaturityModel, kpa: KpaIx, to: &MaturityModel) -> Option<KpaIx> {
    match to.ids.get(&from.kpas.get(kpa.ix())?.id)? {
        Element::Kpa(kpa) => Some(*kpa),
        _ => None,
    }
}

/// The position of another version of the model that has the same id or names it in `formerly`.
/// The base is always the base; a level that has been divided into sub-levels has no successor.
pub fn position_successor(
    from: &MaturityModel,
    position: PositionIx,
    to: &MaturityModel,
) -> Option<PositionIx> {
    if position == PositionIx(0) {
        return Some(position);
    }
    match to.ids.get(&from.positions.get(position.ix())?.id)? {
        Element::SubLevel(position) => Some(*position),
        Element::Level(level) => {
            let level = to.levels.get(level.ix())?;
            (!level.has_sub_levels).then_some(PositionIx(level.positions.start))
        }
        _ => None,
    }
}
