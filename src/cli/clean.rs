use super::args;
use super::load::load;
use super::term::shown;
use super::{Failure, Outcome, Term};
use crate::host::publish;

pub fn run(args: &args::Clean, term: &Term) -> Result<Outcome, Failure> {
    let target = match &args.dest_dir {
        Some(path) => path.clone(),
        None => load(&args.dir, None)?.target(None)?,
    };
    let cleaned = publish::clean(&target)?;
    term.say(&format!(
        "{} files removed from {}",
        cleaned.removed,
        shown(&target)
    ));
    for name in cleaned.left.iter().take(10) {
        term.say(&format!("note: `{name}` is not Levelbook's and stays"));
    }
    Ok(Outcome::Fine)
}
