//! Repositories of git, made in tests.

use std::path::Path;
use std::process::Command;

/// The program's own tests begin repositories in the same way.
#[path = "../../src/host/testing.rs"]
mod host;

pub use host::{git, git_at, write};

/// The id of the commit that is named.
#[track_caller]
pub fn id(folder: &Path, name: &str) -> String {
    let output = Command::new("git")
        .args(["rev-parse", "--verify", name])
        .current_dir(folder)
        .output()
        .expect("git can be started");
    assert!(output.status.success(), "{name} is a commit");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Commits everything in a folder.
#[track_caller]
pub fn commit(folder: &Path, subject: &str) {
    commit_at(folder, "2026-07-01T12:00:00Z", subject);
}

/// Commits everything in a folder at a time.
#[track_caller]
pub fn commit_at(folder: &Path, time: &str, subject: &str) {
    assert!(git(folder, &["add", "-A"]));
    let args = ["commit", "-q", "--allow-empty", "-m", subject];
    assert!(git_at(folder, time, &args), "{subject}");
}
