//! A saved export as one side of a comparison.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

use crate::assessment::{Answer, Assessment, Team, TeamKind};
use crate::document::Document;
use crate::model::{Element, GoalIx, MaturityModel, Rating, Registry};
use crate::score::{Evaluation, Input, Policy, evaluate, expired, reference_dates, score};
use crate::tree::{BookPath, Digest, Span};

/// What of `levelbook.export/1` a comparison needs.
#[derive(Deserialize)]
struct Export {
    schema: String,
    teams: Vec<SavedTeam>,
}

#[derive(Deserialize)]
struct SavedTeam {
    id: String,
    name: String,
    kind: String,
    product: Option<String>,
    version: Option<String>,
    #[serde(default)]
    unit: Vec<String>,
    reports: Vec<SavedReport>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct SavedReport {
    model: String,
    model_version: String,
    date: String,
    kpas: Vec<SavedKpa>,
}

#[derive(Deserialize)]
struct SavedKpa {
    goals: Vec<SavedGoal>,
}

#[derive(Deserialize)]
struct SavedGoal {
    id: String,
    rating: String,
    file: Option<String>,
    line: Option<u32>,
}

/// Evaluates the answers of a saved export again, for `date` and by `policy`. A report of a version
/// that `registry` does not have is scored by its newest one; a report of an unknown model, which
/// cannot be scored, is left out.
///
/// Errors are texts that say what is wrong with the file.
pub fn evaluate_saved(
    text: &str,
    registry: &Registry,
    policy: &Policy,
    date: Date,
) -> Result<Evaluation, String> {
    let export: Export = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if export.schema != "levelbook.export/1" {
        return Err(format!("its schema is `{}`", export.schema));
    }
    let mut teams = Vec::new();
    let mut assessments = Vec::new();
    for saved in &export.teams {
        let file = file_of(saved);
        for report in &saved.reports {
            let model = find(registry, report);
            let found_on = report
                .date
                .parse::<Date>()
                .map_err(|error| error.to_string())?;
            if let Some(model) = model.filter(|_| found_on <= date) {
                assessments.push(Arc::new(assessment(saved, report, model, found_on, &file)));
            }
        }
        teams.push(Arc::new(team(saved, file)));
    }
    let dates = reference_dates(&assessments, date);
    let reports = assessments.into_iter().zip(dates).map(|(assessment, on)| {
        let expired = expired(&assessment, policy, on);
        let card = Arc::new(score(&assessment, None, &expired));
        (assessment, card)
    });
    Ok(evaluate(Input {
        reports: reports.collect(),
        teams,
        policy: policy.clone(),
        date,
        left_out: 0,
    }))
}

fn find<'r>(registry: &'r Registry, report: &SavedReport) -> Option<&'r Arc<MaturityModel>> {
    let exact = format!("{}@{}", report.model, report.model_version);
    registry
        .find(&exact)
        .or_else(|| registry.find(&report.model))
}

/// The file that the answers name, or the one that a team of this id would have.
fn file_of(saved: &SavedTeam) -> BookPath {
    let goals = saved.reports.iter().flat_map(|report| &report.kpas);
    let mut files = goals
        .flat_map(|kpa| &kpa.goals)
        .filter_map(|goal| goal.file.as_deref());
    let named = files.find_map(|file| BookPath::new(file).ok());
    named
        .or_else(|| BookPath::new(&format!("content/teams/{}.md", saved.id)).ok())
        .unwrap_or_else(|| BookPath::built_in("export.json"))
}

fn team(saved: &SavedTeam, file: BookPath) -> Team {
    Team {
        id: saved.id.clone(),
        name: saved.name.clone(),
        unit: saved.unit.clone(),
        owner: None,
        kind: match (&*saved.kind, &saved.product) {
            ("vendor", Some(product)) => TeamKind::Vendor {
                product: product.clone(),
                version: saved.version.clone(),
            },
            _ => TeamKind::Team,
        },
        targets: Vec::new(),
        formerly: Vec::new(),
        slug: saved.id.clone(),
        title: None,
        description: None,
        file,
        span: Span::default(),
        document: None,
    }
}

fn assessment(
    saved: &SavedTeam,
    report: &SavedReport,
    model: &Arc<MaturityModel>,
    date: Date,
    file: &BookPath,
) -> Assessment {
    let mut answers = Vec::new();
    let mut by_goal = vec![None; model.goals.len()];
    for goal in report.kpas.iter().flat_map(|kpa| &kpa.goals) {
        let Some((ix, answer)) = answer(goal, model) else {
            continue;
        };
        by_goal[ix.ix()] = u16::try_from(answers.len()).ok();
        answers.push(answer);
    }
    Assessment {
        team: saved.id.clone(),
        model: Arc::clone(model),
        date,
        date_span: Span::default(),
        title: None,
        description: None,
        assessor: None,
        method: None,
        profile: None,
        target: None,
        answers: answers.into(),
        by_goal,
        plan: Vec::new(),
        buy_in: Vec::new(),
        appraisal: Vec::new(),
        document: Arc::new(Document::empty(file.clone())),
        narrative: Default::default(),
        digest: Digest::of(b"a saved export"),
        line: 1,
    }
}

/// `None` for a goal that the model does not have, and for one without an answer.
fn answer(goal: &SavedGoal, model: &MaturityModel) -> Option<(GoalIx, Answer)> {
    let Some(Element::Goal(ix)) = model.ids.get(&goal.id) else {
        return None;
    };
    let rating = model.scale.read(&goal.rating)?;
    let answer = Answer {
        key: goal.id.clone().into(),
        rating,
        note: None,
        evidence: Vec::new(),
        on: None,
        span: Span::default(),
        rating_span: Span::default(),
        note_span: None,
        line: goal.line.unwrap_or(1),
    };
    (rating != Rating::Unknown).then_some((*ix, answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_export_is_said_so() {
        let read = |text: &str| {
            let policy = Policy {
                default_model: None,
                target: None,
                max_age_days: 365,
                stale: crate::score::StalePolicy::Flag,
            };
            evaluate_saved(
                text,
                &Registry::default(),
                &policy,
                "2026-07-01".parse().unwrap(),
            )
        };
        assert!(read("{}").unwrap_err().contains("schema"));
        assert!(
            read(r#"{"schema":"levelbook.report/1","teams":[]}"#)
                .unwrap_err()
                .contains("levelbook.report/1")
        );
        assert_eq!(
            read(r#"{"schema":"levelbook.export/1","teams":[]}"#)
                .unwrap()
                .teams
                .len(),
            0
        );
    }
}
