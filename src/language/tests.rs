use super::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{BookPath, Sources};

/// The words of a language with the files of a theme.
fn words(language: &str, files: &[(&str, &str)]) -> (Sources, Words, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    for (name, text) in files {
        let path = BookPath::new(&format!("themes/own/languages/{name}")).unwrap();
        sources.insert(path, text.as_bytes().to_vec());
    }
    let loaded = Words::load(&sources, "own", language);
    (sources, loaded.value, loaded.diagnostics)
}

/// The only diagnostic of an English file: message, text under its place, help.
fn only(text: &str) -> (String, String, Vec<String>) {
    let (sources, words, diagnostics) = words("en", &[("en.ftl", text)]);
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    let one = diagnostics.into_iter().next().unwrap();
    assert_eq!(one.code, Code::ThemeLanguage);
    let place = one.place.unwrap();
    let under = place.span.of(sources.text(&place.file).unwrap()).to_owned();
    // Whatever is wrong, the default theme's words are said.
    assert_eq!(
        words.say("page_of", &[("n", 1u32.into()), ("of", 2u32.into())]),
        "Page 1 of 2"
    );
    (one.message, under, one.help)
}

#[test]
fn the_files_of_the_program_have_no_mistakes() {
    for tag in LANGUAGES {
        let (_, text) = built_in::text(&tag.parse().unwrap()).unwrap();
        let (_, _, diagnostics) = words("en", &[(&format!("{tag}.ftl"), text)]);
        assert_eq!(diagnostics, [], "{tag}");
    }
}

#[test]
fn dates_and_numbers_follow_the_language() {
    let say = |language| {
        let words = Words::built_in(language);
        let days = [
            jiff::civil::date(2026, 7, 1),
            jiff::civil::date(2026, 3, 12),
        ];
        let dates = days.map(|day| words.date(day)).join(", ");
        let short = words.short_date(days[0]);
        let numbers = [words.number(1234), words.number(1_234_567)].join(" ");
        let count = [words.count(3), words.count(13)].join(" ");
        [
            dates,
            short,
            numbers,
            count,
            words.percent(67),
            words.decimal("0.75"),
        ]
        .join("; ")
    };
    assert_eq!(
        say("en"),
        "1 July 2026, 12 March 2026; 2026-07-01; 1234 1,234,567; three 13; 67%; 0.75"
    );
    assert_eq!(
        say("de"),
        "1. Juli 2026, 12. März 2026; 01.07.2026; 1234 1.234.567; drei 13; 67\u{a0}%; 0,75"
    );
    assert_eq!(
        say("fr"),
        "1er juillet 2026, 12 mars 2026; 01/07/2026; 1234 1\u{202f}234\u{202f}567; trois 13; 67\u{a0}%; 0,75"
    );
    assert_eq!(say("de-AT"), say("de"));
    assert_eq!(say("nl"), say("en"));
    assert_eq!(say("qqq-not-a-tag"), say("en"));
}

#[test]
fn lists_read_well() {
    let english = Words::default();
    let list = |items: &[&str], most| english.list(items, most);
    assert_eq!(list(&[], 3), "");
    assert_eq!(list(&["A"], 3), "A");
    assert_eq!(list(&["A", "B"], 3), "A and B");
    assert_eq!(list(&["A", "B", "C"], 3), "A, B and C");
    assert_eq!(list(&["A", "B", "C", "D"], 2), "A, B and two more");
    assert_eq!(list(&["A", "B", "C"], 2), "A, B and C");
    assert_eq!(list(&["A and B", "C"], 2), "A and B, and C");
    let german = Words::built_in("de");
    assert_eq!(
        german.list(&["A", "B", "C", "D"], 2),
        "A, B und zwei weitere"
    );
    assert_eq!(german.list(&["A", "B und C"], 2), "A sowie B und C");
    let french = Words::built_in("fr-CA");
    assert_eq!(french.list(&["A", "B", "C"], 3), "A, B et C");
}

#[test]
fn a_theme_overrides_message_by_message() {
    let files = [
        (
            "de.ftl",
            "search = Finden\nown_line = { search } { $who }\n",
        ),
        ("de-AT.ftl", "month_1 = Jänner\n"),
    ];
    let (_, austrian, diagnostics) = words("de-AT", &files);
    assert_eq!(diagnostics, []);
    assert_eq!(austrian.text("search"), "Finden");
    assert_eq!(
        austrian.date(jiff::civil::date(2026, 1, 5)),
        "5. Jänner 2026"
    );
    assert_eq!(austrian.say("own_line", &[("who", "A".into())]), "Finden A");
    let own: Vec<&str> = austrian.own().iter().map(|own| own.id.as_str()).collect();
    assert_eq!(own, ["own_line"]);
    let (_, english, _) = words("en", &files);
    assert_eq!(english.text("search"), "Search");
}

#[test]
fn a_language_that_the_program_does_not_have() {
    let file = "search = بحث\nopen_goals = { $n ->\n    [zero] صفر\n    [two] اثنان\n    [few] قليل\n   *[other] { $n }\n}\n";
    let (_, words, diagnostics) = words("ar", &[("ar.ftl", file)]);
    assert_eq!(diagnostics, []);
    assert_eq!((words.text("search"), words.direction()), ("بحث", "rtl"));
    let goals = |n: u32| words.say("open_goals", &[("n", n.into())]);
    assert_eq!([0, 2, 5].map(goals), ["صفر", "اثنان", "قليل"]);
    // Everything else is English, numbers in words included.
    assert_eq!(
        words.say("kpas_missing", &[("n", 2u32.into())]),
        "two KPAs missing"
    );
    assert_eq!(Words::built_in("he").direction(), "rtl");
    assert_eq!(Words::built_in("az-Arab").direction(), "rtl");
    assert_eq!(Words::built_in("en").direction(), "ltr");
}

#[test]
fn mistakes_of_a_theme_are_reported_at_their_places() {
    let (message, under, _) = only("search Find\n");
    assert!(
        message.contains("`=`") && under.len() <= 1,
        "{message} {under}"
    );
    let (message, under, help) = only("page_of = { $n } of { $off }\n");
    assert_eq!(
        (message.as_str(), under.as_str()),
        ("the message `page_of` is not told `$off`", "off")
    );
    assert_eq!(help[0], "did you mean `of`?");
    let (message, under, help) = only("search = { serch }\nserch2 = x\n");
    assert_eq!(
        (message.as_str(), under.as_str()),
        ("there is no message `serch`", "serch")
    );
    assert_eq!(help, ["did you mean `search`?"]);
    let (message, under, _) = only("search = { CONT($n) }\n");
    assert_eq!(
        (message.as_str(), under.as_str()),
        ("there is no function `CONT`", "CONT")
    );
    let (message, under, _) = only("search = A\nsearch = B\n");
    assert_eq!(under, "search");
    assert_eq!(message, "the message `search` stands twice in this file");
    let (message, ..) = only("page_of = { $n ->\n    [one] a\n    [other] b\n}\n");
    assert!(message.contains("no other fits"), "{message}");
    let (message, under, _) = only("search = { search }\n");
    assert_eq!(
        (message.as_str(), under.as_str()),
        ("the message `search` refers to itself", "search")
    );
    let (message, under, _) = only("search =\n    .title = A\n");
    assert_eq!(
        (message.as_str(), under.as_str()),
        ("the message `search` has no text", "search")
    );
    // One cause: `site` only uses what is broken.
    let (_, under, _) = only("search = { $who }\nid = { search }\n");
    assert_eq!(under, "who");
    let (message, under, _) = only("search = { page_of }\n");
    assert_eq!(
        (message.as_str(), under.as_str()),
        ("the message `search` is not told `$n`", "search")
    );
}

#[test]
fn files_of_other_names_are_reported() {
    let (_, _, diagnostics) = words("en", &[("deutsch.txt", ""), ("x/de.ftl", "")]);
    let codes: Vec<Code> = diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::ThemeUnknownFile; 2]);
}

#[test]
fn short_files_do_not_become_long() {
    let mut text = "a0 = xxxxxxxxxx\n".to_owned();
    for n in 1..40 {
        text.push_str(&format!("a{n} = {{ a{} }}{{ a{} }}\n", n - 1, n - 1));
    }
    let (_, _, diagnostics) = words("en", &[("en.ftl", &text)]);
    assert!(
        diagnostics
            .iter()
            .all(|one| one.message.ends_with("is too long"))
    );
    assert!((1..40).contains(&diagnostics.len()));
}

#[test]
fn scripts_get_their_words() {
    let own = "js_house = </script> { $who }\njs_hits = { $n ->\n    [one] { $n } da\n   *[other] { $n } dort\n}\n";
    let (_, words, _) = words("de", &[("de.ftl", own)]);
    let script = words.script();
    assert!(
        script.starts_with("window.levelbookWords={\"all\":"),
        "{script}"
    );
    assert!(script.ends_with("};\n") && script.matches('\n').count() == 1);
    assert!(
        script.contains(r#""hits":{"one":"{n} da","other":"{n} dort"}"#),
        "{script}"
    );
    assert!(
        script.contains(r#""house":"\u003c/script> {who}""#),
        "{script}"
    );
}

proptest::proptest! {
    #[test]
    fn no_language_file_does_harm(text in "[a-z=# {}\"\\\\$*\\[\\]()\n\r>.é-]{0,120}") {
        words("en", &[("en.ftl", &text)]);
    }
}
