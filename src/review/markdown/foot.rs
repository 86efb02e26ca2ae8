use std::collections::BTreeMap;

use super::lists::joined;
use super::team;
use super::types::{INK, Page};
use crate::review::escape::{code, name, sentence};
use crate::review::facts::acceptance;
use crate::review::findings;
use crate::review::links::{At, Side};
use crate::review::record::{Diff, Problem};
use crate::review::words;

/// How many problems are told.
const PROBLEMS: usize = 10;

/// What is wrong in head and was not in base.
pub(super) fn problems(page: &Page<'_>) -> Option<String> {
    let all = &page.diff.diagnostics;
    if all.is_empty() {
        return None;
    }
    let mut lines: Vec<String> = all
        .iter()
        .take(PROBLEMS)
        .map(|p| problem(page, p))
        .collect();
    if all.len() > PROBLEMS {
        lines.push(format!("- …and {} more", all.len() - PROBLEMS));
    }
    let n = all.len();
    Some(format!("**New problems ({n})**\n\n{}", lines.join("\n")))
}

fn problem(page: &Page<'_>, problem: &Problem) -> String {
    let mut out = format!("- {} ", name(&problem.severity));
    if let Some(file) = &problem.file {
        let (side, line) = (Side::Head, problem.line);
        let place = page.links.place(At { side, file, line });
        out.push_str(&format!("{place} "));
    }
    out.push_str(&format!(
        "{} ({})",
        sentence(&problem.message),
        code(&problem.code)
    ));
    if let Some(help) = problem.help.first() {
        out.push_str(&format!("; {}", sentence(help)));
    }
    out
}

/// What concerns the comparison as a whole, one line for each.
pub(super) fn list(page: &Page<'_>) -> Option<String> {
    let lines: Vec<String> = [
        prose_only(page),
        units(page),
        soon_stale(page),
        review(page),
        gates(page),
        accepted(page),
    ]
    .into_iter()
    .flatten()
    .map(|line| format!("- {line}"))
    .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn prose_only(page: &Page<'_>) -> Option<String> {
    let teams = page.diff.teams.iter().filter(|team| team::is_prose(team));
    let names: Vec<String> = teams.map(|team| name(&team.name)).collect();
    (!names.is_empty()).then(|| format!("**Texts alone:** {}", joined(names, " · ")))
}

fn units(page: &Page<'_>) -> Option<String> {
    let units = page.diff.units.iter().map(|unit| {
        let path = code(&unit.path.join(" / "));
        format!("{path} {}", words::done(unit.change))
    });
    let units: Vec<String> = units.collect();
    (!units.is_empty()).then(|| format!("**Units:** {}", joined(units, " · ")))
}

fn soon_stale(page: &Page<'_>) -> Option<String> {
    let soon = page.diff.soon_stale.iter().map(|soon| {
        let model = if page.names_models {
            format!(" {}", code(&soon.model))
        } else {
            String::new()
        };
        format!("{}{model} on {}", name(&soon.name), name(&soon.on))
    });
    let soon: Vec<String> = soon.collect();
    (!soon.is_empty()).then(|| format!("**Stale within 30 days:** {}", joined(soon, " · ")))
}

/// Who owns what changed. Names are code, so that nobody is called with each push.
fn review(page: &Page<'_>) -> Option<String> {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for team in &page.diff.teams {
        for owner in &team.owners {
            files.entry(owner).or_default().push(&team.file);
        }
    }
    let owners = files.into_iter().map(|(owner, files)| {
        let more = match files.len() {
            0 | 1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        let first = files.first().map_or(String::new(), |file| code(file));
        format!("{} ({first}{more})", code(owner))
    });
    let owners: Vec<String> = owners.collect();
    (!owners.is_empty()).then(|| format!("**Review:** {}", joined(owners, " · ")))
}

/// Each gate that is watched, with its hits; those without any together.
fn gates(page: &Page<'_>) -> Option<String> {
    let gates = &page.diff.gates;
    let mut parts: Vec<String> = hit(page.diff).collect();
    let quiet: Vec<String> = gates
        .iter()
        .filter(|gate| gate.hits == 0)
        .map(|gate| code(gate.id.word()))
        .collect();
    if !quiet.is_empty() {
        parts.push(format!("✅ {}", quiet.join(", ")));
    }
    (!parts.is_empty()).then(|| format!("**Gates:** {}", parts.join(" · ")))
}

fn hit(diff: &Diff) -> impl Iterator<Item = String> {
    findings::hit(diff).map(|gate| {
        let sign = if gate.tripped { "❌" } else { "⚠️" };
        format!("{sign} {} {}", code(gate.id.word()), gate.hits)
    })
}

fn accepted(page: &Page<'_>) -> Option<String> {
    let items = page.diff.accepted.iter().map(|one| acceptance(one, INK));
    let items: Vec<String> = items.collect();
    (!items.is_empty()).then(|| format!("**Accepted:** {}", joined(items, " · ")))
}

/// What was compared, for which day, and where there is more.
pub(super) fn line(page: &Page<'_>) -> String {
    let mut parts = vec![
        format!(
            "{} → {}",
            code(&words::end(&page.diff.base)),
            code(&words::end(&page.diff.head))
        ),
        format!("as of {}", name(&page.diff.date)),
        concat!("levelbook ", env!("CARGO_PKG_VERSION")).to_owned(),
    ];
    parts.extend(page.full_report());
    if page.room.is_comment {
        parts.push("edited in place on each push".to_owned());
    }
    format!("<sub>{}</sub>", parts.join(" · "))
}

/// What is left where nothing else fits.
pub(super) fn least(page: &Page<'_>) -> String {
    let mut parts: Vec<String> = hit(page.diff).collect();
    parts.push("the changes are too many to be told here".to_owned());
    parts.extend(page.full_report());
    parts.join(" · ")
}
