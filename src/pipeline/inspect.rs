//! Looks at every page as it came out, and at what all of them weigh.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use super::weight::Weight;
use super::{Book, blamed};
use crate::diagnostic::Diagnostic;
use crate::document::Heading;
use crate::render::{Addresses, Finding, From, Kind, Lint, Question, has_part};
use crate::site::{Entry, Page};
use crate::theme;
use crate::tree::{Place, SitePath, Sources, Span};

/// What has been found so far, from any number of threads.
#[derive(Default)]
pub struct Inspection<'s> {
    found: Mutex<Found<'s>>,
    pub weight: Weight,
}

#[derive(Default)]
struct Found<'s> {
    problems: BTreeMap<Cause, Problem<'s>>,
    /// Where words were looked for in the book's own templates.
    places: HashMap<(Kind, String, String), Option<Place>>,
    questions: Vec<(Asker<'s>, Question<'s>)>,
}

/// What one mistake is: equal ones of many pages are one problem.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Cause {
    kind: Kind,
    place: Option<Place>,
    /// Where the place is not known.
    template: Option<&'static str>,
}

/// The first page in the order of the site, and all of them.
struct Problem<'s> {
    first: Asker<'s>,
    finding: Finding,
    pages: BTreeSet<&'s SitePath>,
    templates: BTreeSet<&'static str>,
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
        found.add(book, asker, looked.findings);
        let questions = looked.questions.into_iter();
        found
            .questions
            .extend(questions.map(|question| (asker, question)));
    }

    /// Everything that is wrong, when all pages have been looked at.
    pub fn finish(
        self,
        book: &Book,
        sources: &Sources,
        addresses: &Addresses<'_>,
    ) -> Vec<Diagnostic> {
        let mut found = self
            .found
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        found.answer(book, sources);
        let mut diagnostics: Vec<Diagnostic> = found
            .problems
            .iter()
            .map(|(cause, problem)| problem.diagnostic(cause, book))
            .collect();
        diagnostics.extend(style_sheets(book, sources, addresses));
        diagnostics.extend(self.weight.diagnostics(book.config()));
        diagnostics
    }
}

impl<'s> Found<'s> {
    fn add(&mut self, book: &Book, asker: Asker<'s>, findings: Vec<Finding>) {
        for finding in findings {
            if finding.kind == Kind::DoubledId && is_told(book, asker.entry, &finding.word) {
                continue;
            }
            let place = self.place(book, asker.entry, &finding);
            let template = Some(asker.template).filter(|_| place.is_none());
            let cause = Cause {
                kind: finding.kind,
                place,
                template,
            };
            let problem = self.problems.entry(cause).or_insert_with(|| Problem {
                first: asker,
                finding: finding.clone(),
                pages: BTreeSet::new(),
                templates: BTreeSet::new(),
            });
            problem.pages.insert(&asker.entry.path);
            problem.templates.insert(asker.template);
            // Pages come in any order.
            let here = (&asker.entry.path, finding.at);
            if here < (&problem.first.entry.path, problem.finding.at) {
                problem.first = asker;
                problem.finding = finding;
            }
        }
    }

    /// The place in the text or in the book's own templates that is to blame, as far as it shows.
    fn place(&mut self, book: &Book, entry: &Entry, finding: &Finding) -> Option<Place> {
        if finding.kind == Kind::Headings
            && let Some(place) = second_title(book, entry)
        {
            return Some(place);
        }
        let (word, element) = (finding.word.clone(), finding.element.clone());
        let known = self.places.entry((finding.kind, word, element));
        known
            .or_insert_with(|| blamed::place(book.theme(), finding))
            .clone()
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
                    self.add(book, *asker, vec![finding]);
                }
            }
        }
    }
}

impl Problem<'_> {
    fn diagnostic(&self, cause: &Cause, book: &Book) -> Diagnostic {
        let message = self.finding.message(self.first.entry.path.as_str());
        let mut diagnostic = Diagnostic::new(cause.kind.code(), message).help(cause.kind.help());
        let more = match self.pages.len() - 1 {
            0 => "no other page has it".to_owned(),
            1 => "one more page has it too".to_owned(),
            n => format!("{n} more pages have it too"),
        };
        let templates: Vec<&str> = self.templates.iter().copied().collect();
        diagnostic = diagnostic.help(format!("made by `{}`; {more}", templates.join("`, `")));
        let begin = || book.theme().template(self.first.template);
        diagnostic.place = cause.place.clone().or_else(begin);
        diagnostic
    }
}

/// The second title in the text of an ordinary page.
fn second_title(book: &Book, entry: &Entry) -> Option<Place> {
    let Page::Document(ix) = &entry.page else {
        return None;
    };
    let document = &book.site().documents[*ix].document;
    let mut titles = document.headings.iter().filter(|one| one.level == 1);
    Some(Place {
        file: document.path.clone(),
        span: titles.nth(1)?.span,
    })
}

/// Whether an id is one that a heading asks for, so that its file has a diagnostic already.
fn is_told(book: &Book, entry: &Entry, id: &str) -> bool {
    let is_heading = |heading: &Heading| heading.explicit && heading.anchor == id;
    if entry.page == Page::Print {
        let id = id
            .strip_prefix("lb-c")
            .and_then(|rest| rest.split_once('-'));
        let is_heading = |heading: &Heading| {
            heading.explicit && id.is_some_and(|(_, anchor)| heading.anchor == anchor)
        };
        let documents = book.site().documents.iter();
        let mut headings = documents.flat_map(|doc| &doc.document.headings);
        return headings.any(is_heading);
    }
    let shown = book.site().shown(&entry.path);
    let documents = shown.into_iter().flat_map(|shown| &shown.documents);
    let mut headings = documents.flat_map(|(document, _)| &document.headings);
    headings.any(is_heading)
}

/// What the style sheets of the theme and the book ask for.
fn style_sheets(book: &Book, sources: &Sources, addresses: &Addresses<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for entry in book.site().entries.iter() {
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
