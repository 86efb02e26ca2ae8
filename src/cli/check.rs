use std::collections::BTreeSet;
use std::path::Path;

use super::args::{self, Format};
use super::build::{contents, outcome};
use super::load::load;
use super::progress::Progress;
use super::runner;
use super::{Failure, Outcome, Term};
use crate::diagnostic::{self, Checked, Options};
use crate::host;
use crate::tree::BookPath;

pub fn run(args: &args::Check, term: &Term) -> Result<Outcome, Failure> {
    let touched = touched(args, term)?;
    let progress = Progress::new(term);
    let loaded = load(&args.book.dir, args.book.day.date)?;
    loaded.tell(term);
    let Checked {
        value: book,
        mut diagnostics,
    } = loaded.compile(&progress);
    loaded.try_out(&book, &progress, &mut diagnostics)?;
    diagnostic::sort(&mut diagnostics);
    progress.finish();
    let texts = |path: &BookPath| loaded.text(path);
    match args.format {
        Format::Text => {
            term.diagnostics(&diagnostics, &texts);
            if diagnostics.is_empty() {
                term.say(&format!("{}: nothing is wrong", contents(&book)));
            }
        }
        format => {
            let options = Options {
                prefix: &prefix(&args.book.dir, format),
                touched: touched.as_ref(),
                ..term.options()
            };
            let text = diagnostic::render(into(format), &diagnostics, &texts, options);
            term.print(&text)?;
        }
    }
    Ok(outcome(&diagnostics, args.strict))
}

/// What is annotated first; `None` where nobody knows what was changed.
fn touched(args: &args::Check, term: &Term) -> Result<Option<BTreeSet<BookPath>>, Failure> {
    let dir = &args.book.dir;
    if args.format != Format::Github {
        return match args.base {
            None => Ok(None),
            Some(_) => Err(Failure::Usage(
                "`--base` is for annotations".to_owned(),
                "add `--format github`".to_owned(),
            )),
        };
    }
    let base = match &args.base {
        Some(name) => {
            let base = host::git::resolve(dir, name)?;
            Some(host::git::fork_point(dir, "HEAD", &base).unwrap_or(base))
        }
        None => runner::base(dir),
    };
    let Some(base) = base else {
        return Ok(None);
    };
    term.detail(&format!("what differs from {base} is annotated first"));
    match host::git::touched(dir, &base) {
        // Nobody has asked for an order.
        Err(_) if args.base.is_none() => Ok(None),
        touched => Ok(Some(touched?)),
    }
}

/// GitHub and GitLab know files by their paths from the root of the repository.
fn prefix(dir: &Path, format: Format) -> String {
    match format {
        Format::Github | Format::Gitlab => host::git::prefix(dir).unwrap_or_default(),
        Format::Text | Format::Short | Format::Json => String::new(),
    }
}

fn into(format: Format) -> diagnostic::Format {
    match format {
        Format::Text => diagnostic::Format::Text,
        Format::Short => diagnostic::Format::Short,
        Format::Json => diagnostic::Format::Json,
        Format::Github => diagnostic::Format::Github,
        Format::Gitlab => diagnostic::Format::Gitlab,
    }
}
