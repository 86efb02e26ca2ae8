use super::types::{Millionths, ONE, Rating, RatingScale, RatingStep, StepIx};

/// The lowest value that satisfies a goal where the model says nothing else (R2).
const SATISFIED_FROM: Millionths = 750_000;

impl RatingScale {
    /// A scale out of steps in any order: sorted from the highest value to the lowest, and satisfied
    /// from the lowest step of value 0.75 or more; from the highest step where there is none.
    pub(super) fn new(mut steps: Vec<RatingStep>) -> Self {
        steps.sort_by_key(|step| std::cmp::Reverse(step.value));
        let above = steps.partition_point(|step| step.value >= SATISFIED_FROM);
        Self {
            steps,
            satisfied_from: StepIx::new(above.saturating_sub(1)),
        }
    }

    /// Reads an answer: the id of a step, `n/a` (also `na`) or `unknown`; `yes` and `true`, `no` and
    /// `false` mean the highest and the lowest step, unless the scale has these ids itself. Case
    /// makes no difference. `None` where the text is none of them.
    pub fn read(&self, text: &str) -> Option<Rating> {
        if let Some(ix) = self.steps.iter().position(|step| same(&step.id, text)) {
            return Some(Rating::Step(StepIx::new(ix)));
        }
        let is = |word: &str| word.eq_ignore_ascii_case(text);
        if is("n/a") || is("na") {
            Some(Rating::NotApplicable)
        } else if is("unknown") {
            Some(Rating::Unknown)
        } else if is("yes") || is("true") {
            Some(Rating::Step(StepIx(0)))
        } else if is("no") || is("false") {
            Some(Rating::Step(self.lowest()))
        } else {
            None
        }
    }

    /// The words that may be written as an answer, for messages: the ids of the steps, `n/a` and
    /// `unknown`.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let steps = self.steps.iter().map(|step| step.id.as_str());
        steps.chain(["n/a", "unknown"])
    }

    /// The step with the lowest value.
    pub fn lowest(&self) -> StepIx {
        StepIx::new(self.steps.len().saturating_sub(1))
    }

    pub fn step(&self, ix: StepIx) -> &RatingStep {
        &self.steps[ix.ix()]
    }

    /// Whether an answer with this step satisfies a goal (R2).
    pub fn satisfies(&self, ix: StepIx) -> bool {
        ix <= self.satisfied_from
    }

    /// The word for a rating as it is written in an answer.
    pub fn word(&self, rating: Rating) -> &str {
        match rating {
            Rating::Step(ix) => &self.step(ix).id,
            Rating::NotApplicable => "n/a",
            Rating::Unknown => "unknown",
        }
    }
}

impl Default for RatingScale {
    /// R1: yes 1, largely 0.75, partly 0.5, no 0.
    fn default() -> Self {
        let step = |id: &str, label: &str, value| RatingStep {
            id: id.to_owned(),
            label: label.to_owned(),
            value,
        };
        Self::new(vec![
            step("yes", "Yes", ONE),
            step("largely", "Largely", 750_000),
            step("partly", "Partly", 500_000),
            step("no", "No", 0),
        ])
    }
}

/// Whether two words are the same but for case.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
        || (!(a.is_ascii() && b.is_ascii()) && a.to_lowercase() == b.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(steps: &[(&str, Millionths)]) -> RatingScale {
        RatingScale::new(
            steps
                .iter()
                .map(|(id, value)| RatingStep {
                    id: (*id).to_owned(),
                    label: (*id).to_owned(),
                    value: *value,
                })
                .collect(),
        )
    }

    #[test]
    fn answers_are_read_without_regard_to_case() {
        let scale = RatingScale::default();
        let read = |text| scale.read(text);
        assert_eq!(read("Largely"), Some(Rating::Step(StepIx(1))));
        assert_eq!(read("TRUE"), Some(Rating::Step(StepIx(0))));
        assert_eq!(read("false"), Some(Rating::Step(StepIx(3))));
        assert_eq!(read("N/A"), Some(Rating::NotApplicable));
        assert_eq!(read("na"), Some(Rating::NotApplicable));
        assert_eq!(read("Unknown"), Some(Rating::Unknown));
        assert_eq!(read("maybe"), None);
        assert_eq!(read(""), None);
        let words: Vec<_> = scale.words().collect();
        assert_eq!(words, ["yes", "largely", "partly", "no", "n/a", "unknown"]);
    }

    #[test]
    fn yes_and_no_stand_for_the_ends_unless_the_scale_has_them() {
        let letters = scale(&[("N", 0), ("P", 500_000), ("F", ONE)]);
        assert_eq!(letters.read("yes"), Some(Rating::Step(StepIx(0))));
        assert_eq!(letters.read("no"), Some(Rating::Step(StepIx(2))));
        assert_eq!(letters.read("f"), Some(Rating::Step(StepIx(0))));
        let own = scale(&[("perfect", ONE), ("yes", 800_000), ("none", 0)]);
        assert_eq!(own.read("YES"), Some(Rating::Step(StepIx(1))));
        assert_eq!(own.read("true"), Some(Rating::Step(StepIx(0))));
    }

    #[test]
    fn satisfied_from_is_the_lowest_step_of_three_quarters_or_more() {
        assert_eq!(RatingScale::default().satisfied_from, StepIx(1));
        assert_eq!(
            scale(&[("a", ONE), ("b", 740_000), ("c", 0)]).satisfied_from,
            StepIx(0)
        );
        assert!(!RatingScale::default().satisfies(StepIx(2)));
    }
}
