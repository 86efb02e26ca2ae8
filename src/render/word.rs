//! Eight bytes at a time: what of them is equal to a byte, and where the first of it is.

const ONES: u64 = u64::MAX / 0xff;
const HIGHS: u64 = ONES << 7;

/// The eight bytes from `at` on; where there are fewer, there are none.
#[inline(always)]
pub(super) fn word(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => 0,
    }
}

/// Marks the bytes that are equal to `byte`. The lowest mark is right, those above it may be wrong.
#[inline(always)]
pub(super) fn equal(word: u64, byte: u8) -> u64 {
    let differs = word ^ (ONES * byte as u64);
    differs.wrapping_sub(ONES) & !differs & HIGHS
}

/// Marks blanks and control characters, in the same way.
#[inline(always)]
pub(super) fn blank(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x21) & !word & HIGHS
}

/// How many bytes stand before the first mark; eight without a mark.
#[inline(always)]
pub(super) fn before(marks: u64) -> usize {
    marks.trailing_zeros() as usize / 8
}

/// The first `len` bytes, fewer than eight, as a name in small letters.
#[inline(always)]
pub(super) fn small(word: u64, len: usize) -> u64 {
    let mask = (1 << (8 * len)) - 1;
    (word | (ONES * 0x20)) & mask
}

/// The next byte of this kind; the end of the text, where there is none.
#[inline(always)]
pub(super) fn find(bytes: &[u8], from: usize, byte: u8, end: usize) -> usize {
    let mut at = from;
    // Most are near, and to look at a few words takes less than to begin a search.
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let marks = equal(u64::from_le_bytes(*chunk), byte);
        if marks != 0 {
            return (at + before(marks)).min(end);
        }
        at += 8;
    }
    let rest = bytes.get(at..end).unwrap_or_default();
    rest.iter().position(|b| *b == byte).map_or(end, |i| at + i)
}
