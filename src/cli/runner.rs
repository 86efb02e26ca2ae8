use std::path::Path;

use crate::host::git;

/// What a pull request is measured against, by what a runner of GitHub tells; `None` elsewhere, and
/// where the clone lacks the commit.
pub fn base(dir: &Path) -> Option<String> {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if !is("GITHUB_ACTIONS", "true") || !is("GITHUB_EVENT_NAME", "pull_request") {
        return None;
    }
    // As a rule, the branch merged into its base is checked out. Another merge is one of the branch.
    let head = git::resolve(dir, "HEAD").ok()?;
    let is_given = std::env::var("GITHUB_SHA").is_ok_and(|id| id == head);
    if is_given && git::resolve(dir, "HEAD^2").is_ok() {
        return git::resolve(dir, "HEAD^1").ok();
    }
    let branch = std::env::var("GITHUB_BASE_REF").ok()?;
    let branch = git::resolve(dir, &format!("refs/remotes/origin/{branch}")).ok()?;
    git::fork_point(dir, "HEAD", &branch)
}

/// Whether the merge of a pull request is checked out without what it merges, as in a clone of depth 1.
pub fn is_merge_missing(dir: &Path) -> bool {
    let given = std::env::var("GITHUB_SHA").ok();
    let is_given = given.is_some() && git::resolve(dir, "HEAD").ok() == given;
    is_given && git::resolve(dir, "HEAD^1").is_err()
}
