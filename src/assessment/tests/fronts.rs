use jiff::civil::date;

use super::*;
use crate::assessment::Method;

fn in_folder(name: &str, text: &str) -> Book {
    Book::new().file(&format!("teams/payments/{name}"), text)
}

#[test]
fn all_keys_in_any_order() {
    let keys = [
        "date: 2026-07-01",
        "model: small@2.0",
        "assessor: Quality manager",
        "method: peer",
        "profile: vendor",
        "target: 2",
        "title: Summer",
        "description: All of it.",
        "answers: { A: yes }",
        "appraisal: { method: Own, team: [Lead, Second], from: 2026-06-01, statement: self-declared }",
        "cost: { tools: { first: 10, note: Quote } }",
    ];
    let mut reversed = keys;
    reversed.reverse();
    let read = |keys: &[&str]| {
        let text = format!("---\n{}\n---\n", keys.join("\n"));
        let checked = in_folder("a.md", &text).gather();
        assert_eq!(checked.diagnostics, []);
        checked.value.assessments[0].clone()
    };
    for found in [read(&keys), read(&reversed)] {
        assert_eq!(found.team, "payments");
        assert_eq!(found.date, date(2026, 7, 1));
        assert_eq!(found.assessor.as_deref(), Some("Quality manager"));
        assert_eq!(found.method, Some(Method::Peer));
        assert_eq!(found.profile, Some(0));
        assert_eq!(found.target, found.model.target("2"));
        assert_eq!(found.title.as_deref(), Some("Summer"));
        assert_eq!(found.description.as_deref(), Some("All of it."));
        let appraisal: Vec<_> = found.appraisal.iter().map(|(k, v)| (&**k, &**v)).collect();
        assert_eq!(
            appraisal,
            [
                ("method", "Own"),
                ("team", "Lead, Second"),
                ("from", "2026-06-01"),
                ("statement", "self-declared")
            ]
        );
    }
}

#[test]
fn mistakes_of_keys() {
    for (front, mistake) in [
        ("anwers: { A: yes }\nmethod: self", "unknown-key \"anwers\""),
        ("method: auto", "bad-value \"auto\""),
        ("model: smal", "unknown-model \"smal\""),
        ("model: small@1.0", "unknown-model \"small@1.0\""),
        ("profile: seller", "unknown-profile \"seller\""),
        ("target: 4", "unknown-target \"4\""),
        ("cost: much", "wrong-type \"much\""),
        ("appraisal: { form: 2026-01-01 }", "unknown-key \"form\""),
    ] {
        assert_eq!(mistakes(front), [mistake]);
    }
    assert_eq!(diagnostic("model: smal").fix.unwrap().text, "small");
    assert_eq!(diagnostic("model: small@1.0").help, ["it has `small@2.0`"]);
    let help = diagnostic("target: 2c").help;
    assert!(
        help.contains(&"its levels are `1`, `2`, `2a`, `2b`, `3`".to_owned()),
        "{help:?}"
    );
}

#[test]
fn an_unreadable_model_is_not_reported_again() {
    let mut book = one_file("model: broken\nanswers: { A: yes }");
    book.registry.unreadable.push("broken".to_owned());
    assert_eq!(book.mistakes(), [""; 0]);
}

#[test]
fn without_a_default_the_model_is_asked_for() {
    let mut book = one_file("answers: { A: yes }");
    book.default_model = None;
    assert_eq!(book.mistakes().len(), 1);
    assert_eq!(book.gather().diagnostics[0].code.id(), "missing-key");
}

#[test]
fn the_date_is_needed_and_checked() {
    let book = in_folder("a.md", "---\nanswers: { A: maybe }\n---\n");
    // Everything is reported at once, date or not.
    assert_eq!(
        book.mistakes(),
        [
            "a.md: missing-key \"answers\"",
            "a.md: unknown-rating \"maybe\""
        ]
    );
    let book = in_folder("a.md", "---\ndate: 1.7.2026\n---\n");
    assert_eq!(book.mistakes(), ["a.md: bad-date \"1.7.2026\""]);
    assert!(book.gather().value.assessments.is_empty());
}

#[test]
fn the_date_in_the_name_is_compared() {
    let text = "---\ndate: 2026-07-01\n---\n";
    assert_eq!(
        in_folder("2026-07-02-small.md", text).mistakes(),
        ["2026-07-02-small.md: date-mismatch \"2026-07-01\""]
    );
    for name in [
        "2026-07-01-small.md",
        "2026-07-1.md",
        "2026-13-01.md",
        "july.md",
    ] {
        assert_eq!(in_folder(name, text).mistakes(), [""; 0], "{name}");
    }
}

#[test]
fn by_the_clock_one_day_ahead_is_today() {
    let mut book = in_folder("a.md", "---\ndate: 2026-07-03\n---\n");
    book.today = date(2026, 7, 2);
    assert_eq!(book.mistakes(), [""; 0]);
    assert_eq!(book.gather().value.assessments.len(), 1);
    book.today = date(2026, 7, 1);
    assert_eq!(book.mistakes(), ["a.md: future-date \"2026-07-03\""]);
    assert_eq!(book.gather().value.assessments.len(), 0);
}

#[test]
fn by_an_explicit_date_later_assessments_do_not_exist() {
    let mut book = in_folder(
        "a.md",
        "---\ndate: 2026-07-03\nanswers: { Z: maybe }\n---\n",
    )
    .file("teams/payments/b.md", "---\ndate: 2026-07-02\n---\n")
    .file(
        "teams/search.md",
        "---\nteam: Search\ndate: 2026-08-02\n---\n",
    );
    book.today = date(2026, 7, 2);
    book.clock = false;
    assert_eq!(book.mistakes(), ["later-left-out"]);
    let checked = book.gather();
    assert_eq!(
        checked.diagnostics[0].message,
        "2 assessments dated after `2026-07-02` are left out"
    );
    assert_eq!(checked.value.left_out, 2);
    assert_eq!(checked.value.assessments.len(), 1);
    assert_eq!(checked.value.teams.len(), 2);
}

#[test]
fn files_without_front_matter() {
    assert_eq!(
        in_folder("a.md", "# Notes\r\nText.\n").mistakes(),
        ["a.md: missing-front-matter \"# Notes\""]
    );
    assert_eq!(
        in_folder("a.md", "----\nText.\n").mistakes(),
        ["a.md: missing-front-matter \"----\""]
    );
    assert_eq!(in_folder("index.md", "Text.\n").mistakes(), [""; 0]);
    let book = Book::new().file("teams/payments.md", "Text.\n");
    assert_eq!(book.mistakes(), ["payments.md: missing-team \"Text.\""]);
    for text in ["---\n---\n", "---\n# nothing\n---\n"] {
        let book = Book::new().file("teams/payments.md", text);
        let found = book.gather().diagnostics;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code.id(), "missing-team");
    }
}

#[test]
fn front_matter_that_could_not_be_read_is_reported_once() {
    let text = "---\nanswers: { A: yes\n---\n";
    for path in [
        "teams/payments.md",
        "teams/payments/a.md",
        "teams/payments/index.md",
    ] {
        let found = Book::new().file(path, text).gather().diagnostics;
        assert_eq!(found.len(), 1, "{found:#?}");
    }
}

#[test]
fn sections_are_bound_to_kpas_by_present_and_former_ids() {
    let text =
        "---\ndate: 2026-07-01\n---\nGeneral.\n\n## Was {#X}\n\nText.\n\n## Other {#other}\n";
    let roster = in_folder("a.md", text).gather().value;
    let narrative = &roster.assessments[0].narrative;
    assert_eq!(narrative.bound.len(), 1);
    assert_eq!(narrative.bound[0].0, "C");
    assert_eq!(narrative.general.len(), 2);
}
