//! How a model decides levels, and what the book changed of it, in sentences.

use crate::language::Words;
use crate::model::{MaturityModel, Progression, Unanswered};

/// What the book changed, for the model's page must not claim to be the model as published.
pub(super) fn settings(words: &Words, model: &MaturityModel) -> Vec<String> {
    let settings = &model.settings;
    let mut sentences = Vec::new();
    match settings.progression {
        Some(Progression::Staged) => sentences.push(words.text("setting_staged").to_owned()),
        Some(Progression::Independent) => {
            sentences.push(words.text("setting_independent").to_owned());
        }
        None => {}
    }
    if !settings.not_applicable.is_empty() {
        let kpas = words.list(&settings.not_applicable, 12);
        sentences.push(words.say("setting_na", &[("kpas", (&kpas).into())]));
    }
    if let Some(days) = settings.max_age_days {
        sentences.push(words.say("setting_age", &[("n", days.into())]));
    }
    if let Some(target) = &settings.target {
        sentences.push(words.say("setting_target", &[("level", target.into())]));
    }
    sentences
}

pub(super) fn rules(words: &Words, model: &MaturityModel) -> Vec<String> {
    let satisfied_from = &model.scale.steps[model.scale.satisfied_from.ix()].label;
    let goal = if *satisfied_from == model.scale.steps[0].label {
        "rule_goal"
    } else {
        "rule_goal_from"
    };
    let mut rules = vec![words.say(goal, &[("answer", satisfied_from.into())])];
    let progression = match model.progression {
        Progression::Staged => "rule_staged",
        Progression::Independent => "rule_independent",
    };
    let unanswered = match model.unanswered {
        Unanswered::Blocks => "rule_unanswered_blocks",
        Unanswered::CountsAsNo => "rule_unanswered_no",
    };
    let texts = ["rule_kpa", progression, unanswered].into_iter();
    rules.extend(texts.map(|id| words.text(id).to_owned()));
    let allowed: Vec<&str> = model
        .kpas
        .iter()
        .filter(|kpa| kpa.not_applicable_allowed)
        .map(|kpa| kpa.id.as_str())
        .collect();
    rules.push(if allowed.is_empty() {
        words.text("rule_na_never").to_owned()
    } else {
        let kpas = words.list(&allowed, 20);
        let n = ("n", allowed.len().into());
        words.say("rule_na_for", &[n, ("kpas", (&kpas).into())])
    });
    rules
}
