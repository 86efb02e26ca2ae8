use std::collections::{BTreeMap, BTreeSet, HashMap};

use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::built_in::{self, ENGLISH};
use super::compile::{Problem, check_told, compile, references};
use super::layers::{File, Layers, Written};
use super::message::{Message, Piece, names};
use super::tongue::Tongue;
use super::types::{Direction, OwnMessage, Words};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::tree::{Place, SourceFile, Sources, Span};

/// Places among the tongues.
const BOOK: usize = 0;
const LAST_RESORT: usize = 1;

/// Messages in pieces, by id.
type Said = BTreeMap<String, Vec<Piece>>;

/// What a message of the default theme is told, by id.
type Known<'k> = BTreeMap<&'k str, Vec<&'k str>>;

fn known<'k>(layers: &'k Layers<'_>, said: &'k Said) -> Known<'k> {
    let told = said.iter().map(|(id, pieces)| {
        let written = layers.written.get(id).and_then(|all| all.last());
        let mut told = names(pieces);
        told.extend(written.iter().flat_map(|written| &written.told));
        (id.as_str(), told)
    });
    told.collect()
}

/// Whether a message tells how a language writes numbers, which its other messages need.
fn is_of_numbers(id: &str) -> bool {
    id.starts_with("count_") || id.starts_with("number_")
}

impl Words {
    /// The words of a language, a BCP 47 tag, with what the theme of the book overrides. All language
    /// files of the theme are checked, whatever the language of the book.
    pub fn load(sources: &Sources, theme: &str, language: &str) -> Checked<Words> {
        let mut diagnostics = Vec::new();
        let own = own_files(sources, theme, &mut diagnostics);
        let words = Loader::new(own).load(language, &mut diagnostics);
        Checked::new(words, diagnostics)
    }

    /// The words of the default theme.
    pub fn built_in(language: &str) -> Words {
        // The program's own files hold no mistakes; a test reads them.
        Loader::new(BTreeMap::new()).load(language, &mut Vec::new())
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::built_in(ENGLISH)
    }
}

/// The language files of the theme by the tags in their names.
fn own_files<'s>(
    sources: &'s Sources,
    theme: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<LanguageIdentifier, &'s SourceFile> {
    let mut own = BTreeMap::new();
    let folder = format!("themes/{theme}/languages");
    for file in sources.all() {
        if file.path.below(&folder).is_none() {
            continue;
        }
        let name = file.path.file_name();
        let tag = name.strip_suffix(".ftl").and_then(|tag| tag.parse().ok());
        let Some(tag) = tag.filter(|_| file.path.parent() == folder) else {
            diagnostics.push(
                Diagnostic::new(
                    Code::ThemeUnknownFile,
                    format!("`{name}` is no language file"),
                )
                .at(Place {
                    file: file.path.clone(),
                    span: Span::default(),
                })
                .help("name it by the tag of the language, as in `languages/de.ftl`"),
            );
            continue;
        };
        own.insert(tag, file);
    }
    own
}

struct Loader<'s> {
    own: BTreeMap<LanguageIdentifier, &'s SourceFile>,
}

impl<'s> Loader<'s> {
    fn new(own: BTreeMap<LanguageIdentifier, &'s SourceFile>) -> Self {
        Self { own }
    }

    fn load(&self, language: &str, diagnostics: &mut Vec<Diagnostic>) -> Words {
        let english: LanguageIdentifier = ENGLISH.parse().unwrap_or_default();
        let tag: LanguageIdentifier = language.parse().unwrap_or_else(|_| english.clone());
        let mut own = Vec::new();
        let mut built_in = Layers::default();
        let mut default = Said::new();
        // Only a theme's own files can be wrong.
        let known = (!self.own.is_empty()).then(|| {
            add_built_in(&mut built_in, &english);
            default = said(&built_in, None, |_| true, &mut Vec::new());
            known(&built_in, &default)
        });
        let known = known.as_ref();
        for other in self.own.keys() {
            let layers = self.layers(other, diagnostics);
            let said = said(&layers, known, |_| true, diagnostics);
            own.extend(new_messages(&layers, &said, known));
        }
        let quiet = &mut Vec::new();
        let first = said(&self.layers(&tag, quiet), known, |_| true, quiet);
        let last = if tag == english {
            Said::new()
        } else {
            let is_wanted = |id: &str| is_of_numbers(id) || !first.contains_key(id);
            said(&self.layers(&english, quiet), known, is_wanted, quiet)
        };
        words(&tag, first, &english, last, own)
    }

    /// The files of a language, from the program's base language to the theme's own.
    fn layers(&self, tag: &LanguageIdentifier, diagnostics: &mut Vec<Diagnostic>) -> Layers<'s> {
        let mut layers = Layers::default();
        let mut tags = vec![base(tag)];
        if *tag != tags[0] {
            tags.push(tag.clone());
        }
        for one in &tags {
            add_built_in(&mut layers, one);
        }
        for one in &tags {
            let Some((file, text)) = self.own.get(one).and_then(|f| Some((f, f.text()?))) else {
                continue;
            };
            let file = File {
                path: file.path.clone(),
                text,
                built_in: false,
            };
            // A base language is looked at for itself.
            let mut found = Vec::new();
            layers.add(file, &mut found);
            if one == tag {
                diagnostics.append(&mut found);
            }
        }
        layers
    }
}

/// The language without script, region and variants.
fn base(tag: &LanguageIdentifier) -> LanguageIdentifier {
    LanguageIdentifier::from_parts(tag.language, None, None, &[])
}

fn add_built_in(layers: &mut Layers<'_>, tag: &LanguageIdentifier) {
    if let Some((name, text)) = built_in::text(tag) {
        let file = File {
            path: built_in::path(name),
            text,
            built_in: true,
        };
        layers.add(file, &mut Vec::new());
    }
}

/// The wanted messages of a language in pieces. One of a theme that cannot be said is reported, and
/// what it overrides is said in its place.
fn said<'t>(
    layers: &Layers<'t>,
    known: Option<&Known<'_>>,
    is_wanted: impl Fn(&str) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Said {
    let mut all = Said::new();
    let mut failed: Vec<(&Written<'t>, Problem<'t>)> = Vec::new();
    for (key, written) in layers.written.iter().filter(|(id, _)| is_wanted(id)) {
        for one in written.iter().rev() {
            let told = known.and_then(|known| known.get(key.as_str()));
            let result = compile(layers, one).and_then(|pieces| match told {
                Some(told) => check_told(one, &pieces, told).map(|()| pieces),
                None => Ok(pieces),
            });
            match result {
                Ok(_) if key.starts_with('-') => break,
                Ok(pieces) => {
                    all.insert(key.clone(), pieces);
                    break;
                }
                Err(problem) => failed.push((one, problem)),
            }
        }
    }
    let last = layers.files.len().saturating_sub(1);
    let broken: Vec<&str> = failed.iter().map(|(written, _)| written.id).collect();
    for (written, problem) in &failed {
        if written.file == last && !layers.files[last].built_in && !problem.follows(&broken) {
            diagnostics.push(problem.diagnostic(layers, written));
        }
    }
    all
}

/// The messages of the last file that the default theme does not have.
fn new_messages(layers: &Layers<'_>, said: &Said, known: Option<&Known<'_>>) -> Vec<OwnMessage> {
    let Some(last) = layers.files.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut referred = Vec::new();
    let tops = layers.written.values().filter_map(|all| all.last());
    for top in tops {
        references(&top.pattern, &mut referred);
    }
    let referred: BTreeSet<String> = referred.into_iter().collect();
    let own = |written: &&Written<'_>| {
        written.file == last
            && !layers.files[last].built_in
            && said.contains_key(written.id)
            && !known.is_some_and(|known| known.contains_key(written.id))
    };
    layers
        .written
        .iter()
        .filter(|(key, _)| !key.starts_with('-'))
        .filter_map(|(_, all)| all.last().filter(own))
        .map(|written| OwnMessage {
            id: written.id.to_owned(),
            place: layers.files[last].place(written.id),
            referred: referred.contains(written.id),
        })
        .collect()
}

fn words(
    tag: &LanguageIdentifier,
    first: Said,
    english: &LanguageIdentifier,
    last: Said,
    own: Vec<OwnMessage>,
) -> Words {
    let [first, last] = [(BOOK, first), (LAST_RESORT, last)].map(|(tongue, all)| {
        let all = all.into_iter();
        all.map(|(id, pieces)| (Box::<str>::from(id), Message::new(tongue, pieces)))
            .collect::<HashMap<_, _, ahash::RandomState>>()
    });
    let tongues = vec![
        Tongue::new(tag, |id| first.get(id)),
        Tongue::new(english, |id| last.get(id)),
    ];
    let mut messages = first;
    for (id, message) in last {
        messages.entry(id).or_insert(message);
    }
    let direction = match tag.character_direction() {
        CharacterDirection::RTL => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    };
    let mut words = Words {
        direction,
        messages,
        tongues,
        own,
        percents: Vec::new(),
    };
    words.percents = (0..=100u64)
        .map(|n| words.say("percent", &[("n", n.into())]).into())
        .collect();
    words
}
