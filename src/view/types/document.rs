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
    /// The page before, in the order of the navigation.
    pub previous: Option<Link>,
    /// The page after, in the order of the navigation.
    pub next: Option<Link>,
}

/// A heading of the page.
#[derive(Serialize, Clone, Debug)]
pub struct OutlineItem {
    /// The heading.
    pub text: String,
    /// Its id in the page.
    pub anchor: String,
    /// Its rank, 3 at most.
    pub level: u8,
}

/// A page or a folder in the navigation.
#[derive(Serialize, Clone, Debug)]
pub struct NavNode {
    /// Its title.
    pub title: String,
    /// `None` for a folder without an index.md.
    pub href: Option<String>,
    /// It is this page.
    pub here: bool,
    /// What lies in the folder.
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
    /// One for each model.
    pub portfolios: Vec<PrintPortfolio<'a>>,
    /// The ordinary pages, in the order of the navigation.
    pub chapters: Vec<PrintChapter>,
}

/// The teams of one model.
#[derive(Serialize, Debug)]
pub struct PrintPortfolio<'a> {
    /// The model.
    pub model: ModelHead<'a>,
    /// The whole list in one sentence.
    pub sentence: String,
    /// The teams, the highest first.
    pub rows: Vec<TeamRow<'a>>,
    /// How many teams are not listed.
    pub more: usize,
}

/// An ordinary page.
#[derive(Serialize, Debug)]
pub struct PrintChapter {
    /// Its title.
    pub title: String,
    /// HTML.
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
