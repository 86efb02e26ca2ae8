use crate::assessment::{Role, role};
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
        let [mut paths, mut models, mut texts, mut assets, mut theme] =
            [const { None }; 5].map(|_: Option<()>| Digester::default());
        let html = &config.html;
        let is_extra = |file: &SourceFile| {
            let mut extras = html.additional_css.iter().chain(&html.additional_js);
            extras.any(|extra| extra == file.path.as_str())
        };
        for file in sources.files.values() {
            add(&mut paths, file.path.as_str().as_bytes());
            match file.path.below(src) {
                None => whole(&mut theme, file),
                Some(_) if is_extra(file) => {
                    whole(&mut theme, file);
                    whole(&mut assets, file);
                }
                Some(_) if file.path.extension() != "md" => whole(&mut assets, file),
                Some(below) if role(below) == Role::Model => whole(&mut models, file),
                Some(_) => whole(&mut texts, file),
            }
        }
        for refused in &sources.refused {
            add(&mut paths, format!("{refused:?}").as_bytes());
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
    add(digester, file.path.as_str().as_bytes());
    digester.update(file.digest.as_bytes());
}

fn add(digester: &mut Digester, part: &[u8]) {
    digester.update(&(part.len() as u64).to_le_bytes());
    digester.update(part);
}
