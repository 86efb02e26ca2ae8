//! Tests of the whole module on small books: every diagnostic with the text under its mark.

mod answers;
mod blanks;
mod evidence;
mod fronts;
mod hidden;
mod roster;
mod teams;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};

use super::{
    Assessed, Assessment, Context, Roster, assess, gather, recode_duplicate_answers, role,
};
use crate::diagnostic::{Checked, Diagnostic, sort};
use crate::document;
use crate::model::{self, MaturityModel, Registry};
use crate::tree::{BookPath, SourceFile, Sources};

/// Two levels above the base, one of them with sub-levels; A may be n/a, C was once called X.
const MODEL: &str = r#"---
id: small
name: Small Model
version: "2.0"
levels:
  - { id: "1", name: Start }
  - id: "2"
    name: Middle
    sub-levels: [{ id: 2a, name: First half }, { id: 2b, name: Second half }]
  - { id: "3", name: End }
kpas:
  - { id: A, name: Area A, level: 2a, not-applicable: allowed, goals: [
      { id: A.1, statement: A holds., question: "Does A hold: always?" }, { id: A.2, statement: A holds again. }] }
  - { id: B, name: Area B, level: 2b, goals: [{ id: B.1, statement: B holds. }, { id: B.2, statement: B holds again. }] }
  - { id: C, name: Area C, level: "3", formerly: [X], goals: [{ id: C.1, statement: C holds., formerly: [X.1] }] }
profiles:
  - { id: vendor, name: Vendor, kpas: [A, C] }
---
"#;

/// The same model before C was renamed, with a KPA that is gone since.
fn older_model() -> String {
    MODEL
        .replace("\"2.0\"", "\"1.0\"")
        .replace("kpas: [A, C]", "kpas: [A, X]")
        .replace("id: C, name: Area C, level: \"3\", formerly: [X]", "id: X, name: Area X, level: \"3\"")
        .replace("id: C.1, statement: C holds., formerly: [X.1]", "id: X.1, statement: X holds.")
        .replace("profiles:", "  - { id: D, name: Area D, level: \"3\", goals: [{ id: D.1, statement: D holds. }] }\nprofiles:")
}

fn model_of(text: &str) -> Arc<MaturityModel> {
    let path = BookPath::new("content/models/small.md").unwrap();
    let file = SourceFile::new(path, text.as_bytes().to_vec());
    let mut diagnostics = Vec::new();
    let parsed = document::parse(&file).take(&mut diagnostics).unwrap();
    let decoded = model::decode(parsed).take(&mut diagnostics);
    assert_eq!(diagnostics, []);
    decoded.model().unwrap().clone()
}

/// A book whose only model is [`MODEL`], on a day without a clock.
struct Book {
    sources: Sources,
    registry: Registry,
    default_model: Option<&'static str>,
    today: Date,
    clock: bool,
}

impl Book {
    fn new() -> Self {
        Self::with_models(&[MODEL])
    }

    fn with_models(models: &[&str]) -> Self {
        Self {
            sources: Sources::default(),
            registry: Registry {
                models: models.iter().map(|text| model_of(text)).collect(),
                unreadable: Vec::new(),
            },
            default_model: Some("small"),
            today: date(2026, 8, 1),
            clock: true,
        }
    }

    fn file(mut self, path: &str, text: &str) -> Self {
        let path = BookPath::new(&format!("content/{path}")).unwrap();
        self.sources.insert(path, text.as_bytes().to_vec());
        self
    }

    fn context(&self) -> Context<'_> {
        Context {
            registry: &self.registry,
            sources: &self.sources,
            src: "content",
            default_model: self.default_model,
            today: self.today,
            clock: self.clock,
        }
    }

    /// Reads one file as the pipeline does.
    fn assess(&self, path: &str) -> Checked<Assessed> {
        let role = role(path);
        let path = BookPath::new(&format!("content/{path}")).unwrap();
        let mut parsed = document::parse(self.sources.get(&path).unwrap());
        let front = parsed.value.unwrap();
        recode_duplicate_answers(&front, &mut parsed.diagnostics);
        let mut diagnostics = parsed.diagnostics;
        let assessed = assess(front, &role, &self.context()).take(&mut diagnostics);
        Checked::new(assessed, diagnostics)
    }

    /// Reads all files in `teams/` and gathers them.
    fn gather(&self) -> Checked<Roster> {
        let mut diagnostics = Vec::new();
        let mut files = Vec::new();
        for file in self.sources.below("content/teams") {
            let path = file.path.below("content").unwrap();
            if role(path).team().is_some() {
                files.push(Arc::new(self.assess(path).take(&mut diagnostics)));
            }
        }
        let roster = gather(&files, &self.context()).take(&mut diagnostics);
        sort(&mut diagnostics);
        Checked::new(roster, diagnostics)
    }

    /// What is wrong with the book, each as `file: code "text under the mark"`.
    fn mistakes(&self) -> Vec<String> {
        let found = self.gather().diagnostics;
        found.iter().map(|one| self.brief(one)).collect()
    }

    fn brief(&self, diagnostic: &Diagnostic) -> String {
        let code = diagnostic.code.id();
        match &diagnostic.place {
            Some(place) => {
                let text = self.sources.text(&place.file).unwrap();
                format!(
                    "{}: {code} {:?}",
                    place.file.file_name(),
                    place.span.of(text)
                )
            }
            None => code.to_owned(),
        }
    }
}

/// The lines of front matter as the one file of the team `payments`, dated 2026-07-01.
fn one_file(front: &str) -> Book {
    let text = format!("---\ndate: 2026-07-01\n{front}\n---\nText.\n");
    Book::new().file("teams/payments.md", &text)
}

/// What is wrong with [`one_file`], without the file's name.
fn mistakes(front: &str) -> Vec<String> {
    let mistakes = one_file(front).mistakes();
    let name = "payments.md: ";
    let short = |m: &String| m.strip_prefix(name).unwrap_or(m).to_owned();
    mistakes.iter().map(short).collect()
}

/// The only diagnostic of [`one_file`].
fn diagnostic(front: &str) -> Diagnostic {
    let mut found = one_file(front).gather().diagnostics;
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

/// The assessment of [`one_file`], which must be without mistakes.
fn assessment(front: &str) -> Arc<Assessment> {
    let checked = one_file(front).gather();
    assert_eq!(checked.diagnostics, []);
    checked.value.assessments[0].clone()
}

/// The ratings that count, by goal id.
fn ratings(assessment: &Assessment) -> BTreeMap<&str, &str> {
    let model = &assessment.model;
    model
        .goal_indices()
        .filter_map(|goal| {
            let answer = assessment.answer(goal)?;
            Some((
                model.goal(goal).id.as_str(),
                model.scale.word(answer.rating),
            ))
        })
        .collect()
}
