//! Reads a book into memory, and writes the few files that commands add to it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use walkdir::{DirEntry, WalkDir};

use super::HostError;
pub use super::opener::{Opened, Opener};
use crate::tree::{BookPath, Refusal, Refused, SourceFile, Sources};

/// Reads book.toml and every file below the folders, which are relative to `root`; a single file
/// may be named as well. What is not there is left out; only `root` itself must exist. Dot files
/// and editors' temporary files are passed over, and what may not be read is listed as refused.
pub fn read(root: &Path, folders: &[&str]) -> Result<Sources, HostError> {
    let opener = Opener::new(root)?;
    let mut found = Found::default();
    found.files.extend(BookPath::new("book.toml"));
    for folder in folders {
        found.walk(root, folder)?;
    }
    let read: Vec<Read> = found
        .files
        .into_par_iter()
        .map(|path| {
            Ok(match opener.read(&path)? {
                Opened::Bytes(bytes) => Read::File(SourceFile::new(path, bytes)),
                Opened::Refused(refusal) => Read::Refused(Refused { path, refusal }),
                Opened::Missing => Read::Missing,
            })
        })
        .collect::<Result<_, HostError>>()?;

    let mut sources = Sources::default();
    for read in read {
        match read {
            Read::File(file) => {
                sources.files.insert(file.path.clone(), file);
            }
            Read::Refused(refused) => {
                found.refused.insert(refused);
            }
            Read::Missing => {}
        }
    }
    sources.refused = found.refused.into_iter().collect();
    Ok(sources)
}

/// Whether a file or folder of this name is no part of a book: hidden, or an editor's temporary.
pub fn is_passed_over(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.ends_with(".swp")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

/// Writes a file that must not exist yet, and the folders above it.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), HostError> {
    create_parent(path)?;
    let mut file = match fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
    {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(HostError::Exists {
                path: path.to_owned(),
            });
        }
        Err(error) => return Err(HostError::io("create", path, error)),
    };
    file.write_all(bytes).map_err(|error| {
        // Half a file would be refused as existing the next time.
        let _ = fs::remove_file(path);
        HostError::io("write", path, error)
    })
}

/// Writes a file, new or in the place of an old one, which stays whole until the new one is.
pub fn write(
    path: &Path,
    content: &dyn Fn(&mut dyn Write) -> io::Result<()>,
) -> Result<(), HostError> {
    create_parent(path)?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let fail = |error| HostError::io("write", path, error);
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(fail)?;
    let mut buffer = io::BufWriter::new(&mut file);
    content(&mut buffer)
        .and_then(|()| buffer.flush())
        .map_err(fail)?;
    drop(buffer);
    readable(&file).map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}

/// A temporary file is its owner's alone; what was asked for is everybody's, as other files are.
fn readable(file: &tempfile::NamedTempFile) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file()
            .set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}

/// Whether a path is a folder or lies in it, by their names alone; `false` where the current folder
/// is not known.
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    match (plain(path), plain(folder)) {
        (Some(path), Some(folder)) => path.starts_with(folder),
        _ => false,
    }
}

/// The absolute path without `.` and `..`.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    Some(out)
}

/// Removes a file.
pub fn remove(path: &Path) -> Result<(), HostError> {
    fs::remove_file(path).map_err(|error| HostError::io("remove", path, error))
}

fn create_parent(path: &Path) -> Result<(), HostError> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => fs::create_dir_all(folder)
            .map_err(|error| HostError::io("create the folder", folder, error)),
        _ => Ok(()),
    }
}

enum Read {
    File(SourceFile),
    Refused(Refused),
    Missing,
}

#[derive(Default)]
struct Found {
    files: BTreeSet<BookPath>,
    refused: BTreeSet<Refused>,
}

impl Found {
    fn walk(&mut self, root: &Path, folder: &str) -> Result<(), HostError> {
        let Some(base) = self.base(root, folder)? else {
            return Ok(());
        };
        let start = root.join(&base);
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
            let goes_on = entry.depth() == 0 && entry.file_type().is_dir()
                || self.take(&base, &start, &entry);
            if !goes_on && entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
        }
        Ok(())
    }

    /// The clean form of a folder's path, empty for the root; `None` where there is nothing to walk.
    fn base(&mut self, root: &Path, folder: &str) -> Result<Option<String>, HostError> {
        let path = match BookPath::new(folder) {
            Ok(path) => path,
            Err(crate::tree::BadPath::Empty) => return Ok(Some(String::new())),
            Err(reason) => {
                return Err(HostError::OutsideBook {
                    folder: folder.to_owned(),
                    reason,
                });
            }
        };
        let mut part = String::new();
        for name in path.as_str().split('/') {
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
                    return Ok(None);
                }
                Ok(_) => {}
                Err(error) if super::opener::is_missing(&error) => return Ok(None),
                Err(error) => return Err(HostError::io("read", &place, error)),
            }
        }
        Ok(Some(path.as_str().to_owned()))
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

/// The path of what lies `below` the folder `base`, or its readable form where no book may hold it.
fn book_path(base: &str, below: &Path) -> Result<BookPath, String> {
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
    (!super::opener::is_missing(&error)).then(|| HostError::io("read", &path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn names(sources: &Sources) -> Vec<&str> {
        sources.files.keys().map(BookPath::as_str).collect()
    }

    #[test]
    fn a_book_is_read_with_what_belongs_to_it() {
        let book = book(&[
            ("book.toml", b"[book]"),
            ("README.md", b"not asked for"),
            ("content/index.md", b"# Hello"),
            ("content/teams/a/evidence/x.bin", &[0xff, 0]),
            ("content/.git/config", b""),
            ("content/.hidden.md", b""),
            ("content/index.md~", b""),
            ("content/#index.md#", b""),
            ("content/.index.md.swp", b""),
            ("content/index.md.swp", b""),
            ("content/#1.md", b"kept"),
            ("theme/extra.css", b"a{}"),
        ]);
        let sources = read(
            book.path(),
            &["content", "content/teams", "themes", "theme/extra.css"],
        )
        .unwrap();
        assert_eq!(
            names(&sources),
            [
                "book.toml",
                "content/#1.md",
                "content/index.md",
                "content/teams/a/evidence/x.bin",
                "theme/extra.css"
            ]
        );
        assert!(sources.refused.is_empty());
        let path = BookPath::new("content/index.md").unwrap();
        assert_eq!(sources.text(&path), Some("# Hello"));
        let again = read(book.path(), &["theme/extra.css", "./content/"]).unwrap();
        assert_eq!(sources.digest(), again.digest());
    }

    #[test]
    fn a_book_without_anything_is_empty_and_without_a_folder_an_error() {
        let book = book(&[]);
        assert!(read(book.path(), &["content"]).unwrap().files.is_empty());
        assert!(matches!(
            read(&book.path().join("none"), &[]),
            Err(HostError::NoFolder { .. })
        ));
        assert!(matches!(
            read(book.path(), &["../elsewhere"]),
            Err(HostError::OutsideBook { .. })
        ));
    }

    #[cfg(unix)]
    #[test]
    fn what_may_not_be_read_is_listed() {
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::symlink;
        let book = book(&[("content/a.md", b"a"), ("elsewhere/b.md", b"b")]);
        let root = book.path();
        symlink("../elsewhere", root.join("content/linked")).unwrap();
        symlink("elsewhere", root.join("themes")).unwrap();
        symlink("elsewhere/b.md", root.join("book.toml")).unwrap();
        fs::write(root.join("content/a\\b.md"), "").unwrap();
        let name = std::ffi::OsStr::from_bytes(b"content/\xff");
        fs::create_dir(root.join(name)).unwrap();
        fs::write(root.join(name).join("inner.md"), "").unwrap();
        let socket = std::os::unix::net::UnixListener::bind(root.join("content/socket")).unwrap();
        let large = fs::File::create(root.join("content/large.csv")).unwrap();
        large.set_len(1024 * 1024 + 1).unwrap();

        let sources = read(root, &["content", "themes"]).unwrap();
        drop(socket);
        assert_eq!(names(&sources), ["content/a.md"]);
        let refused: Vec<_> = sources
            .refused
            .iter()
            .map(|r| format!("{} {:?}", r.path, r.refusal))
            .collect();
        assert_eq!(
            refused,
            [
                "book.toml Symlink",
                "content/a\u{fffd}b.md BadName",
                "content/large.csv TooLarge { size: 1048577, limit: 1048576 }",
                "content/linked Symlink",
                "content/socket NotAFile",
                "content/\u{fffd} BadName",
                "themes Symlink",
            ]
        );
    }

    #[test]
    fn folders_hold_what_lies_below_them() {
        let lies_in = |path: &str, folder: &str| lies_in(Path::new(path), Path::new(folder));
        assert!(lies_in("content/site", "./content") && lies_in("a/../content", "content"));
        assert!(!lies_in("content-site", "content") && !lies_in("content/../b", "content"));
    }

    #[test]
    fn new_files_never_replace_old_ones() {
        let book = book(&[("a.md", b"old")]);
        let at = |name: &str| book.path().join(name);
        assert!(matches!(
            write_new(&at("a.md"), b"new"),
            Err(HostError::Exists { .. })
        ));
        write_new(&at("teams/b/index.md"), b"new").unwrap();
        assert_eq!(fs::read(at("a.md")).unwrap(), b"old");
        assert_eq!(fs::read(at("teams/b/index.md")).unwrap(), b"new");
    }
}
