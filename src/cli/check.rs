use super::args::{self, Format};
use super::build::{contents, outcome};
use super::load::load;
use super::progress::Progress;
use super::{Failure, Outcome, Term};
use crate::diagnostic::{self, Checked};
use crate::host::HostError;
use crate::tree::SitePath;

pub fn run(args: &args::Check, term: &Term) -> Result<Outcome, Failure> {
    let progress = Progress::new(term);
    let loaded = load(&args.book.dir, args.book.day.date)?;
    loaded.tell(term);
    let Checked {
        value: book,
        mut diagnostics,
    } = loaded.compile(&progress);
    let nowhere = |_: &SitePath, _: &[u8]| Ok::<(), HostError>(());
    diagnostics.extend(book.render(&loaded.sources, &progress, &nowhere)?);
    diagnostic::sort(&mut diagnostics);
    progress.finish();
    let texts = |path: &crate::tree::BookPath| loaded.text(path);
    match args.format {
        Format::Text => {
            term.diagnostics(&diagnostics, &texts);
            if diagnostics.is_empty() {
                term.say(&format!("{}: nothing is wrong", contents(&book)));
            }
        }
        format => term.print(&term.rendered(into(format), &diagnostics, &texts))?,
    }
    Ok(outcome(&diagnostics, args.strict))
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
