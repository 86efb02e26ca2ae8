use serde::Serialize;

use super::Editor;
use crate::diagnostic::{Diagnostic, Severity};
use crate::tree::{BookPath, LineIndex, Place};

/// How many lines of a file an excerpt shows at most.
const EXCERPT: usize = 4;

/// A diagnostic as open pages show it.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub severity: &'static str,
    pub code: &'static str,
    pub message: String,
    pub file: Option<String>,
    pub line: Option<u32>,
    pub column: Option<u32>,
    pub label: Option<String>,
    pub excerpt: Vec<Line>,
    pub help: Vec<String>,
    pub related: Vec<Related>,
    /// What opens the place in an editor.
    pub editor: Option<String>,
}

/// A line of a file, marked from one character to before another, from 0.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
pub struct Line {
    pub number: u32,
    pub text: String,
    pub from: Option<usize>,
    pub to: Option<usize>,
}

#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
pub struct Related {
    pub file: String,
    pub line: u32,
    pub column: u32,
    pub message: String,
    pub editor: Option<String>,
}

/// Where texts of the book are found.
pub type Texts<'t> = &'t dyn Fn(&BookPath) -> Option<&'t str>;

/// Something that went wrong in the program itself.
pub fn internal(message: String) -> Problem {
    let help = "this is a mistake in Levelbook; please report it with what you changed last";
    Problem {
        help: vec![help.to_owned()],
        ..outside(message)
    }
}

/// Something outside of the book: a file that cannot be read.
pub fn outside(message: String) -> Problem {
    Problem {
        severity: "error",
        code: "outside",
        message,
        file: None,
        line: None,
        column: None,
        label: None,
        excerpt: Vec::new(),
        help: Vec::new(),
        related: Vec::new(),
        editor: None,
    }
}

pub fn problem(diagnostic: &Diagnostic, texts: Texts<'_>, editor: &Editor) -> Problem {
    let place = diagnostic.place.as_ref();
    let found = place.map(|place| locate(place, texts));
    Problem {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: diagnostic.code.id(),
        message: diagnostic.message.clone(),
        file: place.map(|place| place.file.to_string()),
        line: found.as_ref().map(|found| found.line),
        column: found.as_ref().map(|found| found.column),
        label: diagnostic.label.clone(),
        help: diagnostic.help.clone(),
        related: diagnostic
            .related
            .iter()
            .map(|related| {
                let found = locate(&related.place, texts);
                Related {
                    file: related.place.file.to_string(),
                    line: found.line,
                    column: found.column,
                    message: related.text.clone(),
                    editor: editor.link(&related.place.file, found.line, found.column),
                }
            })
            .collect(),
        editor: place
            .zip(found.as_ref())
            .and_then(|(place, found)| editor.link(&place.file, found.line, found.column)),
        excerpt: found.map_or_else(Vec::new, |found| found.excerpt),
    }
}

struct Found {
    line: u32,
    column: u32,
    excerpt: Vec<Line>,
}

fn locate(place: &Place, texts: Texts<'_>) -> Found {
    let Some(text) = texts(&place.file) else {
        return Found {
            line: 1,
            column: 1,
            excerpt: Vec::new(),
        };
    };
    let lines = LineIndex::new(text);
    let start = lines.location(text, place.span.start.min(text.len() as u32));
    let end = lines.location(text, place.span.end.min(text.len() as u32));
    let is_empty = place.span.start == place.span.end;
    let shown = text.lines().zip(1u32..).skip(start.line as usize - 1);
    let excerpt = shown
        .take(((end.line - start.line) as usize + 1).min(EXCERPT))
        .map(|(line, number)| {
            let length = line.chars().count();
            let from = if number == start.line {
                start.column as usize - 1
            } else {
                0
            };
            let to = if number == end.line {
                end.column as usize - 1
            } else {
                length
            };
            Line {
                number,
                text: line.to_owned(),
                from: (!is_empty).then_some(from.min(length)),
                to: (!is_empty).then_some(to.min(length)),
            }
        });
    Found {
        line: start.line,
        column: start.column,
        excerpt: if is_empty && place.span.start == 0 {
            Vec::new()
        } else {
            excerpt.collect()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::tree::Span;

    #[test]
    fn a_problem_tells_its_place_in_characters() {
        let text = "---\nRM.1: \u{e4}\u{f6} mostly\n---\n";
        let file = BookPath::new("content/teams/a.md").unwrap();
        let at = text.find("mostly").unwrap();
        let diagnostic = Diagnostic::new(Code::UnknownRating, "no `mostly`".to_owned()).at(Place {
            file,
            span: Span::new(at, at + 6),
        });
        let editor = Editor::new(None, "/b").unwrap();
        let problem = problem(&diagnostic, &|_| Some(text), &editor);
        assert_eq!((problem.line, problem.column), (Some(2), Some(10)));
        let line = &problem.excerpt[0];
        assert_eq!((line.number, line.from, line.to), (2, Some(9), Some(15)));
        assert_eq!(
            problem.editor.as_deref(),
            Some("vscode://file/b/content/teams/a.md:2:10")
        );
    }

    #[test]
    fn a_span_beyond_the_text_does_no_harm() {
        let place = Place {
            file: BookPath::new("a.md").unwrap(),
            span: Span::new(90, 95),
        };
        assert_eq!(locate(&place, &|_| Some("x")).line, 1);
        assert_eq!(locate(&place, &|_| None).line, 1);
    }
}
