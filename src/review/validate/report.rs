use super::diff::field;
use super::place::Place;
use super::rules::{Checked, all, date, each, file, id, maybe, name, rating, text, word};
use crate::review::record::{
    AnswerChange, EvidenceChange, EvidenceRef, GoalRef, KpaChange, LevelChange, NoteChange, Pair,
    PlanChange, ReportChange, Roadmap, StanceChange,
};

const STATUSES: [&str; 3] = ["rated", "provisional", "unrated"];
const RATINGS: [&str; 4] = ["satisfied", "unsatisfied", "not-rated", "not-applicable"];
const STANCES: [&str; 4] = ["opposes", "neutral", "supports", "leads"];

/// Checks the change of a report.
pub(super) fn check(at: &Place<'_>, report: &ReportChange) -> Checked {
    id(&at.key("model"), &report.model)?;
    pair(&at.key("version"), &report.version, id)?;
    file(&at.key("file"), &report.file)?;
    maybe(&at.key("base-file"), &report.base_file, file)?;
    pair(&at.key("dates"), &report.dates, date)?;
    level(&at.key("level"), &report.level)?;
    pair(&at.key("status"), &report.status, |at, status| {
        word(at, status, &STATUSES)
    })?;
    for (key, percent) in [
        ("base", report.progress.base),
        ("head", report.progress.head),
    ] {
        if percent.is_some_and(|percent| percent > 100) {
            return Err(at.key("progress").key(key).wrong("more than 100 percent"));
        }
    }
    pair(&at.key("target"), &report.target, id)?;
    if let Some(by) = &report.blocked_by {
        let at = at.key("blocked-by");
        id(&at.key("kpa"), &by.kpa)?;
        name(&at.key("name"), &by.name)?;
    }
    each(&at.key("kpas"), &report.kpas, kpa)?;
    each(&at.key("answers"), &report.answers, answer)?;
    let gaps = at.key("gaps");
    each(&gaps.key("opened"), &report.gaps.opened, goal)?;
    each(&gaps.key("closed"), &report.gaps.closed, goal)?;
    roadmap(&at.key("roadmap"), &report.roadmap)?;
    evidence(&at.key("evidence"), &report.evidence)?;
    each(&at.key("notes"), &report.notes, note)?;
    each(&at.key("plan"), &report.plan, plan)?;
    each(&at.key("buy-in"), &report.buy_in, stance)?;
    each(&at.key("stale"), &report.stale, goal)
}

fn pair(at: &Place<'_>, pair: &Pair, check: fn(&Place<'_>, &str) -> Checked) -> Checked {
    maybe(&at.key("base"), &pair.base, check)?;
    maybe(&at.key("head"), &pair.head, check)
}

fn level(at: &Place<'_>, level: &LevelChange) -> Checked {
    maybe(&at.key("base"), &level.base, id)?;
    maybe(&at.key("head"), &level.head, id)?;
    maybe(&at.key("base-name"), &level.base_name, name)?;
    maybe(&at.key("head-name"), &level.head_name, name)?;
    all(&at.key("decided-by"), &level.decided_by, id)
}

fn kpa(at: &Place<'_>, kpa: &KpaChange) -> Checked {
    id(&at.key("id"), &kpa.id)?;
    name(&at.key("name"), &kpa.name)?;
    let rating = |at: &Place<'_>, rating: &str| word(at, rating, &RATINGS);
    maybe(&at.key("base"), &kpa.base, rating)?;
    maybe(&at.key("head"), &kpa.head, rating)?;
    id(&at.key("level"), &kpa.level)?;
    all(&at.key("goals"), &kpa.goals, id)
}

fn answer(at: &Place<'_>, answer: &AnswerChange) -> Checked {
    id(&at.key("id"), &answer.id)?;
    id(&at.key("kpa"), &answer.kpa)?;
    name(&at.key("statement"), &answer.statement)?;
    maybe(&at.key("base"), &answer.base, rating)?;
    maybe(&at.key("head"), &answer.head, rating)
}

fn goal(at: &Place<'_>, goal: &GoalRef) -> Checked {
    id(&at.key("id"), &goal.id)?;
    id(&at.key("kpa"), &goal.kpa)?;
    name(&at.key("statement"), &goal.statement)
}

fn roadmap(at: &Place<'_>, roadmap: &Roadmap) -> Checked {
    maybe(&at.key("base"), &roadmap.base, id)?;
    maybe(&at.key("head"), &roadmap.head, id)?;
    all(&at.key("entered"), &roadmap.entered, id)?;
    all(&at.key("left"), &roadmap.left, id)?;
    all(&at.key("moved"), &roadmap.moved, id)
}

fn evidence(at: &Place<'_>, evidence: &EvidenceChange) -> Checked {
    let reference = |at: &Place<'_>, evidence: &EvidenceRef| {
        id(&at.key("answer"), &evidence.answer)?;
        text(&at.key("ref"), &evidence.reference)
    };
    each(&at.key("added"), &evidence.added, reference)?;
    each(&at.key("removed"), &evidence.removed, reference)?;
    each(&at.key("changed"), &evidence.changed, reference)
}

fn note(at: &Place<'_>, note: &NoteChange) -> Checked {
    id(&at.key("answer"), &note.answer)?;
    maybe(&at.key("base"), &note.base, text)?;
    maybe(&at.key("head"), &note.head, text)
}

fn plan(at: &Place<'_>, plan: &PlanChange) -> Checked {
    id(&at.key("kpa"), &plan.kpa)?;
    name(&at.key("name"), &plan.name)?;
    each(&at.key("fields"), &plan.fields, field)
}

fn stance(at: &Place<'_>, stance: &StanceChange) -> Checked {
    name(&at.key("player"), &stance.player)?;
    let word = |at: &Place<'_>, stance: &str| word(at, stance, &STANCES);
    maybe(&at.key("base"), &stance.base, word)?;
    maybe(&at.key("head"), &stance.head, word)
}
