use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use super::roll_up::Group;
use crate::assessment::{Assessment, Team};
use crate::model::{GoalIx, KpaIx, MaturityModel, PositionIx, Target};

/// Whether a goal or a KPA holds (R2, R3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Satisfaction {
    Satisfied,
    Unsatisfied,
    NotRated,
    NotApplicable,
}

/// A share from 0 to 1, in lowest terms. Exact for KPAs whose weights sum to 18 million or less;
/// beyond (18,000 goals of the greatest weight) off by less than one part in 10^18.
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
    /// Goals in scope and applicable that have a rating other than unknown (coverage).
    pub answered: u32,
    /// Goals in scope and applicable.
    pub applicable: u32,
    /// The date of the oldest answer that counts (see [`GoalScore::answered`]).
    pub oldest_answer: Option<Date>,
    pub next: Option<NextLevel>,
    pub target: Option<TargetGap>,
    /// Satisfied KPAs (not N/A) above the next level, in model order: done before their turn. What
    /// is satisfied of the next level itself counts in its progress.
    pub ahead: Vec<KpaIx>,
    /// KPAs below the headline that are not met (R9; independent only), in model order.
    pub debt: Vec<KpaIx>,
    /// Goals satisfied below the highest step (R2), in model order.
    pub strengthen: Vec<GoalIx>,
    /// For each position above the base, in order: `proof[0]` is of position 1.
    pub proof: Vec<LevelProof>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GoalScore {
    pub satisfaction: Satisfaction,
    /// In millionths; `None` where not rated or not applicable.
    pub value: Option<u32>,
    /// An answer counts here: a rating other than unknown (n/a included) that is in scope and not
    /// expired. Where a model counts a missing answer as no, `false` tells that apart from a given
    /// `no`.
    pub answered: bool,
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
    /// Independent models: every level above the headline that could be next, with its price, in
    /// the order of the model; the chosen one among them. Empty in staged models.
    pub choices: Vec<LevelPrice>,
    /// What each step of the roadmap does, in its order; the last `after` is the whole plan.
    pub steps: Vec<StepEffect>,
    /// The KPAs of least effort that give the level. Another set than the roadmap only where a KPA
    /// may be done instead of another.
    pub shortest: ShortestWay,
}

/// What a step of the roadmap does to level and progress. To do a KPA means: each of its applicable
/// goals that is unsatisfied or not rated is raised to the highest step of the scale; a goal that is
/// satisfied stays as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StepEffect {
    pub kpa: KpaIx,
    /// This step and all before it are done.
    pub after: Effect,
    /// This step alone is done.
    pub alone: Effect,
}

/// How a report would stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effect {
    /// The headline; with one step it may pass the next level.
    pub level: PositionIx,
    /// Toward what is the next level now (R15), even where another level would come next then; 100
    /// where that level is attained, though goals of it may still be below the highest step.
    pub progress: Option<u8>,
}

/// The KPAs to do for a level at the least effort.
///
/// A way is a set of KPAs such that, when they are done (see [`StepEffect`]), the level is attained
/// (R6, R8) and every KPA of the way has its prerequisites, as far as R8 asks for them. Of all ways
/// the one with the least effort points; of those the one with the fewest goals to raise; of those
/// the one that stays earlier in the model: which lacks the last KPA, in the model's order, that
/// only one of the two has.
///
/// In staged models it holds the unmet KPAs of all levels above the present one up to the level
/// meant. In independent models a KPA may be done instead of one that it supersedes, or to spare a
/// satisfied KPA its prerequisites.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShortestWay {
    /// By position, rising, and inside each in R12's order.
    pub kpas: Vec<KpaIx>,
    /// The goals to raise, KPA by KPA.
    pub goals: Vec<GoalIx>,
    /// Effort points (S 1, M 2, L 4).
    pub effort: u32,
    /// No way is shorter. `false` where more than 20 KPAs could be done instead of others: then only
    /// the first 20 of them, in the model's order, have been weighed; and where these hang together
    /// so badly that the search gave up, as no model made for use does.
    pub exact: bool,
}

/// What attaining a level would take (R11).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LevelPrice {
    pub position: PositionIx,
    /// Effort points of its unmet KPAs and unmet prerequisites.
    pub points: u32,
}

/// R13.
#[derive(Clone, PartialEq, Debug)]
pub struct TargetGap {
    pub target: Target,
    /// The target counts as reached: the level is at least its first position, or nothing that it
    /// asks for is unmet (all of it is N/A).
    pub reached: bool,
    /// By how many positions the level lies above the target's last position; 0 at or below it.
    pub exceeded_by: u32,
    /// By position, rising, positions without unmet KPAs left out; inside each in R12's order.
    /// It goes up to the last position of the target: at 2a, the target 2 of 2a, 2b and 2c is
    /// reached and its gap still names what 2b and 2c ask.
    pub gap: Vec<(PositionIx, Vec<KpaIx>)>,
    /// `None` where the gap is empty.
    pub shortest: Option<ShortestWay>,
}

/// Which KPAs decide whether a level is attained, and by which goals.
#[derive(Clone, PartialEq, Debug)]
pub struct LevelProof {
    pub position: PositionIx,
    /// Attained, as R6 or R8 says. The headline is the highest position that is attained and not
    /// empty.
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
    /// The KPA that asks for this one as its prerequisite; `None` for a KPA of the position itself.
    pub needed_by: Option<KpaIx>,
    /// The satisfied KPA that stands in for this one: it makes it met, or spares it its
    /// prerequisites (R8).
    pub superseded_by: Option<KpaIx>,
    /// The goals that make it so: for an unsatisfied KPA its unsatisfied goals, for a not-rated one
    /// the not-rated goals, for a superseded one all goals of the KPA that stands in for it (after
    /// its own, where it is satisfied itself), else all.
    pub goals: Vec<GoalIx>,
}

/// What of `[maturity]` the evaluation depends on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// The book's default model id, resolved: where the book names none, the only model in use or
    /// the first by id. `None` only in a book without models in use.
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
    /// By team id, model id, date: the history of a team and model stands together, over versions
    /// of the model.
    pub reports: Vec<Arc<Report>>,
    /// By id.
    pub teams: Vec<Arc<TeamStanding>>,
    /// One per model id that has a current report, the default model first, then by id.
    pub portfolios: Vec<Arc<Portfolio>>,
    /// Assessments left out because they are dated after an explicit date.
    pub left_out: u32,
    pub(super) order: Order,
}

/// By report its team, and its place in [`Input::reports`]. That place says nothing of the book, so
/// it is not shown.
#[derive(Clone)]
pub(super) struct Order(pub Arc<[(TeamIx, usize)]>);

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
    /// Goals in scope whose answer is stale, in model order; under policy `expire` those answers
    /// count as not given.
    pub stale_goals: Vec<GoalIx>,
    /// When the next assessment is due (R16): the oldest date of an answer to a KPA at or below the
    /// level (those by which the report becomes stale) plus the greatest age; without such answers,
    /// the assessment's date plus it.
    pub due: Date,
    /// What to do first.
    pub actions: Vec<Action>,
}

/// Something to do besides the roadmap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// The report, or an answer it rests on, is stale. Always the first.
    AssessAgain,
    /// The report is provisional or unrated: answers are missing that could change the level.
    AnswerOpenQuestions,
}

/// What happened between two dates (example 59).
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// In positions of the newer report's model; `None` where the model version differs and the
    /// level's id has no successor.
    pub level: Option<i32>,
    /// KPAs satisfied now and not before, in model order. Over a change of version, KPAs are
    /// compared only where the id is the same or named in `formerly`.
    pub gained: Vec<KpaIx>,
    /// KPAs satisfied before and not now, as the newer model names them.
    pub lost: Vec<KpaIx>,
    /// The model version differs: a break in the line.
    pub model_changed: bool,
    /// Independent models: the next level changed, so progress is not comparable (R15).
    pub aim_changed: bool,
}

/// All current reports of one model id. Reports on an older version of the model are counted at the
/// position and the KPAs that carry the same id, or name it in `formerly`, in [`Portfolio::model`];
/// a level without successor counts as the next lower one that has one.
#[derive(Clone, Debug)]
pub struct Portfolio {
    /// The newest version in use.
    pub model: Arc<MaturityModel>,
    /// All current reports together.
    pub all: Standing,
    /// By path; every unit that has a current report of the model.
    pub units: Vec<Arc<UnitStanding>>,
    /// Current reports whose level rose or fell since the one before, latest first.
    pub risers: Vec<ReportIx>,
    pub fallers: Vec<ReportIx>,
}

/// How many teams that can help are named per KPA.
pub const HELPERS: usize = 4;

/// How a set of current reports stands: a whole portfolio, or a unit with all units below it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// In rank order (R19): level, then progress (both falling, none last), then name. All kinds.
    pub ranked: Vec<ReportIx>,
    /// Kind `team` only.
    pub roll_up: RollUp,
    /// By KPA: how the reports stand on it. All kinds.
    pub kpas: Vec<KpaTally>,
    /// KPAs by how many teams (kind `team` only) have them on the roadmap to their next level,
    /// falling, then in model order; none with 0.
    pub common_gaps: Vec<(KpaIx, u32)>,
    /// Read by [`Evaluation::helpers_for`].
    pub helpers: Helpers,
    pub(super) group: Group,
}

/// A team that can help with a KPA: one for which it is satisfied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Helper {
    /// Its current report.
    pub report: ReportIx,
    /// The KPA as that report's version of the model has it.
    pub kpa: KpaIx,
    /// How many units, from the largest, it lies in together with the team that asks.
    pub common_units: usize,
}

/// For each KPA the first [`HELPERS`] reports of teams (kind `team` only) that satisfy it: those
/// that are not stale in rank order, then the stale ones in rank order.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Helpers {
    slots: Vec<([u32; HELPERS], u8)>,
    /// How many offers will still be taken.
    open: usize,
}

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
    pub standing: Standing,
}

/// R19.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RollUp {
    /// The minimum over rated and provisional reports that are not stale; `None` where there are none.
    pub level: Option<PositionIx>,
    /// The range: from the lowest level that counting the unrated (at the base) and the stale (at
    /// their last level) would give, to `level`.
    pub low: PositionIx,
    pub high: PositionIx,
    /// Provisional if any team is unrated or stale; unrated only where there is no team at all.
    pub status: Status,
    /// The lower median.
    pub median: Option<PositionIx>,
    /// By position: how many reports that count.
    pub distribution: Vec<u32>,
    /// Teams whose current report is unrated, stale ones among them.
    pub unrated: u32,
    /// Teams whose current report is stale and not unrated.
    pub stale: u32,
    /// By how many positions the level would be lower if the teams that left the count still
    /// counted at the level they last counted with: a stale report at its own level, an unrated
    /// one at the level of the report before it (no report before, or an unrated one: the team was
    /// not in the count). That part of the level is no improvement. Teams that are gone from the
    /// book cannot be seen here; a comparison of two evaluations sees them.
    pub rise_by_leaving: u32,
}

/// Everything that [`crate::score::evaluate`] works on.
#[derive(Clone, Debug)]
pub struct Input {
    pub teams: Vec<Arc<Team>>,
    /// Every assessment with its scorecard, in any order. One whose team is not in `teams` is left out.
    pub reports: Vec<(Arc<Assessment>, Arc<Scorecard>)>,
    pub policy: Policy,
    /// Today.
    pub date: Date,
    pub left_out: u32,
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Order")
    }
}

impl Policy {
    /// Whether this is the id of the book's default model.
    pub fn is_default(&self, model: &str) -> bool {
        self.default_model.as_deref() == Some(model)
    }
}

impl TargetGap {
    /// Whether everything up to the target's last position is met.
    pub fn complete(&self) -> bool {
        self.gap.is_empty()
    }
}

impl Helpers {
    /// For KPAs that so many teams satisfy.
    pub(super) fn new(satisfied: &[u32]) -> Self {
        let wanted = satisfied.iter().map(|teams| *teams as usize);
        Self {
            slots: vec![([0; HELPERS], 0); satisfied.len()],
            open: wanted.map(|teams| teams.min(HELPERS)).sum(),
        }
    }

    /// Whether an offer will still be taken.
    pub(super) fn has_room(&self) -> bool {
        self.open > 0
    }

    /// Adds a report, unless there are enough already; called in the order in which they are named.
    pub(super) fn offer(&mut self, kpa: KpaIx, report: ReportIx) {
        if let Some((reports, count)) = self.slots.get_mut(kpa.ix())
            && usize::from(*count) < HELPERS
        {
            reports[usize::from(*count)] = report as u32;
            *count += 1;
            self.open = self.open.saturating_sub(1);
        }
    }

    /// The reports for a KPA, in the order in which they are named.
    pub fn of(&self, kpa: KpaIx) -> impl Iterator<Item = ReportIx> + '_ {
        self.slots
            .get(kpa.ix())
            .into_iter()
            .flat_map(|(reports, count)| &reports[..usize::from(*count)])
            .map(|report| *report as ReportIx)
    }
}

impl Satisfaction {
    /// The word of classes and exports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::Unsatisfied => "unsatisfied",
            Self::NotRated => "not-rated",
            Self::NotApplicable => "not-applicable",
        }
    }
}

impl Status {
    /// The word of classes and exports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unrated => "unrated",
            Self::Provisional => "provisional",
            Self::Rated => "rated",
        }
    }
}
