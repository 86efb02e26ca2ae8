use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::fields::{Texts, differing};
use crate::assessment::{Answer, Assessment, BuyIn, Evidence, EvidenceTarget, PlanItem};
use crate::model::Element;
use crate::review::record::{EvidenceChange, EvidenceRef, Kind, PlanChange, StanceChange};
use crate::tree::LineIndex;

/// What stands for the text of evidence that the book hides.
const HIDDEN: &str = "(hidden)";

/// Evidence is the same where KPA and reference are: it may move between the answers of a KPA.
type Key = (String, String);

/// Evidence that came, went, or is described in another way.
pub fn evidence(was: &Assessment, is: &Assessment, hidden: bool) -> EvidenceChange {
    let (mut old, new) = (all(was), all(is));
    let (before, after) = (Teller::new(was, hidden), Teller::new(is, hidden));
    let mut change = EvidenceChange::default();
    for (key, (answer, evidence)) in &new {
        match old.remove(key) {
            None => change.added.push(after.told(answer, evidence)),
            Some((_, was)) if was.remarks != evidence.remarks => {
                change.changed.push(after.told(answer, evidence));
            }
            Some(_) => {}
        }
    }
    let removed = old.values();
    change.removed = removed
        .map(|(answer, evidence)| before.told(answer, evidence))
        .collect();
    for list in [&mut change.added, &mut change.removed, &mut change.changed] {
        list.sort_by(|a, b| (a.line, &a.reference).cmp(&(b.line, &b.reference)));
    }
    change
}

fn all(assessment: &Assessment) -> BTreeMap<Key, (&Answer, &Evidence)> {
    let mut all = BTreeMap::new();
    for answer in assessment.answers.iter() {
        let kpa = kpa_id(assessment, &answer.key);
        for evidence in &answer.evidence {
            let key = (kpa.to_owned(), reference(evidence));
            all.entry(key).or_insert((answer, evidence));
        }
    }
    all
}

/// The id of the KPA that an answer belongs to, as the model has it now.
fn kpa_id<'a>(assessment: &'a Assessment, key: &'a str) -> &'a str {
    let model = &assessment.model;
    match model.ids.get(key) {
        Some(Element::Kpa(kpa)) => &model.kpa(*kpa).id,
        Some(Element::Goal(goal)) => &model.kpa(model.goal(*goal).kpa).id,
        _ => key,
    }
}

fn reference(evidence: &Evidence) -> String {
    match &evidence.target {
        EvidenceTarget::Link(text) | EvidenceTarget::Text(text) => text.to_string(),
        EvidenceTarget::File(file) => match &file.fragment {
            Some(fragment) => format!("{}#{fragment}", file.path),
            None => file.path.to_string(),
        },
    }
}

/// Tells the evidence of an assessment.
struct Teller<'a> {
    text: &'a str,
    /// Made when the first is told: there is often nothing to tell.
    lines: OnceCell<LineIndex>,
    hidden: bool,
}

impl<'a> Teller<'a> {
    fn new(assessment: &'a Assessment, hidden: bool) -> Self {
        Self {
            text: &assessment.document.text,
            lines: OnceCell::new(),
            hidden,
        }
    }

    fn told(&self, answer: &Answer, evidence: &Evidence) -> EvidenceRef {
        let lines = self.lines.get_or_init(|| LineIndex::new(self.text));
        EvidenceRef {
            answer: answer.key.to_string(),
            reference: match self.hidden {
                true => HIDDEN.to_owned(),
                false => reference(evidence),
            },
            line: lines.line(evidence.span.start),
        }
    }
}

/// Items of the plan that came, went or changed, in the order of head's model.
pub fn plan(was: &Assessment, is: &Assessment) -> Vec<PlanChange> {
    let id = |assessment: &Assessment, item: &PlanItem| assessment.model.kpa(item.kpa).id.clone();
    let find = |assessment: &'_ Assessment, kpa: &str| -> Option<usize> {
        let mut items = assessment.plan.iter();
        items.position(|item| assessment.model.ids.get(kpa) == Some(&Element::Kpa(item.kpa)))
    };
    let mut changes = Vec::new();
    for item in &is.plan {
        let kpa = id(is, item);
        let before = find(was, &kpa).map(|ix| &was.plan[ix]);
        let fields = before.map(|before| differing(texts(before), texts(item)));
        if fields.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        changes.push(PlanChange {
            name: is.model.kpa(item.kpa).name.clone(),
            kpa,
            change: match before {
                Some(_) => Kind::Modified,
                None => Kind::Added,
            },
            fields: fields.unwrap_or_default(),
            line: Some(item.line),
            base_line: before.map(|before| before.line),
        });
    }
    for item in &was.plan {
        let kpa = id(was, item);
        if find(is, &kpa).is_none() {
            changes.push(PlanChange {
                name: was.model.kpa(item.kpa).name.clone(),
                kpa,
                change: Kind::Removed,
                fields: Vec::new(),
                line: None,
                base_line: Some(item.line),
            });
        }
    }
    changes
}

fn texts(item: &PlanItem) -> Texts {
    vec![
        ("owner", item.owner.clone()),
        ("due", item.due.map(|due| due.to_string())),
        ("status", item.status.map(|status| status.id().to_owned())),
        ("issue", item.issue.clone()),
        ("blocked-by", item.blocked_by.clone()),
        ("note", item.note.clone()),
    ]
}

/// Players whose stance is another one.
pub fn buy_in(was: &Assessment, is: &Assessment) -> Vec<StanceChange> {
    let find = |list: &'_ [BuyIn], player: &str| list.iter().position(|one| one.player == player);
    let told = |player: &str, before: Option<&BuyIn>, now: Option<&BuyIn>| StanceChange {
        player: player.to_owned(),
        base: before.map(|one| one.stance.id().to_owned()),
        head: now.map(|one| one.stance.id().to_owned()),
        line: now.map(|one| one.line),
        base_line: before.map(|one| one.line),
    };
    let mut changes = Vec::new();
    for one in &is.buy_in {
        let before = find(&was.buy_in, &one.player).map(|ix| &was.buy_in[ix]);
        if before.map(|before| before.stance) != Some(one.stance) {
            changes.push(told(&one.player, before, Some(one)));
        }
    }
    for one in &was.buy_in {
        if find(&is.buy_in, &one.player).is_none() {
            changes.push(told(&one.player, Some(one), None));
        }
    }
    changes
}
