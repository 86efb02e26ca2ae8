//! The report of a team.

use serde::Serialize;

use super::{
    AnswerGroup, DateView, GapPhase, KpaCell, KpaLinkView, KpaMark, LevelName, LineLink, Link,
    ModelHead, PageMeta, SourceLink, TransitionView, VerdictLine,
};

/// The report of one assessment: `report.html`.
#[derive(Serialize, Debug)]
pub struct ReportView<'a> {
    pub page: PageMeta,
    /// Whom the report is about.
    pub team: TeamHead<'a>,
    /// One line per model the team has, this one marked.
    pub verdicts: Vec<VerdictLine>,
    /// `None` where the team has no assessment yet.
    pub report: Option<ReportBody<'a>>,
    /// The team's own text, HTML.
    pub about: String,
}

/// A team by name.
#[derive(Serialize, Debug)]
pub struct TeamHead<'a> {
    /// The name of its file or folder.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// To its page.
    pub href: String,
    /// Who answers for it.
    pub owner: Option<&'a str>,
    /// `team` or `vendor`.
    pub kind: &'static str,
    /// `Brambling Warehouse Suite 11.2`.
    pub product: Option<String>,
    /// From the largest to the smallest, each with its label and page.
    pub units: Vec<UnitLink<'a>>,
}

/// A unit by name.
#[derive(Serialize, Debug)]
pub struct UnitLink<'a> {
    /// What such a unit is called in this book, such as `Division`.
    pub label: Option<&'a str>,
    /// Its name.
    pub name: &'a str,
    /// To its page; empty where it has none.
    pub href: String,
}

/// A report.
#[derive(Serialize, Debug)]
pub struct ReportBody<'a> {
    /// The model that it was made with.
    pub model: ModelHead<'a>,
    /// ISO and in words.
    pub date: DateView,
    /// When the team should be assessed again.
    pub due: DateView,
    /// Who assessed.
    pub assessor: Option<&'a str>,
    /// `self-assessed`, `peer-assessed`, `externally assessed`.
    pub method: Option<&'a str>,
    /// The name of the model's profile that decides which KPAs count.
    pub profile: Option<&'a str>,
    /// Not the latest of its team and model; `newest` leads to that.
    pub older: bool,
    /// To the latest report of the same team and model.
    pub newest: Option<Link>,
    /// Where the team stands.
    pub level: LevelName,
    /// `unrated`, `provisional`, `rated`.
    pub status: &'static str,
    /// The same in words.
    pub status_text: &'a str,
    /// The optimistic end of the range, where it differs from the level.
    pub up_to: Option<LevelName>,
    /// Independent models: the level by R6, where it differs.
    pub staged_equivalent: Option<LevelName>,
    /// It should have been assessed again.
    pub stale: bool,
    /// How many applicable questions have an answer.
    pub answered: u32,
    /// How many questions apply.
    pub applicable: u32,
    /// The way to the next level; nothing at the top.
    pub next: Option<NextView>,
    /// The team's target, if it has one.
    pub target: Option<TargetView>,
    /// The verdicts in words.
    pub sentences: Sentences,
    /// SVG.
    pub stairs: String,
    /// For each level from the base, with what decides it.
    pub levels: Vec<LevelView<'a>>,
    /// How the team stands in each dimension.
    pub dimensions: Vec<DimensionView<'a>>,
    /// SVG; empty with fewer than two dimensions.
    pub profile_chart: String,
    /// KPAs above the next level that are satisfied already.
    pub ahead: Vec<KpaLinkView<'a>>,
    /// KPAs below the level that were skipped.
    pub debt: Vec<KpaLinkView<'a>>,
    /// Goals that are met, but not with the highest rating.
    pub strengthen: Vec<GoalMention<'a>>,
    /// Answers that were found too long ago.
    pub stale_answers: Vec<GoalMention<'a>>,
    /// The unmet KPAs, in phases: to the next level first, then to the target.
    pub gaps: Vec<GapPhase<'a>>,
    /// All other KPAs with their goals, by level: each goal of the model is shown in full once.
    pub answers: Vec<AnswerGroup<'a>>,
    /// The steps to the next level, in the order in which they are best done.
    pub roadmap: Vec<StepView<'a>>,
    /// SVG; empty with fewer than two steps.
    pub roadmap_chart: String,
    /// The KPAs of least effort that give the next level.
    pub way: Option<WayView<'a>>,
    /// The KPAs of least effort that give the target; `None` where it is complete.
    pub way_to_target: Option<WayView<'a>>,
    /// What to do besides the roadmap, one sentence each.
    pub actions: Vec<String>,
    /// What stops the team.
    pub stops: StopsView<'a>,
    /// General text of the assessment, HTML.
    pub narrative: String,
    /// Older and newer reports of the same model, latest first, this one included.
    pub history: Vec<HistoryRow<'a>>,
    /// SVG; empty with fewer than two dates.
    pub history_chart: String,
    /// What changed since the report before; nothing for the first one.
    pub change: Option<ChangeView<'a>>,
    /// Key and value, for plain display.
    pub appraisal: Vec<(String, String)>,
    /// The assessment's file; lines in the tables count in it. `None` where source links are hidden.
    pub file: Option<SourceLink>,
    /// To the report's data.
    pub json: Option<String>,
    /// To the badge of the current report.
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

/// The way to the next level.
#[derive(Serialize, Debug)]
pub struct NextView {
    /// The next level.
    pub level: LevelName,
    /// The level that is reached when it is done, which may be a higher one.
    pub leads_to: LevelName,
    /// Percent.
    pub progress: Option<u8>,
    /// How many of its KPAs are satisfied.
    pub met: usize,
    /// How many KPAs it has.
    pub of: usize,
}

/// A team's target.
#[derive(Serialize, Debug)]
pub struct TargetView {
    /// The level to reach.
    pub level: LevelName,
    /// The team has it.
    pub reached: bool,
    /// By how many positions the team is above it.
    pub exceeded_by: u32,
    /// How many KPAs are missing.
    pub missing: usize,
}

/// One level of the ladder in a report, with the proof.
#[derive(Serialize, Debug)]
pub struct LevelView<'a> {
    /// The level.
    pub level: LevelName,
    /// The first level, which everybody has.
    pub base: bool,
    /// The team stands here.
    pub here: bool,
    /// The team's next level.
    pub next: bool,
    /// The team's target.
    pub target: bool,
    /// The team has it.
    pub attained: bool,
    /// One sentence: why attained, why not.
    pub sentence: String,
    /// The KPAs that decide it, as marks.
    pub kpas: Vec<KpaCell<'a>>,
}

/// How a team stands in one dimension of the model.
#[derive(Serialize, Debug)]
pub struct DimensionView<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What the dimension asks.
    pub question: Option<&'a str>,
    /// The level by the KPAs of this dimension alone.
    pub level: LevelName,
    /// Its KPAs as marks.
    pub kpas: Vec<KpaMark<'a>>,
}

/// A goal that is spoken of.
#[derive(Serialize, Debug)]
pub struct GoalMention<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// What holds when it is met.
    pub statement: &'a str,
    /// To its answer in this report.
    pub href: String,
    /// The rating and, where it matters, the date.
    pub text: String,
}

/// A step of the roadmap.
#[derive(Serialize, Debug)]
pub struct StepView<'a> {
    /// Its place, from 1.
    pub number: usize,
    /// The KPA's id.
    pub id: &'a str,
    /// The KPA's name.
    pub name: &'a str,
    /// To the KPA's place in this report.
    pub href: String,
    /// What to do first, in one sentence.
    pub first_step: Option<&'a str>,
    /// What the KPA is for, in one sentence.
    pub purpose: Option<&'a str>,
    /// `S`, `M`, `L`.
    pub effort: &'static str,
    /// `small`, `medium`, `large`.
    pub effort_text: &'a str,
    /// Planned owner, else the model's usual one.
    pub owner: Option<&'a str>,
    /// When the team wants it done.
    pub due: Option<DateView>,
    /// That day has passed at the date of the report.
    pub overdue: bool,
    /// `open`, `started`, `blocked`, `done`.
    pub status: Option<&'static str>,
    /// The same in words.
    pub status_text: Option<&'a str>,
    /// Where the work is tracked.
    pub issue: Option<Link>,
    /// What blocks it.
    pub blocked_by: Option<&'a str>,
    /// What the team wrote beside the plan.
    pub note: Option<&'a str>,
    /// How many goals of it are open.
    pub open_goals: usize,
    /// What the report says once this step and all before it are done: `71% of level 3`, `level 3, Defined`,
    /// `level 2, Repeatable, and 71% of level 3`.
    pub then: String,
    /// The same as a clause: `then 71% of level 3`.
    pub then_text: String,
    /// What it says once this step alone is done, `by itself 64% of level 3`; nothing where it is the same.
    pub alone_text: Option<String>,
    /// Effort, owner, open goals and what it waits for: `large effort · Test lead (usual owner) · one open goal`.
    pub facts: String,
    /// `due 1 October 2026`.
    pub due_text: Option<String>,
    /// Ids of earlier steps it waits for.
    pub after: Vec<&'a str>,
    /// Teams that can help, a few of them.
    pub helpers: Vec<Helper<'a>>,
    /// Where the plan is written.
    pub line: Option<LineLink>,
}

/// The shortest way to a level.
#[derive(Serialize, Debug)]
pub struct WayView<'a> {
    /// The id of the level that it leads to.
    pub level: &'a str,
    /// One or two sentences: goals, KPAs and effort, what is done instead of what.
    pub text: String,
    /// In the order in which they are done; empty where the way is the plan.
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
    /// The KPA.
    pub kpa: KpaLinkView<'a>,
    /// `S`, `M`, `L`.
    pub effort: &'static str,
    /// It is not part of the plan, and done instead of a KPA that is.
    pub instead: bool,
    /// The goals to raise.
    pub goals: Vec<WayGoal<'a>>,
}

/// A goal on the way to a level.
#[derive(Serialize, Debug)]
pub struct WayGoal<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// What is asked.
    pub question: &'a str,
    /// To the goal's place in this report.
    pub href: String,
}

/// A team for which a KPA is satisfied.
#[derive(Serialize, Debug)]
pub struct Helper<'a> {
    /// Its name.
    pub team: &'a str,
    /// To the KPA's place in that team's report.
    pub href: String,
    /// `two pieces of evidence`, `one piece of evidence, stale`; empty where there is nothing to say.
    pub text: String,
}

/// What stops a team.
#[derive(Serialize, Debug)]
pub struct StopsView<'a> {
    /// What blocks single KPAs.
    pub blockers: Vec<Blocker<'a>>,
    /// Whose stance matters.
    pub players: Vec<Player<'a>>,
    /// What the model says of the move to the next level.
    pub transition: Option<TransitionView<'a>>,
}

/// A KPA whose plan is blocked.
#[derive(Serialize, Debug)]
pub struct Blocker<'a> {
    /// The KPA.
    pub kpa: KpaLinkView<'a>,
    /// What blocks it.
    pub reason: &'a str,
    /// Who owns the plan.
    pub owner: Option<&'a str>,
    /// Where that is written.
    pub line: Option<LineLink>,
}

/// Somebody whose stance matters.
#[derive(Serialize, Debug)]
pub struct Player<'a> {
    /// The role: `Management`.
    pub name: String,
    /// `opposes`, `neutral`, `supports`, `leads`.
    pub stance: &'static str,
    /// The same in words.
    pub stance_text: &'a str,
    /// The person or office.
    pub who: Option<&'a str>,
    /// What the team wrote beside it.
    pub note: Option<&'a str>,
}

/// A report in the list of all reports of the same team and model.
#[derive(Serialize, Debug)]
pub struct HistoryRow<'a> {
    /// Of the assessment.
    pub date: DateView,
    /// The level then.
    pub level: LevelName,
    /// `unrated`, `provisional` or `rated`.
    pub status: &'static str,
    /// The same in words.
    pub status_text: &'a str,
    /// To that report.
    pub href: String,
    /// It is the report of this page.
    pub here: bool,
    /// In positions, since the row below.
    pub change: Option<i32>,
    /// The model has another version than in the row below.
    pub model_changed: bool,
    /// Of the model.
    pub version: String,
}

/// What changed since the report before.
#[derive(Serialize, Debug)]
pub struct ChangeView<'a> {
    /// The date of the report before.
    pub since: DateView,
    /// To the report before.
    pub href: String,
    /// The KPAs that are satisfied now and were not.
    pub gained: Vec<KpaLinkView<'a>>,
    /// The KPAs that were satisfied and are not now.
    pub lost: Vec<KpaLinkView<'a>>,
}
