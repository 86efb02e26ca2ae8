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
    let ends = |byte: &u8| matches!(byte, 0..=b' ' | b'>' | b'/' | b'=');
    let rest = bytes.get(at..).unwrap_or_default();
    let len = rest.iter().position(ends).unwrap_or(rest.len());
    let first = rest[..len].iter().take(8).enumerate();
    // Letters become small ones, and what else a name may hold stays as it is or is no name.
    let packed = first.fold(0, |name, (i, byte)| {
        name | u64::from(byte | 0x20) << (8 * i)
    });
    (packed, at + len)
}

/// What is special about an element; 0 for most.
pub(super) type Traits = u8;

/// It has no content and no end.
pub(super) const VOID: Traits = 1;
/// Its end may be left out: the next element of its kind, or the end of what it stands in, ends it.
pub(super) const IMPLIED: Traits = 2;
/// What stands in it has rules of its own.
pub(super) const FOREIGN: Traits = 4;
/// What stands in it is a text whatever it looks like.
pub(super) const RAW: Traits = 8;
/// It means something for the page as a whole.
pub(super) const TOLD: Traits = 16;

const TRAITS: [(&str, Traits); 39] = [
    ("br", VOID),
    ("img", VOID | TOLD),
    ("link", VOID | TOLD),
    ("meta", VOID | TOLD),
    ("input", VOID),
    ("hr", VOID),
    ("col", VOID),
    ("wbr", VOID),
    ("area", VOID),
    ("base", VOID),
    ("embed", VOID),
    ("source", VOID),
    ("track", VOID),
    ("td", IMPLIED),
    ("p", IMPLIED),
    ("li", IMPLIED),
    ("tr", IMPLIED),
    ("th", IMPLIED),
    ("tbody", IMPLIED),
    ("thead", IMPLIED),
    ("dd", IMPLIED),
    ("dt", IMPLIED),
    ("tfoot", IMPLIED),
    ("caption", IMPLIED),
    ("colgroup", IMPLIED),
    ("option", IMPLIED),
    ("optgroup", IMPLIED),
    ("rp", IMPLIED),
    ("rt", IMPLIED),
    ("body", IMPLIED),
    ("head", IMPLIED),
    ("html", IMPLIED | TOLD),
    ("svg", FOREIGN),
    ("math", FOREIGN),
    ("script", RAW | TOLD),
    ("style", RAW),
    ("title", RAW | TOLD),
    ("textarea", RAW),
    ("h1", TOLD),
];

pub(super) fn traits(tag: Name) -> Traits {
    let (known, traits) = PLACES[place(tag)];
    if known == tag { traits } else { 0 }
}

/// A place for each of the names above.
static PLACES: [(Name, Traits); 256] = {
    let mut places = [(0, 0); 256];
    let mut i = 0;
    while i < TRAITS.len() {
        let tag = name(TRAITS[i].0);
        assert!(places[place(tag)].0 == 0, "two names in one place");
        places[place(tag)] = (tag, TRAITS[i].1);
        i += 1;
    }
    places
};

const fn place(tag: Name) -> usize {
    (tag.wrapping_mul(SPREAD) >> 56) as usize
}

/// Any odd number for which no two of the names share a place.
const SPREAD: u64 = 0x1e2f_eb89_414c_343d;
