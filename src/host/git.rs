//! What the `git` program knows about a book.

use std::path::Path;
use std::process::{Command, Stdio};

/// The commit that is checked out, in full; `None` without git, a repository or a commit.
pub fn revision(root: &Path) -> Option<String> {
    let output = Command::new("git")
        .args(["rev-parse", "--verify", "--quiet", "HEAD"])
        .current_dir(root)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let id = text.trim();
    let is_id = matches!(id.len(), 40 | 64) && id.bytes().all(|b| b.is_ascii_hexdigit());
    (output.status.success() && is_id).then(|| id.to_owned())
}

/// STUB
pub struct Base {
    pub revision: String,
    pub sources: crate::tree::Sources,
}
pub fn base(
    _: &Path,
    _: &crate::tree::Sources,
    _: &[&str],
) -> Result<Option<Base>, super::HostError> {
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_outside_a_repository_has_no_revision() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(revision(folder.path()), None);
        assert_eq!(revision(&folder.path().join("missing")), None);
    }

    #[test]
    fn the_commit_is_named_in_full() {
        let folder = tempfile::tempdir().unwrap();
        let git = |args: &[&str]| {
            Command::new("git")
                .args(args)
                .current_dir(folder.path())
                .env("GIT_CONFIG_GLOBAL", "/dev/null")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
        };
        if !git(&["init", "--quiet"]) {
            return; // no git on this machine
        }
        assert_eq!(revision(folder.path()), None, "no commit yet");
        let who = [
            "-c",
            "user.name=book",
            "-c",
            "user.email=book@example.invalid",
        ];
        let commit = ["commit", "--quiet", "--allow-empty", "-m", "first"];
        assert!(git(&[&who[..], &commit[..]].concat()));
        assert_eq!(revision(folder.path()).map(|id| id.len()), Some(40));
    }
}
