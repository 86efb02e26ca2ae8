use super::columns::{Heading, Headings};
use super::elements::short;
use super::fields::Field;
use super::types::{Cell, Choices, Fact, Part, Problems};
use crate::diagnostic::Code;

/// The forms that a table may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A row for each answer of each team.
    Long,
    /// A row for each team, with a column for each KPA or goal.
    TeamsInRows,
    /// A row for each KPA or goal, with a column for each team.
    TeamsInColumns,
}

/// The form of a table, with the meanings of its columns. `None` where it has none.
pub fn shape(
    rows: &[Vec<Cell>],
    headings: &Headings<'_>,
    choices: &Choices,
    problems: &mut Problems<'_>,
) -> Option<(Shape, Vec<Heading>)> {
    let Some((head, below)) = rows.split_first() else {
        let empty = Cell {
            text: String::new(),
            span: Default::default(),
        };
        let diagnostic = problems.at(Code::CsvTable, &empty, "the table is empty");
        problems.add(diagnostic);
        return None;
    };
    let columns: Vec<Heading> = head.iter().map(|cell| headings.of(cell)).collect();
    let has = |field: Field| columns.contains(&Heading::Field(field));
    let names_goals = has(Field::Goal) || has(Field::Kpa);
    let problem = if head.len() < 2 {
        let help = "columns are parted by commas, semicolons or tabs";
        ("the table has only one column", help.to_owned())
    } else if below.is_empty() {
        let help = "the first row holds headings; answers stand below it";
        ("the table has only one row", help.to_owned())
    } else if has(Field::Part(Part::Rating)) && names_goals {
        if has(Field::Team) || has(Field::Fact(Fact::Name)) || choices.team.is_some() {
            return Some((Shape::Long, columns));
        }
        let help = "name the team with `--team \"Payments\"`, or the column that names it with `--map \"Heading=team\"`";
        ("no column says whose answers these are", help.to_owned())
    } else if let Some(shape) = wide(below, &columns, headings) {
        return Some((shape, columns));
    } else {
        let name = headings.elements.model.name_with_version();
        let first = head
            .first()
            .map(|cell| short(&cell.text))
            .unwrap_or_default();
        let help = format!(
            "KPAs and goals of `{name}` are found by id, name or statement; say with `--map \"{first}=goal\"` which column names them"
        );
        (
            "neither the headings nor the first column name KPAs or goals",
            help,
        )
    };
    let (message, help) = problem;
    let cell = head.first()?;
    let diagnostic = problems.at(Code::CsvTable, cell, message).help(help);
    problems.add(diagnostic);
    None
}

/// Whether more KPAs and goals stand in the headings or beside the rows.
fn wide(rows: &[Vec<Cell>], columns: &[Heading], headings: &Headings<'_>) -> Option<Shape> {
    let in_head = columns
        .iter()
        .filter(|heading| matches!(heading, Heading::Question(_)));
    let labels = label_columns(columns);
    let is_question = |row: &&Vec<Cell>| {
        let label = label(row, &labels, headings);
        label.is_some_and(|(_, heading)| matches!(heading, Heading::Question(_)))
    };
    let beside = rows.iter().filter(is_question).count();
    match (in_head.count(), beside) {
        (0, 0) => None,
        (in_head, beside) if in_head > beside => Some(Shape::TeamsInRows),
        _ => Some(Shape::TeamsInColumns),
    }
}

/// The columns that name KPAs and goals, goals first; the first one, where none says so.
pub fn label_columns(columns: &[Heading]) -> Vec<usize> {
    let of = |field: Field| {
        let all = columns.iter().enumerate();
        all.filter(move |(_, heading)| **heading == Heading::Field(field))
    };
    let found: Vec<usize> = of(Field::Goal)
        .chain(of(Field::Kpa))
        .map(|(ix, _)| ix)
        .collect();
    match found.is_empty() {
        true => vec![0],
        false => found,
    }
}

/// What a row is about: the first of its labels that names a KPA or goal, or else the first one.
pub fn label<'r>(
    row: &'r [Cell],
    labels: &[usize],
    headings: &Headings<'_>,
) -> Option<(&'r Cell, Heading)> {
    let cells = labels.iter().filter_map(|ix| row.get(*ix));
    let mut cells = cells
        .filter(|cell| !cell.is_empty())
        .map(|cell| (cell, headings.of(cell)));
    let first = cells.next()?;
    if matches!(first.1, Heading::Question(_)) {
        return Some(first);
    }
    let better = cells.find(|(_, heading)| matches!(heading, Heading::Question(_)));
    Some(better.unwrap_or(first))
}
