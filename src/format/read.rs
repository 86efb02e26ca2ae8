use super::leaves::Leaves;
use super::remarks::{self, Found};
use crate::data::layout::{Item, Items, Remark, Value};
use crate::data::{Kind, Node};
use crate::tree::Span;

/// The entries of front matter that parses without a diagnostic, each with the comments that it
/// stands behind or before. `None` where a text is written in a way that is not understood here.
pub fn items(text: &str, span: Span, root: &Node<'_>) -> Option<Items> {
    let mut leaves = Leaves::default();
    leaves.add(text, root, span.start as usize)?;
    let mut found = remarks::find(text, span.range(), &leaves.ranges);
    found.reverse();
    let mut reader = Reader {
        text,
        leaves,
        found,
    };
    let Value::Map(mut items) = reader.value(root, span.end as usize, None) else {
        return None;
    };
    let rest = reader.take_all(usize::MAX);
    items
        .tail
        .extend(rest.into_iter().map(|found| found.remark));
    trim(&mut items.tail);
    Some(items)
}

/// No blank lines at the end.
fn trim(remarks: &mut Vec<Remark>) {
    while remarks.last() == Some(&Remark::Blank) {
        remarks.pop();
    }
}

struct Reader<'t> {
    text: &'t str,
    leaves: Leaves,
    /// Those that belong to nothing yet; the next one is the last.
    found: Vec<Found>,
}

/// A key with its value, or an item of a list.
struct Child<'n, 's> {
    key: Option<&'n Node<'s>>,
    value: &'n Node<'s>,
    start: usize,
}

/// What lies around the children of a list or map.
#[derive(Clone, Copy)]
struct Around {
    /// Where their remarks end.
    end: usize,
    /// The column from which on a comment behind the last of them is theirs; `None` in brackets.
    column: Option<usize>,
}

impl Reader<'_> {
    /// A value whose remarks end before `limit`; `parent` is the column of what it belongs to.
    fn value(&mut self, node: &Node<'_>, limit: usize, parent: Option<usize>) -> Value {
        let children: Vec<Child<'_, '_>> = match &node.kind {
            Kind::Scalar { text, .. } => {
                return match self.leaves.block(node) {
                    Some(block) => block.value(self.text),
                    None if node.is_empty() => Value::Empty(Vec::new()),
                    None => Value::Text(text.to_string()),
                };
            }
            Kind::List(list) => list.iter().map(|item| self.child(None, item)).collect(),
            Kind::Map(entries) => entries
                .iter()
                .map(|(key, value)| self.child(Some(key), value))
                .collect(),
        };
        let around = self.around(node, limit, parent);
        let items = self.children(&children, around);
        match node.kind {
            Kind::List(_) => Value::List(items),
            _ => Value::Map(items),
        }
    }

    fn child<'n, 's>(&self, key: Option<&'n Node<'s>>, value: &'n Node<'s>) -> Child<'n, 's> {
        Child {
            key,
            value,
            start: key.map_or_else(|| self.start(value), |key| key.span.start as usize),
        }
    }

    fn start(&self, value: &Node<'_>) -> usize {
        let block = self.leaves.block(value);
        block.map_or(value.span.start as usize, |block| block.head.start)
    }

    /// Whether it is a list or map without brackets.
    fn is_spread(&self, node: &Node<'_>) -> bool {
        let written = node.span.of(self.text);
        !matches!(node.kind, Kind::Scalar { .. }) && !written.starts_with(['{', '['])
    }

    fn around(&self, node: &Node<'_>, limit: usize, parent: Option<usize>) -> Around {
        let span = node.span.range();
        if !self.is_spread(node) {
            return Around {
                end: span.end.saturating_sub(1),
                column: None,
            };
        }
        // A list may begin in the column of its key: what follows in that column is the next key's.
        let column = self.column(span.start);
        let column = match parent.is_some_and(|parent| column <= parent) {
            true => usize::MAX,
            false => column,
        };
        Around {
            end: limit,
            column: Some(column),
        }
    }

    fn children(&mut self, children: &[Child<'_, '_>], around: Around) -> Items {
        let mut items = Items::default();
        for (ix, child) in children.iter().enumerate() {
            let limit = children.get(ix + 1).map_or(around.end, |next| next.start);
            items.list.push(self.item(child, limit));
        }
        items.tail = match around.column {
            Some(column) => self.take_deep(around.end, column),
            None => self
                .take_all(around.end)
                .into_iter()
                .map(|f| f.remark)
                .collect(),
        };
        trim(&mut items.tail);
        items
    }

    fn item(&mut self, child: &Child<'_, '_>, limit: usize) -> Item {
        let before = self.take_all(child.start).into_iter();
        let mut before: Vec<Remark> = before.map(|found| found.remark).collect();
        let mut behind = None;
        // What stands above the first entry of a map belongs to that entry.
        let is_spread = self.is_spread(child.value);
        let value_start = self.start(child.value);
        while let Some(found) = self.next_if(|found| {
            found.at < value_start && !child.value.is_empty() && !(is_spread && found.alone)
        }) {
            match (found.alone, found.remark) {
                (_, Remark::Blank) => {}
                (false, Remark::Comment(text)) if behind.is_none() => behind = Some(text),
                (_, comment) => before.push(comment),
            }
        }
        let column = self.column(child.start);
        let mut value = self.value(child.value, limit, Some(column));
        while let Some(found) = self.next_if(|found| found.at < limit && !found.alone) {
            match (found.remark, &behind) {
                (Remark::Comment(text), None) => behind = Some(text),
                (comment, _) => before.push(comment),
            }
        }
        match &mut value {
            Value::Empty(tail) => *tail = self.take_deep(limit, column + 1),
            // In brackets without anything else a comment would not be seen as theirs.
            Value::List(items) | Value::Map(items) if items.list.is_empty() => {
                before.append(&mut items.tail);
            }
            Value::Map(items) if child.key.is_none() => {
                if let Some(first) = items.list.first_mut() {
                    before.append(&mut first.before);
                }
            }
            _ => {}
        }
        Item {
            before,
            key: child.key.and_then(Node::text).unwrap_or("").to_owned(),
            value,
            behind,
        }
    }

    fn column(&self, at: usize) -> usize {
        at - self.text[..at].rfind('\n').map_or(0, |line| line + 1)
    }

    fn next_if(&mut self, test: impl Fn(&Found) -> bool) -> Option<Found> {
        self.found.pop_if(|found| test(found))
    }

    fn take_all(&mut self, until: usize) -> Vec<Found> {
        std::iter::from_fn(|| self.next_if(|found| found.at < until)).collect()
    }

    /// The comments that follow in this column or behind it; blank lines behind them stay.
    fn take_deep(&mut self, until: usize, column: usize) -> Vec<Remark> {
        let mut count = 0;
        for (ix, found) in self.found.iter().rev().enumerate() {
            let blank = found.remark == Remark::Blank;
            if found.at >= until || (!blank && (found.column < column || !found.alone)) {
                break;
            }
            if !blank {
                count = ix + 1;
            }
        }
        let taken = self.found.split_off(self.found.len() - count);
        taken.into_iter().rev().map(|found| found.remark).collect()
    }
}
