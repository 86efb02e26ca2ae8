use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Failure, Term};
use crate::config::{self, Config, PREFIX};
use crate::diagnostic::{self, Checked, Code, Diagnostic};
use crate::host;
use crate::host::HostError;
use crate::pipeline::{self, Book, Input, Observer, Stamp, source_folders};
use crate::tree::{BookPath, SitePath, Sources};

/// A book as it was read, before any stage has run.
pub struct Loaded {
    pub root: PathBuf,
    pub sources: Sources,
    pub config: Config,
    pub stamp: Stamp,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a book for a day.
pub fn load(dir: &Path, date: Option<Date>) -> Result<Loaded, Failure> {
    let (sources, settings) = read(|folders| host::fs::read(dir, folders), source_folders)?;
    let Checked {
        value: config,
        diagnostics,
    } = settings;
    let stamp = stamp(dir, &config, date)?;
    Ok(Loaded {
        root: dir.to_owned(),
        sources,
        config,
        stamp,
        diagnostics,
    })
}

/// Reads the files of a book: first book.toml alone, which tells the folders of the others.
pub fn read(
    files: impl Fn(&[&str]) -> Result<Sources, HostError>,
    folders: impl FnOnce(&Config) -> Vec<String>,
) -> Result<(Sources, Checked<Config>), HostError> {
    let settings = settings(&files(&[])?);
    let folders = folders(&settings.value);
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    Ok((files(&folders)?, settings))
}

/// What book.toml and the environment say.
pub fn settings(sources: &Sources) -> Checked<Config> {
    config::read(sources, &overrides())
}

/// Settings from the environment: `LEVELBOOK_BOOK__TITLE` and the like.
fn overrides() -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with(PREFIX))
        .collect();
    pairs.sort();
    pairs
}

/// Today is, first found: `--date`, `as-of`, `SOURCE_DATE_EPOCH`, the UTC date.
pub fn stamp(dir: &Path, config: &Config, date: Option<Date>) -> Result<Stamp, Failure> {
    let explicit = match date.or(config.maturity.as_of) {
        Some(date) => Some(date),
        None => epoch()?,
    };
    let wants_revision = config
        .html
        .source_url_template
        .as_deref()
        .is_some_and(|template| template.contains("{revision}"));
    Ok(Stamp {
        date: explicit.unwrap_or_else(host::clock::today_utc),
        clock: explicit.is_none(),
        revision: if wants_revision {
            host::git::revision(dir)
        } else {
            None
        },
    })
}

/// The day that the environment sets.
pub fn epoch() -> Result<Option<Date>, Failure> {
    let Ok(value) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    match host::clock::source_date_epoch(&value) {
        Some(date) => Ok(Some(date)),
        None => Err(Failure::Usage(
            format!("SOURCE_DATE_EPOCH is `{value}`, which is no number of seconds"),
            "set it to seconds since 1970-01-01, as `date +%s` prints them, or unset it".to_owned(),
        )),
    }
}

impl Loaded {
    /// What a run rests on, for those who ask.
    pub fn tell(&self, term: &Term) {
        term.detail(&format!(
            "{} files read; today is {} ({})",
            self.sources.files.len(),
            self.stamp.date,
            if self.stamp.clock {
                "by the clock, in UTC"
            } else {
                "as it was set"
            }
        ));
    }

    pub fn input(&self) -> Input<'_> {
        Input {
            sources: &self.sources,
            config: self.config.clone(),
            stamp: self.stamp.clone(),
            drafts: false,
        }
    }

    /// Whether there is a book.toml, readable or not.
    pub fn has_settings(&self) -> bool {
        let is_settings = |path: &BookPath| path.as_str() == config::FILE;
        self.sources.files.keys().any(is_settings)
            || self
                .sources
                .refused
                .iter()
                .any(|refused| is_settings(&refused.path))
    }

    /// Runs the stages up to the plan, and sorts everything that is wrong so far.
    pub fn compile(&self, observer: &dyn Observer) -> Checked<Book> {
        let mut compiled = pipeline::compile(&self.input(), observer);
        compiled
            .diagnostics
            .extend(self.diagnostics.iter().cloned());
        diagnostic::sort(&mut compiled.diagnostics);
        compiled
    }

    /// Renders everything into nothing, for what is wrong with it. With errors in the content, pages
    /// are wrong in consequence, which is not told again.
    pub fn try_out(
        &self,
        book: &Book,
        observer: &dyn Observer,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<(), Failure> {
        let has_errors = diagnostics.iter().any(Diagnostic::is_error);
        let found = self.faults(book, observer)?.into_iter();
        diagnostics.extend(found.filter(|one| !(has_errors && one.is_of_page())));
        Ok(())
    }

    /// Renders everything into nothing, and tells all that is wrong with it.
    pub fn faults(
        &self,
        book: &Book,
        observer: &dyn Observer,
    ) -> Result<Vec<Diagnostic>, HostError> {
        let nowhere = |_: &SitePath, _: &[u8]| Ok(());
        book.render(&self.sources, observer, &nowhere)
    }

    /// The text of a file that a diagnostic points into.
    pub fn text(&self, path: &BookPath) -> Option<&str> {
        pipeline::text_of(&self.sources, path)
    }

    /// The folder to publish to. What is written never lies where something is read; the setting is
    /// checked where it is read.
    pub fn target(&self, asked: Option<&Path>) -> Result<PathBuf, Failure> {
        let Some(path) = asked else {
            return Ok(self.root.join(&self.config.build.build_dir));
        };
        for folder in [self.config.book.src.as_str(), "themes"] {
            let read = self.root.join(folder);
            if host::fs::lies_in(path, &read) || host::fs::lies_in(&read, path) {
                return Err(Failure::Usage(
                    format!("the site cannot be written to `{}`", path.display()),
                    format!("`{folder}` is read from there; choose a folder apart from it"),
                ));
            }
        }
        Ok(path.to_owned())
    }
}

/// For commands that answer a question: the book without errors, or its diagnostics on the standard
/// error and nothing else. That assessments are left out is told in any case.
pub fn compile_or_report(loaded: &Loaded, term: &Term) -> Result<Book, Failure> {
    let Checked {
        value: book,
        mut diagnostics,
    } = loaded.compile(&pipeline::Silent);
    let has_errors = diagnostics.iter().any(Diagnostic::is_error);
    if !has_errors {
        diagnostics.retain(|one| one.code == Code::LaterLeftOut && !term.is_quiet());
    }
    term.diagnostics(&diagnostics, &|path| loaded.text(path));
    match has_errors {
        true => Err(Failure::Reported),
        false => Ok(book),
    }
}
