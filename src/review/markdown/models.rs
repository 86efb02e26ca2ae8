use std::collections::BTreeSet;

use super::lists::joined;
use super::types::{INK, Page};
use crate::diagnostic::counted;
use crate::review::escape::{cell, code, html, name, short_code};
use crate::review::facts::{field, gets, of_item, versions};
use crate::review::record::{Kind, ModelChange, ModelItem};

/// How many changes of a model are told, and how many models.
const ITEMS: usize = 30;
const MODELS: usize = 10;

const HEAD: &str = "| Change | Before | After | Teams with a new gap |\n|:--|:--|:--|--:|";

/// The details of each model that is another one now.
pub(super) fn details(page: &Page<'_>) -> Vec<String> {
    let models = page.diff.models.iter().take(MODELS);
    models.map(|model| of(page, model)).collect()
}

/// The models in one line each, those after the first few, which have details.
pub(super) fn lines(page: &Page<'_>, detailed: usize) -> Option<String> {
    let models = page.diff.models.iter();
    let lines: Vec<String> = models
        .skip(detailed)
        .take(MODELS)
        .map(|model| format!("- {}", summary(model)))
        .collect();
    let more = page
        .diff
        .models
        .len()
        .saturating_sub(detailed + lines.len());
    match (lines.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(lines.join("\n")),
        (false, more) => Some(format!("{}\n- …and {more} more", lines.join("\n"))),
    }
}

/// The settings of the book that scores depend on, where they differ.
pub(super) fn settings(page: &Page<'_>) -> Option<String> {
    let settings = &page.diff.settings;
    let items = settings.iter().map(|one| field(one, INK)).collect();
    (!settings.is_empty()).then(|| format!("**Settings:** {}", joined(items, " · ")))
}

fn of(page: &Page<'_>, model: &ModelChange) -> String {
    let mut out = format!(
        "<details><summary>{}</summary>\n\nWith unchanged answers, {}.",
        summary(model),
        gets(model)
    );
    if !model.items.is_empty() {
        out.push_str(&format!("\n\n{HEAD}"));
    }
    for item in model.items.iter().take(ITEMS) {
        out.push_str(&format!("\n{}", row(page, model, item)));
    }
    if model.items.len() > ITEMS {
        out.push_str(&format!("\n\n…and {} more", model.items.len() - ITEMS));
    }
    out + "\n\n</details>"
}

/// One line of HTML: `Model delivery 2.1 → 2.2: 1 goal added, 1 KPA changed; touches 11 teams`.
fn summary(model: &ModelChange) -> String {
    let mut facts = facts(model);
    if facts.is_empty() {
        facts.push("no level, KPA or goal changed".to_owned());
    }
    format!(
        "<b>Model</b> <code>{}</code> {}: {}; touches {}",
        html(&model.id),
        versions(model, html),
        facts.join(", "),
        counted(model.teams as usize, "team")
    )
}

/// How many elements of each kind were added, removed or changed. An element has one item for each
/// key that differs.
fn facts(model: &ModelChange) -> Vec<String> {
    let mut facts = Vec::new();
    for (what, one, many) in WHATS {
        for (kind, verb) in [
            (Kind::Added, "added"),
            (Kind::Removed, "removed"),
            (Kind::Modified, "changed"),
        ] {
            let items = model.items.iter();
            let ids: BTreeSet<&str> = items
                .filter(|item| item.what == what && item.change == kind)
                .map(element)
                .collect();
            match ids.len() {
                0 => {}
                1 => facts.push(format!("1 {one} {verb}")),
                n => facts.push(format!("{n} {many} {verb}")),
            }
        }
    }
    facts
}

/// What is told apart: of the model itself its keys, else the elements.
fn element(item: &ModelItem) -> &str {
    match item.what.as_str() {
        MODEL => item.field.as_deref().unwrap_or(&item.id),
        _ => &item.id,
    }
}

const MODEL: &str = "model";

/// The kinds of elements, and what one and many of them are called.
const WHATS: [(&str, &str, &str); 4] = [
    (MODEL, "property", "properties"),
    ("level", "level", "levels"),
    ("kpa", "KPA", "KPAs"),
    ("goal", "goal", "goals"),
];

fn row(page: &Page<'_>, model: &ModelChange, item: &ModelItem) -> String {
    let one = WHATS.iter().find(|(what, _, _)| *what == item.what);
    let what = one.map_or_else(|| name(&item.what), |(_, one, _)| (*one).to_owned());
    let id = name(element(item));
    let id = page.links.marked(&id, of_item(model, item));
    let mut change = format!("{what} {id}");
    if item.name != item.id && item.what != MODEL {
        change.push_str(&format!(" {}", short_code(&item.name)));
    }
    change.push_str(&match (item.change, &item.field) {
        (Kind::Added, _) => " added".to_owned(),
        (Kind::Removed, _) => " removed".to_owned(),
        (_, Some(field)) if item.what != MODEL => format!(": {}", name(field)),
        _ => String::new(),
    });
    let value = |value: &Option<String>| value.as_deref().map_or("–".to_owned(), code);
    let cells = [
        change,
        value(&item.base),
        value(&item.head),
        item.gaps.to_string(),
    ];
    format!("| {} |", cells.map(|text| cell(&text)).join(" | "))
}
