use super::types::GateId;
use crate::data::{Key, Shape, Type};

/// book.toml as a whole.
pub static SHAPE: Shape = Shape {
    name: "book.toml",
    keys: &[
        Key::optional("book", Type::Record(&BOOK), "What the book is."),
        Key::optional("build", Type::Record(&BUILD), "Where the site is written."),
        Key::optional("output", Type::Record(&OUTPUT), "How the site is made."),
        Key::optional(
            "maturity",
            Type::Record(&MATURITY),
            "How assessments are scored and shown.",
        ),
        Key::optional(
            "review",
            Type::Record(&REVIEW),
            "What changes are held against.",
        ),
    ],
};

pub(super) static BOOK: Shape = Shape {
    name: "`[book]`",
    keys: &[
        Key::optional(
            "title",
            Type::Text,
            "The title of the book; default: Maturity reports.",
        ),
        Key::optional("authors", TEXTS, "The authors of the book."),
        Key::optional(
            "description",
            Type::Text,
            "One sentence for search engines and previews.",
        ),
        Key::optional(
            "language",
            Type::Text,
            "The language of the texts, as a BCP 47 tag; default: en.",
        ),
        Key::optional(
            "src",
            Type::Text,
            "The folder of everything that is written; default: content.",
        ),
    ],
};

pub(super) static BUILD: Shape = Shape {
    name: "`[build]`",
    keys: &[
        Key::optional(
            "build-dir",
            Type::Text,
            "The folder the site is written to; default: book.",
        ),
        Key::optional(
            "extra-watch-dirs",
            TEXTS,
            "Further folders whose changes `serve` notices.",
        ),
        Key::optional(
            "editor",
            Type::Text,
            "What opens a source line from the live preview: vscode, vscodium, cursor, zed, idea, sublime, textmate, emacs, none, or an address with {path}, {line} and {column}; default: vscode.",
        ),
    ],
};

pub(super) static OUTPUT: Shape = Shape {
    name: "`[output]`",
    keys: &[Key::optional(
        "html",
        Type::Record(&HTML),
        "Settings of the site.",
    )],
};

pub(super) static HTML: Shape = Shape {
    name: "`[output.html]`",
    keys: &[
        Key::optional(
            "theme",
            Type::Text,
            "The name of a folder in themes/; default: default.",
        ),
        Key::optional(
            "default-theme",
            Type::OneOf(&["auto", "light", "dark"]),
            "The colors before the reader chooses; default: auto.",
        ),
        Key::optional(
            "additional-css",
            TEXTS,
            "Style sheets loaded after those of the theme, relative to book.toml.",
        ),
        Key::optional(
            "additional-js",
            TEXTS,
            "Scripts loaded after those of the theme, relative to book.toml.",
        ),
        Key::optional(
            "site-url",
            Type::Text,
            "The address the site is published at, or its path, such as /book/.",
        ),
        Key::optional(
            "cname",
            Type::Text,
            "The site's own host name, written to a file CNAME.",
        ),
        Key::optional(
            "git-repository-url",
            Type::Text,
            "The address of the book's repository.",
        ),
        Key::optional(
            "edit-url-template",
            Type::Text,
            "The address of a file's editor; {path} stands for the file.",
        ),
        Key::optional(
            "source-url-template",
            Type::Text,
            "The address of a line of a file; {path}, {line} and {revision} are filled in. \
             Default: by the host of git-repository-url.",
        ),
        Key::optional(
            "input-404",
            Type::Text,
            "The Markdown file of the 404 page, relative to src; default: 404.md.",
        ),
        Key::optional(
            "hash-files",
            Type::Flag,
            "Whether the names of assets carry a digest of their content; default: true.",
        ),
        Key::optional(
            "raw-html",
            Type::OneOf(&["escape", "sanitize"]),
            "What becomes of HTML in Markdown; `escape`, the default, shows it as text.",
        ),
        Key::optional(
            "size-limit",
            Type::Count,
            "How many MB the host allows a site; default: 1000, as GitHub Pages has it.",
        ),
        Key::optional("search", Type::Record(&SEARCH), "The search of the site."),
        Key::optional(
            "print",
            Type::Record(&PRINT),
            "The site as one page, to be printed.",
        ),
        Key::optional(
            "redirect",
            Type::MapOf(&Type::Text),
            "From old addresses to new ones.",
        ),
    ],
};

pub(super) static SEARCH: Shape = Shape {
    name: "`[output.html.search]`",
    keys: &[Key::optional(
        "enable",
        Type::Flag,
        "Whether the site has a search; default: true.",
    )],
};

pub(super) static PRINT: Shape = Shape {
    name: "`[output.html.print]`",
    keys: &[Key::optional(
        "enable",
        Type::Flag,
        "Whether the site has a page to print; default: true.",
    )],
};

pub(super) static MATURITY: Shape = Shape {
    name: "`[maturity]`",
    keys: &[
        Key::optional(
            "model",
            Type::Id,
            "The id of the default model; default: the only model in use, or the first by id.",
        ),
        Key::optional(
            "target",
            Type::Id,
            "The level that teams aim at, of the default model.",
        ),
        Key::optional(
            "max-age-days",
            Type::Count,
            "The age at which an answer becomes stale; default: 365.",
        ),
        Key::optional(
            "stale",
            Type::OneOf(&["flag", "expire"]),
            "Whether stale answers are marked (default) or count as not given.",
        ),
        Key::optional(
            "as-of",
            Type::Date,
            "A fixed today, for a book that stands still.",
        ),
        Key::optional(
            "hide",
            Type::List {
                of: &Type::OneOf(&[
                    "notes",
                    "buy-in",
                    "plan",
                    "assessor",
                    "evidence",
                    "source-links",
                    "narrative",
                ]),
                single: true,
            },
            "What is left out of everything that is published.",
        ),
        Key::optional(
            "units",
            TEXTS,
            "Labels of the unit path, from the largest unit to the smallest.",
        ),
        Key::optional("currency", Type::Text, "The currency of all amounts."),
        Key::optional("day-rate", Type::Number, "What a day of work costs."),
        Key::optional(
            "horizon-years",
            Type::Count,
            "The years over which benefits are summed.",
        ),
        Key::optional(
            "discount-rate",
            Type::Number,
            "The share by which a benefit is worth less for each year it comes later, from 0 to 1.",
        ),
        Key::optional(
            "models",
            Type::MapOf(&Type::Record(&MODEL)),
            "Settings for one model each, by its id.",
        ),
    ],
};

pub(super) static MODEL: Shape = Shape {
    name: "`[maturity.models.ID]`",
    keys: &[
        Key::optional(
            "target",
            Type::Id,
            "The level that teams aim at in this model.",
        ),
        Key::optional(
            "progression",
            Type::OneOf(&["staged", "independent"]),
            "Whether levels build on each other; default: as the model says.",
        ),
        Key::optional(
            "not-applicable",
            Type::List {
                of: &Type::Id,
                single: true,
            },
            "The ids of further KPAs that may be answered n/a.",
        ),
        Key::optional(
            "max-age-days",
            Type::Count,
            "As in `[maturity]`, for this model only.",
        ),
    ],
};

const TEXTS: Type = Type::List {
    of: &Type::Text,
    single: true,
};

/// The words that name one gate stand before those that name several.
const GATES: &[&str] = &gate_words::<{ GateId::ALL.len() }>();
const ALL_WORDS: &[&str] = &gate_words::<{ GateId::WORDS.len() }>();

const fn gate_words<const N: usize>() -> [&'static str; N] {
    let mut words = [""; N];
    let mut ix = 0;
    while ix < N {
        words[ix] = GateId::WORDS[ix].0;
        ix += 1;
    }
    words
}

const GATE_WORDS: Type = Type::List {
    of: &Type::OneOf(ALL_WORDS),
    single: true,
};

pub(super) static REVIEW: Shape = Shape {
    name: "`[review]`",
    keys: &[
        Key::optional(
            "fail-on",
            GATE_WORDS,
            "What makes `levelbook diff` fail; default: invalid.",
        ),
        Key::optional(
            "warn-on",
            GATE_WORDS,
            "What `levelbook diff` warns of; default: unexplained-drop, unevidenced-rise, \
             evidence-removed, stale and answer-removed.",
        ),
        Key::optional(
            "accept",
            Type::List {
                of: &Type::Record(&ACCEPT),
                single: false,
            },
            "Findings that are known and accepted.",
        ),
    ],
};

pub(super) static ACCEPT: Shape = Shape {
    name: "`accept`",
    keys: &[
        Key::required("team", Type::Text, "The id of the team."),
        Key::optional("kpa", Type::Id, "A KPA; default: the whole team."),
        Key::optional(
            "gate",
            Type::OneOf(GATES),
            "What is accepted; default: everything but invalid content.",
        ),
        Key::required("reason", Type::Text, "Why it is accepted, in one sentence."),
        Key::optional("until", Type::Date, "The last day; default: for good."),
    ],
};
