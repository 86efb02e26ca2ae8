use jiff::civil::Date;

use super::context::Reading;
use super::shape::ANSWER;
use super::{Answer, Evidence};
use crate::data::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Element, GoalIx, KpaIx, MaturityModel, Rating};
use crate::tree::Span;

/// A model with more KPAs than this is not listed where an id is unknown.
const MOST_KPAS_LISTED: usize = 24;

/// The answers of an assessment, as [`super::Assessment`] holds them.
#[derive(Default)]
pub(super) struct Answers {
    pub list: Vec<Answer>,
    pub by_goal: Vec<Option<u16>>,
}

/// What can be answered.
#[derive(Clone, Copy)]
enum Question {
    Kpa(KpaIx),
    Goal(GoalIx),
}

/// Which KPAs and goals have their own answer: an index into the list, and the key's place.
struct Taken {
    kpas: Vec<Option<(u16, Span)>>,
    goals: Vec<Option<(u16, Span)>>,
}

/// What an answer's value says.
struct Found {
    rating: Rating,
    note: Option<Box<str>>,
    evidence: Vec<Evidence>,
    on: Option<Date>,
    rating_span: Span,
    note_span: Option<Span>,
}

impl Reading<'_, '_> {
    pub fn answers(&mut self, node: Option<&Node<'_>>) -> Answers {
        let mut taken = Taken {
            kpas: vec![None; self.model.kpas.len()],
            goals: vec![None; self.model.goals.len()],
        };
        let mut list = Vec::new();
        if let Some(entries) = node.and_then(|node| self.decoder.map(node)) {
            list.reserve(entries.len());
            for (key, value) in entries {
                list.extend(self.answer(key, value, list.len(), &mut taken));
            }
        }
        let by_goal = self.by_goal(&taken);
        Answers { list, by_goal }
    }

    /// R18: an answer on a goal wins over an answer on its KPA.
    fn by_goal(&self, taken: &Taken) -> Vec<Option<u16>> {
        let own = taken.goals.iter().zip(&self.model.goals);
        own.map(|(own, goal)| own.or(taken.kpas[goal.kpa.ix()]).map(|(ix, _)| ix))
            .collect()
    }

    /// `None` where the id is unknown, answered already, or nothing was written.
    fn answer(
        &mut self,
        key: &Node<'_>,
        value: &Node<'_>,
        ix: usize,
        taken: &mut Taken,
    ) -> Option<Answer> {
        let id = key.text()?;
        let question = self.question(id, key.span)?;
        if value.is_empty() {
            return None;
        }
        let slot = match question {
            Question::Kpa(kpa) => &mut taken.kpas[kpa.ix()],
            Question::Goal(goal) => &mut taken.goals[goal.ix()],
        };
        if let Some((_, first)) = *slot {
            self.answered_twice(id, key.span, first);
            return None;
        }
        *slot = Some((u16::try_from(ix).ok()?, key.span));
        let mut found = self.found(value);
        if found.rating == Rating::NotApplicable {
            found.rating = self.not_applicable(question, value, found.note.as_deref());
        }
        Some(Answer {
            key: id.into(),
            rating: found.rating,
            note: found.note,
            evidence: found.evidence,
            on: found.on,
            rating_span: found.rating_span,
            note_span: found.note_span,
            span: Span {
                start: key.span.start,
                end: value.span.end,
            },
            line: self.lines.line(key.span.start),
        })
    }

    fn question(&mut self, id: &str, span: Span) -> Option<Question> {
        let label = match self.model.ids.get(id) {
            Some(Element::Kpa(kpa)) => return Some(Question::Kpa(*kpa)),
            Some(Element::Goal(goal)) => return Some(Question::Goal(*goal)),
            Some(other) => format!("this is the id of {}", kind_of(other)),
            None => "no KPA and no goal has this id".to_owned(),
        };
        let model = self.model;
        let kpas = model.kpas.iter().map(|kpa| kpa.id.as_str());
        let goals = model.goals.iter().map(|goal| goal.id.as_str());
        let compares = self.compares();
        let mut diagnostic = Diagnostic::new(
            Code::UnknownAnswer,
            format!(
                "`{id}` is neither a KPA nor a goal of `{}`",
                model.name_with_version()
            ),
        )
        .at(self.decoder.place(span))
        .label(label)
        .suggest(id, kpas.clone().chain(goals).filter(|_| compares));
        if diagnostic.fix.is_none() && model.kpas.len() <= MOST_KPAS_LISTED {
            let list: Vec<&str> = kpas.collect();
            diagnostic = diagnostic.help(format!("its KPAs are `{}`", list.join("`, `")));
        }
        self.unresolved(id, diagnostic);
        None
    }

    fn answered_twice(&mut self, id: &str, span: Span, first: Span) {
        let diagnostic = Diagnostic::new(
            Code::DuplicateAnswer,
            format!("`{id}` is answered twice, once under another of its ids"),
        )
        .at(self.decoder.place(span))
        .label("answered again")
        .related(self.decoder.place(first), "answered here before")
        .help("keep one of the two answers");
        self.decoder.report(diagnostic);
    }

    fn found(&mut self, value: &Node<'_>) -> Found {
        let mut found = Found {
            rating: Rating::Unknown,
            note: None,
            evidence: Vec::new(),
            on: None,
            rating_span: Span::default(),
            note_span: None,
        };
        match &value.kind {
            Kind::Scalar { text, .. } => {
                found.rating = self.rating(text, value.span);
                found.rating_span = value.span;
            }
            Kind::Map(_) => {
                let Some(record) = self.decoder.record(value, &ANSWER) else {
                    return found;
                };
                if let Some(node) = record.get("rating") {
                    found.rating_span = node.span;
                    found.rating = match node.text() {
                        Some(text) => self.rating(text, node.span),
                        None => {
                            self.decoder.text(node);
                            Rating::Unknown
                        }
                    };
                }
                if let Some(node) = record.get("note") {
                    found.note = self.short_text(node);
                    found.note_span = found.note.is_some().then_some(node.span);
                }
                if let Some(node) = record.get("evidence") {
                    found.evidence = self.evidence(node);
                }
                found.on = record.get("on").and_then(|node| self.answered_on(node));
            }
            Kind::List(_) => {
                let diagnostic = Diagnostic::new(
                    Code::WrongType,
                    "an answer is a rating or a map, and this is a list",
                )
                .at(self.decoder.place(value.span))
                .help(format!(
                    "write one rating, such as `{}`, or `{{ rating: {0} }}`",
                    self.highest()
                ));
                self.decoder.report(diagnostic);
            }
        }
        found
    }

    /// A text without blanks around it; `None` where nothing else is left.
    pub fn short_text(&mut self, node: &Node<'_>) -> Option<Box<str>> {
        match node.text() {
            Some(text) => Some(text.trim()).filter(|t| !t.is_empty()).map(Into::into),
            None => self.decoder.text(node).map(Into::into),
        }
    }

    fn highest(&self) -> &str {
        self.model
            .scale
            .steps
            .first()
            .map_or("yes", |step| &step.id)
    }

    fn rating(&mut self, text: &str, span: Span) -> Rating {
        if let Some(rating) = self.model.scale.read(text) {
            return rating;
        }
        let words: Vec<&str> = self.model.scale.words().collect();
        let diagnostic = Diagnostic::new(
            Code::UnknownRating,
            format!(
                "`{text}` is no rating of `{}`",
                self.model.name_with_version()
            ),
        )
        .at(self.decoder.place(span))
        .label("unknown rating")
        .suggest(text, words.iter().copied())
        .help(format!("the ratings are `{}`", words.join("`, `")));
        self.decoder.report(diagnostic);
        Rating::Unknown
    }

    /// R5: not applicable only where the KPA allows it, and with a reason.
    fn not_applicable(
        &mut self,
        question: Question,
        value: &Node<'_>,
        note: Option<&str>,
    ) -> Rating {
        let kpa = self.model.kpa(match question {
            Question::Kpa(kpa) => kpa,
            Question::Goal(goal) => self.model.goal(goal).kpa,
        });
        let diagnostic = if !kpa.not_applicable_allowed {
            Diagnostic::new(
                Code::NotApplicableNotAllowed,
                format!("`n/a` is not allowed for `{}`", kpa.id),
            )
            .label("the model asks for an answer here")
            .help(format!(
                "rate it, or write `not-applicable = [\"{}\"]` in `[maturity.models.{}]` of book.toml",
                kpa.id, self.model.id
            ))
        } else if note.is_none() {
            Diagnostic::new(
                Code::NotApplicableWithoutNote,
                "`n/a` needs a note that says why the question does not apply",
            )
            .label("no reason is given")
            .help("write `{ rating: n/a, note: \"No subcontracted software\" }`")
        } else {
            return Rating::NotApplicable;
        };
        let span = value.get("rating").map_or(value.span, |node| node.span);
        let diagnostic = diagnostic.at(self.decoder.place(span));
        self.decoder.report(diagnostic);
        Rating::Unknown
    }

    /// R16: an answer cannot have been found after its assessment.
    fn answered_on(&mut self, node: &Node<'_>) -> Option<Date> {
        let on = self.decoder.date(node)?;
        match self.date {
            Some((date, span)) if on > date => {
                let diagnostic = Diagnostic::new(
                    Code::AnswerAfterAssessment,
                    format!("the answer is dated `{on}`, after its assessment of `{date}`"),
                )
                .at(self.decoder.place(node.span))
                .label("later than the assessment")
                .related(self.decoder.place(span), "the date of the assessment")
                .help("correct one of the two dates");
                self.decoder.report(diagnostic);
                None
            }
            _ => Some(on),
        }
    }
}

/// What an element of a model is, for messages.
pub(super) fn kind_of(element: &Element) -> &'static str {
    match element {
        Element::Level(_) => "a level",
        Element::SubLevel(_) => "a sub-level",
        Element::Dimension(_) => "a dimension",
        Element::Stage(_) => "a life-cycle stage",
        Element::Kpa(_) => "a KPA",
        Element::Goal(_) => "a goal",
    }
}

/// The KPA that an id or former id names.
pub(super) fn kpa_of(model: &MaturityModel, id: &str) -> Option<KpaIx> {
    match model.ids.get(id) {
        Some(Element::Kpa(kpa)) => Some(*kpa),
        _ => None,
    }
}
