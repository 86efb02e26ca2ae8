use super::rating::same;
use super::reader::Reader;
use super::shape::STEP;
use super::types::{ONE, RatingScale, RatingStep, StepIx};
use crate::data::{Node, Record};
use crate::diagnostic::Code;
use crate::tree::{Span, readable_name};

/// How many steps a scale may have (R1).
const STEPS: std::ops::RangeInclusive<usize> = 2..=11;
/// The longest id of a step, in characters.
const MAX_ID: usize = 40;

/// A step with the places of its id and value.
struct Draft {
    step: RatingStep,
    id: Span,
    /// `None` where the value could not be read.
    value: Option<Span>,
}

/// Reads `scale` and `satisfied-from`. After an error the steps that can be told apart are kept, so
/// that answers are still read.
pub(super) fn read<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> RatingScale {
    let mut complete = true;
    let mut scale = match record.get("scale") {
        Some(node) => read_steps(reader, node, &mut complete),
        None => RatingScale::default(),
    };
    if let Some(node) = record.get("satisfied-from")
        && let Some(step) = satisfied_from(reader, node, &scale, complete)
    {
        scale.satisfied_from = step;
    }
    scale
}

fn read_steps<'a>(reader: &mut Reader<'a>, node: &'a Node<'a>, complete: &mut bool) -> RatingScale {
    let Some(items) = reader.decoder.list(node) else {
        return RatingScale::default();
    };
    if !STEPS.contains(&items.len()) {
        let message = format!("a scale has 2 to 11 steps, this one has {}", items.len());
        reader.report(Code::BadScale, node.span, message, "not 2 to 11 steps");
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for item in items {
        drafts.extend(read_step(reader, item, &drafts));
    }
    *complete = drafts.len() == items.len();
    if STEPS.contains(&items.len()) {
        equal_values(reader, &drafts);
    }
    // A step that was left out may be the one that is missing at an end.
    if *complete && STEPS.contains(&items.len()) {
        ends(reader, &drafts);
    }
    if drafts.len() < *STEPS.start() {
        return RatingScale::default();
    }
    RatingScale::new(drafts.into_iter().map(|draft| draft.step).collect())
}

fn read_step<'a>(reader: &mut Reader<'a>, node: &'a Node<'a>, others: &[Draft]) -> Option<Draft> {
    let record = reader.decoder.record(node, &STEP)?;
    let id_node = record.get("id")?;
    let id = reader.decoder.text(id_node)?;
    if !check_id(reader, &id, id_node.span, others) {
        return None;
    }
    let label = reader
        .decoder
        .text_at(&record, "label")
        .unwrap_or_else(|| readable_name(&id));
    let value_node = record.get("value");
    let value = value_node.and_then(|node| reader.decoder.millionths(node));
    Some(Draft {
        step: RatingStep {
            id,
            label,
            value: value.unwrap_or(0).min(ONE),
        },
        id: id_node.span,
        value: value_node
            .filter(|node| check_value(reader, node, value))
            .map(|node| node.span),
    })
}

fn check_id(reader: &mut Reader<'_>, id: &str, span: Span, others: &[Draft]) -> bool {
    if ["n/a", "na", "unknown"].iter().any(|word| same(word, id)) {
        let message = format!("`{id}` cannot be a step of a scale");
        let diagnostic = reader
            .diagnostic(Code::BadScale, span, message, "this word is taken")
            .help("`n/a`, `na` and `unknown` mean the same in every model");
        reader.decoder.report(diagnostic);
        return false;
    }
    if id.trim().is_empty() || id.trim() != id || id.chars().count() > MAX_ID {
        let message = format!("`{id}` cannot be the id of a step");
        let diagnostic = reader
            .diagnostic(Code::BadScale, span, message, "not an id of a step")
            .help("an id of a step has 1 to 40 characters and no blank at its ends");
        reader.decoder.report(diagnostic);
        return false;
    }
    let Some(other) = others.iter().find(|other| same(&other.step.id, id)) else {
        return true;
    };
    let diagnostic = reader
        .diagnostic(
            Code::BadScale,
            span,
            format!("the scale has the step `{id}` twice"),
            "used again here",
        )
        .related(reader.decoder.place(other.id), "first used here");
    reader.decoder.report(diagnostic);
    false
}

fn check_value(reader: &mut Reader<'_>, node: &Node<'_>, value: Option<u64>) -> bool {
    match value {
        Some(value) if value > ONE => {
            let message = format!("the value `{}` is above 1", node.text().unwrap_or(""));
            let diagnostic = reader
                .diagnostic(Code::BadScale, node.span, message, "above 1")
                .help("values lie between 0 and 1");
            reader.decoder.report(diagnostic);
            false
        }
        Some(_) => true,
        None => false,
    }
}

/// Steps with the same value, each after the first.
fn equal_values(reader: &mut Reader<'_>, drafts: &[Draft]) {
    for (i, draft) in drafts.iter().enumerate() {
        let Some(span) = draft.value else { continue };
        let first = drafts[..i].iter().find_map(|other| {
            let same = other.step.value == draft.step.value;
            Some((&other.step.id, other.value.filter(|_| same)?))
        });
        if let Some((id, first)) = first {
            let message = format!(
                "the steps `{id}` and `{}` have the same value",
                draft.step.id
            );
            let diagnostic = reader
                .diagnostic(Code::BadScale, span, message, "the same value")
                .related(reader.decoder.place(first), "first used here")
                .help("give each step a value of its own");
            reader.decoder.report(diagnostic);
        }
    }
}

/// The highest step is 1 and the lowest 0; only where every single value is sound.
fn ends(reader: &mut Reader<'_>, drafts: &[Draft]) {
    if drafts.iter().any(|draft| draft.value.is_none()) {
        return;
    }
    let highest = drafts.iter().max_by_key(|draft| draft.step.value);
    let lowest = drafts.iter().min_by_key(|draft| draft.step.value);
    for (end, must, word) in [(highest, ONE, "highest"), (lowest, 0, "lowest")] {
        if let Some(Draft {
            step,
            value: Some(span),
            ..
        }) = end
            && step.value != must
        {
            let must = must / ONE;
            let message = format!(
                "the {word} step `{}` does not have the value {must}",
                step.id
            );
            let diagnostic = reader
                .diagnostic(Code::BadScale, *span, message, "not the end of the scale")
                .help(format!("write `{must}`; values run from 0 to 1"));
            reader.decoder.report(diagnostic);
        }
    }
}

fn satisfied_from(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    scale: &RatingScale,
    complete: bool,
) -> Option<StepIx> {
    let id = reader.decoder.text(node)?;
    let found = scale.steps.iter().position(|step| same(&step.id, &id));
    if found.is_none() && complete {
        let words = || scale.steps.iter().map(|step| step.id.as_str());
        let steps: Vec<_> = words().map(|word| format!("`{word}`")).collect();
        let message = format!("the scale has no step `{id}`");
        let diagnostic = reader
            .diagnostic(
                Code::BadValue,
                node.span,
                message,
                "not a step of the scale",
            )
            .suggest(&id, words())
            .help(format!("the steps are {}", steps.join(", ")));
        reader.decoder.report(diagnostic);
    }
    found.map(StepIx::new)
}
