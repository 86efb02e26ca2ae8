//! The cells of a table that has teams on one side and questions on the other.

use std::collections::HashMap;

use super::columns::{Heading, Headings, of_question};
use super::elements::{key, short};
use super::entries::{Entries, leave_out, once_each};
use super::fields::Field;
use super::shape::{label, label_columns};
use super::types::{Cell, Entry, Fact, Part, Problems, Question, What};
use crate::diagnostic::{Code, Diagnostic};

/// A row for each team.
pub fn teams_in_rows(
    rows: &[Vec<Cell>],
    columns: &[Heading],
    headings: &Headings<'_>,
    problems: &mut Problems<'_>,
) -> Entries {
    let mut entries = Entries::default();
    let (Some((head, below)), Some(names)) = (rows.split_first(), names(columns)) else {
        return entries;
    };
    once_each(head, columns, problems);
    let questions = columns.iter().filter_map(|heading| match heading {
        Heading::Question(question) => Some((of_question(*question), *question)),
        _ => None,
    });
    let questions: HashMap<String, Question> = questions.collect();
    let mut meanings: Vec<Option<What>> =
        columns.iter().map(|one| meaning(one, &questions)).collect();
    meanings[names] = None;
    for (ix, cell) in head.iter().enumerate() {
        let is_known = meanings[ix].is_some() || ix == names || says_nothing(&columns[ix]);
        if !is_known
            && below
                .iter()
                .any(|row| row.get(ix).is_some_and(|cell| !cell.is_empty()))
        {
            let unknown = headings.elements.unknown(cell, problems);
            problems.add(unknown.help(leave_out(cell)));
        }
    }
    for row in below {
        let cells = meanings
            .iter()
            .zip(row)
            .filter(|(_, cell)| !cell.is_empty());
        let said = cells.filter_map(|(what, cell)| Some(((*what)?, cell)));
        match row.get(names).filter(|cell| !cell.is_empty()) {
            Some(team) => entries.list.extend(said.map(|(what, cell)| Entry {
                team: team.clone(),
                what,
                cell: cell.clone(),
            })),
            None => {
                for (_, cell) in said.take(1) {
                    let message = "the row names no team";
                    let diagnostic = problems.at(Code::MissingTeam, cell, message);
                    problems.add(diagnostic.help("write the name of the team beside its answers"));
                }
            }
        }
    }
    entries
}

/// The column of the teams.
fn names(columns: &[Heading]) -> Option<usize> {
    let find = |heading: Heading| columns.iter().position(|other| *other == heading);
    find(Heading::Field(Field::Team))
        .or_else(|| find(Heading::Field(Field::Fact(Fact::Name))))
        .or_else(|| {
            columns
                .iter()
                .position(|h| matches!(h, Heading::Other | Heading::Empty))
        })
}

fn meaning(heading: &Heading, questions: &HashMap<String, Question>) -> Option<What> {
    match heading {
        Heading::Question(question) => Some(What::Answer(*question, Part::Rating)),
        Heading::Field(Field::Fact(fact)) => Some(What::Fact(*fact)),
        Heading::Remark(subject, part) => {
            let question = questions.get(subject)?;
            Some(What::Answer(*question, *part))
        }
        _ => None,
    }
}

/// Columns that may stand beside all others.
fn says_nothing(heading: &Heading) -> bool {
    use Field::{Current, Goal, Ignored, Kpa, Model, Team};
    matches!(
        heading,
        Heading::Field(Team | Goal | Kpa | Model | Current | Ignored)
    )
}

/// A row for each KPA or goal.
pub fn teams_in_columns(
    rows: &[Vec<Cell>],
    columns: &[Heading],
    headings: &Headings<'_>,
    problems: &mut Problems<'_>,
) -> Entries {
    let mut entries = Entries::default();
    let Some((head, below)) = rows.split_first() else {
        return entries;
    };
    let labels = label_columns(columns);
    let teams = teams(head, columns, &labels, problems);
    for row in below {
        let cells = teams
            .iter()
            .filter_map(|(ix, team, part)| Some((row.get(*ix)?, team, *part)));
        let cells: Vec<_> = cells.filter(|(cell, ..)| !cell.is_empty()).collect();
        let Some((first, ..)) = cells.first() else {
            continue;
        };
        let (about, heading) = match label(row, &labels, headings) {
            Some(found) => found,
            None => {
                let message = "the row has an answer and names no KPA or goal";
                let diagnostic = problems.at(Code::UnknownAnswer, first, message);
                problems.add(diagnostic);
                continue;
            }
        };
        for (cell, team, part) in cells {
            let what = match (&heading, part) {
                (Heading::Question(question), part) => What::Answer(*question, part),
                (Heading::Field(Field::Fact(fact)), Part::Rating) => What::Fact(*fact),
                (Heading::Field(Field::Ignored), _) => continue,
                _ => {
                    let unknown = headings.elements.unknown(about, problems);
                    problems.add(unknown);
                    break;
                }
            };
            entries.list.push(Entry {
                team: (*team).clone(),
                what,
                cell: cell.clone(),
            });
        }
    }
    entries
}

/// The columns of teams: each with its place, the cell that names the team, and what it holds.
fn teams<'h>(
    head: &'h [Cell],
    columns: &[Heading],
    labels: &[usize],
    problems: &mut Problems<'_>,
) -> Vec<(usize, &'h Cell, Part)> {
    let is_team = |ix: usize| {
        let known = matches!(
            columns[ix],
            Heading::Other | Heading::Question(_) | Heading::Remark(..)
        );
        known && !labels.contains(&ix)
    };
    let all: Vec<usize> = (0..head.len()).filter(|ix| is_team(*ix)).collect();
    let mut first: HashMap<String, usize> = HashMap::new();
    for ix in all.iter().rev() {
        first.insert(key(&head[*ix].text), *ix);
    }
    let mut teams = Vec::new();
    for ix in all {
        let known = first.get(&key(&head[ix].text)).copied();
        if let Some(first) = known.filter(|first| *first != ix) {
            let message = format!("`{}` has two columns", short(&head[ix].text));
            let place = problems.place(head[first].span);
            let diagnostic = problems.at(Code::DuplicateTeam, &head[ix], message);
            problems.add(diagnostic.related(place, "the first one"));
        }
        // `Payments note` beside `Payments`.
        let beside = match &columns[ix] {
            Heading::Remark(subject, part) => first.get(subject).map(|team| (*team, *part)),
            _ => None,
        };
        let (team, part) = beside.unwrap_or((ix, Part::Rating));
        teams.push((ix, &head[team], part));
    }
    for (ix, heading) in columns.iter().enumerate() {
        let Heading::Field(Field::Part(part)) = heading else {
            continue;
        };
        match &teams[..] {
            [(_, team, Part::Rating)] if *part != Part::Rating => teams.push((ix, team, *part)),
            _ => problems.add(whose(&head[ix], problems)),
        }
    }
    teams
}

fn whose(cell: &Cell, problems: &Problems<'_>) -> Diagnostic {
    let name = short(&cell.text);
    let message = format!("`{name}` does not say of which team it is");
    let diagnostic = problems.at(Code::UnknownKey, cell, message);
    let help = format!(
        "call it `TEAM {}`, after the heading of the team",
        name.to_lowercase()
    );
    diagnostic.help(help).help(leave_out(cell))
}
