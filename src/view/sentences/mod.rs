//! The verdicts in words. Every sentence about a report is made here, for pages, terminal, feed
//! and descriptions alike.

mod groups;
mod level;
mod steps;
mod way;

pub use groups::{portfolio, roll_up, roll_up_remark};
pub use steps::{effect_in_words, way_in_words};

use crate::assessment::TeamKind;
use crate::model::MaturityModel;
use crate::score::{Action, Evaluation, Report, Satisfaction, Scorecard, Status};
use crate::view::Sentences;
use crate::view::words::{counted, date, kpa_names, level_phrase, level_short};

/// How many names a sentence lists before it counts the rest.
const NAMES: usize = 4;

/// A report with what its sentences need.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub name: &'a str,
    pub vendor: bool,
    pub report: &'a Report,
    pub model: &'a MaturityModel,
    pub card: &'a Scorecard,
    pub evaluation: &'a Evaluation,
}

impl<'a> Subject<'a> {
    pub fn new(evaluation: &'a Evaluation, report: &'a Report) -> Self {
        let team = &evaluation.teams[report.team].team;
        Self {
            name: &team.name,
            vendor: matches!(team.kind, TeamKind::Vendor { .. }),
            report,
            model: &report.assessment.model,
            card: &report.card,
            evaluation,
        }
    }

    pub fn sentences(&self) -> Sentences {
        Sentences {
            verdict: self.verdict(),
            why: self.why(),
            why_not: self.why_not(),
            missing: self.missing(),
            how: self.how(),
            stops: self.stops(),
            limits: self.limits(),
            change: self.change(),
        }
    }

    /// The level in one sentence.
    pub fn verdict(&self) -> String {
        let (name, card) = (self.name, self.card);
        let is = if self.report.current { "is" } else { "was" };
        match card.status {
            Status::Unrated => format!(
                "{name} has not been rated yet: no question of the {} is answered.",
                self.model.name
            ),
            Status::Rated => format!("{name} {is} at {}.", level_phrase(self.model, card.level)),
            Status::Provisional => format!(
                "{name} {is} at least at {}; {} could raise it up to {}.",
                level_phrase(self.model, card.level),
                counted(self.open_questions(), "open question", "open questions"),
                level_short(self.model, card.optimistic)
            ),
        }
    }

    /// The level in a few words, for lists: `level 2, Repeatable (provisional, up to 3)`.
    pub fn short(&self) -> String {
        let level = level_phrase(self.model, self.card.level);
        match self.card.status {
            Status::Unrated => "not rated yet".to_owned(),
            Status::Rated => level,
            Status::Provisional => {
                format!(
                    "{level} (provisional, up to {})",
                    self.model.position(self.card.optimistic).id
                )
            }
        }
    }

    /// The questions without an answer up to the level that their answers could give.
    pub(super) fn open_questions(&self) -> usize {
        self.model
            .kpa_indices()
            .filter(|kpa| self.model.kpa(*kpa).position <= self.card.optimistic)
            .flat_map(|kpa| self.model.goals_of(kpa))
            .filter(|goal| self.card.goals[goal.ix()].satisfaction == Satisfaction::NotRated)
            .count()
    }

    pub(super) fn limits(&self) -> Vec<String> {
        let (report, card) = (self.report, self.card);
        let mut limits = Vec::new();
        if report.stale {
            limits.push(format!(
                "The report is stale: it should have been assessed again by {}.",
                date(report.due)
            ));
        }
        if card.status == Status::Provisional {
            limits.push(format!(
                "The level is provisional: {} of {} applicable questions are answered.",
                card.answered, card.applicable
            ));
        }
        if card.staged_equivalent != card.level {
            limits.push(format!(
                "Counted level by level, it would be {}.",
                level_phrase(self.model, card.staged_equivalent)
            ));
        }
        if !card.debt.is_empty() {
            limits.push(format!(
                "Skipped on the way (leapfrog debt): {}.",
                kpa_names(self.model, &card.debt, NAMES)
            ));
        }
        limits
    }

    pub(super) fn change(&self) -> String {
        let (Some(change), Some(previous)) = (&self.report.change, self.report.previous) else {
            return String::new();
        };
        let before = &self.evaluation.reports[previous];
        let since = date(before.assessment.date);
        let from = before
            .assessment
            .model
            .position(before.card.level)
            .id
            .as_str();
        let to = self.model.position(self.card.level).id.as_str();
        let mut text = match change.level {
            Some(n) if n > 0 => format!("Since {since} the level rose from {from} to {to}"),
            Some(n) if n < 0 => format!("Since {since} the level fell from {from} to {to}"),
            Some(_) => format!("Since {since} the level stayed at {to}"),
            None => format!(
                "The assessment of {since} used another version of the model, which cannot be compared"
            ),
        };
        if !change.gained.is_empty() {
            text.push_str(&format!(
                "; gained: {}",
                kpa_names(self.model, &change.gained, NAMES)
            ));
        }
        if !change.lost.is_empty() {
            text.push_str(&format!(
                "; lost: {}",
                kpa_names(self.model, &change.lost, NAMES)
            ));
        }
        text.push('.');
        if change.aim_changed && change.level == Some(0) {
            text.push_str(
                " The next level is another one than before, so the progress cannot be compared.",
            );
        }
        text
    }

    /// What to do besides the roadmap.
    pub fn actions(&self) -> Vec<String> {
        self.report
            .actions
            .iter()
            .map(|action| match action {
                Action::AssessAgain => {
                    format!("Assess again: this was due by {}.", date(self.report.due))
                }
                Action::AnswerOpenQuestions => {
                    let n = self.open_questions();
                    let them = if n == 1 { "it" } else { "them" };
                    format!(
                        "Answer the {}: {them} could change the level.",
                        counted(n, "open question", "open questions")
                    )
                }
            })
            .collect()
    }
}
