//! Values with places: one small tree for YAML front matter and TOML settings, in which every key
//! and value knows its bytes, and shapes that say which keys a map may have. Decoding, "did you
//! mean" and the JSON Schemas come from the same shapes.

mod decoder;
pub mod layout;
mod node;
mod quote;
mod record;
mod scalar;
mod schema;
mod shape;
mod toml;
mod utf8;
mod yaml;

pub use decoder::Decoder;
pub use layout::yaml_text;
pub use node::{Kind, Node};
pub use record::Record;
pub use scalar::{bad_id, meant_date};
pub use schema::json_schema;
pub use shape::{Key, Shape, Type};
pub use toml::parse as parse_toml;
pub use utf8::not_utf8;
pub use yaml::parse as parse_yaml;
