//! What comes out for what goes in, and that it always means the same.

mod generated;
mod rules;
mod same;

use super::{Formatted, Models, format};
use crate::config::Config;
use crate::model::{self, Registry};
use crate::tree::{BookPath, SourceFile};

/// Two levels above the base; C was once called X.
const MODEL: &str = r#"---
id: small
name: Small Model
version: "2.0"
levels:
  - { id: "1", name: Start }
  - { id: "2", name: Middle }
  - { id: "3", name: End }
kpas:
  - { id: C, name: Area C, level: "3", formerly: [X], goals: [{ id: C.1, statement: C holds., formerly: [X.1] }] }
  - { id: A, name: Area A, level: "2", not-applicable: allowed, goals: [
      { id: A.1, statement: A holds., question: "Does A hold?" }, { id: A.2, statement: A holds again. }] }
  - { id: B, name: Area B, level: "2", goals: [{ id: B.1, statement: B holds. }, { id: B.2, statement: B holds again. }] }
---
"#;

fn source(text: &str) -> SourceFile {
    let path = BookPath::new("content/teams/payments/a.md").unwrap();
    SourceFile::new(path, text.as_bytes().to_vec())
}

fn registry() -> Registry {
    let path = BookPath::new("content/models/small.md").unwrap();
    let file = SourceFile::new(path, MODEL.as_bytes().to_vec());
    let parsed = crate::document::parse(&file).value.unwrap();
    let decoded = model::decode(parsed);
    assert_eq!(decoded.diagnostics, []);
    let settings = Config::default().maturity.models;
    model::register(vec![decoded.value], &settings, &Default::default()).value
}

fn run(text: &str, registry: &Registry) -> Formatted {
    let models = Models {
        registry,
        default: Some("small"),
    };
    format(&source(text), &models)
}

/// The formatted text of a file that can be formatted.
fn formatted(text: &str, registry: &Registry) -> String {
    match run(text, registry) {
        Formatted::Unchanged => text.to_owned(),
        Formatted::Changed(new) => new,
        Formatted::Left { why, diagnostics } => panic!("{why} {diagnostics:#?}\n{text}"),
    }
}
