//! What a change of the book does to the levels: one record, and the formats made of it.

mod build;
mod gates;
pub mod owners;
pub mod record;
mod saved;
mod types;

pub use build::{About, Side, build};
pub use saved::evaluate_saved;
pub use types::{Format, Options};

/// The JSON Schema of `levelbook.diff/1`.
pub fn schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft07();
    let schema = settings
        .into_generator()
        .into_root_schema_for::<record::Diff>();
    serde_json::to_value(schema).unwrap_or_default()
}
