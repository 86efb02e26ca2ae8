//! HTML from events. Every byte of content passes through `escape`; tags and attributes are only
//! those that are written out in this file.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::address::refusal;
use super::escape::{push_address, push_attribute, push_text};
use super::events::Piece;
use super::footnotes::{Footnotes, Numbers};
use super::sanitize::Marks;
use super::table::Table;
use super::{Document, LinkTarget, Markup};

pub(super) struct Writer<'w> {
    out: String,
    document: &'w Document,
    markup: &'w Markup<'w>,
    /// One entry for every link that has begun and not ended: whether it has a tag.
    links: Vec<bool>,
    image: Option<Image>,
    table: Table,
    numbers: Numbers<'w>,
    html: Html<'w>,
}

/// What becomes of the author's HTML.
#[derive(Clone, Copy)]
pub(super) enum Html<'w> {
    Text,
    /// Text, among tags that carry marks.
    Marked(&'w Marks),
    /// It stays as it is, among tags that carry marks.
    Raw(&'w Marks),
}

impl<'w> Html<'w> {
    fn marks(self) -> Option<&'w Marks> {
        match self {
            Html::Text => None,
            Html::Marked(marks) | Html::Raw(marks) => Some(marks),
        }
    }

    fn is_raw(self) -> bool {
        matches!(self, Html::Raw(_))
    }
}

/// An image whose description is being collected.
struct Image {
    /// `None` where only the description is shown.
    address: Option<String>,
    title: String,
    description: String,
    /// Images inside the description.
    depth: usize,
}

impl<'w> Writer<'w> {
    pub(super) fn new(document: &'w Document, markup: &'w Markup<'w>, html: Html<'w>) -> Self {
        let mark = html.marks().map_or("", Marks::id);
        Self {
            out: String::new(),
            document,
            markup,
            links: Vec::new(),
            image: None,
            table: Table::default(),
            numbers: Numbers::new(markup.prefix, mark),
            html,
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn piece(&mut self, piece: Piece<'_>) {
        if self.image.is_some() {
            self.describe(piece.event);
            return;
        }
        match piece.event {
            Event::Start(Tag::Heading { level, classes, .. }) => {
                let anchor = piece.own.then(|| self.anchor(piece.span.start)).flatten();
                self.start_heading(level as u8, anchor, &classes);
            }
            Event::Start(Tag::HtmlBlock) if self.html.is_raw() => self.block(""),
            Event::End(TagEnd::HtmlBlock) if self.html.is_raw() => self.block(""),
            Event::InlineHtml(html) | Event::Html(html) if self.html.is_raw() => {
                self.out.push_str(&html);
            }
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::InlineHtml(text)
            | Event::Html(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => push_text(&mut self.out, &text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                push_text(&mut self.out, &text);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.block("<hr>\n"),
            Event::FootnoteReference(label) => {
                let in_link = self.is_in_link();
                self.numbers.push_reference(&mut self.out, &label, in_link);
            }
            Event::TaskListMarker(is_done) if self.html.marks().is_some() => {
                if let Some(marks) = self.html.marks() {
                    self.out.push_str(&marks.task(is_done));
                    self.out.push(' ');
                }
            }
            Event::TaskListMarker(true) => self
                .out
                .push_str(r#"<input type="checkbox" disabled checked aria-label="Done"> "#),
            Event::TaskListMarker(false) => self
                .out
                .push_str(r#"<input type="checkbox" disabled aria-label="Not done"> "#),
        }
    }

    /// Writes the footnotes that the part refers to, and those that these refer to.
    pub(super) fn footnotes(&mut self, mut footnotes: Footnotes<'_>) {
        let mut number = 1;
        while let Some(label) = self.numbers.label(number) {
            if number == 1 {
                self.block("<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n");
            }
            self.out.push_str("<li id=\"");
            self.numbers.push_own_id(&mut self.out, "fn", number);
            self.out.push_str("\">");
            for piece in footnotes.take(&label) {
                self.piece(piece);
            }
            self.numbers.push_back_link(&mut self.out, number);
            self.out.push_str("</li>\n");
            number += 1;
        }
        if number > 1 {
            self.out.push_str("</ol>\n</section>\n");
        }
    }

    /// Begins a block on a line of its own.
    fn block(&mut self, html: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(html);
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.block("<p>"),
            Tag::HtmlBlock => self.block("<p class=\"raw-html\">"),
            Tag::BlockQuote(None) => self.block("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.start_alert(kind),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.block("<li>"),
            Tag::Table(alignments) => {
                self.block("");
                self.table = Table::start(alignments, &mut self.out);
            }
            Tag::TableHead => self.table.start_head(&mut self.out),
            Tag::TableRow => self.table.start_row(&mut self.out),
            Tag::TableCell => self.table.start_cell(&mut self.out),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title),
            Tag::Image {
                dest_url, title, ..
            } => {
                self.image = Some(Image {
                    address: self.resolve(&dest_url, true),
                    title: title.into_string(),
                    description: String::new(),
                    depth: 0,
                });
            }
            // Headings are written where their place is known; the others are never begun.
            Tag::Heading { .. }
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::HtmlBlock => {
                self.out.truncate(self.out.trim_end().len());
                self.out.push_str("</p>\n");
            }
            TagEnd::Heading(level) => {
                let name = self.heading_name(level as u8);
                self.out.push_str(&format!("</{name}>\n"));
            }
            TagEnd::BlockQuote(None) => self.block("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.block("</div>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Table => self.table.end(&mut self.out),
            TagEnd::TableHead => self.table.end_head(&mut self.out),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.table.end_cell(&mut self.out),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.out.push_str("</a>");
                }
            }
            TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn rank(&self, level: u8) -> u8 {
        level.saturating_add(self.markup.demote).clamp(1, 6)
    }

    /// The element of a heading; a title is ours alone.
    fn heading_name(&self, level: u8) -> String {
        match (self.rank(level), self.html.marks()) {
            (1, Some(marks)) => marks.title(),
            (rank, _) => format!("h{rank}"),
        }
    }

    /// The anchor of the heading that begins at this place of the file.
    fn anchor(&self, start: u32) -> Option<&'w str> {
        let headings = &self.document.headings;
        let i = headings.binary_search_by_key(&start, |heading| heading.span.start);
        i.ok().map(|i| headings[i].anchor.as_str())
    }

    fn start_heading(&mut self, level: u8, anchor: Option<&str>, classes: &[CowStr<'_>]) {
        let name = self.heading_name(level);
        self.block(&format!("<{name}"));
        if let Some(anchor) = anchor {
            let (mark, prefix) = (self.html.marks().map_or("", Marks::id), self.markup.anchors);
            self.attribute("id", &format!("{mark}{prefix}{anchor}"));
        }
        let classes: Vec<&str> = classes
            .iter()
            .map(|class| &**class)
            .filter(|class| is_class(class))
            .collect();
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "));
        }
        self.out.push('>');
    }

    fn start_alert(&mut self, kind: BlockQuoteKind) {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        self.block(&format!(
            "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
        ));
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        // A long line scrolls, so the keyboard has to get there.
        self.block("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let language = info.split([' ', '\t', ',']).next().unwrap_or_default();
            let safe =
                |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.');
            if !language.is_empty() && language.chars().all(safe) {
                self.attribute("class", &format!("language-{language}"));
            }
        }
        self.out.push('>');
    }

    /// What stands in the page for an address of the source; `None` for no link.
    fn resolve(&self, target: &str, image: bool) -> Option<String> {
        if refusal(target, image).is_some() {
            return None;
        }
        match (self.markup.resolve)(target, image) {
            LinkTarget::To(address) if refusal(&address, image).is_none() => Some(address),
            LinkTarget::To(_) | LinkTarget::Text => None,
        }
    }

    fn start_link(&mut self, kind: LinkType, address: &str, title: &str) {
        let address = if self.is_in_link() {
            None
        } else if kind == LinkType::Email {
            self.resolve(&format!("mailto:{address}"), false)
        } else {
            self.resolve(address, false)
        };
        if let Some(address) = &address {
            self.out.push_str("<a href=\"");
            push_address(&mut self.out, address);
            self.out.push('"');
            if !title.is_empty() {
                self.attribute("title", title);
            }
            self.out.push('>');
        }
        self.links.push(address.is_some());
    }

    fn is_in_link(&self) -> bool {
        self.links.contains(&true)
    }

    /// Collects the description of an image, and writes the image at its end.
    fn describe(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else {
            return;
        };
        match event {
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) if image.depth > 0 => image.depth -= 1,
            Event::End(TagEnd::Image) => {
                if let Some(image) = self.image.take() {
                    self.write_image(&image);
                }
            }
            Event::InlineHtml(_) if self.html.is_raw() => {}
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                image.description.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => image.description.push(' '),
            _ => {}
        }
    }

    fn write_image(&mut self, image: &Image) {
        let Some(address) = &image.address else {
            push_text(&mut self.out, &image.description);
            return;
        };
        self.out.push_str("<img src=\"");
        push_address(&mut self.out, address);
        self.out.push('"');
        self.attribute("alt", &image.description);
        if !image.title.is_empty() {
            self.attribute("title", &image.title);
        }
        self.out.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_attribute(&mut self.out, value);
        self.out.push('"');
    }
}

/// Whether a class of a heading may stand in a page.
pub(super) fn is_class(class: &str) -> bool {
    class.starts_with(|c: char| c.is_ascii_alphabetic())
        && class
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
