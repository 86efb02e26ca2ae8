use jiff::civil::Date;

use crate::config::Config;
use crate::model::built_in_text;
use crate::theme;
use crate::tree::{BookPath, Digest, SourceFile, Sources};

/// What the outside world says about a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Today.
    pub date: Date,
    /// Whether the date is the clock's; an explicit date leaves later assessments out.
    pub clock: bool,
    /// The commit of the sources, where it is known and asked for.
    pub revision: Option<String>,
}

/// Everything that a run depends on.
pub struct Input<'a> {
    pub sources: &'a Sources,
    pub config: Config,
    pub stamp: Stamp,
    /// The live preview shows drafts.
    pub drafts: bool,
}

/// The folders of a book that are read, besides book.toml.
pub fn source_folders(config: &Config) -> Vec<String> {
    let mut folders = vec![config.book.src.clone(), "themes".to_owned()];
    for file in config
        .html
        .additional_css
        .iter()
        .chain(&config.html.additional_js)
    {
        folders.push(file.clone());
    }
    folders
}

/// The text of a file that a diagnostic points into: one of the book, as far as it can be read, or
/// one that the program carries in itself.
pub fn text_of<'s>(sources: &'s Sources, path: &BookPath) -> Option<&'s str> {
    sources.get(path).map(legible).or_else(|| {
        let model = path.as_str().strip_prefix("<built-in>/models/");
        model
            .and_then(|name| built_in_text(name.strip_suffix(".md")?))
            .or_else(|| theme::built_in_text(path))
    })
}

/// The text up to the first byte that is not UTF-8.
fn legible(file: &SourceFile) -> &str {
    let first = file.bytes().utf8_chunks().next();
    first.map_or("", |chunk| chunk.valid())
}

/// One digest over all inputs of a build: equal inputs give equal sites. The program is among them,
/// by a digest of its own sources.
pub fn input_digest(input: &Input<'_>) -> Digest {
    let sources = input.sources.digest();
    let settings = format!("{:?}", input.config);
    let stamp = format!("{:?}", input.stamp);
    Digest::of_parts([
        env!("PROGRAM_SOURCES_DIGEST").as_bytes(),
        env!("CARGO_PKG_VERSION").as_bytes(),
        &sources.as_bytes()[..],
        settings.as_bytes(),
        stamp.as_bytes(),
    ])
}
