use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::disk::Disk;
use super::manifest::{Entry, MANIFEST, Manifest, Published, is_clean};
use super::meter::measure;
use super::scan::Foreign;
use super::staging::Staging;
use super::swap::{Change, Planned};
use super::{Options, Report};
use crate::host::HostError;
use crate::tree::{Digest, SitePath};

/// Publishes one site into one folder. Dropped without [`Publisher::finish`], it leaves the
/// published site byte for byte as it was.
#[derive(Debug)]
pub struct Publisher {
    target: PathBuf,
    options: Options,
    old: Option<Published>,
    planned: Mutex<Vec<Planned>>,
    staging: Mutex<Option<Arc<Staging>>>,
    /// Whether a kept file had to be read because the manifest could not vouch for it.
    is_unsettled: AtomicBool,
}

/// How far the manifest can be trusted about a file on the disk.
enum Trust {
    /// Its size is right and nobody touched it since.
    Intact,
    /// It may be right: it has to be read.
    Doubtful,
    Lost,
}

impl Publisher {
    /// Opens the output folder, which need not exist, and clears away what a killed build left.
    /// A folder with files that are not Levelbook's is refused.
    pub fn open(target: &Path) -> Result<Self, HostError> {
        Self::open_with(target, Options::default())
    }

    pub fn open_with(target: &Path, options: Options) -> Result<Self, HostError> {
        let target = locate(target)?;
        let disk = Disk {
            before_change: options.before_change,
        };
        Staging::sweep(&target, disk)?;
        Ok(Self {
            old: Published::read(&target)?,
            target,
            options,
            planned: Mutex::default(),
            staging: Mutex::default(),
            is_unsettled: AtomicBool::new(false),
        })
    }

    /// The notes of the build that made the published site.
    pub fn notes(&self) -> Option<&str> {
        self.old.as_ref().map(|old| old.manifest.notes.as_str())
    }

    /// Whether the published site was made of these inputs and is still complete and untouched:
    /// every file is there, in its size, and none is younger than the manifest.
    pub fn is_current(&self, inputs: Digest) -> bool {
        self.old.as_ref().is_some_and(|old| {
            old.manifest.inputs == Some(inputs)
                && old.manifest.files.par_iter().all(|(name, entry)| {
                    entry.is_some_and(|entry| {
                        matches!(self.trust(old, name, entry.size), Trust::Intact)
                    })
                })
        })
    }

    /// Takes a file of the new site, in any order and from any thread. Paths differ in more than
    /// case; that is the plan's promise.
    ///
    /// # Panics
    /// Where a path could leave the output folder or is the manifest's, which a plan never holds.
    pub fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), HostError> {
        let name = clean_name(path);
        let entry = Entry {
            size: bytes.len() as u64,
            digest: Digest::of(bytes),
        };
        let is_same = |there: &Path| fs::read(there).is_ok_and(|there| there == bytes);
        let is_kept = self.is_published(name, entry, &is_same);
        if !is_kept {
            self.staging()?.write(name, bytes)?;
        }
        self.plan(name, entry, is_kept);
        Ok(())
    }

    /// As [`Publisher::put`], for a file that is too large to be held in memory. Where an earlier
    /// one is published, `content` is called twice: nothing is staged before something differs.
    pub fn put_with(
        &self,
        path: &SitePath,
        content: &dyn Fn(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), HostError> {
        let name = clean_name(path);
        let old = self.old.as_ref();
        if old.is_some_and(|old| old.manifest.files.contains_key(name)) {
            let failed = |error| HostError::io("write", &self.target.join(name), error);
            let entry = measure(content).map_err(failed)?;
            let is_same =
                |there: &Path| digest_of(there).is_ok_and(|digest| digest == entry.digest);
            if self.is_published(name, entry, &is_same) {
                self.plan(name, entry, true);
                return Ok(());
            }
        }
        let entry = self.staging()?.write_with(name, content)?;
        self.plan(name, entry, false);
        Ok(())
    }

    fn plan(&self, name: &str, entry: Entry, is_kept: bool) {
        lock(&self.planned).push(Planned {
            name: name.to_owned(),
            entry,
            is_kept,
        });
    }

    /// Puts the new site in the place of the old one. `inputs` is the digest of everything that
    /// it was made of; `notes` is kept for [`Publisher::notes`]. Where nothing differs, nothing
    /// is written.
    pub fn finish(self, inputs: Digest, notes: &str) -> Result<Report, HostError> {
        let mut files = std::mem::take(&mut *lock(&self.planned));
        files.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        debug_assert!(differ_in_more_than_case(&files));

        let entries = files
            .iter()
            .map(|file| (file.name.clone(), Some(file.entry)));
        let manifest = Manifest::new(Some(inputs), notes, entries.collect()).text();
        let mut change = Change {
            target: &self.target,
            removed: self.removed(&files),
            files,
            old: self.old.as_ref().map(|old| &old.manifest),
            foreign: Foreign::default(),
            manifest: &manifest,
        };
        let mut report = change.report();
        if self.old.is_some() && report.written == 0 && report.removed == 0 {
            report.at_once = true;
            self.refresh(&manifest)?;
            return Ok(report);
        }

        let staging = self.staging()?;
        change.foreign = Foreign::find(&self.target, change.old)?;
        change.refuse_obstacles()?;
        report.foreign = change.foreign.names();
        report.at_once = !self.options.in_place && change.swap(&staging)?;
        if !report.at_once {
            change.settle_in_place(&staging)?;
        }
        drop(staging);
        self.end_staging()?;
        Ok(report)
    }

    /// Writes the manifest if it says something new, or if its date has to vouch for files anew.
    fn refresh(&self, manifest: &str) -> Result<(), HostError> {
        let digest = Digest::of(manifest.as_bytes());
        let is_same = self.old.as_ref().is_some_and(|old| old.digest == digest);
        if !is_same || self.is_unsettled.load(Ordering::Relaxed) {
            let path = self.target.join(MANIFEST);
            self.staging()?.replace(&path, manifest.as_bytes())?;
            self.end_staging()?;
        }
        Ok(())
    }

    fn removed(&self, files: &[Planned]) -> Vec<String> {
        let Some(old) = &self.old else {
            return Vec::new();
        };
        let names = old.manifest.files.keys();
        names
            .filter(|name| {
                files
                    .binary_search_by(|f| f.name.as_str().cmp(name))
                    .is_err()
            })
            .cloned()
            .collect()
    }

    /// `is_same` compares with the published file, where only a look into it can tell.
    fn is_published(&self, name: &str, entry: Entry, is_same: &dyn Fn(&Path) -> bool) -> bool {
        let Some(old) = &self.old else {
            return false;
        };
        let trust = match old.manifest.files.get(name) {
            Some(Some(listed)) if *listed != entry => return false,
            Some(Some(_)) => self.trust(old, name, entry.size),
            Some(None) => match self.trust(old, name, entry.size) {
                Trust::Lost => Trust::Lost,
                _ => Trust::Doubtful,
            },
            None => Trust::Lost,
        };
        match trust {
            Trust::Intact => true,
            Trust::Lost => false,
            Trust::Doubtful => {
                self.is_unsettled.store(true, Ordering::Relaxed);
                is_same(&self.target.join(name))
            }
        }
    }

    fn trust(&self, old: &Published, name: &str, size: u64) -> Trust {
        let Ok(about) = fs::symlink_metadata(self.target.join(name)) else {
            return Trust::Lost;
        };
        if !about.is_file() || about.len() != size {
            return Trust::Lost;
        }
        match about.modified() {
            Ok(modified) if modified <= old.written => Trust::Intact,
            _ => Trust::Doubtful,
        }
    }

    /// The staging folder, made at the first call. From then on no other build can begin.
    fn staging(&self) -> Result<Arc<Staging>, HostError> {
        let mut staging = lock(&self.staging);
        if let Some(staging) = &*staging {
            return Ok(Arc::clone(staging));
        }
        let disk = Disk {
            before_change: self.options.before_change,
        };
        let begun = Staging::begin(&self.target, disk)?;
        // Files were compared with the manifest as it was at the beginning.
        let now = Published::read(&self.target)?.map(|now| now.digest);
        if now != self.old.as_ref().map(|old| old.digest) {
            begun.remove()?;
            return Err(HostError::Overtaken {
                path: self.target.clone(),
            });
        }
        Ok(Arc::clone(staging.insert(Arc::new(begun))))
    }

    fn end_staging(&self) -> Result<(), HostError> {
        match lock(&self.staging).take().and_then(Arc::into_inner) {
            Some(staging) => staging.remove(),
            None => Ok(()),
        }
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        // What cannot be removed now is swept by the next build.
        let _ = self.end_staging();
    }
}

/// Where the output folder really is: exchanging a link to it would move the link.
pub(super) fn locate(target: &Path) -> Result<PathBuf, HostError> {
    let failed = |error| HostError::io("open the output folder", target, error);
    match fs::metadata(target) {
        Ok(about) if about.is_dir() => fs::canonicalize(target).map_err(failed),
        Ok(_) => Err(HostError::NotAFolder {
            path: target.to_owned(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if fs::symlink_metadata(target).is_ok() {
                return Err(failed(error)); // a link that leads nowhere
            }
            std::path::absolute(target).map_err(failed)
        }
        Err(error) => Err(failed(error)),
    }
}

fn clean_name(path: &SitePath) -> &str {
    let name = path.as_str();
    assert!(
        is_clean(name) && name != MANIFEST,
        "not a path of a site: {name:?}"
    );
    name
}

fn digest_of(path: &Path) -> io::Result<Digest> {
    let copy = |out: &mut dyn Write| io::copy(&mut fs::File::open(path)?, out).map(|_| ());
    measure(&copy).map(|entry| entry.digest)
}

fn differ_in_more_than_case(files: &[Planned]) -> bool {
    let names: BTreeSet<String> = files.iter().map(|f| f.name.to_lowercase()).collect();
    names.len() == files.len()
}

/// A thread that panicked while it held the lock has ended the run; its list is still whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
