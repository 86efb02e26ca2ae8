use std::io;
use std::sync::Mutex;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde_json::json;

use super::{Book, Observer, Sink, Stage};
use crate::diagnostic::Diagnostic;
use crate::export;
use crate::render;
use crate::site::{Entry, Page};
use crate::theme;
use crate::tree::Sources;
use crate::view::{self, PageView};

type Write = fn(&export::Exporter<'_>, &mut dyn io::Write) -> io::Result<()>;

/// What writes a file that holds the whole book and so is not kept in memory.
fn whole_book(page: &Page) -> Option<Write> {
    match page {
        Page::ExportJson => Some(export::json),
        Page::ExportCsv => Some(export::csv),
        Page::SearchIndex => Some(export::search_index),
        _ => None,
    }
}

impl Book {
    /// Presents and renders every page, several at a time, and hands each to the sink; no more
    /// pages are in memory than threads work. Stops at the first failure of the sink.
    pub fn render<S: Sink>(
        &self,
        sources: &Sources,
        observer: &dyn Observer,
        sink: &S,
    ) -> Result<Vec<Diagnostic>, S::Error> {
        observer.begin(Stage::Render, self.site().entries.len());
        let diagnostics = Mutex::new(Vec::new());
        self.site().entries.par_iter().try_for_each(|entry| {
            if let Some(write) = whole_book(&entry.page) {
                sink.put_with(&entry.path, &|out| write(&self.exporter(), out))?;
            } else {
                match self.page(entry, sources) {
                    Ok(bytes) => sink.put(&entry.path, &bytes)?,
                    Err(diagnostic) => diagnostics
                        .lock()
                        .unwrap_or_else(|e| e.into_inner())
                        .push(*diagnostic),
                }
            }
            observer.advance();
            Ok(())
        })?;
        Ok(diagnostics.into_inner().unwrap_or_else(|e| e.into_inner()))
    }

    /// The bytes of one file of the site.
    pub fn page(&self, entry: &Entry, sources: &Sources) -> Result<Vec<u8>, Box<Diagnostic>> {
        let exporter = self.exporter();
        if let Some(write) = whole_book(&entry.page) {
            let mut out = Vec::new();
            // Writing to memory cannot fail.
            let _ = write(&exporter, &mut out);
            return Ok(out);
        }
        Ok(match &entry.page {
            Page::ReportJson(ix) => export::report_json(&exporter, *ix),
            Page::Badge(ix) => export::badge(&exporter, *ix),
            Page::Shields(ix) => export::shields(&exporter, *ix),
            Page::Asset(path) => sources
                .get(path)
                .map(|file| file.bytes().to_vec())
                .unwrap_or_default(),
            Page::ThemeAsset(ix) => self.theme().assets()[*ix].bytes.clone(),
            Page::Cname => format!(
                "{}\n",
                self.config().html.cname.as_deref().unwrap_or_default()
            )
            .into_bytes(),
            Page::NoJekyll => Vec::new(),
            Page::Stamp => self.stamp_file(),
            _ => return self.rendered(entry),
        })
    }

    fn rendered(&self, entry: &Entry) -> Result<Vec<u8>, Box<Diagnostic>> {
        let presenter = self.presenter();
        let Some(mut view) = view::present(&presenter, entry) else {
            return Ok(Vec::new());
        };
        if let PageView::NotFound(page) = &mut view {
            page.style = self.theme().style_text(&page.page.root);
            page.style_hash = theme::policy_hash(&page.style);
        }
        let (template, theme) = (view.template(), self.theme());
        match &view {
            PageView::Portfolio(view) => render::page(view, template, theme),
            PageView::Report(view) => render::page(view, template, theme),
            PageView::Model(view) => render::page(view, template, theme),
            PageView::Kpa(view) => render::page(view, template, theme),
            PageView::Unit(view) => render::page(view, template, theme),
            PageView::Document(view) => render::page(view, template, theme),
            PageView::Search(view) | PageView::NotFound(view) | PageView::Redirect(view) => {
                render::page(view, template, theme)
            }
            PageView::Print(view) => render::page(view, template, theme),
            PageView::Feed(view) => render::page(view, template, theme),
            PageView::Sitemap(view) => render::page(view, template, theme),
        }
    }

    /// The one file that says when and of what the site was made.
    fn stamp_file(&self) -> Vec<u8> {
        let stamp = self.stamp();
        let record = json!({
            "schema": "levelbook.build/1",
            "program": format!("levelbook {}", env!("CARGO_PKG_VERSION")),
            "date": stamp.date.to_string(),
            "revision": stamp.revision,
        });
        format!("{record:#}\n").into_bytes()
    }
}
