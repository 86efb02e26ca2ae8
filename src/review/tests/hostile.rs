//! Whatever the texts of a record are, what comes of them is text.

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use pulldown_cmark::{Event, Options as Syntax, Parser, Tag, TagEnd};
use serde_json::Value;

use super::super::record::Diff;
use super::super::{github, gitlab, markdown, samples, summary};
use super::{RUN, options};
use crate::diagnostic::safe::is_hidden;

/// What the program itself writes as HTML.
const TAGS: [&str; 12] = [
    "<details>",
    "<details open>",
    "</details>",
    "<summary>",
    "</summary>",
    "<b>",
    "</b>",
    "<code>",
    "</code>",
    "<sub>",
    "</sub>",
    "<!-- levelbook:diff v1 key=default head=9f3c1e2 -->",
];

/// Texts that mean something somewhere.
const TRICKS: [&str; 44] = [
    "@acme/all",
    "@a",
    "#12",
    "GH-7",
    "o/r#9",
    "!3",
    "%5",
    "~label",
    "&1",
    "![x](y)",
    "[x](y)",
    "[x][y]",
    "[^1]",
    "<b>",
    "<img src=x>",
    "<!--",
    "-->",
    "</summary>",
    "</details>",
    "```",
    "````",
    "`",
    "``",
    "~~~",
    "|",
    "\\|",
    "\\",
    "\n",
    "\r\n",
    "\n\n",
    "::error::x",
    "::stop-commands::t",
    "##[error]",
    "##vso[x]",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{2028}",
    "https://evil.example",
    "www.evil.example",
    "<https://evil.example>",
    "- ",
    "> ",
    "$x$",
    "&lt;",
];

/// Checks a comment or summary: only our own tags, links to where they may lead, no image, and no
/// text that a host or a runner would make something of.
#[track_caller]
fn assert_inert(text: &str) {
    assert!(!text.contains(|c| is_hidden(c) && c != '\n'), "{text}");
    let markers = text.matches("<!").count();
    assert_eq!(markers, usize::from(text.starts_with("<!--")), "{text}");
    for line in text.lines() {
        assert!(!line.trim_start().starts_with("::"), "{line}");
        assert!(!line.contains("##["), "{line}");
    }
    let mut leads: Option<String> = None;
    let mut open = 0;
    let mut in_block = false;
    for event in Parser::new_ext(text, Syntax::all() & !Syntax::ENABLE_OLD_FOOTNOTES) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_)) => panic!("{event:?}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let ours = [
                    "https://github.com/acme/maturity/blob/",
                    "https://acme.example/",
                    RUN,
                ];
                let is_ours = ours.iter().any(|start| dest_url.starts_with(start));
                leads = (!is_ours).then(|| dest_url.to_string());
            }
            // The host of others is the first that is to be seen of a link.
            Event::Code(ref shown) if leads.is_some() => {
                let address = leads.take().unwrap();
                let host = address.split("://").nth(1).unwrap();
                let host = host.split(['/', '?', '#']).next().unwrap();
                assert!(shown.starts_with(host), "{address} in {text}");
            }
            _ if leads.is_some() => panic!("{leads:?} is hidden in {text}"),
            Event::Start(Tag::CodeBlock(_)) => in_block = true,
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Html(ref html) | Event::InlineHtml(ref html) => {
                open += assert_ours(html);
            }
            Event::Text(ref text) if !in_block => assert_plain(text),
            Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_)
            | Event::HardBreak
            | Event::Rule => panic!("{event:?} in {text}"),
            _ => {}
        }
    }
    assert_eq!(open, 0, "every tag is closed in {text}");
}

/// Checks HTML and gives how many tags it opens and does not close.
#[track_caller]
fn assert_ours(html: &str) -> i32 {
    let mut open = 0;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        assert_plain(&rest[..at]);
        rest = &rest[at..];
        let tag = TAGS.iter().find(|tag| rest.starts_with(**tag));
        let tag = tag.unwrap_or_else(|| panic!("a tag of others: {html}"));
        open += match tag {
            tag if tag.starts_with("</") => -1,
            tag if tag.starts_with("<!") => 0,
            _ => 1,
        };
        rest = &rest[tag.len()..];
    }
    assert_plain(rest);
    open
}

/// Checks a text that is shown as text: no mention, no reference, no address.
#[track_caller]
fn assert_plain(text: &str) {
    let followed = |sign: char, by: fn(char) -> bool| {
        text.match_indices(sign)
            .any(|(at, _)| text[at + sign.len_utf8()..].starts_with(by))
    };
    assert!(!followed('@', |c| c.is_alphanumeric()), "{text}");
    assert!(!followed('#', |c| c.is_ascii_digit()), "{text}");
    assert!(!followed('!', |c| c.is_ascii_digit()), "{text}");
    assert!(!text.contains("://") && !text.contains("www.e"), "{text}");
    assert!(!text.to_ascii_lowercase().contains("gh-7"), "{text}");
}

/// The record with other texts in the places of texts; words that the schema lists stay.
fn with_texts(diff: &Diff, texts: &[String]) -> Diff {
    let mut value = serde_json::to_value(diff).unwrap();
    let mut texts = texts.iter().cycle();
    for (key, part) in value.as_object_mut().unwrap() {
        let is_ours =
            ["schema", "repository-url", "site-url", "base", "head"].contains(&key.as_str());
        if !is_ours {
            replace(part, &mut texts);
        }
    }
    serde_json::from_value(value).unwrap()
}

fn replace<'t>(value: &mut Value, texts: &mut impl Iterator<Item = &'t String>) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, texts)),
        Value::Object(values) => {
            let mut listed = vec!["change", "direction", "mode", "gate"];
            if values.contains_key("findings") {
                listed.push("id");
            }
            for (key, value) in values {
                if !listed.contains(&key.as_str()) {
                    replace(value, texts);
                }
            }
        }
        Value::String(text) => text.clone_from(texts.next().unwrap()),
        _ => {}
    }
}

fn trick() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        8 => prop::sample::select(&TRICKS[..]).prop_map(str::to_owned),
        2 => prop_oneof![Just(" ".to_owned()), Just("a".to_owned()), Just("1".to_owned())],
        1 => any::<String>(),
    ];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_is_more_than_text(texts in prop::collection::vec(trick(), 1..60)) {
        let diff = with_texts(&samples::rich(), &texts);
        assert_inert(&markdown::render(&diff, &options()));
        assert_inert(&summary::render(&diff, &options()));
        assert_commands(&github::render(&diff));
        assert_report(&gitlab::render(&diff));
    }
}

#[test]
fn the_hostile_record_is_inert() {
    let diff = samples::hostile();
    assert_inert(&markdown::render(&diff, &options()));
    assert_inert(&summary::render(&diff, &options()));
    assert_commands(&github::render(&diff));
    assert_report(&gitlab::render(&diff));
}

/// Checks that every line is a command of ours.
#[track_caller]
fn assert_commands(text: &str) {
    assert!(!text.contains(|c| is_hidden(c) && c != '\n'), "{text}");
    for line in text.lines() {
        let kinds = [
            "::error ",
            "::warning ",
            "::notice ",
            "::error::and ",
            "::warning::and ",
            "::notice::and ",
        ];
        assert!(kinds.iter().any(|kind| line.starts_with(kind)), "{line}");
        assert!(!line.contains("##["), "{line}");
        // Of the message, too: nothing of it can end the properties early.
        let properties = line.trim_start_matches(':').split("::").next().unwrap();
        let names = properties.split_once(' ').map_or("", |(_, rest)| rest);
        let known = |property: &str| {
            ["file=", "line=", "title="]
                .iter()
                .any(|n| property.starts_with(n))
        };
        assert!(names.is_empty() || names.split(',').all(known), "{line}");
    }
}

#[track_caller]
fn assert_report(text: &str) {
    assert!(!text.contains(|c| is_hidden(c) && c != '\n'), "{text}");
    let findings: Vec<Value> = serde_json::from_str(text).unwrap();
    let prints: std::collections::BTreeSet<&str> = findings
        .iter()
        .map(|finding| finding["fingerprint"].as_str().unwrap())
        .collect();
    assert_eq!(prints.len(), findings.len());
}
