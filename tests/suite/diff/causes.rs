//! Whose doing it is: the answers' or the model's.

use serde_json::json;

use super::repo::{MODEL, Repo, ids, report};

const TEAM: &str = "content/teams/payments.md";

#[test]
fn answers_alone() {
    let repo = Repo::new();
    repo.edit(TEAM, "TEST.2: partly", "TEST.2: yes");
    let diff = repo.diff(&["HEAD"]);
    let told = report(&diff, "payments");
    assert_eq!(
        told["level"],
        json!({
            "base": "2", "head": "3", "base-name": "Managed", "head-name": "Defined",
            "steps": 1, "due-to-answers": 1, "due-to-model": 0, "decided-by": ["TEST"],
        })
    );
    assert_eq!(ids(&told["gaps"]["closed"]), ["TEST.2"]);
    assert_eq!(told["kpas"][0]["head"], "satisfied");
    assert_eq!(told["kpas"][0]["by-model"], false);
    assert_eq!(told["answers"][0]["direction"], "up");
    assert_eq!(told["answers"][0]["line"], 8);
    assert_eq!(diff["summary"]["up"], 1);
    assert_eq!(diff["models"], json!([]));
    assert_eq!(diff["summary"]["model-changed"], false);
}

#[test]
fn the_model_alone() {
    let repo = Repo::new();
    repo.team("search", "  PLAN: yes\n  TEST: no\n");
    repo.team("billing", "  PLAN: no\n  TEST: no\n");
    let repo = repo.commit("teams");
    let goal = "      - { id: PLAN.3, statement: Plans are public. }\n";
    let model = MODEL
        .replace("  - id: TEST\n", &format!("{goal}  - id: TEST\n"))
        .replace("\"1.0\"", "\"1.1\"");
    repo.write("content/models/tiny.md", &model);
    let diff = repo.diff(&["HEAD"]);
    // `PLAN: yes` answers the new goal, and `PLAN: no` leaves the level where it is.
    assert_eq!(diff["teams"], json!([]));
    assert_eq!(diff["models"][0]["base"], "1.0");
    assert_eq!(diff["models"][0]["head"], "1.1");
    assert_eq!(diff["models"][0]["teams"], 3);
    let item = &diff["models"][0]["items"][0];
    assert_eq!(
        (&item["id"], &item["change"]),
        (&json!("PLAN.3"), &json!("added"))
    );
    assert_eq!(item["gaps"], 1);
    assert_eq!(diff["summary"]["gaps-by-model"], 1);

    // Asked at level 2, testing takes the level away, and nobody has touched an answer.
    let strict = MODEL.replace(
        "name: Testing\n    level: \"3\"",
        "name: Testing\n    level: \"2\"",
    );
    let strict = strict.replace(
        "kpas:\n",
        "kpas:\n  - { id: SHIP, name: Shipping, level: \"3\", goals: [{ id: SHIP.1, statement: Work ships. }] }\n",
    );
    repo.write("content/models/tiny.md", &strict);
    let diff = repo.diff(&["HEAD"]);
    let told = report(&diff, "payments");
    assert_eq!(told["level"]["steps"], -1);
    assert_eq!(told["level"]["due-to-answers"], 0);
    assert_eq!(told["level"]["due-to-model"], -1);
    assert_eq!(told["answers"], json!([]));
    assert_eq!(diff["models"][0]["level-changed"], 2);
    assert_eq!(diff["summary"]["down"], 2);
}

#[test]
fn both_at_once_may_cancel_out() {
    let repo = Repo::new();
    repo.edit(TEAM, "TEST.2: partly", "TEST.2: yes");
    let goal = "      - { id: TEST.3, statement: Tests are fast. }\n---\n";
    repo.write(
        "content/models/tiny.md",
        MODEL
            .replace("---\n", "\u{0}")
            .replacen('\u{0}', "---\n", 1)
            .replace('\u{0}', goal)
            .as_str(),
    );
    let diff = repo.diff(&["HEAD"]);
    let told = report(&diff, "payments");
    // With the old answers the new goal changes nothing; it is the new ones that it keeps from level 3.
    assert_eq!(told["level"]["base"], "2");
    assert_eq!(told["level"]["head"], "2");
    assert_eq!(ids(&told["gaps"]["opened"]), ["TEST.3"]);
    assert_eq!(ids(&told["gaps"]["closed"]), ["TEST.2"]);

    // Planning is not asked any more, and is not kept up any more.
    let repo = Repo::new();
    repo.edit(TEAM, "PLAN: yes", "PLAN: no");
    let lax = MODEL.replace(
        "name: Planning\n    level: \"2\"",
        "name: Planning\n    level: \"3\"",
    );
    let lax = lax.replace(
        "kpas:\n",
        "kpas:\n  - { id: SHIP, name: Shipping, level: \"2\", not-applicable: allowed, goals: [{ id: SHIP.1, statement: Work ships. }] }\n",
    );
    repo.write("content/models/tiny.md", &lax);
    repo.edit(TEAM, "answers:\n", "answers:\n  SHIP.1: yes\n");
    let diff = repo.diff(&["HEAD"]);
    let level = &report(&diff, "payments")["level"];
    assert_eq!(
        (
            &level["steps"],
            &level["due-to-answers"],
            &level["due-to-model"]
        ),
        (&json!(0), &json!(1), &json!(-1))
    );
}

#[test]
fn settings_count_as_the_model() {
    let repo = Repo::new();
    repo.edit(
        "book.toml",
        "model = \"tiny\"\n",
        "model = \"tiny\"\nmax-age-days = 30\nstale = \"expire\"\n",
    );
    let diff = repo.diff(&["HEAD"]);
    let names: Vec<_> = diff["settings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["max-age-days", "stale"]);
    let level = &report(&diff, "payments")["level"];
    assert_eq!(level["steps"], -1);
    assert_eq!(level["due-to-model"], -1);
    assert_eq!(level["due-to-answers"], 0);
}

#[test]
fn ids_are_followed_through_formerly() {
    let repo = Repo::new();
    let renamed = MODEL
        .replace("{ id: TEST.2,", "{ id: TEST.9, formerly: [TEST.2],")
        .replace("id: PLAN\n", "id: PLN\n    formerly: [PLAN]\n");
    repo.write("content/models/tiny.md", &renamed);
    repo.edit(TEAM, "TEST.2: partly", "TEST.9: partly");
    let diff = repo.diff(&["HEAD"]);
    let told = report(&diff, "payments");
    assert_eq!(told["answers"], json!([]));
    assert_eq!(told["gaps"], json!({ "opened": [], "closed": [] }));
    assert_eq!(told["level"]["steps"], 0);
    let items = &diff["models"][0]["items"];
    assert_eq!(items[0]["field"], "id");
    assert_eq!(
        (&items[0]["base"], &items[0]["head"]),
        (&json!("PLAN"), &json!("PLN"))
    );
}
