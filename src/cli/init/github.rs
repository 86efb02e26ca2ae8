use std::path::{Component, Path, PathBuf};

use crate::cli::Failure;
use crate::cli::args::{self, Pages};
use crate::host::{fs, git};

const PUBLISH: &str = include_str!("workflows/publish.yml");
const PUBLISH_BRANCH: &str = include_str!("workflows/publish-branch.yml");
const REVIEW: &str = include_str!("workflows/review.yml");
const COMMENT: &str = include_str!("workflows/comment.yml");

/// Where the workflows of a repository lie.
const FOLDER: &str = ".github/workflows";

/// The workflows of a book: where they go, and their texts. GitHub reads them at the root of the
/// repository alone, wherever the book is.
pub fn workflows(args: &args::Init) -> Result<Vec<(PathBuf, String)>, Failure> {
    let place = Place::of(&args.dir);
    let action = action(args.action.as_deref())?;
    let branch = git::default_branch(&place.root).unwrap_or_else(|| "main".to_owned());
    let publish = match args.pages {
        Pages::Actions => PUBLISH,
        Pages::Branch => PUBLISH_BRANCH,
    };
    let files = [
        ("publish.yml", publish),
        ("review.yml", REVIEW),
        ("comment.yml", COMMENT),
    ];
    let filled = |text: &str| {
        text.replace("__ACTION__", &action)
            .replace("__DIRECTORY__", &scalar(&place.book))
            .replace("__BRANCH__", &scalar(&branch))
    };
    let folder = place.root.join(FOLDER);
    let files = files.into_iter();
    Ok(files
        .map(|(name, text)| (folder.join(name), filled(text)))
        .collect())
}

/// Root of the repository, and the folder of the book in it.
struct Place {
    root: PathBuf,
    book: String,
}

impl Place {
    fn of(dir: &Path) -> Self {
        let nowhere = || Self {
            root: dir.to_owned(),
            book: ".".to_owned(),
        };
        let Some(full) = fs::plain(dir) else {
            return nowhere();
        };
        // The folder of a new book does not exist yet.
        let Some(there) = full.ancestors().find(|folder| fs::is_folder(folder)) else {
            return nowhere();
        };
        let Some(prefix) = git::prefix(there) else {
            return nowhere();
        };
        let up = prefix.split('/').filter(|part| !part.is_empty()).count();
        let Some(root) = there.ancestors().nth(up) else {
            return nowhere();
        };
        let below = full.strip_prefix(root).unwrap_or(Path::new(""));
        let parts = below.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        });
        let book: Vec<_> = parts.collect();
        match book.is_empty() {
            true => nowhere(),
            false => Self {
                root: root.to_owned(),
                book: book.join("/"),
            },
        }
    }
}

/// How the workflows name the action of Levelbook: a commit with the version beside it, or the tag of
/// this version, which nobody but Levelbook's own repository can move.
fn action(asked: Option<&str>) -> Result<String, Failure> {
    let version = env!("CARGO_PKG_VERSION");
    let Some(asked) = asked else {
        let repository = env!("CARGO_PKG_REPOSITORY");
        let name = repository.rsplit("//").next().unwrap_or(repository);
        let name = name.split_once('/').map_or(name, |(_, name)| name);
        return Ok(format!(
            "{name}@v{version} # zizmor: ignore[unpinned-uses] `levelbook init --github --action` pins a commit"
        ));
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let parts = asked.split_once('@').filter(|(name, reference)| {
        name.contains('/')
            && !reference.is_empty()
            && asked.chars().all(|c| is_plain(c) || c == '@')
    });
    let Some((_, reference)) = parts else {
        return Err(Failure::Usage(
            format!("`{asked}` is no action"),
            "write OWNER/REPOSITORY@COMMIT, as the notes of the release have it".to_owned(),
        ));
    };
    let is_commit = reference.len() == 40 && reference.bytes().all(|b| b.is_ascii_hexdigit());
    Ok(match is_commit {
        true => format!("{asked} # v{version}"),
        false => format!("{asked} # zizmor: ignore[unpinned-uses]"),
    })
}

/// A text as YAML, in quotes where it needs them.
fn scalar(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic()) || text == ".";
    match begins && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => serde_json::to_string(text).unwrap_or_default(),
    }
}
