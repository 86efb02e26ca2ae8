//! The verdicts in words. Every sentence about a report is made here, for pages, terminal, feed
//! and descriptions alike; the sentences themselves stand in the language files.

mod groups;
mod level;
mod standing;
mod steps;
mod way;

pub use groups::{portfolio, roll_up, roll_up_remark};
pub use steps::{effect_in_words, way_in_words};

use crate::assessment::TeamKind;
use crate::language::{Arg, Words};
use crate::model::{MaturityModel, PositionIx};
use crate::score::{Evaluation, Report, Scorecard};
use crate::view::Sentences;

/// How many names a sentence lists before it counts the rest.
const NAMES: usize = 4;

/// A report with what its sentences need.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub words: &'a Words,
    pub name: &'a str,
    pub vendor: bool,
    pub report: &'a Report,
    pub model: &'a MaturityModel,
    pub card: &'a Scorecard,
    pub evaluation: &'a Evaluation,
}

impl<'a> Subject<'a> {
    pub fn new(words: &'a Words, evaluation: &'a Evaluation, report: &'a Report) -> Self {
        let team = &evaluation.teams[report.team].team;
        Self {
            words,
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

    /// An older report speaks of what was.
    fn when(&self) -> (&'static str, Arg<'static>) {
        let when = if self.report.current { "now" } else { "then" };
        ("when", when.into())
    }

    fn level_id(&self, place: PositionIx) -> (&'static str, Arg<'a>) {
        ("level", (&self.model.position(place).id).into())
    }

    fn level_name(&self, place: PositionIx) -> (&'static str, Arg<'a>) {
        ("name", (&self.model.position(place).name).into())
    }

    fn team(&self) -> (&'static str, Arg<'a>) {
        ("team", self.name.into())
    }
}

/// Sentences one after the other, the empty ones left out.
fn joined(sentences: impl IntoIterator<Item = String>) -> String {
    let mut text = String::new();
    for sentence in sentences {
        if !text.is_empty() && !sentence.is_empty() {
            text.push(' ');
        }
        text.push_str(&sentence);
    }
    text
}
