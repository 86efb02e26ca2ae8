//! The addresses of models, pages and other files.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Planner, is_team_file, own_404};
use crate::config::Hide;
use crate::model::MaturityModel;
use crate::site::anchors::Shown;
use crate::site::check::refused_asset;
use crate::site::{AssetKind, Page, asset_kind, is_active_svg, is_for_host};
use crate::tree::SitePath;

impl Planner<'_> {
    /// The models in use, those that the book names, and those that lie in the book.
    pub(super) fn models(&mut self) {
        let config = &self.input.config.maturity;
        let evaluation = self.input.evaluation;
        let used: HashSet<(&str, &str)> = evaluation
            .reports
            .iter()
            .map(|report| &report.assessment.model)
            .map(|model| (model.id.as_str(), model.version.as_str()))
            .collect();
        let registry = self.input.registry;
        let wanted = |model: &MaturityModel| {
            let newest = registry.is_newest(model);
            used.contains(&(model.id.as_str(), model.version.as_str()))
                || !model.file().is_built_in()
                || (newest
                    && (config.model.as_deref() == Some(&model.id)
                        || config.models.contains_key(&model.id)))
                || (newest && used.iter().any(|(id, _)| *id == model.id))
        };
        let mut models: Vec<Arc<MaturityModel>> = registry
            .models
            .iter()
            .filter(|model| wanted(model))
            .cloned()
            .collect();
        if models.is_empty() {
            models = registry.models.clone();
        }
        for (ix, model) in models.iter().enumerate() {
            let name = if registry.is_newest(model) {
                model.id.clone()
            } else {
                model.name_with_version()
            };
            let path = SitePath::new(format!("models/{name}.html"));
            self.site.models.push(model.clone());
            self.add(path.clone(), Page::Model(ix));
            let mut kpa_pages = Vec::with_capacity(model.kpas.len());
            for kpa in model.kpa_indices() {
                let address = SitePath::new(format!("models/{name}/{}.html", model.kpa(kpa).id));
                self.add(address.clone(), Page::Kpa { model: ix, kpa });
                kpa_pages.push(address);
            }
            self.place(model.file(), &path);
            *self.shown(&path) = Shown {
                documents: vec![(model.document.clone(), "")],
                model: Some(model.clone()),
                ..Shown::default()
            };
            self.site.model_pages.push((path, kpa_pages));
        }
    }

    pub(super) fn documents(&mut self) {
        let own_404 = own_404(self.input.config);
        for ix in 0..self.site.documents.len() {
            let document = self.site.documents[ix].document.clone();
            let Some(below) = document.path.below(&self.site.src) else {
                continue;
            };
            let path = match below {
                "index.md" => {
                    self.site.home = Some(ix);
                    SitePath::new("index.html")
                }
                _ if below == own_404 => {
                    self.site.not_found = Some(ix);
                    SitePath::new("404.html")
                }
                _ => {
                    let path = SitePath::new(format!(
                        "{}.html",
                        below.strip_suffix(".md").unwrap_or(below)
                    ));
                    if !self.add(path.clone(), Page::Document(ix)) {
                        continue;
                    }
                    path
                }
            };
            self.place(&document.path, &path);
            let title = self.site.documents[ix].title_anchor().map(str::to_owned);
            let shown = self.shown(&path);
            shown.add(&document, "");
            shown.title = title;
        }
    }

    pub(super) fn assets(&mut self) {
        let src = self.site.src.clone();
        let hides_evidence = self.input.config.maturity.hide.contains(&Hide::Evidence);
        let sources = self.input.sources;
        for file in sources.below(&src) {
            let extension = file.path.extension();
            if extension.eq_ignore_ascii_case("md") {
                continue;
            }
            let hidden = hides_evidence && is_team_file(&file.path, &src);
            let active =
                asset_kind(extension) == AssetKind::Svg && file.text().is_none_or(is_active_svg);
            let refused =
                asset_kind(extension) == AssetKind::Refused || is_for_host(file.path.file_name());
            if hidden || active || refused {
                self.site.unpublished.insert(file.path.clone());
                if !hidden && active {
                    self.diagnostics.push(refused_asset(&file.path));
                } else if !hidden {
                    self.site.refused_types.insert(file.path.clone());
                }
                continue;
            }
            let path = SitePath::new(file.path.below(&src).unwrap_or_default());
            if self.add(path.clone(), Page::Asset(file.path.clone())) {
                self.place(&file.path, &path);
            }
        }
        for (ix, path) in self.input.theme_assets.iter().enumerate() {
            self.add(path.clone(), Page::ThemeAsset(ix));
        }
    }
}
