use crate::data::layout::{Item, Items, Remark, Value};
use crate::model::{Element, MaturityModel};

/// A place in the order of a model: the position, the KPA, and within it first its heading, then
/// the answer to all of it, then its goals.
type Rank = (usize, usize, usize);

/// An entry, or a comment that has a place of its own, with what stands before it.
enum Piece {
    Item(Item),
    Comments(Vec<Remark>),
}

/// Answers in the order of the model, each KPA before its goals, with the model's own words as
/// ratings; unknown ids last, as they stand. The comments of a new assessment, which hold a place for
/// each answer, are ordered with them.
pub fn ordered(items: Items, model: &MaturityModel) -> Items {
    let mut pieces: Vec<(Option<Rank>, Piece)> = Vec::new();
    for mut item in items.list {
        rate(&mut item.value, model);
        item.before = parted(item.before, model, &mut pieces);
        pieces.push((rank(&item.key, model), Piece::Item(item)));
    }
    let rest = parted(items.tail, model, &mut pieces);
    pieces.sort_by_key(|(rank, _)| rank.unwrap_or((usize::MAX, 0, 0)));
    joined(pieces, rest)
}

fn joined(pieces: Vec<(Option<Rank>, Piece)>, rest: Vec<Remark>) -> Items {
    let mut items = Items::default();
    let mut before = Vec::new();
    for (_, piece) in pieces {
        match piece {
            Piece::Comments(mut comments) => before.append(&mut comments),
            Piece::Item(mut item) => {
                before.append(&mut item.before);
                item.before = std::mem::take(&mut before);
                items.list.push(item);
            }
        }
    }
    before.extend(rest);
    items.tail = before;
    items
}

/// Takes the comments that have places of their own out of remarks, and gives the others.
fn parted(
    remarks: Vec<Remark>,
    model: &MaturityModel,
    pieces: &mut Vec<(Option<Rank>, Piece)>,
) -> Vec<Remark> {
    let mut open = Vec::new();
    for remark in remarks {
        let place = match &remark {
            Remark::Comment(text) => place(text, model),
            Remark::Blank => None,
        };
        open.push(remark);
        if place.is_some() {
            pieces.push((place, Piece::Comments(std::mem::take(&mut open))));
        }
    }
    open
}

/// The place that a comment of a new assessment holds: `## Level 2: …`, `## RM - …` or `# RM.1:`.
fn place(comment: &str, model: &MaturityModel) -> Option<Rank> {
    if let Some(heading) = comment.strip_prefix("## ") {
        if let Some((level, _)) = heading
            .strip_prefix("Level ")
            .and_then(|h| h.split_once(": "))
        {
            let mut positions = model.position_indices();
            let found = positions.position(|ix| model.position(ix).id == level)?;
            return Some((found, 0, 0));
        }
        let (id, _) = heading.split_once(" - ")?;
        return match rank(id, model)? {
            (position, kpa, 1) => Some((position, kpa, 0)),
            _ => None,
        };
    }
    let (id, _) = comment.strip_prefix("# ")?.split_once(':')?;
    rank(id, model)
}

/// Where a KPA or goal stands, also by one of its former ids. KPAs count from 1.
fn rank(id: &str, model: &MaturityModel) -> Option<Rank> {
    let (kpa, goal) = match model.ids.get(id)? {
        Element::Kpa(kpa) => (*kpa, None),
        Element::Goal(goal) => (model.goal(*goal).kpa, Some(*goal)),
        _ => return None,
    };
    let within = goal.and_then(|goal| model.goals_of(kpa).position(|ix| ix == goal));
    let position = model.kpa(kpa).position.ix();
    let kpas = &model.position(model.kpa(kpa).position).kpas;
    let among = kpas.iter().position(|ix| *ix == kpa)?;
    Some((position, among + 1, within.map_or(1, |ix| ix + 2)))
}

/// The rating of an answer in the model's own words, where it is one.
fn rate(value: &mut Value, model: &MaturityModel) {
    match value {
        Value::Text(text) => {
            if let Some(rating) = model.scale.read(text) {
                model.scale.word(rating).clone_into(text);
            }
        }
        Value::Map(items) => {
            for item in &mut items.list {
                if item.key == "rating" && matches!(item.value, Value::Text(_)) {
                    rate(&mut item.value, model);
                }
            }
        }
        _ => {}
    }
}
