use super::{formatted, registry, run};
use crate::assessment::{self, Blank, blank};
use crate::format::Formatted;
use crate::model;

/// The front matter that a front matter becomes; what came out stays as it is.
#[track_caller]
fn becomes(front: &str, expected: &str) {
    let registry = registry();
    let new = formatted(&format!("---\n{front}---\nText\n"), &registry);
    assert_eq!(new, format!("---\n{expected}---\nText\n"));
    assert_eq!(run(&new, &registry), Formatted::Unchanged, "{new}");
}

#[test]
fn keys_take_their_order() {
    becomes(
        "answers: {A: yes}\ndate: 2026-07-01\nmodel: small\nteam: { owner: Lead, name: Payments, target: { small: 3 }, unit: Retail }\n",
        "team:\n  name: Payments\n  unit: [Retail]\n  owner: Lead\n  target: { small: 3 }\nmodel: small\ndate: 2026-07-01\nanswers:\n  A: yes\n",
    );
    becomes(
        "date: 2026-07-01\nplan: { B: { status: open, owner: Lead }, A: { note: Soon } }\nbuy-in: { management: { note: Why, stance: leads }, development: { stance: neutral } }\n",
        "date: 2026-07-01\nplan:\n  B: { owner: Lead, status: open }\n  A: { note: Soon }\nbuy-in:\n  management: { stance: leads, note: Why }\n  development: neutral\n",
    );
}

#[test]
fn answers_take_the_order_of_the_model() {
    becomes(
        "date: 2026-07-01\nanswers:\n  none: yes\n  X.1: no\n  B.2: no\n  A.2: no\n  A: no\n  other: no\n  A.1: no\n",
        "date: 2026-07-01\nanswers:\n  A: no\n  A.1: no\n  A.2: no\n  B.2: no\n  X.1: no\n  none: yes\n  other: no\n",
    );
}

#[test]
fn ratings_are_the_words_of_the_model() {
    becomes(
        "date: 2026-07-01\nanswers:\n  A: \"TRUE\"\n  A.1: NA\n  A.2: {rating: Largely}\n  B.1: perhaps\n  B.2:\n  C: 'No'\n",
        "date: 2026-07-01\nanswers:\n  A: yes\n  A.1: n/a\n  A.2: largely\n  B.1: perhaps\n  B.2:\n  C: no\n",
    );
}

#[test]
fn an_answer_stands_on_one_line_where_it_fits() {
    let long = "x".repeat(60);
    becomes(
        &format!(
            "date: 2026-07-01\nanswers:\n  A:\n    on: 2026-05-04\n    rating: no\n    note: 'Why not'\n  B: {{ rating: no, evidence: {long}, note: \"{long}, {long}\" }}\n"
        ),
        &format!(
            "date: 2026-07-01\nanswers:\n  A: {{ rating: no, note: Why not, on: 2026-05-04 }}\n  B:\n    rating: no\n    note: \"{long}, {long}\"\n    evidence: [{long}]\n"
        ),
    );
    becomes(
        "date: 2026-07-01\nanswers:\n  A:\n    rating: no\n    note: one\n      two\n\n  B:\n    note: |\n        one\n          two\n    rating: no\n",
        "date: 2026-07-01\nanswers:\n  A: { rating: no, note: one two }\n\n  B:\n    rating: no\n    note: |\n      one\n        two\n",
    );
}

#[test]
fn evidence_is_a_list_in_its_shortest_form() {
    becomes(
        "date: 2026-07-01\nanswers:\n  A:\n    evidence:\n    - { link: 'https://example.org/a' }\n    - text: and/or\n    - { by: Lead, file: /a.md }\n    - file: ./a b.md\n",
        "date: 2026-07-01\nanswers:\n  A:\n    evidence: [https://example.org/a, { text: and/or }, { file: /a.md, by: Lead }, ./a b.md]\n"
            .replace("  A:\n    evidence: [", "  A: { evidence: [")
            .replace("]\n", "] }\n")
            .as_str(),
    );
}

#[test]
fn comments_stay_with_what_they_stand_before_or_behind() {
    becomes(
        "# About the file\n\n# The date\ndate: 2026-07-01  # of the last interview\nmodel: small\nanswers:\n  # About C\n  C: no  # yet\n\n\n  # About A,\n  # in two lines\n  A: # of A\n    # of the note\n    note: Why   # behind it\n    # below it\n    rating: no\n    # at the end\n  # after all\n# before the plan\nplan:\n  # nothing\nbuy-in: # none\n",
        "# About the file\n\nmodel: small\n# The date\ndate: 2026-07-01  # of the last interview\nanswers:\n  # About A,\n  # in two lines\n  A:  # of A\n    # below it\n    rating: no\n    # of the note\n    note: Why  # behind it\n    # at the end\n  # About C\n  C: no  # yet\n  # after all\n# before the plan\nplan:\n  # nothing\nbuy-in:  # none\n",
    );
    becomes(
        "date: 2026-07-01\nanswers:\n  A: { rating: no, # so\n    evidence: [ # these\n      # one\n      a, b  # both\n    ] } # A\n",
        "date: 2026-07-01\nanswers:\n  A:  # A\n    rating: no  # so\n    evidence:\n      # these\n      # one\n      - a\n      - b  # both\n",
    );
}

#[test]
fn the_comments_of_a_new_assessment_keep_their_order() {
    let model = registry().models.iter().find(|m| m.id == "small").cloned();
    let text = blank(&Blank {
        model: &model.unwrap(),
        team: None,
        date: jiff::civil::date(2026, 7, 1),
        assessor: None,
    });
    let answered = text.replace("---\n", "  B.2: yes\n  A: no\n---\n");
    let answered = answered.strip_prefix("  B.2: yes\n  A: no\n").unwrap();
    let new = formatted(answered, &registry());
    let expected = text
        .replace("  # B.2:\n", "  # B.2:\n  B.2: yes\n")
        .replace("  ## Does A hold?", "  A: no\n  ## Does A hold?");
    assert_eq!(new, expected);
}

#[test]
fn a_file_that_new_writes_is_in_order() {
    for id in ["cmm", "omm", "ppmm"] {
        let model = model::built_in(id).unwrap();
        for team in [None, Some("Payments"), Some("Payments: all, of \"them\"")] {
            let text = blank(&Blank {
                model: &model,
                team,
                date: jiff::civil::date(2026, 7, 1),
                assessor: Some("Lead, of all"),
            });
            assert_eq!(run(&text, &registry()), Formatted::Unchanged, "{text}");
        }
    }
}

#[test]
fn line_ends_and_the_body_stay() {
    let text =
        "\u{feff}---  \r\ndate:  2026-07-01\r\nanswers: {A: {note: |\r\n--- \r\nText \r\n\n x";
    let _ = text;
    let registry = registry();
    let text = "\u{feff}---  \r\ndate:  2026-07-01\r\nanswers:\r\n  A:\r\n    note: |-\r\n      a\r\n\r\n      b\r\n--- \r\nText \r\n\n\t x";
    let new = "\u{feff}---\r\ndate: 2026-07-01\r\nanswers:\r\n  A:\r\n    note: |-\r\n      a\r\n\r\n      b\r\n---\r\nText \r\n\n\t x";
    assert_eq!(formatted(text, &registry), new);
    assert_eq!(
        formatted("---\ntitle:  1\n---", &registry),
        "---\ntitle: 1\n---"
    );
    for same in ["", "Text", "---\n---\n", "---\n# Only this\n---\nText"] {
        assert_eq!(run(same, &registry), Formatted::Unchanged, "{same:?}");
    }
}

#[test]
fn what_is_not_certain_stays_as_it_is() {
    let registry = registry();
    let with_diagnostic = |text: &str| match run(text, &registry) {
        Formatted::Left { diagnostics, .. } => !diagnostics.is_empty(),
        other => panic!("{other:?}"),
    };
    for text in [
        "---\ndate: &a 2026-07-01\nanswers: { A: *a }\n---\n",
        "---\nanswers: { A: yes, A: no }\n---\n",
        "---\nnote: See #12\nanswers: { A: yes }\n---\n",
        "---\nanswers: { A: yes\n---\n",
        "---\nanswers: { A: yes }\n",
    ] {
        assert!(with_diagnostic(text), "{text:?}");
    }
    for text in [
        "---\n- a\n---\n",
        "---\nasessor: Lead\ndate: 2026-07-01\n---\n",
        "---\nanswers: { A: { evidence: [a: b] } }\n---\n",
        "---\nmodel: none\nanswers: { A: yes }\n---\n",
        "---\nanswers: { A: { note: yes } }\rplan: { A: { note: yes } }\n---\n",
        "---\nanswers:\n  A:\n    note: |2\n        a\n---\n",
    ] {
        assert!(
            matches!(run(text, &registry), Formatted::Left { .. }),
            "{text:?}"
        );
    }
}

#[test]
fn short_forms_have_their_keys() {
    let shapes = [
        &assessment::TEAM,
        &assessment::ANSWER,
        &assessment::BUY_IN_OF,
        &assessment::EVIDENCE,
    ];
    for (name, key) in super::super::form::SHORT {
        let shape = shapes.iter().find(|shape| shape.name == *name).unwrap();
        assert!(shape.key(key).is_some(), "{key}");
    }
    assert_eq!(assessment::EVIDENCE.name, "an evidence");
}
