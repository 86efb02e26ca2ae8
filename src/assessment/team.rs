use std::sync::Arc;

use super::context::{Context, Introduction};
use super::shape::TEAM;
use super::{Team, TeamKind, TeamTarget};
use crate::data::{Decoder, Kind, Node, Record};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::MaturityModel;
use crate::tree::{BookPath, Digest, Span, is_slug, readable_name, slug};

#[derive(Clone, Copy)]
enum KindWord {
    Team,
    Vendor,
}

const KINDS: &[(&str, KindWord)] = &[("team", KindWord::Team), ("vendor", KindWord::Vendor)];

/// A team of which no file says anything.
pub(super) fn default_team(id: &str, file: &BookPath) -> Team {
    Team {
        id: id.to_owned(),
        name: readable_name(id),
        unit: Vec::new(),
        owner: None,
        kind: TeamKind::Team,
        targets: Vec::new(),
        formerly: Vec::new(),
        slug: derived_slug(id).unwrap_or_else(|| stand_in_slug(id)),
        title: None,
        description: None,
        file: file.clone(),
        span: Span::default(),
        document: None,
    }
}

/// The address part that an id gives; `None` where it gives none that can be used.
pub(super) fn derived_slug(id: &str) -> Option<String> {
    if is_slug(id) {
        return Some(id.to_owned());
    }
    Some(slug(id)).filter(|slug| is_slug(slug))
}

/// Keeps a preview going where an error has been reported.
fn stand_in_slug(id: &str) -> String {
    format!("team-{}", &Digest::of(id.as_bytes()).hex()[..8])
}

/// The error for an id that gives no address.
pub(super) fn no_slug(id: &str) -> Diagnostic {
    Diagnostic::new(
        Code::BadSlug,
        format!("the name `{id}` gives no address for the team's page"),
    )
    .help("write `slug:` under `team:`, with a-z, 0-9 and `-`, or rename the file")
}

/// Reads the `team:` entry of a file. Without one the team is known by its id alone.
pub(super) fn introduce(
    decoder: &mut Decoder<'_>,
    entry: Option<(&Node<'_>, &Node<'_>)>,
    id: &str,
    context: &Context<'_>,
) -> Introduction {
    let mut team = default_team(id, decoder.file);
    let mut formerly = Vec::new();
    let mut own_slug = None;
    if let Some((key, value)) = entry {
        team.span = Span {
            start: key.span.start,
            end: value.span.end.max(key.span.end),
        };
        match &value.kind {
            _ if value.is_empty() => {}
            Kind::Scalar { .. } => set_name(&mut team, decoder.text(value)),
            _ => {
                if let Some(record) = decoder.record(value, &TEAM) {
                    fill(&mut team, decoder, &record, context);
                    formerly = former_ids(&mut team, decoder, record.get("formerly"));
                    own_slug = record.get("slug");
                }
            }
        }
    }
    set_slug(&mut team, decoder, own_slug);
    Introduction {
        team: Arc::new(team),
        formerly,
    }
}

fn set_name(team: &mut Team, name: Option<String>) {
    if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
        team.name = name.trim().to_owned();
    }
}

fn fill(
    team: &mut Team,
    decoder: &mut Decoder<'_>,
    record: &Record<'_, '_>,
    context: &Context<'_>,
) {
    if let Some(node) = record.get("name") {
        set_name(team, decoder.text(node));
    }
    if let Some(node) = record.get("unit") {
        team.unit = decoder.texts(node);
        team.unit.retain(|unit| !unit.trim().is_empty());
    }
    team.owner = record.get("owner").and_then(|node| decoder.text(node));
    team.kind = kind(decoder, record, &team.name);
    if let Some(node) = record.get("target") {
        team.targets = targets(decoder, node, context);
    }
}

fn kind(decoder: &mut Decoder<'_>, record: &Record<'_, '_>, name: &str) -> TeamKind {
    let word = record
        .get("kind")
        .and_then(|node| decoder.one_of(node, KINDS))
        .unwrap_or(KindWord::Team);
    match word {
        KindWord::Vendor => {
            let product = record.get("product").and_then(|node| decoder.text(node));
            if record.get("product").is_none() {
                let span = record.entry("kind").map(|(key, value)| Span {
                    start: key.span.start,
                    end: value.span.end,
                });
                let diagnostic = Diagnostic::new(Code::MissingKey, "a vendor needs a `product`")
                    .at(decoder.place(span.unwrap_or(record.node.span)))
                    .help("write `product:` with the name of what is assessed");
                decoder.report(diagnostic);
            }
            TeamKind::Vendor {
                product: product.unwrap_or_else(|| name.to_owned()),
                version: record.get("version").and_then(|node| decoder.text(node)),
            }
        }
        KindWord::Team => {
            let wrong_kind = ["product", "version"]
                .into_iter()
                .find_map(|key| Some((key, record.entry(key)?)));
            // A misspelt kind has been reported, and may well mean a vendor.
            if let Some((key, (node, _))) = wrong_kind
                && record.get("kind").is_none_or(|n| n.text() == Some("team"))
            {
                let diagnostic = Diagnostic::new(
                    Code::UnknownKey,
                    format!("`{key}` belongs to a vendor, and this is a team of your own"),
                )
                .at(decoder.place(node.span))
                .help("write `kind: vendor`, or remove the key");
                decoder.report(diagnostic);
            }
            TeamKind::Team
        }
    }
}

/// `target: 3` for the default model, or a map from models to levels.
fn targets(decoder: &mut Decoder<'_>, node: &Node<'_>, context: &Context<'_>) -> Vec<TeamTarget> {
    if matches!(node.kind, Kind::Scalar { .. }) {
        let model = context.default_model.and_then(|m| context.registry.find(m));
        return target(decoder, node, model.map(Arc::as_ref))
            .map(|level| TeamTarget {
                model: None,
                level,
                span: node.span,
            })
            .into_iter()
            .collect();
    }
    let mut targets = Vec::new();
    for (key, value) in decoder.map(node).unwrap_or_default() {
        let Some(name) = key.text() else { continue };
        let Some(model) = context.registry.find(name) else {
            if !context.registry.is_unreadable(name) {
                decoder.report(unknown_model(decoder, name, key.span, context));
            }
            continue;
        };
        if value.is_empty() {
            continue;
        }
        targets.extend(target(decoder, value, Some(model)).map(|level| TeamTarget {
            model: Some(name.to_owned()),
            level,
            span: value.span,
        }));
    }
    targets
}

fn target(
    decoder: &mut Decoder<'_>,
    node: &Node<'_>,
    model: Option<&MaturityModel>,
) -> Option<String> {
    let level = decoder.text(node)?;
    match model {
        Some(model) if model.target(&level).is_none() => {
            decoder.report(unknown_target(decoder, &level, node.span, model));
            None
        }
        _ => Some(level),
    }
}

/// The error for a target that is no level.
pub(super) fn unknown_target(
    decoder: &Decoder<'_>,
    level: &str,
    span: Span,
    model: &MaturityModel,
) -> Diagnostic {
    let levels = || {
        model.levels.iter().flat_map(|level| {
            let subs =
                &model.positions[level.positions.start as usize..level.positions.end as usize];
            let subs = subs.iter().filter(|_| level.has_sub_levels);
            std::iter::once(level.id.as_str()).chain(subs.map(|sub| sub.id.as_str()))
        })
    };
    let list: Vec<&str> = levels().collect();
    Diagnostic::new(
        Code::UnknownTarget,
        format!("`{level}` is no level of `{}`", model.name_with_version()),
    )
    .at(decoder.place(span))
    .label("unknown level")
    .suggest(level, levels())
    .help(format!("its levels are `{}`", list.join("`, `")))
}

/// The error for a model, or a version of one, that the book does not have.
pub(super) fn unknown_model(
    decoder: &Decoder<'_>,
    name: &str,
    span: Span,
    context: &Context<'_>,
) -> Diagnostic {
    let models = &context.registry.models;
    let place = decoder.place(span);
    let id = name.split('@').next().unwrap_or(name);
    let versions: Vec<String> = models
        .iter()
        .filter(|model| model.id == id)
        .map(|model| format!("`{}`", model.name_with_version()))
        .collect();
    if !versions.is_empty() {
        return Diagnostic::new(
            Code::UnknownModel,
            format!("the book does not have this version of `{id}`: `{name}`"),
        )
        .at(place)
        .label("unknown version")
        .help(format!("it has {}", versions.join(", ")));
    }
    let mut ids: Vec<&str> = models.iter().map(|model| model.id.as_str()).collect();
    ids.dedup();
    Diagnostic::new(
        Code::UnknownModel,
        format!("the book has no model `{name}`"),
    )
    .at(place)
    .label("unknown model")
    .suggest(id, ids.iter().copied())
    .help(format!("it has `{}`", ids.join("`, `")))
}

fn former_ids(team: &mut Team, decoder: &mut Decoder<'_>, node: Option<&Node<'_>>) -> Vec<Span> {
    let Some(node) = node else { return Vec::new() };
    let mut spans = Vec::new();
    let nodes = match &node.kind {
        Kind::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    for node in nodes {
        let Some(id) = decoder.text(node) else {
            continue;
        };
        if derived_slug(&id).is_none() {
            let diagnostic = Diagnostic::new(
                Code::BadSlug,
                format!("the former id `{id}` never had an address"),
            )
            .at(decoder.place(node.span))
            .help("write the file's or folder's name that the team had");
            decoder.report(diagnostic);
            continue;
        }
        team.formerly.push(id);
        spans.push(node.span);
    }
    spans
}

fn set_slug(team: &mut Team, decoder: &mut Decoder<'_>, own: Option<&Node<'_>>) {
    match own {
        Some(node) => {
            let Some(text) = decoder.text(node) else {
                return;
            };
            if is_slug(&text) {
                team.slug = text;
                return;
            }
            let mut diagnostic = Diagnostic::new(
                Code::BadSlug,
                format!("`{text}` cannot be a part of an address"),
            )
            .at(decoder.place(node.span))
            .label("a-z, 0-9 and `-`, at most 80");
            if let Some(usable) = derived_slug(&text) {
                diagnostic = diagnostic
                    .help(format!("write `{usable}`"))
                    .fix(decoder.place(node.span), usable);
            }
            decoder.report(diagnostic);
        }
        None if derived_slug(&team.id).is_none() => {
            let diagnostic = no_slug(&team.id).at(decoder.place(team.span));
            decoder.report(diagnostic);
        }
        None => {}
    }
}
