use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::SystemTime;

use super::Mirror;
use crate::host::opener::{Look, Opened};
use crate::host::walk::lies_in;
use crate::tree::{BookPath, Refused, SourceFile};

/// What was found in one part of the book.
pub struct Seen {
    /// The part: a file, or a folder with all below it; the empty text is the root.
    pub scope: String,
    /// When the look began.
    pub at: SystemTime,
    /// Files that are as they were.
    pub kept: BTreeSet<BookPath>,
    pub read: Vec<(BookPath, Look)>,
    pub refused: BTreeSet<Refused>,
}

impl Mirror {
    /// Makes what was seen the sources, and returns the paths that are not as they were.
    pub(super) fn apply(&mut self, seen: Vec<Seen>) -> BTreeSet<BookPath> {
        let mut changed = BTreeSet::new();
        for part in seen {
            self.apply_part(part, &mut changed);
        }
        if !changed.is_empty() {
            let refused = self.refused.iter().cloned().collect();
            Arc::make_mut(&mut self.sources).refused = refused;
        }
        changed
    }

    fn apply_part(&mut self, mut seen: Seen, changed: &mut BTreeSet<BookPath>) {
        let mut gone = self.files_in(&seen.scope);
        gone.retain(|path| !seen.kept.contains(path));
        for (path, look) in seen.read {
            match look.opened {
                Opened::File(file) => {
                    gone.remove(&path);
                    // What was written within the grain of the system's clock may look the same
                    // after the next write: without a stat, it is read again.
                    match look.stat.filter(|stat| stat.has_settled(seen.at)) {
                        Some(stat) => self.stats.insert(path.clone(), stat),
                        None => self.stats.remove(&path),
                    };
                    self.take(file, changed);
                }
                Opened::Refused(refusal) => {
                    seen.refused.insert(Refused { path, refusal });
                }
                Opened::Missing => {}
            }
        }
        for path in gone {
            self.stats.remove(&path);
            Arc::make_mut(&mut self.sources).remove(&path);
            changed.insert(path);
        }
        self.refuse(&seen.scope, seen.refused, changed);
    }

    fn files_in(&self, scope: &str) -> BTreeSet<BookPath> {
        let itself = self
            .sources
            .files
            .get_key_value(scope)
            .map(|(path, _)| path);
        self.sources
            .paths_below(scope)
            .chain(itself)
            .cloned()
            .collect()
    }

    fn take(&mut self, file: SourceFile, changed: &mut BTreeSet<BookPath>) {
        let known = self.sources.get(&file.path);
        if known.is_none_or(|known| known.digest != file.digest) {
            changed.insert(file.path.clone());
            Arc::make_mut(&mut self.sources).put(Arc::new(file));
        }
    }

    fn refuse(&mut self, scope: &str, now: BTreeSet<Refused>, changed: &mut BTreeSet<BookPath>) {
        let in_scope = |refused: &&Refused| lies_in(refused.path.as_str(), scope);
        let before: BTreeSet<Refused> = self.refused.iter().filter(in_scope).cloned().collect();
        let now: BTreeSet<Refused> = now.iter().filter(in_scope).cloned().collect();
        for refused in before.symmetric_difference(&now) {
            changed.insert(refused.path.clone());
        }
        for refused in &before {
            self.refused.remove(refused);
        }
        self.refused.extend(now);
    }
}
