use tera::{ArgFromValue, Kwargs, State, Tera, TeraResult, Value};

/// Registers the helpers of templates. Each is from value to value and reads nothing else.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("safe_url", safe_url);
}

/// The address itself if a click on it can only open something: relative, http, https, mailto or
/// tel. Any other scheme could run a program in the page, and becomes `#`.
fn safe_url(url: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let text = <&str>::from_value(url)?;
    Ok(if is_safe(text) {
        url.clone()
    } else {
        Value::normal_string("#")
    })
}

fn is_safe(url: &str) -> bool {
    // Most are of this form, and a page has many of them.
    if url.starts_with("https://") || url.starts_with("http://") {
        return true;
    }
    // Browsers drop leading blanks and all tabs and line ends before they look for the scheme.
    let cleaned: String = url
        .trim_start_matches(|c: char| c.is_whitespace() || c.is_control())
        .chars()
        .filter(|c| !c.is_control())
        .collect();
    let Some(end) = cleaned.find([':', '/', '?', '#']) else {
        return true;
    };
    if !cleaned[end..].starts_with(':') {
        return true;
    }
    ["http", "https", "mailto", "tel"]
        .iter()
        .any(|scheme| cleaned[..end].eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn only_harmless_schemes_pass() {
        for url in [
            "a.html",
            "../a b",
            "#x",
            "https://example.org",
            "MAILTO:a@b",
            "?q=a:b",
        ] {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "javascript:x",
            " java\tscript:x",
            "data:text/html,x",
            "\u{1}vbscript:x",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }
}
