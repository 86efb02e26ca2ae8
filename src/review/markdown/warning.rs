use super::types::Page;
use crate::review::escape::{code, name, sentence};
use crate::review::findings;
use crate::review::record::{Finding, GateId};

/// How many findings are told.
const SHOWN: usize = 10;

/// The findings of gates, those that fail first, each with its rule and the line.
pub(super) fn block(page: &Page<'_>) -> Option<String> {
    let gates = || findings::hit(page.diff);
    let all: u64 = gates().map(|gate| u64::from(gate.hits)).sum();
    let mut lines: Vec<String> = gates()
        .flat_map(|gate| gate.findings.iter().map(|finding| (gate.id, finding)))
        .take(SHOWN)
        .map(|(id, finding)| item(page, id, finding))
        .collect();
    if all == 0 {
        return None;
    }
    let more = all.saturating_sub(lines.len() as u64);
    if more > 0 {
        let report = page
            .full_report()
            .map(|report| format!(", see the {report}"));
        lines.push(format!(
            "> - …and {more} more{}",
            report.unwrap_or_default()
        ));
    }
    Some(format!(
        "> [!WARNING]\n> **Look at these first**\n{}",
        lines.join("\n")
    ))
}

fn item(page: &Page<'_>, id: GateId, finding: &Finding) -> String {
    let mut out = "> - ".to_owned();
    if let Some(team) = finding.team_name.as_ref().or(finding.team.as_ref()) {
        out.push_str(&format!("**{}** · ", name(team)));
        if let Some(model) = finding.model.as_ref().filter(|_| page.names_models) {
            out.push_str(&format!("{} · ", code(model)));
        }
    }
    // A message that names the goal is not told twice what it is about.
    let about = finding.goal.as_ref().or(finding.kpa.as_ref());
    if let Some(about) = about.filter(|id| !finding.message.contains(&format!("`{id}`"))) {
        out.push_str(&format!("{} · ", code(about)));
    }
    out.push_str(&format!(
        "{} ({})",
        sentence(&finding.message),
        code(id.word())
    ));
    if let Some(at) = findings::at(finding) {
        out.push_str(&format!(" {}", page.links.place(at)));
    }
    out
}
