use std::collections::BTreeMap;

use serde::Serialize;

use super::json::to_text;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Severity};
use crate::tree::Digest;

/// GitLab wants a file for every finding; those of the book as a whole are shown here.
const BOOK: &str = "book.toml";

#[derive(Serialize)]
struct Finding {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// A Code Quality report.
pub(super) fn render(
    diagnostics: &[Diagnostic],
    places: &mut Places<'_, '_>,
    prefix: &str,
) -> String {
    let mut seen = BTreeMap::new();
    let findings: Vec<Finding> = diagnostics
        .iter()
        .map(|diagnostic| {
            let begin = diagnostic
                .place
                .as_ref()
                .and_then(|place| places.range(place))
                .map_or(1, |range| range.start.line);
            Finding {
                description: description(diagnostic),
                check_name: diagnostic.code.id(),
                fingerprint: fingerprint(diagnostic, places, &mut seen),
                severity: match diagnostic.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                },
                location: Location {
                    path: path(diagnostic, prefix),
                    lines: Lines { begin },
                },
            }
        })
        .collect();
    to_text(&findings)
}

fn description(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.message.clone();
    for help in &diagnostic.help {
        text.push_str("; ");
        text.push_str(help);
    }
    text
}

fn path(diagnostic: &Diagnostic, prefix: &str) -> String {
    match &diagnostic.place {
        Some(place) if place.file.is_built_in() => place.file.to_string(),
        Some(place) => format!("{prefix}{}", place.file),
        None => format!("{prefix}{BOOK}"),
    }
}

/// The identity of a finding, which holds no line: an edit above it does not open it again. Equal
/// findings are told apart by a counter, because GitLab shows one of each fingerprint only.
fn fingerprint(
    diagnostic: &Diagnostic,
    places: &mut Places<'_, '_>,
    seen: &mut BTreeMap<Digest, u32>,
) -> String {
    let place = diagnostic.place.as_ref();
    let parts = [
        place.map_or("", |place| place.file.as_str()),
        diagnostic.code.id(),
        &diagnostic.message,
        place.map_or("", |place| places.slice(place)),
    ];
    let digest = Digest::of_parts(parts.map(str::as_bytes));
    let occurrence = seen.entry(digest).or_insert(0);
    *occurrence += 1;
    Digest::of_parts([&digest.as_bytes()[..], &occurrence.to_le_bytes()]).hex()
}
