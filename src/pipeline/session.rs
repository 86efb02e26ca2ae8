use std::collections::HashMap;
use std::sync::Arc;

use super::cards::Cards;
use super::compile::policy;
use super::design::{Design, design};
use super::files::{self, Piece, ReadFile, Unread};
use super::prints::Prints;
use super::{Book, Input, Observer, Stage, settings};
use crate::assessment::{Assessed, Context, Gathered, Role, Roster, gather, regather};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::Registry;
use crate::score::{Evaluation, Input as ScoreInput, evaluate_again};
use crate::site::{PageDoc, PlanInput, Planned, plan, revise};
use crate::tree::{BookPath, SourceFile};

/// Compiles a book again and again, and remembers what has not changed since the last time. What
/// it gives is what [`super::compile`] gives for the same input, in less time: a first run and a
/// later one are the same code.
///
/// Remembered is by file what was read of it, by assessment its scorecard, and the models, the
/// theme and the plan. The key of each is everything that the stage depends on.
#[derive(Clone, Default)]
pub struct Session {
    files: Arc<HashMap<BookPath, Arc<ReadFile>, ahash::RandomState>>,
    gathered: Option<Arc<Gathered>>,
    cards: Cards,
    frame: Option<Frame>,
    known: Option<Known>,
    design: Option<Arc<Design>>,
    last: Option<Last>,
}

/// What all files of teams are read against.
#[derive(Clone)]
struct Frame {
    prints: Prints,
    config: Config,
    stamp: super::Stamp,
    registry: Arc<Registry>,
    /// Of the models.
    diagnostics: Vec<Diagnostic>,
}

/// The last book, for the next plan.
#[derive(Clone)]
struct Last {
    prints: Prints,
    drafts: bool,
    design: Arc<Design>,
    config: Config,
    registry: Arc<Registry>,
    evaluation: Arc<Evaluation>,
    planned: Planned,
}

/// All stages up to the evaluation.
#[derive(Clone)]
pub struct Evaluated {
    pub registry: Arc<Registry>,
    pub evaluation: Arc<Evaluation>,
    documents: Vec<PageDoc>,
}

/// The last evaluation with everything that it depends on: a change of the theme leaves it as it is.
#[derive(Clone)]
struct Known {
    prints: Prints,
    config: Config,
    stamp: super::Stamp,
    evaluated: Evaluated,
    diagnostics: Vec<Diagnostic>,
}

impl Session {
    /// Runs all stages up to the plan.
    pub fn compile(&mut self, input: &Input<'_>, observer: &dyn Observer) -> Checked<Book> {
        let prints = Prints::of(input.sources, &input.config);
        let before = self.design.take();
        let evaluated = self.evaluate_with(input, &prints, observer);
        let designed = design(input, &prints, before);
        let mut diagnostics = designed.diagnostics.clone();
        let evaluated = evaluated.take(&mut diagnostics);
        observer.begin(Stage::Plan, 0);
        let evaluation = evaluated.evaluation;
        let planned = self.plan(
            input,
            &prints,
            (&designed, &evaluated.registry, &evaluation),
            evaluated.documents,
        );
        diagnostics.extend(planned.diagnostics.iter().cloned());
        let book = Book::new(
            input,
            Arc::clone(&evaluated.registry),
            Arc::clone(&evaluation),
            Arc::clone(&planned.site),
            &designed,
        );
        self.last = Some(Last {
            prints,
            drafts: input.drafts,
            design: Arc::clone(&designed),
            config: input.config.clone(),
            registry: evaluated.registry,
            evaluation,
            planned,
        });
        self.design = Some(designed);
        Checked::new(book, diagnostics)
    }

    /// Runs all stages up to the evaluation: for who wants to know where the teams stand, and no
    /// page.
    pub fn evaluate(&mut self, input: &Input<'_>, observer: &dyn Observer) -> Checked<Evaluated> {
        let prints = Prints::of(input.sources, &input.config);
        self.evaluate_with(input, &prints, observer)
    }

    fn evaluate_with(
        &mut self,
        input: &Input<'_>,
        prints: &Prints,
        observer: &dyn Observer,
    ) -> Checked<Evaluated> {
        let before = self.known.take();
        let before = before.filter(|b| b.config == input.config && b.stamp == input.stamp);
        let is_same = |before: &Known| {
            before.prints.paths == prints.paths
                && before.prints.models == prints.models
                && before.prints.texts == prints.texts
        };
        let known = match before {
            Some(before) if is_same(&before) => before,
            before => {
                let before = before.map(|before| before.evaluated.evaluation);
                let evaluated = self.evaluate_anew(input, prints, before.as_deref(), observer);
                Known {
                    prints: prints.clone(),
                    config: input.config.clone(),
                    stamp: input.stamp.clone(),
                    evaluated: evaluated.value,
                    diagnostics: evaluated.diagnostics,
                }
            }
        };
        let checked = Checked::new(known.evaluated.clone(), known.diagnostics.clone());
        self.known = Some(known);
        checked
    }

    fn evaluate_anew(
        &mut self,
        input: &Input<'_>,
        prints: &Prints,
        before: Option<&Evaluation>,
        observer: &dyn Observer,
    ) -> Checked<Evaluated> {
        let mut diagnostics = files::refused(input.sources);
        let config = &input.config;
        let sorted = files::sort(input.sources, &config.book.src);
        observer.begin(Stage::Parse, sorted.others.len());
        let keeps = self.enter(input, prints, &sorted.models);
        let frame = self.frame.as_ref();
        let registry = frame.map(|frame| Arc::clone(&frame.registry));
        let registry = registry.unwrap_or_default();
        diagnostics.extend(frame.iter().flat_map(|frame| frame.diagnostics.clone()));
        diagnostics.extend(settings::check(config, &registry, input.sources));
        let context = Context {
            registry: &registry,
            sources: input.sources,
            src: &config.book.src,
            default_model: config.maturity.model.as_deref(),
            today: input.stamp.date,
            clock: input.stamp.clock,
        };
        let (mut teams, mut documents) = (Vec::new(), Vec::new());
        for read in self.read(&sorted.others, &context, keeps, observer) {
            diagnostics.extend(read.diagnostics.iter().cloned());
            match &read.piece {
                Piece::Team(assessed) => teams.push(Arc::clone(assessed)),
                Piece::Page(doc) => documents.push(doc.clone()),
                Piece::None => {}
            }
        }
        let roster = self.gather(teams, &context, keeps);
        let gathered = self.gathered.iter();
        diagnostics.extend(gathered.flat_map(|gathered| gathered.diagnostics.iter().cloned()));
        let evaluated = Evaluated {
            evaluation: Arc::new(self.score(roster, input, before, observer)),
            registry,
            documents,
        };
        Checked::new(evaluated, diagnostics)
    }

    /// Makes the frame fit the input, and says which of the remembered files still count.
    fn enter(&mut self, input: &Input<'_>, prints: &Prints, models: &[&SourceFile]) -> Keeps {
        if let Some(frame) = &mut self.frame
            && frame.prints.models == prints.models
            && frame.config == input.config
            && frame.stamp == input.stamp
        {
            let same_paths = frame.prints.paths == prints.paths;
            frame.prints = prints.clone();
            return if same_paths {
                Keeps::All
            } else {
                Keeps::ThoseAlone
            };
        }
        let Checked {
            value: registry,
            diagnostics,
        } = files::registered(models, &input.config);
        self.frame = Some(Frame {
            prints: prints.clone(),
            config: input.config.clone(),
            stamp: input.stamp.clone(),
            registry: Arc::new(registry),
            diagnostics,
        });
        Keeps::None
    }

    /// What the files of teams and pages say, in their order.
    fn read(
        &mut self,
        files: &[(&SourceFile, Role)],
        context: &Context<'_>,
        keeps: Keeps,
        observer: &dyn Observer,
    ) -> Vec<Arc<ReadFile>> {
        let mut found: Vec<Option<Arc<ReadFile>>> = Vec::with_capacity(files.len());
        let mut missing = Vec::new();
        for (file, role) in files {
            let before = self.files.get(&file.path);
            let known = before.filter(|known| {
                known.digest == file.digest
                    && match keeps {
                        Keeps::All => true,
                        Keeps::ThoseAlone => !known.looks_up_files(),
                        Keeps::None => known.is_page() && *role == Role::Page,
                    }
            });
            match known {
                Some(_) => observer.advance(),
                None => missing.push(Unread {
                    file,
                    role: role.clone(),
                    before: before.cloned(),
                }),
            }
            found.push(known.cloned());
        }
        let mut read = files::read_others(&missing, context, &|| observer.advance()).into_iter();
        let all: Vec<Arc<ReadFile>> = found
            .into_iter()
            .filter_map(|known| known.or_else(|| read.next()))
            .collect();
        if self.files.len() != files.len() || !missing.is_empty() {
            self.remember(files, missing.len(), &all);
        }
        all
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

    fn remember(&mut self, files: &[(&SourceFile, Role)], missing: usize, all: &[Arc<ReadFile>]) {
        if missing * 2 > files.len() || self.files.len() > files.len() {
            // To give back what a large book was read into takes a while, and nobody waits for it.
            let old = std::mem::take(&mut self.files);
            rayon::spawn(move || drop(old));
        }
        let known = Arc::make_mut(&mut self.files);
        for ((file, _), read) in files.iter().zip(all) {
            let is_it = |known: &Arc<ReadFile>| Arc::ptr_eq(known, read);
            if !known.get(&file.path).is_some_and(is_it) {
                known.insert(file.path.clone(), Arc::clone(read));
            }
        }
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

    /// The plan of the last run with new texts, where nothing else has changed; else a new one.
    fn plan(
        &self,
        input: &Input<'_>,
        prints: &Prints,
        (design, registry, evaluation): (&Arc<Design>, &Arc<Registry>, &Arc<Evaluation>),
        documents: Vec<PageDoc>,
    ) -> Planned {
        let last = self.last.as_ref().filter(|last| {
            last.prints.paths == prints.paths
                && last.prints.assets == prints.assets
                && Arc::ptr_eq(&last.registry, registry)
                && last.design.asset_paths == design.asset_paths
                && last.drafts == input.drafts
                && last.config == input.config
        });
        if let Some(last) = last
            && Arc::ptr_eq(&last.evaluation, evaluation)
            && last.prints.texts == prints.texts
        {
            return last.planned.clone();
        }
        let plan_input = PlanInput {
            config: &input.config,
            registry,
            evaluation,
            sources: input.sources,
            documents,
            theme_assets: &design.asset_paths,
            drafts: input.drafts,
        };
        let revised = last.and_then(|last| revise(&last.planned, &last.evaluation, &plan_input));
        revised.unwrap_or_else(|| {
            let Checked { value, diagnostics } = plan(plan_input);
            Planned {
                site: Arc::new(value),
                diagnostics,
            }
        })
    }
}

/// Which of the remembered files still say the same.
#[derive(Clone, Copy)]
enum Keeps {
    All,
    /// Those that no other file has part in.
    ThoseAlone,
    None,
}
