use crate::config::{Config, Review};
use crate::diagnostic::Diagnostic;
use crate::model::Registry;
use crate::review::record::{End, EndKind};
use crate::score::{Evaluation, Policy};
use crate::site::Site;
use crate::tree::Sources;

/// One side of a comparison, evaluated.
pub struct Side<'a> {
    pub end: End,
    pub sources: &'a Sources,
    pub config: &'a Config,
    /// What of the settings the scores depend on.
    pub policy: &'a Policy,
    pub registry: &'a Registry,
    /// With everything that the book hides: what is hidden is compared, and its text not told.
    pub evaluation: &'a Evaluation,
    /// The plan of the site; `None` where the side is no book.
    pub site: Option<&'a Site>,
    pub diagnostics: &'a [Diagnostic],
}

/// What else a comparison is told.
pub struct About<'a> {
    /// The folder of the book in its repository, with a slash at its end, or empty.
    pub prefix: &'a str,
    /// Who owns a file, by its path from the root of the repository.
    pub owners: &'a dyn Fn(&str) -> Vec<String>,
    /// Of the base, so that a change cannot loosen what it is held against.
    pub policy: &'a Review,
}

impl Side<'_> {
    /// Whether it knows levels and ratings alone, and nothing of notes, evidence, plans and texts.
    pub fn is_partial(&self) -> bool {
        self.end.kind == EndKind::Export
    }
}
