//! Views made by hand, one of every kind and of the extremes, for tests of templates.

use crate::chart::{
    Columns, Dimension, Due, Group, Head, History, Mark, Parts, Point, Profile, Roadmap, Stairs,
    Standing, Step, Tread, heads, history, parts, profile, roadmap, stairs, strip,
};
use crate::view::{
    ActivityView, AnswerGroup, Attention, Blocker, ChangeView, CommonFeatureView, CommonGap,
    Counts, DateView, DimensionView, DocumentView, EvidenceView, FeedEntry, FeedView, GapPhase,
    GoalDefinition, GoalMention, GoalRow, HeatGroup, Helper, HistoryRow, KpaBlock, KpaCell,
    KpaLinkView, KpaMark, KpaView, LevelName, LevelView, LineLink, Link, MatrixCell,
    ModelDimension, ModelHead, ModelKpa, ModelLevel, ModelStage, ModelView, Mover, NavLink,
    NavNode, NextView, OutlineItem, PageMeta, Pager, PlainView, Player, PortfolioView,
    PrintChapter, PrintPortfolio, PrintView, ProfileView, Reason, ReportBody, ReportView,
    RollUpView, RowGroup, ScaleStep, Sentences, Share, SiteView, SitemapView, SourceLink,
    StageCell, StepView, StopsView, Tail, TallyView, TargetView, TeamHead, TeamMention, TeamRow,
    TransitionView, UnitLink, UnitRow, UnitTally, UnitView, VerdictLine, WayGoal, WayKpa, WayView,
};

const LEVELS: [(&str, &str); 5] = [
    ("1", "Initial"),
    ("2", "Repeatable"),
    ("3", "Defined"),
    ("4", "Managed"),
    ("5", "Optimizing"),
];

const NAMES: [&str; 9] = [
    "Requirements management",
    "Project planning",
    "Tracking and oversight",
    "Subcontract management",
    "Quality assurance",
    "Configuration management",
    "Peer reviews",
    "Training programme",
    "Intergroup coordination",
];

const NOTES: [&str; 3] = [
    "Hot fixes bypass the review; the change log shows eleven of them since March.",
    "Held in every project since the spring, with minutes.",
    "Only the two largest products have it.",
];

fn leak(text: impl Into<String>) -> &'static str {
    String::leak(text.into())
}

pub(crate) fn level(place: usize) -> LevelName {
    let (id, name) = LEVELS[place];
    LevelName {
        id: id.to_owned(),
        label: format!("{id} {name}"),
        name: name.to_owned(),
        place,
    }
}

fn date(iso: &str, words: &str) -> DateView {
    DateView {
        iso: iso.to_owned(),
        words: words.to_owned(),
    }
}

fn link(text: &str, href: &str) -> Link {
    Link {
        text: text.to_owned(),
        href: href.to_owned(),
    }
}

fn nav(title: &str, path: &str) -> NavLink {
    NavLink {
        title: title.to_owned(),
        short: title.to_owned(),
        path: path.to_owned(),
    }
}

pub(crate) fn site(styles: &[String], scripts: &[String]) -> SiteView {
    SiteView {
        title: "Northwind level book".to_owned(),
        description: Some("How far our teams are".to_owned()),
        authors: vec!["Quality office".to_owned()],
        language: "en".to_owned(),
        direction: "ltr",
        locale: None,
        color_scheme: "auto",
        models: vec![
            nav("SW-CMM", "models/cmm.html"),
            nav("Operations", "models/omm.html"),
        ],
        pages: vec![
            nav("Policies", "policies/index.html"),
            nav("Manual", "manual.html"),
        ],
        styles: styles.to_vec(),
        scripts: scripts.to_vec(),
        feed: Some("feed.xml".to_owned()),
        search: true,
        print: true,
        repository: Some("https://example.org/book".to_owned()),
        policy: "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'".to_owned(),
        generator: "Levelbook",
    }
}

pub(crate) fn meta(kind: &'static str, title: &str, path: &str) -> PageMeta {
    let depth = path.matches('/').count();
    PageMeta {
        kind,
        title: title.to_owned(),
        description: format!("{title}, in one sentence & a bit."),
        root: "../".repeat(depth),
        path: path.to_owned(),
        canonical: Some(format!("https://example.org/book/{path}")),
        crumbs: vec![link("Teams", &format!("{}index.html", "../".repeat(depth)))],
        edit: Some("https://example.org/edit".to_owned()),
        source: Some("content/teams/payments/2026-07-01-cmm.md".to_owned()),
    }
}

fn model_head() -> ModelHead<'static> {
    ModelHead {
        id: "cmm",
        name: "Capability Maturity Model for Software",
        version: "1.1",
        href: "../models/cmm.html".to_owned(),
        progression: "staged",
        progression_text: "staged",
        notice: Some("CMM is a mark of its owner. This book is no appraisal."),
    }
}

/// One KPA of the sample: everything that depends on its number.
struct Kpa {
    id: &'static str,
    name: &'static str,
    place: usize,
    ink: &'static str,
    state: &'static str,
    text: &'static str,
}

/// `count` KPAs spread over the levels above the base; those of level 2 are met.
fn kpas(count: usize) -> Vec<Kpa> {
    (0..count)
        .map(|i| {
            let place = 1 + i * 4 / count;
            let (ink, state, text) = match (place, i % 5) {
                (1, 4) => ("na", "not-applicable", "not applicable"),
                (1, _) => ("4", "satisfied", "satisfied"),
                (2, 0) => ("4", "satisfied", "satisfied"),
                (2, 1) => ("3", "unsatisfied", "unsatisfied, 67 %"),
                (2, _) => ("2", "unsatisfied", "unsatisfied, 50 %"),
                (3, _) => ("0", "unsatisfied", "unsatisfied, 0 %"),
                _ => ("unknown", "not-rated", "not rated"),
            };
            Kpa {
                id: leak(format!("K{}", i + 1)),
                name: NAMES[i % NAMES.len()],
                place,
                ink,
                state,
                text,
            }
        })
        .collect()
}

fn cell(kpa: &Kpa) -> KpaCell<'static> {
    KpaCell {
        id: kpa.id,
        name: kpa.name,
        href: format!("#kpa-{}", kpa.id),
        state: kpa.state,
        ink: kpa.ink,
        text: kpa.text.to_owned(),
    }
}

fn mark(kpa: &Kpa) -> KpaMark<'static> {
    KpaMark {
        id: kpa.id,
        href: format!("#kpa-{}", kpa.id),
        ink: kpa.ink,
    }
}

fn kpa_link(kpa: &Kpa) -> KpaLinkView<'static> {
    KpaLinkView {
        id: kpa.id,
        name: kpa.name,
        href: format!("#kpa-{}", kpa.id),
    }
}

fn line(number: usize) -> Option<LineLink> {
    Some(LineLink {
        line: number as u32,
        href: Some(format!(
            "https://example.org/book/src/main/content/teams/payments.md#L{number}"
        )),
    })
}

fn block(kpa: &Kpa, goals: usize) -> KpaBlock<'static> {
    let rows = (1..=goals).map(|g| GoalRow {
        id: leak(format!("{}.{g}", kpa.id)),
        question: "Is every change to a released product reviewed and approved before it is made?",
        answer: match kpa.ink {
            "4" => "Yes",
            "3" => "Largely",
            "2" => "Partly",
            "0" => "No",
            "na" => "Not applicable",
            _ => "Not answered",
        },
        ink: kpa.ink,
        open: kpa.state == "unsatisfied",
        note: (kpa.ink != "unknown").then_some(NOTES[g % NOTES.len()]),
        evidence: if kpa.ink == "unknown" {
            Vec::new()
        } else {
            vec![EvidenceView {
                text: "Review policy",
                href: Some("../policies/review.html".to_owned()),
                detail: "2026-04-01, Quality manager".to_owned(),
            }]
        },
        examples: if kpa.ink == "unknown" {
            examples()
        } else {
            &[]
        },
        on: (g == 1 && kpa.ink == "2").then(|| "4 May 2026".to_owned()),
        stale: false,
        line: line(g + 20),
    });
    KpaBlock {
        id: kpa.id,
        name: kpa.name,
        href: format!("../models/cmm/{}.html", kpa.id),
        state: kpa.state,
        text: kpa.text.to_owned(),
        goals: rows.collect(),
        narrative: if kpa.id == "K8" {
            "<h4>Configuration management</h4><p>The branch policy is <em>written</em>, and the hot fixes ignore it.</p>".to_owned()
        } else {
            String::new()
        },
    }
}

fn examples() -> &'static [String] {
    Box::leak(vec!["Baseline".to_owned(), "Minutes of the approval".to_owned()].into_boxed_slice())
}

fn step(number: usize, kpa: &Kpa) -> StepView<'static> {
    StepView {
        number,
        id: kpa.id,
        name: kpa.name,
        href: format!("#kpa-{}", kpa.id),
        first_step: Some(
            "Let the next three hot fixes go through the review, and count the hours.",
        ),
        purpose: Some("Keep the products whole."),
        effort: "M",
        effort_text: "medium",
        owner: Some("Build engineer"),
        due: (number == 1).then(|| date("2026-10-01", "1 October 2026")),
        overdue: false,
        status: (number == 1).then_some("started"),
        status_text: (number == 1).then_some("started"),
        issue: (number == 1).then(|| link("#12", "https://example.org/issues/12")),
        blocked_by: (number == 2).then_some("No budget for the tool"),
        note: None,
        after: if number == 1 { vec![] } else { vec!["K7"] },
        open_goals: number,
        then: effect(number, 28 + 9 * number as u8),
        then_text: format!("then {}", effect(number, 28 + 9 * number as u8)),
        alone_text: (number > 1).then(|| "by itself 37% of level 3".to_owned()),
        facts: "medium effort · Build engineer · two open goals".to_owned(),
        due_text: (number == 1).then(|| "due 1 October 2026".to_owned()),
        helpers: [
            ("Checkout", "two pieces of evidence"),
            ("Search and browse", ""),
        ]
        .map(|(team, text)| Helper {
            team,
            href: format!("checkout.html#kpa-{}", kpa.id),
            text: text.to_owned(),
        })
        .into(),
        line: if number == 1 { line(80) } else { None },
    }
}

fn effect(step: usize, progress: u8) -> String {
    if step == 5 {
        "level 3, Defined".to_owned()
    } else {
        format!("{progress}% of level 3")
    }
}

fn way(kpas: &[&Kpa]) -> WayView<'static> {
    let one = |kpa: &&Kpa| WayKpa {
        kpa: KpaLinkView {
            id: kpa.id,
            name: kpa.name,
            href: format!("#kpa-{}", kpa.id),
        },
        effort: "M",
        instead: false,
        goals: vec![WayGoal {
            id: "K8.1",
            question: "Are all work products under version control?",
            href: "#goal-K8.1".to_owned(),
        }],
    };
    WayView {
        level: "3",
        text:
            "The shortest way to level 3 raises five goals in five KPAs, about ten effort points."
                .to_owned(),
        kpas: kpas.iter().map(one).collect(),
        goals: kpas.len(),
        effort: 2 * kpas.len() as u32,
        exact: true,
        other: false,
    }
}

fn head() -> TeamHead<'static> {
    TeamHead {
        id: "payments",
        name: "Payments",
        href: "payments.html".to_owned(),
        owner: Some("Engineering manager"),
        kind: "team",
        product: None,
        units: vec![
            UnitLink {
                label: Some("Area"),
                name: "Retail",
                href: "../units/retail.html".to_owned(),
            },
            UnitLink {
                label: Some("Department"),
                name: "Checkout",
                href: "../units/retail/checkout.html".to_owned(),
            },
        ],
    }
}

fn sentences() -> Sentences {
    Sentences {
        verdict: "Payments is at level 2, Repeatable. Two of the seven KPAs of level 3 are satisfied; the nearest is Peer reviews.".to_owned(),
        why: "All six KPAs of level 2 are satisfied or not applicable.".to_owned(),
        why_not: "Level 3 is not reached: five of its seven KPAs are not satisfied.".to_owned(),
        missing: "Five KPAs are missing to level 3, with eleven open goals.".to_owned(),
        how: "Start with Peer reviews: two goals are open, and nothing has to come before it.".to_owned(),
        stops: "One KPA is blocked: there is no budget for the tool. Management supports the move, development is neutral.".to_owned(),
        limits: vec!["Four goals are not answered, so the level could be as high as 3.".to_owned()],
        change: "One level up since 1 March 2025.".to_owned(),
    }
}

fn transition() -> TransitionView<'static> {
    let list = |text: &str| -> &'static [String] {
        Box::leak(vec![text.to_owned(), "Training days".to_owned()].into_boxed_slice())
    };
    TransitionView {
        from: level(1),
        to: level(2),
        leads: Some("Head of engineering"),
        sponsor: Some("Chief operating officer"),
        must_agree: list("Project managers"),
        resistance: Some("Reviews seem to cost more time than they save."),
        wins: Some("The first defect that a review finds before a release."),
        expertise: Some("Moderation of reviews"),
        change: None,
        elapsed: Some("About a year"),
        one_time_cost: list("Review tool"),
        running_cost: list("Two hours a week for each engineer"),
        costs: &[],
        benefits: list("Fewer defects after release"),
    }
}

/// A report with `count` KPAs of `goals` goals each, at level 2 of 5.
pub(crate) fn report(count: usize, goals: usize) -> ReportView<'static> {
    let kpas = kpas(count);
    let at = |place: usize| kpas.iter().filter(move |k| k.place == place);
    let unmet: Vec<&Kpa> = at(2).filter(|k| k.ink != "4").collect();
    let picture = stairs(
        "stairs",
        "The levels, and where Payments stands",
        "Level 2 of 5; two of seven KPAs of level 3 are satisfied.",
        &Stairs {
            treads: (0..5)
                .map(|place| Tread {
                    id: LEVELS[place].0,
                    name: LEVELS[place].1,
                    marks: at(place).map(|k| k.ink).collect(),
                    part_of: None,
                })
                .collect(),
            here: Some(1),
            up_to: 2,
            next: Some(2),
            note: "2 of 7".to_owned(),
            short_note: "2/7".to_owned(),
            target: Some(2),
            target_word: "target",
        },
    );
    let body = ReportBody {
        model: model_head(),
        date: date("2026-07-01", "1 July 2026"),
        due: date("2027-07-01", "1 July 2027"),
        assessor: Some("Quality manager"),
        method: Some("self-assessed"),
        profile: None,
        older: false,
        newest: None,
        level: level(1),
        status: "provisional",
        status_text: "provisional",
        up_to: Some(level(2)),
        staged_equivalent: None,
        stale: false,
        answered: 21,
        applicable: 25,
        next: Some(NextView {
            level: level(2),
            leads_to: level(2),
            progress: Some(28),
            met: 2,
            of: 7,
        }),
        target: Some(TargetView {
            level: level(2),
            reached: false,
            exceeded_by: 0,
            missing: 5,
        }),
        sentences: sentences(),
        stairs: picture,
        levels: (0..5)
            .map(|place| LevelView {
                level: level(place),
                base: place == 0,
                here: place == 1,
                next: place == 2,
                target: place == 2,
                attained: place < 2,
                sentence: match place {
                    0 => "Everybody has level 1.",
                    1 => "All its KPAs are satisfied or not applicable.",
                    2 => "Five of its KPAs are not satisfied.",
                    _ => "The level below is not reached.",
                }
                .to_owned(),
                kpas: at(place).map(cell).collect(),
            })
            .collect(),
        dimensions: ["Management", "Organization", "Engineering"]
            .into_iter()
            .enumerate()
            .map(|(i, name)| DimensionView {
                id: name,
                name,
                question: None,
                level: level(i + 1),
                kpas: kpas.iter().skip(i).step_by(3).map(mark).collect(),
            })
            .collect(),
        profile_chart: profile_picture(),
        ahead: at(2).take(1).map(kpa_link).collect(),
        debt: Vec::new(),
        strengthen: vec![GoalMention {
            id: "K1.1",
            statement: "Requirements are reviewed before they are used.",
            href: "#goal-K1.1".to_owned(),
            text: "Largely".to_owned(),
        }],
        stale_answers: Vec::new(),
        gaps: vec![GapPhase {
            title: "To level 3 Defined".to_owned(),
            level: level(2),
            kpas: unmet.iter().map(|k| block(k, goals)).collect(),
        }],
        answers: [1, 2, 3, 4]
            .into_iter()
            .map(|place| AnswerGroup {
                title: format!("Level {}", level(place).label),
                level: level(place),
                kpas: at(place)
                    .filter(|k| place != 2 || k.ink == "4")
                    .map(|k| block(k, goals))
                    .collect(),
            })
            .collect(),
        roadmap: unmet.iter().enumerate().map(|(i, k)| step(i + 1, k)).collect(),
        roadmap_chart: roadmap_picture(&unmet),
        way: Some(way(&unmet)),
        way_to_target: Some(way(&unmet)),
        actions: vec!["Answer the four open goals; they decide whether level 3 is within reach.".to_owned()],
        stops: StopsView {
            blockers: vec![Blocker {
                kpa: kpa_link(&kpas[7]),
                reason: "No budget for the tool",
                owner: Some("Head of engineering"),
                line: line(84),
            }],
            players: vec![
                Player { name: "Management".to_owned(), stance: "supports", stance_text: "supports", who: Some("Head of engineering"), note: Some("Wants it before the audit.") },
                Player { name: "Development".to_owned(), stance: "neutral", stance_text: "neutral", who: None, note: None },
            ],
            transition: Some(transition()),
        },
        narrative: "<h3 id=\"year\">The year in short</h3><p>The team was rebuilt in the spring. Since then every project has a plan, and the plan is kept: see <a href=\"https://example.org/plans\">the plans</a>.</p><p>What is still missing is the habit of reading each other's work before it is released.</p>".to_owned(),
        history: vec![
            HistoryRow { date: date("2026-07-01", "1 July 2026"), level: level(1), status: "provisional", status_text: "provisional", href: "payments.html".to_owned(), here: true, change: Some(1), model_changed: true, version: "1.1".to_owned() },
            HistoryRow { date: date("2025-03-01", "1 March 2025"), level: level(0), status: "rated", status_text: "rated", href: "payments/cmm-2025-03-01.html".to_owned(), here: false, change: Some(-1), model_changed: false, version: "1.0".to_owned() },
            HistoryRow { date: date("2024-03-01", "1 March 2024"), level: level(1), status: "rated", status_text: "rated", href: "payments/cmm-2024-03-01.html".to_owned(), here: false, change: None, model_changed: false, version: "1.0".to_owned() },
        ],
        history_chart: history(
            "history-chart",
            "Level over time",
            "2, 1, 2",
            &History {
                levels: LEVELS.iter().map(|(id, _)| *id).collect(),
                points: [(0, 1, "2024-03-01"), (365, 0, "2025-03-01"), (852, 1, "2026-07-01")]
                    .map(|(day, place, date)| Point {
                        day,
                        place,
                        date,
                        standing: Standing::Rated,
                        change: match place { 0 => Some(-1), _ if day > 0 => Some(1), _ => None },
                        version: (day == 852).then_some("1.1"),
                        here: day == 852,
                    })
                    .into(),
                years: vec![(-60, "2024".to_owned()), (306, "2025".to_owned()), (671, "2026".to_owned())],
            },
        ),
        change: Some(ChangeView {
            since: date("2025-03-01", "1 March 2025"),
            href: "payments/cmm-2025-03-01.html".to_owned(),
            gained: vec![kpa_link(&kpas[0]), kpa_link(&kpas[1])],
            lost: vec![],
        }),
        appraisal: vec![("Method".to_owned(), "Document review and interviews".to_owned())],
        file: Some(SourceLink {
            text: "content/teams/payments.md".to_owned(),
            href: Some("https://example.org/book/src/main/content/teams/payments.md".to_owned()),
        }),
        json: Some("payments/cmm.json".to_owned()),
        badge: Some("payments/cmm.svg".to_owned()),
    };
    ReportView {
        page: meta("report", "Payments", "teams/payments.html"),
        team: head(),
        verdicts: vec![
            VerdictLine {
                model: "SW-CMM".to_owned(),
                sentence: "Level 2 Repeatable, provisional".to_owned(),
                href: "payments.html".to_owned(),
                here: true,
            },
            VerdictLine {
                model: "Operations".to_owned(),
                sentence: "Level 3 Defined".to_owned(),
                href: "payments/omm.html".to_owned(),
                here: false,
            },
        ],
        report: Some(body),
        about: "<p>Payments takes the money.</p>".to_owned(),
    }
}

fn profile_picture() -> String {
    profile(
        "profile-chart",
        "Level by dimension",
        "Management at level 2, Organization at level 3, Engineering at level 4.",
        &Profile {
            levels: LEVELS.iter().map(|(id, _)| *id).collect(),
            dimensions: ["Management", "Organization", "Engineering"]
                .into_iter()
                .enumerate()
                .map(|(i, name)| Dimension {
                    name,
                    place: i + 1,
                    up_to: None,
                })
                .collect(),
            here: Some(1),
            target: Some(2),
        },
    )
}

fn roadmap_picture(unmet: &[&Kpa]) -> String {
    let steps = unmet.iter().enumerate().map(|(i, kpa)| Step {
        id: kpa.id,
        effort: 2,
        after: (i > 0).then_some(0).into_iter().collect(),
        due: (i == 1).then_some(Due {
            day: 90,
            date: "2026-09-29",
            overdue: false,
        }),
        ..Step::default()
    });
    let input = Roadmap {
        steps: steps.collect(),
        date: "2026-07-01",
        ..Roadmap::default()
    };
    roadmap("roadmap-chart", "The way to level 3", "The steps.", &input)
}

/// As large as a report of the benchmark's corpus: short questions and notes, evidence elsewhere,
/// no links to the source, a narrative of 2 KB.
pub(crate) fn report_plain() -> ReportView<'static> {
    let mut view = report(25, 1);
    view.page.canonical = None;
    view.verdicts.truncate(1);
    let Some(body) = &mut view.report else {
        return view;
    };
    let groups = body.gaps.iter_mut().map(|g| &mut g.kpas);
    let groups = groups.chain(body.answers.iter_mut().map(|g| &mut g.kpas));
    for goal in groups.flatten().flat_map(|kpa| &mut kpa.goals) {
        goal.question = "Is it in place?";
        goal.note = Some("Checklist kept in the wiki");
        goal.evidence = vec![EvidenceView {
            text: "https://ev.example.org/42/track-512",
            href: Some("https://ev.example.org/42/track-512".to_owned()),
            detail: String::new(),
        }];
        goal.line = Some(LineLink {
            line: 14,
            href: None,
        });
    }
    body.dimensions.truncate(1);
    body.history.truncate(1);
    body.profile_chart = String::new();
    body.history_chart = String::new();
    body.change = None;
    body.stops.players.clear();
    body.stops.transition = None;
    body.appraisal.clear();
    body.narrative = "<p>The team keeps a short list of open points.</p>".repeat(40);
    view
}

/// Everything unknown: no gaps can be told, nothing is known of the history.
pub(crate) fn report_unrated() -> ReportView<'static> {
    let mut view = report(8, 1);
    if let Some(body) = &mut view.report {
        body.level = level(0);
        body.status = "unrated";
        body.target = None;
        body.stairs = String::new();
        body.dimensions.clear();
        body.profile_chart = String::new();
        body.ahead.clear();
        body.strengthen.clear();
        body.roadmap.clear();
        (body.way, body.way_to_target) = (None, None);
        body.roadmap_chart = String::new();
        body.stops.blockers.clear();
        body.stops.players.clear();
        body.stops.transition = None;
        body.history.clear();
        body.history_chart = String::new();
        body.change = None;
        body.narrative = String::new();
        body.file = None;
        body.appraisal.clear();
        body.assessor = None;
        body.method = None;
        body.sentences.limits.clear();
        body.sentences.change = String::new();
    }
    view.verdicts.truncate(1);
    view.about = String::new();
    view
}

/// At the top of the ladder: nothing is missing, no next level, an older report.
pub(crate) fn report_top() -> ReportView<'static> {
    let mut view = report(8, 2);
    if let Some(body) = &mut view.report {
        body.level = level(4);
        body.status = "rated";
        body.up_to = None;
        body.next = None;
        body.older = true;
        body.newest = Some(link("The report of 1 July 2027", "../payments.html"));
        body.staged_equivalent = Some(level(3));
        body.stale = true;
        body.gaps.clear();
        body.roadmap.clear();
        (body.way, body.way_to_target) = (None, None);
        body.roadmap_chart = String::new();
        body.sentences.why_not = String::new();
        body.debt = vec![KpaLinkView {
            id: "K1",
            name: "Requirements management",
            href: "#kpa-K1".to_owned(),
        }];
        body.target = Some(TargetView {
            level: level(2),
            reached: true,
            exceeded_by: 2,
            missing: 0,
        });
    }
    view
}

/// A team that has never been assessed.
pub(crate) fn report_none() -> ReportView<'static> {
    ReportView {
        page: meta("report", "Returns", "teams/returns.html"),
        team: TeamHead {
            name: "Returns, exchanges and second-hand goods of all the countries",
            kind: "vendor",
            product: Some("Brambling Warehouse Suite 11.2".to_owned()),
            owner: None,
            units: Vec::new(),
            ..head()
        },
        verdicts: Vec::new(),
        report: None,
        about: "<p>New since June.</p>".to_owned(),
    }
}

fn columns(kpas: &[Kpa]) -> Vec<HeatGroup<'static>> {
    (1..5)
        .map(|place| HeatGroup {
            level: level(place),
            kpas: kpas
                .iter()
                .filter(|k| k.place == place)
                .map(|k| KpaLinkView {
                    href: format!("models/cmm/{}.html", k.id),
                    ..kpa_link(k)
                })
                .collect(),
        })
        .collect()
}

fn places(kpas: &[Kpa]) -> Columns {
    Columns::new((1..5).map(|place| kpas.iter().filter(|k| k.place == place).count()))
}

fn column_heads(kpas: &[Kpa]) -> String {
    let columns = columns(kpas);
    let groups: Vec<Group<'_>> = columns
        .iter()
        .map(|group| Group {
            id: &group.level.id,
            name: &group.level.name,
            columns: group
                .kpas
                .iter()
                .map(|kpa| Head {
                    id: kpa.id,
                    name: kpa.name,
                    href: &kpa.href,
                })
                .collect(),
        })
        .collect();
    heads(&places(kpas), &groups, "KPAs by level")
}

fn team_rows(count: usize, kpas: &[Kpa]) -> Vec<TeamRow<'static>> {
    const MARKS: [Mark; 7] = [
        Mark::Fill(1.0),
        Mark::Fill(0.75),
        Mark::Fill(0.5),
        Mark::Fill(0.25),
        Mark::Fill(0.0),
        Mark::NotApplicable,
        Mark::Unknown,
    ];
    const TEAMS: [&str; 6] = [
        "Payments",
        "Checkout",
        "Zürich hub",
        "Search and browse",
        "Warehouse",
        "Accounts receivable and dunning",
    ];
    let places = places(kpas);
    (0..count)
        .map(|i| TeamRow {
            group: (i % 4 == 0).then(|| RowGroup {
                name: "Retail".to_owned(),
                href: (i > 0).then(|| "units/retail.html".to_owned()),
                here: 4,
                teams: 4 + i,
            }),
            name: if i < TEAMS.len() {
                TEAMS[i]
            } else {
                leak(format!("Team {i}"))
            },
            href: format!("teams/team-{i}.html"),
            unit: ["Retail / Checkout", "Retail / Search", "Logistics"][i % 3].to_owned(),
            unit_above: if i % 3 < 2 { "Retail / " } else { "Logistics" }.to_owned(),
            unit_below: ["Checkout", "Search", ""][i % 3].to_owned(),
            unit_href: Some("units/retail/checkout.html".to_owned()),
            kind: if i == 4 { "vendor" } else { "team" },
            level: level(i * 7 % 5),
            status: ["rated", "provisional", "rated", "unrated"][i % 4],
            stale: i % 5 == 3,
            progress: (i % 4 != 3).then_some((i * 13 % 100) as u8),
            next: None,
            date: format!("2026-0{}-01", 1 + i % 9),
            change: [None, Some(1), Some(-1), None][i % 4],
            target: [Some("reached"), Some("missed"), None][i % 3],
            target_level: (i % 3 != 2).then(|| "3".to_owned()),
            reason: if i % 2 == 0 {
                String::new()
            } else {
                "Stale & fallen".to_owned()
            },
            strip: strip(
                &places,
                &kpas
                    .iter()
                    .map(|k| MARKS[(i * k.place + k.id.len() + i / 2) % 7])
                    .collect::<Vec<_>>(),
                "satisfied: K1, K2; not satisfied: K3 50 %",
            ),
        })
        .collect()
}

fn shares() -> Vec<Share> {
    [1, 5, 3, 2, 1]
        .into_iter()
        .enumerate()
        .map(|(place, count)| Share {
            level: level(place),
            count,
            provisional: u32::from(count > 2),
            percent: count * 100 / 12,
            bar: parts(&Parts {
                sure: f64::from(count),
                unsure: f64::from(u32::from(count > 2)),
                of: 5.0,
                outline: "bar-open",
            }),
        })
        .collect()
}

fn tail() -> Option<Tail> {
    Some(Tail {
        count: 1,
        percent: 8,
        bar: parts(&Parts {
            sure: 0.0,
            unsure: 1.0,
            of: 5.0,
            outline: "bar-none",
        }),
    })
}

fn roll_up() -> RollUpView<'static> {
    RollUpView {
        level: Some(level(1)),
        low: level(0),
        high: level(3),
        status: "provisional",
        status_text: "provisional",
        median: Some(level(1)),
        unrated: 1,
        stale: 2,
        remark: "One of five teams is unrated.".to_owned(),
    }
}

fn unit_rows(kpas: &[Kpa]) -> Vec<UnitRow<'static>> {
    let marks: Vec<Mark> = (0..kpas.len())
        .map(|i| Mark::Fill(i as f64 / 20.0))
        .collect();
    [("", 0), ("Retail", 0), ("Checkout", 1), ("Logistics", 0)]
        .into_iter()
        .map(|(name, depth)| UnitRow {
            kind: if name.is_empty() { "all" } else { "unit" },
            path: name.to_owned(),
            name: name.to_owned(),
            depth,
            href: format!("units/{}.html", name.to_lowercase()),
            teams: 4,
            roll_up: roll_up(),
            strip: strip(&places(kpas), &marks, "satisfied by: K1 3 of 4"),
        })
        .collect()
}

fn common_gaps(kpas: &[Kpa]) -> Vec<CommonGap<'static>> {
    kpas.iter()
        .filter(|k| k.place == 2)
        .map(|k| CommonGap {
            kpa: KpaLinkView {
                href: format!("models/cmm/{}.html", k.id),
                ..kpa_link(k)
            },
            teams: 4,
            of: 12,
            level: level(2),
            bar: parts(&Parts {
                sure: 4.0,
                unsure: 0.0,
                of: 12.0,
                outline: "bar-open",
            }),
        })
        .collect()
}

fn pager() -> Pager {
    Pager {
        number: 1,
        of: 2,
        previous: None,
        next: Some(link("Retail", "cmm-2.html")),
        pages: vec![
            link("Logistics", "index.html"),
            link("Retail", "cmm-2.html"),
        ],
    }
}

pub(crate) fn portfolio(teams: usize, count: usize) -> PortfolioView<'static> {
    let kpas = kpas(count);
    let mover = |team, from, to| Mover {
        team,
        href: "teams/team-1.html".to_owned(),
        from: level(from),
        to: level(to),
        date: date("2026-07-01", "1 July 2026"),
    };
    PortfolioView {
        page: PageMeta { crumbs: Vec::new(), edit: None, source: None, ..meta("portfolio", "Northwind level book", "index.html") },
        number: 0,
        intro: "<p>How we work, and how we know.</p>".to_owned(),
        about: "<h2>How to read it</h2><p>From the top.</p>".to_owned(),
        model: Some(ModelHead { href: "models/cmm.html".to_owned(), ..model_head() }),
        models: vec![
            VerdictLine { model: "SW-CMM".to_owned(), sentence: "Twelve teams".to_owned(), href: "index.html".to_owned(), here: true },
            VerdictLine { model: "Operations".to_owned(), sentence: "Three teams".to_owned(), href: "omm.html".to_owned(), here: false },
        ],
        sentence: "Twelve teams stand between level 1 and level 5; half of them are at level 2. The gap they share most often is Peer reviews.".to_owned(),
        distribution: shares(),
        unrated: tail(),
        counts: Counts { teams, rated: 8, provisional: 3, unrated: 1, stale: 2, target_missed: 4 },
        columns: columns(&kpas),
        heads: column_heads(&kpas),
        all: teams,
        rows: team_rows(teams, &kpas),
        common_gaps: common_gaps(&kpas),
        risers: vec![mover("Checkout", 1, 2)],
        fallers: vec![mover("Warehouse", 2, 1)],
        attention: vec![Attention { team: "Search and browse", href: "teams/team-3.html".to_owned(), reason: "stale since 1 March 2026".to_owned() }],
        units: unit_rows(&kpas),
        more_units: 1,
        without: vec![link("Returns", "teams/returns.html")],
        pager: Some(pager()),
    }
}

pub(crate) fn portfolio_empty() -> PortfolioView<'static> {
    let view = portfolio(0, 4);
    PortfolioView {
        intro: String::new(),
        about: String::new(),
        model: None,
        models: Vec::new(),
        sentence: "No team has been assessed yet.".to_owned(),
        distribution: Vec::new(),
        unrated: None,
        columns: Vec::new(),
        heads: String::new(),
        common_gaps: Vec::new(),
        risers: Vec::new(),
        fallers: Vec::new(),
        attention: Vec::new(),
        units: Vec::new(),
        without: Vec::new(),
        pager: None,
        ..view
    }
}

pub(crate) fn unit() -> UnitView<'static> {
    let kpas = kpas(18);
    UnitView {
        page: meta("unit", "Retail", "units/retail.html"),
        number: 0,
        name: "Retail",
        label: Some("Area"),
        model: model_head(),
        models: Vec::new(),
        sentence: "Retail is at level 2, with one of five teams unrated.".to_owned(),
        roll_up: roll_up(),
        distribution: shares(),
        unrated: None,
        columns: columns(&kpas),
        heads: column_heads(&kpas),
        all: 300,
        rows: team_rows(5, &kpas),
        common_gaps: common_gaps(&kpas),
        units: unit_rows(&kpas).split_off(1),
        more_units: 0,
        pager: None,
    }
}

pub(crate) fn model() -> ModelView<'static> {
    let kpas = kpas(18);
    let cells = |place: usize| -> Vec<MatrixCell<'static>> {
        (0..3)
            .map(|d| MatrixCell {
                text: if d == 0 { "reactive" } else { "" },
                kpas: kpas
                    .iter()
                    .filter(|k| k.place == place)
                    .skip(d)
                    .step_by(3)
                    .map(kpa_link)
                    .collect(),
            })
            .collect()
    };
    ModelView {
        page: meta("model", "Capability Maturity Model for Software", "models/cmm.html"),
        model: ModelHead { href: "cmm.html".to_owned(), ..model_head() },
        based_on: Some("After the technical report of 1993."),
        text: "<p>The model in general.</p>".to_owned(),
        settings: vec!["Not applicable is allowed for Subcontract management.".to_owned()],
        rules: vec!["A level is reached when all its KPAs and those of the levels below are satisfied.".to_owned()],
        scale: vec![
            ScaleStep { id: "yes", label: "Yes", value: "1".to_owned(), ink: "4", satisfies: true },
            ScaleStep { id: "largely", label: "Largely", value: "0.75".to_owned(), ink: "3", satisfies: true },
            ScaleStep { id: "no", label: "No", value: "0".to_owned(), ink: "0", satisfies: false },
        ],
        levels: (0..5)
            .map(|place| ModelLevel {
                level: level(place),
                base: place == 0,
                focus: Some("Competent people"),
                description: Some("What is typical of the level, in a sentence or two."),
                text: "<p>More of it.</p>".to_owned(),
                kpas: kpas
                    .iter()
                    .filter(|k| k.place == place)
                    .map(|k| ModelKpa {
                        id: k.id,
                        name: k.name,
                        href: format!("cmm/{}.html", k.id),
                        purpose: Some("Establish a common understanding between the customer and the project."),
                        dimension: Some("management"),
                        effort: "M",
                        effort_text: "medium",
                        goals: 3,
                        not_applicable_allowed: k.ink == "na",
                    })
                    .collect(),
                cells: cells(place),
                teams: place as u32,
            })
            .collect(),
        dimensions: ["Management", "Organization", "Engineering"]
            .map(|name| ModelDimension { id: name, name, question: Some("When do we think about it?"), description: Some("A dimension."), text: String::new() })
            .into(),
        stages: vec![ModelStage {
            id: "design",
            name: "Design",
            cells: (0..5)
                .map(|place| StageCell {
                    level: level(place).label,
                    activities: vec![ActivityView { text: "Models and budgets", kpas: vec![kpa_link(&kpas[0])] }],
                })
                .collect(),
        }],
        common_features: vec![CommonFeatureView { id: "CO", name: "Commitment to perform", question: Some("Is there a policy?") }],
        profiles: vec![ProfileView { id: "vendor", name: "Vendor product", kpas: vec![kpa_link(&kpas[0])] }],
        transitions: vec![transition()],
        kpa_count: 18,
        goal_count: 52,
        versions: vec![link("1.0", "cmm@1.0.html")],
        portfolio: Some("../index.html".to_owned()),
    }
}

pub(crate) fn kpa() -> KpaView<'static> {
    let all = kpas(18);
    KpaView {
        page: meta("kpa", "Peer reviews", "models/cmm/PR.html"),
        model: model_head(),
        id: "PR",
        name: "Peer reviews",
        level: level(2),
        level_href: "../cmm.html#level-3".to_owned(),
        dimension: Some("Engineering"),
        stages: vec!["Design", "Code"],
        purpose: Some("Remove defects from the work products early and efficiently."),
        owner: Some("Review leader"),
        roles: examples(),
        effort: "M",
        effort_text: "medium",
        weight: Some("1".to_owned()),
        first_step: Some("Review one module that everybody fears."),
        origin: Some("Level 3 of the model."),
        not_applicable_allowed: false,
        depends_on: vec![Reason {
            kpa: kpa_link(&all[0]),
            why: Some("reviews need something to be held against"),
        }],
        needed_by: vec![kpa_link(&all[9])],
        superseded_by: vec![],
        supersedes: vec![],
        references: vec!["CMMI: VER".to_owned()],
        goals: vec![
            GoalDefinition {
                id: "PR.1",
                statement: "Peer reviews are planned.",
                question: Some("Are peer reviews planned?"),
                evidence: examples(),
                weight: None,
            },
            GoalDefinition {
                id: "PR.2",
                statement: "Defects are found and removed.",
                question: None,
                evidence: &[],
                weight: Some("2".to_owned()),
            },
        ],
        common_features: vec![CommonFeatureView {
            id: "CO",
            name: "Commitment to perform",
            question: None,
        }],
        activities: vec!["Reviews of models and budgets".to_owned()],
        text: "<p>More.</p>".to_owned(),
        tally: Some(TallyView {
            satisfied: 4,
            unsatisfied: 6,
            not_rated: 1,
            not_applicable: 1,
        }),
        sentence: "Four of twelve teams satisfy Peer reviews.".to_owned(),
        satisfied: vec![TeamMention {
            team: "Checkout",
            href: "../../teams/checkout.html#kpa-PR".to_owned(),
            text: "Level 3".to_owned(),
        }],
        missing: vec![TeamMention {
            team: "Payments",
            href: "../../teams/payments.html#kpa-PR".to_owned(),
            text: "unsatisfied, 50 %".to_owned(),
        }],
        units: vec![UnitTally {
            name: "Retail",
            href: "../../units/retail.html".to_owned(),
            satisfied: 3,
            of: 7,
        }],
        portfolio: Some("../../index.html".to_owned()),
    }
}

pub(crate) fn document() -> DocumentView {
    let node = |title: &str, here, children| NavNode {
        title: title.to_owned(),
        href: Some("review.html".to_owned()),
        here,
        children,
    };
    let item = |text: &str, anchor: &str, level| OutlineItem {
        text: text.to_owned(),
        anchor: anchor.to_owned(),
        level,
    };
    DocumentView {
        page: meta("page", "Review policy", "policies/review.html"),
        content: "<h1>Review policy</h1><p>Every change is read by a second person before it is released. The one exception is named below.</p><h2 id=\"exceptions\">Exceptions</h2><ul><li>Hot fixes, on the day itself</li></ul><table><thead><tr><th>Kind</th><th>Who</th></tr></thead><tbody><tr><td>Code</td><td>Engineer</td></tr></tbody></table><pre><code>git log --oneline</code></pre><blockquote><p>Read before you release.</p></blockquote>".to_owned(),
        outline: vec![item("Exceptions", "exceptions", 2), item("Since when", "since", 3)],
        navigation: vec![node("Policies", false, vec![node("Review policy", true, vec![])]), NavNode { title: "Folder".to_owned(), href: None, here: false, children: vec![] }],
        previous: Some(link("Branch policy", "branch.html")),
        next: Some(link("Test policy", "test.html")),
    }
}

pub(crate) fn plain(kind: &'static str, title: &str, path: &str, target: &str) -> PlainView {
    PlainView {
        page: PageMeta {
            crumbs: Vec::new(),
            edit: None,
            source: None,
            ..meta(kind, title, path)
        },
        content: String::new(),
        target: target.to_owned(),
        style: String::new(),
        style_hash: String::new(),
    }
}

pub(crate) fn print() -> PrintView<'static> {
    PrintView {
        page: meta("print", "Northwind level book", "print.html"),
        portfolios: vec![PrintPortfolio {
            model: model_head(),
            sentence: "Twelve teams.".to_owned(),
            rows: team_rows(12, &[]),
            more: 3,
        }],
        chapters: vec![PrintChapter {
            title: "Review policy".to_owned(),
            content: "<p>Every change is read.</p>".to_owned(),
        }],
    }
}

pub(crate) fn feed() -> FeedView {
    FeedView {
        title: "Northwind level book".to_owned(),
        subtitle: Some("How far our teams are".to_owned()),
        authors: vec!["Quality office".to_owned()],
        id: "tag:example.org,2026:book".to_owned(),
        home: "https://example.org/book/".to_owned(),
        own: "https://example.org/book/feed.xml".to_owned(),
        updated: "2026-07-01T00:00:00Z".to_owned(),
        entries: vec![FeedEntry {
            id: "tag:example.org,2026:payments/cmm/2026-07-01".to_owned(),
            title: "Payments <R&D> rises to level 2".to_owned(),
            summary: "One level up since 1 March 2025.".to_owned(),
            href: "https://example.org/book/teams/payments.html?a=1&b=2".to_owned(),
            updated: "2026-07-01T00:00:00Z".to_owned(),
            model: "cmm".to_owned(),
            model_name: "SW-CMM".to_owned(),
        }],
    }
}

pub(crate) fn sitemap() -> SitemapView {
    SitemapView {
        addresses: vec![
            "https://example.org/book/index.html".to_owned(),
            "https://example.org/book/a.html?x=1&y=2".to_owned(),
        ],
        parts: Vec::new(),
    }
}
