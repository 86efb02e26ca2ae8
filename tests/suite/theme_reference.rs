//! The manual's list of template variables is that of the program's own definitions.

use std::fs;

use crate::site_support::repository;

/// As the build wrote it.
const MADE: &str = include_str!(concat!(env!("OUT_DIR"), "/theme-reference.md"));

#[test]
fn theme_reference_is_up_to_date() {
    let missing: Vec<&str> = MADE
        .lines()
        .filter(|line| line.contains("(no meaning)"))
        .collect();
    assert_eq!(missing, [""; 0], "views and fields without a docstring");
    let strange: Vec<&str> = MADE
        .lines()
        .filter(|line| line.contains("| texts by name |"))
        .collect();
    assert_eq!(
        strange,
        [
            "| `assets` | texts by name | From a name in assets/ to its address from the root of the site |"
        ]
    );
    let file = repository().join("content/manual/theme-reference.md");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        fs::write(&file, MADE).expect("the manual can be written to");
    }
    let page = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        page == MADE,
        "content/manual/theme-reference.md is out of date: UPDATE=1 cargo test theme_reference"
    );
}
