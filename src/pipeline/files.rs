use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::assessment::{Assessed, Context, Role, assess, is_model, rebind, role};
use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::document::{Document, parse, parse_again};
use crate::model::{Decoded, Registry, decode, register};
use crate::site::{PageDoc, read_page};
use crate::tree::{BookPath, Digest, Place, Refusal, SourceFile, Sources, Span};

/// The Markdown files of the book by what they are.
pub struct Files<'s> {
    pub models: Vec<&'s SourceFile>,
    /// Files of teams and ordinary pages.
    pub others: Vec<Found<'s>>,
}

/// A file of a team, or an ordinary page.
pub struct Found<'s> {
    pub file: &'s SourceFile,
    /// What was read under this name before, of these bytes or of others.
    pub before: Option<&'s Arc<ReadFile>>,
}

impl Found<'_> {
    fn role_in(&self, src: &str) -> Role {
        role(self.file.path.below(src).unwrap_or_default())
    }

    /// Whether it is an ordinary page, where `src` is the content folder.
    pub fn is_page_in(&self, src: &str) -> bool {
        self.role_in(src) == Role::Page
    }
}

/// What a Markdown file became.
#[derive(Clone)]
pub enum Piece {
    Team(Arc<Assessed>),
    Page(PageDoc),
    /// Nothing could be read.
    None,
}

/// A file that was read, with what is wrong with it.
pub struct ReadFile {
    pub path: BookPath,
    /// Of the file's bytes.
    pub digest: Digest,
    pub piece: Piece,
    pub diagnostics: Vec<Diagnostic>,
}

impl ReadFile {
    /// Whether other files of the book decided what became of this one.
    pub fn looks_up_files(&self) -> bool {
        matches!(&self.piece, Piece::Team(assessed) if assessed.looks_up_files)
    }

    /// The same by models that speak as those it was read by; `None` where that cannot be told without
    /// reading it again.
    pub fn rebound(&self, registry: &Registry) -> Option<Self> {
        let Piece::Team(assessed) = &self.piece else {
            return None;
        };
        if !self.diagnostics.is_empty() || !assessed.unresolved.is_empty() {
            return None;
        }
        Some(Self {
            path: self.path.clone(),
            digest: self.digest,
            piece: Piece::Team(Arc::new(rebind(assessed, registry)?)),
            diagnostics: Vec::new(),
        })
    }

    /// Whether it says the same for all models, settings and days.
    pub fn is_page(&self) -> bool {
        matches!(&self.piece, Piece::Page(_))
    }

    /// The text, where nothing was wrong with the file.
    fn document(&self) -> Option<&Document> {
        match &self.piece {
            Piece::Team(assessed) if self.diagnostics.is_empty() => Some(&assessed.document),
            _ => None,
        }
    }
}

/// Lists the Markdown files below the content folder, in the order of their paths; `known` are those
/// of an earlier time, in the same order.
pub fn sort<'s>(sources: &'s Sources, src: &str, known: &'s [Arc<ReadFile>]) -> Files<'s> {
    let mut files = Files {
        models: Vec::new(),
        others: Vec::with_capacity(known.len()),
    };
    let mut known = known.iter().peekable();
    for file in sources.all() {
        let Some(below) = file.path.below(src) else {
            continue;
        };
        if file.path.extension() != "md" {
            continue;
        }
        if is_model(below) {
            files.models.push(file);
            continue;
        }
        while known.next_if(|known| known.path < file.path).is_some() {}
        let before = known.next_if(|known| known.path == file.path);
        files.others.push(Found { file, before });
    }
    files
}

/// The models of a book, for who needs nothing else of it.
pub fn registry(sources: &Sources, config: &Config) -> Checked<Registry> {
    registered(&sort(sources, &config.book.src, &[]).models, config)
}

/// The models that these files and the program hold, with the book's settings.
pub fn registered(files: &[&SourceFile], config: &Config) -> Checked<Registry> {
    let mut diagnostics = Vec::new();
    let own = read_models(files, &mut diagnostics);
    let (settings, places) = (&config.maturity.models, &config.places.models);
    let registry = register(own, settings, places).take(&mut diagnostics);
    Checked::new(registry, diagnostics)
}

fn read_models(files: &[&SourceFile], diagnostics: &mut Vec<Diagnostic>) -> Vec<Decoded> {
    let mut models = Vec::new();
    for file in files {
        if let Some(parsed) = parse(file).take(diagnostics) {
            models.push(decode(parsed).take(diagnostics));
        }
    }
    models
}

/// Parses and decodes files of teams and pages, in parallel and in their order.
pub fn read_others(
    files: &[&Found<'_>],
    context: &Context<'_>,
    done: &(dyn Fn() + Sync),
) -> Vec<Arc<ReadFile>> {
    files
        .par_iter()
        .map(|found| {
            let mut diagnostics = Vec::new();
            let file = found.file;
            let piece = read_one(found, context, &mut diagnostics);
            done();
            Arc::new(ReadFile {
                path: file.path.clone(),
                digest: file.digest,
                piece,
                diagnostics,
            })
        })
        .collect()
}

fn read_one(found: &Found<'_>, context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Piece {
    let known = found.before.and_then(|before| before.document());
    let parsed = parse_again(found.file, known);
    let Some(value) = parsed.value else {
        diagnostics.extend(parsed.diagnostics);
        return Piece::None;
    };
    let mut own = parsed.diagnostics;
    let role = found.role_in(context.src);
    if role == Role::Page {
        diagnostics.append(&mut own);
        return Piece::Page(read_page(value).take(diagnostics));
    }
    crate::assessment::recode_duplicate_answers(&value, &mut own);
    diagnostics.append(&mut own);
    Piece::Team(Arc::new(assess(value, &role, context).take(diagnostics)))
}

/// The files that were found and not read.
pub fn refused(sources: &Sources) -> Vec<Diagnostic> {
    sources
        .refused
        .iter()
        .map(|refused| {
            let path: &BookPath = &refused.path;
            let place = Place {
                file: path.clone(),
                span: Span::default(),
            };
            let diagnostic = match refused.refusal {
                Refusal::Symlink => {
                    Diagnostic::new(Code::SymlinkRefused, format!("`{path}` is a symbolic link"))
                        .help("put the file itself in its place")
                }
                Refusal::TooLarge { size, limit } => Diagnostic::new(
                    Code::FileTooLarge,
                    format!(
                        "`{path}` is too large: {} of at most {}",
                        mebibytes(size),
                        mebibytes(limit)
                    ),
                )
                .help("split the file, or keep it elsewhere and link to it"),
                Refusal::NotAFile => Diagnostic::new(
                    Code::NotAFile,
                    format!("`{path}` is neither a file nor a folder"),
                )
                .help("remove it"),
                Refusal::BadName => Diagnostic::new(
                    Code::BadFileName,
                    format!("the name `{path}` cannot become part of an address"),
                )
                .help("rename the file; letters, digits, `-`, `_`, `.` and blanks are fine"),
            };
            diagnostic.at(place)
        })
        .collect()
}

fn mebibytes(bytes: u64) -> String {
    format!("{}.{} MiB", bytes >> 20, ((bytes >> 10) & 1023) * 10 / 1024)
}
