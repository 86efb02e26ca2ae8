//! Names of elements and attributes as numbers, so that a page is read without copying any.

/// Eight letters at most, the first ones, in lower case.
pub(super) type Name = u64;

/// The number of a name that is written in small letters.
pub(super) const fn name(text: &str) -> Name {
    let bytes = text.as_bytes();
    let mut packed = 0;
    let mut i = 0;
    while i < bytes.len() && i < 8 {
        packed |= (bytes[i] as u64) << (8 * i);
        i += 1;
    }
    packed
}

/// The name that begins at `at`, and where it ends.
pub(super) fn read(bytes: &[u8], at: usize) -> (Name, usize) {
    let mut packed = 0;
    let mut end = at;
    while let Some(&byte) = bytes.get(end) {
        if ENDS[usize::from(byte)] {
            break;
        }
        let shift = 8 * (end - at);
        if shift < 64 {
            // Letters become small ones, and what else a name may hold stays as it is or is no name.
            packed |= u64::from(byte | 0x20) << shift;
        }
        end += 1;
    }
    (packed, end)
}

/// What ends a name.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut i = 0;
    while i <= 0x20 {
        ends[i] = true;
        i += 1;
    }
    ends[b'>' as usize] = true;
    ends[b'/' as usize] = true;
    ends[b'=' as usize] = true;
    ends
};

/// Elements without content: they are never closed.
pub(super) fn is_void(tag: Name) -> bool {
    const VOID: [Name; 13] = [
        name("br"),
        name("img"),
        name("link"),
        name("meta"),
        name("input"),
        name("hr"),
        name("col"),
        name("wbr"),
        name("area"),
        name("base"),
        name("embed"),
        name("source"),
        name("track"),
    ];
    VOID.contains(&tag)
}

/// Elements whose end may be left out: the next one of their kind, or the end of what they stand
/// in, ends them.
pub(super) fn ends_by_itself(tag: Name) -> bool {
    const IMPLIED: [Name; 19] = [
        name("td"),
        name("p"),
        name("li"),
        name("tr"),
        name("th"),
        name("tbody"),
        name("thead"),
        name("dd"),
        name("dt"),
        name("tfoot"),
        name("caption"),
        name("colgroup"),
        name("option"),
        name("optgroup"),
        name("rp"),
        name("rt"),
        name("body"),
        name("head"),
        name("html"),
    ];
    IMPLIED.contains(&tag)
}

/// Elements of pictures that load what they name.
pub(super) const IMAGE: Name = name("image");
pub(super) const USE: Name = name("use");
