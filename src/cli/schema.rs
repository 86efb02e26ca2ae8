use super::args::{self, SchemaWhat};
use super::{Failure, Outcome, Term};
use crate::data::json_schema;
use crate::{assessment, config, model, review};

pub fn run(args: &args::Schema, term: &Term) -> Result<Outcome, Failure> {
    let schema = match args.what {
        SchemaWhat::Assessment => assessment::schema(),
        SchemaWhat::Model => json_schema("The front matter of a maturity model", &model::SHAPE),
        SchemaWhat::Book => json_schema("book.toml", &config::SHAPE),
        SchemaWhat::Diff => review::schema(),
    };
    term.print(&format!("{schema:#}\n"))?;
    Ok(Outcome::Fine)
}
