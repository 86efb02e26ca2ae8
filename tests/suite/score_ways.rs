//! What the steps of roadmaps do and which way is the shortest, held against the score stage itself
//! on edited answers and against a search through all sets of KPAs.

use std::sync::Arc;

use levelbook::model::{GoalIx, KpaIx, PositionIx, Rating, StepIx};
use levelbook::score::{Effect, Satisfaction, Scorecard, ShortestWay, score};
use proptest::prelude::*;

use crate::score_properties::{Case, cases, cases_with_alternatives, plainly};
use crate::scoring_support::{DAY, answers, assess, built_in, model_of};

fn is_open(card: &Scorecard, goal: GoalIx) -> bool {
    matches!(
        card.goals[goal.ix()].satisfaction,
        Satisfaction::Unsatisfied | Satisfaction::NotRated
    )
}

/// The report once more, its open goals in some KPAs answered with the highest step.
fn done(case: &Case, card: &Scorecard, kpas: &[KpaIx]) -> Scorecard {
    let mut assessment = case.assessment();
    for goal in kpas.iter().flat_map(|kpa| case.model.goals_of(*kpa)) {
        if is_open(card, goal) {
            let answer = assessment.by_goal[goal.ix()].unwrap();
            Arc::make_mut(&mut assessment.answers)[usize::from(answer)].rating =
                Rating::Step(StepIx(0));
        }
    }
    score(&assessment, case.target, &[])
}

/// R15 with fractions of integers, toward any level.
fn progress(case: &Case, card: &Scorecard, aim: PositionIx) -> Option<u8> {
    if plainly::attained(case, card, aim) {
        return Some(100);
    }
    let asked: Vec<KpaIx> = if case.is_staged() {
        case.model.position(aim).kpas.clone()
    } else {
        plainly::asked(case, card, aim).into_iter().collect()
    };
    let (mut earned, mut unit, mut weights) = (0_u128, 1_u128, 0_u128);
    for kpa in asked {
        let Some(share) = card.kpas[kpa.ix()].score else {
            continue;
        };
        let weight = u128::from(case.model.kpa(kpa).weight) / 1_000_000;
        let counts_in_full = !case.is_staged() && plainly::met(case, card, kpa);
        let (part, of) = if counts_in_full {
            (1, 1)
        } else {
            (share.numerator.into(), share.denominator.into())
        };
        earned = earned * of + weight * part * unit;
        unit *= of;
        weights += weight;
    }
    (weights > 0).then(|| (earned * 100 / (unit * weights)).min(99) as u8)
}

fn effect(case: &Case, card: &Scorecard, aim: PositionIx, kpas: &[KpaIx]) -> Effect {
    let card = done(case, card, kpas);
    Effect {
        level: card.level,
        progress: progress(case, &card, aim),
    }
}

/// All KPAs, of which each subset is tried, that could be done.
fn open_kpas(case: &Case, card: &Scorecard) -> Vec<KpaIx> {
    let open = |kpa: &KpaIx| {
        matches!(
            card.kpas[kpa.ix()].satisfaction,
            Satisfaction::Unsatisfied | Satisfaction::NotRated
        )
    };
    case.model.kpa_indices().filter(open).collect()
}

/// The shortest way by trying every set: points, goals, and the set as bits by KPA.
fn best_of_all_sets(case: &Case, card: &Scorecard, aim: PositionIx) -> Option<(u32, usize, u64)> {
    let open = open_kpas(case, card);
    let sets = (0_u32..1 << open.len()).map(|set| {
        let members = open.iter().enumerate();
        let members = members.filter(|(bit, _)| set >> bit & 1 == 1);
        members.map(|(_, kpa)| *kpa).collect::<Vec<_>>()
    });
    let is_way = |kpas: &Vec<KpaIx>| {
        let after = done(case, card, kpas);
        let with_needs = plainly::with_prerequisites(case, &after, kpas.iter().copied().collect());
        plainly::attained(case, &after, aim)
            && with_needs.iter().all(|kpa| after.kpas[kpa.ix()].met)
            && after.proof[aim.ix() - 1].attained
    };
    sets.filter(is_way).map(|kpas| key(case, card, &kpas)).min()
}

fn key(case: &Case, card: &Scorecard, kpas: &[KpaIx]) -> (u32, usize, u64) {
    let points = kpas.iter().map(|kpa| case.model.kpa(*kpa).effort.points());
    let goals = kpas.iter().flat_map(|kpa| case.model.goals_of(*kpa));
    let bits = kpas.iter().map(|kpa| 1_u64 << kpa.0);
    (
        points.sum(),
        goals.filter(|goal| is_open(card, *goal)).count(),
        bits.sum(),
    )
}

fn check_way(case: &Case, card: &Scorecard, way: &ShortestWay) -> Result<(), TestCaseError> {
    let goals = way.kpas.iter().flat_map(|kpa| case.model.goals_of(*kpa));
    let goals: Vec<GoalIx> = goals.filter(|goal| is_open(card, *goal)).collect();
    prop_assert_eq!(&way.goals, &goals);
    prop_assert_eq!(way.effort, key(case, card, &way.kpas).0);
    let positions = way.kpas.iter().map(|kpa| case.model.kpa(*kpa).position);
    prop_assert!(positions.is_sorted());
    for (place, kpa) in way.kpas.iter().enumerate() {
        let links = &case.model.kpa(*kpa).depends_on;
        let later = |other: KpaIx| way.kpas[place..].contains(&other);
        prop_assert!(!links.iter().any(|link| later(link.kpa)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn steps_do_what_an_edited_assessment_shows(case in cases()) {
        let card = case.score();
        let Some(next) = &card.next else { return Ok(()) };
        prop_assert!(next.steps.iter().map(|step| step.kpa).eq(next.roadmap.iter().copied()));
        for (number, step) in next.steps.iter().enumerate() {
            let so_far = &next.roadmap[..=number];
            prop_assert_eq!(step.after, effect(&case, &card, next.position, so_far));
            prop_assert_eq!(step.alone, effect(&case, &card, next.position, &[step.kpa]));
            let then = done(&case, &card, so_far);
            if let Some(then) = then.next.filter(|then| then.position == next.position) {
                prop_assert_eq!(step.after.progress, then.progress);
            }
        }
        let last = next.steps.last().unwrap().after;
        prop_assert_eq!(last, Effect { level: next.leads_to, progress: Some(100) });
    }

    #[test]
    fn without_alternatives_the_shortest_way_is_the_plan(case in cases()) {
        let card = case.score();
        let superseding = case.model.kpas.iter().any(|kpa| !kpa.superseded_by.is_empty());
        let only_way = case.is_staged() || !superseding;
        if let Some(next) = &card.next {
            check_way(&case, &card, &next.shortest)?;
            prop_assert!(!only_way || next.shortest.kpas == next.roadmap);
            let planned = key(&case, &card, &next.roadmap);
            prop_assert!(key(&case, &card, &next.shortest.kpas) <= planned);
        }
        let Some(target) = &card.target else { return Ok(()) };
        prop_assert_eq!(target.shortest.is_none(), target.gap.is_empty());
        if let Some(way) = &target.shortest {
            check_way(&case, &card, way)?;
            let gap = target.gap.iter().flat_map(|(_, kpas)| kpas.iter().copied());
            prop_assert!(!only_way || gap.eq(way.kpas.iter().copied()));
        }
    }

    #[test]
    fn no_set_of_kpas_is_shorter(case in cases_with_alternatives()) {
        let card = case.score();
        if open_kpas(&case, &card).len() > 8 {
            return Ok(());
        }
        if let Some(next) = &card.next {
            let way = &next.shortest;
            prop_assert!(way.exact);
            check_way(&case, &card, way)?;
            let best = best_of_all_sets(&case, &card, next.position);
            prop_assert_eq!(Some(key(&case, &card, &way.kpas)), best, "{:?}", way.kpas);
        }
        if let Some((target, way)) = card.target.as_ref().and_then(|t| Some((t, t.shortest.as_ref()?))) {
            check_way(&case, &card, way)?;
            let best = best_of_all_sets(&case, &card, target.target.asked);
            prop_assert_eq!(Some(key(&case, &card, &way.kpas)), best, "{:?}", way.kpas);
        }
    }
}

/// Pairs of KPAs, the one of level 3 standing in for the one of level 2; nothing holds.
fn pairs(count: usize, efforts: (&str, &str)) -> Scorecard {
    let mut text = String::from(
        "---\nid: pairs\nname: Pairs\nprogression: independent\n\
         levels: [{ id: l1, name: L1 }, { id: l2, name: L2 }, { id: l3, name: L3 }]\nkpas:\n",
    );
    for pair in 0..count {
        let (one, other) = efforts;
        text.push_str(&format!(
            "  - {{ id: A{pair}, name: A, level: l2, effort: {one}, superseded-by: [B{pair}], \
                 goals: [{{ id: A{pair}.1, statement: A. }}] }}\n  \
               - {{ id: B{pair}, name: B, level: l3, effort: {other}, depends-on: [N], \
                 goals: [{{ id: B{pair}.1, statement: B. }}] }}\n"
        ));
    }
    text.push_str("  - { id: N, name: N, level: l2, goals: [{ id: N.1, statement: N. }] }\n---\n");
    let model = model_of(&text);
    let assessment = assess(&model, "team", DAY, &answers(&model, ""), "");
    score(&assessment, model.target("l2"), &[])
}

#[test]
fn the_way_is_exact_up_to_20_alternatives() {
    let way = |count, efforts| pairs(count, efforts).target.unwrap().shortest.unwrap();
    let twenty = way(20, ("L", "S"));
    assert_eq!((twenty.exact, twenty.effort), (true, 22));
    let more = way(21, ("L", "S"));
    assert_eq!((more.exact, more.effort), (false, 26));
    let alike = way(20, ("M", "M"));
    assert!(alike.exact && alike.kpas.iter().all(|kpa| kpa.ix() % 2 == 0));
    let odd = way(20, ("S", "M"));
    assert_eq!((odd.exact, odd.effort), (true, 22));
}

/// What no effort goes into is not asked for, and a level reached has no way.
#[test]
fn there_is_no_way_to_where_one_is() {
    let model = built_in("omm");
    let all = answers(&model, "L2=yes, L3=yes, L4=yes, L5=no");
    let assessment = assess(&model, "team", DAY, &all, "");
    let card = score(&assessment, model.target("3"), &[]);
    assert_eq!(card.target.unwrap().shortest, None);
    assert_eq!(card.next.unwrap().shortest.kpas.len(), 5);
}
