//! What changed of a report beside its answers.

use super::types::Item;
use super::wording::{Ink, Word, clip, field, turn};
use crate::review::links::{At, Side};
use crate::review::record::{EvidenceRef, Flags, Kind, NoteChange, PlanChange, ReportChange};
use crate::review::words::done;

pub fn evidence(report: &ReportChange) -> Vec<Item<'_>> {
    let items = evidences(report).map(|(what, evidence, at)| {
        let of = match what {
            "removed" => "from",
            "added" => "to",
            _ => "in",
        };
        let text = format!("{what} {of} {}: {}", evidence.answer, evidence.reference);
        Item {
            text: clip(&text),
            at: Some(at),
        }
    });
    items.collect()
}

/// What became of evidence, and where it stands.
pub fn evidences(
    report: &ReportChange,
) -> impl Iterator<Item = (&'static str, &EvidenceRef, At<'_>)> {
    let lists = [
        ("removed", &report.evidence.removed, Side::Base),
        ("added", &report.evidence.added, Side::Head),
        ("changed", &report.evidence.changed, Side::Head),
    ];
    lists.into_iter().flat_map(move |(what, list, side)| {
        let file = file(report, side);
        list.iter().map(move |evidence| {
            let line = Some(evidence.line);
            (what, evidence, At { side, file, line })
        })
    })
}

pub fn note<'d>(report: &'d ReportChange, note: &'d NoteChange) -> Item<'d> {
    let quote = |text: &str| format!("“{}”", clip(text));
    let text = match (&note.base, &note.head) {
        (None, Some(head)) => format!("new: {}", quote(head)),
        (Some(base), Some(head)) => format!("{} → {}", quote(base), quote(head)),
        (Some(base), None) => format!("removed: {}", quote(base)),
        (None, None) => "changed".to_owned(),
    };
    Item {
        text: format!("{} {text}", clip(&note.answer)),
        at: at(report, note.line, note.base_line),
    }
}

pub fn plan<'d>(report: &'d ReportChange, plan: &'d PlanChange) -> Item<'d> {
    let what = planned(plan, Ink::PLAIN).join(", ");
    Item {
        text: format!("{} {}: {what}", clip(&plan.kpa), clip(&plan.name)),
        at: at(report, plan.line, plan.base_line),
    }
}

/// What became of an item of the plan.
pub fn planned(plan: &PlanChange, ink: Ink) -> Vec<String> {
    match plan.change {
        Kind::Added | Kind::Removed => vec![done(plan.change).to_owned()],
        Kind::Modified | Kind::Renamed => plan.fields.iter().map(|one| field(one, ink)).collect(),
    }
}

pub fn buy_in(report: &ReportChange) -> Vec<Item<'_>> {
    let items = report.buy_in.iter().map(|stance| {
        let turn = turn(&stance.base, &stance.head, clip);
        Item {
            text: format!("{} {turn}", clip(&stance.player)),
            at: at(report, stance.line, stance.base_line),
        }
    });
    items.collect()
}

/// Status, target and progress, where they differ. Of a report that came or went, the status alone.
pub fn standing(report: &ReportChange, word: Word) -> Vec<String> {
    let pair = |what: &str, base, head| differing(what, base, head, word);
    let mut parts = vec![pair("status", &report.status.base, &report.status.head)];
    if report.change == Kind::Modified {
        let percent = |n: Option<u8>| n.map(|n| format!("{n} %"));
        parts.push(pair("target", &report.target.base, &report.target.head));
        parts.push(pair(
            "progress to the next level",
            &percent(report.progress.base),
            &percent(report.progress.head),
        ));
        parts.push(turned(
            &report.target_reached,
            "the target is reached",
            "the target is not reached any more",
        ));
        parts.push(turned(
            &report.report_stale,
            "the report is stale",
            "the report is not stale any more",
        ));
    }
    parts.into_iter().flatten().collect()
}

fn turned(flags: &Flags, on: &str, off: &str) -> Option<String> {
    match (flags.base, flags.head) {
        (false, true) => Some(on.to_owned()),
        (true, false) => Some(off.to_owned()),
        _ => None,
    }
}

fn differing(
    what: &str,
    base: &Option<String>,
    head: &Option<String>,
    word: Word,
) -> Option<String> {
    (base != head).then(|| format!("{what} {}", turn(base, head, word)))
}

/// Another assessment or version of the model is what counts now.
pub fn assessment(report: &ReportChange, word: Word) -> Vec<String> {
    let (dates, version) = (&report.dates, &report.version);
    let alone = |what: &str, date: &Option<String>, version: &Option<String>| {
        let word = |text: &Option<String>| text.as_deref().map_or("none".to_owned(), word);
        let (date, version) = (word(date), word(version));
        vec![
            what.to_owned(),
            format!("dated {date}"),
            format!("model version {version}"),
        ]
    };
    let mut parts = match report.change {
        Kind::Added => alone("new", &dates.head, &version.head),
        Kind::Removed => alone("removed", &dates.base, &version.base),
        Kind::Modified | Kind::Renamed => [
            differing("dated", &dates.base, &dates.head, word),
            differing("model version", &version.base, &version.head, word),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    if report.prose {
        parts.push("its text changed".to_owned());
    }
    parts
}

/// The file of the assessment.
pub fn of_assessment(report: &ReportChange) -> At<'_> {
    let side = Side::of(report.change);
    At {
        side,
        file: file(report, side),
        line: None,
    }
}

/// The file of a side.
fn file(report: &ReportChange, side: Side) -> &str {
    match (side, &report.base_file) {
        (Side::Base, Some(file)) => file,
        _ => &report.file,
    }
}

/// The line in head, or in base for what is there no more.
pub fn at(report: &ReportChange, head: Option<u32>, base: Option<u32>) -> Option<At<'_>> {
    let (side, line) = match (head, base) {
        (Some(line), _) => (Side::Head, line),
        (None, line) => (Side::Base, line?),
    };
    Some(At {
        side,
        file: file(report, side),
        line: Some(line),
    })
}
