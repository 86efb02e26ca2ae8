use super::Invalid;
use super::place::Place;
use crate::data::bad_id;
use crate::review::links::is_clean;
use crate::review::owners::is_owner;

pub(super) type Checked = Result<(), Invalid>;

/// The longest name, text and path, in bytes, and the longest list.
const NAME: usize = 2_000;
const TEXT: usize = 300_000;
const PATH: usize = 1_000;
const LIST: usize = 20_000;

/// A name, a statement or a word: any text of moderate length.
pub(super) fn name(at: &Place<'_>, text: &str) -> Checked {
    longest(at, text, NAME)
}

/// A text of the book, such as a note.
pub(super) fn text(at: &Place<'_>, text: &str) -> Checked {
    longest(at, text, TEXT)
}

fn longest(at: &Place<'_>, text: &str, most: usize) -> Checked {
    match text.len() {
        n if n > most => Err(at.wrong(format!("longer than {most} bytes"))),
        _ => Ok(()),
    }
}

/// An id of a model, a level, a KPA, a goal or a version.
pub(super) fn id(at: &Place<'_>, text: &str) -> Checked {
    match bad_id(text) {
        Some(reason) => Err(at.wrong(reason)),
        None => Ok(()),
    }
}

/// An id of a scale, or a word that every scale has.
pub(super) fn rating(at: &Place<'_>, text: &str) -> Checked {
    match text {
        "n/a" => Ok(()),
        text => id(at, text),
    }
}

/// The id of a team: the name of a file or folder.
pub(super) fn team(at: &Place<'_>, text: &str) -> Checked {
    let is_name = (1..=255).contains(&text.len())
        && !text.contains(['/', '\\'])
        && !text.contains(char::is_control)
        && !matches!(text, "." | "..");
    match is_name {
        true => Ok(()),
        false => Err(at.wrong("not the name of a file or folder")),
    }
}

/// A file of the book, or one that the program carries.
pub(super) fn file(at: &Place<'_>, text: &str) -> Checked {
    let built_in = text.strip_prefix("<built-in>/");
    match text.len() <= PATH && is_clean(built_in.unwrap_or(text)) {
        true => Ok(()),
        false => Err(at.wrong("not a relative path without `.` and `..`")),
    }
}

/// A page of the site.
pub(super) fn page(at: &Place<'_>, text: &str) -> Checked {
    match text.len() <= PATH && is_clean(text) {
        true => Ok(()),
        false => Err(at.wrong("not a relative path without `.` and `..`")),
    }
}

/// The folder of the book.
pub(super) fn prefix(at: &Place<'_>, text: &str) -> Checked {
    let is_folder = text.len() <= PATH && text.strip_suffix('/').is_some_and(is_clean);
    match text.is_empty() || is_folder {
        true => Ok(()),
        false => Err(at.wrong("not a relative path with `/` at its end")),
    }
}

/// A commit in full.
pub(super) fn commit(at: &Place<'_>, text: &str) -> Checked {
    let is_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    match matches!(text.len(), 40 | 64) && text.bytes().all(is_hex) {
        true => Ok(()),
        false => Err(at.wrong("not a commit of 40 or 64 hexadecimal digits")),
    }
}

/// A date as 2026-07-01.
pub(super) fn date(at: &Place<'_>, text: &str) -> Checked {
    let is_form = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    match is_form && text.parse::<jiff::civil::Date>().is_ok() {
        true => Ok(()),
        false => Err(at.wrong("not a date as 2026-07-01")),
    }
}

/// An owner as CODEOWNERS names them.
pub(super) fn owner(at: &Place<'_>, text: &str) -> Checked {
    match text.len() <= 255 && is_owner(text) {
        true => Ok(()),
        false => Err(at.wrong("neither `@name`, `@group/name` nor a mail address")),
    }
}

/// One of these words.
pub(super) fn word(at: &Place<'_>, text: &str, words: &[&str]) -> Checked {
    match words.contains(&text) {
        true => Ok(()),
        false => Err(at.wrong(format!("none of {}", words.join(", ")))),
    }
}

/// The name of a key, such as `max-age-days`.
pub(super) fn key(at: &Place<'_>, text: &str) -> Checked {
    let is_key = |b: u8| b.is_ascii_alphanumeric() || b"-_. ".contains(&b);
    match (1..=100).contains(&text.len()) && text.bytes().all(is_key) {
        true => Ok(()),
        false => Err(at.wrong("not the name of a key")),
    }
}

/// Every item of a list, of which there may not be too many.
pub(super) fn each<T>(
    at: &Place<'_>,
    items: &[T],
    check: impl Fn(&Place<'_>, &T) -> Checked,
) -> Checked {
    if items.len() > LIST {
        return Err(at.wrong(format!("more than {LIST} items")));
    }
    for (index, item) in items.iter().enumerate() {
        check(&Place::Item(at, index), item)?;
    }
    Ok(())
}

/// Every text of a list.
pub(super) fn all(
    at: &Place<'_>,
    items: &[String],
    check: fn(&Place<'_>, &str) -> Checked,
) -> Checked {
    each(at, items, |at, item| check(at, item))
}

/// What may be missing.
pub(super) fn maybe(
    at: &Place<'_>,
    text: &Option<String>,
    check: impl Fn(&Place<'_>, &str) -> Checked,
) -> Checked {
    match text {
        Some(text) => check(at, text),
        None => Ok(()),
    }
}
