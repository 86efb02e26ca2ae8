use super::reader::Reader;
use super::shapes::{ACCEPT, REVIEW};
use super::types::{Accept, Config, GateId};
use crate::data::{Node, Record};

impl Reader<'_, '_> {
    /// `[review]`
    pub(super) fn review(&mut self, root: &Record<'_, '_>, config: &mut Config) {
        let Some(record) = self.decoder.record_at(root, "review", &REVIEW) else {
            return;
        };
        if record.get("fail-on").is_some() {
            config.review.fail_on = self.gates(&record, "fail-on");
        }
        if record.get("warn-on").is_some() {
            config.review.warn_on = self.gates(&record, "warn-on");
        }
        for node in self.decoder.list_at(&record, "accept") {
            config.review.accept.extend(self.accept(node));
        }
    }

    fn gates(&mut self, record: &Record<'_, '_>, key: &str) -> Vec<GateId> {
        let words = self.decoder.items_at(record, key).iter();
        GateId::together(words.filter_map(|node| self.decoder.one_of(node, GateId::WORDS)))
    }

    /// `None` where something that it needs is missing, which has then been reported.
    fn accept(&mut self, node: &Node<'_>) -> Option<Accept> {
        let record = self.decoder.record(node, &ACCEPT)?;
        let single: Vec<(&'static str, GateId)> = GateId::ALL
            .iter()
            .map(|gate| (gate.word(), *gate))
            .collect();
        let kpa = self.decoder.id_at(&record, "kpa");
        let gate = self.decoder.one_of_at(&record, "gate", &single);
        let until = self.decoder.date_at(&record, "until");
        // What was written and could not be read must not widen what is accepted.
        let is_lost = |key: &str, read: bool| record.get(key).is_some() && !read;
        if is_lost("kpa", kpa.is_some())
            || is_lost("gate", gate.is_some())
            || is_lost("until", until.is_some())
        {
            return None;
        }
        Some(Accept {
            team: self.decoder.text_at(&record, "team")?,
            kpa,
            gate,
            reason: self.decoder.text_at(&record, "reason")?,
            until,
        })
    }
}
