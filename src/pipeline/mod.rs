//! The stages in their order: this is where to start reading.
//!
//! ```text
//! Sources ─ configure ─ parse ─ register ─ assess ─ score ─ evaluate ─ plan ─ present ─ render ─ bytes
//! ```
//!
//! [`compile`] runs all stages up to the plan and returns a [`Book`]; [`Book::render`] presents and
//! renders its pages one by one and hands each to a sink. Both only compute: reading and writing is
//! the command line's.

mod blamed;
mod book;
mod cards;
mod changed;
mod compile;
mod design;
mod files;
mod input;
mod inspect;
mod output;
mod progress;
mod session;
mod settings;
mod sink;
mod weight;

pub use book::Book;
pub use compile::{compile, policy};
pub use files::registry;
pub use input::{Input, Stamp, input_digest, source_folders, text_of};
pub use progress::{Observer, Silent, Stage};
pub use session::{Evaluated, Session};
pub use sink::Sink;
