//! What templates say: the variable `t` and the function `say`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::scan::Scan;
use super::types::{TemplateFile, TemplateFiles, USER};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Arg, Words};
use crate::tree::{Place, Span};

/// The variable with all messages that are told nothing.
pub(super) const TEXTS: &str = "t";
/// The function for those that are told something.
const SAY: &str = "say";

pub(super) fn register(tera: &mut Tera, words: &Arc<Words>) {
    let texts: BTreeMap<&str, &str> = words.texts().into_iter().collect();
    tera.global_context()
        .insert_value(TEXTS, Value::from_serializable(&texts));
    let words = Arc::clone(words);
    tera.register_function(SAY, move |args: Kwargs, _: &State| say(&words, &args));
}

fn say(words: &Words, args: &Kwargs) -> TeraResult<Value> {
    let id: &str = args.must_get("key")?;
    let Some(asked) = words.asks_for(id) else {
        return Err(Error::message(format!("No message is called `{id}`")));
    };
    let mut told: Vec<(&str, Arg<'_>)> = Vec::new();
    let mut others: Vec<(&str, String)> = Vec::new();
    for (name, value) in args.iter() {
        let Some(name) = name.as_str() else { continue };
        match (value.as_u64(), value.as_str()) {
            (Some(number), _) => told.push((name, Arg::Number(number))),
            (None, Some(text)) => told.push((name, Arg::Text(text))),
            (None, None) => others.push((name, value.to_string())),
        }
    }
    told.extend(others.iter().map(|(name, text)| (*name, Arg::Text(text))));
    if let Some(name) = asked
        .iter()
        .find(|name| told.iter().all(|(told, _)| **told != ***name))
    {
        return Err(Error::message(format!(
            "The message `{id}` has to be told `{name}`"
        )));
    }
    Ok(Value::normal_string(&words.say(id, &told)))
}

/// Messages that a template of the theme names and that there are not.
pub(super) fn check(file: &TemplateFile, scan: &Scan<'_>, words: &Words) -> Vec<Diagnostic> {
    let place = |at: usize, word: &str| Place {
        file: file.path.clone(),
        span: Span::new(at, at + word.len()),
    };
    let mut diagnostics = Vec::new();
    for (id, at) in texts(scan) {
        let Some(asked) = words.asks_for(id) else {
            diagnostics.push(unknown(id, place(at, id), words.ids()));
            continue;
        };
        if !asked.is_empty() {
            let told: Vec<String> = asked.iter().map(|name| format!(", {name}=…")).collect();
            diagnostics.push(
                Diagnostic::new(
                    Code::ThemeField,
                    format!("the message `{id}` has to be told something"),
                )
                .at(place(at, id))
                .help(format!("write `say(key=\"{id}\"{})`", told.concat())),
            );
        }
    }
    for (id, at) in &scan.says {
        if words.asks_for(id).is_none() {
            diagnostics.push(unknown(id, place(*at, id), words.ids()));
        }
    }
    diagnostics
}

fn unknown(id: &str, place: Place, ids: Vec<&str>) -> Diagnostic {
    Diagnostic::new(Code::ThemeField, format!("no message is called `{id}`"))
        .at(place)
        .suggest(id, ids)
        .help("a theme adds messages in languages/LANGUAGE.ftl")
}

/// The ids that stand behind `t.`, with their places.
fn texts<'t>(scan: &Scan<'t>) -> Vec<(&'t str, usize)> {
    if scan.locals.contains(&TEXTS) {
        return Vec::new();
    }
    let chains = scan.chains.iter();
    chains
        .filter_map(|(chain, at)| {
            let rest = chain.strip_prefix(TEXTS)?;
            let id = rest.trim_start_matches(['.', '?']);
            if id.len() == rest.len() {
                return None;
            }
            let start = at + chain.len() - id.len();
            let id = id.split(['.', '?']).next()?;
            (!id.is_empty()).then_some((id, start))
        })
        .collect()
}

/// Messages that only this theme has and that no template names.
pub(super) fn unused(files: &TemplateFiles, words: &Words) -> Vec<Diagnostic> {
    let mut named: BTreeSet<&str> = BTreeSet::new();
    let own = files
        .files
        .iter()
        .filter(|(name, _)| name.starts_with(USER));
    for (_, file) in own {
        let scan = super::scan::scan(&file.text);
        named.extend(texts(&scan).into_iter().map(|(id, _)| id));
        named.extend(scan.says.iter().map(|(id, _)| *id));
    }
    let is_used =
        |id: &str, referred: bool| referred || id.starts_with("js_") || named.contains(id);
    let own: BTreeSet<&str> = words.own().iter().map(|own| own.id.as_str()).collect();
    words
        .own()
        .iter()
        .filter(|own| !is_used(&own.id, own.referred))
        .map(|message| {
            let ids = words.ids().into_iter().filter(|id| !own.contains(id));
            Diagnostic::new(
                Code::ThemeLanguage,
                format!("nothing uses the message `{}`", message.id),
            )
            .severity(crate::diagnostic::Severity::Warning)
            .at(message.place.clone())
            .suggest(&message.id, ids)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Severity};
    use crate::language::Words;
    use crate::theme::{Options, Theme, samples, scan::scan};
    use crate::tree::{BookPath, Sources};

    use super::super::types::{TemplateFile, TemplateFiles};

    /// A theme of the book with these files, loaded, and the rendered footer's page.
    fn theme(
        language: &str,
        files: &[(&str, &str)],
    ) -> (Sources, crate::diagnostic::Checked<Theme>) {
        let mut sources = Sources::default();
        let mut add = |path: &str, text: &str| {
            let path = BookPath::new(&format!("themes/own/{path}")).unwrap();
            sources.insert(path, text.as_bytes().to_vec());
        };
        add("theme.toml", "view = 1\n");
        for (path, text) in files {
            add(path, text);
        }
        let words = Words::load(&sources, "own", language);
        assert_eq!(words.diagnostics, []);
        let options = Options {
            words: std::sync::Arc::new(words.value),
            ..Options::default()
        };
        let mut loaded = Theme::load(&sources, "own", &options);
        loaded.value.set_site(&samples::site(&[], &[]));
        (sources, loaded)
    }

    fn not_found(theme: &Theme) -> Result<String, String> {
        let view = samples::plain("not-found", "Lost", "404.html", "");
        let context = tera::Context::from_serialize(&view).unwrap();
        match theme.render("404.html", context) {
            Ok(bytes) => Ok(String::from_utf8(bytes).unwrap()),
            Err(diagnostic) => Err(diagnostic.message),
        }
    }

    const FOOTER: &str = "templates/parts/footer.html";

    #[test]
    fn templates_say_messages() {
        let footer =
            "<p>{{ t.search }}, {{ say(key=\"page_of\", n=2, of=12345) }}, {{ t.house }}</p>";
        let files = [
            (FOOTER, footer),
            (
                "languages/de.ftl",
                "house = Haus & Hof\npage_of = { $n }/{ $of }\n",
            ),
        ];
        let (_, loaded) = theme("de", &files);
        assert_eq!(loaded.diagnostics, []);
        let page = not_found(&loaded.value).unwrap();
        assert!(page.contains(", 2/12.345, Haus &amp; Hof</p>"), "{page}");
    }

    #[test]
    fn wrong_ids_are_errors_at_their_places() {
        let footer = "{{ t.serch }} {{ t.page_of }} {{ say(key=\"page_off\", n=1) }}";
        let (sources, loaded) = theme("en", &[(FOOTER, footer)]);
        let found: Vec<(Code, String, String)> = loaded
            .diagnostics
            .iter()
            .map(|one| {
                let place = one.place.as_ref().unwrap();
                let under = place.span.of(sources.text(&place.file).unwrap());
                (one.code, under.to_owned(), one.help[0].clone())
            })
            .collect();
        let expected = [
            ("serch", "did you mean `search`?"),
            ("page_of", "write `say(key=\"page_of\", n=…, of=…)`"),
            ("page_off", "did you mean `page_of`?"),
        ];
        let expected =
            expected.map(|(under, help)| (Code::ThemeField, under.to_owned(), help.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn what_a_message_is_not_told_is_an_error_of_the_page() {
        let (_, loaded) = theme("en", &[(FOOTER, "{{ say(key=\"page_of\", n=1) }}")]);
        assert_eq!(loaded.diagnostics, []);
        let message = not_found(&loaded.value).unwrap_err();
        assert!(message.contains("`of`"), "{message}");
    }

    #[test]
    fn a_message_that_nothing_uses_is_a_warning() {
        let (_, loaded) = theme("en", &[("languages/fr.ftl", "serch = x\njs_x = y\n")]);
        assert_eq!(loaded.diagnostics.len(), 1, "{:?}", loaded.diagnostics);
        let one = &loaded.diagnostics[0];
        assert_eq!(
            (one.code, one.severity),
            (Code::ThemeLanguage, Severity::Warning)
        );
        assert_eq!(one.help, ["did you mean `search`?"]);
    }

    #[test]
    fn the_default_templates_name_messages_that_there_are() {
        let words = Words::default();
        for (name, file) in TemplateFiles::default_theme().files {
            let file: TemplateFile = file;
            assert_eq!(super::check(&file, &scan(&file.text), &words), [], "{name}");
        }
    }

    #[test]
    fn the_script_begins_with_its_words() {
        let (_, loaded) = theme("de", &[("languages/de.ftl", "js_dark = Nacht\n")]);
        let script = loaded
            .value
            .assets()
            .iter()
            .find(|a| a.path.as_str() == "assets/script.js");
        let text = std::str::from_utf8(&script.unwrap().bytes).unwrap();
        assert!(text.starts_with("window.levelbookWords={") && text.contains("\"dark\":\"Nacht\""));
        assert!(text.contains("\"use strict\""));
    }
}
