//! What has changed between two evaluations of one book.

mod teams;
mod types;

pub use teams::compare;
pub use types::{Difference, Point};
