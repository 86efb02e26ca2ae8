use serde::Serialize;

use super::Editor;
use crate::assessment::Assessment;
use crate::document::Document;
use crate::model::MaturityModel;
use crate::pipeline::Book;
use crate::score::{Report, TeamIx};
use crate::site::{ABOUT_PREFIX, Page};
use crate::tree::{BookPath, LineIndex};

/// Where a part of a page is written.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
pub struct PartPlace {
    /// The id of the element; empty for the page itself.
    pub id: String,
    pub file: String,
    pub line: u32,
    /// The line of an answer's note.
    pub note: Option<u32>,
    pub editor: Option<String>,
    pub note_editor: Option<String>,
}

/// The places of the parts of a page, the page itself first.
pub fn places(book: &Book, page: &Page, editor: &Editor) -> Vec<PartPlace> {
    let mut list = List {
        editor,
        places: Vec::new(),
    };
    match page {
        Page::Team(team) => list.team(book, *team),
        Page::Report(report) => list.report(&book.evaluation().reports[*report]),
        Page::Document(document) => list.document(&book.site().documents[*document].document, ""),
        Page::Model(model) => list.model(&book.site().models[*model]),
        Page::Kpa { model, kpa } => {
            let model = &book.site().models[*model];
            let kpa = model.kpa(*kpa);
            list.add(String::new(), model.file(), kpa.line);
        }
        Page::Portfolio { number: 0, .. } => {
            if let Some(home) = book.site().home {
                list.document(&book.site().documents[home].document, "");
            }
        }
        Page::NotFound => {
            if let Some(page) = book.site().not_found {
                list.document(&book.site().documents[page].document, "");
            }
        }
        _ => {}
    }
    list.places
}

struct List<'e> {
    editor: &'e Editor,
    places: Vec<PartPlace>,
}

impl List<'_> {
    fn add(&mut self, id: String, file: &BookPath, line: u32) {
        self.places.push(PartPlace {
            id,
            file: file.to_string(),
            line,
            note: None,
            editor: self.editor.link(file, line, 1),
            note_editor: None,
        });
    }

    fn team(&mut self, book: &Book, team: TeamIx) {
        let standing = &book.evaluation().teams[team];
        if let Some(report) = standing.current.first() {
            self.report(&book.evaluation().reports[*report]);
        } else {
            self.add(String::new(), &standing.team.file, 1);
        }
        if let Some(document) = &standing.team.document {
            self.headings(document, ABOUT_PREFIX);
        }
    }

    fn report(&mut self, report: &Report) {
        let assessment = &*report.assessment;
        let file = assessment.file();
        self.add(String::new(), file, 1);
        self.answers(assessment);
        let model = &*assessment.model;
        let roadmap = report.card.next.iter().flat_map(|next| &next.roadmap);
        for (kpa, number) in roadmap.zip(1..) {
            if let Some(item) = assessment.plan.iter().find(|item| item.kpa == *kpa) {
                self.add(format!("lb-step-{number}"), file, item.line);
            }
        }
        for kpa in model.kpa_indices() {
            let mut answers = model
                .goals_of(kpa)
                .filter_map(|goal| assessment.answer(goal));
            if let Some(first) = answers.next() {
                self.add(format!("kpa-{}", model.kpa(kpa).id), file, first.line);
            }
        }
        self.headings(&assessment.document, "");
    }

    fn answers(&mut self, assessment: &Assessment) {
        let file = assessment.file();
        let text = &assessment.document.text;
        let lines = LineIndex::new(text);
        for goal in assessment.model.goal_indices() {
            let Some(answer) = assessment.answer(goal) else {
                continue;
            };
            let id = &assessment.model.goal(goal).id;
            self.add(format!("goal-{id}"), file, answer.line);
            let note = answer.note_span.map(|span| lines.line(span.start));
            if let (Some(line), Some(place)) = (note, self.places.last_mut()) {
                place.note = Some(line);
                place.note_editor = self.editor.link(file, line, 1);
            }
        }
    }

    fn document(&mut self, document: &Document, prefix: &str) {
        self.add(String::new(), &document.path, 1);
        self.headings(document, prefix);
    }

    fn model(&mut self, model: &MaturityModel) {
        self.document(&model.document, "");
        for kpa in &model.kpas {
            self.add(format!("kpa-{}", kpa.id), model.file(), kpa.line);
        }
    }

    fn headings(&mut self, document: &Document, prefix: &str) {
        let lines = LineIndex::new(&document.text);
        for heading in &document.headings {
            let line = lines.line(heading.span.start);
            self.add(format!("{prefix}{}", heading.anchor), &document.path, line);
        }
    }
}
