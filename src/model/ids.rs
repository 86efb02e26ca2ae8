use std::collections::{HashMap, HashSet};

use super::types::Element;
use crate::data::{Decoder, Kind as NodeKind, Node, Record};
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
    /// Ids of elements that were left out after an error: what refers to them is not reported again.
    lost: HashSet<String>,
    /// Kinds of which an element without any id was left out, so that every unknown id of the kind
    /// may be meant for it.
    incomplete: Vec<Kind>,
}

impl Ids {
    /// Reads and claims the `id` of an element. `None`, and reported, where it is missing, no id or taken.
    pub fn claim(
        &mut self,
        decoder: &mut Decoder<'_>,
        record: &Record<'_, '_>,
        element: Element,
    ) -> Option<String> {
        let Some(node) = record.get("id") else {
            self.incomplete.push(Kind::of(element));
            return None;
        };
        let Some(id) = decoder.id(node) else {
            self.lose(node);
            return None;
        };
        self.enter(decoder, node.span, id, element)
    }

    /// Claims the former ids of an element, once all ids that are in use have been claimed.
    pub fn claim_former(
        &mut self,
        decoder: &mut Decoder<'_>,
        node: &Node<'_>,
        element: Element,
    ) -> Vec<String> {
        let single = std::slice::from_ref(node);
        let nodes = match node.text() {
            Some(_) => single,
            None => decoder.list(node).unwrap_or(&[]),
        };
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
                self.lost.insert(id);
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

    /// Remembers the id of an element that is left out.
    pub fn lose(&mut self, node: &Node<'_>) {
        if let Some(text) = node.text() {
            self.lost.insert(text.to_owned());
        }
    }

    /// Remembers that an element was left out, with the ids of the elements inside of it.
    pub fn lose_all(&mut self, kind: Kind, node: Option<&Node<'_>>) {
        let Some(Node {
            kind: NodeKind::List(items),
            ..
        }) = node
        else {
            return;
        };
        for item in items {
            match item.get("id") {
                Some(id) => self.lose(id),
                None => self.incomplete.push(kind),
            }
        }
    }

    /// An element was left out of which not even the id is known.
    pub fn lose_unnamed(&mut self, kind: Kind) {
        self.incomplete.push(kind);
    }

    pub fn is_lost(&self, id: &str) -> bool {
        self.lost.contains(id)
    }

    /// The element of a kind that a node names by its present id. `None`, and reported, where there
    /// is none; not reported where the element was left out after an error of its own.
    pub fn resolve(
        &self,
        decoder: &mut Decoder<'_>,
        node: &Node<'_>,
        kind: Kind,
    ) -> Option<Element> {
        let id = decoder.text(node)?;
        let found = self.find(&id).filter(|found| Kind::of(*found) == kind);
        if found.is_none() && !self.lost.contains(&id) && !self.incomplete.contains(&kind) {
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
            .at(decoder.place(node.span))
            .label(format!("unknown {word}"));
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
