//! What changed, in plain words and with its places: the terminal and the page tell the same. The
//! words of the content stand in it as they are written, so whoever shows them makes them inert.
//! Sentences that stand in Markdown too take an `Ink`, in which these words are inert already.

mod lists;
mod model;
mod report;
mod team;
mod types;
mod wording;

pub(super) use lists::{assessment, at, evidences, of_assessment, planned, standing};
pub(super) use model::{effect, gets, of_item, of_model, versions};
pub(super) use report::{of_answer, of_report, remarks};
pub(super) use team::{acceptance, at as of_file, of_team, older, twin_of};
pub(super) use types::{Fact, Item, Trend};
pub(super) use wording::{Ink, causes, clip, field, fields, level, or_none, turn};
