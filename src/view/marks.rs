//! From scores to the classes and words of marks: ink density is the rating.

use crate::language::Words;
use crate::model::{KpaIx, MaturityModel, ONE, Rating};
use crate::score::{KpaScore, Satisfaction, Scorecard, Share};

/// `4` full, `3` three quarters, `2` half, `1` a trace, `0` empty.
pub fn ink_of_share(numerator: impl Into<u128>, denominator: impl Into<u128>) -> &'static str {
    let (numerator, denominator) = (numerator.into(), denominator.into());
    if denominator == 0 || numerator == 0 {
        return "0";
    }
    match numerator.saturating_mul(100) / denominator {
        100.. => "4",
        70..100 => "3",
        40..70 => "2",
        _ => "1",
    }
}

pub fn ink_of_rating(model: &MaturityModel, rating: Rating) -> &'static str {
    match rating {
        Rating::Step(step) => ink_of_share(model.scale.steps[step.ix()].value, ONE),
        Rating::NotApplicable => "na",
        Rating::Unknown => "unknown",
    }
}

pub fn ink_of_kpa(score: &KpaScore) -> &'static str {
    match score.satisfaction {
        Satisfaction::NotApplicable => "na",
        Satisfaction::NotRated => "unknown",
        _ => score.score.map_or(
            "0",
            |Share {
                 numerator,
                 denominator,
             }| ink_of_share(numerator, denominator),
        ),
    }
}

/// The state as a class and a machine word.
pub fn state(score: &KpaScore) -> &'static str {
    if !score.in_scope {
        "out-of-scope"
    } else if score.superseded_by.is_some() {
        "superseded"
    } else {
        score.satisfaction.id()
    }
}

/// The state in words for a heat map's mark.
pub fn state_words<'w>(words: &'w Words, score: &KpaScore) -> &'w str {
    words.text(match state(score) {
        "satisfied" => "state_satisfied",
        "unsatisfied" => "state_unsatisfied",
        "not-rated" => "state_not_rated",
        "not-applicable" => "state_not_applicable",
        "superseded" => "state_superseded",
        _ => "state_out_of_scope",
    })
}

/// The state with the share of what is there: `not satisfied, 67%`.
pub fn state_text(words: &Words, model: &MaturityModel, card: &Scorecard, kpa: KpaIx) -> String {
    let score = &card.kpas[kpa.ix()];
    let with_share = |id, share| {
        let share = words.percent(percent(share));
        words.say(id, &[("share", (&share).into())])
    };
    match (state(score), score.score, score.superseded_by) {
        ("superseded", _, Some(by)) => {
            let by = &model.kpa(by).id;
            words.say("state_superseded_by", &[("kpa", by.into())])
        }
        ("unsatisfied", Some(share), _) => with_share("state_unsatisfied_share", share),
        ("not-rated", Some(share), _) if share.numerator > 0 => {
            with_share("state_not_rated_share", share)
        }
        _ => state_words(words, score).to_owned(),
    }
}

/// Rounded down.
pub fn percent(share: Share) -> u64 {
    (u128::from(share.numerator) * 100 / u128::from(share.denominator.max(1))) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_follows_the_share() {
        let inks = [
            (0, "0"),
            (25, "1"),
            (50, "2"),
            (75, "3"),
            (99, "3"),
            (100, "4"),
        ];
        for (share, ink) in inks {
            assert_eq!(ink_of_share(share as u32, 100u32), ink);
        }
    }
}
