use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::anchors::{ABOUT_PREFIX, Shown};
use super::check::{Neighbours, around, refused_asset};
use super::types::ROWS_PER_PAGE;
use super::{
    AssetKind, Entry, Navigation, Page, PageDoc, Site, asset_kind, is_active_svg, unit_slug,
};
use crate::config::{Config, Hide};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::document::{Document, Heading};
use crate::model::{MaturityModel, Registry};
use crate::score::{Evaluation, Report};
use crate::tree::{BookPath, Place, SitePath, Sources, Span, is_slug, slug};

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
        let (teams, reports) = (input.evaluation.teams.len(), input.evaluation.reports.len());
        let entries = teams + 3 * reports + 100;
        let site = Site {
            entries: Vec::with_capacity(entries),
            models: Vec::new(),
            navigation: Navigation::new(&documents, &src, own_404),
            documents,
            home: None,
            not_found: None,
            teams: Vec::new(),
            reports: Vec::new(),
            portfolios: Vec::new(),
            units: Vec::new(),
            model_pages: Vec::new(),
            addresses: HashMap::with_capacity(teams + reports),
            shown: HashMap::with_capacity(reports.max(teams)),
            unpublished: HashSet::new(),
            refused_types: HashSet::new(),
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
            src,
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
        self.site.entries.push(Entry { path, page });
        true
    }

    fn clash(&self, path: &SitePath, page: &Page, new: &Source, old: &Source) -> Diagnostic {
        let other = &self.site.entries[old.entry].page;
        // What somebody wrote is named first, and what Levelbook makes by itself last.
        let ((one, at), (two, first)) = match &new.place {
            Some(_) => ((page, new), (other, old)),
            None => ((other, old), (page, new)),
        };
        let message = format!(
            "{} and {} would both be published as `{path}`",
            self.words_for(one),
            self.words_for(two)
        );
        let is = |what: fn(&Page) -> bool| what(page) || what(other);
        let help = if is(|page| matches!(page, Page::Redirect { .. })) {
            "remove the redirect, or rename the page that stands in its way"
        } else if is(|page| matches!(page, Page::Team(_))) {
            "rename one of the two, or give the team another `slug`"
        } else if at.place.is_some() && first.place.is_some() {
            "rename one of the two"
        } else {
            "rename the file; Levelbook needs this address"
        };
        let mut diagnostic = Diagnostic::new(Code::DuplicateAddress, message).help(help);
        diagnostic.place.clone_from(&at.place);
        match &first.place {
            Some(first) => diagnostic.related(first.clone(), "the other source of this address"),
            None => diagnostic,
        }
    }

    fn words_for(&self, page: &Page) -> String {
        let evaluation = self.input.evaluation;
        match page {
            Page::Team(team) => format!("the team `{}`", evaluation.teams[*team].team.id),
            Page::Report(ix) | Page::ReportJson(ix) | Page::Badge(ix) | Page::Shields(ix) => {
                let team = &evaluation.reports[*ix].assessment.team;
                format!("a report of the team `{team}`")
            }
            Page::Model(ix) => format!("the model `{}`", self.site.models[*ix].id),
            Page::Kpa { model, kpa } => {
                let model = &self.site.models[*model];
                format!(
                    "the KPA `{}` of the model `{}`",
                    model.kpa(*kpa).id,
                    model.id
                )
            }
            Page::Unit {
                portfolio, unit, ..
            } => {
                let unit = &evaluation.portfolios[*portfolio].units[*unit];
                format!("the unit `{}`", unit.path.join(" / "))
            }
            Page::Document(ix) => format!("the page `{}`", self.site.documents[*ix].document.path),
            Page::Asset(path) => format!("the file `{path}`"),
            Page::Redirect { .. } => "a redirect".to_owned(),
            _ => "a page of the site's own".to_owned(),
        }
    }

    /// Where what a page is made of begins.
    fn place_of(&self, page: &Page) -> Option<Place> {
        let evaluation = self.input.evaluation;
        let file = match page {
            Page::Team(team) => &evaluation.teams[*team].team.file,
            Page::Report(ix) | Page::ReportJson(ix) | Page::Badge(ix) | Page::Shields(ix) => {
                evaluation.reports[*ix].assessment.file()
            }
            Page::Model(ix) | Page::Kpa { model: ix, .. } => self.site.models[*ix].file(),
            Page::Unit {
                portfolio, unit, ..
            } => {
                let unit = &evaluation.portfolios[*portfolio].units[*unit];
                let team = evaluation.reports[*unit.standing.ranked.first()?].team;
                &evaluation.teams[team].team.file
            }
            Page::Document(ix) => &self.site.documents[*ix].document.path,
            Page::Asset(path) => path,
            _ => return None,
        };
        Some(Place {
            file: file.clone(),
            span: Span::default(),
        })
    }

    /// Start pages, one per model, and units, each in parts of [`ROWS_PER_PAGE`] teams.
    fn lists(&mut self) {
        let evaluation = self.input.evaluation;
        if evaluation.portfolios.is_empty() {
            self.add(
                SitePath::new("index.html"),
                Page::Portfolio {
                    portfolio: None,
                    number: 0,
                },
            );
        }
        for (ix, portfolio) in evaluation.portfolios.iter().enumerate() {
            let first = if ix == 0 {
                SitePath::new("index.html")
            } else {
                SitePath::new(format!("portfolio/{}.html", portfolio.model.id))
            };
            for number in 0..portfolio.all.ranked.len().div_ceil(ROWS_PER_PAGE).max(1) {
                let page = Page::Portfolio {
                    portfolio: Some(ix),
                    number,
                };
                self.add(Site::list_page(&first, number), page);
            }
            self.site.portfolios.push(first);
            let mut units = Vec::new();
            for (unit_ix, unit) in portfolio.units.iter().enumerate() {
                let slug = unit_slug(&unit.path);
                let first = if ix == 0 {
                    SitePath::new(format!("{slug}.html"))
                } else {
                    SitePath::new(format!("{slug}@{}.html", portfolio.model.id))
                };
                for number in 0..unit.standing.ranked.len().div_ceil(ROWS_PER_PAGE).max(1) {
                    let page = Page::Unit {
                        portfolio: ix,
                        unit: unit_ix,
                        number,
                    };
                    self.add(Site::list_page(&first, number), page);
                }
                units.push(first);
            }
            self.site.units.push(units);
        }
    }

    fn reports(&mut self) {
        let evaluation = self.input.evaluation;
        let shields = self.input.config.html.site_url.is_some();
        for (ix, standing) in evaluation.teams.iter().enumerate() {
            let team = &standing.team;
            let path = SitePath::new(format!("teams/{}.html", team.slug));
            self.add(path.clone(), Page::Team(ix));
            let mut shown = Shown::default();
            if let Some(document) = &team.document {
                self.site
                    .addresses
                    .insert(document.path.clone(), path.clone());
                shown.add(document, ABOUT_PREFIX);
            }
            self.site
                .addresses
                .entry(team.file.clone())
                .or_insert_with(|| path.clone());
            self.site.shown.insert(path.clone(), shown);
            self.site.teams.push(path);
        }
        for (ix, report) in evaluation.reports.iter().enumerate() {
            let standing = &evaluation.teams[report.team];
            let slug = &standing.team.slug;
            let model = &report.assessment.model.id;
            let main = standing.current.first() == Some(&ix);
            let path = if main {
                self.site.teams[report.team].clone()
            } else if report.current {
                SitePath::new(format!("teams/{slug}/{model}.html"))
            } else {
                SitePath::new(format!(
                    "teams/{slug}/{model}-{}.html",
                    report.assessment.date
                ))
            };
            if !main {
                self.add(path.clone(), Page::Report(ix));
            }
            if report.current {
                self.add(
                    self.site.report_file(report.team, model, "json"),
                    Page::ReportJson(ix),
                );
                self.add(
                    self.site.report_file(report.team, model, "svg"),
                    Page::Badge(ix),
                );
                if shields {
                    self.add(
                        self.site.report_file(report.team, model, "shields.json"),
                        Page::Shields(ix),
                    );
                }
            }
            self.show_report(&path, report);
            self.site.reports.push(path);
        }
    }

    fn show_report(&mut self, path: &SitePath, report: &Report) {
        let document = &report.assessment.document;
        self.site
            .addresses
            .insert(document.path.clone(), path.clone());
        let shown = self.site.shown.entry(path.clone()).or_default();
        shown.add(document, "");
        shown.model = Some(report.assessment.model.clone());
        shown.report = true;
    }

    /// The models in use, those that the book names, and those that lie in the book.
    fn models(&mut self) {
        let config = &self.input.config.maturity;
        let evaluation = self.input.evaluation;
        let used: HashSet<(&str, &str)> = evaluation
            .reports
            .iter()
            .map(|report| &report.assessment.model)
            .map(|model| (model.id.as_str(), model.version.as_str()))
            .collect();
        let registry = self.input.registry;
        let wanted = |model: &MaturityModel| {
            let newest = registry.is_newest(model);
            used.contains(&(model.id.as_str(), model.version.as_str()))
                || !model.file().is_built_in()
                || (newest
                    && (config.model.as_deref() == Some(&model.id)
                        || config.models.contains_key(&model.id)))
                || (newest && used.iter().any(|(id, _)| *id == model.id))
        };
        let mut models: Vec<Arc<MaturityModel>> = registry
            .models
            .iter()
            .filter(|model| wanted(model))
            .cloned()
            .collect();
        if models.is_empty() {
            models = registry.models.clone();
        }
        for (ix, model) in models.iter().enumerate() {
            let name = if registry.is_newest(model) {
                model.id.clone()
            } else {
                model.name_with_version()
            };
            let path = SitePath::new(format!("models/{name}.html"));
            self.site.models.push(model.clone());
            self.add(path.clone(), Page::Model(ix));
            let mut kpa_pages = Vec::with_capacity(model.kpas.len());
            for kpa in model.kpa_indices() {
                let address = SitePath::new(format!("models/{name}/{}.html", model.kpa(kpa).id));
                self.add(address.clone(), Page::Kpa { model: ix, kpa });
                kpa_pages.push(address);
            }
            self.site
                .addresses
                .insert(model.file().clone(), path.clone());
            self.site.shown.insert(
                path.clone(),
                Shown {
                    documents: vec![(model.document.clone(), "")],
                    model: Some(model.clone()),
                    report: false,
                },
            );
            self.site.model_pages.push((path, kpa_pages));
        }
    }

    fn documents(&mut self) {
        let own_404 = own_404(self.input.config);
        for ix in 0..self.site.documents.len() {
            let document = self.site.documents[ix].document.clone();
            let Some(below) = document.path.below(&self.site.src) else {
                continue;
            };
            let path = match below {
                "index.md" => {
                    self.site.home = Some(ix);
                    SitePath::new("index.html")
                }
                _ if below == own_404 => {
                    self.site.not_found = Some(ix);
                    SitePath::new("404.html")
                }
                _ => {
                    let path = SitePath::new(format!(
                        "{}.html",
                        below.strip_suffix(".md").unwrap_or(below)
                    ));
                    if !self.add(path.clone(), Page::Document(ix)) {
                        continue;
                    }
                    path
                }
            };
            self.site
                .addresses
                .insert(document.path.clone(), path.clone());
            self.site.shown.entry(path).or_default().add(&document, "");
        }
    }

    fn assets(&mut self) {
        let src = self.site.src.clone();
        let hides_evidence = self.input.config.maturity.hide.contains(&Hide::Evidence);
        let sources = self.input.sources;
        for file in sources.below(&src) {
            let extension = file.path.extension();
            if extension.eq_ignore_ascii_case("md") {
                continue;
            }
            let hidden = hides_evidence && is_team_file(&file.path, &src);
            let active =
                asset_kind(extension) == AssetKind::Svg && file.text().is_none_or(is_active_svg);
            if hidden || active || asset_kind(extension) == AssetKind::Refused {
                self.site.unpublished.insert(file.path.clone());
                if !hidden && active {
                    self.diagnostics.push(refused_asset(&file.path));
                } else if !hidden {
                    self.site.refused_types.insert(file.path.clone());
                }
                continue;
            }
            let path = SitePath::new(file.path.below(&src).unwrap_or_default());
            if self.add(path.clone(), Page::Asset(file.path.clone())) {
                self.site.addresses.insert(file.path.clone(), path);
            }
        }
        for (ix, path) in self.input.theme_assets.iter().enumerate() {
            self.add(path.clone(), Page::ThemeAsset(ix));
        }
    }

    fn redirects(&mut self) {
        let mut all: BTreeMap<String, (String, Option<Place>)> = BTreeMap::new();
        for (ix, standing) in self.input.evaluation.teams.iter().enumerate() {
            let place = Some(Place {
                file: standing.team.file.clone(),
                span: standing.team.span,
            });
            for old in &standing.team.formerly {
                let old = if is_slug(old) { old.clone() } else { slug(old) };
                let to = format!("/{}", self.site.teams[ix]);
                all.insert(format!("teams/{old}.html"), (to, place.clone()));
                for report in standing.current.iter().skip(1) {
                    let model = &self.input.evaluation.reports[*report].assessment.model.id;
                    let to = format!("/{}", self.site.reports[*report]);
                    all.insert(format!("teams/{old}/{model}.html"), (to, place.clone()));
                }
            }
        }
        for doc in &self.site.documents {
            let Some(to) = self.site.addresses.get(&doc.document.path) else {
                continue;
            };
            for (old, span) in &doc.meta.redirect_from {
                let place = Place {
                    file: doc.document.path.clone(),
                    span: *span,
                };
                all.insert(old.clone(), (format!("/{to}"), Some(place)));
            }
        }
        let config = self.input.config;
        let places = config
            .places
            .redirect
            .iter()
            .chain(std::iter::repeat(&None));
        for ((old, to), place) in config.html.redirect.iter().zip(places) {
            all.insert(old.clone(), (to.clone(), place.clone()));
        }
        for (old, (to, place)) in all {
            self.redirect(&old, &to, place);
        }
    }

    fn redirect(&mut self, old: &str, to: &str, place: Option<Place>) {
        let clean = old.trim_start_matches('/');
        let valid = BookPath::new(clean)
            .ok()
            .filter(|path| path.as_str() == clean);
        let Some(from) = valid.map(|path| html_path(path.as_str())) else {
            let mut diagnostic = Diagnostic::new(
                Code::BadValue,
                format!("`{old}` is no address that could lead elsewhere"),
            )
            .help("write the path from the root of the site, for example `guides/old.html`");
            diagnostic.place = place;
            self.diagnostics.push(diagnostic);
            return;
        };
        let page = if super::is_external(to) {
            Page::Redirect {
                target: to.to_owned(),
                to: None,
            }
        } else {
            self.redirect_within(&from, to, place.clone())
        };
        self.add_from(from, page, place);
    }

    /// A redirect to an address of the site: with a `/` from its root, else from the old page, as a
    /// browser and mdBook have it.
    fn redirect_within(&mut self, from: &SitePath, to: &str, place: Option<Place>) -> Page {
        let (path, fragment) = to
            .split_once('#')
            .map_or((to, None), |(path, f)| (path, Some(f)));
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let resolved = match decoded.strip_prefix('/') {
            Some(rest) => BookPath::new(rest),
            None => BookPath::new(from.as_str()).and_then(|old| old.resolve_link("", &decoded)),
        };
        let Ok(found) = resolved else {
            // It leads out of the site, to whatever lies beside it.
            return Page::Redirect {
                target: to.to_owned(),
                to: None,
            };
        };
        let found = SitePath::new(found.as_str());
        let link = from.link_to(&found);
        self.redirected.push((from.clone(), found.clone(), place));
        Page::Redirect {
            target: fragment.map_or(link.clone(), |f| format!("{link}#{f}")),
            to: Some(found),
        }
    }

    /// Redirects whose target the site does not have.
    fn check_redirects(&mut self) {
        for (from, to, place) in std::mem::take(&mut self.redirected) {
            if self.site.published(to.as_str()).is_some() {
                continue;
            }
            let entries = &self.site.entries;
            let near = around(entries, entries.partition_point(|entry| entry.path < to));
            let mut diagnostic = Diagnostic::new(
                Code::BrokenLink,
                format!("`{from}` would lead to `{to}`, which the site does not have"),
            )
            .suggest(to.as_str(), near.iter().map(|entry| entry.path.as_str()));
            diagnostic.place = place;
            self.diagnostics.push(diagnostic);
        }
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
        if html.site_url.as_deref().is_some_and(is_external_url) {
            pages.push(("feed.xml", Page::Feed));
            pages.push(("sitemap.xml", Page::Sitemap));
        }
        if html.cname.is_some() {
            pages.push(("CNAME", Page::Cname));
        }
        for (path, page) in pages {
            self.add(SitePath::new(path), page);
        }
    }

    fn finish(mut self) -> Checked<Site> {
        self.site.entries.sort_by(|a, b| a.path.cmp(&b.path));
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
        let neighbours = Neighbours::new(&self.site);
        for document in documents {
            if !document.path.is_built_in() {
                self.diagnostics
                    .extend(self.site.check_links(document, &neighbours));
            }
        }
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

fn is_external_url(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
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

fn html_path(path: &str) -> SitePath {
    if path.ends_with(".html") {
        SitePath::new(path)
    } else {
        SitePath::new(format!("{}.html", path.strip_suffix(".md").unwrap_or(path)))
    }
}
