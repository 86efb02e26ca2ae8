use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::anchors::{ABOUT_PREFIX, Shown};
use super::types::ROWS_PER_PAGE;
use super::{
    AssetKind, Entry, Navigation, Page, PageDoc, Site, asset_kind, is_active_svg, unit_slug,
};
use crate::config::{Config, Hide};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::document::Document;
use crate::model::{MaturityModel, Registry};
use crate::score::{Evaluation, Report};
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
    taken: HashMap<SitePath, usize>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Planner<'a> {
    fn new(mut input: PlanInput<'a>) -> Self {
        let src = input.config.book.src.clone();
        let hides_evidence = input.config.maturity.hide.contains(&Hide::Evidence);
        let drafts = input.drafts;
        let documents = std::mem::take(&mut input.documents)
            .into_iter()
            .filter(|doc| drafts || !doc.meta.draft)
            .filter(|doc| !(hides_evidence && is_team_file(&doc.document.path, &src)))
            .collect::<Vec<_>>();
        let (teams, reports) = (input.evaluation.teams.len(), input.evaluation.reports.len());
        let entries = teams + 3 * reports + 100;
        let site = Site {
            entries: Vec::with_capacity(entries),
            models: Vec::new(),
            navigation: Navigation::new(&documents, &src),
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
            src,
        };
        Self {
            input,
            site,
            taken: HashMap::with_capacity(entries),
            diagnostics: Vec::new(),
        }
    }

    /// Adds a page, unless its address is taken.
    fn add(&mut self, path: SitePath, page: Page) -> bool {
        let key = lower_case(&path);
        if let Some(&first) = self.taken.get(&key) {
            let other = self.site.entries[first].clone();
            self.clash(&path, &page, &other);
            return false;
        }
        self.taken.insert(key, self.site.entries.len());
        self.site.entries.push(Entry { path, page });
        true
    }

    fn clash(&mut self, path: &SitePath, page: &Page, other: &Entry) {
        let (new, new_place) = self.origin(page);
        let (old, old_place) = self.origin(&other.page);
        let mut diagnostic = Diagnostic::new(
            Code::DuplicateAddress,
            format!("{new} and {old} would both be published as `{path}`"),
        )
        .help("rename one of the two files, or give a team another `slug`");
        match (new_place, old_place) {
            (Some(place), Some(first)) => {
                diagnostic = diagnostic
                    .at(place)
                    .related(first, "the other source of this address");
            }
            (Some(place), None) | (None, Some(place)) => diagnostic = diagnostic.at(place),
            (None, None) => {}
        }
        self.diagnostics.push(diagnostic);
    }

    /// What a page is made of, in words and as a place.
    fn origin(&self, page: &Page) -> (String, Option<Place>) {
        let evaluation = self.input.evaluation;
        let start = |file: &BookPath| {
            Some(Place {
                file: file.clone(),
                span: Span::default(),
            })
        };
        match page {
            Page::Team(team) => {
                let team = &evaluation.teams[*team].team;
                (format!("the team `{}`", team.id), start(&team.file))
            }
            Page::Report(ix) | Page::ReportJson(ix) | Page::Badge(ix) | Page::Shields(ix) => {
                let report = &evaluation.reports[*ix];
                (
                    format!("a report of the team `{}`", report.assessment.team),
                    start(report.assessment.file()),
                )
            }
            Page::Model(ix) | Page::Kpa { model: ix, .. } => {
                let model = &self.site.models[*ix];
                (format!("the model `{}`", model.id), start(model.file()))
            }
            Page::Unit {
                portfolio, unit, ..
            } => {
                let unit = &evaluation.portfolios[*portfolio].units[*unit];
                let team = unit
                    .standing
                    .ranked
                    .first()
                    .map(|ix| evaluation.reports[*ix].team);
                let file = team.and_then(|team| start(&evaluation.teams[team].team.file));
                (format!("the unit `{}`", unit.path.join(" / ")), file)
            }
            Page::Document(ix) => {
                let path = &self.site.documents[*ix].document.path;
                (format!("the page `{path}`"), start(path))
            }
            Page::Asset(path) => (format!("the file `{path}`"), start(path)),
            Page::Redirect(_) => ("a redirect".to_owned(), None),
            _ => ("a page of the report itself".to_owned(), None),
        }
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
        let own_404 = self
            .input
            .config
            .html
            .input_404
            .clone()
            .unwrap_or_else(|| "404.md".to_owned());
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
                if !hidden {
                    self.diagnostics.push(refused_asset(&file.path, active));
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
                let to = self.site.teams[ix].clone();
                all.insert(
                    format!("teams/{old}.html"),
                    (to.as_str().to_owned(), place.clone()),
                );
                for report in standing.current.iter().skip(1) {
                    let model = &self.input.evaluation.reports[*report].assessment.model.id;
                    let to = self.site.reports[*report].as_str().to_owned();
                    all.insert(format!("teams/{old}/{model}.html"), (to, place.clone()));
                }
            }
        }
        for doc in &self.site.documents {
            let Some(to) = self.site.addresses.get(&doc.document.path) else {
                continue;
            };
            for old in &doc.meta.redirect_from {
                let place = Place {
                    file: doc.document.path.clone(),
                    span: Span::default(),
                };
                all.insert(old.clone(), (to.as_str().to_owned(), Some(place)));
            }
        }
        for (old, to) in &self.input.config.html.redirect {
            all.insert(old.clone(), (to.clone(), None));
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
        let target = if super::is_external(to) {
            to.to_owned()
        } else {
            let (path, fragment) = to
                .split_once('#')
                .map_or((to, None), |(path, f)| (path, Some(f)));
            let link = match BookPath::new(path.trim_start_matches('/')) {
                Ok(path) => from.link_to(&SitePath::new(path.as_str())),
                Err(_) => path.to_owned(),
            };
            fragment.map_or(link.clone(), |f| format!("{link}#{f}"))
        };
        self.add(from, Page::Redirect(target));
    }

    fn services(&mut self) {
        let html = &self.input.config.html;
        let mut pages = vec![
            ("404.html", Page::NotFound),
            ("levelbook.json", Page::Stamp),
        ];
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
        let mut documents: Vec<&Document> = Vec::new();
        for shown in self.site.shown.values() {
            documents.extend(shown.documents.iter().map(|(document, _)| &**document));
        }
        for document in documents {
            if !document.path.is_built_in() {
                self.diagnostics.extend(self.site.check_links(document));
            }
        }
        Checked::new(self.site, self.diagnostics)
    }
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

fn refused_asset(path: &BookPath, active: bool) -> Diagnostic {
    let place = Place {
        file: path.clone(),
        span: Span::default(),
    };
    if active {
        Diagnostic::new(Code::ActiveSvg, format!("the picture `{path}` could run a script, so it is not published"))
            .at(place)
            .help("save it as plain SVG, without scripts, links, style sheets or references to other files")
    } else {
        let kind = if path.extension().is_empty() {
            "files without an extension".to_owned()
        } else {
            format!("files of the type `.{}`", path.extension())
        };
        Diagnostic::new(Code::AssetNotAllowed, format!("`{path}` is not published: {kind} are not on the list"))
            .at(place)
            .help("publish a picture, a PDF, a plain text, a table or an office document instead, or link to the file where it lives")
    }
}
