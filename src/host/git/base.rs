use std::path::Path;

use super::draft::{Draft, Name};
use super::status::{Difference, differences};
use super::{prefix, revision};
use crate::host::HostError;
use crate::host::walk::clean;
use crate::tree::{BookPath, Refusal, Refused, Sources};

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
    let mut draft = Draft::new(current, current.clone());
    for difference in differences(root, &prefix, &folders).map_err(fail)? {
        go_back(&mut draft, difference, &folders);
    }
    let sources = draft.finish(root).map_err(fail)?;
    Ok(Some(Base { revision, sources }))
}

/// Takes out what is there now, and notes what the commit has in its place.
fn go_back(draft: &mut Draft<'_>, difference: Difference, folders: &[String]) {
    let sources = &mut draft.sources;
    match (Name::of(&difference.path, folders), difference.before) {
        (None, _) => {}
        (Some(Name::Good(path)), before) => {
            forget(sources, &path);
            match before {
                Some(blob) => draft.put(path, &blob),
                // A folder that is a repository of its own is told as one.
                None => forget_below(sources, &path),
            }
        }
        (Some(Name::Bad(path)), before) => {
            forget(sources, &path);
            if before.is_some() {
                draft.refuse(path, Refusal::BadName);
            }
        }
    }
}

fn forget(sources: &mut Sources, path: &BookPath) {
    sources.remove(path);
    sources.refused.retain(|refused| refused.path != *path);
}

fn forget_below(sources: &mut Sources, folder: &BookPath) {
    let below: Vec<BookPath> = sources.paths_below(folder.as_str()).cloned().collect();
    for path in below {
        sources.remove(&path);
    }
    let is_below = |refused: &Refused| refused.path.below(folder.as_str()).is_some();
    sources.refused.retain(|refused| !is_below(refused));
}
