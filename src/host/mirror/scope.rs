use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use super::Mirror;
use crate::host::HostError;
use crate::host::opener::is_missing;
use crate::host::stat::Stat;
use crate::host::walk::{book_path, concerns, is_passed_over, lies_in};
use crate::tree::BookPath;

/// The mark of a name that no book may hold, in its readable form. Such a name stands for several
/// files, so that the folder around it is looked at.
const UNREADABLE: char = '\u{fffd}';

impl Mirror {
    /// Where to look when these paths may have changed: at each of them, and at what came into the
    /// folders around them or left them unseen. The empty text is the root.
    pub(super) fn scopes(
        &mut self,
        paths: &BTreeSet<PathBuf>,
    ) -> Result<BTreeSet<String>, HostError> {
        let mut scopes = BTreeSet::new();
        for path in paths {
            let Some(path) = self.place(path) else {
                continue;
            };
            if concerns(&self.folders, &path) {
                scopes.insert(self.highest(path)?);
            }
        }
        let around: BTreeSet<String> = scopes.iter().filter_map(|scope| parent(scope)).collect();
        for folder in &around {
            let is_inner = ways_to(folder).any(|above| scopes.contains(above));
            if !is_inner && !self.is_listed(folder) {
                self.strangers(folder, &mut scopes)?;
            }
        }
        Ok(outermost(&scopes))
    }

    /// The path in the book; for a name that no book may hold, the folder around it. `None` outside.
    fn place(&self, path: &Path) -> Option<String> {
        let below = match path.strip_prefix(&self.root) {
            Ok(below) => below,
            Err(_) if path.is_relative() => path,
            Err(_) => return None,
        };
        if below.components().any(|part| part == Component::ParentDir) {
            return None;
        }
        let mut place = String::new();
        for part in below.iter() {
            match book_path(&place, Path::new(part)) {
                Ok(path) if !path.as_str().contains(UNREADABLE) => {
                    path.as_str().clone_into(&mut place)
                }
                _ => break,
            }
        }
        Some(place)
    }

    /// The first part on the way to `path` that is no folder; all below it went or came with it.
    fn highest(&self, path: String) -> Result<String, HostError> {
        for part in ways_to(&path) {
            if part.is_empty() || part == path {
                continue;
            }
            let place = self.root.join(part);
            match fs::symlink_metadata(&place) {
                Ok(about) if about.is_dir() => {}
                Ok(_) => return Ok(part.to_owned()),
                Err(error) if is_missing(&error) => return Ok(part.to_owned()),
                Err(error) => return Err(HostError::io("read", &place, error)),
            }
        }
        Ok(path)
    }

    /// Whether the system says that the folder holds the names that it held when it was listed; it
    /// will be, otherwise. To list a folder of 10,000 files takes longer than all the rest.
    fn is_listed(&mut self, folder: &str) -> bool {
        let now = SystemTime::now();
        let stat = fs::symlink_metadata(self.root.join(folder)).map(|about| Stat::of(&about));
        match stat {
            Ok(stat) if self.listed.get(folder) == Some(&stat) => return true,
            Ok(stat) if stat.has_settled(now) => self.listed.insert(folder.to_owned(), stat),
            _ => self.listed.remove(folder),
        };
        false
    }

    /// What is new in a folder, and what is no longer in it, judged by names alone.
    fn strangers(&self, folder: &str, scopes: &mut BTreeSet<String>) -> Result<(), HostError> {
        let mut known = self.names_in(folder);
        let mut note = |path: &str| {
            let scope = if path.contains(UNREADABLE) {
                folder
            } else {
                path
            };
            if concerns(&self.folders, scope) {
                scopes.insert(scope.to_owned());
            }
        };
        for name in self.list(folder)? {
            let is_known = name.to_str().is_some_and(|name| known.remove(name));
            if is_known || is_passed_over(&name.to_string_lossy()) {
                continue;
            }
            match book_path(folder, Path::new(&name)) {
                Ok(path) => note(path.as_str()),
                Err(readable) => {
                    if !known.remove(&readable[start_of_names(folder)..]) {
                        note(&readable);
                    }
                }
            }
        }
        for gone in known {
            let gone = match folder {
                "" => gone.to_owned(),
                folder => format!("{folder}/{gone}"),
            };
            note(&gone);
        }
        Ok(())
    }

    /// The names of the files and folders that lie directly in a folder, as far as they are known.
    fn names_in(&self, folder: &str) -> HashSet<&str, ahash::RandomState> {
        let start = start_of_names(folder);
        let refused = self.refused.iter().map(|refused| &refused.path);
        let refused =
            refused.filter(|path| path.as_str() != folder && lies_in(path.as_str(), folder));
        let mut names = HashSet::default();
        let mut last = "";
        for path in self.sources.paths_below(folder).chain(refused) {
            let below = &path.as_str()[start..];
            let name = below.split_once('/').map_or(below, |(name, _)| name);
            // Neighbors mostly lie in one folder.
            if name != last {
                names.insert(name);
                last = name;
            }
        }
        names
    }

    fn list(&self, folder: &str) -> Result<Vec<OsString>, HostError> {
        let place = self.root.join(folder);
        let names: io::Result<_> = fs::read_dir(&place)
            .and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect());
        match names {
            Err(error) if is_missing(&error) => Ok(Vec::new()),
            names => names.map_err(|error| HostError::io("read", &place, error)),
        }
    }

    /// Whether the system says that the file is the one that was read.
    pub(super) fn is_unchanged(&self, path: &BookPath) -> bool {
        self.stats.get(path).is_some_and(|stat| {
            fs::symlink_metadata(self.root.join(path.as_str()))
                .is_ok_and(|about| about.is_file() && Stat::of(&about) == *stat)
        })
    }
}

/// Where names begin in the paths of what lies in a folder.
fn start_of_names(folder: &str) -> usize {
    match folder {
        "" => 0,
        folder => folder.len() + 1,
    }
}

fn parent(path: &str) -> Option<String> {
    match path.rsplit_once('/') {
        Some((parent, _)) => Some(parent.to_owned()),
        None => (!path.is_empty()).then(String::new),
    }
}

/// The root, each folder above the path, and the path itself.
fn ways_to(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    std::iter::once("")
        .chain(ends.map(|end| &path[..end]))
        .chain((!path.is_empty()).then_some(path))
}

/// The scopes without those that lie in others.
fn outermost(scopes: &BTreeSet<String>) -> BTreeSet<String> {
    let is_inner =
        |scope: &str| ways_to(scope).any(|above| above != scope && scopes.contains(above));
    scopes
        .iter()
        .filter(|scope| !is_inner(scope))
        .cloned()
        .collect()
}
