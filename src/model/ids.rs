use std::collections::HashMap;

use super::types::Element;
use crate::data::{Decoder, Node, Record};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::tree::Span;

/// Kinds of elements that share one space of ids.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Levels and sub-levels.
    Level,
    Dimension,
    Stage,
    Kpa,
    Goal,
}

impl Kind {
    fn of(element: Element) -> Self {
        match element {
            Element::Level(_) | Element::SubLevel(_) => Kind::Level,
            Element::Dimension(_) => Kind::Dimension,
            Element::Stage(_) => Kind::Stage,
            Element::Kpa(_) => Kind::Kpa,
            Element::Goal(_) => Kind::Goal,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Kind::Level => "level",
            Kind::Dimension => "dimension",
            Kind::Stage => "stage",
            Kind::Kpa => "KPA",
            Kind::Goal => "goal",
        }
    }

    fn unknown(self) -> Code {
        match self {
            Kind::Level => Code::UnknownLevel,
            Kind::Dimension => Code::UnknownDimension,
            Kind::Stage => Code::UnknownStage,
            Kind::Kpa | Kind::Goal => Code::UnknownKpa,
        }
    }
}

struct Claim {
    id: String,
    element: Element,
    span: Span,
}

/// The ids of one model while it is read: all kinds together, compared without regard to case for
/// clashes and exactly for references.
#[derive(Default)]
pub(super) struct Ids {
    claims: Vec<Claim>,
    /// By the id in lower case: an index into `claims`.
    taken: HashMap<String, usize>,
    /// Kinds of which an element was left out after an error. Every unknown id of the kind may be
    /// meant for it, so it is not reported again.
    incomplete: Vec<Kind>,
}

impl Ids {
    /// Reads and claims the `id` of an element. `None`, and reported, where it is missing, no id or
    /// taken: the element is to be left out.
    pub fn claim(
        &mut self,
        decoder: &mut Decoder<'_>,
        record: &Record<'_, '_>,
        element: Element,
    ) -> Option<String> {
        let claimed = record.get("id").and_then(|node| {
            let id = decoder.id(node)?;
            self.enter(decoder, node.span, id, element)
        });
        if claimed.is_none() {
            self.leave_out(Kind::of(element));
        }
        claimed
    }

    /// Claims the former ids of an element, once all ids that are in use have been claimed.
    pub fn claim_former(
        &mut self,
        decoder: &mut Decoder<'_>,
        nodes: &[Node<'_>],
        element: Element,
    ) -> Vec<String> {
        nodes
            .iter()
            .filter_map(|node| {
                let id = decoder.id(node)?;
                self.enter(decoder, node.span, id, element)
            })
            .collect()
    }

    fn enter(
        &mut self,
        decoder: &mut Decoder<'_>,
        span: Span,
        id: String,
        element: Element,
    ) -> Option<String> {
        let lower = id.to_lowercase();
        if let Some(&first) = self.taken.get(&lower) {
            let first = &self.claims[first];
            // Renaming `rm` to `RM` is sound: old answers are compared exactly.
            if first.element != element || first.id == id {
                decoder.report(duplicate(decoder, first, span, &id));
                return None;
            }
        } else {
            self.taken.insert(lower, self.claims.len());
        }
        self.claims.push(Claim {
            id: id.clone(),
            element,
            span,
        });
        Some(id)
    }

    /// Remembers that an element of a kind was left out.
    pub fn leave_out(&mut self, kind: Kind) {
        if self.is_complete(kind) {
            self.incomplete.push(kind);
        }
    }

    pub fn is_complete(&self, kind: Kind) -> bool {
        !self.incomplete.contains(&kind)
    }

    /// The element of a kind that a node names by its present id. `None`, and reported, where there
    /// is none; not reported where an element of the kind was left out after an error of its own.
    pub fn resolve(
        &self,
        decoder: &mut Decoder<'_>,
        node: &Node<'_>,
        kind: Kind,
    ) -> Option<Element> {
        let id = decoder.text(node)?;
        let found = self.find(&id).filter(|found| Kind::of(*found) == kind);
        if found.is_none() && self.is_complete(kind) {
            let diagnostic = self.unknown(decoder, node, &id, kind);
            decoder.report(diagnostic);
        }
        found
    }

    pub fn find(&self, id: &str) -> Option<Element> {
        let claim = &self.claims[*self.taken.get(&id.to_lowercase())?];
        (claim.id == id).then_some(claim.element)
    }

    /// Where an id that is in use was written.
    pub fn span(&self, id: &str) -> Option<Span> {
        let ix = self.taken.get(&id.to_lowercase())?;
        Some(self.claims[*ix].span)
    }

    /// The ids of a kind in the order of the file.
    pub fn words(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.claims
            .iter()
            .filter(move |claim| Kind::of(claim.element) == kind)
            .map(|claim| claim.id.as_str())
    }

    pub fn into_map(self) -> HashMap<String, Element> {
        self.claims
            .into_iter()
            .map(|claim| (claim.id, claim.element))
            .collect()
    }

    fn unknown(&self, decoder: &Decoder<'_>, node: &Node<'_>, id: &str, kind: Kind) -> Diagnostic {
        let word = kind.word();
        let diagnostic = Diagnostic::new(kind.unknown(), format!("the model has no {word} `{id}`"))
            .at(decoder.place(node.span));
        let diagnostic = match self.find(id) {
            Some(other) => diagnostic.label(format!("a {}, not a {word}", Kind::of(other).word())),
            None => diagnostic.label(format!("unknown {word}")),
        };
        if nearest(id, self.words(kind)).is_some() {
            return diagnostic.suggest(id, self.words(kind));
        }
        let words: Vec<_> = self.words(kind).map(|word| format!("`{word}`")).collect();
        match words.len() {
            0 => diagnostic.help(format!("the model has no {word}s at all")),
            1..=12 => diagnostic.help(format!("it has {}", words.join(", "))),
            _ => diagnostic,
        }
    }
}

fn duplicate(decoder: &Decoder<'_>, first: &Claim, span: Span, id: &str) -> Diagnostic {
    let (earlier, later) = if first.span <= span {
        (first.span, span)
    } else {
        (span, first.span)
    };
    let message = if first.id == id {
        format!("the id `{id}` is used twice")
    } else {
        format!("the ids `{}` and `{id}` differ only in case", first.id)
    };
    Diagnostic::new(Code::DuplicateId, message)
        .at(decoder.place(later))
        .label("used again here")
        .related(decoder.place(earlier), "first used here")
        .help("ids of levels, dimensions, stages, KPAs and goals, former ones included, are unique in the model")
}
