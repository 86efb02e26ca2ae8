use levelbook::data::{Kind, Node, parse_yaml, yaml_text};
use levelbook::diagnostic::Checked;
use levelbook::tree::Span;

use super::common::{sound, source};

/// A tree lies in its text, is the same whether the small reader or the parser makes it, and every
/// text of it can be written down and read again.
pub fn yaml_tree(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let read = tree(text);
    sound(&read.diagnostics, &source("content/a.md", bytes));
    let Some(root) = &read.value else {
        assert!(
            !read.diagnostics.is_empty(),
            "nothing is read, and nothing said"
        );
        return;
    };
    lies_in(root, Span::new(0, text.len()), text);
    texts_come_back(root);
    if read.diagnostics.is_empty() {
        parser_agrees(text, root);
    }
}

fn tree(text: &str) -> Checked<Option<Node<'_>>> {
    let path = source("content/a.md", b"").path;
    parse_yaml(&path, text, Span::new(0, text.len()))
}

fn lies_in(node: &Node<'_>, outer: Span, text: &str) {
    let span = node.span;
    assert!(
        outer.start <= span.start && span.end <= outer.end,
        "{node:?} leaves {outer:?}"
    );
    assert!(
        text.get(span.range()).is_some(),
        "{node:?} cuts a character"
    );
    match &node.kind {
        Kind::Scalar { .. } => {}
        Kind::List(items) => items.iter().for_each(|item| lies_in(item, span, text)),
        Kind::Map(entries) => {
            for (key, value) in entries {
                lies_in(key, span, text);
                lies_in(value, span, text);
            }
        }
    }
}

/// The small reader leaves a text with a blank of another kind to the parser, also where it stands in
/// a comment that says nothing. Blocks of text, which only the parser reads, end at a comment.
fn parser_agrees(text: &str, root: &Node<'_>) {
    if text.contains(['|', '>']) {
        return;
    }
    let commented = format!("{text}\n#\u{a0}\n");
    let again = tree(&commented);
    assert_eq!(
        again.diagnostics,
        [],
        "a comment makes a difference: {text:?}"
    );
    let again = again.value.expect("it was read without a mistake");
    assert!(same(root, &again), "{text:?}: {root:?} and {again:?}");
}

/// The same texts at the same places; nothing stands where nothing is written.
fn same(one: &Node<'_>, other: &Node<'_>) -> bool {
    let (span, there) = (one.span, other.span);
    match (&one.kind, &other.kind) {
        _ if one.is_empty() && other.is_empty() => true,
        (Kind::Scalar { .. }, Kind::Scalar { .. }) => one == other,
        (Kind::List(items), Kind::List(others)) => {
            let ends = items.last().is_some_and(ends_open) || span.end == there.end;
            let mut pairs = items.iter().zip(others);
            ends && items.len() == others.len() && pairs.all(|(one, other)| same(one, other))
        }
        (Kind::Map(entries), Kind::Map(others)) => {
            let ends = entries.last().is_some_and(|(_, value)| ends_open(value));
            let mut pairs = entries.iter().zip(others);
            (ends || span.end == there.end)
                && entries.len() == others.len()
                && pairs.all(|(one, other)| same(&one.0, &other.0) && same(&one.1, &other.1))
        }
        _ => false,
    }
}

/// Whether the last thing in a value is nothing.
fn ends_open(node: &Node<'_>) -> bool {
    match &node.kind {
        Kind::Scalar { .. } => node.is_empty(),
        Kind::List(items) => items.last().is_some_and(ends_open),
        Kind::Map(entries) => entries.last().is_some_and(|(_, value)| ends_open(value)),
    }
}

fn texts_come_back(node: &Node<'_>) {
    match &node.kind {
        Kind::Scalar { text, .. } => comes_back(text),
        Kind::List(items) => items.iter().for_each(texts_come_back),
        Kind::Map(entries) => {
            for (key, value) in entries {
                texts_come_back(key);
                texts_come_back(value);
            }
        }
    }
}

/// In a block and between brackets.
fn comes_back(text: &str) {
    let shown = |c: char| match c {
        c if c.is_control() && !matches!(c, '\n' | '\t') => ' ',
        c => c,
    };
    let expected: String = text.chars().map(shown).collect();
    let written = yaml_text(text);
    let front = format!("a: {written}\nb: [{written}, {{ c: {written} }}]\n");
    let read = tree(&front);
    assert_eq!(read.diagnostics, [], "{front:?}");
    let root = read.value.expect("it was read without a mistake");
    let Some(Kind::List(items)) = root.get("b").map(|list| &list.kind) else {
        panic!("no list: {front:?}");
    };
    let found = [
        root.get("a"),
        items.first(),
        items.get(1).and_then(|map| map.get("c")),
    ];
    for found in found {
        assert_eq!(found.and_then(Node::text), Some(&*expected), "{front:?}");
    }
}
