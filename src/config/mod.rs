//! book.toml: mdBook's names where mdBook has the setting, ours under `[maturity]`.
//!
//! [`read`] takes the file, lays the overrides of the environment over it, and holds the result
//! against the shapes, from which `levelbook schema book` is made as well.

mod address;
mod folders;
mod foreign;
mod html;
mod maturity;
mod overrides;
mod reader;
mod repository;
mod review;
mod shapes;
mod types;

pub use address::{repository_url, site_url};
pub use overrides::PREFIX;
pub use reader::read;
pub use repository::source_template;
pub use shapes::SHAPE;
pub use types::{
    Accept, Book, Build, ColorScheme, Config, Cost, GateId, Hide, Html, Maturity, ModelConfig,
    ModelPlaces, Places, RawHtml, Review,
};

/// The file that makes a folder a book.
pub const FILE: &str = "book.toml";

#[cfg(test)]
mod tests;
