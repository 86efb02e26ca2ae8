use std::sync::Arc;

use super::ends::Read;
use crate::cli::Failure;
use crate::config::Config;
use crate::diagnostic::{self, Checked, Diagnostic};
use crate::model::{Registry, register};
use crate::pipeline::{self, Book, Input, Observer, Session, Stamp};
use crate::review::record::End;
use crate::review::{Side, evaluate_saved};
use crate::score::{Evaluation, Policy};

/// A side that is a book, compiled.
pub struct Compiled {
    pub book: Book,
    /// Sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Of everything, also of what the book hides.
    evaluation: Arc<Evaluation>,
}

/// `None` for a saved export.
pub fn compile(
    session: &mut Session,
    read: &Read,
    stamp: &Stamp,
    observer: &dyn Observer,
) -> Option<Compiled> {
    let config = read.config.clone()?;
    let input = |config: Config| Input {
        sources: &read.sources,
        config,
        stamp: stamp.clone(),
        drafts: false,
    };
    let hides = !config.maturity.hide.is_empty();
    let Checked {
        value: book,
        mut diagnostics,
    } = session.compile(&input(config.clone()), observer);
    diagnostics.extend(read.diagnostics.iter().cloned());
    diagnostic::sort(&mut diagnostics);
    let evaluation = if hides {
        let mut shown = config;
        shown.maturity.hide.clear();
        // A session of its own: the next side is read with the settings of the book.
        let open = Session::default().evaluate(&input(shown), &pipeline::Silent);
        open.value.evaluation
    } else {
        book.shared_evaluation()
    };
    Some(Compiled {
        book,
        diagnostics,
        evaluation,
    })
}

/// A side with everything that a comparison needs of it.
pub struct Evaluated<'a> {
    end: End,
    config: Config,
    policy: Policy,
    registry: Registry,
    evaluation: Arc<Evaluation>,
    compiled: Option<&'a Compiled>,
}

impl<'a> Evaluated<'a> {
    /// A saved export is scored by the models and settings of the other side.
    pub fn new(
        read: &Read,
        compiled: Option<&'a Compiled>,
        other: Option<&Compiled>,
        stamp: &Stamp,
    ) -> Result<Self, Failure> {
        let mut end = read.told.clone();
        if let Some(compiled) = compiled {
            let errors = compiled.diagnostics.iter().filter(|one| one.is_error());
            end.errors = errors.count() as u32;
            let config = compiled.book.config().clone();
            return Ok(Self {
                end,
                policy: pipeline::policy(&config),
                registry: compiled.book.registry().clone(),
                evaluation: Arc::clone(&compiled.evaluation),
                config,
                compiled: Some(compiled),
            });
        }
        let config = other
            .map(|other| other.book.config().clone())
            .unwrap_or_default();
        let registry = match other {
            Some(other) => other.book.registry().clone(),
            None => register(Vec::new(), &config.maturity.models, &config.places.models).value,
        };
        let policy = pipeline::policy(&config);
        let text = read.export.as_deref().unwrap_or_default();
        let evaluation = evaluate_saved(text, &registry, &policy, stamp.date).map_err(|why| {
            Failure::Usage(
                format!("`{}` is no export of Levelbook: {why}", end.name),
                "`levelbook export --output FILE` writes one".to_owned(),
            )
        })?;
        Ok(Self {
            end,
            config,
            policy,
            registry,
            evaluation: Arc::new(evaluation),
            compiled: None,
        })
    }

    pub fn side<'s>(&'s self, read: &'s Read) -> Side<'s> {
        Side {
            end: self.end.clone(),
            sources: &read.sources,
            config: &self.config,
            policy: &self.policy,
            registry: &self.registry,
            evaluation: &self.evaluation,
            site: self.compiled.map(|compiled| compiled.book.site()),
            diagnostics: self.compiled.map_or(&[], |compiled| &compiled.diagnostics),
        }
    }
}
