use std::sync::Arc;

use jiff::civil::Date;

use super::context::{Assessed, Context, Reading};
use super::shape::{ASSESSMENT, ASSESSMENT_KEYS, TEAM_FILE};
use super::team::{introduce, unknown_model, unknown_target};
use super::{Assessment, Method, Role, Team};
use crate::data::{Decoder, Kind, Node, Record};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::document::{Document, Parsed, Sections};
use crate::model::{MaturityModel, Target};
use crate::tree::{Digest, LineIndex, Span};

const METHODS: &[(&str, Method)] = &[
    ("self", Method::SelfAssessed),
    ("peer", Method::Peer),
    ("external", Method::External),
];

/// What a file has above its body.
enum Front<'s> {
    /// The file does not begin with `---`.
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
    let Parsed { front, document } = parsed;
    let document = Arc::new(document);
    let front = front_of(front, &document);
    let mut decoder = Decoder::new(&document.path);
    let mut assessed = Assessed {
        role: role.clone(),
        document: document.clone(),
        introduction: None,
        assessment: None,
        later: false,
        unresolved: Vec::new(),
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

fn front_of<'s>(front: Option<Node<'s>>, document: &Document) -> Front<'s> {
    let above = &document.text[..(document.body.start as usize).min(document.text.len())];
    match front {
        Some(node) if node.is_empty() => Front::Read(empty_map(node.span)),
        Some(node) => Front::Read(node),
        None if !document
            .text
            .trim_start_matches('\u{feff}')
            .starts_with("---") =>
        {
            Front::Missing
        }
        None if above.lines().all(says_nothing) && !above.is_empty() => {
            Front::Read(empty_map(Span::new(0, above.len())))
        }
        None => Front::Broken,
    }
}

fn says_nothing(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}').trim();
    line.is_empty() || line == "---" || line.starts_with('#')
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
        decoder.report(missing_team(decoder, node.span));
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

/// When an assessment took place, against today.
enum When {
    /// It counts.
    Past,
    /// After an explicit date: it does not exist yet.
    Later,
    /// Further ahead of the clock than a time zone explains.
    Future,
}

fn when(date: Date, context: &Context<'_>) -> When {
    let last = match context.clock {
        true => context.today.tomorrow().unwrap_or(context.today),
        false => context.today,
    };
    match (date > last, context.clock) {
        (false, _) => When::Past,
        (true, true) => When::Future,
        (true, false) => When::Later,
    }
}

fn read_assessment(
    team: &str,
    record: &Record<'_, '_>,
    decoder: &mut Decoder<'_>,
    context: &Context<'_>,
    assessed: &mut Assessed,
) {
    let found_before = decoder.diagnostics.len();
    let date = record
        .get("date")
        .and_then(|node| Some((decoder.date(node)?, node.span)));
    let mut counts = date.is_some();
    if let Some((date, span)) = date {
        match when(date, context) {
            When::Past => {}
            When::Later => {
                assessed.later = true;
                decoder.diagnostics.truncate(found_before);
                return;
            }
            When::Future => {
                counts = false;
                let diagnostic = Diagnostic::new(
                    Code::FutureDate,
                    format!(
                        "the assessment is dated `{date}`, and today is `{}`",
                        context.today
                    ),
                )
                .at(decoder.place(span))
                .label("in the future")
                .help("correct the date");
                decoder.report(diagnostic);
            }
        }
        if matches!(assessed.role, Role::Assessment { .. }) {
            compare_with_name(date, span, decoder);
        }
    }
    let Some(model) = model_of(record, decoder, context) else {
        return;
    };
    let lines = LineIndex::new(&assessed.document.text);
    let mut reading = Reading {
        decoder,
        context,
        model: &model,
        lines: &lines,
        date,
        unresolved: Vec::new(),
    };
    let assessment = reading.assessment(team, record, &model, &assessed.document);
    assessed.unresolved = reading.unresolved;
    assessed.assessment = assessment.filter(|_| counts).map(Arc::new);
}

/// A date at the start of the file's name that is another one is probably a slip.
fn compare_with_name(date: Date, span: Span, decoder: &mut Decoder<'_>) {
    let Some(named) = decoder.file.stem().get(..10).and_then(written_date) else {
        return;
    };
    if named != date {
        let diagnostic = Diagnostic::new(
            Code::DateMismatch,
            format!("the file's name says `{named}`, and its date is `{date}`"),
        )
        .at(decoder.place(span))
        .label("this date counts")
        .help("rename the file, or correct the date");
        decoder.report(diagnostic);
    }
}

fn written_date(text: &str) -> Option<Date> {
    let pattern = text.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    });
    text.parse().ok().filter(|_| pattern)
}

fn model_of(
    record: &Record<'_, '_>,
    decoder: &mut Decoder<'_>,
    context: &Context<'_>,
) -> Option<Arc<MaturityModel>> {
    match (record.get("model"), context.default_model) {
        (Some(node), _) => {
            let name = decoder.text(node)?;
            let model = context.registry.find(name.trim()).cloned();
            if model.is_none() && !context.registry.is_unreadable(&name) {
                decoder.report(unknown_model(decoder, &name, node.span, context));
            }
            model
        }
        // A default that does not exist is an error of book.toml, and reported there.
        (None, Some(default)) => context.registry.find(default).cloned(),
        (None, None) => {
            let diagnostic = Diagnostic::new(
                Code::MissingKey,
                "the assessment names no `model`, and the book has no default one",
            )
            .at(decoder.place(record.node.span))
            .help("write `model: cmm`, or `model = \"cmm\"` in `[maturity]` of book.toml");
            decoder.report(diagnostic);
            None
        }
    }
}

impl Reading<'_, '_> {
    /// Reads all keys, whatever the date is, so that everything wrong is reported at once.
    fn assessment(
        &mut self,
        team: &str,
        record: &Record<'_, '_>,
        model: &Arc<MaturityModel>,
        document: &Arc<Document>,
    ) -> Option<Assessment> {
        let text = |reading: &mut Self, key: &str| {
            let node = record.get(key)?;
            reading.short_text(node).map(String::from)
        };
        let title = text(self, "title");
        let description = text(self, "description");
        let assessor = text(self, "assessor");
        let method = record
            .get("method")
            .and_then(|node| self.decoder.one_of(node, METHODS));
        let profile = record.get("profile").and_then(|node| self.profile(node));
        let target = record.get("target").and_then(|node| self.target(node));
        let answers = self.answers(record.get("answers"));
        let plan = self.plan(record.get("plan"));
        let buy_in = self.buy_in(record.get("buy-in"));
        let appraisal = self.appraisal(record.get("appraisal"));
        if let Some(node) = record.get("cost") {
            self.decoder.map(node);
        }
        let (date, date_span) = self.date?;
        let answers_key = record.node.entry("answers").map(|(key, _)| key.span.start);
        Some(Assessment {
            team: team.to_owned(),
            model: model.clone(),
            date,
            date_span,
            title,
            description,
            assessor,
            method,
            profile,
            target,
            answers: answers.list,
            by_goal: answers.by_goal,
            plan,
            buy_in,
            appraisal,
            narrative: self.narrative(document),
            digest: Digest::of(&document.text.as_bytes()[..front_end(document)]),
            line: self.lines.line(answers_key.unwrap_or(0)),
            document: document.clone(),
        })
    }

    fn profile(&mut self, node: &Node<'_>) -> Option<usize> {
        let id = self.decoder.text(node)?;
        let profiles = &self.model.profiles;
        let found = profiles.iter().position(|profile| profile.id == id);
        if found.is_none() {
            let diagnostic = Diagnostic::new(
                Code::UnknownProfile,
                format!(
                    "`{id}` is no profile of `{}`",
                    self.model.name_with_version()
                ),
            )
            .at(self.decoder.place(node.span))
            .label("unknown profile")
            .suggest(&id, profiles.iter().map(|profile| profile.id.as_str()));
            self.decoder.report(diagnostic);
        }
        found
    }

    fn target(&mut self, node: &Node<'_>) -> Option<Target> {
        let level = self.decoder.text(node)?;
        let target = self.model.target(&level);
        if target.is_none() {
            let diagnostic = unknown_target(self.decoder, &level, node.span, self.model);
            self.unresolved(&level, diagnostic);
        }
        target
    }

    /// Sections are bound by the ids of KPAs, and by former ones.
    fn narrative(&self, document: &Document) -> Sections {
        let kpa = |id: &str| super::answers::kpa_of(self.model, id);
        let mut sections = document.sections(|id| kpa(id).is_some());
        for (id, _) in &mut sections.bound {
            if let Some(kpa) = kpa(id) {
                id.clone_from(&self.model.kpa(kpa).id);
            }
        }
        sections
    }
}

fn front_end(document: &Document) -> usize {
    (document.body.start as usize).min(document.text.len())
}

/// Double answers are found where YAML is read, as double keys. This gives them the code that says
/// what they are; to be called with what [`crate::document::parse`] reported on the same file.
pub fn recode_duplicate_answers(parsed: &Parsed<'_>, diagnostics: &mut [Diagnostic]) {
    let answers = parsed.front.as_ref().and_then(|front| front.get("answers"));
    let Some(Node {
        span,
        kind: Kind::Map(entries),
    }) = answers
    else {
        return;
    };
    for diagnostic in diagnostics {
        let Some(place) = &diagnostic.place else {
            continue;
        };
        let at = place.span.start;
        // A key that is double inside one answer is no double answer.
        let inside = |node: &Node<'_>| node.span.start <= at && at < node.span.end;
        if diagnostic.code != Code::DuplicateKey
            || !(span.start <= at && at < span.end)
            || entries.iter().any(|(_, value)| inside(value))
        {
            continue;
        }
        let id = place.span.of(&parsed.document.text);
        diagnostic.message = format!("`{id}` is answered twice");
        diagnostic.help = vec!["keep one of the two answers".to_owned()];
        diagnostic.code = Code::DuplicateAnswer;
    }
}
