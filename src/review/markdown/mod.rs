//! The comment of a pull request: the verdict first, then who fell and rose and by whose doing, what
//! to look at, and the proof of each statement.

mod changes;
mod facts;
mod fence;
mod foot;
mod head;
mod ladder;
mod lists;
mod models;
mod table;
mod team;
mod types;
mod warning;

pub(super) use types::Room;

use super::Options;
use super::record::Diff;
use types::Page;

/// GitHub takes 65,536 characters.
const COMMENT: Room = Room {
    bytes: 60_000,
    rows: 20,
    is_comment: true,
};

/// The comment, at most 60,000 bytes. Its first line is a marker by which the next run finds it.
pub fn render(diff: &Diff, options: &Options<'_>) -> String {
    within(diff, options, COMMENT)
}

/// The same text for another place.
pub(super) fn within(diff: &Diff, options: &Options<'_>, room: Room) -> String {
    ladder::fit(&Page::new(diff, options, room))
}
