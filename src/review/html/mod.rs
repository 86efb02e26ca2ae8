//! A comparison as one file that needs nothing else: it opens from the artifacts of a build, in the
//! look of the reports, and prints. It loads nothing and runs nothing; its policy names the digests
//! of its two styles and allows no more.

mod foot;
mod markup;
mod overview;
mod report;
mod team;

use markup::{Html, Sides};

use super::facts::Trend;
use super::links::Links;
use super::record::{Diff, TeamChange};
use super::{Options, words};
use crate::theme::{self, policy_hash};
use crate::tree::BookPath;

/// What the default theme does not say.
const STYLE: &str = include_str!("style.css");

/// The page. The words of the record are text in it, whatever they hold.
pub fn render(diff: &Diff, _options: &Options<'_>) -> String {
    let theme = theme::built_in_text(&BookPath::built_in("themes/default/assets/style.css"));
    let styles = [theme.unwrap_or_default(), STYLE];
    let mut html = Html::default();
    head(&mut html, diff, &styles);
    body(&mut html, diff);
    html.raw("</html>\n");
    html.finish()
}

fn head(html: &mut Html, diff: &Diff, styles: &[&str; 2]) {
    let hashes = styles.map(policy_hash);
    html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw(&format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}' '{}'; img-src data:; base-uri 'none'; form-action 'none'\">\n",
        hashes[0], hashes[1]
    ));
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n");
    html.raw("<link rel=\"icon\" href=\"data:,\">\n<title>");
    html.text(&format!("{} · {}", sentence(diff), diff.title));
    html.raw("</title>\n");
    for style in styles {
        html.raw(&format!("<style>{style}</style>\n"));
    }
    html.raw("</head>\n");
}

fn body(html: &mut Html, diff: &Diff) {
    let sides = Sides {
        links: Links::new(diff),
        names_models: diff.ladders.len() > 1,
    };
    html.raw("<body class=\"review\">\n<a class=\"skip\" href=\"#lb-main\">Skip to the content</a>\n<main id=\"lb-main\">\n");
    html.element("p", "over", &diff.title);
    html.element("h1", "", &sentence(diff));
    overview::facts(html, diff);
    overview::findings(html, diff, &sides);
    overview::table(html, diff, &sides);
    for (trend, title) in [
        (Trend::Falls, "Teams that fall"),
        (Trend::Rises, "Teams that rise"),
        (Trend::Other, "Other teams that change"),
    ] {
        let teams = diff.teams.iter().enumerate();
        let teams: Vec<(usize, &TeamChange)> = teams
            .filter(|(_, team)| Trend::of_team(team) == trend)
            .collect();
        if !teams.is_empty() {
            html.element("h2", "", title);
        }
        for (number, team) in teams {
            team::section(html, diff, &sides, number, team);
        }
    }
    foot::models(html, diff, &sides);
    foot::problems(html, diff, &sides);
    foot::lists(html, diff);
    foot::gates(html, diff);
    html.raw("</main>\n</body>\n");
}

/// The verdict, as a sentence begins.
fn sentence(diff: &Diff) -> String {
    let verdict = match words::is_unchanged(diff) {
        true => "nothing changed".to_owned(),
        false => words::verdict(diff),
    };
    let mut chars = verdict.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
