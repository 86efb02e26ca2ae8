//! What a change of the book does to the levels: one record, and the formats made of it.

pub mod record;
mod types;

pub use types::{Format, Options};
