//! Tests of the whole module: the built-in models, every diagnostic, the registry.

mod built_in;
mod decode;
mod mistakes;
mod register;

use std::sync::Arc;

use super::{Decoded, MaturityModel, PositionIx, decode as decode_parsed};
use crate::diagnostic::{Checked, Diagnostic};
use crate::tree::{BookPath, SourceFile};

/// A model of two levels above the base, with `edit` applied to its text.
const SMALL: &str = r#"---
id: small
name: Small Model
version: "2.0"
scale:
  - { id: full, label: Full, value: 1 }
  - { id: half, label: Half, value: 0.5 }
  - { id: none, label: None, value: 0 }
satisfied-from: full
dimensions:
  - { id: work, name: Work }
stages:
  - { id: design, name: Design }
  - { id: test, name: Test }
levels:
  - { id: "1", name: Start }
  - id: "2"
    name: Middle
    cells: { work: in order }
    sub-levels:
      - { id: 2a, name: First half }
      - { id: 2b, name: Second half }
  - { id: "3", name: End }
kpas:
  - id: A
    name: Area A
    level: 2a
    dimension: work
    stages: [design]
    weight: 2
    goals:
      - { id: A.1, statement: A holds., weight: 3 }
      - { id: A.2, statement: A holds again. }
  - id: B
    name: Area B
    level: 2b
    depends-on: [A]
    goals:
      - { id: B.1, statement: B holds. }
  - id: C
    name: Area C
    level: "3"
    depends-on:
      - { kpa: B, why: It is built on B }
    goals:
      - { id: C.1, statement: C holds. }
activities:
  - { level: "2", stage: test, text: Testing, kpas: [A] }
profiles:
  - { id: vendor, name: Vendor, kpas: [A, C] }
transitions:
  - { from: "1", to: "2", leads: Everybody }
  - { from: "2", to: "3", leads: Nobody }
---
General text.

## Area A {#A}

About A.
"#;

/// Decodes a text as if it were a model file of a book.
fn decode(text: &str) -> Checked<Decoded> {
    let path = BookPath::new("content/models/small.md").unwrap();
    let file = SourceFile::new(path, text.as_bytes().to_vec());
    let mut diagnostics = Vec::new();
    let parsed = crate::document::parse(&file)
        .take(&mut diagnostics)
        .unwrap();
    let decoded = decode_parsed(parsed).take(&mut diagnostics);
    Checked::new(decoded, diagnostics)
}

/// [`SMALL`] with one passage, which must be in it, replaced.
fn edited(from: &str, to: &str) -> String {
    assert_eq!(
        SMALL.matches(from).count(),
        1,
        "`{from}` in the small model"
    );
    SMALL.replacen(from, to, 1)
}

fn small() -> Arc<MaturityModel> {
    let checked = decode(SMALL);
    assert_eq!(checked.diagnostics, []);
    checked.value.model().unwrap().clone()
}

/// What a diagnostic says in short: `code "text under its mark"`.
fn brief(text: &str, diagnostic: &Diagnostic) -> String {
    let span = diagnostic.place.as_ref().map(|place| place.span);
    let slice = span.map_or("", |span| span.of(text));
    format!("{} {slice:?}", diagnostic.code.id())
}

/// What every decoded model promises, whatever its file says.
fn assert_sound(model: &MaturityModel) {
    assert!(model.positions.len() >= 2 && model.scale.steps.len() >= 2);
    assert!(model.scale.satisfied_from.ix() < model.scale.steps.len());
    for kpa in &model.kpas {
        assert!(kpa.position > PositionIx(0) && kpa.position.ix() < model.positions.len());
        for link in &kpa.depends_on {
            assert!(model.kpa(link.kpa).position <= kpa.position);
        }
    }
    let listed: usize = model.positions.iter().map(|p| p.kpas.len()).sum();
    assert_eq!(listed, model.kpas.len());
}
