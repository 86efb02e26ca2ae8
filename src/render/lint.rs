use std::collections::BTreeSet;

use super::tags::{Tag, tags};

/// Something in a page that its Content-Security-Policy or its relative links forbid, or that
/// readers miss.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Byte offset of the tag in the page.
    pub offset: usize,
    /// A plain sentence without full stop.
    pub message: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

/// A cheap look over a page: style attributes, event handlers, inline scripts, addresses from the
/// root of a host, and files of other hosts; a page without language or title, with more or fewer
/// than one first heading, images without a description. `rooted` allows addresses that begin with
/// `/`, for the page of unknown addresses. What can only be seen, such as contrast, is not looked at.
pub fn lint(html: &str, rooted: bool) -> Vec<Finding> {
    let tags = tags(html);
    let mut findings: Vec<Finding> = tags
        .iter()
        .flat_map(|tag| {
            check(tag, rooted).into_iter().map(|message| Finding {
                offset: tag.at,
                message,
            })
        })
        .collect();
    let whole = structure(&tags).into_iter();
    findings.extend(whole.map(|message| Finding { offset: 0, message }));
    findings
}

/// What a page as a whole has to have.
fn structure(tags: &[Tag<'_>]) -> Vec<String> {
    let all = |name: &'static str| tags.iter().filter(move |tag| tag.name == name);
    let mut messages = Vec::new();
    let is_empty = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
    if is_empty(all("html").next().and_then(|tag| tag.get("lang"))) {
        messages.push("no language: <html> has no lang".to_owned());
    }
    if is_empty(all("title").next().map(|tag| tag.raw)) {
        messages.push("no title".to_owned());
    }
    match all("h1").count() {
        0 => messages.push("no first heading <h1>".to_owned()),
        1 => {}
        count => messages.push(format!("{count} first headings <h1> instead of one")),
    }
    messages
}

/// What a template has left out of the anchors that links aim at. Of those with ids, one is named.
pub fn without(html: &str, anchors: &[String]) -> Vec<String> {
    if anchors.is_empty() {
        return Vec::new();
    }
    let tags = tags(html);
    let ids: BTreeSet<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    let mut kinds = BTreeSet::new();
    let mut messages = Vec::new();
    for anchor in anchors {
        if ids.contains(anchor.as_str()) {
            continue;
        }
        let (what, is_new) = match anchor.split_once('-') {
            Some((kind, _)) => (format!("`{kind}-ID`"), kinds.insert(kind)),
            None => (format!("`{anchor}`"), true),
        };
        if is_new {
            messages.push(format!("no element has the id {what} that links aim at"));
        }
    }
    messages
}

fn check(tag: &Tag<'_>, rooted: bool) -> Vec<String> {
    let mut messages = Vec::new();
    let name = &tag.name;
    if name == "img" && tag.get("alt").is_none() {
        messages.push("an <img> without alt".to_owned());
    }
    if name == "script" && tag.get("src").is_none() {
        messages.push("an inline script".to_owned());
    }
    for (key, value) in &tag.attributes {
        if key == "style" {
            messages.push(format!("a style attribute on <{name}>"));
        }
        if key.starts_with("on") {
            messages.push(format!("the event handler {key} on <{name}>"));
        }
        let loads = key == "src" || key == "srcset" || (name == "link" && loaded_link(tag));
        let address = matches!(
            key.as_str(),
            "src" | "srcset" | "href" | "action" | "poster"
        );
        if !address {
            continue;
        }
        let other_host = value.contains("://") || value.starts_with("//");
        if value.starts_with('/') && !value.starts_with("//") && !rooted {
            messages.push(format!(
                "the address {value} counts from the root of the host"
            ));
        }
        if loads && other_host {
            messages.push(format!("<{name}> asks another host for {value}"));
        }
        if value
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("javascript:")
        {
            messages.push(format!("a script as the address of <{name}>"));
        }
    }
    messages
}

/// Links that a browser fetches by itself; canonical and alternate links are only named.
fn loaded_link(tag: &Tag<'_>) -> bool {
    tag.attributes.iter().any(|(key, value)| {
        key == "rel" && !matches!(*value, "canonical" | "alternate" | "prev" | "next")
    })
}

#[cfg(test)]
mod tests {
    use super::{lint, without};

    #[test]
    fn finds_what_the_policy_forbids() {
        const PAGE: &str = "<html lang=en><title>T</title><h1>H</h1>";
        let count = |html: &str| lint(&format!("{PAGE}{html}"), false).len();
        assert_eq!(count("<p style=\"x\">"), 1);
        assert_eq!(count("<a ONCLICK='x' href=a.html>"), 1);
        assert_eq!(count("<script>if (a < b) { x }</script>"), 1);
        assert_eq!(count("<script src=\"a.js\"></script>"), 0);
        assert_eq!(count("<img alt=\"\" src=\"https://example.org/a.png\">"), 1);
        assert_eq!(
            count("<link rel=\"stylesheet\" href=\"//example.org/a.css\">"),
            1
        );
        assert_eq!(
            count("<link rel=\"canonical\" href=\"https://example.org/\">"),
            0
        );
        assert_eq!(count("<a href=\"/a.html\">"), 1);
        assert_eq!(count("<a href=\"https://example.org/\">x</a>"), 0);
        assert_eq!(count("<a href=\" javascript:x\">"), 1);
        assert_eq!(count("<!-- <p style=x> --> a < b <"), 0);
        assert!(lint(&format!("{PAGE}<a href=\"/a.html\">"), true).is_empty());
    }

    #[test]
    fn finds_what_readers_miss() {
        let found = |html| -> Vec<String> {
            let findings = lint(html, false).into_iter();
            findings.map(|finding| finding.message).collect()
        };
        assert_eq!(
            found("<html><title> </title><img src=a.png>"),
            [
                "an <img> without alt",
                "no language: <html> has no lang",
                "no title",
                "no first heading <h1>"
            ]
        );
        assert_eq!(
            found("<html lang=de><title>a <h1></title><h1>x</h1><h1>y</h1><img alt='' src=a>"),
            ["2 first headings <h1> instead of one"]
        );
    }

    #[test]
    fn finds_anchors_that_are_gone() {
        let anchors = ["where", "how", "kpa-A", "kpa-B", "goal-A.1"].map(str::to_owned);
        let html = "<h2 id=where>x</h2><p id=\"kpa-A\"><p id='goal-A.1'><!-- <p id=how> -->";
        assert_eq!(
            without(html, &anchors),
            [
                "no element has the id `how` that links aim at",
                "no element has the id `kpa-ID` that links aim at"
            ]
        );
    }
}
