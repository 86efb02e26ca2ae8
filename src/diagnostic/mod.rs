//! Problems as data. A stage returns [`Checked`]: its value and what is wrong with its input;
//! renderers turn the same diagnostics into text, JSON or annotations.

mod codes;
pub mod command;
mod counted;
pub mod quality;
mod render;
pub mod safe;
mod types;

pub use codes::Code;
pub use counted::counted;
pub use render::{Format, Options, Texts, render};
pub use types::{Checked, Diagnostic, Fix, Label, Severity, nearest, sort};
