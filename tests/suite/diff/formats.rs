//! One comparison in every format, held against what lies in `tests/data/diff`.
//! `UPDATE=1 cargo test --test suite diff::formats` writes it anew.

use std::fs;

use serde_json::Value;

use super::repo::{MODEL, Repo};
use crate::site_support::{levelbook, repository};

const FORMATS: [(&str, &str); 7] = [
    ("text", "text.txt"),
    ("markdown", "comment.md"),
    ("summary", "summary.md"),
    ("github", "annotations.txt"),
    ("gitlab", "quality.json"),
    ("json", "diff.json"),
    ("html", "report.html"),
];

/// A pull request with something of everything: a team that falls without a word, one that rises
/// without evidence, one that the model takes a level, a new one, one that is gone, a stricter model.
fn pull_request() -> Repo {
    let repo = Repo::empty();
    repo.edit(
        "book.toml",
        "[maturity]",
        "[output.html]\nsite-url = \"https://acme.example/ratings/\"\ngit-repository-url = \"https://github.com/acme/ratings\"\n[review]\nfail-on = [\"invalid\", \"unexplained-drop\"]\naccept = [{ team = \"billing\", kpa = \"PLAN\", reason = \"The tool is being replaced.\", until = 2026-12-31 }]\n[maturity]",
    );
    repo.write(
        "CODEOWNERS",
        "/content/teams/ @acme/leads\n/content/models/ @acme/model-board\n",
    );
    repo.team("payments", "  PLAN.1: { rating: yes, evidence: [https://wiki.acme.example/plan] }\n  PLAN.2: yes\n  TEST: no\n");
    repo.team("search", "  PLAN: yes\n  TEST.1: yes\n  TEST.2: partly\n");
    repo.team("billing", "  PLAN: yes\n  TEST: no\n");
    repo.team("archive", "  PLAN: no\n");
    repo.team("shop", "  PLAN: yes\n  TEST: yes\n");
    let repo = repo.commit("before");
    repo.edit("content/teams/payments.md", "PLAN.2: yes", "PLAN.2: partly");
    repo.edit(
        "content/teams/payments.md",
        ", evidence: [https://wiki.acme.example/plan]",
        "",
    );
    repo.edit("content/teams/search.md", "TEST.2: partly", "TEST.2: yes");
    repo.edit("content/teams/billing.md", "PLAN: yes", "PLAN: partly");
    repo.remove("content/teams/archive.md");
    repo.team("fraud", "  PLAN: largely\n");
    let goal = "      - { id: TEST.3, statement: Tests are fast. }\n---\n";
    let model = MODEL.replacen("\"1.0\"", "\"1.1\"", 1);
    let model = format!("{}{goal}", model.strip_suffix("---\n").unwrap());
    repo.write("content/models/tiny.md", &model);
    repo.edit(
        "content/teams/shop.md",
        "  TEST: yes\n",
        "  TEST.1: yes\n  TEST.2: yes\n",
    );
    repo.commit("after")
}

#[test]
fn every_format_says_what_is_expected() {
    let repo = pull_request();
    let folder = repository().join("tests/data/diff");
    let update = std::env::var_os("UPDATE").is_some();
    let mut differing = Vec::new();
    for (format, file) in FORMATS {
        let args = ["HEAD~1", "HEAD", "--format", format];
        let run = repo.run(&args);
        assert_eq!(run.code, Some(1), "{format}: {}", run.stderr);
        assert_eq!(
            repo.run(&args).stdout,
            run.stdout,
            "{format} is another one the second time"
        );
        let path = folder.join(file);
        if update {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &run.stdout).unwrap();
        } else if fs::read(&path).ok() != Some(run.stdout) {
            differing.push(file);
        }
    }
    assert!(
        differing.is_empty(),
        "{differing:?} differ from tests/data/diff: UPDATE=1 cargo test --test suite diff::formats"
    );
}

#[test]
fn the_record_follows_its_schema() {
    let repo = pull_request();
    let schema = levelbook(repo.path(), &["schema", "diff"]).fine();
    let schema: Value = serde_json::from_slice(&schema.stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let record = repo.diff(&["HEAD~1", "HEAD"]);
    let wrong: Vec<_> = validator
        .iter_errors(&record)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    // That the schema refuses anything at all.
    for (path, value) in [
        ("/teams/0/change", Value::from("gone")),
        ("/summary/up", Value::from("one")),
        ("/gates/0/id", Value::from("drop")),
    ] {
        let mut record = record.clone();
        *record.pointer_mut(path).unwrap() = value;
        assert!(!validator.is_valid(&record), "{path}");
    }
    let mut record = record;
    record["more"] = Value::Null;
    assert!(!validator.is_valid(&record));
}

#[test]
fn what_is_saved_is_rendered_the_same_by_the_trusted_half() {
    let repo = pull_request();
    let saved = repo.path().join("../diff.json");
    let saved = repo.path().join(saved.file_name().unwrap());
    let saved = saved.to_str().unwrap();
    let run = repo.run(&["HEAD~1", "HEAD", "--format", "json", "--output", saved]);
    assert_eq!(
        (run.code, run.stdout.is_empty()),
        (Some(1), true),
        "{}",
        run.stderr
    );
    let comment = levelbook(
        repo.path(),
        &[
            "comment",
            "--from",
            saved,
            "--repository-url",
            "https://github.com/acme/ratings",
            "--site-url",
            "https://acme.example/ratings/",
        ],
    )
    .fine();
    let direct = repo.run(&["HEAD~1", "HEAD", "--format", "markdown"]);
    assert_eq!(
        String::from_utf8_lossy(&comment.stdout),
        String::from_utf8_lossy(&direct.stdout)
    );
}
