//! What a comparison says, as plain data: the schema `levelbook.diff/1`. Every format is made of it
//! and of nothing else. Lists are sorted, nothing depends on the clock, and names stand beside ids, so
//! that a reader needs no book. Adding fields is compatible; renaming or removing one makes `/2`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::config::GateId;

/// The name of the format.
pub const SCHEMA: &str = "levelbook.diff/1";

/// A comparison of two states of a book.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Diff {
    /// Always `levelbook.diff/1`.
    pub schema: String,
    /// The day both sides were evaluated for.
    pub date: String,
    /// The title of the book, as head has it.
    pub title: String,
    pub base: End,
    pub head: End,
    /// Where the repository is on the web, without a slash at its end.
    pub repository_url: Option<String>,
    /// Where the published site is, with a slash at its end.
    pub site_url: Option<String>,
    /// The folder of the book in its repository, with a slash at its end, or empty.
    pub prefix: String,
    pub summary: Summary,
    /// The models that are not the same on both sides, by id.
    pub models: Vec<ModelChange>,
    /// The ladders of levels of all models that `teams` names, as head has them, by id.
    pub ladders: Vec<Ladder>,
    /// Settings of `[maturity]` that scores depend on and that differ.
    pub settings: Vec<Field>,
    /// The teams that changed, by id. A team whose level or status changed through the model alone is
    /// among them; one that only got gaps by it is counted in `models` and `summary`.
    pub teams: Vec<TeamChange>,
    /// Units that exist on one side only, by path.
    pub units: Vec<UnitChange>,
    /// What becomes stale within 30 days of `date`, by date, team and model.
    pub soon_stale: Vec<SoonStale>,
    /// Every gate that is watched, in the order of the words of `--fail-on`.
    pub gates: Vec<Gate>,
    /// Findings that were accepted in book.toml of the base.
    pub accepted: Vec<Accepted>,
    /// Problems of head that base does not have, in the order of `check`.
    pub diagnostics: Vec<Problem>,
    /// 0 where no gate tripped, else 1.
    pub exit_code: u8,
}

impl Diff {
    /// Whether nothing at all differs.
    pub fn is_empty(&self) -> bool {
        self.teams.is_empty()
            && self.models.is_empty()
            && self.settings.is_empty()
            && self.units.is_empty()
            && self.diagnostics.is_empty()
    }
}

/// One side of a comparison.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct End {
    pub kind: EndKind,
    /// As it was asked for: `main`, `HEAD~1`, `working tree`, `2026-01-01`, a path.
    pub name: String,
    /// The commit, in full.
    pub rev: Option<String>,
    /// How many errors the content has on this side: what it says may be incomplete then.
    pub errors: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EndKind {
    Revision,
    WorkingTree,
    Folder,
    /// A saved export, which has levels and ratings, but no notes, evidence, plans or texts.
    Export,
}

/// What a reader wants to know first.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Summary {
    /// Teams and models with a current report on both sides whose level rose, fell, stayed.
    pub up: u32,
    pub down: u32,
    pub same: u32,
    /// Teams of head.
    pub teams: u32,
    pub teams_added: u32,
    pub teams_removed: u32,
    pub gaps_opened: u32,
    pub gaps_closed: u32,
    /// A model that is in use, or the settings that scores depend on, changed.
    pub model_changed: bool,
    /// Of the unchanged answers, how many teams the models' changes gave a new gap.
    pub gaps_by_model: u32,
}

/// Whether something is new, gone, or different.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Added,
    Removed,
    Modified,
    /// A team whose id is another one now, as `formerly` says.
    Renamed,
}

/// A text as it was and as it is; `null` where there was or is none.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    pub base: Option<String>,
    pub head: Option<String>,
}

/// A model and its levels, from the lowest.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    pub model: String,
    pub name: String,
    pub levels: Vec<Rung>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    pub id: String,
    pub name: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ModelChange {
    pub id: String,
    pub name: String,
    pub change: Kind,
    /// The versions.
    pub base: Option<String>,
    pub head: Option<String>,
    /// The file, as head has it; `null` for a built-in model.
    pub file: Option<String>,
    /// What is different, in the order of the model.
    pub items: Vec<ModelItem>,
    /// Teams with a current report of this model.
    pub teams: u32,
    /// Of these, with unchanged answers: whose level the model changed, and who got a new gap by it.
    pub level_changed: u32,
    pub gap_opened: u32,
}

/// One difference between two versions of a model.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ModelItem {
    /// `model`, `level`, `kpa`, `goal`, `scale` or `setting`.
    pub what: String,
    /// Of the level, KPA, goal or step; the name of the setting.
    pub id: String,
    /// The name or statement.
    pub name: String,
    pub change: Kind,
    /// The key that differs, such as `weight` or `level`; `null` for what was added or removed as a
    /// whole.
    pub field: Option<String>,
    pub base: Option<String>,
    pub head: Option<String>,
    /// In the file of the model, of head; of base for what was removed.
    pub line: Option<u32>,
    /// Of the teams with unchanged answers: who is unsatisfied here now and was not.
    pub gaps: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct UnitChange {
    pub path: Vec<String>,
    pub change: Kind,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TeamChange {
    pub id: String,
    pub name: String,
    pub change: Kind,
    /// The id that it had, for a renamed team.
    pub formerly: Option<String>,
    /// For a team that was removed or added: the added or removed team with the same answers, which
    /// may be the same team under another id.
    pub twin: Option<String>,
    /// The file that introduces the team; of base for a removed one.
    pub file: String,
    /// The page of the team in the site, as in `teams/payments.html`.
    pub page: Option<String>,
    /// Who owns its files, by CODEOWNERS of the base.
    pub owners: Vec<String>,
    /// What differs of the team itself: `name`, `unit`, `owner`, `kind`, `target`.
    pub fields: Vec<Field>,
    /// Texts alone changed, besides everything that is told.
    pub prose: bool,
    /// Older assessments that were added, removed or changed.
    pub older: u32,
    /// By model id.
    pub reports: Vec<ReportChange>,
}

/// A value that differs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub name: String,
    pub base: Option<String>,
    pub head: Option<String>,
}

/// The current reports of a team by one model.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ReportChange {
    pub model: String,
    /// The versions of the model.
    pub version: Pair,
    pub change: Kind,
    /// The file of the assessment: of head, of base where there is none in head.
    pub file: String,
    /// The file in base, where it is another one.
    pub base_file: Option<String>,
    /// The dates of the assessments.
    pub dates: Pair,
    pub level: LevelChange,
    /// `rated`, `provisional` or `unrated`.
    pub status: Pair,
    /// Toward the next level, in percent.
    pub progress: Progress,
    /// The id of the target, and whether it counts as reached.
    pub target: Pair,
    pub target_reached: Flags,
    /// The KPA that keeps the team from the next level now: the first unmet one of the roadmap.
    pub blocked_by: Option<Blocker>,
    /// KPAs whose rating changed, in the order of the model.
    pub kpas: Vec<KpaChange>,
    /// Goals whose rating changed, in the order of the model; an answer to a KPA is told for each of
    /// its goals.
    pub answers: Vec<AnswerChange>,
    pub gaps: Gaps,
    pub roadmap: Roadmap,
    pub evidence: EvidenceChange,
    /// Goals or KPAs whose note changed, as they are written.
    pub notes: Vec<NoteChange>,
    pub plan: Vec<PlanChange>,
    pub buy_in: Vec<StanceChange>,
    /// Goals whose answer is stale in head and was not in base.
    pub stale: Vec<GoalRef>,
    /// The report as a whole is stale.
    pub report_stale: Flags,
    /// Text of the assessment changed.
    pub prose: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LevelChange {
    /// The ids of the levels.
    pub base: Option<String>,
    pub head: Option<String>,
    pub base_name: Option<String>,
    pub head_name: Option<String>,
    /// In positions of head's model; `null` where one side has no report, or base's level has no
    /// successor.
    pub steps: Option<i32>,
    /// Of `steps`, what the changed answers did, and what the changed model did.
    pub due_to_answers: Option<i32>,
    pub due_to_model: Option<i32>,
    /// The KPAs by which the level is another one now: newly satisfied where it rose, not satisfied
    /// any more where it fell.
    pub decided_by: Vec<String>,
}

#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    pub base: Option<u8>,
    pub head: Option<u8>,
}

#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flags {
    pub base: bool,
    pub head: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blocker {
    pub kpa: String,
    pub name: String,
    /// Of its applicable goals.
    pub satisfied: u32,
    pub goals: u32,
}

/// The rating of a KPA: `satisfied`, `unsatisfied`, `not-rated` or `not-applicable`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct KpaChange {
    pub id: String,
    pub name: String,
    pub base: Option<String>,
    pub head: Option<String>,
    /// The level that asks for it.
    pub level: String,
    /// The goals that decide it: those whose satisfaction changed.
    pub goals: Vec<String>,
    /// The model changed it: with the answers of base, head's model says what head says.
    pub by_model: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AnswerChange {
    /// The goal.
    pub id: String,
    pub kpa: String,
    pub statement: String,
    /// Ids of the scale, `n/a` or `unknown`; `null` where there is no answer.
    pub base: Option<String>,
    pub head: Option<String>,
    pub direction: Direction,
    /// Where the answer stands, in the file of its side.
    pub line: Option<u32>,
    pub base_line: Option<u32>,
    /// The note is another one than before.
    pub note_changed: bool,
    /// The answer of head names evidence.
    pub has_evidence: bool,
    /// The answer is stale in head.
    pub stale: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// A higher step, or the first answer.
    Up,
    Down,
    /// The same value in another word, or it applies again.
    Level,
    /// It was answered and is not any more.
    Removed,
    /// It does not apply any more.
    NotApplicable,
}

/// A gap is a goal that applies and is not satisfied, at whatever level. Goals that one side's model
/// does not have are opened where head does not satisfy them, and never closed.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gaps {
    pub opened: Vec<GoalRef>,
    pub closed: Vec<GoalRef>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GoalRef {
    pub id: String,
    pub kpa: String,
    pub statement: String,
    /// Where it is answered in head, if it is.
    pub line: Option<u32>,
}

/// The roadmap to the next level, by ids of KPAs.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Roadmap {
    /// The level it leads to.
    pub base: Option<String>,
    pub head: Option<String>,
    pub entered: Vec<String>,
    pub left: Vec<String>,
    /// On both sides, in another order among those on both.
    pub moved: Vec<String>,
}

#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceChange {
    pub added: Vec<EvidenceRef>,
    pub removed: Vec<EvidenceRef>,
    /// The same reference with another title, date or name.
    pub changed: Vec<EvidenceRef>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EvidenceRef {
    /// The goal or KPA whose answer it belongs to, as it is written.
    pub answer: String,
    /// The address, the path of the file in the book, or the text.
    #[serde(rename = "ref")]
    pub reference: String,
    /// In the file of head; of base for what was removed.
    pub line: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NoteChange {
    pub answer: String,
    pub base: Option<String>,
    pub head: Option<String>,
    pub line: Option<u32>,
    pub base_line: Option<u32>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PlanChange {
    pub kpa: String,
    pub name: String,
    pub change: Kind,
    /// Of what was modified: `owner`, `due`, `status`, `issue`, `blocked-by`, `note`.
    pub fields: Vec<Field>,
    pub line: Option<u32>,
    pub base_line: Option<u32>,
}

/// The stance of a player: `opposes`, `neutral`, `supports` or `leads`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StanceChange {
    pub player: String,
    pub base: Option<String>,
    pub head: Option<String>,
    pub line: Option<u32>,
    pub base_line: Option<u32>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SoonStale {
    pub team: String,
    pub name: String,
    pub model: String,
    /// The first day on which the report is stale.
    pub on: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    Fail,
    Warn,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Gate {
    pub id: GateId,
    pub mode: Mode,
    /// Findings that were not accepted. `hits` counts them all; `findings` may hold fewer.
    pub hits: u32,
    /// It fails, and has hits.
    pub tripped: bool,
    /// In the order of teams and answers, at most 1,000.
    pub findings: Vec<Finding>,
}

/// Why a gate was hit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Finding {
    pub team: Option<String>,
    pub team_name: Option<String>,
    pub model: Option<String>,
    pub kpa: Option<String>,
    pub goal: Option<String>,
    /// One sentence without a full stop; names, ids and words of the content stand in backquotes.
    pub message: String,
    /// The file and line where it shows: in head, or in base where `in_base` says so.
    pub file: Option<String>,
    pub line: Option<u32>,
    pub in_base: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Accepted {
    pub team: String,
    pub kpa: Option<String>,
    pub gate: Option<GateId>,
    pub reason: String,
    /// The last day.
    pub until: Option<String>,
    /// How many findings it covers; 0 tells that it can go.
    pub hits: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Problem {
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    pub message: String,
    pub file: Option<String>,
    pub line: Option<u32>,
    pub column: Option<u32>,
    pub help: Vec<String>,
}
