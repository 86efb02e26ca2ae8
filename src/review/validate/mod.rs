//! A record that somebody else may have written, as a workflow with rights finds it in an artifact:
//! strict in its form, limited in its size, and consistent, so that what is made of it can be trusted
//! to be about a book.

mod diff;
mod place;
mod position;
mod report;
mod rules;

use super::record::Diff;
use place::Place;

/// How large a record may be, in bytes.
pub const LARGEST: usize = 5_000_000;

/// Why a record is refused: where in it, and what is wrong there.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{path}`: {reason}")]
pub struct Invalid {
    /// As in `teams[3].reports[0].file`; `$` for the record as a whole.
    pub path: String,
    pub reason: String,
}

/// Reads a record and checks everything in it. No address of it is kept: where repository and site
/// are, the reader has to know.
pub fn read(bytes: &[u8]) -> Result<Diff, Invalid> {
    if bytes.len() > LARGEST {
        return Err(Place::Root.wrong("larger than 5 MB"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Place::Root.wrong("not UTF-8"))?;
    if !text.trim_start().starts_with('{') {
        return Err(Place::Root.wrong("not a JSON object"));
    }
    let mut diff: Diff = serde_json::from_str(text).map_err(|error| malformed(text, &error))?;
    diff::check(&diff)?;
    diff.repository_url = None;
    diff.site_url = None;
    Ok(diff)
}

fn malformed(text: &str, error: &serde_json::Error) -> Invalid {
    let said = error.to_string();
    let reason = said.split(" at line ").next().unwrap_or(&said);
    // What else could stand there is a long list; the schema has it.
    let reason = reason.split(", expected one of").next().unwrap_or(reason);
    let is_missing = reason.starts_with("missing field");
    Invalid {
        path: position::path(text, (error.line(), error.column()), is_missing),
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests;
