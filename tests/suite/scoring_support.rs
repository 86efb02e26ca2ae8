//! Models and assessments for the tests of the score stage, written as the examples write them and
//! read as the files of a book are read.

use std::sync::Arc;

use jiff::civil::{Date, date};
use levelbook::assessment::{
    Assessment, Context, Role, Team, TeamKind, assess as read, recode_duplicate_answers,
};
use levelbook::diagnostic::{Checked, Diagnostic};
use levelbook::document::parse;
use levelbook::model::{
    Decoded, GoalIx, MaturityModel, PositionIx, Rating, Registry, Target, built_in as carried,
    decode,
};
use levelbook::tree::{BookPath, SourceFile, Sources, Span};

pub const DAY: Date = date(2026, 7, 1);

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile::new(BookPath::new(path).unwrap(), text.as_bytes().to_vec())
}

/// A model out of the text of its file, whatever is wrong with it.
pub fn checked_model(text: &str) -> Checked<Decoded> {
    let file = file("content/models/model.md", text);
    let mut diagnostics = Vec::new();
    let parsed = parse(&file).take(&mut diagnostics).unwrap();
    let decoded = decode(parsed).take(&mut diagnostics);
    Checked::new(decoded, diagnostics)
}

/// A model out of the text of its file, in which nothing is wrong.
pub fn model_of(text: &str) -> Arc<MaturityModel> {
    let decoded = checked_model(text);
    assert_eq!(decoded.diagnostics, []);
    decoded.value.model().unwrap().clone()
}

/// A built-in model.
pub fn built_in(id: &str) -> Arc<MaturityModel> {
    carried(id).unwrap_or_else(|| panic!("no built-in model {id}"))
}

/// Reads the file of an assessment of `team`.
pub fn checked_assessment(
    model: &Arc<MaturityModel>,
    team: &str,
    text: &str,
) -> (Option<Arc<Assessment>>, Vec<Diagnostic>) {
    let path = format!("content/teams/{team}/{:x}.md", text.len());
    let file = file(&path, text);
    let registry = Registry {
        models: vec![Arc::clone(model)],
        ..Registry::default()
    };
    let context = Context {
        registry: &registry,
        sources: &Sources::default(),
        src: "content",
        default_model: None,
        today: DAY,
        clock: false,
    };
    let mut diagnostics = Vec::new();
    let parsed = parse(&file).take(&mut diagnostics).unwrap();
    recode_duplicate_answers(&parsed, &mut diagnostics);
    let role = Role::Assessment {
        team: team.to_owned(),
    };
    let assessed = read(parsed, &role, &context).take(&mut diagnostics);
    let open = assessed.unresolved.into_iter();
    diagnostics.extend(open.map(|unresolved| unresolved.diagnostic));
    (assessed.assessment, diagnostics)
}

/// An assessment with these keys and answers to goals, each with the date on which it was found.
pub fn assess(
    model: &Arc<MaturityModel>,
    team: &str,
    day: Date,
    answers: &[(Rating, Option<Date>)],
    keys: &str,
) -> Assessment {
    let head = format!("---\nmodel: {}\ndate: {day}\n{keys}answers:\n", model.id);
    let lines = model.goals.iter().zip(answers).map(|(goal, (rating, on))| {
        let on = on.map_or(String::new(), |on| format!(", on: {on}"));
        let note = match rating {
            Rating::NotApplicable => ", note: No such thing here",
            _ => "",
        };
        let rating = model.scale.word(*rating);
        format!("  {}: {{ rating: {rating}{note}{on} }}\n", goal.id)
    });
    let text = format!("{head}{}---\n", lines.collect::<String>());
    let (assessment, diagnostics) = checked_assessment(model, team, &text);
    assert_eq!(diagnostics, []);
    (*assessment.unwrap()).clone()
}

/// By goal, what `L2=yes, SCM=no, SPP.2=largely@2026-05-04` says; what comes later overrides what
/// comes before.
pub fn answers(model: &MaturityModel, notation: &str) -> Vec<(Rating, Option<Date>)> {
    let mut answers = vec![(Rating::Unknown, None); model.goals.len()];
    let words = notation.split(',').map(str::trim);
    for word in words.filter(|word| !word.is_empty()) {
        let (what, rating) = word.split_once('=').expect("what=rating");
        let (rating, on) = match rating.split_once('@') {
            Some((rating, on)) => (rating, Some(on.parse().unwrap())),
            None => (rating, None),
        };
        let rating = model.scale.read(rating).expect(rating);
        for goal in goals(model, what) {
            answers[goal.ix()] = (rating, on);
        }
    }
    answers
}

/// The goals that `L2`, `2a` as `L2a`, a KPA or a goal stands for.
fn goals(model: &MaturityModel, what: &str) -> Vec<GoalIx> {
    if let Some(goal) = model.goals.iter().position(|goal| goal.id == what) {
        return vec![GoalIx::new(goal)];
    }
    if let Some(kpa) = model.kpa_indices().find(|ix| model.kpa(*ix).id == what) {
        return model.goals_of(kpa).collect();
    }
    let id = what.strip_prefix('L').unwrap_or(what);
    let Target { reached_at, asked } = model.target(id).unwrap_or_else(|| panic!("no {what}"));
    let positions = (reached_at.0..=asked.0).map(PositionIx);
    positions
        .flat_map(|position| &model.position(position).kpas)
        .flat_map(|kpa| model.goals_of(*kpa))
        .collect()
}

pub fn team(id: &str, name: &str, unit: &[String]) -> Team {
    Team {
        id: id.to_owned(),
        name: name.to_owned(),
        unit: unit.to_vec(),
        owner: None,
        kind: TeamKind::Team,
        targets: Vec::new(),
        formerly: Vec::new(),
        slug: id.to_owned(),
        title: None,
        description: None,
        file: BookPath::new(&format!("content/teams/{id}/index.md")).unwrap(),
        span: Span::default(),
        document: None,
    }
}
