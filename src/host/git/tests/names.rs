use jiff::civil::date;

use super::*;

#[track_caller]
fn refused(book: &Path, name: &str) -> HostError {
    resolve(book, name).unwrap_err()
}

#[test]
fn commits_are_named_as_people_do() {
    let Some((_folder, book)) = book(&[("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    let first = id(&book, "HEAD");
    assert_eq!(Some(&first), revision(&book).as_ref());
    assert!(git(&book, &["tag", "-a", "v1", "-m", "one"]));
    write(&book, "content/a.md", "b");
    commit(&book);
    let second = id(&book, "main");
    assert_ne!(first, second);
    for name in ["HEAD~1", "HEAD^1", "v1", "main@{1}", &first, &first[..12]] {
        assert_eq!(id(&book, name), first, "{name}");
    }
    assert_eq!(id(&book, "main@{0}"), second);
    assert!(git(&book, &["checkout", "-q", "--detach", "HEAD~1"]));
    assert_eq!(id(&book, "HEAD"), first);
    assert_eq!(id(&book, "@"), first);
}

#[test]
fn names_that_name_nothing_are_explained() {
    let Some((_folder, book)) = book(&[("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    let unknown = ["nothing", "", "HEAD~1", "main..HEAD", "^main", "a\0b", "é"];
    for name in unknown {
        let error = refused(&book, name);
        let is_known =
            matches!(error, HostError::UnknownRevision { is_shallow, .. } if !is_shallow);
        assert!(is_known, "{name}: {error}");
        assert!(error.help().unwrap().contains("git branch --all"));
    }
    assert!(git(&book, &["rev-parse", "HEAD:book/content/a.md"]));
    assert!(matches!(
        refused(&book, "HEAD:book/content/a.md"),
        HostError::UnknownRevision { .. }
    ));
    for name in ["-", "--all", "--git-dir"] {
        let error = refused(&book, name);
        assert!(matches!(error, HostError::OptionRevision { .. }), "{error}");
    }
}

#[test]
fn a_name_of_two_things_is_refused() {
    let Some((_folder, book)) = book(&[("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    assert!(git(&book, &["branch", "both"]));
    commit(&book);
    assert!(git(&book, &["tag", "both"]));
    assert!(git(&book, &["config", "core.warnAmbiguousRefs", "false"]));
    let error = refused(&book, "both");
    assert!(
        matches!(error, HostError::AmbiguousRevision { .. }),
        "{error}"
    );
    assert_eq!(id(&book, "refs/tags/both"), id(&book, "HEAD"));
    assert_eq!(id(&book, "refs/heads/both"), id(&book, "HEAD~1"));
}

#[test]
fn without_a_repository_or_a_commit_there_are_no_names() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let missing = refused(&root.join("missing"), "HEAD");
    assert!(matches!(missing, HostError::NoFolder { .. }), "{missing}");
    if !git(root, &["--version"]) {
        return; // no git on this machine
    }
    let outside = refused(root, "HEAD");
    assert!(
        matches!(outside, HostError::NoRepository { .. }),
        "{outside}"
    );
    assert!(git(root, &["init", "-q", "-b", "main"]));
    for name in ["HEAD", "main", "other"] {
        let unborn = refused(root, name);
        assert!(matches!(unborn, HostError::NoCommit { .. }), "{unborn}");
    }
    let error = as_of(root, date(2026, 1, 1)).unwrap_err();
    assert!(matches!(error, HostError::NoCommit { .. }), "{error}");
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let Some((folder, book)) = book(&[("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    commit(&book);
    let (_copies, copy) = shallow(folder.path());
    assert_eq!(id(&copy, "HEAD"), id(&book, "HEAD"));
    for (name, depth) in [
        ("HEAD^1", "fetch-depth: 2"),
        ("HEAD~5", "fetch-depth: 0"),
        ("release", "fetch-depth: 0"),
    ] {
        let error = refused(&copy, name);
        assert!(error.help().unwrap().contains(depth), "{name}: {error}");
    }
    let error = as_of(&copy, date(2026, 7, 1)).unwrap_err();
    assert!(error.help().unwrap().contains("fetch-depth: 0"), "{error}");
    let tomorrow = as_of(&copy, date(2026, 7, 2)).unwrap();
    assert_eq!(tomorrow, Some(id(&book, "HEAD")));
}

#[test]
fn a_day_means_the_last_commit_before_it() {
    let Some((_folder, book)) = book(&[]) else {
        return; // no git on this machine
    };
    let at = |time: &str, args: &[&str]| assert!(git_at(&book, time, args));
    let empty = ["commit", "-q", "--allow-empty", "-m", "state"];
    at("2026-07-02T23:59:59Z", &empty);
    let second = id(&book, "HEAD");
    at("2026-07-03T00:00:00Z", &["checkout", "-q", "-b", "side"]);
    at("2026-07-03T10:00:00Z", &empty);
    at("2026-07-04T00:00:00Z", &["checkout", "-q", "main"]);
    at(
        "2026-07-05T01:00:00+02:00",
        &["merge", "-q", "--no-ff", "side"],
    );
    let merge = id(&book, "HEAD");
    let found = |day| as_of(&book, day).unwrap();
    assert_eq!(found(date(2026, 7, 1)), None);
    assert_eq!(found(date(1960, 1, 1)), None);
    assert_eq!(found(date(2026, 7, 2)), Some(id(&book, "main~2")));
    assert_eq!(found(date(2026, 7, 3)), Some(second.clone()));
    // What lies on the branch was not on the line of `main` yet.
    assert_eq!(found(date(2026, 7, 4)), Some(second));
    // In UTC, the merge was still on the fourth.
    assert_eq!(found(date(2026, 7, 5)), Some(merge.clone()));
    assert_eq!(found(date(9999, 12, 31)), Some(merge));
}
