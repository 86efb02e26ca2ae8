//! From scores to the classes and words of marks: ink density is the rating.

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
pub fn state_words(score: &KpaScore) -> &'static str {
    match state(score) {
        "satisfied" => "satisfied",
        "unsatisfied" => "not satisfied",
        "not-rated" => "not rated",
        "not-applicable" => "not applicable",
        "superseded" => "superseded",
        _ => "out of scope",
    }
}

/// The state with the share of what is there: `not satisfied, 67 %`.
pub fn state_text(model: &MaturityModel, card: &Scorecard, kpa: KpaIx) -> String {
    let score = &card.kpas[kpa.ix()];
    match (state(score), score.score) {
        ("superseded", _) => match score.superseded_by {
            Some(by) => format!("superseded by {}", model.kpa(by).id),
            None => "superseded".to_owned(),
        },
        ("unsatisfied", Some(share)) => format!("not satisfied, {} %", percent(share)),
        ("not-rated", Some(share)) if share.numerator > 0 => {
            format!("not rated, {} % so far", percent(share))
        }
        _ => state_words(score).to_owned(),
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
