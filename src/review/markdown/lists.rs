//! Lists of what changed beside the answers, each on one line.

use super::types::Page;
use crate::review::escape::{code, line, name, prose};
use crate::review::links::Side;
use crate::review::record::{EvidenceRef, Field, Kind, NoteChange, PlanChange, ReportChange};

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

/// Where the lines of base stand.
pub(super) fn base_file(report: &ReportChange) -> &str {
    report.base_file.as_deref().unwrap_or(&report.file)
}

type At<'a> = Option<(Side, &'a str, u32)>;

/// The line in head, or in base for what is there no more.
fn at(report: &ReportChange, head: Option<u32>, base: Option<u32>) -> At<'_> {
    let head = head.map(|line| (Side::Head, report.file.as_str(), line));
    head.or_else(|| base.map(|line| (Side::Base, base_file(report), line)))
}

pub(super) fn evidence(page: &Page<'_>, report: &ReportChange) -> Option<String> {
    let mut items = Vec::new();
    let mut tell = |list: &[EvidenceRef], what: &str, side| {
        let file = match side {
            Side::Head => report.file.as_str(),
            Side::Base => base_file(report),
        };
        items.extend(list.iter().map(|evidence| {
            let of = page
                .links
                .marked(&name(&evidence.answer), Some((side, file, evidence.line)));
            format!(
                "{what} {} of {of}",
                page.links.evidence(&evidence.reference)
            )
        }));
    };
    tell(&report.evidence.removed, "removed", Side::Base);
    tell(&report.evidence.added, "added", Side::Head);
    tell(&report.evidence.changed, "changed", Side::Head);
    counted("Evidence", items, " · ")
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
        format!("{kpa} {}", planned(plan))
    });
    counted("Plan", items.collect(), " · ")
}

fn planned(plan: &PlanChange) -> String {
    match plan.change {
        Kind::Added => "added".to_owned(),
        Kind::Removed => "removed".to_owned(),
        Kind::Modified | Kind::Renamed => joined(plan.fields.iter().map(field).collect(), ", "),
    }
}

/// `status open → started`; of a text only that it changed.
pub(super) fn field(field: &Field) -> String {
    if field.name == "note" {
        return "note changed".to_owned();
    }
    let value = |value: &Option<String>| value.as_deref().map_or("none".to_owned(), code);
    format!(
        "{} {} → {}",
        name(&field.name),
        value(&field.base),
        value(&field.head)
    )
}

pub(super) fn buy_in(page: &Page<'_>, report: &ReportChange) -> Option<String> {
    let items = report.buy_in.iter().map(|stance| {
        let place = at(report, stance.line, stance.base_line);
        let word = |word: &Option<String>| word.as_deref().map_or("none".to_owned(), name);
        format!(
            "{} {} → {}",
            page.links.marked(&name(&stance.player), place),
            word(&stance.base),
            word(&stance.head)
        )
    });
    counted("Buy-in", items.collect(), " · ")
}
