//! Which connections there are, and which of them could be closed for another.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::AbortHandle;

#[derive(Default)]
pub struct Connections {
    table: Mutex<Table>,
    /// Counts what happens, to tell which connection has been idle for longest.
    steps: AtomicU64,
}

#[derive(Default)]
struct Table {
    last: u64,
    entries: BTreeMap<u64, Entry>,
}

struct Entry {
    activity: Arc<Activity>,
    task: Option<AbortHandle>,
}

/// What a connection is at.
pub struct Activity {
    /// A request is being answered, or its answer handed over.
    busy: AtomicBool,
    /// Something waits to be written.
    stalled: AtomicBool,
    idle_since: AtomicU64,
}

impl Activity {
    pub fn set_stalled(&self, stalled: bool) {
        self.stalled.store(stalled, Ordering::Relaxed);
    }

    fn is_idle(&self) -> bool {
        !self.busy.load(Ordering::Relaxed) && !self.stalled.load(Ordering::Relaxed)
    }
}

/// A place among the connections, free again when this is dropped.
pub struct Seat {
    pub id: u64,
    pub activity: Arc<Activity>,
    all: Arc<Connections>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.all.table().entries.remove(&self.id);
    }
}

/// While this lives, its connection is not idle.
pub struct Busy {
    activity: Arc<Activity>,
    all: Arc<Connections>,
}

impl Drop for Busy {
    fn drop(&mut self) {
        let now = self.all.step();
        self.activity.idle_since.store(now, Ordering::Relaxed);
        self.activity.busy.store(false, Ordering::Relaxed);
    }
}

impl Seat {
    pub fn busy(&self) -> Busy {
        self.activity.busy.store(true, Ordering::Relaxed);
        Busy {
            activity: Arc::clone(&self.activity),
            all: Arc::clone(&self.all),
        }
    }
}

impl Connections {
    pub fn enter(self: &Arc<Self>) -> Seat {
        let activity = Arc::new(Activity {
            busy: AtomicBool::new(false),
            stalled: AtomicBool::new(false),
            idle_since: AtomicU64::new(self.step()),
        });
        let mut table = self.table();
        table.last += 1;
        let id = table.last;
        let entry = Entry {
            activity: Arc::clone(&activity),
            task: None,
        };
        table.entries.insert(id, entry);
        Seat {
            id,
            activity,
            all: Arc::clone(self),
        }
    }

    /// Says by which task a connection is served, so that it can be closed.
    pub fn served_by(&self, id: u64, task: AbortHandle) {
        if let Some(entry) = self.table().entries.get_mut(&id) {
            entry.task = Some(task);
        }
    }

    pub fn count(&self) -> usize {
        self.table().entries.len()
    }

    /// Closes the connection that has been idle for longest; `false` when none is idle.
    pub fn close_an_idle_one(&self) -> bool {
        let mut table = self.table();
        let idle = table.entries.iter().filter(|(_, e)| e.activity.is_idle());
        let oldest = idle.min_by_key(|(_, e)| e.activity.idle_since.load(Ordering::Relaxed));
        let Some(id) = oldest.map(|(id, _)| *id) else {
            return false;
        };
        if let Some(task) = table.entries.remove(&id).and_then(|entry| entry.task) {
            task.abort();
        }
        true
    }

    fn step(&self) -> u64 {
        self.steps.fetch_add(1, Ordering::Relaxed)
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
