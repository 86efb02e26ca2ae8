//! Records made by hand, for tests.

use super::record::{Diff, TeamChange};

/// All three records, by name.
pub fn all() -> [(&'static str, Diff); 3] {
    [("rich", rich()), ("empty", empty()), ("hostile", hostile())]
}

/// Every kind of change, of invented teams.
pub fn rich() -> Diff {
    read(include_str!("../../tests/data/review/rich.json"))
}

/// No change.
pub fn empty() -> Diff {
    read(include_str!("../../tests/data/review/empty.json"))
}

/// The rich record with hostile texts wherever a text can stand.
pub fn hostile() -> Diff {
    read(include_str!("../../tests/data/review/hostile.json"))
}

/// As many changed teams as asked for, with names as long as names are kept.
pub fn many(teams: usize) -> Diff {
    let mut diff = rich();
    let pattern: Vec<TeamChange> = diff
        .teams
        .drain(..)
        .filter(|t| t.reports.len() == 1)
        .collect();
    diff.teams = (0..teams)
        .map(|n| {
            let mut team = pattern[n % pattern.len()].clone();
            team.id = format!("team-{n:04}");
            team.name = format!("Team {n:04} {}", "with_a_long_name ".repeat(20));
            team
        })
        .collect();
    diff.summary.teams = u32::try_from(teams).unwrap();
    diff
}

fn read(text: &str) -> Diff {
    serde_json::from_str(text).unwrap()
}
