use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};

use crate::assessment::{Assessment, Roster, Team, redact, redact_team};
use crate::config::Hide;
use crate::model::{GoalIx, Target};
use crate::score::{Policy, Scorecard, expired, reference_dates, resolve_target, score};

/// Scorecards by assessment.
#[derive(Clone, Default)]
pub struct Cards {
    /// In the order of the assessments.
    scored: Arc<Vec<Scored>>,
    /// The teams and what else they were scored by.
    teams: Arc<Vec<Arc<Team>>>,
    by: Option<(Policy, Date)>,
    /// By the address of what was written, as long as the same is hidden.
    redacted: Arc<HashMap<usize, Redacted, ahash::RandomState>>,
    hidden: BTreeSet<Hide>,
}

/// A scorecard with everything that it depends on.
#[derive(Clone)]
struct Scored {
    assessment: Arc<Assessment>,
    /// From which the answers are looked at.
    date: Date,
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
        let scorer = Scorer { teams, policy };
        let before = std::mem::take(&mut self.scored);
        let is_known = self
            .by
            .as_ref()
            .is_some_and(|by| by == &(policy.clone(), today))
            && is_parallel(&before, &assessments);
        let scored: Vec<Scored> = if is_known {
            let differing = differing(&self.teams, teams);
            let one = |(known, assessment): (&Scored, Arc<Assessment>)| {
                done();
                let same = Arc::ptr_eq(&known.assessment, &assessment);
                match differing {
                    Some(None) if same => known.clone(),
                    Some(Some(team)) if same && team.id != assessment.team => known.clone(),
                    _ => scorer.score(assessment, known.date, Some(known)),
                }
            };
            before.par_iter().zip(assessments).map(one).collect()
        } else {
            let dates = reference_dates(&assessments, today);
            let known: HashMap<usize, &Scored, ahash::RandomState> = before
                .iter()
                .map(|one| (address(&one.assessment), one))
                .collect();
            let one = |(assessment, date): (Arc<Assessment>, Date)| {
                done();
                let known = known.get(&address(&assessment)).copied();
                scorer.score(assessment, date, known)
            };
            assessments.into_par_iter().zip(dates).map(one).collect()
        };
        let reports = scored
            .iter()
            .map(|one| (Arc::clone(&one.assessment), Arc::clone(&one.card)))
            .collect();
        self.scored = Arc::new(scored);
        self.teams = Arc::new(teams.to_vec());
        self.by = Some((policy.clone(), today));
        reports
    }
}

/// Whether the assessments are those of the last time with other answers, so that each is looked at
/// from the same day.
fn is_parallel(before: &[Scored], now: &[Arc<Assessment>]) -> bool {
    let same = |(known, now): (&Scored, &Arc<Assessment>)| {
        let was = &known.assessment;
        Arc::ptr_eq(was, now)
            || (was.team == now.team
                && was.model.id == now.model.id
                && was.date == now.date
                && was.document.path == now.document.path)
    };
    before.len() == now.len() && before.iter().zip(now).all(same)
}

/// The one team that is another one than before: `Some(None)` where there is none, `None` where there
/// are several.
fn differing<'t>(before: &[Arc<Team>], now: &'t [Arc<Team>]) -> Option<Option<&'t Team>> {
    if before.len() != now.len() {
        return None;
    }
    let pairs = before.iter().zip(now);
    let mut differing = pairs.filter(|(was, is)| !Arc::ptr_eq(was, is));
    match (differing.next(), differing.next()) {
        (None, _) => Some(None),
        (Some((was, is)), None) => (was.id == is.id).then_some(Some(is)),
        (Some(_), Some(_)) => None,
    }
}

/// What assessments are scored by.
struct Scorer<'a> {
    teams: &'a [Arc<Team>],
    policy: &'a Policy,
}

impl Scorer<'_> {
    /// Scores an assessment as it is seen on a day, unless it is known how it stands.
    fn score(&self, assessment: Arc<Assessment>, date: Date, known: Option<&Scored>) -> Scored {
        let team = team_of(self.teams, &assessment);
        let target = team.and_then(|team| resolve_target(&assessment, team, self.policy));
        let expired = expired(&assessment, self.policy, date);
        let known = known.filter(|known| {
            Arc::ptr_eq(&known.assessment, &assessment)
                && known.target == target
                && known.expired == expired
        });
        let card = match known {
            Some(known) => Arc::clone(&known.card),
            None => Arc::new(score(&assessment, target, &expired)),
        };
        Scored {
            card,
            assessment,
            date,
            target,
            expired,
        }
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
