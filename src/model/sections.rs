use super::ids::{Ids, Kind};
use super::reader::Reader;
use super::types::Element;
use crate::diagnostic::Code;
use crate::document::{Document, Heading, Sections};
use crate::tree::Span;

/// The kinds of elements that sections belong to.
const BINDING: [Kind; 4] = [Kind::Level, Kind::Dimension, Kind::Stage, Kind::Kpa];

/// Takes the body apart: a section whose heading carries the id of a level, sub-level, dimension,
/// stage or KPA belongs to it. An explicit id that names nothing of these is a warning.
pub(super) fn bind(reader: &mut Reader<'_>, document: &Document) -> Sections {
    // A section may belong to an element that was left out after an error.
    if BINDING.into_iter().all(|kind| reader.ids.is_complete(kind)) {
        for heading in document.headings.iter().filter(|heading| heading.explicit) {
            if !is_bound(&reader.ids, &heading.anchor) {
                report(reader, document, heading);
            }
        }
    }
    document.sections(|id| is_bound(&reader.ids, id))
}

fn is_bound(ids: &Ids, id: &str) -> bool {
    matches!(ids.find(id), Some(element) if !matches!(element, Element::Goal(_)))
}

fn report(reader: &mut Reader<'_>, document: &Document, heading: &Heading) {
    let id = &heading.anchor;
    let message = format!("the section `{id}` belongs to nothing in the model");
    let place = id_span(document, heading);
    let mut diagnostic = reader.diagnostic(
        Code::UnboundSection,
        place.unwrap_or(heading.span),
        message,
        "no level, dimension, stage or KPA",
    );
    let words = BINDING.into_iter().flat_map(|kind| reader.ids.words(kind));
    if place.is_some() {
        diagnostic = diagnostic.suggest(id, words);
    }
    let help =
        "a heading without `{#ID}` keeps the section in the general text without this warning";
    reader.decoder.report(diagnostic.help(help));
}

/// Where the explicit id stands inside of its heading.
fn id_span(document: &Document, heading: &Heading) -> Option<Span> {
    let text = heading.span.of(&document.text);
    let at = text.rfind(&format!("#{}", heading.anchor))? + 1;
    let start = heading.span.start as usize + at;
    Some(Span::new(start, start + heading.anchor.len()))
}
