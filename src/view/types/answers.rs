//! Answers as a report shows them: every goal of the model once.

use serde::Serialize;

use super::{LevelName, LineLink};

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
