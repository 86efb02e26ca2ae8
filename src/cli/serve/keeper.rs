use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Duration;

use super::since::Job;
use super::{Audience, announce};
use crate::cli::args::{self, Watcher};
use crate::cli::load::{settings, stamp};
use crate::cli::progress::Progress;
use crate::cli::{Failure, Term};
use crate::config::{self, Config};
use crate::diagnostic::{self, Checked, Diagnostic};
use crate::host;
use crate::host::mirror::Mirror;
use crate::host::watch::{Changes, Mode, Watch};
use crate::pipeline::{self, Input, Session, Stamp};
use crate::preview::{EDITORS, Editor, State, internal, outside, reason};
use crate::tree::BookPath;

/// How long it takes until a disk that could not be read is read again.
const ANOTHER_TRY: Duration = Duration::from_secs(1);

/// Keeps the preview in step with the disk.
pub struct Keeper<'a> {
    args: &'a args::Serve,
    /// Absolute.
    root: PathBuf,
    mirror: Mirror,
    watch: Watch,
    folders: Vec<String>,
    config: Config,
    /// Of book.toml.
    findings: Vec<Diagnostic>,
    stamp: Stamp,
    session: Session,
    url: String,
    /// What was said last of what is wrong.
    said: Vec<Diagnostic>,
    /// The disk could not be read the last time.
    is_in_trouble: bool,
}

impl<'a> Keeper<'a> {
    /// Reads the book and begins to watch it.
    pub fn open(args: &'a args::Serve) -> Result<Self, Failure> {
        let dir = &args.book.dir;
        let root = std::path::absolute(dir).unwrap_or_else(|_| dir.clone());
        let Checked {
            value: config,
            diagnostics: findings,
        } = settings(&host::fs::read(dir, &[])?);
        let folders = pipeline::source_folders(&config);
        let watch = watch(&root, &config, &folders, args)?;
        Ok(Self {
            mirror: mirror(&root, &folders)?,
            stamp: stamp(dir, &config, args.book.day.date)?,
            session: Session::default(),
            url: String::new(),
            said: Vec::new(),
            is_in_trouble: false,
            args,
            root,
            watch,
            folders,
            config,
            findings,
        })
    }

    pub fn editor(&self) -> Result<Editor, Failure> {
        let wanted = self.args.editor.as_deref();
        let wanted = wanted.or(self.config.build.editor.as_deref());
        Editor::new(wanted, &self.root.to_string_lossy()).map_err(|word| {
            let names: Vec<&str> = EDITORS.iter().map(|(name, _)| *name).collect();
            Failure::Usage(
                format!("no editor is known as `{word}`"),
                format!(
                    "take one of `{}`, `none`, or an address such as `x-edit://{{path}}:{{line}}`",
                    names.join("`, `")
                ),
            )
        })
    }

    /// Where pages are, for what is absolute in them.
    pub fn serve_at(&mut self, url: &str) {
        url.clone_into(&mut self.url);
    }

    pub fn notice(&self) -> Option<String> {
        self.watch.notice()
    }

    /// The title of the book.
    pub fn name(&self) -> &str {
        &self.config.book.title
    }

    /// Compiles what is there.
    pub(super) fn first(&mut self, audience: &Audience<'_>) {
        self.compile(audience, &BTreeSet::new());
    }

    /// Waits for something to happen, and sees to it.
    pub(super) fn wait(&mut self, audience: &Audience<'_>) {
        let timeout = match self.is_in_trouble {
            true => ANOTHER_TRY,
            false => host::clock::until_tomorrow_utc(),
        };
        let changes = self.watch.next(timeout).unwrap_or_default();
        match self.look(&changes) {
            Ok(Some(changed)) => self.compile(audience, &changed),
            Ok(None) if self.is_in_trouble => self.compile(audience, &BTreeSet::new()),
            Ok(None) if changes.revision => self.compare(audience),
            Ok(None) => {}
            // It is said once, and tried until it works.
            Err(_) if self.is_in_trouble => return,
            Err(failure) => {
                self.is_in_trouble = true;
                let preview = &audience.preview;
                preview.set(preview.failed(outside(failure.to_string())));
                announce(preview, &audience.server);
                audience.term.fail(&failure);
                return;
            }
        }
        self.is_in_trouble = false;
    }

    /// What has changed; `None` where nothing has.
    fn look(&mut self, changes: &Changes) -> Result<Option<BTreeSet<BookPath>>, Failure> {
        let changed = self.mirror.refresh(changes)?;
        if changed.iter().any(|path| path.as_str() == config::FILE) {
            let read = settings(self.mirror.sources());
            self.config = read.value;
            self.findings = read.diagnostics;
        }
        let folders = pipeline::source_folders(&self.config);
        if folders != self.folders {
            self.watch = watch(&self.root, &self.config, &folders, self.args)?;
            self.mirror = mirror(&self.root, &folders)?;
            self.folders = folders;
        }
        let stamp = stamp(&self.args.book.dir, &self.config, self.args.book.day.date)?;
        let same = stamp == self.stamp && changed.is_empty();
        self.stamp = stamp;
        Ok((!same).then_some(changed))
    }

    fn compile(&mut self, audience: &Audience<'_>, changed: &BTreeSet<BookPath>) {
        let (preview, term) = (&audience.preview, audience.term);
        let progress = Progress::new(term);
        let sources = self.mirror.sources().clone();
        let session = &mut self.session;
        let input = Input {
            sources: &sources,
            config: local(&self.config, &self.url),
            stamp: self.stamp.clone(),
            drafts: true,
        };
        let compiled = catch_unwind(AssertUnwindSafe(|| session.compile(&input, &progress)));
        let mut state = match compiled {
            Ok(Checked {
                value: book,
                mut diagnostics,
            }) => {
                diagnostics.extend(self.findings.iter().cloned());
                diagnostic::sort(&mut diagnostics);
                let page = changed
                    .iter()
                    .find_map(|file| book.site().address(file).cloned());
                let mut state = preview.next(book, sources.clone(), &diagnostics);
                state.navigate = page;
                self.report(diagnostics, term);
                state
            }
            Err(panic) => {
                self.session = Session::default();
                let state = preview.failed(internal(reason(&*panic)));
                term.say(&format!("error: {}", reason(&*panic)));
                state
            }
        };
        if let Ok(editor) = self.editor() {
            preview.set_editor(editor);
        }
        state.change = state.change.filter(|_| !changed.is_empty());
        progress.begin_outside("Telling pages");
        let before = preview.set(state);
        announce(preview, &audience.server);
        self.tell(changed, &progress, &preview.state(), term);
        self.compare(audience);
        drop(before);
    }

    /// Asks what the edits since the last commit do.
    fn compare(&self, audience: &Audience<'_>) {
        let state = audience.preview.state();
        if let Some(shown) = state.shown.clone().filter(|_| state.errors.is_empty()) {
            audience.since.ask(Job {
                root: self.root.clone(),
                folders: self.folders.clone(),
                session: self.session.clone(),
                sources: shown.sources().clone(),
                config: local(&self.config, &self.url),
                stamp: self.stamp.clone(),
                shown,
            });
        }
    }

    /// What is wrong, where it is not what was wrong before.
    fn report(&mut self, diagnostics: Vec<Diagnostic>, term: &Term) {
        if diagnostics != self.said {
            let sources = self.mirror.sources();
            term.diagnostics(&diagnostics, &|path| pipeline::text_of(sources, path));
            self.said = diagnostics;
        }
    }

    fn tell(&self, changed: &BTreeSet<BookPath>, progress: &Progress, state: &State, term: &Term) {
        let took = progress.elapsed();
        for (name, time) in progress.finish() {
            term.detail(&format!("{name:>16} {:>7.1} ms", time.as_secs_f64() * 1e3));
        }
        let what = match changed.iter().next() {
            None => return,
            Some(one) if changed.len() == 1 => one.to_string(),
            Some(one) => format!("{one} and {} more", changed.len() - 1),
        };
        let errors = match state.errors.len() {
            0 => String::new(),
            1 => "; 1 error, so the page stays as it was".to_owned(),
            n => format!("; {n} errors, so the pages stay as they were"),
        };
        term.say(&format!(
            "{what} changed: shown after {:.0} ms{errors}",
            took.as_secs_f64() * 1e3
        ));
    }
}

/// The settings with the address of the preview in the place of the site's.
fn local(config: &Config, url: &str) -> Config {
    let mut config = config.clone();
    config.html.site_url = config.html.site_url.map(|_| url.to_owned());
    config
}

fn mirror(root: &std::path::Path, folders: &[String]) -> Result<Mirror, Failure> {
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    Ok(Mirror::open(root, &folders)?)
}

fn watch(
    root: &std::path::Path,
    config: &Config,
    folders: &[String],
    args: &args::Serve,
) -> Result<Watch, Failure> {
    let further: Vec<PathBuf> = config
        .build
        .extra_watch_dirs
        .iter()
        .map(|folder| root.join(folder))
        .collect();
    let mode = match args.watcher {
        Watcher::Native => Mode::Native,
        Watcher::Poll => Mode::Poll,
    };
    Ok(Watch::start(root, folders, &further, mode)?)
}
