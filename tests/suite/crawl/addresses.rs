//! What an address in a page means.

use std::fmt;

use percent_encoding::percent_decode_str;

/// A whole address, split where a browser splits it. The path keeps its escapes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Url {
    /// `https://example.org` or `file://`.
    pub origin: String,
    /// Begins with `/`.
    pub path: String,
    pub fragment: Option<String>,
}

impl Url {
    /// Reads an address that begins with its scheme.
    pub fn read(text: &str) -> Result<Self, String> {
        let (scheme, rest) = text.split_once("://").ok_or("no whole address")?;
        let slash = rest.find('/').unwrap_or(rest.len());
        let origin = format!("{scheme}://{}", &rest[..slash]);
        let path = "/".to_owned();
        let root = Self {
            origin,
            path,
            fragment: None,
        };
        root.join(&rest[slash..])
    }

    /// What an address without scheme means in the page with this address.
    pub fn join(&self, address: &str) -> Result<Self, String> {
        if address.contains(|c: char| c.is_whitespace() || "\"<>\\^`{|}".contains(c)) {
            return Err("a character that no address may hold".to_owned());
        }
        let (rest, fragment) = split(address, '#');
        let (path, _) = split(rest, '?');
        let fragment = match fragment {
            Some("") => return Err("an empty fragment".to_owned()),
            Some(text) => Some(decode(text)?),
            None => None,
        };
        let mut url = self.clone();
        url.fragment = fragment;
        if path.is_empty() {
            return Ok(url);
        }
        let mut parts: Vec<&str> = Vec::new();
        if !path.starts_with('/') {
            parts.extend(self.path.split('/').skip(1));
            parts.pop();
        }
        let below = path.strip_prefix('/').unwrap_or(path);
        for (at, part) in below.split('/').enumerate() {
            let is_last = at == below.matches('/').count();
            match part {
                ".." => {
                    parts.pop().ok_or("above the root of the host")?;
                }
                "." => {}
                part => {
                    decode(part)?;
                    parts.push(part);
                    continue;
                }
            }
            if is_last {
                parts.push("");
            }
        }
        url.path = format!("/{}", parts.join("/"));
        Ok(url)
    }

    /// The name of the file below the path `base`.
    pub fn below(&self, base: &Self) -> Result<String, String> {
        let name = self.path.strip_prefix(&base.path);
        match name.filter(|_| self.origin == base.origin) {
            Some(name) => decode(name),
            None => Err("outside of the site".to_owned()),
        }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.path)
    }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn decode(text: &str) -> Result<String, String> {
    let is_escape = |rest: &str| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !text.split('%').skip(1).all(is_escape) {
        return Err("a `%` that escapes nothing".to_owned());
    }
    let decoded = percent_decode_str(text).decode_utf8();
    decoded
        .map(Into::into)
        .map_err(|_| "escapes that are no UTF-8".to_owned())
}

#[test]
fn addresses_mean_what_browsers_take_them_for() {
    let here = Url::read("https://o.example/a/teams/a%20b.html?x").unwrap();
    let base = Url::read("https://o.example/a/").unwrap();
    let name = |address: &str| here.join(address).and_then(|url| url.below(&base));
    assert_eq!(name("c%20d.html?x#y").as_deref(), Ok("teams/c d.html"));
    assert_eq!(name("../").as_deref(), Ok(""));
    assert_eq!(name("..").as_deref(), Ok(""));
    assert_eq!(name(".").as_deref(), Ok("teams/"));
    assert_eq!(name("./x").as_deref(), Ok("teams/x"));
    assert_eq!(name("#x").as_deref(), Ok("teams/a b.html"));
    assert_eq!(name("/a/x.html").as_deref(), Ok("x.html"));
    for outside in ["/x.html", "../../x.html", "../../../x.html"] {
        assert!(name(outside).is_err(), "{outside}");
    }
    assert!(name("a b.html").is_err() && name("100%.html").is_err() && name("a#").is_err());
    assert_eq!(
        here.join("#a%20b").unwrap().fragment.as_deref(),
        Some("a b")
    );
    let host = Url::read("https://o.example").unwrap();
    assert_eq!(
        (host.origin.as_str(), host.path.as_str()),
        ("https://o.example", "/")
    );
    let file = Url::read("file:///tmp/site/index.html").unwrap();
    assert_eq!(
        file.join("a.css").unwrap().to_string(),
        "file:///tmp/site/a.css"
    );
}
