use crate::review::facts::Ink;
use crate::review::links::Links;
use crate::review::record::{Diff, ReportChange, TeamChange};
use crate::review::{Options, escape};

/// Texts of others that are read as such in Markdown.
pub(super) const INK: Ink = Ink {
    name: escape::name,
    code: escape::code,
    prose: escape::prose,
};

/// What all parts of a text draw on.
pub(super) struct Page<'a> {
    pub diff: &'a Diff,
    pub options: &'a Options<'a>,
    pub links: Links<'a>,
    /// Teams are named with the model of the report, because there are several.
    pub names_models: bool,
    pub room: Room,
}

/// Where the text is shown, and how much of it may be there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::review) struct Room {
    pub bytes: usize,
    /// Rows of the table, where not all of them fit.
    pub rows: usize,
    /// The text is a comment that the next run looks for and writes over.
    pub is_comment: bool,
}

/// What is told, from everything to the least. Each step takes less room than the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Step {
    Full,
    /// No details are open.
    Closed,
    /// Details only of teams whose level falls.
    Drops,
    /// A short table, and what details there is room for. What does not even fit then is told as a
    /// verdict and a link.
    Table,
}

/// A report that changed, with its team.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub team: &'a TeamChange,
    pub report: &'a ReportChange,
}

impl<'a> Page<'a> {
    pub fn new(diff: &'a Diff, options: &'a Options<'a>, room: Room) -> Self {
        Self {
            diff,
            options,
            links: Links::new(diff),
            names_models: diff.ladders.len() > 1
                || diff.teams.iter().any(|team| team.reports.len() > 1),
            room,
        }
    }

    /// A link to the full report, where there is one.
    pub fn full_report(&self) -> Option<String> {
        let url = self.options.report_url?;
        crate::review::links::is_web(url).then(|| escape::link("full report", url))
    }
}
