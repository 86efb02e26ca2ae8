use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelExtend, ParallelIterator};

use super::built_in::{built_in, built_in_ids};
use super::types::{Decoded, Element, MaturityModel, ModelSettings, Progression, Registry};
use super::version;
use crate::config::ModelConfig;
use crate::diagnostic::{Checked, Code, Diagnostic, nearest};
use crate::tree::{BookPath, Digest, Place, Span};

/// The file whose settings are applied.
const SETTINGS: &str = "book.toml";

/// Puts the book's own models beside the built-in ones and applies the settings of
/// `[maturity.models.ID]`. A model of the book replaces all versions of a built-in one of the same id.
pub fn register(own: Vec<Decoded>, settings: &BTreeMap<String, ModelConfig>) -> Checked<Registry> {
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
        apply(&mut models, &registry, id, config, &mut diagnostics);
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

/// Applies one section of settings to all versions of its model.
fn apply(
    models: &mut [Arc<MaturityModel>],
    registry: &Registry,
    id: &str,
    config: &ModelConfig,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut versions: Vec<_> = models.iter_mut().filter(|model| model.id == id).collect();
    if versions.is_empty() {
        if !registry.is_unreadable(id) {
            diagnostics.push(unknown_model(models, id, config.span));
        }
        return;
    }
    check(&versions, config, diagnostics);
    for model in &mut versions {
        let settings = settings_for(model, config);
        if settings != ModelSettings::default() {
            **model = Arc::new(with_settings(model, settings));
        }
    }
}

/// Reports ids in the settings that no version of the model has. An older version may lack what a
/// newer one has.
fn check(
    versions: &[&mut Arc<MaturityModel>],
    config: &ModelConfig,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(newest) = versions.last() else {
        return;
    };
    for id in &config.not_applicable {
        if versions.iter().all(|model| !model.has_kpa(id)) {
            let message = format!("the model `{}` has no KPA `{id}`", newest.id);
            let words = newest.kpas.iter().map(|kpa| kpa.id.as_str());
            let diagnostic = setting(Code::UnknownKpa, message, config.span);
            diagnostics.push(hint(diagnostic, id, words));
        }
    }
    if let Some(id) = &config.target
        && versions.iter().all(|model| model.target(id).is_none())
    {
        let message = format!("the model `{}` has no level `{id}`", newest.id);
        let diagnostic = setting(Code::UnknownTarget, message, config.span);
        diagnostics.push(hint(diagnostic, id, newest.target_words()));
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

fn unknown_model(models: &[Arc<MaturityModel>], id: &str, span: Span) -> Diagnostic {
    let message = format!("the book has no model `{id}`");
    let mut words: Vec<_> = models.iter().map(|model| model.id.as_str()).collect();
    words.dedup();
    hint(setting(Code::UnknownModel, message, span), id, words)
}

fn setting(code: Code, message: String, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, message).label("in these settings");
    match BookPath::new(SETTINGS) {
        Ok(file) => diagnostic.at(Place { file, span }),
        Err(_) => diagnostic,
    }
}

/// The nearest word as help, without a fix: the place is the whole section.
fn hint<'a>(
    diagnostic: Diagnostic,
    word: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let words: Vec<_> = words.into_iter().collect();
    match nearest(word, words.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None if words.len() <= 12 => {
            let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
            diagnostic.help(format!("there are {}", words.join(", ")))
        }
        None => diagnostic,
    }
}
