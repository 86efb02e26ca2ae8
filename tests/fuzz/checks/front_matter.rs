use levelbook::assessment::Assessment;
use levelbook::document::{parse, split};
use levelbook::format::{Formatted, Models, format};
use levelbook::model::Rating;
use levelbook::score::score;
use levelbook::tree::SourceFile;

use super::common::{assessed, registry, sound, source};

/// A file of a team is split, read, scored and formatted; formatting keeps what it says, and what is
/// formatted stays as it is.
pub fn front_matter(bytes: &[u8]) {
    let file = source("content/teams/payments.md", bytes);
    if let Some(text) = file.text() {
        splits(text);
        let parsed = parse(&file);
        sound(&parsed.diagnostics, &file);
    }
    let read = assessed(&file, registry());
    sound(&read.diagnostics, &file);
    let assessment = read.value.and_then(|read| read.assessment);
    if let Some(assessment) = &assessment {
        let card = score(assessment, None, &[]);
        assert!(card.answered <= card.applicable, "more answers than goals");
    }
    let before = assessment.map(|one| said(&one));
    formats(&file, before);
}

fn splits(text: &str) {
    let split = split(text);
    assert_eq!(split.body.end as usize, text.len());
    assert!(text.get(split.body.range()).is_some());
    if let Some(front) = split.front {
        assert!(front.end <= split.body.start);
        assert!(
            text[..front.start as usize]
                .trim_start_matches('\u{feff}')
                .starts_with("---")
        );
        assert!(text.get(front.range()).is_some());
    }
}

/// Ratings by goal, and notes by answer.
type Said = (Vec<Option<Rating>>, Vec<(String, Option<String>)>);

fn said(assessment: &Assessment) -> Said {
    let goals = assessment.model.goal_indices();
    let ratings = goals.map(|goal| assessment.answer(goal).map(|answer| answer.rating));
    let answers = assessment.answers.iter();
    let notes = answers.map(|one| (one.key.to_string(), one.note.as_deref().map(str::to_owned)));
    let mut notes: Vec<_> = notes.collect();
    notes.sort();
    (ratings.collect(), notes)
}

fn formats(file: &SourceFile, before: Option<Said>) {
    let models = Models {
        registry: registry(),
        default: Some("cmm"),
    };
    let Formatted::Changed(text) = format(file, &models) else {
        return;
    };
    let again = source(file.path.as_str(), text.as_bytes());
    let twice = format(&again, &models);
    assert_eq!(twice, Formatted::Unchanged, "formatted twice: {text:?}");
    let after = assessed(&again, registry()).value;
    let after = after.and_then(|read| read.assessment);
    assert_eq!(
        before,
        after.map(|one| said(&one)),
        "{text:?} says something else"
    );
}
