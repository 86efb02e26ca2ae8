use std::io::{self, Write};

use crate::tree::SitePath;

/// Takes the files of a site, in any order and from several threads. A closure of path and bytes
/// is one.
pub trait Sink: Sync {
    type Error: Send;

    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Self::Error>;

    /// Takes a file that grows with the book: `content` writes it, each time the same, and fails
    /// only where the writer does.
    fn put_with(
        &self,
        path: &SitePath,
        content: &dyn Fn(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Self::Error> {
        let mut bytes = Vec::new();
        // Writing to memory cannot fail.
        let _ = content(&mut bytes);
        self.put(path, &bytes)
    }
}

impl<E: Send, F: Fn(&SitePath, &[u8]) -> Result<(), E> + Sync> Sink for F {
    type Error = E;

    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), E> {
        self(path, bytes)
    }
}
