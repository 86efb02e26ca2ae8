//! What themes see: plain, versioned data, built for display. Nothing below this floor can be
//! serialised, so nothing else can reach a template.

mod types;

pub use types::*;
