use serde_json::{Value, json};

use super::{LARGEST, read};
use crate::review::samples;

/// The rich record with one value in the place of another.
fn with(pointer: &str, value: Value) -> String {
    let mut record = serde_json::to_value(samples::rich()).unwrap();
    *record.pointer_mut(pointer).unwrap() = value;
    record.to_string()
}

#[track_caller]
fn refused(text: &str) -> String {
    read(text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn what_is_written_is_read_without_its_addresses() {
    for diff in [samples::rich(), samples::empty()] {
        let text = serde_json::to_string_pretty(&diff).unwrap();
        let read = read(text.as_bytes()).unwrap();
        assert_eq!((&read.repository_url, &read.site_url), (&None, &None));
        assert_eq!(read.teams, diff.teams);
        assert_eq!(read.gates, diff.gates);
    }
}

#[test]
fn values_that_no_book_has_are_refused_at_their_place() {
    let payments = "/teams/2";
    let cases = [
        (
            "/schema",
            json!("levelbook.diff/2"),
            "`schema`: not `levelbook.diff/1`",
        ),
        ("/date", json!("2026-02-30"), "`date`: not a date"),
        ("/date", json!("yesterday"), "`date`: not a date"),
        ("/head/rev", json!("main"), "`head.rev`: not a commit"),
        (
            "/head/rev",
            json!("A".repeat(40)),
            "`head.rev`: not a commit",
        ),
        ("/prefix", json!("../"), "`prefix`: not a relative path"),
        ("/prefix", json!("book"), "`prefix`: not a relative path"),
        (
            "/title",
            json!("x".repeat(3_000)),
            "`title`: longer than 2000 bytes",
        ),
        (
            "/models/0/id",
            json!("a b"),
            "`models[0].id`: an id holds only",
        ),
        (
            "/models/0/items/1/what",
            json!("owner"),
            "`models[0].items[1].what`: none of model",
        ),
        (
            "/models/0/file",
            json!("/etc/passwd"),
            "`models[0].file`: not a relative path",
        ),
        ("{}/id", json!("../payments"), "`teams[2].id`: not the name"),
        (
            "{}/file",
            json!("content/../../x.md"),
            "`teams[2].file`: not a relative path",
        ),
        (
            "{}/page",
            json!("https://evil.example/"),
            "`teams[2].page`: not a relative path",
        ),
        (
            "{}/page",
            json!("//evil.example"),
            "`teams[2].page`: not a relative path",
        ),
        (
            "{}/owners/0",
            json!("everybody"),
            "`teams[2].owners[0]`: neither",
        ),
        (
            "{}/owners/0",
            json!("@a`b"),
            "`teams[2].owners[0]`: neither",
        ),
        (
            "{}/fields/0/name",
            json!("na\nme"),
            "`teams[2].fields[0].name`: not the name of a key",
        ),
        (
            "{}/reports/0/base-file",
            json!("a\\b"),
            "`teams[2].reports[0].base-file`: not a",
        ),
        (
            "{}/reports/0/status/head",
            json!("great"),
            "`teams[2].reports[0].status.head`: none of",
        ),
        (
            "{}/reports/0/progress/head",
            json!(101),
            "`teams[2].reports[0].progress.head`: more",
        ),
        (
            "{}/reports/0/level/head",
            json!("<b>"),
            "`teams[2].reports[0].level.head`: an id",
        ),
        (
            "{}/reports/0/kpas/1/head",
            json!("fine"),
            "`teams[2].reports[0].kpas[1].head`: none of",
        ),
        (
            "{}/reports/0/answers/0/head",
            json!("@all"),
            "`teams[2].reports[0].answers[0].head`: an",
        ),
        (
            "{}/reports/0/buy-in/0/head",
            json!("hates"),
            "`teams[2].reports[0].buy-in[0].head`: none",
        ),
        (
            "{}/reports/0/stale/0/id",
            json!(""),
            "`teams[2].reports[0].stale[0].id`: an id is not",
        ),
        (
            "/soon-stale/0/on",
            json!("2026"),
            "`soon-stale[0].on`: not a date",
        ),
        (
            "/gates/1/tripped",
            json!(false),
            "`gates[1].tripped`: not what mode and hits say",
        ),
        (
            "/gates/1/hits",
            json!(0),
            "`gates[1].hits`: less than there are findings",
        ),
        (
            "/gates/2/id",
            json!("invalid"),
            "`gates[2]`: a gate that was told already",
        ),
        (
            "/accepted/0/until",
            json!("never"),
            "`accepted[0].until`: not a date",
        ),
        (
            "/diagnostics/0/severity",
            json!("fatal"),
            "`diagnostics[0].severity`: none of error",
        ),
        (
            "/exit-code",
            json!(0),
            "`exit-code`: not what the gates say",
        ),
    ];
    for (pointer, value, reason) in cases {
        let pointer = pointer.replace("{}", payments);
        let said = refused(&with(&pointer, value));
        assert!(said.starts_with(reason), "{pointer}: {said}");
    }
}

#[test]
fn another_form_is_refused_at_its_place() {
    let cases = [
        (
            "/teams/2/name",
            json!(1),
            "`teams[2].name`: invalid type: integer `1`, expected a string",
        ),
        (
            "/teams/2/change",
            json!("eaten"),
            "`teams[2].change`: unknown variant `eaten`",
        ),
        ("/summary", json!({}), "`summary`: missing field `up`"),
        (
            "/teams/2/reports/0/gaps",
            json!({"opened": [], "closed": [], "x": 1}),
            "`teams[2].reports[0].gaps.x`: unknown field `x`",
        ),
        ("/gates/0/id", json!("anything"), "`gates[0].id`: "),
        ("/summary/up", json!(-1), "`summary.up`: invalid value"),
    ];
    for (pointer, value, reason) in cases {
        let said = refused(&with(pointer, value));
        assert!(said.starts_with(reason), "{pointer}: {said}");
    }
    for (text, reason) in [
        ("", "`$`: not a JSON object"),
        ("[]", "`$`: not a JSON object"),
        (
            "{\"schema\": \"a\", \"schema\": \"b\"}",
            "`schema`: duplicate field `schema`",
        ),
        ("{\"schema\": nul}", "`schema`: expected ident"),
    ] {
        let said = refused(text);
        assert!(said.starts_with(reason), "{text}: {said}");
    }
    assert_eq!(read(b"\xff").unwrap_err().reason, "not UTF-8");
}

#[test]
fn what_is_too_large_is_not_looked_at() {
    let blank = vec![b' '; LARGEST + 1];
    assert_eq!(read(&blank).unwrap_err().reason, "larger than 5 MB");
    let team = serde_json::to_value(&samples::rich().units[0]).unwrap();
    let many = refused(&with("/units", Value::Array(vec![team; 20_001])));
    assert_eq!(many, "`units`: more than 20000 items");
    let nested = format!("{{\"teams\":{}", "[".repeat(100_000));
    assert!(refused(&nested).starts_with("`teams[0]"));
}
