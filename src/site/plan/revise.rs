//! The plan of a book in which only texts and answers have changed.

use std::sync::Arc;

use super::{PlanInput, Planned};
use crate::assessment::EvidenceTarget;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::score::{Evaluation, Portfolio, Report, TeamStanding};
use crate::site::check::Neighbours;
use crate::site::links::Resolved;
use crate::site::{Listing, PageDoc, Site};

/// The plan made anew for changed texts and answers, at a fraction of the cost of [`super::plan`]
/// and with the same result; `None` where more has changed than that: pages, addresses, headings
/// that links may aim at, or a file that something is or was wrong with. `before` was planned with
/// the same settings, models, theme files, drafts and paths of sources, for the evaluation
/// `evaluated`.
pub fn revise(before: &Planned, evaluated: &Evaluation, input: &PlanInput<'_>) -> Option<Planned> {
    let changed = changed_texts(&before.site, evaluated, input)?;
    let listings = listings(&before.site, evaluated, input.evaluation)?;
    if before.diagnostics.iter().any(|one| touches(one, &changed)) {
        return None;
    }
    let mut site = (*before.site).clone();
    site.listings = listings;
    site.documents.clone_from(&input.documents);
    for document in &changed {
        put(&mut site, document)?;
    }
    if is_evidence_in_doubt(&site, evaluated, input.evaluation) {
        return None;
    }
    let neighbours = Neighbours::new(&site);
    let found: Vec<Diagnostic> = changed
        .iter()
        .flat_map(|document| site.check_links(document, &neighbours))
        .collect();
    let mut diagnostics = before.diagnostics.clone();
    diagnostics.extend(found);
    Some(Planned {
        site: Arc::new(site),
        diagnostics,
    })
}

type Text = Arc<Document>;

/// The texts that are other ones than before; `None` where more has changed.
fn changed_texts(site: &Site, before: &Evaluation, input: &PlanInput<'_>) -> Option<Vec<Text>> {
    let now = input.evaluation;
    if before.teams.len() != now.teams.len()
        || before.reports.len() != now.reports.len()
        || before.portfolios.len() != now.portfolios.len()
        || site.documents.len() != input.documents.len()
    {
        return None;
    }
    let mut changed = Vec::new();
    for (old, new) in before.teams.iter().zip(&now.teams) {
        changed.extend(team(old, new)?);
    }
    for (old, new) in before.reports.iter().zip(&now.reports) {
        changed.extend(report(old, new)?);
    }
    for (old, new) in site.documents.iter().zip(&input.documents) {
        changed.extend(page(old, new)?);
    }
    let is_same = |(old, new): (&Arc<Portfolio>, &Arc<Portfolio>)| {
        let units = || old.units.iter().zip(&new.units);
        Arc::ptr_eq(&old.model, &new.model)
            && old.units.len() == new.units.len()
            && units().all(|(old, new)| old.path == new.path)
    };
    let portfolios = before.portfolios.iter().zip(&now.portfolios);
    // A text of a one-file team is both the team's and the assessment's.
    changed.sort_by(|a: &Text, b| a.path.cmp(&b.path));
    changed.dedup_by(|a, b| Arc::ptr_eq(a, b));
    portfolios.into_iter().all(is_same).then_some(changed)
}

/// `None`: the change is more than one of texts and answers. `Some(None)`: there is none.
type Compared = Option<Option<Text>>;

fn team(old: &Arc<TeamStanding>, new: &Arc<TeamStanding>) -> Compared {
    if Arc::ptr_eq(old, new) {
        return Some(None);
    }
    if old.current != new.current {
        return None;
    }
    let (old, new) = (&old.team, &new.team);
    let same = old.id == new.id
        && old.slug == new.slug
        && old.file == new.file
        && old.unit == new.unit
        && old.formerly == new.formerly
        && (old.formerly.is_empty() || old.span == new.span);
    match (&old.document, &new.document) {
        (Some(old), Some(new)) if same => text(old, new),
        (None, None) if same => Some(None),
        _ => None,
    }
}

fn report(old: &Arc<Report>, new: &Arc<Report>) -> Compared {
    if Arc::ptr_eq(old, new) {
        return Some(None);
    }
    let (before, now) = (&old.assessment, &new.assessment);
    if old.team != new.team || old.current != new.current {
        return None;
    }
    let scope = |report: &Report| -> Vec<bool> {
        let kpas = report.card.kpas.iter();
        kpas.map(|kpa| kpa.in_scope).collect()
    };
    let same = Arc::ptr_eq(&before.model, &now.model)
        && before.date == now.date
        && scope(old) == scope(new);
    if same {
        text(&before.document, &now.document)
    } else {
        None
    }
}

fn page(old: &PageDoc, new: &PageDoc) -> Compared {
    let has_redirects = !old.meta.redirect_from.is_empty();
    if Arc::ptr_eq(&old.document, &new.document) {
        return Some(None);
    }
    if old.meta != new.meta || has_redirects || old.title_anchor() != new.title_anchor() {
        return None;
    }
    text(&old.document, &new.document)
}

/// A text that offers links the same parts as before.
fn text(old: &Text, new: &Text) -> Compared {
    if Arc::ptr_eq(old, new) {
        return Some(None);
    }
    let headings = || old.headings.iter().zip(&new.headings);
    let same = old.path == new.path
        && old.headings.len() == new.headings.len()
        && headings().all(|(old, new)| {
            old.level == new.level
                && old.text == new.text
                && old.sanitized == new.sanitized
                && old.anchor == new.anchor
                && old.explicit == new.explicit
                && old.nested == new.nested
        });
    same.then(|| Some(Arc::clone(new)))
}

/// The lists of teams in their new order, where they are cut into as many pages as before.
fn listings(site: &Site, before: &Evaluation, now: &Evaluation) -> Option<Vec<Listing>> {
    let pages = |listing: &Listing| {
        let units = listing.unit_pages.iter().map(Vec::len);
        (listing.pages.len(), units.collect::<Vec<_>>())
    };
    let mut listings = Vec::with_capacity(now.portfolios.len());
    for (ix, portfolio) in now.portfolios.iter().enumerate() {
        let old = site.listings.get(ix)?;
        if before.portfolios[ix].all.ranked == portfolio.all.ranked {
            listings.push(old.clone());
            continue;
        }
        let new = Listing::new(portfolio, now);
        if pages(old) != pages(&new) {
            return None;
        }
        listings.push(new);
    }
    Some(listings)
}

fn touches(diagnostic: &Diagnostic, changed: &[Text]) -> bool {
    changed.iter().any(|text| diagnostic.concerns(&text.path))
}

/// Puts a text in the place of the one that its page showed.
fn put(site: &mut Site, text: &Text) -> Option<()> {
    let page = site.addresses.get(&text.path)?;
    let shown = Arc::make_mut(site.shown.get_mut(page)?);
    let mut found = None;
    for (document, _) in &mut shown.documents {
        if document.path == text.path {
            *document = Arc::clone(text);
            found = Some(());
        }
    }
    found
}

/// Whether a changed report names evidence that readers will not find, before or now: such evidence
/// is reported where the book first names it.
fn is_evidence_in_doubt(site: &Site, before: &Evaluation, now: &Evaluation) -> bool {
    let changed = before.reports.iter().zip(&now.reports);
    let changed = changed.filter(|(old, new)| !Arc::ptr_eq(old, new));
    let mut evidence = changed
        .flat_map(|(old, new)| [old, new])
        .flat_map(|report| report.assessment.answers.iter())
        .flat_map(|answer| &answer.evidence);
    evidence.any(|one| match &one.target {
        EvidenceTarget::File(file) => {
            let fragment = file.fragment.as_deref().map(str::to_owned);
            let found = site.resolve_file(&file.path, false, fragment);
            !matches!(found, Resolved::To { .. })
        }
        _ => false,
    })
}
