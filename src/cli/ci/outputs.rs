use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::term::token;
use crate::host;

/// What a runner gives and takes besides the event: files to write into, folders, addresses.
#[derive(Debug, Default)]
pub struct Runner {
    output: Option<PathBuf>,
    summary: Option<PathBuf>,
    workspace: Option<PathBuf>,
    temp: Option<PathBuf>,
    pub server: String,
    pub repository: Option<String>,
    run: Option<String>,
}

impl Runner {
    pub fn of_environment() -> Self {
        let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let path = |name: &str| text(name).map(PathBuf::from);
        Self {
            output: path("GITHUB_OUTPUT"),
            summary: path("GITHUB_STEP_SUMMARY"),
            workspace: path("GITHUB_WORKSPACE"),
            temp: path("RUNNER_TEMP"),
            server: text("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned()),
            repository: text("GITHUB_REPOSITORY"),
            run: text("GITHUB_RUN_ID"),
        }
    }

    /// The address of the repository.
    pub fn repository_url(&self) -> Option<String> {
        let repository = self.repository.as_ref()?;
        Some(format!("{}/{repository}", self.server))
    }

    /// The address of this run.
    pub fn run_url(&self) -> Option<String> {
        let run = self.run.as_ref()?;
        Some(format!("{}/actions/runs/{run}", self.repository_url()?))
    }

    /// A folder for what later steps take; apart for each key.
    pub fn folder(&self, key: &str) -> PathBuf {
        let temp = self.temp.clone().unwrap_or_else(std::env::temp_dir);
        temp.join(format!("levelbook-diff-{key}"))
    }

    /// A path as other steps know it: from the workspace, where it lies there, and with `/`.
    pub fn known(&self, path: &Path) -> String {
        let path = host::fs::plain(path).unwrap_or_else(|| path.to_owned());
        let workspace = self.workspace.as_deref();
        let below = workspace.and_then(|workspace| path.strip_prefix(workspace).ok());
        match below {
            Some(below) if below.as_os_str().is_empty() => ".".to_owned(),
            Some(below) => {
                let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                parts.join("/")
            }
            None => path.to_string_lossy().into_owned(),
        }
    }

    /// Tells later steps of what came out. Outside of a runner nobody wants to know.
    pub fn tell(&self, pairs: &[(&str, Told)]) -> Result<(), Failure> {
        let Some(file) = &self.output else {
            return Ok(());
        };
        let lines: String = pairs.iter().map(|(name, told)| told.line(name)).collect();
        Ok(host::fs::append(file, lines.as_bytes())?)
    }

    /// Adds to what the page of the run shows.
    pub fn summarize(&self, markdown: &str) -> Result<(), Failure> {
        match &self.summary {
            Some(file) => Ok(host::fs::append(file, markdown.as_bytes())?),
            None => Ok(()),
        }
    }
}

/// What a later step may be told. No text of the book is among it.
pub enum Told {
    Number(u32),
    Yes(bool),
    Path(String),
}

impl Told {
    fn line(&self, name: &str) -> String {
        match self {
            Told::Number(number) => format!("{name}={number}\n"),
            Told::Yes(yes) => format!("{name}={yes}\n"),
            // A path may hold a line end; what ends it here, nobody can guess.
            Told::Path(path) => {
                let end = token();
                format!("{name}<<{end}\n{path}\n{end}\n")
            }
        }
    }
}
