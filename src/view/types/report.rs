//! The report of a team.

use serde::Serialize;

use super::{
    AnswerGroup, DateView, GapPhase, KpaCell, KpaLinkView, LevelName, LineLink, Link, ModelHead,
    PageMeta, SourceLink, TransitionView, VerdictLine,
};

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
pub struct ReportBody<'a> {
    pub model: ModelHead<'a>,
    /// ISO and in words.
    pub date: DateView,
    pub due: DateView,
    pub assessor: Option<&'a str>,
    /// `self-assessed`, `peer-assessed`, `externally assessed`.
    pub method: Option<&'a str>,
    pub profile: Option<&'a str>,
    /// Not the latest of its team and model; `newest` leads to that.
    pub older: bool,
    pub newest: Option<Link>,
    pub level: LevelName,
    /// `unrated`, `provisional`, `rated`.
    pub status: &'static str,
    /// The same in words.
    pub status_text: &'a str,
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
    /// SVG; empty with fewer than two dimensions.
    pub profile_chart: String,
    pub ahead: Vec<KpaLinkView<'a>>,
    pub debt: Vec<KpaLinkView<'a>>,
    pub strengthen: Vec<GoalMention<'a>>,
    pub stale_answers: Vec<GoalMention<'a>>,
    /// The unmet KPAs, in phases: to the next level first, then to the target.
    pub gaps: Vec<GapPhase<'a>>,
    /// All other KPAs with their goals, by level: each goal of the model is shown in full once.
    pub answers: Vec<AnswerGroup<'a>>,
    pub roadmap: Vec<StepView<'a>>,
    /// SVG; empty with fewer than two steps.
    pub roadmap_chart: String,
    /// The KPAs of least effort that give the next level.
    pub way: Option<WayView<'a>>,
    /// The KPAs of least effort that give the target; `None` where it is complete.
    pub way_to_target: Option<WayView<'a>>,
    /// What to do besides the roadmap, one sentence each.
    pub actions: Vec<String>,
    pub stops: StopsView<'a>,
    /// General text of the assessment, HTML.
    pub narrative: String,
    /// Older and newer reports of the same model, latest first, this one included.
    pub history: Vec<HistoryRow<'a>>,
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

#[derive(Serialize, Debug)]
pub struct DimensionView<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub question: Option<&'a str>,
    pub level: LevelName,
    pub kpas: Vec<KpaCell<'a>>,
}

#[derive(Serialize, Debug)]
pub struct GoalMention<'a> {
    pub id: &'a str,
    pub statement: &'a str,
    pub href: String,
    /// The rating and, where it matters, the date.
    pub text: String,
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
    /// `small`, `medium`, `large`.
    pub effort_text: &'a str,
    /// Planned owner, else the model's usual one.
    pub owner: Option<&'a str>,
    pub owner_planned: bool,
    pub due: Option<DateView>,
    pub overdue: bool,
    /// `open`, `started`, `blocked`, `done`.
    pub status: Option<&'static str>,
    /// The same in words.
    pub status_text: Option<&'a str>,
    pub issue: Option<Link>,
    pub blocked_by: Option<&'a str>,
    pub note: Option<&'a str>,
    /// Ids of earlier steps it waits for.
    pub after: Vec<&'a str>,
    /// How many goals of it are open.
    pub open_goals: usize,
    /// The report once this step and all before it are done.
    pub then: EffectView,
    /// The report once this step alone is done.
    pub alone: EffectView,
    pub helpers: Vec<Helper<'a>>,
    pub line: Option<LineLink>,
}

/// What a report would be if some steps were done.
#[derive(Serialize, Debug)]
pub struct EffectView {
    pub level: LevelName,
    /// Percent of what is the next level now; 100 once it is reached.
    pub progress: Option<u8>,
    /// `71% of level 3`, `level 3, Defined`, `level 2, Repeatable, and 71% of level 3`.
    pub text: String,
}

/// The shortest way to a level.
#[derive(Serialize, Debug)]
pub struct WayView<'a> {
    pub level: LevelName,
    /// One or two sentences: goals, KPAs and effort, what is done instead of what.
    pub text: String,
    /// In the order in which they are done.
    pub kpas: Vec<WayKpa<'a>>,
    /// How many goals are to be raised.
    pub goals: usize,
    /// Effort points.
    pub effort: u32,
    /// No way is shorter; `false` where there was too much to choose from.
    pub exact: bool,
    /// It takes other KPAs than the plan: the roadmap, or the gap to the target.
    pub other: bool,
}

/// A KPA of the shortest way.
#[derive(Serialize, Debug)]
pub struct WayKpa<'a> {
    pub kpa: KpaLinkView<'a>,
    /// `S`, `M`, `L`.
    pub effort: &'static str,
    /// It is not part of the plan, and done instead of a KPA that is.
    pub instead: bool,
    /// The goals to raise.
    pub goals: Vec<WayGoal<'a>>,
}

#[derive(Serialize, Debug)]
pub struct WayGoal<'a> {
    pub id: &'a str,
    pub question: &'a str,
    /// To the goal's place in this report.
    pub href: String,
}

/// A team for which a KPA is satisfied.
#[derive(Serialize, Debug)]
pub struct Helper<'a> {
    pub team: &'a str,
    /// To the KPA's place in that team's report.
    pub href: String,
    /// The smallest unit it lies in.
    pub unit: Option<&'a str>,
    /// How many units, from the largest, it has in common with this team.
    pub near: usize,
    /// Pieces of evidence it gives for the KPA.
    pub evidence: usize,
    /// Its report is stale.
    pub stale: bool,
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
    /// The same in words.
    pub stance_text: &'a str,
    pub who: Option<&'a str>,
    pub note: Option<&'a str>,
}

#[derive(Serialize, Debug)]
pub struct HistoryRow<'a> {
    pub date: DateView,
    pub level: LevelName,
    pub status: &'static str,
    /// The same in words.
    pub status_text: &'a str,
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
