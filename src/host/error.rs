use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::tree::BadPath;

/// The outside world failed or is not as it must be. Exit code 3 on the command line.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// `action` completes "cannot …": `read`, `create the folder`.
    #[error("cannot {action} `{}`: {}", .path.display(), plain(.error))]
    Io {
        action: &'static str,
        path: PathBuf,
        error: io::Error,
    },
    #[error("the folder `{}` does not exist", .path.display())]
    NoFolder { path: PathBuf },
    #[error("`{}` is not a folder", .path.display())]
    NotAFolder { path: PathBuf },
    /// A folder of book.toml that is none of the book's.
    #[error("`{folder}` is no folder of the book: {reason}")]
    OutsideBook { folder: String, reason: BadPath },
    #[error("`{}` exists already", .path.display())]
    Exists { path: PathBuf },
    #[error("commits cannot be read without the program `git`: {}", plain(.error))]
    NoGit { error: io::Error },
    #[error("the folder `{}` lies in no git repository", .path.display())]
    NoRepository { path: PathBuf },
    #[error("the repository of `{}` has no commit yet", .path.display())]
    NoCommit { path: PathBuf },
    #[error("`{name}` names no commit of the repository")]
    UnknownRevision { name: String, is_shallow: bool },
    /// Git itself would take one of them.
    #[error("`{name}` names more than one thing in the repository")]
    AmbiguousRevision { name: String },
    /// Git would take it for an option.
    #[error("`{name}` cannot name a commit, for it begins with `-`")]
    OptionRevision { name: String },
    #[error("the history of this clone does not go back to {day}")]
    TooShallow { day: Date },
    #[error("nobody can comment without the program `gh`: {}", plain(.error))]
    NoGh { error: io::Error },
    #[error("GitHub says: {reason}")]
    GitHub { reason: String },
    #[error("the output folder `{}` holds files that Levelbook did not write", .path.display())]
    ForeignFolder { path: PathBuf },
    #[error("the output folder's list `{}` cannot be read: {reason}", .path.display())]
    BadManifest { path: PathBuf, reason: String },
    #[error("the output folder's list `{}` was written by a newer Levelbook (`{schema}`)", .path.display())]
    NewerManifest { path: PathBuf, schema: String },
    #[error("another build is writing to `{}`", .path.display())]
    Busy { path: PathBuf },
    #[error("another build has changed `{}` while this one was running", .path.display())]
    Overtaken { path: PathBuf },
    /// Something that is not ours lies where a file of the site belongs.
    #[error("`{}` was not written by Levelbook, and the site needs its place", .path.display())]
    InTheWay { path: PathBuf },
    #[error("port {} of {} is in use", .address.port(), .address.ip())]
    PortTaken { address: SocketAddr },
    #[error("the ports {first} to {last} of {host} are all in use")]
    NoFreePort { host: IpAddr, first: u16, last: u16 },
    #[error("this machine has no address {host}")]
    NoAddress { host: IpAddr },
    #[error("cannot listen on {address}: {}", plain(.error))]
    Listen {
        address: SocketAddr,
        error: io::Error,
    },
}

impl HostError {
    pub(super) fn io(action: &'static str, path: &Path, error: io::Error) -> Self {
        Self::Io {
            action,
            path: path.to_owned(),
            error,
        }
    }

    /// The standard output does not take what is written to it.
    pub fn output(error: io::Error) -> Self {
        Self::io("write to", Path::new("the standard output"), error)
    }

    /// What to do, in one sentence.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::ForeignFolder { .. } => {
                "choose another folder with `-d OUT` or `build-dir` in book.toml, or empty this one"
            }
            Self::BadManifest { .. } => {
                "delete the output folder if everything in it was generated, or choose another with `-d OUT`"
            }
            Self::NewerManifest { .. } => {
                "use that version of Levelbook, or delete the output folder and build anew"
            }
            Self::Busy { .. } => "wait until it has ended, or build into another folder",
            Self::Overtaken { .. } => "build again",
            Self::InTheWay { .. } => "move it elsewhere or delete it, and build again",
            Self::Exists { .. } => "choose another name, or remove it first",
            Self::NoFolder { .. } => "check the spelling of the path",
            Self::OutsideBook { .. } => "write a path relative to the folder of book.toml",
            Self::NoGit { .. } => "install git, or add its folder to PATH",
            Self::NoGh { .. } => "install gh, or add its folder to PATH",
            Self::GitHub { .. } => {
                "the token needs `pull-requests: write`; see the permissions of the job"
            }
            Self::NoRepository { .. } => "run `git init` and commit the book first",
            Self::NoCommit { .. } => "commit the book first",
            Self::UnknownRevision {
                name,
                is_shallow: true,
            } => match name.as_str() {
                "HEAD^1" | "HEAD^" | "HEAD~1" | "HEAD~" => {
                    "this clone is shallow: check out with `fetch-depth: 2`, or run `git fetch --deepen=1`"
                }
                _ => {
                    "this clone is shallow: check out with `fetch-depth: 0`, or run `git fetch --unshallow`"
                }
            },
            Self::UnknownRevision { .. } => {
                "`git branch --all` and `git tag` list names; a branch that is only on the server is `origin/NAME`"
            }
            Self::AmbiguousRevision { .. } => {
                "write `refs/heads/NAME` for a branch, `refs/tags/NAME` for a tag, or more of an id"
            }
            Self::OptionRevision { .. } => "write `refs/heads/NAME`, or the id of the commit",
            Self::TooShallow { .. } => {
                "this clone is shallow: check out with `fetch-depth: 0`, or run `git fetch --unshallow`"
            }
            Self::PortTaken { .. } | Self::NoFreePort { .. } => {
                "end the program that uses it, or choose another port with `-p`"
            }
            Self::NoAddress { .. } => {
                "choose 127.0.0.1, or 0.0.0.0 for every address of this machine"
            }
            Self::Listen { error, .. } if error.kind() == io::ErrorKind::PermissionDenied => {
                "choose a port from 1024 on with `-p`"
            }
            Self::Listen { .. } | Self::Io { .. } | Self::NotAFolder { .. } => return None,
        })
    }
}

/// The system's reason without its number, in the same words everywhere.
fn plain(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let known = match error.kind() {
        Kind::NotFound => "it does not exist",
        Kind::PermissionDenied => "permission denied",
        Kind::AlreadyExists => "it exists already",
        Kind::StorageFull => "the disk is full",
        Kind::QuotaExceeded => "the disk quota is used up",
        Kind::ReadOnlyFilesystem => "the file system is read-only",
        Kind::NotADirectory => "a part of the path is not a folder",
        Kind::IsADirectory => "it is a folder",
        Kind::DirectoryNotEmpty => "the folder is not empty",
        Kind::InvalidFilename => "the name is too long or not allowed here",
        Kind::ResourceBusy => "it is in use",
        _ => {
            let text = error.to_string();
            let words = text.split(" (os error").next().unwrap_or(&text);
            let mut chars = words.chars();
            return match chars.next() {
                Some(first) => first.to_lowercase().chain(chars).collect(),
                None => "the system gave no reason".to_owned(),
            };
        }
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_words() {
        let error = HostError::io(
            "read",
            Path::new("a.md"),
            io::Error::from(io::ErrorKind::PermissionDenied),
        );
        assert_eq!(error.to_string(), "cannot read `a.md`: permission denied");
        #[cfg(target_os = "linux")]
        assert_eq!(
            plain(&io::Error::from_raw_os_error(5)),
            "input/output error"
        );
    }
}
