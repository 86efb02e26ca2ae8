use super::types::{At, Fact, Item, fact};
use super::wording::{clip, fields};
use crate::review::links::Side;
use crate::review::record::{Accepted, Kind, TeamChange};
use crate::review::words::count;

/// What changed of the team itself.
pub fn of_team(team: &TeamChange) -> Vec<Fact<'_>> {
    let at = Some(At {
        side: match team.change {
            Kind::Removed => Side::Base,
            _ => Side::Head,
        },
        file: &team.file,
        line: None,
    });
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
            at,
        });
    }
    if let Some(twin) = &team.twin {
        items.push(Item::new(format!(
            "`{}` has the same answers: if it is the same team, `formerly` in its file says so",
            clip(twin)
        )));
    }
    if team.older > 0 {
        let older = count(team.older as usize, "older assessment");
        items.push(Item::new(format!("{older} changed, was added or removed")));
    }
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

/// `payments PR (answer-removed), until 2026-12-31: “Why”, covers 1 finding`.
pub fn acceptance(accepted: &Accepted) -> String {
    let mut out = clip(&accepted.team);
    if let Some(kpa) = &accepted.kpa {
        out.push_str(&format!(" {}", clip(kpa)));
    }
    if let Some(gate) = accepted.gate {
        out.push_str(&format!(" ({})", gate.word()));
    }
    if let Some(until) = &accepted.until {
        out.push_str(&format!(", until {}", clip(until)));
    }
    let covers = match accepted.hits {
        0 => "covers nothing: it can go".to_owned(),
        n => format!("covers {}", count(n as usize, "finding")),
    };
    format!("{out}: “{}”, {covers}", clip(&accepted.reason))
}
