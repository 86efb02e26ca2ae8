//! The ids of a page by hash: a page has hundreds, and is asked for as many.

use std::hash::Hasher;
use std::ops::Range;

/// The ids of a page, as a table of places in it.
#[derive(Default)]
pub(super) struct Ids {
    /// Twice as many places as ids at least; 0 is a free one.
    table: Vec<Slot>,
    len: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Slot {
    /// One half of the hash; the other tells the place.
    hash: u32,
    at: u32,
    len: u32,
}

impl Ids {
    pub fn clear(&mut self) {
        self.table.fill(Slot::default());
        self.len = 0;
    }

    /// Adds the id that stands here in the page; false where the page has it already.
    pub fn add(&mut self, page: &[u8], id: Range<usize>) -> bool {
        if 2 * (self.len + 1) > self.table.len() {
            self.grow(page);
        }
        let hash = hash(&page[id.clone()]);
        let free = match self.place(page, &page[id.clone()], hash) {
            Ok(_) => return false,
            Err(free) => free,
        };
        self.len += 1;
        self.table[free] = Slot {
            hash: (hash >> 32) as u32,
            at: id.start as u32,
            len: id.len() as u32,
        };
        true
    }

    pub fn has(&self, page: &[u8], id: &[u8]) -> bool {
        !self.table.is_empty() && self.place(page, id, hash(id)).is_ok()
    }

    /// Where an id is, or where it would be.
    fn place(&self, page: &[u8], id: &[u8], hash: u64) -> Result<usize, usize> {
        let most = self.table.len() - 1;
        let mut place = hash as usize & most;
        loop {
            let slot = self.table[place];
            // No id stands at the very beginning of a page.
            if slot.at == 0 {
                return Err(place);
            }
            if slot.hash == (hash >> 32) as u32 && slot.of(page) == id {
                return Ok(place);
            }
            place = (place + 1) & most;
        }
    }

    fn grow(&mut self, page: &[u8]) {
        let size = (2 * self.table.len()).max(256);
        let old = std::mem::replace(&mut self.table, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.at != 0) {
            let id = slot.of(page);
            if let Err(free) = self.place(page, id, hash(id)) {
                self.table[free] = slot;
            }
        }
    }
}

impl Slot {
    fn of(self, page: &[u8]) -> &[u8] {
        &page[self.at as usize..(self.at + self.len) as usize]
    }
}

/// The same in every run, and fast for a few bytes. Who makes ids collide makes a page slow to look
/// at and no more.
fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = ahash::AHasher::default();
    hasher.write(bytes);
    hasher.finish()
}
