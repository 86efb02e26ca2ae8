use super::outputs::Told;
use super::{Job, option, parsed};
use crate::cli::args::Command;
use crate::cli::load::load;
use crate::cli::{Failure, Outcome, build as builder, check as checker};

pub fn build(job: &Job<'_>) -> Result<Outcome, Failure> {
    let inputs = &job.inputs;
    let mut words = vec!["build".to_owned()];
    words.extend(option("dest-dir", &inputs.out_dir));
    words.extend(option("site-url", &inputs.site_url));
    words.extend(inputs.strict.then(|| "--strict".to_owned()));
    words.extend(inputs.args.iter().cloned());
    let Command::Build(args) = parsed(&words)? else {
        return Ok(Outcome::Usage);
    };
    let outcome = builder::run(&args, job.term)?;
    let loaded = load(&args.book.dir, args.book.day.date)?;
    let target = loaded.target(args.dest_dir.as_deref())?;
    job.runner
        .tell(&[("out-dir", Told::Path(job.runner.known(&target)))])?;
    Ok(outcome)
}

pub fn check(job: &Job<'_>) -> Result<Outcome, Failure> {
    let inputs = &job.inputs;
    let mut words = vec!["check".to_owned()];
    if !inputs.args.iter().any(|arg| arg.starts_with("--format")) {
        words.push("--format=github".to_owned());
    }
    words.extend(option("base", &inputs.base));
    words.extend(inputs.strict.then(|| "--strict".to_owned()));
    words.extend(inputs.args.iter().cloned());
    let Command::Check(args) = parsed(&words)? else {
        return Ok(Outcome::Usage);
    };
    let outcome = checker::run(&args, job.term)?;
    if outcome == Outcome::Fine {
        job.term.say("The book has no errors");
    }
    Ok(outcome)
}
