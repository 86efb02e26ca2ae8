//! Files of books mean after formatting what they meant before.

// The books of the repository are read where they lie.
#![allow(clippy::disallowed_methods)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{formatted, registry, run};
use crate::assessment::{Assessed, Context, Role, assess};
use crate::document;
use crate::format::Formatted;
use crate::model::Registry;
use crate::tree::{BookPath, SourceFile, Sources};

/// All that a file says, without places in it.
pub(super) fn meaning(text: &str, registry: &Registry) -> String {
    let path = BookPath::new("content/teams/payments.md").unwrap();
    let file = SourceFile::new(path, text.as_bytes().to_vec());
    let parsed = document::parse(&file);
    let context = Context {
        registry,
        sources: &Sources::default(),
        src: "content",
        default_model: Some("small"),
        today: jiff::civil::date(2027, 1, 1),
        clock: true,
    };
    let role = Role::OneFileTeam {
        team: "payments".to_owned(),
    };
    let assessed = assess(parsed.value.unwrap(), &role, &context);
    let mut out = said(&assessed.value);
    let mut problems: Vec<_> = parsed.diagnostics.into_iter().collect();
    problems.extend(assessed.diagnostics);
    problems.extend(assessed.value.unresolved.into_iter().map(|u| u.diagnostic));
    let mut problems: Vec<String> = problems
        .into_iter()
        .map(|d| format!("{} {}\n", d.code.id(), d.message))
        .collect();
    problems.sort();
    out.extend(problems);
    out
}

fn said(assessed: &Assessed) -> String {
    let mut out = String::new();
    if let Some(introduction) = &assessed.introduction {
        let team = &introduction.team;
        let targets: Vec<_> = team.targets.iter().map(|t| (&t.model, &t.level)).collect();
        let _ = writeln!(
            out,
            "{:?}",
            (
                &team.name,
                &team.unit,
                &team.owner,
                &team.kind,
                targets,
                &team.formerly,
                &team.slug
            )
        );
    }
    if let Some(a) = &assessed.assessment {
        let head = (
            &a.model.id,
            a.date,
            &a.title,
            &a.description,
            &a.assessor,
            a.method,
        );
        let _ = writeln!(
            out,
            "{head:?} {:?} {:?} {:?}",
            a.profile, a.target, a.appraisal
        );
        let mut answers: Vec<String> = a
            .answers
            .iter()
            .map(|one| {
                let evidence: Vec<_> = one
                    .evidence
                    .iter()
                    .map(|e| (&e.target, &e.remarks))
                    .collect();
                format!(
                    "{:?}\n",
                    (&one.key, one.rating, &one.note, evidence, one.on)
                )
            })
            .collect();
        answers.sort();
        out.extend(answers);
        for ix in a.by_goal.iter() {
            let _ = writeln!(out, "{:?}", ix.map(|ix| &a.answers[usize::from(ix)].key));
        }
        for item in &a.plan {
            let _ = writeln!(
                out,
                "{:?}",
                (
                    item.kpa,
                    &item.owner,
                    item.due,
                    item.status,
                    &item.issue,
                    &item.blocked_by,
                    &item.note
                )
            );
        }
        for one in &a.buy_in {
            let _ = writeln!(out, "{:?}", (&one.player, one.stance, &one.who, &one.note));
        }
    }
    out
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, out),
            false if path.extension().is_some_and(|e| e == "md") => out.push(path),
            false => {}
        }
    }
}

/// The models of this repository's books, whatever they are called.
fn models(paths: &[PathBuf]) -> Registry {
    let mut registry = registry();
    for path in paths {
        if !path
            .parent()
            .is_some_and(|folder| folder.ends_with("models"))
        {
            continue;
        }
        let place = BookPath::new("content/models/a.md").unwrap();
        let file = SourceFile::new(place, std::fs::read(path).unwrap());
        if let Some(parsed) = document::parse(&file).value
            && let Some(model) = crate::model::decode(parsed).value.model()
        {
            registry.models.push(Arc::clone(model));
        }
    }
    registry
}

#[test]
fn files_of_books_mean_the_same_and_stay_in_order() {
    let mut paths = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["content", "tests/golden", "tests/diagnostics"] {
        files(&root.join(folder), &mut paths);
    }
    let registry = models(&paths);
    let (mut changed, mut left) = (0, 0);
    for path in paths {
        if !path.components().any(|part| part.as_os_str() == "teams") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        match run(&text, &registry) {
            Formatted::Unchanged => {}
            Formatted::Left { .. } => left += 1,
            Formatted::Changed(new) => {
                changed += 1;
                assert_eq!(
                    meaning(&new, &registry),
                    meaning(&text, &registry),
                    "{}",
                    path.display()
                );
                assert_eq!(formatted(&new, &registry), new, "{}", path.display());
            }
        }
    }
    assert!(changed > 10 && left < 10, "{changed} {left}");
}
