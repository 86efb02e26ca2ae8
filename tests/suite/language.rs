//! The words of the program: complete in every language, and sentences that a person would write.

mod files;
mod reports;
mod tables;

/// What is wrong with a text in any language.
fn slips(text: &str) -> Vec<String> {
    let bad = [
        "{", "}", "  ", " .", " ,", " )", "( ", "..", ",,", ";.", ":.",
    ];
    let found = bad.into_iter().filter(|bad| text.contains(bad));
    let mut slips: Vec<String> = found.map(|bad| format!("`{bad}`")).collect();
    if text.trim() != text {
        slips.push("a blank at an end".to_owned());
    }
    slips
}

/// What is wrong with a message as a piece of its language.
fn flaws(language: &str, text: &str) -> Vec<String> {
    let mut flaws = slips(text);
    // French puts a no-break space before these signs, the others nothing.
    for sign in [':', ';', '!', '?'] {
        let mut before = text
            .match_indices(sign)
            .map(|(at, _)| text[..at].chars().next_back());
        let wrong = before.any(|last| match language {
            "fr" => !matches!(last, Some('\u{a0}' | '\u{202f}')),
            _ => last.is_none_or(char::is_whitespace),
        });
        if wrong {
            flaws.push(format!("the blank before `{sign}`"));
        }
    }
    if text.contains(['\'', '"']) {
        flaws.push("a straight quote".to_owned());
    }
    flaws
}

/// What is wrong with a text that is a sentence or several. Names of a model are part of it.
fn sentence_slips(text: &str) -> Vec<String> {
    let mut slips = slips(text);
    if !text.ends_with('.') {
        slips.push("no full stop".to_owned());
    }
    if text.chars().next().is_some_and(char::is_lowercase) {
        slips.push("a small letter at the beginning".to_owned());
    }
    slips
}

#[test]
fn flaws_are_seen() {
    let none = Vec::<String>::new();
    assert_eq!(sentence_slips("All six KPAs are met."), none);
    assert_eq!(flaws("fr", "Pas atteint\u{a0}: PR"), none);
    for text in ["a { $n }", "two  blanks", "end .", "is it : so", "it's"] {
        assert_ne!(flaws("en", text), none, "{text}");
    }
    assert_ne!(flaws("fr", "Pas atteint : PR"), none);
    assert_eq!(sentence_slips("ein Satz").len(), 2);
}
