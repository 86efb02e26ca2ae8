use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::data::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{Place, Span};

/// What the names of environment variables begin with that override settings.
pub const PREFIX: &str = "LEVELBOOK_";

/// No setting lies below more tables; `maturity.models.ID.target` and its like are the deepest.
const DEEPEST: usize = 4;

/// Lays settings of the environment over those of the file. What comes from a variable gets a span
/// behind the end of the file, by which diagnostics about it find the variable again.
pub(super) struct Overrides<'o> {
    pairs: &'o [(String, String)],
    /// The length of the file in bytes.
    length: usize,
}

impl<'o> Overrides<'o> {
    pub fn new(pairs: &'o [(String, String)], length: usize) -> Self {
        Self { pairs, length }
    }

    /// Puts every value into the tree. A name that can be no setting is reported here, an unknown
    /// one by the decoder, like any other key.
    pub fn apply(&self, root: &mut Node<'_>) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (index, (name, value)) in self.pairs.iter().enumerate() {
            let path = name.strip_prefix(PREFIX).map(path).unwrap_or_default();
            if !(1..=DEEPEST).contains(&path.len()) || path.iter().any(String::is_empty) {
                diagnostics.push(nothing_named(name));
                continue;
            }
            let start = self.length + 1 + index;
            put(root, &path, node(value, Span::new(start, start)));
        }
        diagnostics
    }

    /// The place of a node, if it is one of the file.
    pub fn place(&self, place: Place) -> Option<Place> {
        self.variable(&place).is_none().then_some(place)
    }

    /// Makes diagnostics about a variable name it, instead of pointing to a place that is none.
    pub fn name_variables(&self, diagnostics: &mut [Diagnostic]) {
        for diagnostic in diagnostics {
            diagnostic
                .related
                .retain(|label| self.variable(&label.place).is_none());
            if diagnostic
                .fix
                .as_ref()
                .is_some_and(|fix| self.variable(&fix.place).is_some())
            {
                diagnostic.fix = None;
            }
            let Some(place) = &diagnostic.place else {
                continue;
            };
            if let Some(name) = self.variable(place) {
                diagnostic.message =
                    format!("{} (environment variable `{name}`)", diagnostic.message);
                // Without an excerpt, the label would be lost.
                if let Some(label) = diagnostic.label.take() {
                    diagnostic.help.insert(0, label);
                }
                diagnostic.place = None;
            }
        }
    }

    fn variable(&self, place: &Place) -> Option<&'o str> {
        let behind = (place.span.start as usize).checked_sub(self.length + 1)?;
        self.pairs.get(behind).map(|(name, _)| name.as_str())
    }
}

/// `OUTPUT__HTML__SITE_URL` names `output.html.site-url`.
fn path(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split("__")
        .map(|part| part.replace('_', "-"))
        .collect()
}

fn nothing_named(name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownKey,
        format!("the environment variable `{name}` names no setting"),
    )
    .help("the name of a table and a key, such as `LEVELBOOK_BOOK__TITLE`, is needed")
}

/// Finds the place of a setting, making the tables on the way. Names are compared without regard
/// to case, because those of variables have none, and ids of models may have.
fn put(node: &mut Node<'_>, path: &[String], value: Node<'static>) {
    let Some((name, rest)) = path.split_first() else {
        merge(node, value);
        return;
    };
    let entries = entries(node, value.span);
    let at = entries
        .iter()
        .position(|(key, _)| key.text().is_some_and(|k| k.eq_ignore_ascii_case(name)));
    match at {
        Some(at) => put(&mut entries[at].1, rest, value),
        None => {
            let span = value.span;
            let mut new = map(span, Vec::new());
            put(&mut new, rest, value);
            entries.push((scalar(span, name.clone()), new));
        }
    }
}

/// A table adds its keys to a table that is there; every other value takes the old one's place.
fn merge(node: &mut Node<'_>, value: Node<'static>) {
    match value.kind {
        Kind::Map(new) if matches!(node.kind, Kind::Map(_)) => {
            for (key, value) in new {
                let name = key.text().unwrap_or_default().to_owned();
                put(node, &[name], value);
            }
        }
        kind => {
            node.kind = kind;
            node.span = value.span;
        }
    }
}

fn entries<'n, 's>(node: &'n mut Node<'s>, span: Span) -> &'n mut Vec<(Node<'s>, Node<'s>)> {
    if !matches!(node.kind, Kind::Map(_)) {
        *node = map(span, Vec::new());
    }
    match &mut node.kind {
        Kind::Map(entries) => entries,
        _ => unreachable!("it was made a map just now"),
    }
}

/// A value of the environment: JSON, or a list or table of TOML, or else plain text.
fn node(text: &str, span: Span) -> Node<'static> {
    match serde_json::from_str(text) {
        Ok(value @ (Value::String(_) | Value::Array(_) | Value::Object(_))) => json(value, span),
        // Numbers keep their text: `1.10` stays what it says.
        Ok(_) => scalar(span, text.trim().to_owned()),
        Err(_) => match toml_value(text) {
            Some(value) => json(value, span),
            None => scalar(span, text.to_owned()),
        },
    }
}

fn toml_value(text: &str) -> Option<Value> {
    if !text.trim_start().starts_with(['[', '{']) {
        return None;
    }
    let mut table: BTreeMap<String, Value> = toml::from_str(&format!("value = {text}")).ok()?;
    let value = table.remove("value");
    value.filter(|_| table.is_empty())
}

fn json(value: Value, span: Span) -> Node<'static> {
    match value {
        Value::Null => scalar(span, String::new()),
        Value::Bool(flag) => scalar(span, flag.to_string()),
        Value::Number(number) => scalar(span, number.to_string()),
        Value::String(text) => scalar(span, text),
        Value::Array(items) => Node {
            span,
            kind: Kind::List(items.into_iter().map(|item| json(item, span)).collect()),
        },
        Value::Object(entries) => map(
            span,
            entries
                .into_iter()
                .map(|(key, value)| (scalar(span, key), json(value, span)))
                .collect(),
        ),
    }
}

fn scalar(span: Span, text: String) -> Node<'static> {
    Node {
        span,
        kind: Kind::Scalar {
            text: Cow::Owned(text),
            quoted: true,
        },
    }
}

fn map<'s>(span: Span, entries: Vec<(Node<'s>, Node<'s>)>) -> Node<'s> {
    Node {
        span,
        kind: Kind::Map(entries),
    }
}
