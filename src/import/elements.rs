use std::collections::HashMap;

use super::types::{Cell, Problems, Question};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::MaturityModel;

/// For how many unknown texts the nearest one is looked for.
const MOST_COMPARED: usize = 200;

/// KPAs and goals by the texts that may stand for them: id, name, statement and question.
pub struct Elements<'m> {
    pub model: &'m MaturityModel,
    by_text: HashMap<String, Meant>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Meant {
    One(Question),
    Several,
}

/// What stands for an element, without regard to case, blanks and the sign at its end.
pub fn key(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ").to_lowercase();
    text.trim_end_matches(['.', '?', '!', ':', ' ']).to_owned()
}

impl<'m> Elements<'m> {
    pub fn new(model: &'m MaturityModel) -> Self {
        let mut by_text = HashMap::new();
        for (id, element) in &model.ids {
            if let Some(question) = Question::of(*element) {
                put(&mut by_text, id, question);
            }
        }
        let ids: Vec<String> = by_text.keys().cloned().collect();
        let mut texts = HashMap::new();
        for kpa in model.kpa_indices() {
            put(&mut texts, &model.kpa(kpa).name, Question::Kpa(kpa));
        }
        for ix in model.goal_indices() {
            let goal = model.goal(ix);
            put(&mut texts, &goal.statement, Question::Goal(ix));
            if let Some(question) = &goal.question {
                put(&mut texts, question, Question::Goal(ix));
            }
        }
        // An id wins over a text that happens to be the same.
        for id in &ids {
            texts.remove(id);
        }
        by_text.extend(texts);
        Self { model, by_text }
    }

    /// The KPA or goal that a text names; an id with more behind it (`RM.1 Requirements`) is one.
    pub fn find(&self, text: &str) -> Option<Question> {
        if let Some(element) = self.model.ids.get(text) {
            return Question::of(*element);
        }
        match self.by_text.get(&key(text)) {
            Some(Meant::One(question)) => return Some(*question),
            Some(Meant::Several) => return None,
            None => {}
        }
        let first = text.split([' ', ':', '\u{a0}', '\n', '\t']).next()?;
        let id = key(first.trim_matches(['(', ')', '[', ']']));
        match self.by_text.get(&id) {
            Some(Meant::One(question)) if key(question.id(self.model)) == id => Some(*question),
            _ => None,
        }
    }

    pub fn unknown(&self, cell: &Cell, problems: &Problems<'_>) -> Diagnostic {
        let model = self.model;
        let name = model.name_with_version();
        if self.by_text.get(&key(&cell.text)) == Some(&Meant::Several) {
            let message = format!("more than one KPA or goal of `{name}` has this text");
            let diagnostic = problems.at(Code::UnknownAnswer, cell, message);
            return diagnostic.help("write the id");
        }
        let message = format!(
            "`{}` is neither a KPA nor a goal of `{name}`",
            short(&cell.text)
        );
        let diagnostic = problems.at(Code::UnknownAnswer, cell, message);
        let so_far = problems
            .list
            .iter()
            .filter(|one| one.code == Code::UnknownAnswer);
        let compares = so_far.count() < MOST_COMPARED;
        let ids = model.kpas.iter().map(|kpa| kpa.id.as_str());
        let ids = ids.chain(model.goals.iter().map(|goal| goal.id.as_str()));
        let texts = model.kpas.iter().map(|kpa| kpa.name.as_str());
        let texts = texts.chain(model.goals.iter().map(|goal| goal.statement.as_str()));
        diagnostic.suggest(&cell.text, ids.chain(texts).filter(|_| compares))
    }
}

fn put(map: &mut HashMap<String, Meant>, text: &str, question: Question) {
    let entry = map.entry(key(text)).or_insert(Meant::One(question));
    if *entry != Meant::One(question) {
        *entry = Meant::Several;
    }
}

/// The beginning of a text, for messages.
pub fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
