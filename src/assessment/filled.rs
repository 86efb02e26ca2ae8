use super::blank::{Blank, Previous, answers, head_of, line};
use crate::data::layout::{self, Item, Value};
use crate::data::yaml_text;
use crate::model::Element;

/// What a one-file team begins with whose answers come from somewhere else.
#[derive(Clone, Debug)]
pub struct Filled<'a> {
    pub blank: Blank<'a>,
    /// From the largest unit to the smallest.
    pub unit: &'a [String],
    /// Who answers for the team.
    pub owner: Option<&'a str>,
    /// By KPA or goal: a rating, or the parts of an answer. Other elements are passed over.
    pub answers: Vec<(Element, Value)>,
}

/// The text of a team with its answers. Questions without one stand in it as comments, as in a new
/// assessment. `blank.team` has to name the team; nothing stands for an assessor who is not known.
pub fn filled(filled: Filled<'_>) -> String {
    let blank = &filled.blank;
    let mut out = String::from("---\n");
    out.push_str(&layout::write(&team(&filled), 0));
    head_of(&mut out, blank);
    if let Some(assessor) = blank.assessor {
        line(&mut out, "assessor", &yaml_text(assessor));
    }
    let mut given = Previous::default();
    for (element, value) in filled.answers {
        match element {
            Element::Kpa(kpa) => _ = given.kpas.insert(kpa, value),
            Element::Goal(goal) => _ = given.goals.insert(goal, value),
            _ => {}
        }
    }
    answers(&mut out, blank, &given);
    out.push_str("---\n");
    out
}

fn team(filled: &Filled<'_>) -> Item {
    let name = filled.blank.team.unwrap_or_default();
    let mut parts = vec![Item::text("name", name)];
    if !filled.unit.is_empty() {
        let unit = filled.unit.iter().map(|one| Item::text("", one));
        let unit: Vec<Item> = unit.collect();
        parts.push(Item::new("unit", Value::List(unit.into())));
    }
    parts.extend(filled.owner.map(|owner| Item::text("owner", owner)));
    match parts.len() {
        1 => Item::text("team", name),
        _ => Item::new("team", Value::Map(parts.into())),
    }
}
