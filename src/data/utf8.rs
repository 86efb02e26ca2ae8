use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{BookPath, Place, Span};

/// The error for a text that is not encoded in UTF-8, at the first byte that is not.
pub fn not_utf8(file: &BookPath, bytes: &[u8]) -> Diagnostic {
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => text.len(),
        Err(error) => error.valid_up_to(),
    };
    let line = bytes[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
    let place = Place {
        file: file.clone(),
        span: Span::new(valid, valid),
    };
    Diagnostic::new(
        Code::NotUtf8,
        format!("the text is not encoded in UTF-8 from line {line} on"),
    )
    .at(place)
    .label("the first byte that is not UTF-8")
    .help("open it in an editor and save it as UTF-8")
}
