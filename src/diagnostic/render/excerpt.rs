use annotate_snippets::{Annotation, AnnotationKind, Patch, Snippet};

use super::places::{File, Places};
use crate::diagnostic::Fix;
use crate::diagnostic::safe::{printable, visible};
use crate::tree::{BookPath, Place, Span};

/// Marks of one file that lie at most so many lines apart share an excerpt.
const LINES: u32 = 40;
/// Longer lines are named and not shown.
const LONGEST: usize = 4096;

/// A place to be marked in an excerpt.
pub(super) struct Mark<'d> {
    pub place: &'d Place,
    pub label: Option<&'d str>,
    pub primary: bool,
}

/// A few lines of a file as they are shown, and the marks in them.
struct Window<'d> {
    file: &'d BookPath,
    first: u32,
    last: u32,
    marks: Vec<(Span, Mark<'d>)>,
}

/// The lines of a file from the first to the last byte of a span, made visible.
struct Lines {
    text: String,
    first: u32,
    marks: Vec<std::ops::Range<usize>>,
}

/// The excerpts for all marks, and the marks that have none: of files that cannot be shown, or of
/// lines that are too long.
pub(super) fn causes<'d>(
    marks: Vec<Mark<'d>>,
    places: &mut Places<'_, '_>,
) -> (Vec<Snippet<'d, Annotation<'d>>>, Vec<Mark<'d>>) {
    let mut windows: Vec<Window<'d>> = Vec::new();
    let mut bare = Vec::new();
    for mark in marks {
        match places.file(&mark.place.file) {
            Some(file) if lines(file, &[shown(file, mark.place.span)]).is_some() => {
                add(&mut windows, file, mark);
            }
            _ => bare.push(mark),
        }
    }
    let mut snippets = Vec::new();
    for window in windows {
        let spans: Vec<Span> = window.marks.iter().map(|(span, _)| *span).collect();
        match places
            .file(window.file)
            .and_then(|file| lines(file, &spans))
        {
            Some(lines) => snippets.push(snippet(window, lines)),
            None => bare.extend(window.marks.into_iter().map(|(_, mark)| mark)),
        }
    }
    (snippets, bare)
}

fn add<'d>(windows: &mut Vec<Window<'d>>, file: &File<'_>, mark: Mark<'d>) {
    let span = shown(file, mark.place.span);
    let (first, last) = (file.lines.line(span.start), file.lines.line(span.end));
    let near = windows.iter_mut().find(|window| {
        window.file == &mark.place.file && window.last.max(last) - window.first.min(first) <= LINES
    });
    match near {
        Some(window) => {
            window.first = window.first.min(first);
            window.last = window.last.max(last);
            window.marks.push((span, mark));
        }
        None => windows.push(Window {
            file: &mark.place.file,
            first,
            last,
            marks: vec![(span, mark)],
        }),
    }
}

fn snippet<'d>(window: Window<'d>, lines: Lines) -> Snippet<'d, Annotation<'d>> {
    let annotations = window
        .marks
        .into_iter()
        .zip(lines.marks)
        .map(|((_, mark), range)| {
            let kind = if mark.primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            kind.span(range).label(mark.label.map(printable))
        });
    Snippet::source(lines.text)
        .line_start(lines.first as usize)
        .path(printable(window.file.as_str()))
        .annotations(annotations)
}

/// The fix as a patch of its line; `None` where the file or the line cannot be shown.
pub(super) fn patch<'d>(
    fix: &'d Fix,
    places: &mut Places<'_, '_>,
) -> Option<Snippet<'d, Patch<'d>>> {
    let file = places.file(&fix.place.file)?;
    let span = file.fitted(fix.place.span);
    if file.lines.line(span.end) != file.lines.line(span.start) {
        return None;
    }
    let lines = lines(file, &[span])?;
    let range = lines.marks.into_iter().next()?;
    Some(
        Snippet::source(lines.text)
            .line_start(lines.first as usize)
            .path(printable(fix.place.file.as_str()))
            .patch(Patch::new(range, visible(&fix.text))),
    )
}

/// The span that is marked: without the line end at its end, and only the first line of a long one.
fn shown(file: &File<'_>, span: Span) -> Span {
    let span = file.fitted(span);
    let slice = span.of(file.text).trim_end_matches(['\n', '\r']);
    let slice = if slice.matches('\n').count() as u32 > LINES {
        slice.lines().next().unwrap_or("")
    } else {
        slice
    };
    let start = span.start as usize;
    Span::new(start, start + slice.len())
}

fn lines(file: &File<'_>, spans: &[Span]) -> Option<Lines> {
    let start = spans.iter().map(|span| span.start).min()?;
    let end = spans.iter().map(|span| span.end).max()? as usize;
    let from = file.text[..start as usize]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let to = file.text[end..]
        .find('\n')
        .map_or(file.text.len(), |at| end + at);
    let text = file.text[from..to].trim_end_matches('\r');
    if text.lines().any(|line| line.len() > LONGEST) {
        return None;
    }
    // A mark between the two bytes of a line end is one on the line end.
    let offset = |at: u32| visible(&text[..(at as usize - from).min(text.len())]).len();
    Some(Lines {
        first: file.lines.line(start),
        marks: spans
            .iter()
            .map(|span| offset(span.start)..offset(span.end))
            .collect(),
        text: visible(text).into_owned(),
    })
}
