use super::BookPath;

/// A range of bytes in one file, the end excluded. Files are at most 1 MiB, so 32 bits hold it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end.max(start) as u32,
        }
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; the empty text where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }
}

/// A span in a named file: where a diagnostic points and where a proof links to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    pub file: BookPath,
    pub span: Span,
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Location {
    pub line: u32,
    pub column: u32,
}

/// The starts of a file's lines, to turn byte offsets into lines without reading the text again.
#[derive(Clone, Debug)]
pub struct LineIndex(Vec<u32>);

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self(starts)
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        self.0.partition_point(|start| *start <= offset) as u32
    }

    /// Line and column of a byte offset in the text the index was made of.
    pub fn location(&self, text: &str, offset: u32) -> Location {
        let line = self.line(offset);
        let start = self.0[line as usize - 1] as usize;
        let end = (offset as usize).min(text.len());
        let before = text
            .get(start..end)
            .map_or(end - start, |t| t.chars().count());
        Location {
            line,
            column: before as u32 + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one() {
        let text = "ab\nzü x\r\n";
        let index = LineIndex::new(text);
        let at = |offset| {
            let l = index.location(text, offset);
            (l.line, l.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(2), (1, 3));
        assert_eq!(at(3), (2, 1));
        assert_eq!(at(7), (2, 4));
        assert_eq!(at(9), (2, 6));
        assert_eq!(at(10), (3, 1));
    }
}
