use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::names::is_shallow;
use super::{ask, commit_id, resolve};
use crate::host::HostError;

/// A commit of the history.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commit {
    /// In full.
    pub id: String,
    /// In UTC, by the date of the commit.
    pub day: Date,
    /// The first line of the message, as its author wrote it.
    pub subject: String,
}

/// The commits of the first-parent line of `HEAD` that change something at these paths, which are
/// relative to the book's folder and need not exist; newest first. Errors are those of [`resolve`].
pub fn log(root: &Path, paths: &[String]) -> Result<Vec<Commit>, HostError> {
    let head = resolve(root, "HEAD")?;
    let mut args = vec![
        "log",
        "-z",
        "--first-parent",
        "--format=%H %ct %s",
        "--encoding=UTF-8",
        "--no-color",
        "--no-decorate",
        "--no-follow",
        "--no-notes",
        "--no-patch",
        "--no-show-signature",
        &head,
        "--",
    ];
    args.extend(paths.iter().map(String::as_str));
    let listing =
        ask(root, &args).map_err(|error| HostError::io("read the history of", root, error))?;
    let records = listing.split(|byte| *byte == 0);
    Ok(records.filter_map(commit).collect())
}

/// Whether the clone does not have what came before a commit.
pub fn is_cut_off(root: &Path, commit: &str) -> bool {
    is_shallow(root) && resolve(root, &format!("{commit}^1")).is_err()
}

/// Reads `ID SECONDS SUBJECT`.
fn commit(record: &[u8]) -> Option<Commit> {
    let text = String::from_utf8_lossy(record);
    let mut fields = text.splitn(3, ' ');
    let id = commit_id(fields.next()?)?;
    let seconds = fields.next()?.parse().ok()?;
    // Later than the calendar is the last day.
    let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX);
    Some(Commit {
        id,
        day: Offset::UTC.to_datetime(time).date(),
        subject: fields.next().unwrap_or_default().to_owned(),
    })
}
