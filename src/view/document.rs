use crate::document::plain_text;
use crate::site::{NavEntry, PageDoc, base_path};
use crate::tree::{SitePath, Span};

use super::presenter::{Presenter, Prose};
use super::{
    DocumentView, Link, NavNode, OutlineItem, PlainView, PrintChapter, PrintPortfolio, PrintView,
    portfolio,
};

/// How many teams of a model the print page lists.
const PRINTED_TEAMS: usize = 250;

/// An ordinary page.
pub fn page(presenter: &Presenter<'_>, path: &SitePath, ix: usize) -> DocumentView {
    let site = presenter.site;
    let doc = &site.documents[ix];
    let title = doc.title(presenter.sanitizes());
    let root = site.navigation.root_of(ix);
    let mut crumbs = vec![presenter.home_crumb(path)];
    if let Some(root) = root.filter(|root| root.document != Some(ix)) {
        crumbs.extend(link(presenter, path, root));
    }
    if let Some(team) = team_crumb(presenter, path, doc) {
        crumbs.push(team);
    }
    let meta = presenter.meta("page", path, title, description(doc), crumbs);
    let order = site.navigation.in_order();
    let at = order.iter().position(|other| *other == ix);
    let neighbour = |to: Option<usize>| {
        let to = order.get(to?)?;
        let doc = &site.documents[*to];
        Some(Link {
            text: doc.title(presenter.sanitizes()),
            href: path.link_to(site.address(&doc.document.path)?),
        })
    };
    let demote = doc.demotion();
    let headings = doc.document.headings.iter();
    let outline = headings
        .skip(usize::from(doc.begins_with_title()))
        .map(|heading| OutlineItem {
            text: heading.shown(presenter.sanitizes()).to_owned(),
            anchor: heading.anchor.clone(),
            level: heading.level + demote,
        });
    DocumentView {
        page: presenter.with_source(meta, &doc.document.path),
        content: content(presenter, path, doc, Prose::Page { demote }),
        outline: outline.filter(|item| item.level <= 3).collect(),
        navigation: root
            .map(|root| vec![node(presenter, path, root, ix)])
            .unwrap_or_default(),
        previous: neighbour(at.and_then(|at| at.checked_sub(1))),
        next: neighbour(at.map(|at| at + 1)),
    }
}

fn content(presenter: &Presenter<'_>, path: &SitePath, doc: &PageDoc, prose: Prose<'_>) -> String {
    presenter.html(path, &doc.document, &[body(doc)], prose)
}

/// The text below the title: the template writes the title, so that every page has exactly one
/// first heading.
fn body(doc: &PageDoc) -> Span {
    let mut part = doc.document.body;
    if doc.begins_with_title() {
        part.start = doc.document.headings[0].span.end;
    }
    part
}

fn description(doc: &PageDoc) -> String {
    match &doc.meta.description {
        Some(text) => text.clone(),
        None => plain_text(&doc.document, body(doc), 160),
    }
}

/// A page in a team's folder leads back to the team.
fn team_crumb(presenter: &Presenter<'_>, path: &SitePath, doc: &PageDoc) -> Option<Link> {
    let below = doc
        .document
        .path
        .below(&presenter.site.src)?
        .strip_prefix("teams/")?;
    let id = below.split('/').next()?;
    let ix = presenter
        .evaluation
        .teams
        .iter()
        .position(|standing| standing.team.id == id)?;
    let team = &presenter.evaluation.teams[ix].team;
    Some(Link {
        text: team.name.clone(),
        href: path.link_to(&presenter.site.teams[ix]),
    })
}

fn link(presenter: &Presenter<'_>, path: &SitePath, entry: &NavEntry) -> Option<Link> {
    let document = &presenter.site.documents[entry.document?].document;
    Some(Link {
        text: entry.title.clone(),
        href: path.link_to(presenter.site.address(&document.path)?),
    })
}

fn node(presenter: &Presenter<'_>, path: &SitePath, entry: &NavEntry, here: usize) -> NavNode {
    NavNode {
        title: entry.title.clone(),
        href: link(presenter, path, entry).map(|link| link.href),
        here: entry.document == Some(here),
        children: entry
            .children
            .iter()
            .map(|child| node(presenter, path, child, here))
            .collect(),
    }
}

/// A page with little of its own.
pub fn plain(
    presenter: &Presenter<'_>,
    path: &SitePath,
    kind: &'static str,
    title: &str,
) -> PlainView {
    let crumbs = vec![presenter.home_crumb(path)];
    PlainView {
        page: presenter.meta(kind, path, title.to_owned(), title.to_owned(), crumbs),
        content: String::new(),
        target: String::new(),
        style: String::new(),
        style_hash: String::new(),
    }
}

/// The page for unknown addresses: it is served at any depth, so its links begin at the root of
/// the site and its style lies inside it.
pub fn not_found(presenter: &Presenter<'_>, path: &SitePath) -> PlainView {
    let base = base_path(presenter.config.html.site_url.as_deref());
    let mut view = plain(
        presenter,
        path,
        "not-found",
        presenter.words.text("page_not_found"),
    );
    if let Some(ix) = presenter.site.not_found {
        let doc = &presenter.site.documents[ix];
        view.page.title = doc.title(presenter.sanitizes());
        view.content = presenter.rooted_html(base, path, doc, body(doc));
    }
    view.page.root = base.to_owned();
    for crumb in &mut view.page.crumbs {
        crumb.href = format!("{base}{}", crumb.href);
    }
    view.page.canonical = None;
    view
}

/// The whole book in short, on one page for paper.
pub fn print<'a>(presenter: &Presenter<'a>, path: &SitePath) -> PrintView<'a> {
    let book = &presenter.config.book;
    let site = presenter.site;
    let chapters = site
        .navigation
        .in_order()
        .into_iter()
        .map(|ix| &site.documents[ix])
        .enumerate()
        .map(|(number, doc)| {
            let demote = 1 + doc.demotion();
            PrintChapter {
                title: doc.title(presenter.sanitizes()),
                content: content(presenter, path, doc, Prose::Chapter { number, demote }),
            }
        })
        .collect();
    let named = [("book", (&book.title).into())];
    let title = presenter.words.say("print_title", &named);
    let description = presenter.words.say("print_about", &named);
    PrintView {
        page: presenter.meta(
            "print",
            path,
            title,
            description,
            vec![presenter.home_crumb(path)],
        ),
        portfolios: presenter
            .evaluation
            .portfolios
            .iter()
            .enumerate()
            .map(|(ix, standing)| PrintPortfolio {
                model: presenter.model_head(path, &standing.model),
                sentence: portfolio::sentence(presenter, path, ix),
                rows: portfolio::first_rows(presenter, path, ix, PRINTED_TEAMS),
                more: standing.all.ranked.len().saturating_sub(PRINTED_TEAMS),
            })
            .collect(),
        chapters,
    }
}
