use super::Side;
use super::answers::{answers, goal_refs, notes};
use super::evidence::{buy_in, evidence, plan};
use super::models::Effects;
use super::stands::{Stands, model_differs};
use crate::config::Hide;
use crate::model::{KpaIx, MaturityModel, PositionIx};
use crate::review::record::{
    Blocker, EvidenceChange, Flags, Gaps, Kind, KpaChange, LevelChange, Pair, Progress,
    ReportChange, Roadmap,
};
use crate::score::{Report, Satisfaction, Scorecard};

/// What became of the current report of a team and model.
pub struct ToldReport {
    /// `None` where there is nothing to tell.
    pub change: Option<ReportChange>,
    /// How far the level moved, where both sides have a report.
    pub steps: Option<i32>,
    pub is_on_both: bool,
    pub gaps_opened: u32,
    pub gaps_closed: u32,
}

/// A report that only one side has.
pub fn one_sided(report: &Report, kind: Kind) -> ToldReport {
    let (base, head) = match kind {
        Kind::Removed => (Some(report), None),
        _ => (None, Some(report)),
    };
    let card = &report.card;
    let level = |side: Option<&Report>| side.map(|_| level_id(report));
    let name = |side: Option<&Report>| side.map(|_| level_name(report));
    let change = ReportChange {
        model: report.assessment.model.id.clone(),
        version: pair(base, head, |report| report.assessment.model.version.clone()),
        change: kind,
        file: report.assessment.file().to_string(),
        base_file: None,
        dates: pair(base, head, |report| report.assessment.date.to_string()),
        level: LevelChange {
            base: level(base),
            head: level(head),
            base_name: name(base),
            head_name: name(head),
            steps: None,
            due_to_answers: None,
            due_to_model: None,
            decided_by: Vec::new(),
        },
        status: pair(base, head, |report| report.card.status.id().to_owned()),
        progress: Progress {
            base: base.and_then(progress),
            head: head.and_then(progress),
        },
        target: Pair {
            base: base.and_then(target),
            head: head.and_then(target),
        },
        target_reached: Flags {
            base: base.is_some_and(reached),
            head: head.is_some_and(reached),
        },
        blocked_by: head.and_then(|_| blocker(&report.assessment.model, card)),
        kpas: Vec::new(),
        answers: Vec::new(),
        gaps: Gaps::default(),
        roadmap: Roadmap {
            base: base.and_then(leads_to),
            head: head.and_then(leads_to),
            ..Roadmap::default()
        },
        evidence: EvidenceChange::default(),
        notes: Vec::new(),
        plan: Vec::new(),
        buy_in: Vec::new(),
        stale: Vec::new(),
        report_stale: Flags {
            base: base.is_some_and(|report| report.stale),
            head: head.is_some_and(|report| report.stale),
        },
        prose: false,
    };
    ToldReport {
        change: Some(change),
        steps: None,
        is_on_both: false,
        gaps_opened: 0,
        gaps_closed: 0,
    }
}

/// A report that both sides have.
pub fn both(
    was: &Report,
    is: &Report,
    (base, head): (&Side<'_>, &Side<'_>),
    effects: &mut Effects,
) -> ToldReport {
    if is_same(was, is) && !model_differs((was, is), (base, head)) {
        return unchanged(was, is);
    }
    let stands = Stands::new(was, is, base, head);
    let (steps, by_answers, by_model) = stands.steps();
    if stands.model_differs {
        effects.add(&stands, by_model);
    }
    let opened = stands.opened_on(&is.card);
    let closed = stands.closed();
    let told = ToldReport {
        change: None,
        steps,
        is_on_both: true,
        gaps_opened: opened.len() as u32,
        gaps_closed: closed.len() as u32,
    };
    let partial = base.is_partial() || head.is_partial();
    let hides = |what| head.config.maturity.hide.contains(&what);
    let untold = |what| partial || hides(what);
    let (old, new) = (&*was.assessment, &*is.assessment);
    let change = ReportChange {
        model: new.model.id.clone(),
        version: pair(Some(was), Some(is), |report| {
            report.assessment.model.version.clone()
        }),
        change: Kind::Modified,
        file: new.file().to_string(),
        base_file: (old.file() != new.file()).then(|| old.file().to_string()),
        dates: pair(Some(was), Some(is), |report| {
            report.assessment.date.to_string()
        }),
        level: LevelChange {
            base: Some(level_id(was)),
            head: Some(level_id(is)),
            base_name: Some(level_name(was)),
            head_name: Some(level_name(is)),
            steps,
            due_to_answers: by_answers,
            due_to_model: by_model,
            decided_by: decided_by(&stands, steps),
        },
        status: pair(Some(was), Some(is), |report| {
            report.card.status.id().to_owned()
        }),
        progress: Progress {
            base: progress(was),
            head: progress(is),
        },
        target: Pair {
            base: target(was),
            head: target(is),
        },
        target_reached: Flags {
            base: reached(was),
            head: reached(is),
        },
        blocked_by: blocker(&new.model, &is.card),
        kpas: kpas(&stands),
        answers: answers(&stands),
        gaps: Gaps {
            opened: goal_refs(new, &opened),
            closed: goal_refs(new, &closed),
        },
        roadmap: roadmap(&stands),
        evidence: match partial {
            true => EvidenceChange::default(),
            false => evidence(old, new, hides(Hide::Evidence)),
        },
        notes: match partial {
            true => Vec::new(),
            false => notes(old, new, hides(Hide::Notes)),
        },
        plan: match untold(Hide::Plan) {
            true => Vec::new(),
            false => plan(old, new),
        },
        buy_in: match untold(Hide::BuyIn) {
            true => Vec::new(),
            false => buy_in(old, new),
        },
        stale: newly_stale(&stands),
        report_stale: Flags {
            base: was.stale,
            head: is.stale,
        },
        prose: !partial && old.document.body_text() != new.document.body_text(),
    };
    ToldReport {
        change: is_worth_telling(&change, &stands, partial).then_some(change),
        ..told
    }
}

fn unchanged(was: &Report, is: &Report) -> ToldReport {
    let level = |report: &Report| i32::from(report.card.level.0);
    ToldReport {
        change: None,
        steps: Some(level(is) - level(was)),
        is_on_both: true,
        gaps_opened: 0,
        gaps_closed: 0,
    }
}

/// By the same model, nothing that could be told differs: a look at digests, since most reports of a
/// book stay.
fn is_same(was: &Report, is: &Report) -> bool {
    was.assessment.digest == is.assessment.digest
        && was.assessment.document.digest == is.assessment.document.digest
        && was.assessment.file() == is.assessment.file()
        && was.card.target == is.card.target
        && was.stale == is.stale
        && was.stale_goals == is.stale_goals
}

/// A report whose own text stayed is told where model or settings moved its level or status, or made
/// answers stale; that they opened gaps is told with them.
fn is_worth_telling(change: &ReportChange, stands: &Stands<'_>, partial: bool) -> bool {
    let (was, is) = (&stands.was.assessment, &stands.is.assessment);
    let stands_elsewhere = change.level.base != change.level.head
        || change.status.base != change.status.head
        || change.report_stale.base != change.report_stale.head
        || !change.stale.is_empty();
    if partial {
        return stands_elsewhere
            || !change.answers.is_empty()
            || change.dates.base != change.dates.head;
    }
    stands_elsewhere || was.document.digest != is.document.digest || change.base_file.is_some()
}

fn pair(base: Option<&Report>, head: Option<&Report>, text: impl Fn(&Report) -> String) -> Pair {
    Pair {
        base: base.map(&text),
        head: head.map(&text),
    }
}

fn level_id(report: &Report) -> String {
    let model = &report.assessment.model;
    model.position(report.card.level).id.clone()
}

fn level_name(report: &Report) -> String {
    let model = &report.assessment.model;
    model.position(report.card.level).name.clone()
}

fn progress(report: &Report) -> Option<u8> {
    report.card.next.as_ref()?.progress
}

fn leads_to(report: &Report) -> Option<String> {
    let next = report.card.next.as_ref()?;
    Some(report.assessment.model.position(next.position).id.clone())
}

/// The id of the target: of the level that it names, where it means all of its sub-levels.
fn target(report: &Report) -> Option<String> {
    let target = report.card.target.as_ref()?.target;
    let model = &report.assessment.model;
    let mut words = model.target_words();
    let word = words.find(|word| model.target(word) == Some(target));
    word.map(str::to_owned)
}

fn reached(report: &Report) -> bool {
    report.card.target.as_ref().is_some_and(|gap| gap.reached)
}

/// The first KPA of the roadmap.
fn blocker(model: &MaturityModel, card: &Scorecard) -> Option<Blocker> {
    let kpa = *card.next.as_ref()?.roadmap.first()?;
    let goals = || {
        let goals = model
            .goals_of(kpa)
            .filter_map(|goal| card.goals.get(goal.ix()));
        goals.filter(|goal| goal.satisfaction != Satisfaction::NotApplicable)
    };
    let satisfied = goals().filter(|goal| goal.satisfaction == Satisfaction::Satisfied);
    Some(Blocker {
        kpa: model.kpa(kpa).id.clone(),
        name: model.kpa(kpa).name.clone(),
        satisfied: satisfied.count() as u32,
        goals: goals().count() as u32,
    })
}

/// KPAs whose rating is another one.
fn kpas(stands: &Stands<'_>) -> Vec<KpaChange> {
    let model = stands.to();
    let rating = |card: &Scorecard, kpa: KpaIx| card.kpas.get(kpa.ix()).map(|k| k.satisfaction);
    let mut changes = Vec::new();
    for kpa in model.kpa_indices() {
        let before = stands.kpa_before(kpa);
        let was = before.and_then(|before| rating(&stands.was.card, before));
        let is = rating(&stands.is.card, kpa);
        if was == is {
            continue;
        }
        let between = rating(&stands.between, kpa);
        let about = model.kpa(kpa);
        changes.push(KpaChange {
            id: about.id.clone(),
            name: about.name.clone(),
            base: was.map(|was| was.id().to_owned()),
            head: is.map(|is| is.id().to_owned()),
            level: model.position(about.position).id.clone(),
            goals: deciding(stands, kpa),
            by_model: stands.model_differs && between == is,
        });
    }
    changes
}

/// The goals of a KPA whose satisfaction changed.
fn deciding(stands: &Stands<'_>, kpa: KpaIx) -> Vec<String> {
    let holds = |card: &Scorecard, ix: usize| card.goals.get(ix).map(|goal| goal.satisfaction);
    let goals = stands.to().goals_of(kpa).filter(|goal| {
        let before = stands.goal_before(*goal);
        let was = before.and_then(|before| holds(&stands.was.card, before.ix()));
        was != holds(&stands.is.card, goal.ix())
    });
    goals
        .map(|goal| stands.to().goal(goal).id.clone())
        .collect()
}

/// KPAs of the levels between that came to be met, or ceased to be.
fn decided_by(stands: &Stands<'_>, steps: Option<i32>) -> Vec<String> {
    let (Some(steps), Some(before)) = (steps, stands.level_before()) else {
        return Vec::new();
    };
    let model = stands.to();
    let now = stands.is.card.level;
    let (low, high) = (before.min(now), before.max(now));
    let met = |card: &Scorecard, kpa: KpaIx| card.kpas.get(kpa.ix()).is_some_and(|k| k.met);
    let between = |position: PositionIx| low < position && position <= high;
    let kpas = model.kpa_indices().filter(|kpa| {
        let was = stands.kpa_before(*kpa);
        let was = was.map(|was| met(&stands.was.card, was));
        let is = met(&stands.is.card, *kpa);
        between(model.kpa(*kpa).position)
            && match steps {
                1.. => is && was != Some(true),
                0 => false,
                // What the model asks anew was never met.
                _ => !is && was != Some(false),
            }
    });
    kpas.map(|kpa| model.kpa(kpa).id.clone()).collect()
}

fn roadmap(stands: &Stands<'_>) -> Roadmap {
    let to = stands.to();
    let steps = |report: &Report| {
        let next = report.card.next.as_ref();
        next.map_or(Vec::new(), |next| next.roadmap.clone())
    };
    let id = |kpa: &KpaIx| to.kpa(*kpa).id.clone();
    let new = steps(stands.is);
    let old = steps(stands.was);
    // In words of head's model; what it no longer has has left without a trace.
    let mut old_there: Vec<KpaIx> = Vec::new();
    for before in old {
        let now = to
            .kpa_indices()
            .find(|kpa| stands.kpa_before(*kpa) == Some(before));
        old_there.extend(now);
    }
    let stays = |list: &[KpaIx], other: &[KpaIx]| -> Vec<KpaIx> {
        let both = list.iter().filter(|kpa| other.contains(kpa));
        both.copied().collect()
    };
    let kept = (stays(&old_there, &new), stays(&new, &old_there));
    let moved = kept.0.iter().zip(&kept.1).filter(|(was, is)| was != is);
    Roadmap {
        base: leads_to(stands.was),
        head: leads_to(stands.is),
        entered: new
            .iter()
            .filter(|kpa| !old_there.contains(kpa))
            .map(id)
            .collect(),
        left: old_there
            .iter()
            .filter(|kpa| !new.contains(kpa))
            .map(id)
            .collect(),
        moved: moved.map(|(_, is)| id(is)).collect(),
    }
}

fn newly_stale(stands: &Stands<'_>) -> Vec<crate::review::record::GoalRef> {
    let was = &stands.was.stale_goals;
    let goals = stands.is.stale_goals.iter().filter(|goal| {
        let before = stands.goal_before(**goal);
        !before.is_some_and(|before| was.contains(&before))
    });
    let goals: Vec<_> = goals.copied().collect();
    goal_refs(&stands.is.assessment, &goals)
}
