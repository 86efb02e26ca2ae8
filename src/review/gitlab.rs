use super::findings::{hit, message, path, problems};
use super::record::{Diff, Finding, Problem};
use crate::diagnostic::quality::{self, report};
use crate::tree::Digest;

/// GitLab wants a file for every finding; those of the book as a whole are shown here.
const BOOK: &str = "book.toml";

/// A Code Quality report of what the gates found, and of new problems.
pub fn render(diff: &Diff) -> String {
    let mut findings: Vec<quality::Finding> = Vec::new();
    for gate in hit(diff) {
        let rule = gate.id.word();
        let severity = if gate.tripped { "major" } else { "minor" };
        findings.extend(gate.findings.iter().map(|finding| quality::Finding {
            description: message(finding),
            check: rule.to_owned(),
            severity,
            path: place(diff, finding.file.as_deref()),
            line: finding.line.unwrap_or(1),
            identity: identity(rule, finding),
        }));
    }
    findings.extend(problems(diff).map(|problem| of_problem(diff, problem)));
    report(&findings)
}

fn of_problem(diff: &Diff, problem: &Problem) -> quality::Finding {
    let file = problem.file.as_deref().unwrap_or_default();
    let parts = [file, &problem.code, &problem.message];
    let mut description = problem.message.clone();
    for help in &problem.help {
        description.push_str("; ");
        description.push_str(help);
    }
    quality::Finding {
        description,
        check: problem.code.clone(),
        severity: match problem.severity.as_str() {
            "error" => "major",
            _ => "minor",
        },
        path: place(diff, problem.file.as_deref()),
        line: problem.line.unwrap_or(1),
        identity: Digest::of_parts(parts.map(str::as_bytes)),
    }
}

fn place(diff: &Diff, file: Option<&str>) -> String {
    match file {
        Some(file) => path(diff, file).unwrap_or_else(|| file.to_owned()),
        None => format!("{}{BOOK}", diff.prefix),
    }
}

/// File, team, model, KPA, goal and rule: what stays the same when lines move.
fn identity(rule: &str, finding: &Finding) -> Digest {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let parts = [
        text(&finding.file),
        text(&finding.team),
        text(&finding.model),
        text(&finding.kpa),
        text(&finding.goal),
        rule.to_owned(),
    ];
    Digest::of_parts(parts.iter().map(String::as_bytes))
}
