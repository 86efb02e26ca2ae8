//! What a change of the book does to the levels: one record, and the formats made of it.
//!
//! Every text of the record may come from anybody with a pull request; each format makes it inert in
//! its own way.

mod build;
mod escape;
mod facts;
mod findings;
mod gate_id;
mod gates;
pub mod github;
pub mod gitlab;
pub mod history;
pub mod html;
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
pub mod text;
mod types;
mod validate;
mod words;

pub use build::{About, Side, build};
pub use links::is_web;
pub use saved::evaluate_saved;
pub use types::{Format, Options};
pub use validate::{Invalid, LARGEST, read};

/// The record in a form for its readers, which ends in a line end.
pub fn render(format: Format, diff: &record::Diff, options: &Options<'_>) -> String {
    match format {
        Format::Text => text::render(diff, options),
        Format::Markdown => markdown::render(diff, options),
        Format::Summary => summary::render(diff, options),
        Format::Github => github::render(diff),
        Format::Gitlab => gitlab::render(diff),
        Format::Json => crate::diagnostic::safe::to_json(diff),
        Format::Html => html::render(diff, options),
    }
}

/// The JSON Schema of `levelbook.diff/1`.
pub fn schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft07();
    let schema = settings
        .into_generator()
        .into_root_schema_for::<record::Diff>();
    serde_json::to_value(schema).unwrap_or_default()
}
