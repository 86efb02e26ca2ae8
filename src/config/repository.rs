//! Where the web pages of a repository show the line of a file, by the host.

/// The address of a line with `{path}` and `{line}` to be filled in: at a commit, or in the newest
/// state, so that a commit alone changes no page. `repository` has no slash at its end.
pub fn source_template(repository: &str, commit: Option<&str>) -> String {
    let host = repository
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or("");
    let at = commit.unwrap_or("HEAD");
    let tail = if host.contains("gitlab") {
        format!("/-/blob/{at}/{{path}}#L{{line}}")
    } else if host.contains("bitbucket") {
        format!("/src/{at}/{{path}}#lines-{{line}}")
    } else if host.contains("codeberg") || host.contains("gitea") || host.contains("forgejo") {
        let at = commit.map_or("branch/main".to_owned(), |commit| {
            format!("commit/{commit}")
        });
        format!("/src/{at}/{{path}}#L{{line}}")
    } else {
        format!("/blob/{at}/{{path}}?plain=1#L{{line}}")
    };
    format!("{repository}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_have_their_own_addresses_of_lines() {
        let newest = |repository| source_template(repository, None);
        assert_eq!(
            newest("https://github.com/o/r"),
            "https://github.com/o/r/blob/HEAD/{path}?plain=1#L{line}"
        );
        assert_eq!(
            newest("https://codeberg.org/o/r"),
            "https://codeberg.org/o/r/src/branch/main/{path}#L{line}"
        );
        let exact = |repository| source_template(repository, Some("41d0aa7"));
        assert_eq!(
            exact("https://github.com/o/r"),
            "https://github.com/o/r/blob/41d0aa7/{path}?plain=1#L{line}"
        );
        assert_eq!(
            exact("https://gitlab.example.org/g/s/r"),
            "https://gitlab.example.org/g/s/r/-/blob/41d0aa7/{path}#L{line}"
        );
        assert_eq!(
            exact("https://forgejo.example.org/o/r"),
            "https://forgejo.example.org/o/r/src/commit/41d0aa7/{path}#L{line}"
        );
        assert_eq!(
            exact("https://bitbucket.org/o/r"),
            "https://bitbucket.org/o/r/src/41d0aa7/{path}#lines-{line}"
        );
    }
}
