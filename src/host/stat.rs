use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// What the system says about a file without reading it: two that differ mean that it was changed.
/// Two that are equal mean that it was not, once the file has [settled](Stat::has_settled).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stat {
    /// In bytes.
    size: u64,
    modified: Option<SystemTime>,
    /// Seconds and nanoseconds of the last change of the file's node, which no program can set.
    changed: (i64, i64),
    node: u64,
}

/// File systems round times, some to two seconds: what is written twice within that may look the
/// same both times.
const GRAIN: Duration = Duration::from_secs(2);

impl Stat {
    pub fn of(about: &Metadata) -> Self {
        let (changed, node) = identity(about);
        Self {
            size: about.len(),
            modified: about.modified().ok(),
            changed,
            node,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// Whether a file that looked like this at the time `now` looks different after every later write.
    pub fn has_settled(&self, now: SystemTime) -> bool {
        self.modified
            .and_then(|modified| modified.checked_add(GRAIN))
            .is_some_and(|settled| settled < now)
    }
}

#[cfg(unix)]
fn identity(about: &Metadata) -> ((i64, i64), u64) {
    use std::os::unix::fs::MetadataExt;
    ((about.ctime(), about.ctime_nsec()), about.ino())
}

#[cfg(not(unix))]
fn identity(about: &Metadata) -> ((i64, i64), u64) {
    let created = about.created().ok();
    let since = created.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    let since = since.unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    ((seconds, i64::from(since.subsec_nanos())), 0)
}
