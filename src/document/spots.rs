//! Where a word of a construct stands in the text, for marks that point at it.

use pulldown_cmark::LinkType;

use crate::tree::Span;

/// Where an address stands inside its link. A reference is known by its use.
pub(super) fn address_span(link: Span, text: &str, address: &str, kind: LinkType) -> Span {
    let found = match kind {
        LinkType::Inline => {
            let source = link.of(text);
            // Not simply the last occurrence, which may stand in the title.
            let open = source.rfind("](").unwrap_or(0);
            let tail = Span::new(link.start as usize + open, link.end as usize);
            first_within(tail, text, address)
        }
        LinkType::Autolink | LinkType::Email => last_within(link, text, address),
        _ => None,
    };
    found.unwrap_or(link)
}

fn first_within(span: Span, text: &str, word: &str) -> Option<Span> {
    within(span, word, span.of(text).find(word)?)
}

pub(super) fn last_within(span: Span, text: &str, word: &str) -> Option<Span> {
    within(span, word, span.of(text).rfind(word)?)
}

fn within(span: Span, word: &str, at: usize) -> Option<Span> {
    let start = span.start as usize + at;
    (!word.is_empty()).then(|| Span::new(start, start + word.len()))
}

/// The span without blanks and line ends behind it.
pub(super) fn trimmed(span: Span, text: &str) -> Span {
    let source = span.of(text);
    let start = span.start as usize;
    Span::new(start, start + source.trim_end().len())
}
