//! The cells of a table with a row for each answer, each with what it is about.

use super::columns::{Heading, Headings};
use super::elements::short;
use super::fields::{Field, words};
use super::types::{Cell, Choices, Entry, Fact, Part, Problems, What};
use crate::diagnostic::Code;

/// What was found in a table.
#[derive(Default)]
pub struct Entries {
    pub list: Vec<Entry>,
    /// Rows of other models, and of older reports.
    pub left_out: (usize, usize),
}

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
    once_each(head, columns, problems);
    let find = |field: Field| columns.iter().position(|h| *h == Heading::Field(field));
    let dates_answers = find(Field::Part(Part::On)).is_none();
    for row in below {
        let get = |field: Field| {
            find(field)
                .and_then(|ix| row.get(ix))
                .filter(|c| !c.is_empty())
        };
        if !counts(&get, headings, &mut entries) {
            continue;
        }
        let asked = questions(row, columns);
        let facts = [
            Fact::Name,
            Fact::Unit,
            Fact::Owner,
            Fact::Assessor,
            Fact::Date,
        ];
        let parts = [Part::Rating, Part::Note, Part::Evidence, Part::On];
        let said = parts.iter().filter_map(|part| get(Field::Part(*part)));
        let Some(first) = said.chain(asked.iter().copied()).next() else {
            continue;
        };
        let team = get(Field::Team)
            .or_else(|| get(Field::Fact(Fact::Name)))
            .cloned();
        let Some(team) = team.or_else(|| named(choices, first)) else {
            let diagnostic = problems.at(Code::MissingTeam, first, "the row names no team");
            problems.add(diagnostic.help("write the team into each row"));
            continue;
        };
        let mut push = |what, cell: &Cell| {
            entries.list.push(Entry {
                team: team.clone(),
                what,
                cell: cell.clone(),
            });
        };
        let question = asked
            .iter()
            .find_map(|cell| headings.elements.find(&cell.text));
        for fact in facts {
            match (get(Field::Fact(fact)), question) {
                (Some(cell), Some(question)) if fact == Fact::Date && dates_answers => {
                    push(What::Answer(question, Part::On), cell);
                }
                (Some(cell), _) => push(What::Fact(fact), cell),
                (None, _) => {}
            }
        }
        match (question, asked.first()) {
            (Some(question), _) => {
                for part in parts {
                    if let Some(cell) = get(Field::Part(part)) {
                        push(What::Answer(question, part), cell);
                    }
                }
            }
            (None, Some(cell)) => {
                let unknown = headings.elements.unknown(cell, problems);
                problems.add(unknown);
            }
            (None, None) => {
                let message = "the row has an answer and names no KPA or goal";
                let diagnostic = problems.at(Code::UnknownAnswer, first, message);
                problems.add(diagnostic);
            }
        }
    }
    entries
}

/// Whether a row is about the model and of a newest report.
fn counts<'r>(
    get: &dyn Fn(Field) -> Option<&'r Cell>,
    headings: &Headings<'_>,
    entries: &mut Entries,
) -> bool {
    let model = &headings.elements.model.id;
    let other = |cell: &Cell| {
        let id = cell.text.split('@').next().unwrap_or_default();
        !id.eq_ignore_ascii_case(model)
    };
    if get(Field::Model).is_some_and(other) {
        entries.left_out.0 += 1;
        return false;
    }
    if get(Field::Current).is_some_and(|cell| cell.text.eq_ignore_ascii_case("false")) {
        entries.left_out.1 += 1;
        return false;
    }
    true
}

/// The team of a table that names none, at the place of a cell.
fn named(choices: &Choices, at: &Cell) -> Option<Cell> {
    let text = choices.team.clone()?;
    Some(Cell {
        text,
        span: at.span,
    })
}

/// The cells of a row that name what it is about: goals, and after them KPAs.
fn questions<'r>(row: &'r [Cell], columns: &[Heading]) -> Vec<&'r Cell> {
    let of = |field: Field| {
        let pairs = row.iter().zip(columns);
        pairs.filter(move |(cell, heading)| **heading == Heading::Field(field) && !cell.is_empty())
    };
    of(Field::Goal)
        .chain(of(Field::Kpa))
        .map(|(cell, _)| cell)
        .collect()
}

/// A field that stands for one thing has one column.
pub fn once_each(head: &[Cell], columns: &[Heading], problems: &mut Problems<'_>) {
    for (ix, (heading, cell)) in columns.iter().zip(head).enumerate() {
        let may_repeat = matches!(
            heading,
            Heading::Other
                | Heading::Empty
                | Heading::Field(Field::Goal | Field::Kpa | Field::Ignored)
        );
        let first = columns[..ix].iter().position(|other| other == heading);
        if let (false, Some(first)) = (may_repeat, first) {
            let message = format!(
                "`{}` means the same as an earlier column",
                short(&cell.text)
            );
            let place = problems.place(head[first].span);
            let diagnostic = problems
                .at(Code::DuplicateKey, cell, message)
                .related(place, "this column")
                .help(leave_out(cell));
            problems.add(diagnostic);
        }
    }
}

pub fn leave_out(cell: &Cell) -> String {
    format!(
        "leave the column out with `--map \"{}=ignore\"`",
        short(&cell.text)
    )
}
