//! Every message that depends on a number or on time, said with each of them, as tables to read.

use std::fmt::Write;
use std::fs;

use levelbook::language::{Arg, LANGUAGES, Words};

use super::flaws;
use crate::site_support::repository;

/// What messages are told besides numbers.
fn told(name: &str) -> &'static str {
    match name {
        "team" => "Payments",
        "level" | "to" | "aim" | "median" => "3",
        "up_to" => "4",
        "from" | "low" | "first" => "1",
        "last" | "high" => "5",
        "parent" => "2",
        "name" => "Defined",
        "kpa" | "nearest" => "Peer Reviews",
        "date" => "DATE",
        "answer" => "partly",
        "percent" | "share" => "67%",
        _ => "…",
    }
}

/// The names that stand for numbers, the one that counts first.
const NUMBERS: [&str; 6] = ["n", "met", "goals", "of", "kpas", "points"];

/// The messages that may be told 0; for the others, the program has another one or none.
const ZERO: [&str; 8] = [
    "answered_of",
    "helper_evidence",
    "js_hits",
    "js_teams",
    "kpas_missing",
    "open_goals",
    "teams_counted",
    "teams_on_this_level",
];

/// The messages that are told 2 or more.
const SEVERAL: [&str; 9] = [
    "kpa_all",
    "kpa_none",
    "list_rest",
    "missing_in_many",
    "missing_in_many_nearest",
    "portfolio_stands",
    "proof_attained_with_prerequisites",
    "proof_parts_with_prerequisites",
    "reason_alike",
];

/// What a message is told under a name when `number` is what it counts first.
fn counted_as(name: &str, first: &str, number: u64) -> u64 {
    match name {
        name if name == first => number,
        // A part of something that is more.
        "of" => number + 1,
        _ => number.max(2),
    }
}

fn is_number(text: &str, name: &str) -> bool {
    ["COUNT(", "NUMBER("]
        .iter()
        .any(|f| text.contains(&format!("{f}${name})")))
        || text.contains(&format!("${name} ->"))
}

/// The texts of a language's file, one line each.
fn sources(language: &str) -> Vec<(String, String)> {
    let path = format!("themes/default/languages/{language}.ftl");
    let text = fs::read_to_string(repository().join(path)).expect("a language file can be read");
    let mut sources: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" = ") {
            Some((id, text)) if !line.starts_with(' ') => {
                sources.push((id.to_owned(), text.to_owned()))
            }
            _ => {
                if let Some((_, text)) = sources.last_mut() {
                    text.push_str(line);
                }
            }
        }
    }
    sources
}

/// What a message asks for.
fn names_of<'w>(words: &'w Words, id: &str) -> Vec<&'w str> {
    let names = words.asks_for(id).expect("a message of the file");
    names.iter().map(|name| &**name).collect()
}

fn table(language: &str) -> String {
    let words = Words::built_in(language);
    // English tells which arguments are numbers, for all languages alike.
    let english = sources("en");
    let mut table = String::new();
    for (id, source) in sources(language) {
        let names = names_of(&words, &id);
        let counted: Vec<&str> = NUMBERS
            .into_iter()
            .filter(|name| names.contains(name))
            .filter(|name| {
                let ours = english.iter().find(|(other, _)| *other == id);
                is_number(&source, name) || ours.is_some_and(|(_, text)| is_number(text, name))
            })
            .collect();
        let times: &[&str] = if names.contains(&"when") {
            &["now", "then"]
        } else {
            &[""]
        };
        if counted.is_empty() && times.len() == 1 {
            continue;
        }
        let _ = writeln!(table, "{id}");
        let mut lines: Vec<String> = Vec::new();
        for when in times {
            let numbers: &[u64] = match counted.first() {
                None => &[0],
                Some(_) if ZERO.contains(&id.as_str()) => &[0, 1, 2, 5, 21],
                Some(_) if SEVERAL.contains(&id.as_str()) => &[2, 5, 21],
                Some(_) => &[1, 2, 5, 21],
            };
            for number in numbers {
                let args: Vec<(&str, Arg<'_>)> = names
                    .iter()
                    .map(|name| match *name {
                        "when" => ("when", (*when).into()),
                        name if counted.contains(&name) => {
                            (name, counted_as(name, counted[0], *number).into())
                        }
                        name => (name, told(name).into()),
                    })
                    .collect();
                let said = words.say(&id, &args);
                let plain = said.replace('…', "x");
                assert_eq!(
                    flaws(language, &plain),
                    Vec::<String>::new(),
                    "{language} {id}: {said}"
                );
                if lines.last() != Some(&format!("  {said}")) {
                    lines.push(format!("  {said}"));
                }
            }
        }
        let _ = writeln!(table, "{}", lines.join("\n"));
    }
    table
}

#[test]
fn singular_plural_and_zero() {
    for language in LANGUAGES {
        let path = repository().join(format!("tests/language/{language}.txt"));
        let table = table(language);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &table).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        for (line, (ours, theirs)) in table.lines().zip(expected.lines()).enumerate() {
            assert_eq!(ours, theirs, "{language}.txt, line {}", line + 1);
        }
        assert_eq!(
            table.lines().count(),
            expected.lines().count(),
            "{language}.txt"
        );
    }
}

#[test]
fn every_text_is_sound() {
    // Pieces of lists and decimals, which are no texts of their own.
    let pieces = ["list_comma", "number_group", "number_decimal"];
    for language in LANGUAGES {
        let words = Words::built_in(language);
        for (id, text) in words.texts() {
            if !pieces.contains(&id) {
                assert_eq!(
                    flaws(language, text),
                    Vec::<String>::new(),
                    "{language} {id}: {text}"
                );
            }
        }
    }
}
