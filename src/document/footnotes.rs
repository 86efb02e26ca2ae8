use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::definitions::fold;
use super::events::Piece;

/// The definitions of a part's footnotes, kept back until it is known which of them are used.
#[derive(Default)]
pub(super) struct Footnotes<'e> {
    defined: BTreeMap<String, Vec<Piece<'e>>>,
    /// Definitions that have begun and not ended, the innermost last.
    open: Vec<(String, Vec<Piece<'e>>)>,
}

/// The numbers of footnotes, in the order in which a part refers to them, and their ids.
pub(super) struct Numbers<'w> {
    /// Tells the ids of this part from those of others on the page.
    prefix: &'w str,
    /// Put before ids where they are given.
    mark: &'w str,
    numbers: BTreeMap<String, usize>,
    order: Vec<String>,
}

impl<'e> Footnotes<'e> {
    /// Takes what belongs to a definition, and drops what belongs to blocks before the part.
    pub(super) fn set_aside(&mut self, piece: Piece<'e>) -> Option<Piece<'e>> {
        if let Event::Start(Tag::FootnoteDefinition(label)) = &piece.event {
            self.open.push((fold(label), Vec::new()));
            return None;
        }
        if let Event::End(TagEnd::FootnoteDefinition) = &piece.event {
            if let Some((label, pieces)) = self.open.pop() {
                self.defined.entry(label).or_insert(pieces);
            }
            return None;
        }
        if let Some((_, pieces)) = self.open.last_mut() {
            pieces.push(piece);
            return None;
        }
        piece.own.then_some(piece)
    }

    pub(super) fn take(&mut self, label: &str) -> Vec<Piece<'e>> {
        self.defined.remove(label).unwrap_or_default()
    }
}

impl<'w> Numbers<'w> {
    pub(super) fn new(prefix: &'w str, mark: &'w str) -> Self {
        Self {
            prefix,
            mark,
            numbers: BTreeMap::new(),
            order: Vec::new(),
        }
    }

    /// The label of a number that has been given; the first is 1.
    pub(super) fn label(&self, number: usize) -> Option<String> {
        self.order.get(number.checked_sub(1)?).cloned()
    }

    /// A reference, which is no link where it stands in one.
    pub(super) fn push_reference(&mut self, out: &mut String, label: &str, in_link: bool) {
        let (number, is_first) = self.number(label);
        out.push_str("<sup class=\"footnote-ref\"");
        if is_first {
            out.push_str(" id=\"");
            self.push_own_id(out, "fnref", number);
            out.push('"');
        }
        out.push('>');
        if in_link {
            out.push_str(&number.to_string());
        } else {
            out.push_str("<a href=\"#");
            self.push_id(out, "fn", number);
            out.push_str(&format!("\" aria-label=\"Footnote {number}\">{number}</a>"));
        }
        out.push_str("</sup>");
    }

    /// The way back from a footnote to its first reference, at the end of its last paragraph.
    pub(super) fn push_back_link(&self, out: &mut String, number: usize) {
        const END: &str = "</p>\n";
        let in_paragraph = out.ends_with(END);
        if in_paragraph {
            out.truncate(out.len() - END.len());
            out.push(' ');
        }
        out.push_str("<a class=\"footnote-back\" href=\"#");
        self.push_id(out, "fnref", number);
        out.push_str(&format!(
            "\" aria-label=\"Back to reference {number}\">↩</a>"
        ));
        if in_paragraph {
            out.push_str(END);
        }
    }

    /// An id where it is given.
    pub(super) fn push_own_id(&self, out: &mut String, kind: &str, number: usize) {
        out.push_str(self.mark);
        self.push_id(out, kind, number);
    }

    /// An id of this part's own: kind, prefix and number.
    fn push_id(&self, out: &mut String, kind: &str, number: usize) {
        out.push_str(kind);
        out.push('-');
        if !self.prefix.is_empty() {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
            out.extend(self.prefix.chars().map(|c| if plain(c) { c } else { '-' }));
            out.push('-');
        }
        out.push_str(&number.to_string());
    }

    /// The number of a footnote, and whether this is the first reference to it.
    fn number(&mut self, label: &str) -> (usize, bool) {
        let label = fold(label);
        if let Some(number) = self.numbers.get(&label) {
            return (*number, false);
        }
        self.order.push(label.clone());
        self.numbers.insert(label, self.order.len());
        (self.order.len(), true)
    }
}
