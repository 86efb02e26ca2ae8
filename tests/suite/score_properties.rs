//! What holds of scores whatever the model and the answers.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use levelbook::assessment::Assessment;
use levelbook::model::{
    GoalIx, KpaIx, MaturityModel, PositionIx, Progression, Rating, StepIx, Target,
};
use levelbook::score::{
    Input, Policy, Satisfaction, Scorecard, StalePolicy, Status, evaluate, score,
};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use crate::scoring_support::{DAY, assess, checked_model, model_of, team};

/// A model and answers to all its goals.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub model: Arc<MaturityModel>,
    pub answers: Vec<Rating>,
    pub target: Option<Target>,
}

impl Case {
    pub fn assessment(&self) -> Assessment {
        let answers = self.answers.iter().map(|rating| (*rating, None));
        let answers: Vec<_> = answers.collect();
        assess(&self.model, "team", DAY, &answers, "")
    }

    pub fn score(&self) -> Scorecard {
        score(&self.assessment(), self.target, &[])
    }

    pub fn with(&self, change: impl FnOnce(&mut Vec<Rating>)) -> Case {
        let mut other = self.clone();
        change(&mut other.answers);
        other
    }

    /// All applicable goals of some KPAs answered with the highest step.
    fn completed(&self, kpas: impl IntoIterator<Item = KpaIx>) -> Case {
        self.with(|answers| {
            for goal in kpas.into_iter().flat_map(|kpa| self.model.goals_of(kpa)) {
                if answers[goal.ix()] != Rating::NotApplicable {
                    answers[goal.ix()] = Rating::Step(StepIx(0));
                }
            }
        })
    }

    pub fn is_staged(&self) -> bool {
        self.model.progression == Progression::Staged
    }
}

/// A KPA before it has a place: goals' weights, weight, effort, links as choices among others.
#[derive(Debug, Clone)]
struct Draft {
    goals: Vec<u32>,
    weight: u32,
    effort: &'static str,
    depends_on: Vec<Index>,
    superseded_by: Vec<Index>,
    dimension: Option<u8>,
}

fn drafts(most_superseding: usize) -> impl Strategy<Value = Draft> {
    (
        prop::collection::vec(1_u32..6, 1..4),
        1_u32..4,
        prop::sample::select(vec!["S", "M", "L"]),
        prop::collection::vec(any::<Index>(), 0..3),
        prop::collection::vec(any::<Index>(), 0..=most_superseding),
        prop::option::of(0_u8..2),
    )
        .prop_map(
            |(goals, weight, effort, depends_on, superseded_by, dimension)| Draft {
                goals,
                weight,
                effort,
                depends_on,
                superseded_by,
                dimension,
            },
        )
}

/// For each level above the base, for each of its sub-levels (one: none), its KPAs.
type Levels = Vec<Vec<Vec<Draft>>>;

fn levels() -> impl Strategy<Value = Levels> {
    let position = || prop::collection::vec(drafts(1), 1..4);
    let level = prop_oneof![
        3 => prop::collection::vec(position(), 1..2),
        1 => prop::collection::vec(position(), 2..4),
    ];
    prop::collection::vec(level, 1..5)
}

fn models() -> impl Strategy<Value = Arc<MaturityModel>> {
    let progression = prop::sample::select(vec!["staged", "independent"]);
    let unanswered = prop::sample::select(vec!["blocks", "blocks", "counts-as-no"]);
    (levels(), progression, unanswered, any::<bool>()).prop_map(
        |(levels, progression, unanswered, backwards)| {
            model_of(&text_of(&levels, progression, unanswered, backwards))
        },
    )
}

/// The file of a model. `backwards` puts KPAs before those that they depend on.
fn text_of(levels: &Levels, progression: &str, unanswered: &str, backwards: bool) -> String {
    let mut head = format!(
        "---\nid: random\nname: Random\nprogression: {progression}\nunanswered: {unanswered}\n\
         dimensions: [{{ id: d0, name: D0 }}, {{ id: d1, name: D1 }}]\n\
         levels:\n  - {{ id: l0, name: L0 }}\n"
    );
    let mut kpas = Vec::new();
    for (number, level) in levels.iter().enumerate() {
        let id = format!("l{}", number + 1);
        if level.len() == 1 {
            writeln!(head, "  - {{ id: {id}, name: {id} }}").unwrap();
        } else {
            let sub = (0..level.len()).map(|n| format!("{{ id: {id}-{n}, name: Sub }}"));
            let sub: Vec<_> = sub.collect();
            let sub = sub.join(", ");
            writeln!(head, "  - {{ id: {id}, name: {id}, sub-levels: [{sub}] }}").unwrap();
        }
        for (n, position) in level.iter().enumerate() {
            let place = if level.len() == 1 {
                id.clone()
            } else {
                format!("{id}-{n}")
            };
            kpas.extend(position.iter().map(|draft| (place.clone(), draft)));
        }
    }
    let count = kpas.len();
    let mut texts: Vec<String> = kpas
        .iter()
        .enumerate()
        .map(|(ix, (place, draft))| kpa_text(ix, count, place, draft))
        .collect();
    if backwards {
        texts.reverse();
    }
    format!("{head}kpas:\n{}---\n", texts.concat())
}

/// Dependencies lead to KPAs made before, which lie at the same or a lower position.
fn kpa_text(ix: usize, count: usize, place: &str, draft: &Draft) -> String {
    let list = |links: BTreeSet<usize>| {
        let ids: Vec<String> = links.into_iter().map(|ix| format!("K{ix}")).collect();
        format!("[{}]", ids.join(", "))
    };
    let before = draft.depends_on.iter().filter(|_| ix > 0);
    let depends_on = list(before.map(|choice| choice.index(ix)).collect());
    let others = draft.superseded_by.iter().map(|choice| choice.index(count));
    let superseded_by = list(others.filter(|other| *other > ix).collect());
    let goals = draft
        .goals
        .iter()
        .enumerate()
        .map(|(n, weight)| format!("{{ id: K{ix}.{n}, statement: Holds., weight: {weight} }}"));
    let goals: Vec<String> = goals.collect();
    let dimension = draft
        .dimension
        .map_or(String::new(), |d| format!("dimension: d{d}, "));
    format!(
        "  - {{ id: K{ix}, name: K{ix}, level: {place}, effort: {}, weight: {}, {dimension}\
         depends-on: {depends_on}, superseded-by: {superseded_by}, \
         not-applicable: allowed, goals: [{}] }}\n",
        draft.effort,
        draft.weight,
        goals.join(", ")
    )
}

fn ratings() -> impl Strategy<Value = Rating> {
    prop_oneof![
        6 => Just(Rating::Step(StepIx(0))),
        1 => Just(Rating::Step(StepIx(1))),
        1 => Just(Rating::Step(StepIx(2))),
        2 => Just(Rating::Step(StepIx(3))),
        2 => Just(Rating::NotApplicable),
        1 => Just(Rating::Unknown),
    ]
}

pub(crate) fn cases() -> impl Strategy<Value = Case> {
    cases_of(models())
}

/// Few KPAs of an independent model, many of which may be done instead of others.
pub(crate) fn cases_with_alternatives() -> impl Strategy<Value = Case> {
    let level = prop::collection::vec(drafts(3), 1..4).prop_map(|kpas| vec![kpas]);
    let levels = prop::collection::vec(level, 1..5);
    let models = (levels, any::<bool>()).prop_map(|(levels, backwards)| {
        model_of(&text_of(&levels, "independent", "blocks", backwards))
    });
    cases_of(models)
}

fn cases_of(models: impl Strategy<Value = Arc<MaturityModel>>) -> impl Strategy<Value = Case> {
    models.prop_flat_map(|model| {
        let answers = prop::collection::vec(ratings(), model.goals.len());
        let target = prop::option::of(0..model.levels.len());
        (Just(model), answers, target).prop_map(|(model, answers, target)| Case {
            target: target.and_then(|level| model.target(&model.levels[level].id)),
            answers,
            model,
        })
    })
}

/// R6 to R8 again, by sets and without any regard for time.
pub(crate) mod plainly {
    use super::*;

    fn of(card: &Scorecard, kpa: KpaIx) -> Satisfaction {
        card.kpas[kpa.ix()].satisfaction
    }

    fn superseded(case: &Case, card: &Scorecard, kpa: KpaIx) -> bool {
        let links = &case.model.kpa(kpa).superseded_by;
        !case.is_staged()
            && links
                .iter()
                .any(|link| of(card, link.kpa) == Satisfaction::Satisfied)
    }

    pub fn met(case: &Case, card: &Scorecard, kpa: KpaIx) -> bool {
        let rating = of(card, kpa);
        rating == Satisfaction::Satisfied
            || rating == Satisfaction::NotApplicable
            || superseded(case, card, kpa)
    }

    pub fn is_empty(case: &Case, card: &Scorecard, position: PositionIx) -> bool {
        let kpas = &case.model.position(position).kpas;
        kpas.iter()
            .all(|kpa| of(card, *kpa) == Satisfaction::NotApplicable)
    }

    /// What attaining a position takes, R6 or R8.
    pub fn asked(case: &Case, card: &Scorecard, position: PositionIx) -> BTreeSet<KpaIx> {
        let own = |position: usize| case.model.positions[position].kpas.iter().copied();
        if case.is_staged() {
            return (1..=position.ix()).flat_map(own).collect();
        }
        with_prerequisites(case, card, own(position.ix()).collect())
    }

    /// Some KPAs of an independent model and what they need, as R8 asks for it.
    pub fn with_prerequisites(
        case: &Case,
        card: &Scorecard,
        mut asked: BTreeSet<KpaIx>,
    ) -> BTreeSet<KpaIx> {
        loop {
            let spared = |kpa: &KpaIx| {
                of(card, *kpa) == Satisfaction::NotApplicable || superseded(case, card, *kpa)
            };
            let asking = asked.iter().filter(|kpa| !spared(kpa));
            let links = asking.flat_map(|kpa| &case.model.kpa(*kpa).depends_on);
            let more: BTreeSet<KpaIx> = links.map(|link| link.kpa).collect();
            if more.is_subset(&asked) {
                return asked;
            }
            asked.extend(more);
        }
    }

    pub fn attained(case: &Case, card: &Scorecard, position: PositionIx) -> bool {
        asked(case, card, position)
            .iter()
            .all(|kpa| met(case, card, *kpa))
    }

    pub fn level(case: &Case, card: &Scorecard) -> PositionIx {
        let mut above = (1..case.model.positions.len()).map(PositionIx::new);
        above
            .rfind(|p| !is_empty(case, card, *p) && attained(case, card, *p))
            .unwrap_or(PositionIx(0))
    }

    /// R12, taken at its word.
    pub fn order(case: &Case, mut kpas: Vec<KpaIx>) -> Vec<KpaIx> {
        let mut placed = Vec::new();
        while !kpas.is_empty() {
            let waits = |kpa: KpaIx| {
                let links = &case.model.kpa(kpa).depends_on;
                links.iter().any(|link| kpas.contains(&link.kpa))
            };
            let first = kpas
                .iter()
                .copied()
                .filter(|kpa| !waits(*kpa))
                .min_by_key(|ix| {
                    let kpa = case.model.kpa(*ix);
                    (std::cmp::Reverse(kpa.weight), kpa.effort.points(), *ix)
                });
            placed.extend(first);
            kpas.retain(|kpa| Some(*kpa) != first);
        }
        placed
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn levels_are_what_the_rules_say(case in cases()) {
        let card = case.score();
        prop_assert_eq!(card.level, plainly::level(&case, &card));
        for proof in &card.proof {
            prop_assert_eq!(proof.attained, plainly::attained(&case, &card, proof.position));
            prop_assert_eq!(proof.empty, plainly::is_empty(&case, &card, proof.position));
        }
        for kpa in case.model.kpa_indices() {
            prop_assert_eq!(card.kpas[kpa.ix()].met, plainly::met(&case, &card, kpa));
        }
    }

    #[test]
    fn ranges_and_shares_stay_in_bounds(case in cases()) {
        let card = case.score();
        prop_assert!(card.level <= card.optimistic);
        prop_assert!(card.staged_equivalent <= card.level);
        prop_assert!(card.answered <= card.applicable);
        let answered = case.answers.iter().any(|rating| *rating != Rating::Unknown);
        prop_assert_eq!(card.status == Status::Unrated, !answered);
        let provisional = answered && card.level < card.optimistic;
        prop_assert_eq!(card.status == Status::Provisional, provisional);
        if let Some(next) = &card.next {
            prop_assert!(next.position > card.level);
            prop_assert!(next.progress.is_some_and(|percent| percent < 100));
            prop_assert!(!next.roadmap.is_empty());
        }
    }

    #[test]
    fn a_higher_rating_never_lowers_a_level(case in cases(), goal: Index, up in 0_u16..4) {
        let goal = goal.index(case.answers.len());
        let raised = match case.answers[goal] {
            Rating::NotApplicable => return Ok(()),
            Rating::Unknown => StepIx(up),
            Rating::Step(step) => StepIx(up.min(step.0)),
        };
        let before = case.score();
        let after = case.with(|answers| answers[goal] = Rating::Step(raised)).score();
        prop_assert!(after.level >= before.level);
        prop_assert!(after.staged_equivalent >= before.staged_equivalent);
        for (after, before) in after.dimensions.iter().zip(&before.dimensions) {
            prop_assert!(after >= before);
        }
    }

    #[test]
    fn completing_the_roadmap_leads_where_it_says(case in cases()) {
        if let Some(next) = case.score().next {
            prop_assert!(next.leads_to >= next.position);
            let after = case.completed(next.roadmap.clone()).score();
            prop_assert_eq!(after.level, next.leads_to);
        }
    }

    #[test]
    fn roadmaps_follow_the_rules(case in cases()) {
        let card = case.score();
        let Some(next) = &card.next else { return Ok(()) };
        let asked = plainly::asked(&case, &card, next.position);
        let unmet = asked.into_iter().filter(|kpa| !plainly::met(&case, &card, *kpa));
        let mut by_position = vec![Vec::new(); case.model.positions.len()];
        unmet.for_each(|kpa| by_position[case.model.kpa(kpa).position.ix()].push(kpa));
        let ordered = by_position.into_iter().flat_map(|kpas| plainly::order(&case, kpas));
        prop_assert_eq!(&next.roadmap, &ordered.collect::<Vec<_>>());
        let points = next.roadmap.iter().map(|kpa| case.model.kpa(*kpa).effort.points());
        let points: u32 = points.sum();
        for choice in &next.choices {
            prop_assert!((points, next.position) <= (choice.points, choice.position));
        }
    }

    #[test]
    fn closing_the_gap_reaches_the_target(case in cases()) {
        let card = case.score();
        let Some(gap) = card.target else { return Ok(()) };
        prop_assert_eq!(gap.exceeded_by > 0, card.level > gap.target.asked);
        prop_assert!(gap.gap.is_empty() || card.level < gap.target.asked);
        let kpas = gap.gap.iter().flat_map(|(_, kpas)| kpas.iter().copied());
        let after = case.completed(kpas).score();
        let empty = plainly::is_empty(&case, &after, gap.target.asked);
        prop_assert!(after.level >= gap.target.asked || empty);
        prop_assert!(after.target.is_some_and(|gap| gap.reached && gap.complete()));
    }

    #[test]
    fn a_goal_that_is_not_applicable_is_neutral(case in cases(), goal: Index) {
        let goal = GoalIx::new(goal.index(case.answers.len()));
        let before = case.score();
        let mut siblings = case.model.goals_of(case.model.goal(goal).kpa);
        let applicable = |goal: GoalIx| {
            before.goals[goal.ix()].satisfaction != Satisfaction::NotApplicable
        };
        let others = siblings.any(|other| other != goal && applicable(other));
        if before.goals[goal.ix()].satisfaction != Satisfaction::Satisfied || !others {
            return Ok(());
        }
        let after = case.with(|answers| answers[goal.ix()] = Rating::NotApplicable).score();
        prop_assert_eq!(after.level, before.level);
        prop_assert_eq!(after.optimistic, before.optimistic);
        let ratings = |card: &Scorecard| {
            card.kpas.iter().map(|kpa| kpa.satisfaction).collect::<Vec<_>>()
        };
        prop_assert_eq!(ratings(&after), ratings(&before));
    }

    #[test]
    fn a_kpa_that_is_not_applicable_never_blocks(case in cases(), kpa: Index) {
        let kpa = KpaIx::new(kpa.index(case.model.kpas.len()));
        let before = case.score();
        let after = case.with(|answers| {
            case.model.goals_of(kpa).for_each(|goal| answers[goal.ix()] = Rating::NotApplicable);
        });
        let card = after.score();
        // In independent models a KPA that was satisfied may have stood in for others.
        if case.is_staged() {
            let headline_is_gone = plainly::is_empty(&after, &card, before.level);
            prop_assert!(card.level >= before.level || headline_is_gone);
        }
        prop_assert!(card.kpas[kpa.ix()].met);
        let in_roadmap = card.next.is_some_and(|next| next.roadmap.contains(&kpa));
        prop_assert!(!in_roadmap);
    }

    #[test]
    fn out_of_scope_is_not_applicable(case in cases(), seed in any::<u64>()) {
        let out = |kpa: KpaIx| seed >> (kpa.0 % 64) & 1 == 1;
        let mut model = (*case.model).clone();
        model.profiles.push(levelbook::model::Profile {
            id: "part".to_owned(),
            name: "Part".to_owned(),
            kpas: model.kpa_indices().filter(|kpa| !out(*kpa)).collect(),
        });
        let part = Case { model: Arc::new(model), ..case.clone() };
        let mut assessment = part.assessment();
        assessment.profile = Some(0);
        let by_profile = score(&assessment, case.target, &[]);
        let by_answer = case.with(|answers| {
            for (goal, answer) in case.model.goals.iter().zip(answers) {
                if out(goal.kpa) {
                    *answer = Rating::NotApplicable;
                }
            }
        });
        let by_answer = by_answer.score();
        prop_assert_eq!(by_profile.level, by_answer.level);
        prop_assert_eq!(by_profile.optimistic, by_answer.optimistic);
        prop_assert_eq!(by_profile.dimensions, by_answer.dimensions);
        prop_assert_eq!(by_profile.next, by_answer.next);
        prop_assert_eq!(by_profile.target, by_answer.target);
        prop_assert_eq!(by_profile.applicable, by_answer.applicable);
    }

    #[test]
    fn the_order_of_answers_does_not_matter(case in cases(), seed in any::<u64>()) {
        let assessment = case.assessment();
        let mut order: Vec<usize> = (0..assessment.answers.len()).collect();
        order.sort_by_key(|ix| (*ix as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let mut other = assessment.clone();
        other.answers = order.iter().map(|ix| assessment.answers[*ix].clone()).collect();
        for (new, old) in order.iter().enumerate() {
            other.by_goal[*old] = Some(new as u16);
        }
        prop_assert_eq!(score(&other, case.target, &[]), score(&assessment, case.target, &[]));
    }

    #[test]
    fn what_has_expired_counts_as_not_given(case in cases(), seed in any::<u64>()) {
        let gone = |goal: usize| seed >> (goal % 64) & 1 == 1;
        let goals = (0..case.answers.len()).filter(|goal| gone(*goal));
        let expired: Vec<GoalIx> = goals.map(GoalIx::new).collect();
        let without = case.with(|answers| {
            expired.iter().for_each(|goal| answers[goal.ix()] = Rating::Unknown);
        });
        let mut by_date = score(&case.assessment(), case.target, &expired);
        by_date.goals.iter_mut().for_each(|goal| goal.expired = false);
        prop_assert_eq!(by_date, without.score());
    }

    #[test]
    fn the_proof_is_sufficient(case in cases()) {
        let card = case.score();
        let proofs = card.proof.iter().flat_map(|proof| &proof.deciding);
        let proven: BTreeSet<GoalIx> = proofs.flat_map(|kpa| kpa.goals.clone()).collect();
        let only_with = |rating: Rating| case.with(|answers| {
            for goal in case.model.goal_indices().filter(|goal| !proven.contains(goal)) {
                answers[goal.ix()] = rating;
            }
        });
        let attained = |card: &Scorecard| {
            card.proof.iter().map(|proof| proof.attained).collect::<Vec<_>>()
        };
        let nothing_else = only_with(Rating::Unknown).score();
        prop_assert_eq!(nothing_else.level, card.level);
        prop_assert_eq!(attained(&nothing_else), attained(&card));
        if case.is_staged() {
            let all_else = only_with(Rating::Step(StepIx(0))).score();
            prop_assert_eq!(all_else.level, card.level);
        }
    }

    #[test]
    fn the_order_of_files_does_not_matter(
        model in models(),
        seeds in subsequence((0_u64..12).collect::<Vec<_>>(), 1..12),
        backwards in any::<bool>(),
    ) {
        let reports = seeds.iter().map(|seed| {
            let answers = (0..model.goals.len() as u64).map(|goal| match (goal * 7 + seed * 5) % 6 {
                0 => Rating::Step(StepIx(3)),
                1 => Rating::Unknown,
                _ => Rating::Step(StepIx(0)),
            });
            let case = Case { model: Arc::clone(&model), answers: answers.collect(), target: None };
            let mut assessment = case.assessment();
            assessment.team = format!("team-{}", seed % 4);
            assessment.date = DAY - jiff::Span::new().days((seed / 4 * 100) as i64);
            let card = score(&assessment, None, &[]);
            (Arc::new(assessment), Arc::new(card))
        });
        let reports: Vec<_> = reports.collect();
        let teams = (0..4).map(|n| {
            let unit = ["All".to_owned(), format!("Part {}", n % 2)];
            Arc::new(team(&format!("team-{n}"), "Same name", &unit))
        });
        let input = Input {
            teams: teams.collect(),
            reports,
            policy: Policy {
                default_model: None,
                target: None,
                max_age_days: 120,
                stale: StalePolicy::Flag,
            },
            date: DAY,
            left_out: 0,
        };
        let mut other = input.clone();
        if backwards {
            other.teams.reverse();
        }
        other.reports.reverse();
        let (first, second) = (evaluate(input), evaluate(other));
        prop_assert_eq!(format!("{first:?}"), format!("{second:?}"));
        for portfolio in &first.portfolios {
            let counted: u32 = portfolio.all.roll_up.distribution.iter().sum();
            let roll_up = &portfolio.all.roll_up;
            let teams = counted + roll_up.unrated + roll_up.stale;
            prop_assert_eq!(teams as usize, portfolio.all.ranked.len());
            prop_assert!(roll_up.low <= roll_up.high);
        }
    }
}

/// A model with errors is still scored, so that a preview can show a report.
#[test]
fn broken_models_are_scored() {
    let text = "---\nid: broken\nname: Broken\nprogression: PROGRESSION\n\
        levels: [{ id: a, name: A }, { id: b, name: B }, { id: c, name: C }, { id: d, name: D }]\n\
        kpas:\n\
        \x20 - { id: K, name: K, level: b, depends-on: [M, K], superseded-by: [K], goals: [] }\n\
        \x20 - { id: M, name: M, level: d, depends-on: [N], goals: [{ id: M.1, statement: M. }] }\n\
        \x20 - { id: N, name: N, level: d, depends-on: [M], goals: [{ id: N.1, statement: N. }] }\n\
        \x20 - { id: O, name: O, level: nowhere, goals: [{ id: O.1, statement: O. }] }\n---\n";
    for progression in ["staged", "independent"] {
        let checked = checked_model(&text.replace("PROGRESSION", progression));
        assert!(!checked.diagnostics.is_empty());
        let model = checked.value.model().unwrap();
        let yes = vec![(Rating::Step(StepIx(0)), None); model.goals.len()];
        let mut assessment = assess(model, "team", DAY, &yes, "");
        let card = score(&assessment, model.target("d"), &[]);
        assert_eq!(model.position(card.level).id, "d");
        assessment.by_goal.clear();
        let card = score(&assessment, model.target("d"), &[]);
        assert_eq!((card.level, card.status), (PositionIx(0), Status::Unrated));
    }
}
