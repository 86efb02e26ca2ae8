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

/// The changes of level, as an Atom feed (RFC 4287): `feed.xml`.
#[derive(Serialize, Debug)]
pub struct FeedView {
    /// Of the book.
    pub title: String,
    /// The book's description.
    pub subtitle: Option<String>,
    /// Of the book; its title where it names none, for a feed needs an author.
    pub authors: Vec<String>,
    /// A `tag:` URI that never changes.
    pub id: String,
    /// The start page, absolute.
    pub home: String,
    /// The feed itself, absolute.
    pub own: String,
    /// When the latest change was, as in `2026-07-01T00:00:00Z`.
    pub updated: String,
    /// Latest first, 100 at most.
    pub entries: Vec<FeedEntry>,
}

/// A rise or a fall.
#[derive(Serialize, Debug)]
pub struct FeedEntry {
    /// A `tag:` URI that never changes.
    pub id: String,
    /// Who rose or fell, from where to where.
    pub title: String,
    /// What changed since the report before.
    pub summary: String,
    /// The report, absolute.
    pub href: String,
    /// The date of the report, as in `2026-07-01T00:00:00Z`.
    pub updated: String,
    /// The model's id.
    pub model: String,
    /// The model's name.
    pub model_name: String,
}

/// The pages of the site for search engines: `sitemap.xml`. With more pages than one file may hold,
/// it is an index, and `sitemap-1.xml` and so on hold the pages.
#[derive(Serialize, Debug)]
pub struct SitemapView {
    /// Of pages, absolute.
    pub addresses: Vec<String>,
    /// Of further sitemaps, absolute; where there are some, there are no `addresses`.
    pub parts: Vec<String>,
}
