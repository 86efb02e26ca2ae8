/// A map's keys: what a decoder accepts, what "did you mean" chooses from, what a schema describes.
#[derive(Debug)]
pub struct Shape {
    /// What the map is, for messages: "an assessment", "a KPA".
    pub name: &'static str,
    pub keys: &'static [Key],
}

#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub required: bool,
    pub value: Type,
    /// One sentence for the schema and the manual.
    pub doc: &'static str,
}

/// The form of a value.
#[derive(Debug)]
pub enum Type {
    /// Any scalar, as its text.
    Text,
    /// An id as in the contract: `[A-Za-z0-9][A-Za-z0-9._-]{0,39}`.
    Id,
    /// A decimal number without exponent.
    Number,
    /// A whole number, not negative.
    Count,
    /// `true`/`yes` or `false`/`no`.
    Flag,
    /// `2026-07-01`.
    Date,
    /// One of the words.
    OneOf(&'static [&'static str]),
    /// A list; where `single` is set, one value may stand for a list of one.
    List {
        of: &'static Type,
        single: bool,
    },
    /// A map with free keys.
    MapOf(&'static Type),
    Record(&'static Shape),
    /// Any of several forms, such as a text or a map.
    Either(&'static [Type]),
}

impl Key {
    pub const fn required(name: &'static str, value: Type, doc: &'static str) -> Self {
        Self {
            name,
            required: true,
            value,
            doc,
        }
    }

    pub const fn optional(name: &'static str, value: Type, doc: &'static str) -> Self {
        Self {
            name,
            required: false,
            value,
            doc,
        }
    }
}

impl Shape {
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}
