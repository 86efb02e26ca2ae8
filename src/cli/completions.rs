use super::args::{self, command};
use super::{Failure, Outcome, Term};

pub fn run(args: &args::Completions, term: &Term) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "levelbook", &mut script);
    term.print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
