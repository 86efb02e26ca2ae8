//! The program itself, in temporary folders: what it writes, says and ends with.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::git_support::write;
use crate::site_support::{Run, command, finished, temporary};

mod annotations;
mod ask;
mod build;
mod comment;
mod dates;
mod fmt;
mod github;
mod import;
mod making;
mod man;
mod output;
mod theme;
mod usage;

/// The day of all books here.
const DAY: &str = "2026-07-01";

/// A folder with a book in it, and the program beside it.
struct Book {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Book {
    /// A folder with nothing in it.
    fn empty() -> Self {
        Self {
            folder: temporary(),
            variables: Vec::new(),
        }
    }

    /// A book of these files; book.toml sets the day.
    fn of(files: &[(&str, &str)]) -> Self {
        let book = Self::empty();
        book.write("book.toml", &format!("[maturity]\nas-of = {DAY}\n"));
        for (path, text) in files {
            book.write(path, text);
        }
        book
    }

    /// A book with one team and one assessment.
    fn small() -> Self {
        Self::of(&[("content/teams/a.md", TEAM)])
    }

    /// The same with a rating that does not exist.
    fn broken() -> Self {
        Self::of(&[("content/teams/a.md", &TEAM.replace("RM: yes", "RM: yse"))])
    }

    /// The same with a warning and no error.
    fn doubtful() -> Self {
        let book = Self::small();
        book.write("content/run.sh", "exit 0\n");
        book
    }

    /// What `levelbook init` writes.
    fn init(model: &str) -> Self {
        let book = Self::empty();
        book.run(&["init", "--model", model, "--date", DAY]).fine();
        book
    }

    fn with(mut self, variable: &'static str, value: &str) -> Self {
        self.variables.push((variable, value.to_owned()));
        self
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn path(&self, below: &str) -> PathBuf {
        self.root().join(below)
    }

    fn write(&self, path: &str, text: &str) {
        write(self.root(), path, text);
    }

    #[track_caller]
    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    fn command(&self, args: &[&str]) -> std::process::Command {
        let mut command = command(self.root(), args);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    fn run(&self, args: &[&str]) -> Run {
        finished(self.command(args))
    }

    /// Everything is right with the book on its day, warnings included.
    #[track_caller]
    fn assert_clean(&self, date: &str) {
        let run = self.run(&["check", "--strict", "--date", date]);
        assert_eq!((run.code, run.err()), (Some(0), run.err()), "{}", run.err());
        assert!(run.err().contains("nothing is wrong"), "{}", run.err());
    }
}

/// A one-file team.
const TEAM: &str = "---
team: Team A
model: cmm
date: 2026-06-01
answers:
  RM: yes
---

Text.
";

impl Run {
    fn out(&self) -> &str {
        std::str::from_utf8(&self.stdout).expect("UTF-8")
    }

    fn err(&self) -> &str {
        &self.stderr
    }

    /// The run, if it ended with this code.
    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out(), self.stderr);
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(
            self.stderr.contains(text),
            "no `{text}` in: {}",
            self.stderr
        );
        self
    }

    /// The run, if it wrote nothing to the standard output.
    #[track_caller]
    fn silent(self) -> Self {
        assert_eq!(self.out(), "");
        self
    }
}
