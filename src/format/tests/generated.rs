use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::select;

use super::same::meaning;
use super::{registry, run};
use crate::format::Formatted;

const IDS: &[&str] = &[
    "A", "A.1", "A.2", "B", "B.1", "B.2", "C", "C.1", "X", "X.1", "none", "Z-1",
];
const RATINGS: &[&str] = &[
    "yes",
    "No",
    "\"largely\"",
    "'PARTLY'",
    "true",
    "NA",
    "n/a",
    "unknown",
    "~",
    "",
    "often",
];
const TEXTS: &[&str] = &[
    "Why",
    "\"a, b\"",
    "'it''s: so'",
    "\"tab\\t\\u00e9\"",
    "a: b",
    "https://example.org/?a=b",
    "/a b.md",
    "\"#1\"",
    "null",
    "10:30",
    "é",
    "2026-01-01",
    "Sehr lange und doch ohne ein einziges Komma, das stört",
];

/// Lines at two blanks of indent and more that are an answer.
#[derive(Clone, Debug)]
enum Said {
    Plain(&'static str),
    Flow(Vec<(&'static str, String)>),
    Block(Vec<(&'static str, String)>, usize),
}

fn part() -> impl Strategy<Value = (&'static str, String)> {
    let text = || select(TEXTS).prop_map(str::to_owned);
    prop_oneof![
        select(RATINGS).prop_map(|r| ("rating", r.to_owned())),
        text().prop_map(|t| ("note", t)),
        "[a-z ,]{0,80}".prop_map(|t| ("note", format!("\"{t}\""))),
        Just(("on", "2026-05-04".to_owned())),
        text().prop_map(|t| ("evidence", t)),
        prop::collection::vec(text(), 0..4)
            .prop_map(|l| ("evidence", format!("[{}]", l.join(", ")))),
        (text(), text()).prop_map(|(a, b)| ("evidence", format!("[{{ link: {a}, title: {b} }}]"))),
        text().prop_map(|a| ("evidence", format!("{{file: {a}}}"))),
    ]
}

fn parts() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    prop::collection::vec(part(), 0..5).prop_map(|list| {
        let mut seen: Vec<(&'static str, String)> = Vec::new();
        for (key, value) in list {
            if seen.iter().all(|(other, _)| *other != key) {
                seen.push((key, value));
            }
        }
        seen
    })
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        select(RATINGS).prop_map(Said::Plain),
        parts().prop_map(Said::Flow),
        (parts(), 0usize..4).prop_map(|(parts, blanks)| Said::Block(parts, blanks)),
    ]
}

fn remark() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "",
            "",
            "",
            "\n",
            "  # said\n",
            "# far left\n",
            "      ## deep\n\n",
            "  # A.1:\n",
            "  ## Level 3: End\n",
            "  ## B - Area B\n",
            "\n\n  # two\n\n",
        ][..],
    )
}

fn behind() -> impl Strategy<Value = &'static str> {
    select(&["", "", "", "  # behind", "   ##  more "][..])
}

fn answer() -> impl Strategy<Value = (&'static str, Said, &'static str, &'static str)> {
    (select(IDS), said(), remark(), behind())
}

fn written(answers: &[(&'static str, Said, &'static str, &'static str)], order: usize) -> String {
    let mut out = String::from("answers:\n");
    let mut seen: Vec<&str> = Vec::new();
    for (id, said, remark, behind) in answers {
        if seen.contains(id) {
            continue;
        }
        seen.push(id);
        out.push_str(remark);
        let _ = match said {
            Said::Plain(rating) => writeln!(out, "  {id}: {rating}{behind}"),
            Said::Flow(parts) => {
                let parts: Vec<_> = parts.iter().map(|(k, v)| format!("{k}: {v}")).collect();
                writeln!(out, "  {id}: {{{}}}{behind}", parts.join(" , "))
            }
            Said::Block(parts, blanks) => {
                let _ = writeln!(out, "  {id}:{behind}");
                let pad = " ".repeat(3 + blanks);
                for (key, value) in parts {
                    let _ = match (*blanks, *key) {
                        (0, "note") => writeln!(
                            out,
                            "{pad}# inner\n{pad}note: |\n{pad}  one\n\n{pad}   two  \n"
                        ),
                        (1, "note") => writeln!(
                            out,
                            "{pad}note: >-{behind}\n{pad}  one\n{pad}  two\n{pad}# after"
                        ),
                        (2, "note") => writeln!(out, "{pad}note: one\n{pad}   two{behind}"),
                        _ => writeln!(out, "{pad}{key}: {value}{behind}"),
                    };
                }
                Ok(())
            }
        };
    }
    let head = "# About it\n\nmodel: small\ndate: 2026-07-01 # then\n";
    let plan = "plan:\n  # planned\n  B: {status: open, owner: Lead}\n  A:\n    note: |+\n      kept\n\n\nbuy-in:\n# none\n";
    let team = "team: {name: \"P\", unit: U}\n\n";
    let parts = match order % 4 {
        0 => [head, &out, plan, team],
        1 => [&out, head, team, plan],
        2 => [plan, &out, head, team],
        _ => [team, plan, head, &out],
    };
    format!("---\n{}---\nText\n", parts.concat())
}

fn comments(text: &str) -> usize {
    text.matches('#').count()
}

proptest! {
    #[test]
    fn formatting_changes_no_meaning_and_nothing_twice(
        answers in prop::collection::vec(answer(), 0..8),
        order in 0usize..4,
        crlf in any::<bool>(),
    ) {
        let registry = registry_once();
        let mut text = written(&answers, order);
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        match run(&text, registry) {
            Formatted::Changed(new) => {
                prop_assert_eq!(meaning(&new, registry), meaning(&text, registry), "{}\n{}", text, new);
                prop_assert_eq!(comments(&new), comments(&text));
                prop_assert_eq!(new.contains("\r\n"), crlf);
                prop_assert_eq!(run(&new, registry), Formatted::Unchanged, "{}\n{}", text, new);
            }
            Formatted::Unchanged => {}
            Formatted::Left { diagnostics, why } => {
                let is_pair = text.contains("[a: b") || text.contains(", a: b");
                prop_assert!(is_pair || !diagnostics.is_empty(), "{}\n{}", why, text);
            }
        }
    }

    #[test]
    fn any_text_is_survived(text in "(---\n)?[-?:,\\[\\]{}#&*!|>'\"%@`~ab.1 \r\n]{0,60}(\n---\n)?") {
        let registry = registry_once();
        if let Formatted::Changed(new) = run(&text, registry) {
            prop_assert_eq!(run(&new, registry), Formatted::Unchanged, "{:?}\n{:?}", text, new);
        }
    }
}

fn registry_once() -> &'static crate::model::Registry {
    static REGISTRY: std::sync::OnceLock<crate::model::Registry> = std::sync::OnceLock::new();
    REGISTRY.get_or_init(registry)
}
