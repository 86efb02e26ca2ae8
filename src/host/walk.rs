use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::HostError;
use super::opener::is_missing;
use crate::tree::{BadPath, BookPath, Refusal, Refused};

/// The book's settings, which are read wherever the other files lie.
pub(super) const SETTINGS: &str = "book.toml";

/// The names of a book's files: what is to be read, and what may not be.
#[derive(Default, Debug)]
pub(super) struct Found {
    pub files: BTreeSet<BookPath>,
    pub refused: BTreeSet<Refused>,
}

impl Found {
    /// What book.toml and the folders hold at `scope` and below it: a path relative to `root`, the
    /// empty text for everything.
    pub fn scan(root: &Path, folders: &[&str], scope: &str) -> Result<Self, HostError> {
        let mut found = Self::default();
        if lies_in(SETTINGS, scope) {
            found.files.extend(BookPath::new(SETTINGS));
        }
        for folder in folders {
            let folder = clean(folder)?;
            if lies_in(&folder, scope) {
                found.walk(root, &folder)?;
            } else if is_reached(&folder, scope) {
                found.walk(root, scope)?;
            }
        }
        Ok(found)
    }

    fn walk(&mut self, root: &Path, base: &str) -> Result<(), HostError> {
        if !self.is_there(root, base)? {
            return Ok(());
        }
        let start = match base {
            "" => root.to_owned(),
            base => root.join(base),
        };
        let mut walk = WalkDir::new(&start)
            .follow_links(false)
            .follow_root_links(base.is_empty())
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => match walk_error(error, &start) {
                    Some(error) => return Err(error),
                    None => continue,
                },
            };
            let goes_on =
                entry.depth() == 0 && entry.file_type().is_dir() || self.take(base, &start, &entry);
            if !goes_on && entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
        }
        Ok(())
    }

    /// Whether there is something to walk; a link on the way is refused.
    fn is_there(&mut self, root: &Path, base: &str) -> Result<bool, HostError> {
        let mut part = String::new();
        for name in base.split('/').filter(|name| !name.is_empty()) {
            if !part.is_empty() {
                part.push('/');
            }
            part.push_str(name);
            let place = root.join(&part);
            match fs::symlink_metadata(&place) {
                Ok(about) if about.is_symlink() => {
                    if let Ok(path) = BookPath::new(&part) {
                        self.refuse(path, Refusal::Symlink);
                    }
                    return Ok(false);
                }
                Ok(_) => {}
                Err(error) if is_missing(&error) => return Ok(false),
                Err(error) => return Err(HostError::io("read", &place, error)),
            }
        }
        Ok(true)
    }

    /// Notes an entry; false where a folder is not to be entered.
    fn take(&mut self, base: &str, start: &Path, entry: &DirEntry) -> bool {
        let named = entry.depth() == 0;
        if !named && is_passed_over(&entry.file_name().to_string_lossy()) {
            return false;
        }
        let below = entry.path().strip_prefix(start).unwrap_or(entry.path());
        let path = match book_path(base, below) {
            Ok(path) => path,
            Err(readable) => {
                if let Ok(path) = BookPath::new(&readable) {
                    self.refuse(path, Refusal::BadName);
                }
                return false;
            }
        };
        let kind = entry.file_type();
        if kind.is_symlink() {
            self.refuse(path, Refusal::Symlink);
        } else if kind.is_file() {
            self.files.insert(path);
        } else if !kind.is_dir() {
            self.refuse(path, Refusal::NotAFile);
        }
        true
    }

    fn refuse(&mut self, path: BookPath, refusal: Refusal) {
        self.refused.insert(Refused { path, refusal });
    }
}

/// Whether a file or folder of this name is no part of a book: hidden, or an editor's temporary.
pub fn is_passed_over(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.ends_with(".swp")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

/// The clean form of a folder's path, empty for the root.
pub(super) fn clean(folder: &str) -> Result<String, HostError> {
    match BookPath::new(folder) {
        Ok(path) => Ok(path.as_str().to_owned()),
        Err(BadPath::Empty) => Ok(String::new()),
        Err(reason) => Err(HostError::OutsideBook {
            folder: folder.to_owned(),
            reason,
        }),
    }
}

/// Whether a path is the folder or lies below it; the empty text is the root.
pub(super) fn lies_in(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether something at this path can be the book's, or hold something of it. Folders in their clean form.
pub(super) fn concerns(folders: &[String], path: &str) -> bool {
    lies_in(SETTINGS, path)
        || folders
            .iter()
            .any(|folder| lies_in(folder, path) || is_reached(folder, path))
}

/// Whether a walk of `folder` comes to `scope`, if nothing else is in the way.
fn is_reached(folder: &str, scope: &str) -> bool {
    lies_in(scope, folder) && !scope[folder.len()..].split('/').any(is_passed_over)
}

/// The path of what lies `below` the folder `base`, or its readable form where no book may hold it.
pub(super) fn book_path(base: &str, below: &Path) -> Result<BookPath, String> {
    let mut text = base.to_owned();
    let mut is_utf8 = true;
    for part in below.iter() {
        if !text.is_empty() {
            text.push('/');
        }
        is_utf8 &= part.to_str().is_some();
        text.push_str(&part.to_string_lossy());
    }
    match BookPath::new(&text) {
        Ok(path) if is_utf8 => Ok(path),
        _ => Err(text
            .chars()
            .map(|c| match c {
                '\\' | ':' => '\u{fffd}',
                c if c.is_control() => '\u{fffd}',
                c => c,
            })
            .collect()),
    }
}

/// An error of the walk; `None` where something vanished between listing and looking.
fn walk_error(error: walkdir::Error, start: &Path) -> Option<HostError> {
    let path = error.path().unwrap_or(start).to_owned();
    let error = error
        .into_io_error()
        .unwrap_or_else(|| io::Error::other("the folder contains itself"));
    (!is_missing(&error)).then(|| HostError::io("read", &path, error))
}
