use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::config::{self, GateId};
use crate::{import, review};

/// Compiles a book of maturity assessments into a static site that proves its verdicts
#[derive(Parser, Debug)]
#[command(
    name = "levelbook",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Explain a diagnostic code, such as `unknown-rating`; `list` names all
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
    #[command(flatten)]
    pub global: Global,
}

#[derive(clap::Args, Debug, Clone)]
pub struct Global {
    /// Say nothing but what was asked for and what is wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say which day is taken for today, and how many files were read
    #[arg(short, long, global = true, action = ArgAction::Count, conflicts_with = "quiet")]
    pub verbose: u8,
    /// When to use colors
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Make a new book
    Init(Init),
    /// Add a team, an assessment or a model to the book
    New(New),
    /// Bring answers from elsewhere into the book
    Import(Import),
    /// Build the site
    Build(Build),
    /// Show the site while it is written, and follow every change
    Serve(Serve),
    /// Do everything that `build` does, and publish nothing
    Check(Check),
    /// Bring the front matter of teams and assessments into one order and style
    Fmt(Fmt),
    /// Show level, gaps and roadmap in the terminal
    Show(Show),
    /// Show what a change does to levels, gaps and roadmaps
    Diff(Diff),
    /// Write the comment of a saved comparison that nobody has to trust
    Comment(Comment),
    /// Show where a team stood over the commits, and what each change came from
    History(History),
    /// Write the whole book as JSON or CSV
    Export(Export),
    /// Print the JSON Schema of a file format
    Schema(Schema),
    /// Take the default theme as a starting point, or check a theme
    Theme(Theme),
    /// Remove the built site
    Clean(Clean),
    /// Do what a step of a GitHub workflow says; action.yml runs it
    Ci(Ci),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page of the program, or write those of all commands
    Man(Man),
}

/// Which book, and for which day.
#[derive(clap::Args, Debug, Clone)]
pub struct BookArgs {
    /// The folder of book.toml
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    #[command(flatten)]
    pub day: DayArgs,
}

#[derive(clap::Args, Debug, Clone)]
pub struct DayArgs {
    /// Take this day for today, as in 2026-07-01; later assessments do not exist yet
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
}

/// Every command takes a day, so that a script can give all of them the same arguments; what these
/// commands do is the same on every day.
#[derive(clap::Args, Debug)]
pub struct AnyDay {
    #[arg(long, value_name = "DATE", value_parser = date, hide = true)]
    date: Option<Date>,
}

#[derive(clap::Args, Debug)]
pub struct Init {
    /// The folder of the new book
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// The model of the example team: cmm, omm or ppmm
    #[arg(long, value_name = "ID", default_value = "cmm")]
    pub model: String,
    /// The title of the book
    #[arg(long)]
    pub title: Option<String>,
    /// Write workflows that publish the book on GitHub Pages and review pull requests; a book that
    /// exists gets these alone
    #[arg(long)]
    pub github: bool,
    /// With `--github`: what the site is published from
    #[arg(
        long,
        value_name = "SOURCE",
        default_value = "actions",
        requires = "github"
    )]
    pub pages: Pages,
    /// With `--github`: the action of Levelbook, as OWNER/REPOSITORY@COMMIT
    #[arg(long, value_name = "ACTION", requires = "github")]
    pub action: Option<String>,
    #[command(flatten)]
    pub day: DayArgs,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pages {
    /// The workflow itself
    Actions,
    /// The branch gh-pages, which the workflow pushes to
    Branch,
}

#[derive(clap::Args, Debug)]
pub struct New {
    #[command(subcommand)]
    pub what: NewWhat,
}

#[derive(Subcommand, Debug)]
pub enum NewWhat {
    /// A team with an assessment that holds every question, ready to fill in
    Team {
        /// The team's name; the file's name is made of it
        name: String,
        /// The model of the assessment; default: the book's
        #[arg(long, value_name = "ID")]
        model: Option<String>,
        /// From the largest unit to the smallest, with `/` between them: `Retail / Checkout`
        #[arg(long)]
        unit: Option<String>,
        #[command(flatten)]
        at: NewAt,
    },
    /// A further assessment of a team, which begins with its last answers
    Assessment {
        /// The id of the team: its file's or folder's name
        team: String,
        /// The model; default: that of the team's last assessment
        #[arg(long, value_name = "ID")]
        model: Option<String>,
        /// Where the answers come from
        #[arg(long, default_value = "last")]
        from: From,
        #[command(flatten)]
        at: NewAt,
    },
    /// A model of the book's own
    Model {
        /// The id of the new model
        id: String,
        /// Begin with a copy of this model
        #[arg(long, value_name = "ID")]
        from: Option<String>,
        #[command(flatten)]
        at: NewAt,
    },
}

#[derive(clap::Args, Debug, Clone)]
pub struct NewAt {
    /// The folder of book.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    #[command(flatten)]
    pub day: DayArgs,
}

#[derive(clap::Args, Debug)]
pub struct Import {
    #[command(subcommand)]
    pub what: ImportWhat,
}

#[derive(Subcommand, Debug)]
pub enum ImportWhat {
    /// The table of a spreadsheet, saved as CSV, becomes a file for each team
    Csv {
        /// The table; `-` is the standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The model that the table answers; default: the book's
        #[arg(long, value_name = "ID")]
        model: Option<String>,
        /// The team of a table that names none
        #[arg(long, value_name = "NAME")]
        team: Option<String>,
        /// What a column or row holds: `team`, `rating`, `ignore`, the id of a goal; can be repeated
        #[arg(long, value_name = "HEADING=MEANING", value_parser = pair)]
        map: Vec<(String, String)>,
        /// What a word stands for: a rating of the model; can be repeated
        #[arg(long, value_name = "WORD=RATING", value_parser = pair)]
        rating: Vec<(String, String)>,
        /// The lowest and the highest number that stand for ratings, as in 0-5
        #[arg(long, value_name = "LOW-HIGH", value_parser = numbers)]
        numbers: Option<(u64, u64)>,
        /// Write nothing, and say what would be written
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        at: NewAt,
    },
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum From {
    /// Copy the last answers, each with the date when it was found
    Last,
    /// Begin with no answers
    None,
}

#[derive(clap::Args, Debug)]
pub struct Build {
    #[command(flatten)]
    pub book: BookArgs,
    /// The folder to publish to; default: `build-dir` of book.toml
    #[arg(short = 'd', long, value_name = "OUT")]
    pub dest_dir: Option<PathBuf>,
    /// Open the start page when the site is built
    #[arg(short, long)]
    pub open: bool,
    /// Where the site will live; wins over `site-url` of book.toml
    #[arg(long, value_name = "URL")]
    pub site_url: Option<String>,
    /// Do not publish while there are warnings
    #[arg(long)]
    pub strict: bool,
    /// Build even when nothing has changed
    #[arg(long)]
    pub force: bool,
    /// Print how long each stage took
    #[arg(long)]
    pub timings: bool,
}

#[derive(clap::Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    pub book: BookArgs,
    /// The port; default: 3000, or the next free one up to 3010
    #[arg(short, long, value_name = "PORT")]
    pub port: Option<u16>,
    /// The address to listen at; any other than this machine's own lets others read the book
    #[arg(short = 'n', long, value_name = "IP", default_value = "127.0.0.1")]
    pub hostname: IpAddr,
    /// Open the start page
    #[arg(short, long)]
    pub open: bool,
    /// How changes are noticed; `poll` works on network drives, too
    #[arg(long, value_name = "HOW", default_value = "native")]
    pub watcher: Watcher,
    /// Let open pages follow the file that is edited
    #[arg(long)]
    pub navigate: bool,
    /// What opens a source line; wins over `editor` of book.toml
    #[arg(long, value_name = "EDITOR")]
    pub editor: Option<String>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Watcher {
    /// By the system's own notices
    Native,
    /// By looking again and again
    Poll,
}

#[derive(clap::Args, Debug)]
pub struct Check {
    #[command(flatten)]
    pub book: BookArgs,
    /// How to write what is wrong
    #[arg(long, default_value = "text")]
    pub format: Format,
    /// With `--format github`: annotate first what differs from this revision
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
    /// Count warnings as findings
    #[arg(long)]
    pub strict: bool,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Text,
    Short,
    Json,
    Github,
    Gitlab,
}

#[derive(clap::Args, Debug)]
pub struct Fmt {
    /// The folder of book.toml
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// Write nothing, and name the files that would be written
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub any_day: AnyDay,
}

#[derive(clap::Args, Debug)]
pub struct Show {
    /// The id of a team; without it, all teams
    pub team: Option<String>,
    /// How to write it
    #[arg(long, default_value = "text")]
    pub format: ShowFormat,
    /// The folder of book.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    #[command(flatten)]
    pub day: DayArgs,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShowFormat {
    Text,
    Markdown,
    Json,
}

#[derive(clap::Args, Debug)]
pub struct History {
    /// The id of a team: its file's or folder's name
    pub team: String,
    /// The model; default: the first that the team is assessed by
    #[arg(long, value_name = "ID")]
    pub model: Option<String>,
    /// How to write it
    #[arg(long, default_value = "text")]
    pub format: HistoryFormat,
    /// The folder of book.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// Leave out what came after this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum HistoryFormat {
    Text,
    /// `levelbook.history/1`
    Json,
}

#[derive(clap::Args, Debug)]
pub struct Diff {
    /// What to compare with: a revision such as `main` or `HEAD~1`, a folder, or a saved export
    pub base: Option<String>,
    /// What is compared; default: the working tree
    pub head: Option<String>,
    /// Compare with the branch as it was when this day began
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<Date>,
    /// How to write it
    #[arg(long, default_value = "text")]
    pub format: DiffFormat,
    /// Write to this file instead of the standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// What makes the command end with 1; default: `fail-on` of book.toml, as base has it
    #[arg(long, value_name = "GATE", value_delimiter = ',', value_parser = gates())]
    pub fail_on: Vec<String>,
    /// What is warned of; default: `warn-on` of book.toml, as base has it
    #[arg(long, value_name = "GATE", value_delimiter = ',', value_parser = gates())]
    pub warn_on: Vec<String>,
    /// End with 1 where anything differs
    #[arg(long)]
    pub exit_code: bool,
    /// Tells the comments of several books in one repository apart
    #[arg(long, default_value = "default", value_parser = key)]
    pub key: String,
    /// Where the whole report is to be found, for formats that are cut
    #[arg(long, value_name = "URL")]
    pub report_url: Option<String>,
    /// The address of the repository, for links to lines; default: `git-repository-url` of book.toml
    #[arg(long, value_name = "URL")]
    pub repository_url: Option<String>,
    /// The folder of book.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    #[command(flatten)]
    pub day: DayArgs,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum DiffFormat {
    /// For the terminal
    Text,
    /// The comment of a pull request
    Markdown,
    /// The summary of a job
    Summary,
    /// Annotations of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// `levelbook.diff/1`
    Json,
    /// One file that opens by itself
    Html,
}

#[derive(clap::Args, Debug)]
pub struct Comment {
    /// What `diff --format json` wrote; `-` is the standard input
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// How to write it
    #[arg(long, default_value = "markdown")]
    pub format: CommentFormat,
    /// Tells the comments of several books in one repository apart
    #[arg(long, default_value = "default", value_parser = key)]
    pub key: String,
    /// The address of the repository, for links to lines; default: by GITHUB_SERVER_URL and
    /// GITHUB_REPOSITORY
    #[arg(long, value_name = "URL", value_parser = repository_url)]
    pub repository_url: Option<String>,
    /// The address of the published site, for links to pages
    #[arg(long, value_name = "URL", value_parser = site_url)]
    pub site_url: Option<String>,
    /// Where the whole report is to be found, for formats that are cut
    #[arg(long, value_name = "URL", value_parser = web_url)]
    pub report_url: Option<String>,
    #[command(flatten)]
    pub any_day: AnyDay,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum CommentFormat {
    /// The comment of a pull request
    Markdown,
    /// The summary of a job
    Summary,
    /// Annotations of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// For the terminal
    Text,
    /// One file that opens by itself
    Html,
}

#[derive(clap::Args, Debug)]
pub struct Export {
    #[command(flatten)]
    pub book: BookArgs,
    /// How to write it
    #[arg(long, default_value = "json")]
    pub format: ExportFormat,
    /// Write to this file instead of the standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportFormat {
    Json,
    Csv,
}

#[derive(clap::Args, Debug)]
pub struct Schema {
    /// The format
    pub what: SchemaWhat,
    #[command(flatten)]
    pub any_day: AnyDay,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum SchemaWhat {
    /// The front matter of teams and assessments
    Assessment,
    /// The front matter of models
    Model,
    /// book.toml
    Book,
    /// What `diff --format json` writes
    Diff,
}

#[derive(clap::Args, Debug)]
pub struct Theme {
    #[command(subcommand)]
    pub what: ThemeWhat,
}

#[derive(Subcommand, Debug)]
pub enum ThemeWhat {
    /// Write the default theme's files into themes/NAME
    Eject {
        /// The name of the new theme
        #[arg(default_value = "own")]
        name: String,
        /// Only these files, such as `templates/report.html`; default: all
        #[arg(long = "file", value_name = "PATH")]
        files: Vec<String>,
        /// Print the names of the files and write nothing
        #[arg(long, conflicts_with = "files")]
        list: bool,
        /// The folder of book.toml
        #[arg(long, value_name = "DIR", default_value = ".")]
        dir: PathBuf,
        #[command(flatten)]
        any_day: AnyDay,
    },
    /// Check the theme of the book with the pages of the book
    Check {
        #[command(flatten)]
        book: BookArgs,
    },
}

#[derive(clap::Args, Debug)]
pub struct Clean {
    /// The folder of book.toml
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// The folder to remove; default: `build-dir` of book.toml
    #[arg(short = 'd', long, value_name = "OUT")]
    pub dest_dir: Option<PathBuf>,
    #[command(flatten)]
    pub any_day: AnyDay,
}

#[derive(clap::Args, Debug)]
pub struct Ci {
    #[command(flatten)]
    pub any_day: AnyDay,
}

#[derive(clap::Args, Debug)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
    #[command(flatten)]
    pub any_day: AnyDay,
}

#[derive(clap::Args, Debug)]
pub struct Man {
    /// Write one page for each command into this folder
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    #[command(flatten)]
    pub any_day: AnyDay,
}

/// The whole command line, for completions, manual pages and tests.
pub fn command() -> clap::Command {
    Args::command()
}

/// A text, `=` and what it stands for.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((left, right)) if !left.trim().is_empty() && !right.trim().is_empty() => {
            Ok((left.trim().to_owned(), right.trim().to_owned()))
        }
        _ => Err("write it as `Heading=meaning`".to_owned()),
    }
}

/// Two numbers, in millionths.
fn numbers(text: &str) -> Result<(u64, u64), String> {
    let ends = text.split_once('-');
    let ends = ends.and_then(|(low, high)| {
        let low = import::decimal(low.trim())?;
        Some((low, import::decimal(high.trim())?))
    });
    ends.filter(|(low, high)| low < high)
        .ok_or_else(|| "write the lowest and the highest number, such as `0-5`".to_owned())
}

fn gates() -> PossibleValuesParser {
    PossibleValuesParser::new(GateId::WORDS.iter().map(|(word, _)| *word))
}

fn key(text: &str) -> Result<String, String> {
    let clean = text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    match clean && (1..=40).contains(&text.len()) {
        true => Ok(text.to_owned()),
        false => Err("write 1 to 40 letters, digits, `-` and `_`".to_owned()),
    }
}

fn repository_url(text: &str) -> Result<String, &'static str> {
    config::repository_url(text)
}

/// With scheme and host: where a comment is read, a path alone leads nowhere.
fn site_url(text: &str) -> Result<String, &'static str> {
    let url = config::site_url(text)?;
    match url.starts_with('/') {
        true => Err("not an http or https address"),
        false => Ok(url),
    }
}

fn web_url(text: &str) -> Result<String, &'static str> {
    match review::is_web(text) {
        true => Ok(text.to_owned()),
        false => Err("not an http or https address"),
    }
}

fn date(text: &str) -> Result<Date, String> {
    let strict = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    text.parse::<Date>()
        .ok()
        .filter(|_| strict)
        .ok_or_else(|| "write a date as 2026-07-01".to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_consistent() {
        super::command().debug_assert();
    }
}
