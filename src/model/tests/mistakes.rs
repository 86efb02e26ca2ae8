//! One case per mistake: a passage of the small model, what stands there instead, and the only
//! diagnostic that this gives, with the text under its mark.

use super::{assert_sound, brief, decode, edited};
use crate::diagnostic::Diagnostic;
use crate::model::{KpaIx, MaturityModel};

/// The one diagnostic of the small model with a passage replaced, and the model that is left.
fn only(from: &str, to: &str) -> (String, Diagnostic, std::sync::Arc<MaturityModel>) {
    let text = edited(from, to);
    let checked = decode(&text);
    let briefs: Vec<_> = checked
        .diagnostics
        .iter()
        .map(|d| brief(&text, d))
        .collect();
    assert_eq!(briefs.len(), 1, "{briefs:?} for {to}");
    let model = checked.value.model().unwrap().clone();
    assert_sound(&model);
    let diagnostic = checked.diagnostics.into_iter().next().unwrap();
    (brief(&text, &diagnostic), diagnostic, model)
}

fn assert_mistake(from: &str, to: &str, expected: &str) {
    assert_eq!(only(from, to).0, expected, "{to}");
}

fn helps(from: &str, to: &str) -> Vec<String> {
    only(from, to).1.help
}

#[test]
fn ids_of_all_kinds_are_unique_without_regard_to_case() {
    let twice = |from, to, expected| {
        let (brief, diagnostic, _) = only(from, to);
        assert_eq!(brief, expected);
        assert_eq!(diagnostic.related.len(), 1, "{to}");
        diagnostic.related[0].place.clone()
    };
    let first = twice("- { id: B.1,", "- { id: A.1,", r#"duplicate-id "A.1""#);
    let text = edited("- { id: B.1,", "- { id: A.1,");
    assert_eq!(first.span.of(&text), "A.1");
    assert!(first.span.start < text.rfind("A.1").unwrap() as u32);
    twice("- { id: test,", "- { id: WORK,", r#"duplicate-id "WORK""#);
    twice("id: C.1,", "id: a,", r#"duplicate-id "a""#);
    twice(
        "id: vendor, name: Vendor, kpas: [A, C] }",
        "id: v, kpas: A }\n  - { id: v, kpas: A }",
        r#"duplicate-id "v""#,
    );
    twice(
        "    name: Area B\n",
        "    name: Area B\n    formerly: [A]\n",
        r#"duplicate-id "A""#,
    );
}

#[test]
fn ids_have_a_form() {
    assert_mistake("- { id: test,", "- { id: te st,", r#"bad-id "te st""#);
    assert_mistake("id: small", "id: sm/all", r#"bad-id "sm/all""#);
    assert_mistake("\"2.0\"", "\"2/0\"", r#"bad-id "\"2/0\"""#);
    assert_mistake("id: design, name: Design", "id: all", r#"bad-value "all""#);
}

#[test]
fn what_refers_to_a_lost_element_is_not_reported_again() {
    assert_mistake(
        "dimensions:\n",
        "dimensons:\n",
        r#"unknown-key "dimensons""#,
    );
    assert_mistake(
        "stages:\n  - { id: design, name: Design }\n  - { id: test, name: Test }\n",
        "stages: design\n",
        r#"wrong-type "design""#,
    );
    assert_mistake(
        "    sub-levels:\n",
        "    sublevels:\n",
        r#"unknown-key "sublevels""#,
    );
    assert_mistake(
        "    goals:\n      - { id: B.1",
        "    goal:\n      - { id: B.1",
        r#"unknown-key "goal""#,
    );
    assert_mistake(
        "    level: 2b\n",
        "    levle: 2b\n",
        r#"unknown-key "levle""#,
    );
    assert_mistake("- { id: work,", "- { id: wo/rk,", r#"bad-id "wo/rk""#);
    assert_mistake(
        "- { id: work, name: Work }",
        "- { name: Work }",
        r#"missing-key "name""#,
    );
    assert_mistake(
        "id: \"3\", name: End",
        "id: 3/, name: End",
        r#"bad-id "3/""#,
    );
    assert_mistake("  - id: C\n", "  - id: B\n", r#"duplicate-id "B""#);
    assert_mistake("  - id: A\n", "  - id: -A\n", r#"bad-id "-A""#);
    let base = "- { id: \"1\", name: Start }";
    assert_mistake(base, "- { id: 1/, name: Start }", r#"bad-id "1/""#);
    assert_mistake(base, "- { name: Start }", r#"missing-key "name""#);
    assert_mistake("- id: \"2\"", "- id: \"1\"", r#"duplicate-id "\"1\"""#);
}

#[test]
fn references_must_be_known() {
    assert_mistake("level: 2a\n", "level: 2c\n", r#"unknown-level "2c""#);
    assert_mistake(
        "dimension: work",
        "dimension: wrok",
        r#"unknown-dimension "wrok""#,
    );
    assert_mistake(
        "cells: { work:",
        "cells: { Work:",
        r#"unknown-dimension "Work""#,
    );
    assert_mistake(
        "stages: [design]",
        "stages: [desing]",
        r#"unknown-stage "desing""#,
    );
    assert_mistake(
        "depends-on: [A]",
        "depends-on: [AA, A]",
        r#"unknown-kpa "AA""#,
    );
    assert_mistake("kpas: [A] }", "kpas: [a] }", r#"unknown-kpa "a""#);
    assert_mistake("kpas: [A, C]", "kpas: [A, A.1]", r#"unknown-kpa "A.1""#);
    assert_mistake("from: \"1\"", "from: \"0\"", r#"unknown-level "\"0\"""#);
    assert_mistake("stage: test", "stage: work", r#"unknown-stage "work""#);
    assert_mistake(
        "    name: Area A\n",
        "    name: Area A\n    superseded-by: { kpa: CC }\n",
        r#"unknown-kpa "CC""#,
    );
    let help = helps("stages: [design]", "stages: [desing]");
    assert_eq!(help, ["did you mean `design`?"]);
    let help = helps("stages: [design]", "stages: [operation]");
    assert_eq!(help, ["it has `design`, `test`"]);
}

#[test]
fn kpas_lie_on_positions_above_the_base() {
    assert_mistake("level: 2a\n", "level: 2\n", r#"kpa-on-parent-level "2""#);
    assert_mistake("level: 2a\n", "level: 1\n", r#"kpa-on-base-level "1""#);
    let help = helps("level: 2a\n", "level: 2\n");
    assert_eq!(help, ["choose one of `2a`, `2b`"]);
    // Answers to the KPA are still read: it is kept.
    let (_, _, model) = only("level: 2a\n", "level: 1\n");
    assert!(model.has_kpa("A"));
}

#[test]
fn nothing_above_the_base_is_empty() {
    assert_mistake("    level: 2b\n", "    level: 2a\n", r#"empty-level "2b""#);
    assert_mistake(
        "    goals:\n      - { id: B.1, statement: B holds. }\n",
        "",
        r#"empty-kpa "B""#,
    );
    assert_mistake(
        "    goals:\n      - { id: B.1, statement: B holds. }\n",
        "    goals: []\n",
        r#"empty-kpa "B""#,
    );
}

#[test]
fn levels_need_a_base_and_more() {
    assert_mistake(
        "- { id: \"1\", name: Start }",
        "- { id: \"1\", name: Start, sub-levels: [{ id: 1a, name: Early }] }",
        r#"bad-value "sub-levels""#,
    );
}

#[test]
fn dependencies_lead_down_and_not_in_circles() {
    assert_mistake(
        "depends-on: [A]",
        "depends-on: [A, C]",
        r#"dependency-later "C""#,
    );
    assert_mistake(
        "depends-on: [A]",
        "depends-on: [A, B]",
        r#"dependency-cycle "B""#,
    );
    assert_mistake(
        "    name: Area A\n",
        "    name: Area A\n    superseded-by: A\n",
        r#"bad-value "A""#,
    );
}

#[test]
fn a_circle_is_named_and_opened() {
    let text = edited(
        "    level: 2b\n    depends-on: [A]\n",
        "    level: 2a\n    depends-on: [A]\n",
    )
    .replace("    level: \"3\"\n", "    level: 2a\n")
    .replace(
        "    name: Area A\n",
        "    name: Area A\n    depends-on: C\n",
    );
    let checked = decode(&text);
    let circle = &checked.diagnostics[0];
    assert_eq!(brief(&text, circle), r#"dependency-cycle "A""#);
    assert_eq!(
        circle.message,
        "KPAs depend on each other in a circle: `A` needs `C` needs `B` needs `A`"
    );
    let model = checked.value.model().unwrap();
    assert!(model.kpa(KpaIx(1)).depends_on.is_empty());
    assert_eq!(model.kpa(KpaIx(0)).depends_on.len(), 1);
}

#[test]
fn scales_are_sound() {
    let full = "{ id: full, label: Full, value: 1 }";
    let half = "{ id: half, label: Half, value: 0.5 }";
    let none = "{ id: none, label: None, value: 0 }";
    assert_mistake(half, "{ id: FULL, value: 0.5 }", r#"bad-scale "FULL""#);
    assert_mistake(
        half,
        "{ id: Unknown, value: 0.5 }",
        r#"bad-scale "Unknown""#,
    );
    assert_mistake(half, "{ id: N/A, value: 0.5 }", r#"bad-scale "N/A""#);
    assert_mistake(half, "{ id: half, value: 1.000 }", r#"bad-scale "1.000""#);
    assert_mistake(half, "{ id: half, value: 1.5 }", r#"bad-scale "1.5""#);
    assert_mistake(full, "{ id: full, value: 0.9 }", r#"bad-scale "0.9""#);
    assert_mistake(none, "{ id: none, value: 0.1 }", r#"bad-scale "0.1""#);
    assert_mistake(
        "satisfied-from: full",
        "satisfied-from: hlaf",
        r#"bad-value "hlaf""#,
    );
    // The step was left out after its own error.
    assert_mistake(full, "{ id: na, value: 1 }", r#"bad-scale "na""#);
}

#[test]
fn a_scale_has_two_to_eleven_steps() {
    let scale = |count: usize| {
        let steps: Vec<_> = (0..count)
            .map(|i| match i {
                i if i > 0 && i + 1 == count => format!("{{ id: s{i}, value: 0 }}"),
                i => format!("{{ id: s{i}, value: {:.2} }}", 1.0 - 0.05 * i as f64),
            })
            .collect();
        format!("[{}]", steps.join(", "))
    };
    let text = |count| {
        edited("satisfied-from: full\n", "").replace(
            "scale:\n  - { id: full, label: Full, value: 1 }\n  - { id: half, label: Half, value: 0.5 }\n  - { id: none, label: None, value: 0 }\n",
            &format!("scale: {}\n", scale(count)),
        )
    };
    assert_eq!(decode(&text(2)).diagnostics, []);
    for count in [1, 12] {
        let text = text(count);
        let diagnostics = decode(&text).diagnostics;
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        assert_eq!(
            brief(&text, &diagnostics[0]),
            format!("bad-scale {:?}", scale(count))
        );
    }
}

#[test]
fn weights_have_a_range() {
    assert_mistake("weight: 2\n", "weight: 0\n", r#"bad-value "0""#);
    assert_mistake("weight: 2\n", "weight: 1000.5\n", r#"bad-value "1000.5""#);
    assert_eq!(
        decode(&edited("weight: 2\n", "weight: 1000\n")).diagnostics,
        []
    );
}

#[test]
fn words_of_closed_lists_are_checked() {
    let to = "    name: Area A\n    effort: XL\n";
    assert_mistake("    name: Area A\n", to, r#"bad-value "XL""#);
    let to = "    name: Area A\n    not-applicable: maybe\n";
    assert_mistake("    name: Area A\n", to, r#"bad-value "maybe""#);
    let to = "name: Small Model\nprogression: stagd\n";
    assert_mistake("name: Small Model\n", to, r#"bad-value "stagd""#);
    let to = "name: Small Model\nunanswered: no\n";
    assert_mistake("name: Small Model\n", to, r#"bad-value "no""#);
}

#[test]
fn activities_and_transitions_fit_the_levels() {
    assert_mistake("- { level: \"2\"", "- { level: 2b", r#"bad-value "2b""#);
    assert_mistake(
        "from: \"2\", to: \"3\"",
        "from: \"3\", to: 2a",
        r#"bad-value "2a""#,
    );
}

#[test]
fn sections_must_be_bound() {
    let (brief, diagnostic, model) = only("## Area A {#A}", "## Area A {#A.1}");
    assert_eq!(brief, r#"unbound-section "A.1""#);
    assert!(!diagnostic.is_error());
    assert!(model.narrative.bound.is_empty());
    assert_eq!(
        decode(&edited("## Area A {#A}", "## Area A")).diagnostics,
        []
    );
}

#[test]
fn unknown_and_missing_keys_are_reported() {
    assert_mistake(
        "    weight: 2\n",
        "    wieght: 2\n",
        r#"unknown-key "wieght""#,
    );
    let text = edited("    name: Area B\n", "");
    let diagnostics = decode(&text).diagnostics;
    let codes: Vec<_> = diagnostics.iter().map(|d| d.code.id()).collect();
    assert_eq!(codes, ["missing-key"]);
}

#[test]
fn a_file_without_front_matter_is_no_model() {
    let text = "# A model\n\nText.\n";
    let checked = decode(text);
    let briefs: Vec<_> = checked.diagnostics.iter().map(|d| brief(text, d)).collect();
    assert_eq!(briefs, [r##"missing-front-matter "# A model""##]);
    assert!(checked.value.model().is_none());
}

#[test]
fn front_matter_that_cannot_be_read_is_reported_once() {
    for (text, expected) in [
        ("---\n---\nText.\n", None),
        ("---\nid: [a\n---\nText.\n", Some("yaml-syntax")),
        ("---\nid: a\nText.\n", Some("unclosed-front-matter")),
        ("---\n- a\n---\n", Some("wrong-type")),
    ] {
        let checked = decode(text);
        let codes: Vec<_> = checked.diagnostics.iter().map(|d| d.code.id()).collect();
        match expected {
            Some(code) => assert_eq!(codes, [code], "{text}"),
            None => assert!(!codes.is_empty(), "{text}"),
        }
        assert!(checked.value.model().is_none());
    }
}
