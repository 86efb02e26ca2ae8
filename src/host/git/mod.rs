//! What the `git` program knows about a book: commits, and the files in them, straight from git's
//! objects. Nothing is checked out and nothing is written.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

mod base;
mod blobs;
mod draft;
mod log;
mod names;
mod status;
#[cfg(test)]
mod tests;
mod touched;
mod tree;

pub use base::{Base, base};
pub use log::{Commit, is_cut_off, log};
pub use names::{as_of, default_branch, fork_point, resolve};
pub use touched::touched;
pub use tree::{Like, Tree, file_at};

/// The commit that is checked out, in full; `None` without git, a repository or a commit.
pub fn revision(root: &Path) -> Option<String> {
    commit_id(&answer(
        root,
        &["rev-parse", "--verify", "--quiet", "HEAD"],
    )?)
}

/// The book's folder in the working tree, with a slash at the end; empty for the topmost. `None`
/// without git, or where the book lies in no working tree.
pub fn prefix(root: &Path) -> Option<String> {
    let text = answer(
        root,
        &["rev-parse", "--is-inside-work-tree", "--show-prefix"],
    )?;
    let prefix = text.strip_prefix("true\n")?;
    Some(prefix.strip_suffix('\n').unwrap_or(prefix).to_owned())
}

/// The id that git has printed.
fn commit_id(text: &str) -> Option<String> {
    let id = text.trim();
    let is_id = matches!(id.len(), 40 | 64) && id.bytes().all(|b| b.is_ascii_hexdigit());
    is_id.then(|| id.to_owned())
}

/// What git answers; `None` where it cannot.
fn answer(root: &Path, args: &[&str]) -> Option<String> {
    String::from_utf8(ask(root, args).ok()?).ok()
}

/// What git answers, or what it complains of.
fn ask(root: &Path, args: &[&str]) -> io::Result<Vec<u8>> {
    let output = command(root).args(args).stderr(Stdio::piped()).output()?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(io::Error::other(reason(&output.stderr))),
    }
}

/// What git complains of, in one line, as the end of a sentence.
fn reason(complaint: &[u8]) -> String {
    let text = String::from_utf8_lossy(complaint);
    let fatal = text.lines().find_map(|line| line.strip_prefix("fatal: "));
    let line = fatal.or(text.lines().next()).unwrap_or_default();
    match line.trim() {
        "" => "git gave no reason".to_owned(),
        reason => format!("git says: {reason}"),
    }
}

/// Git in a book's folder. It takes no lock that others may want, asks no server, and neither starts
/// programs that settings name nor takes the content of the book for a repository. A hook of git is told
/// which repository runs it; the book's is the one that it lies in.
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
        .env("LC_ALL", "C")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_PREFIX")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// A path as git tells it.
#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
