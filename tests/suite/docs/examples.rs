//! Runs the examples of README and manual.
//!
//! The fenced blocks of a page are taken in their order, in one folder that is made for the page. A
//! tutorial begins in an empty folder, any other page in a book that `levelbook init` made and that
//! was committed, after an empty commit of the year before.
//!
//! - In ```` ```sh ````, every line is a command; in ```` ```console ````, those that begin with
//!   `$ ` are, and the lines below are their output. In an output, `…` stands for any text, and a
//!   line `…` for any lines.
//! - A block with `file=PATH` in its first line is a complete file and is written to that path. A
//!   page with such files must end in a book without errors and warnings.
//! - A block ```` ```diff file=PATH ```` is an edit of that file: the lines with `-` stand in it once, one
//!   after the other, and become those with `+`.
//!
//! It is 2026-07-01 in all of them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::{manual_files, root};
use crate::git_support::{commit, git, git_at};

/// 2026-07-01.
const TODAY: &str = "1782864000";

/// What the examples may name and a test must not run: the network, other programs, this test.
const NOT_RUN: &[&str] = &["cargo ", "git ", "open "];

/// Commands that are run where git is there.
const PAST: &[&str] = &["levelbook diff", "levelbook history"];

/// Pages that make their own book.
const FROM_SCRATCH: &[&str] = &["README.md", "start.md"];

#[test]
fn the_repository_is_a_book_in_order_without_errors_and_warnings() {
    for args in [
        &["check", "--strict", "--format", "short"][..],
        &["fmt", "--check"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_levelbook"))
            .args(args)
            .current_dir(root())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text_of(&output));
    }
}

#[test]
fn the_readme_holds_what_it_shows() {
    run(&root().join("README.md"));
}

#[test]
fn the_manual_holds_what_it_shows() {
    let commands: usize = manual_files().iter().map(|page| run(page)).sum();
    assert!(commands > 25, "only {commands} commands were found");
}

/// Runs the examples of a page and gives how many commands there were.
fn run(page: &Path) -> usize {
    let name = page.file_name().unwrap().to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut place = Place {
        name,
        folder: folder.path().to_owned(),
    };
    let mut has_git = false;
    if !FROM_SCRATCH.contains(&name) {
        place.run("levelbook init book", "");
        place.folder.push("book");
        has_git = git(&place.folder, &["init", "--quiet", "-b", "main"]);
        if has_git {
            let earlier = "2025-12-01T12:00:00Z";
            git_at(
                &place.folder,
                earlier,
                &["commit", "-q", "--allow-empty", "-m", "Nothing yet"],
            );
            commit(&place.folder, "The first assessment");
        }
    }
    let (mut commands, mut files) = (0, 0);
    for block in blocks(&fs::read_to_string(page).unwrap()) {
        files += usize::from(place.write(&block));
        for (command, output) in block.commands() {
            let reads_commits = PAST.iter().any(|start| command.starts_with(start));
            if NOT_RUN.iter().any(|program| command.starts_with(program))
                || (reads_commits && !has_git)
            {
                continue;
            }
            commands += 1;
            place.run(command, &output);
        }
    }
    if files > 0 {
        // Late enough for all assessments that the commands have added.
        place.run("levelbook check --strict --date 2027-12-31", "");
    }
    commands
}

/// Where the commands of a page are run.
pub struct Place<'p> {
    pub name: &'p str,
    pub folder: PathBuf,
}

impl Place<'_> {
    /// Writes the file of a block or makes its edit; whether it is a whole file.
    pub fn write(&self, block: &Block) -> bool {
        let named = block.info.split(' ').find_map(|w| w.strip_prefix("file="));
        let Some(path) = named.map(|path| self.folder.join(path)) else {
            return false;
        };
        if block.info.starts_with("diff ") {
            let (before, after) = (block.lines_with('-'), block.lines_with('+'));
            let text = fs::read_to_string(&path).unwrap();
            let count = text.matches(&before).count();
            assert_eq!(
                count, 1,
                "{}: {before}stands there {count} times",
                self.name
            );
            fs::write(path, text.replace(&before, &after)).unwrap();
            return false;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &block.text).unwrap();
        true
    }

    pub fn run(&mut self, command: &str, expected: &str) {
        if let Some(folder) = command.strip_prefix("cd ") {
            self.folder.push(folder);
            assert!(self.folder.is_dir(), "{}: {command}", self.name);
            return;
        }
        let is_ours = command
            .split(' ')
            .find(|word| !word.starts_with("LEVELBOOK_"))
            .is_some_and(|word| word == "levelbook");
        assert!(is_ours, "{}: nobody tests `{command}`", self.name);
        if command.starts_with("levelbook serve") {
            self.serve(command);
            return;
        }
        let output = self.shell(command);
        let text = text_of(&output);
        assert!(
            output.status.success(),
            "{}: `{command}` failed:\n{text}",
            self.name
        );
        assert!(
            expected.is_empty() || matches(expected, &text),
            "{}: `{command}` printed\n{text}\nand not\n{expected}",
            self.name
        );
    }

    /// The preview runs until it is stopped: it has to say where it is. It opens no browser here,
    /// and takes a port that nobody else has.
    fn serve(&self, command: &str) {
        let command = command.replace(" --open", "");
        let mut shell = self.prepared(&format!("exec {command} --port 0"));
        let started = shell
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = started.unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let said: Vec<String> = lines
            .map_while(Result::ok)
            .take_while(|line| !line.contains("http://127.0.0.1:"))
            .collect();
        let ended = child.try_wait().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(
            ended.is_none(),
            "{}: `{command}` ended: {said:?}",
            self.name
        );
    }

    pub fn shell(&self, command: &str) -> Output {
        self.prepared(command).output().unwrap()
    }

    fn prepared(&self, command: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_levelbook"));
        let path = std::env::var("PATH").unwrap_or_default();
        let path = format!("{}:{path}", program.parent().unwrap().display());
        let mut shell = Command::new("sh");
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("LEVELBOOK_")) {
            shell.env_remove(name);
        }
        shell
            .args(["-c", command])
            .current_dir(&self.folder)
            .env("PATH", path)
            .env("SOURCE_DATE_EPOCH", TODAY)
            .env_remove("GITHUB_ACTIONS")
            .env_remove("COLUMNS");
        shell
    }
}

/// Both outputs, that for people first.
pub fn text_of(output: &Output) -> String {
    let err = String::from_utf8_lossy(&output.stderr);
    let out = String::from_utf8_lossy(&output.stdout);
    format!("{err}{out}")
}

/// Whether a text is as expected, where `…` stands for anything, and as a line for any lines.
fn matches(expected: &str, text: &str) -> bool {
    let wanted: Vec<&str> = expected.trim_end().lines().collect();
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines_match(&wanted, &lines)
}

fn lines_match(wanted: &[&str], lines: &[&str]) -> bool {
    match (wanted, lines) {
        ([], _) => lines.is_empty(),
        ([any, rest @ ..], _) if any.trim() == "…" => {
            (0..=lines.len()).any(|skipped| lines_match(rest, &lines[skipped..]))
        }
        ([first, rest @ ..], [line, others @ ..]) => {
            line_matches(first, line) && lines_match(rest, others)
        }
        (_, []) => false,
    }
}

fn line_matches(wanted: &str, line: &str) -> bool {
    let mut parts = wanted.split('…');
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// A fenced block: what stands behind the opening fence, and the lines inside.
pub struct Block {
    pub info: String,
    pub text: String,
}

impl Block {
    /// The lines that begin with this sign, without it.
    fn lines_with(&self, sign: char) -> String {
        let lines = self.text.lines().filter_map(|line| line.strip_prefix(sign));
        lines.flat_map(|line| [line, "\n"]).collect()
    }

    /// The commands, each with the output that is shown below it.
    pub fn commands(&self) -> Vec<(&str, String)> {
        let mut found: Vec<(&str, String)> = Vec::new();
        match self.info.split(' ').next() {
            Some("sh") => found.extend(self.text.lines().map(|line| (line, String::new()))),
            Some("console") => {
                for line in self.text.lines() {
                    if let Some(command) = line.strip_prefix("$ ") {
                        found.push((command, String::new()));
                    } else if let Some((_, output)) = found.last_mut() {
                        output.push_str(line);
                        output.push('\n');
                    }
                }
            }
            _ => {}
        }
        found.retain(|(command, _)| !command.trim().is_empty());
        found
    }
}

pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block {
                    info: info.to_owned(),
                    text: String::new(),
                });
            }
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

#[test]
fn outputs_are_compared_line_by_line() {
    assert!(matches("a … c\nd\n", "a b c\nd\n"));
    assert!(matches("a\n…\n", "a\nb\nc\n"));
    assert!(matches("a\n  …\nd\n", "a\nb\nc\nd\n") && matches("…", ""));
    assert!(!matches("a\n…\nd\n", "a\nb\nc\n") && !matches("a\n…\nd\n", "a\nd\nc\n"));
    assert!(!matches("a\n", "a\nb\n"));
    assert!(!matches("a … d\n", "a b c\n"));
    assert!(!matches("a\n…\n", "b\nc\n"));
}
