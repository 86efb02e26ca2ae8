use std::fmt::Write;

use super::{Exporter, report_json};
use crate::model::PositionIx;
use crate::score::{Report, ReportIx};
use crate::view::{Subject, effect_in_words, effort, way_in_words};

/// How `levelbook show` writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShowFormat {
    Text,
    Markdown,
    Json,
}

/// The verdicts for the terminal: of one team in full, or a line per team and model.
pub fn show(exporter: &Exporter<'_>, team: Option<usize>, format: ShowFormat) -> String {
    match (team, format) {
        (Some(team), ShowFormat::Json) => {
            let mut out = String::new();
            for ix in &exporter.evaluation.teams[team].current {
                out.push_str(&String::from_utf8_lossy(&report_json(exporter, *ix)));
            }
            out
        }
        (None, ShowFormat::Json) => {
            let mut out = Vec::new();
            // Writing to memory cannot fail.
            let _ = super::json(exporter, &mut out);
            String::from_utf8_lossy(&out).into_owned()
        }
        (Some(team), format) => one_team(exporter, team, format),
        (None, format) => all_teams(exporter, format),
    }
}

fn all_teams(exporter: &Exporter<'_>, format: ShowFormat) -> String {
    let (mut out, words) = (String::new(), exporter.words);
    for portfolio in &exporter.evaluation.portfolios {
        let title = &portfolio.model.name;
        heading(&mut out, format, 2, title);
        if format == ShowFormat::Markdown {
            let heads = ["team", "level", "progress", "assessed"].map(|id| words.text(id));
            let _ = writeln!(out, "| {} |\n|:--|:--|--:|:--|", heads.join(" | "));
        }
        let rows: Vec<[String; 4]> = portfolio
            .all
            .ranked
            .iter()
            .map(|ix| row(exporter, *ix))
            .collect();
        let widths: Vec<usize> = (0..4)
            .map(|i| {
                rows.iter()
                    .map(|row| row[i].chars().count())
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        for row in rows {
            if format == ShowFormat::Markdown {
                let _ = writeln!(
                    out,
                    "| {} |",
                    row.map(|cell| cell.replace('|', "\\|")).join(" | ")
                );
            } else {
                let line = format!(
                    "{:<a$}  {:<b$}  {:>c$}  {}",
                    row[0],
                    row[1],
                    row[2],
                    row[3],
                    a = widths[0],
                    b = widths[1],
                    c = widths[2]
                );
                let _ = writeln!(out, "{}", line.trim_end());
            }
        }
        out.push('\n');
    }
    let without: Vec<&str> = exporter
        .evaluation
        .teams
        .iter()
        .filter(|standing| standing.current.is_empty())
        .map(|standing| standing.team.name.as_str())
        .collect();
    if !without.is_empty() {
        let teams = words.list(&without, without.len());
        let without = words.say("show_without", &[("teams", (&teams).into())]);
        let _ = writeln!(out, "{without}");
    }
    out
}

fn row(exporter: &Exporter<'_>, ix: ReportIx) -> [String; 4] {
    let (report, words) = (&exporter.evaluation.reports[ix], exporter.words);
    let subject = Subject::new(words, exporter.evaluation, report);
    let progress = match report.card.next.as_ref() {
        Some(next) => match next.progress {
            Some(percent) => {
                let share = words.percent(percent.into());
                let level = &report.assessment.model.position(next.position).id;
                let told = [("share", (&share).into()), ("level", level.into())];
                words.say("show_progress", &told)
            }
            None => String::new(),
        },
        None => words.text("show_top").to_owned(),
    };
    let mut date = words.short_date(report.assessment.date);
    if report.stale {
        date.push(' ');
        date.push_str(words.text("stale"));
    }
    [subject.name.to_owned(), subject.short(), progress, date]
}

fn heading(out: &mut String, format: ShowFormat, rank: usize, text: &str) {
    if format == ShowFormat::Markdown {
        let _ = writeln!(out, "{} {text}\n", "#".repeat(rank));
    } else {
        let _ = writeln!(out, "{text}\n{}", "-".repeat(text.chars().count()));
    }
}

fn one_team(exporter: &Exporter<'_>, team: usize, format: ShowFormat) -> String {
    let standing = &exporter.evaluation.teams[team];
    let mut out = String::new();
    heading(&mut out, format, 1, &standing.team.name);
    if standing.current.is_empty() {
        let _ = writeln!(out, "{}", exporter.words.text("show_no_assessment"));
    }
    for ix in &standing.current {
        one_report(
            exporter,
            &exporter.evaluation.reports[*ix],
            format,
            &mut out,
        );
    }
    out
}

fn one_report(exporter: &Exporter<'_>, report: &Report, format: ShowFormat, out: &mut String) {
    let words = exporter.words;
    let subject = Subject::new(words, exporter.evaluation, report);
    let (model, card) = (&report.assessment.model, &report.card);
    let sentences = subject.sentences();
    heading(
        out,
        format,
        2,
        &format!("{}, {}", model.name, words.date(report.assessment.date)),
    );
    let mut paragraph = |parts: &[&str]| {
        let text: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| !part.is_empty())
            .collect();
        if !text.is_empty() {
            let _ = writeln!(out, "{}\n", text.join(" "));
        }
    };
    paragraph(&[&sentences.verdict, &sentences.why, &sentences.why_not]);
    paragraph(
        &sentences
            .limits
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>(),
    );
    paragraph(&[&sentences.change]);
    paragraph(&[&sentences.missing]);
    let file = exporter
        .shows_lines()
        .then(|| report.assessment.file().as_str());
    let Some(next) = &card.next else {
        let _ = writeln!(out, "{}\n", sentences.how);
        return;
    };
    let words = exporter.words;
    for (at, step) in next.steps.iter().enumerate() {
        let kpa = &step.kpa;
        let area = model.kpa(*kpa);
        let _ = writeln!(
            out,
            "{}. {} {} ({})",
            at + 1,
            area.id,
            area.name,
            words.say(
                "effort_is",
                &[("effort", effort(words, area.effort).into())]
            )
        );
        if let Some(step) = &area.first_step {
            let step = words.say("how_begin", &[("step", step.into())]);
            let _ = writeln!(out, "   {step}");
        }
        let effect = effect_in_words(words, report, next, step.after);
        let then = words.say("then", &[("effect", (&effect).into())]);
        let _ = writeln!(out, "   {then}");
        for goal in model.goals_of(*kpa) {
            use crate::score::Satisfaction::{NotRated, Unsatisfied};
            if !matches!(card.goals[goal.ix()].satisfaction, Unsatisfied | NotRated) {
                continue;
            }
            let answer = report.assessment.answer(goal);
            let rating = super::rating_id(model, answer.map(|answer| answer.rating));
            let place = match (file, answer) {
                (Some(file), Some(answer)) => format!("  {file}:{}", answer.line),
                _ => String::new(),
            };
            let goal = model.goal(goal);
            let question = goal.question.as_deref().unwrap_or(&goal.statement);
            let _ = writeln!(out, "   - {} {rating}: {question}{place}", goal.id);
        }
    }
    let way = (next.position, &next.shortest);
    let way = way_in_words(words, model, way, &next.roadmap);
    let _ = writeln!(out, "\n{way}\n\n{}\n", sentences.stops);
    debug_assert!(next.position > PositionIx(0));
}
