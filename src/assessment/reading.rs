use std::sync::Arc;

use jiff::civil::Date;

use super::answers::kpa_of;
use super::context::{Assessed, Context, Reading};
use super::team::{unknown_model, unknown_target};
use super::{Assessment, Method, Role};
use crate::data::{Decoder, Kind, Node, Record};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Sections};
use crate::model::{MaturityModel, Target};
use crate::tree::{Digest, LineIndex, Span};

pub(super) const METHODS: &[(&str, Method)] = &[
    ("self", Method::SelfAssessed),
    ("peer", Method::Peer),
    ("external", Method::External),
];

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

/// Reads the keys of an assessment. What depends on the day is decided here: an assessment that does
/// not exist yet says nothing at all, one of the future is reported and left out.
pub(super) fn read_assessment(
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
        looks_up_files: false,
    };
    let assessment = reading.assessment(team, record, &model, &assessed.document);
    assessed.unresolved = reading.unresolved;
    assessed.looks_up_files = reading.looks_up_files;
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
            .at(decoder.place(first_key(record)))
            .label("`model` is missing beside this key")
            .help("write `model: cmm`, or `model = \"cmm\"` in `[maturity]` of book.toml");
            decoder.report(diagnostic);
            None
        }
    }
}

/// The whole map would be a long excerpt, so its first key stands for it.
fn first_key(record: &Record<'_, '_>) -> Span {
    match &record.node.kind {
        Kind::Map(entries) => entries.first().map(|(key, _)| key.span),
        _ => None,
    }
    .unwrap_or(record.node.span)
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
            answers: answers.list.into(),
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
            let ids: Vec<&str> = profiles.iter().map(|one| one.id.as_str()).collect();
            self.decoder.report(match ids.len() {
                0 => diagnostic.help("the model has no profiles: remove the key"),
                _ => diagnostic.help(format!("its profiles are `{}`", ids.join("`, `"))),
            });
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
        let kpa = |id: &str| kpa_of(self.model, id);
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
