/// In which form a comparison is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For the terminal.
    Text,
    /// The comment of a pull request, at most 60,000 bytes.
    Markdown,
    /// The summary of a job of GitHub Actions, at most 900 KiB.
    Summary,
    /// Annotations by workflow commands of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// The record itself, `levelbook.diff/1`.
    Json,
    /// One file that needs nothing else.
    Html,
}

/// What renderers are told besides the record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options<'a> {
    /// Text only: with ANSI colors.
    pub color: bool,
    /// Text only: columns of the terminal.
    pub width: usize,
    /// Set where a GitHub runner reads what is printed: a random token, by which the human formats
    /// switch the runner's commands off while they print.
    pub stop_token: Option<&'a str>,
    /// Of the comment's marker: tells the comments of several books on one pull request apart.
    pub key: &'a str,
    /// Where the full report is, such as the page of a run.
    pub report_url: Option<&'a str>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            color: false,
            width: 100,
            stop_token: None,
            key: "default",
            report_url: None,
        }
    }
}
