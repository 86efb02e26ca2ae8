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
                .fix(self.inner(node), date.to_string()),
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
        let diagnostic = self.wrong(node, Code::BadValue, message);
        let mut diagnostic = self.suggest(diagnostic, node, ["true", "false"]);
        if diagnostic.fix.is_none() {
            diagnostic = diagnostic.help("write `true` or `false`");
        }
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
        let diagnostic = self.wrong(node, Code::BadValue, message);
        let diagnostic = self
            .suggest(diagnostic, node, names.iter().copied())
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
            ("a list", _) if self.is_toml() => diagnostic.help("write the items in `[ ]`"),
            ("a map", _) if self.is_toml() => diagnostic.help("write a table"),
            ("a list", _) => diagnostic
                .help("write each item on its own line behind `- `, or all of them in `[ ]`"),
            ("a map", _) => {
                diagnostic.help("write `key: value` lines below the key, or all of them in `{ }`")
            }
            (_, Some(text)) if !self.is_toml() => {
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

    /// Where the text of a scalar stands, without its quotes: what a fix replaces.
    pub(super) fn inner(&self, node: &Node<'_>) -> Place {
        let mut span = node.span;
        if let Kind::Scalar { text, quoted: true } = &node.kind
            && (span.end - span.start) as usize == text.len() + 2
        {
            span = Span {
                start: span.start + 1,
                end: span.end - 1,
            };
        }
        self.place(span)
    }

    /// As [`Diagnostic::suggest`], for the word that a scalar holds.
    pub fn suggest<'a>(
        &self,
        diagnostic: Diagnostic,
        node: &Node<'_>,
        words: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic {
        let mut diagnostic = diagnostic.suggest(node.text().unwrap_or(""), words);
        if let Some(fix) = &mut diagnostic.fix {
            fix.place = self.inner(node);
        }
        diagnostic
    }

    pub(super) fn is_toml(&self) -> bool {
        self.file.extension() == "toml"
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Key, Shape, Type, parse_toml, parse_yaml};

    static THING: Shape = Shape {
        name: "a thing",
        keys: &[
            Key::required("id", Type::Id, "The id."),
            Key::required("date", Type::Date, ""),
            Key::optional("note", Type::Text, ""),
            Key::optional("roles", Type::Text, ""),
        ],
    };

    /// Reads the value of `v`, and gives it with the diagnostics as `code: marked text: message`.
    fn decode<T>(text: &str, read: impl Fn(&mut Decoder<'_>, &Node<'_>) -> T) -> (T, Vec<String>) {
        let file = BookPath::new("a.md").unwrap();
        let root = parse_yaml(&file, text, Span::new(0, text.len()));
        assert_eq!(root.diagnostics, [], "{text}");
        let root = root.value.unwrap();
        let mut decoder = Decoder::new(&file);
        let value = read(&mut decoder, root.get("v").unwrap_or(&root));
        let found = decoder.diagnostics.iter().map(|d| {
            let marked = d.place.as_ref().unwrap().span.of(text);
            format!("{}: {marked}: {}", d.code.id(), d.message)
        });
        (value, found.collect())
    }

    fn fails<T: std::fmt::Debug + PartialEq>(
        text: &str,
        read: impl Fn(&mut Decoder<'_>, &Node<'_>) -> Option<T>,
    ) -> String {
        let (value, mut found) = decode(text, read);
        assert_eq!((value, found.len()), (None, 1), "{text}: {found:?}");
        found.remove(0)
    }

    #[test]
    fn scalars() {
        assert_eq!(
            decode("v: 1.10", |d, n| d.text(n)).0.as_deref(),
            Some("1.10")
        );
        assert_eq!(decode("v: \"\"", |d, n| d.text(n)).0.as_deref(), Some(""));
        assert_eq!(decode("v: RM.1", |d, n| d.id(n)).0.as_deref(), Some("RM.1"));
        assert_eq!(decode("v: YES", |d, n| d.flag(n)).0, Some(true));
        assert_eq!(decode("v: no", |d, n| d.flag(n)).0, Some(false));
        assert_eq!(decode("v: 365", |d, n| d.count(n)).0, Some(365));
        assert_eq!(
            decode("v: \"0.75\"", |d, n| d.millionths(n)).0,
            Some(750_000)
        );
        assert_eq!(
            decode("v: 2026-07-01", |d, n| d.date(n)).0,
            Some(jiff::civil::date(2026, 7, 1))
        );
        let words = [("open", 1), ("done", 2)];
        assert_eq!(decode("v: done", |d, n| d.one_of(n, &words)).0, Some(2));
    }

    #[test]
    fn scalars_that_are_wrong() {
        assert_eq!(
            fails("v: [a]", |d, n| d.text(n)),
            "wrong-type: [a]: a list stands where a text belongs"
        );
        assert_eq!(
            fails("v: a b", |d, n| d.id(n)),
            "bad-id: a b: `a b` is not an id"
        );
        assert_eq!(
            fails("v: 2026-02-30", |d, n| d.date(n)),
            "bad-date: 2026-02-30: the calendar has no date `2026-02-30`"
        );
        assert_eq!(
            fails("v: maybe", |d, n| d.flag(n)),
            "bad-value: maybe: `maybe` is neither `true` nor `false`"
        );
        assert_eq!(
            fails("v: -1", |d, n| d.count(n)),
            "bad-value: -1: `-1` is not a whole number"
        );
        assert_eq!(
            fails("v: 80%", |d, n| d.millionths(n)),
            "bad-value: 80%: `80%` is not a decimal number"
        );
        assert_eq!(
            fails("v: {a: b}", |d, n| d.date(n)),
            "wrong-type: {a: b}: a map stands where a date belongs"
        );
        assert_eq!(
            fails("v: a", |d, n| d.list(n).map(<[_]>::len)),
            "wrong-type: a: a single value stands where a list belongs"
        );
        assert_eq!(
            fails("v: a", |d, n| d.map(n).map(<[_]>::len)),
            "wrong-type: a: a single value stands where a map belongs"
        );
    }

    #[test]
    fn lists_of_texts() {
        let texts = |text| decode(text, |d, n| d.texts(n)).0;
        assert_eq!(texts("v: [a, 1]"), ["a", "1"]);
        assert_eq!(texts("v: a"), ["a"]);
        assert!(texts("v:").is_empty() && texts("v: []").is_empty());
        let (value, found) = decode("v:\n- a\n-\n- text: with colon\n", |d, n| d.texts(n));
        assert_eq!(value, ["a"]);
        assert_eq!(found.len(), 2);
    }

    fn diagnostic(text: &str, read: impl Fn(&mut Decoder<'_>, &Node<'_>)) -> Diagnostic {
        let toml = text.contains(" = ");
        let file = BookPath::new(if toml { "book.toml" } else { "a.md" }).unwrap();
        let root = match toml {
            true => parse_toml(&file, text),
            false => parse_yaml(&file, text, Span::new(0, text.len())),
        };
        let root = root.value.unwrap();
        let mut decoder = Decoder::new(&file);
        read(&mut decoder, root.get("v").unwrap());
        assert_eq!(decoder.diagnostics.len(), 1, "{:?}", decoder.diagnostics);
        decoder.diagnostics.remove(0)
    }

    #[test]
    fn help_shows_what_to_write() {
        let help = |text, read: &dyn Fn(&mut Decoder<'_>, &Node<'_>)| {
            let diagnostic = diagnostic(text, read);
            let fix = diagnostic.fix.map(|fix| {
                let mut mended = text.to_owned();
                mended.replace_range(fix.place.span.range(), &fix.text);
                mended
            });
            (diagnostic.help, fix.unwrap_or_default())
        };
        let text = |d: &mut Decoder<'_>, n: &Node<'_>| {
            d.texts(n);
        };
        let date = |d: &mut Decoder<'_>, n: &Node<'_>| {
            d.date(n);
        };
        let word = |d: &mut Decoder<'_>, n: &Node<'_>| {
            d.one_of(n, &[("light", 1), ("dark", 2)]);
        };
        assert_eq!(
            help("v: [a: b]", &text),
            (
                vec!["if it is a text, put it in quotes: write `\"a: b\"`".to_owned()],
                "v: [\"a: b\"]".to_owned()
            )
        );
        assert_eq!(help("v: {a: b}", &text).1, "v: \"{a: b}\"");
        assert_eq!(
            help("v: 1.7.2026", &date),
            (
                vec!["write `2026-07-01`".to_owned()],
                "v: 2026-07-01".to_owned()
            )
        );
        assert_eq!(help("v = \"1.7.2026\"", &date).1, "v = \"2026-07-01\"");
        assert_eq!(
            help("v = \"ligth\"", &word),
            (
                vec![
                    "did you mean `light`?".to_owned(),
                    "allowed: `light` and `dark`".to_owned()
                ],
                "v = \"light\"".to_owned()
            )
        );
        assert_eq!(
            help("v = { a = 1 }", &text).0,
            ["if it is a text, put it in double quotes"]
        );
    }

    #[test]
    fn records() {
        let check = |text| decode(text, |d, n| d.record(n, &THING).is_some());
        assert_eq!(check("v: { id: a, date: 2026-07-01 }"), (true, vec![]));
        assert_eq!(
            check("v: { id: a, date: , nope: 1, zzz: 2 }").1,
            [
                "unknown-key: nope: a thing has no key `nope`",
                "unknown-key: zzz: a thing has no key `zzz`",
                "missing-key: date: the key `date` has no value",
            ]
        );
        assert_eq!(check("v: { nota: 1, id: a }").1.len(), 2);
        assert_eq!(
            check("v: { id: a, dat: 2026-07-01 }").1,
            ["unknown-key: dat: a thing has no key `dat`"],
            "what was probably meant is not missing as well"
        );
        assert_eq!(check("v:").1.len(), 2);
        assert_eq!(check(""), (true, check("v:").1));
        assert_eq!(
            check("v: [a]"),
            (
                false,
                vec!["wrong-type: [a]: a list stands where a thing belongs".to_owned()]
            )
        );
    }

    #[test]
    fn values_of_records() {
        let text = "v: { id: a, date: 2026-07-01, note: ~, roles: x }";
        let (found, faults) = decode(text, |d, n| {
            let record = d.record(n, &THING).unwrap();
            (
                d.id_at(&record, "id"),
                d.text_at(&record, "note"),
                d.texts_at(&record, "roles"),
                d.date_at(&record, "date").is_some(),
                d.items_at(&record, "roles").len(),
            )
        });
        assert_eq!(
            found,
            (Some("a".to_owned()), None, vec!["x".to_owned()], true, 1)
        );
        assert!(faults.is_empty());
    }
}
