//! What of the HTML that authors write may stay, where a book lets them write any.

use std::ops::Range;

use super::address::refusal;
use super::markdown::better_as_text;
use super::raw_tags::{RawTag, tags};
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
    /// All of it is text.
    pub as_text: Option<AsText>,
}

/// Why HTML is text though it could be sanitized.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AsText {
    /// It would take a parser too long.
    TooMuch,
    /// Headings or footnotes of Markdown would be lost in it.
    TakesUp,
}

impl Document {
    /// What stays of the HTML of its author, if there is any.
    pub fn judge_html(&self) -> Judged {
        let mut judged = Judged {
            as_text: better_as_text(self),
            ..Judged::default()
        };
        if judged.as_text.is_some() {
            return judged;
        }
        for piece in self.html.pieces() {
            for tag in tags(piece.of(&self.text)) {
                let place = |range: &Range<usize>| {
                    Span::new(range.start, range.end).shifted(piece.start as usize)
                };
                if let Some(what) = left_out(&tag) {
                    judged.left_out.push((what, place(&tag.span)));
                }
                judged.links.extend(links(&tag, &place));
            }
        }
        judged
    }
}

fn links(tag: &RawTag, place: &dyn Fn(&Range<usize>) -> Span) -> Vec<Link> {
    let addresses = tag.attributes.iter().filter_map(|attribute| {
        let image = address_of(&tag.name, &attribute.name)?;
        refusal(&attribute.value, image).is_none().then(|| Link {
            target: attribute.value.trim_ascii().to_owned(),
            span: place(&attribute.span),
            image,
        })
    });
    addresses.collect()
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
        let odd = tags("<a href=\" _other_.md?x=1&amp;y=*z*&copy;&#47;\">");
        assert_eq!(odd[0].attributes[0].value, " _other_.md?x=1&y=*z*©/");
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
