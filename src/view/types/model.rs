//! Models and their key process areas.

use serde::Serialize;

use super::{CommonFeatureView, KpaLinkView, LevelName, Link, ModelHead, PageMeta, TransitionView};

/// `model.html`
#[derive(Serialize, Debug)]
pub struct ModelView<'a> {
    pub page: PageMeta,
    /// The model itself.
    pub model: ModelHead<'a>,
    /// Where it comes from, in one sentence.
    pub based_on: Option<&'a str>,
    /// HTML of the general text.
    pub text: String,
    /// What the book changed, one sentence each.
    pub settings: Vec<String>,
    /// How levels are decided, one sentence each.
    pub rules: Vec<String>,
    /// The steps of the rating scale, the highest first.
    pub scale: Vec<ScaleStep<'a>>,
    /// The positions, the base first.
    pub levels: Vec<ModelLevel<'a>>,
    /// The dimensions, in the model's order.
    pub dimensions: Vec<ModelDimension<'a>>,
    /// The stages of the life cycle, in their order.
    pub stages: Vec<ModelStage<'a>>,
    /// What is asked for every KPA and never scored.
    pub common_features: Vec<CommonFeatureView<'a>>,
    /// Sets of KPAs for special cases, such as vendors.
    pub profiles: Vec<ProfileView<'a>>,
    /// What the model says of each move up.
    pub transitions: Vec<TransitionView<'a>>,
    /// How many KPAs it has.
    pub kpa_count: usize,
    /// How many goals all KPAs have together.
    pub goal_count: usize,
    /// Other versions that the book holds.
    pub versions: Vec<Link>,
    /// To the list of teams that are assessed with it.
    pub portfolio: Option<String>,
}

/// A step of the rating scale.
#[derive(Serialize, Debug)]
pub struct ScaleStep<'a> {
    /// Its id in the model: what assessments write.
    pub id: &'a str,
    /// Its name.
    pub label: &'a str,
    /// What it counts, from 0 to 1.
    pub value: String,
    /// The density of its mark, 0 to 4.
    pub ink: &'static str,
    /// A goal with this answer is met.
    pub satisfies: bool,
}

/// A position with its KPAs.
#[derive(Serialize, Debug)]
pub struct ModelLevel<'a> {
    /// The position.
    pub level: LevelName,
    /// The first one, which everybody has.
    pub base: bool,
    /// What it is about, in a word or two.
    pub focus: Option<&'a str>,
    /// What it means, in a few sentences.
    pub description: Option<&'a str>,
    /// HTML of the section bound to it (and, at the first sub-level, to its level).
    pub text: String,
    /// The KPAs that decide it.
    pub kpas: Vec<ModelKpa<'a>>,
    /// By dimension, in the order of `dimensions`: text of the cell and KPAs there.
    pub cells: Vec<MatrixCell<'a>>,
    /// How many current reports stand here.
    pub teams: u32,
}

/// What a level is in one dimension.
#[derive(Serialize, Debug)]
pub struct MatrixCell<'a> {
    /// The model's words for it; may be empty.
    pub text: &'a str,
    /// The KPAs of this level and dimension.
    pub kpas: Vec<KpaLinkView<'a>>,
}

/// A KPA in the list of its model.
#[derive(Serialize, Debug)]
pub struct ModelKpa<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// To its page.
    pub href: String,
    /// What it is for, in one sentence.
    pub purpose: Option<&'a str>,
    /// The name of its dimension.
    pub dimension: Option<&'a str>,
    /// `S`, `M`, `L`.
    pub effort: &'static str,
    /// `small`, `medium`, `large`.
    pub effort_text: &'a str,
    /// How many goals it has.
    pub goals: usize,
    /// Whether `n/a` is an answer here.
    pub not_applicable_allowed: bool,
}

/// A dimension of a model.
#[derive(Serialize, Debug)]
pub struct ModelDimension<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What the dimension asks.
    pub question: Option<&'a str>,
    /// What it means, in a few sentences.
    pub description: Option<&'a str>,
    /// HTML of the section bound to it.
    pub text: String,
}

/// A stage of the life cycle.
#[derive(Serialize, Debug)]
pub struct ModelStage<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// By level as the model writes them (sub-levels together).
    pub cells: Vec<StageCell<'a>>,
}

/// What is done at one level in a stage of the life cycle.
#[derive(Serialize, Debug)]
pub struct StageCell<'a> {
    /// The level's id and name.
    pub level: String,
    /// What is done.
    pub activities: Vec<ActivityView<'a>>,
}

/// Something that is done at a level.
#[derive(Serialize, Debug)]
pub struct ActivityView<'a> {
    /// What is done.
    pub text: &'a str,
    /// The KPAs that it belongs to.
    pub kpas: Vec<KpaLinkView<'a>>,
}

/// A set of KPAs for a special case.
#[derive(Serialize, Debug)]
pub struct ProfileView<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The KPAs that count.
    pub kpas: Vec<KpaLinkView<'a>>,
}

/// `kpa.html`
#[derive(Serialize, Debug)]
pub struct KpaView<'a> {
    pub page: PageMeta,
    /// The model that it belongs to.
    pub model: ModelHead<'a>,
    /// Its id in the model.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The level that it decides.
    pub level: LevelName,
    /// To that level on the model's page.
    pub level_href: String,
    /// The name of its dimension.
    pub dimension: Option<&'a str>,
    /// The names of its stages of the life cycle.
    pub stages: Vec<&'a str>,
    /// What it is for, in one sentence.
    pub purpose: Option<&'a str>,
    /// Who usually owns it.
    pub owner: Option<&'a str>,
    /// Who else takes part.
    pub roles: &'a [String],
    /// `S`, `M`, `L`.
    pub effort: &'static str,
    /// `small`, `medium`, `large`.
    pub effort_text: &'a str,
    /// Its weight, where it is not 1.
    pub weight: Option<String>,
    /// What to do first, in one sentence.
    pub first_step: Option<&'a str>,
    /// Where it comes from.
    pub origin: Option<&'a str>,
    /// Whether `n/a` is an answer here.
    pub not_applicable_allowed: bool,
    /// The KPAs that come before it.
    pub depends_on: Vec<Reason<'a>>,
    /// The KPAs that it comes before.
    pub needed_by: Vec<KpaLinkView<'a>>,
    /// The KPAs that stand in for it.
    pub superseded_by: Vec<Reason<'a>>,
    /// The KPAs that it stands in for.
    pub supersedes: Vec<KpaLinkView<'a>>,
    /// What it is called in other models.
    pub references: Vec<String>,
    /// Its goals, in the model's order.
    pub goals: Vec<GoalDefinition<'a>>,
    /// What is asked for every KPA and never scored.
    pub common_features: Vec<CommonFeatureView<'a>>,
    /// What is done for it.
    pub activities: Vec<String>,
    /// HTML of the section bound to it.
    pub text: String,
    /// How the current reports stand on it; `None` where nobody is assessed with this model.
    pub tally: Option<TallyView>,
    /// How the teams stand on it, in one sentence.
    pub sentence: String,
    /// Teams that satisfy it, best first, and teams that need it next: a few of each, never all.
    pub satisfied: Vec<TeamMention<'a>>,
    /// Teams that need it for their next level, a few of them.
    pub missing: Vec<TeamMention<'a>>,
    /// By unit, how many satisfy it.
    pub units: Vec<UnitTally<'a>>,
    /// To the list of teams that are assessed with the model.
    pub portfolio: Option<String>,
}

/// A KPA that another one has to do with.
#[derive(Serialize, Debug)]
pub struct Reason<'a> {
    /// The KPA.
    pub kpa: KpaLinkView<'a>,
    /// Why.
    pub why: Option<&'a str>,
}

/// A goal as the model defines it.
#[derive(Serialize, Debug)]
pub struct GoalDefinition<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// What holds when it is met.
    pub statement: &'a str,
    /// How it is asked.
    pub question: Option<&'a str>,
    /// Examples of what would show it.
    pub evidence: &'a [String],
    /// Its weight, where it is not 1.
    pub weight: Option<String>,
}

/// How reports stand on a KPA.
#[derive(Serialize, Debug)]
pub struct TallyView {
    /// How many satisfy it.
    pub satisfied: u32,
    /// How many do not.
    pub unsatisfied: u32,
    /// How many have not answered.
    pub not_rated: u32,
    /// To how many it does not apply.
    pub not_applicable: u32,
}

/// A team on the page of a KPA.
#[derive(Serialize, Debug)]
pub struct TeamMention<'a> {
    /// Its name.
    pub team: &'a str,
    /// To the KPA's place in its report.
    pub href: String,
    /// Its level in a few words.
    pub text: String,
}

/// How one unit stands on a KPA.
#[derive(Serialize, Debug)]
pub struct UnitTally<'a> {
    /// The unit's name.
    pub name: &'a str,
    /// To its page.
    pub href: String,
    /// How many of its teams satisfy it.
    pub satisfied: u32,
    /// How many teams it has.
    pub of: u32,
}
