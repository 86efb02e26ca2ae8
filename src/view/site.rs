use crate::config::{ColorScheme, Config};
use crate::language::Words;
use crate::site::{Page, Site};
use crate::tree::SitePath;

use super::{NavLink, SiteView};

/// What is the same on every page. Styles and scripts come from the theme.
pub fn site(
    config: &Config,
    site: &Site,
    words: &Words,
    styles: Vec<String>,
    scripts: Vec<String>,
) -> SiteView {
    let link = |title: &str, short: String, path: &SitePath| NavLink {
        title: title.to_owned(),
        short,
        path: path.encoded(),
    };
    let models = site
        .models
        .iter()
        .filter_map(|model| {
            Some(link(
                &model.name,
                model.id.to_string().to_uppercase(),
                site.model(model)?,
            ))
        })
        .filter(|link| !link.path.contains('@'))
        .collect();
    let pages = site
        .navigation
        .roots
        .iter()
        .filter_map(|entry| {
            let document = entry.document.or_else(|| first_document(&entry.children))?;
            Some(link(
                &entry.title,
                entry.title.clone(),
                site.address(&site.documents[document].document.path)?,
            ))
        })
        .collect();
    let has = |address: &str, page: Page| site.entry(address).is_some_and(|e| e.page == page);
    SiteView {
        title: config.book.title.clone(),
        description: config.book.description.clone(),
        authors: config.book.authors.clone(),
        language: config.book.language.clone(),
        direction: words.direction(),
        locale: locale(&config.book.language),
        color_scheme: match config.html.default_theme {
            ColorScheme::Auto => "auto",
            ColorScheme::Light => "light",
            ColorScheme::Dark => "dark",
        },
        models,
        pages,
        styles,
        scripts,
        feed: has("feed.xml", Page::Feed).then(|| "feed.xml".to_owned()),
        search: has("search.html", Page::Search),
        print: has("print.html", Page::Print),
        repository: config.html.git_repository_url.clone(),
        policy: POLICY.to_owned(),
        generator: "Levelbook",
    }
}

/// `pt_BR` for `pt-BR` or `pt-Latn-BR`.
fn locale(language: &str) -> Option<String> {
    let mut parts = language.split('-');
    let first = parts.next()?.to_ascii_lowercase();
    let region =
        parts.find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()))?;
    Some(format!("{first}_{}", region.to_ascii_uppercase()))
}

/// Nothing but the site's own files: no inline script or style, no frame, no form, no other host.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
                      media-src 'self'; base-uri 'none'; form-action 'none'";

fn first_document(entries: &[crate::site::NavEntry]) -> Option<usize> {
    entries
        .iter()
        .find_map(|entry| entry.document.or_else(|| first_document(&entry.children)))
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn a_locale_has_a_region() {
        assert_eq!(locale("en-GB").as_deref(), Some("en_GB"));
        assert_eq!(locale("PT-latn-br").as_deref(), Some("pt_BR"));
        assert_eq!(locale("de"), None);
        assert_eq!(locale("es-419"), None);
    }
}
