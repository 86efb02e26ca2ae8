//! R11 and R13: what comes next, and what the target takes.

use super::effect::Rehearsal;
use super::level::{Asked, Ladder};
use super::order::by_position;
use super::progress::progress;
use super::shortest::{as_planned, shortest};
use super::{GoalScore, KpaScore, LevelPrice, NextLevel, TargetGap};
use crate::model::{KpaIx, PositionIx, Target};

/// A rated assessment, as the way ahead depends on it.
pub(super) struct Outlook<'a> {
    pub ladder: &'a Ladder<'a>,
    /// By position: what it asks for.
    pub asked: &'a [Vec<Asked>],
    pub goals: &'a [GoalScore],
    pub kpas: &'a [KpaScore],
    pub level: PositionIx,
}

impl Outlook<'_> {
    /// R11 with its roadmap and progress; `None` at the top (R14).
    pub fn next_level(&self) -> Option<NextLevel> {
        let (ladder, asked) = (self.ladder, self.asked);
        let above = || {
            let positions = ladder.above_base().skip(self.level.ix());
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
        let roadmap = in_line(&by_position(ladder, unmet(ladder, asked)));
        let score = |kpa: KpaIx| self.kpas.get(kpa.ix())?.score;
        let places = (self.level, position);
        let steps = Rehearsal::new(ladder, self.goals, self.kpas, places).steps(&roadmap);
        let reached = steps.last().map_or(position, |step| step.after.level);
        Some(NextLevel {
            position,
            leads_to: reached.max(position),
            progress: progress(ladder, asked, score),
            choices,
            steps,
            shortest: shortest(ladder, self.goals, position)
                .unwrap_or_else(|| as_planned(ladder, self.goals, roadmap.clone())),
            roadmap,
        })
    }

    /// R13. The way to the target is that to the next level where they are the same.
    pub fn gap(&self, target: Target, next: Option<&NextLevel>) -> TargetGap {
        let (ladder, asked) = (self.ladder, self.asked);
        let last = target.asked.ix().min(asked.len().saturating_sub(1));
        let missing = if target.asked <= self.level {
            Vec::new()
        } else if ladder.is_staged() {
            let phases = asked.iter().take(last + 1).skip(self.level.ix() + 1);
            phases.flat_map(|asked| unmet(ladder, asked)).collect()
        } else {
            asked
                .get(last)
                .map_or(Vec::new(), |asked| unmet(ladder, asked))
        };
        let gap = by_position(ladder, missing);
        let to = PositionIx::new(last);
        let way = || match next.filter(|next| next.position == to) {
            Some(next) => next.shortest.clone(),
            None => shortest(ladder, self.goals, to)
                .unwrap_or_else(|| as_planned(ladder, self.goals, in_line(&gap))),
        };
        TargetGap {
            target,
            reached: self.level >= target.reached_at || gap.is_empty(),
            exceeded_by: u32::from(self.level.0.saturating_sub(target.asked.0)),
            shortest: (!gap.is_empty()).then(way),
            gap,
        }
    }
}

fn in_line(by_position: &[(PositionIx, Vec<KpaIx>)]) -> Vec<KpaIx> {
    let kpas = by_position.iter().flat_map(|(_, kpas)| kpas);
    kpas.copied().collect()
}

fn unmet(ladder: &Ladder<'_>, asked: &[Asked]) -> Vec<KpaIx> {
    let kpas = asked.iter().map(|asked| asked.kpa);
    kpas.filter(|kpa| !ladder.met(*kpa)).collect()
}

fn points(ladder: &Ladder<'_>, asked: &[Asked]) -> u32 {
    let price = |kpa| ladder.kpa(kpa).map_or(0, |kpa| kpa.effort.points());
    unmet(ladder, asked).into_iter().map(price).sum()
}
