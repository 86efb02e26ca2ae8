/// A text as a quoted YAML scalar on one line, in single quotes where that needs no escapes.
pub(crate) fn quoted(text: &str) -> String {
    let plain_in_double = !text
        .chars()
        .any(|c| matches!(c, '"' | '\\') || c.is_control());
    if plain_in_double {
        return format!("\"{text}\"");
    }
    if !text.chars().any(|c| c == '\'' || c.is_control()) {
        return format!("'{text}'");
    }
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text short enough to be shown inside a message.
pub(crate) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.lines().next().unwrap_or("");
    if line.len() == text.len() && line.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = line.chars().take(MOST).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_chosen_by_the_text() {
        assert_eq!(quoted("See #12"), "\"See #12\"");
        assert_eq!(quoted("it's"), "\"it's\"");
        assert_eq!(quoted("C:\\new \"x\""), "'C:\\new \"x\"'");
        assert_eq!(quoted("it's \"a\\b\""), "\"it's \\\"a\\\\b\\\"\"");
        assert_eq!(quoted("a\tb\u{1}"), "\"a\\tb\\u0001\"");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(shortened("short"), "short");
        assert_eq!(shortened("two\nlines"), "two…");
        assert_eq!(shortened(&"ä".repeat(100)).chars().count(), 61);
    }
}
