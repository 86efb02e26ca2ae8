use std::sync::Arc;

use super::{Difference, Point};
use crate::score::{Evaluation, Report, gained_and_lost};
use crate::tree::side_by_side;

/// The teams and models whose current reports differ, in the order of their ids. Reports of equal
/// standing are left out: a difference in words alone is none.
pub fn compare(before: &Evaluation, after: &Evaluation) -> Vec<Difference> {
    let order = |was: &&Report, is: &&Report| key(before, was).cmp(&key(after, is));
    let pairs = side_by_side(current(before), current(after), order);
    pairs
        .filter_map(|(was, is)| difference((before, was), (after, is)))
        .collect()
}

fn current(evaluation: &Evaluation) -> impl Iterator<Item = &Report> {
    let reports = evaluation.reports.iter();
    reports
        .map(|report| &**report)
        .filter(|report| report.current)
}

fn key<'e>(evaluation: &'e Evaluation, report: &'e Report) -> (&'e str, &'e str) {
    let team = &evaluation.teams[report.team].team;
    (&team.id, &report.assessment.model.id)
}

fn difference(
    (before, was): (&Evaluation, Option<&Report>),
    (after, is): (&Evaluation, Option<&Report>),
) -> Option<Difference> {
    let (evaluation, report) = is.map(|is| (after, is)).or(was.map(|was| (before, was)))?;
    let (mut closed, mut opened) = (Vec::new(), Vec::new());
    if let (Some(was), Some(is)) = (was, is) {
        if Arc::ptr_eq(&was.card, &is.card) {
            return None;
        }
        (closed, opened) = gained_and_lost(
            (&was.assessment.model, &was.card),
            (&is.assessment.model, &is.card),
        );
        let same = |was: &Point, is: &Point| {
            was.model.position(was.level).id == is.model.position(is.level).id
                && was.status == is.status
                && was.progress == is.progress
        };
        if closed.is_empty() && opened.is_empty() && same(&point(was), &point(is)) {
            return None;
        }
    }
    let team = &evaluation.teams[report.team].team;
    Some(Difference {
        team: team.id.clone(),
        name: team.name.clone(),
        model: report.assessment.model.id.clone(),
        before: was.map(point),
        after: is.map(point),
        closed,
        opened,
    })
}

fn point(report: &Report) -> Point {
    let next = report.card.next.as_ref();
    Point {
        model: Arc::clone(&report.assessment.model),
        level: report.card.level,
        status: report.card.status,
        progress: next.and_then(|next| next.progress),
    }
}
