//! Looks at every page as it came out, and at what all of them weigh.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::Book;
use super::weight::Weight;
use crate::diagnostic::Diagnostic;
use crate::render::{Addresses, Finding, From, Kind, Lint, Question, has_part};
use crate::site::{Entry, Page};
use crate::theme;
use crate::tree::{Place, Sources, Span};

/// What has been found so far, from any number of threads.
#[derive(Default)]
pub struct Inspection<'s> {
    found: Mutex<Found<'s>>,
    pub weight: Weight,
}

#[derive(Default)]
struct Found<'s> {
    /// By what is wrong and the template that makes the page.
    problems: BTreeMap<(Kind, &'static str), Problem<'s>>,
    questions: Vec<(Asker<'s>, Question<'s>)>,
}

/// The first page in the order of the site, and how many there are.
struct Problem<'s> {
    first: &'s Entry,
    finding: Finding,
    pages: usize,
}

/// A page that links to a part of another one.
#[derive(Clone, Copy)]
struct Asker<'s> {
    entry: &'s Entry,
    template: &'static str,
}

impl<'s> Inspection<'s> {
    /// Looks at a page that a template made.
    pub fn look(
        &self,
        lint: &mut Lint<'s>,
        book: &'s Book,
        entry: &'s Entry,
        (template, page): (&'static str, &[u8]),
    ) {
        let shown = book.site().shown(&entry.path);
        let looked = lint.look(page, From::new(&entry.path, &entry.page), &|tell| {
            if let Some(shown) = shown {
                shown.each_element(tell);
            }
        });
        if looked.findings.is_empty() && looked.questions.is_empty() {
            return;
        }
        let asker = Asker { entry, template };
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.add(asker, looked.findings);
        let questions = looked.questions.into_iter();
        found
            .questions
            .extend(questions.map(|question| (asker, question)));
    }

    /// Everything that is wrong, when all pages have been looked at.
    pub fn finish(self, book: &Book, sources: &Sources) -> Vec<Diagnostic> {
        let mut found = self
            .found
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        found.answer(book, sources);
        let mut diagnostics: Vec<Diagnostic> = found
            .problems
            .iter()
            .map(|((kind, template), problem)| problem.diagnostic(*kind, template, book))
            .collect();
        diagnostics.extend(style_sheets(book, sources));
        diagnostics.extend(self.weight.diagnostics(book.config()));
        diagnostics
    }
}

impl<'s> Found<'s> {
    fn add(&mut self, asker: Asker<'s>, findings: Vec<Finding>) {
        let mut counted: Vec<Kind> = Vec::new();
        for finding in findings {
            let kind = finding.kind;
            let is_new = !counted.contains(&kind);
            let problem = self.problems.entry((kind, asker.template));
            let problem = problem.or_insert_with(|| Problem {
                first: asker.entry,
                finding: finding.clone(),
                pages: 0,
            });
            if is_new {
                counted.push(kind);
                problem.pages += 1;
            }
            // Pages come in any order.
            let place = |entry: &Entry, finding: &Finding| (entry.path.clone(), finding.at);
            if place(asker.entry, &finding) < place(problem.first, &problem.finding) {
                problem.first = asker.entry;
                problem.finding = finding;
            }
        }
    }

    /// Makes the pages that are asked for once more, one at a time, and looks for the parts.
    fn answer(&mut self, book: &Book, sources: &Sources) {
        let mut questions = std::mem::take(&mut self.questions);
        questions.sort_by(|(a, one), (b, other)| {
            let key = |asker: &Asker<'_>, question: &Question<'_>| {
                (question.to.clone(), asker.entry.path.clone(), question.at)
            };
            key(a, one).cmp(&key(b, other))
        });
        for asked in questions.chunk_by(|(_, a), (_, b)| a.to == b.to) {
            let to = asked[0].1.to;
            let page = book.site().entry(to.as_str());
            let page = page.and_then(|entry| book.page(entry, sources).ok());
            let page = page.filter(|_| to.as_str().ends_with(".html"));
            for (asker, question) in asked {
                let (_, part) = question.address.split_once('#').unwrap_or_default();
                let part = percent_encoding::percent_decode_str(part).decode_utf8_lossy();
                if !page.as_deref().is_some_and(|page| has_part(page, &part)) {
                    let finding = Finding {
                        kind: Kind::NoPart,
                        at: question.at,
                        word: question.address.clone(),
                        element: String::new(),
                    };
                    self.add(*asker, vec![finding]);
                }
            }
        }
    }
}

impl Problem<'_> {
    fn diagnostic(&self, kind: Kind, template: &str, book: &Book) -> Diagnostic {
        let message = self.finding.message(self.first.path.as_str());
        let mut diagnostic = Diagnostic::new(kind.code(), message).help(kind.help());
        if self.pages > 1 {
            let pages = match self.pages - 1 {
                1 => "one more page".to_owned(),
                n => format!("{n} more pages"),
            };
            diagnostic = diagnostic.help(format!("`{template}` makes {pages} that have it too"));
        }
        diagnostic.place = self.place(kind, template, book);
        diagnostic
    }

    /// In the text, where that is to blame; else in the template of the book's own theme that holds
    /// the word; else where the template of the page begins.
    fn place(&self, kind: Kind, template: &str, book: &Book) -> Option<Place> {
        if let (Kind::Headings, Page::Document(ix)) = (kind, &self.first.page) {
            let document = &book.site().documents[*ix].document;
            let first = document
                .headings
                .iter()
                .filter(|heading| heading.level == 1);
            if let Some(second) = first.skip(1).next() {
                return Some(Place {
                    file: document.path.clone(),
                    span: second.span,
                });
            }
        }
        let theme = book.theme();
        let text = match kind {
            Kind::StyleAttribute => "style=".to_owned(),
            Kind::InlineScript => "<script>".to_owned(),
            Kind::NoAlt => "<img".to_owned(),
            Kind::Headings => "<h1".to_owned(),
            Kind::Unclosed | Kind::BeforePolicy => format!("<{}", self.finding.element),
            Kind::ClosesNothing => format!("</{}", self.finding.element),
            _ => self.finding.word.clone(),
        };
        theme.own_place(&text).or_else(|| theme.template(template))
    }
}

/// What the style sheets of the theme and the book ask for.
fn style_sheets(book: &Book, sources: &Sources) -> Vec<Diagnostic> {
    let site = book.site();
    let addresses = Addresses::new(site, book.config());
    let mut diagnostics = Vec::new();
    for entry in &site.entries {
        let Page::ThemeAsset(ix) = &entry.page else {
            continue;
        };
        let bytes = &book.theme().assets()[*ix].bytes;
        let css = std::str::from_utf8(bytes).unwrap_or_default();
        if entry.path.as_str().ends_with(".css") {
            for finding in addresses.of_style_sheet(&entry.path, theme::references(css)) {
                let message = finding.message(entry.path.as_str());
                let diagnostic = Diagnostic::new(finding.kind.code(), message);
                let mut diagnostic = diagnostic
                    .help("name a file of the theme's `assets`, relative to the style sheet");
                diagnostic.place = source_of(&finding.word, sources);
                diagnostics.push(diagnostic);
            }
        }
    }
    diagnostics
}

/// The first style sheet of the book that holds an address.
fn source_of(address: &str, sources: &Sources) -> Option<Place> {
    let sheets = sources.all().filter(|file| file.path.extension() == "css");
    let found = sheets.filter_map(|file| {
        let at = file.text()?.find(address)?;
        let span = Span::new(at, at + address.len());
        let file = file.path.clone();
        Some(Place { file, span })
    });
    found.min()
}
