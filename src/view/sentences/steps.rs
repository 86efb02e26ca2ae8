//! What steps do, and the shortest way.

use super::NAMES;
use crate::language::Words;
use crate::model::{KpaIx, MaturityModel, PositionIx};
use crate::score::{Effect, NextLevel, Report, ShortestWay};

/// What a report would say: `71% of level 3`, or the level that is reached then.
pub fn effect_in_words(words: &Words, report: &Report, next: &NextLevel, effect: Effect) -> String {
    let model = &report.assessment.model;
    let id = |place: PositionIx| model.position(place).id.as_str();
    let name = ("name", model.position(effect.level).name.as_str().into());
    let percent = effect.progress.map(|percent| words.percent(percent.into()));
    let level = ("level", id(effect.level).into());
    match percent {
        Some(percent) if effect.progress != Some(100) => {
            let percent = ("percent", (&percent).into());
            let aim = id(next.position);
            if effect.level == report.card.level {
                words.say("effect_progress", &[percent, ("level", aim.into())])
            } else {
                let aim = ("aim", aim.into());
                words.say("effect_both", &[level, name, percent, aim])
            }
        }
        _ => words.say("effect_level", &[level, name]),
    }
}

/// The shortest way to a level, and how it differs from the plan.
pub fn way_in_words(
    words: &Words,
    model: &MaturityModel,
    (to, way): (PositionIx, &ShortestWay),
    plan: &[KpaIx],
) -> String {
    let mut text = words.say(
        "shortest_way",
        &[
            ("level", (&model.position(to).id).into()),
            ("goals", way.goals.len().into()),
            ("kpas", way.kpas.len().into()),
            ("points", way.effort.into()),
        ],
    );
    let names = |of: &[KpaIx], without: &[KpaIx]| {
        let kpas = of.iter().filter(|kpa| !without.contains(kpa));
        let names = kpas.map(|kpa| model.kpa(*kpa).name.as_str());
        words.list(&names.collect::<Vec<_>>(), NAMES)
    };
    let (taken, left) = (names(&way.kpas, plan), names(plan, &way.kpas));
    let told = [("others", (&left).into()), ("kpas", (&taken).into())];
    if !taken.is_empty() {
        text.push(' ');
        words.write(&mut text, "shortest_way_instead", &told);
    } else if !left.is_empty() {
        text.push(' ');
        words.write(&mut text, "shortest_way_without", &told[..1]);
    }
    if !way.exact {
        text.push(' ');
        text.push_str(words.text("shortest_way_inexact"));
    }
    text
}
