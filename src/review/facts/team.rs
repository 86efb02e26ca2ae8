use super::types::{Fact, Item, fact};
use super::wording::{Ink, clip, fields};
use crate::diagnostic::counted;
use crate::review::links::{At, Side};
use crate::review::record::{Accepted, Kind, TeamChange};

/// What changed of the team itself.
pub fn of_team(team: &TeamChange) -> Vec<Fact<'_>> {
    let mut about = Vec::new();
    match (team.change, &team.formerly) {
        (Kind::Added, _) => about.push("added".to_owned()),
        (Kind::Removed, _) => about.push("removed".to_owned()),
        (Kind::Renamed, Some(formerly)) => about.push(format!("was `{}` before", clip(formerly))),
        (Kind::Renamed, None) => about.push("renamed".to_owned()),
        (Kind::Modified, _) => {}
    }
    if !team.fields.is_empty() {
        about.push(fields(&team.fields));
    }
    if team.prose {
        about.push("texts changed".to_owned());
    }
    let mut items: Vec<Item<'_>> = Vec::new();
    if !about.is_empty() {
        items.push(Item {
            text: about.join(", "),
            at: Some(at(team)),
        });
    }
    let twin = team.twin.as_deref();
    items.extend(twin.map(|id| Item::new(twin_of(&format!("`{}`", clip(id))))));
    items.extend(older(team).map(Item::new));
    let owners: Vec<String> = team.owners.iter().map(|owner| clip(owner)).collect();
    let review = match owners.is_empty() {
        true => Vec::new(),
        false => vec![Item::new(owners.join(", "))],
    };
    [fact("Team", items), fact("Review by", review)]
        .into_iter()
        .flatten()
        .collect()
}

/// The file of the team.
pub fn at(team: &TeamChange) -> At<'_> {
    At {
        side: Side::of(team.change),
        file: &team.file,
        line: None,
    }
}

/// The team with an id, as it is written, may be the same one.
pub fn twin_of(id: &str) -> String {
    format!("{id} has the same answers: if it is the same team, `formerly` in its file says so")
}

/// What became of assessments that are not the current ones.
pub fn older(team: &TeamChange) -> Option<String> {
    let older = counted(team.older as usize, "older assessment");
    (team.older > 0).then(|| format!("{older} changed, was added or removed"))
}

/// `payments PR (answer-removed): “Why”, until 2026-12-31, covers 1 finding`.
pub fn acceptance(accepted: &Accepted, ink: Ink) -> String {
    let mut out = (ink.code)(&accepted.team);
    if let Some(kpa) = &accepted.kpa {
        out.push_str(&format!(" {}", (ink.code)(kpa)));
    }
    if let Some(gate) = accepted.gate {
        out.push_str(&format!(" ({})", (ink.code)(gate.word())));
    }
    out.push_str(&format!(": “{}”", (ink.prose)(&accepted.reason)));
    if let Some(until) = &accepted.until {
        out.push_str(&format!(", until {}", (ink.name)(until)));
    }
    out.push_str(&match accepted.hits {
        0 => ", covers nothing: it can go".to_owned(),
        n => format!(", covers {}", counted(n as usize, "finding")),
    });
    out
}
