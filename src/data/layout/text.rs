use std::borrow::Cow;
use std::fmt::Write;

/// A text as a YAML scalar on one line that is read back as the same text, in a block as well as
/// inside `{ }` and `[ ]`. It stands in quotes only where it must, and has backslashes only where
/// neither kind of quotes can do without. Control characters other than line feed and tab, which
/// front matter may not hold, become blanks.
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
    let any = |test: fn(char) -> bool| text.chars().any(test);
    if any(is_hidden) {
        return escaped(text);
    }
    match any(|c| matches!(c, '"' | '\\')) {
        true => format!("'{}'", text.replace('\'', "''")),
        false => format!("\"{text}\""),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for (ix, c) in text.char_indices() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push(' '),
            // Before an escape it would look like the drive of a path.
            ':' if ix == 1 => out.push_str("\\x3A"),
            c if is_hidden(c) => {
                let code = c as u32;
                let _ = match code {
                    0..=0xFFFF => write!(out, "\\u{code:04X}"),
                    _ => write!(out, "\\U{code:08X}"),
                };
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
            ("a \"b\"", r#"'a "b"'"#),
            ("it's a \"b\"", r#"'it''s a "b"'"#),
            ("C:\\new", r"'C:\new'"),
            ("a\n\"b\"", r#""a\n\"b\"""#),
            ("a:\nb", r#""a\x3A\nb""#),
            ("a\r\u{7}b", r#""a  b""#),
            ("\u{2028}", r#""\u2028""#),
        ] {
            assert_eq!(yaml_text(text), written);
        }
    }
}
