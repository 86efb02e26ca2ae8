//! Levelbook compiles a book of maturity assessments into a static site that proves its verdicts.
//!
//! Start reading in [`pipeline`]: it holds the stages in their order. ARCHITECTURE.md lists the
//! floors; a module imports lower floors only, and a test holds `src/` against that table.

pub mod assessment;
pub mod chart;
pub mod cli;
pub mod compare;
pub mod config;
pub mod data;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod format;
pub mod host;
pub mod import;
pub mod language;
pub mod model;
pub mod pipeline;
pub mod preview;
pub mod render;
pub mod review;
pub mod score;
pub mod site;
pub mod theme;
pub mod tree;
pub mod view;
