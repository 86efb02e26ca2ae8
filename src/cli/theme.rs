use std::path::Path;

use super::args::{self, ThemeWhat};
use super::build::outcome;
use super::load::load;
use super::{Failure, Outcome, Term};
use crate::diagnostic::{self, Checked, nearest};
use crate::host::{self, HostError};
use crate::pipeline::Silent;
use crate::render;
use crate::theme;
use crate::tree::{SitePath, is_slug};

pub fn run(args: &args::Theme, term: &Term) -> Result<Outcome, Failure> {
    match &args.what {
        ThemeWhat::Eject {
            name, files, dir, ..
        } => eject(name, files, dir, term),
        ThemeWhat::Check { book } => check(book, term),
    }
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
    for file in wanted {
        if !all
            .iter()
            .any(|(path, _)| path.strip_prefix(&folder) == Some(file))
        {
            let names = all
                .iter()
                .filter_map(|(path, _)| path.strip_prefix(&folder));
            let help = match nearest(file, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`levelbook theme eject` without `--file` writes all files".to_owned(),
            };
            return Err(Failure::Usage(
                format!("the default theme has no file `{file}`"),
                help,
            ));
        }
    }
    let chosen = |path: &str| {
        let below = path.strip_prefix(&folder).unwrap_or(path);
        wanted.is_empty() || below == "theme.toml" || wanted.iter().any(|file| file == below)
    };
    let mut written = 0;
    for (path, bytes) in all.iter().filter(|(path, _)| chosen(path)) {
        let target = dir.join(path);
        if !wanted.is_empty() && path.ends_with("theme.toml") && target.exists() {
            continue;
        }
        host::fs::write_new(&target, bytes)?;
        written += 1;
    }
    term.say(&format!("{written} files written to {folder}; set `theme = \"{name}\"` under [output.html] in book.toml"));
    Ok(Outcome::Fine)
}

/// Loads the theme, renders every page of the book with it, and looks at what came out.
fn check(args: &args::BookArgs, term: &Term) -> Result<Outcome, Failure> {
    let loaded = load(&args.dir, args.day.date)?;
    let Checked {
        value: book,
        mut diagnostics,
    } = loaded.compile(&Silent);
    // Content is the business of `check`; without settings, it is not known which theme to check.
    diagnostics.retain(|diagnostic| {
        diagnostic.code.id().starts_with("theme-") || loaded.diagnostics.contains(diagnostic)
    });
    let findings = std::sync::Mutex::new(Vec::new());
    let look = |path: &SitePath, bytes: &[u8]| {
        if path.as_str().ends_with(".html") {
            for finding in
                render::lint(&String::from_utf8_lossy(bytes), path.as_str() == "404.html")
            {
                findings
                    .lock()
                    .unwrap_or_else(|e| e.into_inner())
                    .push(format!("{path}: {}", finding.message));
            }
        }
        Ok::<(), HostError>(())
    };
    diagnostics.extend(book.render(&loaded.sources, &Silent, &look)?);
    diagnostic::sort(&mut diagnostics);
    term.diagnostics(&diagnostics, &|path| loaded.text(path));
    let mut findings = findings.into_inner().unwrap_or_else(|e| e.into_inner());
    findings.sort();
    findings.dedup();
    for finding in findings.iter().take(50) {
        term.say(&format!("warning: {finding}"));
    }
    if findings.len() > 50 {
        term.say(&format!(
            "warning: {} more findings in pages",
            findings.len() - 50
        ));
    }
    if diagnostics.is_empty() && findings.is_empty() {
        term.say(&format!(
            "the theme `{}` renders all {} pages",
            book.config().html.theme,
            book.site().entries.len()
        ));
    }
    let clean = findings.is_empty() && outcome(&diagnostics, false) == Outcome::Fine;
    Ok(if clean {
        Outcome::Fine
    } else {
        Outcome::Findings
    })
}
