//! What the `git` program knows about a book.

use std::path::Path;
use std::process::{Command, Stdio};

mod base;
mod blobs;
mod status;
#[cfg(test)]
mod tests;

pub use base::{Base, base};

/// The commit that is checked out, in full; `None` without git, a repository or a commit.
pub fn revision(root: &Path) -> Option<String> {
    let text = answer(root, &["rev-parse", "--verify", "--quiet", "HEAD"])?;
    let id = text.trim();
    let is_id = matches!(id.len(), 40 | 64) && id.bytes().all(|b| b.is_ascii_hexdigit());
    is_id.then(|| id.to_owned())
}

/// What git answers; `None` where it cannot.
fn answer(root: &Path, args: &[&str]) -> Option<String> {
    let output = command(root).args(args).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then_some(text)
}

/// Git in a book's folder. It takes no lock that others may want, asks no server, and neither starts
/// programs that settings name nor takes the content of the book for a repository.
fn command(root: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .args([
            "-c",
            "core.fsmonitor=false",
            "-c",
            "safe.bareRepository=explicit",
        ])
        .arg("--literal-pathspecs")
        .current_dir(root)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}
