use super::{Project, no_model};
use crate::cli::term::shown;
use crate::cli::{Failure, Outcome, Term};
use crate::data::{bad_id, yaml_text};
use crate::host::fs;
use crate::model::{built_in_ids, built_in_text};
use crate::tree::readable_name;

/// Writes a model of the book's own.
pub fn run(
    project: &Project,
    id: &str,
    from: Option<&str>,
    term: &Term,
) -> Result<Outcome, Failure> {
    check(project, id, from)?;
    let text = match from {
        Some(from) => copy(project, from, id)?,
        None => NEW_MODEL
            .replace("NAME", &readable_name(id))
            .replace("ID", &yaml_text(id)),
    };
    let path = project.content(&format!("models/{id}.md"));
    fs::write_new(&path, text.as_bytes())?;
    term.say(&format!(
        "{} is a complete model; `model: {id}` in an assessment uses it",
        shown(&path)
    ));
    Ok(Outcome::Fine)
}

fn check(project: &Project, id: &str, from: Option<&str>) -> Result<(), Failure> {
    if let Some(reason) = bad_id(id) {
        return Err(Failure::Usage(
            format!("`{id}` cannot be the id of a model: {reason}"),
            "choose an id such as `delivery`".to_owned(),
        ));
    }
    if id == "index" {
        return Err(Failure::Usage(
            "`index.md` in a folder is its page, and no model".to_owned(),
            "choose another id".to_owned(),
        ));
    }
    let models = &project.book.registry().models;
    let own = models
        .iter()
        .find(|model| model.id == id && !model.file().is_built_in());
    if let Some(own) = own {
        return Err(Failure::Usage(
            format!("the book has a model `{id}` already, in {}", own.file()),
            "choose another id, or edit that file".to_owned(),
        ));
    }
    if from.is_none() && built_in_ids().any(|other| other == id) {
        return Err(Failure::Usage(
            format!("`{id}` is a built-in model, which a model of the same id replaces"),
            format!("`--from {id}` begins with a copy of it; or choose another id"),
        ));
    }
    Ok(())
}

/// The file of a model with another id.
fn copy(project: &Project, from: &str, id: &str) -> Result<String, Failure> {
    let registry = project.book.registry();
    let model = registry
        .find(from)
        .ok_or_else(|| no_model(registry, from))?;
    let own = project.loaded.sources.text(model.file());
    let text = own.or_else(|| built_in_text(&model.id)).unwrap_or_default();
    let mut copy = text.to_owned();
    copy.replace_range(model.id_span.range(), &yaml_text(id));
    Ok(copy)
}

/// A small model that is complete and can be built at once.
const NEW_MODEL: &str = r#"---
id: ID
name: NAME maturity model
version: "1.0"
based-on: Our own experience.
progression: staged
dimensions:
  - { id: way, name: Way of working }
  - { id: product, name: Product }
levels:
  - { id: "1", name: Initial, focus: People }
  - { id: "2", name: Repeatable, focus: Teams }
  - { id: "3", name: Defined, focus: Organization }
kpas:
  - id: PLAN
    name: Planning
    level: "2"
    dimension: way
    purpose: Know what will be done, by whom and until when.
    owner: Team lead
    effort: S
    first-step: Write down what is promised for the next month.
    goals:
      - id: PLAN.1
        statement: The work of the next weeks is written down and agreed.
        question: Is the work of the next weeks written down and agreed with those who do it?
        evidence: [Plan, Minutes of the planning meeting]
      - id: PLAN.2
        statement: Plans are compared with what happened.
        question: Do you compare plans with what happened, at least every month?
        evidence: [Review notes]
  - id: TEST
    name: Testing
    level: "2"
    dimension: product
    purpose: Find mistakes before users do.
    owner: Test lead
    effort: M
    first-step: List the five functions that must never fail, and test them before each release.
    goals:
      - id: TEST.1
        statement: Every release is tested before it is delivered.
        question: Is every release tested before it is delivered?
        evidence: [Test report]
  - id: LEARN
    name: Learning from mistakes
    level: "3"
    dimension: way
    purpose: Make each mistake only once.
    owner: Team lead
    effort: S
    depends-on: [{ kpa: TEST, why: One learns from mistakes that were found. }]
    first-step: Hold one review of the worst incident of the last quarter.
    goals:
      - id: LEARN.1
        statement: The causes of serious mistakes are looked for and removed.
        question: Are the causes of serious mistakes looked for and removed?
        evidence: [Review of an incident, Closed actions]
---

What this model is for, and how it came about.

## Level 2: Repeatable {#2}

What a team at this level looks like.
"#;
