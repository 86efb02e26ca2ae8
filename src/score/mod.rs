//! The rules R1-R20: from answers to satisfaction, level, proof, gap and roadmap, and from all
//! reports to histories, units and the portfolio. Pure and total.
//!
//! [`score`] looks at one assessment and knows no date: which answers have expired ([`expired`])
//! and which target holds ([`resolve_target`]) is handed in. [`evaluate`] sets all scorecards in
//! relation to each other and to today.
//!
//! Where the rules leave a choice, this is how they are read:
//!
//! - R8: a KPA is spared its prerequisites when a KPA that supersedes it is satisfied, whether or
//!   not it is satisfied itself. Otherwise satisfying one more KPA could lower the level.
//! - R10: n/a is an answer, so a report with nothing but n/a is not unrated.
//! - R12: a roadmap over several positions (independent models) goes position by position,
//!   rising, and follows R12 inside each. Only direct prerequisites order it.
//! - R16: the answers that count for the next date are those by which the report becomes stale,
//!   so a report that is not stale is never overdue.
//! - R20: a position at which all KPAs of a dimension are N/A is skipped, as R7 says of levels.

mod effect;
mod evaluate;
mod exact;
mod history;
mod level;
mod order;
mod portfolio;
mod progress;
mod proof;
mod revision;
mod roadmap;
mod roll_up;
mod satisfaction;
mod shortest;
mod staleness;
mod target;
mod types;
mod window;

pub use evaluate::{evaluate, evaluate_again};
pub use history::{gained_and_lost, kpa_successor, position_successor};
pub use staleness::{age_in_days, expired, max_age_days, reference_dates};
pub use target::resolve_target;
pub use types::*;

use crate::assessment::Assessment;
use crate::model::{GoalIx, KpaIx, PositionIx, Progression, Target};
use level::Ladder;
use roadmap::Outlook;
use satisfaction::Rated;

/// Scores one assessment (R1-R13, R15, R20) and proves the verdict. `expired` lists the goals, in
/// model order, whose answer counts as not given (R16). Never fails, whatever the model.
pub fn score(assessment: &Assessment, target: Option<Target>, expired: &[GoalIx]) -> Scorecard {
    let model = &*assessment.model;
    let rated = satisfaction::rate(assessment, expired);
    let ladder = Ladder::new(
        model,
        rated.kpas.iter().map(|kpa| kpa.satisfaction).collect(),
    );
    let level = ladder.level();
    let optimistic = ladder
        .optimistic()
        .map_or(level, |best| best.level().max(level));
    let staged = model.progression == Progression::Staged;
    let asked = ladder.asked_by_position();
    let kpas = complete(&ladder, &rated);
    let outlook = Outlook {
        ladder: &ladder,
        asked: &asked,
        goals: &rated.goals,
        kpas: &kpas,
        level,
    };
    let next = outlook.next_level();
    Scorecard {
        level,
        optimistic,
        status: status(&rated, level, optimistic),
        staged_equivalent: if staged { level } else { ladder.staged_level() },
        dimensions: ladder.dimension_levels(),
        answered: rated.answered,
        applicable: rated.applicable,
        oldest_answer: rated.oldest,
        target: target.map(|target| outlook.gap(target, next.as_ref())),
        ahead: ladder.kpas_where(|kpa| {
            let position = ladder.position(kpa);
            next.as_ref().is_some_and(|next| position > next.position)
                && ladder.of(kpa) == Satisfaction::Satisfied
        }),
        debt: ladder.kpas_where(|kpa| {
            !staged && (PositionIx(1)..level).contains(&ladder.position(kpa)) && !ladder.met(kpa)
        }),
        next,
        proof: proof::prove(&ladder, &asked, &rated.goals),
        goals: rated.goals,
        kpas,
        strengthen: rated.strengthen,
    }
}

fn status(rated: &Rated, level: PositionIx, optimistic: PositionIx) -> Status {
    if !rated.any_answer {
        Status::Unrated
    } else if optimistic > level {
        Status::Provisional
    } else {
        Status::Rated
    }
}

/// Adds to the ratings of the KPAs what depends on other KPAs.
fn complete(ladder: &Ladder<'_>, rated: &Rated) -> Vec<KpaScore> {
    let score = |(ix, kpa): (usize, &satisfaction::RatedKpa)| {
        let ix = KpaIx::new(ix);
        let holds = ladder.satisfied_or_na(ix);
        KpaScore {
            satisfaction: kpa.satisfaction,
            score: kpa.score,
            in_scope: kpa.in_scope,
            met: ladder.met(ix),
            superseded_by: if holds { None } else { ladder.superseder(ix) },
        }
    };
    rated.kpas.iter().enumerate().map(score).collect()
}
