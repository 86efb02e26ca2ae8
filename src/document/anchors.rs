use std::collections::{HashMap, HashSet};

use crate::tree::slug;

/// Anchors that pages use for their own chapters. A heading that takes one is a problem.
pub const RESERVED_ANCHORS: [&str; 4] = ["where", "missing", "how", "stops"];

/// Beginnings of anchors that every page may carry: footnotes, and what a theme needs for itself.
const PAGE_PREFIXES: [&str; 3] = ["fn-", "fnref-", "lb-"];

/// Beginnings of anchors that only the pages of teams and models carry.
const ELEMENT_PREFIXES: [&str; 3] = ["kpa-", "goal-", "level-"];

/// Whether an automatic anchor must avoid this one.
pub fn is_reserved_anchor(anchor: &str) -> bool {
    RESERVED_ANCHORS.contains(&anchor) || has_reserved_prefix(anchor)
}

fn has_reserved_prefix(anchor: &str) -> bool {
    let mut prefixes = PAGE_PREFIXES.iter().chain(&ELEMENT_PREFIXES);
    prefixes.any(|prefix| anchor.starts_with(prefix))
}

/// Whether a heading may not take this anchor even where its author asks for it. An id such as
/// `level-headed` is fine on an ordinary page, so the anchors of elements are not among these.
pub(super) fn is_taken_by_every_page(anchor: &str) -> bool {
    RESERVED_ANCHORS.contains(&anchor) || PAGE_PREFIXES.iter().any(|p| anchor.starts_with(p))
}

/// Makes the automatic anchors of one file, each unlike all others.
#[derive(Default)]
pub(super) struct Anchors {
    taken: HashSet<String>,
    /// The number to try next for a slug, so that many equal headings take linear time.
    next: HashMap<String, u32>,
}

impl Anchors {
    /// Takes an explicit id. All of them must be taken before the first automatic anchor is made.
    /// False where it was already taken.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    pub(super) fn make(&mut self, text: &str) -> String {
        let base = match readable(text) {
            base if base.is_empty() => "section".to_owned(),
            base => base,
        };
        let next = self.next.entry(base.clone()).or_insert(1);
        loop {
            let mut anchor = match *next {
                1 => base.clone(),
                n => format!("{base}-{n}"),
            };
            *next += 1;
            // A number makes the name of a chapter free, but never a reserved beginning.
            if has_reserved_prefix(&anchor) {
                anchor.insert_str(0, "section-");
            }
            if !is_reserved_anchor(&anchor) && self.taken.insert(anchor.clone()) {
                return anchor;
            }
        }
    }
}

/// The slug of a heading; letters of other scripts stay as they are, for writers expect that they
/// can link to `#見出し`.
fn readable(text: &str) -> String {
    if text.is_ascii() {
        return slug(text);
    }
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        let plain = slug(c.encode_utf8(&mut [0; 4]));
        if !plain.is_empty() {
            out.push_str(&plain);
        } else if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_any_script_have_readable_anchors() {
        assert_eq!(readable("Über uns & Łódź"), "ueber-uns-lodz");
        assert_eq!(readable("API の 見出し!"), "api-の-見出し");
        assert_eq!(readable("Ελληνικά"), "ελληνικά");
        assert_eq!(readable("—…"), "");
    }

    #[test]
    fn equal_texts_get_numbers() {
        let mut anchors = Anchors::default();
        assert!(anchors.take("plan-2"));
        assert!(!anchors.take("plan-2"));
        let made: Vec<String> = ["Plan", "Plan", "plan!", "团队", "!?", "Plan 2"]
            .iter()
            .map(|text| anchors.make(text))
            .collect();
        assert_eq!(
            made,
            ["plan", "plan-3", "plan-4", "团队", "section", "plan-2-2"]
        );
    }

    #[test]
    fn reserved_anchors_are_avoided() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.make("Where?"), "where-2");
        assert_eq!(anchors.make("KPA RM"), "section-kpa-rm");
        assert_eq!(anchors.make("Level 2"), "section-level-2");
        assert_eq!(anchors.make("fn 1"), "section-fn-1");
        assert_eq!(anchors.make("Level"), "level");
        assert_eq!(anchors.make("Level"), "section-level-3");
        assert!(is_reserved_anchor("goal-RM.1") && !is_reserved_anchor("goals"));
        assert!(!is_taken_by_every_page("level-headed") && is_taken_by_every_page("how"));
    }

    #[test]
    fn many_equal_texts_take_linear_time() {
        let mut anchors = Anchors::default();
        let last = (0..100_000).map(|_| anchors.make("Plan")).last();
        assert_eq!(last.as_deref(), Some("plan-100000"));
    }
}
