use super::places::{Places, Range};
use super::{Options, word};
use crate::diagnostic::command::{SHOWN, command, more};
use crate::diagnostic::{Diagnostic, Severity};
use crate::tree::{Place, Span};

/// Workflow commands, errors first, and among them those of what was touched.
pub(super) fn render(
    diagnostics: &[Diagnostic],
    places: &mut Places<'_, '_>,
    options: Options<'_>,
) -> String {
    let mut out = String::new();
    for severity in [Severity::Error, Severity::Warning] {
        let kind = word(severity);
        let all = diagnostics.iter().filter(|d| d.severity == severity);
        let mut all: Vec<&Diagnostic> = all.collect();
        all.sort_by_key(|diagnostic| !is_touched(diagnostic, options));
        for diagnostic in all.iter().take(SHOWN) {
            out.push_str(&annotation(diagnostic, places, options.prefix));
        }
        let hidden = all.len().saturating_sub(SHOWN);
        out.push_str(&more(kind, hidden, "`levelbook check`"));
    }
    out
}

/// Whether a file that was touched is named: the one with the mistake, or another one that has to do
/// with it, such as the one that took an id first.
fn is_touched(diagnostic: &Diagnostic, options: Options<'_>) -> bool {
    let related = diagnostic.related.iter().map(|related| &related.place);
    let mut places = diagnostic.place.iter().chain(related);
    options
        .touched
        .is_some_and(|touched| places.any(|place| touched.contains(&place.file)))
}

fn annotation(diagnostic: &Diagnostic, places: &mut Places<'_, '_>, prefix: &str) -> String {
    let mut properties = Vec::new();
    let mut message = vec![diagnostic.message.clone()];
    match &diagnostic.place {
        // The repository has no such file, and GitHub would show the annotation nowhere.
        Some(place) if place.file.is_built_in() => {
            message[0] = format!("{}: {}", place.file, diagnostic.message);
        }
        Some(place) => {
            let file = format!("{prefix}{}", place.file);
            properties.push(("file", file));
            if let Some(range) = marked(place, places) {
                properties.push(("line", range.start.line.to_string()));
                properties.push(("endLine", range.end.line.to_string()));
                // The runner drops both columns of a range of several lines.
                if range.start.line == range.end.line {
                    properties.push(("col", range.start.column.to_string()));
                    properties.push(("endColumn", range.end.column.to_string()));
                }
            }
        }
        None => {}
    }
    properties.push(("title", diagnostic.code.id().to_owned()));
    message.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
    command(word(diagnostic.severity), &properties, &message)
}

/// The range without a line end at its end, which would be the next line.
fn marked(place: &Place, places: &mut Places<'_, '_>) -> Option<Range> {
    let length = places.slice(place).trim_end_matches(['\n', '\r']).len();
    let start = place.span.start as usize;
    places.range(&Place {
        file: place.file.clone(),
        span: Span::new(start, start + length),
    })
}
