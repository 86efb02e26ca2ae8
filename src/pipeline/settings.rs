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
    let levels: Vec<&str> = model
        .positions
        .iter()
        .map(|position| position.id.as_str())
        .collect();
    let message = format!("the model `{}` has no level `{target}`", model.id);
    let diagnostic = Diagnostic::new(Code::UnknownTarget, message)
        .help(format!("its levels are {}", levels.join(", ")));
    Some(at(diagnostic, &config.places.target, target, &[]))
}

fn at(mut diagnostic: Diagnostic, place: &Option<Place>, word: &str, words: &[&str]) -> Diagnostic {
    diagnostic.place.clone_from(place);
    match nearest(word, words.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None if words.is_empty() => diagnostic,
        None => diagnostic.help(format!("the models are {}", words.join(", "))),
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
    let mut files: Vec<(String, &Option<Place>)> = css
        .chain(js)
        .map(|(file, place)| (file.clone(), place))
        .collect();
    if let Some(own) = config
        .html
        .input_404
        .as_deref()
        .filter(|own| !own.is_empty())
    {
        files.push((
            format!("{}/{own}", config.book.src),
            &config.places.input_404,
        ));
    }
    files
        .into_iter()
        .filter(|(file, _)| BookPath::new(file).is_ok_and(|path| sources.get(&path).is_none()))
        .map(|(file, place)| {
            let mut diagnostic =
                Diagnostic::new(Code::BadValue, format!("the file `{file}` does not exist"))
                    .help("write a path relative to the folder of book.toml (for `input-404`, to the content folder)");
            diagnostic.place.clone_from(place);
            diagnostic
        })
        .collect()
}
