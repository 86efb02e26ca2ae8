//! The events of a body or a part of it: pulldown-cmark, with what it needs from the rest of the body.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag,
    TagEnd,
};

use super::Document;
use super::definitions::{Definitions, Reference};
use crate::tree::Span;

/// GitHub's Markdown, so that a file reads there as it does here, and ids on headings. Task lists
/// are read in this file: pulldown-cmark 0.13.6 panics on `- [x] \` above `---` when both its task
/// lists and its heading attributes are on.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// How many bytes of footnotes from elsewhere a part takes in, beside four times its own length: a
/// file of many parts that all refer to one long note would else become as many times as long.
const FOREIGN: usize = 16 * 1024;

/// A part of a body, made so that it reads alone as it does within the whole.
pub(super) struct Part<'d> {
    document: &'d Document,
    /// The part itself, behind the blocks that define the footnotes it refers to.
    text: Cow<'d, str>,
    /// Where the part begins in `text`.
    lead: usize,
    /// Where the pieces of `text` begin, in it and in the file.
    pieces: Vec<(usize, usize)>,
}

/// An event and where it comes from.
#[derive(Debug)]
pub(super) struct Piece<'e> {
    pub event: Event<'e>,
    /// Absolute in the file.
    pub span: Span,
    /// It belongs to the part itself, not to the blocks before it.
    pub own: bool,
}

impl<'d> Part<'d> {
    pub(super) fn new(document: &'d Document, part: Span) -> Self {
        let own = part.of(&document.text);
        let mut text = String::new();
        let mut pieces = Vec::new();
        for block in foreign_footnotes(document, part) {
            pieces.push((text.len(), block.start as usize));
            text.push_str(block.of(&document.text));
            // A rule ends any block, so that an indented line that follows is no part of a footnote.
            text.push_str("\n\n***\n\n");
        }
        let lead = text.len();
        pieces.push((lead, part.start as usize));
        let text = if text.is_empty() {
            Cow::Borrowed(own)
        } else {
            text.push_str(own);
            Cow::Owned(text)
        };
        Self {
            document,
            text,
            lead,
            pieces,
        }
    }

    pub(super) fn events(&self) -> impl Iterator<Item = Piece<'_>> {
        Events::new(&self.text, &self.document.definitions).map(|(event, range)| Piece {
            event,
            own: range.start >= self.lead,
            span: self.absolute(range),
        })
    }

    fn absolute(&self, range: Range<usize>) -> Span {
        let i = self.pieces.partition_point(|(at, _)| *at <= range.start);
        let (at, start) = self.pieces[i.saturating_sub(1)];
        Span::new(range.start - at + start, range.end - at + start)
    }
}

/// The blocks outside of a part that define the footnotes it refers to, and those that these refer
/// to, in the order of the file; as many as there is room for.
fn foreign_footnotes(document: &Document, part: Span) -> impl Iterator<Item = Span> {
    let mut blocks = BTreeMap::new();
    let mut room = FOREIGN + 4 * part.of(&document.text).len();
    let mut texts = vec![part];
    while let Some(span) = texts.pop() {
        for label in footnote_labels(span.of(&document.text)) {
            let Some(block) = document.definitions.footnote(label) else {
                continue;
            };
            let inside = part.start <= block.start && block.end <= part.end;
            let left = room.checked_sub(block.of(&document.text).len());
            if let (false, Some(left)) = (inside || blocks.contains_key(&block.start), left) {
                room = left;
                blocks.insert(block.start, block);
                texts.push(block);
            }
        }
    }
    blocks.into_values()
}

/// Everything that may be the label of a footnote: `[^label]`.
fn footnote_labels(text: &str) -> impl Iterator<Item = &str> {
    memmem::find_iter(text.as_bytes(), b"[^").filter_map(|at| {
        let rest = &text[at + 2..];
        let end = rest.find(['[', ']'])?;
        rest[end..].starts_with(']').then_some(&rest[..end])
    })
}

/// Answers for link references that are defined in another part of the body.
struct Elsewhere<'e>(&'e Definitions);

impl<'e> BrokenLinkCallback<'e> for Elsewhere<'e> {
    fn handle_broken_link(&mut self, link: BrokenLink<'e>) -> Option<(CowStr<'e>, CowStr<'e>)> {
        let reference = self.0.reference(&link.reference)?;
        Some((
            reference.target.as_str().into(),
            reference.title.as_str().into(),
        ))
    }
}

/// The events of a text with their ranges in it.
pub(super) struct Events<'e> {
    text: &'e str,
    definitions: &'e Definitions,
    inner: OffsetIter<'e, Elsewhere<'e>>,
    /// How many more bytes of addresses may be put in place of others, for the reason for which
    /// pulldown-cmark counts them: one long definition, used often, would fill the memory.
    budget: usize,
    /// A list item has begun and holds nothing yet.
    at_item: bool,
    /// Up to where the text has become a task's marker.
    marker_end: usize,
}

impl<'e> Events<'e> {
    pub(super) fn new(text: &'e str, definitions: &'e Definitions) -> Self {
        let elsewhere = Some(Elsewhere(definitions));
        Self {
            text,
            definitions,
            inner: Parser::new_with_broken_link_callback(text, OPTIONS, elsewhere)
                .into_offset_iter(),
            budget: text.len().max(100_000),
            at_item: false,
            marker_end: 0,
        }
    }

    /// Every reference that the text defines, with its label, in the order of the text.
    pub(super) fn references(&self) -> Vec<(String, Reference)> {
        let definitions = self.inner.reference_definitions().iter();
        let mut definitions: Vec<_> = definitions.collect();
        definitions.sort_by_key(|(_, definition)| definition.span.start);
        definitions
            .into_iter()
            .map(|(label, definition)| {
                let target = definition.dest.to_string();
                let title = definition.title.as_deref().unwrap_or_default().to_owned();
                (label.to_owned(), Reference { target, title })
            })
            .collect()
    }

    /// The first definition of a body counts, also where the part holds a later one.
    fn redefine(&mut self, tag: &mut Tag<'e>) {
        let (Tag::Link {
            link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut,
            dest_url,
            title,
            id,
        }
        | Tag::Image {
            link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut,
            dest_url,
            title,
            id,
        }) = tag
        else {
            return;
        };
        let Some(reference) = self.definitions.reference(id) else {
            return;
        };
        if **dest_url == reference.target && **title == reference.title {
            return;
        }
        let cost = reference.target.len() + reference.title.len();
        if let Some(left) = self.budget.checked_sub(cost) {
            self.budget = left;
            *dest_url = reference.target.as_str().into();
            *title = reference.title.as_str().into();
        }
    }

    /// Whether a text that begins a list item is `[ ]` or `[x]` with a blank behind it.
    fn task(&self, start: usize) -> Option<bool> {
        let bytes = self.text.as_bytes();
        if start > 0 && bytes[start - 1] == b'\\' {
            return None;
        }
        match bytes.get(start..start + 4)? {
            [b'[', b' ', b']', b' ' | b'\t'] => Some(false),
            [b'[', b'x' | b'X', b']', b' ' | b'\t'] => Some(true),
            _ => None,
        }
    }
}

impl<'e> Iterator for Events<'e> {
    type Item = (Event<'e>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (mut event, range) = self.inner.next()?;
            let at_item = std::mem::replace(&mut self.at_item, false);
            match &mut event {
                Event::Start(Tag::Item) => self.at_item = true,
                Event::Start(Tag::Paragraph) => self.at_item = at_item,
                Event::Start(tag) => self.redefine(tag),
                Event::Text(_) if range.start < self.marker_end => {
                    let Some(rest) = self.text.get(self.marker_end..range.end) else {
                        continue;
                    };
                    if rest.is_empty() {
                        continue;
                    }
                    return Some((Event::Text(rest.into()), self.marker_end..range.end));
                }
                Event::Text(_) if at_item => {
                    if let Some(done) = self.task(range.start) {
                        self.marker_end = range.start + 4;
                        return Some((Event::TaskListMarker(done), range.start..range.start + 3));
                    }
                }
                _ => {}
            }
            return Some((event, range));
        }
    }
}

/// Whether the end of a tag leaves a text of its own, so that what follows stands apart from it.
pub(super) fn ends_text(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
