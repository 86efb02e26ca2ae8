use std::sync::Arc;

use crate::model::{KpaIx, MaturityModel, PositionIx};
use crate::score::Status;

/// Where a team stands by one model, as far as two evaluations are compared by it.
#[derive(Clone, Debug)]
pub struct Point {
    pub model: Arc<MaturityModel>,
    pub level: PositionIx,
    pub status: Status,
    /// On the way to the next level, in percent (R15).
    pub progress: Option<u8>,
}

/// A team and model that two evaluations see differently, in its current report.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The id of the team.
    pub team: String,
    /// Its name, as the later evaluation has it where that has the team.
    pub name: String,
    /// The id of the model.
    pub model: String,
    /// `None` where there was no report.
    pub before: Option<Point>,
    /// `None` where there is no report any more.
    pub after: Option<Point>,
    /// KPAs that are satisfied now and were not, as the later model names them.
    pub closed: Vec<KpaIx>,
    /// KPAs that were satisfied and are not now.
    pub opened: Vec<KpaIx>,
}
