use std::fmt::Write;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Checked<Option<Node<'_>>> {
    parse(
        &BookPath::new("a.md").unwrap(),
        text,
        Span::new(0, text.len()),
    )
}

/// A tree as one line: texts, those in quotes marked, and `@` with what the span covers where that differs.
fn shown(node: &Node<'_>, text: &str) -> String {
    let mut out = String::new();
    match &node.kind {
        Kind::Scalar {
            text: value,
            quoted,
        } => {
            let mark = if *quoted { "'" } else { "" };
            write!(out, "{mark}{value}{mark}").unwrap();
            if node.span.of(text) != value {
                write!(out, "@{}", node.span.of(text)).unwrap();
            }
        }
        Kind::List(items) => {
            let items: Vec<_> = items.iter().map(|item| shown(item, text)).collect();
            write!(out, "[{}]", items.join(" | ")).unwrap();
        }
        Kind::Map(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", shown(key, text), shown(value, text)))
                .collect();
            write!(out, "{{{}}}", entries.join(" | ")).unwrap();
        }
    }
    out
}

/// The tree, which must be without a fault.
fn tree(text: &str) -> String {
    let checked = read(text);
    assert_eq!(checked.diagnostics, [], "{text}");
    shown(&checked.value.unwrap(), text)
}

/// Code and marked text of each diagnostic, in the order of their places.
fn faults(text: &str) -> Vec<(&'static str, String)> {
    let mut diagnostics = read(text).diagnostics;
    crate::diagnostic::sort(&mut diagnostics);
    let marked = |d: Diagnostic| (d.code.id(), d.place.unwrap().span.of(text).to_owned());
    diagnostics.into_iter().map(marked).collect()
}

/// The one diagnostic as `code: marked text`, its first help, and the tree.
fn fault(text: &str) -> (String, String, String) {
    let mut checked = read(text);
    assert_eq!(checked.diagnostics.len(), 1, "{:#?}", checked.diagnostics);
    let diagnostic = checked.diagnostics.remove(0);
    let place = diagnostic.place.unwrap().span.of(text).to_owned();
    (
        format!("{}: {place}", diagnostic.code.id()),
        diagnostic.help.first().cloned().unwrap_or_default(),
        checked
            .value
            .map_or_else(|| "none".to_owned(), |node| shown(&node, text)),
    )
}

fn assert_fault(text: &str, code_and_place: &str, help: &str, tree: &str) {
    let found = fault(text);
    let found = (found.0.as_str(), found.1.as_str(), found.2.as_str());
    assert_eq!(found, (code_and_place, help, tree), "{text}");
}

#[test]
fn scalars_keep_their_text() {
    assert_eq!(
        tree("a: no\nb: 010\nc: 1.10\nd: 2026-07-01\ne: 80%\nf: n/a\ng: ~\nh:\n"),
        "{a: no | b: 010 | c: 1.10 | d: 2026-07-01 | e: 80% | f: n/a | g: ~ | h: }"
    );
    assert_eq!(
        tree("a: 'it''s'\nb: \"x\\ty\"\nc: \"\"\nd: 'plain'\n"),
        "{a: 'it's'@'it''s' | b: 'x\ty'@\"x\\ty\" | c: ''@\"\" | d: 'plain'@'plain'}"
    );
    assert_eq!(
        tree("a: one\n  two\nb: |\n  l1\n  l2\n\nc: >-\n  f1\n  f2\n"),
        "{a: one two@one\n  two | b: 'l1\nl2\n'@l1\n  l2 | c: 'f1 f2'@f1\n  f2}"
    );
    assert_eq!(
        tree("a: https://x/#y\nb: a#b\nc: a:b\n"),
        "{a: https://x/#y | b: a#b | c: a:b}"
    );
    assert_eq!(tree("- a\n-\n- - b\n"), "[a |  | [b]]");
    assert_eq!(tree(""), "");
    assert_eq!(tree("# only a comment\n"), "");
    assert_eq!(
        tree("\u{feff}ä: ö\r\nü: |\r\n  x\r\n  y\r\n"),
        "{ä: ö | ü: 'x\ny\n'@x\r\n  y}"
    );
}

#[test]
fn plain_text_is_borrowed() {
    let checked = read("a: plain\nb: 'quoted'\nc: \"double\"\nd: [x, y]\n");
    fn all_borrowed(node: &Node<'_>) -> bool {
        match &node.kind {
            Kind::Scalar { text, .. } => matches!(text, std::borrow::Cow::Borrowed(_)),
            Kind::List(items) => items.iter().all(all_borrowed),
            Kind::Map(entries) => entries
                .iter()
                .all(|(k, v)| all_borrowed(k) && all_borrowed(v)),
        }
    }
    assert!(all_borrowed(&checked.value.unwrap()));
}

#[test]
fn spans_are_absolute_and_exact() {
    let text =
        "---\nkpas:\n  - id: RM  # c\n    goals: [ a, b ]\n\n  - { id: x }\n\nend:\n---\nbody: x";
    let span = Span::new(4, text.rfind("---").unwrap());
    let root = parse(&BookPath::new("a.md").unwrap(), text, span)
        .value
        .unwrap();
    assert!(root.span.of(text).starts_with("kpas:") && root.span.of(text).ends_with("end:"));
    let (key, kpas) = root.entry("kpas").unwrap();
    assert_eq!(key.span.of(text), "kpas");
    assert!(kpas.span.of(text).starts_with("- id: RM"));
    assert!(kpas.span.of(text).ends_with("{ id: x }"));
    let Kind::List(items) = &kpas.kind else {
        panic!()
    };
    assert_eq!(items[0].span.of(text), "id: RM  # c\n    goals: [ a, b ]");
    assert_eq!(items[0].get("goals").unwrap().span.of(text), "[ a, b ]");
    assert_eq!(items[1].span.of(text), "{ id: x }");
    let end = root.get("end").unwrap();
    assert!(end.is_empty() && text[..end.span.start as usize].ends_with("end:"));
}

#[test]
fn comments_that_are_meant() {
    for text in [
        "RM: yes # checked in March\n",
        "# all\nRM: yes\n  # indented\n",
        "model: cmm                # newest version\n",
        "name: Payments              # default: the file's name\n",
        "note: # say why\n",
        "note:   # say why\n",
        "note: |  # kept lines\n  a # b\n",
        "note: \"quoted\" # fine\n",
        "list: [a, b] # fine\n",
        "list: # fine\n  - a\n",
    ] {
        assert_eq!(faults(text), [], "{text}");
    }
}

#[test]
fn text_behind_a_hash() {
    let in_quotes = "write `\"See ticket #12, open\"`";
    assert_fault(
        "note: See ticket #12, open\n",
        "yaml-lost-text: #12, open",
        in_quotes,
        "{note: See ticket}",
    );
    assert_fault(
        "RM: yes #12",
        "yaml-lost-text: #12",
        "write `\"yes #12\"`",
        "{RM: yes}",
    );
    assert_fault(
        "title: C # for beginners",
        "yaml-lost-text: # for beginners",
        "write `\"C # for beginners\"`",
        "{title: C}",
    );
    assert_fault(
        "- evidence:\n  - Ticket # 5\n",
        "yaml-lost-text: # 5",
        "write `\"Ticket # 5\"`",
        "[{evidence: [Ticket]}]",
    );
    assert_fault(
        "blocked-by: #12",
        "yaml-lost-text: #12",
        "write `\"#12\"`",
        "{blocked-by: '#12'}",
    );
    assert_fault(
        "x: { note: See #12, open }",
        "yaml-lost-text: See #12, open",
        in_quotes.replace(" ticket", "").as_str(),
        "{x: {note: 'See #12, open'}}",
    );
}

#[test]
fn texts_split_inside_braces() {
    assert_fault(
        "x: { rating: yes, note: Works, mostly }",
        "yaml-lost-text: Works, mostly",
        "write `\"Works, mostly\"`",
        "{x: {rating: yes | note: 'Works, mostly'}}",
    );
    assert_fault(
        "{note: Costs 1,000, too, on: 1}",
        "yaml-lost-text: Costs 1,000, too",
        "write `\"Costs 1,000, too\"`",
        "{note: 'Costs 1,000, too' | on: 1}",
    );
    assert_fault(
        "{ note: Open: later, on: 1 }",
        "yaml-lost-text: Open: later",
        "write `\"Open: later\"`",
        "{note: 'Open: later' | on: 1}",
    );
    assert_fault(
        "{ rating:yes, note: x }",
        "yaml-syntax: rating:yes",
        "write `rating: yes`",
        "{rating: yes | note: x}",
    );
    assert_eq!(faults("{ yes }"), [("yaml-syntax", "yes".to_owned())]);
    assert_eq!(
        tree("{ a: , b: \"x, y\", c: [d, e] }"),
        "{a:  | b: 'x, y'@\"x, y\" | c: [d | e]}"
    );
    assert_eq!(tree("{ \"a\":b }"), "{'a'@\"a\": b}");
}

#[test]
fn values_that_need_quotes() {
    for (value, code) in [
        ("@team", "yaml-syntax"),
        ("`code`", "yaml-syntax"),
        ("%5", "yaml-syntax"),
        ("Open: later", "yaml-lost-text"),
        ("a: b: c", "yaml-lost-text"),
        ("*important* thing", "yaml-feature"),
        ("& and", "yaml-feature"),
        ("[draft] text", "yaml-syntax"),
        ("{a} text", "yaml-syntax"),
        ("> 80%", "yaml-syntax"),
        ("| text", "yaml-syntax"),
        ("- text", "yaml-syntax"),
        ("? text", "yaml-syntax"),
        ("] text", "yaml-syntax"),
        ("'Yes' they said", "yaml-syntax"),
        ("\"Yes\" they said", "yaml-syntax"),
        ("!e!foo text", "yaml-feature"),
    ] {
        let quoted = quoted_form(value);
        let text = format!("a: 1\nnote: {value}\nb: 2\n");
        assert_fault(
            &text,
            &format!("{code}: {value}"),
            &format!("write `{quoted}`"),
            &format!("{{a: 1 | note: '{value}' | b: 2}}"),
        );
        let mended = text.replace(value, &quoted);
        assert_eq!(faults(&mended), [], "{mended}");
    }
}

fn quoted_form(text: &str) -> String {
    crate::data::quote::quoted(text)
}

#[test]
fn the_fix_mends_the_file() {
    for text in [
        "note: @team\n",
        "x: { note: @foo, b: c }\n",
        "x: [a, @b]\n",
        "x: { note: See #12, open }\n",
        "note: See #12\n",
        "x: { note: Works, mostly }\n",
        "note: \"C:\\Users\"\n",
        "note: \"C:\\new\"\n",
        "note: 'it's here'\n",
        "note: \"unclosed\nb: c\n",
        "note:x\n",
        "x: { a:b }\n",
        "note: >5\n",
        "%x: y\n",
    ] {
        let diagnostics = read(text).diagnostics;
        assert_eq!(diagnostics.len(), 1, "{text}: {diagnostics:#?}");
        let fix = diagnostics[0].fix.as_ref().expect(text);
        let mut mended = text.to_owned();
        mended.replace_range(fix.place.span.range(), &fix.text);
        assert_eq!(faults(&mended), [], "{mended}");
    }
}

#[test]
fn several_mistakes_are_found_at_once() {
    assert_eq!(
        faults("a: @x\nb: &y z\nc: 1\nc: 2\nd: e: f\ng: `h`\ntarget:3\n"),
        [
            ("yaml-syntax", "@x".to_owned()),
            ("yaml-feature", "&y".to_owned()),
            ("duplicate-key", "c".to_owned()),
            ("yaml-lost-text", "e: f".to_owned()),
            ("yaml-syntax", "`h`".to_owned()),
            ("yaml-syntax", "target:3".to_owned()),
        ]
    );
    assert_eq!(
        faults("c: 1\nc: 2\na: @x\nb: [1, 2\nd: *z\n"),
        [
            ("duplicate-key", "c".to_owned()),
            ("yaml-syntax", "@x".to_owned()),
            ("yaml-syntax", "[".to_owned()),
        ]
    );
    assert_eq!(
        faults("title:Seite äö\norder:3\nünder:ö\n"),
        [
            ("yaml-syntax", "title:Seite äö".to_owned()),
            ("yaml-syntax", "order:3".to_owned()),
            ("yaml-syntax", "ünder:ö".to_owned()),
        ]
    );
    let text = "title:Seite äö\norder:3";
    let value = read(text).value.unwrap();
    assert_eq!(shown(&value, text), "{title: 'Seite äö' | order: '3'}");
    let many: String = (0..100).map(|i| format!("k{i}: @x\n")).collect();
    assert_eq!(read(&many).diagnostics.len(), MOST_REPAIRS + 1);
}

#[test]
fn mistakes_of_structure() {
    for (text, place) in [
        ("words alone\nand more\n", "words alone"),
        ("a: 1\nnote\nb: 2\n", "note"),
        ("note\nb: 2\n", "note"),
        ("a:\n\tb: 1\n", "\t"),
        ("a:\n  - x\n\t- y\n", "\t"),
        ("a: 1\n b: 2\n", "b"),
        ("a: x\n  y\n  b: 2\n", "b"),
        ("a:\n    b: 1\n  c: 2\n", "c"),
        ("a: [x, y\nb: 2\n", "["),
        ("a: { x: y\nb: 2\n", "{"),
        ("a: [x}\n", "["),
        ("a: { x: \"y }\nb: 1\n", "\"y }"),
        ("a: b\n---\nc: d\n", "---"),
        ("a\u{0}b: c", "\u{0}"),
        ("a: b\u{7f}", "\u{7f}"),
        ("a: b\u{1b}[0m", "\u{1b}"),
    ] {
        let found = fault(text);
        assert_eq!(found.0, format!("yaml-syntax: {place}"), "{text}");
    }
}

#[test]
fn features_that_are_not_read() {
    assert_fault("a: &x foo", "yaml-feature: &x", "remove it", "{a: foo}");
    assert_fault("a: !!str 3", "yaml-feature: !!str", "remove it", "{a: 3}");
    assert_fault(
        "a: *x*",
        "yaml-feature: *x*",
        "write the value out",
        "{a: '*x*'}",
    );
    assert_fault("a: &x [b]", "yaml-feature: &x", "remove it", "{a: [b]}");
    assert_fault(
        "<<: { a: b }",
        "yaml-feature: <<",
        "write the keys of the other map out",
        "{}",
    );
    assert_eq!(tree("\"<<\": \"*x\""), "{'<<'@\"<<\": '*x'@\"*x\"}");
    let found = read("a: !now do it").diagnostics;
    assert_eq!(
        found[0].help[1],
        "if it is a text, put it in quotes: `\"!now do it\"`"
    );
}

#[test]
fn keys_that_stand_twice() {
    let text = "a: 1\nb: 2\n\"a\": 3\na: 4\n";
    let checked = read(text);
    assert_eq!(shown(&checked.value.unwrap(), text), "{a: 1 | b: 2}");
    let places: Vec<_> = checked
        .diagnostics
        .iter()
        .map(|d| {
            let at = d.place.as_ref().unwrap().span;
            (at.start, at.of(text), d.related[0].place.span.start)
        })
        .collect();
    assert_eq!(places, [(10, "\"a\"", 0), (17, "a", 0)]);
    let long: String = (0..500).map(|i| format!("k{i}: 1\n")).collect();
    assert_eq!(
        faults(&format!("{long}k77: 2\n")),
        [("duplicate-key", "k77".to_owned())]
    );
}

#[test]
fn a_key_is_a_text() {
    assert_fault(
        "note: {{x}}",
        "wrong-type: {x}",
        "if it is a text, put it in quotes: `\"{x}\"`",
        "{note: {}}",
    );
    assert_eq!(faults("? [a]\n: b"), [("wrong-type", "[a]".to_owned())]);
}

#[test]
fn texts_that_escapes_change() {
    assert_fault(
        "note: \"C:\\new\"",
        "yaml-lost-text: \"C:\\new\"",
        "write `'C:\\new'`",
        "{note: 'C:\new'@\"C:\\new\"}",
    );
    assert_eq!(
        faults("note: \"a\\eb\""),
        [("yaml-lost-text", "\"a\\eb\"".to_owned())]
    );
    assert_eq!(faults("note: \"line\\nnext\\t\\\"x\\\" C:\\\\new\""), []);
    assert_eq!(
        faults("note: >5\nb: c"),
        [("yaml-lost-text", ">5".to_owned())]
    );
    assert_eq!(faults("note: >\nb: c"), []);
    assert_eq!(faults("note: |2\n    x\n"), []);
}

#[test]
fn deep_nesting() {
    let flow = |n: usize| format!("{}x{}", "[".repeat(n), "]".repeat(n));
    assert_eq!(faults(&flow(16)), []);
    assert_eq!(faults(&flow(17)), [("too-deep", "[".to_owned())]);
    assert_eq!(faults(&flow(20_000)).len(), 1);
    let block = |n: usize| format!("{}x", "- ".repeat(n));
    assert_eq!(faults(&block(16)), []);
    assert_eq!(faults(&block(17)).len(), 1);
    assert_eq!(faults(&block(3_000))[0].0, "too-deep");
    let maps: String = (0..300).map(|i| format!("{}k:\n", " ".repeat(i))).collect();
    assert_eq!(faults(&maps)[0].0, "too-deep");
    let after = format!("a: {}\nb: 1\nb: 2", flow(20));
    assert_eq!(
        faults(&after),
        [
            ("too-deep", "[".to_owned()),
            ("duplicate-key", "b".to_owned())
        ]
    );
}

#[test]
fn a_pair_in_a_list_has_no_braces() {
    for text in ["a: [ß: |", "a: [ß|:   @%>|'~{ a: ", "a: [ßb: @x]\n"] {
        assert_sound(text);
        assert!(!faults(text).is_empty(), "{text}");
    }
}

#[test]
fn hostile_input_is_read_quickly() {
    let bomb: String = (1..30)
        .map(|i| format!("a{i}: &a{i} [*a{0}, *a{0}, *a{0}]\n", i - 1))
        .collect();
    for text in [
        format!("a0: &a0 x\n{bomb}"),
        "[".repeat(20_000),
        "{".repeat(20_000),
        "- ".repeat(20_000),
        "? ".repeat(20_000),
        "\"".repeat(20_001),
        "a: ".repeat(20_000),
        "a: @x\n".repeat(20_000),
        "!a ".repeat(20_000),
        "&a ".repeat(20_000),
        "'\n".repeat(20_001),
        format!("{}: x", "k".repeat(200_000)),
        format!("a: {}", "#".repeat(200_000)),
        format!("a: \"{}", "\\n".repeat(100_000)),
        "a: b #c\n".repeat(20_000),
        format!("{{ {} }}", "a, ".repeat(50_000)),
        "\t".repeat(100_000),
        "\r".repeat(100_000),
        "a\n".repeat(50_000),
    ] {
        #[allow(clippy::disallowed_methods)]
        let start = Instant::now();
        let checked = read(&text);
        let name: String = text.chars().take(12).collect();
        assert!(start.elapsed() < Duration::from_secs(10), "{name}");
        for diagnostic in checked.diagnostics {
            assert!(diagnostic.message.len() < 1_000, "{name}");
        }
    }
}

fn assert_spans(node: &Node<'_>, text: &str) {
    assert!(
        text.get(node.span.range()).is_some(),
        "{:?} in {text:?}",
        node.span
    );
    match &node.kind {
        Kind::Scalar { .. } => {}
        Kind::List(items) => items.iter().for_each(|item| assert_spans(item, text)),
        Kind::Map(entries) => entries.iter().for_each(|(key, value)| {
            assert_spans(key, text);
            assert_spans(value, text);
        }),
    }
}

fn assert_sound(text: &str) {
    let whole = format!("é---\n{text}");
    let checked = parse(
        &BookPath::new("a.md").unwrap(),
        &whole,
        Span::new(6, whole.len()),
    );
    if let Some(node) = &checked.value {
        assert_spans(node, &whole);
    }
    for diagnostic in &checked.diagnostics {
        let places = std::iter::once(diagnostic.place.as_ref().unwrap())
            .chain(diagnostic.related.iter().map(|label| &label.place))
            .chain(diagnostic.fix.iter().map(|fix| &fix.place));
        for place in places {
            assert!(whole.get(place.span.range()).is_some(), "{diagnostic:?}");
            assert!(place.span.start >= 6, "{diagnostic:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,40}") {
        assert_sound(&text);
    }

    #[test]
    fn anything_like_yaml_is_read_without_panic(
        text in "([a-c]: |- |: |\n|  |\\{ |\\[|\\]|\\}|, |[a-cäß]|#|\"|'|@|%|&a |\\*a|!a |\\||>|\t|\\\\|\r\n|\\?|---|~|<<){0,30}"
    ) {
        assert_sound(&text);
    }
}
