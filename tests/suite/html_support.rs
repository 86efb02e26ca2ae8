//! A small reader of HTML, independent of the one in the program.

/// A piece of a page in its order.
#[derive(Debug)]
pub enum Piece<'h> {
    Text(&'h str),
    Open(Tag),
    Close(String),
}

/// An opening tag.
#[derive(Debug, Default)]
pub struct Tag {
    pub name: String,
    /// Names in lower case, values with their character references resolved.
    pub attributes: Vec<(String, String)>,
    /// The content of a script or style element, which is no markup.
    pub raw: String,
    /// `<br/>`
    pub is_closed: bool,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// Reads a page. What is no markup is text, as browsers see it.
pub fn read(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut at, mut text_from) = (0, 0);
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        let rest = &html[open..];
        let (piece, end) = if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(html.len(), |i| open + i + 3);
            (None, end)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            (None, rest.find('>').map_or(html.len(), |i| open + i + 1))
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (mut tag, len) = tag(&rest[1..]);
            let mut end = open + 1 + len;
            if matches!(tag.name.as_str(), "script" | "style") {
                let close = format!("</{}", tag.name);
                let stop = html[end..].find(&close).map_or(html.len(), |i| end + i);
                tag.raw = html[end..stop].to_owned();
                end = stop;
            }
            (Some(Piece::Open(tag)), end)
        } else if rest[1..].starts_with('/')
            && rest[2..].starts_with(|c: char| c.is_ascii_alphabetic())
        {
            let (tag, len) = tag(&rest[2..]);
            (Some(Piece::Close(tag.name)), open + 2 + len)
        } else {
            at = open + 1;
            continue;
        };
        if text_from < open {
            pieces.push(Piece::Text(&html[text_from..open]));
        }
        pieces.extend(piece);
        at = end;
        text_from = end;
    }
    if text_from < html.len() {
        pieces.push(Piece::Text(&html[text_from..]));
    }
    pieces
}

/// The opening tags of a page.
pub fn tags(html: &str) -> Vec<Tag> {
    read(html)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Open(tag) => Some(tag),
            _ => None,
        })
        .collect()
}

/// Reads a tag from its name on; the length includes the `>`.
fn tag(text: &str) -> (Tag, usize) {
    let bytes = text.as_bytes();
    let is_end = |b: u8| b.is_ascii_whitespace() || b == b'>' || b == b'/';
    let find = |from: usize, stop: &dyn Fn(u8) -> bool| {
        (from..bytes.len())
            .find(|&i| stop(bytes[i]))
            .unwrap_or(bytes.len())
    };
    let mut at = find(0, &is_end);
    let mut tag = Tag {
        name: text[..at].to_ascii_lowercase(),
        ..Tag::default()
    };
    while at < bytes.len() && bytes[at] != b'>' {
        tag.is_closed = bytes[at] == b'/';
        if bytes[at].is_ascii_whitespace() || tag.is_closed {
            at += 1;
            continue;
        }
        let end = find(at + 1, &|b| is_end(b) || b == b'=');
        let name = text[at..end].to_ascii_lowercase();
        at = find(end, &|b| !b.is_ascii_whitespace());
        let mut value = "";
        if bytes.get(at) == Some(&b'=') {
            at = find(at + 1, &|b| !b.is_ascii_whitespace());
            match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    let close = find(at + 1, &|b| b == quote);
                    value = &text[at + 1..close];
                    at = (close + 1).min(bytes.len());
                }
                _ => {
                    let close = find(at, &|b| b.is_ascii_whitespace() || b == b'>');
                    value = &text[at..close];
                    at = close;
                }
            }
        }
        tag.attributes.push((name, decode(value)));
    }
    (tag, (at + 1).min(bytes.len()))
}

/// Resolves the character references that HTML and Markdown writers use.
pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 12);
        let resolved = end.and_then(|end| Some((reference(&rest[1..end])?, end + 1)));
        match resolved {
            Some((c, len)) => {
                out.push(c);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = match hex {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "colon" => ':',
        "Tab" => '\t',
        "NewLine" => '\n',
        _ => return None,
    })
}

/// What a reader sees or hears of a page, one line to a block, white space folded: its texts, and
/// the texts of attributes that stand for something visible.
pub fn visible_text(html: &str) -> String {
    let mut lines = vec![String::new()];
    for piece in read(html) {
        match piece {
            Piece::Text(text) => append(&mut lines, &decode(text)),
            Piece::Open(tag) => {
                if is_block(&tag.name) {
                    lines.push(String::new());
                }
                for (key, value) in &tag.attributes {
                    let spoken = matches!(key.as_str(), "alt" | "aria-label" | "placeholder")
                        || (key == "content" && tag.get("name") == Some("description"));
                    if spoken && !value.is_empty() {
                        append(&mut lines, &format!(" [{value}] "));
                    }
                }
            }
            Piece::Close(name) if is_block(&name) => lines.push(String::new()),
            Piece::Close(_) => {}
        }
    }
    let mut out = String::new();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        if !words.is_empty() {
            out.push_str(&words.join(" "));
            out.push('\n');
        }
    }
    out
}

fn append(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "code"
            | "del"
            | "em"
            | "i"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}

#[test]
fn the_reader_reads_as_browsers_do() {
    let html =
        "<!doctype html><p CLASS='a &amp; b' id=x>1 < 2 &lt;<script>a<b</script><!-- <p> --></p>";
    let all = tags(html);
    let names: Vec<&str> = all.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["p", "script"]);
    assert_eq!(all[0].get("class"), Some("a & b"));
    assert_eq!(all[0].get("id"), Some("x"));
    assert_eq!(all[1].raw, "a<b");
    assert_eq!(visible_text(html), "1 < 2 <\n");
    assert_eq!(decode("&#106;ava&#x73;cript&colon;&x"), "javascript:&x");
}
