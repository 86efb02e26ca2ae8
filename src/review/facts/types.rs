use crate::review::links::At;
use crate::review::record::{LevelChange, TeamChange};

/// A kind of change, and everything that changed in this way.
pub struct Fact<'d> {
    pub title: &'static str,
    pub items: Vec<Item<'d>>,
}

pub struct Item<'d> {
    pub text: String,
    pub at: Option<At<'d>>,
}

impl Item<'_> {
    pub fn new(text: String) -> Self {
        Self { text, at: None }
    }
}

/// Whether the level of a report fell, rose, or neither.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Trend {
    Falls,
    Rises,
    Other,
}

impl Trend {
    pub fn of(level: &LevelChange) -> Self {
        match level.steps {
            Some(steps) if steps < 0 => Self::Falls,
            Some(steps) if steps > 0 => Self::Rises,
            _ => Self::Other,
        }
    }

    /// A team with several reports is told where its worst is.
    pub fn of_team(team: &TeamChange) -> Self {
        let reports = team.reports.iter().map(|report| Self::of(&report.level));
        reports.min().unwrap_or(Self::Other)
    }
}

/// A fact, where there is anything to tell.
pub fn fact<'d>(title: &'static str, items: Vec<Item<'d>>) -> Option<Fact<'d>> {
    (!items.is_empty()).then_some(Fact { title, items })
}
