//! R11-R13 and R15: what comes next, in which order, and how far it is.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::exact::mean_percent;
use super::level::{Asked, Ladder};
use super::{KpaScore, LevelPrice, NextLevel, Satisfaction, Share, TargetGap};
use crate::model::{Effort, KpaIx, Millionths, PositionIx, Target};

/// R11 with its roadmap and progress; `None` at the top (R14).
pub(super) fn next_level(
    ladder: &Ladder<'_>,
    asked: &[Vec<Asked>],
    kpas: &[KpaScore],
    level: PositionIx,
) -> Option<NextLevel> {
    let above = || {
        let positions = ladder.above_base().skip(level.ix());
        positions.filter(|position| !ladder.is_empty(*position))
    };
    let mut choices = Vec::new();
    let position = if ladder.is_staged() {
        above().next()?
    } else {
        choices.extend(above().map(|position| LevelPrice {
            position,
            points: points(ladder, &asked[position.ix()]),
        }));
        // The first of equals is the lower level.
        choices.iter().min_by_key(|price| price.points)?.position
    };
    let asked = &asked[position.ix()];
    let roadmap: Vec<KpaIx> = by_position(ladder, unmet(ladder, asked))
        .into_iter()
        .flat_map(|(_, kpas)| kpas)
        .collect();
    let reached = ladder.with_satisfied(&roadmap).level();
    Some(NextLevel {
        position,
        leads_to: reached.max(position),
        progress: progress(ladder, asked, kpas),
        roadmap,
        choices,
    })
}

/// R13.
pub(super) fn gap(
    ladder: &Ladder<'_>,
    asked: &[Vec<Asked>],
    target: Target,
    level: PositionIx,
) -> TargetGap {
    let last = target.asked.ix().min(asked.len().saturating_sub(1));
    let missing = if target.asked <= level {
        Vec::new()
    } else if ladder.is_staged() {
        let phases = asked.iter().take(last + 1).skip(level.ix() + 1);
        phases.flat_map(|asked| unmet(ladder, asked)).collect()
    } else {
        asked
            .get(last)
            .map_or(Vec::new(), |asked| unmet(ladder, asked))
    };
    let gap = by_position(ladder, missing);
    TargetGap {
        target,
        reached: level >= target.reached_at || gap.is_empty(),
        exceeded_by: u32::from(level.0.saturating_sub(target.asked.0)),
        gap,
    }
}

fn unmet(ladder: &Ladder<'_>, asked: &[Asked]) -> Vec<KpaIx> {
    let kpas = asked.iter().map(|asked| asked.kpa);
    kpas.filter(|kpa| !ladder.met(*kpa)).collect()
}

fn points(ladder: &Ladder<'_>, asked: &[Asked]) -> u32 {
    let price = |kpa| ladder.kpa(kpa).map_or(0, |kpa| kpa.effort.points());
    unmet(ladder, asked).into_iter().map(price).sum()
}

/// R15.
fn progress(ladder: &Ladder<'_>, asked: &[Asked], kpas: &[KpaScore]) -> Option<u8> {
    let share = |asked: &Asked| -> Option<(Millionths, Share)> {
        let kpa = kpas.get(asked.kpa.ix())?;
        let score = match kpa.satisfaction {
            Satisfaction::NotApplicable => return None,
            _ if kpa.met && !ladder.is_staged() => Share::ONE,
            _ => kpa.score.unwrap_or(Share::ZERO),
        };
        Some((ladder.kpa(asked.kpa)?.weight, score))
    };
    let shares: Vec<(Millionths, Share)> = asked.iter().filter_map(share).collect();
    let percent = mean_percent(&shares)?;
    let open = asked.iter().any(|asked| !ladder.met(asked.kpa));
    Some(if open { percent.min(99) } else { percent })
}

/// The KPAs by position, rising, and inside each in the order of R12. Since no prerequisite lies at
/// a later position, every KPA comes after its unmet prerequisites.
fn by_position(ladder: &Ladder<'_>, mut kpas: Vec<KpaIx>) -> Vec<(PositionIx, Vec<KpaIx>)> {
    kpas.sort_unstable_by_key(|kpa| (ladder.position(*kpa), *kpa));
    kpas.chunk_by(|a, b| ladder.position(*a) == ladder.position(*b))
        .map(|kpas| (ladder.position(kpas[0]), order(ladder, kpas)))
        .collect()
}

/// The smaller, the earlier: the highest weight, then the smaller effort, then model order.
type Urgency = (Reverse<Millionths>, Effort, KpaIx);

/// R12: of the KPAs whose prerequisites are met, placed or outside the list, the most urgent is
/// taken, again and again. `kpas` is sorted and holds unmet KPAs only.
fn order(ladder: &Ladder<'_>, kpas: &[KpaIx]) -> Vec<KpaIx> {
    if kpas.len() < 2 {
        return kpas.to_vec();
    }
    let place = |kpa: KpaIx| kpas.binary_search(&kpa).ok();
    let mut waits_for = vec![0_u32; kpas.len()];
    // Prerequisite and the KPA that waits for it, as places in `kpas`.
    let mut edges: Vec<(usize, usize)> = Vec::new();
    for (waiting, kpa) in kpas.iter().enumerate() {
        for link in ladder.kpa(*kpa).map_or(&[][..], |kpa| &kpa.depends_on) {
            if let Some(first) = place(link.kpa).filter(|first| *first != waiting) {
                edges.push((first, waiting));
                waits_for[waiting] += 1;
            }
        }
    }
    edges.sort_unstable();
    let ready = (0..kpas.len()).filter(|ix| waits_for[*ix] == 0);
    let mut ready: BinaryHeap<Reverse<Urgency>> =
        ready.map(|ix| Reverse(urgency(ladder, kpas[ix]))).collect();
    let mut placed = Vec::with_capacity(kpas.len());
    while let Some(Reverse((.., kpa))) = ready.pop() {
        placed.push(kpa);
        let first = place(kpa).unwrap_or(0);
        let start = edges.partition_point(|edge| edge.0 < first);
        for (_, waiting) in edges[start..].iter().take_while(|edge| edge.0 == first) {
            waits_for[*waiting] -= 1;
            if waits_for[*waiting] == 0 {
                ready.push(Reverse(urgency(ladder, kpas[*waiting])));
            }
        }
    }
    // A circle is an error of the model; its KPAs still have to stand somewhere.
    if placed.len() < kpas.len() {
        placed.extend(
            (0..kpas.len())
                .filter(|ix| waits_for[*ix] > 0)
                .map(|ix| kpas[ix]),
        );
    }
    placed
}

fn urgency(ladder: &Ladder<'_>, kpa: KpaIx) -> Urgency {
    let (weight, effort) = ladder
        .kpa(kpa)
        .map_or((0, Effort::M), |kpa| (kpa.weight, kpa.effort));
    (Reverse(weight), effort, kpa)
}
