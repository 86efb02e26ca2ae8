//! Reports on an older version of a model, seen through the newest version in use.

use super::history::{is_same, kpa_successor, position_successor};
use crate::model::{KpaIx, MaturityModel, PositionIx};

/// Sees reports on older versions of a model through its newest version in use.
pub(super) struct View<'m> {
    to: &'m MaturityModel,
    older: Vec<Window>,
    same: Window,
}

/// What became of the positions and KPAs of one version.
#[derive(Default)]
pub(super) struct Window {
    version: String,
    /// `None` where the version is the newest itself.
    table: Option<(Vec<PositionIx>, Vec<Option<KpaIx>>)>,
}

impl<'m> View<'m> {
    pub fn new(to: &'m MaturityModel) -> Self {
        Self {
            to,
            older: Vec::new(),
            same: Window::default(),
        }
    }

    pub fn of(&mut self, from: &MaturityModel) -> &Window {
        if is_same(from, self.to) {
            return &self.same;
        }
        let known = self.older.iter().position(|w| w.version == from.version);
        let ix = known.unwrap_or_else(|| {
            self.older.push(Window::between(from, self.to));
            self.older.len() - 1
        });
        &self.older[ix]
    }
}

impl Window {
    fn between(from: &MaturityModel, to: &MaturityModel) -> Self {
        let mut last = PositionIx(0);
        let positions = from.position_indices().map(|position| {
            last = position_successor(from, position, to).unwrap_or(last);
            last
        });
        let positions = positions.collect();
        let kpas = from.kpa_indices().map(|kpa| kpa_successor(from, kpa, to));
        Self {
            version: from.version.clone(),
            table: Some((positions, kpas.collect())),
        }
    }

    pub fn level(&self, position: PositionIx) -> PositionIx {
        match &self.table {
            None => position,
            Some((positions, _)) => positions
                .get(position.ix())
                .copied()
                .unwrap_or(PositionIx(0)),
        }
    }

    pub fn kpa(&self, kpa: KpaIx) -> Option<KpaIx> {
        match &self.table {
            None => Some(kpa),
            Some((_, kpas)) => kpas.get(kpa.ix()).copied().flatten(),
        }
    }
}
