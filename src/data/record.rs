use std::ops::Range;

use jiff::civil::Date;

use super::{Decoder, Kind, Node, Shape, Type, quote};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::tree::Span;

/// A map that was held against its shape.
#[derive(Clone, Copy)]
pub struct Record<'n, 's> {
    pub node: &'n Node<'s>,
    pub shape: &'static Shape,
}

/// Unknown keys are answered with the list of all keys only where it is short enough to help.
const MOST_KEYS_LISTED: usize = 16;

impl<'n, 's> Record<'n, 's> {
    /// The value of a key; `None` where it is missing or nothing was written.
    /// Asking for a key that the shape does not have is a bug and panics in debug builds.
    pub fn get(&self, key: &str) -> Option<&'n Node<'s>> {
        debug_assert!(
            self.shape.key(key).is_some(),
            "{} has no key {key}",
            self.shape.name
        );
        self.node.get(key).filter(|value| !value.is_empty())
    }

    /// Key and value, as in [`Record::get`].
    pub fn entry(&self, key: &str) -> Option<(&'n Node<'s>, &'n Node<'s>)> {
        self.node.entry(key).filter(|(_, value)| !value.is_empty())
    }
}

impl Decoder<'_> {
    /// Holds a map against a shape: unknown keys, missing required keys, and no map at all are
    /// reported. Where nothing was written, it is an empty map.
    pub fn record<'n, 's>(
        &mut self,
        node: &'n Node<'s>,
        shape: &'static Shape,
    ) -> Option<Record<'n, 's>> {
        let entries: &[(Node<'_>, Node<'_>)] = match &node.kind {
            Kind::Map(entries) => entries,
            _ if node.is_empty() => &[],
            kind => {
                let diagnostic = Diagnostic::new(
                    Code::WrongType,
                    format!("{} stands where {} belongs", described(kind), shape.name),
                )
                .at(self.place(node.span))
                .label("a map of keys and values is needed")
                .help(listed_keys(shape));
                self.report(diagnostic);
                return None;
            }
        };
        let mut meant = Vec::new();
        let mut split = None;
        for (ix, (key, _)) in entries.iter().enumerate() {
            let word = key.text().unwrap_or("");
            if shape.key(word).is_some() {
                continue;
            }
            let near = nearest(word, shape.keys.iter().map(|key| key.name));
            meant.extend(near);
            let text = ix
                .checked_sub(1)
                .filter(|_| near.is_none() && !self.is_toml());
            match text.and_then(|before| split_text(node, entries, shape, before)) {
                // Further keys of the same text follow from its first comma.
                Some(text) if split == Some(text.start) => {}
                Some(text) => {
                    split = Some(text.start);
                    let diagnostic = self.text_split(entries, text);
                    self.report(diagnostic);
                }
                None => self.unknown_key(key, shape, near.is_some()),
            }
        }
        for key in shape.keys.iter().filter(|key| key.required) {
            if !meant.contains(&key.name) {
                self.missing_key(node, entries, shape, key.name);
            }
        }
        Some(Record { node, shape })
    }

    /// `{ note: Two parts, first: reviewed }`, in which the comma makes a key of `first`.
    fn text_split(&self, entries: &[(Node<'_>, Node<'_>)], text: Range<usize>) -> Diagnostic {
        let (key, first) = &entries[text.start];
        let (_, last) = &entries[text.end - 1];
        let place = self.place(Span {
            start: first.span.start,
            end: last.span.end,
        });
        let quoted = quote::quoted(&joined(&entries[text.clone()]));
        let key = quote::shortened(key.text().unwrap_or(""));
        Diagnostic::new(
            Code::YamlLostText,
            format!("a comma ends the text of `{key}`, because it stands inside `{{ }}`"),
        )
        .at(place.clone())
        .label(match text.len() {
            2 => "is read as two entries",
            _ => "is read as several entries",
        })
        .help(format!("write `{quoted}`"))
        .fix(place, quoted)
    }

    /// `- Minutes: approved`, in which the colon makes a map of a text; for values that may be texts
    /// or maps of a shape.
    pub fn split_by_colon(
        &self,
        node: &Node<'_>,
        entries: &[(Node<'_>, Node<'_>)],
        shape: &Shape,
    ) -> Option<Diagnostic> {
        let [(key, value)] = entries else {
            return None;
        };
        let (word, rest) = (key.text()?, value.text()?);
        let is_key = shape.key(word).is_some()
            || nearest(word, shape.keys.iter().map(|key| key.name)).is_some();
        let in_braces = node.span.start < key.span.start;
        if is_key || in_braces || value.is_empty() || self.is_toml() {
            return None;
        }
        let text = format!("{word}: {rest}");
        let quoted = quote::quoted(&text);
        let diagnostic = Diagnostic::new(
            Code::YamlLostText,
            format!(
                "the colon and blank in `{}` begin a new key",
                quote::shortened(&text)
            ),
        )
        .at(self.place(node.span))
        .help(format!("write `{quoted}`"))
        .fix(self.place(node.span), quoted);
        Some(diagnostic)
    }

    fn unknown_key(&mut self, key: &Node<'_>, shape: &Shape, near: bool) {
        let word = key.text().unwrap_or("");
        let mut diagnostic = Diagnostic::new(
            Code::UnknownKey,
            format!("{} has no key `{}`", shape.name, quote::shortened(word)),
        )
        .at(self.place(key.span));
        if near {
            diagnostic = self.suggest(diagnostic, key, shape.keys.iter().map(|key| key.name));
        } else if shape.keys.len() <= MOST_KEYS_LISTED {
            diagnostic = diagnostic.help(listed_keys(shape));
        }
        self.report(diagnostic);
    }

    fn missing_key(
        &mut self,
        node: &Node<'_>,
        entries: &[(Node<'_>, Node<'_>)],
        shape: &Shape,
        name: &str,
    ) {
        let diagnostic = match node.entry(name) {
            Some((_, value)) if !value.is_empty() => return,
            Some((key, _)) => {
                Diagnostic::new(Code::MissingKey, format!("the key `{name}` has no value"))
                    .at(self.place(key.span))
                    .label("a value is needed")
            }
            None => {
                // The whole map would be a long excerpt, so its beginning stands for it.
                let span = entries.first().map_or(node.span, |(key, _)| key.span);
                Diagnostic::new(
                    Code::MissingKey,
                    format!("{} needs the key `{name}`", shape.name),
                )
                .at(self.place(span))
                .label(format!("`{name}` is missing beside this key"))
            }
        };
        self.report(match shape.key(name) {
            Some(key) if !key.doc.is_empty() => {
                diagnostic.help(format!("`{name}`: {}", key.doc.trim_end_matches('.')))
            }
            _ => diagnostic,
        });
    }

    pub fn text_at(&mut self, record: &Record<'_, '_>, key: &str) -> Option<String> {
        record.get(key).and_then(|node| self.text(node))
    }

    /// The texts of a list or of one scalar; empty where the key is missing.
    pub fn texts_at(&mut self, record: &Record<'_, '_>, key: &str) -> Vec<String> {
        record
            .get(key)
            .map_or_else(Vec::new, |node| self.texts(node))
    }

    pub fn id_at(&mut self, record: &Record<'_, '_>, key: &str) -> Option<String> {
        record.get(key).and_then(|node| self.id(node))
    }

    pub fn date_at(&mut self, record: &Record<'_, '_>, key: &str) -> Option<Date> {
        record.get(key).and_then(|node| self.date(node))
    }

    pub fn flag_at(&mut self, record: &Record<'_, '_>, key: &str) -> Option<bool> {
        record.get(key).and_then(|node| self.flag(node))
    }

    pub fn count_at(&mut self, record: &Record<'_, '_>, key: &str) -> Option<u32> {
        record.get(key).and_then(|node| self.count(node))
    }

    pub fn millionths_at(&mut self, record: &Record<'_, '_>, key: &str) -> Option<u64> {
        record.get(key).and_then(|node| self.millionths(node))
    }

    pub fn one_of_at<T: Copy>(
        &mut self,
        record: &Record<'_, '_>,
        key: &str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        record.get(key).and_then(|node| self.one_of(node, words))
    }

    /// The items of a list; empty where the key is missing.
    pub fn list_at<'n, 's>(&mut self, record: &Record<'n, 's>, key: &str) -> &'n [Node<'s>] {
        record
            .get(key)
            .and_then(|node| self.list(node))
            .unwrap_or(&[])
    }

    /// The items of a list, or the one value that stands for a list of one; empty where the key is missing.
    pub fn items_at<'n, 's>(&mut self, record: &Record<'n, 's>, key: &str) -> &'n [Node<'s>] {
        record.get(key).map_or(&[], |node| match &node.kind {
            Kind::List(items) => items,
            _ => std::slice::from_ref(node),
        })
    }

    /// The entries of a map with free keys; empty where the key is missing.
    pub fn map_at<'n, 's>(
        &mut self,
        record: &Record<'n, 's>,
        key: &str,
    ) -> &'n [(Node<'s>, Node<'s>)] {
        record
            .get(key)
            .and_then(|node| self.map(node))
            .unwrap_or(&[])
    }

    pub fn record_at<'n, 's>(
        &mut self,
        record: &Record<'n, 's>,
        key: &str,
        shape: &'static Shape,
    ) -> Option<Record<'n, 's>> {
        record.get(key).and_then(|node| self.record(node, shape))
    }
}

/// The entries inside `{ }` that are probably one text: a key that takes texts, with a text
/// without quotes, and the unknown keys behind it. `before` comes just before one of these.
fn split_text(
    node: &Node<'_>,
    entries: &[(Node<'_>, Node<'_>)],
    shape: &Shape,
    before: usize,
) -> Option<Range<usize>> {
    let known = |ix: usize| shape.key(entries[ix].0.text().unwrap_or(""));
    let start = (0..=before).rev().find(|ix| known(*ix).is_some())?;
    let (_, value) = &entries[start];
    let in_braces = node.span.start < entries[0].0.span.start && value.span.end <= node.span.end;
    let takes_text = match &known(start)?.value {
        Type::Text => true,
        Type::List { of, .. } => matches!(of, Type::Text),
        Type::Either(forms) => forms.iter().any(|form| matches!(form, Type::Text)),
        _ => false,
    };
    let is_text = |node: &Node<'_>| matches!(&node.kind, Kind::Scalar { text, quoted: false } if !text.contains('\n'));
    let mut end = start + 1;
    while end < entries.len() && known(end).is_none() && is_text(&entries[end].1) {
        end += 1;
    }
    let is_split = in_braces && takes_text && is_text(value) && !value.is_empty();
    (is_split && end > before + 1).then_some(start..end)
}

/// The text that the entries were, with the blanks it had.
fn joined(entries: &[(Node<'_>, Node<'_>)]) -> String {
    let mut out = String::new();
    let mut end = None;
    for (key, value) in entries {
        if let Some(end) = end {
            let blanks = |from: u32, to: u32| " ".repeat((to.saturating_sub(from + 1)) as usize);
            out.push(',');
            out.push_str(&blanks(end, key.span.start));
            out.push_str(key.text().unwrap_or(""));
            out.push(':');
            out.push_str(&blanks(key.span.end, value.span.start));
        }
        out.push_str(value.text().unwrap_or(""));
        end = Some(value.span.end);
    }
    out
}

/// The form of a value, for messages.
pub(super) fn described(kind: &Kind<'_>) -> &'static str {
    match kind {
        Kind::Scalar { .. } => "a single value",
        Kind::List(_) => "a list",
        Kind::Map(_) => "a map",
    }
}

fn listed_keys(shape: &Shape) -> String {
    let keys: Vec<&str> = shape.keys.iter().map(|key| key.name).collect();
    format!("the keys of {} are {}", shape.name, listed(&keys))
}

/// The words in backquotes, the last two joined by "and".
pub(super) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
