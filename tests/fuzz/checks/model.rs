use std::collections::BTreeMap;

use levelbook::assessment::{Blank, blank};
use levelbook::document::parse;
use levelbook::format::{Formatted, Models, format};
use levelbook::model::{Decoded, MaturityModel, decode, register};
use levelbook::score::score;

use super::common::{assessed, registry, sound, source};

/// A model that was decoded is whole: its indices hold, an assessment can be begun with it, and
/// whatever is answered can be scored.
pub fn model(bytes: &[u8]) {
    let file = source("content/models/fuzzed.md", bytes);
    let parsed = parse(&file);
    sound(&parsed.diagnostics, &file);
    let Some(parsed) = parsed.value else {
        return;
    };
    let decoded = decode(parsed);
    sound(&decoded.diagnostics, &file);
    let Decoded::Model(model) = decoded.value else {
        return;
    };
    whole(&model);
    let is_sound = !decoded.diagnostics.iter().any(|one| one.is_error());
    // The built-in models have been read once already.
    let mut registry = registry().clone();
    let own = register(
        vec![Decoded::Model(model.clone())],
        &BTreeMap::new(),
        &BTreeMap::new(),
    );
    registry.models.retain(|other| other.id != model.id);
    registry.models.extend(
        own.value
            .models
            .into_iter()
            .filter(|other| other.id == model.id),
    );
    begins(&model, &registry, is_sound);
    for answer in ["yes", "no", "n/a", "unknown"] {
        answered(&model, &registry, answer);
    }
}

fn whole(model: &MaturityModel) {
    assert!(model.positions.len() >= 2, "a ladder has two steps");
    let kpas: usize = model
        .positions
        .iter()
        .map(|position| position.kpas.len())
        .sum();
    assert_eq!(kpas, model.kpas.len(), "every KPA stands at one position");
    for goal in &model.goals {
        assert!(model.kpas.get(goal.kpa.ix()).is_some());
    }
    for kpa in model.kpa_indices() {
        assert!(model.kpa(kpa).position.ix() > 0, "the base level has a KPA");
        for goal in model.goals_of(kpa) {
            assert_eq!(model.goal(goal).kpa, kpa);
        }
    }
    assert!(model.scale.steps.len() >= 2 || !model.scale.steps.is_empty());
}

/// A new assessment of a sound model is in order from the beginning.
fn begins(model: &MaturityModel, registry: &levelbook::model::Registry, is_sound: bool) {
    let text = blank(&Blank {
        model,
        team: Some("Payments"),
        date: "2026-07-01".parse().expect("a date"),
        assessor: None,
    });
    let file = source("content/teams/payments.md", text.as_bytes());
    let read = assessed(&file, registry);
    sound(&read.diagnostics, &file);
    if !is_sound {
        return;
    }
    assert_eq!(read.diagnostics, [], "{text}");
    let models = Models {
        registry,
        default: None,
    };
    let formatted = format(&file, &models);
    assert!(!matches!(formatted, Formatted::Changed(_)), "{text}");
}

fn answered(model: &MaturityModel, registry: &levelbook::model::Registry, answer: &str) {
    let mut text = format!("---\nmodel: \"{}\"\ndate: 2026-07-01\nanswers:\n", model.id);
    for kpa in &model.kpas {
        text.push_str(&format!(
            "  \"{}\": {{ rating: {answer}, note: why }}\n",
            kpa.id
        ));
    }
    text.push_str("---\n");
    let file = source("content/teams/payments.md", text.as_bytes());
    let read = assessed(&file, registry);
    sound(&read.diagnostics, &file);
    let assessment = read.value.and_then(|read| read.assessment);
    let Some(assessment) = assessment else {
        return;
    };
    let card = score(&assessment, None, &[]);
    assert!(card.level.ix() < model.positions.len());
    assert!(card.level <= card.optimistic);
}
