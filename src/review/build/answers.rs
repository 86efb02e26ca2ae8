use super::stands::Stands;
use crate::assessment::{Answer, Assessment};
use crate::model::{GoalIx, MaturityModel, Rating};
use crate::review::record::{AnswerChange, Direction, GoalRef, NoteChange};

/// Goals whose rating is another one, in the order of head's model.
pub fn answers(stands: &Stands<'_>) -> Vec<AnswerChange> {
    let goals = stands.to().goal_indices();
    goals
        .filter_map(|goal| answer(stands, goal, stands.goal_before(goal)?))
        .collect()
}

fn answer(stands: &Stands<'_>, goal: GoalIx, before: GoalIx) -> Option<AnswerChange> {
    let (from, to) = (stands.from(), stands.to());
    let was = stands.was.assessment.answer(before);
    let is = stands.is.assessment.answer(goal);
    let word = |model: &MaturityModel, answer: Option<&Answer>| {
        answer.map(|answer| model.scale.word(answer.rating).to_owned())
    };
    let (base, head) = (word(from, was), word(to, is));
    if base == head {
        return None;
    }
    let about = to.goal(goal);
    Some(AnswerChange {
        id: about.id.clone(),
        kpa: to.kpa(about.kpa).id.clone(),
        statement: about.statement.clone(),
        direction: direction((from, was), (to, is))?,
        base,
        head,
        line: is.map(|answer| answer.line),
        base_line: was.map(|answer| answer.line),
        note_changed: note(was) != note(is),
        has_evidence: is.is_some_and(|answer| !answer.evidence.is_empty()),
        stale: stands.is.stale_goals.contains(&goal),
    })
}

/// `None` where neither side has an answer that counts.
fn direction(
    (from, was): (&MaturityModel, Option<&Answer>),
    (to, is): (&MaturityModel, Option<&Answer>),
) -> Option<Direction> {
    let counts = |answer: Option<&Answer>| {
        let rating = answer.map(|answer| answer.rating);
        rating.filter(|rating| *rating != Rating::Unknown)
    };
    Some(match (counts(was), counts(is)) {
        (None, None) => return None,
        (Some(_), None) => Direction::Removed,
        (_, Some(Rating::NotApplicable)) => Direction::NotApplicable,
        (None, Some(_)) => Direction::Up,
        (Some(Rating::Step(was)), Some(Rating::Step(is))) => {
            let (was, is) = (from.scale.step(was).value, to.scale.step(is).value);
            match is.cmp(&was) {
                std::cmp::Ordering::Less => Direction::Down,
                std::cmp::Ordering::Equal => Direction::Level,
                std::cmp::Ordering::Greater => Direction::Up,
            }
        }
        (Some(_), Some(_)) => Direction::Level,
    })
}

fn note(answer: Option<&Answer>) -> Option<&str> {
    answer?.note.as_deref()
}

/// Notes that differ, by the ids that they stand under. An answer that came or went with its note is
/// told as an answer.
pub fn notes(was: &Assessment, is: &Assessment, hidden: bool) -> Vec<NoteChange> {
    let mut changes = Vec::new();
    for answer in is.answers.iter() {
        let Some(before) = was.answers.iter().find(|before| before.key == answer.key) else {
            continue;
        };
        if before.note == answer.note {
            continue;
        }
        let text = |note: &Option<Box<str>>| match hidden {
            true => None,
            false => note.as_deref().map(str::to_owned),
        };
        changes.push(NoteChange {
            answer: answer.key.to_string(),
            base: text(&before.note),
            head: text(&answer.note),
            line: Some(answer.line),
            base_line: Some(before.line),
        });
    }
    changes
}

pub fn goal_refs(assessment: &Assessment, goals: &[GoalIx]) -> Vec<GoalRef> {
    let model = &assessment.model;
    let told = goals.iter().map(|goal| {
        let about = model.goal(*goal);
        GoalRef {
            id: about.id.clone(),
            kpa: model.kpa(about.kpa).id.clone(),
            statement: about.statement.clone(),
            line: assessment.answer(*goal).map(|answer| answer.line),
        }
    });
    told.collect()
}
