use std::collections::BTreeMap;
use std::sync::Arc;

use super::fields::{Texts, differing};
use super::models::Effects;
use super::pairs::{TeamPair, current, reports};
use super::report::{ToldReport, both, one_sided};
use super::{About, Side};
use crate::assessment::{Team, TeamKind};
use crate::review::record::{Field, Kind, Summary, TeamChange};
use crate::score::{Report, TeamIx};
use crate::tree::{BookPath, Digest};

/// What became of a team.
pub struct ToldTeam {
    /// `None` where there is nothing to tell.
    pub change: Option<TeamChange>,
    kind: Kind,
    reports: Vec<ToldReport>,
}

impl ToldTeam {
    pub fn count(&self, summary: &mut Summary) {
        match self.kind {
            Kind::Added => summary.teams_added += 1,
            Kind::Removed => summary.teams_removed += 1,
            Kind::Modified | Kind::Renamed => {}
        }
        for report in self.reports.iter().filter(|report| report.is_on_both) {
            match report.steps {
                Some(1..) => summary.up += 1,
                Some(..0) => summary.down += 1,
                Some(0) | None => summary.same += 1,
            }
            summary.gaps_opened += report.gaps_opened;
            summary.gaps_closed += report.gaps_closed;
        }
    }
}

pub fn team(
    pair: &TeamPair,
    (base, head): (&Side<'_>, &Side<'_>),
    about: &About<'_>,
    effects: &mut Effects,
) -> ToldTeam {
    let was = pair.base.map(|ix| &*base.evaluation.teams[ix].team);
    let is = pair.head.map(|ix| &*head.evaluation.teams[ix].team);
    let both = was.zip(is);
    let kind = match both {
        None if is.is_some() => Kind::Added,
        None => Kind::Removed,
        Some((was, is)) if was.id != is.id => Kind::Renamed,
        Some(_) => Kind::Modified,
    };
    let (old, new) = (all(base, pair.base), all(head, pair.head));
    let mut told = told(current(old, new), (base, head), effects);
    let changes: Vec<_> = told
        .iter_mut()
        .filter_map(|one| one.change.take())
        .collect();
    let partial = base.is_partial() || head.is_partial();
    let fields = both.map_or(Vec::new(), |(was, is)| fields(was, is, partial));
    let prose = both.is_some_and(|(was, is)| !partial && text(was) != text(is));
    let older = both.map_or(0, |_| if partial { 0 } else { older(old, new) });
    let is_told =
        kind != Kind::Modified || prose || older > 0 || !fields.is_empty() || !changes.is_empty();
    let change = is.or(was).filter(|_| is_told).map(|team| TeamChange {
        id: team.id.clone(),
        name: team.name.clone(),
        change: kind,
        formerly: was
            .filter(|_| kind == Kind::Renamed)
            .map(|was| was.id.clone()),
        twin: None,
        file: team.file.to_string(),
        page: page(head, pair.head),
        owners: (about.owners)(&format!("{}{}", about.prefix, team.file)),
        fields,
        prose,
        older,
        reports: changes,
    });
    ToldTeam {
        change,
        kind,
        reports: told,
    }
}

/// All reports of a team, the older ones too.
fn all<'s>(side: &'s Side<'_>, team: Option<TeamIx>) -> &'s [Arc<Report>] {
    team.map_or(&[], |team| reports(side.evaluation, team))
}

fn told(
    pairs: Vec<(Option<&Report>, Option<&Report>)>,
    sides: (&Side<'_>, &Side<'_>),
    effects: &mut Effects,
) -> Vec<ToldReport> {
    let told = pairs.into_iter().filter_map(|pair| match pair {
        (Some(was), Some(is)) => Some(both(was, is, sides, effects)),
        (Some(was), None) => Some(one_sided(was, Kind::Removed)),
        (None, Some(is)) => Some(one_sided(is, Kind::Added)),
        (None, None) => None,
    });
    told.collect()
}

/// The address of the team's page.
fn page(head: &Side<'_>, team: Option<TeamIx>) -> Option<String> {
    let report = *head.evaluation.teams[team?].current.first()?;
    Some(head.site?.reports.get(report)?.encoded())
}

/// The team's own text, where it has one beside its assessments.
fn text(team: &Team) -> Option<&str> {
    team.document
        .as_deref()
        .map(|document| document.body_text())
}

/// A saved export has neither owner nor targets.
fn fields(was: &Team, is: &Team, partial: bool) -> Vec<Field> {
    let mut fields = differing(texts(was), texts(is));
    fields.retain(|field| !partial || !matches!(&*field.name, "owner" | "target"));
    fields
}

fn texts(team: &Team) -> Texts {
    let kind = match &team.kind {
        TeamKind::Team => "team".to_owned(),
        TeamKind::Vendor { product, version } => match version {
            Some(version) => format!("vendor, {product} {version}"),
            None => format!("vendor, {product}"),
        },
    };
    let targets = team.targets.iter().map(|target| match &target.model {
        Some(model) => format!("{model} {}", target.level),
        None => target.level.clone(),
    });
    let targets: Vec<String> = targets.collect();
    let some = |text: String| (!text.is_empty()).then_some(text);
    vec![
        ("name", Some(team.name.clone())),
        ("unit", some(team.unit.join(" / "))),
        ("owner", team.owner.clone()),
        ("kind", Some(kind)),
        ("target", some(targets.join(", "))),
    ]
}

/// How many assessments that are not current, on either side, came, went or changed. The one that was
/// current and stays as it is counts for nothing.
fn older(was: &[Arc<Report>], is: &[Arc<Report>]) -> u32 {
    fn by_key(
        reports: &[Arc<Report>],
    ) -> BTreeMap<(&str, jiff::civil::Date), (&BookPath, Digest, bool)> {
        let told = reports.iter().map(|report| {
            let assessment = &report.assessment;
            let key = (assessment.model.id.as_str(), assessment.date);
            let about = (
                assessment.file(),
                assessment.document.digest,
                report.current,
            );
            (key, about)
        });
        told.collect()
    }
    let (old, new) = (by_key(was), by_key(is));
    let gone_or_changed = old
        .iter()
        .filter(|(key, (_, digest, current))| match new.get(*key) {
            None => !current,
            Some((_, now, is_current)) => !is_current && digest != now,
        });
    let added = new
        .iter()
        .filter(|(key, (_, _, current))| !current && !old.contains_key(*key));
    (gone_or_changed.count() + added.count()) as u32
}
