//! What an export writes, an import reads.

use std::collections::BTreeMap;

use levelbook::config;
use levelbook::diagnostic::Diagnostic;
use levelbook::export;
use levelbook::import::{Choices, Destination, import};
use levelbook::pipeline::{Book, Input, Silent, Stamp, compile};
use levelbook::tree::{BookPath, SourceFile, Sources};
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_oneof};
use proptest::proptest;

use crate::export::csv::read;

const MODEL: &str = "---
id: own
name: Own model
version: \"1.0\"
levels:
  - { id: \"1\", name: Initial }
  - { id: \"2\", name: Repeatable }
  - { id: \"3\", name: Defined }
kpas:
  - id: PLAN
    name: Planning
    level: \"2\"
    not-applicable: allowed
    goals:
      - { id: PLAN.1, statement: \"Work is planned, and agreed.\" }
      - { id: PLAN.2, statement: Plans are kept. }
  - id: TEST
    name: Testing
    level: \"3\"
    goals: [{ id: TEST.1, statement: Releases are tested. }]
---
";

/// A book of these teams, with a model and a file that may be evidence.
fn compiled(teams: &[(String, String)]) -> (Sources, Book) {
    let mut sources = Sources::default();
    let mut put = |path: &str, text: &str| {
        let path = BookPath::new(path).expect("a path of a book");
        sources.insert(path, text.into());
    };
    put(
        "book.toml",
        "[maturity]\nmodel = \"own\"\nas-of = 2026-07-01\n",
    );
    put("content/models/own.md", MODEL);
    put("content/policies/a review.md", "# Review\n");
    for (path, text) in teams {
        put(path, text);
    }
    let input = Input {
        config: config::read(&sources, &[]).value,
        sources: &sources,
        stamp: Stamp {
            date: "2026-07-01".parse().expect("a date"),
            clock: false,
            revision: None,
        },
        drafts: false,
    };
    let book = compile(&input, &Silent);
    let errors: Vec<&Diagnostic> = book
        .diagnostics
        .iter()
        .filter(|one| one.is_error())
        .collect();
    assert!(errors.is_empty(), "{errors:#?} in {teams:#?}");
    (sources, book.value)
}

fn exported(book: &Book) -> String {
    let mut out = Vec::new();
    export::csv(&book.exporter(), &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("an export is UTF-8")
}

/// The rows without the lines of the answers.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut rows = read(csv);
    for row in &mut rows {
        assert_eq!(row.len(), 17);
        row.pop();
    }
    rows
}

/// A book that teams are imported into, as if it had none.
pub fn destination<'a>(book: &'a Book, sources: &'a Sources, model: &str) -> Destination<'a> {
    static NONE: BTreeMap<String, BookPath> = BTreeMap::new();
    Destination {
        model: book.registry().find(model).expect("a model of the book"),
        registry: book.registry(),
        sources,
        src: "content",
        taken: &NONE,
        today: book.stamp().date,
        last: book.stamp().date,
    }
}

/// What an import makes of a table for the same book without its teams.
fn imported(csv: &str, sources: &Sources, book: &Book) -> Vec<(String, String)> {
    let table = SourceFile::new(BookPath::new("all.csv").expect("a path"), csv.into());
    let destination = destination(book, sources, "own");
    let read = import(&table, &Choices::default(), &destination);
    assert_eq!(read.diagnostics, [], "{csv}");
    let files = read.value.files.into_iter();
    files
        .map(|file| (file.path.to_string(), file.text))
        .collect()
}

#[track_caller]
fn comes_back(teams: &[(String, String)]) {
    let (sources, book) = compiled(teams);
    let csv = exported(&book);
    let (_, again) = compiled(&imported(&csv, &sources, &book));
    assert_eq!(rows(&exported(&again)), rows(&csv));
}

/// A text as people write them, with signs that mean something to YAML, CSV or a spreadsheet.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-zA-Zäß0-9]{1,6}",
        2 => prop::sample::select(vec![
            "=", "+", "-", "@", ",", ";", "\"", "'", "#", ":", "\\", "|", "&", "*", "%", "[", "{", "<b>", "…",
            "null", "~", "yes", "(", ")", "\u{a0}",
        ]).prop_map(str::to_owned),
    ];
    let blank = prop::sample::select(vec!["", " "]);
    prop::collection::vec((part, blank), 1..6).prop_map(|parts| {
        let text: String = parts
            .iter()
            .map(|(part, blank)| format!("{part}{blank}"))
            .collect();
        // An apostrophe before a formula is the export's own.
        text.trim().trim_start_matches('\'').trim().to_owned()
    })
}

fn some_text() -> impl Strategy<Value = String> {
    text().prop_filter("a text that says something", |text| !text.is_empty())
}

fn note() -> impl Strategy<Value = String> {
    prop::collection::vec(some_text(), 1..3).prop_map(|lines| lines.join("\n"))
}

fn evidence() -> impl Strategy<Value = String> {
    let text = some_text().prop_filter("one evidence", |text| {
        !text.contains(';') && !text.contains('(')
    });
    prop_oneof![
        text.prop_map(|text| format!("{{ text: {} }}", quoted(&text))),
        any::<u8>().prop_map(|n| format!("https://example.org/{n}?a=b#c")),
        any::<u8>()
            .prop_map(|n| format!("{{ link: \"https://example.org/{n}\", title: \"A {n}\" }}")),
        prop::sample::select(vec![
            "\"/policies/a review.md\"",
            "{ file: \"../policies/a review.md\", title: The policy }",
        ])
        .prop_map(str::to_owned),
    ]
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON, and that is YAML")
}

fn answer() -> impl Strategy<Value = String> {
    let rating = prop::sample::select(vec!["yes", "largely", "partly", "no", "unknown", "n/a"]);
    let on = prop::option::of(1..28_u8);
    let list = prop::collection::vec(evidence(), 0..3);
    (rating, prop::option::of(note()), list, on).prop_map(|(rating, note, list, on)| {
        let mut parts = vec![format!("rating: {rating}")];
        let note = note.or((rating == "n/a").then(|| "Nothing is bought".to_owned()));
        parts.extend(note.iter().map(|note| format!("note: {}", quoted(note))));
        if !list.is_empty() {
            parts.push(format!("evidence: [{}]", list.join(", ")));
        }
        // A day alone is no answer.
        if rating != "unknown" || note.is_some() || !list.is_empty() {
            parts.extend(on.map(|day| format!("on: 2026-02-{day:02}")));
        }
        format!("{{ {} }}", parts.join(", "))
    })
}

fn team() -> impl Strategy<Value = String> {
    let name = some_text().prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let unit = prop::sample::subsequence(vec!["Retail", "Check-out & basket", "Früh, spät"], 0..=3);
    let answers = prop::collection::vec(prop::option::of(answer()), 3);
    let plan = prop::option::of(answer());
    (name, unit, answers, plan).prop_map(|(name, unit, answers, plan)| {
        let unit: Vec<String> = unit.iter().map(|one| quoted(one)).collect();
        let (name, unit) = (quoted(&name), unit.join(", "));
        let mut text = format!("---\nteam: {{ name: {name}, unit: [{unit}] }}\nmodel: own\ndate: 2026-03-01\nanswers:\n");
        for (id, answer) in ["PLAN.1", "PLAN.2", "TEST.1"].iter().zip(&answers) {
            // n/a is allowed for one of the two KPAs only.
            let answer = answer.as_ref().filter(|one| *id != "TEST.1" || !one.contains("n/a"));
            text.extend(answer.map(|one| format!("  {id}: {one}\n")));
        }
        text.extend(plan.map(|one| format!("  PLAN: {one}\n")));
        text + "---\n"
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.min(96),
        ..ProptestConfig::default()
    })]

    #[test]
    fn an_export_is_imported_as_it_was(teams in prop::collection::vec(team(), 1..4)) {
        let teams = teams.into_iter().enumerate();
        let teams: Vec<_> = teams
            .map(|(n, text)| (format!("content/teams/team-{n}.md"), text))
            .collect();
        comes_back(&teams);
    }
}

#[test]
fn older_reports_and_other_models_are_left_out() {
    let text = |date: &str, rating: &str| {
        format!("---\nmodel: own\ndate: {date}\nanswers:\n  PLAN.1: {rating}\n---\n")
    };
    let teams = [
        (
            "content/teams/a/index.md".to_owned(),
            "---\nteam: Team A\n---\n".to_owned(),
        ),
        (
            "content/teams/a/2025-01-01-own.md".to_owned(),
            text("2025-01-01", "no"),
        ),
        (
            "content/teams/a/2026-01-01-own.md".to_owned(),
            text("2026-01-01", "largely"),
        ),
        (
            "content/teams/a/2026-02-01-cmm.md".to_owned(),
            "---\nmodel: cmm\ndate: 2026-02-01\nanswers:\n  RM: no\n---\n".to_owned(),
        ),
    ];
    let (sources, book) = compiled(&teams);
    let files = imported(&exported(&book), &sources, &book);
    let [(path, text)] = &files[..] else {
        panic!("one team: {files:?}");
    };
    assert_eq!(path, "content/teams/a.md");
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().starts_with('#'))
        .collect();
    assert_eq!(
        lines,
        [
            "---",
            "team: Team A",
            "model: own@1.0",
            "date: 2026-01-01",
            "answers:",
            "  PLAN.1: largely",
            "---"
        ]
    );
}
