//! A reader of HTML that takes nothing but what the filter may write.

use std::collections::HashSet;

const TAGS: [&str; 29] = [
    "a",
    "blockquote",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "dl",
    "dt",
];

const TAGS_WITHOUT_END: [&str; 4] = ["br", "hr", "img", "input"];

const ATTRIBUTES: [&str; 14] = [
    "alt",
    "aria-label",
    "checked",
    "class",
    "disabled",
    "href",
    "id",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
];

/// Holds HTML against the lists: tags nest, attributes stand in quotes, every address is harmless.
/// Gives the ids.
pub fn inert(html: &str) -> Vec<&str> {
    let (mut open, mut ids) = (Vec::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>']) {
        let tag = rest[at..].strip_prefix('<');
        let tag = tag.unwrap_or_else(|| panic!("a bare `>` in {html:?}"));
        let end = tag.find(['<', '>']).expect("a tag ends");
        rest = tag[end..].strip_prefix('>').expect("no `<` in a tag");
        let tag = &tag[..end];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "not the innermost tag in {html:?}");
            continue;
        }
        let (name, list) = tag.split_once(' ').unwrap_or((tag, ""));
        if TAGS.contains(&name) {
            assert!(
                name != "a" || !open.contains(&"a"),
                "a link in a link: {html:?}"
            );
            open.push(name);
        } else {
            assert!(TAGS_WITHOUT_END.contains(&name), "<{name}> in {html:?}");
        }
        attributes(name, list, &mut ids);
    }
    assert!(open.is_empty(), "{open:?} are open at the end of {html:?}");
    ids
}

fn attributes<'h>(tag: &str, list: &'h str, ids: &mut Vec<&'h str>) {
    let mut rest = list;
    let mut seen = HashSet::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = &rest[..end];
        assert!(
            ATTRIBUTES.contains(&name),
            "the attribute `{name}` of <{tag}>"
        );
        assert!(seen.insert(name), "`{name}` stands twice in <{tag}>");
        rest = &rest[end..];
        if let Some(value) = rest.strip_prefix("=\"") {
            let end = value.find('"').expect("a value ends");
            let one = &value[..end];
            match name {
                "id" => ids.push(one),
                "href" | "src" => harmless(name, one),
                "type" => assert_eq!((tag, one), ("input", "checkbox")),
                _ => {}
            }
            rest = &value[end + 1..];
        } else {
            assert!(
                matches!(name, "checked" | "disabled"),
                "`{name}` has no value"
            );
        }
        rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
}

/// What HTML of authors may bring besides, where it is sanitized.
const KEPT: [&str; 44] = [
    "abbr",
    "address",
    "b",
    "bdi",
    "bdo",
    "br",
    "caption",
    "cite",
    "col",
    "colgroup",
    "dd",
    "details",
    "dfn",
    "figcaption",
    "figure",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "mark",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "summary",
    "tfoot",
    "time",
    "u",
    "var",
    "wbr",
    "code",
    "del",
    "em",
    "p",
    "a",
    "div",
    "strong",
    "section",
];

const KEPT_ATTRIBUTES: [&str; 11] = [
    "lang", "dir", "width", "height", "colspan", "rowspan", "span", "reversed", "value", "open",
    "datetime",
];

/// Holds sanitized HTML against the lists: no other element, no other attribute, every address harmless.
pub fn sanitized(html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        let mut is_value = false;
        let end = tag.find(|c| {
            is_value ^= c == '"';
            c == '>' && !is_value
        });
        let end = end.unwrap_or_else(|| panic!("a tag without end in {html:?}"));
        rest = &tag[end + 1..];
        let tag = &tag[..end];
        let name = tag
            .trim_start_matches('/')
            .split(' ')
            .next()
            .unwrap_or_default();
        let is_listed = TAGS.contains(&name) || KEPT.contains(&name);
        assert!(is_listed, "<{name}> in {html:?}");
        let mut parts = tag[tag.find(' ').unwrap_or(tag.len())..].split('"');
        while let Some(names) = parts.next() {
            let value = parts.next();
            let mut names: Vec<&str> = names.split_whitespace().collect();
            let named = value
                .and_then(|_| names.pop())
                .map(|name| name.trim_end_matches('='));
            for name in names.into_iter().chain(named) {
                let is_listed = ATTRIBUTES.contains(&name) || KEPT_ATTRIBUTES.contains(&name);
                assert!(is_listed, "`{name}` in <{tag}>");
            }
            if let (Some(name @ ("href" | "src")), Some(value)) = (named, value) {
                harmless(name, value);
            }
        }
    }
}

/// An address in double quotes as a browser reads it: with character references resolved, it is
/// relative or has a scheme of the list.
pub fn harmless(attribute: &str, value: &str) {
    let encoded = |c: char| !c.is_ascii() || c.is_ascii_control() || " \\`<>".contains(c);
    assert!(!value.contains(encoded), "{value:?} is not encoded");
    let plain = value.replace("&#39;", "'").replace("&amp;", "&");
    assert!(!plain.contains('"'), "{value:?} ends its quotes");
    assert!(!plain.starts_with("//"), "{value:?} names a host");
    let before = plain.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, _)) = before.split_once(':') else {
        return;
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let listed: &[&str] = match attribute {
        "href" => &["http", "https", "mailto", "tel"],
        _ => &[],
    };
    let scheme = scheme.to_ascii_lowercase();
    assert!(
        !is_scheme || listed.contains(&&*scheme),
        "{value:?} is active"
    );
}
