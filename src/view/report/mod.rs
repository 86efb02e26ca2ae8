//! The report of a team, chapter by chapter.

mod answers;
mod history;
mod pictures;
mod roadmap;
mod standing;
mod stops;

pub use stops::transition_view;

use crate::assessment::{Answer, Assessment, Method};
use crate::config::Hide;
use crate::model::{GoalIx, KpaIx, MaturityModel, Rating};
use crate::score::{Report, ReportIx, TeamIx};
use crate::tree::SitePath;
use crate::view::presenter::{Presenter, Prose};
use crate::view::words::{date_view, level, status};
use crate::view::{GoalMention, KpaLinkView, Link, ReportBody, ReportView, Subject, marks};
use history::presenter_newest;

/// One report on its way into a page.
struct Body<'a, 'p> {
    presenter: &'p Presenter<'a>,
    path: &'p SitePath,
    ix: ReportIx,
    report: &'a Report,
    subject: Subject<'a>,
    /// How each KPA of the model stands, in words.
    states: Vec<String>,
}

/// A team's page: its main report, or what is known of a team without any.
pub fn team<'a>(presenter: &Presenter<'a>, path: &SitePath, ix: TeamIx) -> ReportView<'a> {
    let standing = &presenter.evaluation.teams[ix];
    match standing.current.first() {
        Some(report) => page(presenter, path, *report),
        None => {
            let name = &standing.team.name;
            let description = presenter
                .words
                .say("no_assessment", &[("team", name.into())]);
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
    let subject = presenter.subject(report);
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
            format!(
                "{team_name}: {model}, {}",
                presenter.words.date(report.assessment.date)
            )
        }
    };
    let mut sentences = subject.sentences();
    let is_silent = report.assessment.plan.is_empty() && report.assessment.buy_in.is_empty();
    if is_silent && (presenter.hides(Hide::Plan) || presenter.hides(Hide::BuyIn)) {
        // Nothing can be said of what the book keeps to itself.
        sentences.stops = presenter.words.text("stops_hidden").to_owned();
    }
    let mut description = if sentences.why_not.is_empty() {
        sentences.verdict.clone()
    } else {
        format!("{} {}", sentences.verdict, sentences.why_not)
    };
    if !main {
        // Two dates may have the same verdict.
        description = format!("{title}. {description}");
    }
    let meta = presenter.meta("report", path, title, description, crumbs);
    let (model, card) = (&report.assessment.model, &report.card);
    let states = model
        .kpa_indices()
        .map(|kpa| marks::state_text(presenter.words, model, card, kpa));
    let body = Body {
        presenter,
        path,
        ix,
        report,
        subject,
        states: states.collect(),
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
            presenter.html(path, document, &[document.body], Prose::About)
        }
        _ => String::new(),
    }
}

impl<'a> Body<'a, '_> {
    pub(super) fn model(&self) -> &'a MaturityModel {
        &self.report.assessment.model
    }

    pub(super) fn assessment(&self) -> &'a Assessment {
        &self.report.assessment
    }

    pub(super) fn present(&self, sentences: crate::view::Sentences) -> ReportBody<'a> {
        let (report, model, card) = (self.report, self.model(), &self.report.card);
        let (assessment, words) = (self.assessment(), self.presenter.words);
        let newest = presenter_newest(self.presenter, self.ix);
        let gaps = self.gaps();
        let (dimensions, roadmap) = (self.dimensions(), self.roadmap());
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
            date: date_view(words, assessment.date),
            due: date_view(words, report.due),
            assessor: assessment.assessor.as_deref(),
            method: assessment
                .method
                .map(|method| words.text(method_id(method))),
            profile: assessment
                .profile
                .map(|ix| model.profiles[ix].name.as_str()),
            older: !report.current,
            newest: newest.filter(|ix| *ix != self.ix).map(|ix| Link {
                text: words.date(self.presenter.evaluation.reports[ix].assessment.date),
                href: self.path.link_to(&self.presenter.site.reports[ix]),
            }),
            level: level(model, card.level),
            status: card.status.id(),
            status_text: status(words, card.status),
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
            profile_chart: self.profile_chart(&dimensions),
            dimensions,
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
            roadmap_chart: self.roadmap_chart(&roadmap),
            roadmap,
            way: self.way(),
            way_to_target: self.way_to_target(),
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
    pub(super) fn kpa_links(&self, kpas: &[KpaIx]) -> Vec<KpaLinkView<'a>> {
        kpas.iter().map(|kpa| self.kpa_here(*kpa)).collect()
    }

    pub(super) fn kpa_here(&self, kpa: KpaIx) -> KpaLinkView<'a> {
        let area = self.model().kpa(kpa);
        KpaLinkView {
            id: &area.id,
            name: &area.name,
            href: ["#kpa-", &area.id].concat(),
        }
    }

    pub(super) fn mention(&self, ix: GoalIx) -> GoalMention<'a> {
        let goal = self.model().goal(ix);
        let answer = self.assessment().answer(ix);
        let mut text = self.answer_label(answer).to_owned();
        if let Some(on) = answer.and_then(|answer| answer.on) {
            text.push_str(self.presenter.words.text("list_comma"));
            text.push_str(&self.presenter.words.short_date(on));
        }
        GoalMention {
            id: &goal.id,
            statement: &goal.statement,
            href: format!("#goal-{}", goal.id),
            text,
        }
    }

    pub(super) fn answer_label(&self, answer: Option<&'a Answer>) -> &'a str {
        match answer.map(|answer| answer.rating) {
            Some(Rating::Step(step)) => &self.model().scale.steps[step.ix()].label,
            Some(Rating::NotApplicable) => self.presenter.words.text("answer_label_na"),
            Some(Rating::Unknown) | None => self.presenter.words.text("answer_label_none"),
        }
    }
}

fn method_id(method: Method) -> &'static str {
    match method {
        Method::SelfAssessed => "method_self",
        Method::Peer => "method_peer",
        Method::External => "method_external",
    }
}
