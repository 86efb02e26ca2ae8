use annotate_snippets::{Element, Group, Level, Origin, Renderer};

use super::places::Places;
use super::{Options, count, excerpt, word};
use crate::diagnostic::safe::printable;
use crate::diagnostic::{Diagnostic, Fix, Severity, counted};

/// Excerpts in the manner of rustc, then the numbers, and where to read more.
pub(super) fn render(
    diagnostics: &[Diagnostic],
    places: &mut Places<'_, '_>,
    options: Options<'_>,
) -> String {
    let renderer = if options.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(options.width);
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&renderer.render(&report(diagnostic, places)));
        out.push_str("\n\n");
    }
    out.push_str(&summary(diagnostics));
    out
}

fn summary(diagnostics: &[Diagnostic]) -> String {
    // The first of the most severe; errors sort before warnings.
    let Some(worst) = diagnostics.iter().min_by_key(|d| d.severity) else {
        return String::new();
    };
    let numbers: Vec<String> = [Severity::Error, Severity::Warning]
        .into_iter()
        .map(|severity| (count(diagnostics, severity), word(severity)))
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| counted(number, word))
        .collect();
    format!(
        "{}\nfor more about {} {}: levelbook --explain {}\n",
        numbers.join(", "),
        if worst.is_error() { "an" } else { "a" },
        word(worst.severity),
        worst.code.id()
    )
}

fn report<'d>(diagnostic: &'d Diagnostic, places: &mut Places<'_, '_>) -> Vec<Group<'d>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.code.id());
    let mut group = Group::with_title(title).elements(excerpts(diagnostic, places));

    let mut help: Vec<&str> = diagnostic.help.iter().map(String::as_str).collect();
    let mut groups = Vec::new();
    if let Some(fix) = &diagnostic.fix {
        match excerpt::patch(fix, places) {
            Some(patch) => {
                let title = take_title(&mut help, fix);
                groups.push(Level::HELP.secondary_title(title).element(patch));
            }
            None if !help.iter().any(|text| names(text, fix)) => {
                let text = format!("write `{}`", printable(&fix.text));
                group = group.element(Level::HELP.message(text));
            }
            None => {}
        }
    }
    let help = help
        .into_iter()
        .map(|text| Level::HELP.message(printable(text)));
    groups.insert(0, group.elements(help));
    groups
}

/// The help sentence that already says the fix ("did you mean …", else one that ends in it) becomes
/// the title of the patch, so that it is not said twice.
fn take_title(help: &mut Vec<&str>, fix: &Fix) -> String {
    let asked = help
        .iter()
        .position(|text| text.starts_with("did you mean") && names(text, fix));
    match asked.or_else(|| help.iter().position(|text| names(text, fix))) {
        Some(at) => printable(help.remove(at)).into_owned(),
        None if fix.text.is_empty() => "remove this".to_owned(),
        None => "write this".to_owned(),
    }
}

/// Whether a help sentence ends in the text of the fix; quotes around it count for nothing.
fn names(help: &str, fix: &Fix) -> bool {
    let word = fix.text.trim_matches(['"', '\'']);
    let end = help.trim_end_matches('?').strip_suffix('`');
    let end = end.map(|end| end.trim_end_matches(['"', '\'']));
    !word.is_empty()
        && end
            .and_then(|end| end.strip_suffix(word))
            .is_some_and(|before| before.trim_end_matches(['"', '\'']).ends_with('`'))
}

fn excerpts<'d>(diagnostic: &'d Diagnostic, places: &mut Places<'_, '_>) -> Vec<Element<'d>> {
    let primary = diagnostic.place.as_ref().map(|place| excerpt::Mark {
        place,
        label: diagnostic.label.as_deref(),
        primary: true,
    });
    let related = diagnostic.related.iter().map(|label| excerpt::Mark {
        place: &label.place,
        label: Some(&label.text),
        primary: false,
    });
    let (snippets, bare) = excerpt::causes(primary.into_iter().chain(related).collect(), places);
    let (first, rest): (Vec<_>, Vec<_>) = bare.into_iter().partition(|mark| mark.primary);
    let mut elements = Vec::new();
    for mark in first {
        elements.extend(named(&mark, places));
    }
    elements.extend(snippets.into_iter().map(Element::from));
    for mark in rest {
        elements.extend(named(&mark, places));
    }
    elements
}

/// A mark without an excerpt: the place, and the label as a note.
fn named<'d>(mark: &excerpt::Mark<'d>, places: &mut Places<'_, '_>) -> Vec<Element<'d>> {
    let mut origin = Origin::path(printable(mark.place.file.as_str()));
    if let Some(range) = places.range(mark.place) {
        origin = origin
            .line(range.start.line as usize)
            .char_column(range.start.column as usize);
    }
    let note = mark
        .label
        .map(|label| Level::NOTE.message(printable(label)).into());
    [origin.into()].into_iter().chain(note).collect()
}
