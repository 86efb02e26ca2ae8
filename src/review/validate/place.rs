use super::Invalid;

/// Where in a record a value stands. Written out only where something is wrong.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    Root,
    Key(&'a Place<'a>, &'static str),
    Item(&'a Place<'a>, usize),
}

impl Place<'_> {
    pub fn key(&self, key: &'static str) -> Place<'_> {
        Place::Key(self, key)
    }

    pub fn wrong(&self, reason: impl Into<String>) -> Invalid {
        Invalid {
            path: self.path(),
            reason: reason.into(),
        }
    }

    fn path(&self) -> String {
        match self {
            Place::Root => "$".to_owned(),
            Place::Key(Place::Root, key) => (*key).to_owned(),
            Place::Key(parent, key) => format!("{}.{key}", parent.path()),
            Place::Item(parent, index) => format!("{}[{index}]", parent.path()),
        }
    }
}
