//! The manual's page on security: the tests that it names exist, and its lists are what happens.

use std::collections::BTreeSet;
use std::fs;

use levelbook::document::{LinkTarget, Markup, parse, render};
use levelbook::tree::{BookPath, SourceFile};

use super::{manual, root};

/// The cells of the rows of the table below a heading.
fn rows<'t>(text: &'t str, heading: &str) -> Vec<Vec<&'t str>> {
    let (_, below) = text.split_once(heading).expect("the heading is there");
    let lines = below.lines().skip_while(|line| !line.starts_with("|--"));
    let rows = lines.skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

/// What stands in backquotes.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The names of all tests, by the attribute or within `proptest!`.
fn tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for folder in ["src", "tests"] {
        let files = walkdir::WalkDir::new(root().join(folder)).into_iter();
        for file in files.map(|file| file.expect("the sources can be read")) {
            if file.path().extension().is_none_or(|e| e != "rs") {
                continue;
            }
            let text = fs::read_to_string(file.path()).expect("a source is text");
            for (_, below) in text
                .match_indices("#[test]")
                .map(|(at, _)| text.split_at(at))
            {
                let name = below.split_once("fn ").map(|(_, rest)| rest);
                let name = name.and_then(|rest| rest.split(['(', '<']).next());
                names.extend(name.map(|name| name.trim().to_owned()));
            }
        }
    }
    assert!(names.len() > 900, "only {} tests", names.len());
    names
}

#[test]
fn every_threat_is_countered_by_tests_that_exist() {
    let text = manual("security");
    let there = tests();
    let (_, below) = text.split_once("## Threats").expect("the heading is there");
    let (list, _) = below.split_once("\n###").expect("a heading follows");
    let threats: Vec<&str> = list.split("\n- **").skip(1).collect();
    assert!(threats.len() >= 25, "only {} threats", threats.len());
    for item in threats {
        let parts = item.split_once(".** ");
        let (threat, rest) = parts.unwrap_or_else(|| panic!("no threat: {item}"));
        let (what, proof) = rest.split_once("*Proved by*").unwrap_or((rest, ""));
        assert!(!what.trim().is_empty(), "{threat}");
        let named: Vec<&str> = words(proof).collect();
        assert!(!named.is_empty(), "{threat}: no test is named");
        for name in named {
            assert!(there.contains(name), "{threat}: there is no test `{name}`");
        }
    }
}

/// What becomes of HTML where it is sanitized.
fn sanitized(html: &str) -> String {
    let path = BookPath::new("content/page.md").unwrap();
    let file = SourceFile::new(path, html.as_bytes().to_vec());
    let document = parse(&file).value.expect("it is text").document;
    let resolve = |target: &str, _| LinkTarget::To(target.to_owned());
    let markup = Markup {
        sanitize: true,
        ..Markup::new(&resolve)
    };
    render(&document, document.body, &markup)
}

/// An element where a parser lets it stand.
fn element(name: &str, attribute: &str) -> String {
    let tag = format!("<{name}{attribute}>");
    match name {
        "caption" | "colgroup" | "thead" | "tbody" | "tfoot" => format!("<table>{tag}</table>"),
        "col" => format!("<table><colgroup>{tag}</colgroup></table>"),
        "tr" => format!("<table><tbody>{tag}</tbody></table>"),
        "td" | "th" => format!("<table><tbody><tr>{tag}x</tr></tbody></table>"),
        _ => format!("<div>{tag}x</div>"),
    }
}

/// Elements of HTML, and some of SVG and MathML, that the manual does not list.
const OTHERS: [&str; 70] = [
    "acronym",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "base",
    "basefont",
    "big",
    "body",
    "button",
    "canvas",
    "center",
    "data",
    "datalist",
    "dialog",
    "dir",
    "embed",
    "fieldset",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "head",
    "header",
    "hgroup",
    "html",
    "iframe",
    "image",
    "input",
    "keygen",
    "label",
    "legend",
    "link",
    "main",
    "map",
    "marquee",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "output",
    "param",
    "picture",
    "plaintext",
    "portal",
    "progress",
    "script",
    "search",
    "select",
    "slot",
    "source",
    "strike",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

#[test]
fn the_elements_of_the_manual_stay_and_no_others() {
    let text = manual("security");
    let (_, list) = text.split_once("These elements stay").unwrap();
    let (list, _) = list.split_once("| attribute").unwrap();
    let listed: BTreeSet<&str> = words(list).collect();
    assert!(listed.len() > 50, "only {listed:?}");
    for name in &listed {
        let attribute = if *name == "img" { " src=\"a.png\"" } else { "" };
        let html = sanitized(&element(name, attribute));
        assert!(html.contains(&format!("<{name}")), "{name}: {html}");
    }
    for name in OTHERS {
        assert!(!listed.contains(name), "{name}");
        let html = sanitized(&element(name, ""));
        // A parser takes `image` for `img`.
        assert!(!html.contains(&format!("<{name}")), "{name}: {html}");
    }
}

#[test]
fn the_attributes_of_the_manual_stay_and_no_others() {
    let text = manual("security");
    let rows = rows(&text, "These elements stay");
    let value = |name: &str| match name {
        "dir" => "rtl",
        "scope" => "row",
        "src" => "a.png",
        "href" => "a.html",
        "lang" => "de",
        "datetime" => "2026",
        "open" | "reversed" => "",
        _ => "7",
    };
    let mut listed = BTreeSet::new();
    for row in &rows {
        let of: Vec<&str> = match words(row[1]).collect::<Vec<_>>() {
            none if none.is_empty() => vec!["p", "td", "a"],
            some => some,
        };
        for (name, element_name) in
            words(row[0]).flat_map(|name| of.iter().map(move |of| (name, *of)))
        {
            listed.insert(name);
            let attribute = format!(" {name}=\"{}\"", value(name));
            let mut given = attribute.clone();
            if element_name == "img" && name != "src" {
                given.push_str(" src=\"b.png\"");
            }
            let html = sanitized(&element(element_name, &given));
            let attribute = attribute.replace("=\"\"", "");
            assert!(
                html.contains(&attribute),
                "{attribute} of {element_name}: {html}"
            );
        }
    }
    for name in [
        "id", "class", "style", "name", "onclick", "srcset", "target", "ping", "action",
        "tabindex", "role", "data-x",
    ] {
        assert!(!listed.contains(name), "{name}");
        for of in ["p", "a", "img", "td", "details"] {
            let html = sanitized(&element(of, &format!(" {name}=\"7\"")));
            assert!(
                !html.contains(&format!(" {name}=")),
                "{name} of {of}: {html}"
            );
        }
    }
}
