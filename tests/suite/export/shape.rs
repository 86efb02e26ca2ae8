//! The shape of the export as the contract writes it down.

use std::collections::BTreeSet;

use serde_json::Value;

/// What a value is.
pub enum Shape {
    Text,
    /// One of these texts.
    Word(&'static [&'static str]),
    /// A day as 2026-07-01.
    Day,
    /// A whole number, not negative.
    Count,
    Number,
    Flag,
    List(&'static Shape),
    /// These keys and no others.
    Record(&'static [(&'static str, Shape)]),
    /// Any keys.
    Map(&'static Shape),
    /// Or null.
    Nullable(&'static Shape),
    /// The key may be missing.
    Optional(&'static Shape),
}

use Shape::{Count, Day, Flag, List, Map, Nullable, Number, Optional, Record, Text, Word};

const LEVEL: Shape = Record(&[("id", Text), ("number", Count), ("name", Text)]);
const RANGE: Shape = Record(&[("low", Text), ("high", Text)]);
const STATUS: Shape = Word(&["unrated", "provisional", "rated"]);

pub const EXPORT: Shape = Record(&[
    ("schema", Word(&["levelbook.export/1"])),
    ("date", Day),
    ("models", List(&MODEL)),
    ("teams", List(&TEAM)),
    ("units", List(&UNIT)),
]);

/// `name` of the model and of a KPA and `progression` are additions to the contract.
const MODEL: Shape = Record(&[
    ("id", Text),
    ("version", Text),
    ("name", Text),
    ("progression", Word(&["staged", "independent"])),
    ("levels", List(&LEVEL)),
    (
        "kpas",
        List(&Record(&[
            ("id", Text),
            ("name", Text),
            ("level", Text),
            ("goals", List(&Text)),
        ])),
    ),
]);

/// `product` and `version` of a vendor are additions to the contract.
const TEAM: Shape = Record(&[
    ("id", Text),
    ("name", Text),
    ("kind", Word(&["team", "vendor"])),
    ("product", Optional(&Text)),
    ("version", Optional(&Text)),
    ("unit", List(&Text)),
    ("reports", List(&REPORT)),
]);

const REPORT: Shape = Record(&[
    ("model", Text),
    ("model-version", Text),
    ("date", Day),
    ("current", Flag),
    ("level", LEVEL),
    ("range", RANGE),
    ("status", STATUS),
    ("staged-equivalent", Text),
    ("progress", Nullable(&Count)),
    (
        "coverage",
        Record(&[("answered", Count), ("applicable", Count)]),
    ),
    (
        "dimensions",
        List(&Record(&[("id", Text), ("level", Text)])),
    ),
    ("kpas", List(&KPA)),
    (
        "next",
        Nullable(&Record(&[
            ("level", Text),
            ("leads-to", Text),
            ("roadmap", List(&Text)),
            ("steps", List(&STEP)),
            ("shortest", WAY),
        ])),
    ),
    (
        "target",
        Nullable(&Record(&[
            ("level", Text),
            ("exceeded-by", Count),
            (
                "gap",
                List(&Record(&[("level", Text), ("kpas", List(&Text))])),
            ),
            ("shortest", Nullable(&WAY)),
        ])),
    ),
    ("ahead", List(&Text)),
    ("debt", List(&Text)),
    ("strengthen", List(&Text)),
    (
        "actions",
        List(&Record(&[(
            "kind",
            Word(&["assess-again", "answer-open-questions"]),
        )])),
    ),
    ("stale", Flag),
    ("due", Day),
]);

const STEP: Shape = Record(&[("kpa", Text), ("after", EFFECT), ("alone", EFFECT)]);

const EFFECT: Shape = Record(&[("level", Text), ("progress", Nullable(&Count))]);

const WAY: Shape = Record(&[
    ("kpas", List(&Text)),
    ("goals", List(&Text)),
    ("effort", Count),
    ("exact", Flag),
]);

const KPA: Shape = Record(&[
    ("id", Text),
    (
        "rating",
        Word(&["satisfied", "unsatisfied", "not-rated", "not-applicable"]),
    ),
    ("score", Nullable(&Number)),
    (
        "goals",
        List(&Record(&[
            ("id", Text),
            ("rating", Text),
            ("file", Nullable(&Text)),
            ("line", Nullable(&Count)),
        ])),
    ),
]);

const UNIT: Shape = Record(&[
    ("path", List(&Text)),
    (
        "models",
        List(&Record(&[
            ("model", Text),
            ("level", Nullable(&Text)),
            ("range", RANGE),
            ("status", STATUS),
            ("median", Nullable(&Text)),
            ("distribution", Map(&Count)),
            ("unrated", Count),
            ("stale", Count),
        ])),
    ),
]);

/// Adds what differs from the shape to `problems`, and the keys that are null to `nulls`.
pub fn check(
    value: &Value,
    shape: &Shape,
    place: &str,
    problems: &mut Vec<String>,
    nulls: &mut BTreeSet<&'static str>,
) {
    let fits = match shape {
        Text => value.is_string(),
        Word(words) => value.as_str().is_some_and(|text| words.contains(&text)),
        Day => value.as_str().is_some_and(is_day),
        Count => value.is_u64(),
        Number => value.is_number(),
        Flag => value.is_boolean(),
        List(item) => match value.as_array() {
            Some(items) => {
                for (at, value) in items.iter().enumerate() {
                    check(value, item, &format!("{place}[{at}]"), problems, nulls);
                }
                true
            }
            None => false,
        },
        Map(item) => match value.as_object() {
            Some(map) => {
                for (key, value) in map {
                    check(value, item, &format!("{place}.{key}"), problems, nulls);
                }
                true
            }
            None => false,
        },
        Record(fields) => {
            record(value, fields, place, problems, nulls);
            value.is_object()
        }
        Nullable(shape) | Optional(shape) => {
            if !value.is_null() || matches!(**shape, Optional(_)) {
                check(value, shape, place, problems, nulls);
            }
            true
        }
    };
    if !fits {
        problems.push(format!("{place} is {value}"));
    }
}

fn record(
    value: &Value,
    fields: &'static [(&'static str, Shape)],
    place: &str,
    problems: &mut Vec<String>,
    nulls: &mut BTreeSet<&'static str>,
) {
    let Some(map) = value.as_object() else {
        return;
    };
    for key in map.keys() {
        if !fields.iter().any(|(name, _)| name == key) {
            problems.push(format!("{place} has the key {key}"));
        }
    }
    for (key, shape) in fields {
        match map.get(*key) {
            Some(value) => {
                if value.is_null() {
                    nulls.insert(key);
                }
                check(value, shape, &format!("{place}.{key}"), problems, nulls);
            }
            None if matches!(shape, Optional(_)) => {}
            None => problems.push(format!("{place} has no key {key}")),
        }
    }
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

#[test]
fn differences_are_found() {
    let mut problems = Vec::new();
    let value = serde_json::json!({"id": 1, "more": true, "level": "2"});
    check(&value, &MODEL, "model", &mut problems, &mut BTreeSet::new());
    assert!(
        problems.contains(&"model.id is 1".to_owned()),
        "{problems:?}"
    );
    assert!(problems.contains(&"model has the key more".to_owned()));
    assert!(problems.contains(&"model has no key kpas".to_owned()));
}
