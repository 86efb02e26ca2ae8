use super::escape;
use super::record::{Diff, Kind};
use crate::config::source_template;
use crate::tree::{BookPath, SitePath};

/// A side of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Base,
    Head,
}

impl Side {
    /// The side that has what changed in this way; head, where both have it.
    pub fn of(change: Kind) -> Self {
        match change {
            Kind::Removed => Self::Base,
            Kind::Added | Kind::Modified | Kind::Renamed => Self::Head,
        }
    }
}

/// Where something stands.
#[derive(Clone, Copy)]
pub(super) struct At<'d> {
    pub side: Side,
    pub file: &'d str,
    pub line: Option<u32>,
}

/// Where the files of both sides are on the web: the proof of each statement, at the exact commit.
pub(super) struct Links<'a> {
    base: Option<String>,
    head: Option<String>,
    prefix: &'a str,
    repository: Option<&'a str>,
    site: Option<&'a str>,
}

impl<'a> Links<'a> {
    /// Without a repository or a commit, such as for a working tree, a side has no links.
    pub fn new(diff: &'a Diff) -> Self {
        let repository = diff.repository_url.as_deref().filter(|url| is_web(url));
        let template = |rev: &Option<String>| {
            let rev = rev.as_deref().filter(|rev| is_commit(rev));
            repository
                .zip(rev)
                .map(|(repository, rev)| source_template(repository, Some(rev)))
        };
        Self {
            base: template(&diff.base.rev),
            head: template(&diff.head.rev),
            prefix: &diff.prefix,
            repository,
            site: diff.site_url.as_deref().filter(|url| is_web(url)),
        }
    }

    /// The address of a file of the book, or of a line of it.
    pub fn url(&self, side: Side, file: &str, line: Option<u32>) -> Option<String> {
        let template = match side {
            Side::Base => self.base.as_ref()?,
            Side::Head => self.head.as_ref()?,
        };
        let path = format!("{}{file}", self.prefix);
        if !is_clean(&path) {
            return None;
        }
        // Paths hold no braces once they are encoded, so nothing is filled in twice.
        let address = template.replace("{path}", &SitePath::new(path).encoded());
        Some(match line {
            Some(line) => address.replace("{line}", &line.to_string()),
            None => address.split(['?', '#']).next().unwrap_or("").to_owned(),
        })
    }

    /// The address of a page of the published site.
    pub fn page(&self, page: &str) -> Option<String> {
        let site = self.site?;
        is_clean(page).then(|| format!("{site}{}", SitePath::new(page).encoded()))
    }

    /// Markdown that leads to a line: `payments.md:41`, or the whole path where there is no web page.
    pub fn place(&self, at: At<'_>) -> String {
        let At { side, file, line } = at;
        let line_text = line.map_or(String::new(), |line| format!(":{line}"));
        let before = if side == Side::Base { " before" } else { "" };
        match self.url(side, file, line) {
            Some(url) => {
                let text = escape::code(&format!("{}{line_text}", shortened(file)));
                escape::link(&format!("{text}{before}"), &url)
            }
            None => {
                let path = format!("{}{file}{line_text}", self.prefix);
                format!("{}{before}", escape::code(&path))
            }
        }
    }

    /// A text of Markdown that leads to a line, or is followed by its place.
    pub fn marked(&self, text: &str, at: Option<At<'_>>) -> String {
        let Some(at) = at else {
            return text.to_owned();
        };
        match self.url(at.side, at.file, at.line) {
            Some(url) => escape::link(text, &url),
            None => format!("{text} ({})", self.place(at)),
        }
    }

    /// What evidence refers to: a link that begins with its host, or code. Addresses on the host of
    /// the repository stay code, since a link would leave a mention in the issue that it leads to.
    pub fn evidence(&self, reference: &str) -> String {
        let reference = reference.trim();
        let own = self.repository.and_then(host);
        match host(reference) {
            Some(host) if is_web(reference) && Some(host) != own => {
                let shown = reference
                    .split_once("://")
                    .map_or(reference, |(_, rest)| rest);
                escape::link(&escape::short_code(shown), reference)
            }
            _ => escape::code(reference),
        }
    }
}

/// The path from the folder of the teams on, else the file's name.
fn shortened(file: &str) -> &str {
    match file.split_once("/teams/") {
        Some((_, below)) => below,
        None => file.rsplit_once('/').map_or(file, |(_, name)| name),
    }
}

fn is_commit(rev: &str) -> bool {
    matches!(rev.len(), 40 | 64) && rev.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether an address is http(s), with a plain host, no user name and nothing to be encoded.
pub fn is_web(url: &str) -> bool {
    url.len() <= 2000 && url.bytes().all(|b| b.is_ascii_graphic()) && host(url).is_some()
}

/// The host of an http(s) address, with its port.
fn host(url: &str) -> Option<&str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':');
    (!host.is_empty() && host.bytes().all(plain)).then_some(host)
}

/// Whether a text is a relative path in its one form, without `.`, `..` and what no path holds, and
/// not a file of the program itself.
pub(super) fn is_clean(path: &str) -> bool {
    BookPath::new(path).is_ok_and(|clean| clean.as_str() == path && !clean.is_built_in())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::samples;

    #[test]
    fn lines_are_at_their_commit() {
        let diff = samples::rich();
        let links = Links::new(&diff);
        let base = diff.base.rev.clone().unwrap();
        assert_eq!(
            links
                .url(Side::Base, "content/teams/a b.md", Some(3))
                .unwrap(),
            format!(
                "https://github.com/acme/maturity/blob/{base}/book/content/teams/a%20b.md?plain=1#L3"
            )
        );
        let whole = links.url(Side::Head, "content/x.md", None).unwrap();
        assert!(whole.ends_with("/book/content/x.md"), "{whole}");
        for bad in ["../x.md", "/x.md", "a//b.md", "a/./b.md", "a\\b.md"] {
            assert_eq!(links.url(Side::Head, bad, None), None, "{bad}");
        }
        assert_eq!(
            links.page("teams/a.html").unwrap(),
            "https://acme.example/maturity/teams/a.html"
        );
        assert_eq!(links.page("../a.html"), None);
    }

    #[test]
    fn without_a_commit_or_a_repository_paths_are_code() {
        let mut diff = samples::rich();
        diff.head.rev = None;
        let links = Links::new(&diff);
        let at = At {
            side: Side::Head,
            file: "content/teams/a.md",
            line: Some(3),
        };
        assert_eq!(links.place(at), "`book/content/teams/a.md:3`");
        assert!(links.url(Side::Base, "content/teams/a.md", None).is_some());
        diff.repository_url = Some("javascript:alert(1)//".to_owned());
        assert_eq!(Links::new(&diff).url(Side::Base, "a.md", None), None);
    }

    #[test]
    fn evidence_is_linked_where_its_host_can_be_seen() {
        let diff = samples::rich();
        let links = Links::new(&diff);
        assert_eq!(
            links.evidence("https://wiki.example/a"),
            "[`wiki.example/a`](https://wiki.example/a)"
        );
        for text in [
            "https://github.com/acme/other/issues/1",
            "https://me@wiki.example/",
            "javascript:alert(1)",
            "content/teams/evidence/a.md",
        ] {
            assert_eq!(links.evidence(text), format!("`{text}`"));
        }
    }
}
