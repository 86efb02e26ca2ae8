//! The evaluation of a book of which a few reports have changed.

use std::sync::Arc;

use super::history::Arranged;
use super::portfolio::{self, Book};
use super::staleness::age_key;
use super::{Evaluation, Input, Report, ReportIx, TeamStanding};
use crate::assessment::{Assessment, Team};

/// A book of more changes than one report in so many is evaluated anew.
const SHARE: usize = 8;

/// A change of a few texts and answers: teams, units, and the models and dates of the reports are
/// those of an evaluation that is known.
pub(super) struct Revision<'a> {
    input: &'a Input,
    before: &'a Evaluation,
    /// The reports that cannot be as they were, rising.
    changed: Vec<ReportIx>,
}

impl<'a> Revision<'a> {
    /// `None` where more has changed than that.
    pub fn of(input: &'a Input, before: &'a Evaluation) -> Option<Self> {
        if before.date != input.date
            || before.teams.len() != input.teams.len()
            || before.order.0.len() != input.reports.len()
        {
            return None;
        }
        let mut teams = before.teams.iter().zip(&input.teams);
        if !teams.all(|(was, is)| Arc::ptr_eq(&was.team, is) || is_alike(&was.team, is)) {
            return None;
        }
        let mut changed = Vec::new();
        for (ix, (_, place)) in before.order.0.iter().enumerate() {
            let (assessment, card) = &input.reports[*place];
            let known = &before.reports[ix];
            if Arc::ptr_eq(&known.assessment, assessment) && Arc::ptr_eq(&known.card, card) {
                continue;
            }
            if !has_same_place(&known.assessment, assessment) {
                return None;
            }
            changed.push(ix);
        }
        let later = changed.iter().map(|ix| ix + 1);
        let later = later.filter(|ix| {
            let later = before.reports.get(*ix);
            later.is_some_and(|later| later.previous == Some(ix - 1))
        });
        changed.extend(later.collect::<Vec<_>>());
        changed.sort_unstable();
        changed.dedup();
        let is_small = changed.len() * SHARE <= before.reports.len();
        is_small.then_some(Self {
            input,
            before,
            changed,
        })
    }

    pub fn evaluation(&self) -> Evaluation {
        let (input, before) = (self.input, self.before);
        let reports = self.reports();
        let teams = self.teams();
        let books = (
            Book {
                teams: &teams,
                reports: &reports,
            },
            Book {
                teams: &before.teams,
                reports: &before.reports,
            },
        );
        let portfolios = before.portfolios.iter();
        Evaluation {
            date: input.date,
            portfolios: portfolios
                .map(|known| portfolio::revised(books, known, &self.changed))
                .collect(),
            reports,
            teams,
            left_out: input.left_out,
            order: before.order.clone(),
        }
    }

    fn reports(&self) -> Vec<Arc<Report>> {
        let arranged = Arranged {
            scored: &self.input.reports,
            order: &self.before.order.0,
            policy: &self.input.policy,
            today: self.input.date,
        };
        let mut reports = self.before.reports.clone();
        for ix in &self.changed {
            reports[*ix] = Arc::new(arranged.report(*ix));
        }
        reports
    }

    fn teams(&self) -> Vec<Arc<TeamStanding>> {
        let pairs = self.before.teams.iter().zip(&self.input.teams);
        let teams = pairs.map(|(was, is)| match Arc::ptr_eq(&was.team, is) {
            true => Arc::clone(was),
            false => Arc::new(TeamStanding {
                team: Arc::clone(is),
                current: was.current.clone(),
            }),
        });
        teams.collect()
    }
}

/// Whether reports of the two teams are in the same order and count in the same units.
fn is_alike(a: &Team, b: &Team) -> bool {
    a.id == b.id && a.name == b.name && a.unit == b.unit && a.kind == b.kind
}

/// Whether the two stand at the same place among all reports.
fn has_same_place(a: &Assessment, b: &Assessment) -> bool {
    a.team == b.team && Arc::ptr_eq(&a.model, &b.model) && age_key(a) == age_key(b)
}
