use proptest::prelude::*;

use super::{Format, Options, render};
use crate::diagnostic::{Code, Diagnostic, safe, sort};
use crate::tree::{BookPath, Place, Span};

const TEAM: &str = "---\nmodel: cmm\ndate: 2026-07-01\nanswers:\n  RM: yes\n  SCM.3: largly\n  \
                    SCM.1: yes\n  SCM.1: no\n---\n";

fn path(text: &str) -> BookPath {
    BookPath::new(text).unwrap()
}

fn place(text: &str, word: &str) -> Place {
    let start = text.find(word).unwrap();
    Place {
        file: path("content/teams/payments.md"),
        span: Span::new(start, start + word.len()),
    }
}

fn run(format: Format, diagnostics: &[Diagnostic], text: &str, options: Options<'_>) -> String {
    let team = path("content/teams/payments.md");
    render(
        format,
        diagnostics,
        &|path| (*path == team).then_some(text),
        options,
    )
}

fn plain(format: Format, diagnostics: &[Diagnostic], text: &str) -> String {
    run(format, diagnostics, text, Options::default())
}

fn rating() -> Diagnostic {
    Diagnostic::new(Code::UnknownRating, "unknown rating `largly`")
        .at(place(TEAM, "largly"))
        .label("not a step of the scale of `cmm`")
        .help("the steps are `yes`, `largely`, `partly` and `no`")
        .suggest("largly", ["yes", "largely", "partly", "no"])
}

fn double() -> Diagnostic {
    let mut second = place(TEAM, "SCM.1: no");
    second.span.end = second.span.start + 5;
    let mut first = place(TEAM, "SCM.1: yes");
    first.span.end = first.span.start + 5;
    Diagnostic::new(Code::DuplicateKey, "the key `SCM.1` stands twice")
        .at(second)
        .label("second")
        .related(first, "first")
        .help("remove one of the two")
}

fn whole() -> Diagnostic {
    Diagnostic::new(
        Code::LaterLeftOut,
        "3 assessments after 2026-01-01 are left out",
    )
}

#[test]
fn text_shows_excerpt_label_related_places_help_and_patch() {
    let bare = Diagnostic::new(Code::BadScale, "the scale has one step")
        .at(Place {
            file: BookPath::built_in("models/cmm.md"),
            span: Span::new(3, 4),
        })
        .label("here");
    insta::assert_snapshot!(plain(Format::Text, &[rating(), double(), whole(), bare], TEAM), @r#"
    error[unknown-rating]: unknown rating `largly`
     --> content/teams/payments.md:6:10
      |
    6 |   SCM.3: largly
      |          ^^^^^^ not a step of the scale of `cmm`
      |
      = help: the steps are `yes`, `largely`, `partly` and `no`
    help: did you mean `largely`?
      |
    6 |   SCM.3: largely
      |              +

    error[duplicate-key]: the key `SCM.1` stands twice
     --> content/teams/payments.md:8:3
      |
    7 |   SCM.1: yes
      |   ----- first
    8 |   SCM.1: no
      |   ^^^^^ second
      |
      = help: remove one of the two

    warning[later-left-out]: 3 assessments after 2026-01-01 are left out

    error[bad-scale]: the scale has one step
    --> <built-in>/models/cmm.md
     = note: here

    3 errors, 1 warning
    for more about an error: levelbook --explain unknown-rating
    "#);
}

#[test]
fn a_fix_without_a_patch_is_told() {
    let there = Place {
        file: path("content/other.md"),
        span: Span::new(0, 3),
    };
    let diagnostic = Diagnostic::new(Code::BadValue, "wrong").fix(there, "right");
    insta::assert_snapshot!(plain(Format::Text, &[diagnostic], TEAM), @r#"
    error[bad-value]: wrong
     |
     = help: write `right`

    1 error
    for more about an error: levelbook --explain bad-value
    "#);
}

#[test]
fn the_sentence_that_says_the_fix_stands_over_the_patch() {
    let text = "stale = \"flagg\"\n";
    let diagnostic = Diagnostic::new(Code::BadValue, "`flagg` is not allowed here")
        .at(place(text, "\"flagg\""))
        .help("did you mean `flag`?")
        .help("allowed: `expire` and `flag`")
        .fix(place(text, "\"flagg\""), "\"flag\"");
    insta::assert_snapshot!(plain(Format::Text, &[diagnostic], text), @r#"
    error[bad-value]: `flagg` is not allowed here
     --> content/teams/payments.md:1:9
      |
    1 | stale = "flagg"
      |         ^^^^^^^
      |
      = help: allowed: `expire` and `flag`
    help: did you mean `flag`?
      |
    1 - stale = "flagg"
    1 + stale = "flag"
      |

    1 error
    for more about an error: levelbook --explain bad-value
    "#);
}

#[test]
fn warnings_alone_have_their_own_summary() {
    let text = plain(Format::Text, &[whole()], TEAM);
    assert!(
        text.ends_with("1 warning\nfor more about a warning: levelbook --explain later-left-out\n"),
        "{text}"
    );
    assert_eq!(plain(Format::Text, &[], TEAM), "");
}

#[test]
fn colors_are_an_option() {
    let colored = Options {
        color: true,
        ..Options::default()
    };
    assert!(run(Format::Text, &[rating()], TEAM, colored).contains("\x1b["));
    assert!(!plain(Format::Text, &[rating()], TEAM).contains('\x1b'));
}

#[test]
fn short_is_one_line_each() {
    insta::assert_snapshot!(plain(Format::Short, &[rating(), double(), whole()], TEAM), @r#"
    content/teams/payments.md:6:10: error: unknown rating `largly`; the steps are `yes`, `largely`, `partly` and `no` [unknown-rating]
    content/teams/payments.md:8:3: error: the key `SCM.1` stands twice; remove one of the two [duplicate-key]
    warning: 3 assessments after 2026-01-01 are left out [later-left-out]
    "#);
}

#[test]
fn json_is_one_document() {
    insta::assert_snapshot!(plain(Format::Json, &[rating(), whole()], TEAM), @r#"
    {
      "schema": "levelbook.diagnostics/1",
      "errors": 1,
      "warnings": 1,
      "diagnostics": [
        {
          "code": "unknown-rating",
          "severity": "error",
          "message": "unknown rating `largly`",
          "file": "content/teams/payments.md",
          "line": 6,
          "column": 10,
          "end-line": 6,
          "end-column": 16,
          "label": "not a step of the scale of `cmm`",
          "help": [
            "the steps are `yes`, `largely`, `partly` and `no`",
            "did you mean `largely`?"
          ],
          "related": [],
          "fix": {
            "file": "content/teams/payments.md",
            "line": 6,
            "column": 10,
            "end-line": 6,
            "end-column": 16,
            "text": "largely"
          }
        },
        {
          "code": "later-left-out",
          "severity": "warning",
          "message": "3 assessments after 2026-01-01 are left out",
          "file": null,
          "line": null,
          "column": null,
          "end-line": null,
          "end-column": null,
          "label": null,
          "help": [],
          "related": [],
          "fix": null
        }
      ]
    }
    "#);
    insta::assert_snapshot!(plain(Format::Json, &[], TEAM), @r#"
    {
      "schema": "levelbook.diagnostics/1",
      "errors": 0,
      "warnings": 0,
      "diagnostics": []
    }
    "#);
}

#[test]
fn github_escapes_and_counts() {
    let options = Options {
        prefix: "docs, old/",
        ..Options::default()
    };
    let nasty = Diagnostic::new(Code::BadValue, "100%: a,b\n::add-mask::x")
        .at(place(TEAM, "largly\n"))
        .help("50%");
    insta::assert_snapshot!(run(Format::Github, &[whole(), nasty, rating()], TEAM, options), @r#"
    ::error file=docs%2C old/content/teams/payments.md,line=6,endLine=6,col=10,endColumn=16,title=bad-value::100%25: a,b\n::add-mask::x%0Ahelp: 50%25
    ::error file=docs%2C old/content/teams/payments.md,line=6,endLine=6,col=10,endColumn=16,title=unknown-rating::unknown rating `largly`%0Ahelp: the steps are `yes`, `largely`, `partly` and `no`%0Ahelp: did you mean `largely`?
    ::warning title=later-left-out::3 assessments after 2026-01-01 are left out
    "#);

    let many: Vec<_> = std::iter::repeat_n(rating(), 12)
        .chain(std::iter::repeat_n(whole(), 10))
        .collect();
    let text = plain(Format::Github, &many, TEAM);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 20);
    assert_eq!(
        lines[9],
        "::error::and 3 more errors, see `levelbook check`"
    );
    assert_eq!(
        lines[19],
        "::warning::and 1 more warning, see `levelbook check`"
    );
}

#[test]
fn built_in_files_are_no_files_of_the_repository() {
    let diagnostic = Diagnostic::new(Code::BadScale, "the scale has one step").at(Place {
        file: BookPath::built_in("models/cmm.md"),
        span: Span::new(3, 4),
    });
    assert_eq!(
        plain(Format::Github, &[diagnostic], TEAM),
        "::error title=bad-scale::<built-in>/models/cmm.md: the scale has one step\n"
    );
}

#[test]
fn gitlab_findings_keep_their_identity_when_lines_move() {
    let prints = |text: &str, diagnostics: &[Diagnostic]| -> Vec<(String, u64)> {
        let report = plain(Format::Gitlab, diagnostics, text);
        let report: Vec<serde_json::Value> = serde_json::from_str(&report).unwrap();
        report
            .iter()
            .map(|finding| {
                (
                    finding["fingerprint"].as_str().unwrap().to_owned(),
                    finding["location"]["lines"]["begin"].as_u64().unwrap(),
                )
            })
            .collect()
    };
    let before = prints(TEAM, &[rating(), rating(), whole()]);
    let moved = TEAM.replacen("model", "# one line more\nmodel", 1);
    let mut later = rating();
    later.place = Some(place(&moved, "largly"));
    let after = prints(&moved, &[later.clone(), later, whole()]);

    let ids = |all: &[(String, u64)]| all.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&before), ids(&after));
    assert_eq!((before[0].1, after[0].1), (6, 7));
    let mut unique = ids(&before);
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 3);
}

#[test]
fn gitlab_report() {
    insta::assert_snapshot!(plain(Format::Gitlab, &[rating()], TEAM), @r#"
    [
      {
        "description": "unknown rating `largly`; the steps are `yes`, `largely`, `partly` and `no`; did you mean `largely`?",
        "check_name": "unknown-rating",
        "fingerprint": "eb73ce5d8beee3bd8eed57c2356933a9",
        "severity": "major",
        "location": {
          "path": "content/teams/payments.md",
          "lines": {
            "begin": 6
          }
        }
      }
    ]
    "#);
    assert_eq!(plain(Format::Gitlab, &[], TEAM), "[]\n");
}

const HOSTILE: &str = "team: \u{1b}]0;x\u{7}\u{9b}31m\u{202e}evil ##[error]x\n::add-mask::y\n";

fn hostile() -> Diagnostic {
    Diagnostic::new(Code::UnknownKey, HOSTILE)
        .at(place(HOSTILE, "evil"))
        .label(HOSTILE)
        .related(place(HOSTILE, "::add-mask"), HOSTILE)
        .help(HOSTILE)
        .fix(place(HOSTILE, "team"), HOSTILE)
}

#[test]
fn hostile_text_is_inert_in_every_format() {
    let options = Options {
        stop_token: Some("0123456789abcdef"),
        ..Options::default()
    };
    for (word, format) in Format::WORDS {
        let text = run(*format, &[hostile()], HOSTILE, options);
        assert!(
            !text.contains(|c: char| c != '\n' && safe::is_hidden(c)),
            "{word}: {text:?}"
        );
        assert!(!text.contains("##["), "{word}: {text}");
        let commands = text
            .lines()
            .filter(|line| line.trim_start().starts_with("::"))
            .count();
        let expected = match format {
            Format::Text | Format::Short => 2,
            Format::Github => 1,
            Format::Json | Format::Gitlab => 0,
        };
        assert_eq!(commands, expected, "{word}: {text}");
    }
    let text = run(Format::Text, &[hostile()], HOSTILE, options);
    assert!(text.starts_with("::stop-commands::0123456789abcdef\n"));
    assert!(text.ends_with("\n::0123456789abcdef::\n"));
}

#[test]
fn columns_stay_right_behind_hidden_characters() {
    let text = plain(Format::Text, &[hostile()], HOSTILE);
    let column = HOSTILE.chars().take_while(|c| *c != 'e').count();
    assert!(column > 0);
    let at = HOSTILE.chars().position(|c| c == '\u{202e}').unwrap() + 2;
    assert!(text.contains(&format!("payments.md:1:{at}\n")), "{text}");
}

#[test]
fn a_very_long_line_is_named_and_not_shown() {
    let text = format!("{}wrong\n", "x".repeat(10_000));
    let diagnostic = Diagnostic::new(Code::BadValue, "wrong")
        .at(place(&text, "wrong"))
        .label("here");
    insta::assert_snapshot!(plain(Format::Text, &[diagnostic], &text), @r#"
    error[bad-value]: wrong
    --> content/teams/payments.md:1:10001
     = note: here

    1 error
    for more about an error: levelbook --explain bad-value
    "#);
}

#[test]
fn sorted_diagnostics_render_the_same() {
    let mut one = vec![double(), whole(), rating(), rating()];
    let mut two = vec![rating(), rating(), whole(), double()];
    sort(&mut one);
    sort(&mut two);
    for (_, format) in Format::WORDS {
        assert_eq!(plain(*format, &one, TEAM), plain(*format, &two, TEAM));
    }
}

fn span() -> impl Strategy<Value = Span> {
    (0u32..60, 0u32..60).prop_map(|(a, b)| Span::new(a as usize, b as usize))
}

proptest! {
    /// Spans of any kind, and texts with line ends, wide and hidden characters in any order.
    #[test]
    fn no_input_panics(
        text in "[ab:é漢\t\r\n\u{1b}\u{85}\u{202e}🙂]{0,40}",
        fix in "[a \t\r\n\u{1b}漢]{0,6}",
        spans in (span(), span(), span()),
        width in 0usize..140,
    ) {
        let at = |span| Place { file: path("content/teams/payments.md"), span };
        let diagnostic = Diagnostic::new(Code::BadValue, text.clone())
            .at(at(spans.0))
            .label(text.clone())
            .related(at(spans.1), "related")
            .fix(at(spans.2), fix);
        for (_, format) in Format::WORDS {
            let out = run(*format, std::slice::from_ref(&diagnostic), &text, Options { width, ..Options::default() });
            prop_assert!(!out.contains(|c: char| c != '\n' && safe::is_hidden(c)));
        }
    }
}
