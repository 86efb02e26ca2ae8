use serde_json::{Map, Value};

use super::message::{Choice, Key, Piece};
use super::types::Words;

/// Messages for scripts begin so.
const PREFIX: &str = "js_";

impl Words {
    /// The messages for scripts as a statement that sets `window.levelbookWords`, one line. Ids lose
    /// their `js_`. What a message is told stands in it as `{name}`; where it chooses by a number, it
    /// is an object from plural categories (`one`, `other`) to texts.
    pub fn script(&self) -> String {
        let mut ids: Vec<&str> = self.ids();
        ids.retain(|id| id.starts_with(PREFIX));
        let mut all = Map::new();
        for id in ids {
            if let Some(message) = self.messages.get(id) {
                all.insert(id[PREFIX.len()..].to_owned(), value(&message.pieces));
            }
        }
        // No text may end the element or the line of a script.
        let json = Value::Object(all)
            .to_string()
            .replace('<', "\\u003c")
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029");
        format!("window.levelbookWords={json};\n")
    }
}

fn value(pieces: &[Piece]) -> Value {
    let first = pieces.iter().find_map(|piece| match piece {
        Piece::Choice(choice) => Some(choice),
        _ => None,
    });
    let Some(Choice { variants, .. }) = first else {
        return Value::String(flat(pieces, usize::MAX));
    };
    let each = variants.iter().enumerate().map(|(at, (key, _))| {
        let key = match key {
            Key::Exact(number) => number.to_string(),
            Key::Name(name) => name.to_string(),
        };
        (key, Value::String(flat(pieces, at)))
    });
    Value::Object(each.collect())
}

/// The text with this variant of every choice, or its last one.
fn flat(pieces: &[Piece], variant: usize) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Told { name, .. } => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
            Piece::Choice(Choice { variants, .. }) => {
                let chosen = variants.get(variant).or(variants.last());
                if let Some((_, pieces)) = chosen {
                    out.push_str(&flat(pieces, variant));
                }
            }
        }
    }
    out
}
