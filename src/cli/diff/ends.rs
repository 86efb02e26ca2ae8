use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::args;
use crate::cli::load;
use crate::cli::term::shown;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::host;
use crate::host::git::{Like, Tree};
use crate::pipeline::source_folders;
use crate::review::owners::Owners;
use crate::review::record::{End as Told, EndKind};
use crate::tree::Sources;

/// What is compared, as it was asked for.
pub enum End {
    WorkingTree,
    Revision(String),
    Folder(PathBuf),
    /// A saved export.
    Export(PathBuf),
    /// The state of the branch when a day began.
    Since(jiff::civil::Date),
    /// Where two branches went apart.
    Fork {
        of: String,
        and: String,
    },
}

/// One side as it was read.
pub struct Read {
    pub told: Told,
    pub sources: Sources,
    /// `None` for a saved export.
    pub config: Option<Config>,
    /// Of book.toml.
    pub diagnostics: Vec<Diagnostic>,
    /// The text of a saved export.
    pub export: Option<String>,
    tree: Option<Tree>,
}

/// Base and head.
pub fn of(args: &args::Diff) -> Result<(End, End), Failure> {
    let named = |name: &String| end(&args.dir, name);
    if let (Some(range), None, None) = (&args.base, &args.head, args.since)
        && let Some(ends) = range_of(range)
    {
        return Ok(ends);
    }
    Ok(match (&args.base, &args.head, args.since) {
        (Some(base), Some(head), None) => (named(base), named(head)),
        (Some(base), None, None) => (named(base), End::WorkingTree),
        (None, None, Some(day)) => (End::Since(day), End::WorkingTree),
        // With `--since` the one name is that of head.
        (Some(head), None, Some(day)) => (End::Since(day), named(head)),
        _ => {
            return Err(Failure::Usage(
                "nothing to compare with was given".to_owned(),
                "name a revision, a folder or a saved export, as in `levelbook diff main`, or a day with `--since`"
                    .to_owned(),
            ));
        }
    })
}

/// `A..B`, and `A...B` from where the two went apart; without B it is the working tree. Names of
/// revisions hold no two dots, and paths begin with them.
fn range_of(range: &str) -> Option<(End, End)> {
    let (base, head, is_fork) = match range.split_once("...") {
        Some((base, head)) => (base, head, true),
        None => range
            .split_once("..")
            .map(|(base, head)| (base, head, false))?,
    };
    if base.is_empty() {
        return None;
    }
    let other = if head.is_empty() { "HEAD" } else { head };
    let base = match is_fork {
        true => End::Fork {
            of: base.to_owned(),
            and: other.to_owned(),
        },
        false => End::Revision(base.to_owned()),
    };
    let head = match head {
        "" => End::WorkingTree,
        head => End::Revision(head.to_owned()),
    };
    Some((base, head))
}

/// What a name means: a path where it looks like one, a saved export where it ends in `.json`, else a
/// revision, and a folder where no revision has that name.
fn end(dir: &Path, name: &str) -> End {
    let path = PathBuf::from(name);
    let looks_like_path = path.is_absolute() || name.starts_with('.') || name.ends_with('/');
    if name.ends_with(".json") && host::fs::is_file(&path) {
        End::Export(path)
    } else if host::fs::is_folder(&path)
        && (looks_like_path || host::git::resolve(dir, name).is_err())
    {
        End::Folder(path)
    } else {
        End::Revision(name.to_owned())
    }
}

/// Reads a side. What is the same in the other side, which was read before, is shared with it.
pub fn read(dir: &Path, end: End, other_side: Option<&Read>) -> Result<Read, Failure> {
    match end {
        End::WorkingTree => {
            let read = folder(dir)?;
            Ok(Read {
                told: Told {
                    rev: clean_revision(dir),
                    ..told(EndKind::WorkingTree, "working tree")
                },
                ..read
            })
        }
        End::Folder(path) => Ok(Read {
            told: told(EndKind::Folder, &shown(&path).to_string()),
            ..folder(&path)?
        }),
        End::Export(path) => Ok(Read {
            told: told(EndKind::Export, &shown(&path).to_string()),
            sources: Sources::default(),
            config: None,
            diagnostics: Vec::new(),
            export: Some(host::fs::read_text(&path)?),
            tree: None,
        }),
        End::Revision(name) => {
            let commit = host::git::resolve(dir, &name)?;
            revision(dir, &name, &commit, other_side)
        }
        End::Fork { of, and } => {
            let (one, other) = (
                host::git::resolve(dir, &of)?,
                host::git::resolve(dir, &and)?,
            );
            match host::git::fork_point(dir, &one, &other) {
                Some(commit) => revision(dir, &of, &commit, other_side),
                None => Err(Failure::Usage(
                    format!("`{of}` and `{and}` have no commit in common here"),
                    "compare with `A..B`, or fetch more of the history: `fetch-depth: 0`"
                        .to_owned(),
                )),
            }
        }
        End::Since(day) => match host::git::as_of(dir, day)? {
            Some(commit) => revision(dir, &day.to_string(), &commit, other_side),
            None => Err(Failure::Usage(
                format!("the branch has no commit before {day}"),
                "choose a later day; `git log --reverse` lists the commits from the first"
                    .to_owned(),
            )),
        },
    }
}

fn told(kind: EndKind, name: &str) -> Told {
    Told {
        kind,
        name: name.to_owned(),
        rev: None,
        errors: 0,
    }
}

/// The commit that the working tree equals, so that lines can be linked.
fn clean_revision(dir: &Path) -> Option<String> {
    let commit = host::git::resolve(dir, "HEAD").ok()?;
    let touched = host::git::touched(dir, &commit).ok()?;
    touched.is_empty().then_some(commit)
}

fn folder(dir: &Path) -> Result<Read, Failure> {
    let (sources, settings) = load::read(|folders| host::fs::read(dir, folders), source_folders)?;
    Ok(Read {
        told: told(EndKind::Folder, ""),
        sources,
        config: Some(settings.value),
        diagnostics: settings.diagnostics,
        export: None,
        tree: None,
    })
}

fn revision(dir: &Path, name: &str, commit: &str, other: Option<&Read>) -> Result<Read, Failure> {
    let tree = Tree::open(dir, commit)?;
    let like = match other {
        Some(Read {
            tree: Some(tree),
            sources,
            ..
        }) => Like::Tree(tree, sources),
        Some(read) if read.told.kind == EndKind::WorkingTree => Like::WorkingTree(&read.sources),
        _ => Like::Nothing,
    };
    let files = |folders: &[&str]| match folders {
        // For one file the working tree is not worth a comparison.
        [] => tree.read(folders, Like::Nothing),
        _ => tree.read(folders, like),
    };
    let (sources, settings) = load::read(files, source_folders)?;
    Ok(Read {
        told: Told {
            rev: Some(commit.to_owned()),
            ..told(EndKind::Revision, name)
        },
        sources,
        config: Some(settings.value),
        diagnostics: settings.diagnostics,
        export: None,
        tree: Some(tree),
    })
}

impl Read {
    /// Who owns the files of the repository: CODEOWNERS as this side has it, in the places where
    /// GitHub looks for it.
    pub fn owners(&self, dir: &Path) -> Owners {
        let Some(commit) = &self.told.rev else {
            return Owners::parse("");
        };
        let mut places = Owners::PLACES.iter();
        let found = places.find_map(|path| host::git::file_at(dir, commit, path));
        Owners::parse(&String::from_utf8_lossy(&found.unwrap_or_default()))
    }
}
