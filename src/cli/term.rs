use std::io::{IsTerminal, Write};
use std::path::{Display, Path};

use super::Failure;
use super::args::{Color, Global};
use crate::diagnostic::{self, Diagnostic, Format, Options, Texts, safe};
use crate::tree::Digest;

/// The terminal, or whatever stands in its place: the one writer of everything for people.
pub struct Term {
    quiet: bool,
    verbose: bool,
    color: bool,
    forces_color: bool,
    /// In a GitHub runner: a token that no content can guess, to switch its commands off.
    stop_token: Option<String>,
}

impl Term {
    pub fn new(global: &Global) -> Self {
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                    && std::io::stderr().is_terminal()
            }
        };
        let runner = std::env::var_os("GITHUB_ACTIONS").is_some_and(|v| v == "true");
        Self {
            quiet: global.quiet,
            verbose: global.verbose > 0,
            color,
            forces_color: global.color == Color::Always,
            stop_token: runner.then(token),
        }
    }

    /// Whether long work may show its progress.
    pub fn shows_progress(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Something that is good to know, on the standard error.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            self.line(text);
        }
    }

    /// Something that was not done, on the standard error, also for those who want to know little.
    pub fn warn(&self, text: &str) {
        let text = safe::printable(text);
        let _ = writeln!(
            std::io::stderr(),
            "warning: {}",
            safe::without_commands(&text)
        );
    }

    /// Something that only curious people want to know.
    pub fn detail(&self, text: &str) {
        if self.verbose {
            self.say(text);
        }
    }

    /// What the command was asked for, on the standard output.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .map_err(Failure::of_output)
    }

    /// Why a command ended; nothing where it is known already.
    pub fn fail(&self, failure: &Failure) {
        let help = match failure {
            Failure::Host(error) => error.help(),
            Failure::Usage(_, help) | Failure::Refused(_, help) => Some(help.as_str()),
            Failure::Closed | Failure::Reported => return,
        };
        self.line(&format!("error: {failure}"));
        if let Some(help) = help {
            self.line(&format!("help: {help}"));
        }
    }

    /// Diagnostics for people, on the standard error.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], texts: Texts<'_, '_>) {
        let text = diagnostic::render(Format::Text, diagnostics, texts, self.options());
        let _ = std::io::stderr().write_all(text.as_bytes());
    }

    /// Whether what is printed on the standard output may have colors.
    pub fn colors_output(&self) -> bool {
        self.color && (self.forces_color || std::io::stdout().is_terminal())
    }

    /// In a GitHub runner: what switches its commands off while human text is printed.
    pub fn stop_token(&self) -> Option<&str> {
        self.stop_token.as_deref()
    }

    /// How diagnostics are written here.
    pub fn options(&self) -> Options<'_> {
        Options {
            color: self.color,
            width: width(),
            stop_token: self.stop_token.as_deref(),
            ..Options::default()
        }
    }

    /// A line for people, in which no name gives orders to a terminal or a runner.
    fn line(&self, text: &str) {
        let text = safe::printable(text);
        let text = match self.stop_token {
            Some(_) => safe::without_commands(&text),
            None => text.as_ref().into(),
        };
        let _ = writeln!(std::io::stderr(), "{text}");
    }
}

/// A path as people write it: without a leading `./`.
pub fn shown(path: &Path) -> Display<'_> {
    match path.strip_prefix(".") {
        Ok(below) if !below.as_os_str().is_empty() => below.display(),
        _ => path.display(),
    }
}

/// The columns of the terminal, where the environment tells them.
pub fn width() -> usize {
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|text| text.parse::<usize>().ok());
    columns.filter(|n| (40..=400).contains(n)).unwrap_or(100)
}

/// 128 bits that content cannot know: the address space layout, the process and the time.
pub fn token() -> String {
    use std::hash::{BuildHasher, Hasher, RandomState};
    let random = || RandomState::new().build_hasher().finish().to_le_bytes();
    Digest::of_parts([
        &random()[..],
        &random()[..],
        &std::process::id().to_le_bytes()[..],
    ])
    .hex()
}
