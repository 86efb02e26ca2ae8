//! What changed of a report beside its answers.

use super::types::{At, Item};
use super::wording::{clip, fields, or_none, pair};
use crate::review::links::Side;
use crate::review::record::{EvidenceRef, Flags, Kind, NoteChange, PlanChange, ReportChange};

pub fn evidence(report: &ReportChange) -> Vec<Item<'_>> {
    let tell = |what: &'static str, list: &'_ [EvidenceRef], side| {
        let items = list.iter().map(move |evidence| {
            let text = format!("{what} {}: {}", evidence.answer, evidence.reference);
            (clip(&text), side, evidence.line)
        });
        items.collect::<Vec<_>>()
    };
    let all = [
        tell("removed from", &report.evidence.removed, Side::Base),
        tell("added to", &report.evidence.added, Side::Head),
        tell("changed in", &report.evidence.changed, Side::Head),
    ];
    let items = all.into_iter().flatten().map(|(text, side, line)| Item {
        text,
        at: Some(At {
            side,
            file: file(report, side),
            line: Some(line),
        }),
    });
    items.collect()
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
    let what = match plan.change {
        Kind::Added => "added".to_owned(),
        Kind::Removed => "removed".to_owned(),
        Kind::Modified | Kind::Renamed => fields(&plan.fields),
    };
    Item {
        text: format!("{} {}: {what}", clip(&plan.kpa), clip(&plan.name)),
        at: at(report, plan.line, plan.base_line),
    }
}

pub fn buy_in(report: &ReportChange) -> Vec<Item<'_>> {
    let items = report.buy_in.iter().map(|stance| Item {
        text: format!(
            "{} {} → {}",
            clip(&stance.player),
            or_none(&stance.base),
            or_none(&stance.head)
        ),
        at: at(report, stance.line, stance.base_line),
    });
    items.collect()
}

/// Status, target and progress, where they differ. Of a report that came or went, the status alone.
pub fn standing(report: &ReportChange) -> Vec<Item<'_>> {
    let mut parts: Vec<Option<String>> =
        vec![pair("status", &report.status.base, &report.status.head)];
    if report.change == Kind::Modified {
        let percent = |n: Option<u8>| n.map(|n| format!("{n} %"));
        parts.push(pair("target", &report.target.base, &report.target.head));
        parts.push(pair(
            "progress to the next level",
            &percent(report.progress.base),
            &percent(report.progress.head),
        ));
        let turned = |flags: &Flags, on: &str, off: &str| match (flags.base, flags.head) {
            (false, true) => Some(on.to_owned()),
            (true, false) => Some(off.to_owned()),
            _ => None,
        };
        let reached = &report.target_reached;
        parts.push(turned(
            reached,
            "the target is reached",
            "the target is not reached any more",
        ));
        let stale = &report.report_stale;
        parts.push(turned(
            stale,
            "the report is stale",
            "the report is not stale any more",
        ));
    }
    parts.into_iter().flatten().map(Item::new).collect()
}

/// Another assessment or version of the model is what counts now.
pub fn assessment(report: &ReportChange) -> Vec<Item<'_>> {
    let (dates, version) = (&report.dates, &report.version);
    let side = match report.change {
        Kind::Removed => Side::Base,
        Kind::Added | Kind::Modified | Kind::Renamed => Side::Head,
    };
    let alone = |what: &str, date: &Option<String>, version: &Option<String>| {
        format!(
            "{what}, dated {}, model version {}",
            or_none(date),
            or_none(version)
        )
    };
    let mut parts = match report.change {
        Kind::Added => vec![alone("new", &dates.head, &version.head)],
        Kind::Removed => vec![alone("removed", &dates.base, &version.base)],
        Kind::Modified | Kind::Renamed => [
            pair("dated", &dates.base, &dates.head),
            pair("model version", &version.base, &version.head),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    if report.prose {
        parts.push("its text changed".to_owned());
    }
    let at = At {
        side,
        file: file(report, side),
        line: None,
    };
    match parts.is_empty() {
        true => Vec::new(),
        false => vec![Item {
            text: parts.join(", "),
            at: Some(at),
        }],
    }
}

/// The file of a side.
pub fn file(report: &ReportChange, side: Side) -> &str {
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
