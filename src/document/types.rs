use std::sync::Arc;

use crate::data::Node;
use crate::tree::{BookPath, Digest, Span};

/// A document together with its front matter, which lives only until it has been decoded.
#[derive(Clone, Debug)]
pub struct Parsed<'s> {
    /// `None` where the file has no front matter or none that could be read.
    pub front: Option<Node<'s>>,
    pub document: Document,
}

/// A Markdown file of the book, an input; what is published are pages.
#[derive(Clone, Debug)]
pub struct Document {
    pub path: BookPath,
    pub text: Arc<str>,
    pub digest: Digest,
    /// The Markdown below the front matter.
    pub body: Span,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
}

/// A heading of the body. Every heading has an anchor; only an explicit id binds a section to a
/// KPA, a level or a dimension.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    pub level: u8,
    /// The visible text, without markup.
    pub text: String,
    /// The anchor in the page: the explicit id, or a slug of the text made unique in the file.
    pub anchor: String,
    /// Whether the anchor was written as `{#id}`.
    pub explicit: bool,
    /// The whole heading, absolute in the file.
    pub span: Span,
}

/// A link or an image of the body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// As written, entities and escapes decoded.
    pub target: String,
    /// Of the address, where it stands in the text; else of the whole link. Absolute in the file.
    pub span: Span,
    pub image: bool,
}

impl Document {
    pub fn body_text(&self) -> &str {
        self.body.of(&self.text)
    }

    /// The title: the first heading's text.
    pub fn first_heading(&self) -> Option<&Heading> {
        self.headings.first()
    }

    /// The parts of the body: before the first of `ids`, and one part for every heading with an
    /// explicit id among `ids`, up to the next heading of the same or a higher rank.
    /// What follows such a section belongs to the general text again.
    pub fn sections(&self, is_bound: impl Fn(&str) -> bool) -> Sections {
        let mut sections = Sections {
            general: Vec::new(),
            bound: Vec::new(),
        };
        let mut start = self.body.start;
        let mut i = 0;
        while i < self.headings.len() {
            let heading = &self.headings[i];
            if heading.explicit && is_bound(&heading.anchor) {
                if start < heading.span.start {
                    sections.general.push(Span {
                        start,
                        end: heading.span.start,
                    });
                }
                let next = (i + 1..self.headings.len()).find(|&j| {
                    let later = &self.headings[j];
                    later.level <= heading.level || (later.explicit && is_bound(&later.anchor))
                });
                let end = next.map_or(self.body.end, |j| self.headings[j].span.start);
                sections.bound.push((
                    heading.anchor.clone(),
                    Span {
                        start: heading.span.start,
                        end,
                    },
                ));
                start = end;
                i = next.unwrap_or(self.headings.len());
            } else {
                i += 1;
            }
        }
        if start < self.body.end {
            sections.general.push(Span {
                start,
                end: self.body.end,
            });
        }
        sections
    }
}

/// A body taken apart by [`Document::sections`]; the spans are absolute in the file.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Sections {
    pub general: Vec<Span>,
    /// Id and span; the span begins with the heading.
    pub bound: Vec<(String, Span)>,
}
