//! The forms of addresses in book.toml. Every function gives the normal form, or what is wrong in
//! a few words for the mark under the value.

/// A site's address in its normal form: with scheme and host, or a path that begins with `/`; both
/// end in `/`.
pub fn site_url(text: &str) -> Result<String, &'static str> {
    let mut url = match text.strip_prefix('/') {
        Some(rest) if rest.starts_with('/') => return Err("begins with two slashes"),
        Some(path) => format!("/{}", clean_path(path)?),
        None => absolute(text)?,
    };
    if !url.ends_with('/') {
        url.push('/');
    }
    Ok(url)
}

/// The address of a repository, without a slash or `.git` at its end.
pub fn repository_url(text: &str) -> Result<String, &'static str> {
    let url = absolute(text)?;
    let url = url.trim_end_matches('/');
    let url = url.strip_suffix(".git").unwrap_or(url);
    Ok(url.to_owned())
}

/// A host name of at least two labels, in lower case.
pub(super) fn host_name(text: &str) -> Result<String, &'static str> {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if text.contains("://") || text.contains('/') {
        return Err("a host name has no scheme and no path");
    }
    if text.len() > 253 || !text.contains('.') || !text.split('.').all(label) {
        return Err("not a host name");
    }
    Ok(text.to_ascii_lowercase())
}

/// Checks an address with places to be filled in: `{path}` is needed, the others may be there.
pub(super) fn template(text: &str, names: &[&str]) -> Result<(), &'static str> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, tail) = rest.split_at(at);
        let (name, after) = tail
            .strip_prefix('{')
            .and_then(|tail| tail.split_once('}'))
            .ok_or("a brace stands alone")?;
        if !names.contains(&name) {
            return Err("the name in braces is not one that is filled in here");
        }
        plain.push_str(before);
        plain.push('x');
        rest = after;
    }
    if !text.contains("{path}") {
        return Err("`{path}` is missing");
    }
    plain.push_str(rest);
    scheme_and_host(&plain).map(|_| ())
}

/// Where a redirect leads to: an http(s) address, or one in the site.
pub(super) fn redirect_target(text: &str) -> Result<(), &'static str> {
    legible(text)?;
    let scheme = text
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|scheme| !scheme.contains(['/', '?', '#']));
    match scheme {
        Some(_) => scheme_and_host(text).map(|_| ()),
        None if text.starts_with("//") => Err("begins with two slashes"),
        None => Ok(()),
    }
}

/// An http(s) address without query and fragment; scheme and host in lower case.
fn absolute(text: &str) -> Result<String, &'static str> {
    let (scheme, host, path) = scheme_and_host(text)?;
    let path = clean_path(path.strip_prefix('/').unwrap_or(path))?;
    let host = host.to_ascii_lowercase();
    Ok(format!("{scheme}://{host}/{path}"))
}

fn scheme_and_host(text: &str) -> Result<(&'static str, &str, &str), &'static str> {
    legible(text)?;
    let (scheme, rest) = text
        .split_once("://")
        .ok_or("not an http or https address")?;
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "https" => "https",
        "http" => "http",
        _ => return Err("not an http or https address"),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    if host.contains('@') {
        return Err("an address that is published holds no user name");
    }
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !host.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let port_is_number =
        port.is_none_or(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()));
    let name_is_host = match name.strip_prefix('[').and_then(|n| n.strip_suffix(']')) {
        Some(ip) => ip.bytes().all(|b| b.is_ascii_hexdigit() || b == b':'),
        None => name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_')),
    };
    if name.is_empty() || !port_is_number || !name_is_host {
        return Err("the host is missing or wrong");
    }
    Ok((scheme, host, path))
}

fn clean_path(path: &str) -> Result<&str, &'static str> {
    if path.is_empty() {
        return Ok(path);
    }
    legible(path)?;
    if path.contains(['?', '#']) {
        return Err("a query or fragment has no place here");
    }
    let parts = path.strip_suffix('/').unwrap_or(path);
    if parts.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err("the path holds an empty part, `.` or `..`");
    }
    Ok(path)
}

fn legible(text: &str) -> Result<(), &'static str> {
    let allowed = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    if text.is_empty() {
        Err("the address is empty")
    } else if text.chars().all(allowed) {
        Ok(())
    } else {
        Err("a blank or another character that an address must percent-encode")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_urls_end_in_a_slash() {
        let normal = |text| site_url(text).unwrap();
        assert_eq!(normal("https://Example.org"), "https://example.org/");
        assert_eq!(normal("HTTPS://example.org/"), "https://example.org/");
        assert_eq!(
            normal("http://localhost:3000/A/b"),
            "http://localhost:3000/A/b/"
        );
        assert_eq!(normal("http://[::1]:80/a/"), "http://[::1]:80/a/");
        assert_eq!(normal("/"), "/");
        assert_eq!(normal("/book"), "/book/");
    }

    #[test]
    fn site_urls_that_are_none() {
        for text in [
            "",
            "book",
            "//example.org/",
            "ftp://example.org",
            "https://",
            "https:///x",
            "https://example.org:x/",
            "https://me:secret@example.org/",
            "https://example.org/?a",
            "https://example.org/a#b",
            "https://example.org/a/../b",
            "https://example.org/a b",
            "/a//b",
            "/\u{202e}",
            "javascript:alert(1)",
        ] {
            assert!(site_url(text).is_err(), "{text}");
        }
    }

    #[test]
    fn repositories_and_hosts() {
        assert_eq!(
            repository_url("https://github.com/acme/book.git/"),
            Ok("https://github.com/acme/book".to_owned())
        );
        assert!(repository_url("git@github.com:acme/book").is_err());
        assert_eq!(
            host_name("Book.example.org"),
            Ok("book.example.org".to_owned())
        );
        for text in [
            "https://example.org",
            "localhost",
            "a..b",
            "-a.org",
            "a b.org",
            "",
        ] {
            assert!(host_name(text).is_err(), "{text}");
        }
    }

    #[test]
    fn templates_name_what_is_filled_in() {
        let source = |text| template(text, &["path", "line", "revision"]);
        assert_eq!(
            source("https://h.org/blob/{revision}/{path}#L{line}"),
            Ok(())
        );
        assert!(source("https://h.org/{path}/{row}").is_err());
        assert!(source("https://h.org/{line}").is_err());
        assert!(source("https://h.org/{path").is_err());
        assert!(source("/{path}").is_err());
        assert!(source("javascript:{path}").is_err());
    }

    #[test]
    fn redirects_lead_to_pages() {
        for text in [
            "https://example.org/?a#b",
            "/new.html",
            "../new.html",
            "new.html#a:b",
        ] {
            assert_eq!(redirect_target(text), Ok(()), "{text}");
        }
        for text in ["javascript:alert(1)", "data:x", "//example.org", "", "a b"] {
            assert!(redirect_target(text).is_err(), "{text}");
        }
    }
}
