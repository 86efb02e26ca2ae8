/// A tag that opens an element.
pub(super) struct Tag<'h> {
    /// Byte offset in the page.
    pub at: usize,
    pub name: String,
    /// Names in lower case, values as they stand.
    pub attributes: Vec<(String, &'h str)>,
    /// What stands in a script, a style or a title, which is no markup.
    pub raw: &'h str,
    len: usize,
}

impl<'h> Tag<'h> {
    pub fn get(&self, name: &str) -> Option<&'h str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| *value)
    }
}

/// The opening tags of a page, in their order. What is no markup is passed over.
pub(super) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        let rest = &html[open..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |i| open + i + 3);
            continue;
        }
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = open + 1;
            continue;
        }
        let mut tag = read(rest);
        tag.at = open;
        at = open + tag.len;
        if matches!(tag.name.as_str(), "script" | "style" | "title" | "textarea") {
            let close = format!("</{}", tag.name);
            let end = html[at..].find(&close).map_or(html.len(), |i| at + i);
            tag.raw = &html[at..end];
            at = end;
        }
        tags.push(tag);
    }
    tags
}

/// Reads a tag from its `<` on.
fn read(text: &str) -> Tag<'_> {
    let bytes = text.as_bytes();
    let word = |mut i: usize| {
        let from = i;
        while i < bytes.len() && !bytes[i].is_ascii_whitespace() && !b"=>/".contains(&bytes[i]) {
            i += 1;
        }
        (from, i)
    };
    let (from, mut i) = word(1);
    let mut tag = Tag {
        at: 0,
        raw: "",
        name: text[from..i].to_ascii_lowercase(),
        attributes: Vec::new(),
        len: bytes.len(),
    };
    while i < bytes.len() && bytes[i] != b'>' {
        if bytes[i].is_ascii_whitespace() || bytes[i] == b'/' || bytes[i] == b'=' {
            i += 1;
            continue;
        }
        let (from, end) = word(i);
        i = end;
        let mut value = "";
        if bytes.get(i) == Some(&b'=') {
            i += 1;
            match bytes.get(i) {
                Some(quote @ (b'"' | b'\'')) => {
                    let start = i + 1;
                    let end = (start..bytes.len())
                        .find(|&j| bytes[j] == *quote)
                        .unwrap_or(bytes.len());
                    value = &text[start..end];
                    i = end + 1;
                }
                _ => {
                    let start = i;
                    while i < bytes.len() && !bytes[i].is_ascii_whitespace() && bytes[i] != b'>' {
                        i += 1;
                    }
                    value = &text[start..i];
                }
            }
        }
        tag.attributes
            .push((text[from..end].to_ascii_lowercase(), value));
    }
    tag.len = (i + 1).min(bytes.len());
    tag
}
