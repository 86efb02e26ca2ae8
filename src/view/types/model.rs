//! Models and their key process areas.

use serde::Serialize;

use super::{CommonFeatureView, KpaLinkView, LevelName, Link, ModelHead, PageMeta, TransitionView};

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
    /// `S`, `M`, `L`.
    pub effort: &'static str,
    /// `small`, `medium`, `large`.
    pub effort_text: &'a str,
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
    /// `S`, `M`, `L`.
    pub effort: &'static str,
    /// `small`, `medium`, `large`.
    pub effort_text: &'a str,
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
