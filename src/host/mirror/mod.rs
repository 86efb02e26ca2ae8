//! A book's sources, kept in step with the disk while it is edited.
//!
//! What is told of changes is a hint where to look: what counts is what lies there when it is looked
//! at. So the sources of a mirror are those that [`fs::read`](super::fs::read) gives, whatever way
//! led to them.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::HostError;
use super::opener::{Opener, look_at};
use super::stat::Stat;
use super::walk::{Found, clean};
use super::watch::Changes;
use crate::tree::{BookPath, Refused, Sources};

mod apply;
mod scope;
#[cfg(test)]
mod tests;

use apply::Seen;

/// The sources of one book as they were at the last look.
#[derive(Debug)]
pub struct Mirror {
    root: PathBuf,
    /// In their clean form.
    folders: Vec<String>,
    sources: Arc<Sources>,
    refused: BTreeSet<Refused>,
    /// What the system said of files of `sources` before they were read, where that tells of every
    /// later write.
    stats: HashMap<BookPath, Stat>,
    /// The same of folders before their names were listed.
    listed: HashMap<String, Stat>,
    /// A look failed half way: the next one looks at everything.
    behind: bool,
}

impl Mirror {
    /// Reads the book in the folder `root` as [`fs::read`](super::fs::read) does, with the same errors.
    pub fn open(root: &Path, folders: &[&str]) -> Result<Self, HostError> {
        let mut mirror = Self {
            root: root.to_owned(),
            folders: folders
                .iter()
                .map(|folder| clean(folder))
                .collect::<Result<_, _>>()?,
            sources: Arc::default(),
            refused: BTreeSet::new(),
            stats: HashMap::new(),
            listed: HashMap::new(),
            behind: true,
        };
        mirror.refresh(&Changes::default())?;
        Ok(mirror)
    }

    /// The book as it was at the last look. What is handed out stays as it is.
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// Looks again at what may have changed, and returns the paths whose bytes, existence or refusal
    /// did. Paths of `changes` that are not the book's are passed over; a path below the root is
    /// named as the root was. After an error, which leaves the sources as they were, the next look
    /// is at everything.
    pub fn refresh(&mut self, changes: &Changes) -> Result<BTreeSet<BookPath>, HostError> {
        let everything = self.behind || changes.everything;
        self.behind = true;
        let opener = Opener::new(&self.root)?;
        let scopes = match everything {
            true => BTreeSet::from([String::new()]),
            false => self.scopes(&changes.paths)?,
        };
        let mut seen = Vec::new();
        for scope in scopes {
            seen.push(self.look(&opener, scope)?);
        }
        self.behind = false;
        Ok(self.apply(seen))
    }

    fn look(&self, opener: &Opener, scope: String) -> Result<Seen, HostError> {
        let at = SystemTime::now();
        let folders: Vec<&str> = self.folders.iter().map(String::as_str).collect();
        let found = Found::scan(&self.root, &folders, &scope)?;
        // A file that is named itself is read: its times may not tell.
        let keeps = |path: &BookPath| path.as_str() != scope && self.is_unchanged(path);
        let (kept, asked): (Vec<_>, Vec<_>) = found.files.into_par_iter().partition(keeps);
        Ok(Seen {
            at,
            kept: kept.into_iter().collect(),
            read: look_at(opener, asked)?,
            refused: found.refused,
            scope,
        })
    }
}
