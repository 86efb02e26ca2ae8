//! However much changed, the text fits its place and says what matters.

use super::super::{Options, github, markdown, samples, summary};
use super::options;

const COMMENT: usize = 60_000;

#[test]
fn a_comment_on_two_thousand_teams_fits_and_is_of_use() {
    let diff = samples::many(2000);
    let text = markdown::render(&diff, &options());
    assert!(text.len() <= COMMENT, "{}", text.len());
    assert!(
        text.starts_with("<!-- levelbook:diff v1 key=default head=9f3c1e2 -->\n### Maturity: ")
    );
    let rows = text.lines().filter(|line| line.starts_with("| ▼ ")).count();
    assert_eq!(rows, 20, "falls come first");
    let details = text.matches("<summary><b>Team ").count();
    assert!(details >= 5, "{details} teams have details");
    assert!(text.contains("Details of ") && !text.contains("<details open>"));
    for part in [
        "…and 1480 more, see the [full report](https://github.com/acme/maturity/actions/runs/1).",
        "> [!WARNING]",
        "`unexplained-drop`",
        "**Gates:** ❌",
        "<b>Model</b> <code>delivery</code>",
        "</sub>\n",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
}

#[test]
fn less_is_told_step_by_step() {
    let at = |teams| markdown::render(&samples::many(teams), &options());
    let details = |text: &str| text.matches("<details").count();
    let (few, some, more) = (at(4), at(24), at(60));
    assert_eq!(few.matches("<details open>").count(), 1);
    assert_eq!(details(&few), 4 + 1);
    let seen: Vec<String> = (4..200).step_by(7).map(at).collect();
    assert!(seen.iter().all(|text| text.len() <= COMMENT));
    // What is left out at one size is not back at a larger one.
    let told: Vec<bool> = seen
        .iter()
        .map(|text| text.contains("Details of "))
        .collect();
    let first = told.iter().position(|left_out| *left_out);
    let first = first.expect("there is a size at which only falls have details");
    let short = seen.iter().position(|text| text.contains("…and "));
    assert!(first < short.expect("there is a size at which the table is cut"));
    assert!(some.len() > few.len() && more.contains("### Maturity: "));
}

#[test]
fn where_nothing_else_fits_the_verdict_is_left() {
    let mut diff = samples::many(40);
    let site = format!("https://acme.example/{}/", "x".repeat(1900));
    diff.site_url = Some(site);
    for team in &mut diff.teams {
        team.page = Some(format!("{}.html", "y".repeat(900)));
    }
    let text = markdown::render(&diff, &options());
    assert_eq!(
        text,
        "<!-- levelbook:diff v1 key=default head=9f3c1e2 -->\n\
         ### Maturity: 1 team up, 1 team down, 1 team added, model changed, the content has errors\n\n\
         ❌ `invalid` 1 · ❌ `unexplained-drop` 1 · ⚠️ `evidence-removed` 1 · ⚠️ `stale` 1 · the changes \
         are too many to be told here · [full report](https://github.com/acme/maturity/actions/runs/1)\n"
    );
}

#[test]
fn a_marker_is_one_line_whatever_the_key() {
    let diff = samples::rich();
    let options = Options {
        key: "a --> b\n<!-- ----x",
        ..options()
    };
    let text = markdown::render(&diff, &options);
    let first = text.lines().next();
    assert_eq!(
        first,
        Some("<!-- levelbook:diff v1 key=a-b-x head=9f3c1e2 -->")
    );
}

#[test]
fn a_summary_has_more_room() {
    let diff = samples::many(2000);
    let text = summary::render(&diff, &options());
    assert!(
        (60_000..=900 * 1024).contains(&text.len()),
        "{}",
        text.len()
    );
    let few = summary::render(&samples::rich(), &options());
    assert!(few.starts_with("### Maturity: ") && !few.contains("in place"));
}

#[test]
fn at_most_ten_annotations_of_a_kind() {
    let mut diff = samples::many(100);
    for gate in &mut diff.gates {
        let finding = gate.findings.first().cloned();
        gate.findings.extend(finding.into_iter().cycle().take(30));
        gate.hits = gate.hits.max(u32::try_from(gate.findings.len()).unwrap()) + 5;
        gate.tripped &= gate.hits > 0;
    }
    let text = github::render(&diff);
    for kind in ["error", "warning", "notice"] {
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with(&format!("::{kind}")))
            .collect();
        assert_eq!(lines.len(), 10, "{text}");
        assert!(lines[9].ends_with(&format!(" more {kind}s, see the summary")));
    }
}
