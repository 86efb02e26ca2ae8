use super::args::{self, ShowFormat};
use super::load::{compile_or_report, load};
use super::{Failure, Outcome, Term};
use crate::diagnostic::{nearest, safe};
use crate::export;

pub fn run(args: &args::Show, term: &Term) -> Result<Outcome, Failure> {
    let loaded = load(&args.dir, args.day.date)?;
    loaded.tell(term);
    let book = compile_or_report(&loaded, term)?;
    let teams = &book.evaluation().teams;
    let team = match &args.team {
        None => None,
        Some(id) => match teams.iter().position(|standing| standing.team.id == *id) {
            Some(ix) => Some(ix),
            None => {
                let ids = teams.iter().map(|standing| standing.team.id.as_str());
                let help = match nearest(id, ids) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`levelbook show` lists all teams; a team's id is its file's or folder's name".to_owned(),
                };
                return Err(Failure::Usage(format!("the book has no team `{id}`"), help));
            }
        },
    };
    let format = match args.format {
        ShowFormat::Text => export::ShowFormat::Text,
        ShowFormat::Markdown => export::ShowFormat::Markdown,
        ShowFormat::Json => export::ShowFormat::Json,
    };
    let text = export::show(&book.exporter(), team, format);
    if format == export::ShowFormat::Json {
        return term.print(&text).map(|()| Outcome::Fine);
    }
    if text.trim().is_empty() {
        term.say("the book holds no assessment yet; `levelbook new team NAME` adds one");
        return Ok(Outcome::Fine);
    }
    let lines: Vec<_> = text
        .lines()
        .map(|line| safe::printable(line).into_owned())
        .collect();
    term.print(&format!("{}\n", lines.join("\n").trim_end()))?;
    Ok(Outcome::Fine)
}
