//! What several kinds of pages share.

use serde::Serialize;

/// What is the same on every page: the variable `site`.
#[derive(Serialize, Clone, Debug)]
pub struct SiteView {
    pub title: String,
    pub description: Option<String>,
    pub authors: Vec<String>,
    /// A BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`, for the attribute `dir`.
    pub direction: &'static str,
    /// Language and region as in `en_GB`, for previews; `None` where the tag names no region.
    pub locale: Option<String>,
    /// `auto`, `light` or `dark`.
    pub color_scheme: &'static str,
    /// The day the book was evaluated for. No page but the stamp may print it.
    pub models: Vec<NavLink>,
    /// The top of the book's own pages.
    pub pages: Vec<NavLink>,
    /// From the root of the site.
    pub styles: Vec<String>,
    pub scripts: Vec<String>,
    pub feed: Option<String>,
    pub search: bool,
    pub print: bool,
    pub repository: Option<String>,
    /// What the Content-Security-Policy of a page is.
    pub policy: String,
    /// `Levelbook`; no version, so that a new version alone changes no page.
    pub generator: &'static str,
}

/// A link whose address counts from the root of the site: templates write `{{ page.root }}{{ link.path }}`.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct NavLink {
    pub title: String,
    /// The id of a model in upper case (`CMM`), or the title.
    pub short: String,
    pub path: String,
}

/// What every page says of itself: the variable `page`.
#[derive(Serialize, Clone, Debug)]
pub struct PageMeta {
    /// `portfolio`, `report`, `model`, `kpa`, `unit`, `page`, `search`, `print`, `not-found`, `redirect`.
    pub kind: &'static str,
    pub title: String,
    /// One sentence, for search engines and previews.
    pub description: String,
    /// From this page to the root of the site: empty, `../`, …; absolute on the page for unknown addresses.
    pub root: String,
    /// From the root of the site.
    pub path: String,
    /// Only where `site-url` is set.
    pub canonical: Option<String>,
    pub crumbs: Vec<Link>,
    pub edit: Option<String>,
    /// The source file, as a text.
    pub source: Option<String>,
}

/// A link as it stands in this page.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Link {
    pub text: String,
    pub href: String,
}

/// A level for display.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct LevelName {
    pub id: String,
    /// `2 Repeatable`, `2b Monitoring: Response times`.
    pub label: String,
    pub name: String,
    /// Place among the model's positions, from 0.
    pub place: usize,
}

#[derive(Serialize, Debug)]
pub struct VerdictLine {
    pub model: String,
    pub sentence: String,
    pub href: String,
    pub here: bool,
}

#[derive(Serialize, Debug)]
pub struct ModelHead<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub version: &'a str,
    pub href: String,
    /// `staged` or `independent`.
    pub progression: &'static str,
    /// The same in words.
    pub progression_text: &'a str,
    pub notice: Option<&'a str>,
}

#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct DateView {
    pub iso: String,
    /// `1 July 2026`.
    pub words: String,
}

/// A KPA as a mark.
#[derive(Serialize, Debug)]
pub struct KpaCell<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// To the KPA's place in this report.
    pub href: String,
    /// `satisfied`, `unsatisfied`, `not-rated`, `not-applicable`, `out-of-scope`, `superseded`.
    pub state: &'static str,
    /// 0-4 by score, or `na`, `unknown`: the density of the mark.
    pub ink: &'static str,
    /// `satisfied`, `unsatisfied, 67 %`, …
    pub text: String,
}

#[derive(Serialize, Debug)]
pub struct KpaLinkView<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub href: String,
}

#[derive(Serialize, Clone, Debug)]
pub struct LineLink {
    pub line: u32,
    pub href: Option<String>,
}

#[derive(Serialize, Clone, Debug)]
pub struct SourceLink {
    pub text: String,
    pub href: Option<String>,
}

#[derive(Serialize, Debug)]
pub struct TransitionView<'a> {
    pub from: LevelName,
    pub to: LevelName,
    pub leads: Option<&'a str>,
    pub sponsor: Option<&'a str>,
    pub must_agree: &'a [String],
    pub resistance: Option<&'a str>,
    pub wins: Option<&'a str>,
    pub expertise: Option<&'a str>,
    pub change: Option<&'a str>,
    pub elapsed: Option<&'a str>,
    pub one_time_cost: &'a [String],
    pub running_cost: &'a [String],
    pub costs: &'a [String],
    pub benefits: &'a [String],
}

/// The pages of a list that is too long for one.
#[derive(Serialize, Debug)]
pub struct Pager {
    /// From 1; 0 on a page that is none of them.
    pub number: usize,
    pub of: usize,
    pub previous: Option<Link>,
    pub next: Option<Link>,
    /// `Retail 251–500`: what each shows.
    pub pages: Vec<Link>,
}

#[derive(Serialize, Debug)]
pub struct CommonFeatureView<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub question: Option<&'a str>,
}
