//! `check --format github` and `gitlab` in a repository, as runners call them.

use serde_json::Value;

use super::{Book, DAY, TEAM};
use crate::git_support::{commit, git, id};
use crate::site_support::{Run, command, finished};

/// A repository with a book in the folder `book`, a branch `change` and the branch merged into
/// `main`, which is checked out. Each of 13 teams has one mistake. `None` without git.
fn pull_request() -> Option<Book> {
    let repository = Book::empty();
    let root = repository.root();
    if !git(root, &["init", "-q", "-b", "main"]) {
        return None;
    }
    let team = |number: u32, text: &str| {
        let broken = TEAM.replace("RM: yes", "RM: yse") + text;
        repository.write(&format!("book/content/teams/t{number:02}.md"), &broken);
    };
    repository.write("book/book.toml", &format!("[maturity]\nas-of = {DAY}\n"));
    (1..=12).for_each(|number| team(number, ""));
    commit(root, "book");
    assert!(git(root, &["checkout", "-q", "-b", "change"]));
    team(11, "Changed.\n");
    team(13, "");
    repository.write("README.md", "not the book's");
    commit(root, "change");
    assert!(git(root, &["checkout", "-q", "main"]));
    team(5, "Changed by others.\n");
    commit(root, "meanwhile");
    assert!(git(root, &["merge", "-q", "--no-ff", "change"]));
    Some(repository)
}

/// Runs `check` in the folder of the book, in a runner of GitHub with these variables.
fn check(repository: &Book, args: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut check = command(&repository.path("book"), &["check"]);
    check.args(args).envs(variables.iter().copied());
    finished(check)
}

/// The teams that are annotated, in their order.
#[track_caller]
fn annotated(run: &Run) -> Vec<&str> {
    let lines: Vec<&str> = run.out().lines().collect();
    let (last, lines) = lines.split_last().expect("annotations");
    assert!(last.starts_with("::error::and "), "{last}");
    let teams = lines.iter().map(|line| {
        let rest = line.strip_prefix("::error file=book/content/teams/");
        let rest = rest.unwrap_or_else(|| panic!("{line}"));
        rest.split(".md").next().unwrap_or_default()
    });
    teams.collect()
}

const PLAIN: [&str; 9] = [
    "t01", "t02", "t03", "t04", "t05", "t06", "t07", "t08", "t09",
];
const SORTED: [&str; 9] = [
    "t11", "t13", "t01", "t02", "t03", "t04", "t05", "t06", "t07",
];
const GITHUB: [&str; 2] = ["--format", "github"];

#[test]
fn what_a_pull_request_touches_is_annotated_first() {
    let Some(repository) = pull_request() else {
        return; // no git on this machine
    };
    let root = repository.root();
    let merge = id(root, "HEAD");
    let runner = [
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_EVENT_NAME", "pull_request"),
        ("GITHUB_BASE_REF", "main"),
        ("GITHUB_SHA", &merge),
    ];
    let run = check(&repository, &GITHUB, &runner).ends(1);
    assert_eq!(annotated(&run), SORTED);
    assert!(
        run.out()
            .ends_with("::error::and 4 more errors, see `levelbook check`\n")
    );
    let again = check(&repository, &GITHUB, &runner);
    assert_eq!(again.out(), run.out());

    let push = [("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", "push")];
    assert_eq!(annotated(&check(&repository, &GITHUB, &push)), PLAIN);
    assert_eq!(annotated(&check(&repository, &GITHUB, &[])), PLAIN);

    // The head of the branch instead of the merge: the branch on the server tells the base.
    assert!(git(
        root,
        &["update-ref", "refs/remotes/origin/main", "HEAD^1"]
    ));
    assert!(git(root, &["checkout", "-q", "--detach", "change"]));
    let run = check(&repository, &GITHUB, &runner).ends(1);
    assert_eq!(annotated(&run), SORTED);
}

#[test]
fn a_shallow_clone_of_a_pull_request_is_annotated_in_plain_order() {
    let Some(repository) = pull_request() else {
        return; // no git on this machine
    };
    let root = repository.root();
    let merge = id(root, "HEAD");
    let copy = Book::empty();
    let from = format!("file://{}", root.display());
    let args = ["clone", "-q", "--depth", "1", &from, "."];
    assert!(git(copy.root(), &args));
    let runner = [
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_EVENT_NAME", "pull_request"),
        ("GITHUB_BASE_REF", "main"),
        ("GITHUB_SHA", &merge),
    ];
    let run = check(&copy, &GITHUB, &runner).ends(1);
    assert_eq!(annotated(&run), PLAIN);
    check(&copy, &["--format", "github", "--base", "HEAD^1"], &[])
        .ends(3)
        .silent()
        .says("error: `HEAD^1` names no commit of the repository")
        .says("fetch-depth: 2");
}

#[test]
fn other_runners_name_the_base() {
    let Some(repository) = pull_request() else {
        return; // no git on this machine
    };
    assert!(git(repository.root(), &["checkout", "-q", "change"]));
    let run = check(
        &repository,
        &["--format", "github", "--base", "main~1"],
        &[],
    );
    assert_eq!(annotated(&run), SORTED);
    check(&repository, &["--format", "github", "--base=-x"], &[])
        .ends(3)
        .says("error: `-x` cannot name a commit");
    check(&repository, &["--base", "main"], &[])
        .ends(2)
        .says("--format github");
    let hostile = ["--format", "github", "--base", "##[add-mask]\n::error::x"];
    let run = check(&repository, &hostile, &[("GITHUB_ACTIONS", "true")]).ends(3);
    assert!(!run.err().contains("##["), "{}", run.err());
}

#[test]
fn paths_begin_at_the_root_of_the_repository() {
    let Some(repository) = pull_request() else {
        return; // no git on this machine
    };
    let run = check(&repository, &["--format", "gitlab"], &[]).ends(1);
    let found: Value = serde_json::from_str(run.out()).expect("JSON");
    assert_eq!(found[0]["location"]["path"], "book/content/teams/t01.md");
    let run = check(&repository, &["--format", "short"], &[]).ends(1);
    assert!(run.out().starts_with("content/teams/t01.md:"));
    let run = check(&repository, &["--format", "json"], &[]).ends(1);
    let found: Value = serde_json::from_str(run.out()).expect("JSON");
    assert_eq!(found["diagnostics"][0]["file"], "content/teams/t01.md");
}

/// Every line is one annotation with the properties that we write, and the runner sees no other.
#[test]
#[cfg(unix)]
fn no_name_and_no_text_forges_a_command() {
    let repository = Book::empty();
    let root = repository.root();
    if !git(root, &["init", "-q", "-b", "main"]) {
        return; // no git on this machine
    }
    let folder = "a,line=1::b##[group]%0A\n::error::x";
    let at = |path: &str| format!("{folder}/{path}");
    repository.write(&at("book.toml"), &format!("[maturity]\nas-of = {DAY}\n"));
    commit(root, "empty");
    let broken = TEAM.replace("RM: yes", "RM: yse");
    for name in [
        "content/teams/##[add-mask]x.md",
        "content/teams/b::error file=x,line=1::y.md",
        "content/teams/c%0A::warning::z.md",
        "content/teams/d\n::stop-commands::x.md",
        "content/teams/::e.md",
        "content/teams/\u{202e}f.md",
    ] {
        repository.write(&at(name), &broken);
    }
    repository.write(
        &at("content/teams/g.md"),
        "---\nteam: \"x\\n::error::y ##[debug]\"\n\"##[a]\\n::b::\": 1\nmodel: \"::c::\\r::d::\"\n---\n",
    );
    let mut run = command(&repository.path(folder), &["check"]);
    run.args(["--format", "github", "--base", "HEAD"]);
    run.env("GITHUB_ACTIONS", "true");
    let run = finished(run).ends(1);
    let mut count = 0;
    let lines = run.out().lines();
    let last = "::error::and 1 more error, see `levelbook check`";
    for line in lines.filter(|line| *line != last) {
        let rest = line
            .strip_prefix("::error ")
            .or(line.strip_prefix("::warning "));
        let rest = rest.unwrap_or_else(|| panic!("{line}"));
        let (properties, _) = rest.split_once("::").expect("a message");
        let names = properties
            .split(',')
            .map(|property| property.split('=').next().unwrap_or_default());
        let names: Vec<&str> = names.collect();
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        let mut rest = known.iter();
        let in_order = names.iter().all(|name| rest.any(|one| one == name));
        assert!(in_order, "{line}");
        count += 1;
    }
    assert!(count >= 7, "{}", run.out());
    for output in [run.out(), run.err()] {
        assert!(!output.contains("##["), "{output}");
    }
    let is_command = |line: &&str| line.trim_start().starts_with("::");
    assert_eq!(run.err().lines().find(is_command), None);
}
