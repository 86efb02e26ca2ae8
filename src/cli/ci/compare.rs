use std::path::{Path, PathBuf};

use super::inputs::Comment;
use super::outputs::Told;
use super::post::Post;
use super::{Job, option, parsed};
use crate::cli::args::{self, Command};
use crate::cli::{Failure, Outcome, diff, runner, term};
use crate::config;
use crate::diagnostic::command::command;
use crate::host::{self, git};
use crate::review::record::Diff;
use crate::review::{self, Format, Options};

pub fn run(job: &Job<'_>) -> Result<Outcome, Failure> {
    let args = arguments(job)?;
    let (mut comparison, outcome) = diff::compare(&args, job.term)?;
    if let Some(pull) = job
        .event
        .pull_request()
        .filter(|_| job.inputs.base.is_none())
    {
        comparison.base.name = pull.base.branch.clone();
    }
    if let Some(url) = &job.inputs.site_url {
        comparison.site_url = Some(site_url(url)?);
    }
    let files = Files::of(&job.runner.folder(&args.key), &args.key);
    let texts = Texts {
        diff: &comparison,
        key: &args.key,
        report_url: args.report_url.as_deref(),
    };
    write(&files.json, &texts.as_(Format::Json))?;
    write(&files.comment, &texts.as_(Format::Markdown))?;
    write(&files.report, &texts.as_(Format::Html))?;
    job.term.print(&texts.as_(Format::Github))?;
    job.runner.summarize(&texts.as_(Format::Summary))?;
    let path = |path: &Path| Told::Path(job.runner.known(path));
    job.runner.tell(&[
        ("changed", Told::Yes(!comparison.is_empty())),
        ("regressions", Told::Number(comparison.summary.down)),
        ("diff-json", path(&files.json)),
        ("comment-path", path(&files.comment)),
        ("report-path", path(&files.report)),
    ])?;
    let commented = posted(job, &texts)?;
    job.runner.tell(&[("commented", Told::Yes(commented))])?;
    Ok(outcome)
}

/// The command line that the inputs and the event mean.
fn arguments(job: &Job<'_>) -> Result<args::Diff, Failure> {
    let inputs = &job.inputs;
    let has = |name: &str| inputs.args.iter().any(|arg| arg.starts_with(name));
    let mut words = vec!["diff".to_owned(), format!("--key={}", inputs.key)];
    words.extend(option("fail-on", &inputs.fail_on));
    words.extend(option("warn-on", &inputs.warn_on));
    if !has("--repository-url") {
        words.extend(option("repository-url", &job.runner.repository_url()));
    }
    if !has("--report-url") {
        words.extend(option("report-url", &job.runner.run_url()));
    }
    words.extend(inputs.args.iter().cloned());
    if !has("--since") {
        let folder = parsed(&words).ok().and_then(|command| match command {
            Command::Diff(args) => Some(args.dir),
            _ => None,
        });
        words.push("--".to_owned());
        words.push(base(job, &folder.unwrap_or_else(|| PathBuf::from(".")))?);
    } else {
        words.push("--".to_owned());
    }
    words.push(inputs.head.clone().unwrap_or_else(|| "HEAD".to_owned()));
    match parsed(&words)? {
        Command::Diff(args) => Ok(args),
        _ => Err(Failure::Usage(
            "the inputs name another command".to_owned(),
            "write options of `levelbook diff` into `args`".to_owned(),
        )),
    }
}

/// What the change is compared with: the input, or what the event says. A clone that does not hold it
/// is an error, whose help names the depth.
fn base(job: &Job<'_>, dir: &Path) -> Result<String, Failure> {
    if let Some(base) = &job.inputs.base {
        return Ok(base.clone());
    }
    if let Some(base) = runner::base(dir) {
        return Ok(base);
    }
    if job.event.pull_request().is_some() && runner::is_merge_missing(dir) {
        return Ok(git::resolve(dir, "HEAD^1")?);
    }
    let bases = job.event.bases();
    let Some(first) = bases.first() else {
        return Err(Failure::Usage(
            format!("the event `{}` has nothing to compare with", job.event.name),
            "give the input `base`: a revision such as `origin/main`".to_owned(),
        ));
    };
    let found = bases.iter().find_map(|name| git::resolve(dir, name).ok());
    match found {
        // A branch is compared with where it left its base, as a pull request shows it.
        Some(base) if job.event.pull_request().is_some() => {
            Ok(git::fork_point(dir, &base, "HEAD").unwrap_or(base))
        }
        Some(base) => Ok(base),
        None => Ok(git::resolve(dir, first)?),
    }
}

fn site_url(url: &str) -> Result<String, Failure> {
    config::site_url(url).map_err(|why| {
        Failure::Usage(
            format!("`{url}` is no address of a site: {why}"),
            "write it as https://example.org/reports/".to_owned(),
        )
    })
}

/// Whether nothing is left to be done for a comment.
fn posted(job: &Job<'_>, texts: &Texts<'_>) -> Result<bool, Failure> {
    let Some(pull) = job.event.pull_request() else {
        return Ok(true);
    };
    let how = job.inputs.comment;
    if how == Comment::Never {
        return Ok(true);
    }
    if how == Comment::Auto && pull.is_from_elsewhere() {
        job.term
            .say("The token of a fork cannot comment; another workflow has to");
        return Ok(false);
    }
    let post = Post {
        number: pull.number,
        head: &pull.head.sha,
        key: texts.key,
        body: &texts.as_(Format::Markdown),
        is_empty: texts.diff.is_empty(),
    };
    match post.send(job) {
        Ok(posted) => {
            job.term.say(posted.text());
            Ok(true)
        }
        Err(failure) if how == Comment::Auto => {
            job.term.print(&command(
                "warning",
                &[],
                &[format!("no comment: {failure}")],
            ))?;
            Ok(false)
        }
        Err(failure) => Err(failure),
    }
}

/// Where the forms of a comparison go.
struct Files {
    json: PathBuf,
    comment: PathBuf,
    report: PathBuf,
}

impl Files {
    fn of(folder: &Path, key: &str) -> Self {
        // An artifact of one file has the file's name.
        let report = match key {
            "default" => "levelbook-report.html".to_owned(),
            key => format!("levelbook-report-{key}.html"),
        };
        Self {
            json: folder.join("diff.json"),
            comment: folder.join("comment.md"),
            report: folder.join(report),
        }
    }
}

/// The forms of a comparison.
pub struct Texts<'a> {
    pub diff: &'a Diff,
    pub key: &'a str,
    pub report_url: Option<&'a str>,
}

impl Texts<'_> {
    pub fn as_(&self, format: Format) -> String {
        let options = Options {
            width: term::width(),
            key: self.key,
            report_url: self.report_url,
            ..Options::default()
        };
        review::render(format, self.diff, &options)
    }
}

pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    host::fs::write(path, &|out| out.write_all(text.as_bytes()))?;
    Ok(())
}
