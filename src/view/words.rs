//! Small pieces of language: dates, names of levels, lists of names.

use jiff::civil::Date;

use super::{DateView, LevelName};
use crate::language::Words;
use crate::model::{Effort, KpaIx, MaturityModel, PositionIx};
use crate::score::Status;

/// The text with its first letter in upper case.
pub fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

pub fn date_view(words: &Words, value: Date) -> DateView {
    DateView {
        iso: value.to_string(),
        words: words.date(value),
    }
}

pub fn level(model: &MaturityModel, place: PositionIx) -> LevelName {
    let position = model.position(place);
    LevelName {
        id: position.id.clone(),
        label: [&position.id, " ", &position.name].concat(),
        name: position.name.clone(),
        place: place.ix(),
    }
}

/// `level 2, Repeatable`.
pub fn level_phrase(words: &Words, model: &MaturityModel, place: PositionIx) -> String {
    let position = model.position(place);
    let (id, name) = (&position.id, &position.name);
    words.say(
        "level_phrase",
        &[("level", id.into()), ("name", name.into())],
    )
}

/// `level 2`.
pub fn level_short(words: &Words, model: &MaturityModel, place: PositionIx) -> String {
    let id = &model.position(place).id;
    words.say("level_short", &[("level", id.into())])
}

pub fn kpa_names(words: &Words, model: &MaturityModel, kpas: &[KpaIx], most: usize) -> String {
    let names: Vec<&str> = kpas
        .iter()
        .map(|kpa| model.kpa(*kpa).name.as_str())
        .collect();
    words.list(&names, most)
}

/// `rated`, `provisional`, `not rated`.
pub fn status(words: &Words, status: Status) -> &str {
    words.text(match status {
        Status::Rated => "status_rated",
        Status::Provisional => "status_provisional",
        Status::Unrated => "status_unrated",
    })
}

/// `small`, `medium`, `large`.
pub fn effort(words: &Words, effort: Effort) -> &str {
    words.text(match effort {
        Effort::S => "effort_s",
        Effort::M => "effort_m",
        Effort::L => "effort_l",
    })
}

/// A name that stands in YAML as one word: `middle-management` is `middle management`.
pub fn spelled(id: &str) -> String {
    id.replace(['-', '_'], " ")
}
