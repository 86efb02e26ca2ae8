use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Term;
use crate::pipeline::{Observer, Stage};

/// A bar on the terminal for work over a second, and the times of the stages.
pub struct Progress {
    bar: ProgressBar,
    is_shown: bool,
    start: Instant,
    stages: Mutex<Vec<(&'static str, Instant)>>,
}

/// Work that takes less time than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    pub fn new(term: &Term) -> Self {
        let bar = ProgressBar::hidden();
        let style = ProgressStyle::with_template("{msg:>16} {wide_bar} {pos}/{len}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        let start = Instant::now();
        Self {
            bar,
            is_shown: term.shows_progress(),
            start,
            stages: Mutex::new(vec![("Reading files", start)]),
        }
    }

    /// A stage begins that is none of the pipeline.
    pub fn begin_outside(&self, name: &'static str) {
        let mut stages = self.stages.lock().unwrap_or_else(|e| e.into_inner());
        stages.push((name, Instant::now()));
    }

    /// Removes the bar and gives the time that each stage took.
    pub fn finish(&self) -> Vec<(&'static str, Duration)> {
        self.bar.finish_and_clear();
        let stages = self.stages.lock().unwrap_or_else(|e| e.into_inner());
        let ends = stages
            .iter()
            .skip(1)
            .map(|(_, at)| *at)
            .chain([Instant::now()]);
        stages
            .iter()
            .zip(ends)
            .map(|((name, begin), end)| (*name, end - *begin))
            .collect()
    }

    /// The time since the run began.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

impl Observer for Progress {
    fn begin(&self, stage: Stage, of: usize) {
        self.begin_outside(stage.name());
        if self.is_shown {
            self.bar.set_message(stage.name());
            self.bar.set_length(of as u64);
            self.bar.set_position(0);
        }
    }

    fn advance(&self) {
        if self.is_shown {
            if self.bar.is_hidden() && self.start.elapsed() > PATIENCE {
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            self.bar.inc(1);
        }
    }
}
