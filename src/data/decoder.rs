use jiff::civil::Date;

use super::record::{described, listed};
use super::{Kind, Node, quote, scalar};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{BookPath, Place, Span};

/// Reads nodes of one file and collects what is wrong with them. Every method that cannot read a
/// value reports it once and gives `None`, so that decoding goes on.
pub struct Decoder<'f> {
    pub file: &'f BookPath,
    pub diagnostics: Vec<Diagnostic>,
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

    pub fn text(&mut self, node: &Node<'_>) -> Option<String> {
        self.scalar(node, "a text").map(str::to_owned)
    }

    /// An id as in the contract: `[A-Za-z0-9][A-Za-z0-9._-]{0,39}`, not ending in a dot, no device
    /// name of Windows.
    pub fn id(&mut self, node: &Node<'_>) -> Option<String> {
        let text = self.scalar(node, "an id")?;
        let Some(reason) = scalar::bad_id(text) else {
            return Some(text.to_owned());
        };
        let mut diagnostic = self
            .wrong(
                node,
                Code::BadId,
                format!("`{}` is not an id", quote::shortened(text)),
            )
            .label(reason);
        if let Some(other) = scalar::similar_id(text) {
            diagnostic = diagnostic.help(format!("an id could be `{other}`"));
        }
        self.report(diagnostic);
        None
    }

    /// A date as `2026-07-01` and nothing else.
    pub fn date(&mut self, node: &Node<'_>) -> Option<Date> {
        let text = self.scalar(node, "a date")?;
        if let Some(date) = scalar::iso_date(text) {
            return Some(date);
        }
        let shown = quote::shortened(text);
        let mut diagnostic = if scalar::is_iso_form(text) {
            self.wrong(
                node,
                Code::BadDate,
                format!("the calendar has no date `{shown}`"),
            )
        } else {
            self.wrong(
                node,
                Code::BadDate,
                format!("`{shown}` is not a date as year-month-day"),
            )
        };
        diagnostic = match scalar::meant_date(text) {
            Some(date) => diagnostic
                .help(format!("write `{date}`"))
                .fix(self.place(node.span), date.to_string()),
            None => diagnostic.help("write a date such as `2026-07-01`"),
        };
        self.report(diagnostic);
        None
    }

    /// `true` or `yes`, `false` or `no`; case does not matter.
    pub fn flag(&mut self, node: &Node<'_>) -> Option<bool> {
        let text = self.scalar(node, "`true` or `false`")?;
        for (word, flag) in [
            ("true", true),
            ("yes", true),
            ("false", false),
            ("no", false),
        ] {
            if text.eq_ignore_ascii_case(word) {
                return Some(flag);
            }
        }
        let message = format!("`{}` is neither `true` nor `false`", quote::shortened(text));
        let diagnostic = self
            .wrong(node, Code::BadValue, message)
            .suggest(text, ["true", "false", "yes", "no"]);
        self.report(diagnostic);
        None
    }

    /// A whole number, not negative.
    pub fn count(&mut self, node: &Node<'_>) -> Option<u32> {
        let text = self.scalar(node, "a whole number")?;
        let number = scalar::count(text);
        if number.is_none() {
            let message = format!("`{}` is not a whole number", quote::shortened(text));
            let diagnostic = self
                .wrong(node, Code::BadValue, message)
                .help("write digits only, for example `365`");
            self.report(diagnostic);
        }
        number
    }

    /// A decimal number in millionths, exact; more than six decimals are an error.
    pub fn millionths(&mut self, node: &Node<'_>) -> Option<u64> {
        let text = self.scalar(node, "a number")?;
        let number = scalar::millionths(text);
        if number.is_none() {
            let message = format!("`{}` is not a decimal number", quote::shortened(text));
            let diagnostic = self
                .wrong(node, Code::BadValue, message)
                .help("write digits with at most six decimals and no sign, for example `0.75`");
            self.report(diagnostic);
        }
        number
    }

    /// One of the words of a closed list.
    pub fn one_of<T: Copy>(&mut self, node: &Node<'_>, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.scalar(node, "one of a few words")?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!("`{}` is not allowed here", quote::shortened(text));
        let diagnostic = self
            .wrong(node, Code::BadValue, message)
            .suggest(text, names.iter().copied())
            .help(format!("allowed: {}", listed(&names)));
        self.report(diagnostic);
        None
    }

    /// The items of a list; where nothing was written, it is empty.
    pub fn list<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<&'n [Node<'s>]> {
        match &node.kind {
            Kind::List(items) => Some(items),
            _ if node.is_empty() => Some(&[]),
            kind => {
                self.wrong_type(node, kind, "a list");
                None
            }
        }
    }

    /// A list, where one scalar may stand for a list of one; an empty value is the empty list.
    pub fn texts(&mut self, node: &Node<'_>) -> Vec<String> {
        match &node.kind {
            Kind::List(items) => items.iter().filter_map(|item| self.text(item)).collect(),
            _ if node.is_empty() => Vec::new(),
            _ => self.text(node).into_iter().collect(),
        }
    }

    /// The entries of a map with free keys; where nothing was written, it is empty.
    pub fn map<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<&'n [(Node<'s>, Node<'s>)]> {
        match &node.kind {
            Kind::Map(entries) => Some(entries),
            _ if node.is_empty() => Some(&[]),
            kind => {
                self.wrong_type(node, kind, "a map");
                None
            }
        }
    }

    fn scalar<'n>(&mut self, node: &'n Node<'_>, expected: &str) -> Option<&'n str> {
        match &node.kind {
            _ if node.is_empty() => {
                let diagnostic = self.wrong(
                    node,
                    Code::WrongType,
                    format!("nothing stands where {expected} belongs"),
                );
                self.report(diagnostic);
                None
            }
            Kind::Scalar { text, .. } => Some(text),
            kind => {
                self.wrong_type(node, kind, expected);
                None
            }
        }
    }

    fn wrong_type(&mut self, node: &Node<'_>, kind: &Kind<'_>, expected: &str) {
        let message = format!("{} stands where {expected} belongs", described(kind));
        let mut diagnostic = self.wrong(node, Code::WrongType, message);
        diagnostic = match (expected, as_text(node)) {
            ("a list", _) => diagnostic
                .help("write each item on its own line behind `- `, or all of them in `[ ]`"),
            ("a map", _) => {
                diagnostic.help("write `key: value` lines below it, or all of them in `{ }`")
            }
            (_, Some(text)) => {
                let quoted = quote::quoted(&text);
                diagnostic
                    .help(format!(
                        "if it is a text, put it in quotes: write `{quoted}`"
                    ))
                    .fix(self.place(node.span), quoted)
            }
            _ => diagnostic.help("if it is a text, put it in double quotes"),
        };
        self.report(diagnostic);
    }

    fn wrong(&self, node: &Node<'_>, code: Code, message: String) -> Diagnostic {
        Diagnostic::new(code, message).at(self.place(node.span))
    }
}

/// What somebody wrote who meant a text, and YAML read `text: with colon` as a map or `[a]` as a list.
fn as_text(node: &Node<'_>) -> Option<String> {
    match &node.kind {
        Kind::Map(entries) => match entries.as_slice() {
            [(key, value)] => {
                let (key_text, value_text) = (key.text()?, value.text()?);
                let in_braces = node.span.start < key.span.start;
                let inner = format!("{key_text}: {value_text}");
                Some(if in_braces {
                    format!("{{{inner}}}")
                } else {
                    inner
                })
            }
            _ => None,
        },
        Kind::List(items) => match items.as_slice() {
            [item] => Some(format!("[{}]", item.text()?)),
            _ => None,
        },
        Kind::Scalar { .. } => None,
    }
}
