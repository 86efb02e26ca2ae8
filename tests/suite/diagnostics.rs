//! One Markdown file per diagnostic code in `tests/diagnostics/`: books that are wrong, and what
//! `levelbook check` says about them. How such a file is written stands at [`cases::read`].
//!
//! `UPDATE=1 cargo test diagnostics` writes what the program says into the files, to be reviewed.

use std::fs;
use std::path::{Path, PathBuf};

use levelbook::diagnostic::{Code, Diagnostic, Format, Options, render};
use levelbook::pipeline::text_of;
use levelbook::tree::Sources;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

mod book;
mod cases;

use book::{check, compiled};
use cases::{Case, CaseFile};

/// The cases of all codes, and of the formats.
fn files() -> Vec<CaseFile> {
    let mut files: Vec<CaseFile> = folder()
        .read_dir()
        .unwrap()
        .map(|entry| cases::read(&entry.unwrap().path()))
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

#[test]
fn every_code_has_a_case() {
    let files = files();
    for code in Code::ALL {
        let file = files.iter().find(|file| file.name() == code.id());
        let file = file.unwrap_or_else(|| panic!("tests/diagnostics/{}.md is missing", code.id()));
        let shown = format!("[{}]", code.id());
        assert!(
            file.cases
                .iter()
                .flat_map(|case| &case.expected)
                .any(|expected| expected.text.contains(&shown)),
            "no case of {} shows the code",
            file.path.display()
        );
    }
    for file in files.iter().filter(|file| file.name() != "formats") {
        assert!(
            Code::from_id(file.name()).is_some(),
            "{} is named after no code",
            file.path.display()
        );
    }
}

#[test]
fn cases_say_what_they_should() {
    let update = std::env::var_os("UPDATE").is_some();
    let wrong: Vec<String> = files()
        .par_iter()
        .flat_map_iter(|file| {
            let mut answers = Vec::new();
            let mut wrong = Vec::new();
            for case in file.cases.iter().filter(|case| case.runs_here()) {
                let (sources, diagnostics) = check(case);
                wrong.extend(style(case, &diagnostics));
                for expected in &case.expected {
                    let actual = rendered(expected.format, &sources, &diagnostics);
                    if actual != expected.text {
                        wrong.push(difference(case, &expected.text, &actual));
                    }
                    answers.push((expected.lines.clone(), actual));
                }
            }
            if update {
                fs::write(&file.path, file.with(&answers)).unwrap();
            }
            wrong
        })
        .collect();
    assert!(
        update || wrong.is_empty(),
        "{}\n\n`UPDATE=1` writes what the program says into the cases",
        wrong.join("\n\n")
    );
}

/// What a fix proposes removes the diagnostic that proposes it, and brings no other.
#[test]
fn fixes_mend() {
    let wrong: Vec<String> = files()
        .par_iter()
        .flat_map_iter(|file| &file.cases)
        .filter(|case| case.runs_here() && !case.needs_folder())
        .flat_map_iter(|case| {
            let (.., before) = compiled(case);
            let fixed = before.iter().filter(|one| one.fix.is_some());
            fixed
                .filter_map(|one| unmended(case, one, &before))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn unmended(case: &Case, one: &Diagnostic, before: &[Diagnostic]) -> Option<String> {
    let fix = one.fix.as_ref()?;
    let mut fixed = case.clone();
    let file = fixed
        .files
        .iter_mut()
        .find(|file| file.path == fix.place.file.as_str())?;
    file.bytes
        .splice(fix.place.span.range(), fix.text.as_bytes().iter().copied());
    let (.., after) = compiled(&fixed);
    let still = after.iter().any(|other| {
        let place = |one: &Diagnostic| one.place.as_ref().map(|p| (p.file.clone(), p.span.start));
        (other.code, &other.message, place(other)) == (one.code, &one.message, place(one))
    });
    let worse = after.len() >= before.len() && !still;
    (still || worse).then(|| {
        let found: Vec<_> = after.iter().map(|d| d.message.as_str()).collect();
        format!(
            "{}: {}: after `{}`: {found:?}",
            case.title, one.message, fix.text
        )
    })
}

fn rendered(format: Format, sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let texts = |path: &_| text_of(sources, path);
    render(format, diagnostics, &texts, Options::default())
}

/// The form that every message keeps: one sentence that begins small and has no full stop.
fn style(case: &Case, diagnostics: &[Diagnostic]) -> Vec<String> {
    let sentences = diagnostics.iter().flat_map(|one| {
        let help = one.help.iter();
        help.chain([&one.message]).chain(&one.label)
    });
    sentences
        .filter(|text| {
            text.starts_with(char::is_uppercase)
                && !["BCP", "HTML", "KPAs", "YAML"]
                    .iter()
                    .any(|word| text.starts_with(word))
                || text.ends_with('.')
                || text.contains('\n')
        })
        .map(|text| format!("{}: not in the form of a message: {text}", case.title))
        .collect()
}

fn difference(case: &Case, expected: &str, actual: &str) -> String {
    let same = expected
        .lines()
        .zip(actual.lines())
        .take_while(|(a, b)| a == b)
        .count();
    let from = |text: &str| {
        text.lines()
            .skip(same)
            .take(12)
            .collect::<Vec<_>>()
            .join("\n")
    };
    format!(
        "{}: from line {} on\n--- expected\n{}\n--- found\n{}",
        case.title,
        same + 1,
        from(expected),
        from(actual)
    )
}
