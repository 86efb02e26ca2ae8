use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::assessment::{Assessment, Team};
use crate::model::{DimensionIx, GoalIx, KpaIx, MaturityModel, PositionIx, Target};

/// Whether a goal or a KPA holds (R2, R3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Satisfaction {
    Satisfied,
    Unsatisfied,
    NotRated,
    NotApplicable,
}

/// An exact share from 0 to 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    pub numerator: u64,
    /// Never 0.
    pub denominator: u64,
}

/// What the score stage says of one assessment. It depends on answers, model, target and the set
/// of expired answers only; marks of staleness are added by the evaluation.
#[derive(Clone, PartialEq, Debug)]
pub struct Scorecard {
    /// By goal.
    pub goals: Vec<GoalScore>,
    /// By KPA.
    pub kpas: Vec<KpaScore>,
    /// The headline (R6, R8).
    pub level: PositionIx,
    /// The level with every not-rated KPA taken as satisfied (R10); the range starts at `level`.
    pub optimistic: PositionIx,
    pub status: Status,
    /// The level by R6, supersession ignored; equal to `level` in staged models.
    pub staged_equivalent: PositionIx,
    /// By dimension (R20).
    pub dimensions: Vec<PositionIx>,
    /// Goals in scope and applicable that have a rating other than unknown.
    pub answered: u32,
    /// Goals in scope and applicable.
    pub applicable: u32,
    pub next: Option<NextLevel>,
    pub target: Option<TargetGap>,
    /// Satisfied KPAs above the level (not N/A), in model order.
    pub ahead: Vec<KpaIx>,
    /// KPAs below the headline that are not met (R9; independent only), in model order.
    pub debt: Vec<KpaIx>,
    /// Goals satisfied below the highest step (R2), in model order.
    pub strengthen: Vec<GoalIx>,
    /// For each position above the base, in order.
    pub proof: Vec<LevelProof>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GoalScore {
    pub satisfaction: Satisfaction,
    /// In millionths; `None` where not rated or not applicable.
    pub value: Option<u64>,
    /// The answer had expired and counts as not given (R16, policy `expire`).
    pub expired: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KpaScore {
    pub satisfaction: Satisfaction,
    /// R4; `None` where no goal is applicable.
    pub score: Option<Share>,
    /// In the assessment's profile; a KPA out of scope is not applicable without a reason (R7).
    pub in_scope: bool,
    /// Satisfied, N/A, or, in independent models, superseded by a satisfied KPA (R8).
    pub met: bool,
    /// The satisfied KPA that supersedes it (the first in the model's order of alternatives), where
    /// it is not itself satisfied or N/A; independent models only.
    pub superseded_by: Option<KpaIx>,
}

/// R10.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Unrated,
    Provisional,
    Rated,
}

/// R11, R12, R15.
#[derive(Clone, PartialEq, Debug)]
pub struct NextLevel {
    pub position: PositionIx,
    /// The level that completing the roadmap gives.
    pub leads_to: PositionIx,
    /// The unmet KPAs of the next level (independent: with their unmet prerequisites) in R12's order.
    pub roadmap: Vec<KpaIx>,
    /// Percent, rounded down; `None` where no KPA is applicable.
    pub progress: Option<u8>,
}

/// R13.
#[derive(Clone, PartialEq, Debug)]
pub struct TargetGap {
    pub target: Target,
    /// By how many positions the level lies above the target; 0 at or below it.
    pub exceeded_by: u32,
    /// By position, rising; inside each in R12's order. Empty where the target is reached.
    pub gap: Vec<(PositionIx, Vec<KpaIx>)>,
}

/// Which KPAs decide whether a level is attained, and by which goals.
#[derive(Clone, PartialEq, Debug)]
pub struct LevelProof {
    pub position: PositionIx,
    /// Attained, as R6 or R8 says.
    pub attained: bool,
    /// The position's own KPAs all met.
    pub own_met: bool,
    /// All KPAs are N/A: it neither blocks nor becomes the headline (R7).
    pub empty: bool,
    /// The first unattained lower position that keeps this one from counting (staged only).
    pub blocked_by: Option<PositionIx>,
    /// Where attained: the KPAs of the position (independent: with their prerequisites), each with
    /// all its goals. Where not: the unmet KPAs alone, each with the goals that decide it.
    pub deciding: Vec<KpaProof>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct KpaProof {
    pub kpa: KpaIx,
    pub satisfaction: Satisfaction,
    /// The goals that make it so: for an unsatisfied KPA its unsatisfied goals, for a not-rated one
    /// the not-rated goals, else all.
    pub goals: Vec<GoalIx>,
}

/// What of `[maturity]` the evaluation depends on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// The book's default model id.
    pub default_model: Option<String>,
    /// The book's default target, for the default model.
    pub target: Option<String>,
    /// Days; a model's own setting wins.
    pub max_age_days: u32,
    pub stale: StalePolicy,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StalePolicy {
    Flag,
    Expire,
}

/// All reports of a book, set in relation to each other. Lists of indices point into `reports`
/// and `teams`.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The day the book is evaluated for.
    pub date: Date,
    /// By team id, model id, model version, date.
    pub reports: Vec<Report>,
    /// By id.
    pub teams: Vec<TeamStanding>,
    /// One per model id that has a current report, the default model first, then by id.
    pub portfolios: Vec<Portfolio>,
    /// Assessments left out because they are dated after an explicit date.
    pub left_out: u32,
}

/// Index into [`Evaluation::reports`].
pub type ReportIx = usize;
/// Index into [`Evaluation::teams`].
pub type TeamIx = usize;

#[derive(Clone, Debug)]
pub struct TeamStanding {
    pub team: Arc<Team>,
    /// The current report of each model; the main one first (the book's default model if the team
    /// has it, else the first id), then by model id.
    pub current: Vec<ReportIx>,
}

/// One assessment, scored and placed in its history.
#[derive(Clone, Debug)]
pub struct Report {
    pub team: TeamIx,
    pub assessment: Arc<Assessment>,
    pub card: Arc<Scorecard>,
    /// The latest of its team and model.
    pub current: bool,
    /// The report of the same team and model before this one.
    pub previous: Option<ReportIx>,
    /// The changes since `previous`.
    pub change: Option<Change>,
    /// R16, as of today for the current report, as of its own date for an older one.
    pub stale: bool,
    /// Goals whose answer is stale, in model order.
    pub stale_goals: Vec<GoalIx>,
    /// When the next assessment is due (R16).
    pub due: Date,
    /// What to do first.
    pub actions: Vec<Action>,
}

/// Something to do besides the roadmap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// The report, or an answer it rests on, is stale.
    AssessAgain,
    /// Answers are missing that could change the level.
    AnswerOpenQuestions,
}

/// What happened between two dates (example 59).
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// In positions; `None` where the model version differs and the level's id has no successor.
    pub level: Option<i32>,
    /// KPAs satisfied now and not before, in model order.
    pub gained: Vec<KpaIx>,
    /// KPAs satisfied before and not now.
    pub lost: Vec<KpaIx>,
    /// The model version differs: a break in the line.
    pub model_changed: bool,
    /// Independent models: the next level changed, so progress is not comparable (R15).
    pub aim_changed: bool,
}

/// All current reports of one model.
#[derive(Clone, Debug)]
pub struct Portfolio {
    /// The newest version in use.
    pub model: Arc<MaturityModel>,
    /// Current reports in rank order (R19): level, then progress (both falling, none last), then name.
    pub ranked: Vec<ReportIx>,
    /// Kind `team` only, as R19 counts for units; unrated and stale reports apart.
    pub roll_up: RollUp,
    /// By KPA: how the current reports stand on it.
    pub kpas: Vec<KpaTally>,
    /// KPAs by how many teams need them for their next level, falling; none with 0.
    pub common_gaps: Vec<(KpaIx, u32)>,
    pub units: Vec<UnitStanding>,
    /// Current reports whose level rose or fell since the one before, latest first.
    pub risers: Vec<ReportIx>,
    pub fallers: Vec<ReportIx>,
    /// For each KPA and unit path, up to [`HELPERS`] reports that satisfy it, in rank order.
    pub helpers: BTreeMap<(KpaIx, Vec<String>), Vec<ReportIx>>,
}

/// How many teams that can help are named per KPA and unit.
pub const HELPERS: usize = 4;

#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct KpaTally {
    pub satisfied: u32,
    pub unsatisfied: u32,
    pub not_rated: u32,
    pub not_applicable: u32,
}

/// One unit of a portfolio: all teams below it.
#[derive(Clone, Debug)]
pub struct UnitStanding {
    pub path: Vec<String>,
    /// In rank order, all kinds.
    pub ranked: Vec<ReportIx>,
    pub roll_up: RollUp,
    pub kpas: Vec<KpaTally>,
    pub common_gaps: Vec<(KpaIx, u32)>,
}

/// R19.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RollUp {
    /// The minimum over rated and provisional reports that are not stale; `None` where there are none.
    pub level: Option<PositionIx>,
    pub low: PositionIx,
    pub high: PositionIx,
    pub status: Status,
    /// The lower median.
    pub median: Option<PositionIx>,
    /// By position: how many reports that count.
    pub distribution: Vec<u32>,
    pub unrated: u32,
    pub stale: u32,
    /// Positions by which the unit's level rose only because a team left the count since the
    /// previous reports; shown as such, never as an improvement.
    pub rise_by_leaving: u32,
}

/// Dimension levels are read by index; see [`Scorecard::dimensions`].
pub fn dimension_level(card: &Scorecard, dimension: DimensionIx) -> PositionIx {
    card.dimensions[dimension.ix()]
}
