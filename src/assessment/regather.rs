use std::sync::Arc;

use super::context::Assessed;
use super::{Assessment, Roster, Team};
use crate::diagnostic::Diagnostic;

/// What [`super::gather`] made of the files of a book.
#[derive(Clone, Debug)]
pub struct Gathered {
    pub files: Vec<Arc<Assessed>>,
    pub roster: Roster,
    pub diagnostics: Vec<Diagnostic>,
}

/// The roster of the same files, some of which say something else now; `None` where that is more
/// than texts and answers, so that the files have to be gathered anew. The context is the same.
pub fn regather(before: &Gathered, now: &[Arc<Assessed>]) -> Option<Roster> {
    if before.files.len() != now.len() {
        return None;
    }
    let mut roster: Option<Roster> = None;
    for (old, new) in before.files.iter().zip(now) {
        if Arc::ptr_eq(old, new) {
            continue;
        }
        let roster = roster.get_or_insert_with(|| before.roster.clone());
        let is_mentioned = |one: &Diagnostic| one.concerns(&old.document.path);
        if !is_alike(old, new) || before.diagnostics.iter().any(is_mentioned) {
            return None;
        }
        introduce(roster, old, new)?;
        assess(roster, old, new)?;
    }
    Some(roster.unwrap_or_else(|| before.roster.clone()))
}

fn is_alike(old: &Assessed, new: &Assessed) -> bool {
    old.role == new.role
        && old.document.path == new.document.path
        && !(old.later || new.later)
        && old.unresolved.is_empty()
        && new.unresolved.is_empty()
}

fn introduce(roster: &mut Roster, old: &Assessed, new: &Assessed) -> Option<()> {
    let (old, new) = match (&old.introduction, &new.introduction) {
        (None, None) => return Some(()),
        (Some(old), Some(new)) => (old, new),
        _ => return None,
    };
    let same = |old: &Team, new: &Team| {
        old.id == new.id && old.slug == new.slug && old.formerly == new.formerly
    };
    if !same(&old.team, &new.team) || old.formerly != new.formerly {
        return None;
    }
    let teams = &mut roster.teams;
    let at = teams.binary_search_by(|team| team.id.cmp(&old.team.id));
    let team = &mut teams[at.ok()?];
    if !Arc::ptr_eq(team, &old.team) {
        return None;
    }
    *team = Arc::clone(&new.team);
    Some(())
}

fn assess(roster: &mut Roster, old: &Assessed, new: &Assessed) -> Option<()> {
    let (old, new) = match (&old.assessment, &new.assessment) {
        (None, None) => return Some(()),
        (Some(old), Some(new)) => (old, new),
        _ => return None,
    };
    fn key(assessment: &Assessment) -> (&str, &str, jiff::civil::Date) {
        (&assessment.team, &assessment.model.id, assessment.date)
    }
    if key(old) != key(new) || !Arc::ptr_eq(&old.model, &new.model) {
        return None;
    }
    let all = &mut roster.assessments;
    let at = all.binary_search_by(|one| key(one).cmp(&key(old)));
    let assessment = &mut all[at.ok()?];
    if !Arc::ptr_eq(assessment, old) {
        return None;
    }
    *assessment = Arc::clone(new);
    Some(())
}
