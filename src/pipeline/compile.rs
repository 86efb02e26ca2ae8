use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::files::{self, Piece};
use super::settings;
use super::{Book, Input, Observer, Stage};
use crate::assessment::{Assessment, Context, Roster, Team, gather, redact, redact_team};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::language::Words;
use crate::model::register;
use crate::score::{
    Evaluation, Input as ScoreInput, Policy, StalePolicy, evaluate, expired, reference_dates,
    resolve_target, score,
};
use crate::site::{PageDoc, PlanInput, plan};
use crate::theme::{Extra, Options, Theme};
use crate::tree::{BookPath, Sources};

/// Runs all stages up to the plan. Whatever is wrong with the content is in the diagnostics; the
/// book is always whole.
pub fn compile(input: &Input<'_>, observer: &dyn Observer) -> Checked<Book> {
    let mut diagnostics = files::refused(input.sources);
    let config = &input.config;
    let sorted = files::sort(input.sources, &config.book.src);

    observer.begin(Stage::Parse, sorted.others.len());
    let own_models = files::read_models(&sorted.models, &mut diagnostics);
    let registry =
        register(own_models, &config.maturity.models, &config.places.models).take(&mut diagnostics);
    diagnostics.extend(settings::check(config, &registry, input.sources));
    let context = Context {
        registry: &registry,
        sources: input.sources,
        src: &config.book.src,
        default_model: config.maturity.model.as_deref(),
        today: input.stamp.date,
        clock: input.stamp.clock,
    };
    let pieces = files::read_others(
        &sorted.others,
        &context,
        &|| observer.advance(),
        &mut diagnostics,
    );
    let (teams, documents) = divide(pieces);
    let roster = gather(&teams, &context).take(&mut diagnostics);
    drop(teams);

    let evaluation = evaluate_roster(roster, config, input, observer);
    let words = Words::load(input.sources, &config.html.theme, &config.book.language);
    let words = Arc::new(words.take(&mut diagnostics));
    let theme = load_theme(input.sources, config, &words, &mut diagnostics);
    observer.begin(Stage::Plan, 0);
    let theme_assets: Vec<_> = theme
        .assets()
        .iter()
        .map(|asset| asset.path.clone())
        .collect();
    let site = plan(PlanInput {
        config,
        registry: &registry,
        evaluation: &evaluation,
        sources: input.sources,
        documents,
        theme_assets: &theme_assets,
        drafts: input.drafts,
    })
    .take(&mut diagnostics);
    let book = Book::new(
        config.clone(),
        registry,
        evaluation,
        site,
        theme,
        words,
        input.stamp.clone(),
    );
    Checked::new(book, diagnostics)
}

fn divide(pieces: Vec<Piece>) -> (Vec<Arc<crate::assessment::Assessed>>, Vec<PageDoc>) {
    let mut teams = Vec::new();
    let mut documents = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Team(assessed) => teams.push(assessed),
            Piece::Page(doc) => documents.push(doc),
            Piece::None => {}
        }
    }
    (teams, documents)
}

/// What of the settings the evaluation depends on.
pub fn policy(config: &Config) -> Policy {
    Policy {
        default_model: config.maturity.model.clone(),
        target: config.maturity.target.clone(),
        max_age_days: config.maturity.max_age_days,
        stale: if config.maturity.expire {
            StalePolicy::Expire
        } else {
            StalePolicy::Flag
        },
    }
}

/// Scores every assessment and sets the reports in relation. What the book hides is removed first,
/// so that no later stage can publish it.
fn evaluate_roster(
    roster: Roster,
    config: &Config,
    input: &Input<'_>,
    observer: &dyn Observer,
) -> Evaluation {
    let policy = policy(config);
    let date = input.stamp.date;
    let hide = &config.maturity.hide;
    let (teams, assessments) = if hide.is_empty() {
        (roster.teams, roster.assessments)
    } else {
        let teams = roster
            .teams
            .iter()
            .map(|team| Arc::new(redact_team(team, hide)))
            .collect();
        let assessments = roster
            .assessments
            .iter()
            .map(|one| Arc::new(redact(one, hide)))
            .collect();
        (teams, assessments)
    };
    observer.begin(Stage::Score, assessments.len());
    let dates = reference_dates(&assessments, date);
    let reports = assessments
        .par_iter()
        .zip(&dates)
        .map(|(assessment, date)| {
            let target = team_of(&teams, assessment)
                .and_then(|team| resolve_target(assessment, team, &policy));
            let expired = expired(assessment, &policy, *date);
            let card = score(assessment, target, &expired);
            observer.advance();
            (assessment.clone(), Arc::new(card))
        })
        .collect();
    observer.begin(Stage::Evaluate, 0);
    evaluate(ScoreInput {
        teams,
        reports,
        policy,
        date,
        left_out: roster.left_out,
    })
}

fn team_of<'t>(teams: &'t [Arc<Team>], assessment: &Assessment) -> Option<&'t Team> {
    let ix = teams
        .binary_search_by(|team| team.id.as_str().cmp(&assessment.team))
        .ok()?;
    Some(&teams[ix])
}

fn load_theme(
    sources: &Sources,
    config: &Config,
    words: &Arc<Words>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Theme {
    let paths: Vec<BookPath> = config
        .html
        .additional_css
        .iter()
        .chain(&config.html.additional_js)
        .filter_map(|file| BookPath::new(file).ok())
        .collect();
    let extras = paths
        .iter()
        .filter_map(|path| {
            Some(Extra {
                path,
                bytes: sources.get(path)?.bytes(),
            })
        })
        .collect();
    let options = Options {
        hash_files: config.html.hash_files,
        no_search: !config.html.search,
        extras,
        words: Arc::clone(words),
    };
    let mut loaded = Theme::load(sources, &config.html.theme, &options);
    // What concerns the theme as a whole points to where it was chosen.
    for diagnostic in &mut loaded.diagnostics {
        if diagnostic.place.is_none() {
            diagnostic.place.clone_from(&config.places.theme);
        }
    }
    loaded.take(diagnostics)
}
