use super::types::{Page, Row, Step};
use crate::review::escape::{cell, code, link, name};
use crate::review::facts::Trend;
use crate::review::record::{Kind, ReportChange, TeamChange};
use crate::review::words::signed;

const HEAD: &str = "| Team | Level | Answers | Model | Blocked by | Gaps |\n\
                    |:--|:--|:--:|:--:|:--|--:|";

/// The changed rows, those that fell first.
pub(super) fn table(page: &Page<'_>, step: Step) -> Option<String> {
    let rows = rows(page);
    if rows.is_empty() {
        return None;
    }
    let shown = if step >= Step::Table {
        page.room.rows
    } else {
        rows.len()
    };
    let mut out = HEAD.to_owned();
    for row in rows.iter().take(shown) {
        out.push('\n');
        out.push_str(&line(page, *row));
    }
    if let Some(more) = rows.len().checked_sub(shown).filter(|more| *more > 0) {
        out.push_str(&format!("\n\n…and {more} more"));
        if let Some(report) = page.full_report() {
            out.push_str(&format!(", see the {report}"));
        }
        out.push('.');
    }
    Some(out)
}

/// Falls, the deepest first; rises, the highest first; then what else is worth a row, those with
/// opened gaps first; each in the order of the teams.
fn rows<'a>(page: &Page<'a>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = page
        .diff
        .teams
        .iter()
        .flat_map(|team| team.reports.iter().map(move |report| Row { team, report }))
        .filter(|row| is_worth_a_row(row.report))
        .collect();
    rows.sort_by_key(|row| {
        let opened = std::cmp::Reverse(row.report.gaps.opened.len());
        match row.report.level.steps.unwrap_or(0) {
            steps if steps < 0 => (0, i64::from(steps), opened),
            steps if steps > 0 => (1, -i64::from(steps), opened),
            _ => (2, 0, opened),
        }
    });
    rows
}

fn is_worth_a_row(report: &ReportChange) -> bool {
    let level = &report.level;
    report.change != Kind::Modified
        || level.base != level.head
        || [level.due_to_answers, level.due_to_model]
            .iter()
            .any(|steps| steps.unwrap_or(0) != 0)
        || report.status.differs()
        || report.target_reached.base != report.target_reached.head
        || !(report.kpas.is_empty() && report.answers.is_empty())
        || !(report.gaps.opened.is_empty() && report.gaps.closed.is_empty())
}

fn line(page: &Page<'_>, row: Row<'_>) -> String {
    let report = row.report;
    let steps = |steps: Option<i32>| steps.map_or("–".to_owned(), signed);
    let blocked = report.blocked_by.as_ref().map_or("–".to_owned(), |by| {
        format!("{} ({} of {})", name(&by.name), by.satisfied, by.goals)
    });
    let cells = [
        team(page, row),
        level(report),
        steps(report.level.due_to_answers),
        steps(report.level.due_to_model),
        blocked,
        format!(
            "+{} −{}",
            report.gaps.opened.len(),
            report.gaps.closed.len()
        ),
    ];
    format!("| {} |", cells.map(|text| cell(&text)).join(" | "))
}

fn team(page: &Page<'_>, row: Row<'_>) -> String {
    let sign = match Trend::of(&row.report.level) {
        Trend::Falls => "▼",
        Trend::Rises => "▲",
        Trend::Other => "·",
    };
    let mut out = format!("{sign} {}", linked(page, row.team));
    if page.names_models {
        out.push_str(&format!(" · {}", code(&row.report.model)));
    }
    out.push_str(match row.report.change {
        Kind::Added => " (new)",
        Kind::Removed => " (removed)",
        Kind::Modified | Kind::Renamed => "",
    });
    out
}

/// A team's name that leads to its page.
fn linked(page: &Page<'_>, team: &TeamChange) -> String {
    let text = name(&team.name);
    match team.page.as_deref().and_then(|path| page.links.page(path)) {
        Some(url) => link(&text, &url),
        None => text,
    }
}

/// `3 → **2**`, or the level that stays.
fn level(report: &ReportChange) -> String {
    let level = &report.level;
    let id = |level: &Option<String>| level.as_deref().map_or("–".to_owned(), name);
    if level.base == level.head {
        id(&level.head)
    } else if level.head.is_none() {
        format!("{} → –", id(&level.base))
    } else {
        format!("{} → **{}**", id(&level.base), id(&level.head))
    }
}
