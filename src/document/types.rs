use std::sync::Arc;

use super::definitions::Definitions;
use super::effort::AuthorHtml;
use crate::data::Node;
use crate::tree::{BookPath, Digest, Span};

/// A document together with its front matter, which lives only until it has been decoded.
#[derive(Clone, Debug)]
pub struct Parsed<'s> {
    /// `None` where the file has no front matter or none that could be read.
    pub front: Option<Node<'s>>,
    /// Where the front matter lies, also where it could not be read, which has then been reported;
    /// `None` only where the file has none.
    pub front_span: Option<Span>,
    pub document: Document,
}

/// A Markdown file of the book, an input; what is published are pages.
#[derive(Clone, Debug)]
pub struct Document {
    pub path: BookPath,
    pub text: Arc<str>,
    pub digest: Digest,
    /// The Markdown below the front matter.
    pub body: Span,
    /// In the order of the text.
    pub headings: Vec<Heading>,
    /// In the order of the text, without those that were refused as unsafe.
    pub links: Vec<Link>,
    /// What one part of the body defines and another may use.
    pub definitions: Definitions,
    /// What the author has written in HTML.
    pub html: AuthorHtml,
}

/// A heading of the body. Every heading has an anchor; only an explicit id binds a section to a
/// KPA, a level or a dimension.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// The visible text, without markup.
    pub text: String,
    /// The same where HTML of the author's is markup, if it holds some.
    pub sanitized: Option<String>,
    /// The anchor in the page: the explicit id, or a slug of the text made unique in the file.
    pub anchor: String,
    /// Whether the anchor was written as `{#id}`.
    pub explicit: bool,
    /// It stands in a quote, a list or a footnote, so that it neither begins nor ends a section.
    pub nested: bool,
    /// The whole heading, absolute in the file.
    pub span: Span,
}

/// A link or an image of the body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// As written, entities and escapes decoded.
    pub target: String,
    /// Of the address, where it stands in the text; else of the whole link. Absolute in the file.
    pub span: Span,
    pub image: bool,
}

impl Heading {
    /// The visible text, by whether HTML of the author's is sanitized.
    pub fn shown(&self, sanitize: bool) -> &str {
        match &self.sanitized {
            Some(text) if sanitize => text,
            _ => &self.text,
        }
    }
}

impl Document {
    /// The document of a file that is empty, or known by its name alone.
    pub fn empty(path: BookPath) -> Self {
        Self {
            path,
            text: Arc::from(""),
            digest: Digest::of(b""),
            body: Span::default(),
            headings: Vec::new(),
            links: Vec::new(),
            definitions: Definitions::default(),
            html: AuthorHtml::default(),
        }
    }

    pub fn body_text(&self) -> &str {
        self.body.of(&self.text)
    }

    /// The title: the first heading's text.
    pub fn first_heading(&self) -> Option<&Heading> {
        self.headings.iter().find(|heading| !heading.nested)
    }

    /// The parts of the body: the general text, and one part for every heading with an explicit id
    /// for which `is_bound` holds, up to the next heading of the same or a higher rank or the next
    /// bound heading of any rank. What follows such a section belongs to the general text again.
    /// All parts together are the body; each begins and ends between two blocks.
    pub fn sections(&self, is_bound: impl Fn(&str) -> bool) -> Sections {
        let mut sections = Sections::default();
        let mut open: Option<&Heading> = None;
        let mut start = self.body.start;
        for heading in self.headings.iter().filter(|heading| !heading.nested) {
            let binds = heading.explicit && is_bound(&heading.anchor);
            let closes = open.is_some_and(|section| heading.level <= section.level);
            if binds || closes {
                sections.push(open, start, heading.span.start);
                start = heading.span.start;
                open = binds.then_some(heading);
            }
        }
        sections.push(open, start, self.body.end);
        sections
    }
}

/// A body taken apart by [`Document::sections`]; the spans are absolute in the file.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Sections {
    pub general: Vec<Span>,
    /// Id and span; the span begins with the heading.
    pub bound: Vec<(String, Span)>,
}

impl Sections {
    fn push(&mut self, heading: Option<&Heading>, start: u32, end: u32) {
        let span = Span { start, end };
        match heading {
            Some(heading) => self.bound.push((heading.anchor.clone(), span)),
            None if start < end => self.general.push(span),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    /// The general parts and the bound ones with their ids, as texts.
    fn sections<'t>(text: &'t str, bound: &[&str]) -> (Vec<&'t str>, Vec<(String, &'t str)>) {
        let sections = read(text).value.sections(|id| bound.contains(&id));
        let general = sections.general.iter().map(|span| span.of(text));
        let bound = sections.bound.into_iter();
        let bound = bound.map(|(id, span)| (id, span.of(text)));
        (general.collect(), bound.collect())
    }

    fn bound<'t>(id: &str, text: &'t str) -> (String, &'t str) {
        (id.to_owned(), text)
    }

    #[test]
    fn without_bound_headings_all_is_general() {
        assert_eq!(sections("", &["RM"]), (vec![], vec![]));
        assert_eq!(sections("Text\n", &["RM"]), (vec!["Text\n"], vec![]));
        let text = "# RM\n\nText\n\n## Other {#other}\n";
        assert_eq!(sections(text, &["RM", "rm"]), (vec![text], vec![]));
    }

    #[test]
    fn a_section_ends_at_a_heading_of_its_rank() {
        let text = "Intro\n\n## A {#A}\n\na\n\n### Sub\n\ns\n\n## Next\n\nn\n";
        assert_eq!(
            sections(text, &["A"]),
            (
                vec!["Intro\n\n", "## Next\n\nn\n"],
                vec![bound("A", "## A {#A}\n\na\n\n### Sub\n\ns\n\n")]
            )
        );
    }

    #[test]
    fn a_section_ends_at_a_heading_of_higher_rank_or_at_the_end() {
        let text = "### A {#A}\na\n# Top\nt\n## B {#B}\nb";
        assert_eq!(
            sections(text, &["A", "B"]),
            (
                vec!["# Top\nt\n"],
                vec![bound("A", "### A {#A}\na\n"), bound("B", "## B {#B}\nb")]
            )
        );
    }

    #[test]
    fn a_bound_heading_ends_the_section_it_stands_in() {
        let text = "# A {#A}\na\n## B {#B}\nb\n### C {#C}\nc\n## D\nd\n";
        assert_eq!(
            sections(text, &["A", "B", "C"]),
            (
                vec!["## D\nd\n"],
                vec![
                    bound("A", "# A {#A}\na\n"),
                    bound("B", "## B {#B}\nb\n"),
                    bound("C", "### C {#C}\nc\n"),
                ]
            )
        );
    }

    #[test]
    fn headings_in_quotes_and_lists_bind_nothing() {
        let text = "> ## A {#A}\n\n## B {#B}\n\n- # C {#C}\n\nA\n=\n";
        assert_eq!(
            sections(text, &["A", "B", "C"]),
            (
                vec!["> ## A {#A}\n\n", "A\n=\n"],
                vec![bound("B", "## B {#B}\n\n- # C {#C}\n\n")]
            )
        );
    }

    #[test]
    fn headings_in_code_and_comments_are_none() {
        let text = "```\n# A {#A}\n```\n\n<!--\n# A {#A}\n-->\n";
        assert_eq!(sections(text, &["A"]), (vec![text], vec![]));
    }

    #[test]
    fn spans_are_absolute_behind_front_matter() {
        let text = "---\n---\nIntro\n\n# A {#A}\n";
        assert_eq!(
            sections(text, &["A"]),
            (vec!["Intro\n\n"], vec![bound("A", "# A {#A}\n")])
        );
    }

    #[test]
    fn the_title_stands_in_no_quote() {
        let document = read("> # Quoted\n\n## Title\n").value;
        assert_eq!(document.first_heading().unwrap().text, "Title");
    }
}
