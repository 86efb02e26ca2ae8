//! The last step of a page: a view and a theme become bytes.

mod lint;
mod page;
mod tags;

pub use lint::{Finding, lint, without};
pub use page::page;
