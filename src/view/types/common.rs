//! What several kinds of pages share.

use serde::Serialize;

/// What is the same on every page: the variable `site`.
#[derive(Serialize, Clone, Debug)]
pub struct SiteView {
    /// The book's title.
    pub title: String,
    /// The book's description.
    pub description: Option<String>,
    /// The book's authors.
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
    /// From the root of the site.
    pub scripts: Vec<String>,
    /// From the root of the site; only where `site-url` is set.
    pub feed: Option<String>,
    /// The site has a search page, `search.html`.
    pub search: bool,
    /// The site has a page for paper, `print.html`.
    pub print: bool,
    /// Where the book's sources are.
    pub repository: Option<String>,
    /// What the Content-Security-Policy of a page is.
    pub policy: String,
    /// `Levelbook`; no version, so that a new version alone changes no page.
    pub generator: &'static str,
}

/// A link whose address counts from the root of the site: templates write `{{ page.root }}{{ link.path }}`.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct NavLink {
    /// What it leads to.
    pub title: String,
    /// The id of a model in upper case (`CMM`), or the title.
    pub short: String,
    /// From the root of the site.
    pub path: String,
}

/// What every page says of itself: the variable `page`.
#[derive(Serialize, Clone, Debug)]
pub struct PageMeta {
    /// `portfolio`, `report`, `model`, `kpa`, `unit`, `page`, `search`, `print`, `not-found`, `redirect`.
    pub kind: &'static str,
    /// The page's title, without the book's.
    pub title: String,
    /// One sentence, for search engines and previews.
    pub description: String,
    /// From this page to the root of the site: empty, `../`, …; absolute on the page for unknown addresses.
    pub root: String,
    /// From the root of the site.
    pub path: String,
    /// Only where `site-url` is set.
    pub canonical: Option<String>,
    /// From the start page to the page above this one.
    pub crumbs: Vec<Link>,
    /// To where the source file can be edited.
    pub edit: Option<String>,
    /// The source file, as a text.
    pub source: Option<String>,
}

/// A link as it stands in this page.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Link {
    /// What is written.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

/// A level for display.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct LevelName {
    /// Its id in the model: `2`, `2b`.
    pub id: String,
    /// `2 Repeatable`, `2b Monitoring: Response times`.
    pub label: String,
    /// Its name without the id.
    pub name: String,
    /// Place among the model's positions, from 0.
    pub place: usize,
}

/// One model of a list, in one line.
#[derive(Serialize, Debug)]
pub struct VerdictLine {
    /// The model's name.
    pub model: String,
    /// How it stands by that model.
    pub sentence: String,
    /// To the page of that model.
    pub href: String,
    /// It is the model of this page.
    pub here: bool,
}

/// A model by name.
#[derive(Serialize, Debug)]
pub struct ModelHead<'a> {
    /// Its id in the book.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// To its page.
    pub href: String,
    /// `staged` or `independent`.
    pub progression: &'static str,
    /// The same in words.
    pub progression_text: &'a str,
    /// License or trademark words that must be shown.
    pub notice: Option<&'a str>,
}

/// A date.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct DateView {
    /// As in `2026-07-01`.
    pub iso: String,
    /// `1 July 2026`.
    pub words: String,
}

/// A KPA as a mark alone.
#[derive(Serialize, Debug)]
pub struct KpaMark<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// To the KPA's place in this report.
    pub href: String,
    /// As in [`KpaCell`].
    pub ink: &'static str,
}

/// A KPA as a mark.
#[derive(Serialize, Debug)]
pub struct KpaCell<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// Its name.
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

/// A KPA by name.
#[derive(Serialize, Debug)]
pub struct KpaLinkView<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// To its page, or to its place in this report.
    pub href: String,
}

/// A line of a source file.
#[derive(Serialize, Clone, Debug)]
pub struct LineLink {
    /// Its number, from 1.
    pub line: u32,
    /// To it, where the book knows its repository.
    pub href: Option<String>,
}

/// A source file.
#[derive(Serialize, Clone, Debug)]
pub struct SourceLink {
    /// Its path in the book.
    pub text: String,
    /// To it, where the book knows its repository.
    pub href: Option<String>,
}

/// What the model says of one move up.
#[derive(Serialize, Debug)]
pub struct TransitionView<'a> {
    /// The level below.
    pub from: LevelName,
    /// The level above.
    pub to: LevelName,
    /// Who leads the move.
    pub leads: Option<&'a str>,
    /// Who has to back it.
    pub sponsor: Option<&'a str>,
    /// Who has to agree.
    pub must_agree: &'a [String],
    /// Who resists, and why.
    pub resistance: Option<&'a str>,
    /// Who wins by it.
    pub wins: Option<&'a str>,
    /// What has to be known.
    pub expertise: Option<&'a str>,
    /// What changes for the people.
    pub change: Option<&'a str>,
    /// How long it usually takes.
    pub elapsed: Option<&'a str>,
    /// What it costs once.
    pub one_time_cost: &'a [String],
    /// What it costs from then on.
    pub running_cost: &'a [String],
    /// What it costs, where the model does not say whether once.
    pub costs: &'a [String],
    /// What it brings.
    pub benefits: &'a [String],
}

/// The pages of a list that is too long for one.
#[derive(Serialize, Debug)]
pub struct Pager {
    /// From 1; 0 on a page that is none of them.
    pub number: usize,
    /// How many pages there are.
    pub of: usize,
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// `Retail 251–500`: what each shows.
    pub pages: Vec<Link>,
}

/// What is asked for every KPA and never scored.
#[derive(Serialize, Debug)]
pub struct CommonFeatureView<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What is asked.
    pub question: Option<&'a str>,
}
