use std::path::Path;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::place::Place;
use crate::cli::Failure;
use crate::cli::load;
use crate::config::Config;
use crate::host::git::{Commit, Like, Tree};
use crate::pipeline::{self, Input, Session, Silent, Stamp};
use crate::review::history::{Row, Series, State, step};
use crate::tree::{Digest, Sources};

/// Follows a team from commit to commit, and tells what changes.
pub struct Walk<'a> {
    dir: &'a Path,
    session: Session,
    last: Option<Read>,
    rows: Vec<Row>,
}

/// What a walk has found, oldest first.
pub struct Walked {
    pub rows: Vec<Row>,
}

/// A commit with what it says of the team.
struct Read {
    tree: Tree,
    sources: Sources,
    config: Config,
    day: Date,
    state: State,
}

impl<'a> Walk<'a> {
    pub fn new(dir: &'a Path) -> Self {
        Self {
            dir,
            session: Session::default(),
            last: None,
            rows: Vec::new(),
        }
    }

    /// The book as a commit has it, as far as the team is concerned, on the commit's day.
    pub fn read(&mut self, commit: &Commit, place: &mut Place) -> Result<State, Failure> {
        Ok(self.open(commit, place, commit.day)?.state)
    }

    /// Goes on to the next commit. It is judged by its day, which is never before that of the last.
    pub fn step(&mut self, commit: &Commit, place: &mut Place, model: &str) -> Result<(), Failure> {
        let last_day = self.last.as_ref().map(|last| last.day);
        let day = last_day.map_or(commit.day, |last| last.max(commit.day));
        self.wait(day, place, model);
        let read = self.open(commit, place, day)?;
        let before = self.last.as_ref().map(|last| &last.state);
        let series = Series {
            ids: &place.ids,
            model,
        };
        if let Some(step) = step(before, &read.state, &series, false) {
            self.rows.push(Row {
                commit: Some(commit.id.clone()),
                subject: Some(commit.subject.clone()),
                date: commit.day.to_string(),
                step,
            });
        }
        self.last = Some(read);
        Ok(())
    }

    /// Waits for the last day.
    pub fn end(mut self, day: Date, place: &Place, model: &str) -> Walked {
        self.wait(day, place, model);
        Walked { rows: self.rows }
    }

    /// Lets the days pass after the last commit.
    fn wait(&mut self, until: Date, place: &Place, model: &str) {
        let Some(mut last) = self.last.take() else {
            return;
        };
        let series = Series {
            ids: &place.ids,
            model,
        };
        let mut days = series.expiries(&last.state);
        days.retain(|day| last.day < *day && *day < until);
        if last.day < until {
            days.insert(until);
        }
        for day in days {
            while last.day < day {
                self.pass(&mut last, day, &series);
            }
        }
        self.last = Some(last);
    }

    /// Goes on to a day, or to the first day before it that changes something.
    fn pass(&mut self, last: &mut Read, day: Date, series: &Series<'_>) {
        let mut same = last.day;
        let mut next = (day, self.evaluate(&last.sources, &last.config, day));
        let differs = |state: &State| step(Some(&last.state), state, series, true);
        if let Some(mut change) = differs(&next.1) {
            // An assessment of the future is not known before its day.
            while let Some(day) = between(same, next.0) {
                let state = self.evaluate(&last.sources, &last.config, day);
                match differs(&state) {
                    Some(earlier) => (change, next) = (earlier, (day, state)),
                    None => same = day,
                }
            }
            self.rows.push(Row {
                commit: None,
                subject: None,
                date: next.0.to_string(),
                step: change,
            });
        }
        (last.day, last.state) = next;
    }

    fn open(&mut self, commit: &Commit, place: &mut Place, day: Date) -> Result<Read, Failure> {
        let tree = Tree::open_at(self.dir, &commit.id, &place.all_files())?;
        let like = match &self.last {
            Some(last) => Like::Tree(&last.tree, &last.sources),
            None => Like::Nothing,
        };
        let files = |config: &Config| {
            place.add_src(&config.book.src);
            place.files(&config.book.src)
        };
        let (sources, settings) = load::read(|folders| tree.read(folders, like), files)?;
        let config = settings.value;
        let state = self.evaluate(&sources, &config, day);
        let team = Series {
            ids: &place.ids,
            model: "",
        };
        let formerly = team.team(&state).map(|team| team.team.formerly.clone());
        for id in formerly.into_iter().flatten() {
            place.add_id(&id);
        }
        Ok(Read {
            tree,
            sources,
            config,
            day,
            state,
        })
    }

    fn evaluate(&mut self, sources: &Sources, config: &Config, day: Date) -> State {
        let input = Input {
            sources,
            config: config.clone(),
            stamp: Stamp {
                date: day,
                clock: true,
                revision: None,
            },
            drafts: false,
        };
        let evaluated = self.session.evaluate(&input, &Silent).value;
        State {
            evaluation: Arc::clone(&evaluated.evaluation),
            policy: pipeline::policy(config),
            models: models(sources, &config.book.src),
        }
    }
}

/// A day in the middle of two; `None` where there is none.
fn between(one: Date, other: Date) -> Option<Date> {
    let days = (other - one).get_days();
    (days > 1).then(|| one.saturating_add((days / 2).days()))
}

/// One digest over the book's own models.
fn models(sources: &Sources, src: &str) -> Digest {
    let folder = match src {
        "" => "models".to_owned(),
        src => format!("{src}/models"),
    };
    let files = sources.below(&folder);
    let parts = files.flat_map(|file| {
        [
            file.path.as_str().as_bytes().to_vec(),
            file.digest.as_bytes().to_vec(),
        ]
    });
    let parts: Vec<Vec<u8>> = parts.collect();
    Digest::of_parts(parts.iter().map(Vec::as_slice))
}
