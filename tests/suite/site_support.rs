//! Sites as the program writes them, read back into memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

/// The list of its files that a build writes; it changes with the program itself.
pub const MANIFEST: &str = "levelbook-manifest.json";

/// The repository, which is itself a book: the demo.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// How a run of the program ended and what it said.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Run {
    /// The run, if it ended well.
    #[track_caller]
    pub fn fine(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self
    }
}

/// Runs the program in a folder, with nothing of the environment that it would read.
pub fn levelbook(folder: &Path, args: &[&str]) -> Run {
    finished(command(folder, args))
}

/// The program as it is to be run in a folder, with nothing of the environment that it would read.
pub fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_levelbook"));
    command.args(args).current_dir(folder);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        let read = ["SOURCE_DATE_EPOCH", "COLUMNS", "NO_COLOR"];
        if name.starts_with("LEVELBOOK_") || name.starts_with("GITHUB_") || read.contains(&&*name) {
            command.env_remove(&*name);
        }
    }
    command
}

/// How a command ended and what it said.
pub fn finished(mut command: Command) -> Run {
    let output = command.output().expect("the program can be started");
    Run {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Every file of a folder, by its path with `/`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Tree {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Tree {
    pub fn read(folder: &Path) -> Self {
        let mut tree = Self::default();
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.expect("the folder can be read");
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path()).expect("the file can be read");
                tree.files.insert(name_in(folder, entry.path()), bytes);
            }
        }
        tree
    }

    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    #[track_caller]
    pub fn text(&self, name: &str) -> &str {
        let bytes = self.files.get(name);
        let bytes = bytes.unwrap_or_else(|| panic!("the site has no {name}"));
        std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{name} is not UTF-8"))
    }

    /// The HTML pages, by name.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .keys()
            .filter(|name| name.ends_with(".html"))
            .map(|name| (name.as_str(), self.text(name)))
    }
}

/// The path below `folder`, with `/` on every system.
pub fn name_in(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).expect("a path below the folder");
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Builds a book into a folder that is then removed, and returns the site and what was said.
pub fn build(book: &Path) -> (Tree, Run) {
    let out = temporary();
    let site = out.path().join("site");
    let run = levelbook(book, &["build", "--quiet", "-d", &site.to_string_lossy()]);
    (Tree::read_if_there(&site), run)
}

impl Tree {
    fn read_if_there(folder: &Path) -> Self {
        if folder.exists() {
            Self::read(folder)
        } else {
            Self::default()
        }
    }
}

/// The site of the demo book, built once.
pub fn demo() -> &'static Tree {
    static DEMO: OnceLock<Tree> = OnceLock::new();
    DEMO.get_or_init(|| {
        let (tree, run) = build(repository());
        run.fine();
        tree
    })
}

/// A copy of the demo book that a test may change.
pub fn demo_copy(folder: &Path) {
    for name in ["content", "themes", "book.toml"] {
        let target = folder.join(name);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).expect("a folder can be made");
        }
        copy(&repository().join(name), &target);
    }
}

/// Copies a file or a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("the folder can be read");
        let below = entry.path().strip_prefix(from).expect("a path below");
        let target = if below.as_os_str().is_empty() {
            to.to_owned()
        } else {
            to.join(below)
        };
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a folder can be made");
        } else {
            fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
}

/// A folder that is removed with its value.
pub fn temporary() -> TempDir {
    TempDir::new().expect("a temporary folder")
}

/// The golden books: the name and folder of each.
pub fn cases() -> Vec<(String, PathBuf)> {
    let golden = repository().join("tests/golden");
    let mut cases: Vec<_> = fs::read_dir(&golden)
        .expect("tests/golden can be read")
        .map(|entry| entry.expect("tests/golden can be read").path())
        .filter(|path| path.join("book").is_dir())
        .map(|path| (name_in(&golden, &path), path))
        .collect();
    cases.sort();
    assert!(cases.len() >= 8, "the golden books are gone");
    cases
}

/// The sites of all golden books, built once, with what the program said.
pub fn case_sites() -> &'static BTreeMap<String, (Tree, Run)> {
    static SITES: OnceLock<BTreeMap<String, (Tree, Run)>> = OnceLock::new();
    SITES.get_or_init(|| {
        cases()
            .into_iter()
            .map(|(name, folder)| (name, build(&folder.join("book"))))
            .collect()
    })
}
