use std::fs;

use super::*;
use crate::host::HostError;
use crate::host::fs::read;
use crate::host::testing::{git, git_at, write};
use crate::tree::{BookPath, Sources};

mod base;
mod names;
mod touched;
mod trees;

const FOLDERS: [&str; 2] = ["content", "themes"];

/// A repository with a book in the folder `book` of it; `None` without git.
fn book(files: &[(&str, &str)]) -> Option<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir().unwrap();
    if !git(folder.path(), &["init", "--quiet", "-b", "main"]) {
        return None;
    }
    let book = folder.path().join("book");
    fs::create_dir(&book).unwrap();
    for (path, text) in files {
        write(&book, path, text);
    }
    commit(&book);
    Some((folder, book))
}

fn commit(book: &Path) {
    assert!(git(book, &["add", "-A"]));
    assert!(git(book, &["commit", "-q", "--allow-empty", "-m", "state"]));
}

/// A copy of the repository with the newest commit alone, and the folder of the book in it.
fn shallow(of: &Path) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let from = format!("file://{}", of.display());
    let args = ["clone", "-q", "--depth", "1", &from, "copy"];
    assert!(git(folder.path(), &args));
    let book = folder.path().join("copy/book");
    (folder, book)
}

#[track_caller]
fn id(book: &Path, name: &str) -> String {
    resolve(book, name).unwrap()
}

#[test]
fn complaints_are_one_line() {
    assert_eq!(
        reason(b"warning: old\nfatal: bad index\nhint: x\n"),
        "git says: bad index"
    );
    assert_eq!(reason(b"error: odd\n"), "git says: error: odd");
    assert_eq!(reason(b""), "git gave no reason");
}
