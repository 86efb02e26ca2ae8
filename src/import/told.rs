use super::columns::Heading;
use super::ratings::Ratings;
use super::shape::Shape;
use super::table::Table;
use crate::model::{MaturityModel, Rating};

/// What was made of a table.
pub struct Read<'a> {
    pub table: &'a Table,
    pub shape: Shape,
    pub columns: &'a [Heading],
    pub ratings: &'a Ratings<'a>,
    /// Rows of other models, and of older reports.
    pub left_out: (usize, usize),
    pub model: &'a MaturityModel,
}

/// Sentences from which a person sees whether it was meant so.
pub fn told(read: &Read<'_>) -> Vec<String> {
    let separator = match read.table.separator {
        b';' => "semicolons",
        b'\t' => "tabs",
        _ => "commas",
    };
    let shape = match read.shape {
        Shape::Long => "each row is an answer of a team",
        Shape::TeamsInRows => "each row is a team",
        Shape::TeamsInColumns => "each row is a KPA or goal, each column a team",
    };
    let mut told = vec![format!("{shape}; columns are parted by {separator}")];
    let questions = read.columns.iter();
    let questions = questions.filter(|heading| matches!(heading, Heading::Question(_)));
    let questions = questions.count();
    if read.shape == Shape::TeamsInRows {
        let model = read.model.name_with_version();
        told.push(format!("{questions} columns are KPAs and goals of {model}"));
    }
    let (models, reports) = read.left_out;
    if models > 0 {
        told.push(format!("{models} rows of other models are left out"));
    }
    if reports > 0 {
        told.push(format!("{reports} rows of older reports are left out"));
    }
    let words = words(read.ratings, read.model);
    if !words.is_empty() {
        told.push(format!("read as ratings: {words}"));
    }
    told
}

/// What stands in the table for which rating, where it is not the rating itself.
fn words(ratings: &Ratings<'_>, model: &MaturityModel) -> String {
    /// Numbers can be many.
    const MOST: usize = 24;
    let other = |(text, (rating, _)): &(&String, &(Rating, usize))| {
        !model.scale.word(*rating).eq_ignore_ascii_case(text)
    };
    let all: Vec<_> = ratings.seen.iter().filter(other).collect();
    let mut told: Vec<String> = all
        .iter()
        .take(MOST)
        .map(|(text, (rating, _))| format!("`{text}` is {}", model.scale.word(*rating)))
        .collect();
    if all.len() > MOST {
        told.push(format!("and {} more", all.len() - MOST));
    }
    told.join(", ")
}
