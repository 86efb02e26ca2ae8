use std::collections::HashMap;

use super::Side;
use crate::diagnostic::{Diagnostic, Severity};
use crate::review::record::Problem;
use crate::tree::{BookPath, LineIndex};

/// Problems of head that base does not have. Lines are no part of it: an edit above does not make an
/// old problem new.
pub fn new_in_head(base: &Side<'_>, head: &Side<'_>) -> Vec<Problem> {
    type Key<'a> = (&'static str, Option<&'a BookPath>, &'a str);
    fn key(one: &Diagnostic) -> Key<'_> {
        let file = one.place.as_ref().map(|place| &place.file);
        (one.code.id(), file, &one.message)
    }
    let mut known: HashMap<Key<'_>, u32> = HashMap::new();
    for one in base.diagnostics {
        *known.entry(key(one)).or_default() += 1;
    }
    let fresh = head
        .diagnostics
        .iter()
        .filter(|one| match known.get_mut(&key(one)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
    fresh.map(|one| problem(one, head)).collect()
}

fn problem(one: &Diagnostic, head: &Side<'_>) -> Problem {
    let place = one.place.as_ref();
    let location = place.and_then(|place| {
        let text = crate::pipeline::text_of(head.sources, &place.file)?;
        Some(LineIndex::new(text).location(text, place.span.start))
    });
    Problem {
        code: one.code.id().to_owned(),
        severity: match one.severity {
            Severity::Error => "error".to_owned(),
            Severity::Warning => "warning".to_owned(),
        },
        message: one.message.clone(),
        file: place.map(|place| place.file.to_string()),
        line: location.as_ref().map(|location| location.line),
        column: location.as_ref().map(|location| location.column),
        help: one.help.clone(),
    }
}
