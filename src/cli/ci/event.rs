use std::path::PathBuf;

use serde::Deserialize;

use crate::cli::Failure;
use crate::host;

/// What has started the workflow. GitHub wrote it, and nothing of it comes from the files of a pull
/// request; names of branches and repositories are chosen by their owners.
#[derive(Debug, Default)]
pub struct Event {
    pub name: String,
    about: About,
}

/// What of the event's payload is needed.
#[derive(Debug, Default, Deserialize)]
struct About {
    pull_request: Option<PullRequest>,
    merge_group: Option<MergeGroup>,
    workflow_run: Option<WorkflowRun>,
    /// Of a push: the commit that the branch was at.
    before: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct PullRequest {
    pub number: u64,
    pub head: End,
    pub base: End,
}

#[derive(Debug, Clone, Deserialize)]
pub struct End {
    #[serde(rename = "ref")]
    pub branch: String,
    pub sha: String,
    /// Missing where a fork was deleted.
    pub repo: Option<Repository>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Repository {
    pub full_name: String,
}

#[derive(Debug, Deserialize)]
struct MergeGroup {
    base_sha: String,
}

/// The run of another workflow.
#[derive(Debug, Clone, Deserialize)]
pub struct WorkflowRun {
    pub id: u64,
    pub event: String,
    pub head_sha: String,
    pub head_branch: Option<String>,
    pub head_repository: Option<Repository>,
}

impl Event {
    pub fn of_environment() -> Result<Self, Failure> {
        let name = std::env::var("GITHUB_EVENT_NAME").unwrap_or_default();
        let path = std::env::var_os("GITHUB_EVENT_PATH").filter(|path| !path.is_empty());
        let Some(path) = path.map(PathBuf::from) else {
            return Ok(Self {
                name,
                ..Self::default()
            });
        };
        let text = host::fs::read_text(&path)?;
        let about = serde_json::from_str(&text).map_err(|error| {
            Failure::Refused(
                format!("`{}` is no event of GitHub: {error}", path.display()),
                "GITHUB_EVENT_PATH names the file that the runner writes".to_owned(),
            )
        })?;
        Ok(Self { name, about })
    }

    pub fn pull_request(&self) -> Option<&PullRequest> {
        let found = self.about.pull_request.as_ref();
        found.filter(|_| self.name == "pull_request")
    }

    pub fn workflow_run(&self) -> Option<&WorkflowRun> {
        let found = self.about.workflow_run.as_ref();
        found.filter(|_| self.name == "workflow_run")
    }

    /// The commits that a change may be compared with, the best first.
    pub fn bases(&self) -> Vec<&str> {
        let before = self.about.before.as_deref();
        match self.name.as_str() {
            "pull_request" => self.pull_request().map(|pull| &*pull.base.sha),
            "merge_group" => self
                .about
                .merge_group
                .as_ref()
                .map(|group| &*group.base_sha),
            // A new branch was at no commit.
            "push" => before.filter(|id| id.bytes().any(|b| b != b'0')),
            _ => return Vec::new(),
        }
        .into_iter()
        .chain((self.name != "pull_request").then_some("HEAD^1"))
        .collect()
    }
}

impl PullRequest {
    /// Whether it comes from another repository, which gets a token that can only read.
    pub fn is_from_elsewhere(&self) -> bool {
        self.head.repo.is_none() || self.head.repo != self.base.repo
    }
}
