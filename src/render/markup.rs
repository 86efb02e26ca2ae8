//! One pass over the bytes of a page that tells the tags and attributes that matter. It copies
//! nothing and stops at no character twice, because every page of every build goes through it.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::name::{self, Name, name};

/// What a pass over a page tells, in the order of the page.
pub(super) trait Reader {
    /// An attribute of the tag that is being read: its name, where that begins, and its value.
    fn attribute(&mut self, tag: Tag, key: Name, at: usize, value: Range<usize>);

    /// A tag has ended. `raw` is what stands in a script, a style or a title, which is no markup.
    fn open(&mut self, tag: Tag, raw: Range<usize>);

    /// A tag that closes an element.
    fn close(&mut self, tag: Tag);
}

#[derive(Clone, Copy)]
pub(super) struct Tag {
    pub name: Name,
    /// Where its `<` stands.
    pub at: usize,
    /// It ends in `/>`.
    pub is_closed: bool,
    /// It stands in a picture or a formula, which have rules of their own.
    pub is_foreign: bool,
}

const SCRIPT: Name = name("script");
const STYLE: Name = name("style");
const TITLE: Name = name("title");
const TEXTAREA: Name = name("textarea");
const SVG: Name = name("svg");
const MATH: Name = name("math");

/// Tells `reader` everything that stands in the page.
pub(super) fn read(page: &[u8], reader: &mut impl Reader) {
    let mut foreign = 0_usize;
    let mut at = 0;
    while let Some(open) = memchr(b'<', &page[at..]).map(|i| at + i) {
        let begin = open + 1;
        match page.get(begin) {
            Some(b'/') => {
                let (closed, end) = name::read(page, begin + 1);
                at = past(page, end, b'>');
                if matches!(closed, SVG | MATH) {
                    foreign = foreign.saturating_sub(1);
                }
                reader.close(Tag {
                    name: closed,
                    at: open,
                    is_closed: true,
                    is_foreign: foreign > 0,
                });
            }
            Some(b'!') if page[begin..].starts_with(b"!--") => {
                at = memmem::find(&page[begin..], b"-->").map_or(page.len(), |i| begin + i + 3);
            }
            Some(b'!' | b'?') => at = past(page, begin, b'>'),
            Some(letter) if letter.is_ascii_alphabetic() => {
                let mut tag;
                (tag, at) = tag_at(page, open, reader);
                tag.is_foreign = foreign > 0;
                if matches!(tag.name, SVG | MATH) && !tag.is_closed {
                    foreign += 1;
                }
                let raw = raw(page, tag, at);
                at = raw.end;
                reader.open(tag, raw);
            }
            _ => at = begin,
        }
    }
}

/// Reads a tag with its attributes; gives where what follows begins.
fn tag_at(page: &[u8], open: usize, reader: &mut impl Reader) -> (Tag, usize) {
    let (name, mut at) = name::read(page, open + 1);
    let mut tag = Tag {
        name,
        at: open,
        is_closed: false,
        is_foreign: false,
    };
    while let Some(&byte) = page.get(at) {
        match byte {
            b'>' => return (tag, at + 1),
            b'/' => tag.is_closed = true,
            b'=' | 0..=b' ' => {}
            _ => {
                tag.is_closed = false;
                let (key, end) = name::read(page, at);
                let (value, next) = value(page, end);
                reader.attribute(tag, key, at, value);
                at = next;
                continue;
            }
        }
        at += 1;
    }
    (tag, page.len())
}

/// The value of the attribute whose name ends at `end`, and where what follows begins.
fn value(page: &[u8], end: usize) -> (Range<usize>, usize) {
    let blank = |at: usize| page.get(at).is_some_and(u8::is_ascii_whitespace);
    let skip = |mut at: usize| {
        while blank(at) {
            at += 1;
        }
        at
    };
    let equals = skip(end);
    if page.get(equals) != Some(&b'=') {
        return (end..end, end);
    }
    let begin = skip(equals + 1);
    match page.get(begin) {
        Some(&quote @ (b'"' | b'\'')) => {
            let from = begin + 1;
            let len = memchr(quote, &page[from..]).unwrap_or(page.len() - from);
            (from..from + len, (from + len + 1).min(page.len()))
        }
        _ => {
            let mut to = begin;
            while to < page.len() && !blank(to) && page[to] != b'>' {
                to += 1;
            }
            (begin..to, to)
        }
    }
}

/// What follows a tag and is a text whatever stands in it.
fn raw(page: &[u8], tag: Tag, at: usize) -> Range<usize> {
    let close: &[u8] = match tag.name {
        _ if tag.is_foreign => return at..at,
        SCRIPT => b"</script",
        STYLE => b"</style",
        TITLE => b"</title",
        TEXTAREA => b"</textarea",
        _ => return at..at,
    };
    let end = memmem::find(&page[at..], close).map_or(page.len(), |i| at + i);
    at..end
}

/// Behind the next byte of this kind.
fn past(page: &[u8], at: usize, byte: u8) -> usize {
    memchr(byte, &page[at..]).map_or(page.len(), |i| at + i + 1)
}
