//! What holds whatever the bytes are, one function for each part of the program that reads what
//! strangers may have written. The fuzzer calls them with bytes of its own (`../targets`), a test of
//! the suite with those of `../corpus`.

mod common;
mod comparison;
mod csv_import;
mod front_matter;
mod html;
mod links;
mod markdown;
mod model;
mod yaml_tree;

pub use comparison::comparison;
pub use csv_import::csv_import;
pub use front_matter::front_matter;
pub use links::links;
pub use markdown::markdown;
pub use model::model;
pub use yaml_tree::yaml_tree;

/// Panics where a rule does not hold for some bytes.
pub type Check = fn(&[u8]);

/// The targets by the name of their folder in the corpus.
pub const TARGETS: &[(&str, Check)] = &[
    ("comparison", comparison),
    ("csv_import", csv_import),
    ("front_matter", front_matter),
    ("links", links),
    ("markdown", markdown),
    ("model", model),
    ("yaml_tree", yaml_tree),
];
