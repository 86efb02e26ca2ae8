use super::drafts::{Answer, Draft};
use super::evidence::evidence;
use super::types::{Destination, NewFile};
use crate::assessment::{Blank, Filled, filled};
use crate::data::layout::{Item, Value};
use crate::format::{Formatted, Models, format};
use crate::model::{MaturityModel, Rating};
use crate::tree::{BookPath, SourceFile};

/// The file of a team, as `levelbook fmt` leaves it. `None` where the content folder has no name for it.
pub fn file(draft: &Draft, book: &Destination<'_>) -> Option<NewFile> {
    let path = BookPath::new(&format!("{}/teams/{}.md", book.src, draft.id)).ok()?;
    let date = draft.date.unwrap_or(book.today);
    let answers = draft.answers.iter().map(|(question, answer)| {
        let on = answer.on.filter(|on| *on < date).map(|on| on.to_string());
        (question.element(), value(answer, on.as_deref(), book))
    });
    let text = filled(Filled {
        blank: Blank {
            model: book.model,
            team: Some(&draft.name),
            date,
            assessor: draft.assessor.as_deref(),
        },
        unit: &draft.unit,
        owner: draft.owner.as_deref(),
        answers: answers.collect(),
    });
    Some(NewFile {
        text: formatted(&path, text, book),
        path,
        answers: draft.answers.len(),
    })
}

fn value(answer: &Answer, on: Option<&str>, book: &Destination<'_>) -> Value {
    let rating = word(book.model, answer.rating.unwrap_or(Rating::Unknown));
    let mut parts = vec![Item::text("rating", rating)];
    parts.extend(answer.note.as_deref().map(|note| Item::text("note", note)));
    let evidence = answer.evidence.as_deref().map(|text| evidence(text, book));
    if let Some(list) = evidence.filter(|list| !list.is_empty()) {
        parts.push(Item::new("evidence", Value::List(list.into())));
    }
    parts.extend(on.map(|on| Item::text("on", on)));
    match parts.len() {
        1 => Value::Text(rating.to_owned()),
        _ => Value::Map(parts.into()),
    }
}

fn word(model: &MaturityModel, rating: Rating) -> &str {
    model.scale.word(rating)
}

fn formatted(path: &BookPath, text: String, book: &Destination<'_>) -> String {
    let file = SourceFile::new(path.clone(), text.clone().into_bytes());
    let models = Models {
        registry: book.registry,
        default: None,
    };
    match format(&file, &models) {
        Formatted::Changed(text) => text,
        Formatted::Unchanged | Formatted::Left { .. } => text,
    }
}
