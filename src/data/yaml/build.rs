use std::borrow::Cow;
use std::ops::Range;

use serde_yaml::granit_parser::{self, Event, ScalarStyle, ScanError, StructureStyle};

use super::repair::Repairs;
use super::{Source, features, keys, lost};
use crate::data::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::Span;

/// The deepest nesting of lists and maps.
const DEEPEST: usize = 16;

/// What one pass of the parser gave.
pub struct Outcome<'s> {
    pub root: Option<Node<'s>>,
    pub diagnostics: Vec<Diagnostic>,
    pub error: Option<ScanError>,
    /// Where the innermost `{` or `[` that was still open at the end stands.
    pub open_bracket: Option<usize>,
}

/// Makes a tree of events.
pub struct Builder<'a, 's> {
    pub source: &'a Source<'a, 's>,
    /// What the parser reads: the source, or its repaired form of the same length.
    pub parsed: &'a str,
    pub diagnostics: Vec<Diagnostic>,
    repairs: &'a Repairs,
    open: Vec<Frame<'s>>,
    /// How many collections below the deepest level are open and left out.
    skipped: usize,
    root: Option<Node<'s>>,
    documents: usize,
    /// Scalars that carry an anchor, by its number.
    anchored: Vec<(usize, Cow<'s, str>)>,
    /// The place of the scalar or collection that came last.
    last: Range<usize>,
    last_is_scalar: bool,
}

/// A list or map that has begun. Offsets are those of the YAML, not of the file.
pub struct Frame<'s> {
    start: usize,
    /// The end of the last thing in it.
    end: usize,
    pub flow: bool,
    is_map: bool,
    items: Vec<Node<'s>>,
    pub entries: Vec<Entry<'s>>,
    key: Option<Node<'s>>,
    /// How many diagnostics there were before it.
    diagnostics: usize,
}

pub struct Entry<'s> {
    pub key: Node<'s>,
    pub value: Node<'s>,
    /// Neither colon nor value was written: `b` in `{ a: 1, b }`.
    pub bare: bool,
}

impl<'a, 's> Builder<'a, 's> {
    pub fn new(source: &'a Source<'a, 's>, parsed: &'a str, repairs: &'a Repairs) -> Self {
        Self {
            source,
            parsed,
            diagnostics: Vec::new(),
            repairs,
            open: Vec::new(),
            skipped: 0,
            root: None,
            documents: 0,
            anchored: Vec::new(),
            last: 0..0,
            last_is_scalar: false,
        }
    }

    /// Takes the next event; `false` where reading should end.
    pub fn event(&mut self, event: Event<'_>, span: &granit_parser::Span) -> bool {
        let range = span.byte_range().unwrap_or(0..0);
        match event {
            Event::DocumentStart(..) => return self.document(range),
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(&text, style, anchor, range);
                if tag.is_some() {
                    self.tag(span, true);
                }
            }
            Event::SequenceStart(style, _, tag) => {
                self.begin(false, style, range);
                if tag.is_some() {
                    self.tag(span, false);
                }
            }
            Event::MappingStart(style, _, tag) => {
                self.begin(true, style, range);
                if tag.is_some() {
                    self.tag(span, false);
                }
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            Event::Anchor(..) => features::anchor(self, range),
            Event::Alias(number) => {
                features::alias(self, range.clone());
                let text = self.anchored.iter().find(|(n, _)| *n == number);
                let text = text.map_or(Cow::Borrowed(""), |(_, text)| text.clone());
                self.put_scalar(text, false, range, false);
            }
            Event::UnresolvedAlias(_) => {
                features::alias(self, range.clone());
                let text = self.slice(range.clone());
                self.put_scalar(Cow::Borrowed(text), true, range, false);
            }
            _ => {}
        }
        true
    }

    pub fn finish(mut self, error: Option<ScanError>) -> Outcome<'s> {
        // Maps that broke off may have held a key twice before that.
        for i in 0..self.open.len() {
            let mut entries = std::mem::take(&mut self.open[i].entries);
            self.without_duplicates(&mut entries);
        }
        Outcome {
            open_bracket: self
                .open
                .iter()
                .filter(|frame| frame.flow)
                .map(|frame| frame.start)
                // A pair in `[ ]` is a map without braces of its own.
                .rfind(|start| matches!(self.parsed.as_bytes().get(*start), Some(b'[' | b'{'))),
            root: self.root,
            diagnostics: self.diagnostics,
            error,
        }
    }

    /// The original text at a place.
    pub fn slice(&self, range: Range<usize>) -> &'s str {
        self.source.text.get(range).unwrap_or("")
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        if self.skipped == 0 {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The place of the scalar or collection that came last.
    pub fn last(&self) -> Range<usize> {
        self.last.clone()
    }

    pub fn last_is_scalar(&self) -> bool {
        self.last_is_scalar
    }

    /// Whether the next node stands behind a key of a block, and where that key ends.
    pub fn block_key_end(&self) -> Option<usize> {
        let frame = self.open.last().filter(|frame| !frame.flow)?;
        Some(frame.key.as_ref()?.span.end as usize - self.source.base)
    }

    /// The nearest key above the place that is being read.
    pub fn current_key(&self) -> Option<&str> {
        self.open
            .iter()
            .rev()
            .find_map(|frame| frame.key.as_ref())
            .and_then(Node::text)
    }

    fn document(&mut self, range: Range<usize>) -> bool {
        self.documents += 1;
        if self.documents == 1 {
            return true;
        }
        self.report(
            self.source
                .report(
                    Code::YamlSyntax,
                    range,
                    "a second YAML document begins here".to_owned(),
                )
                .help("keep all keys in one document, without `---` or `...` between them"),
        );
        false
    }

    fn tag(&mut self, span: &granit_parser::Span, scalar: bool) {
        let tag = span.tag_span().and_then(|tag| tag.byte_range());
        let start = span.tag_start.and_then(|mark| mark.byte_offset());
        let range = tag.or(start.map(|start| start..start + 1));
        if let Some(range) = range {
            features::tag(self, range, scalar);
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, anchor: usize, range: Range<usize>) {
        let plain = style == ScalarStyle::Plain;
        let empty = plain && range.is_empty();
        let range = if empty {
            self.empty_place(range.start)
        } else {
            self.trimmed(range)
        };
        let repaired = if plain {
            self.repairs.scalar(&range, text)
        } else {
            None
        };
        let is_repaired = repaired.is_some();
        let (text, quoted, range) = match repaired {
            Some(mended) => (Cow::Owned(mended.text), true, mended.stands),
            None if empty => (Cow::Borrowed(""), false, range),
            None => (self.kept(text, range.clone()), !plain, range),
        };
        if anchor != 0 {
            self.anchored.push((anchor, text.clone()));
        }
        if !is_repaired && self.skipped == 0 {
            if !plain {
                lost::quoted(self, &text, style, range.clone());
            } else if let Some(map) = keys::without_blanks(self, range.clone()) {
                self.last = range.clone();
                self.last_is_scalar = true;
                self.put(map, range, false);
                return;
            } else if lost::tab(self, &text, range.clone()) {
                // What the text should be is plain.
            } else if let Some(comment) = lost::comment(self, &text, range.clone())
                && empty
            {
                // `blocked-by: #12` has no other value that it could mean.
                let text = Cow::Borrowed(self.slice(comment.clone()));
                self.put_scalar(text, true, comment, false);
                return;
            }
        }
        self.put_scalar(text, quoted, range, empty);
    }

    /// The text of a scalar, borrowed from the source where it stands there as it is.
    fn kept(&self, text: &str, range: Range<usize>) -> Cow<'s, str> {
        let whole = self.slice(range);
        if whole == text {
            return Cow::Borrowed(whole);
        }
        match whole.get(1..whole.len().saturating_sub(1)) {
            Some(inner) if inner == text => Cow::Borrowed(inner),
            _ => Cow::Owned(text.to_owned()),
        }
    }

    /// The parser places an empty value before the colon of its key; people look for it behind.
    fn empty_place(&self, start: usize) -> Range<usize> {
        let rest = self.parsed.get(start..).unwrap_or("");
        let colon = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let expects_value = self.open.last().is_some_and(|frame| frame.key.is_some());
        if expects_value && rest[colon..].starts_with(':') {
            let end = start + colon + 1;
            return end..end;
        }
        start..start
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.parsed.get(range.clone()).unwrap_or("");
        range.start..range.start + text.trim_end().len()
    }

    fn put_scalar(&mut self, text: Cow<'s, str>, quoted: bool, range: Range<usize>, empty: bool) {
        self.last = range.clone();
        self.last_is_scalar = true;
        let node = Node {
            span: self.span(range.clone()),
            kind: Kind::Scalar { text, quoted },
        };
        self.put(node, range, empty);
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.source.base)
    }

    fn begin(&mut self, is_map: bool, style: StructureStyle, range: Range<usize>) {
        self.last = range.clone();
        self.last_is_scalar = false;
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        if self.open.len() == DEEPEST {
            let mark = range.start..range.end.max(range.start + 1).min(self.parsed.len());
            self.report(
                self.source
                    .report(
                        Code::TooDeep,
                        mark,
                        format!("values are nested more than {DEEPEST} levels deep"),
                    )
                    .help("check the brackets and the indent above this place"),
            );
            self.skipped = 1;
            return;
        }
        self.open.push(Frame {
            start: range.start,
            end: range.end,
            flow: style == StructureStyle::Flow,
            is_map,
            items: Vec::new(),
            entries: Vec::new(),
            key: None,
            diagnostics: self.diagnostics.len(),
        });
    }

    fn end(&mut self, range: Range<usize>) {
        if self.skipped > 0 {
            self.skipped -= 1;
            if self.skipped == 0 {
                self.put_scalar(Cow::Borrowed(""), false, range.start..range.start, false);
            }
            return;
        }
        let Some(mut frame) = self.open.pop() else {
            return;
        };
        let end = if frame.flow { range.end } else { frame.end };
        let place = frame.start..end.max(frame.start);
        let kind = if frame.is_map {
            if frame.flow {
                lost::split_texts(self, &mut frame);
            }
            self.without_duplicates(&mut frame.entries);
            Kind::Map(
                frame
                    .entries
                    .into_iter()
                    .map(|e| (e.key, e.value))
                    .collect(),
            )
        } else {
            Kind::List(frame.items)
        };
        let node = Node {
            span: self.span(place.clone()),
            kind,
        };
        let known = frame.diagnostics;
        if self
            .open
            .last()
            .is_some_and(|f| f.is_map && f.key.is_none())
        {
            // What was wrong inside a key that cannot be read follows from that.
            self.diagnostics.truncate(known);
        }
        self.put(node, place, false);
    }

    /// Puts a finished node where it belongs: below the key that waits, or into the list, or at the root.
    fn put(&mut self, node: Node<'s>, range: Range<usize>, empty: bool) {
        if self.skipped > 0 {
            return;
        }
        let Some(frame) = self.open.last_mut() else {
            if self.root.is_none() {
                self.root = Some(node);
            }
            return;
        };
        frame.end = frame.end.max(range.end);
        if !frame.is_map {
            frame.items.push(node);
            return;
        }
        let Some(key) = frame.key.take() else {
            frame.key = Some(node);
            return;
        };
        let key_end = key.span.end as usize - self.source.base;
        let between = self.parsed.get(key_end..range.start).unwrap_or("");
        let bare = empty && frame.flow && !between.contains(':');
        match &key.kind {
            Kind::Scalar {
                text,
                quoted: false,
            } if text == "<<" => {
                features::merge_key(self, &key);
            }
            Kind::Scalar { .. } => frame.entries.push(Entry {
                key,
                value: node,
                bare,
            }),
            _ => self.collection_as_key(&key),
        }
    }
}
