use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::{MANIFEST, Manifest};
use super::staging::INSIDE;
use crate::host::HostError;

/// Folders of version control. They are never looked into, copied or moved.
const REPOSITORIES: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

/// What lies in an output folder beside the files of its manifest.
#[derive(Default, Debug)]
pub(super) struct Foreign {
    /// Files, links and whatever is no folder, relative to the folder and in order.
    pub files: Vec<PathBuf>,
    /// Folders of version control.
    pub repositories: Vec<PathBuf>,
}

impl Foreign {
    pub fn find(target: &Path, manifest: Option<&Manifest>) -> Result<Self, HostError> {
        let mut foreign = Self::default();
        foreign.look(target, Path::new(""), "", manifest)?;
        foreign.files.sort_unstable();
        Ok(foreign)
    }

    /// The names for people, with `/`; those of version control are left out.
    pub fn names(&self) -> Vec<String> {
        let files = self.files.iter();
        files
            .filter(|path| !path.file_name().is_some_and(is_repository))
            .map(|path| name(path))
            .collect()
    }

    /// The names of all that is not ours.
    pub fn all_names(&self) -> Vec<String> {
        let all = self.files.iter().chain(&self.repositories);
        let mut names: Vec<String> = all.map(|path| name(path)).collect();
        names.sort_unstable();
        names
    }

    fn look(
        &mut self,
        target: &Path,
        below: &Path,
        prefix: &str,
        manifest: Option<&Manifest>,
    ) -> Result<(), HostError> {
        let folder = target.join(below);
        let failed = |error| HostError::io("read", &folder, error);
        let entries = match fs::read_dir(&folder) {
            Err(error) if is_missing(&error) => return Ok(()),
            other => other.map_err(failed)?,
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let file_name = entry.file_name();
            let kind = entry.file_type().map_err(failed)?;
            // A name that is not UTF-8 is never in the manifest, whatever its readable form is.
            let name = file_name.to_str().map(|name| format!("{prefix}{name}"));
            if kind.is_dir() {
                let below = below.join(&file_name);
                if is_repository(&file_name) {
                    self.repositories.push(below);
                } else if !(prefix.is_empty() && file_name == INSIDE) {
                    let prefix = format!("{prefix}{}/", file_name.to_string_lossy());
                    let ours = name.is_some().then_some(manifest).flatten();
                    self.look(target, &below, &prefix, ours)?;
                }
            } else if !name.is_some_and(|name| {
                name == MANIFEST || manifest.is_some_and(|m| m.files.contains_key(&name))
            }) {
                self.files.push(below.join(&file_name));
            }
        }
        Ok(())
    }
}

fn is_repository(name: &OsStr) -> bool {
    REPOSITORIES.iter().any(|repository| name == *repository)
}

/// Whether a name in an output folder is no content of it.
pub(super) fn is_no_content(name: &OsStr) -> bool {
    is_repository(name) || name == INSIDE
}

/// Whether the folders of a named file are folders: behind a link lies nothing that we wrote.
pub(super) fn is_reached_without_links(target: &Path, name: &str) -> bool {
    name.match_indices('/').all(|(at, _)| {
        fs::symlink_metadata(target.join(&name[..at])).is_ok_and(|about| about.is_dir())
    })
}

/// A relative path for people and for the manifest, with `/` on every system.
pub(super) fn name(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
