//! How much work the HTML of an author makes for a parser. A parser repeats what is not closed in
//! every block that follows, and looks through all that is open again and again; so a small file
//! could take hours and fill the memory. What is counted here is never less than what a parser meets,
//! however the tags are written: whatever looks like one counts, in comments and values too.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::raw_html::ELEMENTS;
use crate::tree::Span;

/// The HTML that the author of a document has written.
#[derive(Clone, Default, Debug)]
pub struct AuthorHtml {
    /// Each piece of it, absolute in the file, with the number of blocks and tags of Markdown that it
    /// stands in.
    pieces: Vec<(Span, u32)>,
    /// The greatest such number of the whole text.
    deepest: u32,
    /// Counted when it is asked for: where HTML is text, nobody does.
    effort: OnceLock<Effort>,
}

/// What a parser meets in the HTML of an author.
#[derive(Clone, Debug)]
pub(super) struct Effort {
    /// How many elements it may leave open at most, with those of Markdown around it.
    open: u64,
    /// How many elements a parser may open again in one block, in about 100 bytes of memory each.
    repeated: u64,
    /// A part of it takes what follows for text.
    pub swallows: bool,
}

/// Elements that take everything up to their end for text.
const SWALLOWING: [&str; 9] = [
    "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp",
];

/// Elements that are opened again in every block until they end, any number of them at a time.
const FORMATTING: [&str; 12] = [
    "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u",
];

/// Links too, but one at a time.
const ALONE: [&str; 2] = ["a", "nobr"];

/// Of equal elements so many are opened again.
const EQUAL: u64 = 3;

/// How many elements a parser may make of a text.
const MOST_ELEMENTS: u64 = 2_000_000;

/// How often a parser may look at an element that is open.
const MOST_LOOKS: u64 = 100_000_000;

/// How many attributes a tag may have. Each is compared with all others of its tag.
const MOST_ATTRIBUTES: usize = 1000;

impl AuthorHtml {
    pub(super) fn new(pieces: Vec<(Span, u32)>, deepest: u32) -> Self {
        Self {
            pieces,
            deepest,
            effort: OnceLock::new(),
        }
    }

    pub fn pieces(&self) -> impl Iterator<Item = Span> {
        self.pieces.iter().map(|(span, _)| *span)
    }

    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// `text` is that of the document.
    pub(super) fn effort(&self, text: &str) -> &Effort {
        self.effort
            .get_or_init(|| Effort::of(text, &self.pieces, self.deepest))
    }
}

impl Effort {
    fn of(text: &str, pieces: &[(Span, u32)], deepest: u32) -> Self {
        let mut open = Open::default();
        let (mut repeated, mut alone): (u64, u64) = (0, 0);
        let (mut swallows, mut begun) = (false, None::<Swallowing>);
        let mut kinds: HashSet<&str> = HashSet::new();
        for (span, depth) in pieces {
            let piece = span.of(text);
            let place = (*span, *depth);
            swallows |= begun.is_some_and(|begun| !begun.is_ended(text, place));
            begun = Swallowing::begun(text, place);
            for (at, _) in piece.match_indices('<') {
                let tag = &piece[at + 1..];
                open.tag(tag, 1 + u64::from(*depth));
                let weight = match formatting(tag) {
                    Some(Kind::Known(kind)) if !kinds.insert(kind) => 0,
                    Some(kind @ Kind::Alone(_)) => {
                        alone = alone.max(kind.weight());
                        0
                    }
                    Some(kind) => kind.weight(),
                    None => 0,
                };
                repeated = repeated.saturating_add(weight);
            }
        }
        Self {
            open: open.most().saturating_add(u64::from(deepest)),
            repeated: repeated.saturating_add(ALONE.len() as u64 * alone),
            swallows: swallows || begun.is_some(),
        }
    }

    /// Whether a parser reads it in time, and within the memory, as a part of so many bytes of HTML.
    pub(super) fn is_bearable(&self, bytes: usize) -> bool {
        let bytes = bytes as u64;
        // No tag is shorter than three characters, and what is opened again needs one more.
        let looks = self.open.saturating_mul(bytes / 3);
        let elements = self.repeated.saturating_add(1).saturating_mul(bytes / 4);
        looks <= MOST_LOOKS && elements <= MOST_ELEMENTS
    }
}

/// What is open while tags come.
#[derive(Default)]
struct Open<'t> {
    /// Elements whose end is awaited, and how deep they stand.
    stack: Vec<(&'t str, u64)>,
    /// Together.
    height: u64,
    highest: u64,
    /// What will not be seen to end.
    lost: u64,
}

impl<'t> Open<'t> {
    /// A tag, or what looks like one, without its `<`.
    fn tag(&mut self, rest: &'t str, depth: u64) {
        let is_end = rest.starts_with('/');
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = &rest[..len];
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let tag = whole(rest).filter(|_| ELEMENTS.into_iter().any(is));
        let is_last =
            |last: Option<&(&str, u64)>| last.is_some_and(|(open, at)| is(open) && *at == depth);
        match tag {
            // They are never open, wherever they stand.
            Some(_) if ["br", "hr", "img"].into_iter().any(is) && !is_end => {}
            Some(tag) if is_end && tag == name && is_last(self.stack.last()) => {
                self.stack.pop();
                self.height -= depth;
            }
            Some(_) if !is_end => {
                self.stack.push((name, depth));
                self.height = self.height.saturating_add(depth);
                self.highest = self.highest.max(self.height);
            }
            _ => {
                self.lost = self.lost.saturating_add(self.height + depth);
                self.height = 0;
                self.stack.clear();
            }
        }
    }

    fn most(&self) -> u64 {
        self.lost.saturating_add(self.highest)
    }
}

/// An element that is opened again.
#[derive(Clone, Copy)]
enum Kind<'t> {
    /// Its tag; equal ones count once.
    Known(&'t str),
    /// Where it ends is uncertain.
    Unknown,
    /// One at a time, of this length.
    Alone(usize),
}

impl Kind<'_> {
    fn weight(self) -> u64 {
        match self {
            // An attribute has two characters at least.
            Self::Known(tag) => EQUAL * (1 + tag.len() as u64 / 4),
            Self::Unknown => MOST_ELEMENTS,
            Self::Alone(len) => 1 + len as u64 / 4,
        }
    }
}

/// An element that takes what follows for text.
struct Swallowing {
    /// How its end begins; empty where it has none.
    end: String,
    /// Where the piece ends, and how deep it stands.
    at: usize,
    depth: u32,
}

impl Swallowing {
    /// The one that a piece begins and does not end.
    fn begun(text: &str, (span, depth): (Span, u32)) -> Option<Self> {
        let piece = span.of(text).to_ascii_lowercase();
        let mut rest = piece.as_str();
        while let Some(at) = rest.find('<') {
            rest = &rest[at + 1..];
            let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let end = match &rest[..len] {
                "plaintext" => String::new(),
                name if SWALLOWING.contains(&name) => format!("</{name}"),
                "" if rest.starts_with("!--") => "-->".to_owned(),
                _ => continue,
            };
            let found = rest.find(&end).filter(|_| !end.is_empty());
            let Some(at) = found else {
                return Some(Self {
                    end,
                    at: span.end as usize,
                    depth,
                });
            };
            rest = &rest[at..];
        }
        None
    }

    /// Whether the next piece ends it on the same line, so that no block stands between.
    fn is_ended(&self, text: &str, (span, depth): (Span, u32)) -> bool {
        let piece = span.of(text).to_ascii_lowercase();
        let between = text.get(self.at..span.start as usize);
        !self.end.is_empty()
            && piece.starts_with(&self.end)
            && depth == self.depth
            && between.is_some_and(|between| !between.contains('\n'))
    }
}

/// What a tag opens, if that is opened again.
fn formatting(rest: &str) -> Option<Kind<'_>> {
    let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = rest[..len].to_ascii_lowercase();
    if ALONE.contains(&name.as_str()) {
        return Some(Kind::Alone(whole(rest).map_or(LONGEST_TAG, str::len)));
    }
    if !FORMATTING.contains(&name.as_str()) {
        return None;
    }
    Some(whole(rest).map_or(Kind::Unknown, Kind::Known))
}

/// The longest tag that is looked at, in bytes.
const LONGEST_TAG: usize = 2048;

/// A tag from its name up to its `>`, if a parser that begins to read it here finds that.
fn whole(rest: &str) -> Option<&str> {
    let bytes = rest.as_bytes();
    let (_, end) = attributes(&bytes[..bytes.len().min(LONGEST_TAG)], 0);
    let ends = bytes.get(end) == Some(&b'>');
    rest.get(..end).filter(|_| ends)
}

/// How many bytes may be searched when a text is written again: from each `&` and from each byte with
/// which non-breaking spaces begin, the serializer looks up to the end of its text (html5ever 0.40).
const MOST_SEARCHED: u64 = 4_000_000_000;

/// Whether a serializer writes the text of this HTML in time.
pub(super) fn is_quickly_written(html: &str) -> bool {
    let begins = memchr::memchr2_iter(b'&', 0xc2, html.as_bytes()).count();
    begins as u64 * html.len() as u64 <= MOST_SEARCHED
}

/// Whether no tag in this HTML has so many attributes that to compare them takes long. Looks at every
/// place where a tag may begin, in whatever state a parser comes there.
pub(super) fn has_few_attributes(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut steps = 8 * bytes.len();
    let starts = memchr::memchr_iter(b'<', bytes);
    for start in starts {
        let at = match bytes.get(start + 1) {
            Some(b'/') => start + 2,
            _ => start + 1,
        };
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (attributes, end) = attributes(bytes, at);
        let Some(left) = steps.checked_sub(end - start) else {
            return false;
        };
        steps = left;
        if attributes > MOST_ATTRIBUTES {
            return false;
        }
    }
    true
}

/// How many attributes a tag has whose name begins here, and where it ends, or where there are too
/// many.
fn attributes(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let until = |at: usize, ends: &dyn Fn(u8) -> bool| {
        let len = bytes[at..].iter().position(|b| ends(*b));
        len.map_or(bytes.len(), |len| at + len)
    };
    let is_blank = |b: u8| b.is_ascii_whitespace() || b == 0x0c;
    at = until(at, &|b| is_blank(b) || b == b'/' || b == b'>');
    let mut count = 0;
    loop {
        at = until(at, &|b| !is_blank(b) && b != b'/');
        if at >= bytes.len() || bytes[at] == b'>' || count > MOST_ATTRIBUTES {
            return (count, at);
        }
        count += 1;
        // A name may begin with `=`.
        at = until(at + 1, &|b| is_blank(b) || matches!(b, b'/' | b'>' | b'='));
        let equals = until(at, &|b| !is_blank(b));
        if bytes.get(equals) != Some(&b'=') {
            continue;
        }
        let value = until(equals + 1, &|b| !is_blank(b));
        at = match bytes.get(value) {
            Some(quote @ (b'"' | b'\'')) => until(value + 1, &|b| b == *quote) + 1,
            _ => until(value, &|b| is_blank(b) || b == b'>'),
        };
        at = at.min(bytes.len());
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::super::tests::read;
    use super::super::{LinkTarget, Markup, render};
    use super::*;

    fn is_bearable(text: &str) -> bool {
        read(text).value.judge_html().as_text.is_none()
    }

    #[test]
    fn large_texts_with_html_as_people_write_it_are_read() {
        let row =
            "<tr><td>a</td><td><b>b</b><br>c</td><td title=\"x\"><img src=\"y.png\"></td></tr>\n";
        let table = format!("<table>\n{}</table>\n", row.repeat(3000));
        assert!(is_bearable(&table));
        let paragraph =
            "- Press <kbd>Ctrl</kbd> and H<sub>2</sub>O, <i lang=\"la\">nota</i><br/>\n\n";
        assert!(is_bearable(&paragraph.repeat(3000)));
        assert!(is_bearable(
            &"<details>\n<summary>a</summary>\n\n*b*\n\n</details>\n\n".repeat(3000)
        ));
        assert!(is_bearable(&"<p>a<p>b<li>c\n\n".repeat(300)));
        let link = "<tr><td><a href=\"https://example.org/record/12345\">a</a></td></tr>\n";
        assert!(is_bearable(&format!(
            "<table>\n{}</table>\n",
            link.repeat(2000)
        )));
        assert!(is_bearable(
            &"a<BR>b <B>c</B> <Img SRC=d.png>\n\n".repeat(1000)
        ));
    }

    #[test]
    fn what_takes_the_rest_for_text_is_seen() {
        let swallows = |text: &str| {
            let document = read(text).value;
            document.html.effort(&document.text).swallows
        };
        for text in [
            "<div><textarea>\n\na\n\n</textarea>\n",
            "a <Title>b\n",
            "a <title>b\nc</title>\n",
            "<plaintext></plaintext>\n",
            "a <plaintext>b</plaintext>\n",
            "a <style>b</styl>\n",
            "<!-- a\n",
            "- a <script>b\n- c</script>\n",
        ] {
            assert!(swallows(text), "{text}");
        }
        for text in [
            "<script>\n<title>\n</SCRIPT> <!-- <xmp> --> <titles> <p title=x>\n",
            "a <SCRIPT>b</script> <b>c</b> <title>*d*</title>\n",
        ] {
            assert!(!swallows(text), "{text}");
        }
    }

    #[test]
    fn searches_of_the_serializer_are_counted() {
        assert!(is_quickly_written(&"a & b, c & d\n".repeat(1000)));
        assert!(!is_quickly_written(&"& ".repeat(50_000)));
        assert!(!is_quickly_written(&"«".repeat(50_000)));
    }

    #[test]
    fn whole_tags_are_told_from_others() {
        for tag in ["b", "b a=\"x\" c", "b a=\"'>\"", "b a=x", "b a=='x"] {
            assert_eq!(whole(&format!("{tag}>\">'")), Some(tag));
        }
        for tag in ["b a=\"x", "b a='x>", "b a=\"x>", "b ", ""] {
            assert_eq!(whole(tag), None, "{tag}");
        }
        let long = format!("b a={}>", "x".repeat(LONGEST_TAG));
        assert_eq!(whole(&long), None);
    }

    #[test]
    fn attributes_are_counted_wherever_a_tag_may_begin() {
        let many: String = (0..=MOST_ATTRIBUTES).map(|n| format!(" a{n}")).collect();
        for html in [
            format!("<b{many}>"),
            format!("</b{many}"),
            format!("<!-- --!><b{many}-->"),
            format!("<i title=\"<b{many}>"),
            format!("<b{}>", many.replace(' ', "/")),
            format!("<b{}>", many.replace(" a", " a='>'b")),
            format!("<b{}>", many.replace(" a", "/=a=\">\"")),
        ] {
            assert!(!has_few_attributes(&html), "{}", &html[..40]);
        }
        assert!(has_few_attributes(&format!("<b>{many}</b>")));
        assert!(has_few_attributes(&"<b a='x' c=\"<b\" d=>x".repeat(1000)));
    }

    /// Texts that a parser takes long for, or much memory.
    fn costly() -> Vec<String> {
        let words: String = (0..50_000).map(|n| format!("a{n} ")).collect();
        let mut texts = vec![
            format!("<div title=\"\n\n{words}"),
            format!("<div {words}>"),
            format!("<?><div {words} ?>"),
            format!("<!-- --!><div {words} -->"),
            format!("<div title='\n\n' {words}"),
            format!("{}\n\n{}", "<div>".repeat(1000), "a\n\n".repeat(50_000)),
            format!("{}a\n{}", "> ".repeat(5000), "a <p>\n".repeat(20_000)),
            format!("<kbd>x</kbd>\n\n{}a\n", "- ".repeat(40_000)),
            format!("<kbd>x</kbd>\n\n{}a\n", "> ".repeat(20_000)),
        ];
        for tag in [
            "div", "p", "b", "a", "svg", "td", "table", "select", "object", "li", "font",
        ] {
            texts.push(format!("<{tag}>").repeat(20_000));
            texts.push(format!("a <{tag}>\n\n").repeat(20_000));
            texts.push(format!("<{tag}><!--</{tag}>-->").repeat(10_000));
            texts.push(format!("<table><{tag}>").repeat(10_000));
            texts.push((0..10_000).map(|n| format!("<{tag} x={n}>a\n\n")).collect());
        }
        texts
    }

    #[test]
    fn hostile_texts_take_little_time() {
        let resolve = |_: &str, _| LinkTarget::Text;
        for text in costly() {
            let document = read(&text).value;
            let markup = Markup {
                demote: 1,
                sanitize: true,
                ..Markup::new(&resolve)
            };
            #[allow(clippy::disallowed_methods)]
            let start = Instant::now();
            let html = render(&document, document.body, &markup);
            let time = start.elapsed();
            assert!(html.len() < 20 * text.len() + 1000, "{}", &text[..20]);
            // Each takes a second at most; without limits, some would take hours.
            assert!(time < Duration::from_secs(60), "{time:?}: {}", &text[..20]);
        }
    }
}
