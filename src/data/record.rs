use jiff::civil::Date;

use super::{Kind, Node, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{BookPath, Place, Span};

/// Reads nodes of one file and collects what is wrong with them. Every method that cannot read a
/// value reports it once and gives `None`, so that decoding goes on.
pub struct Decoder<'f> {
    pub file: &'f BookPath,
    pub diagnostics: Vec<Diagnostic>,
}

/// A map that was held against its shape.
#[derive(Clone, Copy)]
pub struct Record<'n, 's> {
    pub node: &'n Node<'s>,
    pub shape: &'static Shape,
}

impl<'f> Decoder<'f> {
    pub fn new(file: &'f BookPath) -> Self {
        Self {
            file,
            diagnostics: Vec::new(),
        }
    }

    pub fn place(&self, span: Span) -> Place {
        Place {
            file: self.file.clone(),
            span,
        }
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Holds a map against a shape: unknown keys, missing required keys, and no map at all are reported.
    pub fn record<'n, 's>(
        &mut self,
        node: &'n Node<'s>,
        shape: &'static Shape,
    ) -> Option<Record<'n, 's>> {
        let _ = (node, shape);
        todo!()
    }

    pub fn text(&mut self, node: &Node<'_>) -> Option<String> {
        let _ = node;
        todo!()
    }

    pub fn id(&mut self, node: &Node<'_>) -> Option<String> {
        let _ = node;
        todo!()
    }

    pub fn date(&mut self, node: &Node<'_>) -> Option<Date> {
        let _ = node;
        todo!()
    }

    pub fn flag(&mut self, node: &Node<'_>) -> Option<bool> {
        let _ = node;
        todo!()
    }

    pub fn count(&mut self, node: &Node<'_>) -> Option<u32> {
        let _ = node;
        todo!()
    }

    /// A decimal number in millionths, exact; more than six decimals are an error.
    pub fn millionths(&mut self, node: &Node<'_>) -> Option<u64> {
        let _ = node;
        todo!()
    }

    /// One of the words of a closed list.
    pub fn one_of<T: Copy>(&mut self, node: &Node<'_>, words: &[(&'static str, T)]) -> Option<T> {
        let _ = (node, words);
        todo!()
    }

    pub fn list<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<&'n [Node<'s>]> {
        let _ = node;
        todo!()
    }

    /// A list, where one scalar may stand for a list of one; an empty value is the empty list.
    pub fn texts(&mut self, node: &Node<'_>) -> Vec<String> {
        let _ = node;
        todo!()
    }

    pub fn map<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<&'n [(Node<'s>, Node<'s>)]> {
        let _ = node;
        todo!()
    }
}

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

#[allow(dead_code)]
fn unused(_: Kind<'_>, _: Code) {}
