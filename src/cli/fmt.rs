use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::args;
use super::load::{Loaded, load};
use super::{Failure, Outcome, Term};
use crate::assessment::role;
use crate::diagnostic::{Diagnostic, counted, safe};
use crate::format::{Formatted, Models, format};
use crate::host::fs;
use crate::pipeline;
use crate::tree::SourceFile;

pub fn run(args: &args::Fmt, term: &Term) -> Result<Outcome, Failure> {
    let loaded = load(&args.dir, None)?;
    let settings = &loaded.diagnostics;
    if settings.iter().any(Diagnostic::is_error) {
        // Where the files lie, and which model they follow, is known only where the settings are right.
        term.diagnostics(settings, &|path| loaded.text(path));
        return Err(Failure::Reported);
    }
    let files = files(&loaded);
    let registry = pipeline::registry(&loaded.sources, &loaded.config).value;
    let models = Models {
        registry: &registry,
        default: loaded.config.maturity.model.as_deref(),
    };
    let formatted: Vec<Formatted> = files.par_iter().map(|file| format(file, &models)).collect();
    let (mut changed, mut left) = (0, 0);
    for (file, formatted) in files.iter().zip(formatted) {
        match formatted {
            Formatted::Unchanged => {}
            Formatted::Changed(text) => {
                if !args.check {
                    fs::replace(&loaded.root.join(file.path.as_str()), text.as_bytes())?;
                }
                let path = safe::printable(file.path.as_str());
                term.print(&format!("{}\n", safe::without_commands(&path)))?;
                changed += 1;
            }
            Formatted::Left { why, diagnostics } => {
                term.diagnostics(&diagnostics, &|path| loaded.text(path));
                term.warn(&format!("`{}` is left as it is: {why}", file.path));
                left += 1;
            }
        }
    }
    let others = files.len() - changed - left;
    term.say(&summary(args.check, changed, others, left));
    Ok(match left > 0 || (args.check && changed > 0) {
        true => Outcome::Findings,
        false => Outcome::Fine,
    })
}

/// The files of teams and their assessments, by path.
fn files(loaded: &Loaded) -> Vec<&SourceFile> {
    let is_teams = |file: &&SourceFile| {
        let below = file.path.below(&loaded.config.book.src);
        below.is_some_and(|below| role(below).team().is_some())
    };
    loaded.sources.all().filter(is_teams).collect()
}

fn summary(check: bool, changed: usize, others: usize, left: usize) -> String {
    let files = |n| counted(n, "file");
    let changed = match check {
        true => format!("{} would change", files(changed)),
        false => format!("{} changed", files(changed)),
    };
    let mut parts = vec![changed, format!("{others} in order already")];
    if left > 0 {
        parts.push(format!("{left} left"));
    }
    parts.join(", ")
}
