use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind};

use super::places::Places;
use crate::host::opener::is_missing;

/// The reports of one batch, gathered by the places that they name.
#[derive(Default, Debug)]
pub struct Batch {
    places: BTreeMap<PathBuf, Fate>,
    /// Places with which areas or the repository come or go.
    pub moved: BTreeSet<PathBuf>,
    /// Reports were lost.
    pub everything: bool,
    /// The repository may have another commit checked out.
    pub head: bool,
}

#[derive(Clone, Copy, Default, Debug)]
struct Fate {
    /// It was not there before.
    born: bool,
    /// It may be a new folder.
    came: bool,
}

/// Whether a report tells of a change. Reading a file is reported as well, and what is read after
/// each change must not be the next one.
pub fn tells(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(access) => *access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

impl Batch {
    /// Takes a report; whether it matters.
    pub fn take(&mut self, event: &Event, places: &Places) -> bool {
        if event.need_rescan() {
            self.everything = true;
        }
        let mut matters = event.need_rescan();
        for place in &event.paths {
            matters |= self.note(&event.kind, place, places);
        }
        matters
    }

    fn note(&mut self, kind: &EventKind, place: &Path, places: &Places) -> bool {
        let head = places
            .head
            .as_ref()
            .is_some_and(|head| head.concerns(place));
        self.head |= head;
        let comes_or_goes = matches!(
            kind,
            EventKind::Any
                | EventKind::Create(_)
                | EventKind::Remove(_)
                | EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Any)
        );
        let moved =
            comes_or_goes && (places.is_repository(place) || places.below(place).next().is_some());
        if moved {
            self.moved.insert(place.to_owned());
        }
        let named = places.named(place).next().is_some();
        if named {
            self.tell(kind, place);
        }
        head || moved || named
    }

    fn tell(&mut self, kind: &EventKind, place: &Path) {
        let created = matches!(kind, EventKind::Create(_));
        let fate = self.places.entry(place.to_owned()).or_insert(Fate {
            // Elsewhere, a report may tell of the whole past of a file.
            born: created && cfg!(any(target_os = "linux", target_os = "android")),
            came: false,
        });
        fate.came |= created
            || matches!(
                kind,
                EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
            );
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether a file is as it is in the middle of a save: gone, or empty.
    pub fn is_in_between(&self) -> bool {
        self.places
            .iter()
            .any(|(place, fate)| match fs::symlink_metadata(place) {
                Ok(about) => about.is_file() && about.len() == 0,
                Err(error) => !fate.born && is_missing(&error),
            })
    }

    /// Folders that may be new; those in others are left out.
    pub fn new_folders(&self) -> Vec<&Path> {
        let mut folders: Vec<&Path> = Vec::new();
        let is_folder =
            |place: &Path| fs::symlink_metadata(place).is_ok_and(|about| about.is_dir());
        for (place, _) in self.places.iter().filter(|(_, fate)| fate.came) {
            // Places come in the order of their parts: those in a folder follow it.
            let inner = folders.last().is_some_and(|last| place.starts_with(last));
            if !inner && is_folder(place) {
                folders.push(place);
            }
        }
        folders
    }

    /// What there is to look at, as it was named. Files that came and went are nobody's matter.
    pub fn named(&self, places: &Places) -> BTreeSet<PathBuf> {
        self.places
            .iter()
            .filter(|(place, fate)| !fate.born || fs::symlink_metadata(place).is_ok())
            .flat_map(|(place, _)| places.named(place))
            .collect()
    }
}
