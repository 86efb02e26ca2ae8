use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use super::message::{Message, Piece};

/// How one language writes numbers and chooses plurals.
#[derive(Clone)]
pub(super) struct Tongue {
    rules: Option<PluralRules>,
    /// Between the whole and the fraction.
    decimal: Box<str>,
    /// Between groups of three digits, from five digits on.
    group: Box<str>,
    /// Small numbers in words, from 0.
    counts: Vec<Box<str>>,
    /// The plural categories of the numbers from 0, for sentences ask for them often.
    categories: Vec<&'static str>,
}

/// The numbers from 0 that may have words of their own.
pub(super) const COUNTS: [&str; 13] = [
    "count_0", "count_1", "count_2", "count_3", "count_4", "count_5", "count_6", "count_7",
    "count_8", "count_9", "count_10", "count_11", "count_12",
];

impl Tongue {
    /// `find` looks a message up in this language alone: a number of another language would stand
    /// out in a sentence more than digits do.
    pub fn new<'m>(tag: &LanguageIdentifier, find: impl Fn(&str) -> Option<&'m Message>) -> Self {
        let text = |id: &str| {
            find(id)
                .and_then(|message| message.plain())
                .map(Box::<str>::from)
        };
        let counts: Option<Vec<Box<str>>> = COUNTS.into_iter().map(text).collect();
        let rules = rules(tag);
        Self {
            categories: (0..=100).map(|n| category(rules.as_ref(), n)).collect(),
            rules,
            decimal: text("number_decimal").unwrap_or_else(|| ".".into()),
            group: text("number_group").unwrap_or_default(),
            counts: counts.unwrap_or_default(),
        }
    }

    /// The plural category of a number, as variants of messages name it.
    pub fn category(&self, number: u64) -> &'static str {
        let known = usize::try_from(number)
            .ok()
            .and_then(|n| self.categories.get(n));
        match known {
            Some(category) => category,
            None => category(self.rules.as_ref(), number),
        }
    }

    /// In words up to twelve, then in digits.
    pub fn count(&self, out: &mut String, number: u64) {
        let word = usize::try_from(number)
            .ok()
            .and_then(|n| self.counts.get(n));
        match word {
            Some(word) => out.push_str(word),
            None => self.digits(out, number),
        }
    }

    /// `1234`, `12,345`.
    pub fn digits(&self, out: &mut String, number: u64) {
        let digits = number.to_string();
        if digits.len() < 5 || self.group.is_empty() {
            out.push_str(&digits);
            return;
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(&self.group);
            }
            out.push(digit);
        }
    }

    pub fn decimal(&self) -> &str {
        &self.decimal
    }
}

impl std::fmt::Debug for Tongue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tongue")
            .field("decimal", &self.decimal)
            .field("group", &self.group)
            .finish_non_exhaustive()
    }
}

fn category(rules: Option<&PluralRules>, number: u64) -> &'static str {
    match rules.and_then(|rules| rules.select(number).ok()) {
        Some(PluralCategory::ZERO) => "zero",
        Some(PluralCategory::ONE) => "one",
        Some(PluralCategory::TWO) => "two",
        Some(PluralCategory::FEW) => "few",
        Some(PluralCategory::MANY) => "many",
        Some(PluralCategory::OTHER) | None => "other",
    }
}

/// The rules of the language, with its region (`pt-PT`) or without; English ones for a language
/// without any.
fn rules(tag: &LanguageIdentifier) -> Option<PluralRules> {
    let mut region = tag.clone();
    region.clear_variants();
    region.script = None;
    let mut alone = region.clone();
    alone.region = None;
    let english = super::built_in::ENGLISH.parse().ok();
    [Some(region), Some(alone), english]
        .into_iter()
        .flatten()
        .find_map(|tag| PluralRules::create(tag, PluralRuleType::CARDINAL).ok())
}

impl Message {
    /// The text of a message that is told nothing.
    pub fn plain(&self) -> Option<&str> {
        match &self.pieces[..] {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }
}
