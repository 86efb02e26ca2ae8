use super::ids::Kind;
use super::kpas::Areas;
use super::levels::Ladder;
use super::reader::Reader;
use super::shape::LINK;
use super::types::{Element, KpaIx, KpaLink};
use crate::data::{Kind as NodeKind, Node};
use crate::diagnostic::Code;
use crate::tree::Span;

/// Fills in `depends-on` and `superseded-by`. Wrong links are reported and left out, so that what
/// stays leads to earlier or equal positions and has no circle.
pub(super) fn link<'a>(reader: &mut Reader<'a>, areas: &mut Areas<'a>, ladder: &Ladder) {
    let mut spans = Vec::with_capacity(areas.kpas.len());
    for ix in 0..areas.kpas.len() {
        let kpa = KpaIx::new(ix);
        areas.kpas[ix].superseded_by = superseded_by(reader, areas, kpa);
        let (links, places) = depends_on(reader, areas, ladder, kpa);
        areas.kpas[ix].depends_on = links;
        spans.push(places);
    }
    for circle in circles(areas) {
        let span = spans[circle.from][circle.edge];
        report_circle(reader, areas, &circle.path, span);
    }
}

fn superseded_by<'a>(reader: &mut Reader<'a>, areas: &Areas<'a>, kpa: KpaIx) -> Vec<KpaLink> {
    let mut links: Vec<KpaLink> = Vec::new();
    let record = areas.records[kpa.ix()];
    for node in reader.decoder.items_at(&record, "superseded-by") {
        let Some((link, span)) = read_link(reader, node) else {
            continue;
        };
        if link.kpa == kpa {
            let id = &areas.kpas[kpa.ix()].id;
            let message = format!("the KPA `{id}` is named as an alternative to itself");
            reader.report(Code::BadValue, span, message, "the KPA itself");
        } else if links.iter().all(|other| other.kpa != link.kpa) {
            links.push(link);
        }
    }
    links
}

fn depends_on<'a>(
    reader: &mut Reader<'a>,
    areas: &Areas<'a>,
    ladder: &Ladder,
    kpa: KpaIx,
) -> (Vec<KpaLink>, Vec<Span>) {
    let mut links: Vec<KpaLink> = Vec::new();
    let mut spans = Vec::new();
    let record = areas.records[kpa.ix()];
    for node in reader.decoder.items_at(&record, "depends-on") {
        let Some((link, span)) = read_link(reader, node) else {
            continue;
        };
        let later = areas.kpas[link.kpa.ix()].position > areas.kpas[kpa.ix()].position;
        if later {
            if areas.placed[kpa.ix()] && areas.placed[link.kpa.ix()] {
                report_later(reader, areas, ladder, (kpa, link.kpa), span);
            }
        } else if links.iter().all(|other| other.kpa != link.kpa) {
            links.push(link);
            spans.push(span);
        }
    }
    (links, spans)
}

/// An id, or `{ kpa, why }`; with the place of the id.
fn read_link<'a>(reader: &mut Reader<'a>, node: &'a Node<'a>) -> Option<(KpaLink, Span)> {
    let (node, why) = if matches!(node.kind, NodeKind::Map(_)) {
        let record = reader.decoder.record(node, &LINK)?;
        (record.get("kpa")?, reader.decoder.text_at(&record, "why"))
    } else {
        (node, None)
    };
    match reader.resolve(node, Kind::Kpa)? {
        Element::Kpa(kpa) => Some((KpaLink { kpa, why }, node.span)),
        _ => None,
    }
}

fn report_later(
    reader: &mut Reader<'_>,
    areas: &Areas<'_>,
    ladder: &Ladder,
    (kpa, other): (KpaIx, KpaIx),
    span: Span,
) {
    let (kpa, other) = (&areas.kpas[kpa.ix()], &areas.kpas[other.ix()]);
    let level = |position: super::types::PositionIx| &ladder.positions[position.ix()].id;
    let message = format!(
        "the KPA `{}` of level `{}` depends on `{}` of the later level `{}`",
        kpa.id,
        level(kpa.position),
        other.id,
        level(other.position)
    );
    let diagnostic = reader
        .diagnostic(Code::DependencyLater, span, message, "of a later level")
        .help("a dependency points to the same or a lower level");
    reader.decoder.report(diagnostic);
}

/// A circle that was found, and the dependency that closed it.
struct Circle {
    /// From the KPA that is depended on again to the one that does so.
    path: Vec<KpaIx>,
    from: usize,
    /// The place of the dependency among those that were read.
    edge: usize,
}

/// Finds circles by a depth-first walk in model order and removes the dependency that closes each.
fn circles(areas: &mut Areas<'_>) -> Vec<Circle> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; areas.kpas.len()];
    let mut found = Vec::new();
    for start in 0..areas.kpas.len() {
        if state[start] != State::New {
            continue;
        }
        // Each entry: a KPA and the next of its dependencies to look at.
        let mut path = vec![(start, 0)];
        state[start] = State::Open;
        while let Some((kpa, edge)) = path.pop() {
            let Some(link) = areas.kpas[kpa].depends_on.get(edge) else {
                state[kpa] = State::Done;
                continue;
            };
            let next = link.kpa.ix();
            path.push((kpa, edge + 1));
            match state[next] {
                State::New => {
                    state[next] = State::Open;
                    path.push((next, 0));
                }
                State::Open => {
                    let begin = path.iter().position(|(on, _)| *on == next).unwrap_or(0);
                    found.push(Circle {
                        path: path[begin..]
                            .iter()
                            .map(|(on, _)| KpaIx::new(*on))
                            .collect(),
                        from: kpa,
                        edge,
                    });
                }
                State::Done => {}
            }
        }
    }
    for circle in &found {
        let closes = circle.path.first().copied();
        areas.kpas[circle.from]
            .depends_on
            .retain(|link| Some(link.kpa) != closes);
    }
    found
}

fn report_circle(reader: &mut Reader<'_>, areas: &Areas<'_>, path: &[KpaIx], span: Span) {
    let names: Vec<_> = path
        .iter()
        .chain(path.first())
        .map(|kpa| format!("`{}`", areas.kpas[kpa.ix()].id))
        .collect();
    let (message, help) = if path.len() == 1 {
        let message = format!("the KPA {} depends on itself", names[0]);
        (message, "remove this dependency")
    } else {
        let circle = names.join(" needs ");
        let message = format!("KPAs depend on each other in a circle: {circle}");
        (message, "remove one of these dependencies")
    };
    let diagnostic = reader
        .diagnostic(Code::DependencyCycle, span, message, "closes the circle")
        .help(help);
    reader.decoder.report(diagnostic);
}
