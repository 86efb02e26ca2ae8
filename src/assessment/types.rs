use std::sync::Arc;

use jiff::civil::Date;

use crate::document::{Document, Sections};
use crate::model::{KpaIx, MaturityModel, Rating, Target};
use crate::tree::{BookPath, Digest, Span};

/// A team, or a vendor's product that is assessed like one.
#[derive(Clone, Debug)]
pub struct Team {
    /// The file's or folder's name.
    pub id: String,
    pub name: String,
    /// From the largest to the smallest; empty where the team belongs to no unit.
    pub unit: Vec<String>,
    pub owner: Option<String>,
    pub kind: TeamKind,
    pub targets: Vec<TeamTarget>,
    /// Earlier ids: their addresses redirect, a comparison sees a rename.
    pub formerly: Vec<String>,
    /// The address part.
    pub slug: String,
    /// The title of the team's page, where its file gives one.
    pub title: Option<String>,
    /// One sentence about the team's page.
    pub description: Option<String>,
    /// The file that introduces the team: `NAME.md` or `NAME/index.md`; the first assessment where
    /// the folder has no index.
    pub file: BookPath,
    /// The `team:` key with its value; empty at the start of the file where there is none.
    pub span: Span,
    /// The team's own text: the body of `index.md`, or of a one-file team that is not assessed in
    /// the file. `None` where the body belongs to an assessment.
    pub document: Option<Arc<Document>>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TeamKind {
    Team,
    Vendor {
        product: String,
        version: Option<String>,
    },
}

/// A target as the team wrote it. It is resolved for the model of each report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TeamTarget {
    /// `None` means the book's default model.
    pub model: Option<String>,
    pub level: String,
    pub span: Span,
}

/// One team's answers to one model at one date. Complete by itself: nothing is carried over.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The id of the team.
    pub team: String,
    pub model: Arc<MaturityModel>,
    pub date: Date,
    /// The value of `date`, for what two assessments have against each other.
    pub date_span: Span,
    /// The title of the page, where the file gives one.
    pub title: Option<String>,
    /// One sentence about the page.
    pub description: Option<String>,
    pub assessor: Option<String>,
    pub method: Option<Method>,
    /// An index into the model's profiles.
    pub profile: Option<usize>,
    /// The assessment's own target.
    pub target: Option<Target>,
    /// As written, in the order of the file. Shared, for they are most of what a large book holds.
    pub answers: Arc<[Answer]>,
    /// By goal: the answer that counts, an index into `answers`; a goal's own answer wins over its
    /// KPA's (R18). `None` is not answered.
    pub by_goal: Vec<Option<u16>>,
    pub plan: Vec<PlanItem>,
    pub buy_in: Vec<BuyIn>,
    /// The appraisal record as written: keys and texts in the order of the file.
    pub appraisal: Vec<(String, String)>,
    pub document: Arc<Document>,
    /// The body, taken apart by the KPAs its sections are bound to, each under the KPA's current id.
    pub narrative: Sections,
    /// Of the front matter alone: what the score depends on.
    pub digest: Digest,
    /// The line of the `answers` key, or of the front matter where there is none.
    pub line: u32,
}

/// Who assessed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    SelfAssessed,
    Peer,
    External,
}

/// An answer as it is written, to a goal or to all goals of a KPA.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The id it is written under.
    pub key: Box<str>,
    pub rating: Rating,
    pub note: Option<Box<str>>,
    pub evidence: Vec<Evidence>,
    /// When the answer was found; the assessment's date where it is `None`.
    pub on: Option<Date>,
    /// Key and value, absolute in the file.
    pub span: Span,
    /// The rating alone, where an editor would write another; empty where none is written.
    pub rating_span: Span,
    /// The text of the note.
    pub note_span: Option<Span>,
    /// Of the key, from 1.
    pub line: u32,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    pub target: EvidenceTarget,
    /// What else is said of it. Apart, for most are an address alone, and a large book has hundreds
    /// of thousands.
    pub remarks: Option<Box<Remarks>>,
    /// The whole evidence, absolute in the file.
    pub span: Span,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Remarks {
    pub title: Option<Box<str>>,
    pub on: Option<Date>,
    pub by: Option<Box<str>>,
}

impl Evidence {
    pub fn title(&self) -> Option<&str> {
        self.remarks.as_ref()?.title.as_deref()
    }

    pub fn on(&self) -> Option<Date> {
        self.remarks.as_ref()?.on
    }

    pub fn by(&self) -> Option<&str> {
        self.remarks.as_ref()?.by.as_deref()
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EvidenceTarget {
    /// An address with a scheme that may be linked (http, https, mailto, tel).
    Link(Box<str>),
    File(Box<FileTarget>),
    Text(Box<str>),
}

/// A file of the book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileTarget {
    pub path: BookPath,
    /// What follows `#`.
    pub fragment: Option<Box<str>>,
}

/// What a team plans for a KPA.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanItem {
    pub kpa: KpaIx,
    pub owner: Option<String>,
    pub due: Option<Date>,
    pub status: Option<PlanStatus>,
    pub issue: Option<String>,
    pub blocked_by: Option<String>,
    pub note: Option<String>,
    pub span: Span,
    pub line: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanStatus {
    Open,
    Started,
    Blocked,
    Done,
}

/// Where a group of players stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BuyIn {
    /// `management`, `development`, …
    pub player: String,
    pub stance: Stance,
    pub who: Option<String>,
    pub note: Option<String>,
    pub line: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stance {
    Opposes,
    Neutral,
    Supports,
    Leads,
}

impl Assessment {
    /// The answer that counts for a goal.
    pub fn answer(&self, goal: crate::model::GoalIx) -> Option<&Answer> {
        self.by_goal[goal.ix()].map(|ix| &self.answers[ix as usize])
    }

    pub fn file(&self) -> &BookPath {
        &self.document.path
    }
}

impl PlanStatus {
    /// The word of front matter, classes and exports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Started => "started",
            Self::Blocked => "blocked",
            Self::Done => "done",
        }
    }
}

impl Stance {
    /// The word of front matter, classes and exports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Opposes => "opposes",
            Self::Neutral => "neutral",
            Self::Supports => "supports",
            Self::Leads => "leads",
        }
    }
}
