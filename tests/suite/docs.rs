//! What README and manual claim, held against the program: every command in them is run, every
//! complete file in them is built, and what they list is what there is.

#[cfg(unix)]
mod examples;
mod lists;
#[cfg(unix)]
mod newcomer;
#[cfg(unix)]
mod recipes;
mod security;

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository, which is a book itself.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn manual(page: &str) -> String {
    read(&format!("content/manual/{page}.md"))
}

/// The files of the manual, in the order of their names.
fn manual_files() -> Vec<PathBuf> {
    let folder = root().join("content/manual");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    files.sort();
    assert!(files.len() >= 9);
    files
}
