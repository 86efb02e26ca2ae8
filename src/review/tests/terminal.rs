//! What the terminal is told.

use super::super::{Options, samples, text};
use crate::diagnostic::safe::is_hidden;

#[test]
fn the_terminal_is_told_every_record() {
    for (record, diff) in samples::all() {
        let told = text::render(&diff, &Options::default());
        insta::assert_snapshot!(format!("{record}_text"), told);
    }
}

#[test]
fn lines_fit_the_terminal_where_words_do() {
    let options = Options {
        width: 60,
        ..Options::default()
    };
    insta::assert_snapshot!("narrow_text", text::render(&samples::rich(), &options));
}

#[test]
fn nothing_acts_on_a_terminal_or_a_runner() {
    let options = Options {
        stop_token: Some("token"),
        ..Options::default()
    };
    let told = text::render(&samples::hostile(), &options);
    let inner = told.strip_prefix("::stop-commands::token\n").unwrap();
    let inner = inner.strip_suffix("::token::\n").unwrap();
    assert!(!inner.contains(|c| is_hidden(c) && c != '\n'), "{inner}");
    for line in inner.lines() {
        assert!(!line.trim_start().starts_with("::"), "{line}");
        assert!(!line.contains("##["), "{line}");
    }
    let plain = text::render(&samples::hostile(), &Options::default());
    assert_eq!(inner, plain);
}

#[test]
fn colors_change_nothing_else() {
    let colored = Options {
        color: true,
        ..Options::default()
    };
    let colored = text::render(&samples::rich(), &colored);
    assert!(colored.contains("\x1b[1;31m▼\x1b[0m \x1b[1mPayments\x1b[0m"));
    let mut bare = String::new();
    let mut parts = colored.split('\x1b');
    bare.push_str(parts.next().unwrap());
    for part in parts {
        bare.push_str(part.split_once('m').unwrap().1);
    }
    assert_eq!(bare, text::render(&samples::rich(), &Options::default()));
}
