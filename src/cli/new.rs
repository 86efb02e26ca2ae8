use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::args::{self, From, NewAt, NewWhat};
use super::load::{Loaded, load};
use super::term::shown;
use super::{Failure, Outcome, Term};
use crate::assessment::{Assessment, Blank, Team, blank, blank_with_answers, yaml_text};
use crate::diagnostic::nearest;
use crate::host::fs;
use crate::model::{MaturityModel, Registry, built_in_text};
use crate::pipeline::{Book, Silent};
use crate::tree::{readable_name, slug};

pub fn run(args: &args::New, term: &Term) -> Result<Outcome, Failure> {
    match &args.what {
        NewWhat::Team {
            name,
            model,
            unit,
            at,
        } => {
            let project = Project::open(at)?;
            project.team(name, model.as_deref(), unit.as_deref(), term)
        }
        NewWhat::Assessment {
            team,
            model,
            from,
            at,
        } => {
            let project = Project::open(at)?;
            project.assessment(team, model.as_deref(), *from, term)
        }
        NewWhat::Model { id, from, at } => {
            let project = Project::open(at)?;
            project.model(id, from.as_deref(), term)
        }
    }
}

/// A book to which something is added. It need not be free of errors.
struct Project {
    loaded: Loaded,
    book: Book,
}

impl Project {
    fn open(at: &NewAt) -> Result<Self, Failure> {
        let loaded = load(&at.dir, at.day.date)?;
        if loaded
            .sources
            .files
            .keys()
            .all(|path| path.as_str() != crate::config::FILE)
        {
            return Err(Failure::Usage(
                format!("`{}` holds no book.toml", at.dir.display()),
                "`levelbook init` makes a book; `--dir` names another folder".to_owned(),
            ));
        }
        let book = loaded.compile(&Silent).value;
        Ok(Self { loaded, book })
    }

    fn date(&self) -> Date {
        self.loaded.stamp.date
    }

    fn content(&self, below: &str) -> PathBuf {
        self.loaded
            .root
            .join(&self.loaded.config.book.src)
            .join(below)
    }

    fn model_or_default(&self, id: Option<&str>) -> Result<Arc<MaturityModel>, Failure> {
        let registry = self.book.registry();
        let wanted = id
            .or(self.loaded.config.maturity.model.as_deref())
            .unwrap_or("cmm");
        registry
            .find(wanted)
            .cloned()
            .ok_or_else(|| no_model(registry, wanted))
    }

    fn team(
        &self,
        name: &str,
        model: Option<&str>,
        unit: Option<&str>,
        term: &Term,
    ) -> Result<Outcome, Failure> {
        let model = self.model_or_default(model)?;
        let id = slug(name);
        if id.is_empty() {
            return Err(Failure::Usage(
                format!("no file name can be made of `{name}`"),
                "write the name with Latin letters here and change it in the file".to_owned(),
            ));
        }
        if let Some(team) = self.find(&id) {
            return Err(Failure::Usage(
                format!("the book has a team `{id}` already, in {}", team.file),
                "`levelbook new assessment` adds an assessment to a team".to_owned(),
            ));
        }
        let text = blank(&Blank {
            model: &model,
            team: Some(name),
            date: self.date(),
            assessor: None,
        });
        let path = self.content(&format!("teams/{id}.md"));
        fs::write_new(&path, with_unit(&text, name, unit).as_bytes())?;
        term.say(&format!(
            "{} has every question of {}; answer them and build",
            shown(&path),
            model.name
        ));
        Ok(Outcome::Fine)
    }

    fn find(&self, id: &str) -> Option<&Arc<Team>> {
        self.book
            .evaluation()
            .teams
            .iter()
            .map(|standing| &standing.team)
            .find(|team| team.id == id)
    }

    fn assessment(
        &self,
        id: &str,
        model: Option<&str>,
        from: From,
        term: &Term,
    ) -> Result<Outcome, Failure> {
        let Some(team) = self.find(id) else {
            let ids = self
                .book
                .evaluation()
                .teams
                .iter()
                .map(|standing| standing.team.id.as_str());
            let help = match nearest(id, ids) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`levelbook new team` adds a team".to_owned(),
            };
            return Err(Failure::Usage(format!("the book has no team `{id}`"), help));
        };
        let last = self.last(id, model);
        let model = match (model, &last) {
            (None, Some(last)) => self.model_or_default(Some(&last.model.id))?,
            (wanted, _) => self.model_or_default(wanted)?,
        };
        let date = self.date();
        if let Some(last) = last
            .as_ref()
            .filter(|last| last.date >= date && last.model.id == model.id)
        {
            return Err(Failure::Usage(
                format!(
                    "`{id}` has an assessment of {} dated {} already",
                    model.id, last.date
                ),
                "edit that file, or choose a later day with `--date`".to_owned(),
            ));
        }
        let path = self.content(&format!("teams/{id}/{date}-{}.md", model.id));
        if path.exists() {
            return Err(crate::host::HostError::Exists { path }.into());
        }
        let one_file = self.content(&format!("teams/{id}.md"));
        if one_file.is_file() {
            self.move_into_folder(team, &one_file, term)?;
        }
        let start = Blank {
            model: &model,
            team: None,
            date,
            assessor: None,
        };
        let text = match last.filter(|last| from == From::Last && last.model.id == model.id) {
            Some(last) => blank_with_answers(&start, &last, &self.loaded.config.book.src),
            None => blank(&start),
        };
        fs::write_new(&path, text.as_bytes())?;
        term.say(&format!("{} is ready to be edited", shown(&path)));
        Ok(Outcome::Fine)
    }

    /// The team's latest assessment, of a model if one is named.
    fn last(&self, id: &str, model: Option<&str>) -> Option<Arc<Assessment>> {
        let evaluation = self.book.evaluation();
        let standing = evaluation
            .teams
            .iter()
            .find(|standing| standing.team.id == id)?;
        let wanted = model.map(|name| name.split('@').next().unwrap_or(name));
        let mut reports = standing
            .current
            .iter()
            .map(|ix| &evaluation.reports[*ix].assessment);
        reports
            .find(|assessment| wanted.is_none_or(|id| assessment.model.id == id))
            .cloned()
    }

    /// Turns a one-file team into a folder: the file becomes its assessment, and the team's keys
    /// move into an index.md.
    fn move_into_folder(&self, team: &Team, file: &Path, term: &Term) -> Result<(), Failure> {
        let path = self.loaded.sources.files.get(&team.file);
        let text = path.and_then(|source| source.text()).unwrap_or_default();
        let (head, rest) = split_team(text);
        let index = match head {
            Some(head) => format!("---\n{head}---\n"),
            None => format!("---\nteam: {}\n---\n", yaml_text(&team.name)),
        };
        let folder = self.content(&format!("teams/{}", team.id));
        fs::write_new(&folder.join("index.md"), index.as_bytes())?;
        let evaluation = self.book.evaluation();
        let assessed = evaluation
            .reports
            .iter()
            .find(|report| *report.assessment.file() == team.file);
        if let Some(report) = assessed {
            let name = format!(
                "{}-{}.md",
                report.assessment.date, report.assessment.model.id
            );
            fs::move_new(file, &folder.join(&name))?;
            fs::write(&folder.join(&name), &|out| {
                out.write_all(deeper(&rest).as_bytes())
            })?;
            term.say(&format!(
                "{} is now a folder: {name} holds the assessment so far",
                shown(&folder)
            ));
        } else {
            fs::move_new(file, &folder.join("notes.md.old"))?;
        }
        Ok(())
    }

    fn model(&self, id: &str, from: Option<&str>, term: &Term) -> Result<Outcome, Failure> {
        if self
            .book
            .registry()
            .models
            .iter()
            .any(|model| model.id == id && !model.file().is_built_in())
        {
            return Err(Failure::Usage(
                format!("the book has a model `{id}` already"),
                "choose another id".to_owned(),
            ));
        }
        let text = match from {
            Some(from) => self.copy_of(from, id)?,
            None => NEW_MODEL
                .replace("NAME", &readable_name(id))
                .replace("ID", id),
        };
        let path = self.content(&format!("models/{id}.md"));
        fs::write_new(&path, text.as_bytes())?;
        term.say(&format!(
            "{} is a complete model; `model: {id}` in an assessment uses it",
            shown(&path)
        ));
        Ok(Outcome::Fine)
    }

    fn copy_of(&self, from: &str, id: &str) -> Result<String, Failure> {
        let registry = self.book.registry();
        let model = registry
            .find(from)
            .ok_or_else(|| no_model(registry, from))?;
        let text = match self.loaded.sources.text(model.file()) {
            Some(text) => text,
            None => built_in_text(&model.id).unwrap_or_default(),
        };
        let old = format!("\nid: {}\n", model.id);
        let based = format!("\nid: {id}\n");
        Ok(text
            .replacen("\r\n", "\n", usize::MAX)
            .replacen(&old, &based, 1))
    }
}

fn no_model(registry: &Registry, id: &str) -> Failure {
    let ids: Vec<&str> = registry
        .models
        .iter()
        .map(|model| model.id.as_str())
        .collect();
    let help = match nearest(id, ids.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the models are {}", ids.join(", ")),
    };
    Failure::Usage(format!("there is no model `{id}`"), help)
}

/// Writes the unit into the team's keys.
fn with_unit(text: &str, name: &str, unit: Option<&str>) -> String {
    let Some(unit) = unit else {
        return text.to_owned();
    };
    let parts: Vec<String> = unit
        .split('/')
        .map(|part| yaml_text(part.trim()).into_owned())
        .collect();
    let short = format!("team: {}\n", yaml_text(name));
    let long = format!(
        "team:\n  name: {}\n  unit: [{}]\n",
        yaml_text(name),
        parts.join(", ")
    );
    text.replacen(&short, &long, 1)
}

/// The `team:` block of a front matter, and the text without it.
fn split_team(text: &str) -> (Option<String>, String) {
    let mut head = String::new();
    let mut rest = String::new();
    let (mut inside, mut fences) = (false, 0);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" {
            fences += 1;
        }
        let is_front = fences == 1 && bare != "---";
        if is_front && line.starts_with("team:") {
            inside = true;
        } else if inside && is_front && (line.starts_with([' ', '\t']) || bare.is_empty()) {
            // still the block of the team
        } else {
            inside = false;
        }
        if inside {
            head.push_str(line)
        } else {
            rest.push_str(line)
        }
    }
    ((!head.is_empty()).then_some(head), rest)
}

/// The file moves one folder down, and so do its relative links.
fn deeper(text: &str) -> String {
    text.replace("](./", "](../").replace(" ./", " ../")
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
