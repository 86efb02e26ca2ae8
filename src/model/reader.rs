use super::ids::{Ids, Kind};
use super::types::{Element, Millionths, ONE};
use crate::data::{Decoder, Kind as NodeKind, Node, Record, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{BookPath, LineIndex, Span, readable_name};

/// The largest weight of a goal or KPA.
const MAX_WEIGHT: Millionths = 1_000 * ONE;

/// What the readers of a model's parts share: the decoder, the ids, the lines of the file.
pub(super) struct Reader<'a> {
    pub decoder: Decoder<'a>,
    pub ids: Ids,
    lines: LineIndex,
    /// The `formerly` keys, which are read when all present ids are known.
    pub former: Vec<(Element, &'a [Node<'a>])>,
}

impl<'a> Reader<'a> {
    pub fn new(file: &'a BookPath, text: &str) -> Self {
        Self {
            decoder: Decoder::new(file),
            ids: Ids::default(),
            lines: LineIndex::new(text),
            former: Vec::new(),
        }
    }

    pub fn line(&self, span: Span) -> u32 {
        self.lines.line(span.start)
    }

    pub fn report(&mut self, code: Code, span: Span, message: String, label: &str) {
        let diagnostic = self.diagnostic(code, span, message, label);
        self.decoder.report(diagnostic);
    }

    pub fn diagnostic(&self, code: Code, span: Span, message: String, label: &str) -> Diagnostic {
        Diagnostic::new(code, message)
            .at(self.decoder.place(span))
            .label(label)
    }

    /// A record that has an id: held against its shape, its id claimed, its `formerly` put aside.
    pub fn element(
        &mut self,
        node: &'a Node<'a>,
        shape: &'static Shape,
        element: Element,
        kind: Kind,
    ) -> Option<(String, Record<'a, 'a>)> {
        let Some(record) = self.decoder.record(node, shape) else {
            self.ids.leave_out(kind);
            return None;
        };
        let id = self.ids.claim(&mut self.decoder, &record, element)?;
        if shape.key("formerly").is_some() {
            let former = self.decoder.items_at(&record, "formerly");
            self.former.push((element, former));
        }
        Some((id, record))
    }

    /// The items of a list of elements. Where it is no list, or an unknown key may be meant for it,
    /// the kind counts as incomplete.
    pub fn elements(&mut self, record: &Record<'a, 'a>, key: &str, kind: Kind) -> &'a [Node<'a>] {
        let is_list = match record.get(key) {
            Some(node) => matches!(node.kind, NodeKind::List(_)),
            None => !self.has_unknown_key(record),
        };
        if !is_list {
            self.ids.leave_out(kind);
        }
        self.decoder.list_at(record, key)
    }

    /// The `name`; where it is missing the id, made readable.
    pub fn name(&mut self, record: &Record<'a, 'a>, id: &str) -> String {
        self.decoder
            .text_at(record, "name")
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| readable_name(id))
    }

    /// The `weight`: above 0 and up to 1000; 1 where it is missing.
    pub fn weight(&mut self, record: &Record<'a, 'a>) -> Millionths {
        let Some(node) = record.get("weight") else {
            return ONE;
        };
        match self.decoder.millionths(node) {
            Some(weight @ 1..=MAX_WEIGHT) => weight,
            Some(_) => {
                let message = format!("the weight `{}` is out of range", node.text().unwrap_or(""));
                let diagnostic = self
                    .diagnostic(Code::BadValue, node.span, message, "not a weight")
                    .help("a weight is above 0 and at most 1000");
                self.decoder.report(diagnostic);
                ONE
            }
            None => ONE,
        }
    }

    pub fn resolve(&mut self, node: &Node<'_>, kind: Kind) -> Option<Element> {
        self.ids.resolve(&mut self.decoder, node, kind)
    }

    /// Whether a record has a key that its shape does not have, which may be meant for a missing one.
    pub fn has_unknown_key(&self, record: &Record<'_, '_>) -> bool {
        let NodeKind::Map(entries) = &record.node.kind else {
            return false;
        };
        let mut keys = entries.iter().filter_map(|(key, _)| key.text());
        keys.any(|key| record.shape.key(key).is_none())
    }
}
