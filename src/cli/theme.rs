use std::path::Path;

use super::args::{self, ThemeWhat};
use super::build::outcome;
use super::init::example_content;
use super::load::{Loaded, load};
use super::{Failure, Outcome, Term};
use crate::diagnostic::{self, Checked, Code, Diagnostic, counted, nearest};
use crate::host::{self, HostError};
use crate::model::built_in;
use crate::pipeline::Silent;
use crate::theme;
use crate::tree::{BookPath, is_slug};

pub fn run(args: &args::Theme, term: &Term) -> Result<Outcome, Failure> {
    match &args.what {
        ThemeWhat::Eject { list: true, .. } => list(term),
        ThemeWhat::Eject {
            name, files, dir, ..
        } => eject(name, files, dir, term),
        ThemeWhat::Check { book } => check(book, term),
    }
}

/// The names that `--file` takes.
fn list(term: &Term) -> Result<Outcome, Failure> {
    let names: String = theme::eject("x")
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("themes/x/"))
        .map(|name| format!("{name}\n"))
        .collect();
    term.print(&names)?;
    Ok(Outcome::Fine)
}

fn eject(name: &str, wanted: &[String], dir: &Path, term: &Term) -> Result<Outcome, Failure> {
    if !is_slug(name) || name == "default" {
        return Err(Failure::Usage(
            format!("`{name}` cannot be the name of a theme of your own"),
            "choose a name of small letters, digits and `-`, other than `default`".to_owned(),
        ));
    }
    let all = theme::eject(name);
    let folder = format!("themes/{name}/");
    let below = |path: &str| path.strip_prefix(&folder).unwrap_or_default().to_owned();
    for file in wanted {
        if !all.iter().any(|(path, _)| below(path) == *file) {
            let names: Vec<String> = all.iter().map(|(path, _)| below(path)).collect();
            let help = match nearest(file, names.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`levelbook theme eject --list` names all files".to_owned(),
            };
            return Err(Failure::Usage(
                format!("the default theme has no file `{file}`"),
                help,
            ));
        }
    }
    let files: Vec<_> = all
        .iter()
        .filter(|(path, _)| {
            let file = below(path);
            // A theme needs a theme.toml, and its own stays.
            let is_needed = file == "theme.toml" && !dir.join(path).exists();
            wanted.is_empty() || is_needed || wanted.contains(&file)
        })
        .map(|(path, bytes)| (dir.join(path), bytes))
        .collect();
    // All or nothing: half a theme would be in the way of the next try.
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(HostError::Exists { path: path.clone() }.into());
    }
    for (path, bytes) in &files {
        host::fs::write_new(path, bytes)?;
    }
    let files = counted(files.len(), "file");
    term.say(&format!(
        "{files} written to {folder}; set `theme = \"{name}\"` under [output.html] in book.toml"
    ));
    Ok(Outcome::Fine)
}

/// Loads the theme, renders every page of the book with it, and looks at what came out. A book
/// without a report has too few kinds of pages, so the theme is tried on an example.
fn check(args: &args::BookArgs, term: &Term) -> Result<Outcome, Failure> {
    let mut loaded = load(&args.dir, args.day.date)?;
    let mut compiled = loaded.compile(&Silent);
    if compiled.value.evaluation().reports.is_empty() {
        add_example(&mut loaded);
        compiled = loaded.compile(&Silent);
        term.say("the book has no report yet: the theme is tried on an example");
    }
    let Checked {
        value: book,
        mut diagnostics,
    } = compiled;
    // Content is the business of `check`; without settings, it is not known which theme to check.
    diagnostics.retain(|diagnostic| {
        diagnostic.code.id().starts_with("theme-") || loaded.diagnostics.contains(diagnostic)
    });
    diagnostics.extend(loaded.faults(&book, &Silent)?);
    diagnostics.retain(|diagnostic| diagnostic.code != Code::SiteSize);
    diagnostic::sort(&mut diagnostics);
    term.diagnostics(&diagnostics, &|path| loaded.text(path));
    if diagnostics.is_empty() {
        term.say(&format!(
            "the theme `{}` renders all {} pages",
            book.config().html.theme,
            book.site().entries.len()
        ));
    }
    let of_pages = |one: &Diagnostic| one.code.id().starts_with("page-");
    let clean = !diagnostics.iter().any(of_pages);
    Ok(match clean {
        true => outcome(&diagnostics, false),
        false => Outcome::Findings,
    })
}

/// The example team of `levelbook init`, by the model that every program has.
fn add_example(loaded: &mut Loaded) {
    let Some(model) = built_in("cmm") else { return };
    for (name, text) in example_content(&model, loaded.stamp.date) {
        let path = format!("{}/{name}", loaded.config.book.src);
        let Ok(path) = BookPath::new(&path) else {
            continue;
        };
        if loaded.sources.get(&path).is_none() {
            loaded.sources.insert(path, text.into_bytes());
        }
    }
}
