//! Front matter as the program writes it: one answer on one line where it fits, quotes only where
//! they must be, two blanks of indent. New files and formatted ones are written here, so that they
//! cannot disagree.

mod text;
mod types;
mod write;

pub use text::yaml_text;
pub use types::{Item, Items, Remark, Value};
pub use write::{write, write_front};

#[cfg(test)]
mod tests;
