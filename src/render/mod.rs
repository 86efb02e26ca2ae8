//! The last step of a page: a view and a theme become bytes, and the bytes are looked at.

mod addresses;
mod finding;
mod ids;
mod lint;
mod markup;
mod name;
mod page;
mod word;

pub use addresses::{Addresses, From};
pub use finding::{Finding, Kind};
pub use lint::{Lint, Looked, Question, has_part};
pub use page::page;
