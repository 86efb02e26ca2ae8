use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::args;
use super::load::{Loaded, load};
use super::progress::Progress;
use super::term::shown;
use super::{Failure, Outcome, Term, notes};
use crate::config;
use crate::diagnostic::{self, Checked, Diagnostic, counted};
use crate::host::HostError;
use crate::host::publish::{Publisher, Report};
use crate::pipeline::{Book, Sink, input_digest};
use crate::tree::{BookPath, Digest, SitePath};

pub fn run(args: &args::Build, term: &Term) -> Result<Outcome, Failure> {
    let progress = Progress::new(term);
    let mut loaded = load(&args.book.dir, args.book.day.date)?;
    loaded.tell(term);
    if let Some(url) = &args.site_url {
        loaded.config.html.site_url = Some(config::site_url(url).map_err(|why| {
            Failure::Usage(
                format!("`{url}` is no address of a site: {why}"),
                "write it as https://example.org/reports/".to_owned(),
            )
        })?);
    }
    let target = loaded.target(args.dest_dir.as_deref())?;
    let publisher = Publisher::open(&target)?;
    let inputs = input_digest(&loaded.input());
    let run = Run {
        args,
        loaded: &loaded,
        target: &target,
        progress: &progress,
        term,
    };
    let outcome = match run.unchanged(&publisher, inputs) {
        Some(diagnostics) => {
            run.report(&diagnostics);
            term.say(&format!(
                "Nothing has changed: {} is up to date",
                shown(&target)
            ));
            outcome(&diagnostics, args.strict)
        }
        None => run.publish(publisher, inputs)?,
    };
    if args.open && outcome == Outcome::Fine {
        open(&target.join("index.html"), term);
    }
    Ok(outcome)
}

/// One build and everything it needs.
struct Run<'a> {
    args: &'a args::Build,
    loaded: &'a Loaded,
    target: &'a Path,
    progress: &'a Progress,
    term: &'a Term,
}

impl Run<'_> {
    /// The diagnostics of the build that made the published site, if it would be made again as it is.
    fn unchanged(&self, publisher: &Publisher, inputs: Digest) -> Option<Vec<Diagnostic>> {
        let has_errors = self.loaded.diagnostics.iter().any(Diagnostic::is_error);
        if self.args.force || has_errors || !publisher.is_current(inputs) {
            return None;
        }
        notes::read(publisher.notes()?)
    }

    fn publish(&self, publisher: Publisher, inputs: Digest) -> Result<Outcome, Failure> {
        let (loaded, progress) = (self.loaded, self.progress);
        let Checked {
            value: book,
            mut diagnostics,
        } = loaded.compile(progress);
        let stops = |all: &[Diagnostic]| outcome(all, self.args.strict) != Outcome::Fine;
        if stops(&diagnostics) {
            // Everything is rendered all the same: all problems of a run are shown at once.
            loaded.try_out(&book, progress, &mut diagnostics)?;
            return Ok(self.refuse(diagnostics));
        }
        let publication = Publication(&publisher);
        diagnostics.extend(book.render_quickly(&loaded.sources, progress, &publication)?);
        if stops(&diagnostics) {
            return Ok(self.refuse(diagnostics));
        }
        diagnostic::sort(&mut diagnostics);
        progress.begin_outside("Publishing");
        let published = publisher.finish(inputs, &notes_of(loaded, &diagnostics))?;
        let stages = progress.finish();
        self.report(&diagnostics);
        self.say_done(&book, &published);
        if self.args.timings {
            timings(&stages, progress, self.term);
        }
        // The process is about to end, and giving millions of small pieces back takes a while.
        std::mem::forget(book);
        Ok(Outcome::Fine)
    }

    fn refuse(&self, mut diagnostics: Vec<Diagnostic>) -> Outcome {
        diagnostic::sort(&mut diagnostics);
        self.progress.finish();
        self.report(&diagnostics);
        self.term.say("Nothing was published.");
        Outcome::Findings
    }

    fn report(&self, diagnostics: &[Diagnostic]) {
        let texts = |path: &BookPath| self.loaded.text(path);
        self.term.diagnostics(diagnostics, &texts);
    }

    fn say_done(&self, book: &Book, published: &Report) {
        self.term.say(&format!(
            "{}: {} files in {} ({} written, {} removed, {}) in {}",
            contents(book),
            published.written + published.kept,
            shown(self.target),
            published.written,
            published.removed,
            size(published.bytes),
            duration(self.progress.elapsed()),
        ));
        for name in published.foreign.iter().take(10) {
            self.term.say(&format!(
                "note: `{name}` in the output folder is not Levelbook's and was left there"
            ));
        }
    }
}

/// The published site as the place where files go.
struct Publication<'p>(&'p Publisher);

impl Sink for Publication<'_> {
    type Error = HostError;

    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), HostError> {
        self.0.put(path, bytes)
    }

    fn put_with(
        &self,
        path: &SitePath,
        content: &dyn Fn(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), HostError> {
        self.0.put_with(path, content)
    }
}

/// What the manifest keeps. It lies in the published folder, and warnings quote what they are
/// about: a book that hides something keeps none and is built again for its warnings.
fn notes_of(loaded: &Loaded, diagnostics: &[Diagnostic]) -> String {
    if loaded.config.maturity.hide.is_empty() || diagnostics.is_empty() {
        notes::write(diagnostics)
    } else {
        String::new()
    }
}

/// `1 team, 2 reports`.
pub fn contents(book: &Book) -> String {
    let evaluation = book.evaluation();
    format!(
        "{}, {}",
        counted(evaluation.teams.len(), "team"),
        counted(evaluation.reports.len(), "report")
    )
}

fn timings(stages: &[(&'static str, std::time::Duration)], progress: &Progress, term: &Term) {
    for (name, time) in stages {
        term.say(&format!("{name:>16} {:>9}", duration(*time)));
    }
    term.say(&format!(
        "{:>16} {:>9}",
        "All",
        duration(progress.elapsed())
    ));
}

fn duration(time: std::time::Duration) -> String {
    if time.as_secs() >= 1 {
        format!("{:.2} s", time.as_secs_f64())
    } else {
        format!("{:.1} ms", time.as_secs_f64() * 1e3)
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

pub fn outcome(diagnostics: &[Diagnostic], strict: bool) -> Outcome {
    if diagnostics
        .iter()
        .any(|diagnostic| strict || diagnostic.is_error())
    {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

/// Hands the page to whatever opens pages here; that it cannot be opened fails nothing.
pub fn open(page: &std::path::Path, term: &Term) {
    let (program, first) = if cfg!(target_os = "macos") {
        ("open", None)
    } else if cfg!(windows) {
        ("explorer", None)
    } else {
        ("xdg-open", None::<&str>)
    };
    let started = Command::new(program)
        .args(first)
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if started.is_err() {
        term.say(&format!(
            "note: no program was found to open {}",
            page.display()
        ));
    }
}
