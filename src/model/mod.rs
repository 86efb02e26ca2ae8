//! Maturity models: levels, key process areas, goals, scales. Built-in models are content that the
//! program carries; a book's own models are read in the same way.

mod types;

pub use types::*;
