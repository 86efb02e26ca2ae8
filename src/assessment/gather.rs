use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use jiff::civil::Date;

use super::context::{Assessed, Context, Introduction, Unresolved};
use super::team::{default_team, derived_slug, no_slug};
use super::{Assessment, Role, Team};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::tree::{BookPath, Place, Span};

/// The teams of a book and their assessments, as they count on the day of the run.
#[derive(Clone, Default, Debug)]
pub struct Roster {
    /// By id. A team that was never assessed is among them.
    pub teams: Vec<Arc<Team>>,
    /// By team, model id and date.
    pub assessments: Vec<Arc<Assessment>>,
    /// How many assessments are later than an explicit date.
    pub left_out: u32,
}

/// What the files say about one team.
#[derive(Default)]
struct Files<'a> {
    one_file: Option<&'a Assessed>,
    index: Option<&'a Assessed>,
    in_folder: Vec<&'a Assessed>,
}

/// Joins what the files of all teams say, and reports what only shows between files: teams and
/// addresses that are there twice, assessments of one day, ids that the model no longer has.
pub fn gather(files: &[Arc<Assessed>], context: &Context<'_>) -> Checked<Roster> {
    let mut diagnostics = Vec::new();
    let mut introductions = Vec::new();
    for (id, mut files) in by_team(files) {
        files.in_folder.sort_by(|a, b| path(a).cmp(path(b)));
        duplicate_team(id, &files, context, &mut diagnostics);
        introductions.push(introduction(id, &files, &mut diagnostics));
    }
    let teams = addresses(introductions, &mut diagnostics);
    let left_out = files.iter().filter(|file| file.later).count() as u32;
    if left_out > 0 {
        diagnostics.push(later_left_out(left_out, context));
    }
    let mut assessed: Vec<&Assessed> = files.iter().map(Arc::as_ref).collect();
    assessed.sort_by(|a, b| path(a).cmp(path(b)));
    let roster = Roster {
        teams,
        assessments: dated(assessed, &mut diagnostics),
        left_out,
    };
    Checked::new(roster, diagnostics)
}

fn path(file: &Assessed) -> &BookPath {
    &file.document.path
}

fn start_of(file: &BookPath) -> Place {
    Place {
        file: file.clone(),
        span: Span::default(),
    }
}

fn by_team(files: &[Arc<Assessed>]) -> BTreeMap<&str, Files<'_>> {
    let mut teams: BTreeMap<&str, Files<'_>> = BTreeMap::new();
    for file in files {
        let Some(team) = file.role.team() else {
            continue;
        };
        let team = teams.entry(team).or_default();
        match file.role {
            Role::OneFileTeam { .. } => team.one_file = Some(file),
            Role::TeamIndex { .. } => team.index = Some(file),
            _ => team.in_folder.push(file),
        }
    }
    teams
}

fn duplicate_team(
    id: &str,
    files: &Files<'_>,
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(one_file) = files.one_file else {
        return;
    };
    let folder = match context.src {
        "" => format!("teams/{id}"),
        src => format!("{src}/teams/{id}"),
    };
    let read = files
        .index
        .into_iter()
        .chain(files.in_folder.iter().copied());
    let in_folder = read
        .map(path)
        .next()
        .or_else(|| context.sources.paths_below(&folder).next());
    if let Some(other) = in_folder {
        diagnostics.push(
            Diagnostic::new(
                Code::DuplicateTeam,
                format!("the team `{id}` is both the file `{}` and the folder `{folder}/`", path(one_file)),
            )
            .at(start_of(path(one_file)))
            .related(start_of(other), "a file of the folder")
            .help(format!("move `{id}.md` into the folder as `index.md`, and its assessment into a dated file there")),
        );
    }
}

/// The team's own introduction, or the default one of a folder without `index.md`.
fn introduction(id: &str, files: &Files<'_>, diagnostics: &mut Vec<Diagnostic>) -> Introduction {
    let written = files.index.or(files.one_file);
    if let Some(introduction) = written.and_then(|file| file.introduction.clone()) {
        return introduction;
    }
    let first = written.or(files.in_folder.first().copied());
    let root = BookPath::built_in(id);
    let file = first.map_or(&root, path);
    if derived_slug(id).is_none() {
        diagnostics.push(no_slug(id).at(start_of(file)));
    }
    Introduction {
        team: Arc::new(default_team(id, file)),
        formerly: Vec::new(),
    }
}

/// Makes the addresses of teams unique, so that what follows never meets the same clash again.
fn addresses(
    introductions: Vec<Introduction>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Team>> {
    let mut by_slug: BTreeMap<String, Place> = BTreeMap::new();
    let mut by_id: BTreeMap<String, Place> = BTreeMap::new();
    let mut clashing = Vec::new();
    let mut teams: Vec<Arc<Team>> = Vec::with_capacity(introductions.len());
    for (ix, introduction) in introductions.iter().enumerate() {
        let team = introduction.team.clone();
        let place = place_of(&team);
        let same_id = by_id.insert(team.id.to_lowercase(), place.clone());
        let first = match by_slug.entry(team.slug.clone()) {
            Entry::Occupied(taken) => {
                clashing.push(ix);
                Some(taken.get().clone())
            }
            Entry::Vacant(free) => {
                free.insert(place.clone());
                same_id
            }
        };
        diagnostics.extend(first.map(|first| same_address(&team, place, first)));
        teams.push(team);
    }
    for ix in clashing {
        let team = Arc::make_mut(&mut teams[ix]);
        let free = (2..)
            .map(|n| format!("{}-{n}", team.slug))
            .find(|slug| !by_slug.contains_key(slug));
        team.slug = free.unwrap_or_default();
        by_slug.insert(team.slug.clone(), place_of(team));
    }
    for (introduction, team) in introductions.iter().zip(&mut teams) {
        former_addresses(introduction, team, &mut by_slug, diagnostics);
    }
    teams
}

fn same_address(team: &Team, place: Place, first: Place) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateAddress,
        format!("two teams have the address `teams/{}.html`", team.slug),
    )
    .at(place)
    .related(first, "the other team")
    .help("rename one of the two, or give it another `slug`")
}

/// Where a team is introduced.
fn place_of(team: &Team) -> Place {
    Place {
        file: team.file.clone(),
        span: team.span,
    }
}

/// A former id must not lead to another team; one that does is left out.
fn former_addresses(
    introduction: &Introduction,
    team: &mut Arc<Team>,
    by_slug: &mut BTreeMap<String, Place>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut clashing = Vec::new();
    for (ix, id) in introduction.team.formerly.iter().enumerate() {
        // A former spelling of the own address needs no redirect.
        let slug = derived_slug(id).unwrap_or_default();
        if slug == team.slug {
            continue;
        }
        let place = Place {
            file: team.file.clone(),
            span: introduction.formerly[ix],
        };
        match by_slug.entry(slug) {
            Entry::Vacant(free) => {
                free.insert(place);
            }
            Entry::Occupied(taken) => {
                clashing.push(ix);
                diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateAddress,
                        format!("the former id `{id}` has the address of another team"),
                    )
                    .at(place)
                    .label("its old address cannot lead here")
                    .related(taken.get().clone(), "the address is in use here")
                    .help("remove the former id, or rename the other team"),
                );
            }
        }
    }
    if !clashing.is_empty() {
        let mut ix = 0;
        Arc::make_mut(team).formerly.retain(|_| {
            ix += 1;
            !clashing.contains(&(ix - 1))
        });
    }
}

fn later_left_out(count: u32, context: &Context<'_>) -> Diagnostic {
    let (assessments, are) = match count {
        1 => ("assessment", "is"),
        _ => ("assessments", "are"),
    };
    Diagnostic::new(
        Code::LaterLeftOut,
        format!(
            "{count} {assessments} dated after `{}` {are} left out",
            context.today
        ),
    )
}

/// Sorts the assessments, keeps the first of each team, model and date, and reports unknown ids:
/// an error in the newest assessment of a team and model, a warning in older ones.
fn dated(files: Vec<&Assessed>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Arc<Assessment>> {
    fn key(a: &Assessment) -> (&str, &str, Date) {
        (&a.team, &a.model.id, a.date)
    }
    let mut all: Vec<(&Arc<Assessment>, &[Unresolved])> = Vec::new();
    for file in files {
        match &file.assessment {
            Some(assessment) => all.push((assessment, &file.unresolved)),
            // Without a date it is unknown what it would have been.
            None => report_unresolved(&file.unresolved, true, diagnostics),
        }
    }
    all.sort_by(|(a, _), (b, _)| key(a).cmp(&key(b)));
    let mut kept: Vec<Arc<Assessment>> = Vec::with_capacity(all.len());
    for (ix, (assessment, unresolved)) in all.iter().enumerate() {
        let newest = all.get(ix + 1).is_none_or(|(next, _)| {
            (&next.team, &next.model.id) != (&assessment.team, &assessment.model.id)
        });
        report_unresolved(unresolved, newest, diagnostics);
        match kept.last() {
            Some(first) if key(first) == key(assessment) => {
                diagnostics.push(same_date(first, assessment));
            }
            _ => kept.push(Arc::clone(assessment)),
        }
    }
    kept
}

fn same_date(first: &Assessment, second: &Assessment) -> Diagnostic {
    let place = |assessment: &Assessment| Place {
        file: assessment.file().clone(),
        span: assessment.date_span,
    };
    Diagnostic::new(
        Code::SameDate,
        format!(
            "`{}` and `{}` are both the assessment by `{}` of `{}`",
            first.file(),
            second.file(),
            second.model.id,
            second.date
        ),
    )
    .at(place(second))
    .label("the same date")
    .related(place(first), "the other assessment")
    .help("correct one of the dates, or join the two files")
}

fn report_unresolved(unresolved: &[Unresolved], newest: bool, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(unresolved.iter().map(|one| match newest {
        true => one.diagnostic.clone(),
        false => softened(one),
    }));
}

/// Models change; an older assessment is not wrong because of it.
fn softened(unresolved: &Unresolved) -> Diagnostic {
    let Unresolved { id, diagnostic } = unresolved;
    let mut soft = Diagnostic::new(Code::OldId, diagnostic.message.clone())
        .label("left out of this older assessment")
        .help(format!(
            "if the id was renamed, write `formerly: [{id}]` at the element's new id in the model"
        ));
    soft.place.clone_from(&diagnostic.place);
    soft
}
