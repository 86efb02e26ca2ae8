use std::collections::HashMap;

use super::message::Message;
use super::tongue::Tongue;
use crate::tree::Place;

/// What a message is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arg<'a> {
    /// Goes into the message as it is.
    Text(&'a str),
    /// Also decides between singular and plural.
    Number(u64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(number as u64)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Arg::Number(number.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Arg::Number(number)
    }
}

/// Which way a language is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// As the attribute `dir` of HTML.
    pub fn id(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

/// All words of one language, ready to be said.
#[derive(Clone, Debug)]
pub struct Words {
    pub(super) direction: Direction,
    /// By id; the order never reaches output.
    pub(super) messages: HashMap<Box<str>, Message, ahash::RandomState>,
    /// The book's language and English; a message knows which of them it is written in.
    pub(super) tongues: Vec<Tongue>,
    pub(super) own: Vec<OwnMessage>,
    /// From 0 to 100, for heat maps ask for them often.
    pub(super) percents: Vec<Box<str>>,
}

/// A message that only the book's theme has, for its own templates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnMessage {
    pub id: String,
    pub place: Place,
    /// Another message of the theme's files refers to it.
    pub referred: bool,
}
