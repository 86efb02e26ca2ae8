use serde::Serialize;

use crate::compare::{Difference, Point};
use crate::score::{Evaluation, Status};
use crate::site::Site;
use crate::tree::SitePath;

/// What the edits since the last commit do to the teams.
#[derive(Serialize, Clone, Default, PartialEq, Eq, Debug)]
pub struct Change {
    /// The commit, in short.
    pub base: String,
    pub teams: Vec<TeamChange>,
}

#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
pub struct TeamChange {
    pub name: String,
    /// From the root of the site; `None` where the team has no page any more.
    pub href: Option<String>,
    /// `level 2 → 3, 2 gaps closed`.
    pub text: String,
    /// The page that shows the report.
    #[serde(skip)]
    pub page: Option<SitePath>,
}

/// How many characters of a commit's id are shown.
const SHORT: usize = 7;

/// The differences between the last commit and the book as it is.
pub fn change(base: &str, differences: &[Difference], now: &Evaluation, site: &Site) -> Change {
    let several = |one: &Difference| {
        let same = differences.iter().filter(|other| other.team == one.team);
        same.count() > 1
    };
    let teams = differences.iter().map(|one| {
        let page = page(one, now, site);
        let text = sentence(one);
        TeamChange {
            name: one.name.clone(),
            href: page.as_ref().map(|page| format!("/{}", page.encoded())),
            text: if several(one) {
                format!("{}: {text}", one.model)
            } else {
                text
            },
            page,
        }
    });
    Change {
        base: base.chars().take(SHORT).collect(),
        teams: teams.collect(),
    }
}

fn page(one: &Difference, now: &Evaluation, site: &Site) -> Option<SitePath> {
    let report = now.reports.iter().position(|report| {
        report.current
            && report.assessment.model.id == one.model
            && now.teams[report.team].team.id == one.team
    })?;
    site.reports.get(report).cloned()
}

/// `level 2 → 3, 2 gaps closed`; in one voice with the review of a pull request.
fn sentence(one: &Difference) -> String {
    let (was, is) = match (&one.before, &one.after) {
        (None, Some(is)) => return format!("new, at {}", place(is)),
        (Some(was), None) => return format!("gone, was at {}", place(was)),
        (Some(was), Some(is)) => (was, is),
        (None, None) => return String::new(),
    };
    let mut parts = Vec::new();
    match (place(was), place(is)) {
        (old, new) if old == new => {}
        (old, new) => parts.push(
            match (old.strip_prefix("level "), new.strip_prefix("level ")) {
                (Some(old), Some(new)) => format!("level {old} → {new}"),
                _ => format!("{old} → {new}"),
            },
        ),
    }
    let (old, new) = (
        was.status == Status::Provisional,
        is.status == Status::Provisional,
    );
    match (old, new) {
        (false, true) => parts.push("now provisional".to_owned()),
        (true, false) if is.status == Status::Rated => {
            parts.push("no longer provisional".to_owned())
        }
        _ => {}
    }
    parts.extend(gaps(one.closed.len(), "closed"));
    parts.extend(gaps(one.opened.len(), "opened"));
    if let (true, Some(old), Some(new)) = (parts.is_empty(), was.progress, is.progress) {
        parts.push(format!("{old}% → {new}% of the next level"));
    }
    if parts.is_empty() {
        parts.push("another next level".to_owned());
    }
    parts.join(", ")
}

fn place(point: &Point) -> String {
    match point.status {
        Status::Unrated => "unrated".to_owned(),
        _ => format!("level {}", point.model.position(point.level).id),
    }
}

fn gaps(count: usize, word: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 gap {word}")),
        n => Some(format!("{n} gaps {word}")),
    }
}
