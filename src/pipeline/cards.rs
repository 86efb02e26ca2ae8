use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::assessment::{Assessment, Roster, Team, redact, redact_team};
use crate::config::Hide;
use crate::model::{GoalIx, Target};
use crate::score::{Policy, Scorecard, expired, reference_dates, resolve_target, score};

/// Scorecards by assessment.
#[derive(Clone, Default)]
pub struct Cards {
    /// By the address of the assessment, which each entry keeps alive.
    scored: Arc<HashMap<usize, Scored, ahash::RandomState>>,
    /// By the address of what was written, as long as the same is hidden.
    redacted: Arc<HashMap<usize, Redacted, ahash::RandomState>>,
    hidden: BTreeSet<Hide>,
}

/// A scorecard with everything that it depends on.
#[derive(Clone)]
struct Scored {
    assessment: Arc<Assessment>,
    target: Option<Target>,
    expired: Vec<GoalIx>,
    card: Arc<Scorecard>,
}

#[derive(Clone)]
struct Redacted {
    written: Arc<Assessment>,
    shown: Arc<Assessment>,
}

impl Cards {
    /// Teams and assessments without what the book hides.
    pub fn hide(
        &mut self,
        roster: Roster,
        hide: &BTreeSet<Hide>,
    ) -> (Vec<Arc<Team>>, Vec<Arc<Assessment>>) {
        if hide.is_empty() {
            self.redacted = Arc::default();
            return (roster.teams, roster.assessments);
        }
        if self.hidden != *hide {
            self.redacted = Arc::default();
            self.hidden.clone_from(hide);
        }
        let known = std::mem::take(&mut self.redacted);
        let redacted = roster.assessments.into_iter().map(|written| {
            let known = known.get(&address(&written)).cloned();
            known.unwrap_or_else(|| Redacted {
                shown: Arc::new(redact(&written, hide)),
                written,
            })
        });
        let redacted: Vec<Redacted> = redacted.collect();
        let shown = redacted.iter().map(|one| Arc::clone(&one.shown)).collect();
        let by_address = redacted.into_iter().map(|one| (address(&one.written), one));
        self.redacted = Arc::new(by_address.collect());
        let teams = roster.teams.iter();
        let teams = teams.map(|team| Arc::new(redact_team(team, hide)));
        (teams.collect(), shown)
    }

    /// The scorecard of each assessment, in the same order.
    pub fn score(
        &mut self,
        teams: &[Arc<Team>],
        assessments: Vec<Arc<Assessment>>,
        policy: &Policy,
        today: Date,
        done: &(dyn Fn() + Sync),
    ) -> Vec<(Arc<Assessment>, Arc<Scorecard>)> {
        let dates = reference_dates(&assessments, today);
        let known = &self.scored;
        let scored: Vec<Scored> = assessments
            .into_par_iter()
            .zip(dates)
            .map(|(assessment, date)| {
                let target = team_of(teams, &assessment)
                    .and_then(|team| resolve_target(&assessment, team, policy));
                let expired = expired(&assessment, policy, date);
                done();
                let known = known.get(&address(&assessment));
                let known = known.filter(|one| one.target == target && one.expired == expired);
                known.cloned().unwrap_or_else(|| Scored {
                    card: Arc::new(score(&assessment, target, &expired)),
                    assessment,
                    target,
                    expired,
                })
            })
            .collect();
        let reports = scored
            .iter()
            .map(|one| (Arc::clone(&one.assessment), Arc::clone(&one.card)))
            .collect();
        let by_address = scored
            .into_iter()
            .map(|one| (address(&one.assessment), one));
        self.scored = Arc::new(by_address.collect());
        reports
    }
}

fn address(assessment: &Arc<Assessment>) -> usize {
    Arc::as_ptr(assessment).addr()
}

fn team_of<'t>(teams: &'t [Arc<Team>], assessment: &Assessment) -> Option<&'t Team> {
    let ix = teams
        .binary_search_by(|team| team.id.as_str().cmp(&assessment.team))
        .ok()?;
    Some(&teams[ix])
}
