use jiff::civil::Date;

use super::blank::{ASSESSOR, Blank, Previous, answers, head, line};
use super::evidence::{Looks, looks};
use super::reading::METHODS;
use super::{Answer, Assessment, BuyIn, Evidence, EvidenceTarget, PlanItem, PlanStatus};
use crate::data::layout::{self, Item, Value};
use crate::data::yaml_text;
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
        for answer in last.answers.iter() {
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
            let value = answer_value(rating, answer, blank.date, last, src);
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

/// An answer in its shortest form.
fn answer_value(rating: &str, answer: &Answer, date: Date, last: &Assessment, src: &str) -> Value {
    let mut parts = vec![Item::text("rating", rating)];
    parts.extend(answer.note.iter().map(|note| Item::text("note", note)));
    if !answer.evidence.is_empty() {
        let list = answer.evidence.iter();
        let list: Vec<Item> = list
            .map(|one| Item::new("", evidence_value(one, src)))
            .collect();
        parts.push(Item::new("evidence", Value::List(list.into())));
    }
    let on = answer.on.unwrap_or(last.date);
    if on < date {
        parts.push(Item::text("on", &on.to_string()));
    }
    match parts.len() {
        1 => Value::Text(rating.to_owned()),
        _ => Value::Map(parts.into()),
    }
}

fn evidence_value(evidence: &Evidence, src: &str) -> Value {
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
    let on = evidence.on().map(|on| on.to_string());
    let mut parts = vec![Item::text(key, &text)];
    let further = [
        ("title", evidence.title()),
        ("on", on.as_deref()),
        ("by", evidence.by()),
    ];
    parts.extend(texts(&further));
    match parts.len() {
        1 if is_short => Value::Text(text),
        _ => Value::Map(parts.into()),
    }
}

fn texts(pairs: &[(&str, Option<&str>)]) -> Vec<Item> {
    let known = pairs.iter();
    known
        .filter_map(|(key, text)| text.map(|text| Item::text(key, text)))
        .collect()
}

fn plan(out: &mut String, model: &MaturityModel, last: &Assessment) {
    let mut begun = false;
    for item in &last.plan {
        let id = &last.model.kpa(item.kpa).id;
        let Some(Element::Kpa(kpa)) = current(&last.model, model, id) else {
            continue;
        };
        let parts = plan_parts(item);
        if item.status == Some(PlanStatus::Done) || parts.is_empty() {
            continue;
        }
        if !begun {
            out.push_str("plan:\n");
            begun = true;
        }
        let item = Item::new(&model.kpa(kpa).id, Value::Map(parts.into()));
        out.push_str(&layout::write(&item, 2));
    }
}

fn plan_parts(item: &PlanItem) -> Vec<Item> {
    let due = item.due.map(|due| due.to_string());
    let status = item.status.map(PlanStatus::id);
    texts(&[
        ("owner", item.owner.as_deref()),
        ("due", due.as_deref()),
        ("status", status),
        ("issue", item.issue.as_deref()),
        ("blocked-by", item.blocked_by.as_deref()),
        ("note", item.note.as_deref()),
    ])
}

fn buy_in(out: &mut String, list: &[BuyIn]) {
    if !list.is_empty() {
        out.push_str("buy-in:\n");
    }
    for player in list {
        let stance = player.stance.id();
        let parts = texts(&[
            ("stance", Some(stance)),
            ("who", player.who.as_deref()),
            ("note", player.note.as_deref()),
        ]);
        let value = match parts.len() {
            1 => Value::Text(stance.to_owned()),
            _ => Value::Map(parts.into()),
        };
        out.push_str(&layout::write(&Item::new(&player.player, value), 2));
    }
}

fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: T) -> Option<&'static str> {
    let found = words.iter().find(|(_, word)| *word == value);
    found.map(|(word, _)| *word)
}
