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
    /// The whole list in one sentence.
    pub sentence: String,
    /// By level; empty where there is one team.
    pub distribution: Vec<Share>,
    /// The teams that have no level yet.
    pub unrated: Option<Tail>,
    /// How many teams are how.
    pub counts: Counts,
    /// The head of the heat map.
    pub columns: Vec<HeatGroup<'a>>,
    /// The heads of the heat map's columns, as SVG.
    pub heads: String,
    /// How many teams there are on all pages.
    pub all: usize,
    /// The teams of the page by unit and rank. On a start page that cannot show all: those that
    /// need attention or changed, each with its reason.
    pub rows: Vec<TeamRow<'a>>,
    /// What most teams need for their next level, the most common first; on the first page only.
    pub common_gaps: Vec<CommonGap<'a>>,
    /// Teams whose level rose with their last report, latest first; on the first page only.
    pub risers: Vec<Mover<'a>>,
    /// Teams whose level fell with their last report, latest first; on the first page only.
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

/// How many teams are how.
#[derive(Serialize, Debug)]
pub struct Counts {
    /// All teams of the list.
    pub teams: usize,
    /// Teams with a rating.
    pub rated: usize,
    /// Teams whose level could still rise by answers.
    pub provisional: usize,
    /// Teams without any answer.
    pub unrated: usize,
    /// Teams whose report is too old.
    pub stale: usize,
    /// Teams below their target.
    pub target_missed: usize,
}

/// The teams at one level.
#[derive(Serialize, Debug)]
pub struct Share {
    /// The level.
    pub level: LevelName,
    /// Rated and provisional together.
    pub count: u32,
    /// How many of them could still rise by answers.
    pub provisional: u32,
    /// Percent of all teams, rounded.
    pub percent: u32,
    /// SVG bar.
    pub bar: String,
}

/// What stands below the levels.
#[derive(Serialize, Debug)]
pub struct Tail {
    /// How many teams they are.
    pub count: u32,
    /// Percent of all teams, rounded.
    pub percent: u32,
    /// SVG bar.
    pub bar: String,
}

/// Columns of the heat map that belong to one level.
#[derive(Serialize, Debug)]
pub struct HeatGroup<'a> {
    /// The level that these KPAs decide.
    pub level: LevelName,
    /// One for each column.
    pub kpas: Vec<KpaLinkView<'a>>,
}

/// A team in a list.
#[derive(Serialize, Debug)]
pub struct TeamRow<'a> {
    /// The first row of a unit names it.
    pub group: Option<RowGroup>,
    /// Its name.
    pub name: &'a str,
    /// To its report.
    pub href: String,
    /// `Retail / Checkout`.
    pub unit: String,
    /// The part of it that the head of the row's group says: `Retail / `.
    pub unit_above: String,
    /// The rest.
    pub unit_below: String,
    /// To its unit's page.
    pub unit_href: Option<String>,
    /// `team` or `vendor`.
    pub kind: &'static str,
    /// Where it stands.
    pub level: LevelName,
    /// `unrated`, `provisional` or `rated`.
    pub status: &'static str,
    /// The report is too old.
    pub stale: bool,
    /// To the next level, in percent.
    pub progress: Option<u8>,
    /// The next level; nothing at the top.
    pub next: Option<LevelName>,
    /// Of the assessment.
    pub date: String,
    /// In positions, since the report before.
    pub change: Option<i32>,
    /// `reached`, `missed`, or none.
    pub target: Option<&'static str>,
    /// The target's id.
    pub target_level: Option<String>,
    /// Why it is listed, where not all are.
    pub reason: String,
    /// The marks of its KPAs, as SVG with the same in words; empty in print.
    pub strip: String,
}

/// Rows that belong together.
#[derive(Serialize, Debug)]
pub struct RowGroup {
    /// Its name.
    pub name: String,
    /// `None` for the page's own unit, and for teams without a unit.
    pub href: Option<String>,
    /// Rows of this page, and teams of the unit on all pages.
    pub here: usize,
    /// How many teams it has.
    pub teams: usize,
}

/// A KPA that several teams need for their next level.
#[derive(Serialize, Debug)]
pub struct CommonGap<'a> {
    /// The KPA.
    pub kpa: KpaLinkView<'a>,
    /// How many teams need it; vendors do not count.
    pub teams: u32,
    /// How many teams there are.
    pub of: u32,
    /// The level that it decides.
    pub level: LevelName,
    /// SVG bar.
    pub bar: String,
}

/// A team whose level rose or fell.
#[derive(Serialize, Debug)]
pub struct Mover<'a> {
    /// Its name.
    pub team: &'a str,
    /// To its report.
    pub href: String,
    /// The level before.
    pub from: LevelName,
    /// The level now.
    pub to: LevelName,
    /// Of the report that says so.
    pub date: DateView,
}

/// A team that somebody should look at.
#[derive(Serialize, Debug)]
pub struct Attention<'a> {
    /// Its name.
    pub team: &'a str,
    /// To its report.
    pub href: String,
    /// `Stale, was due by …`, `Fell from 3 to 2`, `Misses its target, level 3`.
    pub reason: String,
}

/// A unit in a list.
#[derive(Serialize, Debug)]
pub struct UnitRow<'a> {
    /// `all` for all teams of the page together, else `unit`.
    pub kind: &'static str,
    /// Its names from the largest to the smallest: `Retail / Checkout`.
    pub path: String,
    /// The last of them.
    pub name: String,
    /// 0 for `all` and for the largest units of the page.
    pub depth: usize,
    /// To its page.
    pub href: String,
    /// How many teams it has, with those of the units below.
    pub teams: usize,
    /// Its level as a whole.
    pub roll_up: RollUpView<'a>,
    /// The share of teams that satisfy each KPA, as SVG with the same in words.
    pub strip: String,
}

/// The level of a unit as a whole.
#[derive(Serialize, Debug)]
pub struct RollUpView<'a> {
    /// The lowest level of its teams that are rated and not stale; nothing where there are none.
    pub level: Option<LevelName>,
    /// What it would be if the unrated and stale ones counted, too.
    pub low: LevelName,
    /// The same as `level`, or the base.
    pub high: LevelName,
    /// `unrated`, `provisional` or `rated`.
    pub status: &'static str,
    /// The same in words.
    pub status_text: &'a str,
    /// The level of the team in the middle.
    pub median: Option<LevelName>,
    /// How many teams have no rating.
    pub unrated: u32,
    /// How many reports are too old.
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
    /// The last name of its path.
    pub name: &'a str,
    /// What such a unit is called in this book, such as `Division`.
    pub label: Option<&'a str>,
    /// The model of its reports.
    pub model: ModelHead<'a>,
    /// All models in use in this unit, this one marked.
    pub models: Vec<VerdictLine>,
    /// The unit in one sentence.
    pub sentence: String,
    /// The level of the unit as a whole.
    pub roll_up: RollUpView<'a>,
    /// How many teams stand at each level.
    pub distribution: Vec<Share>,
    /// The teams without a rating.
    pub unrated: Option<Tail>,
    /// The head of the heat map.
    pub columns: Vec<HeatGroup<'a>>,
    /// The head of the heat map, SVG.
    pub heads: String,
    /// How many teams there are on all pages.
    pub all: usize,
    /// The teams of this page.
    pub rows: Vec<TeamRow<'a>>,
    /// What most of its teams need for their next level.
    pub common_gaps: Vec<CommonGap<'a>>,
    /// The units below it.
    pub units: Vec<UnitRow<'a>>,
    /// How many units are not listed.
    pub more_units: usize,
    /// Where the list has several pages.
    pub pager: Option<Pager>,
}
