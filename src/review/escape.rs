//! Texts that anybody may have written, made inert in Markdown: no mention, reference, image, HTML or
//! marker comes of them, on GitHub or GitLab, and no command in the log of the job that prints them.

use crate::diagnostic::safe::{printable, without_commands};

/// Stands between two characters that together would mean something; not visible.
const BREAKER: char = '\u{200b}';

/// How many characters of a text are kept.
pub(super) const TEXT: usize = 200;
/// How many of a name.
pub(super) const NAME: usize = 80;

/// One line without hidden characters, runner commands and HTML comments, at most `limit` characters.
pub(super) fn line(text: &str, limit: usize) -> String {
    let mut words = String::new();
    // More than is kept makes no difference, however long the text is.
    for word in text.split_whitespace().take(limit) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().take(limit + 1));
    }
    let shown = printable(&words);
    let cut = match shown.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", shown[..at].trim_end()),
        None => shown.into_owned(),
    };
    without_commands(&cut).replace("<!", "<\u{200b}!")
}

/// A code span of at most 200 characters, for ids, paths and words. Empty texts give `∅`.
pub(super) fn code(text: &str) -> String {
    span(&line(text, TEXT))
}

/// A code span of at most 80 characters, for names and statements where many of them stand.
pub(super) fn short_code(text: &str) -> String {
    span(&line(text, NAME))
}

fn span(text: &str) -> String {
    if text.is_empty() {
        return "∅".to_owned();
    }
    let fence = "`".repeat(longest_run(text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text that is read as such, wherever in a line it stands: at most 200 characters.
pub(super) fn prose(text: &str) -> String {
    escaped(&line(text, TEXT))
}

/// A name that is read as such: at most 80 characters.
pub(super) fn name(text: &str) -> String {
    escaped(&line(text, NAME))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut number = true;
    let text = unlinked(text);
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A backslash before it would be taken off by a table and kept elsewhere.
            '|' => out.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '!' | '~' | '$' | '^' => {
                out.extend(['\\', c]);
            }
            // What begins a list, a rule or a heading at the start of a line.
            '+' | '-' | '=' if at == 0 => out.extend(['\\', c]),
            '.' | ')' if number && at > 0 && !text[at + 1..].starts_with(|c| c != ' ') => {
                out.extend(['\\', c]);
            }
            c => out.push(c),
        }
        number &= c.is_ascii_digit();
    }
    out
}

/// A text between tags of HTML, where Markdown is not read: at most 80 characters.
pub(super) fn html(text: &str) -> String {
    let mut out = String::new();
    for c in unlinked(&line(text, NAME)).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// A sentence of ours with words of others in backquotes: at most 400 characters.
pub(super) fn sentence(text: &str) -> String {
    let text = &line(text, 2 * TEXT);
    let parts: Vec<&str> = text.split('`').collect();
    // An odd number of backquotes: nobody knows which words are meant.
    if parts.len().is_multiple_of(2) {
        return prose(text);
    }
    let mut out = String::new();
    for (at, part) in parts.into_iter().enumerate() {
        if at % 2 == 1 {
            out.push_str(&code(part));
            continue;
        }
        let blank = |is: bool| if is { " " } else { "" };
        let text = prose(part);
        if text.is_empty() {
            out.push_str(blank(!part.is_empty()));
            continue;
        }
        out.push_str(blank(at > 0 && part.starts_with(char::is_whitespace)));
        out.push_str(&text);
        out.push_str(blank(part.ends_with(char::is_whitespace)));
    }
    out.trim_end().to_owned()
}

/// What hosts make links, mentions or references of, broken: addresses, `@name`, `#1`, `GH-1`, and
/// the signs of GitLab (`!1`, `~label`, `%milestone`, `&1`, `$1`).
fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let digit = after.starts_with(|c: char| c.is_ascii_digit());
        out.push(c);
        let broken = match c {
            '@' => true,
            '#' | '!' | '&' | '$' => digit,
            '~' | '%' => after.starts_with(|c: char| c.is_alphanumeric() || c == '"'),
            ':' => after.starts_with("//"),
            '-' => digit && before(&out, "gh-"),
            '.' => before(&out, "www."),
            _ => false,
        };
        if broken {
            out.push(BREAKER);
        }
        rest = after;
    }
    out
}

fn before(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start
        .and_then(|start| text.get(start..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

/// Markdown as the content of a table's cell.
pub(super) fn cell(markdown: &str) -> String {
    markdown.replace('|', "\\|")
}

/// A link. The text is Markdown already; what an address may not hold is percent-encoded.
pub(super) fn link(text: &str, address: &str) -> String {
    let mut out = format!("[{text}](");
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte as char),
            _ if b"-._~:/?#@!$'*+,;=%".contains(&byte) => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out.push(')');
    out
}

/// A block of code. Each line may hold anything; the first character of a line is for the caller to choose.
pub(super) fn fenced(info: &str, lines: &[String]) -> String {
    let run = lines.iter().map(|line| longest_run(line)).max();
    let fence = "`".repeat((run.unwrap_or(0) + 1).max(3));
    format!("{fence}{info}\n{}\n{fence}", lines.join("\n"))
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_outgrow_the_backquotes_in_them() {
        assert_eq!(code("SCM.3"), "`SCM.3`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`a`"), "`` `a` ``");
        assert_eq!(code("a\r\n b\t\u{202e}"), r"`a b \u{202e}`");
        assert_eq!(code(" \n "), "∅");
        assert_eq!(code("<!-- x -->"), "`<\u{200b}!-- x -->`");
        assert_eq!(cell(&code("a|b\\|c")), "`a\\|b\\\\|c`");
    }

    #[test]
    fn prose_is_read_as_it_is_written() {
        assert_eq!(prose("R&D <b>"), "R&amp;D &lt;b&gt;");
        assert_eq!(prose("![x](y) *a* _b_"), r"\!\[x\](y) \*a\* \_b\_");
        assert_eq!(prose("@acme/all #12"), "@\u{200b}acme/all \\#\u{200b}12");
        assert_eq!(prose("gh-7 o/r#1"), "gh-\u{200b}7 o/r\\#\u{200b}1");
        assert_eq!(
            prose("https://evil.example www.evil.example"),
            "https:\u{200b}//evil.example www.\u{200b}evil.example"
        );
        assert_eq!(prose("- a - b"), r"\- a - b");
        assert_eq!(prose("12. a 3."), r"12\. a 3.");
        assert_eq!([prose("1."), prose("1.1")], [r"1\.", "1.1"]);
        assert_eq!(prose("a|b"), "a&#124;b");
        assert_eq!(prose(" ::error::x"), ":\u{200b}:error::x");
    }

    #[test]
    fn long_texts_are_cut() {
        let long = "ä ".repeat(1000);
        assert_eq!(line(&long, 5), "ä ä ä…");
        assert_eq!(prose(&"x".repeat(300)).chars().count(), TEXT + 1);
        assert_eq!(name(&"x".repeat(NAME)).chars().count(), NAME);
        assert!(line(&"\u{1b}".repeat(300), NAME).chars().count() <= NAME + 1);
    }

    #[test]
    fn words_in_backquotes_are_code() {
        assert_eq!(
            sentence("`SCM.3` fell from `a|b` to *x*"),
            r"`SCM.3` fell from `a|b` to \*x\*"
        );
        assert_eq!(sentence("a ` b"), r"a \` b");
        assert_eq!(sentence("`a`, `b`"), "`a`, `b`");
    }

    #[test]
    fn links_hold_what_addresses_may() {
        assert_eq!(
            link("x", "https://h.org/a b)|<é>?a&b#L1"),
            "[x](https://h.org/a%20b%29%7C%3C%C3%A9%3E?a&amp;b#L1)"
        );
    }

    #[test]
    fn fences_outgrow_what_they_hold() {
        let lines = ["- ````".to_owned(), "+ a".to_owned()];
        assert_eq!(fenced("diff", &lines), "`````diff\n- ````\n+ a\n`````");
    }
}
