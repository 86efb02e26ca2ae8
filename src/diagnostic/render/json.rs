use serde::Serialize;

use super::places::Places;
use super::{count, word};
use crate::diagnostic::{Diagnostic, Severity, safe};
use crate::tree::Place;

const SCHEMA: &str = "levelbook.diagnostics/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    at: At<'a>,
    label: Option<&'a str>,
    help: &'a [String],
    related: Vec<Text<'a>>,
    fix: Option<Text<'a>>,
}

#[derive(Serialize)]
struct Text<'a> {
    #[serde(flatten)]
    at: At<'a>,
    text: &'a str,
}

/// Lines and columns count from 1, columns in characters; the end is the position after the last
/// character. Null where the file's text is not known.
#[derive(Serialize, Default)]
#[serde(rename_all = "kebab-case")]
struct At<'a> {
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
}

pub(super) fn render(diagnostics: &[Diagnostic], places: &mut Places<'_, '_>) -> String {
    let document = Document {
        schema: SCHEMA,
        errors: count(diagnostics, Severity::Error),
        warnings: count(diagnostics, Severity::Warning),
        diagnostics: diagnostics.iter().map(|d| entry(d, places)).collect(),
    };
    safe::to_json(&document)
}

fn entry<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'_, '_>) -> Entry<'a> {
    Entry {
        code: diagnostic.code.id(),
        severity: word(diagnostic.severity),
        message: &diagnostic.message,
        at: diagnostic
            .place
            .as_ref()
            .map_or_else(At::default, |place| at(place, places)),
        label: diagnostic.label.as_deref(),
        help: &diagnostic.help,
        related: diagnostic
            .related
            .iter()
            .map(|label| Text {
                at: at(&label.place, places),
                text: &label.text,
            })
            .collect(),
        fix: diagnostic.fix.as_ref().map(|fix| Text {
            at: at(&fix.place, places),
            text: &fix.text,
        }),
    }
}

fn at<'a>(place: &'a Place, places: &mut Places<'_, '_>) -> At<'a> {
    let range = places.range(place);
    At {
        file: Some(place.file.as_str()),
        line: range.map(|range| range.start.line),
        column: range.map(|range| range.start.column),
        end_line: range.map(|range| range.end.line),
        end_column: range.map(|range| range.end.column),
    }
}
