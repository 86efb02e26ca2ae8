//! Lists of teams: the start page, units.

use serde::Serialize;

use super::{DateView, KpaLinkView, LevelName, Link, ModelHead, PageMeta, Pager, VerdictLine};

/// The start page and the pages of all teams: `portfolio.html`.
#[derive(Serialize, Debug)]
pub struct PortfolioView<'a> {
    pub page: PageMeta,
    /// 0 for the start page, else the page of the list of all teams.
    pub number: usize,
    /// HTML of content/index.md up to its first heading; on the start page of the default model only.
    pub intro: String,
    /// HTML of content/index.md from its first heading on.
    pub about: String,
    /// `None` where the book has no report yet.
    pub model: Option<ModelHead<'a>>,
    /// All models in use, this one marked.
    pub models: Vec<VerdictLine>,
    pub sentence: String,
    /// By level; empty where there is one team.
    pub distribution: Vec<Share>,
    /// The teams that have no level yet.
    pub unrated: Option<Tail>,
    pub counts: Counts,
    pub columns: Vec<HeatGroup<'a>>,
    /// The heads of the heat map's columns, as SVG.
    pub heads: String,
    /// How many teams there are on all pages.
    pub all: usize,
    /// The teams of the page by unit and rank. On a start page that cannot show all: those that
    /// need attention or changed, each with its reason.
    pub rows: Vec<TeamRow<'a>>,
    pub common_gaps: Vec<CommonGap<'a>>,
    pub risers: Vec<Mover<'a>>,
    pub fallers: Vec<Mover<'a>>,
    /// Empty where `rows` say it.
    pub attention: Vec<Attention<'a>>,
    /// All teams together first, then the units as a tree.
    pub units: Vec<UnitRow<'a>>,
    /// How many units the tree leaves out.
    pub more_units: usize,
    /// Teams that have no report of any model.
    pub without: Vec<Link>,
    /// The pages of all teams; on the start page none of them is the current one.
    pub pager: Option<Pager>,
}

#[derive(Serialize, Debug)]
pub struct Counts {
    pub teams: usize,
    pub rated: usize,
    pub provisional: usize,
    pub unrated: usize,
    pub stale: usize,
    pub target_missed: usize,
}

#[derive(Serialize, Debug)]
pub struct Share {
    pub level: LevelName,
    /// Rated and provisional together.
    pub count: u32,
    pub provisional: u32,
    /// Percent of all teams, rounded.
    pub percent: u32,
    /// SVG bar.
    pub bar: String,
}

/// What stands below the levels.
#[derive(Serialize, Debug)]
pub struct Tail {
    pub count: u32,
    /// Percent of all teams, rounded.
    pub percent: u32,
    /// SVG bar.
    pub bar: String,
}

/// Columns of the heat map that belong to one level.
#[derive(Serialize, Debug)]
pub struct HeatGroup<'a> {
    pub level: LevelName,
    pub kpas: Vec<KpaLinkView<'a>>,
}

#[derive(Serialize, Debug)]
pub struct TeamRow<'a> {
    /// The first row of a unit names it.
    pub group: Option<RowGroup>,
    pub name: &'a str,
    pub href: String,
    /// `Retail / Checkout`.
    pub unit: String,
    /// The part of it that the head of the row's group says: `Retail / `.
    pub unit_above: String,
    /// The rest.
    pub unit_below: String,
    pub unit_href: Option<String>,
    pub kind: &'static str,
    pub level: LevelName,
    pub status: &'static str,
    pub stale: bool,
    pub progress: Option<u8>,
    pub next: Option<LevelName>,
    pub date: String,
    /// In positions, since the report before.
    pub change: Option<i32>,
    /// `reached`, `missed`, or none.
    pub target: Option<&'static str>,
    pub target_level: Option<String>,
    /// Why it is listed, where not all are.
    pub reason: String,
    /// The marks of its KPAs, as SVG with the same in words; empty in print.
    pub strip: String,
}

/// Rows that belong together.
#[derive(Serialize, Debug)]
pub struct RowGroup {
    pub name: String,
    /// `None` for the page's own unit, and for teams without a unit.
    pub href: Option<String>,
    /// Rows of this page, and teams of the unit on all pages.
    pub here: usize,
    pub teams: usize,
}

#[derive(Serialize, Debug)]
pub struct CommonGap<'a> {
    pub kpa: KpaLinkView<'a>,
    pub teams: u32,
    /// How many teams there are.
    pub of: u32,
    pub level: LevelName,
    /// SVG bar.
    pub bar: String,
}

#[derive(Serialize, Debug)]
pub struct Mover<'a> {
    pub team: &'a str,
    pub href: String,
    pub from: LevelName,
    pub to: LevelName,
    pub date: DateView,
}

#[derive(Serialize, Debug)]
pub struct Attention<'a> {
    pub team: &'a str,
    pub href: String,
    /// `Stale, was due by …`, `Fell from 3 to 2`, `Misses its target, level 3`.
    pub reason: String,
}

#[derive(Serialize, Debug)]
pub struct UnitRow<'a> {
    /// `all` for all teams of the page together, else `unit`.
    pub kind: &'static str,
    pub path: String,
    pub name: String,
    /// 0 for `all` and for the largest units of the page.
    pub depth: usize,
    pub href: String,
    pub teams: usize,
    pub roll_up: RollUpView<'a>,
    /// The share of teams that satisfy each KPA, as SVG with the same in words.
    pub strip: String,
}

#[derive(Serialize, Debug)]
pub struct RollUpView<'a> {
    pub level: Option<LevelName>,
    pub low: LevelName,
    pub high: LevelName,
    pub status: &'static str,
    /// The same in words.
    pub status_text: &'a str,
    pub median: Option<LevelName>,
    pub unrated: u32,
    pub stale: u32,
    /// What must be said with it; may be empty.
    pub remark: String,
}

/// `unit.html`
#[derive(Serialize, Debug)]
pub struct UnitView<'a> {
    pub page: PageMeta,
    /// 0 for its first page.
    pub number: usize,
    pub name: &'a str,
    pub label: Option<&'a str>,
    pub model: ModelHead<'a>,
    pub models: Vec<VerdictLine>,
    pub sentence: String,
    pub roll_up: RollUpView<'a>,
    pub distribution: Vec<Share>,
    pub unrated: Option<Tail>,
    pub columns: Vec<HeatGroup<'a>>,
    pub heads: String,
    /// How many teams there are on all pages.
    pub all: usize,
    pub rows: Vec<TeamRow<'a>>,
    pub common_gaps: Vec<CommonGap<'a>>,
    pub units: Vec<UnitRow<'a>>,
    pub more_units: usize,
    pub pager: Option<Pager>,
}
