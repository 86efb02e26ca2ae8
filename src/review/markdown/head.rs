use super::types::Page;
use crate::review::record::{End, EndKind};
use crate::review::{escape, words};

/// How much of a key is kept.
const KEY: usize = 64;

/// The marker of a comment, and the verdict.
pub(super) fn heading(page: &Page<'_>) -> String {
    format!(
        "{}### Maturity: {}",
        marker(page),
        words::verdict(page.diff)
    )
}

/// All that there is to say where nothing changed.
pub(super) fn nothing(page: &Page<'_>) -> String {
    format!(
        "{}**Maturity:** nothing changed from {} to {} as of {}.",
        marker(page),
        escape::code(&words::end(&page.diff.base)),
        escape::code(&words::end(&page.diff.head)),
        escape::prose(&page.diff.date),
    )
}

fn marker(page: &Page<'_>) -> String {
    if !page.room.is_comment {
        return String::new();
    }
    let head = match (&page.diff.head.rev, page.diff.head.kind) {
        (Some(rev), _) => words::short(rev),
        (None, EndKind::Revision) => "unknown",
        (None, EndKind::WorkingTree) => "working-tree",
        (None, EndKind::Folder) => "folder",
        (None, EndKind::Export) => "export",
    };
    format!(
        "<!-- levelbook:diff v1 key={} head={} -->\n",
        plain(page.options.key),
        plain(head)
    )
}

/// What may stand in a marker.
fn plain(text: &str) -> String {
    let allowed = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let mut out = String::new();
    for c in text.chars().filter(allowed).take(KEY) {
        // Two hyphens would end the comment that the marker is.
        if c != '-' || !out.ends_with('-') {
            out.push(c);
        }
    }
    if out.is_empty() {
        out.push_str("default");
    }
    out
}

/// Says that a side could not be read as a whole.
pub(super) fn incomplete(page: &Page<'_>) -> Option<String> {
    let side = |end: &End, which: &str| {
        let name = escape::code(&words::end(end));
        words::incomplete(end).map(|incomplete| format!("The {which} {name} {incomplete}."))
    };
    let parts: Vec<String> = [side(&page.diff.base, "base"), side(&page.diff.head, "head")]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| format!("⚠️ {}", parts.join(" ")))
}
