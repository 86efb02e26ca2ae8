//! Teams and their assessments: the answers that a report is computed from.

mod types;

pub use types::*;
