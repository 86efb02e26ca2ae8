use super::types::{AnswerStep, KpaStep, Stand};
use crate::assessment::{Answer, Assessment};
use crate::compare::{goal_origins, kpa_origins};
use crate::model::{KpaIx, MaturityModel};
use crate::score::{Report, Satisfaction, Scorecard, position_successor};

/// A card and the model that it was made by.
pub type Carded<'a> = (&'a MaturityModel, &'a Scorecard);

pub fn carded(report: &Report) -> Carded<'_> {
    (&report.assessment.model, &report.card)
}

pub fn stand(report: &Report) -> Stand {
    let (model, card) = carded(report);
    let position = model.position(card.level);
    Stand {
        level: position.id.clone(),
        level_name: position.name.clone(),
        status: card.status.id(),
        progress: progress(card),
        version: model.version.clone(),
    }
}

fn progress(card: &Scorecard) -> Option<u8> {
    card.next.as_ref()?.progress
}

/// Whether level, status, progress and the ratings of KPAs are the same. Only KPAs that both models
/// have are compared: what another one does, the others show.
pub fn is_same((from, was): Carded<'_>, (to, is): Carded<'_>) -> bool {
    let level = match from.digest == to.digest {
        true => Some(was.level),
        false => position_successor(from, was.level, to),
    };
    level == Some(is.level)
        && was.status == is.status
        && progress(was) == progress(is)
        && ratings((from, was), (to, is)).all(|(_, was, is)| was == is)
}

pub fn kpas(was: Carded<'_>, is: Carded<'_>) -> Vec<KpaStep> {
    let differing = ratings(was, is).filter(|(_, was, is)| was != is);
    differing
        .map(|(kpa, was, now)| KpaStep {
            id: is.0.kpa(kpa).id.clone(),
            name: is.0.kpa(kpa).name.clone(),
            before: was.id(),
            after: now.id(),
        })
        .collect()
}

/// By KPA of the newer model its ratings, in the order of the model.
fn ratings<'a>(
    (from, was): Carded<'a>,
    (to, is): Carded<'a>,
) -> impl Iterator<Item = (KpaIx, Satisfaction, Satisfaction)> + 'a {
    let origins = match from.digest == to.digest {
        true => to.kpa_indices().map(Some).collect(),
        false => kpa_origins(from, to),
    };
    let pairs = to.kpa_indices().zip(origins);
    pairs.filter_map(move |(kpa, origin)| {
        let was = was.kpas.get(origin?.ix())?.satisfaction;
        Some((kpa, was, is.kpas.get(kpa.ix())?.satisfaction))
    })
}

pub fn answers(was: &Assessment, is: &Assessment) -> Vec<AnswerStep> {
    let (from, to) = (&*was.model, &*is.model);
    let origins = match from.digest == to.digest {
        true => to.goal_indices().map(Some).collect(),
        false => goal_origins(from, to),
    };
    let word = |model: &MaturityModel, answer: Option<&Answer>| {
        answer.map(|answer| model.scale.word(answer.rating).to_owned())
    };
    let steps = to.goal_indices().zip(origins).map(|(goal, origin)| {
        let about = to.goal(goal);
        AnswerStep {
            id: about.id.clone(),
            statement: about.statement.clone(),
            before: word(from, origin.and_then(|origin| was.answer(origin))),
            after: word(to, is.answer(goal)),
        }
    });
    steps.filter(|step| step.before != step.after).collect()
}
