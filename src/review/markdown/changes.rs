use super::lists::{self, counted, joined};
use super::types::Page;
use crate::review::escape::{code, name, prose, short_code};
use crate::review::links::Side;
use crate::review::record::{
    AnswerChange, Direction, Flags, GoalRef, Kind, ReportChange, TeamChange,
};
use crate::review::words::{self, signed};

/// What changed in a report, one line for each kind of change.
pub(super) fn list(page: &Page<'_>, report: &ReportChange) -> Option<String> {
    let lines: Vec<String> = [
        level(report),
        gaps(page, report, "Gaps opened", &report.gaps.opened),
        gaps(page, report, "Gaps closed", &report.gaps.closed),
        roadmap(report),
        answers(page, report),
        lists::evidence(page, report),
        lists::notes(page, report),
        lists::plan(page, report),
        lists::buy_in(page, report),
        gaps(page, report, "Stale now", &report.stale),
        standing(report),
        assessment(page, report),
    ]
    .into_iter()
    .flatten()
    .map(|line| format!("- {line}"))
    .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Why the level is another one.
fn level(report: &ReportChange) -> Option<String> {
    let level = &report.level;
    let (answers, model) = (level.due_to_answers?, level.due_to_model?);
    if answers == 0 && model == 0 && level.base == level.head {
        return None;
    }
    let mut out = "**Level:** ".to_owned();
    if level.base == level.head {
        out.push_str("stays");
    } else {
        let id = |level: &Option<String>| level.as_deref().map_or("–".to_owned(), name);
        out.push_str(&format!("{} → {}", id(&level.base), id(&level.head)));
    }
    out.push_str(&format!(
        ", answers {}, model {}",
        signed(answers),
        signed(model)
    ));
    if !level.decided_by.is_empty() {
        let ids = level.decided_by.iter().map(|id| name(id)).collect();
        out.push_str(&format!(" · decided by {}", joined(ids, ", ")));
    }
    Some(out)
}

fn gaps(page: &Page<'_>, report: &ReportChange, title: &str, goals: &[GoalRef]) -> Option<String> {
    let items = goals.iter().map(|goal| {
        let at = goal
            .line
            .map(|line| (Side::Head, report.file.as_str(), line));
        let id = page.links.marked(&name(&goal.id), at);
        format!("{id} {}", short_code(&goal.statement))
    });
    counted(title, items.collect(), "; ")
}

fn roadmap(report: &ReportChange) -> Option<String> {
    let roadmap = &report.roadmap;
    // With a report comes and goes its roadmap; there is nothing that it could be compared with.
    let same = roadmap.base == roadmap.head || report.change != Kind::Modified;
    if same
        && [&roadmap.entered, &roadmap.left, &roadmap.moved]
            .iter()
            .all(|l| l.is_empty())
    {
        return None;
    }
    let ids = |ids: &[String]| match ids {
        [] => "none".to_owned(),
        ids => joined(ids.iter().map(|id| name(id)).collect(), ", "),
    };
    let to = match &roadmap.head {
        Some(level) => format!("**Roadmap to level {}**", name(level)),
        None => "**Roadmap:** none any more".to_owned(),
    };
    let before = match &roadmap.base {
        Some(base) if !same => format!(" (it led to {})", name(base)),
        _ => String::new(),
    };
    let mut out = format!(
        "{to}{before} enters: {} · leaves: {}",
        ids(&roadmap.entered),
        ids(&roadmap.left)
    );
    if !roadmap.moved.is_empty() {
        out.push_str(&format!(" · moves: {}", ids(&roadmap.moved)));
    }
    Some(out)
}

fn answers(page: &Page<'_>, report: &ReportChange) -> Option<String> {
    let items = report.answers.iter().map(|a| answer(page, report, a));
    counted("Answers", items.collect(), " · ")
}

fn answer(page: &Page<'_>, report: &ReportChange, answer: &AnswerChange) -> String {
    let head = answer
        .line
        .map(|line| (Side::Head, report.file.as_str(), line));
    let base = answer
        .base_line
        .map(|line| (Side::Base, lists::base_file(report), line));
    let rating = |rating: &Option<String>| rating.as_deref().map_or("unknown".to_owned(), name);
    let mut out = format!(
        "{} {} → {}",
        page.links.marked(&name(&answer.id), head.or(base)),
        rating(&answer.base),
        rating(&answer.head)
    );
    let unexplained = answer.direction == Direction::Down && !answer.note_changed;
    let unproven = answer.direction == Direction::Up && !answer.has_evidence;
    for (is, what) in [
        (unexplained, "same note"),
        (unproven, "no evidence"),
        (answer.stale, "stale"),
    ] {
        if is {
            out.push_str(&format!(", {what}"));
        }
    }
    out
}

/// Status, target and progress, where they differ. Of a report that came or went, the status alone.
fn standing(report: &ReportChange) -> Option<String> {
    let progress = &report.progress;
    let percent = |n: Option<u8>| n.map(|n| format!("{n} %"));
    let mut parts: Vec<String> = [pair("status", &report.status.base, &report.status.head)]
        .into_iter()
        .flatten()
        .collect();
    if report.change == Kind::Modified {
        parts.extend(pair("target", &report.target.base, &report.target.head));
        parts.extend(pair(
            "progress to the next level",
            &percent(progress.base),
            &percent(progress.head),
        ));
        let reached = &report.target_reached;
        parts.extend(turned(
            reached,
            "the target is reached",
            "the target is not reached any more",
        ));
        let stale = &report.report_stale;
        parts.extend(turned(
            stale,
            "the report is stale",
            "the report is not stale any more",
        ));
    }
    (!parts.is_empty()).then(|| format!("**Standing:** {}", parts.join(" · ")))
}

fn pair(what: &str, base: &Option<String>, head: &Option<String>) -> Option<String> {
    (base != head).then(|| format!("{what} {} → {}", word(base), word(head)))
}

fn word(word: &Option<String>) -> String {
    word.as_deref().map_or("none".to_owned(), name)
}

fn turned(flags: &Flags, on: &str, off: &str) -> Option<String> {
    match (flags.base, flags.head) {
        (false, true) => Some(on.to_owned()),
        (true, false) => Some(off.to_owned()),
        _ => None,
    }
}

/// Another assessment or version of the model is what counts now.
fn assessment(page: &Page<'_>, report: &ReportChange) -> Option<String> {
    let mut parts = Vec::new();
    let side = match report.change {
        Kind::Removed => Side::Base,
        Kind::Added | Kind::Modified | Kind::Renamed => Side::Head,
    };
    let (date, version) = match side {
        Side::Base => (&report.dates.base, &report.version.base),
        Side::Head => (&report.dates.head, &report.version.head),
    };
    match report.change {
        Kind::Added => parts.push("new".to_owned()),
        Kind::Removed => parts.push("removed".to_owned()),
        Kind::Modified | Kind::Renamed => {
            parts.extend(pair("dated", &report.dates.base, &report.dates.head));
            let version = &report.version;
            parts.extend(pair("model version", &version.base, &version.head));
        }
    }
    if report.change != Kind::Modified {
        parts.push(format!("dated {}", word(date)));
        parts.push(format!("model version {}", word(version)));
    }
    if report.prose {
        parts.push("its text changed".to_owned());
    }
    if parts.is_empty() {
        return None;
    }
    let place = page.links.place(side, &report.file, None);
    Some(format!("**Assessment** {place}: {}", parts.join(" · ")))
}

/// What changed of the team itself.
pub(super) fn of_team(page: &Page<'_>, team: &TeamChange) -> Option<String> {
    let mut lines = Vec::new();
    if let Some(twin) = &team.twin {
        lines.push(format!(
            "**The same answers** are those of {}: this may be the same team under another id; \
             `formerly` in its file would say so",
            code(twin)
        ));
    }
    let word = |word: &Option<String>| word.as_deref().map_or("none".to_owned(), prose);
    let fields = team.fields.iter().map(|field| {
        format!(
            "{} {} → {}",
            name(&field.name),
            word(&field.base),
            word(&field.head)
        )
    });
    if !team.fields.is_empty() {
        let side = if team.change == Kind::Removed {
            Side::Base
        } else {
            Side::Head
        };
        let place = page.links.place(side, &team.file, None);
        lines.push(format!(
            "**Team** {place}: {}",
            joined(fields.collect(), " · ")
        ));
    }
    if team.older > 0 {
        let older = words::count(team.older as usize, "older assessment");
        lines.push(format!("{older} changed, was added or removed"));
    }
    if team.prose {
        lines.push("Texts of the team changed".to_owned());
    }
    let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Whether there is nothing to tell of a report but that its text changed.
pub(super) fn is_prose(report: &ReportChange) -> bool {
    let level = &report.level;
    let evidence = &report.evidence;
    report.change == Kind::Modified
        && level.base == level.head
        && [level.due_to_answers, level.due_to_model]
            .iter()
            .all(|n| n.unwrap_or(0) == 0)
        && !(report.status.differs() || report.target.differs() || report.version.differs())
        && !report.dates.differs()
        && report.progress.base == report.progress.head
        && report.target_reached.base == report.target_reached.head
        && report.report_stale.base == report.report_stale.head
        && report.kpas.is_empty()
        && report.answers.is_empty()
        && report.gaps.opened.is_empty()
        && report.gaps.closed.is_empty()
        && roadmap(report).is_none()
        && evidence.added.is_empty()
        && evidence.removed.is_empty()
        && evidence.changed.is_empty()
        && report.notes.is_empty()
        && report.plan.is_empty()
        && report.buy_in.is_empty()
        && report.stale.is_empty()
}
