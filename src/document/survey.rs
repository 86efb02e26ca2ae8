//! One walk over the body that lists its headings, links and definitions, and reports what will
//! not be shown as it is written.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::address::{Refusal, refusal};
use super::anchors::{Anchors, is_taken_by_every_page};
use super::definitions::{Definitions, fold};
use super::effort::AuthorHtml;
use super::events::{Events, ends_text};
use super::spots::{address_span, last_within, trimmed};
use super::writer::is_class;
use super::{Document, Heading, Link};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{Place, Span};

pub(super) struct Survey<'d> {
    document: &'d Document,
    drafts: Vec<Draft>,
    /// A heading has begun and not ended.
    in_heading: bool,
    links: Vec<Link>,
    definitions: Definitions,
    diagnostics: Vec<Diagnostic>,
    /// How many elements are open.
    depth: usize,
    /// The outermost element.
    block: Span,
    /// Raw HTML that may go on.
    html: Option<Span>,
    /// Each piece of it, with its depth.
    pieces: Vec<(Span, u32)>,
    /// The greatest depth so far.
    deepest: usize,
    /// Definitions whose address has been refused: one cause, one diagnostic.
    refused: HashSet<String>,
}

/// A heading without its anchor.
struct Draft {
    level: u8,
    text: String,
    /// Where tags stand in the text.
    tags: Vec<Range<usize>>,
    id: Option<String>,
    nested: bool,
    span: Span,
}

impl Draft {
    /// The text as it reads where HTML is sanitized: what scripts and styles hold goes with them.
    fn without_tags(&self) -> String {
        let mut out = String::new();
        let mut at = 0;
        let mut hidden: Option<&str> = None;
        for range in &self.tags {
            if hidden.is_none() {
                out.push_str(&self.text[at..range.start]);
            }
            at = range.end;
            let tag = &self.text[range.clone()];
            hidden = match hidden {
                Some(name) if !is_tag(tag, "</", name) => Some(name),
                Some(_) => None,
                None => ["script", "style"]
                    .into_iter()
                    .find(|name| is_tag(tag, "<", name)),
            };
        }
        if hidden.is_none() {
            out.push_str(&self.text[at..]);
        }
        out
    }
}

fn is_tag(tag: &str, begin: &str, name: &str) -> bool {
    let rest = tag.strip_prefix(begin).unwrap_or_default();
    let ends = |c: char| !c.is_ascii_alphanumeric();
    let found = rest.split(ends).next().unwrap_or_default();
    found.eq_ignore_ascii_case(name)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a walk over a body found.
pub(super) struct Found {
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub definitions: Definitions,
    pub diagnostics: Vec<Diagnostic>,
    pub html: AuthorHtml,
}

/// Walks over the body of a document of which only text, path and body are known.
pub(super) fn survey(document: &Document) -> Found {
    let none = Definitions::default();
    let events = Events::new(document.body_text(), &none);
    let mut survey = Survey {
        document,
        drafts: Vec::new(),
        in_heading: false,
        links: Vec::new(),
        definitions: Definitions::default(),
        diagnostics: Vec::new(),
        depth: 0,
        block: Span::default(),
        html: None,
        pieces: Vec::new(),
        deepest: 0,
        refused: HashSet::new(),
    };
    for (label, reference) in events.references() {
        survey.definitions.add_reference(&label, reference);
    }
    for (event, range) in events {
        survey.event(event, range);
    }
    let headings = survey.anchor();
    survey.links.shrink_to_fit();
    Found {
        headings,
        links: survey.links,
        definitions: survey.definitions,
        diagnostics: survey.diagnostics,
        html: AuthorHtml::new(survey.pieces, survey.deepest as u32),
    }
}

impl Survey<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = Span::new(range.start, range.end).shifted(self.document.body.start as usize);
        match event {
            Event::Start(tag) => {
                if ends_text(tag.to_end()) {
                    self.finish_html();
                }
                if self.depth == 0 {
                    self.block = span;
                }
                self.start(tag, span);
                self.depth += 1;
                self.deepest = self.deepest.max(self.depth);
            }
            Event::End(end) => {
                if ends_text(end) {
                    self.finish_html();
                    self.in_heading = false;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) | Event::Code(text) => self.heading_text(&text),
            Event::InlineHtml(text) => {
                self.heading_tag(&text);
                self.html(span);
            }
            Event::Html(_) => self.html(span),
            Event::SoftBreak | Event::HardBreak => self.heading_text(" "),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                let span = trimmed(span, &self.document.text);
                let names = attrs.iter().map(|(name, _)| name);
                let classes = classes.iter().filter(|class| !is_class(class));
                self.heading_attributes(names.chain(classes), span);
                self.in_heading = true;
                self.drafts.push(Draft {
                    level: level as u8,
                    text: String::new(),
                    tags: Vec::new(),
                    id: id.filter(|id| !id.is_empty()).map(CowStr::into_string),
                    nested: self.depth > 0,
                    span,
                });
            }
            Tag::Link {
                link_type,
                dest_url,
                id,
                ..
            } => self.link(link_type, &dest_url, &id, span, false),
            Tag::Image {
                link_type,
                dest_url,
                id,
                ..
            } => self.link(link_type, &dest_url, &id, span, true),
            Tag::FootnoteDefinition(label) => self.definitions.add_footnote(&label, self.block),
            _ => {}
        }
    }

    fn heading_text(&mut self, text: &str) {
        if self.in_heading
            && let Some(draft) = self.drafts.last_mut()
        {
            draft.text.push_str(text);
        }
    }

    fn heading_tag(&mut self, tag: &str) {
        self.heading_text(tag);
        if self.in_heading
            && let Some(draft) = self.drafts.last_mut()
        {
            let end = draft.text.len();
            draft.tags.push(end - tag.len()..end);
        }
    }

    fn heading_attributes<'a>(
        &mut self,
        names: impl Iterator<Item = &'a CowStr<'a>>,
        heading: Span,
    ) {
        let names: Vec<&str> = names.map(|name| &**name).collect();
        let Some(first) = names.first() else {
            return;
        };
        let message = match names.len() {
            1 => format!("the attribute `{}` of a heading is left out", clip(first)),
            n => format!(
                "the attribute `{}` of a heading and {} more are left out",
                clip(first),
                n - 1
            ),
        };
        let span = last_within(heading, &self.document.text, first).unwrap_or(heading);
        self.report(
            Diagnostic::new(Code::HeadingAttribute, message)
                .label("left out")
                .help("keep an id and classes only, as in `{#id .class}`"),
            span,
        );
    }

    fn link(&mut self, kind: LinkType, address: &str, label: &str, span: Span, image: bool) {
        let target = if kind == LinkType::Email {
            format!("mailto:{address}")
        } else {
            address.to_owned()
        };
        let span = address_span(span, &self.document.text, address, kind);
        let Some(refusal) = refusal(&target, image) else {
            self.links.push(Link {
                target,
                span,
                image,
            });
            return;
        };
        if !label.is_empty() && !self.refused.insert(fold(label)) {
            return;
        }
        let shown = clip(&target);
        let diagnostic = match refusal {
            Refusal::Scheme(scheme) if image && scheme.starts_with("http") => Diagnostic::new(
                Code::UnsafeLink,
                format!(
                    "the image `{shown}` lies on another host, and pages load nothing from there"
                ),
            )
            .help("put the image beside this file and write its path, such as `./image.png`"),
            Refusal::Scheme(scheme) => Diagnostic::new(
                Code::UnsafeLink,
                format!(
                    "the address `{shown}` has the scheme `{}`, which is not shown",
                    clip(&scheme)
                ),
            )
            .help(if image {
                "put the image beside this file and write its path, such as `./image.png`"
            } else {
                "use http, https, mailto or tel, or the path of a file such as `./policy.md`"
            }),
            Refusal::Host => Diagnostic::new(
                Code::UnsafeLink,
                format!("the address `{shown}` names another host without a scheme"),
            )
            .help("write the scheme, as in `https://example.org`"),
        };
        let label = if image {
            "only the image's description is shown"
        } else {
            "only the link's text is shown"
        };
        self.report(diagnostic.label(label), span);
    }

    /// Inline tags of one paragraph are one run, whatever stands between them.
    fn html(&mut self, span: Span) {
        match self.pieces.last_mut() {
            // A tag may go on in the next line.
            Some((piece, _)) if piece.end == span.start => piece.end = span.end,
            _ => self.pieces.push((span, self.depth as u32)),
        }
        let start = self.html.map_or(span.start, |run| run.start);
        let end = span.end;
        self.html = Some(Span { start, end });
    }

    fn finish_html(&mut self) {
        let Some(span) = self.html.take() else {
            return;
        };
        let span = trimmed(span, &self.document.text);
        self.report(
            Diagnostic::new(Code::RawHtml, "raw HTML is shown as text")
                .label("shown as it is written here")
                .help("write it in Markdown, or in backquotes where the tag itself is meant"),
            span,
        );
    }

    /// Gives every heading its anchor: the explicit ids first, for they cannot give way.
    fn anchor(&mut self) -> Vec<Heading> {
        let mut anchors = Anchors::default();
        let mut first: HashMap<String, Span> = HashMap::new();
        for draft in std::mem::take(&mut self.drafts) {
            if let Some(id) = &draft.id {
                let text = &self.document.text;
                let span = last_within(draft.span, text, &format!("#{id}")).unwrap_or(draft.span);
                if is_taken_by_every_page(id) {
                    self.report_reserved(id, span);
                }
                if !anchors.take(id) {
                    let place = first.get(id).map(|first| self.place(*first));
                    self.report_duplicate(id, span, place);
                }
                first.entry(id.clone()).or_insert(span);
            }
            self.drafts.push(draft);
        }
        let drafts = std::mem::take(&mut self.drafts);
        drafts
            .into_iter()
            .map(|draft| {
                let text = one_line(&draft.text);
                let sanitized = (!draft.tags.is_empty()).then(|| one_line(&draft.without_tags()));
                // As GitHub makes it, whatever becomes of the tags.
                let words = sanitized.as_deref().filter(|text| !text.is_empty());
                let slug = || anchors.make(words.unwrap_or(&text));
                Heading {
                    level: draft.level,
                    explicit: draft.id.is_some(),
                    anchor: draft.id.unwrap_or_else(slug),
                    text,
                    sanitized,
                    nested: draft.nested,
                    span: draft.span,
                }
            })
            .collect()
    }

    fn report_reserved(&mut self, id: &str, span: Span) {
        self.report(
            Diagnostic::new(
                Code::DuplicateAnchor,
                format!("the id `{}` belongs to a part of the page itself", clip(id)),
            )
            .label("taken")
            .help(format!(
                "choose another id, such as `{}-text`",
                clip(id).trim_end_matches('-')
            )),
            span,
        );
    }

    fn report_duplicate(&mut self, id: &str, span: Span, first: Option<Place>) {
        let mut diagnostic = Diagnostic::new(
            Code::DuplicateAnchor,
            format!("two headings of this file have the id `{}`", clip(id)),
        )
        .label("the second")
        .help("give one of them another id, or join the two sections");
        if let Some(first) = first {
            diagnostic = diagnostic.related(first, "the first");
        }
        self.report(diagnostic, span);
    }

    fn report(&mut self, diagnostic: Diagnostic, span: Span) {
        let place = self.place(span);
        self.diagnostics.push(diagnostic.at(place));
    }

    fn place(&self, span: Span) -> Place {
        Place {
            file: self.document.path.clone(),
            span,
        }
    }
}

/// A text short enough for a message, on one line.
fn clip(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text
        .chars()
        .take(MOST)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;

    fn headings(text: &str) -> Vec<(u8, String, String, bool)> {
        let headings = read(text).value.headings.into_iter();
        headings
            .map(|h| (h.level, h.text, h.anchor, h.explicit))
            .collect()
    }

    fn heading(level: u8, text: &str, anchor: &str, explicit: bool) -> (u8, String, String, bool) {
        (level, text.to_owned(), anchor.to_owned(), explicit)
    }

    /// Targets, the texts under their spans, and whether they are images.
    fn links(text: &str) -> Vec<(String, &str, bool)> {
        let links = read(text).value.links.into_iter();
        links
            .map(|link| (link.target, link.span.of(text), link.image))
            .collect()
    }

    fn link<'t>(target: &str, source: &'t str) -> (String, &'t str, bool) {
        (target.to_owned(), source, false)
    }

    /// Codes, the texts under their marks, and messages.
    fn problems(text: &str) -> Vec<(&'static str, &str, String)> {
        let diagnostics = read(text).diagnostics.into_iter();
        diagnostics
            .map(|d| (d.code.id(), d.place.unwrap().span.of(text), d.message))
            .collect()
    }

    fn marks(text: &str) -> Vec<(&'static str, &str)> {
        let problems = problems(text).into_iter();
        problems.map(|(code, mark, _)| (code, mark)).collect()
    }

    #[test]
    fn headings_have_a_text_and_an_anchor() {
        assert_eq!(
            headings(
                "# A *b* `c` [d](e) ![f](g)\n\nTwo  \nlines\n-----\n\n### Id {#RM.1 .wide}\n\n###### \n\n## 团队 &amp;\n"
            ),
            [
                heading(1, "A b c d f", "a-b-c-d-f", false),
                heading(2, "Two lines", "two-lines", false),
                heading(3, "Id", "RM.1", true),
                heading(6, "", "section", false),
                heading(2, "团队 &", "团队", false),
            ]
        );
    }

    #[test]
    fn the_span_of_a_heading_is_the_heading() {
        let text = "Text\n\n## A {#a}  \n\nB\n===\n> # C\n";
        let document = read(text).value;
        let spans: Vec<_> = document.headings.iter().map(|h| h.span.of(text)).collect();
        assert_eq!(spans, ["## A {#a}", "B\n===", "# C"]);
        let nested: Vec<_> = document.headings.iter().map(|h| h.nested).collect();
        assert_eq!(nested, [false, false, true]);
    }

    #[test]
    fn automatic_anchors_give_way_to_explicit_ids_and_to_the_page() {
        let anchors: Vec<_> = headings("# Plan\n# Plan\n# X {#plan}\n# Where\n# Level 3\n")
            .into_iter()
            .map(|(_, _, anchor, _)| anchor)
            .collect();
        assert_eq!(
            anchors,
            ["plan-2", "plan-3", "plan", "where-2", "section-level-3"]
        );
    }

    #[test]
    fn an_id_stands_once_in_a_file_and_is_not_the_pages_own() {
        let text = "# A {#x}\n# B {#x}\n# C {#where}\n# D {#level-headed}\n";
        let diagnostics = read(text).diagnostics;
        assert_eq!(
            marks(text),
            [("duplicate-anchor", "#x"), ("duplicate-anchor", "#where")]
        );
        assert_eq!(
            diagnostics[0].place.as_ref().unwrap().span,
            Span::new(14, 16)
        );
        assert_eq!(diagnostics[0].related[0].place.span, Span::new(5, 7));
    }

    #[test]
    fn links_are_listed_with_the_place_of_their_address() {
        assert_eq!(
            links("[a](b.md#x) ![i](c.png \"c.png\") <https://example.org/> <a@example.org>\n"),
            [
                link("b.md#x", "b.md#x"),
                ("c.png".into(), "c.png", true),
                link("https://example.org/", "https://example.org/"),
                link("mailto:a@example.org", "a@example.org"),
            ]
        );
        assert_eq!(
            links("[![i](a.png)](a) [a](<b c>) [x]()"),
            [
                link("a", "a"),
                ("a.png".into(), "a.png", true),
                link("b c", "b c"),
                link("", "[x]()"),
            ]
        );
    }

    #[test]
    fn references_and_decoded_addresses_are_marked_at_the_link() {
        assert_eq!(
            links("[a] [b][A] [c](x&amp;y)\n\n[a]: t.md 'Title'\n[unused]: u.md\n"),
            [
                link("t.md", "[a]"),
                link("t.md", "[b][A]"),
                link("x&y", "[c](x&amp;y)"),
            ]
        );
    }

    #[test]
    fn the_place_of_an_address_counts_the_front_matter() {
        let text = "---\n---\n\n- [ä](ö.md)\n";
        assert_eq!(links(text), [link("ö.md", "ö.md")]);
    }

    #[test]
    fn unsafe_addresses_are_reported_and_not_listed() {
        let text = "[a](javascript:x) ![b](data:image/png;base64,A) [c](//h) <vbscript:y> [d](jav&#x61;script:z)\n";
        assert_eq!(
            marks(text),
            [
                ("unsafe-link", "javascript:x"),
                ("unsafe-link", "data:image/png;base64,A"),
                ("unsafe-link", "//h"),
                ("unsafe-link", "vbscript:y"),
                ("unsafe-link", "[d](jav&#x61;script:z)"),
            ]
        );
        assert_eq!(links(text), []);
        assert_eq!(
            problems(text)[0].2,
            "the address `javascript:x` has the scheme `javascript`, which is not shown"
        );
    }

    #[test]
    fn an_unsafe_definition_is_reported_at_its_first_use() {
        let text = "[a] [A] [b][a]\n\n[a]: javascript:x\n";
        assert_eq!(marks(text), [("unsafe-link", "[a]")]);
        assert_eq!(links(text), []);
    }

    #[test]
    fn headings_know_how_they_read_without_tags() {
        let shown = |text: &str| {
            let headings = read(text).value.headings;
            let heading = headings.into_iter().next().expect("there is one");
            let texts = [false, true].map(|sanitize| heading.shown(sanitize).to_owned());
            (texts, heading.anchor)
        };
        let heading = |escaped: &str, sanitized: &str, anchor: &str| {
            let texts = [escaped.to_owned(), sanitized.to_owned()];
            (texts, anchor.to_owned())
        };
        assert_eq!(
            shown("# Press <kbd>F1</kbd> `<b>` *now*\n"),
            heading(
                "Press <kbd>F1</kbd> <b> now",
                "Press F1 <b> now",
                "press-f1-b-now"
            )
        );
        assert_eq!(
            shown("# A <script>alert(1)</script><!-- b --> c\n"),
            heading("A <script>alert(1)</script><!-- b --> c", "A c", "a-c")
        );
        assert_eq!(
            shown("# a <STYLE x>b</b> c\n"),
            heading("a <STYLE x>b</b> c", "a", "a")
        );
        assert_eq!(shown("# <b>\n"), heading("<b>", "", "b"));
    }

    #[test]
    fn raw_html_is_reported_once_for_each_run() {
        assert_eq!(
            marks(
                "A <b>c</b> and <i>d</i>.\n\n<div>\n<p>x\n</div>\n\n- <br>\n- *<u>*\n\n`<code>` &lt;x>\n"
            ),
            [
                ("raw-html", "<b>c</b> and <i>d</i>"),
                ("raw-html", "<div>\n<p>x\n</div>"),
                ("raw-html", "<br>"),
                ("raw-html", "<u>"),
            ]
        );
        assert_eq!(marks("<!-- never closed\n\n# A\n").len(), 1);
    }

    #[test]
    fn attributes_of_headings_are_reported_once() {
        let text = "# h {#x onclick=alert(1) style=x .ok .a\"b}\n";
        assert_eq!(
            problems(text),
            [(
                "heading-attribute",
                "onclick",
                "the attribute `onclick` of a heading and 2 more are left out".to_owned()
            )]
        );
        assert_eq!(marks("# h {#x .a-b_1}\n"), []);
    }
}
