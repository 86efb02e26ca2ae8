use super::markup::{Html, Sides};
use super::report::{self, Part};
use crate::review::facts::{self, Trend};
use crate::review::record::{Diff, Kind, TeamChange};

/// The sign of a level that changed, with words for those who do not see it.
pub(super) fn arrow(trend: Trend) -> &'static str {
    match trend {
        Trend::Falls => "<span aria-hidden=\"true\">▼ </span><span class=\"sr\">falls: </span>",
        Trend::Rises => "<span aria-hidden=\"true\">▲ </span><span class=\"sr\">rises: </span>",
        Trend::Other => "",
    }
}

/// A team's name, which leads to what is told of it.
pub(super) fn link(html: &mut Html, number: usize, team: &TeamChange) {
    html.raw(&format!("<a href=\"#t{number}\">"));
    html.name(&facts::clip(&team.name));
    html.raw("</a>");
}

/// Everything that changed of a team.
pub(super) fn section(
    html: &mut Html,
    diff: &Diff,
    sides: &Sides<'_>,
    number: usize,
    team: &TeamChange,
) {
    html.raw(&format!("<section class=\"team\" id=\"t{number}\">\n<h3>"));
    let page = team
        .page
        .as_deref()
        .filter(|_| team.change != Kind::Removed);
    let url = page.and_then(|page| sides.links.page(page));
    if let Some(url) = &url {
        html.raw("<a href=\"");
        html.text(url);
        html.raw("\">");
    }
    html.name(&facts::clip(&team.name));
    html.raw(if url.is_some() {
        "</a></h3>\n"
    } else {
        "</h3>\n"
    });
    for (ix, report) in team.reports.iter().enumerate() {
        let part = Part {
            id: &format!("t{number}-{ix}"),
            name: &facts::clip(&format!("{}, {}", team.name, report.model)),
            report,
        };
        report::part(html, diff, sides, &part);
    }
    let facts = facts::of_team(team);
    if !facts.is_empty() {
        html.raw("<dl class=\"takes\">\n");
        report::facts(html, sides, &facts);
        html.raw("</dl>\n");
    }
    html.raw("</section>\n");
}
