use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::Registry;
use crate::tree::{BookPath, Place, Sources};

/// Holds settings that name something of the book against what the book has.
pub fn check(config: &Config, registry: &Registry, sources: &Sources) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    diagnostics.extend(default_model(config, registry));
    diagnostics.extend(additional_files(config, sources));
    diagnostics
}

/// `[maturity] model` and the target that goes with it.
fn default_model(config: &Config, registry: &Registry) -> Option<Diagnostic> {
    let name = config.maturity.model.as_deref()?;
    let Some(model) = registry.find(name) else {
        if registry.is_unreadable(name) {
            return None;
        }
        let ids: Vec<&str> = registry
            .models
            .iter()
            .map(|model| model.id.as_str())
            .collect();
        let message = format!("the book has no model `{name}`");
        return Some(at(
            Diagnostic::new(Code::UnknownModel, message),
            &config.places.model,
            name,
            &ids,
        ));
    };
    let target = config.maturity.target.as_deref()?;
    if model.target(target).is_some() {
        return None;
    }
    let message = format!("the model `{}` has no level `{target}`", model.id);
    let diagnostic = Diagnostic::new(Code::UnknownTarget, message);
    let levels: Vec<&str> = model.target_words().collect();
    Some(at(diagnostic, &config.places.target, target, &levels))
}

fn at(mut diagnostic: Diagnostic, place: &Option<Place>, word: &str, words: &[&str]) -> Diagnostic {
    diagnostic.place.clone_from(place);
    match nearest(word, words.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("there are `{}`", words.join("`, `"))),
    }
}

/// Style sheets and scripts of the book's own, and the text for unknown addresses.
fn additional_files(config: &Config, sources: &Sources) -> Vec<Diagnostic> {
    let css = config
        .html
        .additional_css
        .iter()
        .zip(&config.places.additional_css);
    let js = config
        .html
        .additional_js
        .iter()
        .zip(&config.places.additional_js);
    let beside_settings = "write a path relative to the folder of book.toml";
    let mut files: Vec<(String, &Option<Place>, &str)> = css
        .chain(js)
        .map(|(file, place)| (file.clone(), place, beside_settings))
        .collect();
    let own = config.html.input_404.as_deref();
    if let Some(own) = own.filter(|own| !own.is_empty()) {
        files.push((
            format!("{}/{own}", config.book.src),
            &config.places.input_404,
            "write a path relative to the content folder",
        ));
    }
    files
        .into_iter()
        .filter(|(file, ..)| BookPath::new(file).is_ok_and(|path| is_missing(&path, sources)))
        .map(|(file, place, help)| {
            let message = format!("the file `{file}` does not exist");
            let mut diagnostic = Diagnostic::new(Code::BadValue, message).help(help);
            diagnostic.place.clone_from(place);
            diagnostic
        })
        .collect()
}

/// A file that was found and not read has a diagnostic of its own.
fn is_missing(path: &BookPath, sources: &Sources) -> bool {
    sources.get(path).is_none() && sources.refused.iter().all(|refused| refused.path != *path)
}
