use super::markup::{Html, Sides};
use crate::review::facts::{self, Ink};
use crate::review::findings;
use crate::review::links::{At, Side};
use crate::review::record::{Diff, Gate};
use crate::review::words::done;

/// The models and settings that are other ones, and what they do to answers that nobody changed.
pub(super) fn models(html: &mut Html, diff: &Diff, sides: &Sides<'_>) {
    if diff.models.is_empty() && diff.settings.is_empty() {
        return;
    }
    html.element("h2", "", "Models and settings");
    for model in &diff.models {
        html.raw("<section class=\"team\">\n<h3>");
        html.name(&facts::clip(&model.name));
        html.raw(" <small>");
        html.text(&format!(
            "{} {}",
            facts::clip(&model.id),
            facts::versions(model, facts::clip)
        ));
        html.raw("</small></h3>\n");
        html.element("p", "", &format!("It is {}.", facts::effect(model)));
        let items = facts::of_model(model);
        if !items.is_empty() {
            html.raw("<div class=\"changes\">\n");
            html.items(sides, &items);
            html.raw("</div>\n");
        }
        html.raw("</section>\n");
    }
    if !diff.settings.is_empty() {
        let settings = facts::fields(&diff.settings);
        html.element("p", "", &format!("Settings: {settings}"));
    }
}

/// What is wrong in head and was not in base.
pub(super) fn problems(html: &mut Html, diff: &Diff, sides: &Sides<'_>) {
    let mut problems = findings::problems(diff).peekable();
    if problems.peek().is_none() {
        return;
    }
    html.element("h2", "", "New problems");
    html.raw("<ul class=\"pressing\">\n");
    for problem in problems {
        html.raw("<li>");
        html.sentence(&problem.message);
        html.raw("<span>");
        html.text(&format!("{} ", facts::clip(&problem.severity)));
        html.raw("<code>");
        html.text(&facts::clip(&problem.code));
        html.raw("</code>");
        if let Some(file) = &problem.file {
            html.raw(" · ");
            let (side, line) = (Side::Head, problem.line);
            html.place(sides, At { side, file, line });
        }
        for help in &problem.help {
            html.raw("<br>");
            html.sentence(help);
        }
        html.raw("</span></li>\n");
    }
    html.raw("</ul>\n");
}

/// Units that came or went, and what becomes stale soon.
pub(super) fn lists(html: &mut Html, diff: &Diff) {
    if !diff.units.is_empty() {
        html.element("h2", "", "Units");
        html.raw("<ul>\n");
        for unit in &diff.units {
            html.raw("<li>");
            html.name(&facts::clip(&unit.path.join(" / ")));
            html.raw(&format!(" {}</li>\n", done(unit.change)));
        }
        html.raw("</ul>\n");
    }
    if !diff.soon_stale.is_empty() {
        html.element("h2", "", "Stale within 30 days");
        html.open_table(
            "What becomes stale",
            &[("", "Team"), ("", "Model"), ("", "On")],
        );
        for soon in &diff.soon_stale {
            html.raw("<tr><th scope=\"row\">");
            html.name(&facts::clip(&soon.name));
            html.raw("</th>");
            html.cell("", &facts::clip(&soon.model));
            html.cell("", &facts::clip(&soon.on));
            html.raw("</tr>\n");
        }
        html.close_table();
    }
}

/// Every gate that is watched, and what was accepted.
pub(super) fn gates(html: &mut Html, diff: &Diff) {
    if !diff.gates.is_empty() {
        html.element("h2", "", "Gates");
        let heads = [("", "Gate"), ("", "Outcome"), ("num", "Findings")];
        html.open_table("Gates", &heads);
        for gate in &diff.gates {
            let word = gate.id.word();
            html.raw(&format!("<tr><th scope=\"row\"><code>{word}</code></th>"));
            html.cell("", outcome(gate));
            html.cell("num", &gate.hits.to_string());
            html.raw("</tr>\n");
        }
        html.close_table();
    }
    if !diff.accepted.is_empty() {
        html.element("h2", "", "Accepted");
        html.raw("<ul>\n");
        for accepted in &diff.accepted {
            html.element("li", "", &facts::acceptance(accepted, Ink::PLAIN));
        }
        html.raw("</ul>\n");
    }
}

fn outcome(gate: &Gate) -> &'static str {
    match (gate.tripped, gate.hits) {
        (true, _) => "fails",
        (false, 0) => "nothing found",
        (false, _) => "warning",
    }
}
