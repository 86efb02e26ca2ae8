//! Text that YAML drops, splits or changes without a word.

use std::ops::Range;

use serde_yaml::granit_parser::ScalarStyle;

use super::build::{Builder, Entry, Frame};
use super::{Source, keys};
use crate::data::{Kind, Node, quote};
use crate::diagnostic::{Code, Diagnostic};

/// Keys under which people write sentences, so that a ` #` is rather a part of the text than a comment.
const FREE_TEXT: &[&str] = &[
    "assessor",
    "authors",
    "based-on",
    "benefits",
    "blocked-by",
    "by",
    "change",
    "costs",
    "description",
    "elapsed",
    "evidence",
    "expertise",
    "first-step",
    "focus",
    "label",
    "leads",
    "link",
    "must-agree",
    "name",
    "note",
    "notice",
    "one-time-cost",
    "origin",
    "owner",
    "product",
    "purpose",
    "question",
    "resistance",
    "roles",
    "running-cost",
    "scope",
    "sponsor",
    "statement",
    "team",
    "text",
    "title",
    "unit",
    "who",
    "why",
    "wins",
];

pub fn is_free_text(key: &str) -> bool {
    FREE_TEXT.contains(&key)
}

/// A plain scalar, or an empty value, is followed by a comment that looks like a part of the text:
/// `note: See ticket #12`. A comment with a blank behind its `#` is allowed, except behind a text
/// that is not set off from it by two blanks or more. Gives the place of the text that is lost.
pub fn comment(
    builder: &mut Builder<'_, '_>,
    text: &str,
    range: Range<usize>,
) -> Option<Range<usize>> {
    let comment = comment_behind(builder.parsed, range.end)?;
    let source = builder.source;
    let hash = builder.slice(comment.clone());
    let blanks = comment.start - range.end;
    let is_word = hash[1..].starts_with(|c: char| c.is_alphanumeric());
    let is_free =
        !text.is_empty() && blanks == 1 && builder.current_key().is_some_and(is_free_text);
    if !is_word && !is_free {
        return None;
    }
    let start = if range.is_empty() {
        comment.start
    } else {
        range.start
    };
    let whole = builder.slice(start..comment.end);
    let diagnostic = source
        .report(
            Code::YamlLostText,
            comment.clone(),
            format!(
                "`{}` is lost, because ` #` begins a comment",
                quote::shortened(hash)
            ),
        )
        .label("YAML leaves this out");
    let diagnostic = in_quotes(source, diagnostic, start..comment.end, whole);
    builder.report(
        diagnostic.help("if it is a comment, write two blanks before the `#` and one behind it"),
    );
    Some(comment)
}

/// A tab before a sentence, which YAML takes for the blank behind the colon. True where there is one.
pub fn tab(builder: &mut Builder<'_, '_>, text: &str, range: Range<usize>) -> bool {
    let before = builder.parsed.get(..range.start).unwrap_or("");
    let bare = before.trim_end_matches([' ', '\t']);
    let is_behind_tab = before[bare.len()..].contains('\t') && bare.ends_with([':', '-']);
    let is_free = builder.current_key().is_some_and(is_free_text);
    if range.is_empty() || !is_behind_tab || !is_free {
        return false;
    }
    let source = builder.source;
    let tab = bare.len() + before[bare.len()..].find('\t').unwrap_or(0);
    let diagnostic = source
        .report(
            Code::YamlLostText,
            tab..range.start,
            "the tab before this text is lost".to_owned(),
        )
        .label("YAML leaves this out");
    builder.report(in_quotes(source, diagnostic, range, text));
    true
}

/// The comment that begins behind an offset on the same line.
fn comment_behind(text: &str, offset: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut start = offset;
    while matches!(bytes.get(start), Some(b' ' | b'\t')) {
        start += 1;
    }
    if start == offset || bytes.get(start) != Some(&b'#') {
        return None;
    }
    let rest = &text[start..];
    let line = rest.split(['\n', '\r']).next().unwrap_or(rest);
    Some(start..start + line.trim_end().len())
}

/// A quoted or block scalar whose text is not what its writer sees: a path in double quotes whose
/// backslashes became escapes, or `>5`, which is an empty block with an indent of five.
pub fn quoted(builder: &mut Builder<'_, '_>, text: &str, style: ScalarStyle, range: Range<usize>) {
    let source = builder.source;
    let raw = builder.slice(range.clone());
    match style {
        ScalarStyle::DoubleQuoted if raw.contains('\\') => {
            let is_path = raw.len() > 4
                && raw.as_bytes()[1].is_ascii_alphabetic()
                && raw[2..].starts_with(":\\")
                && !raw[4..].starts_with('\\');
            let has_control = text
                .chars()
                .any(|c| c.is_control() && !matches!(c, '\n' | '\t'));
            if is_path || has_control {
                let inner = &raw[1..raw.len() - 1];
                let diagnostic = source
                    .report(
                        Code::YamlLostText,
                        range.clone(),
                        "in double quotes a backslash begins an escape, which changes this text"
                            .to_owned(),
                    )
                    .label("is read as another text than it shows");
                builder.report(in_quotes(source, diagnostic, range, inner));
            }
        }
        ScalarStyle::Folded | ScalarStyle::Literal if text.is_empty() => {
            let Some(range) = empty_block(builder.parsed, range) else {
                return;
            };
            let raw = builder.slice(range.clone());
            let diagnostic = source
                .report(
                    Code::YamlLostText,
                    range.clone(),
                    format!("`{raw}` is lost, because it begins an empty text block"),
                )
                .label("YAML reads this as the empty text");
            builder.report(in_quotes(source, diagnostic, range, raw));
        }
        _ => {}
    }
}

/// The `>5` or `|3` that begins an empty block; the parser places the block itself behind it.
fn empty_block(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..range.end)?.trim_end();
    let start = before.rfind([' ', '\t', '\n']).map_or(0, |blank| blank + 1);
    let header = &before[start..];
    let has_digit = header.contains(|c: char| c.is_ascii_digit());
    (header.starts_with(['>', '|']) && has_digit).then_some(start..before.len())
}

/// Mends the entries of a flow map that a comma split or a missing blank joined, and reports them:
/// `{ note: Works, mostly }` has a key `mostly` without colon and value.
pub fn split_texts<'s>(builder: &mut Builder<'_, 's>, frame: &mut Frame<'s>) {
    if !frame.entries.iter().any(|entry| entry.bare) {
        return;
    }
    let base = builder.source.base;
    let mut kept: Vec<Entry<'s>> = Vec::with_capacity(frame.entries.len());
    let mut split: Option<Range<usize>> = None;
    for entry in frame.entries.drain(..) {
        if !entry.bare {
            report_split(builder, &kept, split.take());
            kept.push(entry);
            continue;
        }
        let key = entry.key.span.start as usize - base..entry.key.span.end as usize - base;
        if let Some((key, value)) = keys::without_blank(builder, key.clone()) {
            let entry = Entry {
                key,
                value,
                bare: false,
            };
            report_split(builder, &kept, split.take());
            kept.push(entry);
            continue;
        }
        match kept.last_mut() {
            Some(before) if is_plain(builder, &before.value) || split.is_some() => {
                let start = before.value.span.start as usize - base;
                split = Some(start..key.end);
                before.value.span.end = entry.key.span.end;
                before.value.kind = Kind::Scalar {
                    text: builder.slice(start..key.end).into(),
                    quoted: true,
                };
            }
            _ => bare_key(builder, key),
        }
    }
    report_split(builder, &kept, split);
    frame.entries = kept;
}

fn is_plain(builder: &Builder<'_, '_>, value: &Node<'_>) -> bool {
    let start = value.span.start as usize - builder.source.base;
    matches!(value.kind, Kind::Scalar { .. })
        && !value.is_empty()
        && !builder.slice(start..start + 1).starts_with(['"', '\''])
}

fn report_split(builder: &mut Builder<'_, '_>, kept: &[Entry<'_>], split: Option<Range<usize>>) {
    let (Some(range), Some(entry)) = (split, kept.last()) else {
        return;
    };
    let source = builder.source;
    let whole = builder.slice(range.clone());
    let key = quote::shortened(entry.key.text().unwrap_or(""));
    let diagnostic = source
        .report(
            Code::YamlLostText,
            range.clone(),
            format!("a comma ends the text of `{key}`, because it stands inside `{{ }}`"),
        )
        .label("is read as two entries");
    let diagnostic = in_quotes(source, diagnostic, range, whole);
    builder.report(diagnostic);
}

/// A key that has neither colon nor value and continues no text.
fn bare_key(builder: &mut Builder<'_, '_>, range: Range<usize>) {
    let word = quote::shortened(builder.slice(range.clone()));
    builder.report(
        builder
            .source
            .report(
                Code::YamlSyntax,
                range,
                format!("`{word}` stands inside `{{ }}` without a colon and a value"),
            )
            .help("inside `{ }` write `key: value`; a list stands inside `[ ]`"),
    );
}

/// Adds the quoted form as help and as the fix.
fn in_quotes(
    source: &Source<'_, '_>,
    diagnostic: Diagnostic,
    range: Range<usize>,
    text: &str,
) -> Diagnostic {
    let quoted = quote::quoted(text);
    diagnostic
        .help(format!("write `{quoted}`"))
        .fix(source.place(range.start, range.end), quoted)
}
