//! What a change is held against, and how the command ends.

use serde_json::{Value, json};

use super::repo::Repo;

const TEAM: &str = "content/teams/payments.md";

fn gate<'v>(diff: &'v Value, id: &str) -> &'v Value {
    let gates = diff["gates"].as_array().unwrap();
    gates
        .iter()
        .find(|gate| gate["id"] == id)
        .unwrap_or(&Value::Null)
}

#[test]
fn an_honest_downgrade_is_free_unless_it_is_asked_for() {
    let repo = Repo::new();
    repo.edit(TEAM, "PLAN: yes", "PLAN: no");
    let run = repo.run(&["HEAD", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let diff = repo.diff(&["HEAD"]);
    assert_eq!(gate(&diff, "unexplained-drop")["hits"], 2);
    assert_eq!(gate(&diff, "unexplained-drop")["mode"], "warn");
    for (gate, code) in [
        ("level-drop", 1),
        ("rating-drop", 1),
        ("unexplained-drop", 1),
        ("gap-opened", 1),
        ("regression", 1),
        ("unevidenced-rise", 0),
        ("evidence-removed,stale", 0),
        ("none", 0),
    ] {
        let run = repo.run(&["HEAD", "--format", "json", "--fail-on", gate]);
        assert_eq!(run.code, Some(code), "{gate}: {}", run.stderr);
    }
    repo.edit(
        TEAM,
        "PLAN: no",
        "PLAN: { rating: no, note: The plan was given up. }",
    );
    let diff = repo.diff(&["HEAD", "--fail-on", "unexplained-drop"]);
    assert_eq!(diff["exit-code"], 0);
}

#[test]
fn rises_without_evidence_and_removed_answers() {
    let repo = Repo::new();
    repo.edit(TEAM, "TEST.2: partly", "TEST.2: yes");
    repo.edit(TEAM, "  TEST.1: yes\n", "");
    let diff = repo.diff(&[
        "HEAD",
        "--fail-on",
        "unevidenced-rise",
        "--fail-on",
        "answer-removed",
    ]);
    assert_eq!(
        gate(&diff, "unevidenced-rise")["findings"][0]["goal"],
        "TEST.2"
    );
    let gone = &gate(&diff, "answer-removed")["findings"][0];
    assert_eq!(
        (&gone["goal"], &gone["in-base"], &gone["line"]),
        (&json!("TEST.1"), &json!(true), &json!(7))
    );
    assert_eq!(diff["exit-code"], 1);
    repo.edit(
        TEAM,
        "TEST.2: yes",
        "TEST.2: { rating: yes, evidence: https://a.example/ }",
    );
    let diff = repo.diff(&["HEAD", "--fail-on", "unevidenced-rise"]);
    assert_eq!(diff["exit-code"], 0);
}

#[test]
fn errors_of_head_trip_the_gate_and_are_told() {
    let repo = Repo::new();
    repo.edit(TEAM, "TEST.2: partly", "TEST.2: mostly");
    let run = repo.run(&["HEAD", "--format", "json"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("content/teams/payments.md:8:11"),
        "{}",
        run.stderr
    );
    let diff: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(diff["diagnostics"][0]["code"], "unknown-rating");
    assert_eq!(gate(&diff, "invalid")["tripped"], true);

    // What was wrong before is no news, and is wrong all the same.
    let repo = repo.commit("wrong");
    repo.edit(TEAM, "Text.", "More text.");
    let diff = repo.diff(&["HEAD"]);
    assert_eq!(diff["diagnostics"], json!([]));
    assert_eq!(diff["base"]["errors"], 1);
    assert_eq!(gate(&diff, "invalid")["hits"], 1);
    assert_eq!(diff["exit-code"], 1);
}

#[test]
fn the_policy_is_that_of_base() {
    let repo = Repo::new();
    repo.edit(
        "book.toml",
        "[maturity]",
        "[review]\nfail-on = [\"level-drop\"]\n[maturity]",
    );
    let repo = repo.commit("a gate");
    repo.edit(TEAM, "PLAN: yes", "PLAN: no");
    repo.edit(
        "book.toml",
        "fail-on = [\"level-drop\"]",
        "fail-on = []\naccept = [{ team = \"payments\", reason = \"It is fine.\" }]",
    );
    let diff = repo.diff(&["HEAD"]);
    assert_eq!(diff["exit-code"], 1);
    assert_eq!(diff["accepted"], json!([]));

    let repo = repo.commit("loosened");
    repo.edit(TEAM, "PLAN: no", "PLAN: partly");
    let diff = repo.diff(&["HEAD~1", "--fail-on", "rating-drop"]);
    assert_eq!(diff["accepted"], json!([]));
}

#[test]
fn what_is_accepted_has_an_end() {
    let repo = Repo::new();
    let accept = "[review]\nfail-on = \"level-drop\"\naccept = [{ team = \"payments\", kpa = \"PLAN\", reason = \"Replanning.\", until = 2026-07-31 }]\n[maturity]";
    repo.edit("book.toml", "[maturity]", accept);
    let repo = repo.commit("accepted");
    repo.edit(TEAM, "PLAN: yes", "PLAN: no");
    let diff = repo.diff(&["HEAD"]);
    assert_eq!(diff["exit-code"], 0);
    assert_eq!(diff["accepted"][0]["reason"], "Replanning.");
    assert_eq!(diff["accepted"][0]["until"], "2026-07-31");
    assert!(diff["accepted"][0]["hits"].as_u64() > Some(1));
    assert_eq!(repo.diff(&["HEAD", "--date", "2026-07-31"])["exit-code"], 0);
    let late = repo.diff(&["HEAD", "--date", "2026-08-01"]);
    assert_eq!(late["exit-code"], 1);
    assert_eq!(late["accepted"], json!([]));
}

#[test]
fn a_wrong_entry_accepts_nothing() {
    let repo = Repo::new();
    repo.edit(
        "book.toml",
        "[maturity]",
        "[review]\nfail-on = \"level-drop\"\naccept = [{ team = \"payments\", reason = \"So.\", until = \"soon\" }]\n[maturity]",
    );
    let repo = repo.commit("wrong");
    repo.edit(TEAM, "PLAN: yes", "PLAN: no");
    let run = repo.run(&["HEAD", "--format", "json"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("book.toml"), "{}", run.stderr);
}

#[test]
fn exit_codes() {
    let repo = Repo::new();
    assert_eq!(repo.run(&["HEAD", "--exit-code"]).code, Some(0));
    repo.edit(TEAM, "Text.", "More.");
    assert_eq!(repo.run(&["HEAD"]).code, Some(0));
    assert_eq!(repo.run(&["HEAD", "--exit-code"]).code, Some(1));
    assert_eq!(repo.run(&[]).code, Some(2));
    assert_eq!(repo.run(&["HEAD", "--fail-on", "drops"]).code, Some(2));
    assert_eq!(repo.run(&["no-such-branch"]).code, Some(3));
}
