use std::path::Path;
use std::sync::Arc;

use super::blobs::{Blob, Content, contents};
use super::status::{Difference, differences};
use super::{answer, revision};
use crate::host::HostError;
use crate::host::opener::limit;
use crate::host::walk::{book_path, clean, holds};
use crate::tree::{BookPath, Refusal, Refused, SourceFile, Sources};

/// A book as of the last commit.
#[derive(Clone, Debug)]
pub struct Base {
    /// The commit, in full.
    pub revision: String,
    pub sources: Sources,
}

/// The book as of the last commit: `current` with every file that differs from the commit as the
/// commit has it, whether it was changed, deleted, or never committed. Files that git ignores stay as
/// they are, and so does what lies in submodules. Unchanged files are shared with `current`, which has
/// to be what lies on the disk. Files are taken as the commit stores them, without filters such as
/// those for line ends; links, bad names and large files are refused as they are on the disk.
///
/// `None` without git, without a repository that has the book in its working tree, or without a
/// commit. Errors are a folder that is none of the book's, and a repository that git cannot read.
pub fn base(root: &Path, current: &Sources, folders: &[&str]) -> Result<Option<Base>, HostError> {
    let folders: Vec<String> = folders
        .iter()
        .map(|folder| clean(folder))
        .collect::<Result<_, _>>()?;
    let (Some(revision), Some(prefix)) = (revision(root), prefix(root)) else {
        return Ok(None);
    };
    let fail = |error| HostError::io("read the last commit of", root, error);
    let mut base = Draft {
        current,
        sources: current.clone(),
        asked: Vec::new(),
    };
    for difference in differences(root, &prefix, &folders).map_err(fail)? {
        base.go_back(difference, &folders);
    }
    let sources = base.finish(root).map_err(fail)?;
    Ok(Some(Base { revision, sources }))
}

/// The book's folder in the working tree, with a slash at the end; empty for the topmost.
fn prefix(root: &Path) -> Option<String> {
    let text = answer(
        root,
        &["rev-parse", "--is-inside-work-tree", "--show-prefix"],
    )?;
    let prefix = text.strip_prefix("true\n")?;
    Some(prefix.strip_suffix('\n').unwrap_or(prefix).to_owned())
}

/// The sources on their way back to the commit.
struct Draft<'s> {
    current: &'s Sources,
    sources: Sources,
    /// Files whose contents in the commit are needed.
    asked: Vec<(BookPath, String)>,
}

impl Draft<'_> {
    /// Takes out what is there now, and notes what the commit has in its place.
    fn go_back(&mut self, difference: Difference, folders: &[String]) {
        let path = match book_path("", &difference.path) {
            Ok(path) => path,
            Err(readable) => {
                let Ok(path) = BookPath::new(&readable) else {
                    return;
                };
                if holds(folders, path.as_str()) {
                    self.forget(&path);
                    if difference.before.is_some() {
                        self.refuse(path, Refusal::BadName);
                    }
                }
                return;
            }
        };
        if !holds(folders, path.as_str()) {
            return;
        }
        self.forget(&path);
        match difference.before {
            Some(Blob::File(id)) => self.asked.push((path, id)),
            Some(Blob::Link) => self.refuse(path, Refusal::Symlink),
            Some(Blob::Other) => {}
            // A folder that is a repository of its own is told as one.
            None => self.forget_below(&path),
        }
    }

    fn forget(&mut self, path: &BookPath) {
        self.sources.files.remove(path);
        self.sources.refused.retain(|refused| refused.path != *path);
    }

    fn forget_below(&mut self, folder: &BookPath) {
        let below: Vec<BookPath> = self.sources.paths_below(folder.as_str()).cloned().collect();
        for path in below {
            self.sources.files.remove(&path);
        }
        let is_below = |refused: &Refused| refused.path.below(folder.as_str()).is_some();
        self.sources.refused.retain(|refused| !is_below(refused));
    }

    fn refuse(&mut self, path: BookPath, refusal: Refusal) {
        self.sources.refused.push(Refused { path, refusal });
    }

    fn finish(mut self, root: &Path) -> std::io::Result<Sources> {
        let asked = std::mem::take(&mut self.asked);
        let limited = asked.iter().map(|(path, id)| (id.as_str(), limit(path)));
        let contents = contents(root, &limited.collect::<Vec<_>>())?;
        for ((path, _), content) in asked.into_iter().zip(contents) {
            match content {
                Content::Bytes(bytes) => self.take(SourceFile::new(path, bytes)),
                Content::TooLarge { size, limit } => {
                    self.refuse(path, Refusal::TooLarge { size, limit });
                }
            }
        }
        self.sources.refused.sort();
        self.sources.refused.dedup();
        Ok(self.sources)
    }

    fn take(&mut self, file: SourceFile) {
        let path = file.path.clone();
        let file = match self.current.files.get(&path) {
            Some(current) if current.digest == file.digest => Arc::clone(current),
            _ => Arc::new(file),
        };
        self.sources.files.insert(path, file);
    }
}
