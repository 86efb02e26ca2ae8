use super::ids::Kind;
use super::levels::{ALL_STAGES, Ladder};
use super::reader::Reader;
use super::shape::{GOAL, KPA, REFERENCE};
use super::types::{
    Effort, Element, Goal, GoalIx, KeyProcessArea, KpaIx, PositionIx, Reference, StageIx,
};
use crate::data::{Kind as NodeKind, Node, Record};
use crate::diagnostic::Code;

/// The KPAs and goals as they were read, with what the later checks need.
#[derive(Default)]
pub(super) struct Areas<'a> {
    pub kpas: Vec<KeyProcessArea>,
    pub goals: Vec<Goal>,
    /// By KPA: its record, for the links to other KPAs.
    pub records: Vec<Record<'a, 'a>>,
    /// By KPA: whether its position is the one that the file means.
    pub placed: Vec<bool>,
}

/// Reads all KPAs. A KPA whose level is wrong is kept at the first position above the base, so that
/// answers to it are still read; it is marked as not placed.
pub(super) fn areas<'a>(
    reader: &mut Reader<'a>,
    record: &Record<'a, 'a>,
    ladder: &mut Ladder,
    stages: usize,
) -> Areas<'a> {
    let mut areas = Areas::default();
    for node in reader.elements(record, "kpas", Kind::Kpa) {
        area(reader, node, ladder, stages, &mut areas);
    }
    for (ix, kpa) in areas.kpas.iter().enumerate() {
        ladder.positions[kpa.position.ix()]
            .kpas
            .push(KpaIx::new(ix));
    }
    areas
}

fn area<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node<'a>,
    ladder: &Ladder,
    stages: usize,
    areas: &mut Areas<'a>,
) {
    let ix = KpaIx::new(areas.kpas.len());
    let Some((id, record)) = reader.element(node, &KPA, Element::Kpa(ix), Kind::Kpa) else {
        return;
    };
    let position = position(reader, &record, ladder, &id);
    let dimension = match record.get("dimension") {
        Some(node) => reader.resolve(node, Kind::Dimension),
        None => None,
    };
    let kpa = KeyProcessArea {
        name: reader.name(&record, &id),
        position: position.unwrap_or(PositionIx(1)),
        dimension: match dimension {
            Some(Element::Dimension(dimension)) => Some(dimension),
            _ => None,
        },
        stages: stages_of(reader, &record, stages),
        purpose: reader.decoder.text_at(&record, "purpose"),
        owner: reader.decoder.text_at(&record, "owner"),
        roles: reader.decoder.texts_at(&record, "roles"),
        effort: effort(reader, &record),
        weight: reader.weight(&record),
        depends_on: Vec::new(),
        superseded_by: Vec::new(),
        not_applicable_allowed: not_applicable(reader, &record),
        first_step: reader.decoder.text_at(&record, "first-step"),
        origin: reader.decoder.text_at(&record, "origin"),
        references: references(reader, &record),
        practices: practices(reader, &record),
        goals: goals(reader, &record, ix, areas),
        formerly: Vec::new(),
        span: node.span,
        line: reader.line(node.span),
        id,
    };
    check_goals(reader, &record, &kpa);
    areas.kpas.push(kpa);
    areas.records.push(record);
    areas.placed.push(position.is_some());
}

/// The position that `level` names. `None`, and reported, where KPAs cannot lie there.
fn position<'a>(
    reader: &mut Reader<'a>,
    record: &Record<'a, 'a>,
    ladder: &Ladder,
    kpa: &str,
) -> Option<PositionIx> {
    let node = record.get("level")?;
    match reader.resolve(node, Kind::Level)? {
        Element::SubLevel(position) => Some(position),
        Element::Level(level) if level.ix() == 0 => {
            let level = &ladder.levels[0].id;
            let message = format!("the KPA `{kpa}` belongs to the base level `{level}`");
            let mut diagnostic =
                reader.diagnostic(Code::KpaOnBaseLevel, node.span, message, "the base level");
            if let Some(next) = ladder.positions.get(1) {
                let help = format!(
                    "everybody has the base level; the lowest level for a KPA is `{}`",
                    next.id
                );
                diagnostic = diagnostic.help(help);
            }
            reader.decoder.report(diagnostic);
            None
        }
        Element::Level(level) => {
            let level = &ladder.levels[level.ix()];
            if !level.has_sub_levels {
                return Some(PositionIx(level.positions.start));
            }
            let message = format!(
                "the KPA `{kpa}` belongs to level `{}`, which has sub-levels",
                level.id
            );
            let range = level.positions.start as usize..level.positions.end as usize;
            let ids: Vec<_> = ladder.positions[range]
                .iter()
                .map(|position| format!("`{}`", position.id))
                .collect();
            let diagnostic = reader
                .diagnostic(Code::KpaOnParentLevel, node.span, message, "has sub-levels")
                .help(format!("choose one of {}", ids.join(", ")));
            reader.decoder.report(diagnostic);
            None
        }
        _ => None,
    }
}

/// `stages`, in the order of the model, each once; `all` means every stage.
fn stages_of<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>, count: usize) -> Vec<StageIx> {
    let mut stages = Vec::new();
    for node in reader.decoder.items_at(record, "stages") {
        if node.text() == Some(ALL_STAGES) {
            stages.extend((0..count).map(StageIx::new));
        } else if let Some(Element::Stage(stage)) = reader.resolve(node, Kind::Stage) {
            stages.push(stage);
        }
    }
    stages.sort_unstable();
    stages.dedup();
    stages
}

fn effort<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Effort {
    let words = [("S", Effort::S), ("M", Effort::M), ("L", Effort::L)];
    reader
        .decoder
        .one_of_at(record, "effort", &words)
        .unwrap_or(Effort::M)
}

fn not_applicable<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> bool {
    let words = [("allowed", true), ("forbidden", false)];
    reader
        .decoder
        .one_of_at(record, "not-applicable", &words)
        .unwrap_or(false)
}

fn references<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Vec<Reference> {
    let mut references = Vec::new();
    for node in reader.decoder.list_at(record, "references") {
        let Some(record) = reader.decoder.record(node, &REFERENCE) else {
            continue;
        };
        let model = reader.decoder.text_at(&record, "model");
        if let (Some(model), Some(id)) = (model, reader.decoder.text_at(&record, "id")) {
            references.push(Reference { model, id });
        }
    }
    references
}

fn practices<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Vec<(String, u32)> {
    let entries = reader.decoder.map_at(record, "practices");
    let mut practices = Vec::new();
    for (key, value) in entries {
        let key = reader.decoder.text(key);
        if let (Some(key), Some(count)) = (key, reader.decoder.count(value)) {
            practices.push((key, count));
        }
    }
    practices
}

fn goals<'a>(
    reader: &mut Reader<'a>,
    record: &Record<'a, 'a>,
    kpa: KpaIx,
    areas: &mut Areas<'a>,
) -> std::ops::Range<u16> {
    let start = areas.goals.len() as u16;
    for node in reader.decoder.list_at(record, "goals") {
        let ix = GoalIx::new(areas.goals.len());
        let Some((id, record)) = reader.element(node, &GOAL, Element::Goal(ix), Kind::Goal) else {
            continue;
        };
        let statement = reader.decoder.text_at(&record, "statement");
        areas.goals.push(Goal {
            kpa,
            statement: statement.unwrap_or_else(|| id.clone()),
            question: reader.decoder.text_at(&record, "question"),
            evidence: reader.decoder.texts_at(&record, "evidence"),
            weight: reader.weight(&record),
            formerly: Vec::new(),
            line: reader.line(node.span),
            id,
        });
    }
    start..areas.goals.len() as u16
}

/// A KPA without goals; not where its goals were left out after errors of their own, or where an
/// unknown key may be meant for them.
fn check_goals<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>, kpa: &KeyProcessArea) {
    let none = match record.get("goals").map(|node| &node.kind) {
        None => !reader.has_unknown_key(record),
        Some(NodeKind::List(items)) => items.is_empty(),
        Some(_) => false,
    };
    if none && let Some(id) = record.get("id") {
        let message = format!("the KPA `{}` has no goals", kpa.id);
        let diagnostic = reader
            .diagnostic(Code::EmptyKpa, id.span, message, "no goals")
            .help(format!(
                "add `goals: [{{ id: {}.1, statement: … }}]`",
                kpa.id
            ));
        reader.decoder.report(diagnostic);
    }
}
