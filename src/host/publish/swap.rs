use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::Report;
use super::manifest::{Entry, MANIFEST, Manifest};
use super::scan::{Foreign, name};
use super::staging::Staging;
use crate::host::HostError;

/// A file of the new site.
#[derive(Debug)]
pub(super) struct Planned {
    pub name: String,
    pub entry: Entry,
    /// Whether the published file is equal, so that none was staged.
    pub is_kept: bool,
}

/// The step from the published site to the new one.
pub(super) struct Change<'a> {
    pub target: &'a Path,
    /// In the order of their names.
    pub files: Vec<Planned>,
    /// Files of the old site that the new one does not have.
    pub removed: Vec<String>,
    pub old: Option<&'a Manifest>,
    pub foreign: Foreign,
    /// The new site's manifest.
    pub manifest: &'a str,
}

impl Change<'_> {
    pub fn report(&self) -> Report {
        let mut report = Report {
            removed: self.removed.len(),
            ..Report::default()
        };
        for file in &self.files {
            report.bytes += file.entry.size;
            if file.is_kept {
                report.kept += 1;
            } else {
                report.written += 1;
                report.bytes_written += file.entry.size;
            }
        }
        report
    }

    /// Whether the new site has a file of this name.
    pub fn has(&self, name: &str) -> bool {
        self.files
            .binary_search_by(|file| file.name.as_str().cmp(name))
            .is_ok()
    }

    /// Whether the new site has files below a folder of this name.
    pub fn has_below(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        let at = self.files.partition_point(|file| file.name < start);
        self.files
            .get(at)
            .is_some_and(|file| file.name.starts_with(&start))
    }

    /// What is not ours is never overwritten, not even by a file of the site.
    pub fn refuse_obstacles(&self) -> Result<(), HostError> {
        for path in &self.foreign.files {
            let text = name(path);
            let mut above = text.match_indices('/').map(|(at, _)| &text[..at]);
            if self.has(&text) || self.has_below(&text) || above.any(|folder| self.has(folder)) {
                return Err(HostError::InTheWay {
                    path: self.target.join(path),
                });
            }
        }
        Ok(())
    }

    /// Completes the staged site and exchanges it with the published one in one step. False where
    /// that is not to be had; then nothing has happened to the published site.
    pub fn swap(&self, staging: &Staging) -> Result<bool, HostError> {
        if staging.is_inside || !self.foreign.repositories.is_empty() {
            return Ok(false);
        }
        let is_new = fs::symlink_metadata(self.target).is_err();
        if !is_new && (!adopt(self.target, &staging.site) || !self.link_kept(staging)?) {
            return Ok(false);
        }
        staging.write(MANIFEST, self.manifest.as_bytes())?;
        let disk = staging.disk;
        let done = match is_new {
            true => disk.rename(&staging.site, self.target),
            false => disk.exchange(&staging.site, self.target),
        };
        Ok(done.is_ok())
    }

    /// Gives the staged site the files that stay, ours and others'; false where the file system
    /// has no hard links.
    fn link_kept(&self, staging: &Staging) -> Result<bool, HostError> {
        let ours = self.files.iter().filter(|file| file.is_kept);
        let ours: Vec<&Path> = ours.map(|file| Path::new(&file.name)).collect();
        let others: Vec<&Path> = self.foreign.files.iter().map(PathBuf::as_path).collect();
        let mut folders: Vec<_> = ours
            .iter()
            .chain(&others)
            .filter_map(|p| p.parent())
            .collect();
        folders.sort_unstable();
        folders.dedup();
        for folder in folders.into_iter().filter(|f| !f.as_os_str().is_empty()) {
            staging.create_folder(&staging.site, &staging.site.join(folder))?;
        }
        let link = |path: &&Path| {
            let (from, to) = (self.target.join(path), staging.site.join(path));
            staging.disk.link(&from, &to)
        };
        let lost = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        match ours.par_iter().try_for_each(link) {
            Err(error) if lost(&error) => {
                return Err(HostError::Overtaken {
                    path: self.target.to_owned(),
                });
            }
            Err(_) => return Ok(false),
            Ok(()) => {}
        }
        // Somebody may delete their own files at any time.
        let linked = others.iter().map(link).filter_map(Result::err);
        Ok(linked.filter(|error| !lost(error)).count() == 0)
    }
}

/// Gives the staged folder the mode of the published one; false where its owner is another, whom
/// an exchange would replace.
#[cfg(unix)]
fn adopt(target: &Path, site: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(target), fs::metadata(site)) {
        (Ok(old), Ok(new)) => {
            (old.uid(), old.gid()) == (new.uid(), new.gid())
                && fs::set_permissions(site, old.permissions()).is_ok()
        }
        _ => false,
    }
}

#[cfg(not(unix))]
fn adopt(_target: &Path, _site: &Path) -> bool {
    true
}
