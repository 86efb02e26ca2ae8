//! What a change of the book does to the levels: one record, and the formats made of it.
//!
//! Every text of the record may come from anybody with a pull request; each format makes it inert in
//! its own way.

mod escape;
mod findings;
pub mod github;
pub mod gitlab;
mod links;
pub mod markdown;
pub mod record;
#[cfg(test)]
mod samples;
pub mod summary;
#[cfg(test)]
mod tests;
mod types;
mod words;

pub use types::{Format, Options};
