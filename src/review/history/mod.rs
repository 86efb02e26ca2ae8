//! Where a team stood over the commits, and what each change came from.

mod stand;
mod step;
mod text;
mod types;

pub use step::{Series, State, step};
pub use text::text;
pub use types::{AnswerStep, Cause, Dated, History, KpaStep, Row, SCHEMA, Stand, Step};
