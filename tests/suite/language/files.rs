//! The files of the languages against each other and against what uses them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use levelbook::language::{LANGUAGES, Words};

use crate::site_support::repository;

/// The messages of a language file with their texts, and what their comments say they are told.
fn messages(language: &str) -> BTreeMap<String, (String, String)> {
    let path = format!("themes/default/languages/{language}.ftl");
    let text = fs::read_to_string(repository().join(path)).expect("a language file can be read");
    let mut messages: BTreeMap<String, (String, String)> = BTreeMap::new();
    let (mut comment, mut last) = (String::new(), String::new());
    for line in text.lines() {
        if let Some(words) = line.strip_prefix("# ") {
            comment.push_str(words);
        } else if let Some((id, text)) = line.split_once(" = ")
            && !line.starts_with([' ', '#'])
        {
            last = id.to_owned();
            let before = messages.insert(last.clone(), (text.to_owned(), comment.clone()));
            assert_eq!(before, None, "{language}: {id} twice");
            comment.clear();
        } else if line.is_empty() {
            comment.clear();
        } else if let Some((text, _)) = messages.get_mut(&last) {
            text.push_str(line);
        }
    }
    messages
}

#[test]
fn every_language_has_every_message() {
    let english: Vec<String> = messages("en").into_keys().collect();
    assert!(english.len() > 400);
    for language in LANGUAGES {
        let other: Vec<String> = messages(language).into_keys().collect();
        assert_eq!(other, english, "{language}");
    }
}

#[test]
fn every_language_uses_what_a_message_is_told() {
    let english = messages("en");
    let words = Words::built_in("en");
    for language in ["de", "fr"] {
        let other = Words::built_in(language);
        for (id, (_, comment)) in &english {
            let [ours, theirs] = [&words, &other].map(|words| {
                let names = words.asks_for(id).expect("a message of the file");
                names.iter().map(|name| &**name).collect::<Vec<&str>>()
            });
            let missing: Vec<&&str> = ours.iter().filter(|name| !theirs.contains(name)).collect();
            let more = theirs.iter().filter(|name| !ours.contains(name));
            let untold: Vec<&&str> = more
                .filter(|name| !comment.contains(&format!("${name}")))
                .collect();
            // Where the words do not change with it, a language need not ask for time or number.
            let missing: Vec<&&&str> = missing
                .iter()
                .filter(|name| !["when", "n", "of", "kpas"].contains(**name))
                .collect();
            assert!(
                missing.is_empty(),
                "{language}: {id} does not say {missing:?}"
            );
            assert!(untold.is_empty(), "{language}: {id} is not told {untold:?}");
        }
    }
}

/// A number that is written in one language is written in the others.
#[test]
fn every_language_writes_the_numbers() {
    let english = messages("en");
    let places = |text: &str, name: &str| {
        ["{ $NAME }", "COUNT($NAME)"]
            .iter()
            .any(|form| text.contains(&form.replace("NAME", name)))
    };
    for language in ["de", "fr"] {
        for (id, (text, _)) in messages(language) {
            for name in ["n", "of", "met", "kpas"] {
                let ours = places(&english[&id].0, name);
                assert!(
                    !ours || places(&text, name),
                    "{language}: {id} lacks {name}"
                );
            }
        }
    }
}

/// The texts of files below a folder, one after the other.
fn texts(folder: &str, kinds: &[&str]) -> String {
    let mut texts = String::new();
    for entry in walkdir::WalkDir::new(repository().join(folder)) {
        let entry = entry.expect("the repository can be read");
        let name = entry.file_name().to_string_lossy();
        if kinds.iter().any(|kind| name.ends_with(kind)) {
            texts.push_str(&fs::read_to_string(entry.path()).expect("a source can be read"));
        }
    }
    texts
}

/// The words of a text that stand behind a sign, such as `t.` or a quotation mark.
fn behind<'t>(text: &'t str, sign: &'t str) -> impl Iterator<Item = &'t str> {
    let starts = text.match_indices(sign).map(|(at, sign)| at + sign.len());
    starts.filter_map(|start| text[start..].split(is_no_id).next())
}

fn is_no_id(c: char) -> bool {
    !c.is_ascii_alphanumeric() && c != '_'
}

#[test]
fn every_message_is_used() {
    let program = texts("src", &[".rs"]);
    let templates = texts("themes/default/templates", &[".html", ".xml"]);
    let script = texts("themes/default/assets", &["script.js"]);
    let english = messages("en");
    let mut used: BTreeSet<&str> = behind(&program, "\"").collect();
    used.extend(behind(&templates, "\"").chain(behind(&templates, "t.")));
    used.extend(script.split(is_no_id));
    let referred = |id: &str| {
        let reference = format!("{{ {id} }}");
        english.values().any(|(text, _)| text.contains(&reference))
    };
    let unused: Vec<&String> = english
        .keys()
        .filter(|id| {
            let in_script = id.strip_prefix("js_").unwrap_or(id);
            !used.contains(in_script) && !referred(id)
        })
        .collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

/// Templates are held against the messages where they are loaded, the program only here.
#[test]
fn every_message_that_the_program_says_is_there() {
    let english = messages("en");
    let mut said = 0;
    for folder in ["src/view", "src/export"] {
        let program: String = texts(folder, &[".rs"]).split_whitespace().collect();
        for call in [".say(\"", ".text(\""] {
            for id in behind(&program, call) {
                assert!(english.contains_key(id), "{folder} says `{id}`");
                said += 1;
            }
        }
    }
    assert!(said > 100, "{said} messages are said");
}
