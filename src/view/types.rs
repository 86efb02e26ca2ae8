//! Everything that a template can see. The fields are the contract with theme authors: adding one
//! is compatible, renaming or removing one raises [`VERSION`].

use serde::Serialize;

/// The version of the view that `theme.toml` names in `view`.
pub const VERSION: u32 = 1;

/// What is the same on every page: the variable `site`.
#[derive(Serialize, Clone, Debug)]
pub struct SiteView {
    pub title: String,
    pub description: Option<String>,
    pub authors: Vec<String>,
    /// A BCP 47 tag.
    pub language: String,
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

/// The report of one assessment: `report.html`.
#[derive(Serialize, Debug)]
pub struct ReportView<'a> {
    pub page: PageMeta,
    pub team: TeamHead<'a>,
    /// One line per model the team has, this one marked.
    pub verdicts: Vec<VerdictLine>,
    /// `None` where the team has no assessment yet.
    pub report: Option<ReportBody<'a>>,
    /// The team's own text, HTML.
    pub about: String,
}

#[derive(Serialize, Debug)]
pub struct TeamHead<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub href: String,
    pub owner: Option<&'a str>,
    /// `team` or `vendor`.
    pub kind: &'static str,
    /// `Brambling Warehouse Suite 11.2`.
    pub product: Option<String>,
    /// From the largest to the smallest, each with its label and page.
    pub units: Vec<UnitLink<'a>>,
}

#[derive(Serialize, Debug)]
pub struct UnitLink<'a> {
    pub label: Option<&'a str>,
    pub name: &'a str,
    pub href: String,
}

#[derive(Serialize, Debug)]
pub struct VerdictLine {
    pub model: String,
    pub sentence: String,
    pub href: String,
    pub here: bool,
}

#[derive(Serialize, Debug)]
pub struct ReportBody<'a> {
    pub model: ModelHead<'a>,
    /// ISO and in words.
    pub date: DateView,
    pub due: DateView,
    pub assessor: Option<&'a str>,
    /// `self-assessed`, `peer-assessed`, `externally assessed`.
    pub method: Option<&'static str>,
    pub profile: Option<&'a str>,
    /// Not the latest of its team and model; `newest` leads to that.
    pub older: bool,
    pub newest: Option<Link>,
    pub level: LevelName,
    /// `unrated`, `provisional`, `rated`.
    pub status: &'static str,
    /// The optimistic end of the range, where it differs from the level.
    pub up_to: Option<LevelName>,
    /// Independent models: the level by R6, where it differs.
    pub staged_equivalent: Option<LevelName>,
    pub stale: bool,
    pub answered: u32,
    pub applicable: u32,
    pub next: Option<NextView>,
    pub target: Option<TargetView>,
    pub sentences: Sentences,
    /// SVG.
    pub stairs: String,
    /// For each level from the base, with what decides it.
    pub levels: Vec<LevelView<'a>>,
    pub dimensions: Vec<DimensionView<'a>>,
    pub ahead: Vec<KpaLinkView<'a>>,
    pub debt: Vec<KpaLinkView<'a>>,
    pub strengthen: Vec<GoalMention<'a>>,
    pub stale_answers: Vec<GoalMention<'a>>,
    /// The unmet KPAs, in phases: to the next level first, then to the target.
    pub gaps: Vec<GapPhase<'a>>,
    /// All other KPAs with their goals, by level: each goal of the model is shown in full once.
    pub answers: Vec<AnswerGroup<'a>>,
    pub roadmap: Vec<StepView<'a>>,
    /// What to do besides the roadmap, one sentence each.
    pub actions: Vec<String>,
    pub stops: StopsView<'a>,
    /// General text of the assessment, HTML.
    pub narrative: String,
    /// Older and newer reports of the same model, latest first, this one included.
    pub history: Vec<HistoryRow>,
    /// SVG; empty with fewer than two dates.
    pub history_chart: String,
    pub change: Option<ChangeView<'a>>,
    /// Key and value, for plain display.
    pub appraisal: Vec<(String, String)>,
    /// The assessment's file; lines in the tables count in it. `None` where source links are hidden.
    pub file: Option<SourceLink>,
    pub json: Option<String>,
    pub badge: Option<String>,
}

#[derive(Serialize, Debug)]
pub struct ModelHead<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub version: &'a str,
    pub href: String,
    /// `staged` or `independent`.
    pub progression: &'static str,
    pub notice: Option<&'a str>,
}

#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct DateView {
    pub iso: String,
    /// `1 July 2026`.
    pub words: String,
}

/// The verdicts in words, made in one place for pages, terminal, feed and descriptions.
#[derive(Serialize, Clone, Default, PartialEq, Debug)]
pub struct Sentences {
    /// Where we are: the level and its standing.
    pub verdict: String,
    /// Why this level.
    pub why: String,
    /// Why not the next; empty at the top.
    pub why_not: String,
    /// What is missing.
    pub missing: String,
    /// How to get there.
    pub how: String,
    /// What stops it.
    pub stops: String,
    /// Staleness, provisional answers, range: what limits the verdict; may be empty.
    pub limits: Vec<String>,
    /// What changed since the last assessment; may be empty.
    pub change: String,
}

#[derive(Serialize, Debug)]
pub struct NextView {
    pub level: LevelName,
    pub leads_to: LevelName,
    /// Percent.
    pub progress: Option<u8>,
    pub met: usize,
    pub of: usize,
}

#[derive(Serialize, Debug)]
pub struct TargetView {
    pub level: LevelName,
    pub reached: bool,
    pub exceeded_by: u32,
    pub missing: usize,
}

/// One level of the ladder in a report, with the proof.
#[derive(Serialize, Debug)]
pub struct LevelView<'a> {
    pub level: LevelName,
    pub base: bool,
    pub here: bool,
    pub next: bool,
    pub target: bool,
    pub attained: bool,
    /// One sentence: why attained, why not.
    pub sentence: String,
    pub kpas: Vec<KpaCell<'a>>,
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
pub struct DimensionView<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub question: Option<&'a str>,
    pub level: LevelName,
    /// SVG bar on the model's level scale.
    pub bar: String,
    pub kpas: Vec<KpaCell<'a>>,
}

#[derive(Serialize, Debug)]
pub struct KpaLinkView<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub href: String,
}

#[derive(Serialize, Debug)]
pub struct GoalMention<'a> {
    pub id: &'a str,
    pub statement: &'a str,
    pub href: String,
    /// The rating and, where it matters, the date.
    pub text: String,
}

#[derive(Serialize, Debug)]
pub struct GapPhase<'a> {
    /// `To level 3 Defined`.
    pub title: String,
    pub level: LevelName,
    pub kpas: Vec<KpaBlock<'a>>,
}

#[derive(Serialize, Debug)]
pub struct AnswerGroup<'a> {
    pub level: LevelName,
    pub kpas: Vec<KpaBlock<'a>>,
}

/// A KPA in full, with its goals.
#[derive(Serialize, Debug)]
pub struct KpaBlock<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// To the KPA's page.
    pub href: String,
    pub state: &'static str,
    pub text: String,
    /// The KPA that stands in for it.
    pub superseded_by: Option<&'a str>,
    pub goals: Vec<GoalRow<'a>>,
    /// The section of the narrative that is bound to it, HTML.
    pub narrative: String,
}

#[derive(Serialize, Debug)]
pub struct GoalRow<'a> {
    pub id: &'a str,
    pub question: &'a str,
    /// `Largely`, `Not answered`, …
    pub answer: &'a str,
    pub ink: &'static str,
    /// Part of why the KPA is not met.
    pub open: bool,
    pub note: Option<&'a str>,
    pub evidence: Vec<EvidenceView<'a>>,
    /// Examples of what would show it; only where the goal is open and has no evidence.
    pub examples: &'a [String],
    /// When the answer was found, if not with the assessment.
    pub on: Option<String>,
    pub stale: bool,
    /// `None` where nothing is written or lines are hidden.
    pub line: Option<LineLink>,
}

#[derive(Serialize, Debug)]
pub struct EvidenceView<'a> {
    pub text: &'a str,
    pub href: Option<String>,
    /// `2026-04-01, Quality manager`.
    pub detail: String,
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

/// A step of the roadmap.
#[derive(Serialize, Debug)]
pub struct StepView<'a> {
    pub number: usize,
    pub id: &'a str,
    pub name: &'a str,
    /// To the KPA's place in this report.
    pub href: String,
    pub first_step: Option<&'a str>,
    pub purpose: Option<&'a str>,
    /// `S`, `M`, `L`.
    pub effort: &'static str,
    /// Planned owner, else the model's usual one.
    pub owner: Option<&'a str>,
    pub owner_planned: bool,
    pub due: Option<DateView>,
    pub overdue: bool,
    /// `open`, `started`, `blocked`, `done`.
    pub status: Option<&'static str>,
    pub issue: Option<Link>,
    pub blocked_by: Option<&'a str>,
    pub note: Option<&'a str>,
    /// Ids of earlier steps it waits for.
    pub after: Vec<&'a str>,
    /// How many goals of it are open.
    pub open_goals: usize,
    pub helpers: Vec<Helper<'a>>,
    pub line: Option<LineLink>,
}

/// A team for which a KPA is satisfied.
#[derive(Serialize, Debug)]
pub struct Helper<'a> {
    pub team: &'a str,
    /// To the KPA's place in that team's report.
    pub href: String,
}

#[derive(Serialize, Debug)]
pub struct StopsView<'a> {
    pub blockers: Vec<Blocker<'a>>,
    pub players: Vec<Player<'a>>,
    /// What the model says of the move to the next level.
    pub transition: Option<TransitionView<'a>>,
}

#[derive(Serialize, Debug)]
pub struct Blocker<'a> {
    pub kpa: KpaLinkView<'a>,
    pub reason: &'a str,
    pub owner: Option<&'a str>,
    pub line: Option<LineLink>,
}

#[derive(Serialize, Debug)]
pub struct Player<'a> {
    pub name: String,
    /// `opposes`, `neutral`, `supports`, `leads`.
    pub stance: &'static str,
    pub who: Option<&'a str>,
    pub note: Option<&'a str>,
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

#[derive(Serialize, Debug)]
pub struct HistoryRow {
    pub date: DateView,
    pub level: LevelName,
    pub status: &'static str,
    pub href: String,
    pub here: bool,
    /// In positions, since the row below.
    pub change: Option<i32>,
    pub model_changed: bool,
    pub version: String,
}

#[derive(Serialize, Debug)]
pub struct ChangeView<'a> {
    pub since: DateView,
    pub href: String,
    pub gained: Vec<KpaLinkView<'a>>,
    pub lost: Vec<KpaLinkView<'a>>,
}

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

#[derive(Serialize, Debug)]
pub struct Pager {
    pub number: usize,
    pub of: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub pages: Vec<Link>,
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

/// `model.html`
#[derive(Serialize, Debug)]
pub struct ModelView<'a> {
    pub page: PageMeta,
    pub model: ModelHead<'a>,
    pub based_on: Option<&'a str>,
    /// HTML of the general text.
    pub text: String,
    /// What the book changed, one sentence each.
    pub settings: Vec<String>,
    /// How levels are decided, one sentence each.
    pub rules: Vec<String>,
    pub scale: Vec<ScaleStep<'a>>,
    pub levels: Vec<ModelLevel<'a>>,
    pub dimensions: Vec<ModelDimension<'a>>,
    pub stages: Vec<ModelStage<'a>>,
    pub common_features: Vec<CommonFeatureView<'a>>,
    pub profiles: Vec<ProfileView<'a>>,
    pub transitions: Vec<TransitionView<'a>>,
    pub kpa_count: usize,
    pub goal_count: usize,
    /// Other versions that the book holds.
    pub versions: Vec<Link>,
    pub portfolio: Option<String>,
}

#[derive(Serialize, Debug)]
pub struct ScaleStep<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub value: String,
    pub ink: &'static str,
    pub satisfies: bool,
}

/// A position with its KPAs.
#[derive(Serialize, Debug)]
pub struct ModelLevel<'a> {
    pub level: LevelName,
    pub base: bool,
    pub focus: Option<&'a str>,
    pub description: Option<&'a str>,
    /// HTML of the section bound to it (and, at the first sub-level, to its level).
    pub text: String,
    pub kpas: Vec<ModelKpa<'a>>,
    /// By dimension, in the order of `dimensions`: text of the cell and KPAs there.
    pub cells: Vec<MatrixCell<'a>>,
    /// How many current reports stand here.
    pub teams: u32,
}

#[derive(Serialize, Debug)]
pub struct MatrixCell<'a> {
    pub text: &'a str,
    pub kpas: Vec<KpaLinkView<'a>>,
}

#[derive(Serialize, Debug)]
pub struct ModelKpa<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub href: String,
    pub purpose: Option<&'a str>,
    pub dimension: Option<&'a str>,
    pub effort: &'static str,
    pub goals: usize,
    pub not_applicable_allowed: bool,
}

#[derive(Serialize, Debug)]
pub struct ModelDimension<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub question: Option<&'a str>,
    pub description: Option<&'a str>,
    pub text: String,
}

#[derive(Serialize, Debug)]
pub struct ModelStage<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// By level as the model writes them (sub-levels together).
    pub cells: Vec<StageCell<'a>>,
}

#[derive(Serialize, Debug)]
pub struct StageCell<'a> {
    pub level: String,
    pub activities: Vec<ActivityView<'a>>,
}

#[derive(Serialize, Debug)]
pub struct ActivityView<'a> {
    pub text: &'a str,
    pub kpas: Vec<KpaLinkView<'a>>,
}

#[derive(Serialize, Debug)]
pub struct CommonFeatureView<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub question: Option<&'a str>,
}

#[derive(Serialize, Debug)]
pub struct ProfileView<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub kpas: Vec<KpaLinkView<'a>>,
}

/// `kpa.html`
#[derive(Serialize, Debug)]
pub struct KpaView<'a> {
    pub page: PageMeta,
    pub model: ModelHead<'a>,
    pub id: &'a str,
    pub name: &'a str,
    pub level: LevelName,
    pub level_href: String,
    pub dimension: Option<&'a str>,
    pub stages: Vec<&'a str>,
    pub purpose: Option<&'a str>,
    pub owner: Option<&'a str>,
    pub roles: &'a [String],
    pub effort: &'static str,
    pub weight: Option<String>,
    pub first_step: Option<&'a str>,
    pub origin: Option<&'a str>,
    pub not_applicable_allowed: bool,
    pub depends_on: Vec<Reason<'a>>,
    pub needed_by: Vec<KpaLinkView<'a>>,
    pub superseded_by: Vec<Reason<'a>>,
    pub supersedes: Vec<KpaLinkView<'a>>,
    pub references: Vec<String>,
    pub goals: Vec<GoalDefinition<'a>>,
    pub common_features: Vec<CommonFeatureView<'a>>,
    pub activities: Vec<String>,
    /// HTML of the section bound to it.
    pub text: String,
    /// How the current reports stand on it; `None` where nobody is assessed with this model.
    pub tally: Option<TallyView>,
    pub sentence: String,
    /// Teams that satisfy it, best first, and teams that need it next: a few of each, never all.
    pub satisfied: Vec<TeamMention<'a>>,
    pub missing: Vec<TeamMention<'a>>,
    /// By unit, how many satisfy it.
    pub units: Vec<UnitTally<'a>>,
    pub portfolio: Option<String>,
}

#[derive(Serialize, Debug)]
pub struct Reason<'a> {
    pub kpa: KpaLinkView<'a>,
    pub why: Option<&'a str>,
}

#[derive(Serialize, Debug)]
pub struct GoalDefinition<'a> {
    pub id: &'a str,
    pub statement: &'a str,
    pub question: Option<&'a str>,
    pub evidence: &'a [String],
    pub weight: Option<String>,
}

#[derive(Serialize, Debug)]
pub struct TallyView {
    pub satisfied: u32,
    pub unsatisfied: u32,
    pub not_rated: u32,
    pub not_applicable: u32,
}

#[derive(Serialize, Debug)]
pub struct TeamMention<'a> {
    pub team: &'a str,
    pub href: String,
    pub text: String,
}

#[derive(Serialize, Debug)]
pub struct UnitTally<'a> {
    pub name: &'a str,
    pub href: String,
    pub satisfied: u32,
    pub of: u32,
}

/// An ordinary page: `page.html`.
#[derive(Serialize, Debug)]
pub struct DocumentView {
    pub page: PageMeta,
    /// HTML.
    pub content: String,
    /// The headings of the page.
    pub outline: Vec<OutlineItem>,
    /// The book's pages, as far as they belong to this one's navigation.
    pub navigation: Vec<NavNode>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

#[derive(Serialize, Clone, Debug)]
pub struct OutlineItem {
    pub text: String,
    pub anchor: String,
    pub level: u8,
}

#[derive(Serialize, Clone, Debug)]
pub struct NavNode {
    pub title: String,
    /// `None` for a folder without an index.md.
    pub href: Option<String>,
    pub here: bool,
    pub children: Vec<NavNode>,
}

/// `404.html`, `search.html`, `redirect.html`: pages with little of their own.
#[derive(Serialize, Debug)]
pub struct PlainView {
    pub page: PageMeta,
    /// HTML, where the book gives its own text.
    pub content: String,
    /// Where a redirect leads, or the search index.
    pub target: String,
    /// The styles themselves, for the page that must work at any depth.
    pub style: String,
    /// What the Content-Security-Policy calls them: `sha256-…`.
    pub style_hash: String,
}

/// `print.html`: the portfolio of each model in short, and the ordinary pages one after the other.
#[derive(Serialize, Debug)]
pub struct PrintView<'a> {
    pub page: PageMeta,
    pub portfolios: Vec<PrintPortfolio<'a>>,
    pub chapters: Vec<PrintChapter>,
}

#[derive(Serialize, Debug)]
pub struct PrintPortfolio<'a> {
    pub model: ModelHead<'a>,
    pub sentence: String,
    pub rows: Vec<TeamRow<'a>>,
    /// How many teams are not listed.
    pub more: usize,
}

#[derive(Serialize, Debug)]
pub struct PrintChapter {
    pub title: String,
    pub content: String,
}

/// `feed.xml`
#[derive(Serialize, Debug)]
pub struct FeedView {
    pub title: String,
    pub id: String,
    pub home: String,
    pub own: String,
    /// RFC 3339.
    pub updated: String,
    pub entries: Vec<FeedEntry>,
}

#[derive(Serialize, Debug)]
pub struct FeedEntry {
    pub id: String,
    pub title: String,
    pub summary: String,
    pub href: String,
    pub updated: String,
    pub author: String,
}

/// `sitemap.xml`
#[derive(Serialize, Debug)]
pub struct SitemapView {
    pub addresses: Vec<String>,
}
