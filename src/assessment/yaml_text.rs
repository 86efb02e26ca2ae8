use std::borrow::Cow;
use std::fmt::Write;

/// A text as a YAML scalar on one line that is read back as the same text, in a block as well as
/// inside `{ }` and `[ ]`. It stands in double quotes only where it must.
pub fn yaml_text(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(quoted(text))
    }
}

/// Whether the text needs no quotes: rather strict, so that it also holds for readers of older YAML.
fn is_plain(text: &str) -> bool {
    let first = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_');
    let inside = |c: char| match c {
        ' ' | ':' | '_' | '-' | '.' | '/' | '+' | '(' | ')' | '@' | '%' | '=' | ';' | '?'
        | '\'' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => !is_hidden(c) && !c.is_whitespace(),
    };
    text.starts_with(first)
        && text.chars().all(inside)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.starts_with("...")
        && !text.eq_ignore_ascii_case("null")
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_hidden(c) && (c as u32) <= 0xFFFF => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c if is_hidden(c) => {
                let _ = write!(out, "\\U{:08X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Characters that YAML does not print, takes for line ends, or that nobody would see.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
        || (c as u32) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_only_where_they_must() {
        for plain in [
            "Quality manager",
            "largely",
            "n/a",
            "2026-07-01",
            "https://example.org/a?b=c",
            "it's",
            "./evidence/branch-policy.md",
            "10:30",
            "Zürich",
        ] {
            assert_eq!(yaml_text(plain), plain);
        }
        for (text, written) in [
            ("", r#""""#),
            ("See #12", r#""See #12""#),
            ("a, b", r#""a, b""#),
            ("a: b", r#""a: b""#),
            ("a:", r#""a:""#),
            ("- a", r#""- a""#),
            (" a", r#"" a""#),
            ("null", r#""null""#),
            ("~", r#""~""#),
            ("a\n\"b\"", r#""a\n\"b\"""#),
            ("\u{2028}", r#""\u2028""#),
        ] {
            assert_eq!(yaml_text(text), written);
        }
    }
}
