//! GitHub by its own program `gh`, which runners have and which knows the token.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::HostError;

/// Asks or changes something, by GraphQL. Everything goes through the standard input: no text can
/// become an option or the name of a file. `server` is the address of GitHub, with its scheme.
pub fn query(server: &str, query: &str, variables: &Value) -> Result<Value, HostError> {
    let host = server.split_once("://").map_or(server, |(_, host)| host);
    let body = json!({ "query": query, "variables": variables }).to_string();
    let mut command = Command::new("gh");
    command
        .args(["api", "graphql", "--hostname", host, "--input", "-"])
        .env("GH_PROMPT_DISABLED", "1")
        .env("GH_NO_UPDATE_NOTIFIER", "1")
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // The same token, by the name that `gh` wants for servers of one's own.
    if let Some(token) = std::env::var_os("GH_TOKEN") {
        command.env("GH_ENTERPRISE_TOKEN", token);
    }
    let output =
        answer(&mut command, body.as_bytes()).map_err(|error| HostError::NoGh { error })?;
    let refused = |reason: &str| HostError::GitHub {
        reason: reason.trim().to_owned(),
    };
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        let line = text.lines().find(|line| !line.trim().is_empty());
        let line = line.unwrap_or("gh gave no reason");
        return Err(refused(line.strip_prefix("gh: ").unwrap_or(line)));
    }
    let mut value: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| refused(&error.to_string()))?;
    match value.get_mut("data") {
        Some(data) if !data.is_null() => Ok(data.take()),
        _ => Err(refused("the answer has no data")),
    }
}

/// An answer as what it is expected to be.
pub fn decoded<T: DeserializeOwned>(answer: Value) -> Result<T, HostError> {
    serde_json::from_value(answer).map_err(|error| HostError::GitHub {
        reason: format!("another answer than expected: {error}"),
    })
}

fn answer(command: &mut Command, body: &[u8]) -> io::Result<std::process::Output> {
    let mut child = command.spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        // What ends before it has read everything says why.
        let _ = pipe.write_all(body);
    }
    child.wait_with_output()
}
