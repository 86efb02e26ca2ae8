use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::assessment::Assessment;
use crate::score::{Evaluation, Report, TeamIx};

/// A team on both sides, or on one.
pub struct TeamPair {
    pub base: Option<TeamIx>,
    pub head: Option<TeamIx>,
}

/// The teams of both sides: by id, and a renamed one by what it was `formerly`.
pub fn pairs(base: &Evaluation, head: &Evaluation) -> Vec<TeamPair> {
    let of = |evaluation: &Evaluation| -> BTreeMap<String, TeamIx> {
        let teams = evaluation.teams.iter().enumerate();
        teams.map(|(ix, t)| (t.team.id.clone(), ix)).collect()
    };
    let (mut old, new) = (of(base), of(head));
    let mut pairs = Vec::with_capacity(new.len());
    let mut unknown = Vec::new();
    for (id, ix) in &new {
        match old.remove(id) {
            None => unknown.push(*ix),
            was => pairs.push(TeamPair {
                base: was,
                head: Some(*ix),
            }),
        }
    }
    for ix in unknown {
        let mut former = head.teams[ix].team.formerly.iter();
        pairs.push(TeamPair {
            base: former.find_map(|id| old.remove(id)),
            head: Some(ix),
        });
    }
    pairs.extend(old.into_values().map(|ix| TeamPair {
        base: Some(ix),
        head: None,
    }));
    pairs
}

/// The reports of a team, in their order.
pub fn reports(evaluation: &Evaluation, team: TeamIx) -> &[Arc<Report>] {
    let reports = &evaluation.reports;
    let from = reports.partition_point(|report| report.team < team);
    let to = reports.partition_point(|report| report.team <= team);
    &reports[from..to]
}

/// The current reports of a team on both sides, by model id.
pub fn current<'a>(
    was: &'a [Arc<Report>],
    is: &'a [Arc<Report>],
) -> Vec<(Option<&'a Report>, Option<&'a Report>)> {
    let by_model = |reports: &'a [Arc<Report>]| -> BTreeMap<&'a str, &'a Report> {
        let current = reports.iter().map(|report| &**report);
        let current = current.filter(|report| report.current);
        current
            .map(|report| (report.assessment.model.id.as_str(), report))
            .collect()
    };
    let (old, new) = (by_model(was), by_model(is));
    let ids: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    ids.into_iter()
        .map(|id| (old.get(id).copied(), new.get(id).copied()))
        .collect()
}

/// The removed and the added teams with the same answers, by their ids: a rename that was not declared
/// looks like this. Teams with few answers are alike by chance.
pub fn twins(pairs: &[TeamPair], base: &Evaluation, head: &Evaluation) -> Vec<(String, String)> {
    let mut gone: BTreeMap<Vec<String>, TeamIx> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.head.is_none()) {
        if let Some(team) = pair.base
            && let Some(print) = print(reports(base, team))
        {
            gone.insert(print, team);
        }
    }
    let mut twins = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.base.is_none()) {
        if let Some(team) = pair.head
            && let Some(was) = print(reports(head, team)).and_then(|print| gone.remove(&print))
        {
            let ids = (&base.teams[was].team.id, &head.teams[team].team.id);
            twins.push((ids.0.clone(), ids.1.clone()));
        }
    }
    twins
}

/// What makes the answers of a team recognizable.
fn print(reports: &[Arc<Report>]) -> Option<Vec<String>> {
    const FEW: usize = 3;
    let current = reports.iter().filter(|report| report.current);
    let print: Vec<String> = current
        .flat_map(|report| answers(&report.assessment))
        .collect();
    (print.len() > FEW).then_some(print)
}

fn answers(assessment: &Assessment) -> impl Iterator<Item = String> {
    let scale = &assessment.model.scale;
    let answers = assessment.answers.iter();
    let answers = answers.map(|answer| format!("{} {}", answer.key, scale.word(answer.rating)));
    std::iter::once(assessment.model.id.clone()).chain(answers)
}
