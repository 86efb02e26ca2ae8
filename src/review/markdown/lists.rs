//! Lists of what changed beside the answers, each on one line.

use super::types::{INK, Page};
use crate::review::escape::{line, name, prose};
use crate::review::facts::{at, evidences, planned, turn};
use crate::review::record::{NoteChange, ReportChange};

/// How many items of a list are told.
const SHOWN: usize = 12;
/// How many characters of a note are told: enough to know it again.
const NOTE: usize = 80;

/// Items with a text between them, and how many there are besides.
pub(super) fn joined(mut items: Vec<String>, between: &str) -> String {
    if items.len() > SHOWN {
        let more = items.len() - SHOWN;
        items.truncate(SHOWN);
        items.push(format!("and {more} more"));
    }
    items.join(between)
}

/// The same with a title and the number of all; `None` where there are none.
pub(super) fn counted(title: &str, items: Vec<String>, between: &str) -> Option<String> {
    let n = items.len();
    (n > 0).then(|| format!("**{title} ({n}):** {}", joined(items, between)))
}

pub(super) fn evidence(page: &Page<'_>, report: &ReportChange) -> Option<String> {
    let items = evidences(report).map(|(what, evidence, at)| {
        let of = page.links.marked(&name(&evidence.answer), Some(at));
        let reference = page.links.evidence(&evidence.reference);
        format!("{what} {reference} of {of}")
    });
    counted("Evidence", items.collect(), " · ")
}

pub(super) fn notes(page: &Page<'_>, report: &ReportChange) -> Option<String> {
    let items = report.notes.iter().map(|note| {
        let place = at(report, note.line, note.base_line);
        let answer = page.links.marked(&name(&note.answer), place);
        format!("{answer} {}", first_words(note))
    });
    counted("Notes", items.collect(), " · ")
}

fn first_words(note: &NoteChange) -> String {
    let words = |text: &str| format!("“{}”", prose(&line(text, NOTE)));
    match (&note.base, &note.head) {
        (None, Some(head)) => format!("new: {}", words(head)),
        (Some(_), Some(head)) => format!("changed: {}", words(head)),
        (Some(base), None) => format!("removed: {}", words(base)),
        (None, None) => "changed".to_owned(),
    }
}

pub(super) fn plan(page: &Page<'_>, report: &ReportChange) -> Option<String> {
    let items = report.plan.iter().map(|plan| {
        let place = at(report, plan.line, plan.base_line);
        let kpa = page.links.marked(&name(&plan.kpa), place);
        format!("{kpa} {}", joined(planned(plan, INK), ", "))
    });
    counted("Plan", items.collect(), " · ")
}

pub(super) fn buy_in(page: &Page<'_>, report: &ReportChange) -> Option<String> {
    let items = report.buy_in.iter().map(|stance| {
        let place = at(report, stance.line, stance.base_line);
        let player = page.links.marked(&name(&stance.player), place);
        format!("{player} {}", turn(&stance.base, &stance.head, name))
    });
    counted("Buy-in", items.collect(), " · ")
}
