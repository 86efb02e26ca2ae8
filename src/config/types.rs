use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

/// The settings of a book, complete: what book.toml leaves out has its default.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    pub book: Book,
    pub build: Build,
    pub html: Html,
    pub maturity: Maturity,
}

/// `[book]`
#[derive(Clone, PartialEq, Debug)]
pub struct Book {
    pub title: String,
    pub authors: Vec<String>,
    pub description: Option<String>,
    /// A BCP 47 tag.
    pub language: String,
    /// The folder of everything that is written.
    pub src: String,
}

/// `[build]`
#[derive(Clone, PartialEq, Debug)]
pub struct Build {
    /// As written: relative to the book, or absolute.
    pub build_dir: String,
    pub extra_watch_dirs: Vec<String>,
}

/// `[output.html]`
#[derive(Clone, PartialEq, Debug)]
pub struct Html {
    /// A folder in themes/, or `default`.
    pub theme: String,
    pub default_theme: ColorScheme,
    /// Files of the book, relative to book.toml.
    pub additional_css: Vec<String>,
    pub additional_js: Vec<String>,
    /// Normalised: with scheme, ending in `/`; or a path that begins and ends in `/`.
    pub site_url: Option<String>,
    pub cname: Option<String>,
    /// Without a slash at its end.
    pub git_repository_url: Option<String>,
    pub edit_url_template: Option<String>,
    pub source_url_template: Option<String>,
    pub input_404: Option<String>,
    pub hash_files: bool,
    pub search: bool,
    pub print: bool,
    /// From an old address to a new one, as written.
    pub redirect: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColorScheme {
    Auto,
    Light,
    Dark,
}

/// `[maturity]`
#[derive(Clone, PartialEq, Debug)]
pub struct Maturity {
    /// The default model; `None` means the only model in use, or the first by id.
    pub model: Option<String>,
    /// A level of the default model.
    pub target: Option<String>,
    pub max_age_days: u32,
    pub expire: bool,
    pub as_of: Option<Date>,
    pub hide: BTreeSet<Hide>,
    /// Labels of the unit path, from the largest to the smallest.
    pub units: Vec<String>,
    pub models: BTreeMap<String, ModelConfig>,
}

/// What is left out of everything that is published.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Hide {
    Notes,
    BuyIn,
    Plan,
    Assessor,
    Evidence,
    SourceLinks,
    Narrative,
}

/// `[maturity.models.ID]`
#[derive(Clone, Default, PartialEq, Debug)]
pub struct ModelConfig {
    pub target: Option<String>,
    /// True where the book chose `independent`, false for `staged`.
    pub independent: Option<bool>,
    pub not_applicable: Vec<String>,
    pub max_age_days: Option<u32>,
    /// The place of the section, for diagnostics about what it names.
    pub span: crate::tree::Span,
}
