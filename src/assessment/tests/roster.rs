use super::*;

const DATED: &str = "---\ndate: 2026-07-01\n---\n";

fn team(slug: &str) -> String {
    format!("---\nteam: {{ name: A, slug: {slug} }}\n---\n")
}

#[test]
fn teams_and_assessments_are_sorted() {
    let book = Book::new()
        .file("teams/b/2.md", "---\ndate: 2025-01-01\n---\n")
        .file("teams/b/1.md", DATED)
        .file("teams/a.md", DATED)
        .file("teams/c/index.md", "---\nteam: Sea\n---\n")
        .file("teams/index.md", "Teams.\n");
    let roster = book.gather().value;
    let teams: Vec<_> = roster.teams.iter().map(|t| (&*t.id, &*t.name)).collect();
    assert_eq!(teams, [("a", "A"), ("b", "B"), ("c", "Sea")]);
    let dates: Vec<_> = roster
        .assessments
        .iter()
        .map(|a| format!("{} {}", a.team, a.date))
        .collect();
    assert_eq!(dates, ["a 2026-07-01", "b 2025-01-01", "b 2026-07-01"]);
    assert_eq!(roster.teams[1].file.as_str(), "content/teams/b/1.md");
}

#[test]
fn a_team_is_a_file_or_a_folder() {
    let one = Book::new().file("teams/a.md", DATED);
    assert_eq!(one.mistakes(), [""; 0]);
    for other in ["teams/a/index.md", "teams/a/evidence/paper.md"] {
        let book = Book::new().file("teams/a.md", DATED).file(other, "Text.\n");
        let found = book.gather();
        assert_eq!(found.diagnostics.len(), 1);
        assert_eq!(found.diagnostics[0].code.id(), "duplicate-team");
        assert_eq!(
            found.diagnostics[0].related[0].place.file.as_str(),
            format!("content/{other}")
        );
        assert_eq!(found.value.teams.len(), 1);
    }
    let near = Book::new()
        .file("teams/a.md", DATED)
        .file("teams/a-b/1.md", DATED);
    assert_eq!(near.mistakes(), [""; 0]);
}

#[test]
fn one_assessment_per_team_model_and_date() {
    let book = Book::new()
        .file("teams/a/1.md", DATED)
        .file("teams/a/2.md", DATED)
        .file("teams/b/1.md", DATED);
    assert_eq!(book.mistakes(), ["2.md: same-date \"2026-07-01\""]);
    let found = book.gather();
    let message = &found.diagnostics[0].message;
    assert!(message.contains("content/teams/a/1.md") && message.contains("content/teams/a/2.md"));
    assert_eq!(found.value.assessments.len(), 2);
    assert_eq!(found.value.assessments[0].file().file_name(), "1.md");
}

#[test]
fn unknown_ids_are_warnings_in_older_assessments() {
    let answers = "answers: { Z: yes, A: no }\nplan: { Y: { status: open } }\ntarget: 9";
    let book = Book::new()
        .file(
            "teams/a/1.md",
            &format!("---\ndate: 2025-07-01\n{answers}\n---\n"),
        )
        .file(
            "teams/a/2.md",
            &format!("---\ndate: 2026-07-01\n{answers}\n---\n"),
        );
    assert_eq!(
        book.mistakes(),
        [
            "1.md: old-id \"Z\"",
            "1.md: old-id \"Y\"",
            "1.md: old-id \"9\"",
            "2.md: unknown-answer \"Z\"",
            "2.md: unknown-kpa \"Y\"",
            "2.md: unknown-target \"9\"",
        ]
    );
    let found = book.gather();
    assert!(!found.diagnostics[0].is_error() && found.diagnostics[3].is_error());
    assert_eq!(ratings(&found.value.assessments[0]).len(), 2);
}

#[test]
fn addresses_are_unique() {
    let book = Book::new()
        .file("teams/a.md", &team("pay"))
        .file("teams/b.md", &team("pay"))
        .file("teams/pay-2.md", DATED);
    assert_eq!(book.mistakes().len(), 1, "{:?}", book.mistakes());
    let found = book.gather();
    assert_eq!(found.diagnostics[0].code.id(), "duplicate-address");
    let mut slugs: Vec<_> = found.value.teams.iter().map(|t| t.slug.clone()).collect();
    slugs.sort();
    slugs.dedup();
    assert_eq!(slugs.len(), 3);
    let case = Book::new()
        .file("teams/Pay/1.md", DATED)
        .file("teams/pay/1.md", DATED);
    assert_eq!(case.mistakes(), ["1.md: duplicate-address \"\""]);
    let case = Book::new()
        .file("teams/Pay.md", &team("one"))
        .file("teams/pay/1.md", DATED);
    assert_eq!(case.mistakes(), ["1.md: duplicate-address \"\""]);
}

#[test]
fn former_ids_lead_to_one_team() {
    let formerly = |ids: &str| format!("---\nteam: {{ formerly: [{ids}] }}\n---\n");
    let book = Book::new()
        .file("teams/a.md", &formerly("b, x, A"))
        .file("teams/b.md", DATED)
        .file("teams/c.md", &formerly("x, y"));
    assert_eq!(
        book.mistakes(),
        [
            "a.md: duplicate-address \"b\"",
            "c.md: duplicate-address \"x\""
        ]
    );
    let roster = book.gather().value;
    assert_eq!(roster.teams[0].formerly, ["x", "A"]);
    assert_eq!(roster.teams[2].formerly, ["y"]);
}
