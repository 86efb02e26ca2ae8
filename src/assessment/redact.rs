use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Assessment, Team};
use crate::config::Hide;
use crate::document::{AuthorHtml, Document, Sections};
use crate::tree::Span;

/// Keys of an appraisal that name people, as `assessor` does.
const PEOPLE: &[&str] = &["lead", "team"];

/// The assessment without what the book hides, so that nothing of it can reach a page or an export.
/// The text of its document is blanked to the same length: spans and lines stay true.
pub fn redact(assessment: &Assessment, hide: &BTreeSet<Hide>) -> Assessment {
    let mut out = assessment.clone();
    let hides = |what| hide.contains(&what);
    if hides(Hide::Notes) {
        for answer in Arc::make_mut(&mut out.answers) {
            (answer.note, answer.note_span) = (None, None);
        }
        out.plan.iter_mut().for_each(|item| item.note = None);
        out.buy_in.iter_mut().for_each(|player| player.note = None);
    }
    if hides(Hide::Evidence) {
        let answers = Arc::make_mut(&mut out.answers).iter_mut();
        answers.for_each(|answer| answer.evidence.clear());
    }
    if hides(Hide::BuyIn) {
        out.buy_in.clear();
    }
    if hides(Hide::Plan) {
        out.plan.clear();
    }
    if hides(Hide::Assessor) {
        out.assessor = None;
        out.appraisal
            .retain(|(key, _)| !PEOPLE.contains(&key.as_str()));
    }
    let front = [
        Hide::Notes,
        Hide::Evidence,
        Hide::BuyIn,
        Hide::Plan,
        Hide::Assessor,
    ];
    let narrative = hides(Hide::Narrative);
    if narrative {
        out.narrative = Sections::default();
        out.description = None;
    }
    if narrative || front.into_iter().any(hides) {
        out.document = Arc::new(blanked(&assessment.document, narrative));
    }
    out
}

/// The team without its own text, where the book hides narrative.
pub fn redact_team(team: &Team, hide: &BTreeSet<Hide>) -> Team {
    let mut out = team.clone();
    if hide.contains(&Hide::Narrative) {
        out.document = None;
        out.description = None;
    }
    out
}

/// The document with blanks for its front matter, and for its body too where that is hidden.
fn blanked(document: &Document, body: bool) -> Document {
    let text = &document.text;
    let start = (document.body.start as usize).min(text.len());
    let end = if body { text.len() } else { start };
    let mut bytes = text.as_bytes().to_vec();
    for byte in &mut bytes[..end] {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
    // Blanks up to a border of characters leave the rest as it was.
    let text = String::from_utf8(bytes).unwrap_or_default();
    let mut out = document.clone();
    out.text = text.into();
    if body {
        out.headings.clear();
        out.links.clear();
        out.html = AuthorHtml::default();
        out.body = Span::new(out.text.len(), out.text.len());
    }
    out
}
