use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::anchors::Shown;
use super::{Listing, Navigation, PageDoc};
use crate::model::{KpaIx, MaturityModel};
use crate::score::{ReportIx, TeamIx};
use crate::tree::{BookPath, SitePath};

/// How many addresses one sitemap may hold (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// One file of the site and what it shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub path: SitePath,
    pub page: Page,
}

/// What a file of the site shows. Indices point into the evaluation and into [`Site`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Page {
    /// The start page of one model, and after it the pages of all its teams, `number` from 1;
    /// `None` where the book has no report at all.
    Portfolio {
        portfolio: Option<usize>,
        number: usize,
    },
    /// A team with its main report, or without any.
    Team(TeamIx),
    /// A current report of a further model, or an older report.
    Report(ReportIx),
    ReportJson(ReportIx),
    Badge(ReportIx),
    Shields(ReportIx),
    /// Index into [`Site::models`].
    Model(usize),
    Kpa {
        model: usize,
        kpa: KpaIx,
    },
    /// The teams of a unit, `number` from 0.
    Unit {
        portfolio: usize,
        unit: usize,
        number: usize,
    },
    /// Index into [`Site::documents`].
    Document(usize),
    Search,
    SearchIndex,
    Print,
    NotFound,
    Feed,
    /// `sitemap.xml` with number 0; its parts, from 1, where it is too long for one file.
    Sitemap {
        number: usize,
    },
    ExportJson,
    ExportCsv,
    /// Leads to another address.
    Redirect {
        /// As a link from the page.
        target: String,
        /// The file of the site that this is, if it is one.
        to: Option<SitePath>,
    },
    /// A file of the book, copied.
    Asset(BookPath),
    /// A file of the theme, by its place in the list that the plan was given.
    ThemeAsset(usize),
    /// The name of the host, for GitHub Pages.
    Cname,
    NoJekyll,
    /// Date and revision: the one file that differs when nothing else does.
    Stamp,
}

impl Page {
    /// A page that people read and search engines should find: of the site's own pages neither the
    /// search nor the one for paper, which repeats the others.
    pub fn is_listed(&self) -> bool {
        matches!(
            self,
            Page::Portfolio { .. }
                | Page::Team(_)
                | Page::Report(_)
                | Page::Model(_)
                | Page::Kpa { .. }
                | Page::Unit { .. }
                | Page::Document(_)
        )
    }
}

/// The plan: every file of the site, and where everything is found.
#[derive(Clone, Default, Debug)]
pub struct Site {
    /// In the order of their paths.
    pub entries: Arc<Vec<Entry>>,
    /// The models that have pages, newest versions first within an id.
    pub models: Vec<Arc<MaturityModel>>,
    /// The ordinary pages.
    pub documents: Vec<PageDoc>,
    /// content/index.md, an index into `documents`.
    pub home: Option<usize>,
    /// The page that stands for unknown addresses, an index into `documents`.
    pub not_found: Option<usize>,
    pub navigation: Navigation,
    /// The address of each team and each report.
    pub teams: Arc<Vec<SitePath>>,
    pub reports: Arc<Vec<SitePath>>,
    /// By portfolio: its first page.
    pub portfolios: Vec<SitePath>,
    /// By portfolio: the first page of each unit.
    pub units: Vec<Vec<SitePath>>,
    /// By portfolio: its teams, and how they are cut into pages.
    pub listings: Vec<Listing>,
    /// By model: its page, and by KPA theirs.
    pub(super) model_pages: Vec<(SitePath, Vec<SitePath>)>,
    /// Where each file of the book is shown or copied to.
    pub(super) addresses: Arc<HashMap<BookPath, SitePath>>,
    /// What links may aim at, by page.
    pub(super) shown: HashMap<SitePath, Arc<Shown>>,
    /// Files of the content folder that exist and are not published.
    pub(super) unpublished: HashSet<BookPath>,
    /// Those of them that are refused for their type alone.
    pub(super) refused_types: HashSet<BookPath>,
    /// Pages that are left out of this run, because they are drafts.
    pub(super) drafts: HashSet<BookPath>,
    /// Files and folders that were not read.
    pub(super) refused: Vec<BookPath>,
    /// HTML of authors is sanitized, so that its links are links.
    pub(super) sanitizes: bool,
    /// The content folder.
    pub src: String,
}

impl Site {
    /// The page of a model in this version; `None` where it has none.
    pub fn model(&self, model: &MaturityModel) -> Option<&SitePath> {
        self.pages_of(model).map(|(page, _)| page)
    }

    /// The page of a KPA.
    pub fn kpa(&self, model: &MaturityModel, kpa: KpaIx) -> Option<&SitePath> {
        self.pages_of(model)?.1.get(kpa.ix())
    }

    fn pages_of(&self, model: &MaturityModel) -> Option<&(SitePath, Vec<SitePath>)> {
        let is_it = |other: &Arc<MaturityModel>| {
            std::ptr::eq(&**other, model)
                || (other.id == model.id && other.version == model.version)
        };
        self.model_pages.get(self.models.iter().position(is_it)?)
    }

    /// The file of the site at this address.
    pub(super) fn published(&self, address: &str) -> Option<&SitePath> {
        self.entry(address).map(|entry| &entry.path)
    }

    /// What the site has at this address.
    pub fn entry(&self, address: &str) -> Option<&Entry> {
        let place = self
            .entries
            .binary_search_by(|entry| entry.path.as_str().cmp(address));
        Some(&self.entries[place.ok()?])
    }

    /// What links may aim at in a page; `None` for files without parts of their own.
    pub fn shown(&self, page: &SitePath) -> Option<&Shown> {
        self.shown.get(page).map(|shown| &**shown)
    }

    /// Where a file of the book is shown or copied to.
    pub fn address(&self, file: &BookPath) -> Option<&SitePath> {
        self.addresses.get(file)
    }

    /// The page of a team's current or older report data: `teams/payments/cmm.json` beside it.
    pub fn report_file(&self, team: TeamIx, model: &str, extension: &str) -> SitePath {
        let folder = self.teams[team].as_str().trim_end_matches(".html");
        SitePath::new(format!("{folder}/{model}.{extension}"))
    }

    /// A page of all teams of a model, `number` from 1: `teams/page-2.html` where the start page is
    /// `index.html`, `portfolio/omm/page-2.html` for a further model. With 0, the start page.
    pub fn team_page(&self, portfolio: usize, number: usize) -> SitePath {
        let start = &self.portfolios[portfolio];
        if number == 0 {
            return start.clone();
        }
        let stem = start.as_str().trim_end_matches(".html");
        let folder = if stem == "index" { "teams" } else { stem };
        SitePath::new(format!("{folder}/page-{number}.html"))
    }

    /// A page of a unit, `number` from 0: `units/retail.html`, then `units/retail/page-2.html`.
    pub fn unit_page(&self, portfolio: usize, unit: usize, number: usize) -> SitePath {
        let first = &self.units[portfolio][unit];
        if number == 0 {
            return first.clone();
        }
        let stem = first.as_str().trim_end_matches(".html");
        SitePath::new(format!("{stem}/page-{}.html", number + 1))
    }

    /// `sitemap.xml`, and `sitemap-1.xml` and so on where that is an index of several.
    pub fn sitemap(number: usize) -> SitePath {
        SitePath::new(match number {
            0 => "sitemap.xml".to_owned(),
            part => format!("sitemap-{part}.xml"),
        })
    }
}

#[cfg(test)]
impl Site {
    /// A site of files that say nothing.
    pub fn of_files(paths: &[&str]) -> Self {
        let mut entries: Vec<Entry> = paths
            .iter()
            .map(|path| Entry {
                path: SitePath::new(*path),
                page: Page::NoJekyll,
            })
            .collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            entries: Arc::new(entries),
            src: "content".to_owned(),
            ..Self::default()
        }
    }
}
