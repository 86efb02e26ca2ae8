//! book.toml: mdBook's names where mdBook has the setting, ours under `[maturity]`.

mod types;

pub use types::*;
