mod place;
mod walk;

use jiff::civil::Date;

use super::args::{self, HistoryFormat};
use super::load::epoch;
use super::{Failure, Outcome, Term};
use crate::diagnostic::{nearest, safe};
use crate::host;
use crate::host::git::Commit;
use crate::review::history::{History, Row, SCHEMA, Series, text};
use place::Place;
use walk::{Walk, Walked};

/// What a book without a past is told.
const NONE_YET: &str = "the team has no report yet; `levelbook new assessment TEAM` adds one";

pub fn run(args: &args::History, term: &Term) -> Result<Outcome, Failure> {
    let end = match args.date {
        Some(date) => date,
        None => epoch()?.unwrap_or_else(host::clock::today_utc),
    };
    let mut place = Place::new(&args.dir, &args.team)?;
    let commits = place.commits(&args.dir, end)?;
    let Some(newest) = commits.first() else {
        return Err(Failure::Usage(
            format!("the book has no commit up to {end}"),
            "choose a later day".to_owned(),
        ));
    };
    let about = about(args, &commits, &mut place)?;
    let Some(about) = about else {
        term.say(NONE_YET);
        return Ok(Outcome::Fine);
    };
    let (rows, commits) = rows(args, end, &mut place, &about.model)?;
    let oldest = commits.last().unwrap_or(newest);
    let complete = !host::git::is_cut_off(&args.dir, &oldest.id);
    let history = History {
        schema: SCHEMA,
        team: args.team.clone(),
        name: about.name,
        model: about.model,
        model_name: about.model_name,
        other_models: about.others,
        date: end.to_string(),
        complete,
        rows,
    };
    if !complete {
        term.say(&format!(
            "the clone is shallow, and the history ends on {}: check out with `fetch-depth: 0`, or run `git fetch --unshallow`",
            oldest.day
        ));
    }
    write(&history, args.format, term)?;
    Ok(Outcome::Fine)
}

fn write(history: &History, format: HistoryFormat, term: &Term) -> Result<(), Failure> {
    match (format, term.stop_token()) {
        (HistoryFormat::Json, _) => term.print(&safe::to_json(history)),
        (HistoryFormat::Text, Some(token)) => term.print(&safe::for_runner(&text(history), token)),
        (HistoryFormat::Text, None) => term.print(&text(history)),
    }
}

/// The team and the model, as the newest commit that has both knows them.
struct About {
    name: String,
    model: String,
    model_name: String,
    others: Vec<String>,
}

/// `None` where the team was never assessed.
fn about(
    args: &args::History,
    commits: &[Commit],
    place: &mut Place,
) -> Result<Option<About>, Failure> {
    let mut known: Vec<String> = Vec::new();
    for commit in commits {
        let mut walk = Walk::new(&args.dir);
        let state = walk.read(commit, place)?;
        let series = Series {
            ids: &place.ids,
            model: "",
        };
        let Some(team) = series.team(&state) else {
            continue;
        };
        let reports = team.current.iter();
        let mut models: Vec<_> = reports
            .filter_map(|ix| state.evaluation.reports.get(*ix))
            .map(|report| &report.assessment.model)
            .collect();
        let asked = |id: &str| args.model.as_ref().is_none_or(|asked| asked == id);
        let Some(found) = models.iter().position(|model| asked(&model.id)) else {
            known.extend(models.iter().map(|model| model.id.clone()));
            continue;
        };
        let model = models.remove(found);
        return Ok(Some(About {
            name: team.team.name.clone(),
            model: model.id.clone(),
            model_name: model.name.clone(),
            others: models.iter().map(|model| model.id.clone()).collect(),
        }));
    }
    match (&args.model, known.is_empty()) {
        (Some(id), false) => Err(Failure::Usage(
            format!("the team `{}` was never assessed by `{id}`", args.team),
            match nearest(id, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "leave `--model` out for the team's main model".to_owned(),
            },
        )),
        _ => Ok(None),
    }
}

/// All changes, newest first, and the commits that were looked at. What the past says about earlier
/// names and folders leads to more of it.
fn rows(
    args: &args::History,
    end: Date,
    place: &mut Place,
    model: &str,
) -> Result<(Vec<Row>, Vec<Commit>), Failure> {
    loop {
        let commits = place.commits(&args.dir, end)?;
        let size = place.size();
        let mut walk = Walk::new(&args.dir);
        for commit in commits.iter().rev() {
            walk.step(commit, place, model)?;
        }
        let Walked { mut rows } = walk.end(end, place, model);
        if place.size() == size {
            rows.reverse();
            // The first commit of a shallow clone brings what was there before.
            if let Some((row, oldest)) = rows.last_mut().zip(commits.last())
                && row.commit.as_ref() == Some(&oldest.id)
                && host::git::is_cut_off(&args.dir, &oldest.id)
            {
                row.step.causes.clear();
            }
            return Ok((rows, commits));
        }
    }
}
