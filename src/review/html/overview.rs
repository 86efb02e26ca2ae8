use super::markup::{Html, Sides};
use super::team::{arrow, link};
use crate::review::facts::{self, Trend};
use crate::review::findings;
use crate::review::record::{Diff, Finding, ReportChange, TeamChange};
use crate::review::words::{self, signed};

/// How many findings stand above all.
const SHOWN: usize = 50;

/// What was compared, and what there is to say of all.
pub(super) fn facts(html: &mut Html, diff: &Diff) {
    html.raw("<dl class=\"facts\">\n");
    for (name, value) in [
        ("From", words::end(&diff.base)),
        ("To", words::end(&diff.head)),
        ("As of", diff.date.clone()),
    ] {
        html.raw(&format!("<div><dt>{name}</dt><dd>"));
        html.text(&value);
        html.raw("</dd></div>\n");
    }
    html.raw("</dl>\n");
    if let Some(others) = words::others(diff) {
        html.element("p", "say", &others);
    }
    for end in [&diff.base, &diff.head] {
        if let Some(incomplete) = words::incomplete(end) {
            let text = format!("{} {incomplete}.", words::end(end));
            html.element("p", "notice", &text);
        }
    }
}

/// What gates found, those that fail first.
pub(super) fn findings(html: &mut Html, diff: &Diff, sides: &Sides<'_>) {
    let hits: u64 = findings::hit(diff).map(|gate| u64::from(gate.hits)).sum();
    if hits == 0 {
        return;
    }
    html.element("h2", "", "Look at these first");
    html.raw("<ul class=\"pressing\">\n");
    let all = findings::hit(diff).flat_map(|gate| gate.findings.iter().map(move |f| (gate, f)));
    let mut told = 0;
    for (gate, finding) in all.take(SHOWN) {
        html.raw("<li>");
        finding_of(html, diff, finding);
        html.raw("<span>");
        let sort = if gate.tripped { "fails" } else { "warning" };
        html.raw(&format!("{sort} <code>{}</code>", gate.id.word()));
        if let Some(at) = findings::at(finding) {
            html.raw(" · ");
            html.place(sides, at);
        }
        html.raw("</span></li>\n");
        told += 1;
    }
    html.raw("</ul>\n");
    if hits > told {
        html.element("p", "meta", &format!("…and {} more", hits - told));
    }
}

fn finding_of(html: &mut Html, diff: &Diff, finding: &Finding) {
    if let Some(team) = finding.team_name.as_ref().or(finding.team.as_ref()) {
        html.raw("<b>");
        html.name(&facts::clip(team));
        html.raw("</b>");
        if let Some(model) = finding.model.as_ref().filter(|_| diff.ladders.len() > 1) {
            html.raw(" ");
            html.text(&facts::clip(model));
        }
        html.raw(": ");
    }
    html.sentence(&finding.message);
}

/// All reports that changed, those that fell first.
pub(super) fn table(html: &mut Html, diff: &Diff, sides: &Sides<'_>) {
    let rows = diff.teams.iter().enumerate();
    let mut rows: Vec<(usize, &TeamChange, &ReportChange)> = rows
        .flat_map(|(number, team)| team.reports.iter().map(move |one| (number, team, one)))
        .collect();
    if rows.is_empty() {
        return;
    }
    rows.sort_by_key(|(_, _, report)| Trend::of(&report.level));
    html.element("h2", "", "What changes");
    let heads = [
        ("", "Team"),
        ("", "Level"),
        ("num", "By answers"),
        ("num", "By model"),
        ("", "Blocked by"),
        ("num", "Gaps"),
    ];
    html.open_table("What changes, by team", &heads);
    for (number, team, report) in rows {
        row(html, sides, number, (team, report));
    }
    html.close_table();
}

fn row(html: &mut Html, sides: &Sides<'_>, number: usize, of: (&TeamChange, &ReportChange)) {
    let (team, report) = of;
    html.raw("<tr><th scope=\"row\">");
    link(html, number, team);
    if sides.names_models {
        html.raw(" <small>");
        html.text(&facts::clip(&report.model));
        html.raw("</small>");
    }
    html.raw("</th><td class=\"level\">");
    html.raw(arrow(Trend::of(&report.level)));
    html.text(&facts::level(&report.level));
    html.raw("</td>");
    let steps = |n: Option<i32>| n.map_or("–".to_owned(), signed);
    html.cell("num", &steps(report.level.due_to_answers));
    html.cell("num", &steps(report.level.due_to_model));
    let blocker = report.blocked_by.as_ref().map(|by| {
        let name = facts::clip(&by.name);
        format!("{name} ({} of {})", by.satisfied, by.goals)
    });
    html.cell("", blocker.as_deref().unwrap_or("–"));
    let gaps = &report.gaps;
    html.cell(
        "num gaps",
        &format!("+{} −{}", gaps.opened.len(), gaps.closed.len()),
    );
    html.raw("</tr>\n");
}
