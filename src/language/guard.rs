/// More brackets inside each other than any message needs.
const DEEPEST: usize = 12;

/// The place of the bracket that nests too deeply. The parser of Fluent follows brackets by calling
/// itself, so a text that somebody made to harm could exhaust the stack.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut is_quoted = false;
    let mut is_line_start = true;
    let mut is_comment = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        // A message, a term and a comment begin in the first column, whatever was open before.
        if is_line_start && (byte.is_ascii_alphabetic() || b"-#".contains(&byte)) {
            depth = 0;
            is_comment = byte == b'#';
        }
        is_line_start = byte == b'\n';
        match byte {
            b'\n' => (is_quoted, escaped) = (false, false),
            _ if is_comment => {}
            _ if escaped => escaped = false,
            b'\\' if is_quoted => escaped = true,
            b'"' if depth > 0 => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'{' | b'(' => depth += 1,
            b'}' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::too_deep;

    #[test]
    fn only_brackets_inside_each_other_count() {
        let text = "a = { $n ->\n    [one] {\"{\"}\n   *[other] { COUNT($n) }\n}\n".repeat(50);
        assert_eq!(too_deep(&text), None);
        let deep = format!("a = {}", "{".repeat(1000));
        assert_eq!(too_deep(&deep), Some(16));
        assert_eq!(too_deep(&format!("# {}", "{".repeat(1000))), None);
    }
}
