//! The export is a contract: its shape, its values and its agreement with the site.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::site_support::{Tree, case_sites, demo, levelbook, repository};

pub mod csv;
mod shape;

/// The demo and the golden books.
fn sites() -> Vec<(&'static str, &'static Tree)> {
    let mut sites = vec![("demo", demo())];
    sites.extend(
        case_sites()
            .iter()
            .map(|(name, (tree, _))| (name.as_str(), tree)),
    );
    sites
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("an export is JSON")
}

fn export(site: &Tree) -> Value {
    parse(site.text("export.json"))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("{key} is no list"))
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} is no text: {value}"))
}

/// All reports, each with its team.
fn reports(export: &Value) -> Vec<(&Value, &Value)> {
    list(export, "teams")
        .iter()
        .flat_map(|team| {
            list(team, "reports")
                .iter()
                .map(move |report| (team, report))
        })
        .collect()
}

#[test]
fn the_export_has_the_shape_of_the_contract() {
    let mut nulls = BTreeSet::new();
    for (name, site) in sites() {
        let mut problems = Vec::new();
        shape::check(
            &export(site),
            &shape::EXPORT,
            name,
            &mut problems,
            &mut nulls,
        );
        assert_eq!(problems, [""; 0]);
    }
    // Where the contract allows null, some book has it: otherwise nothing was tested.
    let expected = [
        "level", "line", "file", "median", "next", "progress", "score", "shortest", "target",
    ];
    assert_eq!(nulls, BTreeSet::from(expected));
}

#[test]
fn the_values_of_the_export_fit_together() {
    for (name, site) in sites() {
        let export = export(site);
        let models: BTreeMap<(&str, &str), &Value> = list(&export, "models")
            .iter()
            .map(|model| ((text(model, "id"), text(model, "version")), model))
            .collect();
        let mut current = BTreeSet::new();
        for (team, report) in reports(&export) {
            let key = (text(report, "model"), text(report, "model-version"));
            let place = format!(
                "{name}: {} {key:?} {}",
                text(team, "id"),
                text(report, "date")
            );
            let model = models
                .get(&key)
                .unwrap_or_else(|| panic!("{place}: no such model"));
            check_report(&place, report, model);
            if report["current"] == true {
                let is_first = current.insert((text(team, "id"), key.0));
                assert!(is_first, "{place}: two current reports");
                assert!(text(report, "date") <= text(&export, "date"), "{place}");
            }
        }
        let assessed: BTreeSet<(&str, &str)> = reports(&export)
            .iter()
            .map(|(team, report)| (text(team, "id"), text(report, "model")))
            .collect();
        assert_eq!(
            current, assessed,
            "{name}: a model without a current report"
        );
    }
}

fn check_report(place: &str, report: &Value, model: &Value) {
    let ids = |value: &Value, key| -> Vec<String> {
        let values = list(value, key).iter();
        values
            .map(|item| item.as_str().unwrap_or_else(|| text(item, "id")).to_owned())
            .collect()
    };
    let levels = ids(model, "levels");
    let position = |id: &str| levels.iter().position(|level| level == id);
    let level = position(text(&report["level"], "id"));
    let (low, high) = (
        text(&report["range"], "low"),
        text(&report["range"], "high"),
    );
    assert!(level.is_some() && level == position(low), "{place}: {low}");
    assert!(position(high) >= level, "{place}: {high}");
    let provisional = text(report, "status") == "provisional";
    assert!(
        !provisional || position(high) > level,
        "{place}: provisional"
    );

    let kpas = ids(model, "kpas");
    assert_eq!(ids(report, "kpas"), kpas, "{place}");
    let mut rated = 0;
    for (own, defined) in list(report, "kpas").iter().zip(list(model, "kpas")) {
        assert_eq!(ids(own, "goals"), ids(defined, "goals"), "{place}");
        for goal in list(own, "goals") {
            rated += u64::from(!matches!(text(goal, "rating"), "unknown" | "n/a"));
            assert!(
                goal["line"].is_null() || goal["file"].is_string(),
                "{place}: {goal}"
            );
        }
        let score = own["score"].as_f64();
        assert!(
            score.is_none_or(|score| (0.0..=1.0).contains(&score)),
            "{place}"
        );
        assert!(
            text(own, "rating") != "satisfied" || score > Some(0.0),
            "{place}"
        );
    }
    let coverage = &report["coverage"];
    assert!(
        coverage["answered"].as_u64() <= coverage["applicable"].as_u64(),
        "{place}"
    );
    assert!(coverage["answered"].as_u64() <= Some(rated), "{place}");

    assert!(
        report["progress"]
            .as_u64()
            .is_none_or(|progress| progress < 100),
        "{place}"
    );
    assert!(
        report["next"].is_object() || report["progress"].is_null(),
        "{place}"
    );
    if report["next"].is_object() {
        let next = &report["next"];
        assert!(position(text(next, "level")) > level, "{place}");
        assert!(
            position(text(next, "leads-to")) >= position(text(next, "level")),
            "{place}"
        );
        assert!(!list(next, "roadmap").is_empty(), "{place}");
        assert!(
            ids(next, "roadmap").iter().all(|id| kpas.contains(id)),
            "{place}"
        );
        let steps = list(next, "steps");
        let named: Vec<&str> = steps.iter().map(|step| text(step, "kpa")).collect();
        assert_eq!(named, ids(next, "roadmap"), "{place}");
        let last = &steps[steps.len() - 1]["after"];
        assert_eq!(last["level"], next["leads-to"], "{place}");
        assert_eq!(last["progress"], 100, "{place}");
        assert!(!list(&next["shortest"], "goals").is_empty(), "{place}");
    }
    if report["target"].is_object() {
        let target = &report["target"];
        assert!(position(text(target, "level")).is_some(), "{place}");
        let gap: Vec<_> = list(target, "gap")
            .iter()
            .map(|phase| position(text(phase, "level")))
            .collect();
        assert!(
            gap.is_sorted() && gap.iter().all(Option::is_some),
            "{place}"
        );
        let exceeded = target["exceeded-by"].as_u64();
        assert!(gap.is_empty() || exceeded == Some(0), "{place}");
    }
    for key in ["ahead", "debt"] {
        assert!(
            ids(report, key).iter().all(|id| kpas.contains(id)),
            "{place}: {key}"
        );
    }
}

#[test]
fn the_export_of_the_demo_is_that_of_its_site() {
    let site = demo();
    for format in ["json", "csv"] {
        let run = levelbook(repository(), &["export", "--format", format]).fine();
        let file = format!("export.{format}");
        assert!(
            run.stdout == site.files[&file],
            "{file} of the site differs"
        );
        assert_eq!(run.stderr, "");
    }
}

#[test]
fn every_current_report_has_its_own_data() {
    let (mut found, mut files) = (0, 0);
    for (name, site) in sites() {
        let export = export(site);
        for (team, report) in reports(&export) {
            if report["current"] != true {
                continue;
            }
            let mut head = team.as_object().cloned().unwrap_or_default();
            head.remove("reports");
            let expected = json!({
                "schema": "levelbook.report/1",
                "team": Value::Object(head),
                "report": report,
            });
            let model = text(report, "model");
            let slug = match text(team, "id") {
                "haiso-team" => "haiso",
                id => id,
            };
            let data = parse(site.text(&format!("teams/{slug}/{model}.json")));
            assert_eq!(data, expected, "{name}: {slug} {model}");
            assert!(
                site.text(&format!("teams/{slug}/{model}.svg"))
                    .starts_with("<svg ")
            );
            found += 1;
        }
        let is_data = |path: &str| path.starts_with("teams/") && path.ends_with(".json");
        let all = site.files.keys().filter(|path| is_data(path));
        files += all.filter(|path| !path.ends_with(".shields.json")).count();
    }
    assert_eq!(found, files, "data of something that is no current report");
    assert!(found > 30);
}

#[test]
fn the_table_has_a_row_per_report_and_goal() {
    for (name, site) in sites() {
        let export = export(site);
        let rows = csv::read(site.text("export.csv"));
        let (head, rows) = rows.split_first().expect("a table has a head");
        let columns = "team,name,unit,model,version,date,current,level,status,kpa,kpa-rating,\
                       goal,rating,note,evidence,on,line";
        assert_eq!(head.join(","), columns);
        let mut table = BTreeMap::new();
        for row in rows {
            assert_eq!(row.len(), head.len(), "{name}: {row:?}");
            for cell in row {
                let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                assert!(!formula, "{name}: a spreadsheet would run {cell:?}");
            }
            let key = [0, 3, 4, 5, 9, 11].map(|column| row[column].as_str());
            let value = [6, 7, 8, 10, 12, 16].map(|column| row[column].as_str());
            assert!(table.insert(key, value).is_none(), "{name}: {key:?} twice");
        }
        let mut expected = 0;
        for (team, report) in reports(&export) {
            for kpa in list(report, "kpas") {
                for goal in list(kpa, "goals") {
                    expected += 1;
                    let key = [
                        text(team, "id"),
                        text(report, "model"),
                        text(report, "model-version"),
                        text(report, "date"),
                        text(kpa, "id"),
                        text(goal, "id"),
                    ];
                    let value = [
                        report["current"].to_string(),
                        text(&report["level"], "id").to_owned(),
                        text(report, "status").to_owned(),
                        text(kpa, "rating").to_owned(),
                        text(goal, "rating").to_owned(),
                        goal["line"]
                            .as_u64()
                            .map(|n| n.to_string())
                            .unwrap_or_default(),
                    ];
                    assert_eq!(table[&key].map(str::to_owned), value, "{name}: {key:?}");
                }
            }
        }
        assert_eq!(table.len(), expected, "{name}");
    }
}

#[test]
fn keys_are_written_in_one_way() {
    fn walk(value: &Value, above: &str) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| walk(item, above)),
            Value::Object(map) if above != "distribution" => keys(map),
            _ => {}
        }
    }
    fn keys(map: &Map<String, Value>) {
        for (key, value) in map {
            let plain = key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            assert!(plain, "{key}");
            walk(value, key);
        }
    }
    walk(&export(demo()), "");
}
