/// A line that says nothing to the program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Remark {
    Blank,
    /// From its `#` to the end of the line.
    Comment(String),
}

/// A value as it is to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Nothing stands behind the key; comments that are indented deeper may stand below it.
    Empty(Vec<Remark>),
    /// Written on one line, whatever it is.
    Text(String),
    /// A text over several lines: the `|-` or `>` that begins it, and its lines without indent.
    Block(String, Vec<String>),
    List(Items),
    /// Items with keys.
    Map(Items),
}

/// What a list or map holds.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Items {
    pub list: Vec<Item>,
    /// Behind the last item.
    pub tail: Vec<Remark>,
}

/// An entry of a map, or an item of a list, whose key is empty and not written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// The lines above it.
    pub before: Vec<Remark>,
    pub key: String,
    pub value: Value,
    /// The comment at the end of its line; where the value takes several, of the first.
    pub behind: Option<String>,
}

impl Item {
    /// An entry without remarks.
    pub fn new(key: &str, value: Value) -> Self {
        Self {
            before: Vec::new(),
            key: key.to_owned(),
            value,
            behind: None,
        }
    }

    /// An entry that is a text.
    pub fn text(key: &str, text: &str) -> Self {
        Self::new(key, Value::Text(text.to_owned()))
    }

    /// Whether nothing but key and value is written of it.
    pub fn is_bare(&self) -> bool {
        self.behind.is_none() && !has_comment(&self.before)
    }
}

impl From<Vec<Item>> for Items {
    fn from(list: Vec<Item>) -> Self {
        Self {
            list,
            tail: Vec::new(),
        }
    }
}

pub fn has_comment(remarks: &[Remark]) -> bool {
    remarks.iter().any(|remark| *remark != Remark::Blank)
}
