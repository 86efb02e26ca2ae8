use super::lists::{assessment, at, buy_in, evidence, note, of_assessment, plan, standing};
use super::types::{Fact, Item, fact};
use super::wording::{causes, clip, ids, turn};
use crate::review::links::At;
use crate::review::record::{AnswerChange, Direction, GoalRef, Kind, LevelChange, ReportChange};
use crate::review::words;

/// Everything that changed in a report besides the ids of its level.
pub fn of_report(report: &ReportChange) -> Vec<Fact<'_>> {
    let facts = [
        fact("Level", standing_on(&report.level)),
        fact("Blocked by", blocker(report)),
        fact("KPAs", kpas(report)),
        fact(
            "Answers",
            report.answers.iter().map(|a| answer(report, a)).collect(),
        ),
        fact("Gaps opened", goals(report, &report.gaps.opened)),
        fact("Gaps closed", goals(report, &report.gaps.closed)),
        fact("Roadmap", roadmap(report)),
        fact("Evidence", evidence(report)),
        fact(
            "Notes",
            report.notes.iter().map(|n| note(report, n)).collect(),
        ),
        fact(
            "Plan",
            report.plan.iter().map(|p| plan(report, p)).collect(),
        ),
        fact("Buy-in", buy_in(report)),
        fact("Stale now", goals(report, &report.stale)),
        fact("Standing", told(standing(report, clip))),
        fact("Assessment", about(report)),
    ];
    facts.into_iter().flatten().collect()
}

fn told<'d>(sentences: Vec<String>) -> Vec<Item<'d>> {
    sentences.into_iter().map(Item::new).collect()
}

fn about(report: &ReportChange) -> Vec<Item<'_>> {
    let parts = assessment(report, clip);
    let item = (!parts.is_empty()).then(|| Item {
        text: parts.join(", "),
        at: Some(of_assessment(report)),
    });
    item.into_iter().collect()
}

fn standing_on(level: &LevelChange) -> Vec<Item<'_>> {
    if level.base == level.head && causes(level).is_empty() {
        return Vec::new();
    }
    let side = |id: &Option<String>, name: &Option<String>| {
        let parts: Vec<String> = [id, name].into_iter().flatten().map(|t| clip(t)).collect();
        match parts.is_empty() {
            true => "none".to_owned(),
            false => parts.join(" "),
        }
    };
    let mut text = match level.base == level.head {
        true => format!(
            "stays {}: answers and model outweigh each other",
            side(&level.head, &level.head_name)
        ),
        false => format!(
            "{} → {}",
            side(&level.base, &level.base_name),
            side(&level.head, &level.head_name)
        ),
    };
    if !level.decided_by.is_empty() {
        text.push_str(&format!(", decided by {}", ids(&level.decided_by)));
    }
    vec![Item::new(text)]
}

fn blocker(report: &ReportChange) -> Vec<Item<'_>> {
    let blocker = report.blocked_by.iter().map(|blocker| {
        Item::new(format!(
            "{} {} ({} of {})",
            clip(&blocker.kpa),
            clip(&blocker.name),
            blocker.satisfied,
            blocker.goals
        ))
    });
    blocker.collect()
}

fn kpas(report: &ReportChange) -> Vec<Item<'_>> {
    let kpas = report.kpas.iter().map(|kpa| {
        let mut text = format!(
            "{} {}: {} → {}",
            clip(&kpa.id),
            clip(&kpa.name),
            clip(words::state(kpa.base.as_deref())),
            clip(words::state(kpa.head.as_deref()))
        );
        if !kpa.goals.is_empty() {
            text.push_str(&format!(", by {}", ids(&kpa.goals)));
        }
        if kpa.by_model {
            text.push_str(", by the model alone");
        }
        Item::new(text)
    });
    kpas.collect()
}

fn answer<'d>(report: &'d ReportChange, answer: &'d AnswerChange) -> Item<'d> {
    let turn = turn(&answer.base, &answer.head, clip);
    let mut text = format!("{} {turn}", clip(&answer.id));
    for remark in remarks(answer) {
        text.push_str(", ");
        text.push_str(remark);
    }
    Item {
        text,
        at: of_answer(report, answer),
    }
}

pub fn of_answer<'d>(report: &'d ReportChange, answer: &AnswerChange) -> Option<At<'d>> {
    at(report, answer.line, answer.base_line)
}

/// What a reviewer asks about an answer.
pub fn remarks(answer: &AnswerChange) -> Vec<&'static str> {
    let unexplained = answer.direction == Direction::Down && !answer.note_changed;
    let unproven = answer.direction == Direction::Up && !answer.has_evidence;
    let all = [
        (unexplained, "same note"),
        (unproven, "no evidence"),
        (answer.stale, "stale"),
    ];
    all.into_iter()
        .filter_map(|(is, what)| is.then_some(what))
        .collect()
}

fn goals<'d>(report: &'d ReportChange, goals: &'d [GoalRef]) -> Vec<Item<'d>> {
    let goals = goals.iter().map(|goal| Item {
        text: format!("{} {}", clip(&goal.id), clip(&goal.statement)),
        at: at(report, goal.line, None),
    });
    goals.collect()
}

fn roadmap(report: &ReportChange) -> Vec<Item<'_>> {
    let roadmap = &report.roadmap;
    // With a report comes and goes its roadmap; there is nothing that it could be compared with.
    let leads = (roadmap.base != roadmap.head && report.change == Kind::Modified).then(|| {
        let to = |level: &Option<String>| level.as_deref().map_or("nowhere".to_owned(), clip);
        format!("leads to {} → {}", to(&roadmap.base), to(&roadmap.head))
    });
    let list =
        |what: &str, list: &[String]| (!list.is_empty()).then(|| format!("{what} {}", ids(list)));
    let parts = [
        leads,
        list("enters", &roadmap.entered),
        list("leaves", &roadmap.left),
        list("moves", &roadmap.moved),
    ];
    told(parts.into_iter().flatten().collect())
}
