//! What changed, in plain words and with its places: the terminal and the page tell the same. The
//! words of the content stand in it as they are written, so whoever shows them makes them inert.

mod lists;
mod model;
mod report;
mod team;
mod types;
mod wording;

pub(super) use model::{effect, of_model, versions};
pub(super) use report::{of_report, remarks};
pub(super) use team::{acceptance, of_team};
pub(super) use types::{At, Fact, Item, Trend};
pub(super) use wording::{causes, clip, fields, level, or_none};
