//! What an address in a page means.

use percent_encoding::percent_decode_str;

/// Where a site is looked at: under a path of a host, or in a folder.
pub struct Mount {
    /// Ends in `/`.
    path: String,
    /// A folder has no start page of its own.
    is_folder: bool,
}

/// A file of the site, and the part of it.
#[derive(PartialEq, Eq, Debug)]
pub struct Target {
    pub name: String,
    pub fragment: Option<String>,
}

impl Mount {
    pub fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            is_folder: false,
        }
    }

    /// As `file://`, somewhere deep.
    pub fn folder() -> Self {
        Self {
            path: "/home/somebody/site/".to_owned(),
            is_folder: true,
        }
    }

    /// What an address without scheme means in the page `from` (a plain name).
    pub fn resolve(&self, from: &str, address: &str) -> Result<Target, String> {
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
        if path.is_empty() {
            let name = from.to_owned();
            return Ok(Target { name, fragment });
        }
        let mut parts: Vec<String> = Vec::new();
        if !path.starts_with('/') {
            let here = format!("{}{from}", self.path);
            parts.extend(here.split('/').skip(1).map(str::to_owned));
            parts.pop();
        } else if self.is_folder {
            return Err("an address from the root".to_owned());
        }
        for part in path.trim_start_matches('/').split('/') {
            match part {
                ".." => {
                    parts.pop().ok_or("above the root of the host")?;
                }
                "." => {}
                part => parts.push(decode(part)?),
            }
        }
        let whole = format!("/{}", parts.join("/"));
        let name = whole
            .strip_prefix(&self.path)
            .ok_or("outside of the site")?;
        let name = match name {
            _ if self.is_folder => name.to_owned(),
            _ if name.is_empty() || name.ends_with('/') => format!("{name}index.html"),
            _ => name.to_owned(),
        };
        Ok(Target { name, fragment })
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
    let name = |mount: &Mount, address: &str| {
        let target = mount.resolve("teams/a b.html", address);
        target.map(|target| target.name)
    };
    for mount in ["/", "/a/", "/a/b/"].map(Mount::new) {
        assert_eq!(
            name(&mount, "c%20d.html?x#y").as_deref(),
            Ok("teams/c d.html")
        );
        assert_eq!(name(&mount, "../").as_deref(), Ok("index.html"));
        assert_eq!(name(&mount, "#x").as_deref(), Ok("teams/a b.html"));
        assert!(name(&mount, "../../../../x.html").is_err());
        assert!(name(&mount, "a b.html").is_err() && name(&mount, "100%.html").is_err());
    }
    let deep = Mount::new("/a/b/");
    assert_eq!(name(&deep, "/a/b/x.html").as_deref(), Ok("x.html"));
    assert!(name(&deep, "/x.html").is_err() && name(&deep, "../../x.html").is_err());
    assert!(name(&Mount::folder(), "/x.html").is_err());
    assert_eq!(name(&Mount::folder(), "../").as_deref(), Ok(""));
}
