//! R12: in which order KPAs are done.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::level::Ladder;
use crate::model::{Effort, KpaIx, Millionths, PositionIx};

/// The KPAs by position, rising, and inside each in the order of R12. Since no prerequisite lies at
/// a later position, every KPA comes after its unmet prerequisites.
pub(super) fn by_position(
    ladder: &Ladder<'_>,
    mut kpas: Vec<KpaIx>,
) -> Vec<(PositionIx, Vec<KpaIx>)> {
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
