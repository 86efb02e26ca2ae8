//! Tells when files of a book change.
//!
//! What the system reports is a hint: several reports of one save are gathered until it is quiet for
//! a moment, and what they name is to be looked at, by [`mirror`](super::mirror) for one. Where the
//! system reports nothing (network drives, some containers) or has no room for more watches, the
//! files are looked through several times a second.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::HostError;
use super::opener::Opener;

mod batch;
mod native;
mod places;
mod poll;
mod revision;
#[cfg(test)]
mod tests;

use native::{Failed, Native};
use places::Places;
use poll::Poll;

/// How changes are noticed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// The system reports them.
    Native,
    /// All files are looked at again and again, their contents where times do not tell.
    Poll,
}

/// What happened on the disk until it became quiet.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Changes {
    /// Files and folders that came, went or were written to, or may have been; a folder stands for
    /// all that lies in it. Paths begin as the root or the further folder was named.
    pub paths: BTreeSet<PathBuf>,
    /// Something else may have changed as well: look at everything.
    pub everything: bool,
    /// Another commit is checked out.
    pub revision: bool,
}

/// A watch over one book; it ends when it is dropped. Start it before the book is read, so that
/// nothing is missed in between.
#[derive(Debug)]
pub struct Watch {
    source: Mutex<Source>,
    notice: Mutex<Option<String>>,
}

#[derive(Debug)]
enum Source {
    Native(Native),
    Poll(Poll),
}

/// How long it has to be quiet before changes are told, and how long they wait at most.
const QUIET: Duration = Duration::from_millis(10);
const PATIENCE: Duration = Duration::from_millis(200);
/// While git writes many files, they wait for its end, this long at most.
const GIT_PATIENCE: Duration = Duration::from_secs(2);
/// So many changes at once may be git's.
const MANY: usize = 16;

impl Changes {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.everything && !self.revision
    }
}

impl Watch {
    /// Watches book.toml and `places`, which are folders and files relative to `root`, and the
    /// `further` folders; some may not exist yet. Hidden files and editors' temporary ones are passed
    /// over. What is noticed besides is when another commit is checked out.
    pub fn start(
        root: &Path,
        places: &[String],
        further: &[PathBuf],
        mode: Mode,
    ) -> Result<Self, HostError> {
        Opener::new(root)?;
        let places = Places::new(root, places, further)?;
        let (source, notice) = match mode {
            Mode::Poll => (Source::Poll(Poll::new(places)), None),
            Mode::Native => match Native::new(places) {
                Ok(native) => (Source::Native(native), None),
                Err((places, failed)) => (Source::Poll(Poll::new(places)), Some(failed.notice())),
            },
        };
        Ok(Self {
            source: Mutex::new(source),
            notice: Mutex::new(notice),
        })
    }

    /// The next batch of changes, once it is quiet; `None` when nothing happened for that long.
    pub fn next(&self, timeout: Duration) -> Option<Changes> {
        let until = after(timeout);
        let mut source = lock(&self.source);
        let failed = match &mut *source {
            Source::Poll(poll) => return poll.next(until),
            Source::Native(native) => match native.next(until) {
                Ok(changes) => return changes,
                Err(failed) => failed,
            },
        };
        if let Source::Native(native) = &*source {
            let poll = Poll::new(native.places().clone());
            *lock(&self.notice) = Some(failed.notice());
            *source = Source::Poll(poll);
        }
        // What came before is not known.
        Some(Changes {
            everything: true,
            ..Changes::default()
        })
    }

    /// What the user should know: that polling is used because the system cannot watch more.
    pub fn notice(&self) -> Option<String> {
        lock(&self.notice).clone()
    }
}

impl Failed {
    /// The reason, and what to do.
    fn notice(&self) -> String {
        let means = "changes are looked for several times a second instead";
        match self {
            Self::Watches => format!(
                "the system's limit of watched folders is reached, so {means}; to raise it: \
                 `sudo sysctl fs.inotify.max_user_watches=524288`"
            ),
            Self::Instances => format!(
                "the system's limit of programs that watch files is reached, so {means}; to raise \
                 it: `sudo sysctl fs.inotify.max_user_instances=512`"
            ),
            Self::Other(reason) => format!("files cannot be watched ({reason}), so {means}"),
        }
    }
}

/// How long a batch of so many changes may take; while git is writing, many are likely to be its.
fn patience(is_git_writing: bool, changes: usize) -> Duration {
    match is_git_writing && changes >= MANY {
        true => GIT_PATIENCE,
        false => PATIENCE,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The time after a wait; for one beyond the clock, in a day.
fn after(wait: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(wait)
        .unwrap_or(now + Duration::from_secs(86_400))
}
