use crate::review::record::{Field, LevelChange};
use crate::review::words::signed;

/// How many characters of a note, a statement or an address are told.
const LONG: usize = 160;

/// How a text of others is written.
pub type Word = fn(&str) -> String;

/// How texts of others are written in a sentence of ours: as they are, to be made inert with the
/// sentence, or inert already, where the sentence is markup.
#[derive(Clone, Copy)]
pub struct Ink {
    pub name: Word,
    /// Ids and values.
    pub code: Word,
    pub prose: Word,
}

impl Ink {
    pub const PLAIN: Self = Self {
        name: clip,
        code: clip,
        prose: clip,
    };
}

/// `3 → 2`, `2`, `new at 2` or `was at 2`.
pub fn level(level: &LevelChange) -> String {
    match (&level.base, &level.head) {
        (Some(base), Some(head)) if base == head => clip(head),
        (Some(base), Some(head)) => format!("{} → {}", clip(base), clip(head)),
        (None, Some(head)) => format!("new at {}", clip(head)),
        (Some(base), None) => format!("was at {}", clip(base)),
        (None, None) => "no level".to_owned(),
    }
}

/// By whose doing the level is another one: `answers +1, model −1`; empty where nothing is.
pub fn causes(level: &LevelChange) -> String {
    let part = |name: &str, n: Option<i32>| {
        let n = n.filter(|n| *n != 0)?;
        Some(format!("{name} {}", signed(n)))
    };
    let parts = [
        part("answers", level.due_to_answers),
        part("model", level.due_to_model),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

pub fn fields(fields: &[Field]) -> String {
    let fields = fields.iter().map(|one| field(one, Ink::PLAIN));
    fields.collect::<Vec<_>>().join(", ")
}

/// `status open → started`; of a text only that it changed.
pub fn field(field: &Field, ink: Ink) -> String {
    match field.name.as_str() {
        "note" => "note changed".to_owned(),
        name => {
            let turn = turn(&field.base, &field.head, ink.code);
            format!("{} {turn}", (ink.name)(name))
        }
    }
}

/// `open → started`
pub fn turn(base: &Option<String>, head: &Option<String>, word: Word) -> String {
    let word = |text: &Option<String>| text.as_deref().map_or("none".to_owned(), word);
    format!("{} → {}", word(base), word(head))
}

pub fn or_none(text: &Option<String>) -> String {
    text.as_deref().map_or("none".to_owned(), clip)
}

pub fn ids(ids: &[String]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| clip(id)).collect();
    ids.join(", ")
}

/// A text on one line, at most 160 characters of it.
pub fn clip(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace().take(LONG) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(LONG + 1));
    }
    match out.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", out[..at].trim_end()),
        None => out,
    }
}
