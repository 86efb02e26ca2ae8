//! What is added to a book: teams, assessments and models.

mod assessment;
mod model;
mod team;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::args::{self, NewAt, NewWhat};
use super::load::{Loaded, load};
use super::{Failure, Outcome, Term};
use crate::assessment::Team;
use crate::diagnostic::{Checked, Diagnostic, nearest};
use crate::model::{MaturityModel, Registry};
use crate::pipeline::{Book, Silent};

pub fn run(args: &args::New, term: &Term) -> Result<Outcome, Failure> {
    match &args.what {
        NewWhat::Team {
            name,
            model,
            unit,
            at,
        } => {
            let project = Project::open(at, term)?;
            team::run(&project, name, model.as_deref(), unit.as_deref(), term)
        }
        NewWhat::Assessment {
            team,
            model,
            from,
            at,
        } => {
            let project = Project::open(at, term)?;
            assessment::run(&project, team, model.as_deref(), *from, term)
        }
        NewWhat::Model { id, from, at } => {
            let project = Project::open(at, term)?;
            model::run(&project, id, from.as_deref(), term)
        }
    }
}

/// A book to which something is added. Its content need not be free of errors.
pub(super) struct Project {
    pub loaded: Loaded,
    pub book: Book,
    /// What is wrong with the book.
    diagnostics: Vec<Diagnostic>,
}

impl Project {
    pub fn open(at: &NewAt, term: &Term) -> Result<Self, Failure> {
        let mut loaded = load(&at.dir, at.day.date)?;
        if !loaded.has_settings() {
            return Err(Failure::Usage(
                format!("`{}` holds no book.toml", at.dir.display()),
                "`levelbook init` makes a book; `--dir` names another folder".to_owned(),
            ));
        }
        // Where things belong is known only where the settings are right.
        if loaded.diagnostics.iter().any(Diagnostic::is_error) {
            term.diagnostics(&loaded.diagnostics, &|path| loaded.text(path));
            return Err(Failure::Reported);
        }
        // What is hidden from readers still belongs to the next assessment.
        loaded.config.maturity.hide.clear();
        let Checked { value, diagnostics } = loaded.compile(&Silent);
        Ok(Self {
            loaded,
            book: value,
            diagnostics,
        })
    }

    fn date(&self) -> Date {
        self.loaded.stamp.date
    }

    fn content(&self, below: &str) -> PathBuf {
        self.loaded
            .root
            .join(&self.loaded.config.book.src)
            .join(below)
    }

    pub fn model_or_default(&self, id: Option<&str>) -> Result<Arc<MaturityModel>, Failure> {
        let registry = self.book.registry();
        let wanted = id
            .or(self.loaded.config.maturity.model.as_deref())
            .unwrap_or("cmm");
        registry
            .find(wanted)
            .cloned()
            .ok_or_else(|| no_model(registry, wanted))
    }

    fn find(&self, id: &str) -> Option<&Arc<Team>> {
        self.book
            .evaluation()
            .teams
            .iter()
            .map(|standing| &standing.team)
            .find(|team| team.id == id)
    }
}

fn no_model(registry: &Registry, id: &str) -> Failure {
    let ids: Vec<&str> = registry
        .models
        .iter()
        .map(|model| model.id.as_str())
        .collect();
    let help = match nearest(id, ids.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the models are {}", ids.join(", ")),
    };
    Failure::Usage(format!("there is no model `{id}`"), help)
}
