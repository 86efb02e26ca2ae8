//! Text that others wrote, made safe to print: no control character reaches a terminal, no text can
//! change its reading direction, and no line can give orders to the runner of a build.

use std::borrow::Cow;

use serde::Serialize;

/// Stands between two characters that together would begin a command of a runner; not visible.
const BREAKER: char = '\u{200b}';

/// Whether a character acts on the terminal or on the order of reading instead of being seen:
/// control characters (C0, DEL, C1), bidi marks and overrides, line and paragraph separators, and
/// the byte order mark.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// One line of text with every hidden character written out: `\n`, `\t`, `\u{1b}`, `\u{202e}`.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_hidden(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// An excerpt of a file with every hidden character replaced by one visible character, so that
/// columns stay as they are. Tabs and line ends are kept.
pub fn visible(text: &str) -> Cow<'_, str> {
    let replaced = |c: char| is_hidden(c) && !matches!(c, '\n' | '\r' | '\t');
    if !text.contains(replaced) {
        return Cow::Borrowed(text);
    }
    let picture = |c: char| match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    };
    Cow::Owned(
        text.chars()
            .map(|c| if replaced(c) { picture(c) } else { c })
            .collect(),
    )
}

/// The text with everything broken that a runner would obey: `##[name` anywhere (and its kin
/// `##vso[`, `##teamcity[`), and `::` at the beginning of a line, blanks before it or not.
pub fn without_commands(text: &str) -> Cow<'_, str> {
    if !text.contains("##") && !text.contains("::") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        let (indent, mut rest) = line.split_at(line.len() - body.len());
        out.push_str(indent);
        if let Some(after) = rest.strip_prefix("::") {
            out.extend([':', BREAKER, ':']);
            rest = after;
        }
        while let Some(at) = rest.find("##") {
            // One `#` at a time, so that `###[` is found as well.
            let (before, after) = rest.split_at(at + 1);
            out.push_str(before);
            rest = after;
            let name = after[1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            if name.starts_with('[') {
                out.push('#');
                out.push(BREAKER);
                rest = &after[1..];
            }
        }
        out.push_str(rest);
    }
    Cow::Owned(out)
}

/// Wraps human text for the log of a runner: commands are broken, and switched off while it is
/// printed. `token` is random and the same for nothing else.
pub fn for_runner(text: &str, token: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = without_commands(text);
    let end = if text.ends_with('\n') { "" } else { "\n" };
    format!("::stop-commands::{token}\n{text}{end}::{token}::\n")
}

/// A JSON text in which hidden characters and what a runner would obey are written as `\uXXXX`.
/// The values stay the same; line ends between them are kept.
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_number_sign = false;
    for c in text.chars() {
        // `##` stands only inside of strings; an escaped second one means the same there.
        let breaks = after_number_sign && c == '#';
        if breaks || (is_hidden(c) && c != '\n') {
            out.push_str(&format!("\\u{:04x}", c as u32));
        } else {
            out.push(c);
        }
        after_number_sign = c == '#' && !breaks;
    }
    out
}

/// Pretty JSON that is safe to print, with a line end.
pub fn to_json(value: &impl Serialize) -> String {
    // Only maps with keys other than texts can fail, and no document here has such a map.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    json(&text) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_written_out() {
        assert_eq!(printable("a\x1b[31m\u{9b}b\r\n"), r"a\u{1b}[31m\u{9b}b\r\n");
        assert_eq!(printable("no\u{202e}sey"), r"no\u{202e}sey");
        assert!(matches!(printable("Zürich \u{1f600}"), Cow::Borrowed(_)));
    }

    #[test]
    fn excerpts_keep_their_columns() {
        let text = "a\x1b\u{7f}\u{85}\u{202e}\tb\r\n";
        let shown = visible(text);
        assert_eq!(shown, "a␛␡\u{fffd}\u{fffd}\tb\r\n");
        assert_eq!(shown.chars().count(), text.chars().count());
    }

    #[test]
    fn commands_are_broken() {
        assert_eq!(without_commands("a ##[error]x"), "a ##\u{200b}[error]x");
        assert_eq!(
            without_commands("###[x ##vso[y ##z"),
            "###\u{200b}[x ##\u{200b}vso[y ##z"
        );
        assert_eq!(
            without_commands("ok\n \u{a0}::add-mask::x\na::b"),
            "ok\n \u{a0}:\u{200b}:add-mask::x\na::b"
        );
        assert_eq!(without_commands("##"), "##");
    }

    #[test]
    fn runner_text_is_wrapped() {
        assert_eq!(
            for_runner("::error::x", "T"),
            "::stop-commands::T\n:\u{200b}:error::x\n::T::\n"
        );
        assert_eq!(for_runner("", "T"), "");
    }

    #[test]
    fn json_keeps_its_values() {
        let value = serde_json::json!({ "a": "##[error]###\u{9b}\u{202e}\x1b\n" });
        let text = json(&serde_json::to_string_pretty(&value).unwrap());
        assert!(!text.contains("##") && !text.contains(|c| is_hidden(c) && c != '\n'));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            value
        );
    }
}
