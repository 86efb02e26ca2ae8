//! Themes: the default one that the program carries, and a book's own that overrides it file by
//! file. A theme is loaded and checked as a whole, so that a page can fail only on values.

mod assets;
mod builtin;
mod errors;
mod fields;
mod filters;
mod flat;
mod kinds;
mod load;
mod manifest;
mod outline;
mod paths;
mod policy;
#[cfg(test)]
pub(crate) mod samples;
mod scan;
mod templates;
mod types;
mod words;

pub use assets::references;
pub use builtin::{built_in_text, eject};
pub use policy::policy_hash;
pub use types::{Asset, Extra, Options, Theme};
