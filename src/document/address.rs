//! Which addresses may stand in a page, whoever chose them. This is the last guard before the
//! HTML, so it looks at the decoded address and trusts nobody.

/// Why an address may not stand in a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// A scheme that is not on the list, in lower case.
    Scheme(String),
    /// `//host/…`: an address on another host that names no scheme.
    Host,
}

const LINK_SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Looks at a decoded address as a browser would, but stricter: blanks and control characters are
/// passed over wherever they stand, and a backslash counts as a slash.
pub(super) fn refusal(address: &str, image: bool) -> Option<Refusal> {
    let mut visible = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace());
    let mut slashes = visible.clone().map(|c| matches!(c, '/' | '\\'));
    if slashes.next() == Some(true) && slashes.next() == Some(true) {
        return Some(Refusal::Host);
    }
    let mut scheme = String::new();
    loop {
        match visible.next()? {
            ':' => break,
            c @ ('a'..='z' | 'A'..='Z') => scheme.push(c.to_ascii_lowercase()),
            c @ ('0'..='9' | '+' | '-' | '.') if !scheme.is_empty() => scheme.push(c),
            _ => return None,
        }
    }
    // A page asks no other host for anything, so an image is always a file of the book.
    let allowed = !image && LINK_SCHEMES.contains(&scheme.as_str());
    (!scheme.is_empty() && !allowed).then_some(Refusal::Scheme(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_schemes_and_paths_pass() {
        for address in [
            "",
            "a.md",
            "../a.md#b",
            "/policies/review.md",
            "#where",
            "?q=a:b",
            "./a:b.md",
            "a/b:c",
            "12:30.md",
            ":x",
            "ä:x",
            "https://example.org/",
            "HTTP://example.org",
            "mailto:a@example.org",
            "tel:+1",
            "javascript%3Aalert(1)",
        ] {
            assert_eq!(refusal(address, false), None, "{address:?}");
        }
    }

    #[test]
    fn every_spelling_of_another_scheme_is_refused() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\tscr\nipt:alert(1)",
            "java\u{0}script:x",
            "javascript :x",
            "\u{a0}javascript:x",
        ] {
            assert_eq!(
                refusal(address, false),
                Some(Refusal::Scheme("javascript".into())),
                "{address:?}"
            );
        }
        for address in [
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "C:\\x",
        ] {
            assert!(
                matches!(refusal(address, false), Some(Refusal::Scheme(_))),
                "{address:?}"
            );
        }
    }

    #[test]
    fn another_host_needs_a_scheme() {
        for address in [
            "//example.org",
            "\\\\example.org",
            "/\\example.org",
            " /\t/x",
        ] {
            assert_eq!(refusal(address, false), Some(Refusal::Host), "{address:?}");
        }
    }

    #[test]
    fn images_come_from_files() {
        assert_eq!(refusal("a.png", true), None);
        assert!(refusal("https://example.org/a.png", true).is_some());
        assert!(refusal("mailto:a@example.org", true).is_some());
        assert!(refusal("data:image/png;base64,AA==", true).is_some());
    }
}
