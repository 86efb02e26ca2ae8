//! The same teams for two other generators. Their pages show less than a report does: facts, one
//! table of the answers, a summary per level, the gaps to the next level, and the body. Hugo works
//! the level out in its templates; for mdBook, which has no data, the tables are Markdown already.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::corpus::{KPAS, LEVELS, Team, put, team};

pub fn write_hugo(folder: &Path, teams: usize) -> io::Result<()> {
    let mut config = "baseURL = \"https://reports.example.org/book/\"\n\
                      title = \"Maturity reports\"\n\
                      disableKinds = [\"taxonomy\", \"term\", \"RSS\"]\n\n\
                      [markup.highlight]\ncodeFences = false\n\n[params.model]\n"
        .to_owned();
    for (level, name) in &LEVELS[1..] {
        let _ = writeln!(
            config,
            "[[params.model.levels]]\nlevel = {level}\nname = \"{name}\""
        );
    }
    for kpa in &KPAS {
        let _ = writeln!(
            config,
            "[[params.model.kpas]]\nid = \"{}\"\nlevel = {}\nname = \"{}\"",
            kpa.id, kpa.level, kpa.name
        );
    }
    let layouts = [
        ("baseof", include_str!("peers/hugo/baseof.html")),
        ("page", include_str!("peers/hugo/page.html")),
        ("section", include_str!("peers/hugo/section.html")),
        ("home", include_str!("peers/hugo/home.html")),
    ];
    put(&folder.join("hugo.toml"), &config)?;
    for (name, text) in layouts {
        put(&folder.join(format!("layouts/{name}.html")), text)?;
    }
    put(&folder.join("static/style.css"), "body { margin: 2rem }\n")?;
    put(
        &folder.join("content/_index.md"),
        "---\ntitle: Maturity reports\n---\n",
    )?;
    put(
        &folder.join("content/teams/_index.md"),
        "---\ntitle: Teams\n---\n",
    )?;
    for number in 1..=teams {
        let team = team(number);
        let file = folder.join(format!("content/teams/{}.md", team.id));
        put(&file, &hugo_page(&team))?;
    }
    Ok(())
}

fn hugo_page(team: &Team) -> String {
    let mut text = format!(
        "---\ntitle: \"{}\"\ndate: {}\nparams:\n  modelid: delivery\n  assessor: \"{}\"\n  answers:\n",
        team.title, team.date, team.assessor
    );
    for (kpa, rating, note, evidence) in &team.answers {
        let _ = write!(
            text,
            "    {}:\n      rating: {rating}\n      note: {note}\n      evidence: {evidence}\n",
            kpa.id
        );
    }
    text.push_str("---\n\n");
    text.push_str(&team.body);
    text
}

/// With search and print off, which are by far the slowest parts of mdBook.
pub fn write_mdbook(folder: &Path, teams: usize) -> io::Result<()> {
    put(
        &folder.join("book.toml"),
        "[book]\ntitle = \"Maturity reports\"\nlanguage = \"en\"\n\n\
         [build]\ncreate-missing = false\n\n\
         [output.html]\nsite-url = \"/book/\"\n\n\
         [output.html.search]\nenable = false\n\n[output.html.print]\nenable = false\n",
    )?;
    let mut summary = "# Summary\n\n[All teams](index.md)\n\n".to_owned();
    let mut index = "# All teams\n\n| Team | Date | Answers |\n| --- | --- | --- |\n".to_owned();
    for number in 1..=teams {
        let team = team(number);
        let _ = writeln!(summary, "- [{}]({}.md)", team.title, team.id);
        let _ = writeln!(
            index,
            "| [{}]({}.md) | {} | {} |",
            team.title,
            team.id,
            team.date,
            team.answers.len()
        );
        put(
            &folder.join(format!("src/{}.md", team.id)),
            &mdbook_page(&team),
        )?;
    }
    put(&folder.join("src/SUMMARY.md"), &summary)?;
    put(&folder.join("src/index.md"), &index)
}

fn mdbook_page(team: &Team) -> String {
    let rating = |id: &str| team.answers.iter().find(|(kpa, ..)| kpa.id == id);
    let holds = |id: &str| rating(id).is_some_and(|(_, r, ..)| matches!(*r, "full" | "largely"));
    let mut text = format!(
        "# {}\n\n{}, model delivery, by {}\n\n\
         | Level | Satisfied | Of |\n| --- | --- | --- |\n",
        team.title, team.date, team.assessor
    );
    let (mut reached, mut open) = (1, true);
    for (level, name) in &LEVELS[1..] {
        let of: Vec<_> = KPAS.iter().filter(|kpa| kpa.level == *level).collect();
        let satisfied = of.iter().filter(|kpa| holds(kpa.id)).count();
        open &= satisfied == of.len();
        if open {
            reached = *level;
        }
        let _ = writeln!(text, "| {level} {name} | {satisfied} | {} |", of.len());
    }
    let _ = write!(
        text,
        "\nLevel {reached}\n\n\
         | KPA | Level | Rating | Note | Evidence |\n| --- | --- | --- | --- | --- |\n"
    );
    for kpa in &KPAS {
        let (rating, note, link) = match rating(kpa.id) {
            Some((_, rating, note, url)) => (*rating, *note, format!("[{url}]({url})")),
            None => ("not", "", String::new()),
        };
        let _ = writeln!(
            text,
            "| {} | {} | {rating} | {note} | {link} |",
            kpa.name, kpa.level
        );
    }
    let _ = write!(text, "\n## Gaps to level {}\n\n", reached + 1);
    for kpa in KPAS
        .iter()
        .filter(|kpa| kpa.level == reached + 1 && !holds(kpa.id))
    {
        let rating = rating(kpa.id).map_or("not assessed", |(_, rating, ..)| rating);
        let _ = writeln!(text, "- {}: {rating}", kpa.name);
    }
    let _ = write!(text, "\n{}", team.body);
    text
}
