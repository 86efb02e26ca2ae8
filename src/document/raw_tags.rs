//! Tags as authors have written them, for what is said about them. Nothing is let pass for what is found here.

use std::ops::Range;

/// A tag as its author has written it.
pub(super) struct RawTag {
    /// In small letters.
    pub name: String,
    /// The tag itself, in the text.
    pub span: Range<usize>,
    pub attributes: Vec<RawAttribute>,
}

pub(super) struct RawAttribute {
    /// In small letters.
    pub name: String,
    /// With the entities decoded that matter.
    pub value: String,
    /// Of the value, in the text.
    pub span: Range<usize>,
}

/// The tags that open an element in a piece of HTML, without those in comments.
pub(super) fn tags(text: &str) -> Vec<RawTag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|i| at + i) {
        let rest = &text[open + 1..];
        if rest.starts_with("!--") {
            at = rest.find("-->").map_or(text.len(), |i| open + 1 + i + 3);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = open + 1;
            continue;
        }
        let tag = tag(text, open);
        at = tag.span.end;
        tags.push(tag);
    }
    tags
}

fn tag(text: &str, open: usize) -> RawTag {
    let bytes = text.as_bytes();
    let word = |from: usize| {
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'=');
        let len = bytes[from..].iter().position(ends);
        from + len.unwrap_or(bytes.len() - from)
    };
    let skip = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    let mut at = word(open + 1);
    let name = text[open + 1..at].to_ascii_lowercase();
    let mut attributes = Vec::new();
    while let Some(byte) = bytes.get(at) {
        if *byte == b'>' {
            at += 1;
            break;
        }
        if byte.is_ascii_whitespace() || matches!(byte, b'/' | b'=') {
            at += 1;
            continue;
        }
        let end = word(at);
        let name = text[at..end].to_ascii_lowercase();
        let equals = skip(end);
        let mut span = end..end;
        at = end;
        if bytes.get(equals) == Some(&b'=') {
            let from = skip(equals + 1);
            (span, at) = value(text, from);
        }
        let value = decode(&text[span.clone()]);
        attributes.push(RawAttribute { name, value, span });
    }
    let span = open..at.min(text.len());
    RawTag {
        name,
        span,
        attributes,
    }
}

fn value(text: &str, from: usize) -> (Range<usize>, usize) {
    let rest = &text[from..];
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let len = rest[1..].find(quote).unwrap_or(rest.len() - 1);
            let end = from + 1 + len;
            (from + 1..end, (end + 1).min(text.len()))
        }
        _ => {
            let ends = |c: char| c.is_ascii_whitespace() || c == '>';
            let end = from + rest.find(ends).unwrap_or(rest.len());
            (from..end, end)
        }
    }
}

/// A value with its entities decoded, as Markdown decodes them; what it does not know stays as it
/// is, and then is no address with a scheme.
fn decode(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    // Entities are the only markup that is left. A letter before keeps the beginning from being any.
    let mut text = String::from("x");
    for c in value.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '&' | '#' | ';') {
            text.push('\\');
        }
        text.push(if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        });
    }
    let events = pulldown_cmark::Parser::new(&text);
    let texts = events.filter_map(|event| match event {
        pulldown_cmark::Event::Text(text) => Some(text),
        _ => None,
    });
    let decoded: String = texts.map(|text| text.into_string()).collect();
    decoded.strip_prefix('x').unwrap_or_default().to_owned()
}
