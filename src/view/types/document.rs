//! Ordinary pages, and pages with little of their own.

use serde::Serialize;

use super::{Link, ModelHead, PageMeta, TeamRow};

/// An ordinary page: `page.html`.
#[derive(Serialize, Debug)]
pub struct DocumentView {
    pub page: PageMeta,
    /// HTML.
    pub content: String,
    /// The headings of the page.
    pub outline: Vec<OutlineItem>,
    /// The book's pages, as far as they belong to this one's navigation.
    pub navigation: Vec<NavNode>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

#[derive(Serialize, Clone, Debug)]
pub struct OutlineItem {
    pub text: String,
    pub anchor: String,
    pub level: u8,
}

#[derive(Serialize, Clone, Debug)]
pub struct NavNode {
    pub title: String,
    /// `None` for a folder without an index.md.
    pub href: Option<String>,
    pub here: bool,
    pub children: Vec<NavNode>,
}

/// `404.html`, `search.html`, `redirect.html`: pages with little of their own.
#[derive(Serialize, Debug)]
pub struct PlainView {
    pub page: PageMeta,
    /// HTML, where the book gives its own text.
    pub content: String,
    /// Where a redirect leads, or the search index.
    pub target: String,
    /// The styles themselves, for the page that must work at any depth.
    pub style: String,
    /// What the Content-Security-Policy calls them: `sha256-…`.
    pub style_hash: String,
}

/// `print.html`: the portfolio of each model in short, and the ordinary pages one after the other.
#[derive(Serialize, Debug)]
pub struct PrintView<'a> {
    pub page: PageMeta,
    pub portfolios: Vec<PrintPortfolio<'a>>,
    pub chapters: Vec<PrintChapter>,
}

#[derive(Serialize, Debug)]
pub struct PrintPortfolio<'a> {
    pub model: ModelHead<'a>,
    pub sentence: String,
    pub rows: Vec<TeamRow<'a>>,
    /// How many teams are not listed.
    pub more: usize,
}

#[derive(Serialize, Debug)]
pub struct PrintChapter {
    pub title: String,
    pub content: String,
}

/// `feed.xml`
#[derive(Serialize, Debug)]
pub struct FeedView {
    pub title: String,
    pub id: String,
    pub home: String,
    pub own: String,
    /// RFC 3339.
    pub updated: String,
    pub entries: Vec<FeedEntry>,
}

#[derive(Serialize, Debug)]
pub struct FeedEntry {
    pub id: String,
    pub title: String,
    pub summary: String,
    pub href: String,
    pub updated: String,
    pub author: String,
}

/// `sitemap.xml`
#[derive(Serialize, Debug)]
pub struct SitemapView {
    pub addresses: Vec<String>,
}
