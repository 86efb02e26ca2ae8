use std::fmt;

/// The first 16 bytes of a BLAKE3 hash: long enough that two files of one book never share it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 16]);

/// Makes a digest of bytes that come piece by piece.
#[derive(Clone, Default, Debug)]
pub struct Digester {
    hasher: blake3::Hasher,
    /// Small pieces are hashed together: one by one they would take several times as long.
    waiting: Vec<u8>,
}

/// From how many bytes on a piece is hashed at once.
const LARGE: usize = 64 * 1024;

impl Digester {
    pub fn update(&mut self, bytes: &[u8]) {
        if self.waiting.len() + bytes.len() > LARGE {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
        if bytes.len() > LARGE {
            self.hasher.update(bytes);
        } else {
            self.waiting.extend_from_slice(bytes);
        }
    }

    /// Adds a part of a whole, as [`Digest::of_parts`] does.
    pub fn part(&mut self, part: &[u8]) {
        self.update(&(part.len() as u64).to_le_bytes());
        self.update(part);
    }

    /// The digest of all bytes so far: what [`Digest::of`] gives for them in one piece.
    pub fn digest(mut self) -> Digest {
        self.hasher.update(&self.waiting);
        Digest::from_hash(self.hasher.finalize())
    }
}

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        Self::from_hash(blake3::hash(bytes))
    }

    /// One digest over several named parts; the length of each part is hashed with it, so that
    /// moving a byte from one part to the next gives another digest.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut digester = Digester::default();
        parts.into_iter().for_each(|part| digester.part(part));
        digester.digest()
    }

    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The digest as 32 hexadecimal digits.
    pub fn hex(&self) -> String {
        self.to_string()
    }

    /// Reads what [`Digest::hex`] wrote.
    pub fn from_hex(text: &str) -> Option<Self> {
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
            return None;
        };
        let mut bytes = [0; 16];
        if pairs.len() != bytes.len() {
            return None;
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            let digit = |c: u8| char::from(c).to_digit(16);
            *byte = (digit(*high)? << 4 | digit(*low)?) as u8;
        }
        Some(Self(bytes))
    }

    fn from_hash(hash: blake3::Hash) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_read_back() {
        let digest = Digest::of(b"level");
        assert_eq!(Digest::from_hex(&digest.hex()), Some(digest));
        let pairs = digest.0.iter().map(|byte| format!("{byte:02x}"));
        assert_eq!(digest.hex(), pairs.collect::<String>());
        for bad in [
            "12",
            "+0000000000000000000000000000000",
            "0000000000000000000000000000000é",
        ] {
            assert_eq!(Digest::from_hex(bad), None, "{bad}");
        }
    }

    #[test]
    fn pieces_give_the_digest_of_the_whole() {
        let mut digester = Digester::default();
        for piece in [&b"le"[..], b"", b"vel"] {
            digester.update(piece);
        }
        assert_eq!(digester.digest(), Digest::of(b"level"));
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(
            Digest::of_parts([&b"ab"[..], b"c"]),
            Digest::of_parts([&b"a"[..], b"bc"])
        );
    }
}
