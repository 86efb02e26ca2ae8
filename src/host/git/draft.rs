use std::io;
use std::path::Path;
use std::sync::Arc;

use super::blobs::{Blob, Content, contents};
use crate::host::opener::limit;
use crate::host::walk::{book_path, holds};
use crate::tree::{BookPath, Refusal, Refused, SourceFile, Sources};

/// Sources on their way to what a commit has.
pub struct Draft<'s> {
    /// Files with the same bytes are shared with these.
    like: &'s Sources,
    pub sources: Sources,
    /// Files whose contents are needed.
    asked: Vec<(BookPath, String)>,
}

impl<'s> Draft<'s> {
    pub fn new(like: &'s Sources, sources: Sources) -> Self {
        Self {
            like,
            sources,
            asked: Vec::new(),
        }
    }

    /// Notes what the commit has at a path.
    pub fn put(&mut self, path: BookPath, blob: &Blob) {
        match blob {
            Blob::File(id) => self.asked.push((path, id.clone())),
            Blob::Link => self.refuse(path, Refusal::Symlink),
            Blob::Other => {}
        }
    }

    pub fn refuse(&mut self, path: BookPath, refusal: Refusal) {
        self.sources.refused.push(Refused { path, refusal });
    }

    /// Reads what was asked for.
    pub fn finish(mut self, root: &Path) -> io::Result<Sources> {
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
        let file = match self.like.files.get(&file.path) {
            Some(known) if known.digest == file.digest => Arc::clone(known),
            _ => Arc::new(file),
        };
        self.sources.put(file);
    }
}

/// The name of a file in a commit, as a walk on the disk finds it.
pub enum Name {
    Good(BookPath),
    /// No book may hold such a name; the readable form of it, or of the first such folder on the way.
    Bad(BookPath),
}

impl Name {
    /// `None` where the file is not the book's. Folders in their clean form.
    pub fn of(path: &Path, folders: &[String]) -> Option<Self> {
        let name = match book_path("", path) {
            // A broken repository can hold `..`, which would lead elsewhere.
            Ok(good) => (Path::new(good.as_str()) == path).then_some(Self::Good(good)),
            Err(_) => first_bad(path).map(Self::Bad),
        }?;
        let (Self::Good(path) | Self::Bad(path)) = &name;
        holds(folders, path.as_str()).then_some(name)
    }
}

fn first_bad(path: &Path) -> Option<BookPath> {
    let mut parts: Vec<&Path> = path.ancestors().collect();
    parts.pop();
    let readable = parts
        .into_iter()
        .rev()
        .find_map(|part| book_path("", part).err())?;
    BookPath::new(&readable).ok()
}
