use super::*;
use crate::assessment::{Team, TeamKind};

fn team(front: &str) -> Arc<Team> {
    let book = Book::new().file(
        "teams/pay-desk/index.md",
        &format!("---\n{front}\n---\nText.\n"),
    );
    let checked = book.gather();
    assert_eq!(checked.diagnostics, []);
    checked.value.teams[0].clone()
}

#[test]
fn a_team_in_full() {
    let found = team(
        "team:\n  name: Payments\n  unit: [Retail, Checkout]\n  owner: Manager\n  kind: vendor\n  product: Till\n  version: 1.10\n  target: { small: 2b }\n  formerly: [billing]\n  slug: pay\ntitle: Us\ndescription: Who we are.",
    );
    assert_eq!(
        (&*found.id, &*found.name, &*found.slug),
        ("pay-desk", "Payments", "pay")
    );
    assert_eq!(found.unit, ["Retail", "Checkout"]);
    assert_eq!(found.owner.as_deref(), Some("Manager"));
    let kind = TeamKind::Vendor {
        product: "Till".to_owned(),
        version: Some("1.10".to_owned()),
    };
    assert_eq!(found.kind, kind);
    assert_eq!(found.targets[0].model.as_deref(), Some("small"));
    assert_eq!(found.targets[0].level, "2b");
    assert_eq!(found.formerly, ["billing"]);
    assert_eq!(found.title.as_deref(), Some("Us"));
    assert_eq!(found.description.as_deref(), Some("Who we are."));
    assert_eq!(found.document.as_ref().unwrap().body_text(), "Text.\n");
}

#[test]
fn short_forms() {
    assert_eq!(team("team: Payments").name, "Payments");
    assert_eq!(team("team:").name, "Pay desk");
    assert_eq!(team("team: { unit: Retail }").unit, ["Retail"]);
    let found = team("team: { target: 3, formerly: billing }");
    assert_eq!(
        (found.targets[0].model.as_deref(), &*found.targets[0].level),
        (None, "3")
    );
    assert_eq!(found.formerly, ["billing"]);
}

#[test]
fn a_one_file_team_needs_no_team_key() {
    let roster = one_file("answers: { A: yes }").gather().value;
    assert_eq!(roster.teams[0].name, "Payments");
    assert!(roster.teams[0].document.is_none());
    assert_eq!(roster.assessments[0].team, "payments");
}

#[test]
fn a_one_file_team_may_wait_for_its_assessment() {
    let book = Book::new().file("teams/payments.md", "---\nteam: Till\n---\nText.\n");
    let checked = book.gather();
    assert_eq!(checked.diagnostics, []);
    assert_eq!(checked.value.teams[0].name, "Till");
    assert_eq!(
        checked.value.teams[0]
            .document
            .as_ref()
            .unwrap()
            .body_text(),
        "Text.\n"
    );
    assert!(checked.value.assessments.is_empty());
}

#[test]
fn mistakes_of_teams() {
    for (front, mistake) in [
        ("team: { nme: A }", "unknown-key \"nme\""),
        ("team: { kind: vender, product: A }", "bad-value \"vender\""),
        ("team: { kind: vendor }", "missing-key \"kind: vendor\""),
        ("team: { product: A }", "unknown-key \"product\""),
        ("team: { slug: Pay Desk }", "bad-slug \"Pay Desk\""),
        ("team: { formerly: ['?'] }", "bad-slug \"'?'\""),
        ("team: { target: 4 }", "unknown-target \"4\""),
        ("team: { target: { small: 2c } }", "unknown-target \"2c\""),
        ("team: { target: { smal: 2 } }", "unknown-model \"smal\""),
        ("team: [A]", "wrong-type \"[A]\""),
    ] {
        assert_eq!(mistakes(front), [mistake]);
    }
    assert_eq!(
        diagnostic("team: { slug: Pay Desk }").fix.unwrap().text,
        "pay-desk"
    );
}

#[test]
fn keys_in_the_wrong_file() {
    let book = Book::new()
        .file(
            "teams/a/index.md",
            "---\nteam: A\ndate: 2026-07-01\nanswers: { A: yes }\n---\n",
        )
        .file("teams/a/b.md", "---\nteam: A\ndate: 2026-07-01\n---\n");
    assert_eq!(
        book.mistakes(),
        [
            "b.md: unknown-key \"team\"",
            "index.md: unknown-key \"date\""
        ]
    );
    let found = Book::new().file("teams/a.md", "---\ntaem: A\n---\n");
    assert_eq!(found.mistakes(), ["a.md: unknown-key \"taem\""]);
    let found = Book::new().file("teams/a.md", "---\ntitle: A\n---\n");
    assert_eq!(found.mistakes(), ["a.md: missing-team \"title: A\""]);
}

#[test]
fn an_id_without_an_address_asks_for_a_slug() {
    let book = Book::new().file("teams/团队.md", "---\nteam: A\n---\n");
    assert_eq!(book.mistakes(), ["团队.md: bad-slug \"team: A\""]);
    assert!(crate::tree::is_slug(&book.gather().value.teams[0].slug));
    let book = Book::new().file("teams/团队.md", "---\nteam: { slug: a }\n---\n");
    assert_eq!(book.mistakes(), [""; 0]);
    let book = Book::new().file("teams/Zürich Hub.md", "---\nteam: A\n---\n");
    assert_eq!(book.gather().value.teams[0].slug, "zuerich-hub");
}
