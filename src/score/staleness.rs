//! R16: how old answers may be.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::satisfaction::counting_answer;
use super::{GoalScore, Policy, Scorecard, StalePolicy};
use crate::assessment::Assessment;
use crate::model::{GoalIx, MaturityModel};

/// The greatest age of an answer in days: the book's setting for the model, else the book's.
pub fn max_age_days(model: &MaturityModel, policy: &Policy) -> u32 {
    model.settings.max_age_days.unwrap_or(policy.max_age_days)
}

/// Days from `found` to `on`, negative where `found` is later.
pub fn age_in_days(found: Date, on: Date) -> i32 {
    (on - found).get_days()
}

/// The goals, in model order, whose answer counts as not given on a date: under policy `expire`
/// those whose answer is stale, under `flag` none. The date is today for a current report and the
/// assessment's own for an older one; see [`reference_dates`].
pub fn expired(assessment: &Assessment, policy: &Policy, date: Date) -> Vec<GoalIx> {
    match policy.stale {
        StalePolicy::Flag => Vec::new(),
        StalePolicy::Expire => {
            let oldest = oldest_fresh(&assessment.model, policy, date);
            let goals = assessment.model.goal_indices();
            goals
                .filter(|goal| answer_date(assessment, *goal).is_some_and(|found| found < oldest))
                .collect()
        }
    }
}

/// For each assessment the date it is looked at from: `today` where it is the latest of its team
/// and model, else its own.
pub fn reference_dates(assessments: &[Arc<Assessment>], today: Date) -> Vec<Date> {
    let mut latest: HashMap<(&str, &str), usize, ahash::RandomState> =
        HashMap::with_capacity_and_hasher(assessments.len(), ahash::RandomState::default());
    for (ix, assessment) in assessments.iter().enumerate() {
        let last = latest
            .entry((&assessment.team, &assessment.model.id))
            .or_insert(ix);
        if age_key(&assessments[*last]) < age_key(assessment) {
            *last = ix;
        }
    }
    let mut dates: Vec<Date> = assessments.iter().map(|a| a.date).collect();
    for ix in latest.into_values() {
        dates[ix] = today;
    }
    dates
}

/// What puts assessments of one team and model in order. Two of one date are an error; the path
/// decides which of them is looked at as the later.
pub(super) fn age_key(assessment: &Assessment) -> (Date, &str) {
    (assessment.date, assessment.document.path.as_str())
}

/// The marks of age on a report.
pub(super) struct Age {
    pub stale: bool,
    pub stale_goals: Vec<GoalIx>,
    pub due: Date,
}

/// Looks at a report from `date`.
pub(super) fn age(assessment: &Assessment, card: &Scorecard, policy: &Policy, date: Date) -> Age {
    let model = &*assessment.model;
    let oldest_fresh = oldest_fresh(model, policy, date);
    let oldest = card.oldest_answer.unwrap_or(assessment.date);
    let mut stale_goals = Vec::new();
    if oldest < oldest_fresh || policy.stale == StalePolicy::Expire {
        let is_stale = |goal: GoalIx, score: &GoalScore| {
            let found = || answer_date(assessment, goal);
            score.expired || (score.answered && found().is_some_and(|date| date < oldest_fresh))
        };
        let goals = model.goal_indices().zip(&card.goals);
        stale_goals.extend(goals.filter(|(g, s)| is_stale(*g, s)).map(|(goal, _)| goal));
    }
    let rests_on = |goal: &GoalIx| {
        let kpa = model.goals.get(goal.ix()).map(|goal| goal.kpa);
        let kpa = kpa.and_then(|kpa| model.kpas.get(kpa.ix()));
        kpa.is_some_and(|kpa| kpa.position <= card.level)
    };
    // The report becomes stale by these answers, so it is due when the first of them does.
    let counting = model
        .goal_indices()
        .filter(|goal| {
            card.goals
                .get(goal.ix())
                .is_some_and(|score| score.answered)
        })
        .filter(rests_on)
        .filter_map(|goal| answer_date(assessment, goal));
    let first = counting.min().unwrap_or(assessment.date);
    let by_answer = policy.stale == StalePolicy::Flag && stale_goals.iter().any(rests_on);
    Age {
        stale: assessment.date < oldest_fresh || by_answer,
        stale_goals,
        due: add_days(first, i64::from(max_age_days(model, policy))),
    }
}

fn oldest_fresh(model: &MaturityModel, policy: &Policy, date: Date) -> Date {
    add_days(date, -i64::from(max_age_days(model, policy)))
}

fn answer_date(assessment: &Assessment, goal: GoalIx) -> Option<Date> {
    let answer = counting_answer(assessment, goal)?;
    Some(answer.on.unwrap_or(assessment.date))
}

/// The date so many days later, held inside the calendar (years -9999 to 9999).
fn add_days(date: Date, days: i64) -> Date {
    // Wider than the calendar, and inside what a span of days can hold.
    let days = days.clamp(-7_304_000, 7_304_000);
    date.saturating_add(days.days())
}
