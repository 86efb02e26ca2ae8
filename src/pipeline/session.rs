use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::cards::Cards;
use super::changed::Changed;
use super::compile::policy;
use super::design::{Design, design};
use super::files::{self, Files, Found, Piece, ReadFile};
use super::{Book, Input, Observer, Stage, Stamp, settings};
use crate::assessment::{Assessed, Context, Gathered, Roster, gather, regather};
use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::model::Registry;
use crate::score::{Evaluation, Input as ScoreInput, evaluate_again};
use crate::site::{PageDoc, PlanInput, Planned, plan, revise};
use crate::tree::Sources;

/// Compiles a book again and again, and remembers what has not changed since the last time. What
/// it gives is what [`super::compile`] gives for the same input, in less time: a first run and a
/// later one are the same code.
///
/// Remembered is by file what was read of it, by assessment its scorecard, and the models, the
/// theme and the plan of the last run, with everything that they depend on.
#[derive(Clone, Default)]
pub struct Session {
    /// In the order of their paths.
    files: Arc<Vec<Arc<ReadFile>>>,
    gathered: Option<Arc<Gathered>>,
    cards: Cards,
    last: Option<Last>,
}

/// The last run.
#[derive(Clone)]
struct Last {
    sources: Sources,
    config: Config,
    stamp: Stamp,
    models: Models,
    /// With the diagnostics of all stages up to it.
    evaluated: Checked<Evaluated>,
    /// `None` after a run that made no plan.
    plan: Option<LastPlan>,
}

#[derive(Clone)]
struct Models {
    registry: Arc<Registry>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Clone)]
struct LastPlan {
    drafts: bool,
    design: Arc<Design>,
    planned: Planned,
}

/// All stages up to the evaluation.
#[derive(Clone)]
pub struct Evaluated {
    pub registry: Arc<Registry>,
    pub evaluation: Arc<Evaluation>,
    documents: Vec<PageDoc>,
}

impl Last {
    /// Whether settings and day are the same, by which models and files are read.
    fn has_terms_of(&self, input: &Input<'_>) -> bool {
        self.config == input.config && self.stamp == input.stamp
    }

    /// Which of the remembered files still say the same, where the terms are the same.
    fn keeps(&self, changed: &Changed, models: &Models) -> Keeps {
        match (changed.models, changed.paths) {
            (false, false) => Keeps::All,
            (false, true) => Keeps::ThoseAlone,
            (true, false) if self.models.registry.speaks_as(&models.registry) => Keeps::Words,
            (true, _) => Keeps::Pages,
        }
    }
}

impl Session {
    /// Runs all stages up to the plan.
    pub fn compile(&mut self, input: &Input<'_>, observer: &dyn Observer) -> Checked<Book> {
        let before = self.last.take();
        let changed = changed(input, before.as_ref());
        let known = before
            .as_ref()
            .filter(|last| !changed.theme && last.config == input.config);
        let known = known.and_then(|last| Some(Arc::clone(&last.plan.as_ref()?.design)));
        let mut run = || self.run(input, &changed, before.as_ref(), observer);
        let (mut last, designed) = match known {
            Some(known) => (run(), known),
            None => rayon::join(run, || Arc::new(design(input))),
        };
        let mut diagnostics = designed.diagnostics.clone();
        diagnostics.extend(last.evaluated.diagnostics.iter().cloned());
        observer.begin(Stage::Plan, 0);
        let planned = replan(input, (&last, before.as_ref()), &changed, &designed);
        diagnostics.extend(planned.diagnostics.iter().cloned());
        let evaluated = &last.evaluated.value;
        let book = Book::new(
            input,
            Arc::clone(&evaluated.registry),
            Arc::clone(&evaluated.evaluation),
            Arc::clone(&planned.site),
            &designed,
        );
        last.plan = Some(LastPlan {
            drafts: input.drafts,
            design: designed,
            planned,
        });
        self.last = Some(last);
        Checked::new(book, diagnostics)
    }

    /// Runs all stages up to the evaluation: for who wants to know where the teams stand, and no
    /// page.
    pub fn evaluate(&mut self, input: &Input<'_>, observer: &dyn Observer) -> Checked<Evaluated> {
        let before = self.last.take();
        let changed = changed(input, before.as_ref());
        let last = self.run(input, &changed, before.as_ref(), observer);
        let evaluated = last.evaluated.clone();
        self.last = Some(last);
        evaluated
    }

    /// Runs the stages up to the evaluation, as far as they have to be.
    fn run(
        &mut self,
        input: &Input<'_>,
        changed: &Changed,
        before: Option<&Last>,
        observer: &dyn Observer,
    ) -> Last {
        let before = before.filter(|before| before.has_terms_of(input));
        if let Some(before) = before
            && !(changed.models || changed.paths || changed.texts)
        {
            return Last {
                sources: input.sources.clone(),
                plan: None,
                ..before.clone()
            };
        }
        let known = Arc::clone(&self.files);
        let sorted = files::sort(input.sources, &input.config.book.src, &known);
        observer.begin(Stage::Parse, sorted.others.len());
        let models = match before.filter(|_| !changed.models) {
            Some(before) => before.models.clone(),
            None => {
                let registered = files::registered(&sorted.models, &input.config);
                Models {
                    registry: Arc::new(registered.value),
                    diagnostics: registered.diagnostics,
                }
            }
        };
        let keeps = before.map_or(Keeps::Pages, |last| last.keeps(changed, &models));
        let earlier = before.map(|before| &*before.evaluated.value.evaluation);
        let evaluated = self.evaluate_anew(input, (&sorted, &models, keeps), earlier, observer);
        Last {
            config: input.config.clone(),
            stamp: input.stamp.clone(),
            sources: input.sources.clone(),
            models,
            evaluated,
            plan: None,
        }
    }

    fn evaluate_anew(
        &mut self,
        input: &Input<'_>,
        (sorted, models, keeps): (&Files<'_>, &Models, Keeps),
        before: Option<&Evaluation>,
        observer: &dyn Observer,
    ) -> Checked<Evaluated> {
        let config = &input.config;
        let mut diagnostics = files::refused(input.sources);
        diagnostics.extend(models.diagnostics.iter().cloned());
        diagnostics.extend(settings::check(config, &models.registry, input.sources));
        let context = Context {
            registry: &models.registry,
            sources: input.sources,
            src: &config.book.src,
            default_model: config.maturity.model.as_deref(),
            today: input.stamp.date,
            clock: input.stamp.clock,
        };
        self.read(&sorted.others, &context, keeps, observer);
        let (mut teams, mut documents) = (Vec::new(), Vec::new());
        for read in &*self.files {
            diagnostics.extend(read.diagnostics.iter().cloned());
            match &read.piece {
                Piece::Team(assessed) => teams.push(Arc::clone(assessed)),
                Piece::Page(doc) => documents.push(doc.clone()),
                Piece::None => {}
            }
        }
        if config.html.raw_html.sanitizes() {
            // What becomes of it is told with the links.
            diagnostics.retain(|one| one.code != Code::RawHtml);
        }
        let roster = self.gather(teams, &context, keeps);
        let gathered = self.gathered.iter();
        diagnostics.extend(gathered.flat_map(|gathered| gathered.diagnostics.iter().cloned()));
        let evaluated = Evaluated {
            evaluation: Arc::new(self.score(roster, input, before, observer)),
            registry: Arc::clone(&models.registry),
            documents,
        };
        Checked::new(evaluated, diagnostics)
    }

    /// Reads the files of teams and pages that are not known as they are.
    fn read(
        &mut self,
        files: &[Found<'_>],
        context: &Context<'_>,
        keeps: Keeps,
        observer: &dyn Observer,
    ) {
        let known = |found: &Found<'_>| {
            let before = found.before.filter(|b| b.digest == found.file.digest)?;
            let same = match keeps {
                Keeps::All => true,
                Keeps::ThoseAlone => !before.looks_up_files(),
                Keeps::Words if !before.is_page() => {
                    return before.rebound(context.registry).map(Arc::new);
                }
                Keeps::Words => true,
                Keeps::Pages => before.is_page() && found.is_page_in(context.src),
            };
            same.then(|| Arc::clone(before))
        };
        let all: Vec<Option<Arc<ReadFile>>> = match keeps {
            Keeps::Words => files.par_iter().map(known).collect(),
            _ => files.iter().map(known).collect(),
        };
        let missing = files.iter().zip(&all).filter(|(_, known)| known.is_none());
        let missing: Vec<&Found<'_>> = missing.map(|(found, _)| found).collect();
        for _ in missing.len()..files.len() {
            observer.advance();
        }
        let mut read = files::read_others(&missing, context, &|| observer.advance()).into_iter();
        let all = all.into_iter();
        let all = Arc::new(
            all.filter_map(|known| known.or_else(|| read.next()))
                .collect(),
        );
        let old = std::mem::replace(&mut self.files, all);
        if missing.len() * 2 > files.len() {
            // To give back what a large book was read into takes a while, and nobody waits for it.
            rayon::spawn(move || drop(old));
        }
    }

    /// The teams and their assessments, by what was gathered the last time where that is possible.
    fn gather(&mut self, files: Vec<Arc<Assessed>>, context: &Context<'_>, keeps: Keeps) -> Roster {
        let before = self.gathered.take();
        let before = before.filter(|_| matches!(keeps, Keeps::All));
        let again = before.and_then(|before| {
            let roster = regather(&before, &files)?;
            Some((roster, before.diagnostics.clone()))
        });
        let (roster, diagnostics) = again.unwrap_or_else(|| {
            let mut diagnostics = Vec::new();
            (gather(&files, context).take(&mut diagnostics), diagnostics)
        });
        self.gathered = Some(Arc::new(Gathered {
            files,
            roster: roster.clone(),
            diagnostics,
        }));
        roster
    }

    /// Scores every assessment and sets the reports in relation. What the book hides is removed
    /// first, so that no later stage can publish it.
    fn score(
        &mut self,
        roster: Roster,
        input: &Input<'_>,
        before: Option<&Evaluation>,
        observer: &dyn Observer,
    ) -> Evaluation {
        let policy = policy(&input.config);
        let date = input.stamp.date;
        let left_out = roster.left_out;
        let (teams, assessments) = self.cards.hide(roster, &input.config.maturity.hide);
        observer.begin(Stage::Score, assessments.len());
        let reports = self
            .cards
            .score(&teams, assessments, &policy, date, &|| observer.advance());
        observer.begin(Stage::Evaluate, 0);
        let input = ScoreInput {
            teams,
            reports,
            policy,
            date,
            left_out,
        };
        evaluate_again(input, before)
    }
}

/// What is not as it was in the last run. With other settings, their difference is more than any
/// file's.
fn changed(input: &Input<'_>, before: Option<&Last>) -> Changed {
    before.map_or(Changed::EVERYTHING, |before| {
        Changed::between(&before.sources, input.sources, &input.config)
    })
}

/// The plan of the last run with new texts, where nothing else has changed; else a new one.
fn replan(
    input: &Input<'_>,
    (now, before): (&Last, Option<&Last>),
    changed: &Changed,
    design: &Design,
) -> Planned {
    let evaluated = &now.evaluated.value;
    let known = before.and_then(|before| Some((before, before.plan.as_ref()?)));
    let known = known.filter(|(before, plan)| {
        !(changed.paths || changed.assets)
            && Arc::ptr_eq(&before.models.registry, &now.models.registry)
            && plan.design.asset_paths == design.asset_paths
            && plan.drafts == input.drafts
            && before.config == now.config
    });
    if let Some((before, plan)) = known
        && Arc::ptr_eq(&before.evaluated.value.evaluation, &evaluated.evaluation)
        && !changed.texts
    {
        return plan.planned.clone();
    }
    let plan_input = PlanInput {
        config: &input.config,
        registry: &evaluated.registry,
        evaluation: &evaluated.evaluation,
        sources: input.sources,
        documents: evaluated.documents.clone(),
        theme_assets: &design.asset_paths,
        drafts: input.drafts,
    };
    let revised = known.and_then(|(before, known)| {
        let evaluation = &before.evaluated.value.evaluation;
        revise(&known.planned, evaluation, &plan_input)
    });
    revised.unwrap_or_else(|| {
        let Checked { value, diagnostics } = plan(plan_input);
        Planned {
            site: Arc::new(value),
            diagnostics,
        }
    })
}

/// Which of the remembered files still say the same.
#[derive(Clone, Copy)]
enum Keeps {
    All,
    /// Those that no other file has part in.
    ThoseAlone,
    /// All, by other models that mean the same by each word: assessments have to be told of them.
    Words,
    /// Pages alone, which say the same for all models, settings and days, if they are pages still.
    Pages,
}
