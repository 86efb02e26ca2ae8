use std::collections::BTreeMap;

use super::elements::{key, short};
use super::types::{Cell, Choices, Problems};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{MaturityModel, Millionths, ONE, Rating, RatingScale, StepIx};

/// Words for the ends of a scale, besides those that every scale reads.
const HIGHEST: [&str; 9] = ["x", "y", "j", "ja", "wahr", "oui", "vrai", "✓", "✔"];
const LOWEST: [&str; 7] = ["n", "nein", "falsch", "non", "faux", "✗", "✘"];
const NOT_APPLICABLE: [&str; 4] = ["n.a", "not applicable", "entfällt", "sans objet"];
const UNKNOWN: [&str; 1] = [""];
/// Stand in a cell to which there is nothing to say.
const NOTHING: [&str; 3] = ["-", "–", "—"];

/// Reads the cells of ratings, and remembers what it made of which word.
pub struct Ratings<'a> {
    model: &'a MaturityModel,
    words: BTreeMap<String, Rating>,
    numbers: Option<(Millionths, Millionths)>,
    /// By what stands in the table: the rating, and how often.
    pub seen: BTreeMap<String, (Rating, usize)>,
}

impl<'a> Ratings<'a> {
    pub fn new(model: &'a MaturityModel, choices: &Choices, problems: &mut Problems<'_>) -> Self {
        let scale = &model.scale;
        let mut words = BTreeMap::new();
        let add = |words: &mut BTreeMap<String, Rating>, list: &[&str], rating| {
            for word in list {
                words.insert((*word).to_owned(), rating);
            }
        };
        add(&mut words, &HIGHEST, Rating::Step(StepIx(0)));
        add(&mut words, &LOWEST, Rating::Step(scale.lowest()));
        add(&mut words, &NOT_APPLICABLE, Rating::NotApplicable);
        add(&mut words, &UNKNOWN, Rating::Unknown);
        for (ix, step) in scale.steps.iter().enumerate() {
            words.insert(key(&step.label), Rating::Step(StepIx::new(ix)));
        }
        for (word, rating) in &choices.ratings {
            match scale.read(rating) {
                Some(rating) => _ = words.insert(key(word), rating),
                None => problems.add(no_rating(model, rating)),
            }
        }
        Self {
            model,
            words,
            numbers: choices.numbers,
            seen: BTreeMap::new(),
        }
    }

    /// The rating of a cell; `None` where there is none, or something is wrong with it.
    pub fn read(&mut self, cell: &Cell, problems: &mut Problems<'_>) -> Option<Rating> {
        if NOTHING.contains(&cell.text.as_str()) {
            return None;
        }
        match self.meant(&cell.text) {
            Ok(rating) => {
                let seen = self.seen.entry(short(&cell.text)).or_insert((rating, 0));
                seen.1 += 1;
                Some(rating)
            }
            Err(help) => {
                let diagnostic = self.unknown(cell, problems);
                problems.add(match help {
                    Some(help) => diagnostic.help(help),
                    None => diagnostic,
                });
                None
            }
        }
    }

    /// What a text means. An error may hold help.
    fn meant(&self, text: &str) -> Result<Rating, Option<String>> {
        let scale = &self.model.scale;
        let chosen = self.words.get(&key(text));
        if let Some(rating) = scale
            .read(text)
            .filter(|_| !self.is_chosen(text))
            .or(chosen.copied())
        {
            return Ok(rating);
        }
        if let Some(percent) = text.strip_suffix('%') {
            return match decimal(percent.trim_end()) {
                Some(share) if share <= 100 * ONE => Ok(step(scale, (share, 0, 100 * ONE))),
                _ => Err(Some("a share lies between 0 % and 100 %".to_owned())),
            };
        }
        let Some(number) = decimal(text) else {
            return Err(None);
        };
        match self.numbers {
            Some((low, high)) if (low..=high).contains(&number) => {
                Ok(step(scale, (number, low, high)))
            }
            Some((low, high)) => {
                let (low, high) = (shown(low), shown(high));
                Err(Some(format!("numbers lie between {low} and {high}, as `--numbers` says")))
            }
            None => Err(Some(
                "say with `--numbers 0-5` which numbers are the lowest and the highest; those between become the step that they reach"
                    .to_owned(),
            )),
        }
    }

    fn is_chosen(&self, text: &str) -> bool {
        let word = key(text);
        self.words.contains_key(&word)
            && self.model.scale.read(text) != self.words.get(&word).copied()
    }

    fn unknown(&self, cell: &Cell, problems: &Problems<'_>) -> Diagnostic {
        let words: Vec<&str> = self.model.scale.words().collect();
        let name = self.model.name_with_version();
        let message = format!("`{}` is no rating of `{name}`", short(&cell.text));
        problems
            .at(Code::UnknownRating, cell, message)
            .suggest(&cell.text, words.iter().copied())
            .help(format!(
                "the ratings are `{}`; `--rating \"{}=…\"` gives this word the meaning of one",
                words.join("`, `"),
                short(&cell.text)
            ))
    }
}

/// The highest step that a number between two others reaches.
fn step(scale: &RatingScale, (number, low, high): (Millionths, Millionths, Millionths)) -> Rating {
    let (above, range) = (u128::from(number - low), u128::from(high - low));
    let reached = scale
        .steps
        .iter()
        .position(|step| u128::from(step.value) * range <= above * u128::from(ONE));
    Rating::Step(reached.map_or(scale.lowest(), StepIx::new))
}

/// A number with a point or a comma, in millionths.
pub fn decimal(text: &str) -> Option<Millionths> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_number = |digits: &str| {
        (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    if !is_number(whole) || !is_number(part) {
        return None;
    }
    let part: Millionths = format!("{part:0<6}").parse().ok()?;
    Some(whole.parse::<Millionths>().ok()? * ONE + part)
}

fn shown(number: Millionths) -> String {
    let text = format!("{}.{:06}", number / ONE, number % ONE);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn no_rating(model: &MaturityModel, word: &str) -> Diagnostic {
    let words: Vec<&str> = model.scale.words().collect();
    let message = format!("`{word}` is no rating of `{}`", model.name_with_version());
    Diagnostic::new(Code::UnknownRating, message)
        .suggest(word, words.iter().copied())
        .help(format!("the ratings are `{}`", words.join("`, `")))
}
