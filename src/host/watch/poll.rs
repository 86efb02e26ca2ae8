use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use walkdir::WalkDir;

use super::places::Places;
use super::revision::Head;
use super::{Changes, QUIET, patience};
use crate::host::stat::Stat;
use crate::host::walk::is_passed_over;
use crate::tree::Digest;

/// Changes as they are found by looking at everything again.
#[derive(Debug)]
pub struct Poll {
    places: Places,
    seen: View,
    due: Instant,
}

/// All files by the names they are told by.
type View = BTreeMap<PathBuf, Mark>;

#[derive(Clone, Copy, Debug)]
struct Mark {
    stat: Stat,
    /// Whether every later write gives another stat.
    has_settled: bool,
    /// The contents, if they were looked at because the stat does not tell.
    digest: Option<Digest>,
}

const EVERY: Duration = Duration::from_millis(if cfg!(test) { 30 } else { 300 });
/// Looking takes one part in so many of the time, unless that would be too seldom.
const SHARE: u32 = 15;
const SELDOM: Duration = Duration::from_millis(1500);

impl Poll {
    pub fn new(places: Places) -> Self {
        Self {
            seen: view(&places, &View::new()),
            due: Instant::now() + EVERY,
            places,
        }
    }

    /// The next batch; `None` when there is none until then.
    pub fn next(&mut self, until: Instant) -> Option<Changes> {
        loop {
            let now = Instant::now();
            if now < self.due {
                thread::sleep(self.due.min(until).saturating_duration_since(now));
            }
            if Instant::now() >= self.due {
                let changes = self.look();
                if !changes.is_empty() {
                    return Some(changes);
                }
            }
            if Instant::now() >= until {
                return None;
            }
        }
    }

    fn look(&mut self) -> Changes {
        let start = Instant::now();
        let mut now = view(&self.places, &self.seen);
        let took = start.elapsed();
        let mut paths = differences(&self.seen, &now);
        if !paths.is_empty() {
            (now, paths) = self.settle(now, start);
        }
        self.seen = now;
        self.due = Instant::now() + EVERY.max(SELDOM.min(took * SHARE));
        let head = Head::find(&self.places.root);
        let revision = head != self.places.head;
        self.places.head = head;
        Changes {
            paths,
            everything: false,
            revision,
        }
    }

    /// Looks until two looks are alike, and once more for files that are gone or empty.
    fn settle(&self, first: View, start: Instant) -> (View, BTreeSet<PathBuf>) {
        let mut last = first;
        let mut has_waited = false;
        loop {
            thread::sleep(QUIET);
            let now = view(&self.places, &last);
            let is_quiet = differences(&last, &now).is_empty();
            let paths = differences(&self.seen, &now);
            let git = self.places.head.as_ref().is_some_and(Head::is_busy);
            let patience = patience(git, paths.len());
            let in_between = |path: &PathBuf| now.get(path).is_none_or(|mark| mark.stat.is_empty());
            let waits = git || !has_waited && paths.iter().any(in_between);
            if start.elapsed() >= patience || is_quiet && !waits {
                return (now, paths);
            }
            has_waited |= is_quiet;
            last = now;
        }
    }
}

fn view(places: &Places, before: &View) -> View {
    let mut view = View::new();
    for area in &places.areas {
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !is_passed_over(&entry.file_name().to_string_lossy())
        };
        let walk = WalkDir::new(&area.real).follow_root_links(false);
        // What cannot be looked at is told by those who read it.
        for entry in walk.into_iter().filter_entry(visible).flatten() {
            let Ok(below) = entry.path().strip_prefix(&area.real) else {
                continue;
            };
            let shown = match entry.depth() {
                0 => area.shown.clone(),
                _ => area.shown.join(below),
            };
            if entry.file_type().is_dir() || view.contains_key(&shown) {
                continue;
            }
            let before = before.get(&shown);
            if let Some(mark) = mark(entry.path(), before) {
                view.insert(shown, mark);
            }
        }
    }
    view
}

fn mark(path: &Path, before: Option<&Mark>) -> Option<Mark> {
    let now = SystemTime::now();
    let about = fs::symlink_metadata(path).ok()?;
    let stat = Stat::of(&about);
    let before = before.filter(|before| before.stat == stat);
    if let Some(before) = before.filter(|before| before.has_settled) {
        return Some(*before);
    }
    let has_settled = stat.has_settled(now);
    // A last write may have come after the last look.
    let reads = about.is_file() && (before.is_some() || !has_settled);
    let digest = reads.then(|| fs::read(path).ok().map(|bytes| Digest::of(&bytes)));
    Some(Mark {
        stat,
        has_settled,
        digest: digest.flatten(),
    })
}

fn differences(before: &View, now: &View) -> BTreeSet<PathBuf> {
    let is_new =
        |(path, mark): &(&PathBuf, &Mark)| !before.get(*path).is_some_and(|b| b.is_like(mark));
    let new = now.iter().filter(is_new).map(|(path, _)| path);
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    new.chain(gone).cloned().collect()
}

impl Mark {
    fn is_like(&self, other: &Self) -> bool {
        let contents = match (self.digest, other.digest) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        self.stat == other.stat && contents
    }
}
