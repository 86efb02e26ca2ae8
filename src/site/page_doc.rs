use std::sync::Arc;

use crate::data::{Decoder, Key, Shape, Type};
use crate::diagnostic::Checked;
use crate::document::{Document, Parsed};
use crate::tree::Span;

/// An ordinary page of the book.
#[derive(Clone, Debug)]
pub struct PageDoc {
    pub document: Arc<Document>,
    pub meta: PageMetaData,
}

/// What a page's front matter says.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct PageMetaData {
    pub title: Option<String>,
    pub description: Option<String>,
    /// In millionths.
    pub order: Option<u64>,
    /// Not in the navigation.
    pub hide: bool,
    /// Only in the live preview.
    pub draft: bool,
    /// Old addresses, from the root of the site, and where they are written.
    pub redirect_from: Vec<(String, Span)>,
}

/// The keys of an ordinary page's front matter.
pub static PAGE_KEYS: Shape = Shape {
    name: "a page",
    keys: &[
        Key::optional(
            "title",
            Type::Text,
            "The title; default: the first heading.",
        ),
        Key::optional(
            "description",
            Type::Text,
            "One sentence for search engines and previews.",
        ),
        Key::optional(
            "order",
            Type::Number,
            "The place among its neighbours; then the file's name decides.",
        ),
        Key::optional("hide", Type::Flag, "Keeps the page out of the navigation."),
        Key::optional(
            "draft",
            Type::Flag,
            "Shows the page in the live preview only.",
        ),
        Key::optional(
            "redirect-from",
            Type::List {
                of: &Type::Text,
                single: true,
            },
            "Old addresses, from the root of the site, that lead here.",
        ),
    ],
};

/// Reads the front matter of an ordinary page; none at all is fine.
pub fn read_page(parsed: Parsed<'_>) -> Checked<PageDoc> {
    let path = parsed.document.path.clone();
    let mut decoder = Decoder::new(&path);
    let mut meta = PageMetaData::default();
    if let Some(record) = parsed
        .front
        .as_ref()
        .filter(|front| !front.is_empty())
        .and_then(|front| decoder.record(front, &PAGE_KEYS))
    {
        meta.title = record.get("title").and_then(|node| decoder.text(node));
        meta.description = record
            .get("description")
            .and_then(|node| decoder.text(node));
        meta.order = record
            .get("order")
            .and_then(|node| decoder.millionths(node));
        meta.hide = record
            .get("hide")
            .and_then(|node| decoder.flag(node))
            .unwrap_or(false);
        meta.draft = record
            .get("draft")
            .and_then(|node| decoder.flag(node))
            .unwrap_or(false);
        for node in decoder.items_at(&record, "redirect-from") {
            let old = decoder.text(node);
            meta.redirect_from.extend(old.map(|old| (old, node.span)));
        }
    }
    Checked::new(
        PageDoc {
            document: Arc::new(parsed.document),
            meta,
        },
        decoder.diagnostics,
    )
}

impl PageDoc {
    /// The title: from the front matter, the first heading, or the file's name; by whether HTML of
    /// the author's is sanitized.
    pub fn title(&self, sanitize: bool) -> String {
        if let Some(title) = &self.meta.title {
            return title.clone();
        }
        match self.document.first_heading() {
            Some(heading) => heading.shown(sanitize).to_owned(),
            None => {
                let path = &self.document.path;
                let stem = if path.stem() == "index" {
                    path.parent().rsplit('/').next().unwrap_or("")
                } else {
                    path.stem()
                };
                crate::tree::readable_name(stem)
            }
        }
    }

    /// The anchor of the heading that is the page's title.
    pub fn title_anchor(&self) -> Option<&str> {
        let heading = self.document.first_heading()?;
        self.begins_with_title().then_some(&*heading.anchor)
    }

    /// By how many ranks the headings of the text step down: only one heading of a page is its
    /// first, and where several could be it, that is the title.
    pub fn demotion(&self) -> u8 {
        let firsts = self.document.headings.iter();
        let firsts = firsts.filter(|heading| heading.level == 1).count();
        u8::from(firsts > 1)
    }

    /// Whether the page's own text begins with its title as a heading. A heading that says something
    /// else than the title of the front matter is a part of the text.
    pub fn begins_with_title(&self) -> bool {
        self.document.first_heading().is_some_and(|heading| {
            heading.level == 1
                && self
                    .meta
                    .title
                    .as_ref()
                    .is_none_or(|title| *title == heading.text)
                && self
                    .document
                    .text
                    .get(self.document.body.start as usize..heading.span.start as usize)
                    .is_some_and(|before| before.trim().is_empty())
        })
    }
}
