//! From the target of a request, as it is written, to path and query.

use percent_encoding::percent_decode_str;

use super::types::Request;

/// `None` when the path is not one of a site: not UTF-8, or with `..`, a backslash or a control
/// character, be they encoded once or twice.
pub fn request(path: &str, query: &str) -> Option<Request> {
    let once = percent_decode_str(path).decode_utf8().ok()?;
    let twice = percent_decode_str(&once).decode_utf8_lossy();
    let is_path = once.starts_with('/') && !once.starts_with("//");
    if !is_path || is_hostile(&once) || is_hostile(&twice) {
        return None;
    }
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let query = pairs.map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(key), decoded(value))
    });
    Some(Request {
        path: once.into_owned(),
        query: query.collect(),
    })
}

fn is_hostile(path: &str) -> bool {
    let bad = |c: char| c == '\\' || c.is_control();
    path.contains(bad) || path.split('/').any(|part| part == "..")
}

fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once() {
        let path = |text: &str| request(text, "").map(|request| request.path);
        assert_eq!(path("/").as_deref(), Some("/"));
        assert_eq!(path("/a%20b/%C3%A9..x").as_deref(), Some("/a b/é..x"));
        assert_eq!(path("/100%2525").as_deref(), Some("/100%25"));
        assert_eq!(path("/50%").as_deref(), Some("/50%"));
    }

    #[test]
    fn hostile_paths_are_refused() {
        let paths = [
            "",
            "a",
            "*",
            "//example.com/",
            "/..",
            "/../a",
            "/a/../b",
            "/%2e%2e/a",
            "/.%2E/a",
            "/a%2f..%2fb",
            "/%252e%252e/a",
            "/a\\b",
            "/..%5ca",
            "/%5c",
            "/%255c",
            "/a%00b",
            "/%2500",
            "/%0a",
            "/%7f",
            "/%ff",
        ];
        for path in paths {
            assert_eq!(request(path, ""), None, "{path}");
        }
    }

    #[test]
    fn queries_are_pairs() {
        let request = request("/", "page=a%2Fb+c&&x&page=2&=&%ff=%ff").unwrap();
        assert_eq!(request.get("page"), Some("a/b c"));
        assert_eq!(request.get("x"), Some(""));
        assert_eq!(request.get("y"), None);
        assert_eq!(request.query.len(), 5);
    }
}
