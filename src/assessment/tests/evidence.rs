use super::*;
use crate::assessment::{EvidenceTarget, Looks, looks};

const FILES: [&str; 3] = [
    "teams/payments/evidence/branch-policy.md",
    "policies/review.md",
    "policies/escalation.md",
];

fn book(evidence: &str) -> Book {
    let text = format!(
        "---\ndate: 2026-07-01\nanswers: {{ A: {{ rating: yes, evidence: {evidence} }} }}\n---\n"
    );
    FILES.iter().fold(
        Book::new().file("teams/payments/first.md", &text),
        |book, path| book.file(path, "Text.\n"),
    )
}

/// What the evidences mean, and what is wrong with them.
fn found(evidence: &str) -> (Vec<String>, Vec<String>) {
    let book = book(evidence);
    let roster = book.gather().value;
    let list = &roster.assessments[0].answers[0].evidence;
    let targets = list.iter().map(|one| match &one.target {
        EvidenceTarget::Link(link) => format!("link {link}"),
        EvidenceTarget::Text(text) => format!("text {text}"),
        EvidenceTarget::File(file) => match &file.fragment {
            Some(fragment) => format!("file {} {fragment}", file.path),
            None => format!("file {}", file.path),
        },
    });
    (targets.collect(), book.mistakes())
}

#[test]
fn looks_decide() {
    for (text, expected) in [
        ("https://example.org/a b", Looks::Text),
        ("https://example.org/a", Looks::Link),
        ("HTTP://example.org", Looks::Link),
        ("mailto:qa@example.org", Looks::Link),
        ("tel:+41", Looks::Link),
        ("javascript:alert(1)", Looks::UnsafeLink),
        ("data:text/html,x", Looks::UnsafeLink),
        ("./a b.md", Looks::File),
        ("../a.md", Looks::File),
        ("/a.md", Looks::File),
        ("a/b.md", Looks::File),
        ("a.md", Looks::Text),
        ("and / or", Looks::Text),
        ("Minutes: approved", Looks::Text),
        ("10:30", Looks::Text),
        ("See:", Looks::Text),
    ] {
        assert_eq!(looks(text), expected, "{text}");
    }
}

#[test]
fn links_files_and_texts() {
    let (targets, mistakes) = found(
        "[https://example.org/log, ./evidence/branch-policy.md, 'evidence/branch-policy.md#rules', /policies/review.md, ../../policies/review.md, Signed paper]",
    );
    assert_eq!(mistakes, [""; 0]);
    assert_eq!(
        targets,
        [
            "link https://example.org/log",
            "file content/teams/payments/evidence/branch-policy.md",
            "file content/teams/payments/evidence/branch-policy.md rules",
            "file content/policies/review.md",
            "file content/policies/review.md",
            "text Signed paper",
        ]
    );
}

#[test]
fn one_evidence_needs_no_list_and_may_be_a_map() {
    let (targets, mistakes) = found("Signed paper");
    assert_eq!(
        (targets, mistakes),
        (vec!["text Signed paper".to_owned()], vec![])
    );
    let book = book(
        "{ file: /policies/review.md, title: Review policy, on: 2026-04-01, by: Quality manager }",
    );
    let checked = book.gather();
    assert_eq!(checked.diagnostics, []);
    let evidence = &checked.value.assessments[0].answers[0].evidence[0];
    assert_eq!(evidence.title(), Some("Review policy"));
    assert_eq!(evidence.by(), Some("Quality manager"));
    assert_eq!(evidence.on().unwrap().to_string(), "2026-04-01");
    assert_eq!(found("{ text: and/or }").0, ["text and/or"]);
}

#[test]
fn mistakes_of_evidence() {
    for (evidence, target, mistake) in [
        (
            "'javascript:alert(1)'",
            "text javascript:alert(1)",
            "unsafe-link \"'javascript:alert(1)'\"",
        ),
        (
            "{ link: 'data:x' }",
            "text data:x",
            "unsafe-link \"'data:x'\"",
        ),
        (
            "{ link: example.org }",
            "text example.org",
            "bad-value \"example.org\"",
        ),
        ("./no.md", "text ./no.md", "missing-evidence \"./no.md\""),
        (
            "/../book.toml",
            "text /../book.toml",
            "missing-evidence \"/../book.toml\"",
        ),
        (
            "../../../book.toml",
            "text ../../../book.toml",
            "missing-evidence \"../../../book.toml\"",
        ),
        ("and/or", "text and/or", "missing-evidence \"and/or\""),
        (
            "{ file: review.md }",
            "text review.md",
            "missing-evidence \"review.md\"",
        ),
        (
            "{ text: a, link: 'https://b.org' }",
            "link https://b.org",
            "bad-value \"text\"",
        ),
    ] {
        let mistake = format!("first.md: {mistake}");
        assert_eq!(found(evidence), (vec![target.to_owned()], vec![mistake]));
    }
    for (evidence, mistake) in [
        ("[[a]]", "wrong-type \"[a]\""),
        ("{ title: a }", "missing-key \"{ title: a }\""),
        ("{ txt: a }", "unknown-key \"txt\""),
    ] {
        let (targets, mistakes) = found(evidence);
        assert_eq!(targets, [""; 0]);
        assert_eq!(mistakes, [format!("first.md: {mistake}")]);
    }
}

#[test]
fn the_nearest_file_is_named() {
    let help = |evidence: &str| {
        let found = book(evidence).gather().diagnostics;
        assert_eq!(found.len(), 1);
        found[0].help.clone()
    };
    assert_eq!(help("./review.md"), ["did you mean `/policies/review.md`?"]);
    assert_eq!(
        help("/policies/reviews.md"),
        ["did you mean `/policies/review.md`?"]
    );
    assert_eq!(
        help("./evidence/branchpolicy.md"),
        ["did you mean `./evidence/branch-policy.md`?"]
    );
    assert_eq!(
        help("example.org/log"),
        ["an address needs its scheme: `https://example.org/log`"]
    );
    assert_eq!(
        help("and/or"),
        ["if it is no file of the book, write `{ text: \"and/or\" }`"]
    );
}
