//! The page of a comparison.

use super::super::{Options, html, samples};
use crate::diagnostic::safe::is_hidden;
use crate::review::record::Diff;
use crate::theme::policy_hash;

fn page(diff: &Diff) -> String {
    html::render(diff, &Options::default())
}

/// The page without its styles, which are long, and their digests.
fn without_styles(page: &str) -> String {
    let (start, end) = (
        page.find("<style>").unwrap(),
        page.rfind("</style>").unwrap(),
    );
    let mut short = page.to_owned();
    short.replace_range(start..end, "<style>…");
    let policy = short.find("style-src ").unwrap();
    let policy_end = policy + short[policy..].find(';').unwrap();
    short.replace_range(policy..policy_end, "style-src …");
    short.replace("><path", ">\n<path")
}

#[test]
fn the_page_tells_every_record() {
    for (record, diff) in samples::all() {
        insta::assert_snapshot!(format!("{record}_html"), without_styles(&page(&diff)));
    }
}

#[test]
fn the_policy_names_the_styles_and_allows_no_more() {
    let page = page(&samples::rich());
    let policy = page
        .split("http-equiv=\"Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap();
    let policy = policy.split('"').next().unwrap();
    let styles: Vec<&str> = page
        .split("<style>")
        .skip(1)
        .map(|rest| rest.split("</style>").next().unwrap())
        .collect();
    let hashes: Vec<String> = styles
        .iter()
        .map(|s| format!("'{}'", policy_hash(s)))
        .collect();
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
            hashes.join(" ")
        )
    );
    assert_eq!(styles.len(), 2);
    assert!(
        styles[0].contains("--paper: #fbfaf5"),
        "the theme's style is inside"
    );
}

#[test]
fn the_page_needs_nothing_else() {
    for diff in [samples::rich(), samples::hostile()] {
        let page = page(&diff);
        let outside = [
            " src=",
            " style=",
            " srcset=",
            " action=",
            "http-equiv=\"refresh",
        ];
        for tag in page.split('<').filter_map(|tag| tag.split('>').next()) {
            let others = ["script", "iframe", "object", "embed", "base", "img"];
            let is_other = others.iter().any(|name| tag.starts_with(name));
            assert!(
                !is_other && !outside.iter().any(|part| tag.contains(part)),
                "{tag}"
            );
        }
        assert!(!page.contains("@import"));
        let addresses = page.matches("url(").count();
        assert_eq!(
            addresses,
            page.matches("url(#").count(),
            "in the page itself"
        );
        assert_eq!(page.matches("<link ").count(), 1, "the empty icon");
        assert!(page.contains("<link rel=\"icon\" href=\"data:,\">"));
    }
}

#[test]
fn hostile_words_are_text() {
    let page = page(&samples::hostile());
    let body = without_styles(&page);
    assert!(!body.contains(|c| is_hidden(c) && c != '\n'));
    for tag in body.split('<').skip(1) {
        let name: String = tag
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "/!".contains(*c))
            .collect();
        let name = name.trim_start_matches('/');
        let known = [
            "!doctype",
            "html",
            "head",
            "meta",
            "link",
            "title",
            "style",
            "body",
            "a",
            "main",
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "dl",
            "dt",
            "dd",
            "div",
            "ul",
            "li",
            "span",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "b",
            "bdi",
            "code",
            "small",
            "section",
            "figure",
            "figcaption",
            "svg",
            "desc",
            "path",
            "g",
            "text",
            "br",
            "defs",
            "clipPath",
            "use",
        ];
        assert!(known.contains(&name), "{name}: {tag}");
        assert!(!tag.split('>').next().unwrap().contains(" on"), "{tag}");
    }
    for link in page.split("href=\"").skip(1) {
        let link = link.split('"').next().unwrap();
        let known = [
            "#",
            "data:,",
            "https://github.com/acme/maturity/",
            "https://acme.example/maturity/",
        ];
        assert!(known.iter().any(|start| link.starts_with(start)), "{link}");
    }
}

#[test]
fn ids_are_unique_and_are_led_to() {
    let page = page(&samples::rich());
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for link in page.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap();
        assert!(ids.contains(&id), "{id}");
    }
}
