use super::Invalid;
use super::place::Place;
use super::report;
use super::rules::{
    Checked, all, commit, date, each, file, id, key, maybe, name, owner, page, prefix, team, text,
    word,
};
use crate::review::record::{
    Accepted, Diff, End, Field, Finding, Gate, Ladder, Mode, ModelChange, ModelItem, Problem,
    SCHEMA, SoonStale, TeamChange, UnitChange,
};

/// Checks a whole record.
pub(super) fn check(diff: &Diff) -> Result<(), Invalid> {
    let at = Place::Root;
    if diff.schema != SCHEMA {
        let reason = format!("not `{SCHEMA}`, which this version of Levelbook reads");
        return Err(at.key("schema").wrong(reason));
    }
    date(&at.key("date"), &diff.date)?;
    name(&at.key("title"), &diff.title)?;
    end(&at.key("base"), &diff.base)?;
    end(&at.key("head"), &diff.head)?;
    prefix(&at.key("prefix"), &diff.prefix)?;
    each(&at.key("models"), &diff.models, model)?;
    each(&at.key("ladders"), &diff.ladders, ladder)?;
    each(&at.key("settings"), &diff.settings, field)?;
    each(&at.key("teams"), &diff.teams, team_change)?;
    each(&at.key("units"), &diff.units, unit)?;
    each(&at.key("soon-stale"), &diff.soon_stale, soon_stale)?;
    each(&at.key("gates"), &diff.gates, gate)?;
    each(&at.key("accepted"), &diff.accepted, accepted)?;
    each(&at.key("diagnostics"), &diff.diagnostics, problem)?;
    verdict(&at, diff)
}

/// What the gates say has to be what the exit code says.
fn verdict(at: &Place<'_>, diff: &Diff) -> Checked {
    let gates = &diff.gates;
    let twice = gates
        .iter()
        .enumerate()
        .find(|(index, gate)| gates[..*index].iter().any(|other| other.id == gate.id));
    if let Some((index, _)) = twice {
        return Err(Place::Item(&at.key("gates"), index).wrong("a gate that was told already"));
    }
    let tripped = gates.iter().any(|gate| gate.tripped);
    match diff.exit_code == u8::from(tripped) {
        true => Ok(()),
        false => Err(at.key("exit-code").wrong("not what the gates say")),
    }
}

fn end(at: &Place<'_>, end: &End) -> Checked {
    name(&at.key("name"), &end.name)?;
    maybe(&at.key("rev"), &end.rev, commit)
}

fn model(at: &Place<'_>, model: &ModelChange) -> Checked {
    id(&at.key("id"), &model.id)?;
    name(&at.key("name"), &model.name)?;
    maybe(&at.key("base"), &model.base, id)?;
    maybe(&at.key("head"), &model.head, id)?;
    maybe(&at.key("file"), &model.file, file)?;
    each(&at.key("items"), &model.items, model_item)
}

fn model_item(at: &Place<'_>, item: &ModelItem) -> Checked {
    let whats = ["model", "level", "kpa", "goal", "scale", "setting"];
    word(&at.key("what"), &item.what, &whats)?;
    id(&at.key("id"), &item.id)?;
    name(&at.key("name"), &item.name)?;
    maybe(&at.key("field"), &item.field, key)?;
    maybe(&at.key("base"), &item.base, text)?;
    maybe(&at.key("head"), &item.head, text)
}

fn ladder(at: &Place<'_>, ladder: &Ladder) -> Checked {
    id(&at.key("model"), &ladder.model)?;
    name(&at.key("name"), &ladder.name)?;
    each(&at.key("levels"), &ladder.levels, |at, rung| {
        id(&at.key("id"), &rung.id)?;
        name(&at.key("name"), &rung.name)
    })
}

pub(super) fn field(at: &Place<'_>, field: &Field) -> Checked {
    key(&at.key("name"), &field.name)?;
    maybe(&at.key("base"), &field.base, text)?;
    maybe(&at.key("head"), &field.head, text)
}

fn team_change(at: &Place<'_>, change: &TeamChange) -> Checked {
    team(&at.key("id"), &change.id)?;
    name(&at.key("name"), &change.name)?;
    maybe(&at.key("formerly"), &change.formerly, team)?;
    maybe(&at.key("twin"), &change.twin, team)?;
    file(&at.key("file"), &change.file)?;
    maybe(&at.key("page"), &change.page, page)?;
    all(&at.key("owners"), &change.owners, owner)?;
    each(&at.key("fields"), &change.fields, field)?;
    each(&at.key("reports"), &change.reports, report::check)
}

fn unit(at: &Place<'_>, unit: &UnitChange) -> Checked {
    all(&at.key("path"), &unit.path, name)
}

fn soon_stale(at: &Place<'_>, soon: &SoonStale) -> Checked {
    team(&at.key("team"), &soon.team)?;
    name(&at.key("name"), &soon.name)?;
    id(&at.key("model"), &soon.model)?;
    date(&at.key("on"), &soon.on)
}

fn gate(at: &Place<'_>, gate: &Gate) -> Checked {
    each(&at.key("findings"), &gate.findings, finding)?;
    if gate.findings.len() > 1_000 {
        return Err(at.key("findings").wrong("more than 1000 items"));
    }
    if (gate.hits as usize) < gate.findings.len() {
        return Err(at.key("hits").wrong("less than there are findings"));
    }
    match gate.tripped == (gate.mode == Mode::Fail && gate.hits > 0) {
        true => Ok(()),
        false => Err(at.key("tripped").wrong("not what mode and hits say")),
    }
}

fn finding(at: &Place<'_>, finding: &Finding) -> Checked {
    maybe(&at.key("team"), &finding.team, team)?;
    maybe(&at.key("team-name"), &finding.team_name, name)?;
    maybe(&at.key("model"), &finding.model, id)?;
    maybe(&at.key("kpa"), &finding.kpa, id)?;
    maybe(&at.key("goal"), &finding.goal, id)?;
    text(&at.key("message"), &finding.message)?;
    maybe(&at.key("file"), &finding.file, file)
}

fn accepted(at: &Place<'_>, accepted: &Accepted) -> Checked {
    name(&at.key("team"), &accepted.team)?;
    maybe(&at.key("kpa"), &accepted.kpa, id)?;
    text(&at.key("reason"), &accepted.reason)?;
    maybe(&at.key("until"), &accepted.until, date)
}

fn problem(at: &Place<'_>, problem: &Problem) -> Checked {
    id(&at.key("code"), &problem.code)?;
    word(
        &at.key("severity"),
        &problem.severity,
        &["error", "warning"],
    )?;
    text(&at.key("message"), &problem.message)?;
    maybe(&at.key("file"), &problem.file, file)?;
    all(&at.key("help"), &problem.help, text)
}
