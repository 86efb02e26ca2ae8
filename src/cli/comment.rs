use super::args::{self, CommentFormat};
use super::{Failure, Outcome, Term, term};
use crate::review::record::Diff;
use crate::review::{self, Format, Options};
use crate::{config, host};

/// The half of a workflow that may write comments: it runs nothing of the pull request and believes
/// nothing of the record but that it is one. Where repository and site are, it is told by others.
pub fn run(args: &args::Comment, term: &Term) -> Result<Outcome, Failure> {
    let diff = record(args)?;
    let options = Options {
        color: term.colors_output(),
        width: term::width(),
        stop_token: term.stop_token(),
        key: &args.key,
        report_url: args.report_url.as_deref(),
    };
    term.print(&review::render(into(args.format), &diff, &options))?;
    Ok(Outcome::Fine)
}

/// The comparison, examined, with the addresses that the reader knows.
pub fn record(args: &args::Comment) -> Result<Diff, Failure> {
    let most = review::LARGEST as u64 + 1;
    let bytes = host::fs::read_start(&args.from, most)?;
    let mut diff = review::read(&bytes).map_err(|invalid| {
        Failure::Refused(
            format!("`{}` is no comparison: {invalid}", args.from.display()),
            "`levelbook diff --format json` writes one, `levelbook schema diff` says its form"
                .to_owned(),
        )
    })?;
    diff.repository_url = args.repository_url.clone().or_else(of_runner);
    diff.site_url.clone_from(&args.site_url);
    Ok(diff)
}

/// The repository that a GitHub runner works for.
fn of_runner() -> Option<String> {
    let server = std::env::var("GITHUB_SERVER_URL").ok()?;
    let repository = std::env::var("GITHUB_REPOSITORY").ok()?;
    config::repository_url(&format!("{server}/{repository}")).ok()
}

fn into(format: CommentFormat) -> Format {
    match format {
        CommentFormat::Markdown => Format::Markdown,
        CommentFormat::Summary => Format::Summary,
        CommentFormat::Github => Format::Github,
        CommentFormat::Gitlab => Format::Gitlab,
        CommentFormat::Text => Format::Text,
        CommentFormat::Html => Format::Html,
    }
}
