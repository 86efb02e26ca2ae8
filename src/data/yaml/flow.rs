//! Items inside `{ }` and `[ ]`, read without the parser: for text the parser refused.

use std::ops::Range;

/// The value around `at` in the bracket that opens at `open`: behind the key inside `{ }`, the
/// whole item inside `[ ]`. It ends with its line at the latest.
pub fn value(text: &str, open: usize, at: usize) -> Option<Range<usize>> {
    let is_map = text.as_bytes().get(open) == Some(&b'{');
    let item = item(text, open, at, is_map)?;
    let start = if is_map {
        let inner = &text[item.clone()];
        let colon = inner
            .match_indices(':')
            .map(|(i, _)| i)
            .find(|i| matches!(inner.as_bytes().get(i + 1), Some(b' ' | b'\t')))?;
        item.start + colon + 1
    } else {
        item.start
    };
    let value = &text[start..item.end];
    let start = start + (value.len() - value.trim_start().len());
    let end = start + value.trim().len();
    (start < end && start <= at && !text[start..end].contains('\n')).then_some(start..end)
}

fn item(text: &str, open: usize, at: usize, is_map: bool) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut start = open + 1;
    let mut i = start;
    while i < bytes.len() {
        match bytes[i] {
            quote @ (b'"' | b'\'') if i < at && begins_token(text, i) => {
                if let Some(end) = quote_end(text, i, quote).filter(|end| *end <= at) {
                    i = end;
                }
            }
            b'{' | b'[' if begins_token(text, i) => depth += 1,
            b'}' | b']' if depth > 0 => depth -= 1,
            b'}' | b']' if i >= at => return Some(start..i),
            b',' if depth == 0 && i < at => start = i + 1,
            b',' if depth == 0 && (!is_map || begins_entry(&text[i + 1..])) => {
                return Some(start..i);
            }
            b'\n' if i >= at => return Some(start..i),
            _ => {}
        }
        i += 1;
    }
    (start <= at).then_some(start..text.len())
}

/// Whether a quote or bracket stands where a value may begin.
fn begins_token(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t', '\n', '\r']);
    before.is_empty() || before.ends_with(['[', '{', ',', ':'])
}

/// The last byte of the quoted text that begins at `start`.
fn quote_end(text: &str, start: usize, quote: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut i = start + 1;
    while i < bytes.len() {
        match bytes[i] {
            b'\\' if quote == b'"' => i += 1,
            b'\'' if quote == b'\'' && bytes.get(i + 1) == Some(&b'\'') => i += 1,
            b if b == quote => return Some(i),
            b'\n' => return None,
            _ => {}
        }
        i += 1;
    }
    None
}

/// Whether `key: …`, or nothing but the end, follows a comma.
fn begins_entry(rest: &str) -> bool {
    let rest = rest.trim_start();
    let word = rest
        .find([' ', ',', ':', '}', ']', '\n'])
        .unwrap_or(rest.len());
    let behind = &rest[word..];
    behind.starts_with(": ") || behind.starts_with(":\n") || (word == 0 && behind.starts_with('}'))
}

/// The quote that begins on this line and does not end on it.
pub fn unclosed_quote(text: &str, line: Range<usize>) -> Option<usize> {
    let mut i = line.start;
    let bytes = text.as_bytes();
    while i < line.end {
        if matches!(bytes[i], b'"' | b'\'') && begins_value(&text[line.start..i]) {
            match quote_end(text, i, bytes[i]).filter(|end| *end < line.end) {
                Some(end) => i = end,
                None => return Some(i),
            }
        }
        i += 1;
    }
    None
}

fn begins_value(before: &str) -> bool {
    let trimmed = before.trim_end_matches([' ', '\t']);
    trimmed.is_empty() || trimmed.ends_with(['[', '{', ',', ':', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
        let open = text.find(['{', '['])?;
        value(text, open, text.find(mark)?).map(|range| &text[range])
    }

    #[test]
    fn values_inside_brackets() {
        assert_eq!(around("{ a: b, note: @x, c: d }", "@"), Some("@x"));
        assert_eq!(
            around("{ note: Open: later }", ": later"),
            Some("Open: later")
        );
        assert_eq!(
            around("{ a: \"x, }\", note: See #12, open, c: d }", "#"),
            Some("See #12, open")
        );
        assert_eq!(
            around("{ a: [x, {y: z}], note: \"a\" b }", "b }"),
            Some("\"a\" b")
        );
        assert_eq!(around("[a, @b, c]", "@"), Some("@b"));
        assert_eq!(around("{ note: @x", "@"), Some("@x"));
        assert_eq!(around("{ note: @x\n}", "@"), Some("@x"));
        assert_eq!(around("{ @x }", "@"), None);
    }

    #[test]
    fn open_quotes() {
        let open = |text: &str| unclosed_quote(text, 0..text.len());
        assert_eq!(open("a: \"b"), Some(3));
        assert_eq!(open("a: \"b\\\""), Some(3));
        assert_eq!(open("a: 'it''s"), Some(3));
        assert_eq!(open("a: it's"), None);
        assert_eq!(open("{ a: \"b\", c: 'd }"), Some(13));
    }
}
