//! `search-index.js`: names and facts of the whole book, for the search and for the filters of long
//! lists. A script that sets a variable, for a page opened from a folder may load a script and not
//! fetch a file. Pages load it when somebody begins to search.
//!
//! ```text
//! window.levelbookIndex={
//! "lists":["cmm","omm"],                       ids of the models with a list of teams; the first one's is the start page
//! "models":[
//! {"id":"cmm","version":"1.0.0","name":"…","page":"cmm",   models/PAGE.html
//!  "levels":[["1","Initial"],…],                           id and name, in order; models/PAGE.html#level-ID
//!  "kpas":[["RM","Requirements Management",1],…]},         id, name, place of its level; models/PAGE/ID.html; newest version only
//! …],
//! "units":[
//! ["Retail / Checkout","retail/checkout",0,12],    name, address, list, teams in that list: units/ADDRESS.html,
//! …],                                              or units/ADDRESS@MODEL.html by `lists` where list is not 0; -1 where no list has it
//! "teams":[
//! ["Payments","payments",0,[[0,1,8,33,20260701,2]]],   name, address, unit or -1, current reports, and a vendor's product
//! …],                                                  first report: teams/ADDRESS.html, others teams/ADDRESS/MODEL.html
//! "pages":[
//! ["How we review","guides/review.html",[["Exceptions","exceptions"],…]],   title, address, headings with their anchors
//! …]};
//! ```
//!
//! A report is: model, place of its level, sum of 1 provisional, 2 unrated, 4 stale and 8 target
//! missed, progress in percent or -1, date, and the place of the target where there is one. Places
//! count from 0 among the levels of the model.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Exporter;
use crate::assessment::{Team, TeamKind};
use crate::model::MaturityModel;
use crate::score::{Report, Status, TeamStanding};
use crate::site::{Page, PageDoc, unit_slug};
use crate::tree::SitePath;

const PROVISIONAL: u8 = 1;
const UNRATED: u8 = 2;
const STALE: u8 = 4;
const MISSED: u8 = 8;

/// Writes the index, one line per model, unit, team and page. Drafts are not in it, nor are pages
/// that are kept out of the navigation.
pub fn search_index(exporter: &Exporter<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (site, evaluation) = (exporter.site, exporter.evaluation);
    let lists: Vec<&str> = evaluation
        .portfolios
        .iter()
        .map(|portfolio| portfolio.model.id.as_str())
        .collect();
    let units = Units::new(exporter);
    out.write_all(b"window.levelbookIndex={\n\"lists\":")?;
    write_safe(out, &lists)?;
    out.write_all(b",\n\"models\":[")?;
    lines(out, site.models.iter().map(|m| model_record(exporter, m)))?;
    out.write_all(b"],\n\"units\":[")?;
    lines(out, units.records.iter())?;
    out.write_all(b"],\n\"teams\":[")?;
    let teams = evaluation.teams.iter();
    lines(out, teams.map(|team| team_record(exporter, &units, team)))?;
    out.write_all(b"],\n\"pages\":[")?;
    lines(out, pages(exporter))?;
    out.write_all(b"]};\n")
}

#[derive(Serialize)]
struct ModelRecord<'a> {
    id: &'a str,
    version: &'a str,
    name: &'a str,
    page: &'a str,
    levels: Vec<(&'a str, &'a str)>,
    kpas: Vec<(&'a str, &'a str, usize)>,
}

fn model_record<'a>(exporter: &Exporter<'a>, model: &'a MaturityModel) -> ModelRecord<'a> {
    let page = exporter.site.model(model).map_or("", |path| {
        let below = path.as_str().strip_prefix("models/").unwrap_or_default();
        below.strip_suffix(".html").unwrap_or(below)
    });
    let kpas = model.kpas.iter().filter(|_| !page.contains('@'));
    ModelRecord {
        id: &model.id,
        version: &model.version,
        name: &model.name,
        page,
        levels: model
            .positions
            .iter()
            .map(|position| (position.id.as_str(), position.name.as_str()))
            .collect(),
        kpas: kpas
            .map(|kpa| (kpa.id.as_str(), kpa.name.as_str(), kpa.position.ix()))
            .collect(),
    }
}

/// The units of all teams, with all units above them, by path.
struct Units<'a> {
    places: BTreeMap<&'a [String], usize>,
    records: Vec<UnitRecord>,
}

/// Name, address, list, teams.
#[derive(Serialize)]
struct UnitRecord(String, String, i32, usize);

impl<'a> Units<'a> {
    fn new(exporter: &Exporter<'a>) -> Self {
        let mut places: BTreeMap<&[String], usize> = BTreeMap::new();
        for standing in &exporter.evaluation.teams {
            let unit = &standing.team.unit;
            places.extend((1..=unit.len()).map(|depth| (&unit[..depth], 0)));
        }
        let mut records = Vec::with_capacity(places.len());
        for (path, place) in &mut places {
            *place = records.len();
            records.push(unit_record(exporter, path));
        }
        Self { places, records }
    }

    fn place(&self, unit: &[String]) -> i64 {
        self.places.get(unit).map_or(-1, |place| *place as i64)
    }
}

fn unit_record(exporter: &Exporter<'_>, path: &[String]) -> UnitRecord {
    let slug = unit_slug(path);
    let address = slug.strip_prefix("units/").unwrap_or(&slug).to_owned();
    let portfolios = exporter.evaluation.portfolios.iter().enumerate();
    let found = portfolios.into_iter().find_map(|(list, portfolio)| {
        let units = &portfolio.units;
        let at = units.binary_search_by(|unit| unit.path.as_slice().cmp(path));
        Some((list as i32, units[at.ok()?].standing.ranked.len()))
    });
    let (list, teams) = found.unwrap_or((-1, 0));
    UnitRecord(path.join(" / "), address, list, teams)
}

/// Name, address, unit, current reports; the product of a vendor.
#[derive(Serialize)]
#[serde(untagged)]
enum TeamRecord<'a> {
    Team(&'a str, &'a str, i64, Vec<ReportRecord>),
    Vendor(&'a str, &'a str, i64, Vec<ReportRecord>, String),
}

fn team_record<'a>(
    exporter: &Exporter<'a>,
    units: &Units<'_>,
    standing: &'a TeamStanding,
) -> TeamRecord<'a> {
    let team: &Team = &standing.team;
    let reports = standing
        .current
        .iter()
        .map(|ix| report_record(exporter, &exporter.evaluation.reports[*ix]))
        .collect();
    let unit = units.place(&team.unit);
    match &team.kind {
        TeamKind::Team => TeamRecord::Team(&team.name, &team.slug, unit, reports),
        TeamKind::Vendor { product, version } => {
            let product = match version {
                Some(version) => format!("{product} {version}"),
                None => product.clone(),
            };
            TeamRecord::Vendor(&team.name, &team.slug, unit, reports, product)
        }
    }
}

/// Model, level, state, progress, date, and target where there is one.
#[derive(Serialize)]
#[serde(untagged)]
enum ReportRecord {
    Plain(usize, usize, u8, i32, u32),
    Aimed(usize, usize, u8, i32, u32, usize),
}

fn report_record(exporter: &Exporter<'_>, report: &Report) -> ReportRecord {
    let (card, assessed) = (&report.card, &report.assessment);
    let is_model = |other: &MaturityModel| {
        std::ptr::eq(other, &*assessed.model)
            || (other.id == assessed.model.id && other.version == assessed.model.version)
    };
    let mut models = exporter.site.models.iter();
    let model = models.position(|model| is_model(model)).unwrap_or_default();
    let mut state = match card.status {
        Status::Rated => 0,
        Status::Provisional => PROVISIONAL,
        Status::Unrated => UNRATED,
    };
    if report.stale {
        state += STALE;
    }
    if card.target.as_ref().is_some_and(|target| !target.reached) {
        state += MISSED;
    }
    let progress = card.next.as_ref().and_then(|next| next.progress);
    let progress = progress.map_or(-1, i32::from);
    let date = assessed.date;
    let date =
        date.year().unsigned_abs() as u32 * 10_000 + date.month() as u32 * 100 + date.day() as u32;
    let level = card.level.ix();
    match &card.target {
        None => ReportRecord::Plain(model, level, state, progress, date),
        Some(target) => {
            let asked = target.target.asked.ix();
            ReportRecord::Aimed(model, level, state, progress, date, asked)
        }
    }
}

/// Title, address, headings with their anchors.
#[derive(Serialize)]
struct PageRecord<'a>(String, String, Vec<(&'a str, &'a str)>);

/// The start page's own text, then the ordinary pages.
fn pages<'a>(exporter: &Exporter<'a>) -> impl Iterator<Item = PageRecord<'a>> {
    let site = exporter.site;
    let sanitize = exporter.config.html.raw_html.sanitizes();
    let home = site.home.map(|ix| (ix, SitePath::new("index.html")));
    let others = site.entries.iter().filter_map(|entry| match entry.page {
        Page::Document(ix) => Some((ix, entry.path.clone())),
        _ => None,
    });
    home.into_iter()
        .chain(others)
        .map(move |(ix, path)| (&site.documents[ix], path))
        .filter(|(page, _)| !page.meta.hide)
        .map(move |(page, path)| page_record(page, &path, sanitize))
}

fn page_record<'a>(page: &'a PageDoc, path: &SitePath, sanitize: bool) -> PageRecord<'a> {
    let title = page.title(sanitize);
    let headings = page.document.headings.iter();
    let headings = headings
        .map(|heading| (heading.shown(sanitize), heading.anchor.as_str()))
        .filter(|(text, _)| *text != title && !text.is_empty())
        .collect();
    PageRecord(title, path.encoded(), headings)
}

fn lines<T: Serialize>(out: &mut dyn Write, records: impl Iterator<Item = T>) -> io::Result<()> {
    for (at, record) in records.enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        write_safe(out, &record)?;
    }
    Ok(())
}

/// Writes JSON that may stand in a script: no `<` that could end it, no line separators of old
/// engines.
fn write_safe(out: &mut dyn Write, record: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string(record).map_err(io::Error::other)?;
    let mut rest = json.as_str();
    while let Some(at) = rest.find(['<', '\u{2028}', '\u{2029}']) {
        out.write_all(&rest.as_bytes()[..at])?;
        let mut chars = rest[at..].chars();
        if let Some(c) = chars.next() {
            write!(out, "\\u{:04x}", u32::from(c))?;
        }
        rest = chars.as_str();
    }
    out.write_all(rest.as_bytes())
}
