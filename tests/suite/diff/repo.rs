//! Books in real repositories.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::git_support::{git_at, write};
use crate::site_support::{Run, levelbook};

/// The day of every comparison that says nothing else.
pub const TODAY: &str = "2026-07-01";

/// A model of three levels, small enough to be changed in a test.
pub const MODEL: &str = "\
---
id: tiny
name: Tiny Maturity Model
version: \"1.0\"
levels:
  - { id: \"1\", name: Initial }
  - { id: \"2\", name: Managed }
  - { id: \"3\", name: Defined }
kpas:
  - id: PLAN
    name: Planning
    level: \"2\"
    goals:
      - { id: PLAN.1, statement: Work is planned. }
      - { id: PLAN.2, statement: Plans are kept. }
  - id: TEST
    name: Testing
    level: \"3\"
    goals:
      - { id: TEST.1, statement: Work is tested. }
      - { id: TEST.2, statement: Tests are repeatable. }
---
";

/// A repository with a book, and what is done to it.
pub struct Repo {
    folder: TempDir,
}

impl Repo {
    /// A book of the tiny model without a team, not yet committed.
    pub fn empty() -> Self {
        let repo = Self {
            folder: TempDir::new().unwrap(),
        };
        repo.git(&["init", "-q", "-b", "main"]);
        repo.write(
            "book.toml",
            "[book]\ntitle = \"Ratings\"\n[maturity]\nmodel = \"tiny\"\n",
        );
        repo.write("content/models/tiny.md", MODEL);
        repo
    }

    /// A book with the team `payments`, which has level 2, committed.
    pub fn new() -> Self {
        let repo = Self::empty();
        repo.team("payments", "  PLAN: yes\n  TEST.1: yes\n  TEST.2: partly\n");
        repo.commit("the book")
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: &str) -> &Self {
        write(self.path(), path, text);
        self
    }

    /// Replaces a text that is there once.
    #[track_caller]
    pub fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = fs::read_to_string(self.path().join(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {text}");
        self.write(path, &text.replace(from, to))
    }

    pub fn team(&self, id: &str, answers: &str) -> &Self {
        let text = format!(
            "---\nteam: {id}\nmodel: tiny\ndate: 2026-05-04\nanswers:\n{answers}---\n\nText.\n"
        );
        self.write(&format!("content/teams/{id}.md"), &text)
    }

    pub fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.path().join(path)).unwrap();
        self
    }

    #[track_caller]
    pub fn git(&self, args: &[&str]) -> &Self {
        self.git_at("2026-06-01T12:00:00Z", args)
    }

    #[track_caller]
    pub fn git_at(&self, time: &str, args: &[&str]) -> &Self {
        assert!(git_at(self.path(), time, args), "git {args:?}");
        self
    }

    /// Commits everything.
    #[track_caller]
    pub fn commit(self, message: &str) -> Self {
        self.commit_at("2026-06-01T12:00:00Z", message);
        self
    }

    #[track_caller]
    pub fn commit_at(&self, time: &str, message: &str) -> &Self {
        self.git_at(time, &["add", "-A"])
            .git_at(time, &["commit", "-q", "--allow-empty", "-m", message])
    }

    /// Runs `levelbook diff` on the day of all tests.
    pub fn run(&self, args: &[&str]) -> Run {
        let mut all = vec!["diff"];
        if !args.contains(&"--date") {
            all.extend(["--date", TODAY]);
        }
        all.extend(args);
        levelbook(self.path(), &all)
    }

    /// Runs it with what it refuses, for a reason.
    #[track_caller]
    pub fn refuses(&self, args: &[&str], reason: &str) {
        let run = self.run(args);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains(reason), "{}", run.stderr);
    }

    /// The record.
    #[track_caller]
    pub fn diff(&self, args: &[&str]) -> Value {
        let mut all = vec!["--format", "json"];
        all.extend(args);
        let run = self.run(&all);
        assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
        serde_json::from_slice(&run.stdout).unwrap()
    }
}

/// The report of a team in a record, which tells one.
#[track_caller]
pub fn report<'v>(diff: &'v Value, team: &str) -> &'v Value {
    let reports = &self::team(diff, team)["reports"];
    assert_eq!(reports.as_array().unwrap().len(), 1, "{reports}");
    &reports[0]
}

#[track_caller]
pub fn team<'v>(diff: &'v Value, id: &str) -> &'v Value {
    let teams = diff["teams"].as_array().unwrap();
    let found = teams.iter().find(|team| team["id"] == id);
    found.unwrap_or_else(|| panic!("no team {id} in {teams:?}"))
}

/// The ids of a list of objects.
pub fn ids(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter().filter_map(|one| one["id"].as_str()).collect()
}
