use std::fs;

use super::{Done, Runner};
use crate::git_support::{commit, git, id};

const ALL: &str = "---\nteam: Team A\nmodel: cmm\ndate: 2026-06-01\nanswers:\n  RM: yes\n  SPP: yes\n  SPTO: yes\n  SSM: yes\n  SQA: yes\n  SCM: yes\n---\n";

/// A clone as `actions/checkout` makes it for a pull request: the merge of the branch into its base.
struct Review {
    runner: Runner,
    head: String,
}

fn review(before: &str, after: &str, from: &str) -> Review {
    let runner = Runner::new();
    runner.write("workspace/book.toml", "[book]\ntitle = \"T\"\n");
    runner.write("workspace/content/teams/a.md", before);
    let folder = runner.workspace();
    assert!(git(&folder, &["init", "-q", "-b", "main"]));
    commit(&folder, "Before");
    let base = id(&folder, "HEAD");
    assert!(git(&folder, &["checkout", "-q", "-b", "change"]));
    runner.write("workspace/content/teams/a.md", after);
    runner.write("workspace/notes.txt", "Not a part of the book.");
    commit(&folder, "After");
    let head = id(&folder, "HEAD");
    assert!(git(&folder, &["checkout", "-q", "--detach", "main"]));
    assert!(git(
        &folder,
        &["merge", "-q", "--no-ff", "-m", "Merge", "change"]
    ));
    let merge = id(&folder, "HEAD");
    let event = format!(
        r#"{{"action":"synchronize","number":7,"pull_request":{{"number":7,
        "head":{{"ref":"change","sha":"{head}","repo":{{"full_name":"{from}"}}}},
        "base":{{"ref":"main","sha":"{base}","repo":{{"full_name":"acme/maturity"}}}}}}}}"#
    );
    let runner = runner
        .event("pull_request", &event)
        .with("GITHUB_SHA", &merge)
        .with("GITHUB_BASE_REF", "main");
    Review { runner, head }
}

fn down() -> Review {
    review(ALL, &ALL.replace("SCM: yes", "SCM: no"), "acme/maturity")
}

impl Review {
    fn thread(&self, comments: &str) {
        self.thread_at(&self.head, comments);
    }

    fn thread_at(&self, head: &str, comments: &str) {
        let thread = format!(
            r#"{{"data":{{"viewer":{{"login":"github-actions[bot]"}},"repository":{{"pullRequest":{{
            "id":"PR_1","state":"OPEN","headRefOid":"{head}","comments":{{
            "pageInfo":{{"hasNextPage":false,"endCursor":null}},"nodes":[{comments}]}}}}}}}}}}"#
        );
        self.runner.github(&thread, "{}");
    }

    fn diff(&self, inputs: &[(&str, &str)]) -> Done {
        self.runner.run(&[&[("command", "diff")], inputs].concat())
    }
}

fn comment(id: &str, body: &str) -> String {
    let body = serde_json::to_string(body).unwrap();
    format!(
        r#"{{"id":"{id}","body":{body},"isMinimized":false,"author":{{"__typename":"Bot","login":"github-actions"}}}}"#
    )
}

#[test]
fn a_pull_request_is_compared_with_what_it_is_merged_into() {
    let review = down();
    review.thread("");
    let done = review.diff(&[]).ended(0);
    assert_eq!(done.output("changed"), "true");
    assert_eq!(done.output("regressions"), "1");
    assert_eq!(done.output("commented"), "true");
    assert!(
        done.summary.starts_with("### Maturity: "),
        "{}",
        done.summary
    );
    assert!(done.log.contains("::notice "), "{}", done.log);
    let json = fs::read_to_string(done.output("diff-json")).unwrap();
    assert!(json.contains("\"levelbook.diff/1\""));
    let page = fs::read_to_string(done.output("report-path")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") || page.starts_with("<!doctype html>"));
    assert!(
        done.output("report-path")
            .ends_with("/levelbook-report.html")
    );
    let body = fs::read_to_string(done.output("comment-path")).unwrap();
    let changes = review.runner.changes();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0]["subject"], "PR_1");
    assert_eq!(changes[0]["body"], body.as_str());
    assert!(body.starts_with("<!-- levelbook:diff v1 key=default head="));
    assert!(
        body.contains("https://github.example/acme/maturity/actions/runs/42"),
        "{body}"
    );
    assert!(
        body.contains("https://github.example/acme/maturity/blob/"),
        "{body}"
    );
    assert!(body.contains("main@"), "{body}");
}

#[test]
fn a_gate_ends_the_step_after_everything_was_said() {
    let review = down();
    review.thread("");
    let done = review.diff(&[("fail-on", "level-drop")]).ended(1);
    assert_eq!(done.output("commented"), "true");
    assert!(
        done.log.contains("::error file=content/teams/a.md"),
        "{}",
        done.log
    );
    assert_eq!(review.runner.changes().len(), 1);
}

#[test]
fn a_comment_is_edited_in_its_place_and_not_repeated() {
    let review = down();
    let old = "<!-- levelbook:diff v1 key=default head=0 -->\nold";
    review.thread(&comment("IC_1", old));
    let done = review.diff(&[]).ended(0);
    let changes = review.runner.changes();
    assert_eq!((changes.len(), &changes[0]["id"]), (1, &"IC_1".into()));
    let body = fs::read_to_string(done.output("comment-path")).unwrap();
    review.thread(&comment("IC_1", body.trim_end()));
    review.diff(&[]).ended(0);
    assert_eq!(review.runner.changes().len(), 1);
    // That of another book stays.
    review.diff(&[("key", "other")]).ended(0);
    assert_eq!(review.runner.changes()[1]["subject"], "PR_1");
}

#[test]
fn nothing_changed_is_worth_no_comment() {
    let review = review(ALL, ALL, "acme/maturity");
    review.thread("");
    let done = review.diff(&[]).ended(0);
    assert_eq!(
        (done.output("changed"), done.output("commented")),
        ("false", "true")
    );
    assert!(review.runner.changes().is_empty());
    let old = "<!-- levelbook:diff v1 key=default head=0 -->\nold";
    review.thread(&comment("IC_1", old));
    review.diff(&[]).ended(0);
    assert_eq!(review.runner.changes()[0]["id"], "IC_1");
}

#[test]
fn an_older_head_overwrites_nothing() {
    let review = down();
    let newer = "<!-- levelbook:diff v1 key=default head=1 -->\nnewer";
    review.thread_at(&"1".repeat(40), &comment("IC_1", newer));
    let done = review.diff(&[("comment", "true")]).ended(0);
    assert!(done.log.contains("has gone on"), "{}", done.log);
    assert!(review.runner.changes().is_empty());
}

#[test]
fn a_fork_leaves_the_comment_to_another_workflow() {
    let review = review(ALL, &ALL.replace("SCM: yes", "SCM: no"), "mallory/maturity");
    review.thread("");
    let done = review.diff(&[]).ended(0);
    assert_eq!(done.output("commented"), "false");
    assert!(!done.output("diff-json").is_empty());
    assert!(review.runner.changes().is_empty());
}

#[test]
fn a_token_that_may_not_write_fails_only_those_who_insist() {
    let review = down();
    let refusal = "echo 'gh: Resource not accessible by integration' >&2\nexit 1\n";
    review.runner.program("gh", refusal);
    let done = review.diff(&[]).ended(0);
    assert_eq!(done.output("commented"), "false");
    assert!(
        done.log
            .contains("::warning::no comment: GitHub says: Resource not"),
        "{}",
        done.log
    );
    let done = review.diff(&[("comment", "true")]).ended(3);
    assert!(done.log.contains("pull-requests: write"), "{}", done.log);
    assert_eq!(done.output("changed"), "true");
    let done = review.diff(&[("comment", "false")]).ended(0);
    assert_eq!(done.output("commented"), "true");
}

#[test]
fn a_clone_that_is_too_shallow_says_how_deep_it_must_be() {
    let review = down();
    let shallow = review.runner.path("shallow");
    let from = format!("file://{}", review.runner.workspace().display());
    assert!(git(&review.runner.workspace(), &["branch", "merged"]));
    let to = shallow.to_str().unwrap();
    let args = ["clone", "-q", "--depth", "1", "-b", "merged", &from, to];
    assert!(git(review.runner.path("temp").as_path(), &args));
    fs::remove_dir_all(review.runner.workspace()).unwrap();
    fs::rename(&shallow, review.runner.workspace()).unwrap();
    let done = review.diff(&[]).ended(3);
    assert!(done.log.contains("fetch-depth: 2"), "{}", done.log);
}

#[test]
fn a_push_is_compared_with_where_the_branch_was() {
    let review = down();
    let before = id(&review.runner.workspace(), "main");
    let runner = review
        .runner
        .event("push", &format!(r#"{{"before":"{before}","after":"x"}}"#));
    let done = runner.run(&[("command", "diff")]).ended(0);
    assert_eq!(
        (done.output("regressions"), done.output("commented")),
        ("1", "true")
    );
    let runner = runner.event("push", &format!(r#"{{"before":"{}"}}"#, "0".repeat(40)));
    assert_eq!(
        runner
            .run(&[("command", "diff")])
            .ended(0)
            .output("regressions"),
        "1"
    );
    let runner = runner.event("schedule", "{}");
    let done = runner.run(&[("command", "diff")]).ended(2);
    assert!(done.log.contains("the input `base`"), "{}", done.log);
    let done = runner
        .run(&[("command", "diff"), ("base", "main")])
        .ended(0);
    assert_eq!(done.output("regressions"), "1");
}

/// What comment.yml does: nothing is checked out, and the record is anybody's.
fn comments_on(pulls: &str, record: Option<&str>) -> (Runner, Done) {
    let review = review(ALL, &ALL.replace("SCM: yes", "SCM: no"), "mallory/maturity");
    let made = review.diff(&[]).ended(0);
    let made = fs::read_to_string(made.output("diff-json")).unwrap();
    review.thread("");
    let pulls = pulls.replace("HEAD", &review.head);
    review.runner.write(
        "gh/pulls.json",
        &format!(r#"{{"data":{{"repository":{{"pullRequests":{{"nodes":[{pulls}]}}}}}}}}"#),
    );
    fs::remove_dir_all(review.runner.workspace()).unwrap();
    fs::create_dir(review.runner.workspace()).unwrap();
    if record != Some("") {
        review
            .runner
            .write("temp/got/diff.json", record.unwrap_or(&made));
    }
    let event = format!(
        r#"{{"workflow_run":{{"id":99,"event":"pull_request","head_sha":"{}","head_branch":"change",
        "head_repository":{{"full_name":"mallory/maturity"}},"pull_requests":[]}}}}"#,
        review.head
    );
    let runner = review.runner.event("workflow_run", &event);
    let file = runner.path("temp/got/diff.json").display().to_string();
    let done = runner.run(&[("command", "comment"), ("diff-json", &file)]);
    (runner, done)
}

const PULL: &str =
    r#"{"number":7,"headRefOid":"HEAD","headRepository":{"nameWithOwner":"mallory/maturity"}}"#;

#[test]
fn the_pull_request_of_a_fork_is_found_by_its_head() {
    let others = [
        PULL.replace("HEAD", "0000").replace('7', "8"),
        PULL.replace("mallory", "other").replace('7', "9"),
        r#"{"number":10,"headRefOid":"HEAD","headRepository":null}"#.to_owned(),
        PULL.to_owned(),
    ];
    let (runner, done) = comments_on(&others.join(","), None);
    let done = done.ended(0);
    let changes = runner.changes();
    assert_eq!(changes.len(), 1, "{}", done.log);
    let body = changes[0]["body"].as_str().unwrap();
    assert!(
        body.contains("https://github.example/acme/maturity/actions/runs/99"),
        "{body}"
    );
    assert_eq!(done.output("commented"), "true");
    let asked = fs::read_to_string(runner.path("gh/asked-1.json")).unwrap();
    assert!(asked.contains("\"number\":7"), "{asked}");
}

#[test]
fn without_one_pull_request_there_is_no_comment() {
    for pulls in ["", &format!("{PULL},{}", PULL.replace('7', "8"))] {
        let (runner, done) = comments_on(pulls, None);
        assert_eq!(done.ended(0).output("commented"), "false");
        assert!(runner.changes().is_empty());
    }
}

#[test]
fn what_is_no_comparison_becomes_no_comment() {
    let (runner, done) = comments_on(PULL, Some("{\"schema\":\"levelbook.diff/1\"}"));
    assert!(done.ended(1).log.contains("is no comparison"));
    assert!(runner.changes().is_empty());
    let (runner, done) = comments_on(PULL, Some(""));
    assert!(done.ended(0).log.contains("There is no comparison"));
    assert!(runner.changes().is_empty());
}
