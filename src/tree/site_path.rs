use std::fmt;
use std::sync::Arc;

/// The place of a file in the published site: `teams/payments.html`. Relative, with `/`, never with `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// The caller hands in a path that is already clean; a path that could leave the site is a bug.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        debug_assert!(
            !text.is_empty() && text.split('/').all(|part| !matches!(part, "" | "." | "..")),
            "not a site path: {text}"
        );
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many folders the file lies below the root of the site.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// The relative path from this page to the root of the site: empty, `../`, `../../`, …
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// The relative link from this page to another file, percent-encoded where a URL needs it.
    pub fn link_to(&self, other: &SitePath) -> String {
        let (here, there) = (self.0.as_bytes(), other.0.as_bytes());
        let equal = here.iter().zip(there).take_while(|(a, b)| a == b).count();
        let is_slash = |b: &u8| *b == b'/';
        let common = here[..equal]
            .iter()
            .rposition(is_slash)
            .map_or(0, |at| at + 1);
        let ups = here[common..].iter().filter(|b| is_slash(b)).count();
        let there = &other.0[common..];
        let mut link = String::with_capacity(3 * ups + there.len());
        for _ in 0..ups {
            link.push_str("../");
        }
        push_encoded(&mut link, there);
        link
    }

    /// The path as part of an absolute URL, percent-encoded.
    pub fn encoded(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        push_encoded(&mut out, &self.0);
        out
    }
}

fn push_encoded(out: &mut String, path: &str) {
    let is_plain =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'@' | b'/');
    if path.bytes().all(is_plain) {
        out.push_str(path);
        return;
    }
    for byte in path.bytes() {
        if is_plain(byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        let link = |a: &str, b: &str| SitePath::new(a).link_to(&SitePath::new(b));
        assert_eq!(link("index.html", "teams/a.html"), "teams/a.html");
        assert_eq!(link("teams/a.html", "index.html"), "../index.html");
        assert_eq!(link("teams/a.html", "teams/b.html"), "b.html");
        assert_eq!(link("teams/a/cmm.html", "teams/a.html"), "../a.html");
        assert_eq!(
            link("models/cmm/RM.html", "models/omm/INC.html"),
            "../omm/INC.html"
        );
        assert_eq!(link("a.html", "b c.png"), "b%20c.png");
        assert_eq!(link("a/b.html", "a/b.html"), "b.html");
        assert_eq!(link("a/b/c.html", "a/d"), "../d");
        assert_eq!(link("a/b", "a/b/c.html"), "b/c.html");
    }
}
