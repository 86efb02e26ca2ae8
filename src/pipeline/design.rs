use std::sync::Arc;

use super::Input;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::language::Words;
use crate::theme::{Extra, Options, Theme};
use crate::tree::{BookPath, SitePath, Sources};

/// Words and theme of a book.
pub struct Design {
    pub words: Arc<Words>,
    pub theme: Arc<Theme>,
    pub asset_paths: Vec<SitePath>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads words and theme.
pub fn design(input: &Input<'_>) -> Design {
    let config = &input.config;
    let mut diagnostics = Vec::new();
    let words = Words::load(input.sources, &config.html.theme, &config.book.language);
    let words = Arc::new(words.take(&mut diagnostics));
    let theme = load_theme(input.sources, config, &words).take(&mut diagnostics);
    let assets = theme.assets().iter();
    Design {
        asset_paths: assets.map(|asset| asset.path.clone()).collect(),
        words,
        theme: Arc::new(theme),
        diagnostics,
    }
}

fn load_theme(sources: &Sources, config: &Config, words: &Arc<Words>) -> Checked<Theme> {
    let paths: Vec<BookPath> = config
        .html
        .additional_css
        .iter()
        .chain(&config.html.additional_js)
        .filter_map(|file| BookPath::new(file).ok())
        .collect();
    let extras = paths
        .iter()
        .filter_map(|path| {
            Some(Extra {
                path,
                bytes: sources.get(path)?.bytes(),
            })
        })
        .collect();
    let options = Options {
        hash_files: config.html.hash_files,
        no_search: !config.html.search,
        extras,
        words: Arc::clone(words),
    };
    let mut loaded = Theme::load(sources, &config.html.theme, &options);
    // What concerns the theme as a whole points to where it was chosen.
    for diagnostic in &mut loaded.diagnostics {
        if diagnostic.place.is_none() {
            diagnostic.place.clone_from(&config.places.theme);
        }
    }
    loaded
}
