//! Answers as a report shows them: every goal of the model once.

use serde::Serialize;

use super::{LevelName, LineLink};

/// The unmet KPAs of one level on the way.
#[derive(Serialize, Debug)]
pub struct GapPhase<'a> {
    /// `To level 3 Defined`.
    pub title: String,
    /// The level that they decide.
    pub level: LevelName,
    /// The KPAs, in the order of the roadmap.
    pub kpas: Vec<KpaBlock<'a>>,
}

/// The KPAs of one level, with the answers.
#[derive(Serialize, Debug)]
pub struct AnswerGroup<'a> {
    /// `Level 3 Defined`.
    pub title: String,
    /// The level that they decide.
    pub level: LevelName,
    /// The KPAs, in the model's order.
    pub kpas: Vec<KpaBlock<'a>>,
}

/// A KPA in full, with its goals.
#[derive(Serialize, Debug)]
pub struct KpaBlock<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// To the KPA's page.
    pub href: String,
    /// `satisfied`, `unsatisfied`, `not-rated`, `not-applicable`, `superseded` or `out-of-scope`.
    pub state: &'static str,
    /// The state in words: `unsatisfied, 67 %`.
    pub text: String,
    /// Its goals with their answers.
    pub goals: Vec<GoalRow<'a>>,
    /// The section of the narrative that is bound to it, HTML.
    pub narrative: String,
}

/// A goal with its answer.
#[derive(Serialize, Debug)]
pub struct GoalRow<'a> {
    /// Its id in the model.
    pub id: &'a str,
    /// What is asked; the statement where the model asks nothing.
    pub question: &'a str,
    /// `Largely`, `Not answered`, …
    pub answer: &'a str,
    /// The density of its mark: 0 to 4 by rating, or `na`, `unknown`.
    pub ink: &'static str,
    /// Part of why the KPA is not met.
    pub open: bool,
    /// What the team wrote beside the answer.
    pub note: Option<&'a str>,
    /// What the team gave to show it.
    pub evidence: Vec<EvidenceView<'a>>,
    /// Examples of what would show it; only where the goal is open and has no evidence.
    pub examples: &'a [String],
    /// When the answer was found, if not with the assessment.
    pub on: Option<String>,
    /// The answer was found too long ago.
    pub stale: bool,
    /// `None` where nothing is written or lines are hidden.
    pub line: Option<LineLink>,
}

/// What shows that an answer holds.
#[derive(Serialize, Debug)]
pub struct EvidenceView<'a> {
    /// Its title, or its address in short.
    pub text: &'a str,
    /// To it, where it is an address or a published file.
    pub href: Option<String>,
    /// `2026-04-01, Quality manager`.
    pub detail: String,
}
