use std::collections::BTreeSet;

use super::*;
use crate::assessment::{redact, redact_team};
use crate::config::Hide;

const FRONT: &str = "team: Till\nassessor: SECRET-assessor\ndescription: SECRET-narrative\nanswers:\n  A: { rating: yes, note: SECRET-notes, evidence: [SECRET-evidence] }\nplan:\n  B: { owner: SECRET-plan, note: SECRET-plan }\nbuy-in:\n  management: { stance: leads, who: SECRET-buy-in }\nappraisal: { lead: SECRET-assessor, method: Own }";

fn book() -> Book {
    let text = format!(
        "---\ndate: 2026-07-01\n{FRONT}\n---\nSECRET-narrative ä\n\n## A {{#A}}\n\nSECRET-narrative\n"
    );
    Book::new().file("teams/payments.md", &text)
}

#[test]
fn nothing_hidden_is_left() {
    let roster = book().gather().value;
    let full = &roster.assessments[0];
    for (hide, word) in [
        (Hide::Notes, "SECRET-notes"),
        (Hide::Evidence, "SECRET-evidence"),
        (Hide::Plan, "SECRET-plan"),
        (Hide::BuyIn, "SECRET-buy-in"),
        (Hide::Assessor, "SECRET-assessor"),
        (Hide::Narrative, "SECRET-narrative"),
    ] {
        let shown = |assessment: &Assessment| {
            let without_model = (
                (&assessment.answers, &assessment.plan, &assessment.buy_in),
                (
                    &assessment.assessor,
                    &assessment.appraisal,
                    &assessment.description,
                ),
                &assessment.document,
            );
            format!("{without_model:?}")
        };
        assert!(shown(full).contains(word), "{word}");
        let redacted = redact(full, &BTreeSet::from([hide]));
        assert!(!shown(&redacted).contains(word), "{word}");
        assert_eq!(redacted.document.text.len(), full.document.text.len());
        assert_eq!(ratings(&redacted), ratings(full));
    }
}

#[test]
fn what_is_not_hidden_stays() {
    let roster = book().gather().value;
    let full = &roster.assessments[0];
    let redacted = redact(full, &BTreeSet::from([Hide::Notes, Hide::SourceLinks]));
    assert_eq!(redacted.assessor, full.assessor);
    assert_eq!(redacted.document.body_text(), full.document.body_text());
    assert_eq!(redacted.narrative, full.narrative);
    assert!(redacted.plan[0].note.is_none() && redacted.plan[0].owner.is_some());
    let lines = |text: &str| text.lines().count();
    assert_eq!(lines(&redacted.document.text), lines(&full.document.text));
}

#[test]
fn a_team_loses_its_text() {
    let book = Book::new().file("teams/a.md", "---\nteam: A\n---\nSECRET\n");
    let team = &book.gather().value.teams[0];
    assert!(
        redact_team(team, &BTreeSet::from([Hide::Notes]))
            .document
            .is_some()
    );
    assert!(
        redact_team(team, &BTreeSet::from([Hide::Narrative]))
            .document
            .is_none()
    );
}
