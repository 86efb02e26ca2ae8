//! Small pieces of language: numbers, lists, dates, names of levels.

use jiff::civil::Date;

use super::{DateView, LevelName};
use crate::model::{KpaIx, MaturityModel, PositionIx};

/// `one` to `twelve` in words, then digits.
pub fn count(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `one goal`, `two goals`, `no goals`.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// The text with its first letter in upper case.
pub fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// `A`, `A and B`, `A, B and C`; beyond `most` the rest is counted.
pub fn list<S: AsRef<str>>(items: &[S], most: usize) -> String {
    // To count a single rest takes as much room as to name it.
    let shown = if items.len() <= most + 1 {
        items.len()
    } else {
        most
    };
    let mut parts: Vec<String> = items[..shown]
        .iter()
        .map(|item| item.as_ref().to_owned())
        .collect();
    if items.len() > shown {
        parts.push(format!("{} more", count(items.len() - shown)));
    }
    match parts.len() {
        0 => String::new(),
        1 => parts.remove(0),
        n => {
            let last = parts.remove(n - 1);
            // A name with an `and` of its own would run into the next one.
            let comma = parts
                .iter()
                .chain([&last])
                .any(|part| part.contains(" and "));
            let and = if comma { ", and" } else { " and" };
            format!("{}{and} {last}", parts.join(", "))
        }
    }
}

/// `1 July 2026`.
pub fn date(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    format!(
        "{} {} {}",
        date.day(),
        MONTHS[date.month() as usize - 1],
        date.year()
    )
}

pub fn date_view(value: Date) -> DateView {
    DateView {
        iso: value.to_string(),
        words: date(value),
    }
}

pub fn level(model: &MaturityModel, place: PositionIx) -> LevelName {
    let position = model.position(place);
    LevelName {
        id: position.id.clone(),
        label: format!("{} {}", position.id, position.name),
        name: position.name.clone(),
        place: place.ix(),
    }
}

/// `level 2, Repeatable`.
pub fn level_phrase(model: &MaturityModel, place: PositionIx) -> String {
    let position = model.position(place);
    format!("level {}, {}", position.id, position.name)
}

/// `level 2`.
pub fn level_short(model: &MaturityModel, place: PositionIx) -> String {
    format!("level {}", model.position(place).id)
}

pub fn kpa_names(model: &MaturityModel, kpas: &[KpaIx], most: usize) -> String {
    let names: Vec<&str> = kpas
        .iter()
        .map(|kpa| model.kpa(*kpa).name.as_str())
        .collect();
    list(&names, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_numbers_read_well() {
        assert_eq!(list(&["A"], 3), "A");
        assert_eq!(list(&["A", "B"], 3), "A and B");
        assert_eq!(list(&["A", "B", "C", "D"], 2), "A, B and two more");
        assert_eq!(list(&["A and B", "C"], 2), "A and B, and C");
        assert_eq!(counted(1, "goal", "goals"), "one goal");
        assert_eq!(counted(13, "goal", "goals"), "13 goals");
        assert_eq!(sentence_case("two goals"), "Two goals");
        assert_eq!(date(jiff::civil::date(2026, 7, 1)), "1 July 2026");
    }
}
