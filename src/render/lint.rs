/// Something in a page that its Content-Security-Policy or its relative links forbid.
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
/// root of a host, and files of other hosts. `rooted` allows addresses that begin with `/`, for
/// the page of unknown addresses.
pub fn lint(html: &str, rooted: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        let rest = &html[open..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |i| open + i + 3);
            continue;
        }
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = open + 1;
            continue;
        }
        let tag = read(rest);
        for message in check(&tag, rooted) {
            findings.push(Finding {
                offset: open,
                message,
            });
        }
        at = open + tag.len;
        // The content of these is no markup.
        if matches!(tag.name.as_str(), "script" | "style") {
            let close = format!("</{}", tag.name);
            at = html[at..].find(&close).map_or(html.len(), |i| at + i);
        }
    }
    findings
}

struct Tag<'h> {
    name: String,
    attributes: Vec<(String, &'h str)>,
    len: usize,
}

fn check(tag: &Tag<'_>, rooted: bool) -> Vec<String> {
    let mut messages = Vec::new();
    let name = &tag.name;
    let has = |key: &str| tag.attributes.iter().any(|(k, _)| k == key);
    if name == "script" && !has("src") {
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

/// Reads a tag from its `<` on.
fn read(text: &str) -> Tag<'_> {
    let bytes = text.as_bytes();
    let word = |mut i: usize| {
        let from = i;
        while i < bytes.len() && !bytes[i].is_ascii_whitespace() && !b"=>/".contains(&bytes[i]) {
            i += 1;
        }
        (from, i)
    };
    let (from, mut i) = word(1);
    let mut tag = Tag {
        name: text[from..i].to_ascii_lowercase(),
        attributes: Vec::new(),
        len: bytes.len(),
    };
    while i < bytes.len() && bytes[i] != b'>' {
        if bytes[i].is_ascii_whitespace() || bytes[i] == b'/' || bytes[i] == b'=' {
            i += 1;
            continue;
        }
        let (from, end) = word(i);
        i = end;
        let mut value = "";
        if bytes.get(i) == Some(&b'=') {
            i += 1;
            match bytes.get(i) {
                Some(quote @ (b'"' | b'\'')) => {
                    let start = i + 1;
                    let end = (start..bytes.len())
                        .find(|&j| bytes[j] == *quote)
                        .unwrap_or(bytes.len());
                    value = &text[start..end];
                    i = end + 1;
                }
                _ => {
                    let start = i;
                    while i < bytes.len() && !bytes[i].is_ascii_whitespace() && bytes[i] != b'>' {
                        i += 1;
                    }
                    value = &text[start..i];
                }
            }
        }
        tag.attributes
            .push((text[from..end].to_ascii_lowercase(), value));
    }
    tag.len = (i + 1).min(bytes.len());
    tag
}

#[cfg(test)]
mod tests {
    use super::lint;

    #[test]
    fn finds_what_the_policy_forbids() {
        let count = |html| lint(html, false).len();
        assert_eq!(count("<p style=\"x\">"), 1);
        assert_eq!(count("<a ONCLICK='x' href=a.html>"), 1);
        assert_eq!(count("<script>if (a < b) { x }</script>"), 1);
        assert_eq!(count("<script src=\"a.js\"></script>"), 0);
        assert_eq!(count("<img src=\"https://example.org/a.png\">"), 1);
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
        assert!(lint("<a href=\"/a.html\">", true).is_empty());
    }
}
