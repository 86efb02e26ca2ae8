use serde::Serialize;

use super::Exporter;
use crate::chart;
use crate::score::{ReportIx, Status};

/// What a badge says: `2 Repeatable`, `2 (provisional)`, `not rated`.
fn value(exporter: &Exporter<'_>, ix: ReportIx) -> (String, u8) {
    let report = &exporter.evaluation.reports[ix];
    let model = &report.assessment.model;
    let position = model.position(report.card.level);
    let top = model.positions.len().saturating_sub(1).max(1);
    let ink = (report.card.level.ix() * 4).div_ceil(top).min(4) as u8;
    let words = exporter.words;
    let text = match report.card.status {
        Status::Unrated => return (words.text("badge_unrated").to_owned(), 0),
        Status::Provisional => words.say("badge_provisional", &[("level", (&position.id).into())]),
        Status::Rated => format!("{} {}", position.id, model.level(position.level).name),
    };
    if report.stale {
        return (words.say("badge_stale", &[("level", (&text).into())]), ink);
    }
    (text, ink)
}

/// What a badge speaks of: `cmm level`.
fn subject(exporter: &Exporter<'_>, ix: ReportIx) -> String {
    let model = &exporter.evaluation.reports[ix].assessment.model;
    exporter
        .words
        .say("badge_subject", &[("model", (&model.id).into())])
}

/// The badge of a current report as SVG.
pub fn badge(exporter: &Exporter<'_>, ix: ReportIx) -> Vec<u8> {
    let (text, ink) = value(exporter, ix);
    chart::badge(&subject(exporter, ix), &text, ink).into_bytes()
}

/// <https://shields.io/badges/endpoint-badge>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint {
    schema_version: u8,
    label: String,
    message: String,
    color: &'static str,
    label_color: &'static str,
}

/// The badge as the data that shields.io draws its own from, by the schema of its endpoint badge. No
/// time in the cache is given, for its own (five minutes) is good, and nothing is an error: a team
/// without a rating has a badge that says so.
pub fn shields(exporter: &Exporter<'_>, ix: ReportIx) -> Vec<u8> {
    let (message, ink) = value(exporter, ix);
    let endpoint = Endpoint {
        schema_version: 1,
        label: subject(exporter, ix),
        message,
        color: chart::badge_color(ink),
        label_color: chart::BADGE_INK,
    };
    let mut bytes = serde_json::to_vec(&endpoint).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
