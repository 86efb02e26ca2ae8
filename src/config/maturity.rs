use super::reader::Reader;
use super::shapes::{MATURITY, MODEL};
use super::types::{Config, Cost, Hide, ModelConfig, ModelPlaces};
use crate::data::Record;

/// A hundred years: more is a slip, and dates so far off cannot be reckoned with.
const MOST_DAYS: u32 = 36_500;
const MOST_YEARS: u32 = 100;
const MILLION: u64 = 1_000_000;

impl Reader<'_, '_> {
    /// `[maturity]`
    pub(super) fn maturity(&mut self, root: &Record<'_, '_>, config: &mut Config) {
        let Some(record) = self.decoder.record_at(root, "maturity", &MATURITY) else {
            return;
        };
        config.places.model = self.place_of(&record, "model");
        config.places.target = self.place_of(&record, "target");
        config.places.as_of = self.place_of(&record, "as-of");
        let maturity = &mut config.maturity;
        maturity.model = self.decoder.id_at(&record, "model");
        maturity.target = self.decoder.id_at(&record, "target");
        if let Some(days) = self.count(&record, "max-age-days", MOST_DAYS) {
            maturity.max_age_days = days;
        }
        maturity.expire = self
            .decoder
            .one_of_at(&record, "stale", &[("flag", false), ("expire", true)])
            .unwrap_or(false);
        maturity.as_of = self.decoder.date_at(&record, "as-of");
        for node in self.decoder.items_at(&record, "hide") {
            maturity.hide.extend(self.decoder.one_of(node, Hide::WORDS));
        }
        maturity.units = self.decoder.texts_at(&record, "units");
        maturity.cost = self.cost(&record);
        self.models(&record, config);
    }

    fn models(&mut self, maturity: &Record<'_, '_>, config: &mut Config) {
        for (key, value) in self.decoder.map_at(maturity, "models") {
            let (Some(id), Some(record)) =
                (self.decoder.id(key), self.decoder.record(value, &MODEL))
            else {
                continue;
            };
            let mut places = ModelPlaces {
                id: self.place(key),
                target: self.place_of(&record, "target"),
                progression: self.place_of(&record, "progression"),
                not_applicable: Vec::new(),
            };
            let mut model = ModelConfig {
                target: self.decoder.id_at(&record, "target"),
                independent: self.decoder.one_of_at(
                    &record,
                    "progression",
                    &[("staged", false), ("independent", true)],
                ),
                not_applicable: Vec::new(),
                max_age_days: self.count(&record, "max-age-days", MOST_DAYS),
            };
            for node in self.decoder.items_at(&record, "not-applicable") {
                if let Some(kpa) = self.decoder.id(node) {
                    model.not_applicable.push(kpa);
                    places.not_applicable.push(self.place(node));
                }
            }
            config.maturity.models.insert(id.clone(), model);
            config.places.models.insert(id, places);
        }
    }

    fn cost(&mut self, record: &Record<'_, '_>) -> Cost {
        let discount_rate = self.decoder.millionths_at(record, "discount-rate");
        if let Some(node) = record
            .get("discount-rate")
            .filter(|_| discount_rate.is_some_and(|rate| rate > MILLION))
        {
            self.bad(
                node,
                "the `discount-rate` is more than 1",
                "a share from 0 to 1 is needed",
                "write `0.05` for 5 percent",
            );
        }
        Cost {
            currency: self.decoder.text_at(record, "currency"),
            day_rate: self.decoder.millionths_at(record, "day-rate"),
            horizon_years: self.count(record, "horizon-years", MOST_YEARS),
            discount_rate: discount_rate.filter(|rate| *rate <= MILLION),
        }
    }

    /// A whole number from 1 to `most`.
    pub(super) fn count(&mut self, record: &Record<'_, '_>, key: &str, most: u32) -> Option<u32> {
        let node = record.get(key)?;
        let count = self.decoder.count(node)?;
        if (1..=most).contains(&count) {
            return Some(count);
        }
        self.bad(
            node,
            format!("`{count}` is no `{key}`"),
            format!("a whole number from 1 to {most} is needed"),
            format!("write a number from 1 to {most}, or remove the key"),
        );
        None
    }
}
