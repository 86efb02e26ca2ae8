use crate::assessment::{Answer, Evidence, EvidenceTarget, TeamKind};
use crate::config::{Config, Hide, source_template};
use crate::document::{Document, LinkTarget, Markup, render};
use crate::language::Words;
use crate::model::{KpaIx, MaturityModel, Progression, Registry};
use crate::score::{Evaluation, Report, ReportIx, TeamIx};
use crate::site::{ABOUT_PREFIX, PageDoc, Resolved, Site, is_external};
use crate::tree::{BookPath, SitePath, Span};

use super::words::level;
use super::{
    EvidenceView, KpaLinkView, LineLink, Link, ModelHead, PageMeta, SourceLink, Subject, TeamHead,
    UnitLink, VerdictLine,
};

/// What the presentation of every page draws on. It only reads.
pub struct Presenter<'a> {
    pub config: &'a Config,
    pub registry: &'a Registry,
    pub evaluation: &'a Evaluation,
    pub site: &'a Site,
    pub words: &'a Words,
    /// Of the sources, where they are under version control.
    pub revision: Option<&'a str>,
}

impl<'a> Presenter<'a> {
    /// A report with what its sentences need.
    pub fn subject(&self, report: &'a Report) -> Subject<'a> {
        Subject::new(self.words, self.evaluation, report)
    }

    pub fn hides(&self, what: Hide) -> bool {
        self.config.maturity.hide.contains(&what)
    }

    /// A page's head. `crumbs` lead from the start page to its parent. A description is never empty,
    /// and no longer than search engines and previews show.
    pub fn meta(
        &self,
        kind: &'static str,
        path: &SitePath,
        title: String,
        description: String,
        crumbs: Vec<Link>,
    ) -> PageMeta {
        PageMeta {
            kind,
            description: described(&title, description),
            title,
            root: path.to_root(),
            path: path.encoded(),
            canonical: self.absolute(path),
            crumbs,
            edit: None,
            source: None,
        }
    }

    /// The address with scheme and host; `None` where site-url names none.
    pub fn absolute(&self, path: &SitePath) -> Option<String> {
        let base = self
            .config
            .html
            .site_url
            .as_deref()
            .filter(|url| url.contains("://"))?;
        let encoded = path.encoded();
        Some(format!(
            "{base}{}",
            encoded
                .strip_suffix("index.html")
                .filter(|rest| rest.is_empty())
                .unwrap_or(&encoded)
        ))
    }

    pub fn with_source(&self, mut meta: PageMeta, file: &BookPath) -> PageMeta {
        if file.is_built_in() || self.hides(Hide::SourceLinks) {
            return meta;
        }
        meta.source = Some(file.to_string());
        meta.edit = self
            .config
            .html
            .edit_url_template
            .as_ref()
            .map(|template| template.replace("{path}", &encode_path(file.as_str())));
        meta
    }

    pub fn home_crumb(&self, path: &SitePath) -> Link {
        Link {
            text: self.config.book.title.clone(),
            href: path.link_to(&SitePath::new("index.html")),
        }
    }

    /// A link to a line of a source file, by the template of book.toml or of the repository's host.
    pub fn line_url(&self, file: &BookPath, line: u32) -> Option<String> {
        if file.is_built_in() {
            return None;
        }
        let html = &self.config.html;
        let template = match (&html.source_url_template, &html.git_repository_url) {
            (Some(template), _) => template.clone(),
            (None, Some(repository)) => source_template(repository, None),
            (None, None) => return None,
        };
        Some(
            template
                .replace("{path}", &encode_path(file.as_str()))
                .replace("{line}", &line.to_string())
                .replace("{revision}", self.revision.unwrap_or("HEAD")),
        )
    }

    pub fn line(&self, file: &BookPath, line: u32) -> Option<LineLink> {
        (!self.hides(Hide::SourceLinks)).then(|| LineLink {
            line,
            href: self.line_url(file, line),
        })
    }

    pub fn source(&self, file: &BookPath) -> Option<SourceLink> {
        (!self.hides(Hide::SourceLinks)).then(|| SourceLink {
            text: file.to_string(),
            href: self.line_url(file, 1),
        })
    }

    pub fn model_head(&self, here: &SitePath, model: &'a MaturityModel) -> ModelHead<'a> {
        ModelHead {
            id: &model.id,
            name: &model.name,
            version: &model.version,
            href: self
                .site
                .model(model)
                .map(|path| here.link_to(path))
                .unwrap_or_default(),
            progression: model.progression.id(),
            progression_text: self.words.text(match model.progression {
                Progression::Staged => "progression_staged",
                Progression::Independent => "progression_independent",
            }),
            notice: model.notice.as_deref(),
        }
    }

    /// The name of a model, with its version where the book has a newer one: a name for each page.
    pub fn model_title(&self, model: &MaturityModel) -> String {
        let newest = self.site.models.iter().find(|other| other.id == model.id);
        match newest {
            Some(newest) if newest.version != model.version => {
                format!("{} {}", model.name, model.version)
            }
            _ => model.name.clone(),
        }
    }

    pub fn team_head(&self, here: &SitePath, ix: TeamIx) -> TeamHead<'a> {
        let team: &'a crate::assessment::Team = &self.evaluation.teams[ix].team;
        let (kind, product) = match &team.kind {
            TeamKind::Team => ("team", None),
            TeamKind::Vendor { product, version } => (
                "vendor",
                Some(match version {
                    Some(version) => format!("{product} {version}"),
                    None => product.clone(),
                }),
            ),
        };
        TeamHead {
            id: &team.id,
            name: &team.name,
            href: here.link_to(&self.site.teams[ix]),
            owner: team.owner.as_deref(),
            kind,
            product,
            units: self.unit_links(here, ix),
        }
    }

    /// The units of a team, each with the page of the portfolio of its main model.
    fn unit_links(&self, here: &SitePath, ix: TeamIx) -> Vec<UnitLink<'a>> {
        let standing = &self.evaluation.teams[ix];
        let model = standing.current.first().map(|report| {
            self.evaluation.reports[*report]
                .assessment
                .model
                .id
                .as_str()
        });
        let team: &'a crate::assessment::Team = &standing.team;
        let labels = &self.config.maturity.units;
        team.unit
            .iter()
            .enumerate()
            .map(|(depth, name)| UnitLink {
                label: labels.get(depth).map(String::as_str),
                name,
                href: model
                    .and_then(|model| self.unit_path(model, &team.unit[..=depth]))
                    .map(|path| here.link_to(path))
                    .unwrap_or_default(),
            })
            .collect()
    }

    pub fn unit_path(&self, model: &str, unit: &[String]) -> Option<&'a SitePath> {
        let (ix, portfolio) = self
            .evaluation
            .portfolios
            .iter()
            .enumerate()
            .find(|(_, portfolio)| portfolio.model.id == model)?;
        let unit = portfolio
            .units
            .binary_search_by(|standing| standing.path.as_slice().cmp(unit))
            .ok()?;
        Some(&self.site.units[ix][unit])
    }

    /// One line per model of a team; `here` is the report that the page shows.
    pub fn verdict_lines(
        &self,
        path: &SitePath,
        team: TeamIx,
        here: Option<ReportIx>,
    ) -> Vec<VerdictLine> {
        let here_model = here.map(|ix| &self.evaluation.reports[ix].assessment.model.id);
        self.evaluation.teams[team]
            .current
            .iter()
            .map(|&ix| {
                let report = &self.evaluation.reports[ix];
                let subject = self.subject(report);
                VerdictLine {
                    model: report.assessment.model.name.clone(),
                    sentence: subject.short(),
                    href: path.link_to(&self.site.reports[ix]),
                    here: Some(&report.assessment.model.id) == here_model,
                }
            })
            .collect()
    }

    pub fn kpa_link(
        &self,
        here: &SitePath,
        model: &'a MaturityModel,
        kpa: KpaIx,
    ) -> KpaLinkView<'a> {
        let area = model.kpa(kpa);
        KpaLinkView {
            id: &area.id,
            name: &area.name,
            href: self
                .site
                .kpa(model, kpa)
                .map(|path| here.link_to(path))
                .unwrap_or_default(),
        }
    }

    pub fn evidence(&self, here: &SitePath, answer: &'a Answer) -> Vec<EvidenceView<'a>> {
        answer
            .evidence
            .iter()
            .map(|evidence| self.one_evidence(here, evidence))
            .collect()
    }

    fn one_evidence(&self, here: &SitePath, evidence: &'a Evidence) -> EvidenceView<'a> {
        let (text, href) = match &evidence.target {
            EvidenceTarget::Link(url) => {
                let short = url
                    .strip_prefix("https://")
                    .or_else(|| url.strip_prefix("http://"))
                    .unwrap_or(url);
                (short, Some(url.to_string()))
            }
            EvidenceTarget::File(file) => {
                let fragment = file.fragment.as_ref().map(|f| f.to_string());
                let href = match self.site.resolve_file(&file.path, false, fragment) {
                    Resolved::To { path, fragment } => {
                        Some(with_fragment(here.link_to(&path), fragment))
                    }
                    _ => None,
                };
                (file.path.file_name(), href)
            }
            EvidenceTarget::Text(text) => (&**text, None),
        };
        let on = evidence.on().map(|on| self.words.date(on));
        let mut detail = on.unwrap_or_default();
        if let Some(by) = evidence.by() {
            if !detail.is_empty() {
                detail.push_str(self.words.text("list_comma"));
            }
            detail.push_str(by);
        }
        EvidenceView {
            text: evidence.title().unwrap_or(text),
            href,
            detail,
        }
    }

    /// Parts of a document as HTML for the page `here`.
    pub fn html(
        &self,
        here: &SitePath,
        document: &Document,
        parts: &[Span],
        prose: Prose<'_>,
    ) -> String {
        let resolve = |target: &str, _image: bool| self.link_target(here, document, target);
        let (name, anchors) = (prose.name(), prose.anchors());
        let one = |(at, part): (usize, &Span)| {
            let prefix = match at {
                0 => name.clone(),
                at => format!("{name}{at}"),
            };
            let markup = Markup {
                resolve: &resolve,
                demote: prose.demote(),
                prefix: &prefix,
                anchors: &anchors,
                sanitize: self.sanitizes(),
            };
            render(document, *part, &markup)
        };
        parts.iter().enumerate().map(one).collect()
    }

    /// A text of the page for unknown addresses, where every link begins at the site's root.
    pub fn rooted_html(&self, base: &str, here: &SitePath, doc: &PageDoc, part: Span) -> String {
        let document = &doc.document;
        let resolve = |target: &str, _image: bool| match self.link_target(here, document, target) {
            LinkTarget::To(href) if !is_external(&href) && !href.starts_with('#') => {
                LinkTarget::To(format!("{base}{href}"))
            }
            other => other,
        };
        let markup = Markup {
            demote: doc.demotion(),
            sanitize: self.sanitizes(),
            ..Markup::new(&resolve)
        };
        render(document, part, &markup)
    }

    /// Whether HTML of authors is sanitized.
    pub fn sanitizes(&self) -> bool {
        self.config.html.raw_html.sanitizes()
    }

    fn link_target(&self, here: &SitePath, document: &Document, target: &str) -> LinkTarget {
        match self.site.resolve(document, target) {
            Resolved::External => LinkTarget::To(target.to_owned()),
            Resolved::To { path, fragment } if path == *here && fragment.is_some() => {
                LinkTarget::To(with_fragment(String::new(), fragment))
            }
            Resolved::To { path, fragment } => {
                LinkTarget::To(with_fragment(here.link_to(&path), fragment))
            }
            _ => LinkTarget::Text,
        }
    }

    /// The rows of a heat map's head.
    pub fn heat_columns(
        &self,
        here: &SitePath,
        model: &'a MaturityModel,
    ) -> Vec<super::HeatGroup<'a>> {
        model
            .position_indices()
            .filter(|position| !model.position(*position).kpas.is_empty())
            .map(|position| super::HeatGroup {
                level: level(model, position),
                kpas: model
                    .position(position)
                    .kpas
                    .iter()
                    .map(|kpa| self.kpa_link(here, model, *kpa))
                    .collect(),
            })
            .collect()
    }
}

/// How many characters of a description are kept.
const DESCRIPTION: usize = 290;

fn described(title: &str, description: String) -> String {
    if description.trim().is_empty() {
        return title.to_owned();
    }
    let Some((cut, _)) = description.char_indices().nth(DESCRIPTION) else {
        return description;
    };
    let whole = description[..cut].rfind(' ').unwrap_or(cut);
    let kept = description[..whole].trim_end_matches([' ', ',', ';', ':', '.']);
    format!("{kept}…")
}

/// How a text stands in a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Prose<'i> {
    /// A page of its own.
    Page { demote: u8 },
    /// Under the page's own headings.
    Section,
    /// Beside the element with this id, two ranks below the page's chapters.
    Block(&'i str),
    /// A team's own text, which shares a page with its assessment's.
    About,
    /// One of many documents on one page.
    Chapter { number: usize, demote: u8 },
}

impl Prose<'_> {
    fn demote(self) -> u8 {
        match self {
            Prose::Page { demote } | Prose::Chapter { demote, .. } => demote,
            Prose::Section | Prose::About => 1,
            Prose::Block(_) => 2,
        }
    }

    /// What tells its footnotes from those of other texts on the page.
    fn name(self) -> String {
        match self {
            Prose::Page { .. } | Prose::Section => String::new(),
            Prose::Block(id) => id.to_owned(),
            Prose::About => "about".to_owned(),
            Prose::Chapter { number, .. } => format!("c{number}"),
        }
    }

    /// What is put before the anchors of its headings.
    fn anchors(self) -> String {
        match self {
            Prose::About => ABOUT_PREFIX.to_owned(),
            Prose::Chapter { number, .. } => format!("lb-c{number}-"),
            _ => String::new(),
        }
    }
}

pub fn with_fragment(mut href: String, fragment: Option<String>) -> String {
    if let Some(fragment) = fragment {
        href.push('#');
        href.push_str(&fragment);
    }
    href
}

/// Percent-encodes what a path may hold and a URL may not.
fn encode_path(path: &str) -> String {
    SitePath::new(path).encoded()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_there_and_short() {
        let of = |text: &str| described("Title", text.to_owned());
        assert_eq!(of(" "), "Title");
        assert_eq!(of("Short."), "Short.");
        let long = of(&"größer, ".repeat(50));
        assert!(long.ends_with("größer…") && long.chars().count() <= DESCRIPTION + 1);
        assert_eq!(of(&"漢".repeat(400)).chars().count(), DESCRIPTION + 1);
    }
}
