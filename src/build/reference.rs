//! Writes the page of the manual that lists the views.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::views::{Field, Kind, Record, Views};

const HEAD: &str = "\
---
title: What templates see
description: Every template's variables, with their fields, types and meanings.
order: 6.5
---
This page is made from the program's own definitions (`src/view/types/`). How templates use it is told in [Themes](themes.md).

*Text* is escaped where it is written; *HTML* and *SVG* need `| safe`. *Or nothing* is a field that may be empty: `{% if … %}` asks for it. Addresses are links from the
page at hand, unless their meaning says otherwise.

## Every template

| variable | type | meaning |
|---|---|---|
| `site` | [SiteView](#siteview) | what is the same on every page |
| `page` | [PageMeta](#pagemeta) | what this page says of itself; not in `feed.xml` and `sitemap.xml` |
| `theme` | [ThemeView](#themeview) | the theme's name and files |
| `t` | texts | the texts of the theme in the book's language: `{{ t.some_key }}` |
";

/// What stands in the place of a meaning that is missing; a test looks for it.
const MISSING: &str = "(no meaning)";

pub fn reference(views: &Views) -> String {
    let mut out = HEAD.to_owned();
    let mut shown = BTreeSet::new();
    for (_, view) in &views.templates {
        if !shown.insert(view.as_str()) {
            continue;
        }
        let templates = views.templates.iter().filter(|(_, other)| other == view);
        let templates: Vec<&str> = templates.map(|(name, _)| name.as_str()).collect();
        let Some(record) = views.records.get(view) else {
            continue;
        };
        let _ = write!(
            out,
            "\n## {}\n\n{}\n",
            templates.join(", "),
            sentence(&record.doc)
        );
        // That every template has `page` is said above.
        rows(
            &mut out,
            record.fields.iter().filter(|field| field.name != "page"),
            "variable",
        );
    }
    out.push_str("\n## Parts\n\nThe types that are named above, in the order of the alphabet.\n");
    for (name, record) in &views.records {
        if !shown.contains(name.as_str()) {
            part(&mut out, name, record);
        }
    }
    out
}

fn part(out: &mut String, name: &str, record: &Record) {
    let _ = write!(out, "\n### {name}\n\n{}\n", sentence(&record.doc));
    rows(out, record.fields.iter(), "field");
}

fn rows<'f>(out: &mut String, fields: impl Iterator<Item = &'f Field>, head: &str) {
    let _ = write!(out, "\n| {head} | type | meaning |\n|---|---|---|\n");
    for field in fields {
        let kind = words(&field.kind, marked(&field.doc));
        let meaning = meaning(&field.doc)
            .replace('|', "\\|")
            .replace("`None`", "nothing");
        let _ = writeln!(out, "| `{}` | {kind} | {meaning} |", field.name);
    }
}

/// The type in plain words.
fn words(kind: &Kind, text: &str) -> String {
    match kind {
        Kind::Text => text.to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Flag => "yes or no".to_owned(),
        Kind::Record(name) => format!("[{name}](#{})", name.to_lowercase()),
        Kind::List(inner) => format!("list of {}", words(inner, text)),
        Kind::Maybe(inner) => format!("{} or nothing", words(inner, text)),
        Kind::Other => "texts by name".to_owned(),
    }
}

/// The documentation of a text that is markup names its language.
fn marked(doc: &str) -> &'static str {
    let has = |word| {
        doc.split(|c: char| !c.is_alphanumeric())
            .any(|one| one == word)
    };
    if has("HTML") {
        "HTML"
    } else if has("SVG") {
        "SVG"
    } else {
        "text"
    }
}

/// Without the full stop, as cells of tables are.
fn meaning(doc: &str) -> &str {
    match doc.trim_end_matches('.') {
        "" => MISSING,
        text => text,
    }
}

fn sentence(doc: &str) -> &str {
    if doc.is_empty() { MISSING } else { doc }
}
