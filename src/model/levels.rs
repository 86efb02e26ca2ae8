use super::ids::Kind;
use super::reader::Reader;
use super::shape::{DIMENSION, LEVEL, STAGE, SUB_LEVEL};
use super::types::{
    Dimension, DimensionIx, Element, Level, LevelIx, Position, PositionIx, Stage, StageIx,
};
use crate::data::{Kind as NodeKind, Node, Record};
use crate::diagnostic::Code;

/// The word that means every stage, so that no stage may be called by it.
pub(super) const ALL_STAGES: &str = "all";

/// The levels and the positions they come down to.
#[derive(Default)]
pub(super) struct Ladder {
    pub levels: Vec<Level>,
    pub positions: Vec<Position>,
}

pub(super) fn dimensions<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Vec<Dimension> {
    let mut dimensions = Vec::new();
    for node in reader.elements(record, "dimensions", Kind::Dimension) {
        let element = Element::Dimension(DimensionIx::new(dimensions.len()));
        if let Some((id, record)) = reader.element(node, &DIMENSION, element, Kind::Dimension) {
            dimensions.push(Dimension {
                name: reader.name(&record, &id),
                question: reader.decoder.text_at(&record, "question"),
                description: reader.decoder.text_at(&record, "description"),
                id,
            });
        }
    }
    dimensions
}

pub(super) fn stages<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Vec<Stage> {
    let mut stages = Vec::new();
    for node in reader.elements(record, "stages", Kind::Stage) {
        let element = Element::Stage(StageIx::new(stages.len()));
        let Some((id, record)) = reader.element(node, &STAGE, element, Kind::Stage) else {
            continue;
        };
        if id == ALL_STAGES
            && let Some(node) = record.get("id")
        {
            let message = "a stage cannot be called `all`".to_owned();
            let diagnostic = reader
                .diagnostic(Code::BadValue, node.span, message, "this word is taken")
                .help("`stages: all` in a KPA means every stage; choose another id");
            reader.decoder.report(diagnostic);
            reader.ids.leave_out(Kind::Stage);
        }
        stages.push(Stage {
            name: reader.name(&record, &id),
            id,
        });
    }
    stages
}

pub(super) fn ladder<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Ladder {
    let mut ladder = Ladder::default();
    let items = reader.elements(record, "levels", Kind::Level);
    if let Some(node) = record.get("levels")
        && matches!(node.kind, NodeKind::List(_))
        && items.len() < 2
    {
        let message = "a model has at least two levels".to_owned();
        let diagnostic = reader
            .diagnostic(Code::BadValue, node.span, message, "too few levels")
            .help("the first level is the base that everybody has; add the levels above it");
        reader.decoder.report(diagnostic);
    }
    for (place, node) in items.iter().enumerate() {
        level(reader, node, place, &mut ladder);
    }
    ladder
}

fn level<'a>(reader: &mut Reader<'a>, node: &'a Node<'a>, place: usize, ladder: &mut Ladder) {
    let ix = LevelIx::new(ladder.levels.len());
    let Some((id, record)) = reader.element(node, &LEVEL, Element::Level(ix), Kind::Level) else {
        // Without a base the next level would be taken for it, and all its KPAs be reported.
        if place == 0 {
            push(ladder, unnamed_base());
        }
        return;
    };
    let number = reader.decoder.count_at(&record, "number");
    let level = Level {
        name: reader.name(&record, &id),
        number: number.unwrap_or(place as u32 + 1),
        focus: reader.decoder.text_at(&record, "focus"),
        description: reader.decoder.text_at(&record, "description"),
        cells: cells(reader, &record),
        positions: 0..0,
        has_sub_levels: false,
        formerly: Vec::new(),
        id,
    };
    let start = ladder.positions.len() as u16;
    sub_levels(reader, &record, &level, ladder);
    let end = ladder.positions.len() as u16;
    if start == end {
        push(ladder, level);
    } else {
        ladder.levels.push(Level {
            positions: start..end,
            has_sub_levels: true,
            ..level
        });
    }
}

/// Adds a level without sub-levels, which is a position itself.
fn push(ladder: &mut Ladder, level: Level) {
    let start = ladder.positions.len() as u16;
    ladder.positions.push(Position {
        id: level.id.clone(),
        name: level.name.clone(),
        short_name: level.name.clone(),
        level: LevelIx::new(ladder.levels.len()),
        number: level.number,
        description: level.description.clone(),
        cells: level.cells.clone(),
        formerly: Vec::new(),
        kpas: Vec::new(),
    });
    ladder.levels.push(Level {
        positions: start..start + 1,
        ..level
    });
}

/// Stands for a base level whose id is wrong or missing.
fn unnamed_base() -> Level {
    Level {
        id: "base".to_owned(),
        name: "Base".to_owned(),
        number: 1,
        focus: None,
        description: None,
        cells: Vec::new(),
        positions: 0..0,
        has_sub_levels: false,
        formerly: Vec::new(),
    }
}

fn sub_levels<'a>(
    reader: &mut Reader<'a>,
    record: &Record<'a, 'a>,
    level: &Level,
    ladder: &mut Ladder,
) {
    let items = reader.elements(record, "sub-levels", Kind::Level);
    if let Some((key, _)) = record.entry("sub-levels")
        && ladder.levels.is_empty()
        && !items.is_empty()
    {
        let message = format!("the base level `{}` has sub-levels", level.id);
        let diagnostic = reader
            .diagnostic(Code::BadValue, key.span, message, "not at the base level")
            .help("everybody has the base level; begin with a level above it");
        reader.decoder.report(diagnostic);
        reader.ids.leave_out(Kind::Level);
        return;
    }
    for node in items {
        let element = Element::SubLevel(PositionIx::new(ladder.positions.len()));
        let Some((id, record)) = reader.element(node, &SUB_LEVEL, element, Kind::Level) else {
            continue;
        };
        let short_name = reader.name(&record, &id);
        ladder.positions.push(Position {
            name: format!("{}: {short_name}", level.name),
            short_name,
            level: LevelIx::new(ladder.levels.len()),
            number: level.number,
            description: reader.decoder.text_at(&record, "description"),
            cells: cells(reader, &record),
            formerly: Vec::new(),
            kpas: Vec::new(),
            id,
        });
    }
}

/// `cells`: texts by dimension, put into the order of the dimensions.
fn cells<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Vec<(DimensionIx, String)> {
    let entries = reader.decoder.map_at(record, "cells");
    let mut cells = Vec::new();
    for (key, value) in entries {
        let Some(Element::Dimension(dimension)) = reader.resolve(key, Kind::Dimension) else {
            continue;
        };
        if !value.is_empty()
            && let Some(text) = reader.decoder.text(value)
        {
            cells.push((dimension, text));
        }
    }
    cells.sort_by_key(|(dimension, _)| *dimension);
    cells
}
