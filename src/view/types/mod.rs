//! Everything that a template can see. The fields are the contract with theme authors: adding one
//! is compatible, renaming or removing one raises [`VERSION`].

mod answers;
mod common;
mod document;
mod model;
mod portfolio;
mod report;

pub use answers::{AnswerGroup, EvidenceView, GapPhase, GoalRow, KpaBlock};
pub use common::{
    CommonFeatureView, DateView, KpaCell, KpaLinkView, KpaMark, LevelName, LineLink, Link,
    ModelHead, NavLink, PageMeta, Pager, SiteView, SourceLink, TransitionView, VerdictLine,
};
pub use document::{
    DocumentView, FeedEntry, FeedView, NavNode, OutlineItem, PlainView, PrintChapter,
    PrintPortfolio, PrintView, SitemapView,
};
pub use model::{
    ActivityView, GoalDefinition, KpaView, MatrixCell, ModelDimension, ModelKpa, ModelLevel,
    ModelStage, ModelView, ProfileView, Reason, ScaleStep, StageCell, TallyView, TeamMention,
    UnitTally,
};
pub use portfolio::{
    Attention, CommonGap, Counts, HeatGroup, Mover, PortfolioView, RollUpView, RowGroup, Share,
    Tail, TeamRow, UnitRow, UnitView,
};
pub use report::{
    Blocker, ChangeView, DimensionView, GoalMention, Helper, HistoryRow, LevelView, NextView,
    Player, ReportBody, ReportView, Sentences, StepView, StopsView, TargetView, TeamHead, UnitLink,
    WayGoal, WayKpa, WayView,
};

/// The version of the view that `theme.toml` names in `view`.
pub const VERSION: u32 = 1;
