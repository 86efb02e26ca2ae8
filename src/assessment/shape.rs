use serde_json::json;

use crate::data::{Key, Shape, Type, json_schema};

/// A list of texts, where one text may stand for a list of one.
const TEXTS: Type = Type::List {
    of: &Type::Text,
    single: true,
};

const TEAM_KEY: Key = Key::optional(
    "team",
    Type::Either(&[Type::Text, Type::Record(&TEAM)]),
    "Who is assessed: the name, or a map; in `index.md` of a team's folder, or in the one file of a team without a folder.",
);
const TITLE: Key = Key::optional(
    "title",
    Type::Text,
    "The title of the page; by default it is made of team, model and date.",
);
const DESCRIPTION: Key = Key::optional(
    "description",
    Type::Text,
    "One sentence about the page, for search engines and previews.",
);
const MODEL: Key = Key::optional(
    "model",
    Type::Text,
    "The id of the maturity model, such as `cmm` (its newest version in the book) or `cmm@1.1`; the book's default model where it is missing.",
);
const DATE_DOC: &str = "The day of the assessment.";
const ASSESSOR: Key = Key::optional("assessor", Type::Text, "Who assessed, best by role.");
const METHOD: Key = Key::optional(
    "method",
    Type::OneOf(&["self", "peer", "external"]),
    "Whether the team assessed itself, or was assessed by peers or from outside.",
);
const PROFILE: Key = Key::optional(
    "profile",
    Type::Text,
    "One of the model's profiles, which says which KPAs are in scope.",
);
const TARGET: Key = Key::optional(
    "target",
    Type::Text,
    "The level or sub-level that the team wants to reach; it wins over the team's own target.",
);
const ANSWERS: Key = Key::optional(
    "answers",
    Type::MapOf(&Type::Either(&[Type::Text, Type::Record(&ANSWER)])),
    "Answers by the id of a KPA (for all its goals) or of a goal, which wins over its KPA; a rating, or a map with the rating.",
);
const PLAN: Key = Key::optional(
    "plan",
    Type::MapOf(&Type::Record(&PLAN_ITEM)),
    "What is planned, by the id of a KPA.",
);
const BUY_IN: Key = Key::optional(
    "buy-in",
    Type::MapOf(&Type::Either(&[
        Type::OneOf(STANCES),
        Type::Record(&BUY_IN_OF),
    ])),
    "Where each group of players stands, such as management, development or operations: a stance, or a map with it.",
);
const APPRAISAL_KEY: Key = Key::optional(
    "appraisal",
    Type::Record(&APPRAISAL),
    "The record of a formal appraisal.",
);
const COST: Key = Key::optional(
    "cost",
    Type::MapOf(&Type::Either(&[
        Type::Text,
        TEXTS,
        Type::MapOf(&Type::Either(&[Type::Text, TEXTS])),
    ])),
    "Amounts by cost and benefit element; read and kept in the file, not shown yet.",
);

const STANCES: &[&str] = &["opposes", "neutral", "supports", "leads"];

/// The front matter of an assessment, and of a one-file team that is assessed in the same file.
pub const ASSESSMENT: Shape = Shape {
    name: "an assessment",
    keys: &[
        TEAM_KEY,
        TITLE,
        DESCRIPTION,
        MODEL,
        Key::required("date", Type::Date, DATE_DOC),
        ASSESSOR,
        METHOD,
        PROFILE,
        TARGET,
        ANSWERS,
        PLAN,
        BUY_IN,
        APPRAISAL_KEY,
        COST,
    ],
};

/// The front matter of a file that introduces a team. It knows the keys of an assessment too, so
/// that a key in the wrong file is told from a misspelt one.
pub const TEAM_FILE: Shape = Shape {
    name: "a team's file",
    keys: &[
        TEAM_KEY,
        TITLE,
        DESCRIPTION,
        MODEL,
        Key::optional("date", Type::Date, DATE_DOC),
        ASSESSOR,
        METHOD,
        PROFILE,
        TARGET,
        ANSWERS,
        PLAN,
        BUY_IN,
        APPRAISAL_KEY,
        COST,
    ],
};

/// The JSON Schema of all files of teams: of one that introduces a team, of an assessment, and of
/// one that is both. Where there are keys of an assessment, its date is needed.
pub fn schema() -> serde_json::Value {
    let mut schema = json_schema("The front matter of a team or an assessment", &TEAM_FILE);
    let keys = ASSESSMENT_KEYS.iter();
    let any: Vec<_> = keys.map(|key| json!({ "required": [key] })).collect();
    schema["if"] = json!({ "anyOf": any });
    schema["then"] = json!({ "required": ["date"] });
    schema
}

/// The keys that make a file an assessment.
pub(super) const ASSESSMENT_KEYS: &[&str] = &[
    "model",
    "date",
    "answers",
    "assessor",
    "method",
    "profile",
    "target",
    "plan",
    "buy-in",
    "appraisal",
    "cost",
];

/// The map under `team:`.
pub const TEAM: Shape = Shape {
    name: "a team",
    keys: &[
        Key::optional(
            "name",
            Type::Text,
            "The name for people; by default the file's or folder's name, made readable.",
        ),
        Key::optional(
            "unit",
            TEXTS,
            "The units the team belongs to, from the largest to the smallest.",
        ),
        Key::optional(
            "owner",
            Type::Text,
            "Who answers for the team, best by role.",
        ),
        Key::optional(
            "kind",
            Type::OneOf(&["team", "vendor"]),
            "A team of your own (default), or a vendor whose product is assessed like one.",
        ),
        Key::optional("product", Type::Text, "The product of a vendor."),
        Key::optional("version", Type::Text, "The version of a vendor's product."),
        Key::optional(
            "target",
            Type::Either(&[Type::Text, Type::MapOf(&Type::Text)]),
            "The level the team wants to reach in the book's default model, or a map of levels by model.",
        ),
        Key::optional(
            "formerly",
            TEXTS,
            "Earlier ids of the team: old addresses redirect, and a comparison sees a rename.",
        ),
        Key::optional(
            "slug",
            Type::Text,
            "The part of the team's address, where the file's or folder's name gives no usable one.",
        ),
    ],
};

/// An answer with more than its rating.
pub const ANSWER: Shape = Shape {
    name: "an answer",
    keys: &[
        Key::optional(
            "rating",
            Type::Text,
            "A step of the model's scale, `n/a` (with a note, where the model allows it) or `unknown`; the same as `unknown` where it is missing.",
        ),
        Key::optional("note", Type::Text, "Why it is so, in a sentence."),
        Key::optional(
            "evidence",
            Type::List {
                of: &Type::Either(&[Type::Text, Type::Record(&EVIDENCE)]),
                single: true,
            },
            "What shows it: links, files of the book, or texts.",
        ),
        Key::optional(
            "on",
            Type::Date,
            "When the answer was found; by default the assessment's date.",
        ),
    ],
};

/// One evidence written as a map.
pub const EVIDENCE: Shape = Shape {
    name: "an evidence",
    keys: &[
        Key::optional(
            "link",
            Type::Text,
            "An address that begins with http, https, mailto or tel.",
        ),
        Key::optional(
            "file",
            Type::Text,
            "A file of the book, relative to this file; a leading `/` means the content folder.",
        ),
        Key::optional("text", Type::Text, "Evidence that can only be named."),
        Key::optional("title", Type::Text, "What is shown instead of the address."),
        Key::optional("on", Type::Date, "The date of the evidence."),
        Key::optional("by", Type::Text, "Who gave or approved it, best by role."),
    ],
};

/// What is planned for one KPA.
pub const PLAN_ITEM: Shape = Shape {
    name: "a plan",
    keys: &[
        Key::optional("owner", Type::Text, "Who does it, best by role."),
        Key::optional("due", Type::Date, "When it is to be done."),
        Key::optional(
            "status",
            Type::OneOf(&["open", "started", "blocked", "done"]),
            "How far it is.",
        ),
        Key::optional(
            "issue",
            Type::Text,
            "Where it is tracked: an address or a number.",
        ),
        Key::optional("blocked-by", Type::Text, "What keeps it from going on."),
        Key::optional("note", Type::Text, "Anything else about it."),
    ],
};

/// Where one group of players stands.
pub const BUY_IN_OF: Shape = Shape {
    name: "a buy-in",
    keys: &[
        Key::required("stance", Type::OneOf(STANCES), "Where the group stands."),
        Key::optional("who", Type::Text, "Who speaks for the group, best by role."),
        Key::optional("note", Type::Text, "What the stance rests on."),
    ],
};

/// The record of a formal appraisal.
pub const APPRAISAL: Shape = Shape {
    name: "an appraisal",
    keys: &[
        Key::optional("method", Type::Text, "The appraisal method."),
        Key::optional("lead", Type::Text, "Who led the appraisal."),
        Key::optional("team", TEXTS, "Who appraised."),
        Key::optional("scope", TEXTS, "What was appraised."),
        Key::optional("from", Type::Date, "The first day."),
        Key::optional("to", Type::Date, "The last day."),
        Key::optional(
            "valid-until",
            Type::Date,
            "The last day on which the statement holds.",
        ),
        Key::optional(
            "reference-model",
            Type::Text,
            "The published model that it refers to.",
        ),
        Key::optional("version", Type::Text, "The version of the reference model."),
        Key::optional(
            "statement",
            Type::Text,
            "`self-declared`, or who verified it.",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_know_the_same_keys() {
        let names = |shape: &Shape| shape.keys.iter().map(|k| k.name).collect::<Vec<_>>();
        assert_eq!(names(&ASSESSMENT), names(&TEAM_FILE));
        for key in ASSESSMENT_KEYS {
            assert!(ASSESSMENT.key(key).is_some(), "{key}");
        }
    }
    #[test]
    fn the_schema_of_an_assessment_asks_for_its_date_only() {
        let schema = schema();
        assert_eq!(schema["then"]["required"], json!(["date"]));
        assert_eq!(schema["required"], serde_json::Value::Null);
        assert!(schema["properties"]["team"].is_object());
        assert!(schema["properties"]["answers"].is_object());
    }
}
