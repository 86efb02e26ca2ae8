use std::cmp::Ordering;
use std::sync::Arc;

use super::{Difference, Point};
use crate::score::{Evaluation, Report, gained_and_lost};

/// The teams and models whose current reports differ, in the order of their ids. Reports of equal
/// standing are left out: a difference in words alone is none.
pub fn compare(before: &Evaluation, after: &Evaluation) -> Vec<Difference> {
    let (mut old, mut new) = (current(before).peekable(), current(after).peekable());
    let mut found = Vec::new();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return found,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => key(before, old).cmp(&key(after, new)),
        };
        let was = old.next_if(|_| order.is_le());
        let is = new.next_if(|_| order.is_ge());
        found.extend(difference((before, was), (after, is)));
    }
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
