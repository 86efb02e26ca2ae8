mod github;

use std::path::PathBuf;

use jiff::civil::Date;

use super::args::{self, Pages};
use super::load::epoch;
use super::{Failure, Outcome, Term};
use crate::assessment::{Blank, blank};
use crate::config::FILE;
use crate::diagnostic::nearest;
use crate::host::{HostError, clock, fs};
use crate::model::{MaturityModel, PositionIx, built_in, built_in_ids};

pub fn run(args: &args::Init, term: &Term) -> Result<Outcome, Failure> {
    let mut files = Vec::new();
    let has_book = args.dir.join(FILE).exists();
    if !(args.github && has_book) {
        files.extend(book(args)?);
    }
    if args.github {
        files.extend(github::workflows(args)?);
    }
    // All or nothing: half a book would be in the way of the next try.
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(HostError::Exists { path: path.clone() }.into());
    }
    for (path, text) in &files {
        fs::write_new(path, text.as_bytes())?;
    }
    if !(args.github && has_book) {
        tell(args, term);
    }
    if args.github {
        let place = files.last().and_then(|(path, _)| path.parent());
        let place = place.unwrap_or(&args.dir).display().to_string();
        term.say(&format!(
            "Workflows that publish and review the book are in {place}"
        ));
        term.say(match args.pages {
            Pages::Actions => {
                "Next: push to GitHub, and choose Settings, Pages, Source: GitHub Actions"
            }
            Pages::Branch => {
                "Next: push to GitHub, and choose Settings, Pages, Source: Deploy from a branch, gh-pages"
            }
        });
    }
    Ok(Outcome::Fine)
}

/// The files of a new book, where they go.
fn book(args: &args::Init) -> Result<Vec<(PathBuf, String)>, Failure> {
    let Some(model) = built_in(&args.model) else {
        let help = match nearest(&args.model, built_in_ids()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "the built-in models are cmm, omm and ppmm".to_owned(),
        };
        return Err(Failure::Usage(
            format!("there is no built-in model `{}`", args.model),
            help,
        ));
    };
    let today = match args.day.date {
        Some(date) => date,
        None => epoch()?.unwrap_or_else(clock::today_utc),
    };
    let title = args
        .title
        .clone()
        .unwrap_or_else(|| "Maturity reports".to_owned());
    let files = files(&title, &model, today).into_iter();
    Ok(files
        .map(|(path, text)| (args.dir.join(path), text))
        .filter(|(path, _)| !(path.ends_with(".gitignore") && path.exists()))
        .collect())
}

fn tell(args: &args::Init, term: &Term) {
    let dir = args.dir.display().to_string();
    term.say(&format!("A book with an example team is in {dir}"));
    // As it can be copied into a shell.
    let argument = match dir.contains([' ', '\t']) {
        true => format!("\"{dir}\""),
        false => dir,
    };
    term.say(&format!("Next: levelbook build --open {argument}"));
}

/// The content of a book with an example team: paths below the content folder, and texts. A theme
/// is tried on it where a book has no report yet.
pub(super) fn example_content(model: &MaturityModel, today: Date) -> Vec<(String, String)> {
    let files = files("Example", model, today).into_iter();
    files
        .filter_map(|(path, text)| Some((path.strip_prefix("content/")?.to_owned(), text)))
        .collect()
}

fn files(title: &str, model: &MaturityModel, today: Date) -> Vec<(&'static str, String)> {
    let earlier = today
        .checked_sub(jiff::Span::new().days(182))
        .unwrap_or(today);
    let quoted = serde_json::to_string(title).unwrap_or_default();
    vec![
        (
            "book.toml",
            BOOK.replace("TITLE", &quoted).replace("MODEL", &model.id),
        ),
        (".gitignore", "/book\n".to_owned()),
        ("content/index.md", INDEX.replace("MODEL", &model.name)),
        (
            "content/teams/example/index.md",
            TEAM.replace("LEVEL", &example_target(model)),
        ),
        ("content/teams/example/first.md", example(model, earlier, 1)),
        ("content/teams/example/latest.md", example(model, today, 2)),
    ]
}

/// The position two steps above the base, or the highest.
fn example_target(model: &MaturityModel) -> String {
    let ix = 2.min(model.positions.len() - 1);
    format!(
        "{{ {}: {} }}",
        model.id,
        model.position(PositionIx::new(ix)).id
    )
}

/// An assessment with every question in it, some of them answered: at the `round`-th date the
/// example has come one step further.
fn example(model: &MaturityModel, date: Date, round: usize) -> String {
    let mut text = blank(&Blank {
        model,
        team: None,
        date,
        assessor: None,
    });
    let first = &model.position(PositionIx(1)).kpas;
    for (at, kpa) in first.iter().enumerate() {
        for (number, goal) in model.goals_of(*kpa).enumerate() {
            let is_last = at + 1 == first.len();
            let rating = match (round, is_last, number) {
                (2, false, 1) => {
                    "{ rating: largely, note: \"Agreed, and not yet done by everybody\" }"
                }
                (2, false, _) | (2, true, 0) => "yes",
                (2, true, _) => {
                    "{ rating: partly, note: Begun in one project, evidence: [https://example.org/records] }"
                }
                (_, _, _) if at < first.len() / 2 => "yes",
                _ => "no",
            };
            let id = &model.goal(goal).id;
            text = text.replacen(&format!("  # {id}:\n"), &format!("  {id}: {rating}\n"), 1);
        }
    }
    for place in model.position_indices().skip(2) {
        for kpa in &model.position(place).kpas {
            for goal in model.goals_of(*kpa) {
                let id = &model.goal(goal).id;
                text = text.replacen(&format!("  # {id}:\n"), &format!("  {id}: no\n"), 1);
            }
        }
    }
    if round == 2
        && let Some(kpa) = first.last()
    {
        let due = date.checked_add(jiff::Span::new().days(90)).unwrap_or(date);
        let id = &model.kpa(*kpa).id;
        let plan = format!(
            "plan:\n  {id}: {{ owner: Team lead, due: {due}, status: started, blocked-by: No time before release }}\n\
             buy-in:\n  management: {{ stance: supports, who: Head of engineering }}\n  development: {{ stance: neutral, note: Wants to see that it saves work }}\n---\n"
        );
        text = text.strip_suffix("---\n").unwrap_or(&text).to_owned() + &plan;
        text.push_str(NARRATIVE.replace("KPA", id).as_str());
    }
    text
}

const BOOK: &str = r#"[book]
title = TITLE
language = "en"

[maturity]
# The model of assessments that name none: cmm, omm, ppmm, or one in content/models/.
model = "MODEL"
# An answer older than this many days is stale.
max-age-days = 365

[output.html]
# git-repository-url = "https://github.com/OWNER/REPOSITORY"
# site-url = "https://OWNER.github.io/REPOSITORY/"
"#;

const INDEX: &str = "# How to read this book

Every team answers the questions of the MODEL. From the answers follow its level, what is missing
for the next one, and the way there. Every statement leads to the answers that it rests on.

The example team shows what a report looks like. `levelbook new team \"Your team\"` adds yours;
then the folder `content/teams/example` can go.
";

const TEAM: &str = "---
team:
  name: Example team
  unit: [Engineering]
  owner: Engineering manager
  target: LEVEL
---

This team exists only in this example. Its answers lie in the two dated files beside this one.
";

const NARRATIVE: &str = "
What the numbers do not say: the last quarter went into a release, and improvement had to wait.

## What we do next {#KPA}

A heading that carries the id of a key process area puts its text beside that area in the report.
";
