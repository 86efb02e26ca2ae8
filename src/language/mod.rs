//! The words of pages, sentences and exports, by language: [`Words`] says them.
//!
//! The words stand in Fluent files (`en.ftl`): those of the default theme in the program itself, and
//! those of a theme of the book, which overrides them message by message. A message is looked for in
//! the language of the book, in its base language (`de-AT`, then `de`), and in English. Everything is
//! resolved and checked once, when the words are loaded; to say a message is to join its pieces.

mod built_in;
mod compile;
mod guard;
mod layers;
mod load;
mod message;
mod say;
mod script;
mod tongue;
mod types;

pub use built_in::LANGUAGES;
pub use types::{Arg, Direction, OwnMessage, Words};

#[cfg(test)]
mod tests;
