use std::io::Write;

use super::args::{self, ExportFormat};
use super::load::{compile_or_report, load};
use super::{Failure, Outcome, Term};
use crate::{export, host};

pub fn run(args: &args::Export, term: &Term) -> Result<Outcome, Failure> {
    let loaded = load(&args.book.dir, args.book.day.date)?;
    loaded.tell(term);
    let book = compile_or_report(&loaded, term)?;
    let write = |out: &mut dyn Write| match args.format {
        ExportFormat::Json => export::json(&book.exporter(), out),
        ExportFormat::Csv => export::csv(&book.exporter(), out),
    };
    match &args.output {
        Some(path) => host::fs::write(path, &write)?,
        None => {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            write(&mut out)
                .and_then(|()| out.flush())
                .map_err(Failure::of_output)?;
        }
    }
    Ok(Outcome::Fine)
}
