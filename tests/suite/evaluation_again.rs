//! An evaluation that begins with the one before gives what one without it gives.

use std::sync::Arc;

use jiff::civil::{Date, date};
use levelbook::assessment::{Assessment, Team, TeamKind};
use levelbook::model::{MaturityModel, Rating, StepIx};
use levelbook::score::{
    Evaluation, Input, Policy, Scorecard, StalePolicy, evaluate, evaluate_again, score,
};
use proptest::prelude::*;

use crate::evaluation::{NEW, OLD};
use crate::scoring_support::{DAY, assess, model_of, team};

const UNITS: [&[&str]; 6] = [
    &[],
    &["Bank"],
    &["Bank", "Loans"],
    &["Shop"],
    &["Shop", "Cart"],
    &["Shop", "Cart", "Till"],
];

/// The last one is stale on [`DAY`].
const DAYS: [Date; 3] = [date(2026, 6, 1), date(2026, 3, 1), date(2024, 1, 1)];

type Scored = (Arc<Assessment>, Arc<Scorecard>);

/// A book in the making.
#[derive(Clone)]
struct Book {
    teams: Vec<Arc<Team>>,
    reports: Vec<Scored>,
}

/// Something that happens to a team or a report; the numbers choose which, and how.
#[derive(Clone, Copy, Debug)]
struct Step {
    kind: u8,
    which: usize,
    how: u64,
}

fn ratings(model: &MaturityModel, mut seed: u64) -> Vec<(Rating, Option<Date>)> {
    // One in nine says nothing at all.
    let is_silent = seed.is_multiple_of(9);
    let goals = model.goals.iter().map(|_| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        match (seed >> 40) % 8 {
            0 => Rating::Unknown,
            1 | 2 => Rating::Step(StepIx(1)),
            _ => Rating::Step(StepIx(0)),
        }
    });
    goals
        .map(|rating| (if is_silent { Rating::Unknown } else { rating }, None))
        .collect()
}

fn vendor() -> TeamKind {
    TeamKind::Vendor {
        product: "Till".to_owned(),
        version: None,
    }
}

fn scored(assessment: Assessment) -> Scored {
    let card = score(&assessment, None, &[]);
    (Arc::new(assessment), Arc::new(card))
}

impl Book {
    fn new(teams: &[(usize, bool)], reports: &[(usize, usize, usize, u64)]) -> Self {
        let models = [OLD, NEW, &NEW.replace("id: moving", "id: other")].map(model_of);
        let teams = teams.iter().enumerate().map(|(ix, (unit, is_vendor))| {
            let unit: Vec<String> = UNITS[*unit].iter().map(|name| (*name).to_owned()).collect();
            let mut team = team(
                &format!("team-{ix:02}"),
                &format!("T{}", ix * 7 % 10),
                &unit,
            );
            if *is_vendor {
                team.kind = vendor();
            }
            Arc::new(team)
        });
        let teams: Vec<Arc<Team>> = teams.collect();
        let reports = reports.iter().map(|(team, model, day, seed)| {
            let model = &models[*model];
            let team = &teams[team % teams.len()].id;
            scored(assess(model, team, DAYS[*day], &ratings(model, *seed), ""))
        });
        Self {
            reports: reports.collect(),
            teams,
        }
    }

    fn input(&self) -> Input {
        Input {
            teams: self.teams.clone(),
            reports: self.reports.clone(),
            policy: Policy {
                default_model: Some("moving".to_owned()),
                target: None,
                max_age_days: 365,
                stale: StalePolicy::Flag,
            },
            date: DAY,
            left_out: 0,
        }
    }

    fn take(&mut self, step: Step) {
        let reports = self.reports.len();
        match step.kind {
            0..=5 => self.answer(step.which % reports, step.how),
            // The same answers, read again.
            6 => {
                let report = &mut self.reports[step.which % reports];
                report.0 = Arc::new((*report.0).clone());
            }
            7 => {
                self.reports.remove(step.which % reports);
            }
            _ => self.edit_team(step),
        }
    }

    /// Other answers to an assessment that stays what it is otherwise.
    fn answer(&mut self, ix: usize, seed: u64) {
        let before = &self.reports[ix].0;
        let answers = ratings(&before.model, seed);
        let mut now = assess(&before.model, &before.team, before.date, &answers, "");
        now.document = Arc::clone(&before.document);
        self.reports[ix] = scored(now);
    }

    fn edit_team(&mut self, step: Step) {
        let ix = step.which % self.teams.len();
        let mut team = (*self.teams[ix]).clone();
        match step.kind {
            8 => team.owner = Some("Delivery lead".to_owned()),
            9 => team.name.push('z'),
            10 => team.kind = vendor(),
            _ => team.unit = vec!["Bank".to_owned()],
        }
        self.teams[ix] = Arc::new(team);
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..12_u8, any::<usize>(), any::<u64>());
    let step = step.prop_map(|(kind, which, how)| Step { kind, which, how });
    prop::collection::vec(step, 1..8)
}

fn told(evaluation: &Evaluation) -> String {
    format!("{evaluation:?}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_evaluated_again_is_as_if_it_were_for_the_first_time(
        teams in prop::collection::vec((0..UNITS.len(), prop::bool::weighted(0.2)), 3..12),
        reports in prop::collection::vec((any::<usize>(), 0..3_usize, 0..3_usize, any::<u64>()), 12..30),
        rounds in prop::collection::vec(steps(), 1..5),
    ) {
        let mut book = Book::new(&teams, &reports);
        let mut before = evaluate(book.input());
        for round in rounds {
            for step in round.into_iter().take(2) {
                book.take(step);
            }
            let again = evaluate_again(book.input(), Some(&before));
            prop_assert_eq!(told(&again), told(&evaluate(book.input())));
            before = again;
        }
    }
}

/// Otherwise the test above would compare a thing with itself.
#[test]
fn after_a_small_change_the_rest_is_taken_over() {
    let teams = [(1, false), (2, false), (4, false), (3, true)];
    let reports: Vec<_> = (0..4_usize)
        .flat_map(|team| [(team, 1, 1, team as u64), (team, 1, 0, 50 + team as u64)])
        .collect();
    let mut book = Book::new(&teams, &reports);
    let before = evaluate(book.input());
    let is_first = |ix: usize| before.reports[ix].assessment.team == "team-00";
    let last = (0..reports.len()).filter(|ix| is_first(*ix)).max();
    let place = book
        .reports
        .iter()
        .position(|(one, _)| Arc::ptr_eq(one, &before.reports[last.unwrap()].assessment));
    book.answer(place.unwrap(), 7);
    let again = evaluate_again(book.input(), Some(&before));
    let kept = before.reports.iter().zip(&again.reports);
    let kept = kept.filter(|(was, is)| Arc::ptr_eq(was, is)).count();
    assert_eq!(kept, reports.len() - 1);
    // The team lies in `Bank`; what the shop has is the same.
    let units = |of: &Evaluation| of.portfolios[0].units.clone();
    let pairs = units(&before).into_iter().zip(units(&again));
    let same: Vec<bool> = pairs.map(|(was, is)| Arc::ptr_eq(&was, &is)).collect();
    assert_eq!(same.iter().filter(|same| !**same).count(), 1, "{same:?}");
}
