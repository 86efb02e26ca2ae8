//! Teams and their assessments: the answers that a report is computed from.
//!
//! [`role`] tells by its folder what a file is, [`assess`] reads one file of a team, [`gather`]
//! joins what was read into the [`Roster`] of the book.

mod answers;
mod blank;
mod context;
mod decode;
mod divided;
mod doubles;
mod evidence;
mod filled;
mod gather;
mod last;
mod plan;
mod reading;
mod rebind;
mod redact;
mod regather;
mod roles;
mod shape;
mod team;
mod types;

pub use blank::{Blank, blank};
pub use context::{Assessed, Context, Introduction, Unresolved};
pub use decode::assess;
pub use divided::{Divided, divided};
pub use doubles::recode_duplicate_answers;
pub use evidence::{Looks, is_link, looks};
pub use filled::{Filled, filled};
pub use gather::{Roster, gather};
pub use last::blank_with_answers;
pub use rebind::rebind;
pub use redact::{redact, redact_team};
pub use regather::{Gathered, regather};
pub use roles::{Role, is_model, role};
pub use shape::{ANSWER, ASSESSMENT, BUY_IN_OF, EVIDENCE, TEAM, TEAM_FILE, schema};
pub use types::*;

#[cfg(test)]
mod tests;
