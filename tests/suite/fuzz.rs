//! The fuzz targets of `tests/fuzz`, without the fuzzer: what is in their corpus holds.

use std::fs;

use crate::site_support::repository;

#[path = "../fuzz/checks/mod.rs"]
mod checks;

use checks::TARGETS;

#[test]
fn the_corpus_of_each_target_holds() {
    for (name, check) in TARGETS {
        let folder = repository().join("tests/fuzz/corpus").join(name);
        let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut seeds = 0;
        for file in files {
            let path = file.expect("the corpus can be read").path();
            let bytes = fs::read(&path).expect("the corpus can be read");
            let held = std::panic::catch_unwind(|| check(&bytes));
            assert!(held.is_ok(), "{} does not hold", path.display());
            seeds += 1;
        }
        assert!(seeds >= 4, "{name} has no corpus");
    }
}

/// Each target is a program of the package, and each program a target.
#[test]
fn the_package_lists_the_targets() {
    let package = fs::read_to_string(repository().join("tests/fuzz/Cargo.toml"));
    let package: toml::Table = package.expect("the package").parse().expect("TOML");
    let listed: Vec<&str> = package["bin"]
        .as_array()
        .expect("a list of programs")
        .iter()
        .map(|program| program["name"].as_str().expect("a name"))
        .collect();
    let mut listed = listed;
    listed.sort_unstable();
    let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(listed, names);
    for name in names {
        let target = repository().join(format!("tests/fuzz/targets/{name}.rs"));
        let text = fs::read_to_string(target).expect("a target");
        assert!(
            text.contains(&format!("levelbook_fuzz::{name}(bytes)")),
            "{name}"
        );
    }
}
