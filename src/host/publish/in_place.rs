use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::manifest::{MANIFEST, Manifest};
use super::scan::is_reached_without_links;
use super::staging::Staging;
use super::swap::{Change, Planned};
use crate::host::HostError;

impl Change<'_> {
    /// Renames the staged files into the published site one by one. Each is whole at every
    /// moment, assets come before the pages that use them and removals last. The manifest says
    /// first which files are in doubt, so that the next build completes what is cut short.
    pub fn settle_in_place(&self, staging: &Staging) -> Result<(), HostError> {
        let target = self.target;
        let manifest = target.join(MANIFEST);
        if !target.is_dir() {
            staging
                .disk
                .create_folder(target)
                .map_err(|e| HostError::io("create the folder", target, e))?;
        }
        staging.replace(&manifest, self.doubts().text().as_bytes())?;

        let (obstacles, others): (Vec<&str>, Vec<&str>) = self
            .removed
            .iter()
            .map(String::as_str)
            .partition(|name| self.is_obstacle(name));
        self.remove(staging, &obstacles)?;
        for file in self.in_safe_order() {
            self.place(staging, &file.name)?;
        }
        self.remove(staging, &others)?;
        staging.replace(&manifest, self.manifest.as_bytes())
    }

    /// The manifest of both sites: what differs has no entry.
    fn doubts(&self) -> Manifest {
        let mut files: BTreeMap<_, _> = self
            .removed
            .iter()
            .map(|name| (name.clone(), None))
            .collect();
        files.extend(
            self.files
                .iter()
                .map(|file| (file.name.clone(), file.is_kept.then_some(file.entry))),
        );
        Manifest::new(None, "", files)
    }

    /// Whether an old file lies where the new site has a folder, or the other way round.
    fn is_obstacle(&self, name: &str) -> bool {
        let mut above = name.match_indices('/').map(|(at, _)| &name[..at]);
        self.has_below(name) || above.any(|folder| self.has(folder))
    }

    /// Assets, then new pages, then the pages that lead to them.
    fn in_safe_order(&self) -> Vec<&Planned> {
        let mut files: Vec<_> = self.files.iter().filter(|file| !file.is_kept).collect();
        files.sort_by_key(|file| {
            let is_page = file.name.ends_with(".html");
            let is_old = self
                .old
                .is_some_and(|old| old.files.contains_key(&file.name));
            (is_page, is_page && is_old)
        });
        files
    }

    fn place(&self, staging: &Staging, name: &str) -> Result<(), HostError> {
        let (from, to) = (staging.site.join(name), self.target.join(name));
        if staging.disk.rename(&from, &to).is_ok() {
            return Ok(());
        }
        if let Some(folder) = to.parent() {
            staging.create_folder(self.target, folder)?;
        }
        staging
            .disk
            .rename(&from, &to)
            .map_err(|e| HostError::io("replace", &to, e))
    }

    /// Deletes old files, pages before the assets they use, and the folders this empties.
    fn remove(&self, staging: &Staging, names: &[&str]) -> Result<(), HostError> {
        let mut names = names.to_vec();
        names.sort_by_key(|name| !name.ends_with(".html"));
        for name in &names {
            if is_reached_without_links(self.target, name) {
                staging.disk.remove_file(&self.target.join(name))?;
            }
        }
        remove_empty_folders(self.target, &names, |folder| {
            staging.disk.remove_if_empty(folder);
        });
        Ok(())
    }
}

/// Visits the folders of the named files and all above them but the root, the deepest first.
pub(super) fn remove_empty_folders(root: &Path, names: &[&str], remove: impl Fn(&Path)) {
    let folders: BTreeSet<&str> = names
        .iter()
        .flat_map(|name| name.match_indices('/').map(|(at, _)| &name[..at]))
        .collect();
    // A folder comes before everything below it, so backwards is from the bottom up.
    for folder in folders.iter().rev() {
        let path = root.join(folder);
        if fs::symlink_metadata(&path).is_ok_and(|about| about.is_dir()) {
            remove(&path);
        }
    }
}
