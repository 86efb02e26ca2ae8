use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Instant;

use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::batch::{Batch, tells};
use super::places::Places;
use super::revision::Head;
use super::{Changes, QUIET, patience};

/// Changes as the system reports them.
#[derive(Debug)]
pub struct Native {
    watcher: RecommendedWatcher,
    pub(super) reports: Receiver<notify::Result<Event>>,
    places: Places,
    armed: BTreeMap<PathBuf, RecursiveMode>,
}

/// Why the system does not report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failed {
    /// The limit of watched folders is reached.
    Watches,
    /// The limit of watching programs is reached.
    Instances,
    Other(String),
}

/// A folder that comes while its neighbors go may need another attempt.
const ATTEMPTS: usize = 3;

impl Native {
    pub fn new(places: Places) -> Result<Self, (Places, Failed)> {
        let (sender, reports) = channel();
        let handler = move |report: notify::Result<Event>| {
            if report.as_ref().map_or(true, |event| tells(&event.kind)) {
                // Nobody listens any more while the watch is dropped.
                let _ = sender.send(report);
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = match RecommendedWatcher::new(handler, config) {
            Ok(watcher) => watcher,
            Err(error) => return Err((places, Failed::from(error))),
        };
        let mut native = Self {
            watcher,
            reports,
            places,
            armed: BTreeMap::new(),
        };
        match native.arm(&BTreeSet::new()) {
            Ok(()) => Ok(native),
            Err(failed) => Err((native.places, failed)),
        }
    }

    pub fn places(&self) -> &Places {
        &self.places
    }

    /// The next batch; `None` when there is none until then.
    pub fn next(&mut self, until: Instant) -> Result<Option<Changes>, Failed> {
        loop {
            let mut batch = Batch::default();
            if self.receive(&mut batch, until)? == Some(true) {
                self.settle(&mut batch)?;
                let changes = self.finish(&batch)?;
                if !changes.is_empty() {
                    return Ok(Some(changes));
                }
            }
            if Instant::now() >= until {
                return Ok(None);
            }
        }
    }

    /// Takes one report; whether it matters. `None` when there is none until then.
    fn receive(&self, batch: &mut Batch, until: Instant) -> Result<Option<bool>, Failed> {
        let wait = until.saturating_duration_since(Instant::now());
        match self.reports.recv_timeout(wait) {
            Ok(Ok(event)) => Ok(Some(batch.take(&event, &self.places))),
            Ok(Err(error)) => match Failed::from(error) {
                Failed::Other(_) => {
                    batch.everything = true;
                    Ok(Some(true))
                }
                failed => Err(failed),
            },
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => {
                Err(Failed::Other("the system's reports have ended".to_owned()))
            }
        }
    }

    /// Gathers reports until it is quiet.
    fn settle(&self, batch: &mut Batch) -> Result<(), Failed> {
        let start = Instant::now();
        let mut quiet = start + QUIET;
        let mut has_waited = false;
        loop {
            let git = self.places.head.as_ref().is_some_and(Head::is_busy);
            let limit = start + patience(git, batch.len());
            let received = self.receive(batch, quiet.min(limit))?;
            let now = Instant::now();
            if now >= limit {
                return Ok(());
            }
            let is_quiet = received != Some(true) && now >= quiet;
            if is_quiet && !git && (has_waited || !batch.is_in_between()) {
                return Ok(());
            }
            has_waited |= is_quiet && !git;
            if is_quiet || received == Some(true) {
                quiet = now + QUIET;
            }
        }
    }

    fn finish(&mut self, batch: &Batch) -> Result<Changes, Failed> {
        let mut changes = Changes {
            everything: batch.everything,
            revision: batch.head && self.places.head.as_mut().is_some_and(Head::moved),
            ..Changes::default()
        };
        if !batch.moved.is_empty() {
            let head = Head::find(&self.places.root);
            changes.revision |= head != self.places.head;
            self.places.head = head;
            self.arm(&batch.moved)?;
            for place in &batch.moved {
                let areas = self.places.below(place).map(|area| area.shown.clone());
                changes.paths.extend(areas);
            }
        }
        self.follow(batch)?;
        changes.paths.extend(batch.named(&self.places));
        Ok(changes)
    }

    /// Makes sure that new folders are watched before they are looked through. By itself, the watcher
    /// gets to them at some time, and gives up when one of the folders in them is gone by then.
    fn follow(&mut self, batch: &Batch) -> Result<(), Failed> {
        if !cfg!(any(target_os = "linux", target_os = "android")) {
            return Ok(());
        }
        for folder in batch.new_folders() {
            let all = |(place, mode): (&PathBuf, &RecursiveMode)| {
                *mode == RecursiveMode::Recursive && folder.starts_with(place)
            };
            if self.armed.iter().any(all) {
                watch(&mut self.watcher, folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    /// Watches what is there now; once more what lies below the places `again`.
    fn arm(&mut self, again: &BTreeSet<PathBuf>) -> Result<(), Failed> {
        for place in again {
            self.armed.retain(|armed, _| !armed.starts_with(place));
        }
        // What comes before its parent is watched is found in the next turn.
        for _ in 0..ATTEMPTS {
            let targets = self.targets();
            if targets == self.armed {
                break;
            }
            for gone in self
                .armed
                .keys()
                .filter(|place| !targets.contains_key(*place))
            {
                let _ = self.watcher.unwatch(gone);
            }
            self.armed
                .retain(|place, mode| targets.get(place) == Some(mode));
            for (place, mode) in targets {
                if !self.armed.contains_key(&place) && watch(&mut self.watcher, &place, mode)? {
                    self.armed.insert(place, mode);
                }
            }
        }
        Ok(())
    }

    /// The folders to watch: areas with all below them, and the folders in which areas may appear.
    fn targets(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let areas = self.places.areas.iter().map(|area| &area.real);
        let (there, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
            areas.partition(|area| is_folder(area));
        let mut around: BTreeSet<PathBuf> = BTreeSet::new();
        around.extend(existing(&self.places.root));
        for area in there.iter().chain(&files) {
            match area.strip_prefix(&self.places.root) {
                Ok(_) => {
                    let above = area.ancestors().skip(1);
                    let inner = above.take_while(|folder| folder.starts_with(&self.places.root));
                    around.extend(inner.filter(|f| is_folder(f)).map(Path::to_owned));
                }
                Err(_) => around.extend(area.parent().and_then(existing)),
            }
        }
        if let Some(head) = &self.places.head {
            around.extend(
                head.folders()
                    .into_iter()
                    .filter(|folder| is_folder(folder)),
            );
        }
        let inside = |place: &Path| {
            there
                .iter()
                .any(|area| place != *area && place.starts_with(area))
        };
        let around = around
            .iter()
            .map(|place| (place, RecursiveMode::NonRecursive));
        let all = there.iter().map(|place| (*place, RecursiveMode::Recursive));
        around
            .chain(all)
            .filter(|(place, _)| !inside(place))
            .map(|(place, mode)| (place.clone(), mode))
            .collect()
    }
}

/// Watches a folder; false where it is gone.
fn watch(
    watcher: &mut RecommendedWatcher,
    place: &Path,
    mode: RecursiveMode,
) -> Result<bool, Failed> {
    for _ in 0..ATTEMPTS {
        match watcher.watch(place, mode) {
            Ok(()) => return Ok(true),
            Err(error) if is_gone(&error) => {}
            Err(error) => return Err(Failed::from(error)),
        }
    }
    Ok(false)
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => crate::host::opener::is_missing(error),
        _ => false,
    }
}

fn is_folder(place: &Path) -> bool {
    fs::symlink_metadata(place).is_ok_and(|about| about.is_dir())
}

/// The folder, or the closest one above it that is there.
fn existing(place: &Path) -> Option<PathBuf> {
    place
        .ancestors()
        .find(|folder| is_folder(folder))
        .map(Path::to_owned)
}

impl From<notify::Error> for Failed {
    fn from(error: notify::Error) -> Self {
        /// "Too many open files": the system counts watching programs as files.
        const TOO_MANY: i32 = 24;
        match error.kind {
            ErrorKind::MaxFilesWatch => Self::Watches,
            ErrorKind::Io(error) if cfg!(unix) && error.raw_os_error() == Some(TOO_MANY) => {
                Self::Instances
            }
            ErrorKind::Io(error) => Self::Other(error.to_string()),
            _ => Self::Other(error.to_string()),
        }
    }
}
