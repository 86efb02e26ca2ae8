//! One pass over the bytes of a page that tells its tags and attributes. Every page of every build
//! goes through it, so what pages are made of takes few steps: short names and values in double
//! quotes. Everything else that browsers read is read too.

use std::ops::Range;

use memchr::memmem;

use super::name::{self, FOREIGN, Name, RAW, Traits, name};
use super::word::{before, blank, equal, find, small, word};

/// What a pass over a page tells, in the order of the page.
pub(super) trait Reader {
    /// An attribute of the tag that is being read: its name, where that begins, and its value.
    fn attribute(&mut self, tag: Tag, key: Name, at: usize, value: Range<usize>);

    /// A tag has ended. `raw` is what stands in a script, a style or a title, which is no markup.
    fn open(&mut self, tag: Tag, traits: Traits, raw: Range<usize>);

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
    /// It stands in a picture or a formula, or is one.
    pub is_foreign: bool,
}

/// How many bytes have to follow a page, so that its last ones are read like the others.
pub(super) const PADDING: usize = 16;

/// Tells `reader` everything that stands in the page, which ends `PADDING` bytes before the end of
/// `bytes`.
pub(super) fn read(bytes: &[u8], reader: &mut impl Reader) {
    let end = bytes.len().saturating_sub(PADDING);
    let mut foreign = 0_usize;
    let mut at = 0;
    loop {
        at = find(bytes, at, b'<', end);
        if at >= end {
            return;
        }
        let open = at;
        let first = bytes.get(open + 1).copied().unwrap_or_default();
        if first == b'/' {
            let closed;
            (closed, at) = closing(bytes, open + 2, end);
            if foreign > 0 && name::traits(closed) & FOREIGN != 0 {
                foreign -= 1;
            }
            reader.close(Tag {
                name: closed,
                at: open,
                is_closed: true,
                is_foreign: foreign > 0,
            });
        } else if first.is_ascii_alphabetic() {
            let mut tag;
            (tag, at) = opening(bytes, open, end, reader);
            let traits = name::traits(tag.name);
            tag.is_foreign = foreign > 0 || traits & FOREIGN != 0;
            if traits & FOREIGN != 0 && !tag.is_closed {
                foreign += 1;
            }
            let mut raw = at..at;
            if traits & RAW != 0 && foreign == 0 {
                raw = at..end_of_raw(bytes, tag.name, at, end);
                at = raw.end;
            }
            reader.open(tag, traits, raw);
        } else {
            at = no_tag(bytes, open, end);
        }
    }
}

/// The name of a tag that closes an element, and where what follows begins.
#[inline(always)]
fn closing(bytes: &[u8], at: usize, end: usize) -> (Name, usize) {
    let eight = word(bytes, at);
    let len = before(equal(eight, b'>'));
    if len < 8 && blank(eight) & ((1 << (8 * len)) - 1) == 0 {
        return (small(eight, len), at + len + 1);
    }
    let (name, behind) = name::read(bytes, at);
    (name, find(bytes, behind, b'>', end) + 1)
}

/// Reads a tag with its attributes; gives where what follows begins.
#[inline(always)]
fn opening(bytes: &[u8], open: usize, end: usize, reader: &mut impl Reader) -> (Tag, usize) {
    let eight = word(bytes, open + 1);
    let len = before(blank(eight) | equal(eight, b'>') | equal(eight, b'/'));
    let (name, mut at) = match len {
        0..8 => (small(eight, len), open + 1 + len),
        _ => name::read(bytes, open + 1),
    };
    let mut tag = Tag {
        name,
        at: open,
        is_closed: false,
        is_foreign: false,
    };
    while at < end {
        match bytes.get(at) {
            Some(b'>') => return (tag, at + 1),
            Some(b'/') => {
                tag.is_closed = true;
                at += 1;
            }
            Some(0..=b' ' | b'=') => at += 1,
            _ => {
                tag.is_closed = false;
                let (key, value, next) = attribute(bytes, at, end);
                reader.attribute(tag, key, at, value);
                at = next;
            }
        }
    }
    (tag, end)
}

/// Name and value of an attribute, and where what follows begins.
#[inline(always)]
fn attribute(bytes: &[u8], at: usize, end: usize) -> (Name, Range<usize>, usize) {
    let eight = word(bytes, at);
    let len = before(equal(eight, b'='));
    let others = blank(eight) | equal(eight, b'>') | equal(eight, b'/');
    if len < 8 && others & ((1 << (8 * len)) - 1) == 0 && bytes.get(at + len + 1) == Some(&b'"') {
        let from = at + len + 2;
        let to = find(bytes, from, b'"', end);
        return (small(eight, len), from.min(to)..to, to + 1);
    }
    let (key, behind) = name::read(bytes, at);
    let (value, next) = value(bytes, behind, end);
    (key, value, next)
}

/// The value of the attribute whose name ends at `at`, and where what follows begins.
fn value(bytes: &[u8], at: usize, end: usize) -> (Range<usize>, usize) {
    let text = &bytes[..end.max(at)];
    let skip = |mut at: usize| {
        while text.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    let equals = skip(at);
    if text.get(equals) != Some(&b'=') {
        return (at..at, at);
    }
    let from = skip(equals + 1);
    match text.get(from) {
        Some(&quote @ (b'"' | b'\'')) => {
            let to = find(bytes, from + 1, quote, end);
            ((from + 1).min(to)..to, to + 1)
        }
        _ => {
            let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
            let rest = text.get(from..).unwrap_or_default();
            let to = from + rest.iter().position(ends).unwrap_or(rest.len());
            (from..to, to)
        }
    }
}

/// Behind a comment, a document type or a `<` that is only that.
#[cold]
fn no_tag(bytes: &[u8], open: usize, end: usize) -> usize {
    let rest = &bytes[open + 1..end.max(open + 1)];
    if rest.starts_with(b"!--") {
        memmem::find(rest, b"-->").map_or(end, |i| open + 1 + i + 3)
    } else if rest.starts_with(b"!") || rest.starts_with(b"?") {
        find(bytes, open, b'>', end) + 1
    } else {
        open + 1
    }
}

#[cold]
fn end_of_raw(bytes: &[u8], tag: Name, at: usize, end: usize) -> usize {
    const SCRIPT: Name = name("script");
    const STYLE: Name = name("style");
    const TITLE: Name = name("title");
    let close: &[u8] = match tag {
        SCRIPT => b"</script",
        STYLE => b"</style",
        TITLE => b"</title",
        _ => b"</textarea",
    };
    let rest = bytes.get(at..end).unwrap_or_default();
    memmem::find(rest, close).map_or(end.max(at), |i| at + i)
}
