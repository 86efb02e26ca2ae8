use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use super::blobs::{Blob, Content, contents};
use super::draft::{Draft, Name};
use super::touched::differing;
use super::{ask, path_of};
use crate::host::HostError;
use crate::host::walk::{book_path, clean, lies_in};
use crate::tree::{BookPath, Refusal, SourceFile, Sources};

/// Files that only tools read are not longer: CODEOWNERS may have 3 MB.
const FILE_LIMIT: u64 = 3 * 1024 * 1024;

/// The names of all files that a commit has in the book's folder.
#[derive(Clone, Debug)]
pub struct Tree {
    root: PathBuf,
    commit: String,
    /// Paths relative to the book's folder.
    blobs: BTreeMap<Vec<u8>, Blob>,
}

/// What has been read already, so that equal files are shared with it instead of read again.
#[derive(Clone, Copy, Debug)]
pub enum Like<'a> {
    Nothing,
    /// What was read of another commit: files with the same blob are the same.
    Tree(&'a Tree, &'a Sources),
    /// What lies on the disk: files are the same where git sees no difference, even where line ends
    /// differ from those of the commit because git changed them.
    WorkingTree(&'a Sources),
}

impl Tree {
    /// Lists a commit, which is named by its id in full. An error is a commit that git cannot read.
    pub fn open(root: &Path, commit: &str) -> Result<Self, HostError> {
        Self::open_at(root, commit, &[])
    }

    /// Lists what a commit has at these paths and below them, relative to the book's folder; without
    /// paths all of it.
    pub fn open_at(root: &Path, commit: &str, paths: &[String]) -> Result<Self, HostError> {
        let mut args = vec!["ls-tree", "-r", "-z", commit, "--"];
        args.extend(paths.iter().map(String::as_str));
        let listing =
            ask(root, &args).map_err(|error| HostError::io("read a commit of", root, error))?;
        Ok(Self {
            root: root.to_owned(),
            commit: commit.to_owned(),
            blobs: listing
                .split(|byte| *byte == 0)
                .filter_map(entry)
                .map(|(path, blob)| (path.to_vec(), blob))
                .collect(),
        })
    }

    /// The commit, in full.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// The files that were listed, as far as a book may hold their names, in the order of their paths.
    pub fn paths(&self) -> impl Iterator<Item = BookPath> {
        let paths = self.blobs.keys();
        paths.filter_map(|bytes| book_path("", &path_of(bytes)).ok())
    }

    /// Reads book.toml and every file below the folders, or the files, which are relative to the
    /// book's folder, as `host::fs::read` does on the disk and with the same refusals. What the commit
    /// does not have is left out, be it book.toml, and so is what lies in submodules. Files are taken as
    /// the commit stores them, without filters such as those for line ends.
    ///
    /// Errors are a folder that is none of the book's, and a repository that git cannot read.
    pub fn read(&self, folders: &[&str], like: Like<'_>) -> Result<Sources, HostError> {
        let folders: Vec<String> = folders
            .iter()
            .map(|folder| clean(folder))
            .collect::<Result<_, _>>()?;
        let fail = |error| HostError::io("read a commit of", &self.root, error);
        let known = Known::new(self, like).map_err(fail)?;
        let mut draft = Draft::new(known.sources, Sources::default());
        for (bytes, blob) in &self.blobs {
            match Name::of(&path_of(bytes), &folders) {
                Some(Name::Good(path)) => match known.file(bytes, blob, &path) {
                    Some(file) => draft.sources.put(Arc::clone(file)),
                    None => draft.put(path, blob),
                },
                Some(Name::Bad(path)) => draft.refuse(path, Refusal::BadName),
                None => self.refuse_way(&mut draft, bytes, &folders),
            }
        }
        draft.finish(&self.root).map_err(fail)
    }

    /// Refuses a link that stands where a folder of the book would have to be entered.
    fn refuse_way(&self, draft: &mut Draft<'_>, bytes: &[u8], folders: &[String]) {
        let Ok(path) = str::from_utf8(bytes) else {
            return;
        };
        let is_link = self.blobs.get(bytes) == Some(&Blob::Link);
        if is_link && folders.iter().any(|folder| lies_in(folder, path)) {
            let path = BookPath::new(path);
            path.into_iter()
                .for_each(|path| draft.refuse(path, Refusal::Symlink));
        }
    }
}

/// What has been read, and how to tell that it is the same.
struct Known<'a> {
    sources: &'a Sources,
    same: Same<'a>,
}

enum Same<'a> {
    Never,
    Blob(&'a Tree),
    /// All but these.
    Except(BTreeSet<Vec<u8>>),
}

impl<'a> Known<'a> {
    fn new(tree: &Tree, like: Like<'a>) -> io::Result<Self> {
        static NONE: LazyLock<Sources> = LazyLock::new(Sources::default);
        Ok(match like {
            Like::Nothing => Self {
                sources: &NONE,
                same: Same::Never,
            },
            Like::Tree(other, sources) => Self {
                sources,
                same: Same::Blob(other),
            },
            Like::WorkingTree(sources) => Self {
                sources,
                same: Same::Except(differing(&tree.root, &tree.commit)?),
            },
        })
    }

    fn file(&self, bytes: &[u8], blob: &Blob, path: &BookPath) -> Option<&'a Arc<SourceFile>> {
        let is_same = match &self.same {
            Same::Never => false,
            Same::Blob(other) => other.blobs.get(bytes) == Some(blob),
            Same::Except(differing) => !differing.contains(bytes),
        };
        let is_file = matches!(blob, Blob::File(_));
        self.sources.files.get(path).filter(|_| is_same && is_file)
    }
}

/// A file of the repository, by its path from the topmost folder (`.github/CODEOWNERS`), as a commit
/// has it; `None` where there is no such file, be it a link, or where it is longer than 3 MiB.
pub fn file_at(root: &Path, commit: &str, path: &str) -> Option<Vec<u8>> {
    let listing = ask(root, &["ls-tree", "-z", "--full-tree", commit, "--", path]).ok()?;
    let record = listing.split(|byte| *byte == 0).next()?;
    let (name, blob) = entry(record)?;
    let Blob::File(id) = blob else {
        return None;
    };
    // A folder's path with a slash at its end lists what is in it.
    if name != path.as_bytes() {
        return None;
    }
    match contents(root, &[(&id, FILE_LIMIT)]).ok()?.pop()? {
        Content::Bytes(bytes) => Some(bytes),
        Content::TooLarge { .. } => None,
    }
}

/// Reads a record: `MODE TYPE ID`, a tab, the path.
fn entry(record: &[u8]) -> Option<(&[u8], Blob)> {
    let (about, path) = record.split_at(record.iter().position(|byte| *byte == b'\t')?);
    let mut fields = str::from_utf8(about).ok()?.split(' ');
    let (mode, id) = (fields.next()?, fields.nth(1)?);
    Some((path.get(1..)?, Blob::new(mode, id)?))
}
