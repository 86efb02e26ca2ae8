use std::io::{self, BufWriter, Write};

use super::manifest::Entry;
use crate::tree::Digester;

/// What writes a file, as often as it is called and each time the same.
pub(super) type Content<'c> = &'c dyn Fn(&mut dyn Write) -> io::Result<()>;

/// Large pieces: they are cheap to write, and far cheaper to digest than small ones.
const PIECE: usize = 64 * 1024;

/// Has a content written into a file, and gives its size and digest.
pub(super) fn write_measured(content: Content<'_>, out: impl Write) -> io::Result<Entry> {
    let meter = Meter {
        out,
        size: 0,
        digester: Digester::default(),
    };
    let mut buffer = BufWriter::with_capacity(PIECE, meter);
    content(&mut buffer)?;
    let meter = buffer.into_inner().map_err(|error| error.into_error())?;
    Ok(Entry {
        size: meter.size,
        digest: meter.digester.digest(),
    })
}

/// Looks at a content without keeping it.
pub(super) fn measure(content: Content<'_>) -> io::Result<Entry> {
    write_measured(content, io::sink())
}

struct Meter<W> {
    out: W,
    size: u64,
    digester: Digester,
}

impl<W: Write> Write for Meter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.size += written as u64;
        self.digester.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
