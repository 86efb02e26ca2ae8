use std::fmt::Write;

use jiff::civil::Date;

use super::blank::{ASSESSOR, Blank, Previous, answers, head, line};
use super::evidence::{Looks, looks};
use super::reading::METHODS;
use super::yaml_text::yaml_text;
use super::{Answer, Assessment, BuyIn, Evidence, EvidenceTarget, PlanItem, PlanStatus};
use crate::model::{Element, KpaIx, MaturityModel, Rating, Target};

/// The text of an assessment that begins with the answers of an earlier one, each dated when it was
/// found. What is planned and not done, the buy-in, target and profile go with them. Questions that
/// were not answered stand in it as comments.
///
/// `src` is the content folder: files named as evidence are written from there, so that the new file
/// may lie elsewhere.
pub fn blank_with_answers(blank: &Blank<'_>, last: &Assessment, src: &str) -> String {
    let previous = Previous::new(blank, last, src);
    let mut out = String::new();
    head(&mut out, blank);
    let assessor = blank.assessor.or(last.assessor.as_deref());
    line(
        &mut out,
        "assessor",
        &yaml_text(assessor.unwrap_or(ASSESSOR)),
    );
    let method = last.method.and_then(|method| word_of(METHODS, method));
    line(&mut out, "method", method.unwrap_or("self"));
    if let Some(profile) = last.profile.and_then(|ix| last.model.profiles.get(ix))
        && blank.model.profiles.iter().any(|p| p.id == profile.id)
    {
        line(&mut out, "profile", &yaml_text(&profile.id));
    }
    if let Some(target) = last.target.and_then(|t| target_id(&last.model, t))
        && blank.model.target(target).is_some()
    {
        line(&mut out, "target", &yaml_text(target));
    }
    answers(&mut out, blank, &previous);
    plan(&mut out, blank.model, last);
    buy_in(&mut out, &last.buy_in);
    out.push_str("---\n");
    out
}

/// The id that a target was written as.
fn target_id(model: &MaturityModel, target: Target) -> Option<&str> {
    let ids = model.levels.iter().map(|level| level.id.as_str());
    let ids = ids.chain(model.positions.iter().map(|position| position.id.as_str()));
    ids.into_iter().find(|id| model.target(id) == Some(target))
}

impl Previous {
    fn new(blank: &Blank<'_>, last: &Assessment, src: &str) -> Self {
        let mut previous = Self::default();
        for answer in &last.answers {
            let element = current(&last.model, blank.model, &answer.key);
            let kpa = match element {
                Some(Element::Kpa(kpa)) => kpa,
                Some(Element::Goal(goal)) => blank.model.goal(goal).kpa,
                _ => {
                    previous.lost.push(answer.key.to_string());
                    continue;
                }
            };
            let Some(rating) = rating_word(blank.model, kpa, last, answer) else {
                continue;
            };
            let value = answer_text(rating, answer, blank.date, last, src);
            match element {
                Some(Element::Goal(goal)) => previous.goals.insert(goal, value),
                _ => previous.kpas.insert(kpa, value),
            };
        }
        previous
    }
}

/// What an id of one model's version is in another, followed through former ids of both.
fn current(from: &MaturityModel, to: &MaturityModel, id: &str) -> Option<Element> {
    let present = match from.ids.get(id) {
        Some(Element::Kpa(kpa)) => from.kpa(*kpa).id.as_str(),
        Some(Element::Goal(goal)) => from.goal(*goal).id.as_str(),
        _ => id,
    };
    to.ids.get(present).or_else(|| to.ids.get(id)).copied()
}

/// The rating in the words of the model; `None` where there is nothing to copy, or no such rating any more.
fn rating_word<'m>(
    model: &'m MaturityModel,
    kpa: KpaIx,
    last: &Assessment,
    answer: &Answer,
) -> Option<&'m str> {
    let scale = &model.scale;
    let rating = scale.read(last.model.scale.word(answer.rating))?;
    let says_something = match rating {
        Rating::Step(_) => true,
        Rating::NotApplicable => model.kpa(kpa).not_applicable_allowed && answer.note.is_some(),
        Rating::Unknown => answer.note.is_some() || !answer.evidence.is_empty(),
    };
    says_something.then(|| scale.word(rating))
}

/// An answer on one line, so that a changed answer is one changed line.
fn answer_text(rating: &str, answer: &Answer, date: Date, last: &Assessment, src: &str) -> String {
    let mut parts = vec![format!("rating: {}", yaml_text(rating))];
    if let Some(note) = &answer.note {
        parts.push(format!("note: {}", yaml_text(note)));
    }
    let evidence: Vec<String> = answer
        .evidence
        .iter()
        .map(|e| evidence_text(e, src))
        .collect();
    if !evidence.is_empty() {
        parts.push(format!("evidence: [{}]", evidence.join(", ")));
    }
    let on = answer.on.unwrap_or(last.date);
    if on < date {
        parts.push(format!("on: {on}"));
    }
    match parts.len() {
        1 => yaml_text(rating).into_owned(),
        _ => format!("{{ {} }}", parts.join(", ")),
    }
}

fn evidence_text(evidence: &Evidence, src: &str) -> String {
    let (key, text, is_short) = match &evidence.target {
        EvidenceTarget::Link(link) => ("link", link.to_string(), true),
        EvidenceTarget::Text(text) => ("text", text.to_string(), looks(text) == Looks::Text),
        EvidenceTarget::File(file) => {
            let below = file.path.below(src).unwrap_or(file.path.as_str());
            let fragment = file.fragment.as_ref().map(|f| format!("#{f}"));
            (
                "file",
                format!("/{below}{}", fragment.unwrap_or_default()),
                true,
            )
        }
    };
    let text = yaml_text(&text).into_owned();
    let mut parts = vec![format!("{key}: {text}")];
    if let Some(title) = evidence.title() {
        parts.push(format!("title: {}", yaml_text(title)));
    }
    if let Some(on) = evidence.on() {
        parts.push(format!("on: {on}"));
    }
    if let Some(by) = evidence.by() {
        parts.push(format!("by: {}", yaml_text(by)));
    }
    match parts.len() {
        1 if is_short => text,
        _ => format!("{{ {} }}", parts.join(", ")),
    }
}

fn plan(out: &mut String, model: &MaturityModel, last: &Assessment) {
    let mut begun = false;
    for item in &last.plan {
        let id = &last.model.kpa(item.kpa).id;
        let Some(Element::Kpa(kpa)) = current(&last.model, model, id) else {
            continue;
        };
        let text = plan_text(item);
        if item.status == Some(PlanStatus::Done) || text.is_empty() {
            continue;
        }
        if !begun {
            out.push_str("plan:\n");
            begun = true;
        }
        let id = yaml_text(&model.kpa(kpa).id);
        let _ = writeln!(out, "  {id}: {{ {text} }}");
    }
}

fn plan_text(item: &PlanItem) -> String {
    let mut parts = Vec::new();
    let mut part = |key: &str, value: Option<&str>| {
        parts.extend(value.map(|value| format!("{key}: {}", yaml_text(value))));
    };
    part("owner", item.owner.as_deref());
    part("due", item.due.map(|due| due.to_string()).as_deref());
    part("status", item.status.map(PlanStatus::id));
    part("issue", item.issue.as_deref());
    part("blocked-by", item.blocked_by.as_deref());
    part("note", item.note.as_deref());
    parts.join(", ")
}

fn buy_in(out: &mut String, list: &[BuyIn]) {
    if !list.is_empty() {
        out.push_str("buy-in:\n");
    }
    for player in list {
        let mut parts = vec![format!("stance: {}", player.stance.id())];
        parts.extend(
            player
                .who
                .iter()
                .map(|who| format!("who: {}", yaml_text(who))),
        );
        parts.extend(
            player
                .note
                .iter()
                .map(|note| format!("note: {}", yaml_text(note))),
        );
        let _ = writeln!(
            out,
            "  {}: {{ {} }}",
            yaml_text(&player.player),
            parts.join(", ")
        );
    }
}

fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: T) -> Option<&'static str> {
    let found = words.iter().find(|(_, word)| *word == value);
    found.map(|(word, _)| *word)
}
