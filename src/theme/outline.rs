//! A template as the tree of what it reads: names with their fields, loops, blocks, includes. Only
//! templates that tera has parsed are read; what is not understood is left out and so never reported.

/// A part of a template, in its order.
#[derive(PartialEq, Debug)]
pub(super) enum Node<'t> {
    Reads(Path<'t>),
    For {
        /// One name, or key and value.
        names: Vec<&'t str>,
        /// What is gone through, where it is a path and keeps being one.
        list: Option<Path<'t>>,
        body: Vec<Node<'t>>,
        otherwise: Vec<Node<'t>>,
    },
    Block {
        name: &'t str,
        body: Vec<Node<'t>>,
    },
    Include(&'t str),
    Extends(&'t str),
    /// `super()`: what the block held before.
    Before,
    Sets {
        name: &'t str,
        /// What it is bound to, where that is a path.
        to: Option<Path<'t>>,
        /// By `set_global`.
        everywhere: bool,
    },
}

/// A variable with fields behind it, such as `report.sentences.verdict`.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Path<'t> {
    pub steps: Vec<Step<'t>>,
    /// The template asks whether it is there: `a.b is defined`, `a?.b`, `a.b | default(…)`.
    pub is_guarded: bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Step<'t> {
    /// With its place in the text.
    Name(&'t str, usize),
    /// `[0]`: one of a list.
    Item,
    /// `[1:3]`: a list again.
    Slice,
    /// `[name]`: whatever it is.
    Unknown,
}

/// Reads a template.
pub(super) fn outline(text: &str) -> Vec<Node<'_>> {
    let mut reader = Reader {
        open: vec![Open::default()],
    };
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|i| at + i) {
        at = match text.as_bytes().get(start + 1) {
            Some(b'#') => text[start..]
                .find("#}")
                .map_or(text.len(), |i| start + i + 2),
            Some(b'{') => {
                let (tokens, end) = tokens(text, start + 2, "}}");
                reader.expression(&tokens);
                end
            }
            Some(b'%') => {
                let (tokens, end) = tokens(text, start + 2, "%}");
                reader.statement(&tokens);
                match tokens.first().map(|token| token.what) {
                    Some(What::Word("raw")) => after_raw(text, end),
                    _ => end,
                }
            }
            _ => start + 1,
        };
    }
    reader.finish()
}

/// Behind `{% endraw %}`.
fn after_raw(text: &str, at: usize) -> usize {
    text[at..].find("endraw").map_or(text.len(), |i| at + i)
}

#[derive(Clone, Copy, PartialEq, Debug)]
struct Token<'t> {
    what: What<'t>,
    at: usize,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum What<'t> {
    Word(&'t str),
    Text(&'t str),
    Number,
    Sign(u8),
}

/// The tokens of a tag, and where the text goes on behind it.
fn tokens<'t>(text: &'t str, start: usize, close: &str) -> (Vec<Token<'t>>, usize) {
    let bytes = text.as_bytes();
    let run = |from: usize, is: &dyn Fn(u8) -> bool| {
        (from..bytes.len())
            .find(|&i| !is(bytes[i]))
            .unwrap_or(bytes.len())
    };
    let mut tokens = Vec::new();
    let mut at = start;
    while at < bytes.len() {
        // Of `}}}`, the first closes a map.
        if text[at..].starts_with(close) && !text[at..].starts_with("}}}") {
            without_dashes(&mut tokens);
            return (tokens, at + close.len());
        }
        let (what, end) = match bytes[at] {
            quote @ (b'"' | b'\'' | b'`') => {
                let end = text_end(bytes, at + 1, quote);
                (What::Text(&text[at + 1..end]), (end + 1).min(bytes.len()))
            }
            b if b.is_ascii_alphabetic() || b == b'_' => {
                let end = run(at, &|b| b.is_ascii_alphanumeric() || b == b'_');
                (What::Word(&text[at..end]), end)
            }
            b if b.is_ascii_digit() => (What::Number, run(at, &|b| b.is_ascii_digit())),
            b if b.is_ascii() => (What::Sign(b), at + 1),
            _ => {
                at = run(at, &|b| !b.is_ascii());
                continue;
            }
        };
        if !matches!(what, What::Sign(b) if b.is_ascii_whitespace()) {
            tokens.push(Token { what, at });
        }
        at = end;
    }
    (tokens, bytes.len())
}

/// `{%- … -%}`
fn without_dashes(tokens: &mut Vec<Token<'_>>) {
    let is_dash = |token: Option<&Token<'_>>| token.is_some_and(|t| t.what == What::Sign(b'-'));
    if is_dash(tokens.first()) {
        tokens.remove(0);
    }
    if is_dash(tokens.last()) {
        tokens.pop();
    }
}

fn text_end(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// An element whose end is still to come.
#[derive(Default)]
struct Open<'t> {
    nodes: Vec<Node<'t>>,
    kind: Of<'t>,
}

#[derive(Default)]
enum Of<'t> {
    #[default]
    File,
    For {
        names: Vec<&'t str>,
        list: Option<Path<'t>>,
        /// Once `else` has been read.
        body: Option<Vec<Node<'t>>>,
    },
    Block(&'t str),
    /// A component sees nothing of the page.
    Component,
    /// An `if`, whose `else` is not the loop's.
    If,
}

struct Reader<'t> {
    open: Vec<Open<'t>>,
}

impl<'t> Reader<'t> {
    fn push(&mut self, node: Node<'t>) {
        if let Some(open) = self.open.last_mut() {
            open.nodes.push(node);
        }
    }

    fn begin(&mut self, kind: Of<'t>) {
        self.open.push(Open {
            nodes: Vec::new(),
            kind,
        });
    }

    fn end(&mut self) {
        // The file itself has no end.
        if self.open.len() < 2 {
            return;
        }
        let Some(Open { nodes, kind }) = self.open.pop() else {
            return;
        };
        match kind {
            Of::For { names, list, body } => {
                let (body, otherwise) = match body {
                    Some(body) => (body, nodes),
                    None => (nodes, Vec::new()),
                };
                self.push(Node::For {
                    names,
                    list,
                    body,
                    otherwise,
                });
            }
            Of::Block(name) => self.push(Node::Block { name, body: nodes }),
            Of::File | Of::If => nodes.into_iter().for_each(|node| self.push(node)),
            Of::Component => {}
        }
    }

    fn finish(mut self) -> Vec<Node<'t>> {
        while self.open.len() > 1 {
            self.end();
        }
        self.open.pop().map(|open| open.nodes).unwrap_or_default()
    }

    fn otherwise(&mut self) {
        if let Some(Open {
            nodes,
            kind: Of::For { body, .. },
        }) = self.open.last_mut()
        {
            *body = Some(std::mem::take(nodes));
        }
    }

    fn statement(&mut self, tokens: &[Token<'t>]) {
        let Some((What::Word(first), rest)) = tokens.split_first().map(|(f, r)| (f.what, r)) else {
            return;
        };
        match first {
            "include" | "extends" => {
                if let Some(What::Text(name)) = rest.first().map(|token| token.what) {
                    self.push(match first {
                        "include" => Node::Include(name),
                        _ => Node::Extends(name),
                    });
                }
            }
            "block" => {
                if let Some(What::Word(name)) = rest.first().map(|token| token.what) {
                    self.begin(Of::Block(name));
                }
            }
            "for" => self.begin_for(rest),
            "if" => {
                self.expression(rest);
                self.begin(Of::If);
            }
            "else" => self.otherwise(),
            "component" => self.begin(Of::Component),
            "endfor" | "endif" | "endblock" | "endcomponent" => self.end(),
            "set" | "set_global" => {
                if let Some(What::Word(name)) = rest.first().map(|token| token.what) {
                    self.expression(&rest[1..]);
                    self.push(Node::Sets {
                        name,
                        to: rest.get(2..).and_then(list_of),
                        everywhere: first == "set_global",
                    });
                }
            }
            _ => self.expression(rest),
        }
    }

    fn begin_for(&mut self, tokens: &[Token<'t>]) {
        let is_in = |token: &Token<'_>| token.what == What::Word("in");
        let Some(place) = tokens.iter().position(is_in) else {
            return self.begin(Of::For {
                names: Vec::new(),
                list: None,
                body: None,
            });
        };
        let names = tokens[..place].iter().filter_map(|token| match token.what {
            What::Word(name) => Some(name),
            _ => None,
        });
        let names: Vec<&str> = names.collect();
        let target = &tokens[place + 1..];
        self.expression(target);
        let list = list_of(target).filter(|_| names.len() == 1);
        self.begin(Of::For {
            names,
            list,
            body: None,
        });
    }

    /// All paths of an expression.
    fn expression(&mut self, tokens: &[Token<'t>]) {
        let mut bound = Vec::new();
        for three in tokens.windows(2) {
            // `[x.id for x in list]` binds a name of its own.
            if let (What::Word("for"), What::Word(name)) = (three[0].what, three[1].what) {
                bound.push(name);
            }
        }
        let is_bound = |path: &Path<'t>| match path.steps.first() {
            Some(Step::Name(name, _)) => bound.contains(name),
            _ => false,
        };
        let mut at = 0;
        while at < tokens.len() {
            match tokens[at].what {
                What::Word("super") => {
                    self.push(Node::Before);
                    at += 1;
                }
                What::Word(_) => {
                    let (path, end) = path(tokens, at);
                    // What stands in brackets is an expression of its own.
                    let inner = &tokens[at + 1..end];
                    at = match inner.iter().position(|t| t.what == What::Sign(b'[')) {
                        Some(bracket) => at + bracket + 2,
                        None => end,
                    };
                    if path.steps.len() > 1 && !is_bound(&path) {
                        self.push(Node::Reads(path));
                    }
                }
                // What follows a bracket belongs to the path before it.
                What::Sign(b'.') => at += 2,
                _ => at += 1,
            }
        }
    }
}

/// The path that begins at a word, and the token behind it.
fn path<'t>(tokens: &[Token<'t>], start: usize) -> (Path<'t>, usize) {
    let what = |at: usize| tokens.get(at).map(|token: &Token<'t>| token.what);
    let mut steps = Vec::new();
    let mut is_guarded = false;
    if let Some(What::Word(name)) = what(start) {
        steps.push(Step::Name(name, tokens[start].at));
    }
    let mut at = start + 1;
    loop {
        let optional = usize::from(what(at) == Some(What::Sign(b'?')));
        match (what(at + optional), what(at + optional + 1)) {
            (Some(What::Sign(b'.')), Some(What::Word(name))) => {
                steps.push(Step::Name(name, tokens[at + optional + 1].at));
                at += optional + 2;
            }
            (Some(What::Sign(b'.')), Some(What::Number)) => {
                steps.push(Step::Item);
                at += optional + 2;
            }
            (Some(What::Sign(b'[')), _) => {
                let Some(end) = closing(tokens, at + optional) else {
                    break;
                };
                steps.push(bracket(&tokens[at + optional + 1..end]));
                at = end + 1;
            }
            _ => break,
        }
        is_guarded |= optional == 1;
    }
    let asks = |at: usize| matches!(what(at), Some(What::Word("defined" | "undefined")));
    is_guarded |= match (what(at), what(at + 1)) {
        (Some(What::Word("is")), Some(What::Word("not"))) => asks(at + 2),
        (Some(What::Word("is")), _) => asks(at + 1),
        (Some(What::Sign(b'|')), Some(What::Word("default"))) => true,
        _ => false,
    };
    (Path { steps, is_guarded }, at)
}

/// The bracket that closes the one at `open`.
fn closing(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.what {
            What::Sign(b'[') => depth += 1,
            What::Sign(b']') if depth == 1 => return Some(at),
            What::Sign(b']') => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What stands in brackets behind a path.
fn bracket<'t>(inner: &[Token<'t>]) -> Step<'t> {
    let what: Vec<What<'t>> = inner.iter().map(|token| token.what).collect();
    match what.as_slice() {
        [What::Number] | [What::Sign(b'-'), What::Number] => Step::Item,
        [What::Text(name)] => Step::Name(name, inner[0].at + 1),
        all if all.contains(&What::Sign(b':')) => Step::Slice,
        _ => Step::Unknown,
    }
}

/// The path that a loop goes through, if nothing but its order is changed.
fn list_of<'t>(tokens: &[Token<'t>]) -> Option<Path<'t>> {
    let What::Word(_) = tokens.first()?.what else {
        return None;
    };
    let (path, mut at) = path(tokens, 0);
    while at < tokens.len() {
        let filter = (tokens[at].what, tokens.get(at + 1)?.what);
        let (What::Sign(b'|'), What::Word("reverse" | "sort" | "unique")) = filter else {
            return None;
        };
        at += 2;
        if tokens.get(at).map(|token| token.what) == Some(What::Sign(b'(')) {
            let close = |token: &Token<'_>| token.what == What::Sign(b')');
            at += tokens[at..].iter().position(close)? + 1;
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in short: paths as they stand, with `?` where they are guarded.
    fn short(text: &str) -> String {
        let nodes = outline(text);
        nodes.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn all(nodes: &[Node<'_>]) -> String {
        nodes.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn one(node: &Node<'_>) -> String {
        match node {
            Node::Reads(path) => words(path),
            Node::For {
                names,
                list,
                body,
                otherwise,
            } => {
                let list = list.as_ref().map_or("-".to_owned(), words);
                format!(
                    "for({} {list}: {} | {})",
                    names.join(","),
                    all(body),
                    all(otherwise)
                )
            }
            Node::Block { name, body } => format!("{name}({})", all(body)),
            Node::Include(name) => format!("<{name}>"),
            Node::Extends(name) => format!("^{name}"),
            Node::Before => "super".to_owned(),
            Node::Sets { name, to, .. } => {
                format!("{name}={}", to.as_ref().map_or("-".to_owned(), words))
            }
        }
    }

    fn words(path: &Path<'_>) -> String {
        let steps = path.steps.iter().map(|step| match step {
            Step::Name(name, _) => (*name).to_owned(),
            Step::Item => "0".to_owned(),
            Step::Slice => ":".to_owned(),
            Step::Unknown => "*".to_owned(),
        });
        let text = steps.collect::<Vec<_>>().join(".");
        if path.is_guarded {
            format!("{text}?")
        } else {
            text
        }
    }

    #[test]
    fn elements_are_a_tree() {
        let text = "{% extends 'base.html' %}{%- block main -%}{% for a in b.c | reverse %}{% if a.x %}{{ a.y }}\
                    {% else %}{{ a.z }}{% endif %}{% else %}{{ b.d }}{% endfor %}{{ super() }}{% endblock %}";
        assert_eq!(
            short(text),
            "^base.html main(b.c for(a b.c: a.x a.y a.z | b.d) super)"
        );
        assert_eq!(
            short(
                "{% for k, v in a.b %}{% endfor %}{% for x in a.b | filter(attribute=\"c\") %}{% endfor %}"
            ),
            "a.b for(k,v -:  | ) a.b for(x -:  | )"
        );
        assert_eq!(
            short(
                "{% for x in a.b | sort(attribute=\"c.d\") -%}{{x.y}}{% endfor %}{% set z = x.y %}"
            ),
            "a.b for(x a.b: x.y | ) x.y z=x.y"
        );
    }

    #[test]
    fn bindings_name_what_they_bind_to() {
        assert_eq!(
            short("{% set a = b.c %}{% set a = not b.c %}"),
            "b.c a=b.c b.c a=-"
        );
        assert_eq!(short("{% set a %}text{{ b.c }}{% endset %}"), "a=- b.c");
    }

    #[test]
    fn paths_are_read_as_they_are_written() {
        assert_eq!(
            short("{{ a.b[0].c[x.y].d.e | join(sep=f.g) }}"),
            "a.b.0.c.*.d.e x.y f.g"
        );
        assert_eq!(short("{{ a['b'].c ~ \"d.e\" ~ g.h[1:] }}"), "a.b.c g.h.:");
        assert_eq!(short("{{ a?.b }}{{ a.c | default(value=1) }}"), "a.b? a.c?");
        assert_eq!(
            short("{% if a.b is not defined or c.d is odd %}{% endif %}"),
            "a.b? c.d"
        );
        assert_eq!(
            short("{{ [x.id for x in a.list if x.on] }} {{ 1.5 }}"),
            "a.list"
        );
        assert_eq!(short("{{ {\"k\": {\"l\": a.b}}}} {{ c.d }}"), "a.b c.d");
        assert_eq!(short("{{ \"}}\" ~ a.b }}"), "a.b");
    }

    #[test]
    fn comments_raw_text_and_components_are_not_read() {
        assert_eq!(
            short("{# {{ a.b }} #}{%- raw -%}{{ c.d }}{% endraw %}{{ e.f }}"),
            "e.f"
        );
        assert_eq!(
            short("{% component x(a) %}{{ a.b }}{% endcomponent %}{{ <x a={c.d}/> }}"),
            "c.d"
        );
    }

    #[test]
    fn broken_texts_do_no_harm() {
        for text in [
            "{{",
            "{%",
            "{% for",
            "{% for x in",
            "{{ a[",
            "{{ 'x",
            "{% endfor %}",
            "{{ a.",
            "{{ ü",
            "{% if a %}",
        ] {
            outline(text);
        }
    }
}
