use std::cmp::Ordering;
use std::sync::Arc;

use crate::assessment::is_model;
use crate::config::Config;
use crate::tree::{SourceFile, Sources, side_by_side};

/// Which parts of a book, on which many files depend, are others than the last time.
#[derive(Clone, Copy, Debug)]
pub struct Changed {
    /// Which files there are, or which were refused.
    pub paths: bool,
    /// The models that the book brings.
    pub models: bool,
    /// All other Markdown of the content folder.
    pub texts: bool,
    /// Files of the content folder that are no Markdown.
    pub assets: bool,
    /// Files outside of the content folder: themes, and what book.toml adds to them.
    pub theme: bool,
}

type File = Arc<SourceFile>;

impl Changed {
    /// Of a book that was never seen before.
    pub const EVERYTHING: Self = Self {
        paths: true,
        models: true,
        texts: true,
        assets: true,
        theme: true,
    };

    const NOTHING: Self = Self {
        paths: false,
        models: false,
        texts: false,
        assets: false,
        theme: false,
    };

    /// Tells two states of a book with the same settings apart.
    pub fn between(before: &Sources, now: &Sources, config: &Config) -> Self {
        let mut changed = Self::NOTHING;
        changed.paths = before.refused != now.refused;
        if Arc::ptr_eq(&before.files, &now.files) {
            return changed;
        }
        let compare = |was: &&File, is: &&File| match Arc::ptr_eq(was, is) {
            true => Ordering::Equal,
            false => was.path.cmp(&is.path),
        };
        for pair in side_by_side(before.files.values(), now.files.values(), compare) {
            match pair {
                (Some(was), Some(is)) if Arc::ptr_eq(was, is) || was.digest == is.digest => {}
                (Some(_), Some(file)) => changed.mark(file, config),
                (one, other) => {
                    changed.paths = true;
                    let file = one.or(other).into_iter();
                    file.for_each(|file| changed.mark(file, config));
                }
            }
        }
        changed
    }

    /// Marks the part of the book that a file belongs to.
    fn mark(&mut self, file: &SourceFile, config: &Config) {
        let html = &config.html;
        let is_extra = || {
            let mut extras = html.additional_css.iter().chain(&html.additional_js);
            extras.any(|extra| extra == file.path.as_str())
        };
        match file.path.below(&config.book.src) {
            None => self.theme = true,
            Some(_) if is_extra() => (self.theme, self.assets) = (true, true),
            Some(_) if file.path.extension() != "md" => self.assets = true,
            Some(below) if is_model(below) => self.models = true,
            Some(_) => self.texts = true,
        }
    }
}
