use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::Date;

use crate::data::layout::{self, Item, Value};
use crate::data::yaml_text;
use crate::model::{GoalIx, KpaIx, MaturityModel, PositionIx};

/// Stands for the assessor until somebody writes who it was.
pub(super) const ASSESSOR: &str = "Quality manager";

/// What a new assessment begins with.
#[derive(Clone, Copy, Debug)]
pub struct Blank<'a> {
    pub model: &'a MaturityModel,
    /// The team's name, where the file introduces the team too.
    pub team: Option<&'a str>,
    pub date: Date,
    /// The role of who assesses; a placeholder where it is `None`.
    pub assessor: Option<&'a str>,
}

/// The text of an assessment without answers: every question of the model stands in it as a
/// comment, in the order of the levels, and every goal's id is ready to be filled in. It can be
/// built as it is.
pub fn blank(blank: &Blank<'_>) -> String {
    let mut out = String::new();
    head(&mut out, blank);
    let assessor = blank.assessor.unwrap_or(ASSESSOR);
    line(&mut out, "assessor", &yaml_text(assessor));
    line(&mut out, "method", "self");
    answers(&mut out, blank, &Previous::default());
    out.push_str("---\n");
    out
}

pub(super) fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key}: {value}");
}

pub(super) fn head(out: &mut String, blank: &Blank<'_>) {
    out.push_str("---\n");
    if let Some(team) = blank.team {
        line(out, "team", &yaml_text(team));
    }
    head_of(out, blank);
}

/// Model and date.
pub(super) fn head_of(out: &mut String, blank: &Blank<'_>) {
    line(out, "model", &yaml_text(&blank.model.name_with_version()));
    line(out, "date", &blank.date.to_string());
}

/// The answers of the last assessment by the elements of the model that is asked now.
#[derive(Default)]
pub(super) struct Previous {
    pub kpas: BTreeMap<KpaIx, Value>,
    pub goals: BTreeMap<GoalIx, Value>,
    /// Ids that the model no longer has.
    pub lost: Vec<String>,
}

/// The questions, answered ones as answers and all others as comments. A comment that is to stay
/// one begins with `##`, so that an editor's "uncomment" leaves it a comment.
pub(super) fn answers(out: &mut String, blank: &Blank<'_>, previous: &Previous) {
    let model = blank.model;
    let steps: Vec<&str> = model
        .scale
        .steps
        .iter()
        .map(|step| step.id.as_str())
        .collect();
    comment(
        out,
        "",
        &format!("Ratings: {}, or unknown.", steps.join(", ")),
    );
    comment(
        out,
        "",
        "Remove the # before an id and write the rating behind the colon; what stays a comment is not answered.",
    );
    if let Some(goal) = model.goals.first() {
        let example = format!(
            "With more than a rating: {}: {{ rating: {}, note: \"Why\", evidence: [\"https://example.org/record\"] }}",
            goal.id,
            yaml_text(steps.first().unwrap_or(&"yes")),
        );
        comment(out, "", &example);
    }
    out.push_str("answers:\n");
    for position in model.position_indices() {
        questions_of(out, model, position, previous);
    }
    if !previous.lost.is_empty() {
        let lost = previous.lost.join(", ");
        comment(
            out,
            "  ",
            &format!("Left out, because the model no longer has them: {lost}"),
        );
    }
}

fn questions_of(
    out: &mut String,
    model: &MaturityModel,
    position: PositionIx,
    previous: &Previous,
) {
    let position = model.position(position);
    if position.kpas.is_empty() {
        return;
    }
    comment(
        out,
        "  ",
        &format!("Level {}: {}", position.id, position.name),
    );
    for &kpa_ix in &position.kpas {
        let kpa = model.kpa(kpa_ix);
        let allowed = match kpa.not_applicable_allowed {
            true => " (n/a is allowed, with a note)",
            false => "",
        };
        comment(out, "  ", &format!("{} - {}{allowed}", kpa.id, kpa.name));
        let by_kpa = previous.kpas.get(&kpa_ix);
        if let Some(value) = by_kpa {
            out.push_str(&layout::write(&Item::new(&kpa.id, value.clone()), 2));
        }
        for goal_ix in model.goals_of(kpa_ix) {
            let goal = model.goal(goal_ix);
            match previous.goals.get(&goal_ix) {
                Some(value) => {
                    out.push_str(&layout::write(&Item::new(&goal.id, value.clone()), 2));
                }
                None if by_kpa.is_some() => {}
                None => {
                    comment(
                        out,
                        "  ",
                        goal.question.as_deref().unwrap_or(&goal.statement),
                    );
                    let _ = writeln!(out, "  # {}:", yaml_text(&goal.id));
                }
            }
        }
    }
}

/// One line, whatever the text is.
fn comment(out: &mut String, indent: &str, text: &str) {
    let _ = write!(out, "{indent}##");
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            let _ = write!(out, " {word}");
        }
    }
    out.push('\n');
}
