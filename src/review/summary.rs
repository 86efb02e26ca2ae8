use super::Options;
use super::markdown::{Room, within};
use super::record::Diff;

/// GitHub takes 1 MiB for each step.
const SUMMARY: Room = Room {
    bytes: 900 * 1024,
    rows: 500,
    is_comment: false,
};

/// The summary of a job: what the comment says, with more room for it.
pub fn render(diff: &Diff, options: &Options<'_>) -> String {
    within(diff, options, SUMMARY)
}
