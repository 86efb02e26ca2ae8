//! What has changed between two evaluations of one book: at a glance ([`compare`]), and what of a
//! change is the answers' doing and what the model's ([`carried`]).

mod carry;
mod teams;
mod types;

pub use carry::{carried, goal_origins, goal_successor, kpa_origins};
pub use teams::compare;
pub use types::{Difference, Point};
