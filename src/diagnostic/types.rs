use super::Code;
use crate::tree::{BookPath, Place};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Stops publishing.
    Error,
    /// Is shown, and stops publishing only under `--strict`.
    Warning,
}

/// One problem of the input, with everything a renderer needs to explain it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// One sentence without a full stop, naming the word that is wrong in backquotes.
    pub message: String,
    /// Where it is; `None` only for problems of the book as a whole.
    pub place: Option<Place>,
    /// A few words under the excerpt's mark.
    pub label: Option<String>,
    /// Further places that explain it: the first of two duplicates, the place of a definition.
    pub related: Vec<Label>,
    /// What to do, one sentence each.
    pub help: Vec<String>,
    /// The text that would mend it.
    pub fix: Option<Fix>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    pub place: Place,
    pub text: String,
}

/// A replacement of the text under a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    pub place: Place,
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic with the severity that its code has by default.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            label: None,
            related: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = Some(text.into());
        self
    }

    pub fn related(mut self, place: Place, text: impl Into<String>) -> Self {
        self.related.push(Label {
            place,
            text: text.into(),
        });
        self
    }

    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds "did you mean" and the fix, where a word of the list is near enough to `word`.
    pub fn suggest<'a>(mut self, word: &str, words: impl IntoIterator<Item = &'a str>) -> Self {
        if let Some(near) = nearest(word, words) {
            self.help.push(format!("did you mean `{near}`?"));
            if let Some(place) = &self.place {
                self.fix = Some(Fix {
                    place: place.clone(),
                    text: near.to_owned(),
                });
            }
        }
        self
    }

    pub fn fix(mut self, place: Place, text: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            place,
            text: text.into(),
        });
        self
    }

    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Whether a file is where the problem is, or helps to explain it.
    pub fn concerns(&self, file: &BookPath) -> bool {
        let places = self.place.iter();
        let related = self.related.iter().map(|related| &related.place);
        places.chain(related).any(|place| place.file == *file)
    }

    /// Whether it is of a page as it came out, and so may follow from what is wrong with the content.
    pub fn is_of_page(&self) -> bool {
        self.code.id().starts_with("page-")
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A value together with what is wrong with its input. Bad content never stops a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    pub fn fine(value: T) -> Self {
        Self::new(value, Vec::new())
    }

    /// Moves the diagnostics into `all` and returns the value.
    pub fn take(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}

/// The word of the list that is nearest to `word`, if it is near enough to be meant: case is
/// ignored first, then an edit distance of a third of the longer word is allowed. A very long word
/// has none: the time to compare grows with the square of its length.
pub fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 120;
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    if length > LONGEST {
        return None;
    }
    words
        .into_iter()
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            let other_length = other.chars().count();
            let allowed = length.max(other_length).div_ceil(3);
            // No edit distance is less than the difference of the lengths.
            if length.abs_diff(other_length) > allowed {
                return None;
            }
            let distance = strsim::osa_distance(&lower, &other);
            (distance <= allowed && distance < other_length).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The order that is part of the contract: by file, place, severity, code and message; a problem
/// that two stages found is shown once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    fn key(one: &Diagnostic) -> impl Ord + '_ {
        (
            &one.place,
            one.severity,
            one.code.id(),
            &one.message,
            &one.help,
        )
    }
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup_by(|a, b| a.place == b.place && a.code == b.code && a.message == b.message);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_word() {
        let words = ["yes", "largely", "partly", "no"];
        assert_eq!(nearest("Largly", words), Some("largely"));
        assert_eq!(nearest("mostly", words), None);
        assert_eq!(nearest("rm.1", ["RM.1", "RM.2"]), Some("RM.1"));
        assert_eq!(nearest("zzz", words), None);
        let long = "a".repeat(1_000_000);
        assert_eq!(nearest(&long, [&*long]), None);
        assert_eq!(nearest("a", [&*long]), None);
    }
}
