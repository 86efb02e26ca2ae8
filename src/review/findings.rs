//! What annotations and code quality reports list: findings of gates, and problems new in head.

use super::links::{At, Side, is_clean};
use super::record::{Diff, Finding, Gate, GateId, Problem};

/// Gates that were hit, those that fail first.
pub(super) fn hit(diff: &Diff) -> impl Iterator<Item = &Gate> {
    let of = |tripped| {
        let gates = diff.gates.iter();
        gates.filter(move |gate| gate.hits > 0 && gate.tripped == tripped)
    };
    of(true).chain(of(false))
}

/// New problems that no gate names.
pub(super) fn problems(diff: &Diff) -> impl Iterator<Item = &Problem> {
    let invalid = diff.gates.iter().find(|gate| gate.id == GateId::Invalid);
    let told = invalid.map_or(&[][..], |gate| &gate.findings);
    diff.diagnostics.iter().filter(move |problem| {
        !told.iter().any(|finding| {
            finding.file == problem.file
                && finding.line == problem.line
                && finding.message.contains(&problem.message)
        })
    })
}

/// The finding with the team that it is about.
pub(super) fn message(finding: &Finding) -> String {
    match finding.team_name.as_ref().or(finding.team.as_ref()) {
        Some(team) => format!("{team}: {}", finding.message),
        None => finding.message.clone(),
    }
}

/// Where it shows.
pub(super) fn at(finding: &Finding) -> Option<At<'_>> {
    Some(At {
        side: match finding.in_base {
            true => Side::Base,
            false => Side::Head,
        },
        file: finding.file.as_deref()?,
        line: finding.line,
    })
}

/// The path from the root of the repository; `None` for a file of the program itself.
pub(super) fn path(diff: &Diff, file: &str) -> Option<String> {
    is_clean(file).then(|| format!("{}{file}", diff.prefix))
}
