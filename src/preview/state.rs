use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use serde::Serialize;

use super::page::{Badge, CLIENT, Content, STYLE, dressed};
use super::places::places;
use super::problems::{Problem, internal, problem};
use super::{Change, Editor, notice};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{Book, text_of};
use crate::site::Entry;
use crate::tree::{SitePath, Sources};

/// How many pages of one state are kept rendered.
const KEPT: usize = 64;

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Ok,
    /// The book has errors; what is shown is the last book without any.
    Errors,
    /// The first book is not ready yet.
    Building,
}

/// A book that can be shown.
pub struct Shown {
    book: Book,
    sources: Arc<Sources>,
    /// Address to digest of what pages load from the theme.
    assets: BTreeMap<String, String>,
    /// What has been asked for, as it came out.
    pages: Mutex<BTreeMap<SitePath, Rendered>>,
    /// What was shown of a page before, for when it cannot be rendered now.
    before: BTreeMap<SitePath, Content>,
}

#[derive(Clone)]
struct Rendered {
    content: Content,
    /// Why it could not be rendered.
    problem: Option<Problem>,
}

/// Everything that the preview knows at one moment. A new moment is a new state.
#[derive(Clone)]
pub struct State {
    /// Grows with every state.
    pub generation: u64,
    pub status: Status,
    /// The last book without errors.
    pub shown: Option<Arc<Shown>>,
    pub errors: Vec<Problem>,
    pub warnings: Vec<Problem>,
    pub change: Option<Change>,
    /// The page of the file that was edited last.
    pub navigate: Option<SitePath>,
}

/// What a request gets.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    /// The content security policy.
    pub policy: Option<String>,
    pub body: Arc<[u8]>,
}

/// The live preview: the newest state, and answers from it. No answer waits for a later state.
pub struct Preview {
    state: RwLock<Arc<State>>,
    editor: RwLock<Editor>,
    navigate: bool,
}

/// What an open page is told.
#[derive(Serialize)]
struct Message<'a> {
    generation: u64,
    status: Status,
    page: Option<PageState<'a>>,
    assets: Option<&'a BTreeMap<String, String>>,
    errors: Vec<&'a Problem>,
    warnings: &'a [Problem],
    change: Option<ChangeView<'a>>,
    navigate: Option<String>,
}

#[derive(Serialize)]
struct PageState<'a> {
    path: &'a str,
    digest: String,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    /// What changes for the page that is shown.
    page: Option<&'a str>,
    #[serde(flatten)]
    all: &'a Change,
}

impl Shown {
    /// `before` is what was shown until now.
    pub fn new(book: Book, sources: Arc<Sources>, before: Option<&Shown>) -> Self {
        let assets = book.theme().assets().iter().map(|asset| {
            let digest = crate::tree::Digest::of(&asset.bytes).hex();
            (asset.path.to_string(), digest)
        });
        let before = before.map(|before| {
            let pages = lock(&before.pages);
            let kept = pages.iter();
            kept.map(|(path, page)| (path.clone(), page.content.clone()))
                .collect()
        });
        Self {
            assets: assets.collect(),
            pages: Mutex::default(),
            before: before.unwrap_or_default(),
            book,
            sources,
        }
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    fn entry(&self, path: &str) -> Option<&Entry> {
        let entries = &self.book.site().entries;
        let place = entries.binary_search_by(|entry| entry.path.as_str().cmp(path));
        Some(&entries[place.ok()?])
    }

    /// The file of the site at an address.
    fn find(&self, address: &str) -> Option<&Entry> {
        let path = address.trim_start_matches('/');
        let folder = path.trim_end_matches('/');
        let index = match folder {
            "" => "index.html".to_owned(),
            folder => format!("{folder}/index.html"),
        };
        let found = if path.ends_with('/') || path.is_empty() {
            None
        } else {
            self.entry(path)
        };
        found.or_else(|| self.entry(&index))
    }

    fn render(&self, entry: &Entry, editor: &Editor) -> Rendered {
        if let Some(known) = lock(&self.pages).get(&entry.path) {
            return known.clone();
        }
        let made = catch_unwind(AssertUnwindSafe(|| self.book.page(entry, &self.sources)));
        let rendered = match made {
            Ok(Ok(bytes)) => Rendered {
                content: Content::new(bytes),
                problem: None,
            },
            Ok(Err(diagnostic)) => self.failed(entry, self.problem(&diagnostic, editor)),
            Err(panic) => self.failed(entry, internal(reason(&*panic))),
        };
        let mut pages = lock(&self.pages);
        if pages.len() >= KEPT {
            pages.clear();
        }
        pages.insert(entry.path.clone(), rendered.clone());
        rendered
    }

    fn failed(&self, entry: &Entry, problem: Problem) -> Rendered {
        let before = self.before.get(&entry.path).cloned();
        Rendered {
            content: before.unwrap_or_else(|| {
                Content::new(notice("This page cannot be shown yet", &problem.message))
            }),
            problem: Some(problem),
        }
    }

    fn problem(&self, diagnostic: &Diagnostic, editor: &Editor) -> Problem {
        problem(diagnostic, &|path| text_of(&self.sources, path), editor)
    }
}

/// What a panic says.
pub fn reason(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!(
        "the program failed: {}",
        text.unwrap_or("no reason is known")
    )
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Preview {
    /// Begins without a book. `navigate` makes open pages follow the file that is edited.
    pub fn new(editor: Editor, navigate: bool) -> Self {
        Self {
            state: RwLock::new(Arc::new(State {
                generation: 0,
                status: Status::Building,
                shown: None,
                errors: Vec::new(),
                warnings: Vec::new(),
                change: None,
                navigate: None,
            })),
            editor: RwLock::new(editor),
            navigate,
        }
    }

    pub fn state(&self) -> Arc<State> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&state)
    }

    /// Puts a new state in the place of the last, which comes back: to give a large book back takes
    /// a while, and nobody has to wait for it.
    pub fn set(&self, mut state: State) -> Arc<State> {
        let mut current = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.generation = current.generation + 1;
        std::mem::replace(&mut current, Arc::new(state))
    }

    /// Adds what the edits since the last commit do, if the book that was compared is still the one
    /// that is shown; says whether that is news.
    pub fn set_change(&self, compared: &Arc<Shown>, change: Option<Change>) -> bool {
        let mut current = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let is_it = current
            .shown
            .as_ref()
            .is_some_and(|shown| Arc::ptr_eq(shown, compared));
        if !is_it || current.change == change {
            return false;
        }
        let state = State {
            generation: current.generation + 1,
            change,
            navigate: None,
            ..(**current).clone()
        };
        *current = Arc::new(state);
        true
    }

    pub fn set_editor(&self, editor: Editor) {
        *self.editor.write().unwrap_or_else(PoisonError::into_inner) = editor;
    }

    pub fn editor(&self) -> Editor {
        self.editor
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The state after a run that found something or nothing wrong. A book with errors leaves the
    /// one before in its place.
    pub fn next(&self, book: Book, sources: Arc<Sources>, diagnostics: &[Diagnostic]) -> State {
        let before = self.state();
        let editor = self.editor();
        let texts = |path: &crate::tree::BookPath| text_of(&sources, path);
        let (errors, warnings): (Vec<&Diagnostic>, Vec<_>) =
            diagnostics.iter().partition(|one| one.is_error());
        let list = |list: Vec<&Diagnostic>| -> Vec<Problem> {
            list.into_iter()
                .map(|one| problem(one, &texts, &editor))
                .collect()
        };
        let (errors, warnings) = (list(errors), list(warnings));
        let status = if errors.is_empty() {
            Status::Ok
        } else {
            Status::Errors
        };
        let shown = match status {
            Status::Ok => Some(Arc::new(Shown::new(book, sources, before.shown.as_deref()))),
            _ => before.shown.clone(),
        };
        State {
            generation: before.generation,
            status,
            shown,
            errors,
            warnings,
            change: before.change.clone(),
            navigate: None,
        }
    }

    /// The state after something failed that is no matter of the content.
    pub fn failed(&self, problem: Problem) -> State {
        let before = self.state();
        State {
            status: Status::Errors,
            errors: vec![problem],
            navigate: None,
            ..(*before).clone()
        }
    }

    /// Answers a request for an address; `page` is the parameter of that name.
    pub fn answer(&self, address: &str, page: Option<&str>) -> Answer {
        let state = self.state();
        match address {
            "/__levelbook/live.js" => own("text/javascript; charset=utf-8", CLIENT),
            "/__levelbook/live.css" => own("text/css; charset=utf-8", STYLE),
            "/__levelbook/places" => self.places(&state, page.unwrap_or_default()),
            address => self.file(&state, address),
        }
    }

    fn file(&self, state: &State, address: &str) -> Answer {
        let Some(shown) = &state.shown else {
            let (title, text) = match state.status {
                Status::Building => ("The book is being read", "It will be here in a moment."),
                _ => (
                    "The book has errors",
                    "Its pages will be here as soon as they are mended.",
                ),
            };
            let page = Content::new(notice(title, text));
            return self.page(state, address.trim_start_matches('/'), &page, 200);
        };
        let editor = self.editor();
        let found = shown.find(address);
        let (entry, status) = match (found, shown.entry("404.html")) {
            (Some(entry), _) => (entry, 200),
            (None, Some(entry)) => (entry, 404),
            (None, None) => {
                let page = Content::new(notice("There is no such page", address));
                return self.page(state, address.trim_start_matches('/'), &page, 404);
            }
        };
        let rendered = shown.render(entry, &editor);
        if entry.path.as_str().ends_with(".html") {
            return self.page(state, entry.path.as_str(), &rendered.content, status);
        }
        Answer {
            status,
            content_type: content_type(entry.path.as_str()),
            policy: None,
            body: rendered.content.bytes,
        }
    }

    fn page(&self, state: &State, path: &str, content: &Content, status: u16) -> Answer {
        let badge = Badge {
            page: path,
            digest: &content.digest.hex(),
            generation: state.generation,
            navigate: self.navigate,
        };
        let (body, policy) = dressed(&content.bytes, &badge);
        Answer {
            status,
            content_type: "text/html; charset=utf-8",
            policy,
            body: body.into(),
        }
    }

    fn places(&self, state: &State, page: &str) -> Answer {
        #[derive(Serialize)]
        struct Places {
            places: Vec<super::places::PartPlace>,
        }
        let shown = state.shown.as_ref();
        let found = shown.and_then(|shown| Some((shown, shown.entry(page)?)));
        let places = found.map_or_else(Vec::new, |(shown, entry)| {
            places(&shown.book, &entry.page, &self.editor())
        });
        Answer {
            status: 200,
            content_type: "application/json",
            policy: None,
            body: json(&Places { places }).into_bytes().into(),
        }
    }

    /// What a page that is open is told of the newest state: among others the digest of the page as
    /// it is now.
    pub fn message(&self, page: &str) -> (u64, String) {
        let state = self.state();
        let editor = self.editor();
        let shown = state.shown.as_deref();
        let entry = shown.and_then(|shown| Some((shown, shown.entry(page)?)));
        let rendered = entry.map(|(shown, entry)| shown.render(entry, &editor));
        let mut errors: Vec<&Problem> = state.errors.iter().collect();
        errors.extend(rendered.iter().filter_map(|page| page.problem.as_ref()));
        let change = state.change.as_ref().map(|change| ChangeView {
            page: change.teams.iter().find_map(|team| {
                let is_it = |path: &SitePath| path.as_str() == page;
                team.page
                    .as_ref()
                    .filter(|path| is_it(path))
                    .map(|_| team.text.as_str())
            }),
            all: change,
        });
        let status = match errors.is_empty() {
            false => Status::Errors,
            true => state.status,
        };
        let message = Message {
            generation: state.generation,
            status,
            page: rendered.as_ref().map(|rendered| PageState {
                path: page,
                digest: rendered.content.digest.hex(),
            }),
            assets: shown.map(|shown| &shown.assets),
            errors,
            warnings: &state.warnings,
            change,
            navigate: state.navigate.as_ref().map(SitePath::encoded),
        };
        (state.generation, json(&message))
    }
}

fn json(value: &impl Serialize) -> String {
    // Only maps with keys other than texts can fail, and none here has such a map.
    serde_json::to_string(value).unwrap_or_default()
}

fn own(content_type: &'static str, text: &str) -> Answer {
    Answer {
        status: 200,
        content_type,
        policy: None,
        body: text.as_bytes().into(),
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
