//! From the patterns of a file to pieces.

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::layers::{Layers, Written};
use super::message::{Choice, Form, Key, Piece, names};
use crate::diagnostic::{Code, Diagnostic};

/// A message has at most so many pieces: references could make a short file long.
const LONGEST: usize = 2000;

const FUNCTIONS: [&str; 3] = ["COUNT", "NUMBER", "UPPER"];

/// What keeps a message from being said.
pub(super) struct Problem<'t> {
    /// The piece of the text that is wrong.
    at: &'t str,
    message: String,
    /// The words that would be right.
    suggest: Vec<String>,
    help: Option<&'static str>,
    reach: Reach,
}

/// How far a problem goes.
enum Reach {
    /// It is in this message.
    Here,
    /// It is in all messages together that this one refers to.
    Whole,
    /// It is in a message that this one refers to, and is reported there.
    Elsewhere,
    /// It comes from one of these messages, which this one refers to.
    Through(Vec<String>),
}

impl<'t> Problem<'t> {
    fn new(at: &'t str, message: String) -> Self {
        Self {
            at,
            message,
            suggest: Vec::new(),
            help: None,
            reach: Reach::Here,
        }
    }

    fn whole(at: &'t str, message: String) -> Self {
        Self {
            reach: Reach::Whole,
            ..Self::new(at, message)
        }
    }

    /// Whether it is reported with one of these messages, which cannot be said either.
    pub fn follows(&self, broken: &[&str]) -> bool {
        match &self.reach {
            Reach::Here | Reach::Whole => false,
            Reach::Elsewhere => true,
            Reach::Through(ids) => ids
                .iter()
                .any(|id| broken.contains(&id.trim_start_matches('-'))),
        }
    }

    fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }

    pub fn diagnostic(&self, layers: &Layers<'_>, written: &Written<'_>) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(Code::ThemeLanguage, &*self.message)
            .at(layers.files[written.file].place(self.at));
        diagnostic = diagnostic.suggest(self.at, self.suggest.iter().map(String::as_str));
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

/// The pieces of a message.
pub(super) fn compile<'t>(
    layers: &Layers<'t>,
    written: &Written<'t>,
) -> Result<Vec<Piece>, Problem<'t>> {
    let mut work = Work {
        layers,
        open: vec![written],
        count: 0,
    };
    work.pattern(&written.pattern)
}

/// The ids that a pattern refers to, terms with their `-`.
pub(super) fn references(pattern: &Pattern<&str>, found: &mut Vec<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(InlineExpression::MessageReference { id, .. }) => {
                found.push(id.name.to_owned());
            }
            Expression::Inline(InlineExpression::TermReference { id, .. }) => {
                found.push(format!("-{}", id.name));
            }
            Expression::Select { variants, .. } => {
                for variant in variants {
                    references(&variant.value, found);
                }
            }
            Expression::Inline(_) => {}
        }
    }
}

struct Work<'l, 't> {
    layers: &'l Layers<'t>,
    /// The message and those it refers to, down to the one at hand.
    open: Vec<&'l Written<'t>>,
    count: usize,
}

impl<'l, 't> Work<'l, 't> {
    fn pattern(&mut self, pattern: &'l Pattern<&'t str>) -> Result<Vec<Piece>, Problem<'t>> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push_text(&mut pieces, value),
                PatternElement::Placeable { expression } => {
                    for piece in self.expression(expression)? {
                        match piece {
                            Piece::Text(text) => push_text(&mut pieces, &text),
                            piece => pieces.push(piece),
                        }
                    }
                }
            }
            self.count += 1;
            if self.count > LONGEST {
                let id = self.open[0].id;
                return Err(Problem::whole(
                    id,
                    format!("the message `{id}` is too long"),
                ));
            }
        }
        Ok(pieces)
    }

    fn expression(
        &mut self,
        expression: &'l Expression<&'t str>,
    ) -> Result<Vec<Piece>, Problem<'t>> {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                let name = match selector {
                    InlineExpression::VariableReference { id } => id.name,
                    other => {
                        let at = self.text_of(other);
                        return Err(Problem::new(at, "a choice depends on a value".to_owned())
                            .help("write `{ $name -> … }`"));
                    }
                };
                Ok(vec![Piece::Choice(Choice {
                    name: name.into(),
                    variants: self.variants(variants)?,
                })])
            }
        }
    }

    /// The default variant comes last.
    fn variants(
        &mut self,
        variants: &'l [Variant<&'t str>],
    ) -> Result<Vec<(Key, Vec<Piece>)>, Problem<'t>> {
        let mut others = Vec::with_capacity(variants.len());
        let mut last = None;
        for variant in variants {
            let pieces = self.pattern(&variant.value)?;
            let key = match &variant.key {
                VariantKey::Identifier { name } => Key::Name((*name).into()),
                VariantKey::NumberLiteral { value } => match value.parse() {
                    Ok(number) => Key::Exact(number),
                    Err(_) => {
                        let message = format!("`{value}` is no count");
                        return Err(Problem::new(value, message)
                            .help("numbers of messages are whole and not below zero"));
                    }
                },
            };
            if variant.default {
                last = Some((key, pieces));
            } else {
                others.push((key, pieces));
            }
        }
        others.extend(last);
        Ok(others)
    }

    fn inline(&mut self, inline: &'l InlineExpression<&'t str>) -> Result<Vec<Piece>, Problem<'t>> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                let text = unescape_unicode_to_string(value);
                Ok(vec![Piece::Text(text.as_ref().into())])
            }
            InlineExpression::NumberLiteral { value } => Ok(vec![Piece::Text((*value).into())]),
            InlineExpression::VariableReference { .. }
            | InlineExpression::FunctionReference { .. } => {
                self.told(inline, Form::default()).map(|piece| vec![piece])
            }
            InlineExpression::MessageReference {
                id,
                attribute: None,
            } => self.reference(id.name.to_owned(), id.name),
            InlineExpression::TermReference {
                id,
                attribute: None,
                arguments: None,
            } => self.reference(format!("-{}", id.name), id.name),
            InlineExpression::Placeable { expression } => self.expression(expression),
            other => Err(Problem::new(
                self.text_of(other),
                "attributes and arguments of terms are not read".to_owned(),
            )
            .help("write the text itself, or a message of its own")),
        }
    }

    fn reference(&mut self, key: String, at: &'t str) -> Result<Vec<Piece>, Problem<'t>> {
        let Some(found) = self.layers.written.get(&key).and_then(|all| all.last()) else {
            let words = self.layers.written.keys();
            let mut problem = Problem::new(at, format!("there is no message `{key}`"));
            problem.suggest = words
                .filter(|other| other.starts_with('-') == key.starts_with('-'))
                .map(|other| other.trim_start_matches('-').to_owned())
                .collect();
            return Err(problem);
        };
        let circle = format!("the message `{}` refers to itself", self.open[0].id);
        if self.open.iter().any(|open| std::ptr::eq(*open, found)) {
            return Err(Problem::whole(at, circle));
        }
        self.open.push(found);
        let pieces = self.pattern(&found.pattern);
        self.open.pop();
        pieces.map_err(|problem| match problem.reach {
            Reach::Whole => Problem::whole(at, problem.message),
            _ => Problem {
                reach: Reach::Elsewhere,
                ..Problem::new(at, String::new())
            },
        })
    }

    /// A value, or a function of one.
    fn told(
        &self,
        inline: &'l InlineExpression<&'t str>,
        mut form: Form,
    ) -> Result<Piece, Problem<'t>> {
        let (id, arguments) = match inline {
            InlineExpression::VariableReference { id } => {
                return Ok(Piece::Told {
                    name: id.name.into(),
                    form,
                });
            }
            InlineExpression::FunctionReference { id, arguments } => (id.name, arguments),
            other => {
                return Err(Problem::new(
                    self.text_of(other),
                    "a function takes a value".to_owned(),
                )
                .help("write `COUNT($n)`"));
            }
        };
        match id {
            "COUNT" => form.in_words = true,
            "UPPER" => form.upper = true,
            "NUMBER" => {}
            _ => {
                let mut problem = Problem::new(id, format!("there is no function `{id}`"));
                problem.suggest = FUNCTIONS.map(str::to_owned).to_vec();
                return Err(problem.help("there are `COUNT`, `NUMBER` and `UPPER`"));
            }
        }
        let CallArguments { positional, named } = arguments;
        match (&positional[..], &named[..]) {
            ([one], []) => self.told(one, form),
            _ => Err(Problem::new(id, format!("`{id}` takes one value"))),
        }
    }

    /// A piece of the file that stands for an expression in a diagnostic.
    fn text_of(&self, inline: &InlineExpression<&'t str>) -> &'t str {
        match inline {
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => value,
            InlineExpression::FunctionReference { id, .. }
            | InlineExpression::MessageReference { id, .. }
            | InlineExpression::TermReference { id, .. }
            | InlineExpression::VariableReference { id } => id.name,
            InlineExpression::Placeable { .. } => self.open.last().map_or("", |open| open.id),
        }
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(before)) => *before = format!("{before}{text}").into(),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece::Text(text.into())),
    }
}

/// A message of a theme that takes the place of one of the default theme is told what that one is
/// told and nothing else.
pub(super) fn check_told<'t>(
    written: &Written<'t>,
    pieces: &[Piece],
    told: &[&str],
) -> Result<(), Problem<'t>> {
    let Some(wrong) = names(pieces).into_iter().find(|name| !told.contains(name)) else {
        return Ok(());
    };
    let id = written.id;
    let at = variable(&written.pattern, wrong);
    let message = format!("the message `{id}` is not told `${wrong}`");
    let mut problem = Problem::new(at.unwrap_or(id), message)
        .help("see the message in languages/en.ftl of the default theme for what it is told");
    if at.is_some() {
        let told = told.iter().map(|name| (*name).to_owned());
        problem.suggest = told.collect();
    } else {
        let mut referred = Vec::new();
        references(&written.pattern, &mut referred);
        problem.reach = Reach::Through(referred);
    }
    Err(problem)
}

/// Where a pattern names a value.
fn variable<'t>(pattern: &Pattern<&'t str>, name: &str) -> Option<&'t str> {
    let placeables = pattern.elements.iter().filter_map(|element| match element {
        PatternElement::Placeable { expression } => Some(expression),
        PatternElement::TextElement { .. } => None,
    });
    placeables
        .into_iter()
        .find_map(|expression| match expression {
            Expression::Inline(inline) => variable_of(inline, name),
            Expression::Select { selector, variants } => {
                variable_of(selector, name).or_else(|| {
                    let mut patterns = variants.iter().map(|variant| &variant.value);
                    patterns.find_map(|pattern| variable(pattern, name))
                })
            }
        })
}

fn variable_of<'t>(inline: &InlineExpression<&'t str>, name: &str) -> Option<&'t str> {
    match inline {
        InlineExpression::VariableReference { id } => (id.name == name).then_some(id.name),
        InlineExpression::FunctionReference { arguments, .. } => {
            let mut values = arguments.positional.iter();
            values.find_map(|value| variable_of(value, name))
        }
        _ => None,
    }
}
