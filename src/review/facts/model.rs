use super::types::{At, Item};
use super::wording::{clip, or_none};
use crate::review::links::Side;
use crate::review::record::{Kind, ModelChange, ModelItem};
use crate::review::words::count;

/// `2.1 → 2.2`, `2.2, new` or `2.1, removed`.
pub fn versions(model: &ModelChange) -> String {
    match (&model.base, &model.head) {
        (Some(base), Some(head)) if base == head => clip(head),
        (Some(base), Some(head)) => format!("{} → {}", clip(base), clip(head)),
        (None, Some(head)) => format!("{}, new", clip(head)),
        (Some(base), None) => format!("{}, removed", clip(base)),
        (None, None) => String::new(),
    }
}

/// What a model's change does to answers that nobody changed.
pub fn effect(model: &ModelChange) -> String {
    format!(
        "in use by {}: {} another level and {} a new gap by it",
        count(model.teams as usize, "team"),
        get(model.level_changed),
        get(model.gap_opened),
    )
}

fn get(teams: u32) -> String {
    match teams {
        0 => "none gets".to_owned(),
        1 => "1 gets".to_owned(),
        n => format!("{n} get"),
    }
}

pub fn of_model(model: &ModelChange) -> Vec<Item<'_>> {
    model
        .items
        .iter()
        .map(|item| model_item(model, item))
        .collect()
}

fn model_item<'d>(model: &'d ModelChange, item: &'d ModelItem) -> Item<'d> {
    let name = match item.name == item.id {
        true => String::new(),
        false => format!(" {}", clip(&item.name)),
    };
    let change = match item.change {
        Kind::Added => "added".to_owned(),
        Kind::Removed => "removed".to_owned(),
        Kind::Modified | Kind::Renamed => {
            let field = item.field.as_deref().filter(|field| *field != item.id);
            let field = field.map_or(String::new(), |field| format!("{} ", clip(field)));
            format!("{field}{} → {}", or_none(&item.base), or_none(&item.head))
        }
    };
    let what = match item.what.as_str() {
        "kpa" => "KPA".to_owned(),
        what => clip(what),
    };
    let mut text = format!("{what} {}{name}: {change}", clip(&item.id));
    if item.gaps > 0 {
        text.push_str(&format!(
            ", a new gap for {}",
            count(item.gaps as usize, "team")
        ));
    }
    let side = match item.change {
        Kind::Removed => Side::Base,
        _ => Side::Head,
    };
    let at = model.file.as_deref().zip(item.line).map(|(file, line)| At {
        side,
        file,
        line: Some(line),
    });
    Item { text, at }
}
