use std::io;
use std::sync::Mutex;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde_json::json;

use super::inspect::Inspection;
use super::{Book, Observer, Sink, Stage};
use crate::diagnostic::Diagnostic;
use crate::export;
use crate::render::{self, Addresses, Lint};
use crate::site::{Entry, Page};
use crate::theme;
use crate::tree::Sources;
use crate::view::{self, PageView};

/// Of so many reports one is looked at, after the first few.
const SAMPLE: usize = 64;
const FIRST: usize = 8;

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

/// A file of the site, and the template that made it.
#[derive(Default)]
struct Made {
    bytes: Vec<u8>,
    template: Option<&'static str>,
}

fn is_page(template: &str) -> bool {
    template.ends_with(".html")
}

impl Book {
    /// Presents and renders every page, several at a time, and hands each to the sink; no more
    /// pages are in memory than threads work. Each is looked at as it comes out. Stops at the first
    /// failure of the sink.
    pub fn render<S: Sink>(
        &self,
        sources: &Sources,
        observer: &dyn Observer,
        sink: &S,
    ) -> Result<Vec<Diagnostic>, S::Error> {
        self.render_with(sources, observer, sink, &|_| true)
    }

    /// As [`Book::render`], for a book of thousands of reports in less time: where the templates are
    /// the program's own and content brings no markup, all reports are made alike, and one in
    /// sixty-four is looked at. So are all other pages.
    pub fn render_quickly<S: Sink>(
        &self,
        sources: &Sources,
        observer: &dyn Observer,
        sink: &S,
    ) -> Result<Vec<Diagnostic>, S::Error> {
        let is_plain = !self.config().html.raw_html.sanitizes() && !self.theme().is_own();
        let is_sample = |page: &Page| match page {
            Page::Team(ix) | Page::Report(ix) => *ix < FIRST || ix % SAMPLE == 0,
            _ => true,
        };
        self.render_with(sources, observer, sink, &|page| {
            !is_plain || is_sample(page)
        })
    }

    fn render_with<S: Sink>(
        &self,
        sources: &Sources,
        observer: &dyn Observer,
        sink: &S,
        is_looked_at: &(dyn Fn(&Page) -> bool + Sync),
    ) -> Result<Vec<Diagnostic>, S::Error> {
        observer.begin(Stage::Render, self.site().entries.len());
        let failed = Mutex::new(Vec::new());
        let addresses = Addresses::new(self.site(), self.config());
        let inspection = Inspection::default();
        let lint = || Lint::new(&addresses);
        let entries = self.site().entries.par_iter();
        entries.try_for_each_init(lint, |lint, entry| {
            let weight = &inspection.weight;
            if let Some(write) = whole_book(&entry.page) {
                let content = |out: &mut dyn io::Write| write(&self.exporter(), out);
                weight.of_large(&entry.path, &content, |content| {
                    sink.put_with(&entry.path, content)
                })?;
            } else {
                match self.made(entry, sources) {
                    Ok(made) => {
                        let template = made.template.filter(|name| is_page(name));
                        if let Some(template) = template.filter(|_| is_looked_at(&entry.page)) {
                            inspection.look(lint, self, entry, (template, &made.bytes));
                        }
                        weight.of(&entry.path, made.bytes.len() as u64);
                        sink.put(&entry.path, &made.bytes)?;
                    }
                    Err(diagnostic) => failed
                        .lock()
                        .unwrap_or_else(|e| e.into_inner())
                        .push(*diagnostic),
                }
            }
            observer.advance();
            Ok(())
        })?;
        let mut diagnostics = failed.into_inner().unwrap_or_else(|e| e.into_inner());
        diagnostics.extend(inspection.finish(self, sources, &addresses));
        Ok(diagnostics)
    }

    /// The bytes of one file of the site.
    pub fn page(&self, entry: &Entry, sources: &Sources) -> Result<Vec<u8>, Box<Diagnostic>> {
        if let Some(write) = whole_book(&entry.page) {
            let mut out = Vec::new();
            // Writing to memory cannot fail.
            let _ = write(&self.exporter(), &mut out);
            return Ok(out);
        }
        self.made(entry, sources).map(|made| made.bytes)
    }

    fn made(&self, entry: &Entry, sources: &Sources) -> Result<Made, Box<Diagnostic>> {
        let exporter = self.exporter();
        let bytes = match &entry.page {
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
        };
        Ok(Made {
            bytes,
            template: None,
        })
    }

    fn rendered(&self, entry: &Entry) -> Result<Made, Box<Diagnostic>> {
        let presenter = self.presenter();
        let Some(mut view) = view::present(&presenter, entry) else {
            return Ok(Made::default());
        };
        if let PageView::NotFound(page) = &mut view {
            page.style = self.theme().style_text(&page.page.root);
            page.style_hash = theme::policy_hash(&page.style);
        }
        let (template, theme) = (view.template(), self.theme());
        let bytes = match &view {
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
        }?;
        Ok(Made {
            bytes,
            template: Some(template),
        })
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
