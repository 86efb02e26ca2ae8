//! Whatever a file holds, its HTML has only the tags and attributes that are listed here.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};

use super::tests::read;
use super::{Document, LinkTarget, Markup, plain_text, render};
use crate::tree::Span;

/// Tags, and whether they have an end.
const TAGS: [(&str, bool); 33] = [
    ("a", true),
    ("blockquote", true),
    ("br", false),
    ("code", true),
    ("del", true),
    ("div", true),
    ("em", true),
    ("h1", true),
    ("h2", true),
    ("h3", true),
    ("h4", true),
    ("h5", true),
    ("h6", true),
    ("hr", false),
    ("img", false),
    ("input", false),
    ("li", true),
    ("ol", true),
    ("p", true),
    ("pre", true),
    ("section", true),
    ("strong", true),
    ("sub", true),
    ("sup", true),
    ("table", true),
    ("tbody", true),
    ("td", true),
    ("th", true),
    ("thead", true),
    ("tr", true),
    ("ul", true),
    ("dl", true),
    ("dt", true),
];

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

/// Reads HTML as strictly as possible: tags nest, attributes are quoted, all are listed, every
/// address is harmless. Gives the ids.
fn check(html: &str) -> Result<Vec<&str>, String> {
    let mut open = Vec::new();
    let mut ids = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>']) {
        let tag = rest[at..].strip_prefix('<').ok_or("a bare `>`")?;
        let end = tag.find(['<', '>']).ok_or("a tag without end")?;
        rest = tag[end..].strip_prefix('>').ok_or("a `<` in a tag")?;
        let tag = &tag[..end];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("`{tag}` does not end the innermost tag"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let (_, has_end) = TAGS
            .iter()
            .find(|(listed, _)| *listed == name)
            .ok_or_else(|| format!("`{name}` is not listed"))?;
        if name == "a" && open.contains(&"a") {
            return Err("a link in a link".to_owned());
        }
        if *has_end {
            open.push(name);
        }
        check_attributes(attributes, &mut ids)?;
    }
    if open.is_empty() {
        Ok(ids)
    } else {
        Err(format!("open at the end: {open:?}"))
    }
}

fn check_attributes<'h>(text: &'h str, ids: &mut Vec<&'h str>) -> Result<(), String> {
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = &rest[..end];
        if !ATTRIBUTES.contains(&name) {
            return Err(format!("the attribute `{name}` is not listed"));
        }
        rest = &rest[end..];
        if let Some(value) = rest.strip_prefix("=\"") {
            let end = value.find('"').ok_or("a value without end")?;
            check_value(name, &value[..end])?;
            if name == "id" {
                ids.push(&value[..end]);
            }
            rest = &value[end + 1..];
        } else if !matches!(name, "checked" | "disabled") {
            return Err(format!("`{name}` has no value"));
        }
        rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
    Ok(())
}

fn check_value(name: &str, value: &str) -> Result<(), String> {
    if !matches!(name, "href" | "src") {
        return Ok(());
    }
    if !value.is_ascii() || value.contains(|c: char| c.is_ascii_control() || " \\'`".contains(c)) {
        return Err(format!("`{value}` is not encoded"));
    }
    let before = value.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = before
        .split_once(':')
        .map(|(scheme, _)| scheme.to_lowercase());
    let harmless = match scheme.as_deref() {
        None => !value.starts_with("//"),
        Some("http" | "https") => true,
        Some("mailto" | "tel") => name == "href",
        // What begins with something else is no scheme to a browser.
        Some(other) => {
            !other.starts_with(|c: char| c.is_ascii_alphabetic())
                || other.contains(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c))
        }
    };
    if harmless {
        Ok(())
    } else {
        Err(format!("`{value}` is not harmless"))
    }
}

fn html(document: &Document, part: Span) -> String {
    let resolve = |target: &str, _| LinkTarget::To(target.to_owned());
    let markup = Markup {
        demote: 1,
        ..Markup::new(&resolve)
    };
    render(document, part, &markup)
}

/// All that must hold for any text.
fn hold(text: &str) -> Result<(), String> {
    let checked = read(text);
    let document = &checked.value;
    let whole = html(document, document.body);
    let ids = check(&whole).map_err(|error| format!("{error}\n{whole}"))?;
    let unique = ids.iter().collect::<HashSet<_>>().len() == ids.len();
    let reported = checked
        .diagnostics
        .iter()
        .any(|d| d.code.id() == "duplicate-anchor");
    if !unique && !reported {
        return Err(format!("an id stands twice\n{whole}"));
    }
    let places = checked.diagnostics.iter().filter_map(|d| d.place.as_ref());
    let spans = document.headings.iter().map(|heading| heading.span);
    let links = document.links.iter().map(|link| link.span);
    for span in spans.chain(links).chain(places.map(|place| place.span)) {
        if text.get(span.range()).is_none() {
            return Err(format!("{span:?} does not fit the text"));
        }
    }
    hold_for_parts(document, &whole)
}

fn hold_for_parts(document: &Document, whole: &str) -> Result<(), String> {
    let sections = document.sections(|id| id != "general");
    let mut parts = sections.general;
    parts.extend(sections.bound.into_iter().map(|(_, part)| part));
    parts.sort();
    let mut joined = String::new();
    let mut end = document.body.start;
    for part in &parts {
        let html = html(document, *part);
        check(&html).map_err(|error| format!("{error}\n{html}"))?;
        joined.push_str(&html);
        if part.start != end {
            return Err(format!("{part:?} does not follow {end}"));
        }
        end = part.end;
        let plain = plain_text(document, *part, 50);
        if plain.chars().count() > 50 {
            return Err(format!("`{plain}` is too long"));
        }
    }
    if end != document.body.end {
        return Err("the parts are not the whole".to_owned());
    }
    // Footnotes stand at the end of every part that refers to them, so only the rest is equal.
    if !whole.contains("footnote") && joined != whole {
        return Err(format!(
            "the parts read otherwise than the whole\n{joined}\n{whole}"
        ));
    }
    Ok(())
}

/// The same for HTML of which a part was its author's.
pub(super) fn check_sanitized(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = HashSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        let end = end_of_tag(tag).ok_or("a tag without end")?;
        rest = &tag[end + 1..];
        let tag = &tag[..end];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("`{tag}` does not end the innermost tag"));
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        let is_listed = super::raw_html::ELEMENTS.contains(&name) || matches!(name, "h1" | "input");
        if !is_listed || (name == "input" && !tag.contains("type=\"checkbox\"")) {
            return Err(format!("`{tag}` is not listed"));
        }
        if !matches!(name, "br" | "hr" | "img" | "input" | "wbr" | "col") {
            open.push(name);
        }
        let mut attributes = tag[name.len()..].split('"');
        while let Some(key) = attributes.next() {
            let value = attributes.next().unwrap_or_default();
            let key = key
                .split(' ')
                .next_back()
                .unwrap_or_default()
                .trim_end_matches('=');
            if key.starts_with("on") || matches!(key, "style" | "srcset" | "name" | "action") {
                return Err(format!("`{key}` on <{name}>"));
            }
            check_value(key, value)?;
            if key == "id" && !ids.insert(value) {
                return Err(format!("the id `{value}` stands twice"));
            }
        }
    }
    match open.is_empty() {
        true => Ok(()),
        false => Err(format!("open at the end: {open:?}")),
    }
}

/// The `>` that stands in no value.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut is_value = false;
    tag.find(|c| {
        is_value ^= c == '"';
        c == '>' && !is_value
    })
}

#[track_caller]
fn assert_holds(text: &str) -> String {
    if let Err(error) = hold(text) {
        panic!("{text:?}: {error}");
    }
    let document = read(text).value;
    html(&document, document.body)
}

#[test]
fn the_checker_finds_what_it_is_for() {
    for bad in [
        "<script>alert(1)</script>",
        "<p style=\"x\">a</p>",
        "<p onclick=\"x\">a</p>",
        "<p id=x>a</p>",
        "<a href=\"javascript:x\">a</a>",
        "<a href=\"//example.org\">a</a>",
        "<img src=\"data:x\" alt=\"\">",
        "<a href=\"java\tscript:x\">a</a>",
        "<p>a",
        "<p><em>a</p></em>",
        "a > b",
        "<p title=\"a\"b\">",
        "<a href=\"a\"><a href=\"b\">c</a></a>",
    ] {
        assert!(check(bad).is_err(), "{bad}");
    }
    assert_eq!(check("<p id=\"a\">b<br></p>"), Ok(vec!["a"]));
}

#[test]
fn scripts_in_addresses_become_text() {
    for address in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "<java\tscript:alert(1)>",
        "&#106;avascript:alert(1)",
        "&#x6A;&#x61;vascript&colon;alert(1)",
        "javascript&Tab;:alert(1)",
        "javascript\\:alert(1)",
        "&#1;javascript:alert(1)",
        "vbscript:x",
        "data:text/html;base64,PHN2Zz4=",
        "//example.org",
        "\\\\\\\\example.org",
        "/\\\\example.org",
    ] {
        for text in [
            format!("[a]({address})"),
            format!("[a]({address} \"t\")"),
            format!("![a]({address})"),
            format!("[a]\n\n[a]: {address}"),
            format!("[![a]({address})]({address})"),
        ] {
            let html = assert_holds(&text);
            assert_eq!(html, "<p>a</p>\n", "{text}");
        }
    }
    assert_eq!(
        assert_holds("<javascript:alert(1)>"),
        "<p>javascript:alert(1)</p>\n"
    );
    assert_eq!(
        assert_holds("![a](data:image/png;base64,AA==)"),
        "<p>a</p>\n"
    );
}

#[test]
fn raw_markup_becomes_text() {
    for text in [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<!-- unterminated <script>",
        "<?php <script> ?>",
        "<![CDATA[<script>]]>",
        "<style>p{}</style>",
        "| <script> | `<script>` |\n|---|---|\n| <b> | x |",
        "# <script> {#x onclick=alert(1) style=y}",
        "[<script>](a)",
        "![<script>\"'](a)",
        "[a](b \"<script>\")",
        "[a](b '\"onclick=\"alert(1)')",
        "```\"><script>\nx\n```",
        "```x\"onclick=alert(1)\nx\n```",
        "[^\"><script>]\n\n[^\"><script>]: <script>",
        "> [!NOTE]\n> <script>",
        "<a@b.c\"onclick=x>",
        "<https://example.org/\"onclick=\"x>",
        "<https://example.org/'><script>",
    ] {
        let html = assert_holds(text);
        assert!(!html.contains("<script"), "{html}");
    }
}

#[test]
fn links_do_not_hold_links() {
    for text in [
        "[a [b](c) d](e)",
        "[<https://example.org>](a)",
        "[![a](b) [c](d)](e)",
        "[a[^1]](b)\n\n[^1]: c",
        "[[[[a]]]](b)",
        "[a](b [c](d)",
    ] {
        assert_holds(text);
    }
}

#[test]
fn what_made_the_parser_panic_is_read() {
    for text in [
        "- [x] \\\n  ---",
        "- [x] \\\n\t-   \n[a]",
        "- [n]:Z\r\n\t\t",
        "[^1]:\n    *\n      + > deep\n        > [^2]\n        > {.class}\n        > ---------\n\n[^2]: b",
        "* [ ] ~![=?\\*\x0c\0\0  \r* [  1=1\0\r<!]:[=?\\\r\x0c\n* [ ] \r\x0c%    ",
        "\0",
        "\u{feff}",
        "\r",
        "# \\",
    ] {
        assert_holds(text);
    }
}

#[test]
fn deep_and_repeated_markup_takes_little_time() {
    let many = 10_000;
    let texts = [
        ">".repeat(many),
        "> ".repeat(many),
        "- ".repeat(many),
        "[".repeat(many) + &"]".repeat(many),
        "![".repeat(many) + &"](&amp;)".repeat(many),
        "[".repeat(many) + "a" + &"](b)".repeat(many),
        "*".repeat(many),
        "*a ".repeat(many),
        "<".repeat(many),
        "<!--".repeat(many),
        "`a``b".repeat(many / 2),
        "[^".repeat(many),
        "[^a] ".repeat(many) + "\n\n[^a]: b",
        "# Same\n".repeat(many),
        "# Same {#same}\n".repeat(many / 10),
        format!("[a]: {}\n\n", "x".repeat(many)) + &"[a] ".repeat(many),
        "|a".repeat(many / 10) + "\n" + &"|-".repeat(many / 10) + "\n" + &"|\n".repeat(many / 10),
        "<b> ".repeat(many),
    ];
    #[allow(clippy::disallowed_methods)]
    let start = Instant::now();
    for text in &texts {
        let document = read(text).value;
        let html = html(&document, document.body);
        assert!(
            html.len() < 4_000_000,
            "{} bytes for {:?}",
            html.len(),
            &text[..20]
        );
        plain_text(&document, document.body, 100);
    }
    // Each takes milliseconds; something quadratic would take minutes in a debug build.
    let time = start.elapsed();
    assert!(time < Duration::from_secs(60), "{time:?}");
}

/// Pieces of Markdown, joined at random.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(&[
            "\n", "\n\n", "    ", "  ", " ", "\t", "\r\n", "\\", "\\\n", "  \n", "- ", "1. ", "> ", "> [!TIP]\n",
            "# ", "## a {#x}\n", "## b {#general}\n", "### c {.d on=e}\n", "\n===\n", "\n---\n", "- [x] ", "- [ ] ",
            "[^1]", "\n[^1]: ", "[a]", "\n[a]: b\n", "\n[a]: javascript:c\n", "[a][A]", "![i](", "[x](", "](", ")",
            "[", "]", "!", "<b>", "</b>", "<script>", "<!--", "-->", "<div>\n", "<?", "<javascript:x>", "<a@b>",
            "\n|a|b|\n|:-|-:|\n", "|", "\n```", "~~~ x\n", "`", "*", "**", "_", "~~", "&#106;avascript:", "&colon;",
            "javascript:", "data:", "//", "/\\", " onclick=x ", " style=y ", "\"", "'", "{", "}", "=", "\n***\n",
            "\u{feff}", "\0", "ß", "团", "\u{2028}", "\u{a0}", "x", "http://a",
        ][..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z ]{1,6}",
        1 => Just("\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Pieces of HTML and of Markdown around it.
const RAW: [&str; 60] = [
    "<b>",
    "</b>",
    "<i title=\"",
    "\">",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mtext>",
    "</math>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<a href=\"x.md\">",
    "<a href='javascript:x'>",
    "</a>",
    "<img src=x onerror=y alt=z>",
    "<img src=\"//h\">",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "?>",
    "<h1 id=a>",
    "</h1>",
    "<input>",
    "<select>",
    "<noscript>",
    "<iframe>",
    "<template>",
    "</template>",
    "<form>",
    "<annotation-xml encoding=text/html>",
    "<foreignObject>",
    "<desc>",
    "<details open>",
    "<plaintext>",
    "\n\n",
    "\n",
    "# h\n\n",
    "- [x] t\n",
    "> q\n",
    "|a|\n|-|\n",
    "[l](x.md)",
    "[^1]\n\n[^1]: f\n",
    "`<b>`",
    "x & y",
];

proptest! {
    #[test]
    fn any_markdown_is_safe(text in markdown()) {
        if let Err(error) = hold(&text) {
            panic!("{error}");
        }
    }

    #[test]
    fn any_text_is_safe(text in any::<String>()) {
        if let Err(error) = hold(&text) {
            panic!("{error}");
        }
    }

    #[test]
    fn any_html_is_sanitized(pieces in prop::collection::vec(prop::sample::select(&RAW[..]), 0..40)) {
        let document = read(&pieces.concat()).value;
        let resolve = |target: &str, _| LinkTarget::To(target.to_owned());
        let markup = Markup { demote: 1, sanitize: true, ..Markup::new(&resolve) };
        let html = render(&document, document.body, &markup);
        // A browser reads it once more, and must not see other elements in it.
        for html in [&html, &super::sanitize::read_again(&html)] {
            if let Err(error) = check_sanitized(html) {
                panic!("{error}\n{html}");
            }
        }
    }

    #[test]
    fn any_slice_of_a_body_is_safe(text in markdown(), a in 0..200_usize, b in 0..200_usize) {
        let document = read(&text).value;
        let html = html(&document, Span::new(a, b));
        if let Err(error) = check(&html) {
            panic!("{error}\n{html}");
        }
    }
}
