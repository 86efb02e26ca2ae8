use super::places::{Places, Range};
use super::{count, word};
use crate::diagnostic::safe::{printable, without_commands};
use crate::diagnostic::{Diagnostic, Severity};
use crate::tree::{Place, Span};

/// GitHub shows 10 annotations of a kind for each step and drops the rest without a word; the
/// tenth says how many more there are.
const SHOWN: usize = 9;

/// Workflow commands, errors first.
pub(super) fn render(
    diagnostics: &[Diagnostic],
    places: &mut Places<'_, '_>,
    prefix: &str,
) -> String {
    let mut out = String::new();
    for severity in [Severity::Error, Severity::Warning] {
        let kind = word(severity);
        let all = diagnostics.iter().filter(|d| d.severity == severity);
        for diagnostic in all.take(SHOWN) {
            out.push_str(&command(diagnostic, places, prefix));
        }
        let more = count(diagnostics, severity).saturating_sub(SHOWN);
        if more > 0 {
            let plural = if more == 1 { "" } else { "s" };
            out.push_str(&format!(
                "::{kind}::and {more} more {kind}{plural}, see `levelbook check`\n"
            ));
        }
    }
    out
}

fn command(diagnostic: &Diagnostic, places: &mut Places<'_, '_>, prefix: &str) -> String {
    let mut properties = Vec::new();
    let mut message = inert(&diagnostic.message);
    match &diagnostic.place {
        // The repository has no such file, and GitHub would show the annotation nowhere.
        Some(place) if place.file.is_built_in() => {
            message = format!("{}: {message}", place.file);
        }
        Some(place) => {
            let file = format!("{prefix}{}", place.file);
            properties.push(("file", inert(&file)));
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
    for help in &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(&inert(help));
    }
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    format!(
        "::{} {}::{}\n",
        word(diagnostic.severity),
        properties.join(","),
        data(&message)
    )
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

fn inert(text: &str) -> String {
    without_commands(&printable(text)).into_owned()
}

/// The escapes of a command's message, `%` first.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The escapes of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
