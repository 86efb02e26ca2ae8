use super::tongue::Tongue;
use super::types::Arg;

/// A message in pieces: whatever it referred to is part of it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Message {
    /// The language that it is written in, as a place among the tongues.
    pub tongue: usize,
    /// No two texts follow each other.
    pub pieces: Vec<Piece>,
    /// The names of everything that it asks for, in alphabetical order.
    pub asks: Vec<Box<str>>,
    /// How many bytes of text it has by itself, choices apart.
    pub least: usize,
}

impl Message {
    pub fn new(tongue: usize, pieces: Vec<Piece>) -> Self {
        let asks = names(&pieces).into_iter().map(Box::from).collect();
        let texts = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.len(),
            _ => 0,
        });
        Self {
            tongue,
            asks,
            least: texts.sum(),
            pieces,
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Piece {
    Text(Box<str>),
    /// What the message is told under this name.
    Told {
        name: Box<str>,
        form: Form,
    },
    Choice(Choice),
}

/// Texts to choose from by what the message is told under a name.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Choice {
    pub name: Box<str>,
    /// The last one is taken where no other fits.
    pub variants: Vec<(Key, Vec<Piece>)>,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Key {
    Exact(u64),
    /// A plural category, or a text that must be equal.
    Name(Box<str>),
}

/// How a value is written.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Form {
    /// Small numbers in words.
    pub in_words: bool,
    /// The first letter in upper case.
    pub upper: bool,
}

/// Joins pieces.
pub(super) struct Speaker<'a> {
    pub tongue: &'a Tongue,
    pub args: &'a [(&'a str, Arg<'a>)],
}

impl Speaker<'_> {
    pub fn speak(&self, out: &mut String, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Told { name, form } => self.told(out, name, *form),
                Piece::Choice(choice) => self.speak(out, self.choose(choice)),
            }
        }
    }

    fn arg(&self, name: &str) -> Option<Arg<'_>> {
        let found = self.args.iter().find(|(other, _)| *other == name);
        debug_assert!(found.is_some(), "a message is not told `{name}`");
        found.map(|(_, arg)| *arg)
    }

    fn told(&self, out: &mut String, name: &str, form: Form) {
        let start = out.len();
        match self.arg(name) {
            Some(Arg::Text(text)) => out.push_str(text),
            Some(Arg::Number(number)) if form.in_words => self.tongue.count(out, number),
            Some(Arg::Number(number)) => self.tongue.digits(out, number),
            None => {}
        }
        if form.upper {
            raise(out, start);
        }
    }

    fn choose<'c>(&self, choice: &'c Choice) -> &'c [Piece] {
        let told = self.arg(&choice.name);
        let name = match told {
            Some(Arg::Number(told)) => self.tongue.category(told),
            Some(Arg::Text(told)) => told,
            None => "",
        };
        let fits = |key: &Key| match (key, told) {
            (Key::Exact(number), Some(Arg::Number(told))) => *number == told,
            (Key::Exact(_), _) => false,
            (Key::Name(key), told) => told.is_some() && **key == *name,
        };
        let variants = &choice.variants;
        let variant = variants.iter().find(|(key, _)| fits(key));
        variant
            .or(variants.last())
            .map_or(&[], |(_, pieces)| pieces)
    }
}

/// Puts the letter at a place into upper case.
fn raise(out: &mut String, at: usize) {
    let Some(first) = out[at..].chars().next() else {
        return;
    };
    if !first.is_uppercase() {
        let upper: String = first.to_uppercase().collect();
        out.replace_range(at..at + first.len_utf8(), &upper);
    }
}

/// The names of everything that pieces ask for, in alphabetical order.
pub(super) fn names(pieces: &[Piece]) -> Vec<&str> {
    let mut found = Vec::new();
    collect(pieces, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

fn collect<'p>(pieces: &'p [Piece], found: &mut Vec<&'p str>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Told { name, .. } => found.push(name),
            Piece::Choice(choice) => {
                found.push(&choice.name);
                for (_, pieces) in &choice.variants {
                    collect(pieces, found);
                }
            }
        }
    }
}
