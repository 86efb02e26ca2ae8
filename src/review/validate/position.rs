//! The path to a position of a JSON text. The parser tells lines and columns only, of files that are
//! often a single line.

enum Frame {
    /// The last key, where one was read.
    Object(Option<String>),
    Array(usize),
}

/// The path at a line and column, both from 1; `$` where it leads nowhere. Of an object in which
/// something is `missing`, the path of the object.
pub(super) fn path(text: &str, (line, column): (usize, usize), missing: bool) -> String {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut frames = frames(text.as_bytes(), before.saturating_add(column));
    if missing && let Some(Frame::Object(key)) = frames.last_mut() {
        *key = None;
    }
    written(&frames)
}

/// What is open at an offset, the character before it included.
fn frames(bytes: &[u8], offset: usize) -> Vec<Frame> {
    let mut frames = Vec::new();
    let mut is_key = false;
    let mut at = 0;
    while at < offset.min(bytes.len()) {
        // What ends a part at the very position is what the parser stumbled over.
        let is_last = at + 1 >= offset;
        match bytes[at] {
            b'{' => {
                frames.push(Frame::Object(None));
                is_key = true;
            }
            b'[' => {
                frames.push(Frame::Array(0));
                is_key = false;
            }
            b'}' | b']' if !is_last => {
                frames.pop();
            }
            b':' => is_key = false,
            b',' if !is_last => match frames.last_mut() {
                Some(Frame::Array(index)) => *index += 1,
                Some(Frame::Object(_)) => is_key = true,
                None => {}
            },
            b'"' => {
                let end = end_of_string(bytes, at);
                if let Some(Frame::Object(key)) = frames.last_mut().filter(|_| is_key) {
                    *key = Some(String::from_utf8_lossy(&bytes[at + 1..end]).into_owned());
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    frames
}

/// Where the quote is that closes the string which begins at `start`, or the end of the text.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// Keys are cut: they may be anything here.
fn written(frames: &[Frame]) -> String {
    const KEY: usize = 40;
    let mut out = String::new();
    for frame in frames {
        match frame {
            Frame::Object(Some(key)) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.extend(key.chars().take(KEY));
            }
            Frame::Object(None) => {}
            Frame::Array(index) => out.push_str(&format!("[{index}]")),
        }
    }
    if out.is_empty() {
        out.push('$');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_have_paths() {
        let text = "{\"a\": [{\"b\": 1, \"c\\\"\": {}},\n {\"d\": [1, 2]}], \"e\": 3}";
        let at = |line, needle: &str| {
            let column = text.lines().nth(line - 1).unwrap().find(needle).unwrap();
            path(text, (line, column + needle.len()), false)
        };
        assert_eq!(at(1, "{"), "$");
        assert_eq!(at(1, "\"b\""), "a[0].b");
        assert_eq!(at(1, ": 1"), "a[0].b");
        assert_eq!(at(1, "{}"), "a[0].c\\\"");
        assert_eq!(at(2, "[1, 2"), "a[1].d[1]");
        assert_eq!(at(2, "\"e\""), "e");
        assert_eq!(path(text, (2, 14), true), "a[1]");
        assert_eq!(path("[\"unclosed", (1, 10), false), "[0]");
        assert_eq!(path("", (0, 0), false), "$");
        assert_eq!(path("{\"a\\", (1, 4), false), "a\\");
    }
}
