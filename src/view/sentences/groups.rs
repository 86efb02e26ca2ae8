//! Sentences about many teams.

use super::joined;
use crate::language::Words;
use crate::model::{MaturityModel, PositionIx};
use crate::score::RollUp;

/// What must be said with the level of a unit or of the whole book.
pub fn roll_up(words: &Words, model: &MaturityModel, roll_up: &RollUp, who: &str) -> String {
    let who = ("who", who.into());
    let Some(level) = roll_up.level else {
        return words.say("roll_up_none", &[who]);
    };
    let position = model.position(level);
    let level = ("level", (&position.id).into());
    let name = ("name", (&position.name).into());
    match roll_up.median {
        Some(median) => {
            let median = ("median", (&model.position(median).id).into());
            words.say("roll_up_median", &[who, level, name, median])
        }
        None => words.say("roll_up", &[who, level, name]),
    }
}

/// The teams that are left out of a roll-up, and what that means; empty where all count.
pub fn roll_up_remark(words: &Words, model: &MaturityModel, roll_up: &RollUp) -> String {
    let parts: Vec<String> = [
        ("left_out_unrated", roll_up.unrated),
        ("left_out_stale", roll_up.stale),
    ]
    .into_iter()
    .filter(|(_, n)| *n > 0)
    .map(|(id, n)| words.say(id, &[("n", n.into())]))
    .collect();
    if parts.is_empty() {
        return String::new();
    }
    let parts = words.list(&parts, 2);
    let low = if roll_up.level.is_some_and(|level| roll_up.low < level) {
        let low = &model.position(roll_up.low).id;
        words.say("left_out_low", &[("level", low.into())])
    } else {
        String::new()
    };
    let rise = if roll_up.rise_by_leaving > 0 {
        words.text("left_out_rise")
    } else {
        ""
    };
    joined([
        words.say("left_out", &[("parts", (&parts).into())]),
        low,
        rise.to_owned(),
    ])
}

/// The distribution of a portfolio in one sentence.
pub fn portfolio(
    words: &Words,
    model: &MaturityModel,
    distribution: &[(PositionIx, u32)],
    teams: usize,
) -> String {
    let (all, name) = (("n", teams.into()), ("model", (&model.name).into()));
    let stands: Vec<(PositionIx, u32)> = distribution
        .iter()
        .rev()
        .copied()
        .filter(|(_, n)| *n > 0)
        .collect();
    let id = |place: PositionIx| ("level", (&model.position(place).id).into());
    match (&stands[..], teams) {
        ([], _) => return words.say("portfolio_unrated", &[all, name]),
        ([(place, _)], 1) => return words.say("portfolio_one", &[id(*place), name]),
        _ => {}
    }
    let mut parts: Vec<String> = stands
        .iter()
        .map(|(place, n)| words.say("portfolio_part", &[("n", (*n).into()), id(*place)]))
        .collect();
    let rated: u32 = stands.iter().map(|(_, n)| n).sum();
    let unrated = teams.saturating_sub(rated as usize);
    if unrated > 0 {
        parts.push(words.say("portfolio_part_unrated", &[("n", unrated.into())]));
    }
    let parts = words.list(&parts, 12);
    words.say("portfolio_stands", &[all, name, ("parts", (&parts).into())])
}
