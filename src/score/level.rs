//! R6-R8, R10 and R20: from satisfied KPAs to levels.

use super::Satisfaction;
use crate::model::{KeyProcessArea, KpaIx, MaturityModel, PositionIx, Progression};

/// A model together with how each KPA stands: all that a level depends on.
#[derive(Clone)]
pub(super) struct Ladder<'m> {
    pub model: &'m MaturityModel,
    /// By KPA.
    satisfaction: Vec<Satisfaction>,
}

/// A KPA that a level asks for.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub kpa: KpaIx,
    /// The KPA whose prerequisite it is; `None` for a KPA of the level itself.
    pub needed_by: Option<KpaIx>,
}

const BASE: PositionIx = PositionIx(0);

impl<'m> Ladder<'m> {
    pub fn new(model: &'m MaturityModel, satisfaction: Vec<Satisfaction>) -> Self {
        Self {
            model,
            satisfaction,
        }
    }

    /// How it would stand with every not-rated KPA satisfied (R10); `None` where all are rated.
    pub fn optimistic(&self) -> Option<Self> {
        let open = |s: &Satisfaction| *s == Satisfaction::NotRated;
        self.satisfaction.iter().any(open).then(|| {
            let closed = |s: &Satisfaction| if open(s) { Satisfaction::Satisfied } else { *s };
            Self::new(self.model, self.satisfaction.iter().map(closed).collect())
        })
    }

    /// Lets a KPA stand otherwise; says how it stood.
    pub fn set(&mut self, kpa: KpaIx, satisfaction: Satisfaction) -> Satisfaction {
        match self.satisfaction.get_mut(kpa.ix()) {
            Some(now) => std::mem::replace(now, satisfaction),
            None => self.of(kpa),
        }
    }

    pub fn of(&self, kpa: KpaIx) -> Satisfaction {
        let known = self.satisfaction.get(kpa.ix());
        known.copied().unwrap_or(Satisfaction::NotApplicable)
    }

    pub fn position(&self, kpa: KpaIx) -> PositionIx {
        self.kpa(kpa).map_or(BASE, |kpa| kpa.position)
    }

    pub fn kpas_where(&self, keep: impl Fn(KpaIx) -> bool) -> Vec<KpaIx> {
        self.model.kpa_indices().filter(|kpa| keep(*kpa)).collect()
    }

    pub fn is_staged(&self) -> bool {
        self.model.progression == Progression::Staged
    }

    /// The KPAs of a position.
    pub fn own(&self, position: PositionIx) -> &'m [KpaIx] {
        let position = self.model.positions.get(position.ix());
        position.map_or(&[], |position| &position.kpas)
    }

    /// The positions above the base.
    pub fn above_base(&self) -> impl DoubleEndedIterator<Item = PositionIx> + use<> {
        (1..self.model.positions.len()).map(PositionIx::new)
    }

    /// Met as R6 says, supersession ignored.
    pub fn satisfied_or_na(&self, kpa: KpaIx) -> bool {
        matches!(
            self.of(kpa),
            Satisfaction::Satisfied | Satisfaction::NotApplicable
        )
    }

    /// Met as the model's progression says (R6, R8).
    pub fn met(&self, kpa: KpaIx) -> bool {
        self.satisfied_or_na(kpa) || self.superseder(kpa).is_some()
    }

    /// The first satisfied KPA that supersedes this one; none in staged models.
    pub fn superseder(&self, kpa: KpaIx) -> Option<KpaIx> {
        if self.is_staged() {
            return None;
        }
        let links = &self.kpa(kpa)?.superseded_by;
        links
            .iter()
            .map(|link| link.kpa)
            .find(|other| *other != kpa && self.of(*other) == Satisfaction::Satisfied)
    }

    /// The KPAs that may be done instead of this one; for independent models.
    pub fn stand_ins(&self, kpa: KpaIx) -> impl Iterator<Item = KpaIx> {
        let links = self.kpa(kpa).map_or(&[][..], |kpa| &kpa.superseded_by);
        let others = links.iter().map(|link| link.kpa);
        others.filter(move |other| {
            *other != kpa
                && matches!(
                    self.of(*other),
                    Satisfaction::Unsatisfied | Satisfaction::NotRated
                )
        })
    }

    /// Whether the prerequisites of a KPA are asked for (R8).
    pub fn asks_prerequisites(&self, kpa: KpaIx) -> bool {
        self.of(kpa) != Satisfaction::NotApplicable && self.superseder(kpa).is_none()
    }

    /// All KPAs are N/A (R7).
    pub fn is_empty(&self, position: PositionIx) -> bool {
        self.own(position)
            .iter()
            .all(|kpa| self.of(*kpa) == Satisfaction::NotApplicable)
    }

    /// R6 with R7.
    pub fn staged_level(&self) -> PositionIx {
        self.above_base()
            .take_while(|p| self.own(*p).iter().all(|kpa| self.satisfied_or_na(*kpa)))
            .filter(|p| !self.is_empty(*p))
            .last()
            .unwrap_or(BASE)
    }

    /// The headline (R6, R8).
    pub fn level(&self) -> PositionIx {
        if self.is_staged() {
            return self.staged_level();
        }
        let sound = self.sound();
        self.above_base()
            .rev()
            .find(|p| !self.is_empty(*p) && self.own(*p).iter().all(|kpa| sound[kpa.ix()]))
            .unwrap_or(BASE)
    }

    /// R20, by dimension.
    pub fn dimension_levels(&self) -> Vec<PositionIx> {
        let holds: Vec<bool> = if self.is_staged() {
            let all = self.model.kpa_indices();
            all.map(|kpa| self.satisfied_or_na(kpa)).collect()
        } else {
            self.sound()
        };
        let mut levels = vec![BASE; self.model.dimensions.len()];
        let mut stopped = vec![false; levels.len()];
        let mut here = vec![Rung::default(); levels.len()];
        for position in self.above_base() {
            here.fill(Rung::default());
            for kpa in self.own(position) {
                let dimension = self.kpa(*kpa).and_then(|kpa| kpa.dimension);
                if let Some(rung) = dimension.and_then(|d| here.get_mut(d.ix())) {
                    rung.applicable |= self.of(*kpa) != Satisfaction::NotApplicable;
                    rung.missing |= !holds[kpa.ix()];
                }
            }
            for (dimension, rung) in here.iter().enumerate() {
                stopped[dimension] |= rung.missing && self.is_staged();
                if rung.applicable && !rung.missing && !stopped[dimension] {
                    levels[dimension] = position;
                }
            }
        }
        levels
    }

    /// By KPA: whether it and all its transitive prerequisites that are asked for are met (R8).
    pub fn sound(&self) -> Vec<bool> {
        let kpas = &self.model.kpas;
        let mut sound: Vec<bool> = self.model.kpa_indices().map(|kpa| self.met(kpa)).collect();
        // Prerequisites mostly stand before the KPAs that need them, so that two rounds do.
        loop {
            let mut changed = false;
            for (ix, kpa) in kpas.iter().enumerate() {
                let lacks = |links: &KeyProcessArea| {
                    let mut links = links.depends_on.iter();
                    links.any(|link| !sound.get(link.kpa.ix()).copied().unwrap_or(true))
                };
                if sound[ix] && lacks(kpa) && self.asks_prerequisites(KpaIx::new(ix)) {
                    sound[ix] = false;
                    changed = true;
                }
            }
            if !changed {
                return sound;
            }
        }
    }

    /// For each position, the base included: what it asks for.
    pub fn asked_by_position(&self) -> Vec<Vec<Asked>> {
        let positions = self.model.position_indices();
        positions.map(|position| self.asked(position)).collect()
    }

    /// The KPAs of a position; in independent models followed by all their transitive
    /// prerequisites that are asked for (R8), both in model order.
    pub fn asked(&self, position: PositionIx) -> Vec<Asked> {
        let own = self.own(position).iter();
        let mut asked: Vec<Asked> = own
            .map(|kpa| Asked {
                kpa: *kpa,
                needed_by: None,
            })
            .collect();
        if self.is_staged() || position == BASE {
            return asked;
        }
        let own = asked.len();
        let mut seen = vec![false; self.model.kpas.len()];
        for entry in &asked {
            seen[entry.kpa.ix()] = true;
        }
        let mut done = 0;
        while let Some(Asked { kpa, .. }) = asked.get(done).copied() {
            done += 1;
            let links = self.kpa(kpa).map_or(&[][..], |kpa| &kpa.depends_on);
            if links.is_empty() || !self.asks_prerequisites(kpa) {
                continue;
            }
            for link in links {
                if let Some(seen) = seen.get_mut(link.kpa.ix())
                    && !std::mem::replace(seen, true)
                {
                    asked.push(Asked {
                        kpa: link.kpa,
                        needed_by: Some(kpa),
                    });
                }
            }
        }
        asked[own..].sort_unstable_by_key(|entry| entry.kpa);
        asked
    }

    pub fn kpa(&self, kpa: KpaIx) -> Option<&'m KeyProcessArea> {
        self.model.kpas.get(kpa.ix())
    }
}

/// One dimension at one position.
#[derive(Clone, Copy, Default)]
struct Rung {
    applicable: bool,
    missing: bool,
}
