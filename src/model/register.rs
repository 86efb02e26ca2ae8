use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelExtend, ParallelIterator};

use super::built_in::{built_in, built_in_ids};
use super::types::{Decoded, Element, MaturityModel, ModelSettings, Progression, Registry};
use super::version;
use crate::config::{ModelConfig, ModelPlaces};
use crate::diagnostic::{Checked, Code, Diagnostic, nearest};
use crate::tree::{Digest, Place};

/// Puts the book's own models beside the built-in ones and applies the settings of
/// `[maturity.models.ID]`, which stand at `places`. A model of the book replaces all versions of a
/// built-in one of the same id.
pub fn register(
    own: Vec<Decoded>,
    settings: &BTreeMap<String, ModelConfig>,
    places: &BTreeMap<String, ModelPlaces>,
) -> Checked<Registry> {
    let mut diagnostics = Vec::new();
    let mut registry = Registry::default();
    let mut models = Vec::new();
    for decoded in own {
        match decoded {
            Decoded::Model(model) => models.push(model),
            Decoded::Unreadable(id) => registry.unreadable.push(id),
        }
    }
    registry.unreadable.sort_unstable();
    registry.unreadable.dedup();
    let mut models = without_duplicates(models, &mut diagnostics);
    let mut kept: Vec<_> = built_in_ids().collect();
    kept.retain(|id| !registry.is_unreadable(id) && models.iter().all(|model| model.id != *id));
    // Each takes a millisecond or so, at every start of the program.
    models.par_extend(kept.into_par_iter().filter_map(built_in));
    models.sort_by(|a, b| (a.id.cmp(&b.id)).then_with(|| version::compare(&a.version, &b.version)));
    for (id, config) in settings {
        let settings = Settings {
            id,
            config,
            places: places.get(id).cloned().unwrap_or_default(),
        };
        apply(&mut models, &registry, &settings, &mut diagnostics);
    }
    registry.models = models;
    Checked::new(registry, diagnostics)
}

/// Keeps the first file, by path, of each id and version.
fn without_duplicates(
    mut models: Vec<Arc<MaturityModel>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<MaturityModel>> {
    models.sort_by(|a, b| a.file().cmp(b.file()));
    let mut kept: Vec<Arc<MaturityModel>> = Vec::new();
    for model in models {
        let first = kept
            .iter()
            .find(|other| other.id == model.id && other.version == model.version);
        match first {
            Some(first) => diagnostics.push(duplicate(first, &model)),
            None => kept.push(model),
        }
    }
    kept
}

fn duplicate(first: &MaturityModel, second: &MaturityModel) -> Diagnostic {
    let place = |model: &MaturityModel| Place {
        file: model.file().clone(),
        span: model.id_span,
    };
    let message = format!(
        "`{}` and `{}` describe the same model `{}`",
        first.file(),
        second.file(),
        first.name_with_version()
    );
    Diagnostic::new(Code::DuplicateModel, message)
        .at(place(second))
        .label("the same id and version")
        .related(place(first), "first described here")
        .help("give one of them another `version` or `id`")
}

/// One section of settings.
struct Settings<'a> {
    id: &'a str,
    config: &'a ModelConfig,
    places: ModelPlaces,
}

/// Applies one section of settings to all versions of its model.
fn apply(
    models: &mut [Arc<MaturityModel>],
    registry: &Registry,
    settings: &Settings<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let id = settings.id;
    let mut versions: Vec<_> = models.iter_mut().filter(|model| model.id == id).collect();
    if versions.is_empty() {
        if !registry.is_unreadable(id) {
            diagnostics.push(unknown_model(models, settings));
        }
        return;
    }
    check(&versions, settings, diagnostics);
    for model in &mut versions {
        let settings = settings_for(model, settings.config);
        if settings != ModelSettings::default() {
            **model = Arc::new(with_settings(model, settings));
        }
    }
}

/// Reports ids in the settings that no version of the model has. An older version may lack what a
/// newer one has.
fn check(
    versions: &[&mut Arc<MaturityModel>],
    settings: &Settings<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(newest) = versions.last() else {
        return;
    };
    for (ix, id) in settings.config.not_applicable.iter().enumerate() {
        if versions.iter().all(|model| !model.has_kpa(id)) {
            let message = format!("the model `{}` has no KPA `{id}`", newest.id);
            let words = newest.kpas.iter().map(|kpa| kpa.id.as_str());
            let place = settings.places.not_applicable.get(ix).cloned().flatten();
            diagnostics.push(setting(Code::UnknownKpa, message, place, (id, words)));
        }
    }
    if let Some(id) = &settings.config.target
        && versions.iter().all(|model| model.target(id).is_none())
    {
        let message = format!("the model `{}` has no level `{id}`", newest.id);
        let words = newest.target_words();
        let place = settings.places.target.clone();
        diagnostics.push(setting(Code::UnknownTarget, message, place, (id, words)));
    }
}

/// What of the settings concerns this version.
fn settings_for(model: &MaturityModel, config: &ModelConfig) -> ModelSettings {
    let progression = config.independent.map(|independent| match independent {
        true => Progression::Independent,
        false => Progression::Staged,
    });
    let mut not_applicable: Vec<_> = config.not_applicable.clone();
    not_applicable.retain(|id| model.has_kpa(id));
    let target = config.target.clone();
    ModelSettings {
        progression: progression.filter(|progression| *progression != model.progression),
        not_applicable,
        max_age_days: config.max_age_days,
        target: target.filter(|id| model.target(id).is_some()),
    }
}

fn with_settings(model: &MaturityModel, settings: ModelSettings) -> MaturityModel {
    let mut model = model.clone();
    if let Some(progression) = settings.progression {
        model.progression = progression;
    }
    for id in &settings.not_applicable {
        if let Some(Element::Kpa(kpa)) = model.ids.get(id) {
            model.kpas[kpa.ix()].not_applicable_allowed = true;
        }
    }
    let applied = format!("{settings:?}");
    model.digest = Digest::of_parts([&model.digest.as_bytes()[..], applied.as_bytes()]);
    model.settings = settings;
    model
}

fn unknown_model(models: &[Arc<MaturityModel>], settings: &Settings<'_>) -> Diagnostic {
    let message = format!("the book has no model `{}`", settings.id);
    let mut words: Vec<_> = models.iter().map(|model| model.id.as_str()).collect();
    words.dedup();
    let place = settings.places.id.clone();
    setting(
        Code::UnknownModel,
        message,
        place,
        (settings.id, words.into_iter()),
    )
}

/// The error for a word of the settings, with the nearest of those that it could be.
fn setting<'a>(
    code: Code,
    message: String,
    place: Option<Place>,
    (word, words): (&str, impl Iterator<Item = &'a str>),
) -> Diagnostic {
    let words: Vec<_> = words.collect();
    let mut diagnostic = Diagnostic::new(code, message);
    diagnostic.place = place;
    if let Some(near) = nearest(word, words.iter().copied()) {
        return diagnostic.help(format!("did you mean `{near}`?"));
    }
    if words.len() > 24 {
        return diagnostic;
    }
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    diagnostic.help(format!("there are {}", words.join(", ")))
}
