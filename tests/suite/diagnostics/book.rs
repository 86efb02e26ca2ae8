use std::fs;
use std::path::Path;

use levelbook::config::{self, Config};
use levelbook::diagnostic::{self, Checked, Diagnostic};
use levelbook::host;
use levelbook::import::{Choices, import};
use levelbook::pipeline::{Book, Input, Silent, Stamp, compile, source_folders};
use levelbook::tree::{BookPath, SitePath, Sources};

use super::cases::{Case, File, Kind};
use crate::import::destination;

/// The day of all cases that name none.
const TODAY: &str = "2026-07-01";
const BOOK: &str = "[book]\ntitle = \"Book\"\n";

/// Everything that `levelbook check` finds, in its order.
pub fn check(case: &Case) -> (Sources, Vec<Diagnostic>) {
    let (sources, book, mut diagnostics) = compiled(case);
    diagnostics.extend(imported(&sources, &book));
    let nowhere = |_: &SitePath, _: &[u8]| Ok::<(), std::convert::Infallible>(());
    let Ok(found) = book.render(&sources, &Silent, &nowhere);
    diagnostics.extend(found);
    diagnostic::sort(&mut diagnostics);
    (sources, diagnostics)
}

/// What `levelbook import csv` finds in the tables beside book.toml.
fn imported(sources: &Sources, book: &Book) -> Vec<Diagnostic> {
    let destination = destination(book, sources, "cmm");
    let tables = sources.all().filter(|file| file.path.extension() == "csv");
    let read = |table| import(table, &Choices::default(), &destination).diagnostics;
    tables.flat_map(read).collect()
}

/// What is found before a page is rendered.
pub fn compiled(case: &Case) -> (Sources, Book, Vec<Diagnostic>) {
    let case = &with_book(case);
    let (
        sources,
        Checked {
            value: config,
            mut diagnostics,
        },
    ) = match case.needs_folder() {
        true => on_disk(case),
        false => in_memory(case),
    };
    let day = case.date.as_deref().unwrap_or(TODAY);
    let day = match config.maturity.as_of {
        Some(day) if case.date.is_none() => (day, false),
        _ => (day.parse().unwrap(), case.date.is_none()),
    };
    let input = Input {
        sources: &sources,
        config,
        stamp: Stamp {
            date: day.0,
            clock: day.1,
            revision: None,
        },
        drafts: false,
    };
    let book = compile(&input, &Silent).take(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    (sources, book, diagnostics)
}

fn with_book(case: &Case) -> Case {
    let mut case = case.clone();
    if !case.bare && case.files.iter().all(|file| file.path != config::FILE) {
        case.files.push(File {
            path: config::FILE.to_owned(),
            bytes: BOOK.into(),
            kind: Kind::File,
        });
    }
    case
}

fn in_memory(case: &Case) -> (Sources, Checked<Config>) {
    let mut sources = Sources::default();
    for file in &case.files {
        sources.insert(BookPath::new(&file.path).unwrap(), file.bytes.clone());
    }
    let config = config::read(&sources, &case.environment);
    (sources, config)
}

/// Reads the book as the command line does.
fn on_disk(case: &Case) -> (Sources, Checked<Config>) {
    let folder = tempfile::tempdir().unwrap();
    for file in &case.files {
        write(folder.path(), file);
    }
    let first = host::fs::read(folder.path(), &[]).unwrap();
    let config = config::read(&first, &case.environment);
    let folders = source_folders(&config.value);
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    (host::fs::read(folder.path(), &folders).unwrap(), config)
}

fn write(folder: &Path, file: &File) {
    let path = folder.join(&file.path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    match file.kind {
        Kind::File => fs::write(path, &file.bytes).unwrap(),
        #[cfg(unix)]
        Kind::Symlink => {
            let target = std::str::from_utf8(&file.bytes).unwrap();
            std::os::unix::fs::symlink(target, path).unwrap();
        }
        #[cfg(unix)]
        Kind::Socket => drop(std::os::unix::net::UnixListener::bind(path).unwrap()),
        #[cfg(not(unix))]
        _ => unreachable!("such cases do not run here"),
    }
}
