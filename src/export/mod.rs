//! The book as data: the JSON export and its parts, CSV, badges, search index, and the texts that
//! the terminal shows.

mod badge;
mod csv;
mod json;
mod search;
mod show;

pub use badge::{badge, shields};
pub use csv::csv;
pub use json::{json, report_json};
pub use search::search_index;
pub use show::{ShowFormat, show};

use crate::config::{Config, Hide};
use crate::language::Words;
use crate::model::{MaturityModel, Rating};
use crate::score::Evaluation;
use crate::site::Site;

/// What every export draws on.
pub struct Exporter<'a> {
    pub config: &'a Config,
    pub evaluation: &'a Evaluation,
    pub site: &'a Site,
    pub words: &'a Words,
}

impl Exporter<'_> {
    fn shows_lines(&self) -> bool {
        !self.config.maturity.hide.contains(&Hide::SourceLinks)
    }
}

/// A rating as the model's scale names it.
fn rating_id(model: &MaturityModel, rating: Option<Rating>) -> &str {
    match rating {
        Some(Rating::Step(step)) => &model.scale.steps[step.ix()].id,
        Some(Rating::NotApplicable) => "n/a",
        Some(Rating::Unknown) | None => "unknown",
    }
}
