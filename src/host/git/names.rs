use std::io;
use std::path::Path;
use std::process::{Output, Stdio};

use jiff::civil::{Date, date};

use super::{answer, ask, command, commit_id, reason};
use crate::host::HostError;

/// The id, in full, of the commit that a person names: a branch, a tag, an id, `HEAD~1`, `main@{0}`.
/// Errors are a machine without git, a book without a repository or a commit, and a name that is not
/// known, names several commits, or begins with `-`.
pub fn resolve(root: &Path, name: &str) -> Result<String, HostError> {
    if name.starts_with('-') {
        return Err(HostError::OptionRevision {
            name: name.to_owned(),
        });
    }
    if !root.is_dir() {
        return Err(HostError::NoFolder {
            path: root.to_owned(),
        });
    }
    let unknown = || HostError::UnknownRevision {
        name: name.to_owned(),
        is_shallow: is_shallow(root),
    };
    if name.is_empty() || name.contains('\0') {
        return Err(unknown());
    }
    let output = rev_parse(root, &format!("{name}^{{commit}}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    // Git takes one of them and warns; a comparison with the other would look the same.
    if text.contains("is ambiguous") {
        return Err(HostError::AmbiguousRevision {
            name: name.to_owned(),
        });
    }
    let id = commit_id(&String::from_utf8_lossy(&output.stdout));
    match id.filter(|_| output.status.success()) {
        Some(id) => Ok(id),
        None => {
            look_around(root)?;
            Err(unknown())
        }
    }
}

/// The last commit of the first-parent line of `HEAD` before the day began (UTC), by the dates of
/// commits; `None` where the history begins later. Errors are those of [`resolve`], and a clone too
/// shallow to tell.
pub fn as_of(root: &Path, day: Date) -> Result<Option<String>, HostError> {
    let head = resolve(root, "HEAD")?;
    let seconds = day.duration_since(date(1970, 1, 1)).as_secs();
    // Git knows no time before 1970.
    if seconds <= 0 {
        return Ok(None);
    }
    let until = format!("--min-age={}", seconds - 1);
    let found = ask(root, &["rev-list", "-1", "--first-parent", &until, &head])
        .map_err(|error| HostError::io("read the history of", root, error))?;
    match commit_id(&String::from_utf8_lossy(&found)) {
        None if is_shallow(root) => Err(HostError::TooShallow { day }),
        found => Ok(found),
    }
}

/// The commit at which two commits went apart; `None` where they have nothing in common, or where the
/// clone is too shallow to tell.
pub fn fork_point(root: &Path, one: &str, other: &str) -> Option<String> {
    commit_id(&answer(root, &["merge-base", one, other])?)
}

/// The branch that others begin from: that of the server where it is known, else the one that is checked
/// out, with or without commits.
pub fn default_branch(root: &Path) -> Option<String> {
    let named = |name: &str| {
        let text = answer(root, &["symbolic-ref", "--quiet", "--short", name])?;
        Some(text.trim().to_owned())
    };
    let of_server = named("refs/remotes/origin/HEAD");
    let of_server = of_server.and_then(|name| Some(name.strip_prefix("origin/")?.to_owned()));
    of_server.or_else(|| named("HEAD"))
}

/// Whether the clone has only the newest part of the history.
pub(super) fn is_shallow(root: &Path) -> bool {
    let text = answer(root, &["rev-parse", "--is-shallow-repository"]);
    text.is_some_and(|text| text.trim() == "true")
}

/// Why nothing can be named here, if that is so.
fn look_around(root: &Path) -> Result<(), HostError> {
    let about = rev_parse(root, "HEAD")?;
    if about.status.success() {
        return Ok(());
    }
    let found = command(root)
        .args(["rev-parse", "--git-dir"])
        .stderr(Stdio::piped())
        .output()
        .map_err(no_git)?;
    if found.status.success() {
        return Err(HostError::NoCommit {
            path: root.to_owned(),
        });
    }
    let complaint = String::from_utf8_lossy(&found.stderr);
    if complaint.contains("not a git repository") {
        return Err(HostError::NoRepository {
            path: root.to_owned(),
        });
    }
    let error = io::Error::other(reason(&found.stderr));
    Err(HostError::io("read the repository of", root, error))
}

fn rev_parse(root: &Path, name: &str) -> Result<Output, HostError> {
    command(root)
        .args(["-c", "core.warnAmbiguousRefs=true"])
        .args(["rev-parse", "--verify", name])
        .stderr(Stdio::piped())
        .output()
        .map_err(no_git)
}

fn no_git(error: io::Error) -> HostError {
    HostError::NoGit { error }
}
