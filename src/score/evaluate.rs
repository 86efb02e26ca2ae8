//! All reports of a book in relation to each other and to today.

use super::{Evaluation, Input, Policy, Report, TeamStanding, history, portfolio};

/// Places the scorecards in their histories, marks what is stale, and rolls them up by model and
/// unit (R16, R19). Never fails.
pub fn evaluate(input: Input) -> Evaluation {
    evaluate_again(input, None)
}

/// As [`evaluate`]; what was found of the same reports `before`, by the same policy on the same day,
/// is not looked for again.
pub fn evaluate_again(input: Input, before: Option<&Evaluation>) -> Evaluation {
    let Input {
        mut teams,
        reports: scored,
        policy,
        date,
        left_out,
    } = input;
    teams.sort_by(|a, b| a.id.cmp(&b.id));
    let reports = history::arrange(&teams, &scored, &policy, (date, before));
    let mut teams: Vec<TeamStanding> = teams
        .into_iter()
        .map(|team| TeamStanding {
            team,
            current: Vec::new(),
        })
        .collect();
    set_current(&mut teams, &reports, &policy);
    Evaluation {
        date,
        portfolios: portfolio::portfolios(&teams, &reports, &policy),
        reports,
        teams,
        left_out,
    }
}

/// The current reports of each team, the one of the default model first. The reports already
/// stand in the order of team and model.
fn set_current(teams: &mut [TeamStanding], reports: &[Report], policy: &Policy) {
    for (ix, report) in reports.iter().enumerate().filter(|(_, r)| r.current) {
        let current = &mut teams[report.team].current;
        if policy.is_default(&report.assessment.model.id) {
            current.insert(0, ix);
        } else {
            current.push(ix);
        }
    }
}
