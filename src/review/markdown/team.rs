use super::fence::fence;
use super::types::{Page, Step};
use super::{changes, facts};
use crate::review::escape::{code, html};
use crate::review::record::{Kind, TeamChange};
use crate::review::words;

/// How many details are open; more of them would bury what follows.
const OPEN: usize = 3;

/// The details of each team of which there is more to tell than that its texts changed.
pub(super) fn blocks(page: &Page<'_>, step: Step) -> Vec<String> {
    if step >= Step::Table {
        return Vec::new();
    }
    let (falling, others): (Vec<&TeamChange>, Vec<&TeamChange>) =
        page.diff.teams.iter().partition(|team| falls(team));
    let told = falling.len() + others.iter().filter(|team| !is_prose(team)).count();
    let mut open = if step == Step::Full { OPEN } else { 0 };
    let mut blocks: Vec<String> = falling
        .iter()
        .map(|team| {
            let is_open = open > 0;
            open = open.saturating_sub(1);
            block(page, team, is_open)
        })
        .collect();
    if step < Step::Drops {
        let others = others.into_iter().filter(|team| !is_prose(team));
        blocks.extend(others.map(|team| block(page, team, false)));
    } else if told > blocks.len() {
        let n = told - blocks.len();
        let report = page
            .full_report()
            .map(|report| format!(": see the {report}"));
        blocks.push(format!(
            "Details of {} are left out here{}.",
            words::count(n, "other team"),
            report.unwrap_or_default()
        ));
    }
    blocks
}

fn falls(team: &TeamChange) -> bool {
    team.reports
        .iter()
        .any(|report| report.level.steps.is_some_and(|steps| steps < 0))
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
