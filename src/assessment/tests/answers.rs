use jiff::civil::date;

use super::*;
use crate::assessment::{PlanStatus, Stance};
use crate::model::Rating;

#[test]
fn a_goal_wins_over_its_kpa_wherever_it_stands() {
    let expected = BTreeMap::from([("A.1", "yes"), ("A.2", "no"), ("B.1", "partly")]);
    for front in [
        "answers: { A: yes, A.2: no, B.1: partly }",
        "answers: { A.2: no, B.1: partly, A: yes }",
    ] {
        assert_eq!(ratings(&assessment(front)), expected);
    }
}

#[test]
fn ratings_are_words_whatever_their_case_and_quotes() {
    let written = "answers: { A.1: TRUE, A.2: 'False', B.1: Largely, B.2: \"unknown\" }";
    let expected = [
        ("A.1", "yes"),
        ("A.2", "no"),
        ("B.1", "largely"),
        ("B.2", "unknown"),
    ];
    assert_eq!(ratings(&assessment(written)), BTreeMap::from(expected));
}

#[test]
fn an_answer_without_a_value_is_none() {
    let found = assessment("answers:\n  A: yes\n  A.1:\n  B: ~");
    assert_eq!(
        ratings(&found),
        BTreeMap::from([("A.1", "yes"), ("A.2", "yes")])
    );
    assert_eq!(found.answers.len(), 1);
}

#[test]
fn an_answer_without_a_rating_is_unknown() {
    let found = assessment("answers: { A.1: { note: Nobody was there } }");
    assert_eq!(found.answers[0].rating, Rating::Unknown);
    assert_eq!(found.answers[0].note.as_deref(), Some("Nobody was there"));
}

#[test]
fn former_ids_are_answers_to_the_present_ones() {
    let found = assessment("answers: { X: no, X.1: yes }");
    assert_eq!(ratings(&found), BTreeMap::from([("C.1", "yes")]));
    assert_eq!(&*found.answers[0].key, "X");
}

#[test]
fn an_answer_under_both_ids_is_double() {
    let found = diagnostic("answers:\n  X.1: yes\n  C.1: no");
    assert_eq!(found.code.id(), "duplicate-answer");
    assert_eq!(
        mistakes("answers: { X.1: yes, C.1: no }"),
        ["duplicate-answer \"C.1\""]
    );
    assert_eq!(found.related.len(), 1);
}

#[test]
fn a_double_key_in_the_answers_is_a_double_answer() {
    let found = diagnostic("answers:\n  A.1: yes\n  A.1: no");
    assert_eq!(found.code.id(), "duplicate-answer");
    assert_eq!(found.message, "`A.1` is answered twice");
    assert_eq!(found.related.len(), 1);
    assert_eq!(
        mistakes("answers:\n  A.1: { rating: yes, rating: no }"),
        ["duplicate-key \"rating\""]
    );
    assert_eq!(
        mistakes("method: self\nmethod: peer"),
        ["duplicate-key \"method\""]
    );
}

#[test]
fn unknown_ids_name_the_nearest() {
    let found = diagnostic("answers: { a.1: yes }");
    assert_eq!(found.code.id(), "unknown-answer");
    assert_eq!(found.help, ["did you mean `A.1`?"]);
    assert_eq!(found.fix.unwrap().text, "A.1");
    assert_eq!(
        mistakes("answers: { a.1: yes, B: no }"),
        ["unknown-answer \"a.1\""]
    );
    let level = diagnostic("answers: { 2a: yes }");
    assert_eq!(
        level.label.as_deref(),
        Some("this is the id of a sub-level")
    );
}

#[test]
fn unknown_ratings_name_the_words() {
    let found = diagnostic("answers: { A: yes, A.1: { rating: Largly } }");
    assert_eq!(found.code.id(), "unknown-rating");
    assert_eq!(
        found.help,
        [
            "did you mean `largely`?",
            "the ratings are `yes`, `largely`, `partly`, `no`, `n/a`, `unknown`"
        ]
    );
    let book = one_file("answers: { A: yes, A.1: { rating: Largly } }");
    assert_eq!(book.mistakes(), ["payments.md: unknown-rating \"Largly\""]);
    let roster = book.gather().value;
    // The goal counts as not answered, in spite of its KPA.
    assert_eq!(ratings(&roster.assessments[0])["A.1"], "unknown");
}

#[test]
fn a_list_is_no_answer() {
    assert_eq!(mistakes("answers: { A: [yes] }"), ["wrong-type \"[yes]\""]);
    assert_eq!(
        mistakes("answers: { A: { rating: [yes] } }"),
        ["wrong-type \"[yes]\""]
    );
    assert_eq!(mistakes("answers: yes"), ["wrong-type \"yes\""]);
    assert_eq!(
        mistakes("answers: { A: { ratng: yes } }"),
        ["unknown-key \"ratng\""]
    );
}

#[test]
fn not_applicable_needs_leave_and_a_reason() {
    let fine = assessment("answers: { A: { rating: n/a, note: Not ours } }");
    assert_eq!(fine.answers[0].rating, Rating::NotApplicable);
    assert_eq!(mistakes("answers: { A.1: NA }"), ["na-without-note \"NA\""]);
    assert_eq!(
        mistakes("answers: { A: { rating: n/a, note: '  ' } }"),
        ["na-without-note \"n/a\""]
    );
    assert_eq!(
        mistakes("answers: { B.1: { rating: n/a, note: Not ours } }"),
        ["na-not-allowed \"n/a\""]
    );
    let book = one_file("answers: { B: n/a }");
    assert_eq!(book.mistakes(), ["payments.md: na-not-allowed \"n/a\""]);
    let roster = book.gather().value;
    assert_eq!(ratings(&roster.assessments[0])["B.1"], "unknown");
}

#[test]
fn an_answer_is_not_found_after_its_assessment() {
    let fine = assessment("answers: { A: { rating: yes, on: 2026-07-01 } }");
    assert_eq!(fine.answers[0].on, Some(date(2026, 7, 1)));
    let found = diagnostic("answers: { A: { rating: yes, on: 2026-07-02 } }");
    assert_eq!(found.related.len(), 1);
    assert_eq!(
        mistakes("answers: { A: { rating: yes, on: 2026-07-02 } }"),
        ["answer-after-assessment \"2026-07-02\""]
    );
    assert_eq!(
        mistakes("answers: { A: { rating: yes, on: 2026-02-30 } }"),
        ["bad-date \"2026-02-30\""]
    );
}

#[test]
fn answers_know_their_lines_in_files_with_either_line_end() {
    let text =
        "---\ndate: 2026-07-01\nanswers:\n  A: yes\n  B.1:\n    rating: no\n---\n## Area {#A}\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let book = Book::new().file("teams/payments.md", &text);
        let checked = book.gather();
        assert_eq!(checked.diagnostics, []);
        let found = &checked.value.assessments[0];
        assert_eq!(found.line, 3);
        let lines: Vec<u32> = found.answers.iter().map(|answer| answer.line).collect();
        assert_eq!(lines, [4, 5]);
        assert_eq!(found.answers[0].span.of(&text), "A: yes");
        assert_eq!(found.narrative.bound.len(), 1);
        assert_eq!(
            found.narrative.bound[0].1.of(&text).trim_end(),
            "## Area {#A}"
        );
    }
}

#[test]
fn plans_belong_to_kpas() {
    let found = assessment(
        "plan:\n  X: { owner: Build engineer, due: 2026-10-01, status: started, issue: \"https://example.org/1\", blocked-by: No budget, note: Soon }",
    );
    let item = &found.plan[0];
    assert_eq!(found.model.kpa(item.kpa).id, "C");
    assert_eq!(item.status, Some(PlanStatus::Started));
    assert_eq!((item.due, item.line), (Some(date(2026, 10, 1)), 4));
    for (front, mistake) in [
        ("plan: { a: { status: open } }", "unknown-kpa \"a\""),
        ("plan: { A.1: { status: open } }", "unknown-kpa \"A.1\""),
        ("plan: { A: open }", "wrong-type \"open\""),
        ("plan: { A: { status: opn } }", "bad-value \"opn\""),
        (
            "plan: { A: { issue: 'javascript:x' } }",
            "unsafe-link \"'javascript:x'\"",
        ),
        (
            "plan: { C: { status: open }, X: { status: done } }",
            "duplicate-key \"X\"",
        ),
    ] {
        assert_eq!(mistakes(front), [mistake]);
    }
    assert_eq!(
        diagnostic("plan: { a: { status: open } }")
            .fix
            .unwrap()
            .text,
        "A"
    );
}

#[test]
fn buy_in_may_be_short() {
    let found = assessment(
        "buy-in:\n  management: { stance: leads, who: Head, note: Early }\n  operations: opposes",
    );
    let stances: Vec<_> = found
        .buy_in
        .iter()
        .map(|b| (b.player.as_str(), b.stance))
        .collect();
    assert_eq!(
        stances,
        [
            ("management", Stance::Leads),
            ("operations", Stance::Opposes)
        ]
    );
    assert_eq!(
        mistakes("buy-in: { operations: against }"),
        ["bad-value \"against\""]
    );
    assert_eq!(
        mistakes("buy-in: { operations: { who: Head } }"),
        ["missing-key \"who\""]
    );
}

#[test]
fn the_nearest_id_is_looked_for_a_limited_number_of_times() {
    let wrong: String = (0..300).map(|n| format!("\n  A.1x{n}: yes")).collect();
    let book = one_file(&format!("answers:{wrong}"));
    let found = book.gather().diagnostics;
    assert_eq!(found.len(), 300);
    let suggested = |one: &&Diagnostic| one.fix.is_some();
    let suggested = found.iter().filter(suggested).count();
    assert!((1..=200).contains(&suggested), "{suggested}");
}
