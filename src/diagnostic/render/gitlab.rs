use super::places::Places;
use crate::diagnostic::quality::{Finding, report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::tree::Digest;

/// GitLab wants a file for every finding; those of the book as a whole are shown here.
const BOOK: &str = "book.toml";

/// A Code Quality report.
pub(super) fn render(
    diagnostics: &[Diagnostic],
    places: &mut Places<'_, '_>,
    prefix: &str,
) -> String {
    let findings: Vec<Finding> = diagnostics
        .iter()
        .map(|diagnostic| Finding {
            description: description(diagnostic),
            check: diagnostic.code.id().to_owned(),
            severity: match diagnostic.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
            },
            path: path(diagnostic, prefix),
            line: diagnostic
                .place
                .as_ref()
                .and_then(|place| places.range(place))
                .map_or(1, |range| range.start.line),
            identity: identity(diagnostic, places),
        })
        .collect();
    report(&findings)
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

fn identity(diagnostic: &Diagnostic, places: &mut Places<'_, '_>) -> Digest {
    let place = diagnostic.place.as_ref();
    let parts = [
        place.map_or("", |place| place.file.as_str()),
        diagnostic.code.id(),
        &diagnostic.message,
        place.map_or("", |place| places.slice(place)),
    ];
    Digest::of_parts(parts.map(str::as_bytes))
}
