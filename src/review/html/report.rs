use super::markup::{Html, Sides};
use super::team::arrow;
use crate::chart::{self, Stairs, Tread};
use crate::diagnostic::safe::printable;
use crate::review::facts::{self, Fact, Trend};
use crate::review::record::{Diff, Ladder, ReportChange};
use crate::review::words;

/// A report of a team.
pub(super) struct Part<'d> {
    pub id: &'d str,
    /// The team and the model, for the labels of its tables.
    pub name: &'d str,
    pub report: &'d ReportChange,
}

/// A report that changed: its level before and after, then by KPA and by answer, then all else.
/// Ids in it begin with `id`.
pub(super) fn part(html: &mut Html, diff: &Diff, sides: &Sides<'_>, part: &Part<'_>) {
    let Part { id, name, report } = *part;
    html.raw("<h4>");
    let ladder = diff.ladders.iter().find(|one| one.model == report.model);
    html.text(&facts::clip(ladder.map_or(&report.model, |one| &one.name)));
    html.raw(" <span class=\"level\">");
    html.raw(arrow(Trend::of(&report.level)));
    html.text(&facts::level(&report.level));
    html.raw("</span>");
    let causes = facts::causes(&report.level);
    if !causes.is_empty() {
        html.raw(" <small>");
        html.text(&causes);
        html.raw("</small>");
    }
    html.raw("</h4>\n");
    if let Some(ladder) = ladder {
        pictures(html, id, ladder, report);
    }
    kpas(html, name, report);
    answers(html, sides, name, report);
    let others: Vec<Fact<'_>> = facts::of_report(report)
        .into_iter()
        .filter(|fact| !matches!(fact.title, "KPAs" | "Answers"))
        .collect();
    if !others.is_empty() {
        html.raw("<dl class=\"takes\">\n");
        self::facts(html, sides, &others);
        html.raw("</dl>\n");
    }
}

/// Facts as terms with what is told of them.
pub(super) fn facts(html: &mut Html, sides: &Sides<'_>, facts: &[Fact<'_>]) {
    for fact in facts {
        html.raw(&format!("<dt>{}</dt><dd>", fact.title));
        html.items(sides, &fact.items);
        html.raw("</dd>\n");
    }
}

/// The stairs before and after, where the level is another one.
fn pictures(html: &mut Html, id: &str, ladder: &Ladder, report: &ReportChange) {
    let place = |id: &Option<String>| {
        let id = id.as_ref()?;
        ladder.levels.iter().position(|rung| rung.id == *id)
    };
    let (level, leads) = (&report.level, &report.roadmap);
    let (Some(base), Some(head)) = (place(&level.base), place(&level.head)) else {
        return;
    };
    if base == head {
        return;
    }
    html.raw("<div class=\"pair\">\n");
    for (side, title, here, next) in [
        ("b", "Before", base, place(&leads.base)),
        ("h", "After", head, place(&leads.head)),
    ] {
        let title = format!("{title}: level {}", plain(&ladder.levels[here].id));
        html.raw("<figure class=\"picture\"><figcaption>");
        html.text(&title);
        html.raw("</figcaption>");
        html.raw(&stairs(
            &format!("{id}{side}"),
            &title,
            ladder,
            (here, next),
        ));
        html.raw("</figure>\n");
    }
    html.raw("</div>\n");
}

fn stairs(id: &str, title: &str, ladder: &Ladder, (here, next): (usize, Option<usize>)) -> String {
    let names: Vec<(String, String)> = ladder
        .levels
        .iter()
        .map(|rung| (plain(&rung.id), plain(&rung.name)))
        .collect();
    let treads = names.iter().map(|(id, name)| Tread {
        id,
        name,
        marks: Vec::new(),
        part_of: None,
    });
    let input = Stairs {
        treads: treads.collect(),
        here: Some(here),
        up_to: here,
        next,
        ..Stairs::default()
    };
    let levels: Vec<&str> = names.iter().map(|(id, _)| id.as_str()).collect();
    let description = format!("The levels from the lowest: {}.", levels.join(", "));
    chart::stairs(id, title, &description, &input)
}

fn plain(text: &str) -> String {
    printable(&facts::clip(text)).into_owned()
}

fn kpas(html: &mut Html, name: &str, report: &ReportChange) {
    if report.kpas.is_empty() {
        return;
    }
    let heads = [("", "KPA"), ("", "Before"), ("", "After"), ("", "By")];
    html.open_table(&format!("KPAs whose rating changed, {name}"), &heads);
    for kpa in &report.kpas {
        html.head_cell(&kpa.id, &kpa.name);
        for rating in [&kpa.base, &kpa.head] {
            html.raw("<td class=\"state\">");
            html.raw(mark(rating.as_deref()));
            html.text(&facts::clip(words::state(rating.as_deref())));
            html.raw("</td>");
        }
        let mut by: Vec<String> = kpa.goals.iter().map(|id| facts::clip(id)).collect();
        if kpa.by_model {
            by.push("the model alone".to_owned());
        }
        html.cell("", &by.join(", "));
        html.raw("</tr>\n");
    }
    html.close_table();
}

/// The ink of a KPA's rating; the word stands beside it.
fn mark(rating: Option<&str>) -> &'static str {
    match rating {
        Some("satisfied") => "<span class=\"mark ink-4\"></span>",
        Some("unsatisfied") => "<span class=\"mark ink-0\"></span>",
        Some("not-rated") => "<span class=\"mark ink-unknown\"></span>",
        Some("not-applicable") => "<span class=\"mark ink-na\"></span>",
        _ => "",
    }
}

fn answers(html: &mut Html, sides: &Sides<'_>, name: &str, report: &ReportChange) {
    if report.answers.is_empty() {
        return;
    }
    let heads = [
        ("", "Goal"),
        ("", "Before"),
        ("", "After"),
        ("", "Remarks"),
        ("", "Answer"),
    ];
    html.open_table(&format!("Goals whose rating changed, {name}"), &heads);
    for answer in &report.answers {
        html.head_cell(&answer.id, &answer.statement);
        html.cell("", &facts::or_none(&answer.base));
        html.cell("", &facts::or_none(&answer.head));
        html.cell("", &facts::remarks(answer).join(", "));
        html.raw("<td>");
        if let Some(at) = facts::of_answer(report, answer) {
            html.place(sides, at);
        }
        html.raw("</td></tr>\n");
    }
    html.close_table();
}
