use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::types::{Cell, Problems};
use crate::diagnostic::Code;
use crate::tree::Span;

/// Rows without the empty ones. They need not be equally long.
pub struct Table {
    pub rows: Vec<Vec<Cell>>,
    pub separator: u8,
}

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Takes a text apart, by the separator of its first row. `None` where a quote is left open.
pub fn read(text: &str, problems: &mut Problems<'_>) -> Option<Table> {
    let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let (begin, named) = after_sep(text, begin);
    let separator = named.unwrap_or_else(|| most_frequent(text, begin));
    let mut rows = rows(text, begin, separator, problems)?;
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    Some(Table { rows, separator })
}

/// Excel's own first line, `sep=;`.
fn after_sep(text: &str, begin: usize) -> (usize, Option<u8>) {
    let line = text[begin..].split_inclusive('\n').next().unwrap_or("");
    match line.trim_end().as_bytes() {
        [b's', b'e', b'p', b'=', separator] if SEPARATORS.contains(separator) => {
            (begin + line.len(), Some(*separator))
        }
        _ => (begin, None),
    }
}

/// The separator that cuts the first row into the most cells.
fn most_frequent(text: &str, begin: usize) -> u8 {
    let mut counts = [0_usize; 3];
    let mut is_quoted = false;
    for byte in text.as_bytes()[begin..].iter().copied() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted && counts.iter().any(|n| *n > 0) => break,
            byte if !is_quoted => {
                if let Some(ix) = SEPARATORS.iter().position(|other| *other == byte) {
                    counts[ix] += 1;
                }
            }
            _ => {}
        }
    }
    let best = (0..3).max_by_key(|ix| (counts[*ix], 3 - *ix));
    SEPARATORS[best.unwrap_or(0)]
}

fn rows(
    text: &str,
    begin: usize,
    separator: u8,
    problems: &mut Problems<'_>,
) -> Option<Vec<Vec<Cell>>> {
    let mut fields = Fields {
        reader: ReaderBuilder::new().delimiter(separator).build(),
        text,
        at: begin,
        buffer: Vec::new(),
    };
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    while let Some(field) = fields.next(row.is_empty()) {
        if is_open(&text[field.start..field.end], field.is_last) {
            let cell = Cell {
                text: String::new(),
                span: Span::new(field.start, field.start + 1),
            };
            let diagnostic = problems
                .at(Code::CsvTable, &cell, "a quote is opened and never closed")
                .label("opened here")
                .help("close it, or write a quote inside of a quoted text twice");
            problems.add(diagnostic);
            return None;
        }
        row.push(cell(text, &field));
        if field.ends_row {
            rows.push(std::mem::take(&mut row));
        }
    }
    rows.push(row);
    Some(rows)
}

/// Whether a field that reaches the end of the text has an odd number of quotes.
fn is_open(raw: &str, is_last: bool) -> bool {
    is_last && raw.starts_with('"') && raw.bytes().filter(|b| *b == b'"').count() % 2 == 1
}

struct Field {
    start: usize,
    /// Without the separator or line end.
    end: usize,
    /// As it is read: without quotes.
    text: String,
    ends_row: bool,
    /// It reaches the end of the text.
    is_last: bool,
}

struct Fields<'t> {
    reader: Reader,
    text: &'t str,
    at: usize,
    buffer: Vec<u8>,
}

impl Fields<'_> {
    fn next(&mut self, begins_row: bool) -> Option<Field> {
        let bytes = self.text.as_bytes();
        if begins_row {
            // The reader passes over them, too; the cell begins behind them.
            let ends = bytes[self.at..]
                .iter()
                .take_while(|b| matches!(b, b'\r' | b'\n'));
            let ends = ends.count();
            let mut room = [0; 1];
            let mut passed = 0;
            while passed < ends {
                let (_, read, _) = self
                    .reader
                    .read_field(&bytes[self.at + passed..self.at + ends], &mut room);
                if read == 0 {
                    break;
                }
                passed += read;
            }
            self.at += ends;
        }
        let start = self.at;
        self.buffer.clear();
        let mut chunk = [0; 1024];
        loop {
            let (result, read, written) = self.reader.read_field(&bytes[self.at..], &mut chunk);
            self.at += read;
            self.buffer.extend_from_slice(&chunk[..written]);
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    return Some(self.field(start, record_end));
                }
                ReadFieldResult::End => return None,
            }
        }
    }

    fn field(&self, start: usize, ends_row: bool) -> Field {
        let raw = &self.text.as_bytes()[start..self.at];
        let is_last = self.at == self.text.len();
        let end = match raw.last() {
            Some(b'\n' | b'\r') if ends_row => raw.len() - 1,
            Some(_) if !ends_row => raw.len() - 1,
            _ => raw.len(),
        };
        Field {
            start,
            end: start + end,
            text: String::from_utf8_lossy(&self.buffer).into_owned(),
            ends_row,
            is_last,
        }
    }
}

fn cell(text: &str, field: &Field) -> Cell {
    let raw = &text[field.start..field.end];
    let begin = raw.len() - raw.trim_start().len();
    let mut span = (field.start + begin, field.start + begin + raw.trim().len());
    let inner = raw.trim();
    if inner.len() >= 2 && inner.starts_with('"') && inner.ends_with('"') {
        span = (span.0 + 1, span.1 - 1);
    }
    let lines = field.text.replace("\r\n", "\n").replace('\r', "\n");
    Cell {
        text: without_guard(lines.trim()).to_owned(),
        span: Span::new(span.0, span.1),
    }
}

/// The apostrophe that keeps a spreadsheet from taking a text for a formula is none of the text.
fn without_guard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}
