//! What themes see: plain, versioned data, built for display. Nothing below this floor can be
//! serialised, so nothing else can reach a template.

mod document;
mod feed;
mod marks;
mod model;
mod portfolio;
mod presenter;
mod report;
mod sentences;
mod site;
mod sitemap;
mod types;
mod words;

pub use presenter::Presenter;
pub use sentences::{Subject, effect_in_words, way_in_words};
pub use site::site;
pub use types::*;
pub use words::effort;

use crate::site::{Entry, Page};

/// A page as its template sees it.
#[derive(Debug)]
pub enum PageView<'a> {
    Portfolio(Box<PortfolioView<'a>>),
    Report(Box<ReportView<'a>>),
    Model(Box<ModelView<'a>>),
    Kpa(Box<KpaView<'a>>),
    Unit(Box<UnitView<'a>>),
    Document(DocumentView),
    Search(PlainView),
    NotFound(PlainView),
    Redirect(PlainView),
    Print(PrintView<'a>),
    Feed(FeedView),
    Sitemap(SitemapView),
}

/// Builds the view of an entry; `None` for files that no template makes.
pub fn present<'a>(presenter: &Presenter<'a>, entry: &Entry) -> Option<PageView<'a>> {
    let path = &entry.path;
    Some(match &entry.page {
        Page::Portfolio {
            portfolio: ix,
            number,
        } => PageView::Portfolio(Box::new(portfolio::page(presenter, path, *ix, *number))),
        Page::Team(ix) => PageView::Report(Box::new(report::team(presenter, path, *ix))),
        Page::Report(ix) => PageView::Report(Box::new(report::page(presenter, path, *ix))),
        Page::Model(ix) => PageView::Model(Box::new(model::page(presenter, path, *ix))),
        Page::Kpa { model: ix, kpa } => {
            PageView::Kpa(Box::new(model::kpa(presenter, path, *ix, *kpa)))
        }
        Page::Unit {
            portfolio: ix,
            unit,
            number,
        } => PageView::Unit(Box::new(portfolio::unit(
            presenter, path, *ix, *unit, *number,
        ))),
        Page::Document(ix) => PageView::Document(document::page(presenter, path, *ix)),
        Page::Search => {
            let mut view =
                document::plain(presenter, path, "search", presenter.words.text("search"));
            view.target = "search-index.js".to_owned();
            PageView::Search(view)
        }
        Page::NotFound => PageView::NotFound(document::not_found(presenter, path)),
        Page::Redirect { target, to } => {
            let mut view = document::plain(
                presenter,
                path,
                "redirect",
                presenter.words.text("page_moved"),
            );
            view.target = target.clone();
            view.page.canonical = to.as_ref().and_then(|to| presenter.absolute(to));
            PageView::Redirect(view)
        }
        Page::Print => PageView::Print(document::print(presenter, path)),
        Page::Feed => PageView::Feed(feed::feed(presenter, path)),
        Page::Sitemap { number } => PageView::Sitemap(sitemap::sitemap(presenter, *number)),
        _ => return None,
    })
}

impl PageView<'_> {
    /// The template that renders it.
    pub fn template(&self) -> &'static str {
        match self {
            PageView::Portfolio(_) => "portfolio.html",
            PageView::Report(_) => "report.html",
            PageView::Model(_) => "model.html",
            PageView::Kpa(_) => "kpa.html",
            PageView::Unit(_) => "unit.html",
            PageView::Document(_) => "page.html",
            PageView::Search(_) => "search.html",
            PageView::NotFound(_) => "404.html",
            PageView::Redirect(_) => "redirect.html",
            PageView::Print(_) => "print.html",
            PageView::Feed(_) => "feed.xml",
            PageView::Sitemap(_) => "sitemap.xml",
        }
    }
}
