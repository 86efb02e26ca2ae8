//! R1-R4 and R7: from answers to goals and KPAs.

use jiff::civil::Date;

use super::{GoalScore, Satisfaction, Share};
use crate::assessment::{Answer, Assessment};
use crate::model::{
    GoalIx, KeyProcessArea, KpaIx, MaturityModel, Millionths, ONE, Rating, RatingStep, Unanswered,
};

/// What the answers say, before KPAs are set in relation to each other.
pub(super) struct Rated {
    pub goals: Vec<GoalScore>,
    pub kpas: Vec<RatedKpa>,
    /// Goals with an answer, of the applicable ones.
    pub answered: u32,
    pub applicable: u32,
    /// At least one goal in scope has an answer that counts, n/a included.
    pub any_answer: bool,
    pub strengthen: Vec<GoalIx>,
    /// The date of the oldest answer that counts.
    pub oldest: Option<Date>,
}

pub(super) struct RatedKpa {
    pub satisfaction: Satisfaction,
    pub score: Option<Share>,
    pub in_scope: bool,
}

const OUT_OF_SCOPE: GoalScore = GoalScore {
    satisfaction: Satisfaction::NotApplicable,
    value: None,
    answered: false,
    expired: false,
};

pub(super) fn rate(assessment: &Assessment, expired: &[GoalIx]) -> Rated {
    let model = &*assessment.model;
    let scope = Scope::of(assessment);
    let mut goals = vec![OUT_OF_SCOPE; model.goals.len()];
    let mut kpas = Vec::with_capacity(model.kpas.len());
    let mut oldest: Option<Date> = None;
    for (ix, kpa) in model.kpas.iter().enumerate() {
        let in_scope = scope.contains(KpaIx::new(ix));
        if in_scope {
            for goal in goals_of(kpa, goals.len()) {
                let answer = counting_answer(assessment, goal);
                let has_expired = answer.is_some() && expired.binary_search(&goal).is_ok();
                let score = GoalScore {
                    expired: has_expired,
                    ..rate_goal(model, answer.filter(|_| !has_expired))
                };
                if let Some(answer) = answer.filter(|_| score.answered) {
                    let found = answer.on.unwrap_or(assessment.date);
                    oldest = Some(oldest.map_or(found, |date| date.min(found)));
                }
                goals[goal.ix()] = score;
            }
        }
        kpas.push(rate_kpa(model, kpa, &goals, in_scope));
    }
    Rated {
        oldest,
        ..summarise(model, goals, kpas)
    }
}

fn summarise(model: &MaturityModel, goals: Vec<GoalScore>, kpas: Vec<RatedKpa>) -> Rated {
    let applicable = |goal: &&GoalScore| goal.satisfaction != Satisfaction::NotApplicable;
    let best = highest(model);
    let may_be_stronger = |goal: &GoalScore| {
        goal.satisfaction == Satisfaction::Satisfied
            && goal.value.map(Millionths::from) < Some(best)
    };
    // The goals of a KPA out of scope are not applicable, so that they drop out everywhere.
    Rated {
        answered: goals
            .iter()
            .filter(applicable)
            .filter(|g| g.answered)
            .count() as u32,
        applicable: goals.iter().filter(applicable).count() as u32,
        any_answer: goals.iter().any(|goal| goal.answered),
        strengthen: model
            .goal_indices()
            .filter(|goal| may_be_stronger(&goals[goal.ix()]))
            .collect(),
        goals,
        kpas,
        oldest: None,
    }
}

/// The KPAs that an assessment asks (R7).
struct Scope<'a>(Option<&'a [KpaIx]>);

impl<'a> Scope<'a> {
    fn of(assessment: &'a Assessment) -> Self {
        let profile = assessment
            .profile
            .and_then(|ix| assessment.model.profiles.get(ix));
        Self(profile.map(|profile| &*profile.kpas))
    }

    fn contains(&self, kpa: KpaIx) -> bool {
        self.0.is_none_or(|kpas| kpas.contains(&kpa))
    }
}

/// The goals of a KPA, held inside the list of goals.
pub(super) fn goals_of(kpa: &KeyProcessArea, goals: usize) -> impl Iterator<Item = GoalIx> + use<> {
    let end = usize::from(kpa.goals.end).min(goals);
    (usize::from(kpa.goals.start)..end).map(GoalIx::new)
}

/// The answer of a goal, where one is given that is not `unknown`.
pub(super) fn counting_answer(assessment: &Assessment, goal: GoalIx) -> Option<&Answer> {
    let ix = *assessment.by_goal.get(goal.ix())?;
    let answer = assessment.answers.get(usize::from(ix?))?;
    (answer.rating != Rating::Unknown).then_some(answer)
}

/// R1 and R2. An n/a that R5 refuses has been read as `unknown`; notes may be hidden by now.
fn rate_goal(model: &MaturityModel, answer: Option<&Answer>) -> GoalScore {
    let scored = |satisfaction, value, answered| GoalScore {
        satisfaction,
        value,
        answered,
        expired: false,
    };
    let by_step = |step: &RatingStep, answered| {
        let value = step.value.min(ONE);
        let satisfaction = if satisfies(model, value) {
            Satisfaction::Satisfied
        } else {
            Satisfaction::Unsatisfied
        };
        scored(satisfaction, Some(value as u32), answered)
    };
    match answer.map(|answer| answer.rating) {
        Some(Rating::NotApplicable) => return scored(Satisfaction::NotApplicable, None, true),
        Some(Rating::Step(step)) => {
            if let Some(step) = model.scale.steps.get(step.ix()) {
                return by_step(step, true);
            }
        }
        _ => {}
    }
    match model.scale.steps.last() {
        Some(lowest) if model.unanswered == Unanswered::CountsAsNo => by_step(lowest, false),
        _ => scored(Satisfaction::NotRated, None, false),
    }
}

/// The value of the highest step.
pub(super) fn highest(model: &MaturityModel) -> Millionths {
    model
        .scale
        .steps
        .first()
        .map_or(ONE, |step| step.value.min(ONE))
}

fn satisfies(model: &MaturityModel, value: Millionths) -> bool {
    let from = model.scale.steps.get(model.scale.satisfied_from.ix());
    value >= from.map_or(ONE, |step| step.value.min(ONE))
}

/// R3 and R4.
fn rate_kpa(
    model: &MaturityModel,
    kpa: &KeyProcessArea,
    goals: &[GoalScore],
    in_scope: bool,
) -> RatedKpa {
    let (mut earned, mut possible) = (0_u128, 0_u128);
    let mut worst = None;
    for goal in goals_of(kpa, goals.len()) {
        let score = &goals[goal.ix()];
        if score.satisfaction == Satisfaction::NotApplicable {
            continue;
        }
        let weight = u128::from(model.goals[goal.ix()].weight);
        earned += weight * u128::from(score.value.unwrap_or(0));
        possible += weight * u128::from(ONE);
        worst = Some(match worst {
            Some(before) => graver(before, score.satisfaction),
            None => score.satisfaction,
        });
    }
    RatedKpa {
        satisfaction: worst.unwrap_or(Satisfaction::NotApplicable),
        score: worst.map(|_| Share::new(earned, possible)),
        in_scope,
    }
}

/// Unsatisfied before not rated before satisfied.
fn graver(a: Satisfaction, b: Satisfaction) -> Satisfaction {
    let rank = |satisfaction| match satisfaction {
        Satisfaction::Unsatisfied => 0,
        Satisfaction::NotRated => 1,
        Satisfaction::Satisfied => 2,
        Satisfaction::NotApplicable => 3,
    };
    if rank(b) < rank(a) { b } else { a }
}
