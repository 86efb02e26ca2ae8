//! What of the HTML that authors write may stay, where a book lets them write any.

use std::collections::HashSet;
use std::ops::Range;

use super::address::refusal;
use super::{Document, Link};
use crate::tree::Span;

/// Elements that say what a text is. None of them runs, embeds or asks for anything, and no page
/// of the theme gives them a meaning of its own.
pub(super) const ELEMENTS: [&str; 63] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
    "address",
];

/// Elements that a parser closes and opens again in every block that follows, until they end.
const FORMATTING: [&str; 8] = ["b", "code", "em", "i", "s", "small", "strong", "u"];

/// A tag as its author has written it.
pub(super) struct RawTag {
    /// In small letters, without its `<`; empty for a comment.
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

/// Whether an attribute may stay on an element; addresses are looked at by themselves.
pub(super) fn is_allowed(element: &str, attribute: &str, value: &str) -> bool {
    let digits =
        || !value.is_empty() && value.len() <= 4 && value.bytes().all(|b| b.is_ascii_digit());
    let one_of = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
    match (element, attribute) {
        (_, "title") | ("img", "alt") | ("time" | "del" | "ins", "datetime") => true,
        (_, "lang") => value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-'),
        (_, "dir") => one_of(&["ltr", "rtl", "auto"]),
        ("td" | "th", "colspan" | "rowspan") | ("col" | "colgroup", "span") => digits(),
        ("img", "width" | "height") | ("ol", "start") | ("li", "value") => digits(),
        ("th", "scope") => one_of(&["row", "col", "rowgroup", "colgroup"]),
        ("details", "open") | ("ol", "reversed") => true,
        _ => false,
    }
}

/// Whether an attribute holds an address, and whether that is a picture's.
pub(super) fn address_of(element: &str, attribute: &str) -> Option<bool> {
    match (element, attribute) {
        ("a", "href") => Some(false),
        ("img", "src") => Some(true),
        _ => None,
    }
}

/// What is left out of a tag, in backquotes; `None` where all of it stays.
pub(super) fn left_out(tag: &RawTag) -> Option<String> {
    if tag.name.is_empty() {
        return None;
    }
    if !ELEMENTS.contains(&tag.name.as_str()) {
        return Some(format!("the element `<{}>`", tag.name));
    }
    let lost =
        tag.attributes
            .iter()
            .find(|attribute| match address_of(&tag.name, &attribute.name) {
                Some(image) => refusal(&attribute.value, image).is_some(),
                None => !is_allowed(&tag.name, &attribute.name, &attribute.value),
            })?;
    let what = match address_of(&tag.name, &lost.name) {
        Some(_) => "the address",
        None => "the attribute",
    };
    Some(format!("{what} `{}` of `<{}>`", lost.name, tag.name))
}

/// What becomes of the HTML of a document where it is sanitized.
#[derive(Default, Debug)]
pub struct Judged {
    /// What is left out, each with its tag.
    pub left_out: Vec<(String, Span)>,
    /// Addresses that are looked up as those of Markdown are.
    pub links: Vec<Link>,
    /// There is so much of it that all of it is text.
    pub is_too_much: bool,
}

/// How many elements a parser may make of a body, so that a small file cannot fill the memory.
const MOST_ELEMENTS: usize = 2_000_000;

impl Document {
    /// What stays of the HTML of its author.
    pub fn judge_html(&self) -> Judged {
        let mut judged = Judged {
            is_too_much: !self.html.is_empty() && !self.may_have_html(),
            ..Judged::default()
        };
        if judged.is_too_much {
            return judged;
        }
        for piece in &self.html {
            for tag in tags(piece.of(&self.text)) {
                let place = |range: &Range<usize>| {
                    Span::new(range.start, range.end).shifted(piece.start as usize)
                };
                match left_out(&tag) {
                    Some(what) => judged.left_out.push((what, place(&tag.span))),
                    None => judged.links.extend(links(&tag, &place)),
                }
            }
        }
        judged
    }

    /// Whether there is HTML, and not so much that a parser would make too many elements of it: it
    /// repeats what is not closed in every block that follows.
    pub(super) fn may_have_html(&self) -> bool {
        let kinds = self.html.iter().flat_map(|piece| {
            let text = piece.of(&self.text);
            let tags = tags(text).into_iter();
            let formatting = tags.filter(|tag| FORMATTING.contains(&tag.name.as_str()));
            formatting.map(|tag| &text[tag.span])
        });
        let kinds: HashSet<&str> = kinds.collect();
        // It remembers three of each kind, and no element is shorter than two characters.
        let most = (1 + 3 * kinds.len()).saturating_mul(self.body.range().len() / 2);
        !self.html.is_empty() && most <= MOST_ELEMENTS
    }
}

fn links(tag: &RawTag, place: &dyn Fn(&Range<usize>) -> Span) -> Vec<Link> {
    let addresses = tag.attributes.iter().filter_map(|attribute| {
        Some(Link {
            target: attribute.value.clone(),
            span: place(&attribute.span),
            image: address_of(&tag.name, &attribute.name)?,
        })
    });
    addresses.collect()
}

/// The tags that open an element, and comments, in a piece of HTML.
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
    let events = pulldown_cmark::Parser::new(value);
    let texts = events.filter_map(|event| match event {
        pulldown_cmark::Event::Text(text) => Some(text),
        _ => None,
    });
    texts.map(|text| text.into_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(html: &str) -> Vec<String> {
        tags(html).iter().filter_map(left_out).collect()
    }

    #[test]
    fn harmless_markup_stays() {
        let html = "<p title=\"a > b\" lang=de>a</p><a href='x.md'>b</a><img src=a.png alt=\"\" width=9>\
                    <details open><!-- <script> --><td colspan=2 ROWSPAN='3'><time datetime=2026>";
        assert_eq!(lost(html), [""; 0]);
    }

    #[test]
    fn what_is_left_out_is_named() {
        assert_eq!(
            lost(
                "<ScRiPt>1</script><p style=x><a href=java&#115;cript:x><img src=//h/x alt=''><b id=x>"
            ),
            [
                "the element `<script>`",
                "the attribute `style` of `<p>`",
                "the address `href` of `<a>`",
                "the address `src` of `<img>`",
                "the attribute `id` of `<b>`"
            ]
        );
        assert_eq!(lost("<svg/onload=x"), ["the element `<svg>`"]);
        assert_eq!(lost("< b><1></b><"), [""; 0]);
    }

    #[test]
    fn values_stand_where_they_stand() {
        let html = "a <a x = 'y' href=\"b.md#c\">";
        let tags = tags(html);
        let href = &tags[0].attributes[1];
        assert_eq!(
            (&html[href.span.clone()], href.value.as_str()),
            ("b.md#c", "b.md#c")
        );
        assert_eq!(&html[tags[0].span.clone()], &html[2..]);
    }
}
