use crate::assessment::is_model;
use crate::config::Config;
use crate::tree::{Digest, Digester, SourceFile, Sources};

/// Digests of the parts of a book that many files depend on, to see at a glance what a change
/// concerns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prints {
    /// Which files there are, and which were refused.
    pub paths: Digest,
    /// The models that the book brings.
    pub models: Digest,
    /// All other Markdown of the content folder.
    pub texts: Digest,
    /// Files of the content folder that are no Markdown.
    pub assets: Digest,
    /// Files outside of the content folder: themes, and what book.toml adds to them.
    pub theme: Digest,
}

impl Prints {
    pub fn of(sources: &Sources, config: &Config) -> Self {
        let src = &config.book.src;
        let mut paths = Digester::default();
        let (mut models, mut texts) = <(Digester, Digester)>::default();
        let (mut assets, mut theme) = <(Digester, Digester)>::default();
        let html = &config.html;
        let is_extra = |file: &SourceFile| {
            let mut extras = html.additional_css.iter().chain(&html.additional_js);
            extras.any(|extra| extra == file.path.as_str())
        };
        for file in sources.files.values() {
            paths.part(file.path.as_str().as_bytes());
            match file.path.below(src) {
                None => whole(&mut theme, file),
                Some(_) if is_extra(file) => {
                    whole(&mut theme, file);
                    whole(&mut assets, file);
                }
                Some(_) if file.path.extension() != "md" => whole(&mut assets, file),
                Some(below) if is_model(below) => whole(&mut models, file),
                Some(_) => whole(&mut texts, file),
            }
        }
        for refused in &sources.refused {
            paths.part(format!("{refused:?}").as_bytes());
        }
        Self {
            paths: paths.digest(),
            models: models.digest(),
            texts: texts.digest(),
            assets: assets.digest(),
            theme: theme.digest(),
        }
    }
}

fn whole(digester: &mut Digester, file: &SourceFile) {
    digester.part(file.path.as_str().as_bytes());
    digester.update(file.digest.as_bytes());
}
