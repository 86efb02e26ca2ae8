use super::facts::Trend;
use super::findings::{hit, message, path, problems};
use super::record::{Diff, Finding, ModelChange, Problem, ReportChange, TeamChange};
use super::words::signed;
use crate::diagnostic::command::{SHOWN, command, more};
use crate::diagnostic::counted;

struct Annotation {
    file: Option<String>,
    line: Option<u32>,
    title: &'static str,
    lines: Vec<String>,
}

/// Annotations by workflow commands: gates that fail and errors, gates that warn and warnings, and
/// as notices whose level changed. At most 9 of each kind, and one that counts the others.
pub fn render(diff: &Diff) -> String {
    let mut out = String::new();
    for (kind, tripped) in [("error", true), ("warning", false)] {
        let gates = || hit(diff).filter(move |gate| gate.tripped == tripped);
        let problems = || problems(diff).filter(move |problem| problem.severity == kind);
        let findings = gates().flat_map(|gate| {
            let title = gate.id.word();
            gate.findings
                .iter()
                .map(move |finding| of_finding(diff, title, finding))
        });
        let all: u64 = gates().map(|gate| u64::from(gate.hits)).sum();
        let all = usize::try_from(all).unwrap_or(usize::MAX);
        out.push_str(&listed(
            kind,
            findings.chain(problems().map(|problem| of_problem(diff, problem))),
            all.saturating_add(problems().count()),
        ));
    }
    let notices = notices(diff);
    let n = notices.len();
    out + &listed("notice", notices.into_iter(), n)
}

fn listed(kind: &str, annotations: impl Iterator<Item = Annotation>, all: usize) -> String {
    let shown: Vec<String> = annotations.take(SHOWN).map(|a| written(kind, a)).collect();
    let hidden = all.saturating_sub(shown.len());
    shown.concat() + &more(kind, hidden, "the summary")
}

fn written(kind: &str, annotation: Annotation) -> String {
    let mut properties = Vec::new();
    if let Some(file) = annotation.file {
        properties.push(("file", file));
        properties.extend(annotation.line.map(|line| ("line", line.to_string())));
    }
    properties.push(("title", annotation.title.to_owned()));
    command(kind, &properties, &annotation.lines)
}

fn of_finding(diff: &Diff, title: &'static str, finding: &Finding) -> Annotation {
    let file = finding.file.as_deref().and_then(|file| path(diff, file));
    let mut lines = vec![message(finding)];
    let mut line = finding.line;
    if finding.in_base {
        // The line is of another state of the file, and would point at something else.
        let before = file.iter().zip(line.take());
        lines.extend(before.map(|(file, line)| format!("before: {file}:{line}")));
    }
    Annotation {
        file,
        line,
        title,
        lines,
    }
}

fn of_problem(diff: &Diff, problem: &Problem) -> Annotation {
    let help = problem.help.iter().map(|help| format!("help: {help}"));
    let title = format!("{} [{}]", problem.message, problem.code);
    Annotation {
        file: problem.file.as_deref().and_then(|file| path(diff, file)),
        line: problem.line,
        title: "new problem",
        lines: [title].into_iter().chain(help).collect(),
    }
}

/// Falls, rises, then what models do; each in the order of the record.
fn notices(diff: &Diff) -> Vec<Annotation> {
    let reports = || {
        let teams = diff.teams.iter();
        teams.flat_map(|team| team.reports.iter().map(move |report| (team, report)))
    };
    let moved = |how| reports().filter(move |(_, report)| Trend::of(&report.level) == how);
    let levels = moved(Trend::Falls).chain(moved(Trend::Rises));
    let levels = levels.map(|(team, report)| of_level(diff, team, report));
    levels
        .chain(diff.models.iter().map(|model| of_model(diff, model)))
        .collect()
}

fn of_level(diff: &Diff, team: &TeamChange, report: &ReportChange) -> Annotation {
    let level = &report.level;
    let id = |id: &Option<String>| id.clone().unwrap_or_else(|| "none".to_owned());
    let steps = |steps: Option<i32>| signed(steps.unwrap_or(0));
    Annotation {
        file: path(diff, &report.file),
        line: None,
        title: "level",
        lines: vec![format!(
            "{}, {}: level {} → {} (answers {}, model {})",
            team.name,
            report.model,
            id(&level.base),
            id(&level.head),
            steps(level.due_to_answers),
            steps(level.due_to_model)
        )],
    }
}

fn of_model(diff: &Diff, model: &ModelChange) -> Annotation {
    let version = |version: &Option<String>| version.clone().unwrap_or_else(|| "none".to_owned());
    Annotation {
        file: model.file.as_deref().and_then(|file| path(diff, file)),
        line: None,
        title: "model",
        lines: vec![format!(
            "{} {} → {}: with unchanged answers, other levels: {}, new gaps: {}, of {}",
            model.id,
            version(&model.base),
            version(&model.head),
            model.level_changed,
            model.gap_opened,
            counted(model.teams as usize, "team")
        )],
    }
}
