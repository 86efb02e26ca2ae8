//! Commands that answer a question on the standard output.

use std::collections::BTreeSet;

use levelbook::diagnostic::Code;
use serde_json::Value;

use super::Book;

#[test]
fn every_code_is_explained() {
    let book = Book::empty();
    let run = book.run(&["--explain", "na-without-note"]).fine();
    assert!(
        run.out()
            .starts_with("na-without-note (error)\n\n`n/a` is accepted")
    );
    let run = book.run(&["--explain", "list"]).fine();
    let listed: BTreeSet<&str> = run
        .out()
        .lines()
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect();
    assert_eq!(listed, Code::ALL.iter().map(|code| code.id()).collect());
}

#[test]
fn completions_know_the_commands() {
    let book = Book::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = book.run(&["completions", shell]).fine();
        for word in ["levelbook", "assessment", "completions"] {
            assert!(run.out().contains(word), "{shell}: {word}");
        }
        assert_eq!(run.err(), "");
    }
}

#[test]
fn schemas_are_draft_07_and_whole() {
    let book = Book::empty();
    for (what, keys) in [
        (
            "assessment",
            &["team", "answers", "plan", "buy-in", "date"][..],
        ),
        ("model", &["levels", "kpas", "scale"]),
        ("book", &["book", "maturity", "output"]),
    ] {
        let run = book.run(&["schema", what]).fine();
        let schema: Value = serde_json::from_str(run.out()).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        for key in keys {
            assert!(!schema["properties"][key].is_null(), "{what}: {key}");
        }
        check(&schema, &schema);
    }
}

/// Only words of draft-07, with values of the right kind, and references that lead somewhere.
fn check(schema: &Value, root: &Value) {
    let Value::Object(schema) = schema else {
        assert!(schema.is_boolean(), "no schema: {schema}");
        return;
    };
    for (word, value) in schema {
        match word.as_str() {
            "$schema" | "title" | "description" | "pattern" => assert!(value.is_string()),
            "$ref" => {
                let target = value
                    .as_str()
                    .and_then(|text| text.strip_prefix('#'))
                    .unwrap();
                assert!(root.pointer(target).is_some(), "{target}");
            }
            "type" => {
                let types = value
                    .as_array()
                    .cloned()
                    .unwrap_or_else(|| vec![value.clone()]);
                let known = [
                    "string", "number", "integer", "boolean", "object", "array", "null",
                ];
                assert!(
                    types
                        .iter()
                        .all(|word| known.contains(&word.as_str().unwrap()))
                );
            }
            "properties" | "definitions" => {
                value
                    .as_object()
                    .unwrap()
                    .values()
                    .for_each(|one| check(one, root));
            }
            "additionalProperties" | "items" | "if" | "then" => check(value, root),
            "anyOf" | "allOf" => value
                .as_array()
                .unwrap()
                .iter()
                .for_each(|one| check(one, root)),
            "required" => assert!(value.as_array().unwrap().iter().all(Value::is_string)),
            "enum" => assert!(!value.as_array().unwrap().is_empty()),
            "minimum" | "maximum" => assert!(value.is_number()),
            other => panic!("`{other}` is no word of the schemas"),
        }
    }
}

#[test]
fn check_writes_the_formats_for_programs_to_the_standard_output() {
    let book = Book::broken();
    let run = book.run(&["check"]).ends(1).silent();
    run.says(
        "error[unknown-rating]: `yse` is no rating of `cmm@1.0.0`\n --> content/teams/a.md:6:7\n",
    )
    .says("did you mean `yes`?");
    let short = book.run(&["check", "--format", "short"]).ends(1);
    assert!(short.out().starts_with("content/teams/a.md:6:7: error: "));
    let json = book.run(&["check", "--format", "json"]).ends(1);
    let json: Value = serde_json::from_str(json.out()).expect("JSON");
    assert_eq!(json["diagnostics"][0]["code"], "unknown-rating");
    let github = book.run(&["check", "--format", "github"]).ends(1);
    assert!(
        github
            .out()
            .starts_with("::error file=content/teams/a.md,line=6,")
    );
    let gitlab = book.run(&["check", "--format", "gitlab"]).ends(1);
    let gitlab: Value = serde_json::from_str(gitlab.out()).expect("JSON");
    assert_eq!(gitlab[0]["location"]["lines"]["begin"], 6);

    let book = Book::small();
    book.run(&["check"])
        .fine()
        .silent()
        .says("1 team, 1 report: nothing is wrong");
    let json = book.run(&["check", "--format", "json"]).fine();
    assert!(json.out().contains("\"errors\": 0"));
}

#[test]
fn show_and_export_answer_in_their_formats() {
    let book = Book::init("ppmm");
    let all = book.run(&["show", "--date", "2026-07-01"]).fine();
    assert!(all.out().contains("Example team") || all.out().contains("example"));
    let one = book
        .run(&["show", "example", "--date", "2026-07-01"])
        .fine();
    assert!(one.out().contains("Performance Process Maturity Model"));
    assert!(one.out().contains("\n   then "));
    assert!(one.out().contains("The shortest way to level "));
    let markdown = book
        .run(&["show", "example", "--format", "markdown"])
        .fine();
    assert!(markdown.out().contains("# Example team"));
    for args in [
        &["show", "example", "--format", "json"][..],
        &["show", "--format", "json"],
        &["export"],
    ] {
        let run = book.run(args).fine();
        let value: Value = serde_json::from_str(run.out()).expect("JSON");
        assert!(
            value.is_object() && run.out().contains("levelbook."),
            "{args:?}"
        );
    }
    let csv = book.run(&["export", "--format", "csv"]).fine();
    let columns = |line: &str| line.split(',').count();
    let mut lines = csv.out().lines();
    assert!(lines.next().is_some_and(|head| columns(head) > 5));
    assert!(lines.count() > 20);
    book.run(&["export", "-o", "out/all.json"]).fine().silent();
    assert_eq!(
        book.read("out/all.json"),
        book.run(&["export"]).fine().out()
    );
}
