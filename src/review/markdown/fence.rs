use crate::review::escape::{NAME, fenced, line};
use crate::review::record::{AnswerChange, KpaChange, ReportChange};
use crate::review::words;

/// How many KPAs or answers a block shows, and how many goals stand behind a KPA.
const SHOWN: usize = 20;
const GOALS: usize = 4;
/// How wide the column of names gets, in characters.
const WIDTH: usize = 40;

/// The KPAs whose rating changed as a block that hosts color without a style; the answers where the
/// ratings of all KPAs stay.
pub(super) fn fence(report: &ReportChange) -> Option<String> {
    let mut lines = Vec::new();
    let all = if report.kpas.is_empty() {
        let shown = report.answers.iter().take(SHOWN);
        let width = width(report.answers.iter().map(|answer| answer.id.as_str()));
        shown.for_each(|answer| lines.extend(of_answer(answer, width)));
        report.answers.len()
    } else {
        let shown = report.kpas.iter().take(SHOWN);
        let width = width(report.kpas.iter().map(|kpa| kpa.name.as_str()));
        shown.for_each(|kpa| lines.extend(of_kpa(report, kpa, width)));
        report.kpas.len()
    };
    if lines.is_empty() {
        return None;
    }
    if all > SHOWN {
        lines.push(format!("  and {} more", all - SHOWN));
    }
    Some(fenced("diff", &lines))
}

fn width<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    let widths = texts
        .take(SHOWN)
        .map(|text| line(text, WIDTH).chars().count());
    widths.max().unwrap_or(0)
}

fn of_kpa(report: &ReportChange, kpa: &KpaChange, width: usize) -> [String; 2] {
    let name = line(&kpa.name, WIDTH);
    let before = line(words::state(kpa.base.as_deref()), NAME);
    let after = line(words::state(kpa.head.as_deref()), NAME);
    let mut why: Vec<String> = kpa
        .goals
        .iter()
        .take(GOALS)
        .map(|goal| deciding(report, goal))
        .collect();
    if kpa.goals.len() > GOALS {
        why.push(format!("and {} more", kpa.goals.len() - GOALS));
    }
    if kpa.by_model {
        why.push("by the model".to_owned());
    }
    [
        format!("- {name:width$}  {before}"),
        format!("+ {name:width$}  {after:14}  {}", why.join(", "))
            .trim_end()
            .to_owned(),
    ]
}

/// A goal, with its answers where these changed: `SCM.3 largely → partly`.
fn deciding(report: &ReportChange, goal: &str) -> String {
    let id = line(goal, NAME);
    match report.answers.iter().find(|answer| answer.id == goal) {
        Some(answer) => format!("{id} {} → {}", rating(&answer.base), rating(&answer.head)),
        None => id,
    }
}

fn of_answer(answer: &AnswerChange, width: usize) -> [String; 2] {
    let id = line(&answer.id, WIDTH);
    let statement = line(&answer.statement, NAME);
    let (before, after) = (rating(&answer.base), rating(&answer.head));
    [
        format!("- {id:width$}  {before}"),
        format!("+ {id:width$}  {after:8}  {statement}")
            .trim_end()
            .to_owned(),
    ]
}

fn rating(rating: &Option<String>) -> String {
    rating
        .as_deref()
        .map_or("unknown".to_owned(), |rating| line(rating, NAME))
}
