//! What each step of a roadmap does to level and progress.

use super::level::Ladder;
use super::progress::progress;
use super::satisfaction::{goals_of, highest};
use super::{Effect, GoalScore, KpaScore, Satisfaction, Share, StepEffect};
use crate::model::{KpaIx, ONE, PositionIx};

/// A report in which KPAs are done and undone.
pub(super) struct Rehearsal<'a> {
    goals: &'a [GoalScore],
    /// As the KPAs stand now.
    ladder: Ladder<'a>,
    /// R4 by KPA, as they stand now.
    scores: Vec<Option<Share>>,
    level: PositionIx,
    /// The level to which progress is counted.
    aim: PositionIx,
}

impl<'a> Rehearsal<'a> {
    pub fn new(
        ladder: &Ladder<'a>,
        goals: &'a [GoalScore],
        kpas: &[KpaScore],
        (level, aim): (PositionIx, PositionIx),
    ) -> Self {
        Self {
            goals,
            ladder: ladder.clone(),
            scores: kpas.iter().map(|kpa| kpa.score).collect(),
            level,
            aim,
        }
    }

    /// The effect of the steps of a roadmap, one after the other and each alone.
    pub fn steps(mut self, roadmap: &[KpaIx]) -> Vec<StepEffect> {
        let mut steps: Vec<StepEffect> = roadmap
            .iter()
            .map(|kpa| {
                let before = self.done(*kpa);
                let alone = self.effect();
                self.set(*kpa, before);
                StepEffect {
                    kpa: *kpa,
                    after: alone,
                    alone,
                }
            })
            .collect();
        for (number, step) in steps.iter_mut().enumerate() {
            self.done(step.kpa);
            if number > 0 {
                step.after = self.effect();
            }
        }
        steps
    }

    /// Does a KPA; says how it stood before.
    fn done(&mut self, kpa: KpaIx) -> (Satisfaction, Option<Share>) {
        let score = Some(self.score_when_done(kpa));
        self.set(kpa, (Satisfaction::Satisfied, score))
    }

    fn set(
        &mut self,
        kpa: KpaIx,
        (satisfaction, score): (Satisfaction, Option<Share>),
    ) -> (Satisfaction, Option<Share>) {
        let score = match self.scores.get_mut(kpa.ix()) {
            Some(now) => std::mem::replace(now, score),
            None => None,
        };
        (self.ladder.set(kpa, satisfaction), score)
    }

    fn effect(&self) -> Effect {
        let asked = self.ladder.asked(self.aim);
        let attained = asked.iter().all(|asked| self.ladder.met(asked.kpa));
        let score = |kpa: KpaIx| *self.scores.get(kpa.ix())?;
        Effect {
            // A staged level rises only where the next one is attained.
            level: if attained || !self.ladder.is_staged() {
                self.ladder.level()
            } else {
                self.level
            },
            progress: if attained {
                Some(100)
            } else {
                progress(&self.ladder, &asked, score)
            },
        }
    }

    /// R4 with the goals that are unsatisfied or not rated raised to the highest step.
    fn score_when_done(&self, kpa: KpaIx) -> Share {
        let model = self.ladder.model;
        let Some(kpa) = self.ladder.kpa(kpa) else {
            return Share::ZERO;
        };
        let (mut earned, mut possible) = (0_u128, 0_u128);
        for goal in goals_of(kpa, self.goals.len()) {
            let score = &self.goals[goal.ix()];
            let value = match score.satisfaction {
                Satisfaction::NotApplicable => continue,
                Satisfaction::Satisfied => score.value.map_or(0, u64::from),
                Satisfaction::Unsatisfied | Satisfaction::NotRated => highest(model),
            };
            let weight = u128::from(model.goals[goal.ix()].weight);
            earned += weight * u128::from(value);
            possible += weight * u128::from(ONE);
        }
        Share::new(earned, possible)
    }
}
