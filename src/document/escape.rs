//! Texts and addresses inside HTML.

/// Appends a text between tags.
pub(super) fn push_text(out: &mut String, text: &str) {
    push(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        0 => Some("\u{fffd}"),
        _ => None,
    });
}

/// Appends a text inside a quoted attribute.
pub(super) fn push_attribute(out: &mut String, text: &str) {
    push(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        0 => Some("\u{fffd}"),
        _ => None,
    });
}

/// Appends an address inside a quoted attribute; what no address may hold is percent-encoded.
pub(super) fn push_address(out: &mut String, address: &str) {
    for c in encoded(address).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// An address in which everything is percent-encoded that none may hold.
pub(super) fn encoded(address: &str) -> String {
    let address = address.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte as char),
            _ if b"-_.~!*();:@=+$,/?#%&'".contains(&byte) => out.push(byte as char),
            _ => {
                out.push('%');
                out.push(HEX[usize::from(byte >> 4)] as char);
                out.push(HEX[usize::from(byte & 15)] as char);
            }
        }
    }
    out
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

fn push(out: &mut String, text: &str, replacement: impl Fn(u8) -> Option<&'static str>) {
    let mut done = 0;
    for (i, byte) in text.bytes().enumerate() {
        if let Some(replacement) = replacement(byte) {
            out.push_str(&text[done..i]);
            out.push_str(replacement);
            done = i + 1;
        }
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(push: fn(&mut String, &str), text: &str) -> String {
        let mut out = String::new();
        push(&mut out, text);
        out
    }

    #[test]
    fn texts_stay_texts() {
        assert_eq!(
            with(push_text, "<b> & \"ü\"\0"),
            "&lt;b&gt; &amp; \"ü\"\u{fffd}"
        );
        assert_eq!(with(push_attribute, "'\"><&"), "&#39;&quot;&gt;&lt;&amp;");
    }

    #[test]
    fn addresses_stay_in_their_attribute() {
        assert_eq!(
            with(push_address, " a b.html?x=1&y='\"<>\\é[1]%20#z "),
            "a%20b.html?x=1&amp;y=&#39;%22%3C%3E%5C%C3%A9%5B1%5D%20#z"
        );
    }
}
