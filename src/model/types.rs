use std::collections::HashMap;
use std::sync::Arc;

use crate::document::{Document, Sections};
use crate::tree::{BookPath, Digest, Span};

/// Declares a typed index into one of the lists of a [`MaturityModel`].
macro_rules! index {
    ($(#[$doc:meta] $name:ident)*) => {$(
        #[$doc]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u16);

        impl $name {
            pub fn ix(self) -> usize {
                self.0 as usize
            }

            pub fn new(ix: usize) -> Self {
                Self(ix as u16)
            }
        }
    )*};
}

index! {
    /// A level as the model writes it; a level with sub-levels is one.
    LevelIx
    /// A position: a level without sub-levels, or a sub-level. 0 is the base.
    PositionIx
    /// A key process area.
    KpaIx
    /// A goal, counted through all KPAs of the model.
    GoalIx
    /// A dimension.
    DimensionIx
    /// A life-cycle stage.
    StageIx
    /// A step of the rating scale, 0 being the highest.
    StepIx
}

/// A number from 0 in millionths, exact.
pub type Millionths = u64;
/// One in millionths.
pub const ONE: Millionths = 1_000_000;

/// A maturity model with the book's settings applied to it.
#[derive(Clone, Debug)]
pub struct MaturityModel {
    pub id: String,
    /// Where the file says the id; the whole front matter where it does not.
    pub id_span: Span,
    pub name: String,
    pub version: String,
    pub based_on: Option<String>,
    /// License or trademark words that must be shown.
    pub notice: Option<String>,
    pub progression: Progression,
    pub unanswered: Unanswered,
    pub scale: RatingScale,
    pub dimensions: Vec<Dimension>,
    pub stages: Vec<Stage>,
    pub levels: Vec<Level>,
    /// Levels in the order of the model, a level with sub-levels replaced by them.
    pub positions: Vec<Position>,
    pub kpas: Vec<KeyProcessArea>,
    pub goals: Vec<Goal>,
    pub activities: Vec<Activity>,
    pub common_features: Vec<CommonFeature>,
    pub profiles: Vec<Profile>,
    pub transitions: Vec<Transition>,
    /// What the book changed in `[maturity.models.ID]`.
    pub settings: ModelSettings,
    /// The file it comes from, with the Markdown that documents it.
    pub document: Arc<Document>,
    /// The Markdown, taken apart by the levels, dimensions, stages and KPAs its sections are bound to.
    pub narrative: Sections,
    /// Of the file and of the settings that were applied: part of the memo keys.
    pub digest: Digest,
    /// Every id and former id of the model (not of scale steps) and what it names.
    pub ids: HashMap<String, Element>,
}

/// The settings of a book for one model, as they were applied.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct ModelSettings {
    /// Set where the book chose another progression than the model.
    pub progression: Option<Progression>,
    /// KPAs for which the book allows n/a in addition.
    pub not_applicable: Vec<String>,
    pub max_age_days: Option<u32>,
    pub target: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Element {
    Level(LevelIx),
    /// A sub-level.
    SubLevel(PositionIx),
    Dimension(DimensionIx),
    Stage(StageIx),
    Kpa(KpaIx),
    Goal(GoalIx),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Progression {
    /// Levels build on each other (R6).
    Staged,
    /// A level may be attained before a lower one (R8).
    Independent,
}

impl Progression {
    /// The word of models, classes and exports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Staged => "staged",
            Self::Independent => "independent",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unanswered {
    /// A missing answer leaves a goal not rated.
    Blocks,
    /// A missing answer counts as the lowest step (R1).
    CountsAsNo,
}

/// The steps of ratings, from the highest value to the lowest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RatingScale {
    pub steps: Vec<RatingStep>,
    /// The lowest step that satisfies a goal (R2).
    pub satisfied_from: StepIx,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RatingStep {
    pub id: String,
    pub label: String,
    /// From 0 to [`ONE`].
    pub value: Millionths,
}

/// The answer to a question.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Rating {
    Step(StepIx),
    NotApplicable,
    Unknown,
}

#[derive(Clone, Debug)]
pub struct Dimension {
    pub id: String,
    pub name: String,
    pub question: Option<String>,
    pub description: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Stage {
    pub id: String,
    pub name: String,
}

/// A level as the model writes it.
#[derive(Clone, Debug)]
pub struct Level {
    pub id: String,
    pub name: String,
    /// The place in the model, from 1, unless the model gives `number`.
    pub number: u32,
    pub focus: Option<String>,
    pub description: Option<String>,
    /// By dimension.
    pub cells: Vec<(DimensionIx, String)>,
    /// The positions it stands for: one, or its sub-levels.
    pub positions: std::ops::Range<u16>,
    pub has_sub_levels: bool,
    pub formerly: Vec<String>,
}

/// A rung of the ladder: a level without sub-levels, or a sub-level.
#[derive(Clone, Debug)]
pub struct Position {
    pub id: String,
    /// The level's name; for a sub-level `Monitoring: Use only`.
    pub name: String,
    /// The sub-level's own name; the level's name where it has no sub-levels.
    pub short_name: String,
    pub level: LevelIx,
    /// The number of its level.
    pub number: u32,
    pub description: Option<String>,
    pub cells: Vec<(DimensionIx, String)>,
    pub formerly: Vec<String>,
    /// In model order.
    pub kpas: Vec<KpaIx>,
}

#[derive(Clone, Debug)]
pub struct KeyProcessArea {
    pub id: String,
    pub name: String,
    pub position: PositionIx,
    pub dimension: Option<DimensionIx>,
    pub stages: Vec<StageIx>,
    pub purpose: Option<String>,
    pub owner: Option<String>,
    pub roles: Vec<String>,
    pub effort: Effort,
    pub weight: Millionths,
    pub depends_on: Vec<KpaLink>,
    /// Alternatives: one of them satisfied is enough (R8).
    pub superseded_by: Vec<KpaLink>,
    /// With the book's additions.
    pub not_applicable_allowed: bool,
    pub first_step: Option<String>,
    pub origin: Option<String>,
    pub references: Vec<Reference>,
    /// Key practices of the standard by common feature, where the model counts them.
    pub practices: Vec<(String, u32)>,
    /// Into [`MaturityModel::goals`].
    pub goals: std::ops::Range<u16>,
    pub formerly: Vec<String>,
    /// Where the KPA stands in the model's file.
    pub span: Span,
    pub line: u32,
}

/// Another KPA, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KpaLink {
    pub kpa: KpaIx,
    pub why: Option<String>,
}

/// An element of another model that means much the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    pub model: String,
    pub id: String,
}

/// Planning estimate for a KPA. In sums of R11: S 1, M 2, L 4 points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Effort {
    S,
    M,
    L,
}

impl Effort {
    pub fn points(self) -> u32 {
        match self {
            Effort::S => 1,
            Effort::M => 2,
            Effort::L => 4,
        }
    }

    pub fn id(self) -> &'static str {
        match self {
            Effort::S => "S",
            Effort::M => "M",
            Effort::L => "L",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Goal {
    pub id: String,
    pub kpa: KpaIx,
    pub statement: String,
    pub question: Option<String>,
    /// Examples of what would show it.
    pub evidence: Vec<String>,
    pub weight: Millionths,
    pub formerly: Vec<String>,
    pub line: u32,
}

/// What is done at a level in a life-cycle stage.
#[derive(Clone, Debug)]
pub struct Activity {
    pub level: LevelIx,
    pub stage: StageIx,
    pub text: String,
    pub kpas: Vec<KpaIx>,
}

/// A question that may be asked of every KPA and is never scored.
#[derive(Clone, Debug)]
pub struct CommonFeature {
    pub id: String,
    pub name: String,
    pub question: Option<String>,
}

/// Which KPAs are in scope for a kind of assessed thing (R7).
#[derive(Clone, Debug)]
pub struct Profile {
    pub id: String,
    pub name: String,
    pub kpas: Vec<KpaIx>,
}

/// What moving from one position to the next asks of people and purse.
#[derive(Clone, Debug)]
pub struct Transition {
    pub from: PositionIx,
    pub to: PositionIx,
    pub leads: Option<String>,
    pub sponsor: Option<String>,
    pub must_agree: Vec<String>,
    pub resistance: Option<String>,
    pub wins: Option<String>,
    pub expertise: Option<String>,
    /// What changes for people.
    pub change: Option<String>,
    /// Published or estimated elapsed time, in words.
    pub elapsed: Option<String>,
    pub one_time_cost: Vec<String>,
    pub running_cost: Vec<String>,
    /// Costs that the model does not divide into the two.
    pub costs: Vec<String>,
    pub benefits: Vec<String>,
}

/// A model file as it was read.
#[derive(Clone, Debug)]
pub enum Decoded {
    Model(Arc<MaturityModel>),
    /// Too little could be read to score by it. The id of the model, or the file's name where it
    /// has none.
    Unreadable(String),
}

impl Decoded {
    pub fn model(&self) -> Option<&Arc<MaturityModel>> {
        match self {
            Decoded::Model(model) => Some(model),
            Decoded::Unreadable(_) => None,
        }
    }
}

/// All models of a book: the built-in ones, replaced or joined by the book's own.
#[derive(Clone, Default, Debug)]
pub struct Registry {
    /// By id, then by version from old to new; the last of an id is the one that a bare id means.
    pub models: Vec<Arc<MaturityModel>>,
    /// Ids of the book's models that could not be read: what refers to them is not reported again.
    pub unreadable: Vec<String>,
}

impl Registry {
    /// `cmm` (the newest version) or `cmm@1.1`.
    pub fn find(&self, name: &str) -> Option<&Arc<MaturityModel>> {
        match name.split_once('@') {
            Some((id, version)) => self
                .models
                .iter()
                .find(|m| m.id == id && m.version == version),
            None => self.models.iter().rev().find(|m| m.id == name),
        }
    }

    /// Whether the book has the model `cmm` or `cmm@1.1` in a file that could not be read.
    pub fn is_unreadable(&self, name: &str) -> bool {
        let id = name.split_once('@').map_or(name, |(id, _)| id);
        self.unreadable.iter().any(|unreadable| unreadable == id)
    }

    /// Whether this is the newest version of its id.
    pub fn is_newest(&self, model: &MaturityModel) -> bool {
        self.find(&model.id)
            .is_some_and(|newest| newest.version == model.version)
    }
}

impl MaturityModel {
    pub fn kpa(&self, ix: KpaIx) -> &KeyProcessArea {
        &self.kpas[ix.ix()]
    }

    pub fn goal(&self, ix: GoalIx) -> &Goal {
        &self.goals[ix.ix()]
    }

    pub fn position(&self, ix: PositionIx) -> &Position {
        &self.positions[ix.ix()]
    }

    pub fn level(&self, ix: LevelIx) -> &Level {
        &self.levels[ix.ix()]
    }

    pub fn kpa_indices(&self) -> impl DoubleEndedIterator<Item = KpaIx> + use<> {
        (0..self.kpas.len()).map(KpaIx::new)
    }

    pub fn goal_indices(&self) -> impl DoubleEndedIterator<Item = GoalIx> + use<> {
        (0..self.goals.len()).map(GoalIx::new)
    }

    pub fn position_indices(&self) -> impl DoubleEndedIterator<Item = PositionIx> + use<> {
        (0..self.positions.len()).map(PositionIx::new)
    }

    /// The goals of a KPA.
    pub fn goals_of(&self, kpa: KpaIx) -> impl DoubleEndedIterator<Item = GoalIx> + use<> {
        self.kpa(kpa).goals.clone().map(GoalIx)
    }

    /// The positions that a level or sub-level id means as a target: the first at which it counts
    /// as reached, and the last, up to which the gap is counted.
    pub fn target(&self, id: &str) -> Option<Target> {
        match self.ids.get(id)? {
            Element::Level(level) => {
                let range = &self.level(*level).positions;
                Some(Target {
                    reached_at: PositionIx(range.start),
                    asked: PositionIx(range.end - 1),
                })
            }
            Element::SubLevel(position) => Some(Target {
                reached_at: *position,
                asked: *position,
            }),
            _ => None,
        }
    }

    /// The words that may be written as a target, in the order of the model: the ids of levels and
    /// sub-levels.
    pub fn target_words(&self) -> impl Iterator<Item = &str> {
        self.levels.iter().flat_map(|level| {
            let sub_levels = if level.has_sub_levels {
                level.positions.start as usize..level.positions.end as usize
            } else {
                0..0
            };
            let sub_levels = self.positions[sub_levels].iter();
            std::iter::once(level.id.as_str())
                .chain(sub_levels.map(|position| position.id.as_str()))
        })
    }

    /// Whether a KPA has this id or had it formerly.
    pub fn has_kpa(&self, id: &str) -> bool {
        matches!(self.ids.get(id), Some(Element::Kpa(_)))
    }

    /// The index of a profile.
    pub fn profile(&self, id: &str) -> Option<usize> {
        self.profiles.iter().position(|profile| profile.id == id)
    }

    /// The section of the Markdown that belongs to a level, sub-level, dimension, stage or KPA,
    /// with its heading.
    pub fn section(&self, id: &str) -> Option<Span> {
        let mut bound = self.narrative.bound.iter();
        bound.find(|(other, _)| other == id).map(|(_, span)| *span)
    }

    /// `id@version`.
    pub fn name_with_version(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    pub fn file(&self) -> &BookPath {
        &self.document.path
    }
}

/// A target level. They differ only where a level with sub-levels is named.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Target {
    /// The first position at which the target counts as reached.
    pub reached_at: PositionIx,
    /// The last position that the target means.
    pub asked: PositionIx,
}
