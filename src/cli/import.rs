use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::{self, ImportWhat};
use super::new::Project;
use super::term::shown;
use super::{Failure, Outcome, Term};
use crate::diagnostic::{Checked, Diagnostic, counted};
use crate::host::fs;
use crate::import::{self, Choices, Destination, Imported};
use crate::tree::{BookPath, SourceFile};

pub fn run(args: &args::Import, term: &Term) -> Result<Outcome, Failure> {
    let ImportWhat::Csv {
        file,
        model,
        team,
        map,
        rating,
        numbers,
        dry_run,
        at,
    } = &args.what;
    let bytes = fs::read_start(file, import::LARGEST as u64 + 1)?;
    let project = Project::open(at, term)?;
    let model = project.model_or_default(model.as_deref())?;
    let stamp = &project.loaded.stamp;
    // By the clock, it may be tomorrow already where the table was written.
    let tomorrow = stamp.date.tomorrow().ok().filter(|_| stamp.clock);
    let book = Destination {
        model: &model,
        registry: project.book.registry(),
        sources: &project.loaded.sources,
        src: &project.loaded.config.book.src,
        taken: &taken(&project),
        today: stamp.date,
        last: tomorrow.unwrap_or(stamp.date),
    };
    let choices = Choices {
        columns: map.clone(),
        ratings: rating.clone(),
        numbers: *numbers,
        team: team.clone(),
    };
    let table = SourceFile::new(name(file), bytes);
    let Checked { value, diagnostics } = import::import(&table, &choices, &book);
    for sentence in &value.told {
        term.say(sentence);
    }
    if !diagnostics.is_empty() {
        return Ok(refuse(&diagnostics, &table, term));
    }
    write(&value, &project.loaded.root, *dry_run, term)
}

/// How messages call the table: as it was named, where that is a path below the current folder.
fn name(file: &Path) -> BookPath {
    let below = file.to_str().and_then(|text| BookPath::new(text).ok());
    let last = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let last = last.and_then(|name| BookPath::new(&name).ok());
    below
        .or(last)
        .unwrap_or_else(|| BookPath::built_in("table"))
}

/// The ids and addresses that teams of the book have, readable or not.
fn taken(project: &Project) -> BTreeMap<String, BookPath> {
    let mut taken = BTreeMap::new();
    for standing in &project.book.evaluation().teams {
        let team = &standing.team;
        for id in [&team.slug, &team.id] {
            taken.insert(id.to_lowercase(), team.file.clone());
        }
    }
    let folder = format!("{}/teams", project.loaded.config.book.src);
    for path in project.loaded.sources.paths_below(&folder) {
        let below = path.below(&folder).unwrap_or_default();
        let id = match below.split_once('/') {
            Some((id, _)) => Some(id),
            None => below.strip_suffix(".md"),
        };
        if let Some(id) = id {
            taken
                .entry(id.to_lowercase())
                .or_insert_with(|| path.clone());
        }
    }
    taken
}

fn refuse(diagnostics: &[Diagnostic], table: &SourceFile, term: &Term) -> Outcome {
    term.diagnostics(diagnostics, &|path| {
        table.text().filter(|_| *path == table.path)
    });
    term.say("nothing was written");
    Outcome::Findings
}

/// Writes all files, or none.
fn write(imported: &Imported, root: &Path, dry_run: bool, term: &Term) -> Result<Outcome, Failure> {
    let mut written: Vec<PathBuf> = Vec::new();
    let mut list = String::new();
    for file in &imported.files {
        let path = root.join(file.path.as_str());
        if !dry_run && let Err(error) = fs::write_new(&path, file.text.as_bytes()) {
            for path in &written {
                let _ = fs::remove(path);
            }
            return Err(error.into());
        }
        list.push_str(&format!(
            "{} ({})\n",
            shown(&path),
            counted(file.answers, "answer")
        ));
        written.push(path);
    }
    let teams = counted(written.len(), "team");
    term.say(&match dry_run {
        true => format!("{teams} would be written, and nothing was"),
        false if written.len() == 1 => {
            format!("{teams} is in the book; `levelbook check` looks at it")
        }
        false => format!("{teams} are in the book; `levelbook check` looks at them"),
    });
    term.print(&list)?;
    Ok(Outcome::Fine)
}
