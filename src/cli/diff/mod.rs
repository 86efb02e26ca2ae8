mod ends;
mod sides;

use super::args::{self, DiffFormat};
use super::load::stamp;
use super::progress::Progress;
use super::{Failure, Outcome, Term, term};
use crate::config::{GateId, Review};
use crate::diagnostic::Diagnostic;
use crate::host;
use crate::pipeline::Session;
use crate::review::record::Diff;
use crate::review::{self, About, Format, Options};
use ends::Read;
use sides::Compiled;

pub fn run(args: &args::Diff, term: &Term) -> Result<Outcome, Failure> {
    let (diff, outcome) = compare(args, term)?;
    write(&diff, args, term)?;
    Ok(outcome)
}

/// The comparison, and how the command ends.
pub fn compare(args: &args::Diff, term: &Term) -> Result<(Diff, Outcome), Failure> {
    let progress = Progress::new(term);
    let dir = &args.dir;
    let (base, head) = ends::of(args)?;
    let head = ends::read(dir, head, None)?;
    let base = ends::read(dir, base, Some(&head))?;
    let settings = head.config.as_ref().or(base.config.as_ref());
    let settings = settings.cloned().unwrap_or_default();
    let stamp = stamp(dir, &settings, args.day.date)?;

    // One session for both sides: what is the same on both is read and scored once.
    let mut session = Session::default();
    let base_book = sides::compile(&mut session, &base, &stamp, &progress);
    let head_book = sides::compile(&mut session, &head, &stamp, &progress);
    let base_side = sides::Evaluated::new(&base, base_book.as_ref(), head_book.as_ref(), &stamp)?;
    let head_side = sides::Evaluated::new(&head, head_book.as_ref(), base_book.as_ref(), &stamp)?;
    progress.finish();
    if let Some(head_book) = &head_book {
        report_errors(head_book, &head, term);
    }

    let policy = policy(args, &base, &settings);
    let owners = base.owners(dir);
    let mut diff = review::build(
        &base_side.side(&base),
        &head_side.side(&head),
        &About {
            prefix: &host::git::prefix(dir).unwrap_or_default(),
            owners: &|path| owners.of(path).to_vec(),
            policy: &policy,
        },
    );
    if let Some(url) = &args.repository_url {
        diff.repository_url = Some(url.trim_end_matches('/').to_owned());
    }
    let differs = args.exit_code && !diff.is_empty();
    let outcome = match diff.exit_code != 0 || differs {
        true => Outcome::Findings,
        false => Outcome::Fine,
    };
    Ok((diff, outcome))
}

/// The errors of head, on the standard error: the gate `invalid` counts them.
fn report_errors(head: &Compiled, read: &Read, term: &Term) {
    let errors: Vec<Diagnostic> = head
        .diagnostics
        .iter()
        .filter(|one| one.is_error())
        .cloned()
        .collect();
    let text = |path: &crate::tree::BookPath| crate::pipeline::text_of(&read.sources, path);
    term.diagnostics(&errors, &text);
}

/// What the change is held against: the settings of base, unless the command line says otherwise. A
/// saved export has no settings; those of the other side hold then.
fn policy(args: &args::Diff, base: &Read, other: &crate::config::Config) -> Review {
    let mut policy = match &base.config {
        Some(config) => config.review.clone(),
        None => other.review.clone(),
    };
    for (words, gates) in [
        (&args.fail_on, &mut policy.fail_on),
        (&args.warn_on, &mut policy.warn_on),
    ] {
        if !words.is_empty() {
            let all = GateId::WORDS.iter();
            let meant = all.filter(|(word, _)| words.iter().any(|w| w == word));
            *gates = GateId::together(meant.map(|(_, gates)| *gates));
        }
    }
    policy
}

fn write(diff: &Diff, args: &args::Diff, term: &Term) -> Result<(), Failure> {
    let options = Options {
        color: args.output.is_none() && term.colors_output(),
        width: term::width(),
        stop_token: if args.output.is_none() {
            term.stop_token()
        } else {
            None
        },
        key: &args.key,
        report_url: args.report_url.as_deref(),
    };
    let text = review::render(into(args.format), diff, &options);
    match &args.output {
        Some(path) => {
            host::fs::write(path, &|out| out.write_all(text.as_bytes()))?;
            Ok(())
        }
        None => term.print(&text),
    }
}

pub fn into(format: DiffFormat) -> Format {
    match format {
        DiffFormat::Text => Format::Text,
        DiffFormat::Markdown => Format::Markdown,
        DiffFormat::Summary => Format::Summary,
        DiffFormat::Github => Format::Github,
        DiffFormat::Gitlab => Format::Gitlab,
        DiffFormat::Json => Format::Json,
        DiffFormat::Html => Format::Html,
    }
}
