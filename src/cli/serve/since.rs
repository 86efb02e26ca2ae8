use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::announce;
use crate::compare::compare;
use crate::config::Config;
use crate::host;
use crate::host::server::Server;
use crate::pipeline::{Input, Session, Silent, Stamp};
use crate::preview::{Change, Preview, Shown, change};
use crate::tree::Sources;

/// Finds out, beside everything else, what the edits since the last commit do to the teams.
pub struct Since {
    jobs: Sender<Job>,
}

/// A book that is compared with what was last committed.
pub struct Job {
    pub root: PathBuf,
    pub folders: Vec<String>,
    pub session: Session,
    pub sources: Arc<Sources>,
    pub config: Config,
    pub stamp: Stamp,
    pub shown: Arc<Shown>,
}

impl Since {
    pub fn start(preview: Arc<Preview>, server: Arc<Server>) -> Self {
        let (jobs, waiting) = channel();
        std::thread::spawn(move || work(&waiting, &preview, &server));
        Self { jobs }
    }

    pub fn ask(&self, job: Job) {
        // Without a worker there is nothing to say about the last commit.
        let _ = self.jobs.send(job);
    }
}

fn work(waiting: &Receiver<Job>, preview: &Preview, server: &Server) {
    while let Ok(mut job) = waiting.recv() {
        // Only the newest book matters.
        while let Ok(newer) = waiting.try_recv() {
            job = newer;
        }
        let shown = Arc::clone(&job.shown);
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| difference(job)));
        if preview.set_change(&shown, done.unwrap_or_default()) {
            announce(preview, server);
        }
    }
}

/// `None` without a repository or a commit.
fn difference(job: Job) -> Option<Change> {
    let folders: Vec<&str> = job.folders.iter().map(String::as_str).collect();
    let base = host::git::base(&job.root, &job.sources, &folders).ok()??;
    let mut session = job.session;
    let input = Input {
        sources: &base.sources,
        config: job.config,
        stamp: job.stamp,
        drafts: true,
    };
    let before = session.evaluate(&input, &Silent).value.evaluation;
    let book = job.shown.book();
    let differences = compare(&before, book.evaluation());
    Some(change(
        &base.revision,
        &differences,
        book.evaluation(),
        book.site(),
    ))
}
