//! Keys of maps: no list or map is one, and none stands twice.

use super::build::{Builder, Entry};
use crate::data::{Node, quote};
use crate::diagnostic::{Code, Diagnostic};

impl<'s> Builder<'_, 's> {
    pub(super) fn collection_as_key(&mut self, key: &Node<'s>) {
        let range = key.span.range();
        let start = range.start - self.source.base;
        let raw = self.slice(start..range.end - self.source.base);
        let diagnostic = self.source.report(
            Code::WrongType,
            start..range.end - self.source.base,
            "a list or map stands where a key belongs".to_owned(),
        );
        self.report(if raw.contains('\n') {
            diagnostic.help("if it is a text, put it in double quotes")
        } else {
            diagnostic.help(format!(
                "if it is a text, put it in quotes: `{}`",
                quote::quoted(raw)
            ))
        });
    }

    /// Leaves out the later entry of the same key and reports it.
    pub(super) fn without_duplicates(&mut self, entries: &mut Vec<Entry<'s>>) {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|a, b| entries[*a].key.text().cmp(&entries[*b].key.text()));
        let mut repeated: Vec<(usize, usize)> = Vec::new();
        let mut first = 0;
        for i in 1..order.len() {
            if entries[order[i]].key.text() == entries[order[first]].key.text() {
                repeated.push((order[i], order[first]));
            } else {
                first = i;
            }
        }
        if repeated.is_empty() {
            return;
        }
        repeated.sort_unstable();
        for (later, earlier) in &repeated {
            let (later, earlier) = (&entries[*later].key, &entries[*earlier].key);
            let name = quote::shortened(later.text().unwrap_or(""));
            let mut diagnostic =
                Diagnostic::new(Code::DuplicateKey, format!("the key `{name}` stands twice"))
                    .label("second, left out");
            let mut place = self.source.place(0, 0);
            place.span = earlier.span;
            let mut at = place.clone();
            at.span = later.span;
            diagnostic = diagnostic
                .at(at)
                .related(place, "first")
                .help("remove or rename one of the two");
            self.report(diagnostic);
        }
        let mut index = 0;
        entries.retain(|_| {
            index += 1;
            repeated
                .binary_search_by_key(&(index - 1), |(later, _)| *later)
                .is_err()
        });
    }
}
