use std::sync::{Arc, LazyLock};

use super::decode::decode;
use super::types::{Decoded, MaturityModel};
use crate::document;
use crate::tree::{BookPath, SourceFile};

/// The models that the program carries: id and file.
const FILES: [(&str, &str); 3] = [
    ("cmm", include_str!("../../content/models/cmm.md")),
    ("omm", include_str!("../../content/models/omm.md")),
    ("ppmm", include_str!("../../content/models/ppmm.md")),
];

/// Read when first asked for, and once per process.
static MODELS: [LazyLock<Option<Arc<MaturityModel>>>; FILES.len()] = [
    LazyLock::new(|| load(0)),
    LazyLock::new(|| load(1)),
    LazyLock::new(|| load(2)),
];

/// The ids of the built-in models.
pub fn built_in_ids() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(id, _)| *id)
}

/// The text of a built-in model's file.
pub fn built_in_text(id: &str) -> Option<&'static str> {
    let (_, text) = FILES.iter().find(|(other, _)| *other == id)?;
    Some(text)
}

/// A built-in model as the program carries it, without any settings of a book.
pub fn built_in(id: &str) -> Option<Arc<MaturityModel>> {
    let ix = FILES.iter().position(|(other, _)| *other == id)?;
    MODELS[ix].clone()
}

fn load(ix: usize) -> Option<Arc<MaturityModel>> {
    let (id, text) = FILES[ix];
    let path = BookPath::built_in(&format!("models/{id}.md"));
    let file = SourceFile::new(path, text.as_bytes().to_vec());
    let parsed = document::parse(&file).value?;
    match decode(parsed).value {
        Decoded::Model(model) => Some(model),
        Decoded::Unreadable(_) => None,
    }
}
