//! The workflows that `levelbook init --github` writes, and those of this repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::Runner;
use super::runner;
use crate::git_support::{commit, git};
use crate::site_support::{copy, levelbook, repository, temporary};

#[derive(Deserialize)]
struct Workflow {
    permissions: BTreeMap<String, String>,
    jobs: BTreeMap<String, Job>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Job {
    timeout_minutes: u32,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    uses: Option<String>,
    run: Option<String>,
    #[serde(default)]
    with: BTreeMap<String, String>,
}

const PINNED: &str = "levelbook/levelbook@0123456789abcdef0123456789abcdef01234567";

/// The workflows of a new book, by name.
fn written(args: &[&str]) -> BTreeMap<String, String> {
    let folder = temporary();
    levelbook(folder.path(), &[&["init", "--github"], args].concat()).fine();
    workflows(&folder.path().join(".github/workflows"))
}

fn workflows(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let named = paths.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    named.collect()
}

fn all() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for set in [
        written(&[]),
        written(&["--pages", "branch", "--action", PINNED]),
        workflows(&repository().join(".github/workflows")),
    ] {
        assert!(set.len() >= 3);
        all.extend(set);
    }
    all
}

fn parsed(name: &str, text: &str) -> Workflow {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"))
}

#[test]
fn every_job_begins_without_rights_and_ends_in_time() {
    for (name, text) in all() {
        let workflow = parsed(&name, &text);
        assert!(workflow.permissions.is_empty(), "{name}");
        for job in workflow.jobs.values() {
            assert!(job.timeout_minutes <= 60, "{name}");
        }
    }
}

#[test]
fn actions_are_pinned_with_their_version_beside() {
    let mut pins: BTreeMap<String, String> = BTreeMap::new();
    for (name, text) in all() {
        let lines = text
            .lines()
            .map(|line| line.trim_start().trim_start_matches("- "));
        for used in lines.filter_map(|line| line.strip_prefix("uses: ")) {
            let is_own = used.starts_with("./ ") || used.starts_with("levelbook/");
            let (action, rest) = used.split_once('@').unwrap_or((used, ""));
            let (commit, version) = rest.split_once(" # v").unwrap_or((rest, ""));
            let is_pinned = commit.len() == 40 && version.starts_with(|c: char| c.is_ascii_digit());
            assert!(is_own || is_pinned, "{name}: {used}");
            if is_pinned {
                let pin = pins.entry(action.to_owned()).or_insert(rest.to_owned());
                assert_eq!(pin, rest, "{name}: {action} is pinned twice");
            }
        }
    }
    assert!(pins.len() >= 6, "{pins:?}");
    assert!(pins.contains_key("levelbook/levelbook"));
}

/// What `action.yml` takes is what workflows give, and what they ask for is what it tells.
#[test]
fn the_workflows_and_the_action_know_each_other() {
    let action = runner::action();
    let mut steps = 0;
    for (name, text) in all() {
        for step in parsed(&name, &text)
            .jobs
            .into_values()
            .flat_map(|job| job.steps)
        {
            let used = step.uses.unwrap_or_default();
            if used.starts_with("levelbook/") || used == "./" {
                steps += 1;
                for input in step.with.keys() {
                    assert!(action.inputs.contains_key(input), "{name}: {input}");
                }
            }
        }
        for id in ["book", "diff"] {
            let begin = format!("steps.{id}.outputs.");
            for output in text.split(&begin).skip(1) {
                let end = output.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
                let output = &output[..end.unwrap()];
                assert!(action.outputs.contains_key(output), "{name}: {output}");
            }
        }
    }
    assert!(steps >= 9, "{steps}");
}

/// Whoever can open a pull request chooses titles, branches and files; only the runner's own
/// variables carry them into a script.
#[test]
fn scripts_of_workflows_hold_no_expressions() {
    for (name, text) in all() {
        let steps = parsed(&name, &text)
            .jobs
            .into_values()
            .flat_map(|job| job.steps);
        for run in steps.filter_map(|step| step.run) {
            assert!(!run.contains("${{"), "{name}: {run}");
        }
    }
}

#[test]
fn actionlint_and_zizmor_find_nothing() {
    let here = temporary();
    let mut books: Vec<PathBuf> = Vec::new();
    for (name, args) in [
        ("actions", vec![]),
        ("branch", vec!["--pages", "branch"]),
        ("pinned", vec!["--action", PINNED]),
    ] {
        let folder = here.path().join(name);
        fs::create_dir(&folder).unwrap();
        assert!(git(&folder, &["init", "-q", "-b", "main"]));
        levelbook(&folder, &[vec!["init", "--github"], args].concat()).fine();
        books.push(folder);
    }
    let own = here.path().join("own");
    fs::create_dir(&own).unwrap();
    assert!(git(&own, &["init", "-q", "-b", "main"]));
    for name in ["action.yml", ".github"] {
        copy(&repository().join(name), &own.join(name));
    }
    books.push(own);
    let lint = |program: &str, args: &[&str]| {
        for book in &books {
            let Ok(output) = Command::new(program).args(args).current_dir(book).output() else {
                let required = std::env::var("TEST_LINT").is_ok_and(|how| how == "required");
                assert!(!required, "{program} is not installed");
                eprintln!("skipped: {program} is not installed");
                return;
            };
            let said = String::from_utf8_lossy(&output.stdout);
            let err = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success(),
                "{program}: {}\n{said}{err}",
                book.display()
            );
        }
    };
    lint("actionlint", &[]);
    lint("zizmor", &["--offline", "--no-progress", "--quiet", "."]);
}

/// The script of the branch flow, with a folder for a server.
#[test]
fn the_branch_keeps_what_is_not_of_the_site() {
    let text = &written(&["--pages", "branch"])["publish.yml"];
    let steps = parsed("publish.yml", text)
        .jobs
        .into_values()
        .flat_map(|job| job.steps);
    let scripts: Vec<String> = steps.filter_map(|step| step.run).collect();
    let script = &scripts[0];
    assert_eq!(scripts.len(), 1);
    let runner = Runner::new();
    runner.program("gh", "test \"$*\" = 'auth setup-git'\n");
    let server = runner.path("server/acme/maturity.git");
    fs::create_dir_all(&server).unwrap();
    assert!(git(&server, &["init", "-q", "--bare"]));
    let push = |site: &str| {
        let _ = fs::remove_dir_all(runner.path("temp/gh-pages"));
        let output = Command::new("bash")
            .args([
                "--noprofile",
                "--norc",
                "-e",
                "-o",
                "pipefail",
                "-c",
                script,
            ])
            .current_dir(runner.workspace())
            .env("PATH", runner.search_path())
            .env("HOME", runner.path("temp"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env(
                "GITHUB_SERVER_URL",
                format!("file://{}", runner.path("server").display()),
            )
            .env("GITHUB_REPOSITORY", "acme/maturity")
            .env("GITHUB_SHA", "9f3c1e2")
            .env("RUNNER_TEMP", runner.path("temp"))
            .env("SITE", site)
            .output()
            .unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{err}");
    };
    let published = || {
        let folder = temporary();
        let from = server.to_str().unwrap();
        let to = folder.path().join("site");
        let args = ["clone", "-q", "-b", "gh-pages", from, to.to_str().unwrap()];
        assert!(git(folder.path(), &args));
        (folder, to)
    };
    runner.write("workspace/book/index.html", "one");
    runner.write("workspace/book/old.html", "old");
    push("book");
    let (_kept, site) = published();
    assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "one");
    assert!(site.join(".nojekyll").exists());
    // Somebody keeps previews beside the site.
    fs::create_dir_all(site.join("pr-preview/pr-1")).unwrap();
    fs::write(site.join("pr-preview/pr-1/index.html"), "preview").unwrap();
    commit(&site, "A preview");
    assert!(git(&site, &["push", "-q", "origin", "gh-pages"]));
    runner.write("workspace/book/index.html", "two");
    fs::remove_file(runner.path("workspace/book/old.html")).unwrap();
    push("book");
    push("book");
    let (_kept, site) = published();
    assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "two");
    assert!(!site.join("old.html").exists());
    assert!(site.join("pr-preview/pr-1/index.html").exists());
    let log = Command::new("git")
        .args(["log", "--format=%s"])
        .current_dir(&site)
        .output()
        .unwrap();
    let log = String::from_utf8(log.stdout).unwrap();
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(
        lines,
        [
            "The site as of 9f3c1e2",
            "A preview",
            "The site as of 9f3c1e2"
        ]
    );
}
