use super::answers;
use crate::assessment::{Looks, TEAM_FILE, looks};
use crate::data::layout::{Item, Items, Remark, Value};
use crate::data::{Shape, Type};
use crate::model::MaturityModel;

/// Maps that say no more than their short form, by the name of their shape: the key whose text
/// alone stands for them.
pub const SHORT: &[(&str, &str)] = &[
    ("a team", "name"),
    ("an answer", "rating"),
    ("a buy-in", "stance"),
];

/// The entries in their order, in the shortest form that they have; the answers in the order and
/// with the ratings of their model. `None` where a key is not known: it may be meant for another.
pub fn formed(items: Items, model: Option<&MaturityModel>) -> Option<Items> {
    let mut items = record(items, &TEAM_FILE)?;
    let answers = items.list.iter_mut().find(|item| item.key == "answers");
    if let (Some(answers), Some(model)) = (answers, model)
        && let Value::Map(map) = &mut answers.value
    {
        *map = answers::ordered(std::mem::take(map), model);
    }
    Some(items)
}

/// The keys in the order of their shape.
fn record(items: Items, shape: &Shape) -> Option<Items> {
    // What is said of an appraisal is shown in the order of the file.
    let is_ordered = shape.name != "an appraisal";
    let rank = |key: &str| match is_ordered {
        true => shape.keys.iter().position(|known| known.name == key),
        false => None,
    };
    let list = items.list.into_iter().map(|item| {
        let kind = &shape.key(&item.key)?.value;
        with_value(item, kind)
    });
    Some(Items {
        list: sorted(list.collect::<Option<_>>()?, rank),
        tail: items.tail,
    })
}

fn with_value(mut item: Item, kind: &Type) -> Option<Item> {
    item.value = value(item.value, kind)?;
    Some(item)
}

/// Entries by rank. Comments that a blank line parts from the first one stay above all.
fn sorted(mut list: Vec<Item>, rank: impl Fn(&str) -> Option<usize>) -> Vec<Item> {
    let mut head = Vec::new();
    if let Some(first) = list.first_mut()
        && let Some(blank) = first.before.iter().rposition(|r| *r == Remark::Blank)
        && first.before[..blank].iter().any(|r| *r != Remark::Blank)
    {
        head = first.before.drain(..=blank).collect();
    }
    list.sort_by_key(|item| rank(&item.key));
    if let Some(first) = list.first_mut() {
        head.append(&mut first.before);
        first.before = head;
    }
    list
}

fn value(value: Value, kind: &Type) -> Option<Value> {
    Some(match (kind, value) {
        (Type::Record(shape), Value::Map(items)) => short(record(items, shape)?, shape),
        (Type::MapOf(of), Value::Map(items)) => Value::Map(each(items, of)?),
        (Type::List { of, .. }, Value::List(items)) => Value::List(each(items, of)?),
        (Type::List { of, single: true }, one @ (Value::Text(_) | Value::Map(_))) => {
            let items = Items::from(vec![Item::new("", one)]);
            Value::List(each(items, of)?)
        }
        (Type::Either(kinds), value) => match kinds.iter().find(|kind| fits(kind, &value)) {
            Some(kind) => self::value(value, kind)?,
            None => value,
        },
        (_, value) => value,
    })
}

fn fits(kind: &Type, value: &Value) -> bool {
    match value {
        Value::Map(_) => matches!(kind, Type::Record(_) | Type::MapOf(_)),
        Value::List(_) => matches!(kind, Type::List { .. }),
        _ => false,
    }
}

fn each(items: Items, kind: &Type) -> Option<Items> {
    let list = items.list.into_iter().map(|item| with_value(item, kind));
    Some(Items {
        list: list.collect::<Option<_>>()?,
        tail: items.tail,
    })
}

/// A text in place of a map that holds nothing else.
fn short(items: Items, shape: &Shape) -> Value {
    match only(&items) {
        Some((key, text)) if stands_for_all(key, text, shape) => Value::Text(text.to_owned()),
        _ => Value::Map(items),
    }
}

/// Key and text of a map that has one entry and no remark.
fn only(items: &Items) -> Option<(&str, &str)> {
    match (&items.list[..], &items.tail[..]) {
        ([item], []) if item.is_bare() => match &item.value {
            Value::Text(text) => Some((&item.key, text)),
            _ => None,
        },
        _ => None,
    }
}

fn stands_for_all(key: &str, text: &str, shape: &Shape) -> bool {
    if shape.name == "an evidence" {
        let seen = match looks(text) {
            Looks::Link => "link",
            Looks::File => "file",
            Looks::Text => "text",
            Looks::UnsafeLink => return false,
        };
        return seen == key && text.trim() == text && !text.is_empty();
    }
    SHORT.contains(&(shape.name, key))
}
