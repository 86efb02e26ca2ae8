use super::types::Item;
use super::wording::{Word, clip, turn};
use crate::diagnostic::counted;
use crate::review::links::{At, Side};
use crate::review::record::{Kind, ModelChange, ModelItem};

/// `2.1 → 2.2`, `2.2, new` or `2.1, removed`.
pub fn versions(model: &ModelChange, word: Word) -> String {
    match (&model.base, &model.head) {
        (Some(base), Some(head)) if base == head => word(head),
        (Some(_), Some(_)) => turn(&model.base, &model.head, word),
        (None, Some(head)) => format!("{}, new", word(head)),
        (Some(base), None) => format!("{}, removed", word(base)),
        (None, None) => String::new(),
    }
}

/// What a model's change does to answers that nobody changed.
pub fn effect(model: &ModelChange) -> String {
    let teams = counted(model.teams as usize, "team");
    format!("in use by {teams}: {} by it", gets(model))
}

/// `none gets another level and 4 get a new gap`
pub fn gets(model: &ModelChange) -> String {
    format!(
        "{} another level and {} a new gap",
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
            format!("{field}{}", turn(&item.base, &item.head, clip))
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
            counted(item.gaps as usize, "team")
        ));
    }
    Item {
        text,
        at: of_item(model, item),
    }
}

/// Where an element of a model stands.
pub fn of_item<'d>(model: &'d ModelChange, item: &ModelItem) -> Option<At<'d>> {
    Some(At {
        side: Side::of(item.change),
        file: model.file.as_deref()?,
        line: Some(item.line?),
    })
}
