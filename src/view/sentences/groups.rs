//! Sentences about many teams.

use crate::model::{MaturityModel, PositionIx};
use crate::score::RollUp;
use crate::view::words::{count, counted, level_phrase, list, sentence_case};

/// What must be said with the level of a unit or of the whole book.
pub fn roll_up(model: &MaturityModel, roll_up: &RollUp, who: &str) -> String {
    let Some(level) = roll_up.level else {
        return format!("{who} has no report that counts yet.");
    };
    let mut text = format!(
        "Every rated team of {who} is at least at {}",
        level_phrase(model, level)
    );
    if let Some(median) = roll_up.median {
        text.push_str(&format!(
            "; the median is level {}",
            model.position(median).id
        ));
    }
    text.push('.');
    text
}

/// The teams that are left out of a roll-up, and what that means; empty where all count.
pub fn roll_up_remark(model: &MaturityModel, roll_up: &RollUp) -> String {
    let mut parts = Vec::new();
    if roll_up.unrated > 0 {
        parts.push(format!("{} not rated", count(roll_up.unrated as usize)));
    }
    if roll_up.stale > 0 {
        parts.push(format!("{} stale", count(roll_up.stale as usize)));
    }
    if parts.is_empty() {
        return String::new();
    }
    let mut text = format!("Left out: {}", list(&parts, 2));
    if roll_up.level.is_some_and(|level| roll_up.low < level) {
        text.push_str(&format!(
            "; counting them, the level could be {}",
            model.position(roll_up.low).id
        ));
    }
    text.push('.');
    if roll_up.rise_by_leaving > 0 {
        text.push_str(" The level rose only because a team left the count.");
    }
    text
}

/// The distribution of a portfolio in one sentence.
pub fn portfolio(
    model: &MaturityModel,
    distribution: &[(PositionIx, u32)],
    teams: usize,
) -> String {
    let mut parts: Vec<String> = distribution
        .iter()
        .rev()
        .filter(|(_, n)| *n > 0)
        .map(|(position, n)| {
            format!(
                "{} at level {}",
                count(*n as usize),
                model.position(*position).id
            )
        })
        .collect();
    if parts.is_empty() {
        return format!(
            "{} on record under the {}; none is rated yet.",
            sentence_case(&counted(teams, "team is", "teams are")),
            model.name
        );
    }
    let rated: u32 = distribution.iter().map(|(_, n)| n).sum();
    if teams > rated as usize {
        parts.push(format!("{} not rated yet", count(teams - rated as usize)));
    }
    let who = counted(teams, "team", "teams");
    let verb = if teams == 1 { "is" } else { "are" };
    format!(
        "{} {verb} assessed against the {}: {}.",
        sentence_case(&who),
        model.name,
        list(&parts, 12)
    )
}
