use std::collections::BTreeMap;

use super::Texts;
use crate::tree::{BookPath, LineIndex, Location, Place, Span};

/// Turns places into lines and columns; every file is indexed once.
pub(super) struct Places<'a, 't> {
    texts: Texts<'a, 't>,
    files: BTreeMap<BookPath, Option<File<'t>>>,
}

pub(super) struct File<'t> {
    pub text: &'t str,
    pub lines: LineIndex,
}

/// The first position of a span and the one after its last.
#[derive(Clone, Copy)]
pub(super) struct Range {
    pub start: Location,
    pub end: Location,
}

impl<'a, 't> Places<'a, 't> {
    pub fn new(texts: Texts<'a, 't>) -> Self {
        Self {
            texts,
            files: BTreeMap::new(),
        }
    }

    /// The file, if its text is known.
    pub fn file(&mut self, path: &BookPath) -> Option<&File<'t>> {
        if !self.files.contains_key(path) {
            let file = (self.texts)(path).map(|text| File {
                text,
                lines: LineIndex::new(text),
            });
            self.files.insert(path.clone(), file);
        }
        self.files.get(path)?.as_ref()
    }

    pub fn range(&mut self, place: &Place) -> Option<Range> {
        let file = self.file(&place.file)?;
        let span = file.fitted(place.span);
        Some(Range {
            start: file.lines.location(file.text, span.start),
            end: file.lines.location(file.text, span.end),
        })
    }

    /// The text under a place; empty where the file is not known.
    pub fn slice(&mut self, place: &Place) -> &'t str {
        self.file(&place.file).map_or("", |file| {
            let text = file.text;
            file.fitted(place.span).of(text)
        })
    }
}

impl File<'_> {
    /// The span made to fit the text: inside of it, and on the borders of characters.
    pub fn fitted(&self, span: Span) -> Span {
        let floor = |offset: u32| {
            let mut offset = (offset as usize).min(self.text.len());
            while !self.text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        Span::new(floor(span.start), floor(span.end))
    }
}
