//! A session that has seen a book change again and again gives what a first run gives.

use std::collections::BTreeMap;
use std::sync::Mutex;

use jiff::civil::date;
use levelbook::config;
use levelbook::diagnostic::{self, Diagnostic};
use levelbook::host;
use levelbook::pipeline::{self, Book, Input, Session, Silent, Stamp};
use levelbook::tree::{BookPath, SitePath, Sources};
use proptest::prelude::{ProptestConfig, any, prop};
use proptest::proptest;

use crate::site_support::repository;

/// What somebody does to the book between two looks at it; the numbers choose where.
#[derive(Clone, Copy, Debug)]
struct Step {
    kind: u8,
    file: u16,
    place: u16,
}

/// All files of a golden book.
fn sources_of(case: &str) -> Sources {
    let folder = repository().join("tests/golden").join(case).join("book");
    host::fs::read(&folder, &["content", "themes"]).expect("the book is there")
}

fn nth<T>(list: &[T], n: u16) -> Option<&T> {
    (!list.is_empty()).then(|| &list[usize::from(n) % list.len()])
}

/// Files that people edit, in an order that does not change.
fn edited(sources: &Sources) -> Vec<BookPath> {
    sources.files.keys().cloned().collect()
}

/// A step on the files of a book; `first` are those that it began with.
fn take(step: Step, sources: &mut Sources, first: &Sources) {
    let Some(path) = nth(&edited(sources), step.file).cloned() else {
        return;
    };
    let Some(text) = sources.text(&path).map(str::to_owned) else {
        sources.remove(&path);
        return;
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = usize::from(step.place) % lines.len().max(1);
    let join = |lines: &[String]| lines.concat();
    let mut new: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    match step.kind % 12 {
        // Prose at the end, as a person writes it.
        0 | 1 => new.push(format!("\nA further word {}.\n", step.place)),
        2 => swap_words(
            &mut new,
            at,
            &[
                ("yes", "no"),
                ("full", "none"),
                ("no", "yes"),
                ("partial", "full"),
            ],
        ),
        3 => {
            if !new.is_empty() {
                new.remove(at);
            }
        }
        4 => new.insert(at.min(new.len()), "not: [closed\n".to_owned()),
        5 => new.push(format!(
            "\n## A heading {}\n\n[A link](/index.md#a-heading-{})\n",
            step.place,
            step.place % 3
        )),
        6 => {
            sources.remove(&path);
            return;
        }
        7 => {
            let name = format!(
                "{}-{}.{}",
                path.as_str().trim_end_matches(".md"),
                step.place % 3,
                path.extension()
            );
            if let (Ok(to), Some(file)) = (BookPath::new(&name), sources.remove(&path)) {
                sources.insert(to, file.bytes().to_vec());
            }
            return;
        }
        8 => {
            if let Some((path, file)) = nth(&first.files.iter().collect::<Vec<_>>(), step.place) {
                sources.insert((*path).clone(), file.bytes().to_vec());
            }
            return;
        }
        9 => swap_words(
            &mut new,
            at,
            &[
                ("title", "titel"),
                ("name", "Name"),
                ("2025", "2024"),
                ("2026", "2025"),
            ],
        ),
        10 => {
            *sources = first.clone();
            return;
        }
        _ => {
            let other = nth(&edited(sources), step.place).cloned();
            if let Some(bytes) = other.and_then(|other| Some(sources.get(&other)?.bytes().to_vec()))
            {
                sources.insert(path, bytes);
            }
            return;
        }
    }
    sources.insert(path, join(&new).into_bytes());
}

/// Changes the first line from `at` on that has one of the words.
fn swap_words(lines: &mut [String], at: usize, pairs: &[(&str, &str)]) {
    for line in lines.iter_mut().skip(at) {
        for (from, to) in pairs {
            if line.contains(from) {
                *line = line.replacen(from, to, 1);
                return;
            }
        }
    }
}

fn input(sources: &Sources) -> Input<'_> {
    Input {
        sources,
        config: config::read(sources, &[]).value,
        stamp: Stamp {
            date: date(2026, 9, 30),
            clock: false,
            revision: None,
        },
        drafts: true,
    }
}

/// Every file of the site, and everything that is wrong, sorted.
fn whole(
    book: &Book,
    mut diagnostics: Vec<Diagnostic>,
    sources: &Sources,
) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let files = Mutex::new(BTreeMap::new());
    let keep = |path: &SitePath, bytes: &[u8]| {
        files
            .lock()
            .unwrap()
            .insert(path.to_string(), bytes.to_vec());
        Ok::<(), std::convert::Infallible>(())
    };
    let Ok(found) = book.render(sources, &Silent, &keep);
    diagnostics.extend(found);
    diagnostic::sort(&mut diagnostics);
    (files.into_inner().unwrap(), diagnostics)
}

fn compare(session: &mut Session, sources: &Sources) {
    let seen = session.compile(&input(sources), &Silent);
    let (files, diagnostics) = whole(&seen.value, seen.diagnostics, sources);
    let clean = pipeline::compile(&input(sources), &Silent);
    let (expected, wrong) = whole(&clean.value, clean.diagnostics, sources);
    assert_eq!(diagnostics, wrong);
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>()
    );
    for (path, bytes) in &files {
        assert!(
            bytes == &expected[path],
            "{path} differs:\n{}\n\n{}",
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&expected[path])
        );
    }
}

fn run(case: &str, steps: &[Step]) {
    let first = sources_of(case);
    let mut sources = first.clone();
    let mut session = Session::default();
    compare(&mut session, &sources);
    for step in steps {
        take(*step, &mut sources, &first);
        compare(&mut session, &sources);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 16,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_session_gives_what_a_first_run_gives(
        case in prop::sample::select(vec!["addresses", "hidden", "history", "leapfrog", "names", "sanitized", "staged", "theme", "vendor"]),
        steps in prop::collection::vec((any::<u8>(), any::<u16>(), any::<u16>()), 1..8),
    ) {
        let steps: Vec<Step> = steps
            .into_iter()
            .map(|(kind, file, place)| Step { kind, file, place })
            .collect();
        run(case, &steps);
    }
}

/// The ordinary life of a preview: texts and answers change, and nothing else.
#[test]
fn texts_and_answers_change() {
    for case in ["addresses", "hidden", "history", "staged", "vendor"] {
        let steps: Vec<Step> = (0..6)
            .map(|n| Step {
                kind: [0, 2][usize::from(n % 2)],
                file: 2 + n * 3,
                place: n * 5,
            })
            .collect();
        run(case, &steps);
    }
}

/// What becomes of HTML is a setting, and what was read stays as it was read.
#[test]
fn the_setting_for_html_comes_and_goes() {
    let first = sources_of("sanitized");
    let settings = BookPath::new("book.toml").unwrap();
    let text = first.text(&settings).unwrap();
    let mut escaped = first.clone();
    let other = text.replace("\"sanitize\"", "\"escape\"");
    assert_ne!(text, other);
    escaped.insert(settings, other.into_bytes());
    let mut edited = first.clone();
    let page = BookPath::new("content/pages/harmless.md").unwrap();
    let text = first.text(&page).unwrap();
    let other = text.replace("<kbd>F1</kbd>", "<kbd>F2</kbd> <u>now</u>");
    assert_ne!(text, other);
    edited.insert(page, other.into_bytes());
    let mut session = Session::default();
    for sources in [&first, &escaped, &first, &edited, &escaped, &edited, &first] {
        compare(&mut session, sources);
    }
}

/// What the book stood for before it was edited is asked for as well, by a copy of the session.
#[test]
fn a_copy_of_a_session_goes_its_own_way() {
    let first = sources_of("history");
    let mut session = Session::default();
    compare(&mut session, &first);
    let mut changed = first.clone();
    for n in 0..4 {
        take(
            Step {
                kind: 2,
                file: n * 3,
                place: 0,
            },
            &mut changed,
            &first,
        );
    }
    let mut copy = session.clone();
    compare(&mut session, &changed);
    compare(&mut copy, &first);
    compare(&mut copy, &changed);
    compare(&mut session, &first);
}

/// Each line of a model may come and go: names, weights and texts leave the answers as they were read,
/// ids, scales and levels do not.
#[test]
fn models_change_line_by_line() {
    for case in ["history", "leapfrog", "vendor"] {
        let first = sources_of(case);
        let mut session = Session::default();
        compare(&mut session, &first);
        let is_model = |path: &&BookPath| path.as_str().starts_with("content/models/");
        let models: Vec<BookPath> = first.files.keys().filter(is_model).cloned().collect();
        assert!(!models.is_empty(), "{case} has no model of its own");
        for path in models {
            let text = first.text(&path).unwrap();
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            for (at, line) in lines.iter().enumerate().step_by(2) {
                let other = match line.contains("name:") {
                    true => line.replace("name: ", "name: Other "),
                    false => String::new(),
                };
                let mut changed: Vec<&str> = lines.clone();
                changed[at] = &other;
                let mut sources = first.clone();
                sources.insert(path.clone(), changed.concat().into_bytes());
                compare(&mut session, &sources);
            }
        }
        compare(&mut session, &first);
    }
}
