//! A pull request that means harm: what comes of it is refused or inert in every format.

use std::process::Output;

use super::repo::{Repo, TODAY};
use crate::site_support::command;

/// Texts that would do something in a page, in Markdown, in a terminal or in a runner.
const TEXTS: [&str; 12] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "](javascript:alert(1)) [x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "@acme/everyone fixes #1 and acme/other#2",
    "<!-- levelbook:diff v1 key=default head=0000000 -->",
    "``` ````` </details> | a | b |",
    "::error file=book.toml,line=1::forged",
    "##[error]forged ##vso[task.complete]x",
    "\u{1b}[31mred\u{1b}]8;;https://evil.example\u{7}x",
    "\u{202e}gnp.exe \u{2066}isolated",
    "{{ config.secret }} {% include 'x' %}",
];

/// Every text of a team is one of them.
fn hostile() -> Repo {
    let repo = Repo::new();
    let yaml = |text: &str| serde_json::to_string(text).unwrap();
    for (ix, text) in TEXTS.iter().enumerate() {
        let other = TEXTS[(ix + 5) % TEXTS.len()];
        let (text, other) = (yaml(text), yaml(other));
        let body = TEXTS[ix].replace('\u{1b}', "");
        repo.write(
            &format!("content/teams/t{ix}.md"),
            &format!(
                "---\nteam: {{ name: {text}, unit: [{other}], owner: {text} }}\nmodel: tiny\ndate: 2026-05-04\nanswers:\n  PLAN.1: {{ rating: no, note: {other} }}\n  TEST: {{ rating: yes, note: {text}, evidence: [{{ text: {other} }}] }}\nplan:\n  TEST: {{ owner: {text}, blocked-by: {other}, note: {text} }}\nbuy-in:\n  operations: {{ stance: opposes, who: {text}, note: {other} }}\n---\n\n{body}\n"
            ),
        );
    }
    repo.edit(
        "content/models/tiny.md",
        "name: Testing",
        &format!("name: {}", yaml(TEXTS[0])),
    );
    repo.edit(
        "content/models/tiny.md",
        "Tests are repeatable.",
        "\"::warning::x ##[group]y\"",
    );
    // What has to be refused, each with its reason.
    repo.write(
        "content/teams/bomb.md",
        "---\nteam: Bomb\nmodel: &a tiny\ndate: 2026-05-04\nanswers: { PLAN: *a }\n---\n",
    );
    repo.write("content/teams/out.md", "---\nteam: { name: Out, slug: ../../out }\nmodel: tiny\ndate: 2026-05-04\nanswers:\n  PLAN: { rating: yes, evidence: [../../../etc/passwd] }\n---\n");
    repo.write("content/page.html", "<script>alert(1)</script>");
    repo.write(
        "content/pic.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
    );
    repo.write("content/text.md", "# Text\n\n[x](javascript:alert(1)) ![p](pic.svg) <b onclick=alert(1)>b</b> [page](page.html)\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/passwd", repo.path().join("content/link.md")).unwrap();
    repo.commit("harm")
}

fn run(repo: &Repo, args: &[&str], runner: bool) -> Output {
    let mut command = command(repo.path(), args);
    if runner {
        command.env("GITHUB_ACTIONS", "true");
    }
    command.output().unwrap()
}

fn diff(repo: &Repo, format: &str, runner: bool) -> String {
    let args = [
        "diff", "HEAD~1", "HEAD", "--date", TODAY, "--format", format,
    ];
    let output = run(repo, &args, runner);
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn is_free_of_controls(text: &str) {
    let bad = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(bad), "{:?}", text.chars().find(|c| bad(*c)));
}

#[test]
fn what_must_be_refused_is_named() {
    let repo = hostile();
    let text = diff(&repo, "json", false);
    let record: serde_json::Value = serde_json::from_str(&text).unwrap();
    let found = record["diagnostics"].as_array().unwrap();
    for (code, file) in [
        ("yaml-feature", "content/teams/bomb.md"),
        ("bad-slug", "content/teams/out.md"),
        ("active-svg", "content/pic.svg"),
        ("asset-not-allowed", "content/page.html"),
        ("unsafe-link", "content/text.md"),
        ("raw-html", "content/text.md"),
        #[cfg(unix)]
        ("symlink-refused", "content/link.md"),
    ] {
        let is_it = |one: &&serde_json::Value| one["code"] == code && one["file"] == file;
        assert!(
            found.iter().any(|one| is_it(&one)),
            "{code} of {file} in {found:#?}"
        );
    }
    assert!(!text.contains("root:"), "the content of another file");
}

#[test]
fn the_comment_is_inert() {
    let repo = hostile();
    for (format, markers) in [("markdown", 1), ("summary", 0)] {
        let text = diff(&repo, format, false);
        is_free_of_controls(&text);
        let marker = "<!-- levelbook:diff v1 key=default head=";
        assert_eq!(
            text.matches("<!-- levelbook:diff").count(),
            markers,
            "{format}"
        );
        assert_eq!(text.starts_with(marker), markers == 1, "{format}");
        let prose = without_code(&text);
        // A line that begins with an element is none of Markdown's, and an escaped bracket is a letter.
        let lines = prose.lines().filter(|line| !line.starts_with("<details"));
        let markup = lines.collect::<Vec<_>>().join("\n").replace("\\]", "");
        for bad in ["](javascript", "!["] {
            assert!(!markup.contains(bad), "{bad} in {markup}");
        }
        for bad in [
            "<script",
            "<img",
            "@acme",
            "<!-- levelbook:diff v1 key=default head=0000000",
        ] {
            assert!(!prose.contains(bad), "{bad} in {format}:\n{prose}");
        }
        assert!(
            !prose.lines().any(|line| line.contains("fixes #1")),
            "{prose}"
        );
        // Every element that opens is ours, and is closed.
        for tag in ["details", "summary", "b", "sub"] {
            let open = prose.matches(&format!("<{tag}>")).count()
                + prose.matches(&format!("<{tag} ")).count();
            assert_eq!(
                open,
                prose.matches(&format!("</{tag}>")).count(),
                "{tag} in {format}"
            );
        }
    }
}

/// Markdown without what stands in spans and fences of code, which shows it as it is.
fn without_code(text: &str) -> String {
    let mut out = String::new();
    let mut fence: Option<String> = None;
    for line in text.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) if ticks.len() >= open.len() && line.trim_end() == ticks => fence = None,
            Some(_) => {}
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => {
                out.push_str(&without_spans(line));
                out.push('\n');
            }
        }
    }
    out
}

fn without_spans(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let ticks = from.len() - from.trim_start_matches('`').len();
        let body = &from[ticks..];
        let mut from_here = 0;
        let close = loop {
            let Some(next) = body[from_here..].find('`') else {
                break None;
            };
            let start = from_here + next;
            let run = body[start..].len() - body[start..].trim_start_matches('`').len();
            if run == ticks {
                break Some(start + run);
            }
            from_here = start + run;
        };
        match close {
            Some(end) => rest = &body[end..],
            None => {
                out.push_str(&from[..ticks]);
                rest = body;
            }
        }
    }
    out.push_str(rest);
    out
}

#[test]
fn the_file_is_inert() {
    let repo = hostile();
    let html = diff(&repo, "html", false);
    is_free_of_controls(&html);
    assert!(html.contains("Content-Security-Policy"));
    // What stands in `< >` is an element: a text's own brackets are written as entities.
    let elements = html
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next());
    for element in elements {
        assert!(
            !element.starts_with("script") && !element.starts_with("img"),
            "{element}"
        );
        for bad in [
            "javascript:",
            " on",
            "src=",
            "<!-- levelbook",
            "http-equiv=\"refresh",
        ] {
            assert!(!element.contains(bad), "{bad} in {element}");
        }
    }
    assert!(!html.contains("url(http"));
}

#[test]
fn annotations_and_the_log_give_no_orders() {
    let repo = hostile();
    let text = diff(&repo, "github", true);
    let mut counts = std::collections::BTreeMap::new();
    for line in text.lines() {
        let kind = ["error", "warning", "notice"].into_iter().find(|kind| {
            line.starts_with(&format!("::{kind} ")) || line.starts_with(&format!("::{kind}::"))
        });
        *counts
            .entry(kind.unwrap_or_else(|| panic!("{line}")))
            .or_insert(0) += 1;
        assert!(!line.contains("##["), "{line}");
    }
    assert!(counts.values().all(|count| *count <= 10), "{counts:?}");
    for (args, is_checked) in [
        (vec!["diff", "HEAD~1", "HEAD", "--date", TODAY], true),
        (vec!["check", "--date", TODAY], false),
    ] {
        let output = run(&repo, &args, true);
        for stream in [&output.stdout, &output.stderr] {
            let text = String::from_utf8(stream.clone()).unwrap();
            is_free_of_controls(&text.replace('\u{200b}', ""));
            let mut token: Option<&str> = None;
            for line in text.lines() {
                if let Some(open) = line.strip_prefix("::stop-commands::") {
                    token = Some(open);
                } else if token.is_some_and(|token| line == format!("::{token}::")) {
                    token = None;
                } else {
                    assert!(!line.trim_start().starts_with("::"), "{line}");
                    assert!(!line.contains("##["), "{line}");
                }
            }
            assert_eq!(token, None, "commands stay off");
        }
        assert!(!is_checked || !output.stdout.is_empty());
    }
}
