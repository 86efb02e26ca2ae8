//! The ids of a page and the parts that its links name, by hash: a page has hundreds.

use std::hash::Hasher;

/// A piece of the page, with the hash of its bytes.
#[derive(Clone, Copy)]
struct Piece {
    hash: u64,
    at: u32,
    len: u32,
}

/// Ids, sorted once all are there.
#[derive(Default)]
pub(super) struct Ids(Vec<Piece>);

impl Ids {
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds the bytes `at..at + len` of the page.
    pub fn add(&mut self, page: &[u8], at: usize, len: usize) {
        self.0.push(Piece {
            hash: hash(&page[at..at + len]),
            at: narrow(at),
            len: narrow(len),
        });
    }

    /// Sorts them; gives where those begin that stand more than once.
    pub fn settle(&mut self, page: &[u8]) -> Vec<(usize, usize)> {
        self.0.sort_unstable_by_key(|piece| (piece.hash, piece.at));
        let mut doubled = Vec::new();
        for run in self.0.chunk_by(|a, b| a.hash == b.hash) {
            if let [first, rest @ ..] = run
                && rest.iter().any(|other| other.of(page) == first.of(page))
            {
                doubled.push((first.at as usize, first.len as usize));
            }
        }
        doubled.sort_unstable();
        doubled
    }

    /// Whether an id is among them, once they are settled.
    pub fn has(&self, page: &[u8], id: &[u8]) -> bool {
        let hash = hash(id);
        let from = self.0.partition_point(|piece| piece.hash < hash);
        self.0[from..]
            .iter()
            .take_while(|piece| piece.hash == hash)
            .any(|piece| piece.of(page) == id)
    }
}

impl Piece {
    fn of(self, page: &[u8]) -> &[u8] {
        &page[self.at as usize..(self.at + self.len) as usize]
    }
}

/// No page has four gigabytes.
fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The same in every run, and fast for a few bytes. Who makes ids collide makes a page slow to look
/// at and no more.
fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = ahash::AHasher::default();
    hasher.write(bytes);
    hasher.finish()
}
