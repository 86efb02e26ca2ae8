use super::types::Destination;
use crate::assessment::{Looks, looks};
use crate::data::layout::{Item, Value};
use crate::tree::BookPath;

/// The evidence of a cell: one for each line, and for each text behind a semicolon.
pub fn evidence(text: &str, book: &Destination<'_>) -> Vec<Item> {
    // A file cannot hold them, so nothing is to be made of them: an address with a blank is none.
    let is_control = |c: char| c.is_control() && c != '\n';
    let text = text.replace(is_control, " ");
    let parts = text.split('\n').flat_map(|line| line.split("; "));
    let parts = parts.map(|part| part.trim().trim_end_matches(';').trim_end());
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(|part| Item::new("", one(part, book))).collect()
}

fn one(text: &str, book: &Destination<'_>) -> Value {
    if let Some((title, target)) = titled(text) {
        let found = match looks(target) {
            Looks::Link => Some(("link", target.to_owned())),
            _ => file(target, book).map(|path| ("file", path)),
        };
        if let Some((key, target)) = found {
            let parts = vec![Item::text(key, &target), Item::text("title", title)];
            return Value::Map(parts.into());
        }
    }
    match (looks(text), file(text, book)) {
        (_, Some(path)) => Value::Text(path),
        (Looks::Link | Looks::Text, None) => Value::Text(text.to_owned()),
        // What a spreadsheet calls a file lies somewhere else.
        (Looks::File | Looks::UnsafeLink, None) => {
            Value::Map(vec![Item::text("text", text)].into())
        }
    }
}

/// `Title (target)`, as an export writes it.
fn titled(text: &str) -> Option<(&str, &str)> {
    let (title, target) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let title = title.trim();
    (!title.is_empty()).then_some((title, target))
}

/// A file of the book, as an assessment names it; the text may name it from the folder of the book, or
/// from that of its content.
fn file(text: &str, book: &Destination<'_>) -> Option<String> {
    let is_there = |path: &BookPath| book.sources.get(path).is_some();
    let within = |text: &str| BookPath::new(&format!("{}/{text}", book.src)).ok();
    let path = match text.strip_prefix('/') {
        Some(rest) => within(rest).filter(is_there)?,
        None if text.contains('/') => BookPath::new(text).ok().filter(is_there)?,
        None => return None,
    };
    let below = path.below(book.src)?;
    Some(format!("/{below}"))
}
