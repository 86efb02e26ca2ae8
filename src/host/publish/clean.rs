use std::path::Path;

use super::Cleaned;
use super::disk::Disk;
use super::in_place::remove_empty_folders;
use super::manifest::{MANIFEST, Published};
use super::publisher::locate;
use super::scan::{Foreign, is_reached_without_links};
use super::staging::Staging;
use crate::host::HostError;

/// Deletes a published site. Only files of its manifest are deleted; what is not Levelbook's
/// stays where it is and is named. A folder without a manifest is refused, a missing one is fine.
pub fn clean(target: &Path) -> Result<Cleaned, HostError> {
    let target = &locate(target)?;
    let disk = Disk::default();
    Staging::sweep(target, disk)?;
    let mut cleaned = Cleaned::default();
    let Some(published) = Published::read(target)? else {
        return Ok(cleaned);
    };
    let staging = Staging::begin(target, disk)?;
    let names: Vec<&str> = published
        .manifest
        .files
        .keys()
        .map(String::as_str)
        .collect();
    for name in &names {
        if is_reached_without_links(target, name) && disk.remove_file(&target.join(name))? {
            cleaned.removed += 1;
        }
    }
    remove_empty_folders(target, &names, |folder| {
        disk.remove_if_empty(folder);
    });
    let foreign = Foreign::find(target, None)?;
    cleaned.left = foreign.all_names();
    // Last, so that cleaning can be taken up again where it was cut short.
    disk.remove_file(&target.join(MANIFEST))?;
    staging.remove()?;
    disk.remove_if_empty(target);
    Ok(cleaned)
}
