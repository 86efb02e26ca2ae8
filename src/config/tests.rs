use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{ColorScheme, Config, Cost, FILE, Hide, ModelConfig, SHAPE, read};
use crate::data::{Shape, Type};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::tree::{BookPath, Place, Refusal, Refused, Sources};

fn sources(toml: &str) -> Sources {
    let mut sources = Sources::default();
    sources.insert(BookPath::new(FILE).unwrap(), toml.as_bytes().to_vec());
    sources
}

fn run(toml: &str) -> Checked<Config> {
    read(&sources(toml), &[])
}

fn with(toml: &str, pairs: &[(&str, &str)]) -> Checked<Config> {
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| (format!("LEVELBOOK_{name}"), (*value).to_owned()))
        .collect();
    read(&sources(toml), &pairs)
}

fn fine(toml: &str) -> Config {
    let checked = run(toml);
    assert_eq!(checked.diagnostics, [], "{toml}");
    checked.value
}

/// The one problem of a file: its code, the text it points to, and the diagnostic.
fn problem(toml: &str) -> (&'static str, &str, Diagnostic) {
    let mut diagnostics = run(toml).diagnostics;
    assert_eq!(diagnostics.len(), 1, "{toml}: {diagnostics:#?}");
    let diagnostic = diagnostics.remove(0);
    let slice = diagnostic.place.as_ref().unwrap().span.of(toml);
    (diagnostic.code.id(), slice, diagnostic)
}

fn slice<'t>(place: &Option<Place>, toml: &'t str) -> &'t str {
    place
        .as_ref()
        .map_or("nowhere", |place| place.span.of(toml))
}

#[test]
fn an_empty_file_means_the_defaults() {
    let config = fine("");
    assert_eq!(config, Config::default());
    assert_eq!(config.book.title, "Maturity reports");
    assert_eq!(
        (config.book.language.as_str(), config.book.src.as_str()),
        ("en", "content")
    );
    assert_eq!(config.build.build_dir, "book");
    assert_eq!(config.html.theme, "default");
    assert!(config.html.hash_files && config.html.search && config.html.print);
    assert_eq!(config.maturity.max_age_days, 365);
    assert!(!config.maturity.expire);
}

#[test]
fn a_full_file() {
    let toml = r##"
[book]
title = "Maturity at work"
authors = ["Quality team"]
description = "Where we stand."
language = "pt-BR"
src = "./texts/"

[build]
build-dir = "../site"
extra-watch-dirs = ["shared"]

[output.html]
theme = "plain"
default-theme = "dark"
additional-css = ["extra.css", "./css/more.css"]
additional-js = "extra.js"
site-url = "https://Example.org/book"
cname = "Example.org"
git-repository-url = "https://github.com/acme/book.git"
edit-url-template = "https://github.com/acme/book/edit/main/{path}"
source-url-template = "https://h.org/{revision}/{path}#L{line}"
input-404 = "pages/lost.md"
hash-files = false
raw-html = "sanitize"
size-limit = 500

[output.html.search]
enable = false

[output.html.print]
enable = false

[output.html.redirect]
"/b.html" = "a.html"
"old/a.html" = "https://example.org/a?b#c"

[maturity]
model = "ppmm"
target = "2b"
max-age-days = 180
stale = "expire"
as-of = 2026-07-01
hide = ["notes", "source-links"]
units = ["Division", "Department"]
currency = "EUR"
day-rate = 650.5
horizon-years = 3
discount-rate = 0.05

[maturity.models.cmm]
target = 3
progression = "independent"
not-applicable = ["SSM", "IC"]
max-age-days = 90
"##;
    let config = fine(toml);
    let (book, html, maturity) = (&config.book, &config.html, &config.maturity);
    assert_eq!(book.title, "Maturity at work");
    assert_eq!(book.authors, ["Quality team"]);
    assert_eq!(book.description.as_deref(), Some("Where we stand."));
    assert_eq!(
        (book.language.as_str(), book.src.as_str()),
        ("pt-BR", "texts")
    );
    assert_eq!(config.build.build_dir, "../site");
    assert_eq!(config.build.extra_watch_dirs, ["shared"]);
    assert_eq!(html.theme, "plain");
    assert_eq!(html.default_theme, ColorScheme::Dark);
    assert_eq!(html.additional_css, ["extra.css", "css/more.css"]);
    assert_eq!(html.additional_js, ["extra.js"]);
    assert_eq!(html.site_url.as_deref(), Some("https://example.org/book/"));
    assert_eq!(html.cname.as_deref(), Some("example.org"));
    assert_eq!(
        html.git_repository_url.as_deref(),
        Some("https://github.com/acme/book")
    );
    assert_eq!(
        html.edit_url_template.as_deref(),
        Some("https://github.com/acme/book/edit/main/{path}")
    );
    assert_eq!(
        html.source_url_template.as_deref(),
        Some("https://h.org/{revision}/{path}#L{line}")
    );
    assert_eq!(html.input_404.as_deref(), Some("pages/lost.md"));
    assert!(!html.hash_files && !html.search && !html.print);
    assert_eq!(
        html.redirect,
        [
            ("b.html".to_owned(), "a.html".to_owned()),
            (
                "old/a.html".to_owned(),
                "https://example.org/a?b#c".to_owned()
            )
        ]
    );
    assert_eq!(maturity.model.as_deref(), Some("ppmm"));
    assert_eq!(maturity.target.as_deref(), Some("2b"));
    assert_eq!(maturity.max_age_days, 180);
    assert!(maturity.expire);
    assert_eq!(maturity.as_of, Some(jiff::civil::date(2026, 7, 1)));
    assert_eq!(
        maturity.hide,
        BTreeSet::from([Hide::Notes, Hide::SourceLinks])
    );
    assert_eq!(maturity.units, ["Division", "Department"]);
    assert_eq!(
        maturity.cost,
        Cost {
            currency: Some("EUR".to_owned()),
            day_rate: Some(650_500_000),
            horizon_years: Some(3),
            discount_rate: Some(50_000),
        }
    );
    let places = &config.places;
    let model = &places.models["cmm"];
    assert_eq!(
        maturity.models["cmm"],
        ModelConfig {
            target: Some("3".to_owned()),
            independent: Some(true),
            not_applicable: vec!["SSM".to_owned(), "IC".to_owned()],
            max_age_days: Some(90),
        }
    );
    assert_eq!(slice(&model.id, toml), "cmm");
    assert_eq!(slice(&model.target, toml), "3");
    assert_eq!(slice(&model.progression, toml), r#""independent""#);
    assert_eq!(slice(&model.not_applicable[1], toml), r#""IC""#);
    assert_eq!(slice(&places.theme, toml), r#""plain""#);
    assert_eq!(
        slice(&places.additional_css[1], toml),
        r#""./css/more.css""#
    );
    assert_eq!(slice(&places.additional_js[0], toml), r#""extra.js""#);
    assert_eq!(slice(&places.input_404, toml), r#""pages/lost.md""#);
    assert_eq!(slice(&places.model, toml), r#""ppmm""#);
    assert_eq!(slice(&places.target, toml), r#""2b""#);
    assert_eq!(slice(&places.as_of, toml), "2026-07-01");
    assert_eq!(slice(&places.redirect[1], toml), r#""old/a.html""#);
}

#[test]
fn a_folder_without_book_toml_is_no_book() {
    let checked = read(&Sources::default(), &[]);
    assert_eq!(checked.value, Config::default());
    assert_eq!(checked.diagnostics[0].code, Code::NoBook);
    assert_eq!(checked.diagnostics.len(), 1);

    let mut refused = Sources::default();
    refused.refused.push(Refused {
        path: BookPath::new(FILE).unwrap(),
        refusal: Refusal::Symlink,
    });
    assert_eq!(read(&refused, &[]).diagnostics, []);
}

#[test]
fn files_that_cannot_be_read() {
    let mut bytes = Sources::default();
    bytes.insert(BookPath::new(FILE).unwrap(), vec![0xff]);
    let checked = read(&bytes, &[]);
    assert_eq!(checked.diagnostics[0].code, Code::NotUtf8);

    let checked = run("[book\n");
    assert_eq!(checked.value, Config::default());
    assert_eq!(checked.diagnostics[0].code, Code::TomlSyntax);
    assert_eq!(checked.diagnostics.len(), 1);
}

#[test]
fn unknown_keys_name_the_nearest() {
    for (toml, key, near) in [
        ("[bok]", "bok", "book"),
        ("[book]\ntitel = \"x\"", "titel", "title"),
        ("[build]\nbuild_dir = \"x\"", "build_dir", "build-dir"),
        ("[output.htm]", "htm", "html"),
        ("[output.html]\nsite_url = \"/\"", "site_url", "site-url"),
        ("[output.html.search]\nenabled = true", "enabled", "enable"),
        ("[output.html.print]\nenabled = true", "enabled", "enable"),
        ("[maturity]\nmax-age-day = 1", "max-age-day", "max-age-days"),
        ("[maturity.models.cmm]\ntargets = 3", "targets", "target"),
    ] {
        let (code, slice, diagnostic) = problem(toml);
        assert_eq!((code, slice), ("unknown-key", key), "{toml}");
        assert_eq!(diagnostic.fix.unwrap().text, near, "{toml}");
    }
}

#[test]
fn settings_of_mdbook_that_levelbook_lacks_are_told_apart() {
    for (toml, key) in [
        ("[build]\ncreate-missing = false", "create-missing"),
        ("[preprocessor.links]", "preprocessor"),
        ("[output.html]\nfold = { enable = true }", "fold"),
        ("[output.html.search]\nlimit-results = 20", "limit-results"),
        ("[output.html.print]\npage-break = true", "page-break"),
        ("[book]\ntext-direction = \"ltr\"", "text-direction"),
    ] {
        let (code, slice, diagnostic) = problem(toml);
        assert_eq!((code, slice), ("unknown-key", key), "{toml}");
        assert_eq!(
            diagnostic.help,
            ["mdBook has this setting and Levelbook does not: remove it"]
        );
        assert_eq!(diagnostic.fix, None);
    }
}

#[test]
fn wrong_values_are_named_and_keep_their_default() {
    for (toml, value) in [
        ("[book]\nlanguage = \"english!\"", r#""english!""#),
        (
            "[output.html]\ntheme = \"themes/plain\"",
            r#""themes/plain""#,
        ),
        ("[output.html]\ntheme = \"..\"", r#""..""#),
        ("[output.html]\ndefault-theme = \"navy\"", r#""navy""#),
        (
            "[output.html]\nadditional-css = [\"a.css\", \"b.scss\"]",
            r#""b.scss""#,
        ),
        (
            "[output.html]\nadditional-css = [\"../a.css\"]",
            r#""../a.css""#,
        ),
        ("[output.html]\nadditional-js = [\"/a.js\"]", r#""/a.js""#),
        ("[output.html]\nsite-url = \"book\"", r#""book""#),
        (
            "[output.html]\ncname = \"https://a.org\"",
            r#""https://a.org""#,
        ),
        (
            "[output.html]\ngit-repository-url = \"git@h.org:a/b\"",
            r#""git@h.org:a/b""#,
        ),
        (
            "[output.html]\nedit-url-template = \"https://h.org/\"",
            r#""https://h.org/""#,
        ),
        (
            "[output.html]\nsource-url-template = \"https://h.org/{file}\"",
            r#""https://h.org/{file}""#,
        ),
        ("[output.html]\ninput-404 = \"404.html\"", r#""404.html""#),
        ("[output.html]\ninput-404 = \"../404.md\"", r#""../404.md""#),
        ("[output.html]\nhash-files = \"fals\"", r#""fals""#),
        ("[output.html]\nsize-limit = 0", "0"),
        ("[output.html]\nraw-html = \"allow\"", r#""allow""#),
        (
            "[output.html.redirect]\n\"../a.html\" = \"b.html\"",
            r#""../a.html""#,
        ),
        (
            "[output.html.redirect]\n\"a.html#b\" = \"b.html\"",
            r#""a.html#b""#,
        ),
        (
            "[output.html.redirect]\n\"a.html\" = \"javascript:x\"",
            r#""javascript:x""#,
        ),
        ("[maturity]\nmax-age-days = 0", "0"),
        ("[maturity]\nmax-age-days = 36501", "36501"),
        ("[maturity]\nmax-age-days = -1", "-1"),
        ("[maturity]\nstale = \"drop\"", r#""drop""#),
        ("[maturity]\nhide = [\"notes\", \"levels\"]", r#""levels""#),
        ("[maturity]\nday-rate = \"many\"", r#""many""#),
        ("[maturity]\nhorizon-years = 101", "101"),
        ("[maturity]\ndiscount-rate = 5", "5"),
        ("[maturity.models.cmm]\nprogression = \"free\"", r#""free""#),
    ] {
        let (code, slice, diagnostic) = problem(toml);
        assert_eq!((code, slice), ("bad-value", value), "{toml}");
        assert!(!diagnostic.help.is_empty(), "{toml}");
        let mut value = run(toml).value;
        value.places = super::Places::default();
        value.maturity.models.clear();
        value.maturity.hide.remove(&Hide::Notes);
        value.html.additional_css.retain(|file| file != "a.css");
        assert_eq!(value, Config::default(), "{toml}");
    }
}

#[test]
fn wrong_forms_ids_and_dates_have_their_own_codes() {
    for (toml, expected) in [
        ("book = 1", ("wrong-type", "1")),
        (
            "[book]\ntitle = [\"a\", \"b\"]",
            ("wrong-type", "[\"a\", \"b\"]"),
        ),
        ("[output.html]\nsearch = true", ("wrong-type", "true")),
        ("[output.html]\nredirect = 1", ("wrong-type", "1")),
        ("[maturity]\nmodel = \"a b\"", ("bad-id", "\"a b\"")),
        ("[maturity.models.\"a b\"]", ("bad-id", "\"a b\"")),
        ("[maturity]\nas-of = \"1 July\"", ("bad-date", "\"1 July\"")),
    ] {
        let (code, slice, _) = problem(toml);
        assert_eq!((code, slice), expected, "{toml}");
    }
}

#[test]
fn fixes_leave_a_right_file() {
    let mut toml = "[maturity]\nstale = \"flagg\"".to_owned();
    let fix = problem(&toml).2.fix.unwrap();
    toml.replace_range(fix.place.span.range(), &fix.text);
    assert_eq!(toml, "[maturity]\nstale = \"flag\"");
}

#[test]
fn the_site_is_never_written_over_its_sources() {
    for (toml, value) in [
        ("[book]\nsrc = \"book\"", "book"),
        ("[build]\nbuild-dir = \"content\"", "content"),
        ("[build]\nbuild-dir = \"./Content/\"", "./Content/"),
        ("[build]\nbuild-dir = \"content/out\"", "content/out"),
        ("[build]\nbuild-dir = \"themes\"", "themes"),
        ("[build]\nbuild-dir = \".\"", "."),
        ("[build]\nbuild-dir = \"a/..\"", "a/.."),
        ("[build]\nbuild-dir = \"../..\"", "../.."),
        ("[build]\nbuild-dir = \"\"", ""),
        ("[book]\nsrc = \"a/b\"\n[build]\nbuild-dir = \"a\"", "a"),
        ("[book]\nsrc = \".\"", "."),
        ("[book]\nsrc = \"..\"", ".."),
        ("[book]\nsrc = \"/home\"", "/home"),
        ("[book]\nsrc = \"themes/x\"", "themes/x"),
    ] {
        let (code, slice, diagnostic) = problem(toml);
        assert_eq!(
            (code, slice),
            ("bad-value", format!("\"{value}\"").as_str()),
            "{toml}"
        );
        assert!(diagnostic.label.is_some() && diagnostic.fix.is_none());
    }
    for build_dir in [
        "../content",
        "/srv/www",
        "content-book",
        "book/content",
        "C:\\site",
    ] {
        let toml = format!("[build]\nbuild-dir = '{build_dir}'");
        assert_eq!(fine(&toml).build.build_dir, build_dir);
    }
}

#[test]
fn an_empty_404_page_means_none() {
    assert_eq!(
        fine("[output.html]\ninput-404 = \"\"")
            .html
            .input_404
            .as_deref(),
        Some("")
    );
    assert_eq!(fine("").html.input_404, None);
}

#[test]
fn the_environment_wins() {
    let toml =
        "[book]\ntitle = \"File\"\n[maturity.models.CMM]\ntarget = 2\n[output.html]\ntheme = \"a\"";
    let checked = with(
        toml,
        &[
            ("BOOK__TITLE", "Environment"),
            ("BOOK", r#"{"authors": ["One", "Two"]}"#),
            ("OUTPUT__HTML__SITE_URL", "/here"),
            ("OUTPUT__HTML__SEARCH__ENABLE", "false"),
            ("OUTPUT__HTML__THEME", "b"),
            ("MATURITY__HIDE", "['notes', 'plan']"),
            ("MATURITY__DISCOUNT_RATE", "0.10"),
            ("MATURITY__MODELS__CMM__TARGET", "3"),
        ],
    );
    assert_eq!(checked.diagnostics, []);
    let config = checked.value;
    assert_eq!(config.book.title, "Environment");
    assert_eq!(config.book.authors, ["One", "Two"]);
    assert_eq!(config.html.site_url.as_deref(), Some("/here/"));
    assert!(!config.html.search);
    assert_eq!(
        config.maturity.hide,
        BTreeSet::from([Hide::Notes, Hide::Plan])
    );
    assert_eq!(config.maturity.cost.discount_rate, Some(100_000));
    assert_eq!(config.maturity.models["CMM"].target.as_deref(), Some("3"));
    assert_eq!(config.html.theme, "b");
    assert_eq!(config.places.theme, None);
    assert_eq!(config.places.models["CMM"].target, None);
    assert_eq!(slice(&config.places.models["CMM"].id, toml), "CMM");
}

#[test]
fn values_of_the_environment_are_texts_unless_they_are_more() {
    for (value, title) in [
        ("2026", "2026"),
        ("1.10", "1.10"),
        ("\"quoted\"", "quoted"),
        ("null", "null"),
        ("[not a list", "[not a list"),
        ("a = 1\nb = 2", "a = 1\nb = 2"),
    ] {
        let checked = with("", &[("BOOK__TITLE", value)]);
        assert_eq!(checked.diagnostics, [], "{value}");
        assert_eq!(checked.value.book.title, title);
    }
}

#[test]
fn problems_of_the_environment_name_the_variable_and_no_place() {
    for (name, value, code, words) in [
        ("BOOK__TITEL", "x", "unknown-key", "`titel`"),
        ("LOG", "debug", "unknown-key", "`log`"),
        (
            "BUILD__CREATE_MISSING",
            "true",
            "unknown-key",
            "`create-missing`",
        ),
        ("MATURITY__STALE", "flagg", "bad-value", "`flagg`"),
        ("BOOK__SRC", "..", "bad-value", "`..`"),
        ("BOOK__TITLE__X", "x", "wrong-type", "a map"),
        ("BOOK", "x", "wrong-type", "a single value"),
        ("BOOK____TITLE", "x", "unknown-key", "names no setting"),
        ("", "x", "unknown-key", "names no setting"),
        ("A__B__C__D__E__F", "x", "unknown-key", "names no setting"),
    ] {
        let checked = with(
            "[book]\nauthors = []\n",
            &[("BOOK__LANGUAGE", "de"), (name, value)],
        );
        assert_eq!(
            checked.diagnostics.len(),
            1,
            "{name}: {:#?}",
            checked.diagnostics
        );
        let diagnostic = &checked.diagnostics[0];
        assert_eq!(diagnostic.code.id(), code, "{name}");
        assert_eq!(
            (&diagnostic.place, &diagnostic.fix, &diagnostic.label),
            (&None, &None, &None)
        );
        assert!(diagnostic.message.contains(words), "{}", diagnostic.message);
        assert!(
            diagnostic
                .message
                .contains(&format!("environment variable `LEVELBOOK_{name}`")),
            "{}",
            diagnostic.message
        );
    }
}

/// The words of a setting are written twice, in its shape and beside its values.
#[test]
fn shapes_and_decoders_agree_on_words() {
    let hide: Vec<&str> = Hide::WORDS.iter().map(|(word, _)| *word).collect();
    let key = super::shapes::MATURITY.key("hide").unwrap();
    let Type::List {
        of: Type::OneOf(words),
        ..
    } = &key.value
    else {
        panic!("`hide` is a list of words");
    };
    assert_eq!(*words, hide);
}

#[test]
fn every_key_is_described() {
    fn visit(shape: &Shape) {
        for key in shape.keys {
            assert!(key.doc.ends_with('.'), "{} {}", shape.name, key.name);
            match &key.value {
                Type::Record(shape) | Type::MapOf(Type::Record(shape)) => visit(shape),
                _ => {}
            }
        }
    }
    visit(&SHAPE);
}

proptest! {
    /// Any text in any setting gives a value or a problem, and a problem of the environment never
    /// points into the file.
    #[test]
    fn no_value_panics(
        name in "(BOOK|BUILD|OUTPUT__HTML|MATURITY)__(SRC|LANGUAGE|BUILD_DIR|THEME|SITE_URL|CNAME|\
                 GIT_REPOSITORY_URL|EDIT_URL_TEMPLATE|ADDITIONAL_CSS|INPUT_404|REDIRECT|AS_OF|\
                 MAX_AGE_DAYS|DISCOUNT_RATE|MODELS|[a-z_]{0,6})",
        value in "(https?:|/|\\.\\.|[{}\\[\\]:@#?\"',é\u{1b} a1.-]){0,12}",
    ) {
        let checked = with("[book]\ntitle = 'x'\n", &[(&name, &value)]);
        prop_assert!(
            checked
                .diagnostics
                .iter()
                .all(|d| d.place.is_none() && d.fix.is_none())
        );
    }
}

#[test]
fn the_schema_of_the_shape_names_every_table() {
    let schema = crate::data::json_schema(FILE, &SHAPE).to_string();
    for key in ["build-dir", "redirect", "not-applicable", "discount-rate"] {
        assert!(schema.contains(&format!("\"{key}\"")), "{key}");
    }
}
