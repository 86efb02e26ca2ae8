use super::answers::{kind_of, kpa_of};
use super::context::Reading;
use super::evidence::{Looks, looks};
use super::shape::{APPRAISAL, BUY_IN_OF, PLAN_ITEM};
use super::{BuyIn, PlanItem, PlanStatus, Stance};
use crate::data::{Kind, Node, Type};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::KpaIx;
use crate::tree::Span;

pub(super) const STATUSES: &[(&str, PlanStatus)] = &[
    ("open", PlanStatus::Open),
    ("started", PlanStatus::Started),
    ("blocked", PlanStatus::Blocked),
    ("done", PlanStatus::Done),
];

pub(super) const STANCES: &[(&str, Stance)] = &[
    ("opposes", Stance::Opposes),
    ("neutral", Stance::Neutral),
    ("supports", Stance::Supports),
    ("leads", Stance::Leads),
];

impl Reading<'_, '_> {
    /// In the order of the file.
    pub fn plan(&mut self, node: Option<&Node<'_>>) -> Vec<PlanItem> {
        let mut items: Vec<PlanItem> = Vec::new();
        let Some(entries) = node.and_then(|node| self.decoder.map(node)) else {
            return items;
        };
        for (key, value) in entries {
            let Some(kpa) = key.text().and_then(|id| self.planned_kpa(id, key.span)) else {
                continue;
            };
            if value.is_empty() {
                continue;
            }
            if let Some(first) = items.iter().find(|item| item.kpa == kpa) {
                let diagnostic = Diagnostic::new(
                    Code::DuplicateKey,
                    format!(
                        "`{}` has a plan twice, once under another of its ids",
                        key.text().unwrap_or_default()
                    ),
                )
                .at(self.decoder.place(key.span))
                .related(self.decoder.place(first.span), "planned here before");
                self.decoder.report(diagnostic);
                continue;
            }
            items.extend(self.plan_item(kpa, key, value));
        }
        items
    }

    fn planned_kpa(&mut self, id: &str, span: Span) -> Option<KpaIx> {
        let model = self.model;
        if let Some(kpa) = kpa_of(model, id) {
            return Some(kpa);
        }
        let label = match model.ids.get(id) {
            Some(other) => format!("this is the id of {}", kind_of(other)),
            None => "no KPA has this id".to_owned(),
        };
        let compares = self.compares();
        let ids = model.kpas.iter().map(|kpa| kpa.id.as_str());
        let diagnostic = Diagnostic::new(
            Code::UnknownKpa,
            format!("`{id}` is no KPA of `{}`", model.name_with_version()),
        )
        .at(self.decoder.place(span))
        .label(label)
        .suggest(id, ids.filter(|_| compares));
        self.unresolved(id, diagnostic);
        None
    }

    fn plan_item(&mut self, kpa: KpaIx, key: &Node<'_>, value: &Node<'_>) -> Option<PlanItem> {
        let record = self.decoder.record(value, &PLAN_ITEM)?;
        let mut text = |key| {
            let node = record.get(key)?;
            self.short_text(node).map(String::from)
        };
        let owner = text("owner");
        let issue = text("issue");
        let blocked_by = text("blocked-by");
        let note = text("note");
        if let (Some(issue), Some(node)) = (&issue, record.get("issue"))
            && looks(issue) == Looks::UnsafeLink
        {
            self.unsafe_link(issue, node.span);
        }
        Some(PlanItem {
            kpa,
            owner,
            due: record.get("due").and_then(|node| self.decoder.date(node)),
            status: record
                .get("status")
                .and_then(|node| self.decoder.one_of(node, STATUSES)),
            issue,
            blocked_by,
            note,
            span: Span {
                start: key.span.start,
                end: value.span.end,
            },
            line: self.lines.line(key.span.start),
        })
    }

    /// In the order of the file.
    pub fn buy_in(&mut self, node: Option<&Node<'_>>) -> Vec<BuyIn> {
        let entries = node.and_then(|node| self.decoder.map(node));
        let mut list = Vec::new();
        for (key, value) in entries.into_iter().flatten() {
            if !value.is_empty() {
                list.extend(self.player(key, value));
            }
        }
        list
    }

    fn player(&mut self, key: &Node<'_>, value: &Node<'_>) -> Option<BuyIn> {
        let (stance, who, note) = match &value.kind {
            Kind::Scalar { .. } => (self.decoder.one_of(value, STANCES)?, None, None),
            _ => {
                let record = self.decoder.record(value, &BUY_IN_OF)?;
                let stance = record
                    .get("stance")
                    .and_then(|node| self.decoder.one_of(node, STANCES));
                let who = record.get("who").and_then(|node| self.short_text(node));
                let note = record.get("note").and_then(|node| self.short_text(node));
                (stance?, who, note)
            }
        };
        Some(BuyIn {
            player: key.text()?.to_owned(),
            stance,
            who: who.map(String::from),
            note: note.map(String::from),
            line: self.lines.line(key.span.start),
        })
    }

    /// The record as keys and texts; lists become one text.
    pub fn appraisal(&mut self, node: Option<&Node<'_>>) -> Vec<(String, String)> {
        let record = node.and_then(|node| self.decoder.record(node, &APPRAISAL));
        let Some(record) = record else {
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (key, value) in self.decoder.map(record.node).unwrap_or_default() {
            let Some(known) = key.text().and_then(|name| APPRAISAL.key(name)) else {
                continue;
            };
            if value.is_empty() {
                continue;
            }
            let text = match known.value {
                Type::Date => self.decoder.date(value).map(|date| date.to_string()),
                Type::Text => self.short_text(value).map(String::from),
                _ => Some(self.decoder.texts(value).join(", ")).filter(|t| !t.is_empty()),
            };
            pairs.extend(text.map(|text| (known.name.to_owned(), text)));
        }
        pairs
    }
}
