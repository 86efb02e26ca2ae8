//! Gives the program a digest of its own sources, and what it must know of the definitions of its
//! views: the table that templates are checked by, and the manual's page about them.

#![allow(clippy::disallowed_methods)]

#[path = "src/build/reference.rs"]
mod reference;
#[path = "src/build/table.rs"]
mod table;
#[path = "src/build/views.rs"]
mod views;

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=src/build");
    digest();
    let views = views::read();
    write("view_fields.rs", &table::table(&views));
    write("theme-reference.md", &reference::reference(&views));
}

fn write(name: &str, text: &str) {
    let folder = std::env::var_os("OUT_DIR").expect("cargo names the folder");
    fs::write(PathBuf::from(folder).join(name), text).expect("the folder can be written to");
}

/// Part of every build's input digest, so that a changed program never takes an old site for its own.
fn digest() {
    let mut hasher = DefaultHasher::new();
    for path in ["src", "themes/default", "content/models", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={path}");
        add(Path::new(path), &mut hasher);
    }
    println!(
        "cargo:rustc-env=PROGRAM_SOURCES_DIGEST={:016x}",
        hasher.finish()
    );
}

fn add(path: &Path, hasher: &mut DefaultHasher) {
    if let Ok(entries) = fs::read_dir(path) {
        let mut paths: Vec<_> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        paths.sort();
        for path in paths {
            add(&path, hasher);
        }
    } else if let Ok(bytes) = fs::read(path) {
        hasher.write(path.to_string_lossy().as_bytes());
        hasher.write(&bytes);
    }
}
