//! What can be compared.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::repo::{Repo, ids, report, team};
use crate::git_support::git;
use crate::site_support::{levelbook, repository};

const TEAM: &str = "content/teams/payments.md";

fn rise(repo: &Repo) {
    repo.edit(TEAM, "TEST.2: partly", "TEST.2: yes");
}

#[test]
fn revisions_on_both_sides() {
    let repo = Repo::new();
    rise(&repo);
    let repo = repo.commit("a rise");
    repo.remove(TEAM);
    let diff = repo.diff(&["HEAD~1", "HEAD"]);
    assert_eq!(report(&diff, "payments")["level"]["steps"], 1);
    assert_eq!(diff["base"]["kind"], "revision");
    assert_eq!(diff["head"]["rev"].as_str().unwrap().len(), 40);
    let back = repo.diff(&["HEAD", "HEAD~1"]);
    assert_eq!(report(&back, "payments")["level"]["steps"], -1);
    let gone = repo.diff(&["HEAD"]);
    assert_eq!(team(&gone, "payments")["change"], "removed");
    assert_eq!(gone["head"]["rev"], json!(null));
    assert_eq!(gone["summary"]["teams-removed"], 1);
}

#[test]
fn folders_and_saved_exports() {
    let repo = Repo::new();
    let other = TempDir::new().unwrap();
    let saved = other.path().join("export.json");
    let saved = saved.to_str().unwrap();
    levelbook(
        repo.path(),
        &["export", "--date", "2026-07-01", "--output", saved],
    )
    .fine();
    let copy = other.path().join("copy");
    fs::create_dir_all(copy.join("content/teams")).unwrap();
    fs::create_dir_all(copy.join("content/models")).unwrap();
    for file in ["book.toml", TEAM, "content/models/tiny.md"] {
        fs::copy(repo.path().join(file), copy.join(file)).unwrap();
    }
    for base in [saved, copy.to_str().unwrap()] {
        assert_eq!(repo.diff(&[base])["teams"], json!([]), "{base}");
    }
    rise(&repo);
    for (base, kind) in [(saved, "export"), (copy.to_str().unwrap(), "folder")] {
        let diff = repo.diff(&[base]);
        assert_eq!(diff["base"]["kind"], kind);
        let told = report(&diff, "payments");
        assert_eq!(told["level"]["steps"], 1);
        assert_eq!(told["level"]["due-to-model"], 0);
        assert_eq!(ids(&told["answers"]), ["TEST.2"]);
        assert_eq!(told["prose"], false);
    }
    fs::write(other.path().join("export.json"), "{}").unwrap();
    repo.refuses(&[saved], "no export of Levelbook");
}

#[test]
fn since_a_day() {
    let repo = Repo::new();
    rise(&repo);
    repo.commit_at("2026-06-20T00:30:00Z", "a rise");
    assert_eq!(
        report(&repo.diff(&["--since", "2026-06-20"]), "payments")["level"]["steps"],
        1
    );
    assert_eq!(repo.diff(&["--since", "2026-06-21"])["teams"], json!([]));
    repo.refuses(&["--since", "2020-01-01"], "no commit before 2020-01-01");
}

#[test]
fn a_merge_and_its_first_parent() {
    let repo = Repo::new();
    repo.git(&["checkout", "-q", "-b", "topic"]);
    rise(&repo);
    repo.commit_at("2026-06-02T12:00:00Z", "a rise");
    repo.git(&["checkout", "-q", "main"]);
    repo.team("search", "  PLAN: yes\n");
    repo.commit_at("2026-06-03T12:00:00Z", "another team");
    repo.git(&["merge", "-q", "--no-ff", "-m", "merge", "topic"]);
    let diff = repo.diff(&["HEAD^1", "HEAD"]);
    assert_eq!(ids(&diff["teams"]), ["payments"]);
}

#[test]
fn ranges_are_those_of_git() {
    let repo = Repo::new();
    repo.git(&["checkout", "-q", "-b", "topic"]);
    rise(&repo);
    repo.commit_at("2026-06-02T12:00:00Z", "a rise");
    repo.git(&["checkout", "-q", "main"]);
    repo.team("search", "  PLAN: yes\n");
    repo.commit_at("2026-06-03T12:00:00Z", "another team");
    assert_eq!(
        ids(&repo.diff(&["main..topic"])["teams"]),
        ["payments", "search"]
    );
    assert_eq!(ids(&repo.diff(&["main...topic"])["teams"]), ["payments"]);
    repo.git(&["checkout", "-q", "topic"]);
    repo.team("shop", "  PLAN: yes\n");
    assert_eq!(ids(&repo.diff(&["main..."])["teams"]), ["payments", "shop"]);
    repo.git(&["checkout", "-q", "--orphan", "alone"]);
    repo.commit_at("2026-06-04T12:00:00Z", "a book of its own");
    repo.refuses(&["main..."], "no commit in common");
}

#[test]
fn shallow_unborn_and_no_repository() {
    let repo = Repo::new();
    rise(&repo);
    let repo = repo.commit("a rise");
    let other = TempDir::new().unwrap();
    let url = format!("file://{}", repo.path().display());
    assert!(git(
        other.path(),
        &["clone", "-q", "--depth", "1", &url, "copy"]
    ));
    let copy = other.path().join("copy");
    let run = levelbook(&copy, &["diff", "HEAD^1"]);
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.contains("fetch-depth"), "{}", run.stderr);
    let unborn = Repo::empty();
    let run = unborn.run(&["HEAD"]);
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.contains("no commit"), "{}", run.stderr);
    let run = levelbook(&repository().join("tests/golden/staged"), &["diff", "-x"]);
    assert_eq!(run.code, Some(2));
    let nowhere = TempDir::new().unwrap();
    fs::write(nowhere.path().join("book.toml"), "").unwrap();
    let run = levelbook(nowhere.path(), &["diff", "main"]);
    assert_eq!(run.code, Some(3), "{}", run.stderr);
}

#[test]
fn a_base_that_is_broken_or_no_book_yet() {
    let repo = Repo::new();
    repo.edit(TEAM, "answers:\n", "answers: [\n");
    let repo = repo.commit("broken");
    repo.edit(TEAM, "answers: [\n", "answers:\n");
    let diff = repo.diff(&["HEAD"]);
    assert!(diff["base"]["errors"].as_u64() > Some(0));
    assert_eq!(diff["head"]["errors"], 0);
    assert_eq!(diff["exit-code"], 0);

    let repo = Repo::new();
    repo.git(&["rm", "-q", "book.toml"]);
    let repo = repo.commit("no book");
    repo.write("book.toml", "[maturity]\nmodel = \"tiny\"\n");
    let diff = repo.diff(&["HEAD"]);
    assert!(diff["base"]["errors"].as_u64() > Some(0));
    assert_eq!(report_or_none(&diff), None);
    assert_eq!(diff["settings"][0]["name"], "model");
}

fn report_or_none(diff: &serde_json::Value) -> Option<&serde_json::Value> {
    diff["teams"].as_array()?.first()
}

#[cfg(unix)]
#[test]
fn names_of_all_kinds() {
    let repo = Repo::new();
    for name in ["it's \"q\"", "grün und blau", "a b", "back`tick"] {
        repo.write(
            &format!("content/teams/{name}.md"),
            "---\nteam: { name: X, slug: x }\nmodel: tiny\ndate: 2026-05-04\nanswers:\n  PLAN: yes\n---\n",
        );
    }
    repo.write("content/notes/line\nend.md", "# Text\n");
    repo.write("content/crlf.md", "# Lines\r\n\r\nof another world\r\n");
    repo.edit(TEAM, "\n\nText.", "\r\n\r\nText.");
    let repo = repo.commit("names");
    let diff = repo.diff(&["HEAD~1", "HEAD"]);
    let again = repo.run(&["HEAD~1", "HEAD", "--format", "json"]);
    assert_eq!(
        repo.run(&["HEAD~1", "HEAD", "--format", "json"]).stdout,
        again.stdout
    );
    assert_eq!(diff["summary"]["teams-added"], 4);
    assert_eq!(repo.diff(&["HEAD"])["teams"], json!([]));
}

#[test]
fn a_submodule_and_a_book_in_a_folder() {
    let lib = TempDir::new().unwrap();
    assert!(git(lib.path(), &["init", "-q", "-b", "main"]));
    fs::write(lib.path().join("page.md"), "# A page\n").unwrap();
    assert!(git(lib.path(), &["add", "-A"]) && git(lib.path(), &["commit", "-q", "-m", "page"]));
    let model = Repo::new();
    let whole = TempDir::new().unwrap();
    assert!(git(whole.path(), &["init", "-q", "-b", "main"]));
    let book = whole.path().join("docs/ratings");
    for file in ["book.toml", "content/models/tiny.md", TEAM] {
        let target = book.join(file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(model.path().join(file), target).unwrap();
    }
    let url = lib.path().to_str().unwrap();
    let allow = "protocol.file.allow=always";
    let place = "docs/ratings/content/lib";
    assert!(git(
        whole.path(),
        &["-c", allow, "submodule", "add", "-q", url, place]
    ));
    assert!(git(whole.path(), &["add", "-A"]) && git(whole.path(), &["commit", "-q", "-m", "all"]));
    let text = fs::read_to_string(book.join(TEAM)).unwrap();
    fs::write(
        book.join(TEAM),
        text.replace("TEST.2: partly", "TEST.2: yes"),
    )
    .unwrap();
    let args = ["diff", "HEAD", "--date", "2026-07-01", "--format", "json"];
    let run = levelbook(&book, &args).fine();
    let diff: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(diff["prefix"], "docs/ratings/");
    assert_eq!(ids(&diff["teams"]), ["payments"]);
}
