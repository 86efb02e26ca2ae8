use std::borrow::Cow;

use super::Side;
use crate::compare::{carried, goal_origins, kpa_origins};
use crate::model::{GoalIx, KpaIx, MaturityModel, PositionIx};
use crate::score::{Report, Satisfaction, Scorecard, position_successor};

/// The current report of a team and model on both sides, and the three scorings that tell the answers'
/// doing from the model's: S(A0, M0) is `was.card`, S(A0, M1) is `between`, S(A1, M1) is `is.card`.
pub struct Stands<'a> {
    pub was: &'a Report,
    pub is: &'a Report,
    /// The answers of base by model and settings of head.
    pub between: Cow<'a, Scorecard>,
    /// Model or settings differ.
    pub model_differs: bool,
    /// By goal of head's model the goal that it was.
    goals: Vec<Option<GoalIx>>,
    kpas: Vec<Option<KpaIx>>,
}

impl<'a> Stands<'a> {
    pub fn new(was: &'a Report, is: &'a Report, base: &Side<'_>, head: &Side<'_>) -> Self {
        let (from, to) = (&was.assessment.model, &is.assessment.model);
        let same_model = from.digest == to.digest;
        let model_differs = model_differs((was, is), (base, head));
        // By the digest of all that scores depend on, answers that stayed say what head says.
        let between = if !model_differs {
            Cow::Borrowed(&*was.card)
        } else if was.assessment.digest == is.assessment.digest {
            Cow::Borrowed(&*is.card)
        } else {
            let date = head.evaluation.date;
            Cow::Owned(carried(&was.assessment, to, head.policy, date))
        };
        Self {
            was,
            is,
            between,
            model_differs,
            goals: if same_model {
                to.goal_indices().map(Some).collect()
            } else {
                goal_origins(from, to)
            },
            kpas: if same_model {
                to.kpa_indices().map(Some).collect()
            } else {
                kpa_origins(from, to)
            },
        }
    }

    pub fn from(&self) -> &'a MaturityModel {
        &self.was.assessment.model
    }

    pub fn to(&self) -> &'a MaturityModel {
        &self.is.assessment.model
    }

    /// What a goal of head's model was in base.
    pub fn goal_before(&self, goal: GoalIx) -> Option<GoalIx> {
        self.goals.get(goal.ix()).copied().flatten()
    }

    pub fn kpa_before(&self, kpa: KpaIx) -> Option<KpaIx> {
        self.kpas.get(kpa.ix()).copied().flatten()
    }

    /// The level of base as a position of head's model.
    pub fn level_before(&self) -> Option<PositionIx> {
        match self.from().digest == self.to().digest {
            true => Some(self.was.card.level),
            false => position_successor(self.from(), self.was.card.level, self.to()),
        }
    }

    /// How far the level moved: in all, by the answers, by the model.
    pub fn steps(&self) -> (Option<i32>, Option<i32>, Option<i32>) {
        let at = |position: PositionIx| i32::from(position.0);
        let (between, now) = (at(self.between.level), at(self.is.card.level));
        let before = self.level_before().map(at);
        (
            before.map(|before| now - before),
            Some(now - between),
            before.map(|before| between - before),
        )
    }

    /// The goals that are gaps on a card of head's model and were none in base.
    pub fn opened_on(&self, card: &Scorecard) -> Vec<GoalIx> {
        let goals = self.to().goal_indices();
        goals
            .filter(|goal| {
                let was = self.goal_before(*goal);
                is_gap(card, *goal) && !was.is_some_and(|was| is_gap(&self.was.card, was))
            })
            .collect()
    }

    /// The goals that were gaps in base and are none in head.
    pub fn closed(&self) -> Vec<GoalIx> {
        let goals = self.to().goal_indices();
        goals
            .filter(|goal| {
                let was = self.goal_before(*goal);
                was.is_some_and(|was| is_gap(&self.was.card, was)) && !is_gap(&self.is.card, *goal)
            })
            .collect()
    }
}

/// Whether the two reports are scored by another model or other settings.
pub fn model_differs((was, is): (&Report, &Report), (base, head): (&Side<'_>, &Side<'_>)) -> bool {
    was.assessment.model.digest != is.assessment.model.digest || base.policy != head.policy
}

/// Whether a goal applies and is not satisfied.
pub fn is_gap(card: &Scorecard, goal: GoalIx) -> bool {
    let satisfaction = card.goals.get(goal.ix()).map(|score| score.satisfaction);
    matches!(
        satisfaction,
        Some(Satisfaction::Unsatisfied | Satisfaction::NotRated)
    )
}
