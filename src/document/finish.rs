//! The last touch to sanitized HTML, which a serializer has written: every `<` that is text or stands
//! outside of quotes begins a tag, and every value stands in double quotes.

/// Attributes that are there or not.
const SWITCHES: [&str; 2] = ["open", "reversed"];

/// Switches without values, pictures with a description, and descriptions in the place of pictures
/// that have no address.
pub(super) fn finish(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = end_of(rest) else { break };
        let (tag, after) = rest.split_at(end);
        rest = after;
        if let Some(inner) = tag.strip_prefix("<img").and_then(|t| t.strip_suffix('>')) {
            picture(inner, &mut out);
        } else if SWITCHES.iter().any(|name| tag.contains(name)) {
            out.push_str(&switched(tag));
        } else {
            out.push_str(tag);
        }
    }
    out.push_str(rest);
    out
}

/// The length of the tag at the beginning.
fn end_of(tag: &str) -> Option<usize> {
    let mut is_value = false;
    let end = tag.find(|c| {
        is_value ^= c == '"';
        c == '>' && !is_value
    })?;
    Some(end + 1)
}

/// The attributes of a tag without its name, each with its value.
fn attributes(inner: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut parts = inner.split('"');
    std::iter::from_fn(move || {
        let name = parts.next()?.trim().strip_suffix('=')?;
        Some((name, parts.next()?))
    })
}

fn picture(inner: &str, out: &mut String) {
    let value = |wanted| attributes(inner).find(|(name, _)| *name == wanted);
    let description = value("alt").map(|(_, value)| value);
    if value("src").is_none() {
        // In a text, a quote needs no reference and the signs of tags do.
        let text = description.unwrap_or_default();
        out.push_str(&text.replace('<', "&lt;").replace('>', "&gt;"));
        return;
    }
    out.push_str("<img");
    out.push_str(inner);
    if description.is_none() {
        out.push_str(" alt=\"\"");
    }
    out.push('>');
}

fn switched(tag: &str) -> String {
    let Some((name, inner)) = tag[..tag.len() - 1].split_once(' ') else {
        return tag.to_owned();
    };
    let mut out = name.to_owned();
    for (name, value) in attributes(inner) {
        out.push(' ');
        out.push_str(name);
        if !SWITCHES.contains(&name) {
            out.push_str(&format!("=\"{value}\""));
        }
    }
    out.push('>');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switches_and_pictures_are_as_markup_wants_them() {
        for (from, to) in [
            (
                "<details open=\"\">a</details>",
                "<details open>a</details>",
            ),
            (
                "<ol reversed=\"x\" start=\"3\" title=\"open=\">",
                "<ol reversed start=\"3\" title=\"open=\">",
            ),
            ("a <img src=\"b\">", "a <img src=\"b\" alt=\"\">"),
            ("<img alt=\"c\" src=\"b\"> d", "<img alt=\"c\" src=\"b\"> d"),
            (
                "<p><img title=\"src=\" alt=\"<script>&amp;&quot;\"></p>",
                "<p>&lt;script&gt;&amp;&quot;</p>",
            ),
            (
                "<p title=\"<img>\">e</p> open",
                "<p title=\"<img>\">e</p> open",
            ),
            ("f &lt;img&gt; <", "f &lt;img&gt; <"),
        ] {
            assert_eq!(finish(from), to);
        }
    }
}
