use super::places::Places;
use super::word;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::safe::printable;

/// One line for each diagnostic.
pub(super) fn render(diagnostics: &[Diagnostic], places: &mut Places<'_, '_>) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        if let Some(place) = &diagnostic.place {
            out.push_str(&printable(place.file.as_str()));
            // Editors want a line and a column; a file that cannot be shown is named at its start.
            let (line, column) = places
                .range(place)
                .map_or((1, 1), |range| (range.start.line, range.start.column));
            out.push_str(&format!(":{line}:{column}: "));
        }
        out.push_str(&format!(
            "{}: {}",
            word(diagnostic.severity),
            printable(&diagnostic.message)
        ));
        if let Some(help) = diagnostic.help.first() {
            out.push_str(&format!("; {}", printable(help)));
        }
        out.push_str(&format!(" [{}]\n", diagnostic.code.id()));
    }
    out
}
