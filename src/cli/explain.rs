use super::{Failure, Outcome, Term};
use crate::diagnostic::{Code, Severity, nearest};

pub fn run(code: &str, term: &Term) -> Result<Outcome, Failure> {
    if code == "list" {
        let lines: Vec<String> = Code::ALL
            .iter()
            .map(|code| format!("{} {}\n", word(*code), code.id()))
            .collect();
        return term.print(&lines.concat()).map(|()| Outcome::Fine);
    }
    let Some(found) = Code::from_id(code) else {
        let help = match nearest(code, Code::ALL.iter().map(|code| code.id())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`levelbook --explain list` names all codes".to_owned(),
        };
        return Err(Failure::Usage(
            format!("there is no diagnostic `{code}`"),
            help,
        ));
    };
    term.print(&format!(
        "{} ({})\n\n{}\n",
        found.id(),
        word(found).trim_end(),
        found.explanation()
    ))?;
    Ok(Outcome::Fine)
}

fn word(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error  ",
        Severity::Warning => "warning",
    }
}
