use super::ids::Kind;
use super::levels::Ladder;
use super::reader::Reader;
use super::shape::{ACTIVITY, COMMON_FEATURE, PROFILE, TRANSITION};
use super::types::{
    Activity, CommonFeature, Element, KpaIx, LevelIx, PositionIx, Profile, Transition,
};
use crate::data::{Node, Record, Shape};
use crate::diagnostic::Code;
use crate::tree::Span;

pub(super) fn activities<'a>(
    reader: &mut Reader<'a>,
    record: &Record<'a, 'a>,
    ladder: &Ladder,
) -> Vec<Activity> {
    let mut activities = Vec::new();
    for node in reader.decoder.list_at(record, "activities") {
        let Some(record) = reader.decoder.record(node, &ACTIVITY) else {
            continue;
        };
        let level = whole_level(reader, &record, ladder);
        let stage = match record.get("stage") {
            Some(node) => reader.resolve(node, Kind::Stage),
            None => None,
        };
        let text = reader.decoder.text_at(&record, "text");
        let kpas = kpas(reader, &record);
        if let (Some(level), Some(Element::Stage(stage)), Some(text)) = (level, stage, text) {
            activities.push(Activity {
                level,
                stage,
                text,
                kpas,
            });
        }
    }
    activities
}

/// The level of an activity, which is never a sub-level.
fn whole_level<'a>(
    reader: &mut Reader<'a>,
    record: &Record<'a, 'a>,
    ladder: &Ladder,
) -> Option<LevelIx> {
    let node = record.get("level")?;
    match reader.resolve(node, Kind::Level)? {
        Element::Level(level) => Some(level),
        Element::SubLevel(position) => {
            let position = &ladder.positions[position.ix()];
            let level = &ladder.levels[position.level.ix()].id;
            let message = format!(
                "`{}` is a sub-level, and activities belong to a level",
                position.id
            );
            let place = reader.decoder.place(node.span);
            let diagnostic = reader
                .diagnostic(Code::BadValue, node.span, message, "a sub-level")
                .help(format!("write `{level}`"))
                .fix(place, level.as_str());
            reader.decoder.report(diagnostic);
            None
        }
        _ => None,
    }
}

pub(super) fn common_features<'a>(
    reader: &mut Reader<'a>,
    record: &Record<'a, 'a>,
) -> Vec<CommonFeature> {
    let mut features: Vec<CommonFeature> = Vec::new();
    let mut spans = Vec::new();
    for node in reader.decoder.list_at(record, "common-features") {
        let taken = |id: &str| features.iter().position(|other| other.id == id);
        let own = own_id(reader, node, &COMMON_FEATURE, |id| Some(spans[taken(id)?]));
        if let Some((id, span, record)) = own {
            features.push(CommonFeature {
                name: reader.name(&record, &id),
                question: reader.decoder.text_at(&record, "question"),
                id,
            });
            spans.push(span);
        }
    }
    features
}

pub(super) fn profiles<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Vec<Profile> {
    let mut profiles: Vec<Profile> = Vec::new();
    let mut spans = Vec::new();
    for node in reader.decoder.list_at(record, "profiles") {
        let taken = |id: &str| profiles.iter().position(|other| other.id == id);
        let own = own_id(reader, node, &PROFILE, |id| Some(spans[taken(id)?]));
        if let Some((id, span, record)) = own {
            profiles.push(Profile {
                name: reader.name(&record, &id),
                kpas: kpas(reader, &record),
                id,
            });
            spans.push(span);
        }
    }
    profiles
}

/// A record whose id is unique only among its like; `taken` gives the place of an id in use.
fn own_id<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node<'a>,
    shape: &'static Shape,
    taken: impl Fn(&str) -> Option<Span>,
) -> Option<(String, Span, Record<'a, 'a>)> {
    let record = reader.decoder.record(node, shape)?;
    let id_node = record.get("id")?;
    let id = reader.decoder.id(id_node)?;
    if let Some(first) = taken(&id) {
        let message = format!("the id `{id}` is used twice");
        let diagnostic = reader
            .diagnostic(Code::DuplicateId, id_node.span, message, "used again here")
            .related(reader.decoder.place(first), "first used here");
        reader.decoder.report(diagnostic);
        return None;
    }
    Some((id, id_node.span, record))
}

/// `kpas`, in the order of the model, each once.
fn kpas<'a>(reader: &mut Reader<'a>, record: &Record<'a, 'a>) -> Vec<KpaIx> {
    let mut kpas = Vec::new();
    for node in reader.decoder.items_at(record, "kpas") {
        if let Some(Element::Kpa(kpa)) = reader.resolve(node, Kind::Kpa) {
            kpas.push(kpa);
        }
    }
    kpas.sort_unstable();
    kpas.dedup();
    kpas
}

pub(super) fn transitions<'a>(
    reader: &mut Reader<'a>,
    record: &Record<'a, 'a>,
    ladder: &Ladder,
) -> Vec<Transition> {
    let mut transitions = Vec::new();
    for node in reader.decoder.list_at(record, "transitions") {
        let Some(record) = reader.decoder.record(node, &TRANSITION) else {
            continue;
        };
        if let Some((from, to)) = ends(reader, &record, ladder) {
            transitions.push(transition(reader, &record, from, to));
        }
    }
    transitions.sort_by_key(|transition| (transition.from, transition.to));
    transitions
}

/// Where a transition begins and ends: of a level with sub-levels it leaves the last one, and
/// enters the first one.
fn ends<'a>(
    reader: &mut Reader<'a>,
    record: &Record<'a, 'a>,
    ladder: &Ladder,
) -> Option<(PositionIx, PositionIx)> {
    let (from, to) = (record.get("from"), record.get("to"));
    let begin = from.and_then(|node| reader.resolve(node, Kind::Level));
    let end = to.and_then(|node| reader.resolve(node, Kind::Level));
    let positions = |level: LevelIx| &ladder.levels[level.ix()].positions;
    let begin = match begin? {
        Element::Level(level) => PositionIx(positions(level).end - 1),
        Element::SubLevel(position) => position,
        _ => return None,
    };
    let end = match end? {
        Element::Level(level) => PositionIx(positions(level).start),
        Element::SubLevel(position) => position,
        _ => return None,
    };
    if end <= begin {
        let id = |ix: PositionIx| &ladder.positions[ix.ix()].id;
        let message = format!(
            "the transition from `{}` to `{}` leads to no later level",
            id(begin),
            id(end)
        );
        reader.report(Code::BadValue, to?.span, message, "not a later level");
        return None;
    }
    Some((begin, end))
}

fn transition<'a>(
    reader: &mut Reader<'a>,
    record: &Record<'a, 'a>,
    from: PositionIx,
    to: PositionIx,
) -> Transition {
    Transition {
        from,
        to,
        leads: reader.decoder.text_at(record, "leads"),
        sponsor: reader.decoder.text_at(record, "sponsor"),
        must_agree: reader.decoder.texts_at(record, "must-agree"),
        resistance: reader.decoder.text_at(record, "resistance"),
        wins: reader.decoder.text_at(record, "wins"),
        expertise: reader.decoder.text_at(record, "expertise"),
        change: reader.decoder.text_at(record, "change"),
        elapsed: reader.decoder.text_at(record, "elapsed"),
        one_time_cost: reader.decoder.texts_at(record, "one-time-cost"),
        running_cost: reader.decoder.texts_at(record, "running-cost"),
        costs: reader.decoder.texts_at(record, "costs"),
        benefits: reader.decoder.texts_at(record, "benefits"),
    }
}
