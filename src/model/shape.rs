//! The keys of a model file: what the decoder accepts, the schema describes and the manual lists.

use crate::data::{Key, Shape, Type};

const TEXTS: Type = Type::List {
    of: &Type::Text,
    single: true,
};
const IDS: Type = Type::List {
    of: &Type::Id,
    single: true,
};

const fn records(of: &'static Type) -> Type {
    Type::List { of, single: false }
}

/// The front matter of a file in `models/`.
pub static MODEL: Shape = Shape {
    name: "a model",
    keys: &[
        Key::required(
            "id",
            Type::Id,
            "The name under which assessments and settings choose the model.",
        ),
        Key::required("name", Type::Text, "The model's name for people."),
        Key::optional(
            "version",
            Type::Id,
            "The version, written like an id; a book may keep several versions of a model, one file each (default: 1).",
        ),
        Key::optional(
            "based-on",
            Type::Text,
            "Where the model comes from, in one sentence.",
        ),
        Key::optional(
            "notice",
            Type::Text,
            "License or trademark words that every page of the model must show.",
        ),
        Key::optional(
            "progression",
            Type::OneOf(&["staged", "independent"]),
            "Whether levels build on each other (staged, the default) or a level may be attained before a lower one (independent).",
        ),
        Key::optional(
            "unanswered",
            Type::OneOf(&["blocks", "counts-as-no"]),
            "Whether a missing answer leaves a goal not rated (blocks, the default) or counts as the lowest step of the scale (counts-as-no).",
        ),
        Key::optional(
            "scale",
            records(&Type::Record(&STEP)),
            "The steps that an answer may have, 2 to 11 of them in any order (default: yes 1, largely 0.75, partly 0.5, no 0).",
        ),
        Key::optional(
            "satisfied-from",
            Type::Text,
            "The lowest step that satisfies a goal (default: the lowest step of value 0.75 or more).",
        ),
        Key::optional(
            "dimensions",
            records(&Type::Record(&DIMENSION)),
            "The columns that cut through all levels.",
        ),
        Key::optional(
            "stages",
            records(&Type::Record(&STAGE)),
            "The stages of the life cycle, in their order.",
        ),
        Key::required(
            "levels",
            records(&Type::Record(&LEVEL)),
            "The levels from the lowest to the highest; the first is the base level, which everybody has.",
        ),
        Key::required(
            "kpas",
            records(&Type::Record(&KPA)),
            "The key process areas (KPAs), in the order in which they are shown.",
        ),
        Key::optional(
            "activities",
            records(&Type::Record(&ACTIVITY)),
            "What is done at a level in a stage of the life cycle.",
        ),
        Key::optional(
            "common-features",
            records(&Type::Record(&COMMON_FEATURE)),
            "Questions that may be asked about every KPA and are never scored.",
        ),
        Key::optional(
            "profiles",
            records(&Type::Record(&PROFILE)),
            "Choices of KPAs for special kinds of assessed things, such as a vendor's product.",
        ),
        Key::optional(
            "transitions",
            records(&Type::Record(&TRANSITION)),
            "What moving from one level to the next asks of people and purse.",
        ),
    ],
};

/// A step of the rating scale.
pub static STEP: Shape = Shape {
    name: "a step of the scale",
    keys: &[
        Key::required(
            "id",
            Type::Text,
            "The word that is written as an answer; upper and lower case mean the same.",
        ),
        Key::optional(
            "label",
            Type::Text,
            "The word that reports show (default: the id, made readable).",
        ),
        Key::required(
            "value",
            Type::Number,
            "The value from 0 to 1; the highest step has 1, the lowest 0, and no two are equal.",
        ),
    ],
};

/// A dimension.
pub static DIMENSION: Shape = Shape {
    name: "a dimension",
    keys: &[
        Key::required(
            "id",
            Type::Id,
            "The name under which KPAs and cells refer to it.",
        ),
        Key::optional(
            "name",
            Type::Text,
            "Its name for people (default: the id, made readable).",
        ),
        Key::optional(
            "question",
            Type::Text,
            "The question that the dimension answers.",
        ),
        Key::optional(
            "description",
            Type::Text,
            "What the dimension covers, in a sentence or two.",
        ),
    ],
};

/// A stage of the life cycle.
pub static STAGE: Shape = Shape {
    name: "a stage",
    keys: &[
        Key::required(
            "id",
            Type::Id,
            "The name under which KPAs and activities refer to it; `all` is taken.",
        ),
        Key::optional(
            "name",
            Type::Text,
            "Its name for people (default: the id, made readable).",
        ),
    ],
};

/// A level.
pub static LEVEL: Shape = Shape {
    name: "a level",
    keys: &[
        Key::required(
            "id",
            Type::Id,
            "The level's short name, as in `target: 3`; put a number in quotes or not, it is read as text.",
        ),
        Key::required("name", Type::Text, "The level's name for people."),
        Key::optional(
            "number",
            Type::Count,
            "The number of the level where it is not its place in the model, counted from 1.",
        ),
        Key::optional(
            "focus",
            Type::Text,
            "What the level is about, in a few words.",
        ),
        Key::optional(
            "description",
            Type::Text,
            "How work looks at this level, in a sentence or two.",
        ),
        Key::optional(
            "cells",
            Type::MapOf(&Type::Text),
            "What the level means in each dimension, by the dimension's id.",
        ),
        Key::optional(
            "sub-levels",
            records(&Type::Record(&SUB_LEVEL)),
            "The steps of the level from the lowest to the highest; KPAs then belong to them and not to the level.",
        ),
        Key::optional(
            "formerly",
            IDS,
            "Ids that the level had in earlier versions of the model.",
        ),
    ],
};

/// A step inside of a level.
pub static SUB_LEVEL: Shape = Shape {
    name: "a sub-level",
    keys: &[
        Key::required("id", Type::Id, "The sub-level's short name, such as 2a."),
        Key::required(
            "name",
            Type::Text,
            "Its own name; reports put the level's name before it.",
        ),
        Key::optional(
            "description",
            Type::Text,
            "How work looks at this sub-level, in a sentence or two.",
        ),
        Key::optional(
            "cells",
            Type::MapOf(&Type::Text),
            "What the sub-level means in each dimension, by the dimension's id.",
        ),
        Key::optional(
            "formerly",
            IDS,
            "Ids that the sub-level had in earlier versions of the model.",
        ),
    ],
};

/// A key process area.
pub static KPA: Shape = Shape {
    name: "a KPA",
    keys: &[
        Key::required(
            "id",
            Type::Id,
            "The name under which answers and plans refer to it.",
        ),
        Key::required("name", Type::Text, "Its name for people."),
        Key::required(
            "level",
            Type::Id,
            "The level it belongs to; where the level has sub-levels, one of these.",
        ),
        Key::optional("dimension", Type::Id, "The dimension it belongs to."),
        Key::optional(
            "stages",
            IDS,
            "The stages of the life cycle it concerns; `all` means every stage.",
        ),
        Key::optional(
            "purpose",
            Type::Text,
            "What it is good for, in one sentence.",
        ),
        Key::optional("owner", Type::Text, "The role that answers for it."),
        Key::optional("roles", TEXTS, "The other roles that take part."),
        Key::optional(
            "effort",
            Type::OneOf(&["S", "M", "L"]),
            "The planning estimate for putting it in place: S, M (default) or L.",
        ),
        Key::optional(
            "weight",
            Type::Number,
            "Its weight in progress and roadmap order, above 0 and up to 1000 (default: 1); it never changes a level.",
        ),
        Key::optional(
            "depends-on",
            Type::List {
                of: &LINK_OR_ID,
                single: true,
            },
            "KPAs of the same or a lower level that have to be in place first; a bare id is short for `{ kpa: ID }`.",
        ),
        Key::optional(
            "superseded-by",
            Type::List {
                of: &LINK_OR_ID,
                single: true,
            },
            "KPAs that make this one unnecessary in an independent model; one of them satisfied is enough.",
        ),
        Key::optional(
            "not-applicable",
            Type::OneOf(&["allowed", "forbidden"]),
            "Whether its goals may be answered with n/a (default: forbidden).",
        ),
        Key::optional(
            "first-step",
            Type::Text,
            "What a team can begin with within days, as one imperative sentence.",
        ),
        Key::optional("origin", Type::Text, "Where the KPA comes from."),
        Key::optional(
            "references",
            records(&Type::Record(&REFERENCE)),
            "Elements of other models that mean much the same.",
        ),
        Key::optional(
            "practices",
            Type::MapOf(&Type::Count),
            "How many key practices the standard counts, by common feature.",
        ),
        Key::optional(
            "goals",
            records(&Type::Record(&GOAL)),
            "What must hold; a KPA needs at least one goal.",
        ),
        Key::optional(
            "formerly",
            IDS,
            "Ids that the KPA had in earlier versions of the model; answers to them still count.",
        ),
    ],
};

static LINK_OR_ID: Type = Type::Either(&[Type::Id, Type::Record(&LINK)]);

/// Another KPA, and why it is named.
pub static LINK: Shape = Shape {
    name: "a link to a KPA",
    keys: &[
        Key::required("kpa", Type::Id, "The id of the other KPA."),
        Key::optional(
            "why",
            Type::Text,
            "The reason, which reports show beside the link.",
        ),
    ],
};

/// An element of another model.
pub static REFERENCE: Shape = Shape {
    name: "a reference",
    keys: &[
        Key::required(
            "model",
            Type::Text,
            "The other model, which need not be in the book.",
        ),
        Key::required("id", Type::Text, "The element's id in that model."),
    ],
};

/// A goal of a KPA.
pub static GOAL: Shape = Shape {
    name: "a goal",
    keys: &[
        Key::required(
            "id",
            Type::Id,
            "The name under which answers refer to it; it need not begin with the id of the KPA.",
        ),
        Key::required(
            "statement",
            Type::Text,
            "What holds when the goal is satisfied.",
        ),
        Key::optional(
            "question",
            Type::Text,
            "The question that an assessment asks.",
        ),
        Key::optional("evidence", TEXTS, "Examples of what would show it."),
        Key::optional(
            "weight",
            Type::Number,
            "Its weight in the score of the KPA, above 0 and up to 1000 (default: 1); it never changes a level.",
        ),
        Key::optional(
            "formerly",
            IDS,
            "Ids that the goal had in earlier versions of the model; answers to them still count.",
        ),
    ],
};

/// What is done at a level in a stage.
pub static ACTIVITY: Shape = Shape {
    name: "an activity",
    keys: &[
        Key::required("level", Type::Id, "The level, which may have sub-levels."),
        Key::required("stage", Type::Id, "The stage of the life cycle."),
        Key::required("text", Type::Text, "What is done."),
        Key::optional("kpas", IDS, "The KPAs behind it."),
    ],
};

/// A question that is asked of every KPA.
pub static COMMON_FEATURE: Shape = Shape {
    name: "a common feature",
    keys: &[
        Key::required("id", Type::Id, "Its short name."),
        Key::optional(
            "name",
            Type::Text,
            "Its name for people (default: the id, made readable).",
        ),
        Key::optional(
            "question",
            Type::Text,
            "The question, asked of each KPA and never scored.",
        ),
    ],
};

/// Which KPAs are in scope.
pub static PROFILE: Shape = Shape {
    name: "a profile",
    keys: &[
        Key::required(
            "id",
            Type::Id,
            "The name under which an assessment chooses it.",
        ),
        Key::optional(
            "name",
            Type::Text,
            "Its name for people (default: the id, made readable).",
        ),
        Key::required(
            "kpas",
            IDS,
            "The KPAs in scope; all others are neither asked nor shown as gaps.",
        ),
    ],
};

/// From one level to the next.
pub static TRANSITION: Shape = Shape {
    name: "a transition",
    keys: &[
        Key::required("from", Type::Id, "The level or sub-level it begins at."),
        Key::required(
            "to",
            Type::Id,
            "The level or sub-level it leads to, a later one.",
        ),
        Key::optional("leads", Type::Text, "The group that leads the way."),
        Key::optional("sponsor", Type::Text, "Who has to stand behind it."),
        Key::optional("must-agree", TEXTS, "Who must agree, and to what."),
        Key::optional("resistance", Type::Text, "The resistance that is usual."),
        Key::optional("wins", Type::Text, "What wins agreement."),
        Key::optional(
            "expertise",
            Type::Text,
            "The knowledge that has to be acquired.",
        ),
        Key::optional("change", Type::Text, "What changes for people."),
        Key::optional(
            "elapsed",
            Type::Text,
            "How long it takes, in words, and where that figure comes from.",
        ),
        Key::optional(
            "one-time-cost",
            TEXTS,
            "The elements of cost that arise once.",
        ),
        Key::optional(
            "running-cost",
            TEXTS,
            "The elements of cost that arise each year.",
        ),
        Key::optional(
            "costs",
            TEXTS,
            "Elements of cost that are not divided into the two.",
        ),
        Key::optional("benefits", TEXTS, "The elements of benefit."),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(value: &Type, shapes: &mut Vec<&'static Shape>) {
        match value {
            Type::Record(shape) => visit_shape(shape, shapes),
            Type::List { of, .. } | Type::MapOf(of) => visit(of, shapes),
            Type::Either(forms) => forms.iter().for_each(|form| visit(form, shapes)),
            _ => {}
        }
    }

    fn visit_shape(shape: &'static Shape, shapes: &mut Vec<&'static Shape>) {
        shapes.push(shape);
        for key in shape.keys {
            visit(&key.value, shapes);
        }
    }

    #[test]
    fn every_key_is_named_once_and_explained() {
        let mut shapes = Vec::new();
        visit_shape(&MODEL, &mut shapes);
        assert_eq!(shapes.len(), 15);
        for shape in shapes {
            for (ix, key) in shape.keys.iter().enumerate() {
                assert!(key.doc.ends_with('.') && key.doc.len() > 12, "{}", key.name);
                let plain = |b: u8| b.is_ascii_lowercase() || b == b'-';
                assert!(key.name.bytes().all(plain), "{}", key.name);
                let others = &shape.keys[ix + 1..];
                assert!(
                    others.iter().all(|other| other.name != key.name),
                    "{}",
                    key.name
                );
            }
        }
    }
}
