//! The command line: one file per command. Here the core and the outside world meet.

#![allow(clippy::disallowed_methods)]

mod args;
mod build;
mod check;
mod ci;
mod clean;
mod comment;
mod completions;
mod diff;
mod explain;
mod export;
mod fmt;
mod history;
mod import;
mod init;
mod load;
mod man;
mod new;
mod notes;
mod progress;
mod runner;
mod schema;
mod serve;
mod show;
mod term;
mod theme;

pub use args::command;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser;
use term::Term;

/// How a run ended (spec, 5): 0 fine, 1 findings, 2 usage, 3 the outside world failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Fine,
    Findings,
    Usage,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Fine => 0,
            Outcome::Findings => 1,
            Outcome::Usage => 2,
        })
    }
}

/// What ends a command at once.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Host(#[from] crate::host::HostError),
    /// The reader of the output went away; nothing is said, as it is the custom in pipes.
    #[error("the output is closed")]
    Closed,
    /// What is wrong with the book was printed.
    #[error("the book has errors")]
    Reported,
    /// The command was called in a way that makes no sense; the second text is help.
    #[error("{0}")]
    Usage(String, String),
    /// What was handed in is not what it has to be; the second text is help.
    #[error("{0}")]
    Refused(String, String),
}

impl Failure {
    /// What it means that the standard output does not take more.
    pub fn of_output(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => crate::host::HostError::output(error).into(),
        }
    }
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let term = Term::new(&args.global);
    match run(&args, &term) {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            term.fail(&failure);
            ExitCode::from(match failure {
                Failure::Closed => 0,
                Failure::Reported | Failure::Refused(..) => 1,
                Failure::Usage(..) => 2,
                Failure::Host(_) => 3,
            })
        }
    }
}

fn run(args: &Args, term: &Term) -> Result<Outcome, Failure> {
    if let Some(code) = &args.explain {
        return explain::run(code, term);
    }
    let Some(command) = &args.command else {
        return Err(Failure::Usage(
            "no command was given".to_owned(),
            "`levelbook --help` lists the commands".to_owned(),
        ));
    };
    match command {
        Command::Init(args) => init::run(args, term),
        Command::New(args) => new::run(args, term),
        Command::Import(args) => import::run(args, term),
        Command::Build(args) => build::run(args, term),
        Command::Serve(args) => serve::run(args, term),
        Command::Check(args) => check::run(args, term),
        Command::Fmt(args) => fmt::run(args, term),
        Command::Show(args) => show::run(args, term),
        Command::Diff(args) => diff::run(args, term),
        Command::Comment(args) => comment::run(args, term),
        Command::History(args) => history::run(args, term),
        Command::Export(args) => export::run(args, term),
        Command::Schema(args) => schema::run(args, term),
        Command::Theme(args) => theme::run(args, term),
        Command::Clean(args) => clean::run(args, term),
        Command::Ci(_) => ci::run(term),
        Command::Completions(args) => completions::run(args, term),
        Command::Man(args) => man::run(args, term),
    }
}
