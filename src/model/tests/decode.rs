use super::{SMALL, decode, edited, small};
use crate::model::{
    Decoded, DimensionIx, Effort, Element, GoalIx, KpaIx, LevelIx, ONE, PositionIx, Progression,
    StageIx, StepIx, Target, Unanswered,
};

#[test]
fn a_model_is_read_as_it_is_written() {
    let model = small();
    assert_eq!(model.name_with_version(), "small@2.0");
    assert_eq!(model.id_span.of(SMALL), "small");
    assert_eq!(model.progression, Progression::Staged);
    assert_eq!(model.unanswered, Unanswered::Blocks);
    assert_eq!(model.scale.satisfied_from, StepIx(0));
    assert_eq!(model.digest, model.document.digest);

    let positions: Vec<_> = model.positions.iter().collect();
    let names: Vec<_> = positions.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(
        names,
        ["Start", "Middle: First half", "Middle: Second half", "End"]
    );
    let numbers: Vec<_> = positions.iter().map(|p| p.number).collect();
    assert_eq!(numbers, [1, 2, 2, 3]);
    assert_eq!(model.level(LevelIx(1)).positions, 1..3);
    assert_eq!(model.level(LevelIx(1)).cells[0].0, DimensionIx(0));
    assert_eq!(model.position(PositionIx(2)).kpas, [KpaIx(1)]);

    let a = model.kpa(KpaIx(0));
    assert_eq!(a.effort, Effort::M);
    assert_eq!(a.weight, 2 * ONE);
    assert_eq!(a.stages, [StageIx(0)]);
    assert_eq!(SMALL.lines().nth(a.line as usize - 1), Some("  - id: A"));
    assert_eq!(model.goal(GoalIx(0)).weight, 3 * ONE);
    assert_eq!(model.goal(GoalIx(1)).weight, ONE);
    let c = model.kpa(KpaIx(2));
    assert_eq!(c.depends_on[0].kpa, KpaIx(1));
    assert_eq!(c.depends_on[0].why.as_deref(), Some("It is built on B"));
    let goal = model.goal(GoalIx(3));
    assert!(
        SMALL
            .lines()
            .nth(goal.line as usize - 1)
            .unwrap()
            .contains("C.1")
    );
    assert_eq!(model.profiles[0].kpas, [KpaIx(0), KpaIx(2)]);
    let transitions: Vec<_> = model.transitions.iter().map(|t| (t.from, t.to)).collect();
    assert_eq!(
        transitions,
        [
            (PositionIx(0), PositionIx(1)),
            (PositionIx(2), PositionIx(3))
        ]
    );
}

#[test]
fn a_level_with_sub_levels_as_target_means_its_last_and_is_reached_at_its_first() {
    let model = small();
    let target = |reached_at, asked| {
        Some(Target {
            reached_at: PositionIx(reached_at),
            asked: PositionIx(asked),
        })
    };
    assert_eq!(model.target("2"), target(1, 2));
    assert_eq!(model.target("2b"), target(2, 2));
    assert_eq!(model.target("3"), target(3, 3));
    assert_eq!(model.target("A"), None);
    let words: Vec<_> = model.target_words().collect();
    assert_eq!(words, ["1", "2", "2a", "2b", "3"]);
}

#[test]
fn sections_bind_by_explicit_id() {
    let model = small();
    let section = model.section("A").unwrap().of(SMALL);
    assert!(section.starts_with("## Area A") && section.contains("About A."));
    assert_eq!(model.section("B"), None);
    assert_eq!(model.narrative.general[0].of(SMALL).trim(), "General text.");
}

#[test]
fn defaults_fill_what_is_left_out() {
    let text = "---\nid: tiny\nname: Tiny\nlevels:\n  - { id: 1, name: Low, number: 0 }\n  - { id: 2, name: High }\nkpas:\n  - { id: A, name: Area, level: 2, stages: all, goals: [{ id: A.1, statement: Holds. }] }\n---\n";
    let checked = decode(text);
    assert_eq!(checked.diagnostics, []);
    let model = checked.value.model().unwrap();
    assert_eq!(model.version, "1");
    assert_eq!(model.scale, crate::model::RatingScale::default());
    assert_eq!(model.level(LevelIx(0)).number, 0);
    assert_eq!(model.level(LevelIx(1)).number, 2);
    assert!(!model.kpa(KpaIx(0)).not_applicable_allowed);
}

#[test]
fn former_ids_name_the_same_element() {
    let text = edited(
        "    name: Area B\n",
        "    name: Area B\n    formerly: [BEE, b]\n",
    )
    .replace("name: End }", "name: End, formerly: top }");
    let checked = decode(&text);
    assert_eq!(checked.diagnostics, []);
    let model = checked.value.model().unwrap();
    for id in ["B", "BEE", "b"] {
        assert_eq!(model.ids.get(id), Some(&Element::Kpa(KpaIx(1))));
    }
    assert_eq!(model.kpa(KpaIx(1)).formerly, ["BEE", "b"]);
    assert_eq!(model.target("top"), model.target("3"));
    assert_eq!(model.position(PositionIx(3)).formerly, ["top"]);
}

#[test]
fn a_scale_may_be_written_in_any_order() {
    let text = edited(
        "  - { id: full, label: Full, value: 1 }\n  - { id: half, label: Half, value: 0.5 }\n",
        "  - { id: half, label: Half, value: 0.8 }\n  - { id: full, value: 1.0 }\n",
    )
    .replace("satisfied-from: full\n", "");
    let checked = decode(&text);
    assert_eq!(checked.diagnostics, []);
    let scale = &checked.value.model().unwrap().scale;
    let ids: Vec<_> = scale.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["full", "half", "none"]);
    assert_eq!(scale.steps[0].label, "Full");
    assert_eq!(scale.satisfied_from, StepIx(1));
}

#[test]
fn a_model_without_two_levels_cannot_be_scored_by() {
    let text = "---\nid: one\nname: One\nlevels: [{ id: 1, name: Only }]\nkpas: []\n---\n";
    let checked = decode(text);
    assert!(matches!(checked.value, Decoded::Unreadable(id) if id == "one"));
    assert_eq!(checked.diagnostics.len(), 1);
}

#[test]
fn what_is_left_after_any_loss_of_lines_is_sound() {
    let lines: Vec<_> = SMALL.split_inclusive('\n').collect();
    let end = lines.iter().rposition(|line| *line == "---\n").unwrap();
    for from in 1..end {
        for to in from..end.min(from + 4) {
            let without = [&lines[..from], &lines[to..]].concat().concat();
            let twice = [&lines[..to], &lines[from..]].concat().concat();
            for text in [without, twice] {
                if let Some(model) = decode(&text).value.model() {
                    super::assert_sound(model);
                }
            }
        }
    }
}
