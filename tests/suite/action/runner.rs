use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use tempfile::TempDir;

use crate::site_support::{repository, temporary};

#[derive(Deserialize)]
pub struct Action {
    pub inputs: BTreeMap<String, Input>,
    pub outputs: BTreeMap<String, Output>,
    pub runs: Runs,
}

#[derive(Deserialize)]
pub struct Input {
    pub description: String,
    pub default: String,
}

#[derive(Deserialize)]
pub struct Output {
    pub value: String,
}

#[derive(Deserialize)]
pub struct Runs {
    pub steps: Vec<Step>,
}

#[derive(Deserialize)]
pub struct Step {
    pub id: String,
    #[serde(rename = "if")]
    pub condition: Option<String>,
    pub shell: String,
    #[serde(rename = "working-directory")]
    pub working_directory: Option<String>,
    pub env: BTreeMap<String, String>,
    pub run: String,
}

pub fn action() -> Action {
    let text = fs::read_to_string(repository().join("action.yml")).unwrap();
    serde_yaml::from_str(&text).expect("action.yml is an action")
}

/// What a runner has: a workspace, a folder for passing things, variables, and programs.
pub struct Runner {
    folder: TempDir,
    /// The folder of the action.
    pub action: PathBuf,
    variables: Vec<(String, String)>,
}

/// How a run of the action ended.
#[derive(Debug)]
pub struct Done {
    pub code: i32,
    pub log: String,
    pub summary: String,
    /// The outputs of the action.
    pub outputs: BTreeMap<String, String>,
}

impl Done {
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.log);
        self
    }

    pub fn output(&self, name: &str) -> &str {
        self.outputs.get(name).map_or("", String::as_str)
    }
}

impl Runner {
    pub fn new() -> Self {
        let runner = Self {
            folder: temporary(),
            action: repository().to_owned(),
            variables: Vec::new(),
        };
        for folder in ["workspace", "temp", "programs", "gh"] {
            fs::create_dir(runner.path(folder)).unwrap();
        }
        // Compiling is what other tests do.
        let program = env!("CARGO_BIN_EXE_levelbook");
        runner.program(
            "cargo",
            &format!(
                "echo cargo \"$@\"\ntest \"$1\" = install || exit 9\n\
                 while [ \"$1\" != --root ]; do shift; done\n\
                 mkdir -p \"$2/bin\" && ln -s '{program}' \"$2/bin/levelbook\"\n"
            ),
        );
        runner.program("curl", "echo 'nothing is fetched here' >&2\nexit 6\n");
        runner.program("gh", "echo 'gh: nobody is asked here' >&2\nexit 1\n");
        runner
    }

    pub fn with(mut self, variable: &str, value: &str) -> Self {
        self.variables.push((variable.to_owned(), value.to_owned()));
        self
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    pub fn workspace(&self) -> PathBuf {
        self.path("workspace")
    }

    pub fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A program of bash that stands in for another.
    pub fn program(&self, name: &str, text: &str) {
        let path = self.path("programs").join(name);
        fs::write(&path, format!("#!/usr/bin/env bash\n{text}")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Where programs are looked for: the stand-ins first.
    pub fn search_path(&self) -> String {
        let path = std::env::var("PATH").unwrap_or_default();
        format!("{}:{path}", self.path("programs").display())
    }

    /// The event that started the workflow.
    pub fn event(self, name: &str, payload: &str) -> Self {
        self.write("event.json", payload);
        let path = self.path("event.json").display().to_string();
        self.with("GITHUB_EVENT_NAME", name)
            .with("GITHUB_EVENT_PATH", &path)
    }

    /// Runs the action with these inputs.
    pub fn run(&self, inputs: &[(&str, &str)]) -> Done {
        let action = action();
        for (name, _) in inputs {
            assert!(action.inputs.contains_key(*name), "no input {name}");
        }
        let mut context: BTreeMap<String, String> = BTreeMap::new();
        for (name, input) in &action.inputs {
            let given = inputs.iter().find(|(given, _)| given == name);
            let value = given.map_or(input.default.as_str(), |(_, value)| value);
            context.insert(format!("inputs.{name}"), value.to_owned());
        }
        context.insert("github.token".to_owned(), "a-token".to_owned());
        let token = expanded(&context["inputs.token"], &context);
        context.insert("inputs.token".to_owned(), token);
        let mut done = Done {
            code: 0,
            log: String::new(),
            summary: String::new(),
            outputs: BTreeMap::new(),
        };
        for step in &action.runs.steps {
            match step.condition.as_deref() {
                None => {}
                Some("inputs.command != 'install'") if context["inputs.command"] == "install" => {
                    continue;
                }
                Some("inputs.command != 'install'") => {}
                Some(other) => panic!("nobody tests the condition {other}"),
            }
            self.step(step, &mut context, &mut done);
            if done.code != 0 {
                break;
            }
        }
        let outputs = action.outputs.iter();
        done.outputs = outputs
            .map(|(name, output)| (name.clone(), expanded(&output.value, &context)))
            .collect();
        done
    }

    fn step(&self, step: &Step, context: &mut BTreeMap<String, String>, done: &mut Done) {
        let script = self.path("script.sh");
        fs::write(&script, &step.run).unwrap();
        let (output, summary) = (self.path("output"), self.path("summary"));
        for file in [&output, &summary] {
            fs::write(file, "").unwrap();
        }
        let folder = step.working_directory.as_deref().unwrap_or(".");
        let mut command = Command::new("bash");
        command
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail"])
            .arg(&script)
            .current_dir(self.workspace().join(expanded(folder, context)))
            .env_clear()
            .env("PATH", self.search_path())
            .env("HOME", self.path("temp"))
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_ACTION_PATH", &self.action)
            .env("GITHUB_OUTPUT", &output)
            .env("GITHUB_STEP_SUMMARY", &summary)
            .env("GITHUB_WORKSPACE", self.workspace())
            .env("GITHUB_SERVER_URL", "https://github.example")
            .env("GITHUB_REPOSITORY", "acme/maturity")
            .env("GITHUB_RUN_ID", "42")
            .env("RUNNER_TEMP", self.path("temp"))
            .env("RUNNER_OS", "Linux")
            .env("RUNNER_ARCH", "X64")
            .env("SOURCE_DATE_EPOCH", "1782864000")
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        for (name, value) in &step.env {
            command.env(name, expanded(value, context));
        }
        let ended = command.output().expect("bash can be started");
        done.code = ended.status.code().unwrap_or(-1);
        done.log += &String::from_utf8_lossy(&ended.stdout);
        done.log += &String::from_utf8_lossy(&ended.stderr);
        done.summary += &fs::read_to_string(&summary).unwrap();
        for (name, value) in outputs(&fs::read_to_string(&output).unwrap()) {
            context.insert(format!("steps.{}.outputs.{name}", step.id), value);
        }
    }

    /// A stand-in for `gh` that gives these answers: to the question for comments, and to that for the
    /// pull requests of a branch. What it is asked lies in `gh/`, one file each.
    pub fn github(&self, thread: &str, pulls: &str) {
        self.write("gh/thread.json", thread);
        self.write("gh/pulls.json", pulls);
        let folder = self.path("gh");
        self.program(
            "gh",
            &format!(
                r#"cd '{}'
test "$GH_TOKEN" = a-token || {{ echo "gh: no token" >&2; exit 4; }}
test "$*" = "api graphql --hostname github.example --input -" || {{ echo "gh: $*" >&2; exit 2; }}
body="$(cat)"
n=$(ls | grep -c asked)
printf %s "$body" > "asked-$n.json"
case "$body" in
  *updateIssueComment*|*addComment*) echo '{{"data":{{"done":{{}}}}}}' ;;
  *headRefName*) cat pulls.json ;;
  *) cat thread.json ;;
esac
"#,
                folder.display()
            ),
        );
    }

    /// What `gh` was asked to change: the variables of each change.
    pub fn changes(&self) -> Vec<serde_json::Value> {
        let mut files: Vec<PathBuf> = files(&self.path("gh"));
        files.sort();
        let asked = files.iter().filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with("asked")
        });
        asked
            .map(|path| fs::read_to_string(path).unwrap())
            .filter(|text| text.contains("mutation"))
            .map(|text| serde_json::from_str(&text).unwrap())
            .map(|value: serde_json::Value| value["variables"].clone())
            .collect()
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// The text with its expressions replaced by what they stand for; what is unknown is empty.
fn expanded(text: &str, context: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${{") {
        let (name, after) = after.split_once("}}").expect("an expression ends");
        out.push_str(before);
        out.push_str(context.get(name.trim()).map_or("", String::as_str));
        rest = after;
    }
    out + rest
}

/// What a step has told, as a runner reads it.
fn outputs(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let equals = line.find('=').unwrap_or(usize::MAX);
        let here = line.find("<<").unwrap_or(usize::MAX);
        if here < equals {
            let (name, end) = line.split_once("<<").unwrap();
            let value: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
            found.push((name.to_owned(), value.join("\n")));
        } else {
            let (name, value) = line.split_once('=').expect("an output has a name");
            found.push((name.to_owned(), value.to_owned()));
        }
    }
    found
}
