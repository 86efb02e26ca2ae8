use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use super::Job;
use super::compare::{Texts, write};
use super::event::WorkflowRun;
use super::outputs::{Runner, Told};
use super::post::Post;
use crate::cli::args::{self, Command};
use crate::cli::comment::record;
use crate::cli::{Failure, Outcome};
use crate::host::{self, github};
use crate::review::Format;

/// Comments on the pull request of another workflow's run. The comparison comes from that run and is
/// examined; which pull request it is, only GitHub says.
pub fn run(job: &Job<'_>) -> Result<Outcome, Failure> {
    let Some(file) = job.inputs.diff_json.as_deref().map(Path::new) else {
        return Err(Failure::Usage(
            "the input `diff-json` names no file".to_owned(),
            "write the path of what the command `diff` has saved".to_owned(),
        ));
    };
    if !host::fs::is_file(file) {
        job.term
            .say("There is no comparison: the review has commented by itself, or has made none");
        return job.told(false);
    }
    let args = arguments(job, file)?;
    let diff = record(&args)?;
    let texts = Texts {
        diff: &diff,
        key: &args.key,
        report_url: args.report_url.as_deref(),
    };
    let body = texts.as_(Format::Markdown);
    let path = job.runner.folder(&args.key).join("comment.md");
    write(&path, &body)?;
    job.runner.summarize(&texts.as_(Format::Summary))?;
    job.runner.tell(&[
        ("changed", Told::Yes(!diff.is_empty())),
        ("regressions", Told::Number(diff.summary.down)),
        ("comment-path", Told::Path(job.runner.known(&path))),
    ])?;
    let Some((number, head)) = pull_request(job)? else {
        return job.told(false);
    };
    let post = Post {
        number,
        head: &head,
        key: &args.key,
        body: &body,
        is_empty: diff.is_empty(),
    };
    job.term.say(post.send(job)?.text());
    job.told(true)
}

impl Job<'_> {
    fn told(&self, commented: bool) -> Result<Outcome, Failure> {
        self.runner.tell(&[("commented", Told::Yes(commented))])?;
        Ok(Outcome::Fine)
    }
}

fn arguments(job: &Job<'_>, file: &Path) -> Result<args::Comment, Failure> {
    let has = |name: &str| job.inputs.args.iter().any(|arg| arg.starts_with(name));
    let mut words = vec![
        "comment".to_owned(),
        format!("--from={}", file.display()),
        format!("--key={}", job.inputs.key),
    ];
    words.extend(super::option("site-url", &job.inputs.site_url));
    if !has("--report-url") {
        words.extend(super::option("report-url", &report_url(job)));
    }
    words.extend(job.inputs.args.iter().cloned());
    match super::parsed(&words)? {
        Command::Comment(args) => Ok(args),
        _ => Err(Failure::Usage(
            "the inputs name another command".to_owned(),
            "write options of `levelbook comment` into `args`".to_owned(),
        )),
    }
}

/// The run that has made the comparison.
fn report_url(job: &Job<'_>) -> Option<String> {
    match job.event.workflow_run() {
        Some(run) => {
            let repository = job.runner.repository_url()?;
            Some(format!("{repository}/actions/runs/{}", run.id))
        }
        None => job.runner.run_url(),
    }
}

/// Its number and head; `None` where there is none to comment on.
fn pull_request(job: &Job<'_>) -> Result<Option<(u64, String)>, Failure> {
    if let Some(pull) = job.event.pull_request() {
        return Ok(Some((pull.number, pull.head.sha.clone())));
    }
    let Some(run) = job.event.workflow_run() else {
        return Err(Failure::Usage(
            format!("the event `{}` belongs to no pull request", job.event.name),
            "comment in a workflow that `pull_request` or `workflow_run` starts".to_owned(),
        ));
    };
    if run.event != "pull_request" {
        job.term.say("The run was not that of a pull request");
        return Ok(None);
    }
    let numbers = of_head(&job.runner, run)?;
    match numbers[..] {
        [number] => Ok(Some((number, run.head_sha.clone()))),
        [] => {
            job.term
                .say("No open pull request has the head of the run any more");
            Ok(None)
        }
        _ => {
            job.term.warn(
                "several open pull requests have the head of the run, and there is no comment on any",
            );
            Ok(None)
        }
    }
}

/// The open pull requests from the run's branch whose head is that of the run.
fn of_head(runner: &Runner, run: &WorkflowRun) -> Result<Vec<u64>, Failure> {
    let (Some(branch), Some(from)) = (&run.head_branch, &run.head_repository) else {
        return Ok(Vec::new());
    };
    let repository = runner.repository.as_deref().unwrap_or_default();
    let (owner, name) = repository.split_once('/').unwrap_or_default();
    let variables = json!({ "owner": owner, "name": name, "branch": branch });
    let answer: Answer = github::decoded(github::query(&runner.server, PULLS, &variables)?)?;
    let pulls = answer.repository.map(|found| found.pull_requests.nodes);
    let is_it = |pull: &Pull| {
        let of = pull.head_repository.as_ref();
        pull.head_ref_oid == run.head_sha
            && of.is_some_and(|of| of.name_with_owner == from.full_name)
    };
    let pulls = pulls.unwrap_or_default().into_iter().filter(is_it);
    Ok(pulls.map(|pull| pull.number).collect())
}

/// Branches of other forks may have the same name; so many of them with open pull requests at once
/// are not expected.
const PULLS: &str = "query($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) {
    pullRequests(
      first: 100, states: [OPEN], headRefName: $branch,
      orderBy: { field: UPDATED_AT, direction: DESC }
    ) {
      nodes { number headRefOid headRepository { nameWithOwner } }
    }
  }
}";

#[derive(Deserialize)]
struct Answer {
    repository: Option<Found>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    pull_requests: Pulls,
}

#[derive(Deserialize)]
struct Pulls {
    nodes: Vec<Pull>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pull {
    number: u64,
    head_ref_oid: String,
    head_repository: Option<Named>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    name_with_owner: String,
}
