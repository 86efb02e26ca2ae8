//! What of a team is told.

use serde_json::json;

use super::repo::{Repo, ids, report, team};

const TEAM: &str = "content/teams/payments.md";

#[test]
fn a_team_that_came_went_or_has_another_id() {
    let repo = Repo::new();
    repo.team("search", "  PLAN: yes\n  TEST: yes\n");
    repo.git(&["mv", TEAM, "content/teams/money.md"]);
    repo.edit(
        "content/teams/money.md",
        "team: payments",
        "team: { name: Money, formerly: [payments] }",
    );
    let diff = repo.diff(&["HEAD"]);
    assert_eq!(ids(&diff["teams"]), ["money", "search"]);
    let money = team(&diff, "money");
    assert_eq!(
        (&money["change"], &money["formerly"]),
        (&json!("renamed"), &json!("payments"))
    );
    assert_eq!(
        money["fields"][0],
        json!({ "name": "name", "base": "payments", "head": "Money" })
    );
    assert_eq!(report(&diff, "money")["base-file"], TEAM);
    assert_eq!(report(&diff, "money")["level"]["steps"], 0);
    assert_eq!(team(&diff, "search")["change"], "added");
    assert_eq!(report(&diff, "search")["level"]["head"], "3");
    assert_eq!(diff["summary"]["teams-added"], 1);

    // Without `formerly` it is another team, and looks like the same.
    repo.edit("content/teams/money.md", ", formerly: [payments]", "");
    let diff = repo.diff(&["HEAD"]);
    assert_eq!(ids(&diff["teams"]), ["money", "payments", "search"]);
    assert_eq!(team(&diff, "money")["twin"], "payments");
    assert_eq!(team(&diff, "payments")["twin"], "money");
    assert_eq!(team(&diff, "payments")["change"], "removed");
}

#[test]
fn notes_evidence_plan_buy_in_and_text() {
    let repo = Repo::new();
    repo.edit(
        TEAM,
        "  TEST.1: yes\n",
        "  TEST.1: { rating: yes, note: Nightly., evidence: [https://a.example/log, { link: https://b.example/, title: B }] }\n",
    );
    repo.edit(TEAM, "---\n\nText.", "plan:\n  TEST: { owner: Build engineer, status: open }\nbuy-in:\n  management: { stance: neutral }\n---\n\nText.");
    let repo = repo.commit("more");
    repo.edit(TEAM, "TEST.1: { rating: yes, note: Nightly., evidence: [https://a.example/log, { link: https://b.example/, title: B }] }",
        "TEST.1: { rating: no, note: Weekly., evidence: [{ link: https://b.example/, title: Board }, A folder] }");
    repo.edit(TEAM, "status: open", "status: started");
    repo.edit(TEAM, "stance: neutral", "stance: supports");
    repo.edit(TEAM, "Text.", "Another text.");
    let diff = repo.diff(&["HEAD"]);
    let told = report(&diff, "payments");
    let refs = |list: &str| -> Vec<String> {
        let list = told["evidence"][list].as_array().unwrap();
        list.iter()
            .map(|e| e["ref"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(refs("added"), ["A folder"]);
    assert_eq!(refs("removed"), ["https://a.example/log"]);
    assert_eq!(refs("changed"), ["https://b.example/"]);
    assert_eq!(told["notes"][0]["head"], "Weekly.");
    assert_eq!(told["answers"][0]["direction"], "down");
    assert_eq!(told["answers"][0]["note-changed"], true);
    assert_eq!(
        told["plan"][0]["fields"],
        json!([{ "name": "status", "base": "open", "head": "started" }])
    );
    assert_eq!(told["buy-in"][0]["head"], "supports");
    assert_eq!(told["prose"], true);

    // What the book hides is compared, and its text is not told.
    repo.edit(
        "book.toml",
        "model = \"tiny\"\n",
        "model = \"tiny\"\nhide = [\"notes\", \"evidence\", \"plan\", \"buy-in\"]\n",
    );
    let run = repo.run(&["HEAD", "--format", "json"]);
    let text = String::from_utf8(run.stdout).unwrap();
    for secret in ["Weekly", "Nightly", "example", "A folder", "supports"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let diff: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        report(&diff, "payments")["answers"][0]["note-changed"],
        true
    );
    assert_eq!(
        report(&diff, "payments")["evidence"]["removed"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_new_assessment_and_older_ones() {
    let repo = Repo::empty();
    let text = |date: &str, rating: &str| {
        format!("---\nmodel: tiny\ndate: {date}\nanswers:\n  PLAN: {rating}\n  TEST: no\n---\n")
    };
    repo.write(
        "content/teams/payments/index.md",
        "---\nteam: Payments\n---\n",
    );
    repo.write(
        "content/teams/payments/2026-01-05-tiny.md",
        &text("2026-01-05", "no"),
    );
    let repo = repo.commit("one");
    repo.write(
        "content/teams/payments/2026-06-05-tiny.md",
        &text("2026-06-05", "yes"),
    );
    let diff = repo.diff(&["HEAD"]);
    let told = report(&diff, "payments");
    assert_eq!(
        told["dates"],
        json!({ "base": "2026-01-05", "head": "2026-06-05" })
    );
    assert_eq!(told["level"]["steps"], 1);
    assert_eq!(team(&diff, "payments")["older"], 0);

    let repo = repo.commit("two");
    repo.edit(
        "content/teams/payments/2026-01-05-tiny.md",
        "PLAN: no",
        "PLAN: partly",
    );
    let diff = repo.diff(&["HEAD"]);
    assert_eq!(team(&diff, "payments")["older"], 1);
    assert_eq!(team(&diff, "payments")["reports"], json!([]));
}

#[test]
fn prose_alone_is_one_line() {
    let repo = Repo::new();
    repo.edit(TEAM, "Text.", "Other text.");
    let diff = repo.diff(&["HEAD"]);
    let told = report(&diff, "payments");
    assert_eq!(told["prose"], true);
    assert_eq!(told["answers"], json!([]));
    assert_eq!(diff["summary"]["same"], 1);
}

#[test]
fn stale_answers_and_those_that_will_be() {
    let repo = Repo::new();
    repo.edit(
        TEAM,
        "TEST.1: yes",
        "TEST.1: { rating: yes, on: 2024-02-10 }",
    );
    let diff = repo.diff(&["HEAD"]);
    assert_eq!(ids(&report(&diff, "payments")["stale"]), ["TEST.1"]);
    assert_eq!(diff["soon-stale"], json!([]));
    let diff = repo.diff(&["HEAD", "--date", "2027-04-20"]);
    assert_eq!(diff["soon-stale"][0]["on"], "2027-05-05");
}

#[test]
fn units_owners_and_other_facts_of_a_team() {
    let repo = Repo::new();
    repo.write(
        ".github/CODEOWNERS",
        "* @acme/all\ncontent/teams/pay* @acme/payments-leads\n",
    );
    let repo = repo.commit("owners");
    repo.edit(TEAM, "team: payments", "team: { name: payments, unit: [Retail, Checkout], owner: Engineering manager, target: { tiny: 3 } }");
    let diff = repo.diff(&["HEAD"]);
    let told = team(&diff, "payments");
    let fields: Vec<_> = told["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["name"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["unit", "owner", "target"]);
    assert_eq!(told["owners"], json!(["@acme/payments-leads"]));
    assert_eq!(told["page"], "teams/payments.html");
    assert_eq!(diff["units"].as_array().unwrap().len(), 2);
}
