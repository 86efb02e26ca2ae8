use std::collections::HashSet;

use levelbook::document::{Document, LinkTarget, Markup, parse, plain_text, render};
use levelbook::tree::Span;

use super::common::{sound, source};
use super::html::{inert, sanitized};

/// Whatever a body holds, its HTML has listed tags, attributes and schemes only, as a whole and in
/// parts; headings, links and diagnostics lie in the text.
pub fn markdown(bytes: &[u8]) {
    let file = source("content/page.md", bytes);
    let checked = parse(&file);
    sound(&checked.diagnostics, &file);
    let (Some(parsed), Some(text)) = (checked.value, file.text()) else {
        return;
    };
    let document = parsed.document;
    let html = html(&document, document.body, false);
    let ids = inert(&html);
    let unique = ids.iter().collect::<HashSet<_>>().len() == ids.len();
    let reported = checked
        .diagnostics
        .iter()
        .any(|one| one.code.id() == "duplicate-anchor");
    assert!(unique || reported, "an id stands twice in {html:?}");
    let spans = document.headings.iter().map(|heading| heading.span);
    for span in spans.chain(document.links.iter().map(|link| link.span)) {
        assert!(text.get(span.range()).is_some(), "{span:?} does not fit");
    }
    parts(&document);
    sanitized(&self::html(&document, document.body, true));
    let short = plain_text(&document, document.body, 160);
    assert!(short.chars().count() <= 161, "{short:?} is too long");
}

fn parts(document: &Document) {
    let sections = document.sections(|id| id != "general");
    let bound = sections.bound.into_iter().map(|(_, part)| part);
    for part in sections.general.into_iter().chain(bound) {
        inert(&html(document, part, false));
        sanitized(&html(document, part, true));
    }
}

/// Links stay as they are written, so that the filter is the only guard.
fn html(document: &Document, part: Span, sanitize: bool) -> String {
    let resolve = |target: &str, _| LinkTarget::To(target.to_owned());
    let markup = Markup {
        demote: 1,
        sanitize,
        ..Markup::new(&resolve)
    };
    render(document, part, &markup)
}
