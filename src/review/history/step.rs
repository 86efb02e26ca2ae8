use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::stand::{answers, carded, is_same, kpas, stand};
use super::types::{Cause, Dated, Step};
use crate::compare::carried;
use crate::model::MaturityModel;
use crate::score::{Evaluation, Policy, Report, StalePolicy, TeamStanding, max_age_days};
use crate::tree::Digest;

/// The book as a commit has it, evaluated for a day.
#[derive(Clone)]
pub struct State {
    pub evaluation: Arc<Evaluation>,
    pub policy: Policy,
    /// Of the book's own models.
    pub models: Digest,
}

/// Which reports are followed.
pub struct Series<'a> {
    /// The id of the team now, and those that it had, the newest first.
    pub ids: &'a [String],
    pub model: &'a str,
}

impl Series<'_> {
    /// The team under the newest of its ids that there is.
    pub fn team<'s>(&self, state: &'s State) -> Option<&'s TeamStanding> {
        let teams = &state.evaluation.teams;
        let mut found = self.ids.iter().map(|id| {
            let ix = teams.binary_search_by(|standing| standing.team.id.as_str().cmp(id));
            ix.ok().and_then(|ix| teams.get(ix))
        });
        found.find_map(|found| found).map(|found| &**found)
    }

    /// By date, the current one last.
    fn reports<'s>(&self, state: &'s State) -> Vec<&'s Report> {
        let Some(team) = self.team(state) else {
            return Vec::new();
        };
        let all = state.evaluation.reports.iter();
        let mine = all.filter(|report| {
            report.assessment.team == team.team.id && report.assessment.model.id == self.model
        });
        mine.map(|report| &**report).collect()
    }

    /// The current one.
    pub fn report<'s>(&self, state: &'s State) -> Option<&'s Report> {
        self.reports(state).pop()
    }

    /// The days on which an answer of the current report expires.
    pub fn expiries(&self, state: &State) -> BTreeSet<Date> {
        let report = self.report(state);
        let report = report.filter(|_| state.policy.stale == StalePolicy::Expire);
        let Some(Report { assessment, .. }) = report else {
            return BTreeSet::new();
        };
        let age = max_age_days(&assessment.model, &state.policy);
        let days = assessment.answers.iter().map(|answer| {
            let found = answer.on.unwrap_or(assessment.date);
            // Wider than the calendar, and inside what a span of days can hold.
            found.saturating_add(i64::from(age).saturating_add(1).min(7_304_000).days())
        });
        days.collect()
    }
}

/// What the standing of the team changed by, from one state to the next: both are of the same day,
/// unless `by_time` says that nothing but the day differs. `None` where it is the same.
pub fn step(
    before: Option<&State>,
    after: &State,
    series: &Series<'_>,
    by_time: bool,
) -> Option<Step> {
    let old = before
        .map(|before| series.reports(before))
        .unwrap_or_default();
    let new = series.reports(after);
    let (was, is) = (old.last().copied(), new.last().copied());
    let causes = match (was, is) {
        (None, None) => return None,
        (Some(was), Some(is)) if is_same(carded(was), carded(is)) => return None,
        _ if by_time => {
            let date = |report: Option<&Report>| report.map(|report| report.assessment.date);
            match date(was) == date(is) {
                true => vec![Cause::Time],
                false => vec![Cause::NewAssessment, Cause::Time],
            }
        }
        (None, Some(_)) => vec![Cause::NewAssessment],
        (Some(_), None) => vec![Cause::Removed],
        (Some(was), Some(is)) => {
            let models = before.map(|before| before.models);
            causes(was, is, before.map(|before| &before.policy), models, after)
        }
    };
    let both = was.zip(is);
    Some(Step {
        causes,
        before: was.map(stand),
        after: is.map(stand),
        kpas: both.map_or(Vec::new(), |(was, is)| kpas(carded(was), carded(is))),
        answers: both.map_or(Vec::new(), |(was, is)| {
            answers(&was.assessment, &is.assessment)
        }),
        assessments: assessments(&old, &new),
    })
}

/// The answers of before are scored by the model of after, and then by its settings: what each of
/// them does shows in what it changes.
fn causes(
    was: &Report,
    is: &Report,
    policy: Option<&Policy>,
    models: Option<Digest>,
    after: &State,
) -> Vec<Cause> {
    let to: &Arc<MaturityModel> = &is.assessment.model;
    let date = after.evaluation.date;
    let policy = policy.unwrap_or(&after.policy);
    let by_model = carried(&was.assessment, to, policy, date);
    let by_settings = carried(&was.assessment, to, &after.policy, date);
    let mut causes = BTreeSet::new();
    if !is_same(carded(was), (to, &by_model)) {
        // book.toml can change a model as well.
        let is_edited = was.assessment.digest != is.assessment.digest;
        let is_model = models != Some(after.models) || is_edited;
        causes.insert(if is_model {
            Cause::Model
        } else {
            Cause::Settings
        });
    }
    if !is_same((to, &by_model), (to, &by_settings)) {
        causes.insert(Cause::Settings);
    }
    if !is_same((to, &by_settings), carded(is)) {
        causes.insert(match is.assessment.date.cmp(&was.assessment.date) {
            std::cmp::Ordering::Less => Cause::Removed,
            std::cmp::Ordering::Equal => Cause::Answers,
            std::cmp::Ordering::Greater => Cause::NewAssessment,
        });
    }
    causes.into_iter().collect()
}

/// Two assessments of one day are told by the one that counts.
fn assessments(old: &[&Report], new: &[&Report]) -> Vec<Dated> {
    let days = old.iter().chain(new).map(|report| report.assessment.date);
    let days: BTreeSet<Date> = days.collect();
    let on = |reports: &[&'_ Report], day: Date| -> Option<usize> {
        reports
            .iter()
            .rposition(|report| report.assessment.date == day)
    };
    let mut told = Vec::new();
    for day in days.into_iter().rev() {
        let was = on(old, day).map(|ix| old[ix]);
        let is = on(new, day).map(|ix| new[ix]);
        let same = was
            .zip(is)
            .is_some_and(|(was, is)| is_same(carded(was), carded(is)));
        if !same {
            told.push(Dated {
                date: day.to_string(),
                before: was.map(stand),
                after: is.map(stand),
            });
        }
    }
    told
}
