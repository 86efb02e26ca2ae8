//! Which KPAs decide each level, and by which goals.

use super::level::{Asked, Ladder};
use super::satisfaction::goals_of;
use super::{GoalScore, KpaProof, LevelProof, Satisfaction};
use crate::model::{GoalIx, KpaIx, PositionIx};

/// The proof of every position above the base.
pub(super) fn prove(
    ladder: &Ladder<'_>,
    asked: &[Vec<Asked>],
    goals: &[GoalScore],
) -> Vec<LevelProof> {
    let prover = Prover { ladder, goals };
    let mut blocked_by = None;
    ladder
        .above_base()
        .map(|position| {
            let proof = prover.position(position, &asked[position.ix()], blocked_by);
            if ladder.is_staged() && !proof.own_met {
                blocked_by = blocked_by.or(Some(position));
            }
            proof
        })
        .collect()
}

struct Prover<'a> {
    ladder: &'a Ladder<'a>,
    goals: &'a [GoalScore],
}

impl Prover<'_> {
    fn position(
        &self,
        position: PositionIx,
        asked: &[Asked],
        blocked_by: Option<PositionIx>,
    ) -> LevelProof {
        let met = |asked: &Asked| self.ladder.met(asked.kpa);
        let own_met = asked.iter().filter(|a| a.needed_by.is_none()).all(met);
        let attained = blocked_by.is_none() && asked.iter().all(met);
        let decides = |asked: &&Asked| attained || !met(asked);
        let deciding = asked.iter().filter(decides);
        let mut proofs = Vec::with_capacity(deciding.clone().count());
        proofs.extend(deciding.map(|asked| self.kpa(asked)));
        LevelProof {
            position,
            attained,
            own_met,
            empty: self.ladder.is_empty(position),
            blocked_by,
            deciding: proofs,
        }
    }

    fn kpa(&self, asked: &Asked) -> KpaProof {
        let Asked { kpa, needed_by } = *asked;
        let satisfaction = self.ladder.of(kpa);
        let superseded_by = self.stand_in(kpa);
        let mut goals: Vec<GoalIx> = match satisfaction {
            Satisfaction::Unsatisfied | Satisfaction::NotRated if superseded_by.is_none() => self
                .goals_of(kpa)
                .filter(|goal| self.goals[goal.ix()].satisfaction == satisfaction)
                .collect(),
            Satisfaction::Unsatisfied | Satisfaction::NotRated => Vec::new(),
            Satisfaction::Satisfied | Satisfaction::NotApplicable => self.goals_of(kpa).collect(),
        };
        goals.extend(superseded_by.into_iter().flat_map(|kpa| self.goals_of(kpa)));
        KpaProof {
            kpa,
            satisfaction,
            needed_by,
            superseded_by,
            goals,
        }
    }

    /// The KPA that supersedes this one, where that makes a difference.
    fn stand_in(&self, kpa: KpaIx) -> Option<KpaIx> {
        let has_prerequisites = || {
            let kpa = self.ladder.kpa(kpa);
            kpa.is_some_and(|kpa| !kpa.depends_on.is_empty())
        };
        match self.ladder.of(kpa) {
            Satisfaction::NotApplicable => None,
            Satisfaction::Satisfied if !has_prerequisites() => None,
            _ => self.ladder.superseder(kpa),
        }
    }

    fn goals_of(&self, kpa: KpaIx) -> impl Iterator<Item = GoalIx> {
        let kpa = self.ladder.kpa(kpa);
        let count = self.goals.len();
        kpa.into_iter().flat_map(move |kpa| goals_of(kpa, count))
    }
}
