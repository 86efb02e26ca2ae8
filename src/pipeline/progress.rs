/// A stage that takes noticeable time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    Parse,
    Score,
    Evaluate,
    Plan,
    Render,
}

impl Stage {
    pub fn name(self) -> &'static str {
        match self {
            Stage::Parse => "Reading answers",
            Stage::Score => "Scoring",
            Stage::Evaluate => "Comparing teams",
            Stage::Plan => "Planning pages",
            Stage::Render => "Rendering",
        }
    }
}

/// Is told how far a run has come. Called from several threads.
pub trait Observer: Sync {
    /// A stage begins, with so many pieces of work.
    fn begin(&self, stage: Stage, of: usize);
    /// One piece is done.
    fn advance(&self);
}

/// Nobody watches.
pub struct Silent;

impl Observer for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn advance(&self) {}
}
