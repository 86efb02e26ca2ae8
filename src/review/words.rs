//! The words that several formats share.

use super::record::{Diff, End, Kind, Pair};
use crate::diagnostic::counted;

/// `+1`, `−1` or `0`.
pub(super) fn signed(n: i32) -> String {
    match n {
        0 => "0".to_owned(),
        n if n > 0 => format!("+{n}"),
        n => format!("−{}", n.unsigned_abs()),
    }
}

/// A KPA's rating as people say it.
pub(super) fn state(rating: Option<&str>) -> &str {
    match rating {
        Some("not-rated") => "not rated",
        Some("not-applicable") => "not applicable",
        Some(other) => other,
        None => "none",
    }
}

/// What became of something.
pub(super) fn done(change: Kind) -> &'static str {
    match change {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Modified | Kind::Renamed => "changed",
    }
}

/// What follows the name of a side that could not be read as a whole.
pub(super) fn incomplete(end: &End) -> Option<String> {
    let errors = counted(end.errors as usize, "error");
    (end.errors > 0).then(|| format!("has {errors}: what is said of it may be incomplete"))
}

/// What levels are counted in: teams where each has one report, else reports.
pub(super) fn unit(diff: &Diff) -> &'static str {
    let counts = &diff.summary;
    let reports = u64::from(counts.up) + u64::from(counts.down) + u64::from(counts.same);
    if reports > u64::from(counts.teams) {
        "report"
    } else {
        "team"
    }
}

/// What a reader wants to know first, in a few words: `1 team up, 1 team down, model changed`.
pub(super) fn verdict(diff: &Diff) -> String {
    let counts = &diff.summary;
    let mut parts = Vec::new();
    let mut say = |n: u32, one: &str, what: &str| {
        if n > 0 {
            parts.push(format!("{} {what}", counted(n as usize, one)));
        }
    };
    let unit = unit(diff);
    say(counts.up, unit, "up");
    say(counts.down, unit, "down");
    say(counts.teams_added, "team", "added");
    say(counts.teams_removed, "team", "removed");
    if counts.up == 0 && counts.down == 0 {
        say(counts.gaps_opened, "gap", "opened");
        say(counts.gaps_closed, "gap", "closed");
        if !(diff.teams.is_empty() && diff.models.is_empty() && diff.settings.is_empty()) {
            parts.insert(0, "no level changed".to_owned());
        }
    }
    if counts.model_changed {
        parts.push(format!("{} changed", yardstick(diff)));
    }
    if diff.head.errors > 0 {
        parts.push("the content has errors".to_owned());
    }
    if parts.is_empty() {
        parts.push("no level changed".to_owned());
    }
    parts.join(", ")
}

/// What becomes of those that keep their level, and what the model does to answers that nobody
/// changed.
pub(super) fn others(diff: &Diff) -> Option<String> {
    let counts = &diff.summary;
    let mut out = String::new();
    if counts.same > 0 {
        let other = if counts.up > 0 || counts.down > 0 {
            "other "
        } else {
            ""
        };
        let keep = match counts.same {
            1 => "keeps its level",
            _ => "keep their level",
        };
        out = counted(counts.same as usize, &format!("{other}{}", unit(diff)));
        out.push_str(&format!(" {keep}."));
    }
    if counts.model_changed {
        let levels: u64 = diff.models.iter().map(|m| u64::from(m.level_changed)).sum();
        let blank = if out.is_empty() { "" } else { " " };
        out.push_str(&format!(
            "{blank}By the {} alone, {} a new gap and {}.",
            yardstick(diff),
            get(u64::from(counts.gaps_by_model)),
            match levels {
                0 => "none changes its level".to_owned(),
                1 => "1 changes its level".to_owned(),
                n => format!("{n} change their level"),
            }
        ));
    }
    (!out.is_empty()).then_some(out)
}

fn get(teams: u64) -> String {
    match teams {
        0 => "no team gets".to_owned(),
        1 => "1 team gets".to_owned(),
        n => format!("{n} teams get"),
    }
}

/// What levels are measured by, where it is another one.
pub(super) fn yardstick(diff: &Diff) -> &'static str {
    match (diff.models.is_empty(), diff.settings.is_empty()) {
        (true, false) => "settings",
        _ => "model",
    }
}

/// Whether there is nothing to tell but that.
pub(super) fn is_unchanged(diff: &Diff) -> bool {
    diff.is_empty()
        && diff.gates.iter().all(|gate| gate.hits == 0)
        && diff.base.errors == 0
        && diff.head.errors == 0
}

/// A side as people name it: `main@41d0aa7`, `working tree`, `41d0aa7`.
pub(super) fn end(end: &End) -> String {
    match &end.rev {
        Some(rev) if rev.starts_with(&end.name) => short(rev).to_owned(),
        Some(rev) => format!("{}@{}", end.name, short(rev)),
        None => end.name.clone(),
    }
}

/// The first seven digits of a commit.
pub(super) fn short(rev: &str) -> &str {
    rev.char_indices().nth(7).map_or(rev, |(at, _)| &rev[..at])
}

impl Pair {
    pub(super) fn differs(&self) -> bool {
        self.base != self.head
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::samples;

    #[test]
    fn numbers_have_signs() {
        assert_eq!([signed(-2), signed(0), signed(1)], ["−2", "0", "+1"]);
        assert_eq!(signed(i32::MIN), "−2147483648");
    }

    #[test]
    fn verdicts() {
        assert_eq!(
            verdict(&samples::rich()),
            "1 team up, 1 team down, 1 team added, model changed, the content has errors"
        );
        let mut diff = samples::rich();
        diff.summary.up = 0;
        diff.summary.down = 0;
        diff.summary.model_changed = false;
        diff.head.errors = 0;
        assert_eq!(
            verdict(&diff),
            "no level changed, 1 team added, 6 gaps opened, 3 gaps closed"
        );
        assert!(!is_unchanged(&diff) && is_unchanged(&samples::empty()));
    }

    #[test]
    fn ends_have_names() {
        let mut end_ = samples::empty().base;
        end_.rev = Some("41d0aa7".repeat(6));
        end_.name = "main".to_owned();
        assert_eq!(end(&end_), "main@41d0aa7");
        end_.name = "41d0".to_owned();
        assert_eq!(end(&end_), "41d0aa7");
        end_.rev = None;
        end_.name = "working tree".to_owned();
        assert_eq!(end(&end_), "working tree");
    }
}
