use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::assets::ROOT;
use super::errors;
use crate::diagnostic::Diagnostic;
use crate::language::Words;
use crate::tree::{BookPath, Place, SitePath, Span};
use crate::view::SiteView;

/// How many bytes a report of some size has.
const TYPICAL_PAGE: usize = 64 * 1024;

/// A loaded and checked theme: templates with their helpers, and the assets to publish.
/// A clone shares all of it.
#[derive(Clone, Debug)]
pub struct Theme {
    pub(super) tera: Arc<Tera>,
    pub(super) files: Arc<TemplateFiles>,
    pub(super) assets: Arc<[Asset]>,
    pub(super) styles: Arc<[String]>,
    pub(super) scripts: Arc<[String]>,
    pub(super) style_text: Arc<str>,
    /// The variable `site`.
    pub(super) site: Value,
}

/// A file of a theme as it is published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asset {
    /// `assets/style-0123abcd.css`, or the plain name where files are not named by digest.
    pub path: SitePath,
    pub bytes: Vec<u8>,
}

/// A file of the book that book.toml adds to the theme's assets (additional-css, additional-js).
#[derive(Clone, Debug)]
pub struct Extra<'a> {
    /// The path it has in the book; published below `assets/book/`.
    pub path: &'a BookPath,
    pub bytes: &'a [u8],
}

/// What of book.toml concerns a theme.
#[derive(Clone, Default, Debug)]
pub struct Options<'a> {
    /// Assets carry eight digits of their digest in their names.
    pub hash_files: bool,
    /// The site has no search: what only the search loads is left out.
    pub no_search: bool,
    pub extras: Vec<Extra<'a>>,
    /// What templates say: the variable `t` and the function `say`.
    pub words: Arc<Words>,
}

/// What the theme itself adds to every page: the variable `theme`.
#[derive(Serialize)]
pub(super) struct ThemeView<'a> {
    /// The theme's name in book.toml.
    pub name: &'a str,
    /// From a name in assets/ to its address from the root of the site.
    pub assets: BTreeMap<String, String>,
}

/// The texts of the templates under the names they have in tera, for diagnostics.
#[derive(Debug, Default)]
pub(super) struct TemplateFiles {
    /// From `user/report.html` or `default/report.html` to where the text lies and the text.
    pub files: BTreeMap<String, TemplateFile>,
}

#[derive(Debug, Clone)]
pub(super) struct TemplateFile {
    pub path: BookPath,
    pub text: String,
}

/// Prefixes of template names, in the order in which they are looked up.
pub(super) const USER: &str = "user/";
pub(super) const DEFAULT: &str = "default/";

impl Theme {
    /// All files to publish, in the order of their paths.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The style sheets that a page links to, from the root of the site, in order.
    pub fn style_paths(&self) -> &[String] {
        &self.styles
    }

    /// The scripts that a page loads, from the root of the site, in order.
    pub fn script_paths(&self) -> &[String] {
        &self.scripts
    }

    /// The style sheets in one text, for a page that carries its style inside a `<style>` element.
    /// Its addresses begin with `root`, the address of the site's root.
    pub fn style_text(&self, root: &str) -> String {
        self.style_text.replace(ROOT, root)
    }

    /// Whether the book brings templates of its own.
    pub fn is_own(&self) -> bool {
        self.files.has_user()
    }

    /// Where a template such as `report.html` begins.
    pub fn template(&self, name: &str) -> Option<Place> {
        let file = self.files.find(name)?;
        Some(Place {
            file: file.path.clone(),
            span: Span::default(),
        })
    }

    /// The book's own templates, in the order of their names: where each lies, and its text.
    pub fn own_templates(&self) -> impl Iterator<Item = (&BookPath, &str)> {
        let own = self.files.files.iter();
        let own = own.filter(|(name, _)| name.starts_with(USER));
        own.map(|(_, file)| (&file.path, file.text.as_str()))
    }

    /// Sets the variable `site`, once for all pages.
    pub fn set_site(&mut self, site: &SiteView) {
        self.site = Value::from_serializable(site);
    }

    /// Renders a template such as `report.html`. The diagnostic of a failure points into the template.
    pub fn render(&self, template: &str, mut context: Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        context.insert_value("site", self.site.clone());
        let mut bytes = Vec::with_capacity(TYPICAL_PAGE);
        self.tera
            .render_to(template, &context, &mut bytes)
            .map_err(|error| Box::new(errors::render(&error, &self.files)))?;
        Ok(bytes)
    }
}
