//! The crate as it is published: `cargo install levelbook` has what it compiles, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::site_support::{Tree, name_in, repository};

/// What is in the package besides the files of the repository.
const MADE: [&str; 3] = [".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml.orig"];

/// The files of the package, as cargo lists them.
fn packaged() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline"])
        .current_dir(repository())
        .output()
        .expect("cargo can be started");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{err}");
    let text = String::from_utf8(output.stdout).expect("names of files");
    let names = text.lines().map(|line| line.replace('\\', "/"));
    names.collect()
}

/// The files that the text of a source file takes in when it is compiled.
fn taken_in(source: &Path, text: &str) -> Vec<PathBuf> {
    let folder = source.parent().expect("a folder");
    let mut files = Vec::new();
    for name in ["include_str!(", "include_bytes!("] {
        for rest in text.split(name).skip(1) {
            if let Some(rest) = rest.trim_start().strip_prefix('"') {
                files.push(folder.join(rest.split('"').next().unwrap_or_default()));
            }
        }
    }
    files
}

/// Without `..`, which no path in a package has.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// Whether a file is compiled for tests alone; they may read what lies in `tests/`.
fn is_test(source: &Path) -> bool {
    source.ancestors().any(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let face = path.with_file_name("mod.rs");
        fs::read_to_string(face)
            .is_ok_and(|text| text.contains(&format!("#[cfg(test)]\nmod {name};")))
    })
}

#[test]
fn the_package_has_what_is_compiled() {
    let packaged = packaged();
    let root = repository();
    let mut missing = Vec::new();
    let mut need = |name: String| {
        if !packaged.contains(&name) {
            missing.push(name);
        }
    };
    for folder in ["src", "themes/default"] {
        for name in Tree::read(&root.join(folder)).files.keys() {
            need(format!("{folder}/{name}"));
        }
    }
    for name in ["build.rs", "README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        need(name.to_owned());
    }
    let mut taken = 0;
    for name in packaged.iter().filter(|name| name.ends_with(".rs")) {
        let source = root.join(name);
        let text = fs::read_to_string(&source).expect("a source file");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        if is_test(&source) {
            continue;
        }
        for file in taken_in(&source, text) {
            taken += 1;
            need(name_in(root, &plain(&file)));
        }
    }
    assert!(missing.is_empty(), "not in the package: {missing:#?}");
    assert!(taken > 8, "only {taken} files are taken in");
}

#[test]
fn the_package_has_nothing_else() {
    let mut bytes = 0;
    for name in packaged() {
        let allowed = ["src/", "themes/default/", "content/models/"];
        let is_text = matches!(
            name.as_str(),
            "build.rs" | "Cargo.toml" | "README.md" | "CHANGELOG.md"
        );
        let is_known = is_text
            || MADE.contains(&&*name)
            || name.starts_with("LICENSE-")
            || allowed.iter().any(|folder| name.starts_with(folder));
        assert!(is_known, "{name} is in the package");
        let about = repository().join(&name).metadata();
        bytes += about.map_or(0, |about| about.len());
    }
    // crates.io takes 10 MB, compressed.
    assert!(bytes < 6_000_000, "the package has {bytes} bytes");
}
