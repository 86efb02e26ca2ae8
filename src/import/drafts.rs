//! The cells of a table, put together by team and question.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::elements::{key, short};
use super::ratings::Ratings;
use super::types::{Cell, Destination, Entry, Fact, Part, Problems, Question, What};
use crate::data::meant_date;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Rating;
use crate::tree::{is_slug, slug};

/// What a table says of one team.
#[derive(Default)]
pub struct Draft {
    pub id: String,
    pub name: String,
    pub unit: Vec<String>,
    pub owner: Option<String>,
    pub assessor: Option<String>,
    pub date: Option<Date>,
    pub answers: BTreeMap<Question, Answer>,
}

#[derive(Default)]
pub struct Answer {
    pub rating: Option<Rating>,
    pub note: Option<String>,
    pub evidence: Option<String>,
    pub on: Option<Date>,
}

/// The cells of one team, before they are read.
struct Group {
    /// The first that names it.
    team: Cell,
    facts: BTreeMap<Fact, Cell>,
    parts: BTreeMap<(Question, Part), Cell>,
}

/// The teams of a table, in its order.
pub fn drafts(
    entries: Vec<Entry>,
    ratings: &mut Ratings<'_>,
    book: &Destination<'_>,
    problems: &mut Problems<'_>,
) -> Vec<Draft> {
    let groups = groups(entries, book, problems);
    let mut taken: BTreeMap<String, Cell> = BTreeMap::new();
    let mut drafts = Vec::new();
    for group in groups {
        let draft = draft(&group, ratings, book, problems);
        claim(&draft, &group.team, &mut taken, book, problems);
        drafts.push(draft);
    }
    drafts
}

fn groups(entries: Vec<Entry>, book: &Destination<'_>, problems: &mut Problems<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        let place = places.entry(key(&entry.team.text)).or_insert(groups.len());
        if *place == groups.len() {
            groups.push(Group {
                team: entry.team.clone(),
                facts: BTreeMap::new(),
                parts: BTreeMap::new(),
            });
        }
        let group = &mut groups[*place];
        match entry.what {
            What::Fact(fact) => match group.facts.get(&fact) {
                Some(first) if key(&first.text) == key(&entry.cell.text) => {}
                Some(first) => problems.add(two_facts(&entry, first, problems)),
                None => _ = group.facts.insert(fact, entry.cell),
            },
            What::Answer(question, part) => match group.parts.get(&(question, part)) {
                Some(first) => {
                    // One diagnostic for an answer, whatever parts it has.
                    let first = group.parts.get(&(question, Part::Rating)).unwrap_or(first);
                    if part == Part::Rating || !group.parts.contains_key(&(question, Part::Rating))
                    {
                        let id = question.id(book.model);
                        problems.add(twice(&entry, first, id, problems));
                    }
                }
                None => _ = group.parts.insert((question, part), entry.cell),
            },
        }
    }
    groups
}

fn two_facts(entry: &Entry, first: &Cell, problems: &Problems<'_>) -> Diagnostic {
    let (team, now, before) = (
        short(&entry.team.text),
        short(&entry.cell.text),
        short(&first.text),
    );
    let message = format!("`{team}` has `{now}` here and `{before}` before");
    problems
        .at(Code::BadValue, &entry.cell, message)
        .related(problems.place(first.span), "said before")
        .help("write the same for all rows of a team")
}

fn twice(entry: &Entry, first: &Cell, id: &str, problems: &Problems<'_>) -> Diagnostic {
    let message = format!("`{}` has two answers to `{id}`", short(&entry.team.text));
    problems
        .at(Code::DuplicateAnswer, &entry.cell, message)
        .related(problems.place(first.span), "answered here before")
        .help("keep one of the two; import an older report with a table of its own")
}

fn draft(
    group: &Group,
    ratings: &mut Ratings<'_>,
    book: &Destination<'_>,
    problems: &mut Problems<'_>,
) -> Draft {
    let text = |fact: Fact| group.facts.get(&fact).map(|cell| line(&cell.text));
    let name = text(Fact::Name).unwrap_or_else(|| line(&group.team.text));
    let mut draft = Draft {
        id: slug(&group.team.text),
        name,
        unit: text(Fact::Unit).map(|unit| path(&unit)).unwrap_or_default(),
        owner: text(Fact::Owner),
        assessor: text(Fact::Assessor),
        date: group
            .facts
            .get(&Fact::Date)
            .and_then(|cell| date(cell, book, problems)),
        answers: BTreeMap::new(),
    };
    for ((question, part), cell) in &group.parts {
        let answer = draft.answers.entry(*question).or_default();
        match part {
            Part::Rating => answer.rating = ratings.read(cell, problems),
            Part::Note => answer.note = Some(cell.text.clone()),
            Part::Evidence => answer.evidence = Some(cell.text.clone()),
            Part::On => answer.on = date(cell, book, problems),
        }
    }
    draft.answers.retain(|_, answer| answer.says_something());
    let ons = draft.answers.values().filter_map(|answer| answer.on);
    let assessed = draft.date.or_else(|| ons.max()).unwrap_or(book.today);
    draft.date = Some(assessed);
    for (question, answer) in &draft.answers {
        if let Some(cell) = group.parts.get(&(*question, Part::On))
            && answer.on.is_some_and(|on| on > assessed)
        {
            let on = &cell.text;
            let message =
                format!("the answer is dated `{on}`, after its assessment of `{assessed}`");
            let diagnostic = problems.at(Code::AnswerAfterAssessment, cell, message);
            problems.add(diagnostic.help("correct one of the two dates"));
        }
        if answer.rating == Some(Rating::NotApplicable)
            && let Some(cell) = group.parts.get(&(*question, Part::Rating))
        {
            not_applicable(*question, answer, cell, book, problems);
        }
    }
    draft
}

impl Answer {
    /// A date alone is none, and neither is `unknown`, which an export writes for every open question.
    fn says_something(&self) -> bool {
        let is_rated = self.rating.is_some_and(|rating| rating != Rating::Unknown);
        is_rated || self.note.is_some() || self.evidence.is_some()
    }
}

/// R5: only where the KPA allows it, and with a reason.
fn not_applicable(
    question: Question,
    answer: &Answer,
    cell: &Cell,
    book: &Destination<'_>,
    problems: &mut Problems<'_>,
) {
    let model = book.model;
    let kpa = model.kpa(match question {
        Question::Kpa(kpa) => kpa,
        Question::Goal(goal) => model.goal(goal).kpa,
    });
    if !kpa.not_applicable_allowed {
        let message = format!("`n/a` is not allowed for `{}`", kpa.id);
        let diagnostic = problems.at(Code::NotApplicableNotAllowed, cell, message);
        problems.add(diagnostic.help(format!(
            "rate it, leave the cell empty, or write `not-applicable = [\"{}\"]` in `[maturity.models.{}]` of book.toml",
            kpa.id, model.id
        )));
    } else if answer.note.is_none() {
        let message = "`n/a` needs a note that says why the question does not apply";
        let diagnostic = problems.at(Code::NotApplicableWithoutNote, cell, message);
        problems.add(diagnostic.help(format!(
            "write the reason into a column for notes, such as `{} note`",
            question.id(model)
        )));
    }
}

fn date(cell: &Cell, book: &Destination<'_>, problems: &mut Problems<'_>) -> Option<Date> {
    let Some(date) = meant_date(&cell.text) else {
        let message = format!("`{}` is not a date, or could be two", short(&cell.text));
        let diagnostic = problems.at(Code::BadDate, cell, message);
        problems.add(diagnostic.help("write it as `2026-07-01` or `01.07.2026`"));
        return None;
    };
    if date > book.last {
        let message = format!("`{date}` lies after today, which is `{}`", book.today);
        let diagnostic = problems.at(Code::FutureDate, cell, message);
        problems.add(diagnostic.help("correct the date"));
        return None;
    }
    Some(date)
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The units, from the largest to the smallest.
fn path(unit: &str) -> Vec<String> {
    let parts = unit.split(['/', '>', '›']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Holds the id of a team against those of others.
fn claim(
    draft: &Draft,
    cell: &Cell,
    taken: &mut BTreeMap<String, Cell>,
    book: &Destination<'_>,
    problems: &mut Problems<'_>,
) {
    let (id, name) = (&draft.id, short(&cell.text));
    if !is_slug(id) || id == "index" {
        let message = format!("no file name can be made of `{name}`");
        let diagnostic = problems.at(Code::BadSlug, cell, message);
        problems.add(diagnostic.help(
            "name the team with Latin letters in a column `team`, and write its own name into a column `name`",
        ));
        return;
    }
    if let Some(file) = book.taken.get(id) {
        let message = format!("the book has a team `{id}` already, in {file}");
        let diagnostic = problems.at(Code::DuplicateTeam, cell, message);
        problems
            .add(diagnostic.help("take the team out of the table, or its file out of the book"));
    }
    if let Some(first) = taken.get(id) {
        let message = format!(
            "`{name}` and `{}` are both to be written to `{id}.md`",
            short(&first.text)
        );
        let diagnostic = problems
            .at(Code::DuplicateTeam, cell, message)
            .related(problems.place(first.span), "the first of the two")
            .help("give the two names that differ in letters or digits");
        problems.add(diagnostic);
        return;
    }
    taken.insert(id.clone(), cell.clone());
}
