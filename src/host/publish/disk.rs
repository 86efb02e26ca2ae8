use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::host::HostError;

/// Every change that publishing makes to the disk goes through here. Files are readable by
/// everybody (0644) and folders open to everybody (0755), as web servers and GitHub Pages need.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Disk {
    pub before_change: Option<fn()>,
}

impl Disk {
    fn change(self) {
        if let Some(before) = self.before_change {
            before();
        }
    }

    /// Creates a new file. Where its folder is missing, all folders below `root` are made.
    pub fn create(self, root: &Path, path: &Path, masked: bool) -> Result<File, HostError> {
        self.change();
        let file = match create(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(folder) = path.parent() {
                    self.create_folders(root, folder, masked)?;
                }
                create(path)
            }
            other => other,
        };
        let file = file.map_err(|e| HostError::io("create", path, e))?;
        if masked {
            set_mode(path, 0o644)?;
        }
        self.change();
        Ok(file)
    }

    /// Writes a new file, as [`Disk::create`] makes it.
    pub fn write(
        self,
        root: &Path,
        path: &Path,
        bytes: &[u8],
        masked: bool,
    ) -> Result<(), HostError> {
        self.create(root, path, masked)?
            .write_all(bytes)
            .map_err(|e| HostError::io("write", path, e))
    }

    /// Makes a folder and those above it up to `root`, which must exist. With `masked`, the
    /// user's mask would close them, so that their modes are set as well.
    pub fn create_folders(self, root: &Path, folder: &Path, masked: bool) -> Result<(), HostError> {
        self.change();
        folder_builder()
            .recursive(true)
            .create(folder)
            .map_err(|e| HostError::io("create the folder", folder, e))?;
        if masked {
            for folder in folder.ancestors().take_while(|folder| *folder != root) {
                set_mode(folder, 0o755)?;
            }
        }
        Ok(())
    }

    pub fn create_folder(self, folder: &Path) -> io::Result<()> {
        self.change();
        folder_builder().create(folder)
    }

    pub fn link(self, from: &Path, to: &Path) -> io::Result<()> {
        self.change();
        fs::hard_link(from, to)
    }

    pub fn rename(self, from: &Path, to: &Path) -> io::Result<()> {
        self.change();
        fs::rename(from, to)
    }

    /// Exchanges two folders in one step.
    pub fn exchange(self, one: &Path, other: &Path) -> io::Result<()> {
        self.change();
        exchange(one, other)
    }

    /// Deletes a file; one that is not there is fine.
    pub fn remove_file(self, path: &Path) -> Result<bool, HostError> {
        self.change();
        match fs::remove_file(path) {
            Ok(()) => Ok(true),
            Err(error) if super::scan::is_missing(&error) => Ok(false),
            Err(error) => Err(HostError::io("delete", path, error)),
        }
    }

    /// Deletes a folder if it is empty.
    pub fn remove_if_empty(self, folder: &Path) -> bool {
        self.change();
        fs::remove_dir(folder).is_ok()
    }

    /// Deletes a folder with everything in it; links in it are deleted, not followed.
    pub fn remove_tree(self, folder: &Path) -> Result<(), HostError> {
        self.change();
        match fs::remove_dir_all(folder) {
            Err(error) if !super::scan::is_missing(&error) => {
                Err(HostError::io("delete", folder, error))
            }
            _ => Ok(()),
        }
    }
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    options.open(path)
}

fn folder_builder() -> fs::DirBuilder {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o755);
    builder
}

#[cfg(unix)]
pub(super) fn set_mode(path: &Path, mode: u32) -> Result<(), HostError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .map_err(|e| HostError::io("set the mode of", path, e))
}

#[cfg(not(unix))]
pub(super) fn set_mode(_path: &Path, _mode: u32) -> Result<(), HostError> {
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
