//! The shortest way to a level: which KPAs to do where one may be done instead of another (R8).

use super::level::Ladder;
use super::order::by_position;
use super::satisfaction::goals_of;
use super::{GoalScore, Satisfaction, ShortestWay};
use crate::model::{GoalIx, KpaIx, PositionIx};

/// How many KPAs that may be done instead of others are weighed against each other.
const ALTERNATIVES: usize = 20;

/// How many KPAs the search may come by before it ends with the best way found: some ten
/// milliseconds. No model that has a use comes near; one made for it could take hours.
const PATIENCE: usize = 1_000_000;

/// The way in which every KPA is done itself.
pub(super) fn as_planned(
    ladder: &Ladder<'_>,
    goals: &[GoalScore],
    kpas: Vec<KpaIx>,
) -> ShortestWay {
    let to_raise = |kpa: &KpaIx| open_goals(ladder, goals, *kpa);
    ShortestWay {
        goals: kpas.iter().flat_map(to_raise).collect(),
        effort: kpas.iter().map(|kpa| effort(ladder, *kpa)).sum(),
        exact: true,
        kpas,
    }
}

/// The shortest way to a level; `None` where no KPA could be done instead of another.
pub(super) fn shortest(
    ladder: &Ladder<'_>,
    goals: &[GoalScore],
    position: PositionIx,
) -> Option<ShortestWay> {
    if ladder.is_staged() {
        return None;
    }
    let mut terrain = Terrain::explore(ladder, goals, position);
    if terrain.alternatives.is_empty() {
        return None;
    }
    let exact = terrain.alternatives.len() <= ALTERNATIVES;
    terrain.alternatives.truncate(ALTERNATIVES);
    let mut search = Search::new(&terrain);
    search.decide();
    let exact = exact && search.patience > 0;
    let kpas = search.best.kpas;
    let kpas = by_position(ladder, kpas).into_iter();
    let kpas = kpas.flat_map(|(_, kpas)| kpas).collect();
    Some(ShortestWay {
        exact,
        ..as_planned(ladder, goals, kpas)
    })
}

fn effort(ladder: &Ladder<'_>, kpa: KpaIx) -> u32 {
    ladder.kpa(kpa).map_or(0, |kpa| kpa.effort.points())
}

/// The goals that doing a KPA raises.
fn open_goals(
    ladder: &Ladder<'_>,
    goals: &[GoalScore],
    kpa: KpaIx,
) -> impl Iterator<Item = GoalIx> {
    let goals_of = ladder.kpa(kpa).map(|kpa| goals_of(kpa, goals.len()));
    goals_of.into_iter().flatten().filter(|goal| {
        matches!(
            goals[goal.ix()].satisfaction,
            Satisfaction::Unsatisfied | Satisfaction::NotRated
        )
    })
}

/// Effort points in the upper half, goals to raise in the lower.
type Price = u64;

/// Prices are compared in this part of one, so that they can be divided by every number up to 16.
const PART: u128 = 720_720;

/// What lies between a report and a level: the KPAs that lack something, their prerequisites, and
/// what may be done instead of them.
struct Terrain<'a> {
    ladder: &'a Ladder<'a>,
    goals: &'a [GoalScore],
    /// By KPA: it lacks nothing, nor do its prerequisites.
    sound: Vec<bool>,
    /// The level's own KPAs that lack something.
    start: Vec<KpaIx>,
    /// KPAs that may be done instead of others.
    alternatives: Vec<KpaIx>,
    /// By KPA: for how many KPAs that must be met doing it settles the matter at most.
    settles: Vec<u32>,
}

impl<'a> Terrain<'a> {
    fn explore(ladder: &'a Ladder<'a>, goals: &'a [GoalScore], position: PositionIx) -> Self {
        let sound = ladder.sound();
        let own = ladder.own(position).iter().copied();
        let start: Vec<KpaIx> = own.filter(|kpa| !sound[kpa.ix()]).collect();
        let mut terrain = Self {
            ladder,
            goals,
            alternatives: Vec::new(),
            settles: vec![0; sound.len()],
            sound,
            start,
        };
        // A KPA may have to be met, may be done instead of another, or both.
        let mut seen = [terrain.sound.clone(), terrain.sound.clone()];
        let mut open: Vec<(KpaIx, bool)> = terrain.start.iter().map(|kpa| (*kpa, true)).collect();
        while let Some((kpa, must_be_met)) = open.pop() {
            if std::mem::replace(&mut seen[usize::from(must_be_met)][kpa.ix()], true) {
                continue;
            }
            open.extend(terrain.lacking(kpa).map(|kpa| (kpa, true)));
            let unmet = must_be_met && ladder.of(kpa) != Satisfaction::Satisfied;
            terrain.settles[kpa.ix()] += u32::from(unmet);
            for other in ladder.stand_ins(kpa) {
                terrain.settles[other.ix()] += u32::from(unmet);
                terrain.alternatives.push(other);
                open.push((other, false));
            }
        }
        terrain.alternatives.sort_unstable();
        terrain.alternatives.dedup();
        terrain
    }

    /// The prerequisites of a KPA that lack something.
    fn lacking(&self, kpa: KpaIx) -> impl Iterator<Item = KpaIx> {
        let links = self.ladder.kpa(kpa).map_or(&[][..], |kpa| &kpa.depends_on);
        let links = links.iter().map(|link| link.kpa);
        links.filter(|kpa| self.sound.get(kpa.ix()) == Some(&false))
    }

    fn price(&self, kpa: KpaIx) -> Price {
        let goals = open_goals(self.ladder, self.goals, kpa).count() as u64;
        u64::from(effort(self.ladder, kpa)) << 32 | goals
    }

    /// The price of doing a KPA, divided among all that it may settle.
    fn share(&self, kpa: KpaIx) -> u128 {
        u128::from(self.price(kpa)) * PART / u128::from(self.settles[kpa.ix()].max(1))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// Not done instead of another.
    No,
    Undecided,
    Yes,
}

/// What follows from the choices made so far.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    /// No way with these choices costs less: the price of what is done for certain and, for each
    /// KPA that hangs on an open choice, the least share of a price that could settle it.
    price: u128,
    /// The KPAs that are done for certain, the last of the model first. Of two equal prices the
    /// smaller list is the one that lacks the last KPA which only one of them has; it grows with
    /// every choice.
    kpas: Vec<KpaIx>,
}

/// What is open where some choices have been made.
enum Open {
    /// This KPA must be done whatever is chosen, so that it stands in for others too. The way has
    /// not been followed to its end.
    Forced(KpaIx),
    /// The way depends on whether this KPA is done.
    Hangs(KpaIx),
    Nothing,
}

/// Takes one choice after the other, and turns back where no better way can follow.
struct Search<'t> {
    terrain: &'t Terrain<'t>,
    /// By KPA.
    choices: Vec<Choice>,
    best: Way,
    patience: usize,
}

impl<'t> Search<'t> {
    fn new(terrain: &'t Terrain<'t>) -> Self {
        let mut search = Self {
            terrain,
            choices: vec![Choice::No; terrain.sound.len()],
            best: Way {
                price: u128::MAX,
                kpas: Vec::new(),
            },
            patience: PATIENCE,
        };
        search.best = search.survey().0;
        for kpa in &terrain.alternatives {
            search.choices[kpa.ix()] = Choice::Undecided;
        }
        search
    }

    /// Goes as deep as there are alternatives.
    fn decide(&mut self) {
        let (way, open) = self.survey();
        let (kpa, choices) = match open {
            Open::Forced(kpa) => (kpa, &[Choice::Yes][..]),
            _ if way >= self.best || self.patience == 0 => return,
            Open::Hangs(kpa) => (kpa, &[Choice::No, Choice::Yes][..]),
            Open::Nothing => {
                self.best = way;
                return;
            }
        };
        for choice in choices {
            self.choices[kpa.ix()] = *choice;
            self.decide();
        }
        self.choices[kpa.ix()] = Choice::Undecided;
    }

    /// The way by the choices made so far, and what is open in it.
    fn survey(&mut self) -> (Way, Open) {
        let terrain = self.terrain;
        let mut way = Way {
            price: 0,
            kpas: Vec::new(),
        };
        let mut hangs_on = None;
        let chosen = self.with(Choice::Yes, terrain.alternatives.iter().copied());
        let mut open: Vec<KpaIx> = terrain.start.iter().copied().chain(chosen).collect();
        let mut seen = vec![false; terrain.sound.len()];
        while let Some(kpa) = open.pop() {
            if std::mem::replace(&mut seen[kpa.ix()], true) {
                continue;
            }
            self.patience = self.patience.saturating_sub(1);
            let is_chosen = self.choices[kpa.ix()] == Choice::Yes;
            if is_chosen {
                way.add(terrain, kpa);
            }
            let stand_ins = || terrain.ladder.stand_ins(kpa);
            if terrain.sound[kpa.ix()] || self.with(Choice::Yes, stand_ins()).next().is_some() {
                continue;
            }
            let is_done = is_chosen || terrain.ladder.of(kpa) == Satisfaction::Satisfied;
            let mut lacking = terrain.lacking(kpa).peekable();
            if is_done && lacking.peek().is_none() {
                continue;
            }
            let others = || self.with(Choice::Undecided, stand_ins());
            if let Some(least) = others().map(|other| terrain.share(other)).min() {
                hangs_on = hangs_on.or_else(|| others().min());
                if !is_done {
                    way.price += least.min(terrain.share(kpa));
                }
                continue;
            }
            if !is_done {
                if self.choices[kpa.ix()] == Choice::Undecided {
                    return (way, Open::Forced(kpa));
                }
                way.add(terrain, kpa);
            }
            open.extend(lacking);
        }
        way.kpas.sort_unstable_by(|a, b| b.cmp(a));
        (way, hangs_on.map_or(Open::Nothing, Open::Hangs))
    }

    fn with(
        &self,
        choice: Choice,
        kpas: impl Iterator<Item = KpaIx>,
    ) -> impl Iterator<Item = KpaIx> {
        kpas.filter(move |kpa| self.choices[kpa.ix()] == choice)
    }
}

impl Way {
    fn add(&mut self, terrain: &Terrain<'_>, kpa: KpaIx) {
        self.price += u128::from(terrain.price(kpa)) * PART;
        self.kpas.push(kpa);
    }
}
