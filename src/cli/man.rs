use std::path::Path;

use clap_mangen::Man;

use super::args::{self, command};
use super::{Failure, Outcome, Term};
use crate::host::{HostError, fs};

/// Manual pages for `man`: that of the program on the standard output, or all of them in a folder.
pub fn run(args: &args::Man, term: &Term) -> Result<Outcome, Failure> {
    let mut root = command();
    root.build();
    match &args.dir {
        None => {
            let page = page(root).map_err(Failure::of_output)?;
            term.print(&String::from_utf8_lossy(&page))?;
        }
        Some(dir) => {
            let mut count = 0;
            write(root, dir, &mut count)?;
            term.say(&format!("{count} pages are in {}", dir.display()));
        }
    }
    Ok(Outcome::Fine)
}

/// The page of a command, and those of the commands below it: `levelbook-new-team.1`.
fn write(command: clap::Command, dir: &Path, count: &mut usize) -> Result<(), Failure> {
    let below = command
        .get_subcommands()
        .filter(|below| !below.is_hide_set());
    for below in below.cloned().collect::<Vec<_>>() {
        write(below, dir, count)?;
    }
    let path = dir.join(Man::new(command.clone()).get_filename());
    let page = page(command).map_err(HostError::output)?;
    fs::write(&path, &|out| out.write_all(&page))?;
    *count += 1;
    Ok(())
}

fn page(command: clap::Command) -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(page)
}
