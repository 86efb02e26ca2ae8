use super::fence::fence;
use super::types::{Page, Step};
use super::{changes, facts};
use crate::diagnostic::counted;
use crate::review::escape::{code, html};
use crate::review::facts::Trend;
use crate::review::record::{Kind, TeamChange};

/// How many details are open; more of them would bury what follows.
const OPEN: usize = 3;

/// The details of teams whose level falls, in the order of the record; the first of them open.
pub(super) fn falling(page: &Page<'_>, step: Step, most: usize) -> Vec<String> {
    let open = if step == Step::Full { OPEN } else { 0 };
    let teams = page.diff.teams.iter().filter(|team| falls(team));
    teams
        .take(most)
        .enumerate()
        .map(|(index, team)| block(page, team, index < open))
        .collect()
}

/// The details of the others of which there is more to tell than that their texts changed.
pub(super) fn others(page: &Page<'_>) -> Vec<String> {
    let teams = page.diff.teams.iter();
    teams
        .filter(|team| !falls(team) && !is_prose(team))
        .map(|team| block(page, team, false))
        .collect()
}

/// Says of how many teams no details are shown.
pub(super) fn left_out(page: &Page<'_>, shown: usize) -> Option<String> {
    let teams = page.diff.teams.iter();
    let told = teams.filter(|team| falls(team) || !is_prose(team)).count();
    let more = told.checked_sub(shown).filter(|more| *more > 0)?;
    let report = page
        .full_report()
        .map(|report| format!(": see the {report}"));
    Some(format!(
        "Details of {} are left out here{}.",
        counted(more, "other team"),
        report.unwrap_or_default()
    ))
}

fn falls(team: &TeamChange) -> bool {
    Trend::of_team(team) == Trend::Falls
}

/// Nothing but texts changed.
pub(super) fn is_prose(team: &TeamChange) -> bool {
    team.change == Kind::Modified
        && team.fields.is_empty()
        && team.older == 0
        && team.reports.iter().all(changes::is_prose)
        && (team.prose || team.reports.iter().any(|report| report.prose))
}

fn block(page: &Page<'_>, team: &TeamChange, open: bool) -> String {
    let open = if open { " open" } else { "" };
    let mut parts = vec![format!(
        "<details{open}><summary><b>{}</b>: {}</summary>",
        html(&team.name),
        summary(page, team)
    )];
    parts.extend(changes::of_team(page, team));
    for report in &team.reports {
        if team.reports.len() > 1 {
            parts.push(format!("**Model** {}", code(&report.model)));
        }
        parts.extend(fence(report));
        parts.extend(changes::list(page, report));
    }
    parts.push("</details>".to_owned());
    parts.join("\n\n")
}

/// The line that can be seen while the details are closed, as HTML.
fn summary(page: &Page<'_>, team: &TeamChange) -> String {
    let mut parts = Vec::new();
    match team.change {
        Kind::Added => parts.push("new team".to_owned()),
        Kind::Removed => parts.push("removed".to_owned()),
        Kind::Renamed => {
            let formerly = team.formerly.as_deref().unwrap_or("another id");
            parts.push(format!("was <code>{}</code>", html(formerly)));
        }
        Kind::Modified => {}
    }
    for report in &team.reports {
        let facts = facts::of(report);
        if facts.is_empty() {
            continue;
        }
        let model = if page.names_models {
            format!("<code>{}</code> ", html(&report.model))
        } else {
            String::new()
        };
        parts.push(format!("{model}{}", facts.join(", ")));
    }
    if parts.is_empty() {
        parts.push("level and gaps stay".to_owned());
    }
    parts.join("; ")
}
