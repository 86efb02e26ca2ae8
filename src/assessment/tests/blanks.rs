use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::assessment::{Blank, Looks, blank, blank_with_answers, looks};
use crate::data::parse_yaml;
use crate::data::yaml_text;
use crate::tree::Span;

fn empty(model: &MaturityModel) -> Blank<'_> {
    Blank {
        model,
        team: None,
        date: date(2026, 7, 15),
        assessor: None,
    }
}

#[test]
fn a_blank_builds_at_once() {
    for id in ["cmm", "omm", "ppmm"] {
        let model = model::built_in(id).unwrap();
        let mut book = Book::new();
        book.registry.models.push(model.clone());
        let text = blank(&Blank {
            team: Some("Payments: all of them"),
            ..empty(&model)
        });
        let book = book.file("teams/payments.md", &text);
        let checked = book.gather();
        assert_eq!(checked.diagnostics, []);
        assert_eq!(checked.value.teams[0].name, "Payments: all of them");
        let found = &checked.value.assessments[0];
        assert_eq!((&*found.model.id, found.answers.len()), (id, 0));
        for goal in &model.goals {
            assert!(
                text.contains(&format!("\n  # {}:\n", goal.id)),
                "{}",
                goal.id
            );
        }
    }
}

#[test]
fn a_blank_is_filled_by_removing_marks() {
    let model = model_of(MODEL);
    let text = blank(&empty(&model)).replace("\n  # A.1:", "\n  A.1: yes");
    let book = Book::new().file("teams/payments/a.md", &text);
    let checked = book.gather();
    assert_eq!(checked.diagnostics, []);
    assert_eq!(
        ratings(&checked.value.assessments[0]),
        BTreeMap::from([("A.1", "yes")])
    );
}

#[test]
fn questions_stand_in_the_order_of_levels() {
    let text = blank(&empty(&model_of(MODEL)));
    let places: Vec<_> = [
        "## Level 2a",
        "# A.1:",
        "## Level 2b",
        "# B.2:",
        "## Level 3",
        "# C.1:",
    ]
    .iter()
    .map(|part| text.find(part).unwrap())
    .collect();
    assert!(places.is_sorted());
    assert!(text.contains("  ## Does A hold: always?\n"));
}

/// The text of the next assessment after the one of a front matter.
fn next(book: &Book, model: &MaturityModel) -> String {
    let checked = book.gather();
    assert_eq!(checked.diagnostics, []);
    blank_with_answers(&empty(model), &checked.value.assessments[0], "content")
}

#[test]
fn answers_are_copied_with_the_date_they_were_found() {
    let answers = "method: peer\ntarget: 2\nprofile: vendor\nanswers:\n  A: { rating: n/a, note: 'Not ours, \"never\" #1: no' }\n  B.1: { rating: largely, on: 2026-05-04, evidence: [../policies/p.md, 'https://example.org/?a=b&c', { text: and/or, by: Lead, on: 2026-01-01 }] }\n  B.2: unknown\n  C: { note: Asked twice }\nplan:\n  B: { owner: Lead, status: open, due: 2026-09-01, issue: 'https://example.org/1' }\n  C: { status: done }\nbuy-in:\n  management: { stance: leads, note: Early }";
    let book = one_file(answers).file("policies/p.md", "Text.\n");
    let text = next(&book, &book.registry.models[0]);
    let again = Book::new()
        .file("teams/payments/2026-07-15-small.md", &text)
        .file("policies/p.md", "Text.\n");
    let checked = again.gather();
    assert_eq!(checked.diagnostics, []);
    let (last, new) = (
        &book.gather().value.assessments[0],
        &checked.value.assessments[0],
    );
    assert_eq!(
        (new.method, new.target, new.profile),
        (last.method, last.target, last.profile)
    );
    let keys: Vec<_> = new.answers.iter().map(|answer| &*answer.key).collect();
    assert_eq!(keys, ["A", "B.1", "C"]);
    assert!(text.contains("\n  # B.2:\n") && !text.contains("\n  # C.1:\n"));
    for answer in new.answers.iter() {
        let old = last
            .answers
            .iter()
            .find(|old| old.key == answer.key)
            .unwrap();
        assert_eq!((answer.rating, &answer.note), (old.rating, &old.note));
        assert_eq!(answer.on, Some(old.on.unwrap_or(last.date)));
        let bare = |answer: &super::super::Answer| -> Vec<_> {
            let list = answer.evidence.iter().cloned();
            list.map(|e| super::super::Evidence {
                span: Span::default(),
                ..e
            })
            .collect()
        };
        assert_eq!(bare(answer), bare(old));
        // What does not fit on one line has one for each part.
        let lines = answer.span.of(&text).lines().count();
        assert_eq!(lines, if &*answer.key == "B.1" { 7 } else { 1 });
    }
    assert_eq!(new.plan.len(), 1);
    assert_eq!(new.plan[0].issue, last.plan[0].issue);
    assert_eq!(new.buy_in[0].note, last.buy_in[0].note);
}

#[test]
fn answers_follow_renamed_ids_into_a_newer_model() {
    let older = older_model();
    let mut book = Book::with_models(&[older.as_str(), MODEL]);
    book = book.file(
        "teams/payments/a.md",
        "---\nmodel: small@1.0\ndate: 2026-01-01\nanswers: { X.1: yes, D: no }\nplan: { X: { note: Soon } }\n---\n",
    );
    let text = next(&book, &book.registry.models[1]);
    assert!(
        text.contains("\n  C.1: { rating: yes, on: 2026-01-01 }\n"),
        "{text}"
    );
    assert!(text.contains("\n  C: { note: Soon }\n"), "{text}");
    assert!(text.contains("no longer has them: D\n"), "{text}");
    let checked = book.file("teams/payments/b.md", &text).gather();
    assert_eq!(checked.diagnostics, []);
}

/// Reads `text` as the value of a key in a block and in braces.
fn read_back(text: &str) -> Vec<Option<String>> {
    let written = yaml_text(text);
    let path = BookPath::new("a.md").unwrap();
    let file = format!("k: {written}\nf: {{ a: {written}, b: [{written}, {written}] }}\n");
    let checked = parse_yaml(&path, &file, Span::new(0, file.len()));
    assert_eq!(checked.diagnostics, [], "{file:?}");
    let node = checked.value.unwrap();
    let text = |node: &crate::data::Node<'_>| node.text().map(str::to_owned);
    let flow = node.get("f").unwrap();
    let mut found = vec![text(node.get("k").unwrap()), text(flow.get("a").unwrap())];
    if let crate::data::Kind::List(items) = &flow.get("b").unwrap().kind {
        found.extend(items.iter().map(text));
    }
    found
}

proptest! {
    #[test]
    fn every_text_is_read_back(text in any::<String>()) {
        prop_assert_eq!(read_back(&text), vec![Some(text); 4]);
    }

    #[test]
    fn texts_that_mean_something_in_yaml_are_read_back(
        text in r#"[-?:,\[\]{}#&*!|>'"%@`~<=./ a0\n\\]{0,12}"#
    ) {
        prop_assert_eq!(read_back(&text), vec![Some(text); 4]);
    }

    #[test]
    fn texts_that_look_like_paths_are_read_back(text in r#"[A-C]:[\\n"'\\\\a]{1,4}"#) {
        prop_assert_eq!(read_back(&text), vec![Some(text); 4]);
    }

    #[test]
    fn no_text_breaks_the_look(text in any::<String>()) {
        prop_assert!(looks(&text) != Looks::File || text.contains('/'));
    }
}
