//! Where key and value stand on a line, read without the parser: for text the parser refused.

use std::ops::Range;

/// The parts of one line; all ranges are offsets of the whole text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Without the line's end.
    pub whole: Range<usize>,
    /// Where the text begins behind blanks and tabs.
    pub content: Range<usize>,
    /// The text before the first colon that a blank or the end of the line follows.
    pub key: Option<Range<usize>>,
    /// Behind key and list marks, without blanks and a comment that is set off.
    pub value: Range<usize>,
}

impl Line {
    pub fn at(text: &str, offset: usize) -> Self {
        let whole = line_start(text, offset)..line_end(text, offset);
        let line = &text[whole.clone()];
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let content = whole.start + indent..whole.start + line.trim_end().len().max(indent);
        let mut start = content.start;
        while let Some(rest) = text[start..content.end].strip_prefix('-') {
            if !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
                break;
            }
            start = content.end - rest.trim_start_matches([' ', '\t']).len();
        }
        let rest = &text[start..content.end];
        let (key, value_start) = match key_end(rest) {
            Some(colon) => {
                let behind = &rest[colon + 1..];
                let value = behind.trim_start_matches([' ', '\t']);
                (
                    Some(start..start + rest[..colon].trim_end().len()),
                    content.end - value.len(),
                )
            }
            None => (None, start),
        };
        let value = without_comment(&text[value_start..content.end]);
        Self {
            whole,
            content,
            key,
            value: value_start..value_start + value.len(),
        }
    }

    pub fn indent(&self) -> usize {
        self.content.start - self.whole.start
    }

    /// The nearest line above that holds more than blanks or a comment.
    pub fn above(&self, text: &str) -> Option<Line> {
        let mut start = self.whole.start;
        while start > 0 {
            let line = Line::at(text, start - 1);
            let content = &text[line.content.clone()];
            if !content.is_empty() && !content.starts_with('#') {
                return Some(line);
            }
            start = line.whole.start;
        }
        None
    }
}

pub fn line_start(text: &str, offset: usize) -> usize {
    text.get(..offset)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, offset: usize) -> usize {
    let end = text
        .get(offset..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |newline| offset + newline);
    if end > offset && text.as_bytes()[end - 1] == b'\r' {
        end - 1
    } else {
        end
    }
}

/// The colon that ends the key at the beginning of a text.
fn key_end(text: &str) -> Option<usize> {
    let start = match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].find(quote)? + 2,
        '[' | '{' | '#' => return None,
        _ => 0,
    };
    let colon = text[start..]
        .match_indices(':')
        .map(|(i, _)| start + i)
        .find(|i| matches!(text.as_bytes().get(i + 1), None | Some(b' ' | b'\t')))?;
    let between = &text[start..colon];
    let is_key = (start == 0 || between.trim().is_empty()) && !between.contains(" #");
    is_key.then_some(colon)
}

/// A text without the comment that two blanks set off, or that stands alone.
fn without_comment(text: &str) -> &str {
    if text.starts_with("# ") {
        return &text[..0];
    }
    match text.find("  # ") {
        Some(comment) => text[..comment].trim_end(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, offset: usize) -> (Option<&str>, &str) {
        let line = Line::at(text, offset);
        (line.key.map(|key| &text[key]), &text[line.value])
    }

    #[test]
    fn keys_and_values() {
        assert_eq!(parts("note: Open: later", 3), (Some("note"), "Open: later"));
        assert_eq!(parts("a\r\n  - - b : c  # d\r\n", 6), (Some("b"), "c"));
        assert_eq!(parts("a: b\n\"c: d\": e", 7), (Some("\"c: d\""), "e"));
        assert_eq!(parts("- { a: b }", 0), (None, "{ a: b }"));
        assert_eq!(parts("https://x", 0), (None, "https://x"));
        assert_eq!(parts("a:", 0), (Some("a"), ""));
        assert_eq!(parts("a: # why", 0), (Some("a"), ""));
        assert_eq!(parts("-", 0), (None, ""));
        assert_eq!(parts("", 0), (None, ""));
        assert_eq!(parts("'a", 0), (None, "'a"));
    }

    #[test]
    fn the_line_above_is_not_a_comment() {
        let text = "a: b\n\n  # c\nd";
        let above = Line::at(text, text.len()).above(text);
        assert_eq!(above.map(|line| &text[line.whole]), Some("a: b"));
        assert_eq!(Line::at(text, 1).above(text), None);
    }
}
