//! What a change of the book does to the levels: one record, and the formats made of it.
//!
//! Every text of the record may come from anybody with a pull request; each format makes it inert in
//! its own way.

mod build;
mod escape;
mod findings;
mod gates;
pub mod github;
pub mod gitlab;
pub mod history;
mod links;
pub mod markdown;
pub mod owners;
pub mod record;
#[cfg(test)]
mod samples;
mod saved;
pub mod summary;
#[cfg(test)]
mod tests;
mod types;
mod validate;
mod words;

pub use build::{About, Side, build};
pub use links::is_web;
pub use saved::evaluate_saved;
pub use types::{Format, Options};
pub use validate::{Invalid, LARGEST, read};

/// The JSON Schema of `levelbook.diff/1`.
pub fn schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft07();
    let schema = settings
        .into_generator()
        .into_root_schema_for::<record::Diff>();
    serde_json::to_value(schema).unwrap_or_default()
}
