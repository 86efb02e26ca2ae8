use crate::assessment::{Answer, Assessment, BuyIn, Method, PlanItem, PlanStatus, Stance};
use crate::chart;
use crate::config::Hide;
use crate::model::{GoalIx, KpaIx, MaturityModel, PositionIx, Rating};
use crate::score::{Report, ReportIx, Satisfaction, TeamIx};
use crate::site::ABOUT_PREFIX;
use crate::tree::SitePath;

use super::presenter::{Presenter, Prose};
use super::words::{date_view, level, level_short, sentence_case};
use super::{
    AnswerGroup, Blocker, ChangeView, DimensionView, GapPhase, GoalMention, GoalRow, Helper,
    HistoryRow, KpaBlock, KpaLinkView, LevelView, Link, NextView, Player, ReportBody, ReportView,
    StepView, StopsView, Subject, TargetView, TransitionView, marks,
};

/// A team's page: its main report, or what is known of a team without any.
pub fn team<'a>(presenter: &Presenter<'a>, path: &SitePath, ix: TeamIx) -> ReportView<'a> {
    let standing = &presenter.evaluation.teams[ix];
    match standing.current.first() {
        Some(report) => page(presenter, path, *report),
        None => {
            let name = &standing.team.name;
            let description = format!("{name} has no assessment yet.");
            let crumbs = vec![presenter.home_crumb(path)];
            let meta = presenter.meta("report", path, name.clone(), description, crumbs);
            ReportView {
                page: presenter.with_source(meta, &standing.team.file),
                team: presenter.team_head(path, ix),
                verdicts: Vec::new(),
                report: None,
                about: about(presenter, path, ix),
            }
        }
    }
}

/// The page of one report, current or older.
pub fn page<'a>(presenter: &Presenter<'a>, path: &SitePath, ix: ReportIx) -> ReportView<'a> {
    let report = &presenter.evaluation.reports[ix];
    let subject = Subject::new(presenter.evaluation, report);
    let main = presenter.site.reports[ix] == presenter.site.teams[report.team];
    let team_name = subject.name.to_owned();
    let mut crumbs = vec![presenter.home_crumb(path)];
    let title = if main {
        team_name
    } else {
        crumbs.push(Link {
            text: team_name.clone(),
            href: path.link_to(&presenter.site.teams[report.team]),
        });
        let model = &report.assessment.model.name;
        if report.current {
            format!("{team_name}: {model}")
        } else {
            format!("{team_name}: {model}, {}", report.assessment.date)
        }
    };
    let sentences = subject.sentences();
    let description = if sentences.why_not.is_empty() {
        sentences.verdict.clone()
    } else {
        format!("{} {}", sentences.verdict, sentences.why_not)
    };
    let meta = presenter.meta("report", path, title, description, crumbs);
    let body = Body {
        presenter,
        path,
        ix,
        report,
        subject,
    };
    ReportView {
        page: presenter.with_source(meta, report.assessment.file()),
        team: presenter.team_head(path, report.team),
        verdicts: presenter.verdict_lines(path, report.team, Some(ix)),
        report: Some(body.present(sentences)),
        about: if main {
            about(presenter, path, report.team)
        } else {
            String::new()
        },
    }
}

fn about(presenter: &Presenter<'_>, path: &SitePath, ix: TeamIx) -> String {
    let team = &presenter.evaluation.teams[ix].team;
    match &team.document {
        Some(document) if !presenter.hides(Hide::Narrative) => {
            debug_assert!(!ABOUT_PREFIX.is_empty());
            presenter.html(path, document, &[document.body], Prose::About)
        }
        _ => String::new(),
    }
}

/// One report on its way into a page.
struct Body<'a, 'p> {
    presenter: &'p Presenter<'a>,
    path: &'p SitePath,
    ix: ReportIx,
    report: &'a Report,
    subject: Subject<'a>,
}

impl<'a> Body<'a, '_> {
    fn model(&self) -> &'a MaturityModel {
        &self.report.assessment.model
    }

    fn assessment(&self) -> &'a Assessment {
        &self.report.assessment
    }

    fn present(&self, sentences: super::Sentences) -> ReportBody<'a> {
        let (report, model, card) = (self.report, self.model(), &self.report.card);
        let assessment = self.assessment();
        let newest = presenter_newest(self.presenter, self.ix);
        let gaps = self.gaps();
        let narrative = if self.presenter.hides(Hide::Narrative) {
            String::new()
        } else {
            self.presenter.html(
                self.path,
                &assessment.document,
                &assessment.narrative.general,
                Prose::Section,
            )
        };
        let file = |extension| {
            report.current.then(|| {
                self.path.link_to(&self.presenter.site.report_file(
                    report.team,
                    &model.id,
                    extension,
                ))
            })
        };
        ReportBody {
            model: self.presenter.model_head(self.path, model),
            date: date_view(assessment.date),
            due: date_view(report.due),
            assessor: assessment.assessor.as_deref(),
            method: assessment.method.map(method),
            profile: assessment
                .profile
                .map(|ix| model.profiles[ix].name.as_str()),
            older: !report.current,
            newest: newest.filter(|ix| *ix != self.ix).map(|ix| Link {
                text: self.presenter.evaluation.reports[ix]
                    .assessment
                    .date
                    .to_string(),
                href: self.path.link_to(&self.presenter.site.reports[ix]),
            }),
            level: level(model, card.level),
            status: marks::status(card.status),
            up_to: (card.optimistic != card.level).then(|| level(model, card.optimistic)),
            staged_equivalent: (card.staged_equivalent != card.level)
                .then(|| level(model, card.staged_equivalent)),
            stale: report.stale,
            answered: card.answered,
            applicable: card.applicable,
            next: self.next(),
            target: self.target(),
            sentences,
            stairs: self.stairs(),
            levels: self.levels(),
            dimensions: self.dimensions(),
            ahead: self.kpa_links(&card.ahead),
            debt: self.kpa_links(&card.debt),
            strengthen: card
                .strengthen
                .iter()
                .map(|goal| self.mention(*goal))
                .collect(),
            stale_answers: report
                .stale_goals
                .iter()
                .map(|goal| self.mention(*goal))
                .collect(),
            answers: self.answers(&gaps),
            gaps,
            roadmap: self.roadmap(),
            actions: self.subject.actions(),
            stops: self.stops(),
            narrative,
            history: self.history(),
            history_chart: self.history_chart(),
            change: self.change(),
            appraisal: assessment.appraisal.clone(),
            file: self.presenter.source(assessment.file()),
            json: file("json"),
            badge: file("svg"),
        }
    }

    /// A link to a KPA's place in this page.
    fn kpa_links(&self, kpas: &[KpaIx]) -> Vec<KpaLinkView<'a>> {
        kpas.iter().map(|kpa| self.kpa_here(*kpa)).collect()
    }

    fn kpa_here(&self, kpa: KpaIx) -> KpaLinkView<'a> {
        let area = self.model().kpa(kpa);
        KpaLinkView {
            id: &area.id,
            name: &area.name,
            href: format!("#kpa-{}", area.id),
        }
    }

    fn mention(&self, ix: GoalIx) -> GoalMention<'a> {
        let goal = self.model().goal(ix);
        let answer = self.assessment().answer(ix);
        let mut text = self.answer_label(answer).to_owned();
        if let Some(on) = answer.and_then(|answer| answer.on) {
            text.push_str(&format!(", {on}"));
        }
        GoalMention {
            id: &goal.id,
            statement: &goal.statement,
            href: format!("#goal-{}", goal.id),
            text,
        }
    }

    fn answer_label(&self, answer: Option<&'a Answer>) -> &'a str {
        match answer.map(|answer| answer.rating) {
            Some(Rating::Step(step)) => &self.model().scale.steps[step.ix()].label,
            Some(Rating::NotApplicable) => "Not applicable",
            Some(Rating::Unknown) | None => "Not answered",
        }
    }

    fn next(&self) -> Option<NextView> {
        let next = self.report.card.next.as_ref()?;
        let model = self.model();
        let scope: Vec<KpaIx> = model
            .position(next.position)
            .kpas
            .iter()
            .copied()
            .filter(|kpa| {
                let score = &self.report.card.kpas[kpa.ix()];
                score.in_scope && score.satisfaction != Satisfaction::NotApplicable
            })
            .collect();
        Some(NextView {
            level: level(model, next.position),
            leads_to: level(model, next.leads_to),
            progress: next.progress,
            met: scope
                .iter()
                .filter(|kpa| self.report.card.kpas[kpa.ix()].met)
                .count(),
            of: scope.len(),
        })
    }

    fn target(&self) -> Option<TargetView> {
        let target = self.report.card.target.as_ref()?;
        let mut missing: Vec<KpaIx> = target
            .gap
            .iter()
            .flat_map(|(_, kpas)| kpas.iter().copied())
            .collect();
        missing.sort_unstable();
        missing.dedup();
        Some(TargetView {
            level: level(self.model(), target.target.asked),
            reached: target.reached,
            exceeded_by: target.exceeded_by,
            missing: missing.len(),
        })
    }

    fn stairs(&self) -> String {
        let (model, card) = (self.model(), &self.report.card);
        let next = self.next();
        let treads = model
            .position_indices()
            .map(|place| {
                let position = model.position(place);
                let kpas = position
                    .kpas
                    .iter()
                    .map(|kpa| &card.kpas[kpa.ix()])
                    .filter(|score| score.in_scope);
                chart::Tread {
                    id: &position.id,
                    name: &position.short_name,
                    marks: kpas.map(marks::ink_of_kpa).collect(),
                    note: match &next {
                        Some(next) if next.level.place == place.ix() => {
                            format!("{} of {}", next.met, next.of)
                        }
                        _ => String::new(),
                    },
                }
            })
            .collect();
        let title = sentence_case(&self.subject.short());
        let description = match &next {
            Some(next) => format!(
                "Levels {} to {}; of the next, {}, {} of {} KPAs are met.",
                model.positions.first().map_or("", |p| &p.id),
                model.positions.last().map_or("", |p| &p.id),
                next.level.id,
                next.met,
                next.of
            ),
            None => "The highest level of the model.".to_owned(),
        };
        let input = chart::Stairs {
            treads,
            here: card.level.ix(),
            up_to: card.optimistic.ix(),
            next: next.as_ref().map(|next| next.level.place),
            target: card.target.as_ref().map(|target| target.target.asked.ix()),
        };
        chart::stairs("stairs", &title, &description, &input)
    }

    fn levels(&self) -> Vec<LevelView<'a>> {
        let (model, card) = (self.model(), &self.report.card);
        model
            .position_indices()
            .map(|place| {
                let proof = card.proof.iter().find(|proof| proof.position == place);
                LevelView {
                    level: level(model, place),
                    base: place == PositionIx(0),
                    here: place == card.level,
                    next: card
                        .next
                        .as_ref()
                        .is_some_and(|next| next.position == place),
                    target: card
                        .target
                        .as_ref()
                        .is_some_and(|target| target.target.asked == place),
                    attained: proof.is_none_or(|proof| proof.attained),
                    sentence: match proof {
                        Some(proof) => self.subject.proof(proof),
                        None => "Everybody has the base level.".to_owned(),
                    },
                    kpas: self.cells(model.position(place).kpas.iter().copied()),
                }
            })
            .collect()
    }

    fn cells(&self, kpas: impl Iterator<Item = KpaIx>) -> Vec<super::KpaCell<'a>> {
        kpas.filter(|kpa| self.report.card.kpas[kpa.ix()].in_scope)
            .map(|kpa| self.presenter.kpa_cell(self.report, kpa))
            .collect()
    }

    fn dimensions(&self) -> Vec<DimensionView<'a>> {
        let model = self.model();
        if model.dimensions.len() < 2 {
            return Vec::new();
        }
        let top = model.positions.len().saturating_sub(1);
        model
            .dimensions
            .iter()
            .enumerate()
            .filter(|(ix, _)| self.has_scope(*ix))
            .map(|(ix, dimension)| {
                let place = self.report.card.dimensions[ix];
                let own = |kpa: &KpaIx| model.kpa(*kpa).dimension.is_some_and(|d| d.ix() == ix);
                DimensionView {
                    id: &dimension.id,
                    name: &dimension.name,
                    question: dimension.question.as_deref(),
                    level: level(model, place),
                    bar: chart::bar(&chart::Bar {
                        value: place.ix() as f64,
                        of: top as f64,
                        steps: top,
                    }),
                    kpas: self.cells(model.kpa_indices().filter(own)),
                }
            })
            .collect()
    }

    /// Whether any KPA of a dimension is in the assessment's scope.
    fn has_scope(&self, dimension: usize) -> bool {
        let model = self.model();
        model.kpa_indices().any(|kpa| {
            self.report.card.kpas[kpa.ix()].in_scope
                && model
                    .kpa(kpa)
                    .dimension
                    .is_some_and(|own| own.ix() == dimension)
        })
    }

    /// First the way to the next level in the roadmap's order, then what the target needs beyond it.
    fn gaps(&self) -> Vec<GapPhase<'a>> {
        let (model, card) = (self.model(), &self.report.card);
        let mut phases = Vec::new();
        let mut shown: Vec<KpaIx> = Vec::new();
        if let Some(next) = &card.next {
            shown.extend(&next.roadmap);
            phases.push(self.phase("To", next.position, next.roadmap.iter().copied()));
        }
        for (position, kpas) in card.target.iter().flat_map(|target| &target.gap) {
            let further: Vec<KpaIx> = kpas
                .iter()
                .copied()
                .filter(|kpa| !shown.contains(kpa))
                .collect();
            if !further.is_empty() {
                shown.extend(&further);
                phases.push(self.phase("Then, for the target, to", *position, further.into_iter()));
            }
        }
        let _ = model;
        phases
    }

    fn phase(
        &self,
        to: &str,
        position: PositionIx,
        kpas: impl Iterator<Item = KpaIx>,
    ) -> GapPhase<'a> {
        let level = level(self.model(), position);
        GapPhase {
            title: format!("{to} level {}", level.label),
            level,
            kpas: kpas.map(|kpa| self.block(kpa, true)).collect(),
        }
    }

    /// The KPAs that no gap shows, by level.
    fn answers(&self, gaps: &[GapPhase<'a>]) -> Vec<AnswerGroup<'a>> {
        let model = self.model();
        let shown: Vec<&str> = gaps
            .iter()
            .flat_map(|phase| phase.kpas.iter().map(|kpa| kpa.id))
            .collect();
        model
            .position_indices()
            .filter_map(|place| {
                let kpas: Vec<KpaBlock<'a>> = model
                    .position(place)
                    .kpas
                    .iter()
                    .filter(|kpa| self.report.card.kpas[kpa.ix()].in_scope)
                    .filter(|kpa| !shown.contains(&model.kpa(**kpa).id.as_str()))
                    .map(|kpa| self.block(*kpa, false))
                    .collect();
                (!kpas.is_empty()).then(|| AnswerGroup {
                    level: level(model, place),
                    kpas,
                })
            })
            .collect()
    }

    fn block(&self, ix: KpaIx, gap: bool) -> KpaBlock<'a> {
        let model = self.model();
        let kpa = model.kpa(ix);
        let score = &self.report.card.kpas[ix.ix()];
        let link = self.presenter.kpa_link(self.path, model, ix);
        KpaBlock {
            id: link.id,
            name: link.name,
            href: link.href,
            state: marks::state(score),
            text: marks::state_text(model, &self.report.card, ix),
            superseded_by: score.superseded_by.map(|by| model.kpa(by).id.as_str()),
            goals: model
                .goals_of(ix)
                .map(|goal| self.goal(goal, gap))
                .collect(),
            narrative: self.kpa_narrative(&kpa.id, &kpa.formerly),
        }
    }

    fn kpa_narrative(&self, id: &str, formerly: &[String]) -> String {
        if self.presenter.hides(Hide::Narrative) {
            return String::new();
        }
        let assessment = self.assessment();
        let own = |bound: &str| bound == id || formerly.iter().any(|old| old == bound);
        let parts: Vec<_> = assessment
            .narrative
            .bound
            .iter()
            .filter(|(bound, _)| own(bound))
            .map(|(_, span)| *span)
            .collect();
        if parts.is_empty() {
            return String::new();
        }
        self.presenter
            .html(self.path, &assessment.document, &parts, Prose::Block)
    }

    fn goal(&self, ix: GoalIx, gap: bool) -> GoalRow<'a> {
        let model = self.model();
        let goal = model.goal(ix);
        let answer = self.assessment().answer(ix);
        let score = &self.report.card.goals[ix.ix()];
        let open = gap
            && matches!(
                score.satisfaction,
                Satisfaction::Unsatisfied | Satisfaction::NotRated
            );
        let evidence = answer
            .map(|answer| self.presenter.evidence(self.path, answer))
            .unwrap_or_default();
        GoalRow {
            id: &goal.id,
            question: goal.question.as_deref().unwrap_or(&goal.statement),
            answer: self.answer_label(answer),
            ink: marks::ink_of_rating(
                model,
                answer.map_or(Rating::Unknown, |answer| answer.rating),
            ),
            open,
            note: answer.and_then(|answer| answer.note.as_deref()),
            examples: if open && evidence.is_empty() {
                &goal.evidence
            } else {
                &[]
            },
            evidence,
            on: answer.and_then(|answer| answer.on).map(|on| on.to_string()),
            stale: self.report.stale_goals.contains(&ix),
            line: answer
                .and_then(|answer| self.presenter.line(self.assessment().file(), answer.line)),
        }
    }

    fn roadmap(&self) -> Vec<StepView<'a>> {
        let Some(next) = &self.report.card.next else {
            return Vec::new();
        };
        next.roadmap
            .iter()
            .enumerate()
            .map(|(at, kpa)| self.step(at, *kpa, &next.roadmap))
            .collect()
    }

    fn step(&self, at: usize, ix: KpaIx, roadmap: &[KpaIx]) -> StepView<'a> {
        let model = self.model();
        let kpa = model.kpa(ix);
        let plan = self.assessment().plan.iter().find(|item| item.kpa == ix);
        let due = plan.and_then(|item| item.due);
        let done = plan.is_some_and(|item| item.status == Some(PlanStatus::Done));
        StepView {
            number: at + 1,
            id: &kpa.id,
            name: &kpa.name,
            href: format!("#kpa-{}", kpa.id),
            first_step: kpa.first_step.as_deref(),
            purpose: kpa.purpose.as_deref(),
            effort: kpa.effort.id(),
            owner: plan
                .and_then(|item| item.owner.as_deref())
                .or(kpa.owner.as_deref()),
            owner_planned: plan.is_some_and(|item| item.owner.is_some()),
            due: due.map(date_view),
            overdue: self.report.current
                && !done
                && due.is_some_and(|due| due < self.presenter.evaluation.date),
            status: plan.and_then(|item| item.status).map(plan_status),
            issue: plan
                .and_then(|item| item.issue.as_deref())
                .and_then(issue_link),
            blocked_by: plan.and_then(|item| item.blocked_by.as_deref()),
            note: plan.and_then(|item| item.note.as_deref()),
            after: kpa
                .depends_on
                .iter()
                .filter(|link| roadmap.contains(&link.kpa))
                .map(|link| model.kpa(link.kpa).id.as_str())
                .collect(),
            open_goals: self.subject.open_goals(ix),
            helpers: self.helpers(ix),
            line: plan.and_then(|item: &PlanItem| {
                self.presenter.line(self.assessment().file(), item.line)
            }),
        }
    }

    fn helpers(&self, kpa: KpaIx) -> Vec<Helper<'a>> {
        let evaluation = self.presenter.evaluation;
        if !self.report.current {
            return Vec::new();
        }
        let id = &self.model().kpa(kpa).id;
        evaluation
            .helpers_for(self.ix, kpa)
            .into_iter()
            .map(|ix| Helper {
                team: &evaluation.teams[evaluation.reports[ix].team].team.name,
                href: format!(
                    "{}#kpa-{id}",
                    self.path.link_to(&self.presenter.site.reports[ix])
                ),
            })
            .collect()
    }

    fn stops(&self) -> StopsView<'a> {
        let assessment = self.assessment();
        let blockers = assessment
            .plan
            .iter()
            .filter(|item| item.blocked_by.is_some() || item.status == Some(PlanStatus::Blocked))
            .map(|item| Blocker {
                kpa: self.kpa_here(item.kpa),
                reason: item.blocked_by.as_deref().unwrap_or("No reason is given."),
                owner: item.owner.as_deref(),
                line: self.presenter.line(assessment.file(), item.line),
            })
            .collect();
        let model = self.model();
        let transition = self.report.card.next.as_ref().and_then(|next| {
            model
                .transitions
                .iter()
                .find(|t| t.to == next.position && t.from == self.report.card.level)
                .or_else(|| model.transitions.iter().find(|t| t.to == next.position))
        });
        StopsView {
            blockers,
            players: assessment.buy_in.iter().map(player).collect(),
            transition: transition.map(|transition| transition_view(model, transition)),
        }
    }

    /// All reports of this team and model, latest first.
    fn chain(&self) -> Vec<ReportIx> {
        let mut chain = Vec::new();
        let mut at = presenter_newest(self.presenter, self.ix).or(Some(self.ix));
        while let Some(ix) = at {
            chain.push(ix);
            at = self.presenter.evaluation.reports[ix].previous;
        }
        chain
    }

    fn history(&self) -> Vec<HistoryRow> {
        let reports = &self.presenter.evaluation.reports;
        self.chain()
            .into_iter()
            .map(|ix| {
                let report = &reports[ix];
                let model = &report.assessment.model;
                HistoryRow {
                    date: date_view(report.assessment.date),
                    level: level(model, report.card.level),
                    status: marks::status(report.card.status),
                    href: self.path.link_to(&self.presenter.site.reports[ix]),
                    here: ix == self.ix,
                    change: report.change.as_ref().and_then(|change| change.level),
                    model_changed: report
                        .change
                        .as_ref()
                        .is_some_and(|change| change.model_changed),
                    version: model.version.clone(),
                }
            })
            .collect()
    }

    fn history_chart(&self) -> String {
        let reports = &self.presenter.evaluation.reports;
        let mut chain = self.chain();
        chain.reverse();
        if chain.len() < 2 {
            return String::new();
        }
        let model = &reports[chain[chain.len() - 1]].assessment.model;
        let levels: Vec<&str> = model
            .positions
            .iter()
            .map(|position| position.id.as_str())
            .collect();
        let start = reports[chain[0]].assessment.date;
        let dates: Vec<String> = chain
            .iter()
            .map(|ix| reports[*ix].assessment.date.to_string())
            .collect();
        let points: Vec<chart::Point<'_>> = chain
            .iter()
            .zip(&dates)
            .map(|(ix, text)| {
                let report = &reports[*ix];
                let own = report.assessment.model.position(report.card.level);
                chart::Point {
                    day: (report.assessment.date - start).get_days(),
                    // A version with other levels is drawn by the id that both know.
                    place: levels
                        .iter()
                        .position(|id| *id == own.id)
                        .unwrap_or(report.card.level.ix().min(levels.len() - 1)),
                    date: text,
                    broken: report
                        .change
                        .as_ref()
                        .is_some_and(|change| change.model_changed),
                }
            })
            .collect();
        let description = chain
            .iter()
            .zip(&dates)
            .map(|(ix, date)| {
                format!(
                    "{date}: {}",
                    level_short(&reports[*ix].assessment.model, reports[*ix].card.level)
                )
            })
            .collect::<Vec<_>>()
            .join("; ");
        chart::history(
            "history-chart",
            "Level over time",
            &description,
            &levels,
            &points,
        )
    }

    fn change(&self) -> Option<ChangeView<'a>> {
        let change = self.report.change.as_ref()?;
        let previous = self.report.previous?;
        Some(ChangeView {
            since: date_view(self.presenter.evaluation.reports[previous].assessment.date),
            href: self.path.link_to(&self.presenter.site.reports[previous]),
            gained: self.kpa_links(&change.gained),
            lost: self.kpa_links(&change.lost),
        })
    }
}

/// The current report of the same team and model.
fn presenter_newest(presenter: &Presenter<'_>, ix: ReportIx) -> Option<ReportIx> {
    let reports = &presenter.evaluation.reports;
    let report = &reports[ix];
    presenter.evaluation.teams[report.team]
        .current
        .iter()
        .copied()
        .find(|current| reports[*current].assessment.model.id == report.assessment.model.id)
}

pub fn transition_view<'a>(
    model: &'a MaturityModel,
    transition: &'a crate::model::Transition,
) -> TransitionView<'a> {
    TransitionView {
        from: level(model, transition.from),
        to: level(model, transition.to),
        leads: transition.leads.as_deref(),
        sponsor: transition.sponsor.as_deref(),
        must_agree: &transition.must_agree,
        resistance: transition.resistance.as_deref(),
        wins: transition.wins.as_deref(),
        expertise: transition.expertise.as_deref(),
        change: transition.change.as_deref(),
        elapsed: transition.elapsed.as_deref(),
        one_time_cost: &transition.one_time_cost,
        running_cost: &transition.running_cost,
        costs: &transition.costs,
        benefits: &transition.benefits,
    }
}

fn player(buy_in: &BuyIn) -> Player<'_> {
    Player {
        name: sentence_case(&buy_in.player.replace(['-', '_'], " ")),
        stance: match buy_in.stance {
            Stance::Opposes => "opposes",
            Stance::Neutral => "neutral",
            Stance::Supports => "supports",
            Stance::Leads => "leads",
        },
        who: buy_in.who.as_deref(),
        note: buy_in.note.as_deref(),
    }
}

fn plan_status(status: PlanStatus) -> &'static str {
    match status {
        PlanStatus::Open => "open",
        PlanStatus::Started => "started",
        PlanStatus::Blocked => "blocked",
        PlanStatus::Done => "done",
    }
}

fn method(method: Method) -> &'static str {
    match method {
        Method::SelfAssessed => "self-assessed",
        Method::Peer => "peer-assessed",
        Method::External => "externally assessed",
    }
}

/// An issue is a link only where it is one that may be linked; else its text alone.
fn issue_link(issue: &str) -> Option<Link> {
    let short = issue
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(issue);
    let web = issue.starts_with("https://") || issue.starts_with("http://");
    Some(Link {
        text: if web && !short.is_empty() {
            short.to_owned()
        } else {
            issue.to_owned()
        },
        href: if web { issue.to_owned() } else { String::new() },
    })
}
