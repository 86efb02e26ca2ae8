//! Models and assessments for the tests of the score stage, written as the examples write them.

use std::sync::Arc;

use jiff::civil::{Date, date};
use levelbook::assessment::{Answer, Assessment, Team, TeamKind};
use levelbook::document::{Document, Sections, parse};
use levelbook::model::{
    Decoded, GoalIx, MaturityModel, PositionIx, Rating, Target, built_in_text, decode,
};
use levelbook::tree::{BookPath, Digest, SourceFile, Span};

pub const DAY: Date = date(2026, 7, 1);

/// A model out of the text of its file.
pub fn model_of(text: &str) -> Arc<MaturityModel> {
    let path = BookPath::new("content/models/model.md").unwrap();
    let file = SourceFile::new(path, text.into());
    let parsed = parse(&file);
    assert_eq!(parsed.diagnostics, []);
    let decoded = decode(parsed.value.unwrap());
    assert_eq!(decoded.diagnostics, []);
    match decoded.value {
        Decoded::Model(model) => model,
        Decoded::Unreadable(id) => panic!("the model {id} cannot be read"),
    }
}

/// A built-in model.
pub fn built_in(id: &str) -> Arc<MaturityModel> {
    model_of(built_in_text(id).unwrap())
}

fn empty_document(path: BookPath) -> Document {
    let file = SourceFile::new(path, Vec::new());
    parse(&file).value.unwrap().document
}

/// One entry of a list of answers: what is set, to which rating, and when it was found.
pub struct Entry {
    pub goals: Vec<GoalIx>,
    pub rating: Rating,
    pub on: Option<Date>,
}

/// Reads `L2=yes, SCM=no, SPP.2=largely@2026-05-04`; what comes later overrides what comes before.
pub fn entries(model: &MaturityModel, notation: &str) -> Vec<Entry> {
    let words = notation.split(',').map(str::trim);
    words
        .filter(|word| !word.is_empty())
        .map(|word| {
            let (what, rating) = word.split_once('=').expect("what=rating");
            let (rating, on) = match rating.split_once('@') {
                Some((rating, on)) => (rating, Some(on.parse().unwrap())),
                None => (rating, None),
            };
            Entry {
                goals: goals(model, what.trim()),
                rating: model.scale.read(rating.trim()).expect(rating),
                on,
            }
        })
        .collect()
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

/// An assessment that says so; n/a comes with a reason.
pub fn assess(model: &Arc<MaturityModel>, team: &str, day: Date, entries: &[Entry]) -> Assessment {
    let mut assessment = Assessment {
        team: team.to_owned(),
        model: Arc::clone(model),
        date: day,
        date_span: Span::default(),
        title: None,
        description: None,
        assessor: None,
        method: None,
        profile: None,
        target: None,
        answers: Vec::new(),
        by_goal: vec![None; model.goals.len()],
        plan: Vec::new(),
        buy_in: Vec::new(),
        appraisal: Vec::new(),
        document: Arc::new(empty_document(
            BookPath::new(&format!("content/teams/{team}/{day}.md")).unwrap(),
        )),
        narrative: Sections::default(),
        digest: Digest::of(b""),
        line: 1,
    };
    for entry in entries {
        for goal in &entry.goals {
            assessment.by_goal[goal.ix()] = Some(assessment.answers.len() as u16);
        }
        assessment.answers.push(Answer {
            key: "key".into(),
            rating: entry.rating,
            note: (entry.rating == Rating::NotApplicable).then(|| "No such thing here.".into()),
            evidence: Vec::new(),
            on: entry.on,
            span: Span::default(),
            line: 1,
        });
    }
    assessment
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
