use std::sync::Arc;

use jiff::civil::Date;

use super::{Assessment, Role, Team};
use crate::data::Decoder;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::model::{MaturityModel, Registry};
use crate::tree::{LineIndex, Sources, Span};

/// What a file of a team is read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub registry: &'a Registry,
    /// Evidence files are looked up here.
    pub sources: &'a Sources,
    /// The content folder (`[book] src`), without a slash at its end.
    pub src: &'a str,
    /// The model of an assessment that names none.
    pub default_model: Option<&'a str>,
    pub today: Date,
    /// Whether today comes from the clock: then an assessment may be one day ahead and one further
    /// ahead is an error. Otherwise later assessments do not exist yet.
    pub clock: bool,
}

/// What one file of a team says. A one-file team has both parts.
#[derive(Clone, Debug)]
pub struct Assessed {
    pub role: Role,
    pub document: Arc<Document>,
    pub introduction: Option<Introduction>,
    pub assessment: Option<Arc<Assessment>>,
    /// The file holds an assessment later than an explicit date; it was left out, and what is wrong
    /// with it was not reported.
    pub later: bool,
    /// Ids that the model does not have. Whether they are errors or warnings is known only when
    /// the newest assessment of the team and model is: [`super::gather`] reports them.
    pub unresolved: Vec<Unresolved>,
    /// Evidence was looked up among the files of the book: which there are matters.
    pub looks_up_files: bool,
}

/// A team as its own file introduces it.
#[derive(Clone, Debug)]
pub struct Introduction {
    pub team: Arc<Team>,
    /// The places of [`Team::formerly`], in the same order.
    pub formerly: Vec<Span>,
}

/// An id that the model does not have, reported as in the newest assessment.
#[derive(Clone, Debug)]
pub struct Unresolved {
    pub id: Box<str>,
    pub diagnostic: Diagnostic,
}

/// The state of reading one assessment whose model is known.
pub(super) struct Reading<'a, 'f> {
    pub decoder: &'a mut Decoder<'f>,
    pub context: &'a Context<'a>,
    pub model: &'a MaturityModel,
    pub lines: &'a LineIndex,
    /// The date of the assessment and its place; `None` where it could not be read.
    pub date: Option<(Date, Span)>,
    pub unresolved: Vec<Unresolved>,
    /// As in [`Assessed::looks_up_files`].
    pub looks_up_files: bool,
}

/// For how many unknown ids of a file the nearest one is looked for, so that a file full of them is
/// read in time.
const MOST_COMPARED: usize = 200;

impl Reading<'_, '_> {
    /// Whether the nearest id may still be looked for.
    pub fn compares(&self) -> bool {
        self.unresolved.len() < MOST_COMPARED
    }

    pub fn unresolved(&mut self, id: &str, diagnostic: Diagnostic) {
        self.unresolved.push(Unresolved {
            id: id.into(),
            diagnostic,
        });
    }
}
