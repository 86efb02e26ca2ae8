use jiff::ToSpan;

use crate::review::record::SoonStale;
use crate::score::Evaluation;

/// How far ahead is looked, in days.
const DAYS: i32 = 30;

/// Current reports that become stale soon.
pub fn soon_stale(evaluation: &Evaluation) -> Vec<SoonStale> {
    let current = evaluation.reports.iter();
    let fresh = current.filter(|report| report.current && !report.stale);
    let mut soon: Vec<SoonStale> = fresh
        .filter_map(|report| {
            // On the day it is due a report is still fresh.
            let on = report.due.checked_add(1.day()).ok()?;
            let days = (on - evaluation.date).get_days();
            (1..=DAYS).contains(&days).then(|| {
                let team = &evaluation.teams[report.team].team;
                SoonStale {
                    team: team.id.clone(),
                    name: team.name.clone(),
                    model: report.assessment.model.id.clone(),
                    on: on.to_string(),
                }
            })
        })
        .collect();
    soon.sort_by(|a, b| (&a.on, &a.team, &a.model).cmp(&(&b.on, &b.team, &b.model)));
    soon
}
