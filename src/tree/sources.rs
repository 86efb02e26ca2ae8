use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::{BookPath, Digest, SitePath};

/// Everything that a run reads, held once and never changed: all later stages are functions of it.
/// A clone shares the files, so that it is cheap.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    pub files: Arc<BTreeMap<BookPath, Arc<SourceFile>>>,
    /// Files that were found and not read, each with the reason.
    pub refused: Vec<Refused>,
}

/// One file of the book as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: BookPath,
    pub content: Content,
    pub digest: Digest,
}

#[derive(Clone, Debug)]
pub enum Content {
    /// The file is valid UTF-8.
    Text(Arc<str>),
    Bytes(Arc<[u8]>),
}

/// A file that the opener did not read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Refused {
    pub path: BookPath,
    pub refusal: Refusal,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Refusal {
    /// A symbolic link; following it could publish a file from outside the book.
    Symlink,
    /// Larger than the limit; both in bytes.
    TooLarge { size: u64, limit: u64 },
    /// A socket, a device, a pipe.
    NotAFile,
    /// The name is not UTF-8, or holds a character that no path of a book may hold; `path` is its
    /// readable form.
    BadName,
}

/// One file of the site, ready to be published.
#[derive(Clone, Debug)]
pub struct Output {
    pub path: SitePath,
    pub bytes: Vec<u8>,
}

impl SourceFile {
    pub fn new(path: BookPath, bytes: Vec<u8>) -> Self {
        let digest = Digest::of(&bytes);
        let content = match String::from_utf8(bytes) {
            Ok(text) => Content::Text(text.into()),
            Err(error) => Content::Bytes(error.into_bytes().into()),
        };
        Self {
            path,
            content,
            digest,
        }
    }

    /// The file's text; `None` where it is not UTF-8.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Bytes(_) => None,
        }
    }

    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Text(text) => text.as_bytes(),
            Content::Bytes(bytes) => bytes,
        }
    }
}

impl Sources {
    pub fn get(&self, path: &BookPath) -> Option<&SourceFile> {
        self.files.get(path).map(Arc::as_ref)
    }

    pub fn text(&self, path: &BookPath) -> Option<&str> {
        self.get(path).and_then(SourceFile::text)
    }

    pub fn insert(&mut self, path: BookPath, bytes: Vec<u8>) {
        self.put(Arc::new(SourceFile::new(path, bytes)));
    }

    /// Adds a file, in the place of one of the same path.
    pub fn put(&mut self, file: Arc<SourceFile>) {
        Arc::make_mut(&mut self.files).insert(file.path.clone(), file);
    }

    pub fn remove(&mut self, path: &BookPath) -> Option<Arc<SourceFile>> {
        Arc::make_mut(&mut self.files).remove(path)
    }

    /// All files, in the order of their paths.
    pub fn all(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values().map(Arc::as_ref)
    }

    /// The files below a folder, in the order of their paths.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.all()
            .filter(move |file| file.path.below(folder).is_some())
    }

    /// The paths below a folder, in their order, found without looking at others.
    pub fn paths_below(&self, folder: &str) -> impl Iterator<Item = &BookPath> {
        let prefix = match folder {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let from = (Bound::Included(prefix.as_str()), Bound::Unbounded);
        self.files
            .range::<str, _>(from)
            .map(|(path, _)| path)
            .take_while(move |path| path.as_str().starts_with(&prefix))
    }

    /// One digest over all paths and contents, and over what was refused.
    pub fn digest(&self) -> Digest {
        let refused: Vec<String> = self.refused.iter().map(|r| format!("{r:?}")).collect();
        let files = self
            .files
            .values()
            .flat_map(|file| [file.path.as_str().as_bytes(), &file.digest.as_bytes()[..]]);
        Digest::of_parts(files.chain(refused.iter().map(String::as_bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_below_a_folder() {
        let mut sources = Sources::default();
        for path in ["a.md", "a/b.md", "a/c/d.md", "a-b/e.md", "b/f.md"] {
            sources.insert(BookPath::new(path).unwrap(), Vec::new());
        }
        let below = |folder| {
            let paths = sources.paths_below(folder).map(BookPath::as_str);
            paths.collect::<Vec<_>>()
        };
        assert_eq!(below("a"), ["a/b.md", "a/c/d.md"]);
        assert_eq!(below("c"), [""; 0]);
        assert_eq!(below("").len(), 5);
    }
}
