use std::collections::BTreeMap;

use super::{SMALL, decode, edited};
use crate::config::{ModelConfig, ModelPlaces};
use crate::diagnostic::Checked;
use crate::model::{Decoded, Progression, Registry, register};
use crate::tree::{BookPath, Place, SourceFile, Span};

/// A model file at a path of its own.
fn file(path: &str, text: &str) -> Decoded {
    let path = BookPath::new(path).unwrap();
    let file = SourceFile::new(path, text.as_bytes().to_vec());
    let parsed = crate::document::parse(&file).value.unwrap();
    super::decode_parsed(parsed).value
}

fn settings(id: &str, config: ModelConfig) -> BTreeMap<String, ModelConfig> {
    BTreeMap::from([(id.to_owned(), config)])
}

fn codes(checked: &Checked<Registry>) -> Vec<&'static str> {
    checked.diagnostics.iter().map(|d| d.code.id()).collect()
}

fn names(registry: &Registry) -> Vec<String> {
    registry
        .models
        .iter()
        .map(|m| m.name_with_version())
        .collect()
}

#[test]
fn own_models_join_the_built_in_ones() {
    let old = edited("version: \"2.0\"", "version: \"1.10\"");
    let older = edited("version: \"2.0\"", "version: \"1.9\"");
    let own = vec![
        file("content/models/a.md", SMALL),
        file("content/models/b.md", &old),
        file("content/models/c.md", &older),
    ];
    let checked = register(own, &BTreeMap::new(), &BTreeMap::new());
    assert_eq!(codes(&checked), [""; 0]);
    let registry = checked.value;
    assert_eq!(
        names(&registry),
        [
            "cmm@1.0.0",
            "omm@1.0.0",
            "ppmm@1.0.0",
            "small@1.9",
            "small@1.10",
            "small@2.0"
        ]
    );
    assert_eq!(registry.find("small").unwrap().version, "2.0");
    let old = registry.find("small@1.10").unwrap();
    assert!(!registry.is_newest(old));
    assert!(registry.find("small@3").is_none());
    assert!(registry.find("cmm").unwrap().file().is_built_in());
}

#[test]
fn an_own_model_replaces_the_built_in_one_of_its_id() {
    let text = edited("id: small\n", "id: cmm\n");
    let registry = register(
        vec![file("content/models/my.md", &text)],
        &BTreeMap::new(),
        &BTreeMap::new(),
    )
    .value;
    assert_eq!(names(&registry), ["cmm@2.0", "omm@1.0.0", "ppmm@1.0.0"]);
    let model = registry.find("cmm").unwrap();
    assert_eq!(model.file().as_str(), "content/models/my.md");
}

#[test]
fn an_unreadable_model_hides_the_built_in_one_and_is_not_reported_again() {
    let own = vec![Decoded::Unreadable("cmm".to_owned())];
    let checked = register(
        own,
        &settings("cmm", ModelConfig::default()),
        &BTreeMap::new(),
    );
    assert_eq!(codes(&checked), [""; 0]);
    assert!(checked.value.find("cmm").is_none());
    assert!(checked.value.is_unreadable("cmm@1.0.0"));
}

#[test]
fn the_same_version_twice_names_both_files() {
    let own = vec![
        file("content/models/b.md", SMALL),
        file("content/models/a.md", SMALL),
    ];
    let checked = register(own, &BTreeMap::new(), &BTreeMap::new());
    assert_eq!(codes(&checked), ["duplicate-model"]);
    let diagnostic = &checked.diagnostics[0];
    let place = diagnostic.place.as_ref().unwrap();
    assert_eq!(place.file.as_str(), "content/models/b.md");
    assert_eq!(place.span.of(SMALL), "small");
    assert_eq!(
        diagnostic.related[0].place.file.as_str(),
        "content/models/a.md"
    );
    assert_eq!(checked.value.models.len(), 4);
}

#[test]
fn settings_are_applied_and_enter_the_digest() {
    let config = ModelConfig {
        target: Some("3".to_owned()),
        independent: Some(true),
        not_applicable: vec!["B".to_owned()],
        max_age_days: Some(90),
    };
    let own = vec![decode(SMALL).value];
    let plain = register(own.clone(), &BTreeMap::new(), &BTreeMap::new()).value;
    let checked = register(own, &settings("small", config), &BTreeMap::new());
    assert_eq!(codes(&checked), [""; 0]);
    let (before, after) = (
        plain.find("small").unwrap(),
        checked.value.find("small").unwrap(),
    );
    assert_eq!(after.progression, Progression::Independent);
    assert_eq!(after.settings.progression, Some(Progression::Independent));
    assert_eq!(after.settings.max_age_days, Some(90));
    assert_eq!(after.settings.target.as_deref(), Some("3"));
    let allowed: Vec<_> = after
        .kpas
        .iter()
        .map(|k| k.not_applicable_allowed)
        .collect();
    assert_eq!(allowed, [false, true, false]);
    assert_ne!(before.digest, after.digest);
    let cmm = |registry: &Registry| registry.find("cmm").unwrap().digest;
    assert_eq!(cmm(&plain), cmm(&checked.value));
}

#[test]
fn settings_that_repeat_the_model_change_nothing() {
    let config = ModelConfig {
        independent: Some(false),
        ..ModelConfig::default()
    };
    let own = vec![decode(SMALL).value];
    let registry = register(own, &settings("small", config), &BTreeMap::new()).value;
    let model = registry.find("small").unwrap();
    assert_eq!(model.settings, crate::model::ModelSettings::default());
    assert_eq!(model.digest, model.document.digest);
}

#[test]
fn settings_must_name_what_exists() {
    let config = ModelConfig {
        target: Some("6".to_owned()),
        not_applicable: vec!["ssm".to_owned(), "RM".to_owned()],
        ..ModelConfig::default()
    };
    let place = |start| {
        Some(Place {
            file: BookPath::new("book.toml").unwrap(),
            span: Span::new(start, start + 3),
        })
    };
    let places = ModelPlaces {
        target: place(10),
        not_applicable: vec![place(20), place(30)],
        ..ModelPlaces::default()
    };
    let places = BTreeMap::from([("cmm".to_owned(), places)]);
    let checked = register(Vec::new(), &settings("cmm", config), &places);
    assert_eq!(codes(&checked), ["unknown-kpa", "unknown-target"]);
    for (diagnostic, at) in checked.diagnostics.iter().zip([20, 10]) {
        assert_eq!(diagnostic.place, place(at));
        assert_eq!(diagnostic.fix, None);
    }
    assert_eq!(checked.diagnostics[0].help, ["did you mean `SSM`?"]);
    let settings_of = &checked.value.find("cmm").unwrap().settings;
    assert_eq!(settings_of.not_applicable, ["RM"]);
    assert_eq!(settings_of.target, None);

    let checked = register(
        Vec::new(),
        &settings("cmmi", ModelConfig::default()),
        &BTreeMap::new(),
    );
    assert_eq!(codes(&checked), ["unknown-model"]);
    assert_eq!(checked.diagnostics[0].help, ["did you mean `cmm`?"]);
}
