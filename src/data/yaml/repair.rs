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

/// The repairs made so far, and the text with them.
#[derive(Default)]
pub struct Repairs {
    text: Option<String>,
    /// A place of the repaired text and the scalar that stands there.
    scalars: Vec<(Range<usize>, String)>,
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

    /// The text that was meant by a plain scalar of the repaired text, where it is or begins with a
    /// repaired one; `read` is what the parser made of it.
    pub fn scalar(&self, range: &Range<usize>, read: &str) -> Option<String> {
        let (place, meant) = self
            .scalars
            .iter()
            .find(|(place, _)| place.start == range.start && place.end <= range.end)?;
        let rest = match range.is_empty() {
            true => "",
            false => read.get(place.len()..).unwrap_or(""),
        };
        Some(format!("{meant}{rest}"))
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
            Filler::Scalar(text) => ("x".repeat(part.len()), Some((range.clone(), text))),
            Filler::Blank => (" ".repeat(part.len()), None),
            Filler::Colon(colon) => {
                let Some(text) = old.get(colon + 1..range.end).filter(|t| !t.is_empty()) else {
                    return false;
                };
                let key = &old[range.start..colon];
                let filled = format!("{key}: {}", "x".repeat(text.len() - 1));
                // Where the added blank leaves no room, the empty value behind the colon is it.
                let start = range.end.min(colon + 1 + usize::from(text.len() > 1));
                let end = if text.len() > 1 { range.end } else { start };
                (filled, Some((start..end, text.to_owned())))
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
