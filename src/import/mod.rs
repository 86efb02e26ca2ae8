//! Tables of a spreadsheet become the texts of teams.
//!
//! [`import`] takes a table apart (`table`), finds out which of three forms it has (`columns`,
//! `shape`), gives each cell the team and the question that it is about (`entries`, `wide`), reads
//! what stands in it (`ratings`, `evidence`) and writes a file for each team (`drafts`, `write`).

mod columns;
mod drafts;
mod elements;
mod entries;
mod evidence;
mod fields;
mod ratings;
mod shape;
mod table;
#[cfg(test)]
mod tests;
mod told;
mod types;
mod wide;
mod write;

pub use ratings::decimal;
pub use types::{Choices, Destination, Imported, NewFile};

use std::sync::Arc;

use crate::data::not_utf8;
use crate::diagnostic::{self, Checked, Code, Diagnostic};
use crate::tree::{Content, SourceFile};
use columns::Headings;
use elements::Elements;
use entries::Entries;
use ratings::Ratings;
use shape::Shape;
use table::Table;
use types::Problems;

/// The largest table that is read, in bytes.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// Reads a table for a book. Where anything is wrong, there are no files, and every mistake is told
/// with its place; a mistake that many cells make is told once.
pub fn import(file: &SourceFile, choices: &Choices, book: &Destination<'_>) -> Checked<Imported> {
    let mut problems = Problems {
        file: &file.path,
        list: Vec::new(),
    };
    let imported = text(file, &mut problems)
        .and_then(|text| table::read(&text, &mut problems))
        .map(|table| imported(&table, choices, book, &mut problems));
    let mut diagnostics = problems.list;
    diagnostic::sort(&mut diagnostics);
    let mut imported = imported.unwrap_or_default();
    if !diagnostics.is_empty() {
        imported.files.clear();
    }
    Checked::new(imported, once(diagnostics))
}

fn text(file: &SourceFile, problems: &mut Problems<'_>) -> Option<Arc<str>> {
    let wrong = match &file.content {
        Content::Text(text) if text.len() <= LARGEST => return Some(text.clone()),
        Content::Text(text) => {
            let message = format!("the table has {} bytes, more than {LARGEST}", text.len());
            let diagnostic = Diagnostic::new(Code::FileTooLarge, message);
            diagnostic
                .at(problems.place(Default::default()))
                .help("import it in parts")
        }
        Content::Bytes(bytes) => {
            not_utf8(&file.path, bytes).help("in a spreadsheet, save it as `CSV UTF-8`")
        }
    };
    problems.add(wrong);
    None
}

fn imported(
    table: &Table,
    choices: &Choices,
    book: &Destination<'_>,
    problems: &mut Problems<'_>,
) -> Imported {
    let elements = Elements::new(book.model);
    let headings = Headings::new(&elements, choices, problems);
    let mut ratings = Ratings::new(book.model, choices, problems);
    headings.unused(&table.rows, problems);
    let Some((shape, columns)) = shape::shape(&table.rows, &headings, choices, problems) else {
        return Imported::default();
    };
    let Entries { list, left_out } = match shape {
        Shape::Long => entries::long(&table.rows, &columns, &headings, choices, problems),
        Shape::TeamsInRows => wide::teams_in_rows(&table.rows, &columns, &headings, problems),
        Shape::TeamsInColumns => wide::teams_in_columns(&table.rows, &columns, &headings, problems),
    };
    let is_empty = list.is_empty();
    let drafts = drafts::drafts(list, &mut ratings, book, problems);
    if is_empty && problems.list.is_empty() {
        let message = "the table has no answer";
        let place = problems.place(Default::default());
        problems.add(Diagnostic::new(Code::CsvTable, message).at(place));
    }
    let mut files: Vec<NewFile> = Vec::new();
    if problems.list.is_empty() {
        files.extend(drafts.iter().filter_map(|draft| write::file(draft, book)));
        files.sort_by(|a, b| a.path.cmp(&b.path));
    }
    let told = told::told(&told::Read {
        table,
        shape,
        columns: &columns,
        ratings: &ratings,
        left_out,
        model: book.model,
    });
    Imported { files, told }
}

/// One diagnostic for each message; it says how many more places there are.
fn once(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<(Diagnostic, usize)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for one in diagnostics {
        match places.get(&(one.code, one.message.clone())) {
            Some(at) => {
                let (_, more): &mut (Diagnostic, usize) = &mut kept[*at];
                *more += 1;
            }
            None => {
                places.insert((one.code, one.message.clone()), kept.len());
                kept.push((one, 0));
            }
        }
    }
    let with_number = |(one, more): (Diagnostic, usize)| match more {
        0 => one,
        1 => one.help("the same is wrong in 1 more place"),
        more => one.help(format!("the same is wrong in {more} more places")),
    };
    kept.into_iter().map(with_number).collect()
}
