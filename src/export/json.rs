use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::{Exporter, rating_id};
use crate::assessment::{Team, TeamKind};
use crate::model::{GoalIx, KpaIx, MaturityModel, PositionIx};
use crate::score::{Action, Effect, Report, ReportIx, RollUp, ShortestWay, StepEffect};

/// Writes the whole book (schema `levelbook.export/1`): one line per model, team and unit, so that
/// a difference between two exports is short.
pub fn json(exporter: &Exporter<'_>, out: &mut dyn Write) -> io::Result<()> {
    let evaluation = exporter.evaluation;
    write!(
        out,
        "{{\"schema\":\"levelbook.export/1\",\"date\":\"{}\",\n\"models\":[",
        evaluation.date
    )?;
    lines(
        out,
        exporter.site.models.iter().map(|model| model_record(model)),
    )?;
    out.write_all(b"],\n\"teams\":[")?;
    let mut of_team: Vec<Vec<ReportIx>> = vec![Vec::new(); evaluation.teams.len()];
    for (ix, report) in evaluation.reports.iter().enumerate() {
        of_team[report.team].push(ix);
    }
    lines(
        out,
        evaluation
            .teams
            .iter()
            .zip(&of_team)
            .map(|(standing, reports)| TeamRecord {
                head: team_head(&standing.team),
                reports: reports
                    .iter()
                    .map(|ix| report_record(exporter, &evaluation.reports[*ix]))
                    .collect(),
            }),
    )?;
    out.write_all(b"],\n\"units\":[")?;
    lines(out, units(exporter).into_iter())?;
    out.write_all(b"]}\n")
}

/// One current report with its team (schema `levelbook.report/1`). The date of the build is not in
/// it: a day that changes nothing in a team must not change its files.
pub fn report_json(exporter: &Exporter<'_>, ix: ReportIx) -> Vec<u8> {
    let report = &exporter.evaluation.reports[ix];
    let team = &exporter.evaluation.teams[report.team].team;
    let record = OneReport {
        schema: "levelbook.report/1",
        team: team_head(team),
        report: report_record(exporter, report),
    };
    let mut bytes = serde_json::to_vec(&record).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn lines<T: Serialize>(out: &mut dyn Write, records: impl Iterator<Item = T>) -> io::Result<()> {
    let mut line = Vec::new();
    for (at, record) in records.enumerate() {
        line.clear();
        line.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut line, &record).map_err(io::Error::other)?;
        out.write_all(&line)?;
    }
    Ok(())
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ModelRecord<'a> {
    id: &'a str,
    version: &'a str,
    name: &'a str,
    progression: &'static str,
    levels: Vec<LevelRecord<'a>>,
    kpas: Vec<ModelKpaRecord<'a>>,
}

#[derive(Serialize)]
struct LevelRecord<'a> {
    id: &'a str,
    number: u32,
    name: &'a str,
}

#[derive(Serialize)]
struct ModelKpaRecord<'a> {
    id: &'a str,
    name: &'a str,
    level: &'a str,
    goals: Vec<&'a str>,
}

fn model_record(model: &MaturityModel) -> ModelRecord<'_> {
    ModelRecord {
        id: &model.id,
        version: &model.version,
        name: &model.name,
        progression: model.progression.id(),
        levels: model
            .position_indices()
            .map(|place| level(model, place))
            .collect(),
        kpas: model
            .kpa_indices()
            .map(|ix| ModelKpaRecord {
                id: &model.kpa(ix).id,
                name: &model.kpa(ix).name,
                level: &model.position(model.kpa(ix).position).id,
                goals: model
                    .goals_of(ix)
                    .map(|goal| model.goal(goal).id.as_str())
                    .collect(),
            })
            .collect(),
    }
}

fn level(model: &MaturityModel, place: PositionIx) -> LevelRecord<'_> {
    let position = model.position(place);
    LevelRecord {
        id: &position.id,
        number: position.number,
        name: &position.name,
    }
}

#[derive(Serialize)]
struct OneReport<'a> {
    schema: &'static str,
    team: TeamHead<'a>,
    report: ReportRecord<'a>,
}

#[derive(Serialize)]
struct TeamRecord<'a> {
    #[serde(flatten)]
    head: TeamHead<'a>,
    reports: Vec<ReportRecord<'a>>,
}

#[derive(Serialize)]
struct TeamHead<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    unit: &'a [String],
}

fn team_head(team: &Team) -> TeamHead<'_> {
    let (kind, product, version) = match &team.kind {
        TeamKind::Team => ("team", None, None),
        TeamKind::Vendor { product, version } => {
            ("vendor", Some(product.as_str()), version.as_deref())
        }
    };
    TeamHead {
        id: &team.id,
        name: &team.name,
        kind,
        product,
        version,
        unit: &team.unit,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ReportRecord<'a> {
    model: &'a str,
    model_version: &'a str,
    date: String,
    current: bool,
    level: LevelRecord<'a>,
    range: RangeRecord<'a>,
    status: &'static str,
    staged_equivalent: &'a str,
    progress: Option<u8>,
    coverage: Coverage,
    dimensions: Vec<DimensionRecord<'a>>,
    kpas: Kpas<'a>,
    next: Option<NextRecord<'a>>,
    target: Option<TargetRecord<'a>>,
    ahead: Vec<&'a str>,
    debt: Vec<&'a str>,
    strengthen: Vec<&'a str>,
    actions: Vec<ActionRecord>,
    stale: bool,
    due: String,
}

#[derive(Serialize)]
struct RangeRecord<'a> {
    low: &'a str,
    high: &'a str,
}

#[derive(Serialize)]
struct Coverage {
    answered: u32,
    applicable: u32,
}

#[derive(Serialize)]
struct DimensionRecord<'a> {
    id: &'a str,
    level: &'a str,
}

/// The KPAs of a report, each made when it is written: an export of a large book holds a million
/// answers.
struct Kpas<'a> {
    report: &'a Report,
    shows_lines: bool,
}

impl Serialize for Kpas<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kpas = self.report.assessment.model.kpa_indices();
        serializer.collect_seq(kpas.map(|kpa| kpa_record(self, kpa)))
    }
}

#[derive(Serialize)]
struct KpaRecord<'a> {
    id: &'a str,
    rating: &'static str,
    score: Option<f64>,
    goals: Goals<'a>,
}

/// The goals of a KPA.
struct Goals<'a> {
    of: &'a Kpas<'a>,
    kpa: KpaIx,
}

impl Serialize for Goals<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let goals = self.of.report.assessment.model.goals_of(self.kpa);
        serializer.collect_seq(goals.map(|goal| goal_record(self.of, goal)))
    }
}

#[derive(Serialize)]
struct GoalRecord<'a> {
    id: &'a str,
    rating: &'a str,
    file: Option<&'a str>,
    line: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct NextRecord<'a> {
    level: &'a str,
    leads_to: &'a str,
    roadmap: Vec<&'a str>,
    steps: Vec<StepRecord<'a>>,
    shortest: WayRecord<'a>,
}

/// What a step of the roadmap does: with all steps before it, and alone.
#[derive(Serialize)]
struct StepRecord<'a> {
    kpa: &'a str,
    after: EffectRecord<'a>,
    alone: EffectRecord<'a>,
}

#[derive(Serialize)]
struct EffectRecord<'a> {
    level: &'a str,
    progress: Option<u8>,
}

#[derive(Serialize)]
struct WayRecord<'a> {
    kpas: Vec<&'a str>,
    goals: Vec<&'a str>,
    effort: u32,
    exact: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct TargetRecord<'a> {
    level: &'a str,
    exceeded_by: u32,
    gap: Vec<GapRecord<'a>>,
    shortest: Option<WayRecord<'a>>,
}

#[derive(Serialize)]
struct GapRecord<'a> {
    level: &'a str,
    kpas: Vec<&'a str>,
}

#[derive(Serialize)]
struct ActionRecord {
    kind: &'static str,
}

fn report_record<'a>(exporter: &Exporter<'a>, report: &'a Report) -> ReportRecord<'a> {
    let model: &'a MaturityModel = &report.assessment.model;
    let card = &report.card;
    let id = |place: PositionIx| model.position(place).id.as_str();
    let kpa_ids = |kpas: &[KpaIx]| {
        kpas.iter()
            .map(|kpa| model.kpa(*kpa).id.as_str())
            .collect::<Vec<_>>()
    };
    ReportRecord {
        model: &model.id,
        model_version: &model.version,
        date: report.assessment.date.to_string(),
        current: report.current,
        level: level(model, card.level),
        range: RangeRecord {
            low: id(card.level),
            high: id(card.optimistic),
        },
        status: card.status.id(),
        staged_equivalent: id(card.staged_equivalent),
        progress: card.next.as_ref().and_then(|next| next.progress),
        coverage: Coverage {
            answered: card.answered,
            applicable: card.applicable,
        },
        dimensions: model
            .dimensions
            .iter()
            .zip(&card.dimensions)
            .map(|(dimension, place)| DimensionRecord {
                id: &dimension.id,
                level: id(*place),
            })
            .collect(),
        kpas: Kpas {
            report,
            shows_lines: exporter.shows_lines(),
        },
        next: card.next.as_ref().map(|next| NextRecord {
            level: id(next.position),
            leads_to: id(next.leads_to),
            roadmap: kpa_ids(&next.roadmap),
            steps: next
                .steps
                .iter()
                .map(|step| step_record(model, step))
                .collect(),
            shortest: way_record(model, &next.shortest),
        }),
        target: card.target.as_ref().map(|target| TargetRecord {
            level: id(target.target.asked),
            exceeded_by: target.exceeded_by,
            gap: target
                .gap
                .iter()
                .map(|(place, kpas)| GapRecord {
                    level: id(*place),
                    kpas: kpa_ids(kpas),
                })
                .collect(),
            shortest: target.shortest.as_ref().map(|way| way_record(model, way)),
        }),
        ahead: kpa_ids(&card.ahead),
        debt: kpa_ids(&card.debt),
        strengthen: card
            .strengthen
            .iter()
            .map(|goal| model.goal(*goal).id.as_str())
            .collect(),
        actions: report
            .actions
            .iter()
            .map(|action| ActionRecord {
                kind: action_kind(*action),
            })
            .collect(),
        stale: report.stale,
        due: report.due.to_string(),
    }
}

fn step_record<'a>(model: &'a MaturityModel, step: &StepEffect) -> StepRecord<'a> {
    let record = |effect: Effect| EffectRecord {
        level: &model.position(effect.level).id,
        progress: effect.progress,
    };
    StepRecord {
        kpa: &model.kpa(step.kpa).id,
        after: record(step.after),
        alone: record(step.alone),
    }
}

fn way_record<'a>(model: &'a MaturityModel, way: &ShortestWay) -> WayRecord<'a> {
    let (kpas, goals) = (way.kpas.iter(), way.goals.iter());
    WayRecord {
        kpas: kpas.map(|kpa| model.kpa(*kpa).id.as_str()).collect(),
        goals: goals.map(|goal| model.goal(*goal).id.as_str()).collect(),
        effort: way.effort,
        exact: way.exact,
    }
}

fn kpa_record<'a>(of: &'a Kpas<'a>, kpa: KpaIx) -> KpaRecord<'a> {
    let score = &of.report.card.kpas[kpa.ix()];
    KpaRecord {
        id: &of.report.assessment.model.kpa(kpa).id,
        rating: score.satisfaction.id(),
        score: score.score.map(|share| {
            // Cut off, as the worked examples are: a share below one never reads as one.
            f64::from(share.floor(10_000)) / 10_000.0
        }),
        goals: Goals { of, kpa },
    }
}

fn goal_record<'a>(of: &'a Kpas<'a>, goal: GoalIx) -> GoalRecord<'a> {
    let assessment = &of.report.assessment;
    let answer = assessment.answer(goal);
    GoalRecord {
        id: &assessment.model.goal(goal).id,
        rating: rating_id(&assessment.model, answer.map(|answer| answer.rating)),
        file: of.shows_lines.then(|| assessment.file().as_str()),
        line: answer.filter(|_| of.shows_lines).map(|answer| answer.line),
    }
}

fn action_kind(action: Action) -> &'static str {
    match action {
        Action::AssessAgain => "assess-again",
        Action::AnswerOpenQuestions => "answer-open-questions",
    }
}

#[derive(Serialize)]
struct UnitRecord<'a> {
    path: &'a [String],
    models: Vec<UnitModelRecord<'a>>,
}

#[derive(Serialize)]
struct UnitModelRecord<'a> {
    model: &'a str,
    level: Option<&'a str>,
    range: RangeRecord<'a>,
    status: &'static str,
    median: Option<&'a str>,
    distribution: serde_json::Map<String, serde_json::Value>,
    unrated: u32,
    stale: u32,
}

/// All units of all portfolios, by path, each with its models in the order of the portfolios.
fn units<'a>(exporter: &Exporter<'a>) -> Vec<UnitRecord<'a>> {
    let mut units: std::collections::BTreeMap<&'a [String], Vec<UnitModelRecord<'a>>> =
        Default::default();
    for portfolio in &exporter.evaluation.portfolios {
        for unit in &portfolio.units {
            units
                .entry(&unit.path)
                .or_default()
                .push(unit_model(&portfolio.model, &unit.standing.roll_up));
        }
    }
    units
        .into_iter()
        .map(|(path, models)| UnitRecord { path, models })
        .collect()
}

fn unit_model<'a>(model: &'a MaturityModel, roll_up: &RollUp) -> UnitModelRecord<'a> {
    let id = |place: PositionIx| model.position(place).id.as_str();
    UnitModelRecord {
        model: &model.id,
        level: roll_up.level.map(id),
        range: RangeRecord {
            low: id(roll_up.low),
            high: id(roll_up.high),
        },
        status: roll_up.status.id(),
        median: roll_up.median.map(id),
        distribution: roll_up
            .distribution
            .iter()
            .enumerate()
            .filter(|(_, n)| **n > 0)
            .map(|(place, n)| (id(PositionIx::new(place)).to_owned(), (*n).into()))
            .collect(),
        unrated: roll_up.unrated,
        stale: roll_up.stale,
    }
}
