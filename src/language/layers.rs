//! The files of one language, the book's own above the program's.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Comment, Entry, Pattern};
use fluent_syntax::parser::{ErrorKind, parse};

use super::guard::too_deep;
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{BookPath, Place, Span};

/// A language file.
#[derive(Clone, Debug)]
pub(super) struct File<'t> {
    pub path: BookPath,
    pub text: &'t str,
    /// Part of the program, so without mistakes.
    pub built_in: bool,
}

impl<'t> File<'t> {
    /// Where a piece of this file's text stands.
    pub fn place(&self, piece: &str) -> Place {
        let start = (piece.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let span = if start + piece.len() <= self.text.len() {
            Span::new(start, start + piece.len())
        } else {
            Span::default()
        };
        self.at(span)
    }

    fn at(&self, span: Span) -> Place {
        Place {
            file: self.path.clone(),
            span,
        }
    }
}

/// A message as it is written in one file.
#[derive(Clone, Debug)]
pub(super) struct Written<'t> {
    pub id: &'t str,
    /// A place among the files of the layers.
    pub file: usize,
    pub pattern: Pattern<&'t str>,
    /// What its comment says that it is told: `# $n how many`.
    pub told: Vec<&'t str>,
}

/// All messages of one language by id, each with what it overrides below it. Terms have their `-`.
#[derive(Clone, Default, Debug)]
pub(super) struct Layers<'t> {
    pub files: Vec<File<'t>>,
    pub written: BTreeMap<String, Vec<Written<'t>>>,
}

impl<'t> Layers<'t> {
    /// Lays a file above the others.
    pub fn add(&mut self, file: File<'t>, diagnostics: &mut Vec<Diagnostic>) {
        let ix = self.files.len();
        let own = Some(file.text).filter(|_| !file.built_in);
        if let Some(at) = own.and_then(too_deep) {
            diagnostics.push(
                Diagnostic::new(Code::ThemeLanguage, "brackets are nested too deeply")
                    .at(file.at(Span::new(at, at + 1)))
                    .help("close the brackets of this message, or make two messages of it"),
            );
            self.files.push(file);
            return;
        }
        let resource = parse(file.text).unwrap_or_else(|(resource, errors)| {
            diagnostics.extend(errors.iter().map(|error| {
                let span = within(file.text, error.pos.start, error.pos.end);
                syntax(&error.kind).at(file.at(span))
            }));
            resource
        });
        for entry in resource.body {
            let (key, id, pattern, comment) = match entry {
                Entry::Message(message) => match message.value {
                    Some(value) => (
                        message.id.name.to_owned(),
                        message.id.name,
                        value,
                        message.comment,
                    ),
                    None => {
                        diagnostics.push(no_text(&file, message.id.name));
                        continue;
                    }
                },
                Entry::Term(term) => (format!("-{}", term.id.name), term.id.name, term.value, None),
                _ => continue,
            };
            let all = self.written.entry(key).or_default();
            match all.last() {
                Some(first) if first.file == ix => diagnostics.push(twice(&file, first.id, id)),
                _ => all.push(Written {
                    id,
                    file: ix,
                    pattern,
                    told: comment.map(|comment| told(&comment)).unwrap_or_default(),
                }),
            }
        }
        self.files.push(file);
    }
}

/// The names behind `$` in a comment.
fn told<'t>(comment: &Comment<&'t str>) -> Vec<&'t str> {
    let lines = comment.content.iter();
    lines
        .flat_map(|line| line.split('$').skip(1))
        .filter_map(|rest| {
            rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .next()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

fn no_text(file: &File<'_>, id: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ThemeLanguage,
        format!("the message `{id}` has no text"),
    )
    .at(file.place(id))
    .help(format!("write `{id} = …`; attributes are not read"))
}

fn twice(file: &File<'_>, first: &str, second: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ThemeLanguage,
        format!("the message `{second}` stands twice in this file"),
    )
    .at(file.place(second))
    .related(file.place(first), "the first one")
    .help("remove one of the two")
}

/// A range of bytes as a span whose ends are no parts of a character.
fn within(text: &str, start: usize, end: usize) -> Span {
    let floor = |at: usize| {
        let at = at.min(text.len());
        (0..=at).rev().find(|at| text.is_char_boundary(*at))
    };
    let ceil = |at: usize| (at..text.len()).find(|at| text.is_char_boundary(*at));
    Span::new(floor(start).unwrap_or(0), ceil(end).unwrap_or(text.len()))
}

/// What the parser says, in our words.
fn syntax(kind: &ErrorKind) -> Diagnostic {
    let (message, help) = match kind {
        ErrorKind::ExpectedToken('=') => (
            "a message needs `=` between its id and its text".to_owned(),
            "write `some_id = The text`; further lines of a text are indented",
        ),
        ErrorKind::ExpectedToken(token) => (
            format!("`{token}` is missing here"),
            "close what is open: `{ $name }`, and a choice by `}` on a line of its own",
        ),
        ErrorKind::ExpectedMessageField { entry_id } => (
            format!("the message `{entry_id}` has no text"),
            "write the text behind `=`",
        ),
        ErrorKind::ExpectedTermField { entry_id } => (
            format!("the term `-{entry_id}` has no text"),
            "write the text behind `=`",
        ),
        ErrorKind::MissingDefaultVariant => (
            "a choice needs one variant that is taken when no other fits".to_owned(),
            "mark it with `*`, as in `*[other]`",
        ),
        ErrorKind::MultipleDefaultVariants => (
            "a choice has one variant with `*` only".to_owned(),
            "remove the `*` of the others",
        ),
        ErrorKind::UnbalancedClosingBrace => (
            "`}` closes nothing".to_owned(),
            "write `{\"}\"}` for the sign itself",
        ),
        ErrorKind::ForbiddenCallee => (
            "functions have names in upper case".to_owned(),
            "there are `COUNT`, `NUMBER` and `UPPER`",
        ),
        other => {
            let text = other.to_string();
            let mut chars = text.chars();
            let lower = chars.next().map(|first| first.to_lowercase().to_string());
            (
                format!(
                    "{}{}",
                    lower.unwrap_or_default(),
                    chars.as_str().trim_end_matches('.').replace('"', "`")
                ),
                "the syntax is that of Fluent: https://projectfluent.org",
            )
        }
    };
    Diagnostic::new(Code::ThemeLanguage, message).help(help)
}
