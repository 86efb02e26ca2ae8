//! Front matter in one order and one style, so that a change of an answer is a change of one line.
//!
//! [`format`] takes the front matter of a team or an assessment apart into entries and comments
//! (`read`), gives them their order and shortest form (`form`, `answers`), and has them written by
//! [`crate::data::layout`], which writes new files too. What is written is read again: where it does
//! not say the same, or a comment is missing, the file stays as it is.

mod answers;
mod form;
mod leaves;
mod read;
mod remarks;
mod types;

pub use types::{Formatted, Models};

use std::borrow::Cow;

use crate::data::layout::{self, Items};
use crate::data::{self, Kind, Node};
use crate::document::{self, FRONT_MATTER_LIMIT, Split};
use crate::tree::{BookPath, Content, SourceFile, Span};

/// A file of a team or an assessment with its front matter in order. The Markdown below it, the
/// kind of line ends and a byte order mark stay what they are.
pub fn format(file: &SourceFile, models: &Models<'_>) -> Formatted {
    let unreadable = || Formatted::Left {
        why: "its front matter cannot be read",
        diagnostics: document::parse(file).diagnostics,
    };
    let Content::Text(text) = &file.content else {
        return unreadable();
    };
    let split = document::split(text);
    let Some(span) = split.front else {
        return Formatted::Unchanged;
    };
    if split.unclosed || span.range().len() > FRONT_MATTER_LIMIT {
        return unreadable();
    }
    match front(&file.path, text, span, models) {
        Ok(None) => Formatted::Unchanged,
        Ok(Some(front)) => {
            let whole = joined(text, &split, span, &front);
            match whole == **text {
                true => Formatted::Unchanged,
                false => Formatted::Changed(whole),
            }
        }
        Err(left) => left,
    }
}

/// The text between the two lines `---`, with line feeds; `None` where it says nothing.
fn front(
    path: &BookPath,
    text: &str,
    span: Span,
    models: &Models<'_>,
) -> Result<Option<String>, Formatted> {
    let left = |why| Formatted::Left {
        why,
        diagnostics: Vec::new(),
    };
    let parsed = data::parse_yaml(path, text, span);
    let Some(root) = parsed.value.filter(|_| parsed.diagnostics.is_empty()) else {
        return Err(Formatted::Left {
            why: "its front matter has to be mended first",
            diagnostics: parsed.diagnostics,
        });
    };
    if root.is_empty() {
        return Ok(None);
    }
    if !matches!(root.kind, Kind::Map(_)) {
        return Err(left("its front matter is no list of keys"));
    }
    let bare = span.of(text).replace("\r\n", "");
    if bare.contains('\r') {
        return Err(left("it has line ends that other programs do not know"));
    }
    let model = models.of(&root).map_err(left)?;
    let ordered = |text: &str, span: Span, root: &Node<'_>| {
        form::formed(read::items(text, span, root)?, model)
    };
    let strange = left("its front matter is written in a way that cannot be formatted safely");
    let Some(items) = read::items(text, span, &root) else {
        return Err(strange);
    };
    let Some(items) = form::formed(items, model) else {
        return Err(left("it has a key that is not known"));
    };
    let written = layout::write_front(&items);
    let whole = Span::new(0, written.len());
    let again = data::parse_yaml(path, &written, whole);
    let again = again.value.filter(|_| again.diagnostics.is_empty());
    let again = again.and_then(|root| ordered(&written, whole, &root));
    match again.is_some_and(|again| says_the_same(&items, &again)) {
        true => Ok(Some(written)),
        false => Err(strange),
    }
}

/// The same values, and the same comments wherever they stand.
fn says_the_same(one: &Items, other: &Items) -> bool {
    let (mut comments, mut others) = (Vec::new(), Vec::new());
    let values = remarks::bare(one.clone(), &mut comments);
    let same = values == remarks::bare(other.clone(), &mut others);
    comments.sort_unstable();
    others.sort_unstable();
    same && comments == others
}

fn joined(text: &str, split: &Split, span: Span, front: &str) -> String {
    let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let opening = &text[begin..span.start as usize];
    let crlf = opening.ends_with("\r\n");
    let closing = &text[span.end as usize..split.body.start as usize];
    let front = match crlf {
        true => Cow::Owned(front.replace('\n', "\r\n")),
        false => Cow::Borrowed(front),
    };
    let end = if crlf { "\r\n" } else { "\n" };
    let close = if closing.ends_with('\n') { end } else { "" };
    let parts = [&text[..begin], "---", end, &front, "---", close];
    parts.concat() + split.body.of(text)
}

#[cfg(test)]
mod tests;
