use std::sync::Arc;

use jiff::civil::Date;

use crate::assessment::{Answer, Assessment};
use crate::model::{Element, GoalIx, KpaIx, MaturityModel, Rating, RatingScale};
use crate::score::{Policy, Scorecard, expired, kpa_successor, score};

/// The answers of an assessment scored by another version of its model and under another policy, as
/// if they had been written for it: ids are followed through `formerly`, and what the other version
/// does not know is left out. `date` is the day it is looked at from.
pub fn carried(
    assessment: &Assessment,
    model: &Arc<MaturityModel>,
    policy: &Policy,
    date: Date,
) -> Scorecard {
    let carried = carry(assessment, model);
    let expired = expired(&carried, policy, date);
    score(&carried, None, &expired)
}

fn carry(assessment: &Assessment, model: &Arc<MaturityModel>) -> Assessment {
    let from = &*assessment.model;
    let answers: Arc<[Answer]> = assessment
        .answers
        .iter()
        .map(|answer| Answer {
            rating: rating(&from.scale, answer.rating, &model.scale),
            ..answer.clone()
        })
        .collect();
    let by_goal = by_goal(assessment, &answers, model);
    let profile = assessment.profile.and_then(|ix| from.profiles.get(ix));
    Assessment {
        answers,
        by_goal,
        profile: profile.and_then(|profile| model.profile(&profile.id)),
        target: None,
        plan: Vec::new(),
        model: Arc::clone(model),
        ..assessment.clone()
    }
}

/// A step of another scale by its id, as an editor would write it there.
fn rating(from: &RatingScale, rating: Rating, to: &RatingScale) -> Rating {
    match rating {
        Rating::Step(step) => to.read(&from.step(step).id).unwrap_or(Rating::Unknown),
        other => other,
    }
}

/// For each goal of the model the answer that counts: that of the goal it was, else that of its KPA,
/// which answers goals that came later as well. An n/a that the model does not allow counts for
/// nothing (R5).
fn by_goal(assessment: &Assessment, answers: &[Answer], model: &MaturityModel) -> Vec<Option<u16>> {
    let from = &*assessment.model;
    let mut by_goal = vec![None; model.goals.len()];
    for (ix, answer) in answers.iter().enumerate() {
        let Some(Element::Kpa(kpa)) = from.ids.get(&*answer.key) else {
            continue;
        };
        if let Some(kpa) = kpa_successor(from, *kpa, model) {
            for goal in model.goals_of(kpa) {
                by_goal[goal.ix()] = Some(ix as u16);
            }
        }
    }
    for goal in from.goal_indices() {
        let answer = assessment.by_goal.get(goal.ix()).copied().flatten();
        if let (Some(answer), Some(to)) = (answer, goal_successor(from, goal, model)) {
            by_goal[to.ix()] = Some(answer);
        }
    }
    for goal in model.goal_indices() {
        let answer = by_goal[goal.ix()].and_then(|ix| answers.get(usize::from(ix)));
        let is_na = answer.is_some_and(|answer| answer.rating == Rating::NotApplicable);
        if is_na && !model.kpa(model.goal(goal).kpa).not_applicable_allowed {
            by_goal[goal.ix()] = None;
        }
    }
    by_goal
}

/// The goal of another version of the model that has the same id or names it in `formerly`.
pub fn goal_successor(from: &MaturityModel, goal: GoalIx, to: &MaturityModel) -> Option<GoalIx> {
    if std::ptr::eq(from, to) {
        return Some(goal);
    }
    match to.ids.get(&from.goals.get(goal.ix())?.id)? {
        Element::Goal(goal) => Some(*goal),
        _ => None,
    }
}

/// By goal of `to` the goal of `from` that it was; `None` for one that is new.
pub fn goal_origins(from: &MaturityModel, to: &MaturityModel) -> Vec<Option<GoalIx>> {
    let mut origins = vec![None; to.goals.len()];
    for goal in from.goal_indices() {
        if let Some(successor) = goal_successor(from, goal, to) {
            origins[successor.ix()] = Some(goal);
        }
    }
    origins
}

/// By KPA of `to` the KPA of `from` that it was; `None` for one that is new.
pub fn kpa_origins(from: &MaturityModel, to: &MaturityModel) -> Vec<Option<KpaIx>> {
    let mut origins = vec![None; to.kpas.len()];
    for kpa in from.kpa_indices() {
        let successor = if std::ptr::eq(from, to) {
            Some(kpa)
        } else {
            kpa_successor(from, kpa, to)
        };
        if let Some(successor) = successor {
            origins[successor.ix()] = Some(kpa);
        }
    }
    origins
}
