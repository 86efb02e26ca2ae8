//! Lists of teams: the start page, units.

use serde::Serialize;

use super::{DateView, KpaLinkView, LevelName, Link, ModelHead, PageMeta, Pager, VerdictLine};

/// The start page and its further pages: `portfolio.html`.
#[derive(Serialize, Debug)]
pub struct PortfolioView<'a> {
    pub page: PageMeta,
    /// HTML of content/index.md; on the first page of the default model only.
    pub intro: String,
    /// `None` where the book has no report yet.
    pub model: Option<ModelHead<'a>>,
    /// All models in use, this one marked.
    pub models: Vec<VerdictLine>,
    pub sentence: String,
    pub distribution: Vec<Share>,
    pub counts: Counts,
    pub columns: Vec<HeatGroup<'a>>,
    pub rows: Vec<TeamRow<'a>>,
    pub common_gaps: Vec<CommonGap<'a>>,
    pub risers: Vec<Mover<'a>>,
    pub fallers: Vec<Mover<'a>>,
    pub attention: Vec<Attention<'a>>,
    pub units: Vec<UnitRow<'a>>,
    /// Teams that have no report of any model.
    pub without: Vec<Link>,
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
    pub count: u32,
    /// Percent of all, rounded.
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
    pub name: &'a str,
    pub href: String,
    /// `Retail / Checkout`.
    pub unit: String,
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
    pub marks: Vec<HeatMark>,
}

#[derive(Serialize, Debug)]
pub struct HeatMark {
    pub ink: &'static str,
    pub text: &'static str,
    /// `satisfied`, …
    pub state: &'static str,
}

#[derive(Serialize, Debug)]
pub struct CommonGap<'a> {
    pub kpa: KpaLinkView<'a>,
    pub teams: u32,
    pub level: LevelName,
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
    /// `stale since …`, `provisional: 2 to 3`, `unrated`, `misses its target 3`.
    pub reason: String,
}

#[derive(Serialize, Debug)]
pub struct UnitRow<'a> {
    pub path: String,
    pub name: &'a str,
    pub depth: usize,
    pub href: String,
    pub teams: usize,
    pub roll_up: RollUpView,
    /// Share of teams that satisfy each KPA, as marks; empty in the overview of deeper units.
    pub marks: Vec<HeatMark>,
}

#[derive(Serialize, Debug)]
pub struct RollUpView {
    pub level: Option<LevelName>,
    pub low: LevelName,
    pub high: LevelName,
    pub status: &'static str,
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
    pub name: &'a str,
    pub label: Option<&'a str>,
    pub model: ModelHead<'a>,
    pub models: Vec<VerdictLine>,
    pub sentence: String,
    pub roll_up: RollUpView,
    pub distribution: Vec<Share>,
    pub columns: Vec<HeatGroup<'a>>,
    pub rows: Vec<TeamRow<'a>>,
    pub common_gaps: Vec<CommonGap<'a>>,
    pub units: Vec<UnitRow<'a>>,
    pub pager: Option<Pager>,
}
