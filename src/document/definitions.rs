use std::collections::BTreeMap;

use crate::tree::Span;

/// What one part of a body defines and another may use: link references and footnotes. Labels are
/// compared without regard to case.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Definitions {
    references: BTreeMap<String, Reference>,
    footnotes: BTreeMap<String, Span>,
}

/// The address and the title of `[label]: address "title"`, decoded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Reference {
    pub target: String,
    pub title: String,
}

impl Definitions {
    pub(super) fn reference(&self, label: &str) -> Option<&Reference> {
        if self.references.is_empty() {
            return None;
        }
        self.references.get(&fold(label))
    }

    /// The block of the body, absolute in the file, in which a footnote is defined: the definition
    /// itself, or the quote or list that holds it.
    pub(super) fn footnote(&self, label: &str) -> Option<Span> {
        if self.footnotes.is_empty() {
            return None;
        }
        self.footnotes.get(&fold(label)).copied()
    }

    /// The first of two definitions counts, so later ones are left out.
    pub(super) fn add_reference(&mut self, label: &str, reference: Reference) {
        self.references.entry(fold(label)).or_insert(reference);
    }

    /// As [`Definitions::add_reference`].
    pub(super) fn add_footnote(&mut self, label: &str, block: Span) {
        self.footnotes.entry(fold(label)).or_insert(block);
    }
}

/// A label in the form in which it is compared: upper case first, because only that makes `ß` and
/// `SS` equal, and one blank for any space.
pub(super) fn fold(label: &str) -> String {
    let upper = label.to_uppercase().to_lowercase();
    upper.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_differ_in_more_than_case_and_blanks() {
        assert_eq!(fold(" Straße  A\n"), fold("STRASSE a"));
        assert_ne!(fold("a b"), fold("ab"));
    }

    #[test]
    fn the_first_definition_counts() {
        let mut definitions = Definitions::default();
        for (label, target) in [("A", "first"), ("a", "second")] {
            let (target, title) = (target.to_owned(), String::new());
            definitions.add_reference(label, Reference { target, title });
        }
        assert_eq!(definitions.reference("a").unwrap().target, "first");
        assert!(definitions.reference("b").is_none());
    }
}
