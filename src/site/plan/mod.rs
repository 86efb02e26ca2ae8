//! Decides what the site consists of and where everything lies.

mod clash;
mod contents;
mod lists;
mod redirects;
mod revise;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};

pub use revise::revise;

use super::anchors::Shown;
use super::check::{Neighbours, refused_asset};
use super::{Entry, Navigation, Page, PageDoc, SITEMAP_LIMIT, Site};
use crate::config::{Config, Hide};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::document::{Document, Heading};
use crate::model::Registry;
use crate::score::Evaluation;
use crate::tree::{BookPath, Place, SitePath, Sources, Span};

/// Everything that the plan depends on.
pub struct PlanInput<'a> {
    pub config: &'a Config,
    pub registry: &'a Registry,
    pub evaluation: &'a Evaluation,
    pub sources: &'a Sources,
    pub documents: Vec<PageDoc>,
    /// The addresses of the theme's files.
    pub theme_assets: &'a [SitePath],
    /// The live preview shows drafts.
    pub drafts: bool,
}

/// A plan with what is wrong with it.
#[derive(Clone, Debug)]
pub struct Planned {
    pub site: Arc<Site>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Decides pages and addresses, and checks that no two share one and that every link of the
/// content leads somewhere.
pub fn plan(input: PlanInput<'_>) -> Checked<Site> {
    let mut planner = Planner::new(input);
    planner.lists();
    planner.reports();
    planner.models();
    planner.documents();
    planner.assets();
    planner.redirects();
    planner.services();
    planner.finish()
}

struct Planner<'a> {
    input: PlanInput<'a>,
    site: Site,
    /// By lower-case path.
    taken: HashMap<SitePath, Source>,
    /// Redirects within the site: from where, to where, and where that is written.
    redirected: Vec<(SitePath, SitePath, Option<Place>)>,
    diagnostics: Vec<Diagnostic>,
}

/// An entry of the site, and where somebody asked for it; `None` for what the site has by itself.
struct Source {
    entry: usize,
    place: Option<Place>,
}

impl<'a> Planner<'a> {
    fn new(mut input: PlanInput<'a>) -> Self {
        let src = input.config.book.src.clone();
        let hides_evidence = input.config.maturity.hide.contains(&Hide::Evidence);
        let drafts = input.drafts;
        let (documents, left_out): (Vec<PageDoc>, Vec<PageDoc>) =
            std::mem::take(&mut input.documents)
                .into_iter()
                .filter(|doc| !(hides_evidence && is_team_file(&doc.document.path, &src)))
                .partition(|doc| drafts || !doc.meta.draft);
        let own_404 = own_404(input.config);
        let sanitizes = input.config.html.raw_html.sanitizes();
        let (teams, reports) = (input.evaluation.teams.len(), input.evaluation.reports.len());
        let entries = teams + 3 * reports + 100;
        let site = Site {
            entries: Arc::new(Vec::with_capacity(entries)),
            navigation: Navigation::new(&documents, &src, own_404, sanitizes),
            documents,
            addresses: Arc::new(HashMap::with_capacity(teams + reports)),
            shown: HashMap::with_capacity(reports.max(teams)),
            drafts: left_out
                .into_iter()
                .map(|doc| doc.document.path.clone())
                .collect(),
            refused: input
                .sources
                .refused
                .iter()
                .map(|refused| refused.path.clone())
                .collect(),
            sanitizes,
            src,
            ..Site::default()
        };
        Self {
            input,
            site,
            taken: HashMap::with_capacity(entries),
            redirected: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Adds a page, unless its address is taken.
    fn add(&mut self, path: SitePath, page: Page) -> bool {
        let place = self.place_of(&page);
        self.add_from(path, page, place)
    }

    /// Adds a page that was asked for at a place.
    fn add_from(&mut self, path: SitePath, page: Page, place: Option<Place>) -> bool {
        let key = lower_case(&path);
        let source = Source {
            entry: self.site.entries.len(),
            place,
        };
        if let Some(first) = self.taken.get(&key) {
            self.diagnostics
                .push(self.clash(&path, &page, &source, first));
            return false;
        }
        self.taken.insert(key, source);
        Arc::make_mut(&mut self.site.entries).push(Entry { path, page });
        true
    }

    /// What links may aim at in a page.
    fn shown(&mut self, page: &SitePath) -> &mut Shown {
        Arc::make_mut(self.site.shown.entry(page.clone()).or_default())
    }

    /// Notes on which page a file of the book is shown, or where it is copied to.
    fn place(&mut self, file: &BookPath, address: &SitePath) {
        Arc::make_mut(&mut self.site.addresses).insert(file.clone(), address.clone());
    }

    fn services(&mut self) {
        let html = &self.input.config.html;
        let mut pages = vec![("levelbook.json", Page::Stamp)];
        if !own_404(self.input.config).is_empty() {
            pages.push(("404.html", Page::NotFound));
        }
        pages.push((".nojekyll", Page::NoJekyll));
        pages.push(("export.json", Page::ExportJson));
        pages.push(("export.csv", Page::ExportCsv));
        if html.print {
            pages.push(("print.html", Page::Print));
        }
        if html.search {
            pages.push(("search.html", Page::Search));
            pages.push(("search-index.js", Page::SearchIndex));
        }
        if is_public(self.input.config) {
            pages.push(("feed.xml", Page::Feed));
        }
        if html.cname.is_some() {
            pages.push(("CNAME", Page::Cname));
        }
        for (path, page) in pages {
            self.add(SitePath::new(path), page);
        }
        if is_public(self.input.config) {
            let listed = self.site.entries.iter().filter(|e| e.page.is_listed());
            for number in 0..sitemaps(listed.count()) {
                self.add(Site::sitemap(number), Page::Sitemap { number });
            }
        }
    }

    fn finish(mut self) -> Checked<Site> {
        let entries = Arc::make_mut(&mut self.site.entries);
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        self.unread();
        self.check_redirects();
        let mut documents: Vec<&Document> = Vec::new();
        for shown in self.site.shown.values() {
            documents.extend(shown.documents.iter().map(|(document, _)| &**document));
            self.diagnostics.extend(
                shown
                    .taken()
                    .map(|(file, heading)| anchor_taken(file, heading)),
            );
        }
        documents.retain(|document| !document.path.is_built_in());
        let neighbours = Neighbours::new(&self.site);
        let site = &self.site;
        let broken = documents
            .par_iter()
            .flat_map_iter(|document| site.check_links(document, &neighbours));
        self.diagnostics.par_extend(broken);
        self.evidence();
        Checked::new(self.site, self.diagnostics)
    }

    /// What lies in the content folder and has no address has a diagnostic of its own, or does not
    /// count on this day: links to it need no further one.
    fn unread(&mut self) {
        let site = &mut self.site;
        for file in self.input.sources.below(&site.src) {
            if !site.addresses.contains_key(&file.path) && !site.drafts.contains(&file.path) {
                site.unpublished.insert(file.path.clone());
            }
        }
    }

    /// Evidence that readers will not find; then the other files whose types are not published.
    fn evidence(&mut self) {
        let mut named = HashSet::new();
        for report in &self.input.evaluation.reports {
            self.diagnostics
                .extend(self.site.check_evidence(report, &mut named));
        }
        let mut others: Vec<&BookPath> = self.site.refused_types.difference(&named).collect();
        others.sort_unstable();
        self.diagnostics
            .extend(others.into_iter().map(refused_asset));
    }
}

fn anchor_taken(document: &Document, heading: &Heading) -> Diagnostic {
    let id = &heading.anchor;
    let text = heading.span.of(&document.text);
    let span = match text.rfind(&format!("#{id}")) {
        Some(at) => Span::new(at + 1, at + 1 + id.len()).shifted(heading.span.start as usize),
        None => heading.span,
    };
    Diagnostic::new(
        Code::DuplicateAnchor,
        format!("the id `{id}` belongs to a part of the page itself"),
    )
    .at(Place {
        file: document.path.clone(),
        span,
    })
    .label("taken")
    .help(format!("choose another id, such as `{id}-text`"))
}

/// The file in the content folder that becomes the page for unknown addresses; empty for no such
/// page.
fn own_404(config: &Config) -> &str {
    config.html.input_404.as_deref().unwrap_or("404.md")
}

/// The site has an address that others can call, and not only a path on a host.
fn is_public(config: &Config) -> bool {
    let url = config.html.site_url.as_deref().unwrap_or_default();
    url.starts_with("https://") || url.starts_with("http://")
}

/// How many files a sitemap of so many pages needs: one, or an index and its parts.
fn sitemaps(pages: usize) -> usize {
    match pages.div_ceil(SITEMAP_LIMIT) {
        0 | 1 => 1,
        parts => 1 + parts,
    }
}

/// A file that belongs to a team and is neither the team's page nor an assessment.
fn is_team_file(path: &BookPath, src: &str) -> bool {
    path.below(src)
        .and_then(|below| below.strip_prefix("teams/"))
        .is_some_and(|rest| {
            rest.matches('/').count() >= 2 || (rest.contains('/') && path.extension() != "md")
        })
}

/// The path by which two files are the same to some file systems.
fn lower_case(path: &SitePath) -> SitePath {
    let is_lower = |c: char| c.is_ascii() && !c.is_ascii_uppercase();
    if path.as_str().chars().all(is_lower) {
        path.clone()
    } else {
        SitePath::new(path.as_str().to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_that_is_too_long_becomes_an_index_and_its_parts() {
        assert_eq!(sitemaps(0), 1);
        assert_eq!(sitemaps(SITEMAP_LIMIT), 1);
        assert_eq!(sitemaps(SITEMAP_LIMIT + 1), 3);
        assert_eq!(Site::sitemap(2).as_str(), "sitemap-2.xml");
    }
}
