//! The recipes for pipelines: they name the versions that the program writes, and do what they say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use super::examples::blocks;
use super::{manual, manual_files};
use crate::action::runner::{Runner, action};
use crate::git_support::{commit, git, id};
use crate::site_support::{Tree, levelbook, temporary};

/// The actions that a text uses, with the version that stands behind them.
fn used(text: &str) -> BTreeSet<String> {
    let lines = text.lines().map(|line| line.trim_start());
    let used = lines.filter_map(|line| line.trim_start_matches("- ").strip_prefix("uses: "));
    used.map(|used| used.split(" # zizmor").next().unwrap_or(used).to_owned())
        .collect()
}

#[test]
fn recipes_use_the_actions_that_init_writes() {
    let folder = temporary();
    levelbook(folder.path(), &["init", "--github"]).fine();
    let written = Tree::read(&folder.path().join(".github/workflows"));
    let names = written.files.keys();
    let known: BTreeSet<String> = names.flat_map(|name| used(written.text(name))).collect();
    let mut named = BTreeSet::new();
    for page in manual_files() {
        let here = used(&fs::read_to_string(&page).unwrap());
        let other: Vec<_> = here.difference(&known).collect();
        assert!(other.is_empty(), "{}: {other:?}", page.display());
        named.extend(here);
    }
    assert!(named.len() >= 2, "{named:?}");
}

/// The names in the first column of the table below a row of headings.
fn table<'t>(text: &'t str, heads: &str) -> BTreeSet<&'t str> {
    let (_, rows) = text.split_once(heads).expect("a table");
    let rows = rows.lines().skip(2).take_while(|row| row.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
}

#[test]
fn the_manual_lists_inputs_and_outputs_of_the_action() {
    let text = manual("ci");
    let action = action();
    let mut inputs: BTreeSet<&str> = action.inputs.keys().map(String::as_str).collect();
    // It has a table of its own.
    assert!(inputs.remove("command"));
    assert_eq!(table(&text, "| input | of | meaning |"), inputs);
    let outputs: BTreeSet<&str> = action.outputs.keys().map(String::as_str).collect();
    assert_eq!(table(&text, "| output | of | meaning |"), outputs);
}

#[derive(Deserialize)]
struct Job {
    #[serde(default)]
    script: Vec<String>,
}

/// The pipeline of GitLab that the manual shows, where a runner of GitLab would run it.
struct GitLab {
    runner: Runner,
    jobs: BTreeMap<String, Job>,
    base: String,
}

impl GitLab {
    /// A merge request of a team that was at level 2.
    fn new(after: &str) -> Self {
        let text = manual("ci");
        let recipe = blocks(&text)
            .into_iter()
            .find(|block| block.text.starts_with("# .gitlab-ci.yml\n"))
            .expect("ci.md has a recipe for GitLab");
        let runner = Runner::new();
        runner.program("apt-get", "exit 0\n");
        let team = |answer: &str| {
            format!(
                "---\nteam: Team A\nmodel: cmm\ndate: 2026-06-01\nanswers:\n  RM: {answer}\n---\n"
            )
        };
        let folder = runner.workspace();
        runner.write("workspace/book.toml", "[book]\ntitle = \"T\"\n");
        runner.write("workspace/content/teams/a.md", &team("yes"));
        assert!(git(&folder, &["init", "-q", "-b", "main"]));
        commit(&folder, "Before");
        let base = id(&folder, "HEAD");
        runner.write("workspace/content/teams/a.md", &team(after));
        commit(&folder, "After");
        Self {
            runner,
            jobs: serde_yaml::from_str(&recipe.text).expect("the recipe is YAML"),
            base,
        }
    }

    /// Runs the script of a job as a runner does, and gives its exit code and what it said.
    fn run(&self, job: &str) -> (i32, String) {
        let program = Path::new(env!("CARGO_BIN_EXE_levelbook"));
        let path = self.runner.search_path();
        let path = format!("{}:{path}", program.parent().unwrap().display());
        let output = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c"])
            .arg(self.jobs[job].script.join("\n"))
            .current_dir(self.runner.workspace())
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.runner.path("temp"))
            .env("SOURCE_DATE_EPOCH", "1782864000")
            .env("GITLAB_CI", "true")
            .env("CI_PAGES_URL", "https://acme.gitlab.io/maturity")
            .env("CI_PROJECT_URL", "https://gitlab.example/acme/maturity")
            .env("CI_PROJECT_ID", "12")
            .env("CI_MERGE_REQUEST_IID", "7")
            .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", &self.base)
            .env("CI_API_V4_URL", "https://gitlab.example/api/v4")
            .env("REVIEW_TOKEN", "a-token")
            .output()
            .expect("bash can be started");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        (output.status.code().unwrap_or(-1), said)
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.runner.workspace().join(name)).expect("an artifact")
    }

    /// A stand-in for GitLab's server, with these notes on the merge request. It keeps what it is told.
    fn notes(&self, notes: &str) {
        self.runner.write("notes.json", notes);
        let (notes, asked) = (self.runner.path("notes.json"), self.runner.path("asked"));
        let (notes, asked) = (notes.display(), asked.display());
        self.runner.program(
            "curl",
            &format!(
                "case \"$*\" in\n\
                 *PRIVATE-TOKEN:a-token*/user) echo '{{\"id\":3}}' ;;\n\
                 *PRIVATE-TOKEN:a-token*per_page=100) cat '{notes}' ;;\n\
                 *PRIVATE-TOKEN:a-token*body=\\<note.md*) echo \"$*\" >> '{asked}' ;;\n\
                 *) exit 22 ;;\nesac\n"
            ),
        );
    }

    fn asked(&self) -> String {
        fs::read_to_string(self.runner.path("asked")).unwrap_or_default()
    }
}

#[test]
fn the_recipe_for_gitlab_publishes() {
    let gitlab = GitLab::new("yes");
    let (code, said) = gitlab.run("pages");
    assert_eq!(code, 0, "{said}");
    let site = gitlab.file("public/sitemap.xml");
    assert!(site.contains("https://acme.gitlab.io/maturity/"), "{site}");
    assert!(gitlab.file("public/404.html").contains("/maturity/"));
}

#[test]
fn the_recipe_for_gitlab_reviews() {
    let gitlab = GitLab::new("partly");
    let (code, said) = gitlab.run("review");
    assert_eq!(code, 0, "{said}");
    let quality: Vec<serde_json::Value> =
        serde_json::from_str(&gitlab.file("quality.json")).unwrap();
    let at = &quality[0]["location"];
    assert_eq!(at["path"], "content/teams/a.md");
    assert_eq!(at["lines"]["begin"], 6);
    assert!(gitlab.file("review.html").starts_with("<!doctype html>"));
    let note = gitlab.file("note.md");
    assert!(
        note.starts_with("<!-- levelbook:diff v1 key=default "),
        "{note}"
    );
    let line = "https://gitlab.example/acme/maturity/-/blob/";
    assert!(note.contains(line), "{note}");
    // What cannot be read fails, and is told all the same.
    let (code, said) = GitLab::new("perhaps").run("review");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("`perhaps` is no rating"), "{said}");
}

#[test]
fn the_recipe_for_gitlab_keeps_one_note() {
    if Command::new("jq").arg("--version").output().is_err() {
        eprintln!("skipped: jq is not installed");
        return;
    }
    let to = "https://gitlab.example/api/v4/projects/12/merge_requests/7/notes";
    let note = |id: u32, author: u32, body: &str| {
        format!(r#"{{"id":{id},"author":{{"id":{author}}},"body":"{body}"}}"#)
    };
    let marker = "<!-- levelbook:diff v1 key=default head=1 -->";
    let others = [note(4, 3, "Hello"), note(5, 8, marker)].join(",");
    for (notes, end) in [
        (format!("[{others}]"), format!(" {to}\n")),
        (
            format!("[{others},{}]", note(6, 3, marker)),
            format!(" -X PUT -F body=<note.md {to}/6\n"),
        ),
    ] {
        let gitlab = GitLab::new("partly");
        gitlab.notes(&notes);
        let (code, said) = gitlab.run("note");
        assert_eq!(code, 0, "{said}");
        let asked = gitlab.asked();
        assert!(
            asked.ends_with(&end) && asked.lines().count() == 1,
            "{asked}"
        );
        assert_eq!(asked.contains("PUT"), end.contains("PUT"), "{asked}");
    }
}
