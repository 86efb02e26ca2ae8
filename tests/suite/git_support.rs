//! Repositories of git, made in tests.

use std::path::Path;
use std::process::{Command, Stdio};

/// Runs git in a folder, apart from all settings of the machine; false without git, and where git fails.
pub fn git(folder: &Path, args: &[&str]) -> bool {
    git_at(folder, "2026-07-01T12:00:00Z", args)
}

/// Runs git at a time, for commits.
pub fn git_at(folder: &Path, time: &str, args: &[&str]) -> bool {
    let done = Command::new("git")
        .args([
            "-c",
            "user.name=book",
            "-c",
            "user.email=book@example.invalid",
        ])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_AUTHOR_DATE", time)
        .env("GIT_COMMITTER_DATE", time)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    done.is_ok_and(|status| status.success())
}

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
