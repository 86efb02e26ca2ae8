use super::lists::{self, counted, joined};
use super::types::{INK, Page};
use crate::review::escape::{code, name, prose, short_code};
use crate::review::facts::{self, Ink, field, twin_of};
use crate::review::record::{AnswerChange, GoalRef, Kind, ReportChange, TeamChange};
use crate::review::words::signed;

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
        let at = facts::at(report, goal.line, None);
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
    let rating = |rating: &Option<String>| rating.as_deref().map_or("unknown".to_owned(), name);
    let id = name(&answer.id);
    let mut parts = vec![format!(
        "{} {} → {}",
        page.links.marked(&id, facts::of_answer(report, answer)),
        rating(&answer.base),
        rating(&answer.head)
    )];
    parts.extend(facts::remarks(answer).into_iter().map(str::to_owned));
    parts.join(", ")
}

fn standing(report: &ReportChange) -> Option<String> {
    let parts = facts::standing(report, name);
    (!parts.is_empty()).then(|| format!("**Standing:** {}", parts.join(" · ")))
}

fn assessment(page: &Page<'_>, report: &ReportChange) -> Option<String> {
    let parts = facts::assessment(report, name);
    let place = page.links.place(facts::of_assessment(report));
    (!parts.is_empty()).then(|| format!("**Assessment** {place}: {}", parts.join(" · ")))
}

/// What changed of the team itself.
pub(super) fn of_team(page: &Page<'_>, team: &TeamChange) -> Option<String> {
    let twin = team.twin.as_deref();
    let mut lines: Vec<String> = twin.map(|id| twin_of(&code(id))).into_iter().collect();
    if !team.fields.is_empty() {
        let ink = Ink { code: prose, ..INK };
        let fields = team.fields.iter().map(|one| field(one, ink));
        let place = page.links.place(facts::of_file(team));
        lines.push(format!(
            "**Team** {place}: {}",
            joined(fields.collect(), " · ")
        ));
    }
    lines.extend(facts::older(team));
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
