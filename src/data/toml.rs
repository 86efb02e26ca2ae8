use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Kind, Node, quote};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::tree::{BookPath, LineIndex, Place, Span};

/// The deepest nesting of lists and tables.
const DEEPEST: usize = 16;

/// The parser's only error that leaves a tree to go on with.
const DUPLICATE: &str = "duplicate key";

/// Parses a TOML file into the same tree as YAML: entries in the order of the file, strings as
/// quoted scalars, numbers, flags and dates as their text. A table's span is its header, where it
/// has one. `None` where the syntax is broken, or values are nested too deep to be meant; all errors
/// that were found are reported then.
pub fn parse<'s>(file: &BookPath, text: &'s str) -> Checked<Option<Node<'s>>> {
    let mut reader = Reader {
        file,
        text,
        diagnostics: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    let is_read = errors.iter().all(|error| error.message() == DUPLICATE);
    for error in &errors {
        reader.error(error.message(), error.span());
    }
    reader.first_of_each_line();
    let root = is_read.then(|| {
        let end = text.trim_end().len();
        let start = text.len() - text.trim_start().len();
        reader.table(table.into_inner(), Span::new(start.min(end), end), 1)
    });
    let too_deep = reader.diagnostics.iter().any(|d| d.code == Code::TooDeep);
    Checked::new(root.filter(|_| !too_deep), reader.diagnostics)
}

struct Reader<'f, 's> {
    file: &'f BookPath,
    text: &'s str,
    diagnostics: Vec<Diagnostic>,
}

impl<'s> Reader<'_, 's> {
    fn error(&mut self, message: &str, range: Option<Range<usize>>) {
        let range = self.within(range.unwrap_or(self.text.len()..self.text.len()));
        let word = quote::shortened(&self.text[range.clone()]);
        if message == DUPLICATE {
            let message = format!("the key `{word}` stands twice");
            let help = Some("remove or rename one of the two".to_owned());
            return self.report(Code::DuplicateKey, range, message, help);
        }
        // A word such as `Foo` is taken for a misspelt `false`.
        let is_word = word.starts_with(|c: char| c.is_ascii_alphabetic())
            && message.starts_with("invalid")
            && !message.contains("key");
        let (message, help) = if is_word || message.starts_with("string values must be quoted") {
            match word.is_empty() {
                true => ("a value is missing".to_owned(), None),
                false => (
                    "a text without quotes stands where a value belongs".to_owned(),
                    Some(format!("write `{}`", quote::quoted(&word))),
                ),
            }
        } else if message.starts_with("key with no value") {
            let help = "write `key = value`, or `[key]` for a table".to_owned();
            ("a key has no `=`".to_owned(), Some(help))
        } else if message.starts_with("missing escaped value") {
            let help = "write the text in single quotes, or double each backslash".to_owned();
            (
                "in double quotes a backslash begins an escape, and this one is unknown".to_owned(),
                Some(help),
            )
        } else {
            let help = message.split("expected `").nth(1);
            let help = help.and_then(|rest| rest.split('`').next());
            (
                sentence(message),
                help.map(|what| format!("write `{what}` here")),
            )
        };
        self.report(Code::TomlSyntax, range, message, help);
    }

    fn report(&mut self, code: Code, range: Range<usize>, message: String, help: Option<String>) {
        let place = Place {
            file: self.file.clone(),
            span: Span::new(range.start, range.end),
        };
        let mut diagnostic = Diagnostic::new(code, message).at(place);
        diagnostic.help.extend(help);
        self.diagnostics.push(diagnostic);
    }

    /// One mistake often makes the parser stumble again on the same line.
    fn first_of_each_line(&mut self) {
        let lines = LineIndex::new(self.text);
        let mut seen = Vec::new();
        self.diagnostics.retain(|diagnostic| {
            let line = diagnostic
                .place
                .as_ref()
                .map(|place| lines.line(place.span.start));
            let first = !seen.contains(&line);
            seen.push(line);
            first
        });
        self.diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    }

    /// A range that can be sliced.
    fn within(&self, range: Range<usize>) -> Range<usize> {
        let mut start = range.start.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = range.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    fn table(&mut self, table: DeTable<'s>, span: Span, depth: usize) -> Node<'s> {
        let mut entries: Vec<(Node<'s>, Node<'s>)> = Vec::with_capacity(table.len());
        for (key, value) in table {
            let range = key.span();
            let quoted = self
                .text
                .get(range.clone())
                .is_some_and(|key| key.starts_with(['"', '\'']));
            let key = Node {
                span: Span::new(range.start, range.end),
                kind: Kind::Scalar {
                    text: key.into_inner(),
                    quoted,
                },
            };
            entries.push((key, self.value(value, depth + 1)));
        }
        entries.sort_by_key(|(key, _)| key.span.start);
        Node {
            span,
            kind: Kind::Map(entries),
        }
    }

    fn value(&mut self, value: Spanned<DeValue<'s>>, depth: usize) -> Node<'s> {
        let range = value.span();
        let span = Span::new(range.start, range.end);
        let collection = matches!(value.get_ref(), DeValue::Array(_) | DeValue::Table(_));
        if collection && depth > DEEPEST {
            if !self.diagnostics.iter().any(|d| d.code == Code::TooDeep) {
                let message = format!("values are nested more than {DEEPEST} levels deep");
                self.report(
                    Code::TooDeep,
                    range,
                    message,
                    Some("check the brackets".to_owned()),
                );
            }
            return Node {
                span,
                kind: Kind::Scalar {
                    text: "".into(),
                    quoted: false,
                },
            };
        }
        let kind = match value.into_inner() {
            DeValue::Table(table) => return self.table(table, span, depth),
            DeValue::Array(items) => Kind::List(
                items
                    .into_iter()
                    .map(|item| self.value(item, depth + 1))
                    .collect(),
            ),
            DeValue::String(text) => Kind::Scalar { text, quoted: true },
            DeValue::Integer(_) | DeValue::Float(_) => Kind::Scalar {
                text: without_underscores(span.of(self.text)),
                quoted: false,
            },
            DeValue::Boolean(_) | DeValue::Datetime(_) => Kind::Scalar {
                text: Cow::Borrowed(span.of(self.text)),
                quoted: false,
            },
        };
        Node { span, kind }
    }
}

/// TOML allows `1_000` for 1000.
fn without_underscores(text: &str) -> Cow<'_, str> {
    if text.contains('_') {
        Cow::Owned(text.replace('_', ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// The parser's message as one of ours: lower-case first letter, no full stop, one line.
fn sentence(message: &str) -> String {
    let line = message.lines().next().unwrap_or("").trim_end_matches('.');
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => "this is not TOML".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Checked<Option<Node<'_>>> {
        parse(&BookPath::new("book.toml").unwrap(), text)
    }

    /// Codes and the text under each mark.
    fn found(text: &str) -> Vec<(&'static str, String)> {
        let found = read(text).diagnostics.into_iter();
        found
            .map(|d| (d.code.id(), d.place.unwrap().span.of(text).to_owned()))
            .collect()
    }

    #[test]
    fn scalars_keep_their_text() {
        let text = "z = \"A\\tb\"\na = 1_000\n[t.u]\nd = 2026-07-01\nl = ['x', true]\nf = 0.75\n";
        let root = read(text).value.unwrap();
        let Kind::Map(entries) = &root.kind else {
            panic!()
        };
        let keys: Vec<_> = entries.iter().filter_map(|(key, _)| key.text()).collect();
        assert_eq!(keys, ["z", "a", "t"], "in the order of the file");
        let z = root.get("z").unwrap();
        assert_eq!((z.text(), z.span.of(text)), (Some("A\tb"), "\"A\\tb\""));
        assert_eq!(root.get("a").unwrap().text(), Some("1000"));
        let table = root.get("t").and_then(|t| t.get("u")).unwrap();
        assert_eq!(table.span.of(text), "[t.u]");
        assert_eq!(table.get("d").unwrap().text(), Some("2026-07-01"));
        assert_eq!(table.get("f").unwrap().text(), Some("0.75"));
        let list = table.get("l").unwrap();
        assert_eq!(list.span.of(text), "['x', true]");
        let Kind::List(items) = &list.kind else {
            panic!()
        };
        assert!(matches!(&items[0].kind, Kind::Scalar { quoted: true, .. }));
        assert_eq!(items[1].text(), Some("true"));
    }

    #[test]
    fn all_errors_of_the_syntax() {
        assert_eq!(
            found("a = Foo bar\nb = 'x'\nc = 1e\ntitle: x\n"),
            [
                ("toml-syntax", "Foo bar".to_owned()),
                ("toml-syntax", String::new()),
                ("toml-syntax", String::new())
            ]
        );
        let checked = read("a = Foo");
        assert_eq!(checked.value, None);
        assert_eq!(checked.diagnostics[0].help, ["write `\"Foo\"`"]);
    }

    #[test]
    fn duplicates_leave_the_rest() {
        let text = "a = 1\na = 2\n[t]\nb = 1\n[t]\nc = 2\n";
        assert_eq!(
            found(text),
            [
                ("duplicate-key", "a".to_owned()),
                ("duplicate-key", "t".to_owned())
            ]
        );
        let root = read(text).value.unwrap();
        assert_eq!(root.get("a").unwrap().text(), Some("1"));
        assert_eq!(root.get("t").unwrap().get("c").unwrap().text(), Some("2"));
    }

    #[test]
    fn deep_nesting() {
        let deep = |n: usize| format!("a = {}1{}", "[".repeat(n), "]".repeat(n));
        assert_eq!(found(&deep(15)), []);
        assert_eq!(found(&deep(16)).len(), 1);
        assert_eq!(found(&deep(60))[0].0, "too-deep");
        assert_eq!(read(&deep(20_000)).value, None);
    }

    proptest! {
        #[test]
        fn never_panics(text in "([a-c\\[\\]{}=.,#\"'0-9 \n\\\\-]|\\PC){0,60}") {
            let checked = read(&text);
            for diagnostic in checked.diagnostics {
                prop_assert!(text.get(diagnostic.place.unwrap().span.range()).is_some());
            }
        }
    }
}
