use std::fmt::Write;

use super::types::{AnswerStep, Cause, Dated, History, KpaStep, Row, Stand};
use crate::diagnostic::safe::printable;

/// How many answers a row names.
const NAMED: usize = 12;

/// The history for the terminal, safe to print.
pub fn text(history: &History) -> String {
    let mut out = String::new();
    let title = format!("{}: {}", history.name, history.model_name);
    let title = printable(&title);
    let _ = writeln!(out, "{title}\n{}\n", "-".repeat(title.chars().count()));
    for one in &history.rows {
        row(one, &mut out);
        out.push('\n');
    }
    if !history.other_models.is_empty() {
        let others: Vec<String> = history
            .other_models
            .iter()
            .map(|id| format!("`--model {id}`"))
            .collect();
        let _ = writeln!(
            out,
            "Also assessed by other models: {}",
            printable(&others.join(", "))
        );
    }
    out
}

fn row(row: &Row, out: &mut String) {
    let step = &row.step;
    let commit = row
        .commit
        .as_deref()
        .and_then(|id| id.get(..7))
        .unwrap_or("       ");
    let causes: Vec<&str> = step.causes.iter().map(|cause| cause.word()).collect();
    let causes = match causes[..] {
        [] => "the clone begins here".to_owned(),
        _ => causes.join(" and "),
    };
    let line = format!(
        "{}  {commit}  {}  ({causes})",
        row.date,
        levels(step.before.as_ref(), step.after.as_ref())
    );
    let _ = writeln!(out, "{}", printable(&line));
    if let Some(subject) = &row.subject {
        inset(out, subject);
    }
    kpas(&step.kpas, out);
    // All answers of an assessment that is new are no news.
    if !step.causes.contains(&Cause::NewAssessment) {
        answers(&step.answers, out);
    }
    // What became of the current one alone was told above.
    let is_alone = step.assessments.len() == 1;
    let is_told = |dated: &Dated| is_alone && dated.before.is_some() && dated.after.is_some();
    for dated in step.assessments.iter().filter(|dated| !is_told(dated)) {
        assessment(dated, out);
    }
}

fn inset(out: &mut String, text: &str) {
    let _ = writeln!(out, "    {}", printable(text));
}

/// What changed of the standing, or the whole standing where it is the first.
fn levels(before: Option<&Stand>, after: Option<&Stand>) -> String {
    match (before, after) {
        (_, None) => "no report".to_owned(),
        (None, Some(after)) => whole(after),
        (Some(before), Some(after)) if before.level == after.level => {
            match before
                .progress
                .filter(|_| before.progress != after.progress)
            {
                Some(progress) => format!("{}, was {progress} %", whole(after)),
                None => whole(after),
            }
        }
        (Some(before), Some(after)) => format!("{} → {}", before.level, whole(after)),
    }
}

fn whole(stand: &Stand) -> String {
    let mut text = format!("{} {}, {}", stand.level, stand.level_name, stand.status);
    if let (Some(progress), true) = (stand.progress, stand.is_rated()) {
        let _ = write!(text, ", {progress} % of the next level");
    }
    text
}

fn kpas(steps: &[KpaStep], out: &mut String) {
    for step in steps {
        let sign = match (step.before, step.after) {
            (_, "satisfied") => '+',
            ("satisfied", _) => '-',
            _ => ' ',
        };
        let (before, after) = (step.before, step.after);
        inset(
            out,
            &format!("{sign} {} {}: {before} → {after}", step.id, step.name),
        );
    }
}

fn answers(steps: &[AnswerStep], out: &mut String) {
    let word = |rating: &Option<String>| rating.clone().unwrap_or_else(|| "no answer".to_owned());
    let told = steps.iter().take(NAMED);
    let mut told: Vec<String> = told
        .map(|step| format!("{} {} → {}", step.id, word(&step.before), word(&step.after)))
        .collect();
    match steps.len().saturating_sub(NAMED) {
        0 => {}
        more => told.push(format!("{more} more")),
    }
    if !told.is_empty() {
        inset(out, &format!("answers: {}", told.join(", ")));
    }
}

fn assessment(dated: &Dated, out: &mut String) {
    let told = match (&dated.before, &dated.after) {
        (Some(_), None) => "removed".to_owned(),
        (before, after) => levels(before.as_ref(), after.as_ref()),
    };
    inset(out, &format!("assessment of {}: {told}", dated.date));
}
