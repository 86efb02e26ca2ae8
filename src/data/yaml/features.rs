//! Features of YAML that are not read, because they can hide what an answer says.

use std::ops::Range;

use super::build::Builder;
use crate::data::{Node, quote};
use crate::diagnostic::{Code, Diagnostic};

/// `&name` before a value.
pub fn anchor(builder: &mut Builder<'_, '_>, range: Range<usize>) {
    let value = builder.last();
    let mut diagnostic = named(builder, range.clone(), "an anchor").help("remove it");
    if builder.last_is_scalar() {
        diagnostic = as_text(builder, diagnostic, range.start..value.end);
    }
    builder.report(diagnostic);
}

/// `*name` instead of a value.
pub fn alias(builder: &mut Builder<'_, '_>, range: Range<usize>) {
    let diagnostic = named(builder, range.clone(), "an alias").help("write the value out");
    let diagnostic = as_text(builder, diagnostic, range);
    builder.report(diagnostic);
}

/// `!name` before a value.
pub fn tag(builder: &mut Builder<'_, '_>, range: Range<usize>, scalar: bool) {
    let value = builder.last();
    let diagnostic = named(builder, range.clone(), "a tag").help("remove it");
    let end = if scalar { value.end } else { range.end };
    let diagnostic = as_text(builder, diagnostic, range.start..end);
    builder.report(diagnostic);
}

/// `<<: …`, which would copy the keys of another map.
pub fn merge_key(builder: &mut Builder<'_, '_>, key: &Node<'_>) {
    let mut place = builder.source.place(0, 0);
    place.span = key.span;
    builder.report(
        Diagnostic::new(
            Code::YamlFeature,
            "`<<` is a merge key, and merge keys are not read",
        )
        .at(place)
        .help("write the keys of the other map out")
        .help("if it is a text, put it in quotes: `\"<<\"`"),
    );
}

fn named(builder: &Builder<'_, '_>, range: Range<usize>, what: &str) -> Diagnostic {
    let word = quote::shortened(builder.slice(range.clone()));
    let plural = match what {
        "an anchor" => "anchors",
        "an alias" => "aliases",
        _ => "tags",
    };
    builder.source.report(
        Code::YamlFeature,
        range,
        format!("`{word}` is {what}, and {plural} are not read"),
    )
}

/// Adds the quoted form of the whole value, for those who meant a text.
fn as_text(builder: &Builder<'_, '_>, diagnostic: Diagnostic, range: Range<usize>) -> Diagnostic {
    let raw = builder.slice(range);
    if raw.is_empty() || raw.contains('\n') {
        return diagnostic.help("if it is a text, put it in double quotes");
    }
    let quoted = quote::quoted(raw);
    diagnostic.help(format!("if it is a text, put it in quotes: `{quoted}`"))
}
