//! The diagnostics of a build, kept in the manifest so that a build that has nothing to do can show
//! them again. The core's types are not serialisable; these mirror them.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic, Fix, Label, Severity};
use crate::tree::{BookPath, Place, Span};

#[derive(Serialize, Deserialize)]
struct Note {
    code: String,
    error: bool,
    message: String,
    place: Option<NotePlace>,
    label: Option<String>,
    related: Vec<(NotePlace, String)>,
    help: Vec<String>,
    fix: Option<(NotePlace, String)>,
}

/// File, start, end.
#[derive(Serialize, Deserialize)]
struct NotePlace(String, u32, u32);

pub fn write(diagnostics: &[Diagnostic]) -> String {
    let notes: Vec<Note> = diagnostics
        .iter()
        .map(|diagnostic| Note {
            code: diagnostic.code.id().to_owned(),
            error: diagnostic.is_error(),
            message: diagnostic.message.clone(),
            place: diagnostic.place.as_ref().map(out),
            label: diagnostic.label.clone(),
            related: diagnostic
                .related
                .iter()
                .map(|label| (out(&label.place), label.text.clone()))
                .collect(),
            help: diagnostic.help.clone(),
            fix: diagnostic
                .fix
                .as_ref()
                .map(|fix| (out(&fix.place), fix.text.clone())),
        })
        .collect();
    serde_json::to_string(&notes).unwrap_or_default()
}

/// `None` where the notes are none of ours: then the build is done again.
pub fn read(text: &str) -> Option<Vec<Diagnostic>> {
    let notes: Vec<Note> = serde_json::from_str(text).ok()?;
    notes.into_iter().map(diagnostic).collect()
}

fn diagnostic(note: Note) -> Option<Diagnostic> {
    let severity = if note.error {
        Severity::Error
    } else {
        Severity::Warning
    };
    let mut diagnostic =
        Diagnostic::new(Code::from_id(&note.code)?, note.message).severity(severity);
    diagnostic.place = match &note.place {
        Some(place) => Some(back(place)?),
        None => None,
    };
    diagnostic.label = note.label;
    diagnostic.help = note.help;
    for (place, text) in note.related {
        diagnostic.related.push(Label {
            place: back(&place)?,
            text,
        });
    }
    diagnostic.fix = match note.fix {
        Some((place, text)) => Some(Fix {
            place: back(&place)?,
            text,
        }),
        None => None,
    };
    Some(diagnostic)
}

fn out(place: &Place) -> NotePlace {
    NotePlace(place.file.to_string(), place.span.start, place.span.end)
}

fn back(place: &NotePlace) -> Option<Place> {
    let file = match place.0.strip_prefix("<built-in>/") {
        Some(rest) => BookPath::built_in(rest),
        None => BookPath::new(&place.0).ok()?,
    };
    Some(Place {
        file,
        span: Span {
            start: place.1,
            end: place.2,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diagnostics_come_back_as_they_were() {
        let place = |file: &str| Place {
            file: BookPath::new(file).unwrap(),
            span: Span::new(3, 7),
        };
        let all = vec![
            Diagnostic::new(Code::RawHtml, "a <b>")
                .at(place("content/a.md"))
                .label("here")
                .related(place("book.toml"), "there")
                .help("do it")
                .fix(place("content/a.md"), "x"),
            Diagnostic::new(Code::NoBook, "none"),
        ];
        assert_eq!(read(&write(&all)), Some(all));
        assert_eq!(read("nonsense"), None);
    }
}
