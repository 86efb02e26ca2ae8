//! Maturity models: levels, key process areas, goals, scales. Built-in models are content that the
//! program carries; a book's own models are read in the same way.

mod alike;
mod built_in;
mod decode;
mod extras;
mod ids;
mod kpas;
mod levels;
mod links;
mod rating;
mod reader;
mod register;
mod scale;
mod sections;
mod shape;
mod types;
mod version;

#[cfg(test)]
mod tests;

pub use built_in::{built_in, built_in_ids, built_in_text};
pub use decode::decode;
pub use register::register;
pub use shape::MODEL as SHAPE;
pub use types::*;
pub use version::compare as compare_versions;
