//! Builds that are killed at every single change they make to the disk.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use levelbook::host::publish::{MANIFEST, Options};

use super::{Site, files, new_site, old_site, place, publish, publish_with, published};

const TARGET: &str = "LEVELBOOK_TEST_TARGET";
const IN_PLACE: &str = "LEVELBOOK_TEST_IN_PLACE";
const STOP_AT: &str = "LEVELBOOK_TEST_STOP_AT";
const STOPPED: &str = "stopped before a change";

const CHILD: [&str; 4] = [
    "--exact",
    "publish::kill::child",
    "--ignored",
    "--nocapture",
];

static CHANGES_LEFT: AtomicUsize = AtomicUsize::new(0);

fn stop_in_time() {
    if CHANGES_LEFT.fetch_sub(1, Ordering::Relaxed) == 0 {
        println!("{STOPPED}");
        std::io::stdout().flush().unwrap();
        loop {
            std::thread::park();
        }
    }
}

/// The build that is killed: this binary, run again for this one test.
#[test]
#[ignore = "run by the other tests in a process of its own"]
fn child() {
    let Ok(target) = env::var(TARGET) else {
        return;
    };
    let stop_at = env::var(STOP_AT).unwrap().parse().unwrap();
    CHANGES_LEFT.store(stop_at, Ordering::Relaxed);
    let options = Options {
        in_place: env::var(IN_PLACE).is_ok(),
        before_change: Some(stop_in_time),
    };
    publish_with(Path::new(&target), &new_site(), options).unwrap();
}

/// Builds the new site and is killed before the change with this number; false where the build
/// ended before it.
fn is_killed(target: &Path, stop_at: usize, in_place: bool) -> bool {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(CHILD)
        .env(TARGET, target)
        .env(STOP_AT, stop_at.to_string())
        .stdout(Stdio::piped());
    if in_place {
        command.env(IN_PLACE, "1");
    }
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let stopped = lines.any(|line| line.unwrap().contains(STOPPED));
    if stopped {
        child.kill().unwrap();
    }
    let status = child.wait().unwrap();
    assert!(stopped || status.success());
    stopped
}

type Files = BTreeMap<String, Vec<u8>>;

/// Kills the build at each change in turn, looks at what lies there, and completes it. Returns
/// how often the site was the old one and how often the new one.
fn kill_everywhere(before: Option<&Site>, in_place: bool, check: impl Fn(&Files)) -> (u32, u32) {
    let (old, new) = (
        before.map(published).unwrap_or_default(),
        published(&new_site()),
    );
    let (mut saw_old, mut saw_new) = (0, 0);
    for stop_at in 0.. {
        assert!(stop_at < 500, "the build does not end");
        let (folder, target) = place();
        if let Some(site) = before {
            publish(&target, site);
        }
        let killed = is_killed(&target, stop_at, in_place);
        let found = if target.exists() {
            files(&target)
        } else {
            Files::new()
        };
        check(&found);
        saw_old += u32::from(found == old);
        saw_new += u32::from(found == new);

        publish(&target, &new_site());
        assert_eq!(files(&target), new, "completed after {stop_at} changes");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "leftovers");
        if !killed {
            return (saw_old, saw_new);
        }
    }
    unreachable!()
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let (old, new) = (published(&old_site()), published(&new_site()));
    let (saw_old, saw_new) = kill_everywhere(Some(&old_site()), false, |found| {
        assert!(
            *found == old || *found == new,
            "a mixture: {:?}",
            found.keys()
        );
    });
    assert!(saw_old > 10 && saw_new > 1, "{saw_old} {saw_new}");
}

#[test]
fn a_killed_first_build_leaves_nothing_or_the_site() {
    let new = published(&new_site());
    let (saw_old, saw_new) = kill_everywhere(None, false, |found| {
        assert!(found.is_empty() || *found == new, "{:?}", found.keys());
    });
    assert!(saw_old > 10 && saw_new > 1, "{saw_old} {saw_new}");
}

#[test]
fn a_killed_build_in_place_leaves_every_file_whole() {
    let (old, new) = (published(&old_site()), published(&new_site()));
    let in_both: Vec<&String> = old.keys().filter(|name| new.contains_key(*name)).collect();
    let (saw_old, saw_new) = kill_everywhere(Some(&old_site()), true, |found| {
        for (name, bytes) in found.iter().filter(|(name, _)| *name != MANIFEST) {
            if name.starts_with(".levelbook-staging") {
                continue;
            }
            let is_old = old.get(name) == Some(bytes);
            assert!(is_old || new.get(name) == Some(bytes), "{name} is torn");
        }
        for name in &in_both {
            assert!(found.contains_key(*name), "{name} is missing");
        }
        let start = &found["index.html"];
        let style = match *start == old["index.html"] {
            true => "assets/old.css",
            false => "assets/new.css",
        };
        assert!(
            found.contains_key(style),
            "the start page has lost its style"
        );
    });
    assert!(saw_old > 5 && saw_new > 1, "{saw_old} {saw_new}");
}

/// GitHub Pages refuses files that not everybody may read.
#[cfg(unix)]
#[test]
fn the_users_mask_does_not_close_the_site() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, target) = place();
    let status = Command::new("sh")
        .args(["-c", "umask 077; exec \"$0\" \"$@\""])
        .arg(env::current_exe().unwrap())
        .args(CHILD)
        .env(TARGET, &target)
        .env(STOP_AT, usize::MAX.to_string())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    for entry in walkdir::WalkDir::new(&target) {
        let about = entry.unwrap().metadata().unwrap();
        let mode = if about.is_dir() { 0o755 } else { 0o644 };
        assert_eq!(about.permissions().mode() & 0o777, mode);
    }
}

/// What a build leaves that is killed while it deletes the old site.
#[test]
fn half_of_an_old_site_in_staging_is_swept_away() {
    let (folder, target) = place();
    publish(&target, &new_site());
    let half = folder.path().join(".book.levelbook-staging/site/teams");
    fs::create_dir_all(&half).unwrap();
    fs::hard_link(target.join("teams/b.html"), half.join("b.html")).unwrap();
    assert_eq!(publish(&target, &new_site()).written, 0);
    assert_eq!(files(&target), published(&new_site()));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
