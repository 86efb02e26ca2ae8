//! All reports of a book in relation to each other and to today.

use std::sync::Arc;

use super::history::{Arranged, in_order};
use super::portfolio::{self, Book};
use super::revision::Revision;
use super::types::Order;
use super::{Evaluation, Input, Policy, Report, TeamStanding};

/// Places the scorecards in their histories, marks what is stale, and rolls them up by model and
/// unit (R16, R19). Never fails.
pub fn evaluate(mut input: Input) -> Evaluation {
    input.teams.sort_by(|a, b| a.id.cmp(&b.id));
    let order = in_order(&input.teams, &input.reports);
    let arranged = Arranged {
        scored: &input.reports,
        order: &order,
        policy: &input.policy,
        today: input.date,
    };
    let reports = arranged.reports();
    let mut teams: Vec<TeamStanding> = input
        .teams
        .into_iter()
        .map(|team| TeamStanding {
            team,
            current: Vec::new(),
        })
        .collect();
    set_current(&mut teams, &reports, &input.policy);
    let teams: Vec<Arc<TeamStanding>> = teams.into_iter().map(Arc::new).collect();
    let book = Book {
        teams: &teams,
        reports: &reports,
    };
    Evaluation {
        date: input.date,
        portfolios: portfolio::portfolios(book, &input.policy),
        reports,
        teams,
        left_out: input.left_out,
        order: Order(order.into()),
    }
}

/// As [`evaluate`]; `before` was evaluated by the same policy, and what has not changed since then
/// is not looked for again.
pub fn evaluate_again(input: Input, before: Option<&Evaluation>) -> Evaluation {
    match before.and_then(|before| Revision::of(&input, before)) {
        Some(revision) => revision.evaluation(),
        None => evaluate(input),
    }
}

/// The current reports of each team, the one of the default model first. The reports already
/// stand in the order of team and model.
fn set_current(teams: &mut [TeamStanding], reports: &[Arc<Report>], policy: &Policy) {
    for (ix, report) in reports.iter().enumerate().filter(|(_, r)| r.current) {
        let current = &mut teams[report.team].current;
        if policy.is_default(&report.assessment.model.id) {
            current.insert(0, ix);
        } else {
            current.push(ix);
        }
    }
}
