use super::elements::key;
use super::types::{Fact, Part};

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Field {
    Team,
    Fact(Fact),
    Goal,
    Kpa,
    Part(Part),
    /// The id of the model that a row is about.
    Model,
    /// Whether a row is of the newest report.
    Current,
    Ignored,
}

/// The words of fields, the one that messages and the manual name first.
const WORDS: [(Field, &[&str]); 15] = [
    (Field::Team, &["team", "équipe", "equipe"]),
    (Field::Fact(Fact::Name), &["name", "team name", "teamname"]),
    (
        Field::Fact(Fact::Unit),
        &[
            "unit",
            "department",
            "division",
            "area",
            "bereich",
            "abteilung",
            "unité",
            "département",
        ],
    ),
    (
        Field::Fact(Fact::Owner),
        &[
            "owner",
            "team lead",
            "responsible",
            "verantwortlich",
            "teamleitung",
            "responsable",
        ],
    ),
    (
        Field::Fact(Fact::Assessor),
        &["assessor", "assessed by", "bewertet von", "évaluateur"],
    ),
    (
        Field::Fact(Fact::Date),
        &["date", "assessed on", "assessment date", "datum"],
    ),
    (
        Field::Goal,
        &[
            "goal",
            "id",
            "goal id",
            "question",
            "statement",
            "criterion",
            "practice",
            "requirement",
            "item",
            "ziel",
            "frage",
            "kriterium",
            "anforderung",
            "objectif",
            "critère",
        ],
    ),
    (
        Field::Kpa,
        &[
            "kpa",
            "process area",
            "key process area",
            "prozessgebiet",
            "domaine",
        ],
    ),
    (
        Field::Part(Part::Rating),
        &[
            "rating",
            "answer",
            "value",
            "result",
            "score",
            "bewertung",
            "antwort",
            "ergebnis",
            "wert",
            "réponse",
        ],
    ),
    (
        Field::Part(Part::Note),
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "kommentar",
            "bemerkung",
            "anmerkung",
            "commentaire",
            "remarque",
        ],
    ),
    (
        Field::Part(Part::Evidence),
        &[
            "evidence",
            "proof",
            "link",
            "links",
            "nachweis",
            "nachweise",
            "beleg",
            "preuve",
        ],
    ),
    (
        Field::Part(Part::On),
        &[
            "on",
            "answered on",
            "found on",
            "answer date",
            "beantwortet am",
        ],
    ),
    (Field::Model, &["model", "modell", "modèle"]),
    (Field::Current, &["current"]),
    (
        Field::Ignored,
        &[
            "ignore",
            "level",
            "stage",
            "dimension",
            "weight",
            "status",
            "version",
            "line",
            "kpa-rating",
            "kpa name",
            "stufe",
        ],
    ),
];

/// The words that `--map` takes.
pub fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter_map(|(_, words)| words.first().copied())
}

/// The field of a heading.
pub fn field(heading: &str) -> Option<Field> {
    let heading = key(heading);
    let known = WORDS
        .iter()
        .find(|(_, words)| words.contains(&heading.as_str()));
    known.map(|(field, _)| *field)
}

/// A heading such as `Payments note` or `RM.1: evidence`: what it is about, and which part it holds.
pub fn remark(heading: &str) -> Option<(&str, Part)> {
    let heading = heading.trim_end();
    let (subject, word) = heading.rsplit_once([' ', '-', ':', '/', '_'])?;
    let subject = subject.trim_end_matches([' ', '-', ':', '/', '_']);
    match field(word)? {
        Field::Part(part) if part != Part::Rating && !subject.is_empty() => Some((subject, part)),
        Field::Fact(Fact::Date) if !subject.is_empty() => Some((subject, Part::On)),
        _ => None,
    }
}
