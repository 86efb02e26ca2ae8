use std::path::Path;
use std::sync::Arc;

use super::Project;
use crate::assessment::{Assessment, Blank, Divided, Team, blank, blank_with_answers, divided};
use crate::cli::args::From;
use crate::cli::term::shown;
use crate::cli::{Failure, Outcome, Term};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::parse;
use crate::host::{HostError, fs};

/// Writes a further assessment of a team, which becomes a folder if it is one file.
pub fn run(
    project: &Project,
    id: &str,
    model: Option<&str>,
    from: From,
    term: &Term,
) -> Result<Outcome, Failure> {
    let team = project.find(id).ok_or_else(|| no_team(project, id))?;
    let last = last(project, id, model);
    let model = match (model, &last) {
        (None, Some(last)) => project.model_or_default(Some(&last.model.id))?,
        (wanted, _) => project.model_or_default(wanted)?,
    };
    let date = project.date();
    let last = last.filter(|last| last.model.id == model.id);
    if let Some(last) = last.as_ref().filter(|last| last.date >= date) {
        return Err(Failure::Usage(
            format!(
                "`{id}` has an assessment of {} dated {} already",
                model.id, last.date
            ),
            "edit that file, or choose a later day with `--date`".to_owned(),
        ));
    }
    let path = project.content(&format!("teams/{id}/{date}-{}.md", model.id));
    if path.exists() {
        return Err(HostError::Exists { path }.into());
    }
    if project.content(&format!("teams/{id}.md")).is_file() {
        make_folder(project, team, term)?;
    }
    let start = Blank {
        model: &model,
        team: None,
        date,
        assessor: None,
    };
    let text = match last.filter(|_| from == From::Last) {
        Some(last) => blank_with_answers(&start, &last, &project.loaded.config.book.src),
        None => blank(&start),
    };
    fs::write_new(&path, text.as_bytes())?;
    term.say(&format!("{} is ready to be edited", shown(&path)));
    Ok(Outcome::Fine)
}

fn no_team(project: &Project, id: &str) -> Failure {
    let teams = &project.book.evaluation().teams;
    let ids = teams.iter().map(|standing| standing.team.id.as_str());
    let help = match nearest(id, ids) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`levelbook new team` adds a team".to_owned(),
    };
    Failure::Usage(format!("the book has no team `{id}`"), help)
}

/// The team's latest assessment, of a model if one is named.
fn last(project: &Project, id: &str, model: Option<&str>) -> Option<Arc<Assessment>> {
    let evaluation = project.book.evaluation();
    let mut teams = evaluation.teams.iter();
    let standing = teams.find(|standing| standing.team.id == id)?;
    let wanted = model.map(|name| name.split('@').next().unwrap_or(name));
    let mut reports = standing
        .current
        .iter()
        .map(|ix| &evaluation.reports[*ix].assessment);
    reports
        .find(|assessment| wanted.is_none_or(|id| assessment.model.id == id))
        .cloned()
}

/// Turns a one-file team into a folder. The new files are written before the old one is removed, so
/// that nothing is lost whatever happens in between.
fn make_folder(project: &Project, team: &Team, term: &Term) -> Result<(), Failure> {
    let config = &project.loaded.config;
    let Divided {
        index,
        assessment,
        unsure,
    } = match divide(project, team) {
        Some(divided) => divided,
        None => {
            return Err(Failure::Usage(
                format!("{} cannot be divided into files", team.file),
                "mend what `levelbook check` shows about it first, and write its keys below each other"
                    .to_owned(),
            ));
        }
    };
    let folder = project.content(&format!("teams/{}", team.id));
    let named = assessment.map(|(date, model, text)| {
        let model = model.or(config.maturity.model.clone());
        let name = format!("{date}-{}.md", model.as_deref().unwrap_or("assessment"));
        (folder.join(name), text)
    });
    let file = project.loaded.root.join(team.file.as_str());
    let index_file = folder.join("index.md");
    let assessed = named.as_ref().map(|(path, _)| path.as_path());
    for path in [Some(index_file.as_path()), assessed].into_iter().flatten() {
        if path.exists() {
            return Err(HostError::Exists {
                path: path.to_owned(),
            }
            .into());
        }
    }
    fs::write_new(&index_file, index.as_bytes())?;
    if let Some((path, text)) = &named {
        fs::write_new(path, text.as_bytes())?;
    }
    fs::remove(&file)?;
    tell(&folder, assessed, term);
    for link in unsure {
        term.say(&format!(
            "note: check the link `{link}`: its file lies one folder deeper now"
        ));
    }
    Ok(())
}

fn tell(folder: &Path, assessed: Option<&Path>, term: &Term) {
    let name = assessed.and_then(Path::file_name).unwrap_or_default();
    let holds = match assessed {
        Some(_) => format!("{} holds the assessment so far", name.display()),
        None => "index.md introduces the team".to_owned(),
    };
    term.say(&format!("{} is now a folder: {holds}", shown(folder)));
}

/// The parts of a one-file team; `None` where the file has errors.
fn divide(project: &Project, team: &Team) -> Option<Divided> {
    let is_wrong = |one: &&Diagnostic| {
        let place = one.place.as_ref();
        one.is_error() && place.is_some_and(|place| place.file == team.file)
    };
    if project.diagnostics.iter().find(is_wrong).is_some() {
        return None;
    }
    let source = project.loaded.sources.get(&team.file)?;
    divided(&parse(source).value?, &team.name)
}
