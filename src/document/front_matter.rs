use crate::tree::Span;

/// Where the YAML and the body of a text lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Split {
    /// Between the `---` lines; `None` where the text does not begin with `---`.
    pub front: Option<Span>,
    pub body: Span,
    /// The front matter begins and does not end; `front` is then all the rest, and the body is empty.
    pub unclosed: bool,
}

/// Takes a text apart. Front matter begins only where the very first line is `---`; a byte order
/// mark before it, blanks after it and any line end are allowed. It ends at the next such line.
pub fn split(text: &str) -> Split {
    let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let (first, front_start) = line(text, begin);
    if !is_fence(first) {
        return Split {
            front: None,
            body: Span::new(begin, text.len()),
            unclosed: false,
        };
    }
    let mut start = front_start;
    while start < text.len() {
        let (content, next) = line(text, start);
        if is_fence(content) {
            return Split {
                front: Some(Span::new(front_start, start)),
                body: Span::new(next, text.len()),
                unclosed: false,
            };
        }
        start = next;
    }
    Split {
        front: Some(Span::new(front_start, text.len())),
        body: Span::new(text.len(), text.len()),
        unclosed: true,
    }
}

/// The line that begins at `start`, without its `\n`, and where the next one begins.
fn line(text: &str, start: usize) -> (&str, usize) {
    let rest = &text[start..];
    match memchr::memchr(b'\n', rest.as_bytes()) {
        Some(end) => (&rest[..end], start + end + 1),
        None => (rest, text.len()),
    }
}

fn is_fence(line: &str) -> bool {
    line.trim_end_matches([' ', '\t', '\r']) == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<&str>, &str, bool) {
        let split = split(text);
        (
            split.front.map(|span| span.of(text)),
            split.body.of(text),
            split.unclosed,
        )
    }

    #[test]
    fn front_matter_lies_between_two_lines() {
        assert_eq!(
            parts("---\na: 1\n---\nText\n"),
            (Some("a: 1\n"), "Text\n", false)
        );
        assert_eq!(parts("---\n---\nText"), (Some(""), "Text", false));
        assert_eq!(parts("---\na: 1\n---"), (Some("a: 1\n"), "", false));
    }

    #[test]
    fn line_ends_blanks_and_the_byte_order_mark_do_not_matter() {
        assert_eq!(
            parts("---\r\na: 1\r\n---\r\nText"),
            (Some("a: 1\r\n"), "Text", false)
        );
        assert_eq!(
            parts("---  \t\na: 1\n--- \nText"),
            (Some("a: 1\n"), "Text", false)
        );
        assert_eq!(
            parts("\u{feff}---\na: 1\n---\n"),
            (Some("a: 1\n"), "", false)
        );
        assert_eq!(parts("\u{feff}# Title"), (None, "# Title", false));
    }

    #[test]
    fn only_the_first_line_begins_it() {
        for text in [
            "",
            "Text\n---\na: 1\n---\n",
            "\n---\n---\n",
            " ---\n---\n",
            "----\n---\n",
            "--- #\n---",
        ] {
            assert_eq!(parts(text), (None, text, false), "{text:?}");
        }
    }

    #[test]
    fn an_indented_or_longer_line_does_not_end_it() {
        assert_eq!(
            parts("---\na: |\n  ---\n----\n---\nText"),
            (Some("a: |\n  ---\n----\n"), "Text", false)
        );
        assert_eq!(parts("---\na: 1\n"), (Some("a: 1\n"), "", true));
        assert_eq!(parts("---"), (Some(""), "", true));
    }
}
