//! A small reader of Rust source, enough to see paths, attributes and blocks.

/// A piece of source that means something to the compiler; comments and literals are left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// Identifiers, `::`, and single signs; a literal is the one token `"`.
pub fn read(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        let (text, len) = if let Some(len) = comment(rest).or_else(|| blank(rest)) {
            (None, len)
        } else if let Some(len) = literal(rest) {
            (Some("\""), len)
        } else if c.is_alphanumeric() || c == '_' {
            let len = word(rest);
            (Some(&rest[..len]), len)
        } else if rest.starts_with("::") {
            (Some("::"), 2)
        } else if c == '\'' {
            (None, 1 + word(&rest[1..])) // a lifetime
        } else {
            (Some(&rest[..c.len_utf8()]), c.len_utf8())
        };
        if let Some(text) = text {
            let text = text.to_owned();
            tokens.push(Token { text, line });
        }
        line += rest[..len].matches('\n').count();
        at += len;
    }
    tokens
}

fn blank(rest: &str) -> Option<usize> {
    let len = rest.len() - rest.trim_start().len();
    (len > 0).then_some(len)
}

fn word(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len())
}

fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if !rest.starts_with("/*") {
        return None;
    }
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            break;
        }
    }
    Some(at)
}

/// The length of a text, byte text or character literal.
fn literal(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        rest.strip_prefix(prefix)
            .is_some_and(|after| after.starts_with(['"', '#', '\'']))
    })?;
    let after = &rest[prefix.len()..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = &after[hashes..];
    if prefix.ends_with('r') && body.starts_with('"') {
        let close = format!("\"{}", "#".repeat(hashes));
        let end = body[1..].find(&close)?;
        return Some(prefix.len() + hashes + 1 + end + close.len());
    }
    if hashes > 0 {
        return None;
    }
    if body.starts_with('"') {
        return Some(prefix.len() + quoted(body, '"')?);
    }
    let mut chars = body.strip_prefix('\'')?.chars();
    let is_character = chars.next() == Some('\\') || chars.next() == Some('\'');
    is_character
        .then(|| quoted(body, '\''))?
        .map(|len| prefix.len() + len)
}

fn quoted(body: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in body.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return Some(at + c.len_utf8());
        }
    }
    None
}

#[test]
fn tokens_are_what_the_compiler_sees() {
    let source = "use a::b; // c::d\nlet x: &'a str = \"e::f\\\" g\"; /* h /* i */ */ r#\"j\" k\"# '\\'' 'l' b'm' 'n: r";
    let texts: Vec<String> = read(source).into_iter().map(|token| token.text).collect();
    assert_eq!(
        texts.join(" "),
        "use a :: b ; let x : & str = \" ; \" \" \" \" : r"
    );
    assert_eq!(
        read("a\n/* \n */ b").last().map(|token| token.line),
        Some(3)
    );
}
