use std::sync::Arc;

use super::context::{Assessed, Context};
use super::reading::read_assessment;
use super::shape::{ASSESSMENT, ASSESSMENT_KEYS, TEAM_FILE};
use super::team::introduce;
use super::{Role, Team};
use crate::data::{Decoder, Kind, Node, Record};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::document::{Document, Parsed};
use crate::tree::Span;

/// What a file has above its body.
enum Front<'s> {
    /// The first line is not `---`.
    Missing,
    /// It could not be read, and that has been reported.
    Broken,
    /// A map, perhaps an empty one.
    Read(Node<'s>),
}

/// Reads a file of a team: its introduction, its assessment, or both. Every other role gives neither.
///
/// The value depends on the file, the registry, the default model, the date, and on which files
/// the book has.
pub fn assess(parsed: Parsed<'_>, role: &Role, context: &Context<'_>) -> Checked<Assessed> {
    let Parsed {
        front,
        front_span,
        document,
    } = parsed;
    let document = Arc::new(document);
    let front = front_of(front, front_span, &document.text);
    let mut decoder = Decoder::new(&document.path);
    let mut assessed = Assessed {
        role: role.clone(),
        document: document.clone(),
        introduction: None,
        assessment: None,
        later: false,
        unresolved: Vec::new(),
        looks_up_files: false,
    };
    match role {
        Role::OneFileTeam { team } => one_file(team, &front, &mut decoder, context, &mut assessed),
        Role::TeamIndex { team } => index(team, &front, &mut decoder, context, &mut assessed),
        Role::Assessment { team } => in_folder(team, &front, &mut decoder, context, &mut assessed),
        Role::Model | Role::Page => {}
    }
    let diagnostics = decoder.diagnostics;
    Checked::new(assessed, diagnostics)
}

fn front_of<'s>(front: Option<Node<'s>>, span: Option<Span>, text: &str) -> Front<'s> {
    // Front matter that reaches the end of the file has not been closed.
    let closed = |span: &Span| (span.end as usize) < text.len();
    match (front, span) {
        (Some(node), _) if node.is_empty() => Front::Read(empty_map(node.span)),
        (Some(node), _) => Front::Read(node),
        (None, None) => Front::Missing,
        (None, Some(span)) if closed(&span) && span.of(text).lines().all(says_nothing) => {
            Front::Read(empty_map(span))
        }
        (None, Some(_)) => Front::Broken,
    }
}

fn says_nothing(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

fn empty_map<'s>(span: Span) -> Node<'s> {
    Node {
        span,
        kind: Kind::Map(Vec::new()),
    }
}

/// `teams/NAME.md`.
fn one_file(
    team: &str,
    front: &Front<'_>,
    decoder: &mut Decoder<'_>,
    context: &Context<'_>,
    assessed: &mut Assessed,
) {
    let Front::Read(node) = front else {
        if matches!(front, Front::Missing) {
            decoder.report(missing_team(decoder, first_line(&assessed.document)));
        }
        assessed.introduction = Some(introduce(decoder, None, team, context));
        return;
    };
    let is_assessed = assessment_key(node).is_some();
    let shape = if is_assessed { &ASSESSMENT } else { &TEAM_FILE };
    let record = decoder.record(node, shape);
    if !is_assessed && node.entry("team").is_none() && decoder.diagnostics.is_empty() {
        let is_empty = matches!(&node.kind, Kind::Map(entries) if entries.is_empty());
        let span = if is_empty {
            first_line(&assessed.document)
        } else {
            node.span
        };
        decoder.report(missing_team(decoder, span));
    }
    introduce_as(
        team,
        record.as_ref(),
        !is_assessed,
        decoder,
        context,
        assessed,
    );
    if let Some(record) = record.filter(|_| is_assessed) {
        read_assessment(team, &record, decoder, context, assessed);
    }
}

fn missing_team(decoder: &Decoder<'_>, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingTeam,
        "this file says neither who the team is nor how it was assessed",
    )
    .at(decoder.place(span))
    .help("write `team:` with the team's name, or `model:`, `date:` and `answers:`")
    .help("an ordinary page lies outside of `teams/`, or deeper in a team's folder")
}

fn first_line(document: &Document) -> Span {
    let end = document.text.find(['\r', '\n']);
    Span::new(0, end.unwrap_or(document.text.len()))
}

/// Whether front matter has a key of an assessment.
pub(super) fn is_assessment(front: &Node<'_>) -> bool {
    assessment_key(front).is_some()
}

fn assessment_key<'n, 's>(front: &'n Node<'s>) -> Option<(&'n Node<'s>, &'n Node<'s>)> {
    ASSESSMENT_KEYS.iter().find_map(|key| front.entry(key))
}

/// `teams/NAME/index.md`.
fn index(
    team: &str,
    front: &Front<'_>,
    decoder: &mut Decoder<'_>,
    context: &Context<'_>,
    assessed: &mut Assessed,
) {
    let record = match front {
        Front::Read(node) => {
            if let Some((key, _)) = assessment_key(node) {
                let name = key.text().unwrap_or_default();
                let diagnostic = Diagnostic::new(
                    Code::UnknownKey,
                    format!("`{name}` belongs to an assessment, and this file introduces the team"),
                )
                .at(decoder.place(key.span))
                .help("move the keys of the assessment into a file beside this one, such as `2026-07-01-cmm.md`");
                decoder.report(diagnostic);
            }
            decoder.record(node, &TEAM_FILE)
        }
        Front::Missing | Front::Broken => None,
    };
    introduce_as(team, record.as_ref(), true, decoder, context, assessed);
}

/// Sets the introduction; `owns_body` tells that the file's text is the team's own.
fn introduce_as(
    team: &str,
    record: Option<&Record<'_, '_>>,
    owns_body: bool,
    decoder: &mut Decoder<'_>,
    context: &Context<'_>,
    assessed: &mut Assessed,
) {
    let entry = record.and_then(|record| record.node.entry("team"));
    let mut introduction = introduce(decoder, entry, team, context);
    let team: &mut Team = Arc::make_mut(&mut introduction.team);
    if owns_body {
        team.document = Some(assessed.document.clone());
        let mut text = |key| record?.get(key).and_then(|node| decoder.text(node));
        team.title = text("title");
        team.description = text("description");
    }
    assessed.introduction = Some(introduction);
}

/// `teams/NAME/*.md`.
fn in_folder(
    team: &str,
    front: &Front<'_>,
    decoder: &mut Decoder<'_>,
    context: &Context<'_>,
    assessed: &mut Assessed,
) {
    let node = match front {
        Front::Read(node) => node,
        Front::Broken => return,
        Front::Missing => {
            let diagnostic = Diagnostic::new(
                Code::MissingFrontMatter,
                "an assessment begins with `---` and its keys",
            )
            .at(decoder.place(first_line(&assessed.document)))
            .help("write `date:` and `answers:` between two lines `---`")
            .help("move an ordinary page into a folder below the team's");
            decoder.report(diagnostic);
            return;
        }
    };
    if let Some((key, _)) = node.entry("team") {
        let diagnostic = Diagnostic::new(
            Code::UnknownKey,
            "`team` stands in `index.md` of the folder, not in an assessment",
        )
        .at(decoder.place(key.span))
        .help("move it to `index.md` beside this file");
        decoder.report(diagnostic);
    }
    if let Some(record) = decoder.record(node, &ASSESSMENT) {
        read_assessment(team, &record, decoder, context, assessed);
    }
}
