use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Element, GoalIx, KpaIx, MaturityModel, Millionths, Registry};
use crate::tree::{BookPath, Place, Sources, Span};

/// What a table does not say of itself.
#[derive(Clone, Default, Debug)]
pub struct Choices {
    /// What columns mean, by their headings: the word of a [`super::Field`], or the id of a KPA or goal.
    pub columns: Vec<(String, String)>,
    /// Ratings by other words for them.
    pub ratings: Vec<(String, String)>,
    /// The lowest and the highest number that stand for ratings, in millionths.
    pub numbers: Option<(Millionths, Millionths)>,
    /// The team of a table that names none.
    pub team: Option<String>,
}

/// The book that the teams are written for.
#[derive(Clone, Copy, Debug)]
pub struct Destination<'a> {
    pub model: &'a MaturityModel,
    pub registry: &'a Registry,
    /// Evidence is looked up here.
    pub sources: &'a Sources,
    /// The content folder, without a slash at its end.
    pub src: &'a str,
    /// The ids and addresses that teams have already, in lower case, each with a file.
    pub taken: &'a BTreeMap<String, BookPath>,
    pub today: Date,
    /// The last day that a date may name.
    pub last: Date,
}

/// What came of a table.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Imported {
    /// In the order of their paths; empty where anything is wrong.
    pub files: Vec<NewFile>,
    /// How the table was read, one sentence each, without a full stop.
    pub told: Vec<String>,
}

/// A file of a team that is to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewFile {
    pub path: BookPath,
    pub text: String,
    pub answers: usize,
}

/// A text of the table, without blanks around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    pub text: String,
    /// Without the quotes around it.
    pub span: Span,
}

impl Cell {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// What can be answered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Question {
    Kpa(KpaIx),
    Goal(GoalIx),
}

impl Question {
    pub fn of(element: Element) -> Option<Self> {
        match element {
            Element::Kpa(kpa) => Some(Self::Kpa(kpa)),
            Element::Goal(goal) => Some(Self::Goal(goal)),
            _ => None,
        }
    }

    pub fn element(self) -> Element {
        match self {
            Self::Kpa(kpa) => Element::Kpa(kpa),
            Self::Goal(goal) => Element::Goal(goal),
        }
    }

    pub fn id(self, model: &MaturityModel) -> &str {
        match self {
            Self::Kpa(kpa) => &model.kpa(kpa).id,
            Self::Goal(goal) => &model.goal(goal).id,
        }
    }
}

/// The parts of an answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    Rating,
    Note,
    Evidence,
    On,
}

/// What a table says of a team.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fact {
    Name,
    Unit,
    Owner,
    Assessor,
    Date,
}

/// One cell of the table with its meaning.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The cell that names the team.
    pub team: Cell,
    pub what: What,
    pub cell: Cell,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    Answer(Question, Part),
    Fact(Fact),
}

/// How many mistakes are told; nobody reads more, and most of them have one cause.
const MOST: usize = 2000;

/// What is wrong with a table.
pub struct Problems<'f> {
    pub file: &'f BookPath,
    pub list: Vec<Diagnostic>,
}

impl Problems<'_> {
    pub fn place(&self, span: Span) -> Place {
        Place {
            file: self.file.clone(),
            span,
        }
    }

    pub fn at(&self, code: Code, cell: &Cell, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message).at(self.place(cell.span))
    }

    pub fn add(&mut self, diagnostic: Diagnostic) {
        if self.list.len() < MOST {
            self.list.push(diagnostic);
        }
    }
}
