//! What a change of the book does to the levels: one record, and the formats made of it.

mod build;
mod gates;
pub mod record;

pub use build::{About, Side, build};
