//! The cells of a table with a row for each answer, each with what it is about.

use std::collections::HashMap;

use super::columns::{Heading, Headings};
use super::elements::short;
use super::fields::{Field, words};
use super::types::{Cell, Choices, Entry, Fact, Part, Problems, Question, What};
use crate::diagnostic::Code;

/// What was found in a table.
#[derive(Default)]
pub struct Entries {
    pub list: Vec<Entry>,
    /// Rows of other models, and of older reports.
    pub left_out: (usize, usize),
}

/// The facts and parts in the order in which a row is read.
const FACTS: [Fact; 5] = [
    Fact::Name,
    Fact::Unit,
    Fact::Owner,
    Fact::Assessor,
    Fact::Date,
];
const PARTS: [Part; 4] = [Part::Rating, Part::Note, Part::Evidence, Part::On];

/// A row for each answer.
pub fn long(
    rows: &[Vec<Cell>],
    columns: &[Heading],
    headings: &Headings<'_>,
    choices: &Choices,
    problems: &mut Problems<'_>,
) -> Entries {
    let mut entries = Entries::default();
    let Some((head, below)) = rows.split_first() else {
        return entries;
    };
    unknown_headings(head, columns, problems);
    once_each(head, columns, problems);
    for cells in below {
        let row = Row { cells, columns };
        match row.left_out(headings) {
            Some(Other::Model) => entries.left_out.0 += 1,
            Some(Other::Report) => entries.left_out.1 += 1,
            None => row.read(headings, choices, &mut entries.list, problems),
        }
    }
    entries
}

fn unknown_headings(head: &[Cell], columns: &[Heading], problems: &mut Problems<'_>) {
    for (heading, cell) in columns.iter().zip(head) {
        if *heading != Heading::Empty && !matches!(heading, Heading::Field(_)) {
            let message = format!("`{}` is no known heading", short(&cell.text));
            let diagnostic = problems
                .at(Code::UnknownKey, cell, message)
                .suggest(&cell.text, words())
                .help(leave_out(cell));
            problems.add(diagnostic);
        }
    }
}

/// A row with the meanings of its columns.
struct Row<'r> {
    cells: &'r [Cell],
    columns: &'r [Heading],
}

/// Why a row does not count.
enum Other {
    Model,
    Report,
}

impl<'r> Row<'r> {
    fn get(&self, field: Field) -> Option<&'r Cell> {
        let at = self.column(field)?;
        self.cells.get(at).filter(|cell| !cell.is_empty())
    }

    fn column(&self, field: Field) -> Option<usize> {
        let wanted = Heading::Field(field);
        self.columns.iter().position(|heading| *heading == wanted)
    }

    /// Whether the row is about another model, or of an older report.
    fn left_out(&self, headings: &Headings<'_>) -> Option<Other> {
        let model = &headings.elements.model.id;
        let other = |cell: &Cell| {
            let id = cell.text.split('@').next().unwrap_or_default();
            !id.eq_ignore_ascii_case(model)
        };
        let is_old = |cell: &Cell| cell.text.eq_ignore_ascii_case("false");
        if self.get(Field::Model).is_some_and(other) {
            return Some(Other::Model);
        }
        let current = self.get(Field::Current);
        current.is_some_and(is_old).then_some(Other::Report)
    }

    /// The cells that name what the row is about: goals, and after them KPAs.
    fn questions(&self) -> Vec<&'r Cell> {
        let (cells, columns) = (self.cells, self.columns);
        let of = |field: Field| {
            let pairs = cells.iter().zip(columns);
            pairs.filter(move |(cell, heading)| {
                **heading == Heading::Field(field) && !cell.is_empty()
            })
        };
        let all = of(Field::Goal).chain(of(Field::Kpa));
        all.map(|(cell, _)| cell).collect()
    }

    fn read(
        &self,
        headings: &Headings<'_>,
        choices: &Choices,
        list: &mut Vec<Entry>,
        problems: &mut Problems<'_>,
    ) {
        let parts = PARTS.map(|part| (part, self.get(Field::Part(part))));
        let facts = FACTS.map(|fact| (fact, self.get(Field::Fact(fact))));
        let answer = parts.iter().find_map(|(_, cell)| *cell);
        // Rows such as headings say nothing.
        let Some(first) = answer.or_else(|| facts.iter().find_map(|(_, cell)| *cell)) else {
            return;
        };
        let Some(team) = self.team(choices, first) else {
            let diagnostic = problems.at(Code::MissingTeam, first, "the row names no team");
            problems.add(diagnostic.help("write the team into each row"));
            return;
        };
        let question = self.question(headings, answer, problems);
        let mut push = |what, cell: Option<&Cell>| {
            list.extend(cell.map(|cell| Entry {
                team: team.clone(),
                what,
                cell: cell.clone(),
            }));
        };
        // Without days of answers, the day of a row is the day of its answer.
        let dates_answers = self.column(Field::Part(Part::On)).is_none();
        for (fact, cell) in facts {
            match question {
                Some(question) if fact == Fact::Date && dates_answers => {
                    push(What::Answer(question, Part::On), cell);
                }
                _ => push(What::Fact(fact), cell),
            }
        }
        for (part, cell) in parts {
            if let Some(question) = question {
                push(What::Answer(question, part), cell);
            }
        }
    }

    fn team(&self, choices: &Choices, first: &Cell) -> Option<Cell> {
        let cell = self.get(Field::Team);
        let cell = cell.or_else(|| self.get(Field::Fact(Fact::Name)));
        cell.cloned().or_else(|| named(choices, first))
    }

    /// What the row is about; it has to be known where the row has an answer.
    fn question(
        &self,
        headings: &Headings<'_>,
        answer: Option<&Cell>,
        problems: &mut Problems<'_>,
    ) -> Option<Question> {
        let asked = self.questions();
        let mut known = asked.iter();
        let known = known.find_map(|cell| headings.elements.find(&cell.text));
        if let (None, Some(answer)) = (known, answer) {
            let diagnostic = match asked.first() {
                Some(cell) => headings.elements.unknown(cell, problems),
                None => {
                    let message = "the row has an answer and names no KPA or goal";
                    problems.at(Code::UnknownAnswer, answer, message)
                }
            };
            problems.add(diagnostic);
        }
        known
    }
}

/// The team of a table that names none, at the place of a cell.
fn named(choices: &Choices, at: &Cell) -> Option<Cell> {
    let text = choices.team.clone()?;
    Some(Cell {
        text,
        span: at.span,
    })
}

/// A field that stands for one thing has one column.
pub fn once_each(head: &[Cell], columns: &[Heading], problems: &mut Problems<'_>) {
    let mut seen: HashMap<&Heading, &Cell> = HashMap::new();
    for (heading, cell) in columns.iter().zip(head) {
        let may_repeat = matches!(
            heading,
            Heading::Other
                | Heading::Empty
                | Heading::Field(Field::Goal | Field::Kpa | Field::Ignored)
        );
        if may_repeat {
            continue;
        }
        if let Some(first) = seen.get(heading) {
            let message = format!(
                "`{}` means the same as an earlier column",
                short(&cell.text)
            );
            let diagnostic = problems
                .at(Code::DuplicateKey, cell, message)
                .related(problems.place(first.span), "this column")
                .help(leave_out(cell));
            problems.add(diagnostic);
        } else {
            seen.insert(heading, cell);
        }
    }
}

pub fn leave_out(cell: &Cell) -> String {
    format!(
        "leave the column out with `--map \"{}=ignore\"`",
        short(&cell.text)
    )
}
