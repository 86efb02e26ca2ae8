use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::tree::Place;

/// The settings of a book, complete: what book.toml leaves out has its default.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Config {
    pub book: Book,
    pub build: Build,
    pub html: Html,
    pub maturity: Maturity,
    pub review: Review,
    pub places: Places,
}

/// `[book]`
#[derive(Clone, PartialEq, Debug)]
pub struct Book {
    pub title: String,
    pub authors: Vec<String>,
    pub description: Option<String>,
    /// A BCP 47 tag.
    pub language: String,
    /// The folder of everything that is written; a clean path in the book, never the book itself.
    pub src: String,
}

/// `[build]`
#[derive(Clone, PartialEq, Debug)]
pub struct Build {
    /// As written: relative to the book, or absolute.
    pub build_dir: String,
    /// As written: relative to the book, or absolute.
    pub extra_watch_dirs: Vec<String>,
    /// As written: a name, or the form of an address.
    pub editor: Option<String>,
}

/// `[output.html]`
#[derive(Clone, PartialEq, Debug)]
pub struct Html {
    /// A folder in themes/, or `default`.
    pub theme: String,
    pub default_theme: ColorScheme,
    /// Files of the book, relative to book.toml.
    pub additional_css: Vec<String>,
    pub additional_js: Vec<String>,
    /// Normalized: with scheme, ending in `/`; or a path that begins and ends in `/`.
    pub site_url: Option<String>,
    pub cname: Option<String>,
    /// Without a slash or `.git` at its end.
    pub git_repository_url: Option<String>,
    /// Holds `{path}`.
    pub edit_url_template: Option<String>,
    /// Holds `{path}`, and may hold `{line}` and `{revision}`.
    pub source_url_template: Option<String>,
    /// The Markdown of the 404 page, relative to `src`; `None` means 404.md where it exists, and
    /// the empty text that no 404 page is made.
    pub input_404: Option<String>,
    pub hash_files: bool,
    pub raw_html: RawHtml,
    /// What the host allows a site, in megabytes of a million bytes.
    pub size_limit: u32,
    pub search: bool,
    pub print: bool,
    /// From an old address to a new one, in the order of the file. The old one is a clean path
    /// without a slash at its begin; the new one is as written.
    pub redirect: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColorScheme {
    Auto,
    Light,
    Dark,
}

/// What becomes of HTML in Markdown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RawHtml {
    /// It is shown as text.
    Escape,
    /// Elements and attributes on a list are kept.
    Sanitize,
}

impl RawHtml {
    pub fn sanitizes(self) -> bool {
        self == Self::Sanitize
    }
}

/// `[maturity]`
#[derive(Clone, PartialEq, Debug)]
pub struct Maturity {
    /// The default model; `None` means the only model in use, or the first by id.
    pub model: Option<String>,
    /// A level of the default model.
    pub target: Option<String>,
    pub max_age_days: u32,
    pub expire: bool,
    pub as_of: Option<Date>,
    pub hide: BTreeSet<Hide>,
    /// Labels of the unit path, from the largest to the smallest.
    pub units: Vec<String>,
    pub cost: Cost,
    pub models: BTreeMap<String, ModelConfig>,
}

/// What the book says for sums of cost and benefit; the product has no defaults for money.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Cost {
    /// As it is to be shown: `EUR`, `$`.
    pub currency: Option<String>,
    /// In millionths of the currency.
    pub day_rate: Option<u64>,
    pub horizon_years: Option<u32>,
    /// Per year, in millionths: 50,000 is 5 percent.
    pub discount_rate: Option<u64>,
}

/// What is left out of everything that is published.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Hide {
    Notes,
    BuyIn,
    Plan,
    Assessor,
    Evidence,
    SourceLinks,
    Narrative,
}

/// `[maturity.models.ID]`
#[derive(Clone, Default, PartialEq, Debug)]
pub struct ModelConfig {
    pub target: Option<String>,
    /// True where the book chose `independent`, false for `staged`.
    pub independent: Option<bool>,
    pub not_applicable: Vec<String>,
    pub max_age_days: Option<u32>,
}

/// `[review]`: what a comparison of two states of the book is held against.
#[derive(Clone, PartialEq, Debug)]
pub struct Review {
    /// What makes `levelbook diff` fail, in their order, each once.
    pub fail_on: Vec<GateId>,
    /// What it warns of.
    pub warn_on: Vec<GateId>,
    pub accept: Vec<Accept>,
}

/// A finding that is known and accepted.
#[derive(Clone, PartialEq, Debug)]
pub struct Accept {
    /// The id of the team.
    pub team: String,
    /// `None` means the whole team.
    pub kpa: Option<String>,
    /// `None` means every gate but `invalid`.
    pub gate: Option<GateId>,
    pub reason: String,
    /// The last day on which it is accepted; `None` means for good.
    pub until: Option<Date>,
}

/// What a review may watch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GateId {
    /// The content of head has errors.
    Invalid,
    /// The level of a team falls.
    LevelDrop,
    /// An answer's rating falls.
    RatingDrop,
    /// A rating falls and its note stays what it was.
    UnexplainedDrop,
    /// A rating rises, and its answer names no evidence.
    UnevidencedRise,
    /// A goal that was satisfied, or is new in the model, is not satisfied.
    GapOpened,
    /// Evidence is not named any more.
    EvidenceRemoved,
    /// An answer or a report is stale and was not.
    Stale,
    /// A model or a setting that scores depend on changed.
    ModelChange,
    /// A goal was answered and is not any more.
    AnswerRemoved,
}

/// Where settings stand whose meaning a later stage checks. `None` where the setting was left out
/// or came from the environment.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Places {
    pub src: Option<Place>,
    pub build_dir: Option<Place>,
    pub theme: Option<Place>,
    /// In the order of the setting, like all lists here.
    pub additional_css: Vec<Option<Place>>,
    pub additional_js: Vec<Option<Place>>,
    pub input_404: Option<Place>,
    pub size_limit: Option<Place>,
    /// Of the old addresses.
    pub redirect: Vec<Option<Place>>,
    pub model: Option<Place>,
    pub target: Option<Place>,
    pub as_of: Option<Place>,
    pub models: BTreeMap<String, ModelPlaces>,
}

/// The places of one `[maturity.models.ID]`.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct ModelPlaces {
    /// The id itself.
    pub id: Option<Place>,
    pub target: Option<Place>,
    pub progression: Option<Place>,
    pub not_applicable: Vec<Option<Place>>,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            title: "Maturity reports".to_owned(),
            authors: Vec::new(),
            description: None,
            language: "en".to_owned(),
            src: "content".to_owned(),
        }
    }
}

impl Default for Build {
    fn default() -> Self {
        Self {
            build_dir: "book".to_owned(),
            extra_watch_dirs: Vec::new(),
            editor: None,
        }
    }
}

impl Default for Html {
    fn default() -> Self {
        Self {
            theme: "default".to_owned(),
            default_theme: ColorScheme::Auto,
            additional_css: Vec::new(),
            additional_js: Vec::new(),
            site_url: None,
            cname: None,
            git_repository_url: None,
            edit_url_template: None,
            source_url_template: None,
            input_404: None,
            hash_files: true,
            raw_html: RawHtml::Escape,
            size_limit: 1000,
            search: true,
            print: true,
            redirect: Vec::new(),
        }
    }
}

impl Default for Review {
    fn default() -> Self {
        Self {
            fail_on: vec![GateId::Invalid],
            warn_on: vec![
                GateId::UnexplainedDrop,
                GateId::UnevidencedRise,
                GateId::EvidenceRemoved,
                GateId::Stale,
                GateId::AnswerRemoved,
            ],
            accept: Vec::new(),
        }
    }
}

impl GateId {
    /// In the order in which they are told.
    pub const ALL: [GateId; 10] = [
        GateId::Invalid,
        GateId::LevelDrop,
        GateId::RatingDrop,
        GateId::UnexplainedDrop,
        GateId::UnevidencedRise,
        GateId::GapOpened,
        GateId::EvidenceRemoved,
        GateId::Stale,
        GateId::ModelChange,
        GateId::AnswerRemoved,
    ];

    /// The words of `--fail-on` and `[review]`, and what they mean.
    pub const WORDS: &[(&'static str, &'static [GateId])] = &[
        ("invalid", &[GateId::Invalid]),
        ("level-drop", &[GateId::LevelDrop]),
        ("rating-drop", &[GateId::RatingDrop]),
        ("unexplained-drop", &[GateId::UnexplainedDrop]),
        ("unevidenced-rise", &[GateId::UnevidencedRise]),
        ("gap-opened", &[GateId::GapOpened]),
        ("evidence-removed", &[GateId::EvidenceRemoved]),
        ("stale", &[GateId::Stale]),
        ("model-change", &[GateId::ModelChange]),
        ("answer-removed", &[GateId::AnswerRemoved]),
        ("regression", &[GateId::LevelDrop, GateId::RatingDrop]),
        ("none", &[]),
    ];

    /// What several words mean together: in their order, each once.
    pub fn together(meanings: impl IntoIterator<Item = &'static [Self]>) -> Vec<Self> {
        let gates: BTreeSet<Self> = meanings.into_iter().flatten().copied().collect();
        gates.into_iter().collect()
    }

    pub fn word(self) -> &'static str {
        let of_it = |(_, gates): &&(&str, &[GateId])| gates == &[self];
        let word = Self::WORDS.iter().find(of_it);
        word.map_or("", |(word, _)| word)
    }
}

impl Default for Maturity {
    fn default() -> Self {
        Self {
            model: None,
            target: None,
            max_age_days: 365,
            expire: false,
            as_of: None,
            hide: BTreeSet::new(),
            units: Vec::new(),
            cost: Cost::default(),
            models: BTreeMap::new(),
        }
    }
}

impl Hide {
    /// The words of the setting.
    pub const WORDS: &[(&'static str, Hide)] = &[
        ("notes", Hide::Notes),
        ("buy-in", Hide::BuyIn),
        ("plan", Hide::Plan),
        ("assessor", Hide::Assessor),
        ("evidence", Hide::Evidence),
        ("source-links", Hide::SourceLinks),
        ("narrative", Hide::Narrative),
    ];
}
