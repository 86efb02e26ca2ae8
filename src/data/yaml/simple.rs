//! Nearly all front matter is plain: keys with a text on the same line, maps and lists in blocks,
//! a list or map in brackets that ends with its line. This reads just that, several times faster
//! than the parser, and gives up at whatever could mean anything else: then the parser reads all.
//!
//! What it gives is what the parser gives, and it gives nothing where there is anything to report;
//! the tests hold the two against each other.

use std::collections::HashSet;

use super::Source;
use crate::data::{Kind, Node};
use crate::tree::Span;

/// Brackets and blocks inside each other; deeper ones are left to the parser, which counts them.
const DEEPEST: usize = 8;
/// A key that is longer is left to the parser, which has a limit.
const LONGEST_KEY: usize = 200;
/// Maps up to this size are looked through entry by entry for a key that stands twice.
const FEW: usize = 12;

pub fn read<'s>(source: &Source<'_, 's>) -> Option<Node<'s>> {
    let is_plain = |b: u8| matches!(b, b'\n' | b' '..=b'~');
    if !source.text.bytes().all(is_plain) && !source.text.chars().all(is_ordinary) {
        return None;
    }
    let mut reader = Reader {
        text: source.text,
        base: source.base,
        next: 0,
        line: None,
    };
    reader.advance();
    let root = reader.map(reader.line.filter(|line| line.indent == 0)?, 0)?;
    reader.line.is_none().then_some(root)
}

/// A character that may stand anywhere in a text and means nothing to YAML.
fn is_ordinary(c: char) -> bool {
    matches!(c, '\n' | ' '..='~') || (!c.is_ascii() && (c.is_alphanumeric() || is_typographic(c)))
}

fn is_typographic(c: char) -> bool {
    matches!(
        c,
        '–' | '—'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '…'
            | '·'
            | '•'
            | '€'
            | '£'
            | '§'
            | '°'
            | '×'
            | '→'
            | '≤'
            | '≥'
    )
}

/// A line that holds more than blanks or a comment. Offsets are those of the YAML.
#[derive(Clone, Copy)]
struct Line {
    /// Where the text begins behind the blanks, and in which column.
    start: usize,
    indent: usize,
    /// Without blanks at the end.
    end: usize,
}

struct Reader<'s> {
    text: &'s str,
    base: usize,
    /// Where the line behind the current one begins.
    next: usize,
    line: Option<Line>,
}

impl<'s> Reader<'s> {
    /// Goes to the next line that holds something.
    fn advance(&mut self) {
        self.line = None;
        while self.next < self.text.len() {
            let begin = self.next;
            let rest = &self.text[begin..];
            let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            self.next = begin + length + 1;
            let whole = rest[..length].trim_end_matches(' ');
            let content = whole.trim_start_matches(' ');
            if !content.is_empty() && !content.starts_with('#') {
                let indent = whole.len() - content.len();
                self.line = Some(Line {
                    start: begin + indent,
                    indent,
                    end: begin + whole.len(),
                });
                return;
            }
        }
    }

    /// A map whose first key stands where `first` begins.
    fn map(&mut self, first: Line, depth: usize) -> Option<Node<'s>> {
        let mut entries = Vec::new();
        let mut line = first;
        let mut end = first.start;
        loop {
            let (key, colon) = self.key(line)?;
            let value = match self.behind(colon, line.end) {
                Some(start) => {
                    let value = self.value(start, line.end)?;
                    self.advance();
                    self.is_left(first.indent).then_some(value)?
                }
                None => self.below(first.indent, colon, depth + 1)?,
            };
            end = end.max(value.span.end as usize - self.base);
            entries.push((key, value));
            match self.line {
                Some(next) if next.indent == first.indent && !self.is_item(next) => line = next,
                Some(next) if next.indent > first.indent => return None,
                _ => break,
            }
        }
        differ(&entries).then(|| self.node(first.start, end, Kind::Map(entries)))
    }

    /// What stands below a key that has nothing behind it.
    fn below(&mut self, indent: usize, colon: usize, depth: usize) -> Option<Node<'s>> {
        if depth > DEEPEST {
            return None;
        }
        self.advance();
        match self.line {
            Some(line) if line.indent >= indent && self.is_item(line) => {
                // Where a list is not indented, the parser has it begin with its first item.
                let start = match line.indent == indent {
                    true => self.behind(line.start, line.end)?,
                    false => line.start,
                };
                self.list(line, start, depth)
            }
            Some(line) if line.indent > indent => self.map(line, depth),
            _ => Some(self.scalar(colon + 1, colon + 1, 0)),
        }
    }

    fn list(&mut self, first: Line, begin: usize, depth: usize) -> Option<Node<'s>> {
        let mut items = Vec::new();
        let mut line = first;
        let mut end = first.start;
        loop {
            let start = self.behind(line.start, line.end)?;
            let inner = Line {
                start,
                indent: line.indent + (start - line.start),
                end: line.end,
            };
            let item = if self.key(inner).is_some() {
                if depth == DEEPEST {
                    return None;
                }
                self.map(inner, depth + 1)?
            } else {
                let value = self.value(start, line.end)?;
                self.advance();
                value
            };
            end = end.max(item.span.end as usize - self.base);
            items.push(item);
            if !self.is_left(first.indent) {
                return None;
            }
            match self.line {
                Some(next) if next.indent == first.indent && self.is_item(next) => line = next,
                _ => break,
            }
        }
        Some(self.node(begin, end, Kind::List(items)))
    }

    /// Whether the next line does not go on with a text of this indent.
    fn is_left(&self, indent: usize) -> bool {
        self.line.is_none_or(|line| line.indent <= indent)
    }

    fn is_item(&self, line: Line) -> bool {
        let content = &self.text[line.start..line.end];
        content == "-" || content.starts_with("- ")
    }

    /// The key at the beginning of a line, and where its colon stands.
    fn key(&self, line: Line) -> Option<(Node<'s>, usize)> {
        let bytes = &self.text.as_bytes()[line.start..line.end];
        let length = key_length(bytes)?;
        let is_key =
            bytes.get(length) == Some(&b':') && matches!(bytes.get(length + 1), None | Some(b' '));
        let colon = line.start + length;
        is_key.then(|| (self.scalar(line.start, colon, 0), colon))
    }

    /// Where the text behind a mark begins; `None` where there is none.
    fn behind(&self, mark: usize, end: usize) -> Option<usize> {
        let rest = &self.text[mark + 1..end];
        let content = rest.trim_start_matches(' ');
        (!content.is_empty()).then(|| end - content.len())
    }

    /// A value that ends with its line.
    fn value(&self, start: usize, end: usize) -> Option<Node<'s>> {
        match self.text.as_bytes()[start] {
            b'[' | b'{' => {
                let (node, behind) = self.bracket(start, end, 1)?;
                (behind == end).then_some(node)
            }
            quote @ (b'"' | b'\'') => {
                let (node, behind) = self.quoted(start, end, quote)?;
                (behind == end).then_some(node)
            }
            _ => {
                let text = &self.text[start..end];
                (begins_plainly(text) && !text.contains(" #") && has_safe_colons(text))
                    .then(|| self.scalar(start, end, 0))
            }
        }
    }

    /// A text in quotes without escapes, and where it ends.
    fn quoted(&self, start: usize, end: usize, quote: u8) -> Option<(Node<'s>, usize)> {
        let inner = &self.text[start + 1..end];
        let length = memchr::memchr(quote, inner.as_bytes())?;
        let behind = start + length + 2;
        if (quote == b'"' && inner[..length].contains('\\'))
            || self.text[behind..end].starts_with(char::from(quote))
        {
            return None;
        }
        Some((self.scalar(start, behind, 1), behind))
    }

    /// A list or map in brackets, and where it ends.
    fn bracket(&self, start: usize, end: usize, depth: usize) -> Option<(Node<'s>, usize)> {
        let bytes = self.text.as_bytes();
        let is_map = bytes[start] == b'{';
        let close = if is_map { b'}' } else { b']' };
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        let mut at = self.skip(start + 1, end);
        if bytes[..end].get(at) != Some(&close) {
            loop {
                let key = if is_map {
                    let (key, colon) = self.key(Line {
                        start: at,
                        indent: 0,
                        end,
                    })?;
                    at = self.behind(colon, end)?;
                    Some(key)
                } else {
                    None
                };
                let (value, behind) = self.bracketed(at, end, depth)?;
                match key {
                    Some(key) => entries.push((key, value)),
                    None => items.push(value),
                }
                at = self.skip(behind, end);
                match bytes[..end].get(at)? {
                    b',' => at = self.skip(at + 1, end),
                    byte if *byte == close => break,
                    _ => return None,
                }
            }
        }
        let kind = match is_map {
            true => Kind::Map(differ(&entries).then_some(entries)?),
            false => Kind::List(items),
        };
        Some((self.node(start, at + 1, kind), at + 1))
    }

    /// A value inside of brackets, and where it ends.
    fn bracketed(&self, start: usize, end: usize, depth: usize) -> Option<(Node<'s>, usize)> {
        match self.text.as_bytes()[..end].get(start)? {
            b'[' | b'{' if depth < DEEPEST => self.bracket(start, end, depth + 1),
            quote @ (b'"' | b'\'') => {
                let (node, behind) = self.quoted(start, end, *quote)?;
                let next = self.text.as_bytes()[..end].get(behind)?;
                matches!(next, b' ' | b',' | b']' | b'}').then_some((node, behind))
            }
            _ => {
                let rest = &self.text[start..end];
                let length = rest.find([',', '[', ']', '{', '}'])?;
                let text = rest[..length].trim_end_matches(' ');
                let is_plain =
                    begins_plainly(text) && !text.contains(" #") && has_safe_colons(text);
                let behind = start + text.len();
                is_plain.then(|| (self.scalar(start, behind, 0), behind))
            }
        }
    }

    fn skip(&self, at: usize, end: usize) -> usize {
        let rest = self.text[..end].get(at..).unwrap_or("");
        at + (rest.len() - rest.trim_start_matches(' ').len())
    }

    /// A scalar; `quotes` is how many quotes stand at each of its ends.
    fn scalar(&self, start: usize, end: usize, quotes: usize) -> Node<'s> {
        let kind = Kind::Scalar {
            text: self.text[start + quotes..end - quotes].into(),
            quoted: quotes > 0,
        };
        self.node(start, end, kind)
    }

    fn node(&self, start: usize, end: usize, kind: Kind<'s>) -> Node<'s> {
        Node {
            span: Span::new(start, end).shifted(self.base),
            kind,
        }
    }
}

fn key_length(bytes: &[u8]) -> Option<usize> {
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    let length = bytes.iter().take_while(|b| is_word(b)).count();
    let is_key = bytes.first().is_some_and(u8::is_ascii_alphanumeric);
    (is_key && length <= LONGEST_KEY).then_some(length)
}

/// Whether a text begins with a character that begins nothing but a text.
fn begins_plainly(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '/' | '+' | '$' | '_'))
}

/// Whether each colon of a text is a part of it: only addresses have any, for the parser looks at
/// the others whether a blank is missing behind them.
fn has_safe_colons(text: &str) -> bool {
    if !text.contains(':') {
        return true;
    }
    let behind = |at: usize| text.as_bytes().get(at + 1);
    (text.starts_with("https://") || text.starts_with("http://"))
        && text
            .match_indices(':')
            .all(|(at, _)| behind(at).is_some_and(|next| *next != b' '))
}

fn differ(entries: &[(Node<'_>, Node<'_>)]) -> bool {
    if entries.len() > FEW {
        let mut seen = HashSet::with_capacity(entries.len());
        return entries.iter().all(|(key, _)| seen.insert(key.text()));
    }
    let is_new = |(i, (key, _)): (usize, &(Node<'_>, Node<'_>))| {
        entries[..i]
            .iter()
            .all(|(other, _)| other.text() != key.text())
    };
    entries.iter().enumerate().all(is_new)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parse_all;
    use super::*;
    use crate::tree::BookPath;

    /// What this reader gives, after it has been held against the parser.
    #[track_caller]
    fn check(text: &str) -> bool {
        let file = BookPath::new("content/a.md").unwrap();
        let base = 4;
        let source = Source {
            file: &file,
            text,
            base,
        };
        let Some(root) = read(&source) else {
            return false;
        };
        let all = parse_all(&source);
        assert_eq!(all.diagnostics, [], "{text:?}");
        assert_eq!(all.value, Some(root), "{text:?}");
        true
    }

    #[test]
    fn what_people_write_is_read() {
        for text in [
            "a: b",
            "a: b\n",
            "team: Payments\nunit: [Retail, Checkout & Basket]\n\nanswers:\n  RM.1: yes\n  RM.2:\n    rating: no\n    note: See the wiki\n",
            "# Level 2\nanswers:\n  # What is asked\n  RM.1: yes\n  RM.2:\n# none yet\n  RM.3:\n",
            "a:\n- b\n- c\nd:\n  - e\n  - f: g\n    h: i\n  - f: j\nk:",
            "a: [\"x: y\", 'z', https://example.org/1?a=b, w ]\nb: {}\nc: []\nd: { e: f, g: { h: [i] }, j: \"\" }",
            "a: \"b # c: [d]\"\nb: 'c \\ d'\nc: https://example.org:80/x#y",
            "note: Größe – „gut“, 12 % (von 80)  \n",
            "a:\n    b:\n        c: d\n    e: f\n",
        ] {
            assert!(check(text), "{text:?}");
        }
    }

    #[test]
    fn what_could_mean_anything_else_is_left_to_the_parser() {
        for text in [
            "",
            "a",
            "- a",
            "a: b\n c",
            "a: b\n c: d",
            "a:\n  b: c\n d: e",
            "a: b #c",
            "a: b: c",
            "a: b:",
            "a:b",
            "a: @b",
            "a: *b",
            "a: &b c",
            "a: !b c",
            "a: | ",
            "a: >\n  b",
            "a: b\na: c",
            "a: \"b\\n\"",
            "a: \"b\" c",
            "a: 'it''s'",
            "a: [b",
            "a: [b,]",
            "a: [b: c]",
            "a: {b}",
            "a: { b: c, b: d }",
            "a: [b] c",
            "a:\tb",
            "a: b\tc",
            "a: b\r\n",
            "a: ~",
            "? a\n: b",
            "<<: b",
            "a: `b`",
            "a: %b",
            "a:\n  -\n  - b",
            "a: - b",
            "a: b:c",
            "a:\n - b\n  - c",
            "---\na: b",
            "a: b\n---\n",
            "a: [\"b\"c]",
            "a: {b:c}",
            "\"a\": b",
            "a: \"\"\"",
            "a: b\u{2028}c",
        ] {
            assert!(!check(text), "{text:?}");
        }
    }

    #[test]
    fn nesting_ends() {
        let brackets = format!("a: {}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(!check(&brackets));
        let lines = |depth: usize| -> String {
            (0..depth)
                .map(|i| format!("{}a:\n", " ".repeat(i)))
                .collect()
        };
        assert!(check(&lines(6)));
        assert!(!check(&lines(300)));
        let items = |depth: usize| -> String {
            (0..depth)
                .map(|i| format!("{}- a:\n", "  ".repeat(i)))
                .collect()
        };
        assert!(check(&format!("a:\n{}", items(3))));
        assert!(!check(&format!("a:\n{}", items(300))));
    }

    fn value() -> impl Strategy<Value = String> {
        let scalar = prop_oneof![
            "[a-zA-Z0-9][a-zA-Z0-9 .,;/()%-]{0,12}",
            "\"[ -!#-\\[\\]-~ä]{0,10}\"",
            "'[ -&(-~]{0,10}'",
            Just("https://example.org/a-1".to_owned()),
            Just(String::new()),
        ];
        let inner = scalar.clone();
        prop_oneof![
            5 => scalar,
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(|all| format!("[{}]", all.join(", "))),
            1 => prop::collection::vec(inner, 0..4).prop_map(|all| {
                let pairs: Vec<_> = all.iter().enumerate().map(|(i, v)| format!("k{i}: {v}")).collect();
                format!("{{ {} }}", pairs.join(", "))
            }),
        ]
    }

    #[derive(Clone, Debug)]
    enum Tree {
        Value(String),
        Map(Vec<Tree>),
        List(Vec<Tree>),
    }

    fn tree() -> impl Strategy<Value = Tree> {
        value()
            .prop_map(Tree::Value)
            .prop_recursive(4, 16, 4, |inner| {
                prop_oneof![
                    3 => prop::collection::vec(inner.clone(), 1..5).prop_map(Tree::Map),
                    1 => prop::collection::vec(inner, 1..4).prop_map(Tree::List),
                ]
            })
    }

    /// Writes trees with blanks, indents and comments as people set them.
    struct Writer {
        out: String,
        style: u64,
    }

    impl Writer {
        fn choose<T: Copy>(&mut self, all: &[T]) -> T {
            self.style = self
                .style
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            all[(self.style >> 33) as usize % all.len()]
        }

        /// What stands behind a key of a map at this indent.
        fn behind_key(&mut self, tree: &Tree, indent: usize) {
            match tree {
                Tree::Value(text) => {
                    let end = self.choose(&["\n", "\n", "\n", " \n", "\n\n", "\n   # c\n"]);
                    self.out.push_str(&format!(" {text}{end}"));
                }
                Tree::Map(items) => {
                    self.out.push('\n');
                    let indent = indent + self.choose(&[1, 2, 2, 4]);
                    self.out.push_str(&" ".repeat(indent));
                    self.map(items, indent);
                }
                Tree::List(items) => {
                    let end = self.choose(&["\n", "\n", "\n\n"]);
                    self.out.push_str(end);
                    let indent = indent + self.choose(&[0, 2, 2, 3]);
                    for item in items {
                        self.out.push_str(&" ".repeat(indent));
                        self.out.push_str("- ");
                        match item {
                            Tree::Value(text) => self.out.push_str(&format!("{text}\n")),
                            Tree::Map(items) => self.map(items, indent + 2),
                            Tree::List(_) => self.map(std::slice::from_ref(item), indent + 2),
                        }
                    }
                }
            }
        }

        fn map(&mut self, items: &[Tree], indent: usize) {
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    self.out.push_str(&" ".repeat(indent));
                }
                self.out.push_str(&format!("k{i}:"));
                self.behind_key(item, indent);
            }
        }
    }

    fn document() -> impl Strategy<Value = String> {
        (prop::collection::vec(tree(), 1..5), any::<u64>()).prop_map(|(trees, style)| {
            let mut writer = Writer {
                out: String::new(),
                style,
            };
            writer.map(&trees, 0);
            writer.out
        })
    }

    /// A document with some characters exchanged.
    fn damaged() -> impl Strategy<Value = String> {
        let marks = prop::sample::select(
            &[
                ":", " ", "\n", "#", " #", "\"", "'", "[", "]", "{", "}", ",", "-", "- ", "&", "*",
                "!", "|", ">", "%", "@", "`", "?", "\\", "~", "\t", "<<", "  ", ": ", "a", "ä",
                "\u{a0}", "\u{2028}", "---", "...", "\u{feff}",
            ][..],
        );
        let edits = prop::collection::vec((any::<prop::sample::Index>(), marks, 0..2_usize), 1..4);
        (document(), edits).prop_map(|(mut text, edits)| {
            for (at, mark, length) in edits {
                let mut start = at.index(text.len() + 1);
                while !text.is_char_boundary(start) {
                    start -= 1;
                }
                let end = text[start..]
                    .chars()
                    .take(length)
                    .map(char::len_utf8)
                    .sum::<usize>()
                    + start;
                text.replace_range(start..end, mark);
            }
            text
        })
    }

    proptest! {
        #[test]
        fn it_reads_as_the_parser_does(text in document()) {
            check(&text);
        }

        #[test]
        fn damage_is_read_as_the_parser_does(text in damaged()) {
            check(&text);
        }
    }
}
