//! The last step of a page: a view and a theme become bytes.

mod lint;
mod page;

pub use lint::{Finding, lint};
pub use page::page;
