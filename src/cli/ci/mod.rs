//! What `action.yml` runs: one command of the program with the inputs of a step, and what a runner of
//! GitHub wants of it in return.

mod book;
mod comment;
mod compare;
mod event;
mod inputs;
mod outputs;
mod post;
mod thread;

use super::args::Args;
use super::{Failure, Outcome, Term};
use clap::Parser;
use event::Event;
use inputs::Inputs;
use outputs::Runner;

pub fn run(term: &Term) -> Result<Outcome, Failure> {
    let runner = Runner::of_environment();
    let inputs = Inputs::read(&|name| std::env::var(format!("INPUT_{name}")).ok())
        .map_err(|(what, help)| Failure::Usage(what, help))?;
    let job = Job {
        event: Event::of_environment()?,
        inputs,
        runner,
        term,
    };
    match job.inputs.command.as_str() {
        "build" => book::build(&job),
        "check" => book::check(&job),
        "diff" => compare::run(&job),
        "comment" => comment::run(&job),
        other => Err(Failure::Usage(
            format!("the input `command` is `{other}`"),
            "write `build`, `check`, `diff` or `comment`".to_owned(),
        )),
    }
}

/// One step of a workflow.
struct Job<'a> {
    inputs: Inputs,
    event: Event,
    runner: Runner,
    term: &'a Term,
}

/// The command line that a step means, read as the program reads its own.
fn parsed(words: &[String]) -> Result<super::args::Command, Failure> {
    let all = ["levelbook"]
        .into_iter()
        .chain(words.iter().map(String::as_str));
    let args = Args::try_parse_from(all).map_err(|error| {
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default();
        let what = first.strip_prefix("error: ").unwrap_or(first).to_owned();
        let help = format!("the inputs mean `levelbook {}`", words.join(" "));
        Failure::Usage(what, help)
    })?;
    args.command.ok_or_else(|| {
        Failure::Usage(
            "the inputs name no command".to_owned(),
            "write arguments of the command into `args`, and nothing else".to_owned(),
        )
    })
}

/// `--name value`, where there is a value.
fn option(name: &str, value: &Option<String>) -> Vec<String> {
    match value {
        Some(value) => vec![format!("--{name}={value}")],
        None => Vec::new(),
    }
}
