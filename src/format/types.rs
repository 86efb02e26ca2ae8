use crate::data::Node;
use crate::diagnostic::Diagnostic;
use crate::model::{MaturityModel, Registry};

/// What formatting made of a file.
#[derive(Clone, PartialEq, Debug)]
pub enum Formatted {
    /// It is in order.
    Unchanged,
    /// Its new text.
    Changed(String),
    /// It stays as it is, because its meaning is not certain.
    Left {
        /// Completes "… is left as it is: ".
        why: &'static str,
        diagnostics: Vec<Diagnostic>,
    },
}

/// The models whose order answers take.
#[derive(Clone, Copy, Debug)]
pub struct Models<'a> {
    pub registry: &'a Registry,
    /// Of an assessment that names none.
    pub default: Option<&'a str>,
}

impl<'a> Models<'a> {
    /// The model of a front matter; `None` where it has no answers, which alone need one. An error
    /// says why there is none.
    pub(super) fn of(&self, root: &Node<'_>) -> Result<Option<&'a MaturityModel>, &'static str> {
        if root.get("answers").is_none_or(Node::is_empty) {
            return Ok(None);
        }
        let name = match root.get("model") {
            Some(node) => node.text().map(str::trim),
            None => self.default,
        };
        match name.and_then(|name| self.registry.find(name)) {
            Some(model) => Ok(Some(model)),
            None => Err("its model is not known, and with it the order of the answers"),
        }
    }
}
