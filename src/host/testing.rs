//! What tests of this floor do to a folder.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Writes a file below a folder, and the folders on the way.
pub fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Runs git in a folder, apart from all settings of the machine; false without git, and where git fails.
pub fn git(folder: &Path, args: &[&str]) -> bool {
    git_at(folder, "2026-07-01T12:00:00Z", args)
}

/// Runs git at a time, for commits.
pub fn git_at(folder: &Path, time: &str, args: &[&str]) -> bool {
    Command::new("git")
        .args([
            "-c",
            "user.name=book",
            "-c",
            "user.email=book@example.invalid",
            "-c",
            "protocol.file.allow=always",
        ])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_AUTHOR_DATE", time)
        .env("GIT_COMMITTER_DATE", time)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
