use std::ops::Range;

use super::Source;

/// A change of the text that lets the parser go on behind a mistake. It never changes the length,
/// so that all places stay true.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    pub range: Range<usize>,
    pub by: Filler,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Filler {
    /// The range is one scalar with this text.
    Scalar(String),
    /// The range holds nothing.
    Blank,
    /// The range is `key:value`, where the colon at this offset lacks its blank.
    Colon(usize),
}

/// A scalar that a repair put into the text.
pub struct Mended {
    /// Where the parser finds it.
    place: Range<usize>,
    /// Where its text stands in the original.
    pub stands: Range<usize>,
    pub text: String,
}

/// The repairs made so far, and the text with them.
#[derive(Default)]
pub struct Repairs {
    text: Option<String>,
    scalars: Vec<Mended>,
    made: Vec<Range<usize>>,
}

impl Repairs {
    pub fn len(&self) -> usize {
        self.made.len()
    }

    /// The text to parse; `None` where it is the original.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// What was meant by a plain scalar of the repaired text, where it is or begins with a repaired
    /// one; `read` is what the parser made of it.
    pub fn scalar(&self, range: &Range<usize>, read: &str) -> Option<Mended> {
        let mended = self
            .scalars
            .iter()
            .find(|mended| mended.place.start == range.start && mended.place.end <= range.end)?;
        let rest = match range.is_empty() {
            true => "",
            false => read.get(mended.place.len()..).unwrap_or(""),
        };
        Some(Mended {
            place: range.clone(),
            stands: mended.stands.start..mended.stands.end.max(range.end),
            text: format!("{}{rest}", mended.text),
        })
    }

    /// Makes the repair; `false` where it would change nothing that earlier ones did not.
    pub fn add(&mut self, source: &Source<'_, '_>, repair: Repair) -> bool {
        let Repair { range, by } = repair;
        let old = self.text.as_deref().unwrap_or(source.text);
        let overlaps = |made: &Range<usize>| made.start < range.end && range.start < made.end;
        let Some(part) = old.get(range.clone()) else {
            return false;
        };
        if part.is_empty() || self.made.iter().any(overlaps) {
            return false;
        }
        let (filled, scalar) = match by {
            Filler::Scalar(text) => {
                let mended = Mended {
                    place: range.clone(),
                    stands: range.clone(),
                    text,
                };
                ("x".repeat(part.len()), Some(mended))
            }
            Filler::Blank => (" ".repeat(part.len()), None),
            Filler::Colon(colon) => {
                let Some(text) = old.get(colon + 1..range.end).filter(|t| !t.is_empty()) else {
                    return false;
                };
                // The blank takes the room of the value's first character.
                let blank = text.chars().next().map_or(0, char::len_utf8);
                let key = &old[range.start..colon];
                let (blanks, rest) = (" ".repeat(blank), "x".repeat(text.len() - blank));
                let place = match rest.is_empty() {
                    true => colon + 1..colon + 1,
                    false => colon + 1 + blank..range.end,
                };
                let mended = Mended {
                    place,
                    stands: colon + 1..range.end,
                    text: text.to_owned(),
                };
                (format!("{key}:{blanks}{rest}"), Some(mended))
            }
        };
        let mut text = String::with_capacity(old.len());
        text.push_str(&old[..range.start]);
        text.push_str(&filled);
        text.push_str(&old[range.end..]);
        self.text = Some(text);
        self.scalars.extend(scalar);
        self.made.push(range);
        true
    }
}
