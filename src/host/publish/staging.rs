use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, set_mode};
use super::manifest::Entry;
use super::meter::{Content, write_measured};
use crate::host::HostError;

/// The staging folder's name where it has to lie in the output folder itself.
pub(super) const INSIDE: &str = ".levelbook-staging";

/// The folder that a new site is collected in. It lies beside the output folder, so that the two
/// can be exchanged; where that cannot be, because the output folder is a mount point or the
/// folder above it is closed to us, it lies in the output folder.
///
/// It holds a lock while its builder lives and is disposable at any moment, so that the next
/// build clears away what a killed one left.
#[derive(Debug)]
pub(super) struct Staging {
    home: PathBuf,
    lock: File,
    /// The new site.
    pub site: PathBuf,
    pub disk: Disk,
    /// Whether the output folder contains this one, so that the two cannot be exchanged.
    pub is_inside: bool,
    /// Whether the user's mask would make files that others cannot read.
    masked: bool,
}

impl Staging {
    pub fn begin(target: &Path, disk: Disk) -> Result<Self, HostError> {
        let (home, lock, is_inside) = claim_home(target, disk)?;
        let site = home.join("site");
        disk.remove_tree(&site)?;
        disk.create_folder(&site)
            .map_err(|e| HostError::io("create the folder", &site, e))?;
        let masked = is_masked(&site)?;
        if masked {
            set_mode(&site, 0o755)?;
        }
        Ok(Self {
            home,
            lock,
            site,
            disk,
            is_inside,
            masked,
        })
    }

    /// Clears away what killed builds left; an error where a build is under way.
    pub fn sweep(target: &Path, disk: Disk) -> Result<(), HostError> {
        for home in beside(target).into_iter().chain([target.join(INSIDE)]) {
            if fs::symlink_metadata(&home).is_ok() {
                let lock = claim(&home, disk, target)?
                    .map_err(|error| HostError::io("clear", &home, error))?;
                retire(&home, lock, disk)?;
            }
        }
        Ok(())
    }

    /// Adds a file to the new site.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), HostError> {
        let path = self.site.join(name);
        self.disk.write(&self.site, &path, bytes, self.masked)
    }

    /// Adds a file to the new site that is too large to be held in memory.
    pub fn write_with(&self, name: &str, content: Content<'_>) -> Result<Entry, HostError> {
        let path = self.site.join(name);
        let file = self.disk.create(&self.site, &path, self.masked)?;
        write_measured(content, file).map_err(|e| HostError::io("write", &path, e))
    }

    /// Puts a file in the output folder in one step.
    pub fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), HostError> {
        let draft = self.home.join("draft");
        self.disk.remove_file(&draft)?;
        self.disk.write(&self.home, &draft, bytes, self.masked)?;
        self.disk
            .rename(&draft, path)
            .map_err(|e| HostError::io("replace", path, e))
    }

    pub fn create_folder(&self, root: &Path, folder: &Path) -> Result<(), HostError> {
        self.disk.create_folders(root, folder, self.masked)
    }

    pub fn remove(self) -> Result<(), HostError> {
        retire(&self.home, self.lock, self.disk)
    }
}

fn beside(target: &Path) -> Option<PathBuf> {
    let name = target.file_name()?.to_string_lossy();
    Some(target.parent()?.join(format!(".{name}.levelbook-staging")))
}

fn claim_home(target: &Path, disk: Disk) -> Result<(PathBuf, File, bool), HostError> {
    if let Some(home) = beside(target).filter(|_| !is_mount_point(target)) {
        if let Some(folder) = home.parent() {
            fs::create_dir_all(folder)
                .map_err(|e| HostError::io("create the folder", folder, e))?;
        }
        match claim(&home, disk, target)? {
            Ok(lock) => return Ok((home, lock, false)),
            Err(error) if is_closed(&error) && target.is_dir() => {}
            Err(error) => return Err(HostError::io("create the folder", &home, error)),
        }
    }
    let home = target.join(INSIDE);
    match claim(&home, disk, target)? {
        Ok(lock) => Ok((home, lock, true)),
        Err(error) => Err(HostError::io("create the folder", &home, error)),
    }
}

/// Makes a staging folder ours, whether or not it is there already. The outer error: another
/// build has it; the inner one: it cannot be made.
fn claim(home: &Path, disk: Disk, target: &Path) -> Result<io::Result<File>, HostError> {
    let path = home.join("lock");
    // The other build may remove the folder between any two of these steps.
    for _ in 0..100 {
        match disk.create_folder(home) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Ok(Err(error)),
            _ => {}
        }
        match fs::symlink_metadata(home) {
            Ok(about) if !about.is_dir() => {
                return Err(HostError::NotAFolder {
                    path: home.to_owned(),
                });
            }
            _ => {}
        }
        let mut options = OpenOptions::new();
        let file = match options.write(true).create(true).truncate(false).open(&path) {
            Ok(file) => file,
            Err(error) if super::scan::is_missing(&error) => continue,
            Err(error) => return Ok(Err(error)),
        };
        // The lock is a protection, no need: some network file systems have none.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            break;
        }
        if is_still(&file, &path) {
            return Ok(Ok(file));
        }
    }
    Err(HostError::Busy {
        path: target.to_owned(),
    })
}

fn retire(home: &Path, lock: File, disk: Disk) -> Result<(), HostError> {
    for name in ["site", "draft"] {
        let path = home.join(name);
        match fs::symlink_metadata(&path) {
            Ok(about) if about.is_dir() => disk.remove_tree(&path)?,
            Ok(_) => disk.remove_file(&path).map(|_| ())?,
            Err(_) => {}
        }
    }
    disk.remove_file(&home.join("lock"))?;
    // Another build may have taken the folder over just now.
    disk.remove_if_empty(home);
    drop(lock);
    Ok(())
}

/// Whether the open file is the one at the path, and no earlier one that was deleted.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(unix)]
fn is_masked(folder: &Path) -> Result<bool, HostError> {
    use std::os::unix::fs::PermissionsExt;
    let about = fs::metadata(folder).map_err(|e| HostError::io("read", folder, e))?;
    Ok(about.permissions().mode() & 0o777 != 0o755)
}

#[cfg(not(unix))]
fn is_masked(_folder: &Path) -> Result<bool, HostError> {
    Ok(false)
}

fn is_closed(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

/// Whether something is mounted at the folder, so that it cannot be renamed.
#[cfg(unix)]
fn is_mount_point(target: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    #[cfg(target_os = "linux")]
    {
        // A folder bound into a container may be of the same device as the one above it.
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        if let Ok(about) = statx(CWD, target, AtFlags::empty(), StatxFlags::empty())
            && about
                .stx_attributes_mask
                .contains(StatxAttributes::MOUNT_ROOT)
        {
            return about.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    let device = |path: &Path| fs::metadata(path).map(|about| about.dev()).ok();
    match (device(target), target.parent().and_then(device)) {
        (Some(own), Some(above)) => own != above,
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_mount_point(_target: &Path) -> bool {
    false
}
