//! Keys of maps: no list or map is one, none stands twice, and a blank follows each colon.

use std::ops::Range;

use super::build::{Builder, Entry};
use super::lost;
use crate::data::{Kind, Node, quote};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::Span;

impl<'s> Builder<'_, 's> {
    pub(super) fn collection_as_key(&mut self, key: &Node<'s>) {
        let range = key.span.range();
        let start = range.start - self.source.base;
        let raw = self.slice(start..range.end - self.source.base);
        let diagnostic = self.source.report(
            Code::WrongType,
            start..range.end - self.source.base,
            "a list or map stands where a key belongs".to_owned(),
        );
        self.report(if raw.contains('\n') {
            diagnostic.help("if it is a text, put it in double quotes")
        } else {
            diagnostic.help(format!(
                "if it is a text, put it in quotes: `{}`",
                quote::quoted(raw)
            ))
        });
    }

    /// Leaves out the later entry of the same key and reports it.
    pub(super) fn without_duplicates(&mut self, entries: &mut Vec<Entry<'s>>) {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|a, b| entries[*a].key.text().cmp(&entries[*b].key.text()));
        let mut repeated: Vec<(usize, usize)> = Vec::new();
        let mut first = 0;
        for i in 1..order.len() {
            if entries[order[i]].key.text() == entries[order[first]].key.text() {
                repeated.push((order[i], order[first]));
            } else {
                first = i;
            }
        }
        if repeated.is_empty() {
            return;
        }
        repeated.sort_unstable();
        for (later, earlier) in &repeated {
            let (later, earlier) = (&entries[*later].key, &entries[*earlier].key);
            let name = quote::shortened(later.text().unwrap_or(""));
            let mut diagnostic =
                Diagnostic::new(Code::DuplicateKey, format!("the key `{name}` stands twice"))
                    .label("second, left out");
            let mut place = self.source.place(0, 0);
            place.span = earlier.span;
            let mut at = place.clone();
            at.span = later.span;
            diagnostic = diagnostic
                .at(at)
                .related(place, "first")
                .help("remove or rename one of the two");
            self.report(diagnostic);
        }
        let mut index = 0;
        entries.retain(|_| {
            index += 1;
            repeated
                .binary_search_by_key(&(index - 1), |(later, _)| *later)
                .is_err()
        });
    }
}

/// `key:value`, which YAML reads as one text: reported, and as the key and the value that were meant.
pub fn without_blank<'s>(
    builder: &mut Builder<'_, 's>,
    range: Range<usize>,
) -> Option<(Node<'s>, Node<'s>)> {
    let source = builder.source;
    let raw = builder.slice(range.clone());
    let (key, value) = divided(raw)?;
    let colon = range.start + key.len();
    let mended = format!("{key}: {value}");
    builder.report(
        source
            .report(
                Code::YamlSyntax,
                range.clone(),
                format!("a blank is missing behind the colon of `{key}`"),
            )
            .help(format!("write `{}`", quote::shortened(&mended)))
            .fix(source.place(range.start, range.end), mended),
    );
    let scalar = |text: &'s str, start: usize| Node {
        span: Span::new(start, start + text.len()).shifted(source.base),
        kind: Kind::Scalar {
            text: text.into(),
            quoted: false,
        },
    };
    Some((scalar(key, range.start), scalar(value, colon + 1)))
}

fn divided(raw: &str) -> Option<(&str, &str)> {
    let (key, value) = raw.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    (is_key && !value.is_empty() && !value.starts_with("//")).then_some((key, value))
}

/// The lines below a key where each lacks the blank behind its colon, so that YAML reads all of them
/// as one text.
pub fn without_blanks<'s>(builder: &mut Builder<'_, 's>, range: Range<usize>) -> Option<Node<'s>> {
    let key_end = builder.block_key_end()?;
    let below = builder.parsed.get(key_end..range.start)?.contains('\n');
    let free = |key: &str| key != "team" && lost::is_free_text(key);
    if !below || builder.current_key().is_some_and(free) {
        return None;
    }
    let raw = builder.slice(range.clone());
    let mut lines = Vec::new();
    let mut start = range.start;
    for line in raw.split('\n') {
        let text = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        divided(text)?;
        lines.push(at..at + text.len());
        start += line.len() + 1;
    }
    let entries = lines
        .into_iter()
        .filter_map(|line| without_blank(builder, line))
        .collect();
    Some(Node {
        span: Span::new(range.start, range.end).shifted(builder.source.base),
        kind: Kind::Map(entries),
    })
}
