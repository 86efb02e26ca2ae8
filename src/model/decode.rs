use std::sync::Arc;

use super::extras;
use super::ids::Kind;
use super::kpas::{self, Areas};
use super::levels::{self, Ladder};
use super::links;
use super::reader::Reader;
use super::scale;
use super::sections;
use super::shape::MODEL;
use super::types::{Decoded, Element, MaturityModel, ModelSettings, Progression, Unanswered};
use crate::data::Record;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::document::{Document, Parsed};
use crate::tree::{Place, Span};

/// Reads a model file. After an error what is left is put together to a model in which every index
/// is valid, links have no circle and lead to no later position, and every KPA lies above the base;
/// only a KPA may be without goals and a position without KPAs.
pub fn decode(parsed: Parsed<'_>) -> Checked<Decoded> {
    let Parsed {
        front,
        front_span,
        document,
    } = parsed;
    let document = Arc::new(document);
    let unreadable = || Decoded::Unreadable(document.path.stem().to_owned());
    let Some(front) = front else {
        let missing = front_span
            .is_none_or(|span| span.of(&document.text).trim().is_empty())
            .then(|| missing_front_matter(&document));
        return Checked::new(unreadable(), missing.into_iter().collect());
    };
    let mut reader = Reader::new(&document.path, &document.text);
    let Some(record) = reader.decoder.record(&front, &MODEL) else {
        return Checked::new(unreadable(), reader.decoder.diagnostics);
    };
    let Head {
        id,
        id_span,
        version,
    } = head(&mut reader, &record, &document);
    let progression = progression(&mut reader, &record);
    let unanswered = unanswered(&mut reader, &record);
    let scale = scale::read(&mut reader, &record);
    let dimensions = levels::dimensions(&mut reader, &record);
    let stages = levels::stages(&mut reader, &record);
    let mut ladder = levels::ladder(&mut reader, &record);
    if ladder.positions.len() < 2 {
        return Checked::new(Decoded::Unreadable(id), reader.decoder.diagnostics);
    }
    let mut areas = kpas::areas(&mut reader, &record, &mut ladder, stages.len());
    links::link(&mut reader, &mut areas, &ladder);
    check_positions(&mut reader, &ladder, &areas);
    let mut model = MaturityModel {
        name: reader.name(&record, &id),
        id,
        id_span,
        version,
        based_on: reader.decoder.text_at(&record, "based-on"),
        notice: reader.decoder.text_at(&record, "notice"),
        progression,
        unanswered,
        scale,
        dimensions,
        stages,
        activities: extras::activities(&mut reader, &record, &ladder),
        common_features: extras::common_features(&mut reader, &record),
        profiles: extras::profiles(&mut reader, &record),
        transitions: extras::transitions(&mut reader, &record, &ladder),
        levels: ladder.levels,
        positions: ladder.positions,
        kpas: areas.kpas,
        goals: areas.goals,
        settings: ModelSettings::default(),
        narrative: sections::bind(&mut reader, &document),
        digest: document.digest,
        document: document.clone(),
        ids: std::collections::HashMap::new(),
    };
    formerly(&mut reader, &mut model);
    let Reader { ids, decoder, .. } = reader;
    model.ids = ids.into_map();
    Checked::new(Decoded::Model(Arc::new(model)), decoder.diagnostics)
}

struct Head {
    id: String,
    id_span: Span,
    version: String,
}

/// `id` and `version`; where the id is missing or none, the file's name stands for it.
fn head<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>, document: &Document) -> Head {
    let node = record.get("id");
    let id = node.and_then(|node| reader.decoder.id(node));
    let version = reader.decoder.id_at(record, "version");
    Head {
        id: id.unwrap_or_else(|| document.path.stem().to_owned()),
        id_span: node.map_or(record.node.span, |node| node.span),
        version: version.unwrap_or_else(|| "1".to_owned()),
    }
}

fn missing_front_matter(document: &Document) -> Diagnostic {
    let line = document.text.lines().next().unwrap_or("").len();
    let place = Place {
        file: document.path.clone(),
        span: Span::new(0, line),
    };
    Diagnostic::new(Code::MissingFrontMatter, "the model has no front matter")
        .at(place)
        .label("here the keys of the model are missing")
        .help("begin the file with `---`, the keys of the model and another `---`")
}

fn progression<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Progression {
    let words = [
        ("staged", Progression::Staged),
        ("independent", Progression::Independent),
    ];
    reader
        .decoder
        .one_of_at(record, "progression", &words)
        .unwrap_or(Progression::Staged)
}

fn unanswered<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Unanswered {
    let words = [
        ("blocks", Unanswered::Blocks),
        ("counts-as-no", Unanswered::CountsAsNo),
    ];
    reader
        .decoder
        .one_of_at(record, "unanswered", &words)
        .unwrap_or(Unanswered::Blocks)
}

/// Positions above the base without KPAs; not where a KPA that could belong there has an error of
/// its own.
fn check_positions(reader: &mut Reader<'_>, ladder: &Ladder, areas: &Areas<'_>) {
    if !(reader.ids.is_complete(Kind::Kpa) && areas.placed.iter().all(|placed| *placed)) {
        return;
    }
    for position in ladder.positions.iter().skip(1) {
        if !position.kpas.is_empty() {
            continue;
        }
        let span = reader.ids.span(&position.id).unwrap_or_default();
        let message = format!("the level `{}` has no KPAs", position.id);
        let diagnostic = reader
            .diagnostic(Code::EmptyLevel, span, message, "no KPA belongs to it")
            .help(format!("add a KPA with `level: {}`", position.id));
        reader.decoder.report(diagnostic);
    }
}

/// Reads the former ids, last of all: they must not hide or take the place of ids in use.
fn formerly(reader: &mut Reader<'_>, model: &mut MaturityModel) {
    for (element, nodes) in std::mem::take(&mut reader.former) {
        let former = reader.ids.claim_former(&mut reader.decoder, nodes, element);
        match element {
            Element::Level(level) => {
                let level = &mut model.levels[level.ix()];
                if !level.has_sub_levels {
                    model.positions[level.positions.start as usize].formerly = former.clone();
                }
                level.formerly = former;
            }
            Element::SubLevel(position) => model.positions[position.ix()].formerly = former,
            Element::Kpa(kpa) => model.kpas[kpa.ix()].formerly = former,
            Element::Goal(goal) => model.goals[goal.ix()].formerly = former,
            Element::Dimension(_) | Element::Stage(_) => {}
        }
    }
}
