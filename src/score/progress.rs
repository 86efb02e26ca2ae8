//! R15: how far it is to a level.

use super::exact::mean_percent;
use super::level::{Asked, Ladder};
use super::{Satisfaction, Share};
use crate::model::{KpaIx, Millionths};

/// The progress toward a level that asks for `asked`; `score` is R4 of a KPA.
pub(super) fn progress(
    ladder: &Ladder<'_>,
    asked: &[Asked],
    score: impl Fn(KpaIx) -> Option<Share>,
) -> Option<u8> {
    let share = |asked: &Asked| -> Option<(Millionths, Share)> {
        let share = match ladder.of(asked.kpa) {
            Satisfaction::NotApplicable => return None,
            _ if !ladder.is_staged() && ladder.met(asked.kpa) => Share::ONE,
            _ => score(asked.kpa).unwrap_or(Share::ZERO),
        };
        Some((ladder.kpa(asked.kpa)?.weight, share))
    };
    let shares: Vec<(Millionths, Share)> = asked.iter().filter_map(share).collect();
    let percent = mean_percent(&shares)?;
    let open = asked.iter().any(|asked| !ladder.met(asked.kpa));
    Some(if open { percent.min(99) } else { percent })
}
