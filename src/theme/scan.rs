use std::ops::Range;

/// What a template's text names, as far as tera does not tell it.
#[derive(Debug, Default)]
pub(super) struct Scan<'t> {
    /// Names in `include` and `extends`, with their places.
    pub uses: Vec<(&'t str, usize)>,
    /// Variables that `for`, `set` and `set_global` bring in; an included part sees them.
    pub locals: Vec<&'t str>,
    pub blocks: Vec<&'t str>,
    /// The template defines a component, which is called by name from anywhere.
    pub component: bool,
    /// The ids of messages in `say(key="…")`, with their places.
    pub says: Vec<(&'t str, usize)>,
    /// The variables inside tags: chains of names such as `page.title`, with their places.
    pub chains: Vec<(&'t str, usize)>,
}

/// Reads the tags of a template. The text may be broken; what cannot be read is passed over.
pub(super) fn scan(text: &str) -> Scan<'_> {
    let mut scan = Scan::default();
    for place in tags(text) {
        let whole = &text[place.clone()];
        let statement = whole.starts_with("{%");
        if !statement && !whole.starts_with("{{") {
            continue;
        }
        let inner = &whole[2..];
        let inner = inner
            .strip_suffix(if statement { "%}" } else { "}}" })
            .unwrap_or(inner);
        let start = place.start + 2;
        tag(&mut scan, text, (start, start + inner.len()), statement);
    }
    scan
}

/// Where the tags and comments of a template stand, with what they begin and end with. One without
/// an end goes on to the end of the text.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let open = at + text[at..].find('{')?;
            let inner = open + 2;
            let close = match text.as_bytes().get(open + 1) {
                Some(b'{') => "}}",
                Some(b'%') => "%}",
                Some(b'#') => "#}",
                _ => {
                    at = open + 1;
                    continue;
                }
            };
            let end = text[inner..].find(close);
            at = end.map_or(text.len(), |i| inner + i + close.len());
            return Some(open..at);
        }
    })
}

fn tag<'t>(scan: &mut Scan<'t>, text: &'t str, (start, end): (usize, usize), statement: bool) {
    let words = words(text, start, end);
    let plain: Vec<&str> = words.iter().map(|w| w.text).collect();
    if statement {
        match plain.first().copied() {
            Some("include" | "extends") => {
                scan.uses
                    .extend(words.iter().filter(|w| w.quoted).map(|w| (w.text, w.at)));
                return;
            }
            Some("block") => scan.blocks.extend(plain.get(1)),
            Some("component") => {
                scan.component = true;
                return;
            }
            Some("set" | "set_global") => scan.locals.extend(plain.get(1)),
            Some("for") => scan
                .locals
                .extend(plain.iter().skip(1).take_while(|word| **word != "in")),
            _ => {}
        }
    }
    for three in words.windows(3) {
        if let [say, key, id] = three
            && (say.text, key.text, id.quoted) == ("say", "key", true)
        {
            scan.says.push((id.text, id.at));
        }
    }
    scan.chains
        .extend(words.iter().filter(|w| !w.quoted).map(|w| (w.text, w.at)));
}

struct Word<'t> {
    text: &'t str,
    at: usize,
    quoted: bool,
}

/// The names (with the fields behind them) and the quoted texts between two places.
fn words(text: &str, start: usize, end: usize) -> Vec<Word<'_>> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut i = start;
    while i < end {
        match bytes[i] {
            quote @ (b'"' | b'\'' | b'`') => {
                let from = i + 1;
                i = (from..end).find(|&j| bytes[j] == quote).unwrap_or(end);
                words.push(Word {
                    text: &text[from..i],
                    at: from,
                    quoted: true,
                });
                i += 1;
            }
            b if b.is_ascii_alphabetic() || b == b'_' => {
                let from = i;
                while i < end && (bytes[i].is_ascii_alphanumeric() || b"_.?".contains(&bytes[i])) {
                    i += 1;
                }
                words.push(Word {
                    text: text[from..i].trim_end_matches(['.', '?']),
                    at: from,
                    quoted: false,
                });
            }
            _ => i += 1,
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_and_text_is_not() {
        let text = "{% extends \"base.html\" %}{# {% include 'no' %} #}{%- for a, b in page.list -%}\
                    include {{ a.x | upper }}{% include \"parts/x.html\" %}{% endfor %}{% block main %}{% set s = 1 %}";
        let scan = scan(text);
        let uses: Vec<_> = scan.uses.iter().map(|u| u.0).collect();
        assert_eq!(uses, ["base.html", "parts/x.html"]);
        assert_eq!(scan.locals, ["a", "b", "s"]);
        assert_eq!(scan.blocks, ["main"]);
        let (chain, at) = scan.chains.iter().find(|c| c.0 == "page.list").unwrap();
        assert!(text[*at..].starts_with(chain));
    }

    #[test]
    fn broken_tags_do_no_harm() {
        for text in ["{{", "{%", "{{ a", "{% include \"x", "{", "{#"] {
            scan(text);
        }
    }
}
