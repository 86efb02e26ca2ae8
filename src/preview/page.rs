//! A page of the site as the preview shows it: with a script more.

use crate::tree::Digest;

/// The script of open pages, with the library that it uses in front.
pub const CLIENT: &str = concat!(
    include_str!("client/idiomorph.js"),
    "\n",
    include_str!("client/live.js")
);
pub const STYLE: &str = include_str!("client/live.css");

const POLICY_NAME: &str = "content-security-policy";

/// What a page's own policy must allow beside what it says: the preview's script, its style sheet
/// and its events.
const ALLOWED: [&str; 3] = ["script-src", "style-src", "connect-src"];

/// The bytes of a file of the site, and their digest.
#[derive(Clone, Debug)]
pub struct Content {
    pub bytes: std::sync::Arc<[u8]>,
    pub digest: Digest,
}

impl Content {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self {
            digest: Digest::of(&bytes),
            bytes: bytes.into(),
        }
    }
}

/// What the preview adds to a page.
pub struct Badge<'a> {
    /// The address of the page, from the root of the site.
    pub page: &'a str,
    pub digest: &'a str,
    pub generation: u64,
    /// Follows the file that is edited.
    pub navigate: bool,
}

/// The page with the preview's script, and the policy that its header carries instead of the
/// element, which could only narrow it.
pub fn dressed(page: &[u8], badge: &Badge<'_>) -> (Vec<u8>, Option<String>) {
    let text = String::from_utf8_lossy(page);
    let (mut html, policy) = without_policy(&text);
    let script = format!(
        "<script src=\"/__levelbook/live.js\" defer data-page=\"{}\" data-digest=\"{}\" data-generation=\"{}\"{}></script>\n",
        attribute(badge.page),
        badge.digest,
        badge.generation,
        if badge.navigate {
            " data-navigate=\"true\""
        } else {
            ""
        },
    );
    let at = html
        .find("</head>")
        .or_else(|| html.find("<body"))
        .unwrap_or(html.len());
    html.insert_str(at, &script);
    (html.into_bytes(), policy)
}

/// The page without its element for a policy, and what that says; a theme may write it in its own way.
fn without_policy(text: &str) -> (String, Option<String>) {
    let mut from = 0;
    while let Some(at) = text[from..].find("<meta").map(|at| from + at) {
        let Some(end) = text[at..].find('>').map(|end| at + end + 1) else {
            break;
        };
        let tag = &text[at..end];
        let is_policy = tag.to_ascii_lowercase().contains(POLICY_NAME);
        if let Some(policy) = value_of(tag, "content").filter(|_| is_policy) {
            let after = text[end..].strip_prefix('\n').unwrap_or(&text[end..]);
            let page = format!("{}{after}", &text[..at]);
            return (page, Some(widened(&unescaped(policy))));
        }
        from = end;
    }
    (text.to_owned(), None)
}

/// The value of an attribute in a tag.
fn value_of<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let quoted = tag.split_once(&format!(" {name}="))?.1;
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    quoted[1..].split(quote).next()
}

fn widened(policy: &str) -> String {
    let mut directives: Vec<String> = policy
        .split(';')
        .map(|directive| directive.trim().to_owned())
        .filter(|directive| !directive.is_empty())
        .collect();
    for name in ALLOWED {
        let is_it = |directive: &&mut String| directive.split(' ').next() == Some(name);
        match directives.iter_mut().find(is_it) {
            Some(directive) if directive.contains("'self'") => {}
            Some(directive) => {
                *directive = directive.replace(" 'none'", "");
                directive.push_str(" 'self'");
            }
            None => directives.push(format!("{name} 'self'")),
        }
    }
    directives.join("; ")
}

/// A header holds one line of ASCII.
fn unescaped(text: &str) -> String {
    text.replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .chars()
        .filter(|c| c.is_ascii() && !c.is_ascii_control())
        .collect()
}

pub fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_comes_last_in_the_head_and_the_policy_lets_it_in() {
        let page = "<!doctype html>\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-x'; script-src 'self'\">\n<title>T</title>\n</head>\n<body></body>";
        let badge = Badge {
            page: "teams/a\"b.html",
            digest: "9f",
            generation: 3,
            navigate: true,
        };
        let (html, policy) = dressed(page.as_bytes(), &badge);
        assert_eq!(
            String::from_utf8(html).unwrap(),
            "<!doctype html>\n<head>\n<title>T</title>\n<script src=\"/__levelbook/live.js\" defer data-page=\"teams/a&quot;b.html\" data-digest=\"9f\" data-generation=\"3\" data-navigate=\"true\"></script>\n</head>\n<body></body>"
        );
        assert_eq!(
            policy.as_deref(),
            Some(
                "default-src 'none'; style-src 'sha256-x' 'self'; script-src 'self'; connect-src 'self'"
            )
        );
    }

    #[test]
    fn a_policy_is_found_as_a_theme_writes_it() {
        for page in [
            "<META charset=utf-8><meta content='default-src *' http-equiv=Content-Security-Policy>\n<p>",
            "<meta name=x content=\"y\"><meta http-equiv='content-security-policy' content=\"default-src *\"><p>",
        ] {
            let (rest, policy) = without_policy(page);
            assert!(
                !rest.to_lowercase().contains("policy") && rest.contains("<p>"),
                "{rest}"
            );
            assert_eq!(
                policy.as_deref(),
                Some("default-src *; script-src 'self'; style-src 'self'; connect-src 'self'")
            );
        }
        assert_eq!(without_policy("<meta charset=utf-8").1, None);
    }
}
