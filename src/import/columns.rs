use super::elements::{Elements, key, short};
use super::fields::{Field, field, remark, words};
use super::types::{Cell, Choices, Part, Problems, Question};
use crate::diagnostic::{Code, Diagnostic};

/// What a heading says, of a column or of a row.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Heading {
    Field(Field),
    Question(Question),
    /// A part of what another heading is about, by the key of that.
    Remark(String, Part),
    /// Nothing known: a team, or a mistake.
    Other,
    Empty,
}

/// What headings mean, by the words of fields, by the model and by what was chosen.
pub struct Headings<'a> {
    pub elements: &'a Elements<'a>,
    /// By the key of the heading.
    chosen: Vec<(String, Heading)>,
}

impl<'a> Headings<'a> {
    pub fn new(elements: &'a Elements<'a>, choices: &Choices, problems: &mut Problems<'_>) -> Self {
        let mut chosen = Vec::new();
        for (heading, word) in &choices.columns {
            match (field(word), elements.find(word)) {
                (Some(field), _) => chosen.push((key(heading), Heading::Field(field))),
                (None, Some(question)) => chosen.push((key(heading), Heading::Question(question))),
                (None, None) => problems.add(no_meaning(word, elements)),
            }
        }
        Self { elements, chosen }
    }

    pub fn of(&self, cell: &Cell) -> Heading {
        if cell.is_empty() {
            return Heading::Empty;
        }
        let wanted = key(&cell.text);
        if let Some((_, heading)) = self.chosen.iter().find(|(heading, _)| *heading == wanted) {
            return heading.clone();
        }
        if let Some(field) = field(&cell.text) {
            return Heading::Field(field);
        }
        if let Some(question) = self.elements.find(&cell.text)
            && remark(&cell.text).is_none()
        {
            return Heading::Question(question);
        }
        match remark(&cell.text) {
            Some((subject, part)) => match self.elements.find(subject) {
                Some(question) => Heading::Remark(of_question(question), part),
                None => Heading::Remark(key(subject), part),
            },
            None => Heading::Other,
        }
    }

    /// Names what was chosen for headings that the table does not have.
    pub fn unused(&self, table: &[Vec<Cell>], problems: &mut Problems<'_>) {
        let heads = table.iter().flat_map(|row| row.first());
        let heads = heads.chain(table.first().into_iter().flatten());
        let heads: Vec<String> = heads.map(|cell| key(&cell.text)).collect();
        for (heading, _) in &self.chosen {
            if !heads.contains(heading) {
                let message = format!("the table has no heading `{}`", short(heading));
                let mut diagnostic = Diagnostic::new(Code::UnknownKey, message);
                diagnostic = diagnostic.suggest(heading, heads.iter().map(String::as_str));
                problems.add(diagnostic);
            }
        }
    }
}

/// The key under which parts of an answer are found beside it.
pub fn of_question(question: Question) -> String {
    format!("{question:?}")
}

fn no_meaning(word: &str, elements: &Elements<'_>) -> Diagnostic {
    let message = format!("`{}` is no meaning of a column", short(word));
    let model = elements.model;
    let ids = model.kpas.iter().map(|kpa| kpa.id.as_str());
    let ids = ids.chain(model.goals.iter().map(|goal| goal.id.as_str()));
    let known: Vec<&str> = words().collect();
    Diagnostic::new(Code::UnknownKey, message)
        .suggest(word, known.iter().copied().chain(ids))
        .help(format!(
            "a column can be `{}`, or a KPA or goal by its id",
            known.join("`, `")
        ))
}
