//! Reads a book into memory, and writes the few files that commands add to it.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::HostError;
use super::opener::look_at;
pub use super::opener::{Opened, Opener};
use super::walk::Found;
pub use super::walk::is_passed_over;
use crate::tree::{Refused, Sources};

/// Reads book.toml and every file below the folders, which are relative to `root`; a single file
/// may be named as well. What is not there is left out; only `root` itself must exist. Dot files
/// and editors' temporary files are passed over, and what may not be read is listed as refused.
pub fn read(root: &Path, folders: &[&str]) -> Result<Sources, HostError> {
    let opener = Opener::new(root)?;
    let mut found = Found::scan(root, folders, "")?;
    let mut sources = Sources::default();
    for (path, look) in look_at(&opener, found.files.into_iter().collect())? {
        match look.opened {
            Opened::File(file) => sources.put(Arc::new(file)),
            Opened::Refused(refusal) => {
                found.refused.insert(Refused { path, refusal });
            }
            Opened::Missing => {}
        }
    }
    sources.refused = found.refused.into_iter().collect();
    Ok(sources)
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

/// The text of a file that the user names, which is none of the book's.
pub fn read_text(path: &Path) -> Result<String, HostError> {
    fs::read_to_string(path).map_err(|error| HostError::io("read", path, error))
}

/// The first bytes of a file that the user names, at most as many as `most`; `-` is the standard input.
pub fn read_start(path: &Path, most: u64) -> Result<Vec<u8>, HostError> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let read = io::stdin().lock().take(most).read_to_end(&mut bytes);
        read.map_err(|error| HostError::io("read", Path::new("the standard input"), error))?;
        return Ok(bytes);
    }
    fs::File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(|error| HostError::io("read", path, error))?;
    Ok(bytes)
}

/// Whether there is a file, wherever links lead.
pub fn is_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.is_file())
}

/// Whether there is a folder, wherever links lead.
pub fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.is_dir())
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

/// Adds to a file that others add to as well, and makes it where it is missing.
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), HostError> {
    let file = fs::OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(bytes))
        .map_err(|error| HostError::io("write", path, error))
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

/// Writes other bytes into a file that exists. It stays whole until they are written, and may be read
/// and written by the same people as before.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), HostError> {
    let fail = |error| HostError::io("write", path, error);
    let permissions = fs::metadata(path).map_err(fail)?.permissions();
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        // A name that is passed over, should a preview look now.
        .prefix(".levelbook-")
        .tempfile_in(folder)
        .map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.as_file().set_permissions(permissions).map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}

/// Whether a path is a folder or lies in it, wherever links on the way lead; what does not exist yet
/// is taken by its name. `false` where the current folder is not known.
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    match (real(path), real(folder)) {
        (Some(path), Some(folder)) => path.starts_with(folder),
        _ => false,
    }
}

/// The path with the links of its existing part followed.
fn real(path: &Path) -> Option<PathBuf> {
    let plain = plain(path)?;
    for existing in plain.ancestors() {
        if let (Ok(found), Ok(rest)) = (fs::canonicalize(existing), plain.strip_prefix(existing)) {
            return Some(found.join(rest));
        }
    }
    Some(plain)
}

/// The absolute path without `.` and `..`.
pub fn plain(path: &Path) -> Option<PathBuf> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::BookPath;

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
    #[cfg(unix)]
    fn a_link_does_not_hide_where_a_path_lies() {
        let book = book(&[("content/a.md", b"old")]);
        let at = |name: &str| book.path().join(name);
        std::os::unix::fs::symlink(at("content"), at("link")).unwrap();
        assert!(lies_in(&at("link/out/deeper"), &at("content")));
        assert!(lies_in(&at("content"), &at("link")));
        assert!(!lies_in(&at("contents"), &at("content")));
        assert!(!lies_in(&at("book"), &at("content")));
    }

    #[test]
    #[cfg(unix)]
    fn a_file_is_replaced_with_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let book = book(&[("teams/a.md", b"old")]);
        let path = book.path().join("teams/a.md");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        assert_eq!(fs::read_dir(book.path().join("teams")).unwrap().count(), 1);
        assert!(replace(&book.path().join("teams/b.md"), b"new").is_err());
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
