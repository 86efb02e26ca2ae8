use super::Project;
use crate::assessment::{Blank, blank};
use crate::cli::term::shown;
use crate::cli::{Failure, Outcome, Term};
use crate::data::yaml_text;
use crate::host::fs;
use crate::tree::{is_slug, slug};

/// Writes a one-file team with a blank assessment.
pub fn run(
    project: &Project,
    name: &str,
    model: Option<&str>,
    unit: Option<&str>,
    term: &Term,
) -> Result<Outcome, Failure> {
    let model = project.model_or_default(model)?;
    let id = slug(name);
    if !is_slug(&id) || id == "index" {
        return Err(Failure::Usage(
            format!("no file name can be made of `{name}`"),
            "write another name with Latin letters here, and change it in the file".to_owned(),
        ));
    }
    let evaluation = project.book.evaluation();
    let mut teams = evaluation.teams.iter().map(|standing| &standing.team);
    if let Some(team) = teams.find(|team| team.id == id || team.slug == id) {
        return Err(Failure::Usage(
            format!("the book has a team `{id}` already, in {}", team.file),
            "`levelbook new assessment` adds an assessment to a team".to_owned(),
        ));
    }
    let text = blank(&Blank {
        model: &model,
        team: Some(name),
        date: project.date(),
        assessor: None,
    });
    let path = project.content(&format!("teams/{id}.md"));
    fs::write_new(&path, with_unit(&text, name, unit).as_bytes())?;
    term.say(&format!(
        "{} has every question of the {}; answer them and build",
        shown(&path),
        model.name
    ));
    Ok(Outcome::Fine)
}

/// Writes the unit into the team's keys.
fn with_unit(text: &str, name: &str, unit: Option<&str>) -> String {
    let parts: Vec<_> = unit
        .unwrap_or_default()
        .split('/')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(yaml_text)
        .collect();
    if parts.is_empty() {
        return text.to_owned();
    }
    let name = yaml_text(name);
    let short = format!("team: {name}\n");
    let long = format!("team:\n  name: {name}\n  unit: [{}]\n", parts.join(", "));
    text.replacen(&short, &long, 1)
}
