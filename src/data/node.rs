use std::borrow::Cow;

use crate::tree::Span;

/// A value of front matter or settings. Scalars keep their text: what a text means (a number, a
/// flag, a rating) is decided by the key it stands under, never by its looks.
#[derive(Clone, PartialEq, Debug)]
pub struct Node<'s> {
    /// Absolute in the file.
    pub span: Span,
    pub kind: Kind<'s>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Kind<'s> {
    /// `quoted` tells `"no"` from `no`; only the empty plain scalar and the quoted empty text differ in meaning.
    Scalar {
        text: Cow<'s, str>,
        quoted: bool,
    },
    List(Vec<Node<'s>>),
    /// In the order of the file; duplicates have already been reported and left out.
    Map(Vec<(Node<'s>, Node<'s>)>),
}

impl<'s> Node<'s> {
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Nothing was written: `key:`, `~` or `null` without quotes.
    pub fn is_empty(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, quoted: false } if matches!(&**text, "" | "~" | "null"))
    }

    /// The value under a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node<'s>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// Key and value, if this is a map that has the key.
    pub fn entry(&self, key: &str) -> Option<(&Node<'s>, &Node<'s>)> {
        match &self.kind {
            Kind::Map(entries) => entries
                .iter()
                .find(|(k, _)| k.text() == Some(key))
                .map(|(k, v)| (k, v)),
            _ => None,
        }
    }
}
