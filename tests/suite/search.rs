//! The search index: a contract between the program and the script of the theme.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::site_support::{Tree, build, case_sites, demo, temporary};

const NAME: &str = "search-index.js";

/// The index as the script reads it.
pub struct Index(Value);

impl Index {
    #[track_caller]
    pub fn of(site: &Tree) -> Self {
        let list = site
            .text(NAME)
            .strip_prefix("window.levelbookIndex=")
            .and_then(|text| text.strip_suffix(";\n"));
        let index = list.expect("the index is one assignment");
        Self(serde_json::from_str(index).expect("the index is JSON"))
    }

    fn list(&self, key: &str) -> &[Value] {
        self.0[key].as_array().expect("a list")
    }

    /// All titles with the addresses that they lead to.
    pub fn entries(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let mut add = |title: &Value, address: String| all.push((text(title).to_owned(), address));
        for model in self.list("models") {
            let page = format!("models/{}", text(&model["page"]));
            add(&model["name"], format!("{page}.html"));
            for level in list(&model["levels"]) {
                add(&level[1], format!("{page}.html#level-{}", text(&level[0])));
            }
            for kpa in list(&model["kpas"]) {
                add(&kpa[1], format!("{page}/{}.html", text(&kpa[0])));
            }
        }
        for unit in self.list("units") {
            if let Some(address) = self.unit(unit, unit[2].as_i64()) {
                add(&unit[0], address);
            }
        }
        for team in self.list("teams") {
            let address = format!("teams/{}", text(&team[1]));
            add(&team[0], format!("{address}.html"));
            for report in list(&team[3]).iter().skip(1) {
                let model = text(&self.model(report)["id"]);
                add(&team[0], format!("{address}/{model}.html"));
                let list = self.0["lists"].as_array().and_then(|lists| {
                    let place = lists.iter().position(|id| id == model)?;
                    i64::try_from(place).ok()
                });
                if let Some(unit) = team[2].as_u64() {
                    let unit = &self.list("units")[unit as usize];
                    add(&unit[0], self.unit(unit, list).expect("a list of teams"));
                }
            }
        }
        for page in self.list("pages") {
            add(&page[0], text(&page[1]).to_owned());
            for heading in list(&page[2]) {
                add(
                    &heading[0],
                    format!("{}#{}", text(&page[1]), text(&heading[1])),
                );
            }
        }
        all
    }

    fn unit(&self, unit: &Value, list: Option<i64>) -> Option<String> {
        let address = text(&unit[1]);
        match list? {
            0 => Some(format!("units/{address}.html")),
            n => {
                let model = self.list("lists").get(usize::try_from(n).ok()?)?;
                Some(format!("units/{address}@{}.html", text(model)))
            }
        }
    }

    fn model(&self, report: &Value) -> &Value {
        &self.list("models")[report[0].as_u64().expect("a place") as usize]
    }
}

#[track_caller]
fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[track_caller]
fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// What the index says of a report, as the export says it.
fn as_exported(index: &Index, report: &Value) -> Value {
    let model = index.model(report);
    let level = |place: &Value| &model["levels"][place.as_u64().expect("a place") as usize][0];
    let state = report[2].as_u64().expect("a number");
    let date = report[4].to_string();
    let is_set = |bit: u64| state & bit != 0;
    json!({
        "model": model["id"],
        "version": model["version"],
        "level": level(&report[1]),
        "status": if is_set(2) { "unrated" } else if is_set(1) { "provisional" } else { "rated" },
        "stale": is_set(4),
        "progress": if report[3] == -1 { Value::Null } else { report[3].clone() },
        "date": format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]),
        "target": report.get(5).map(level),
    })
}

#[test]
fn the_index_says_what_the_export_says() {
    let mut sites = vec![demo()];
    sites.extend(case_sites().values().map(|(tree, _)| tree));
    let mut reports = 0;
    for site in sites.into_iter().filter(|site| site.has(NAME)) {
        let index = Index::of(site);
        let export: Value = serde_json::from_str(site.text("export.json")).expect("JSON");
        let teams = list(&export["teams"]);
        assert_eq!(index.list("teams").len(), teams.len());
        for (found, team) in index.list("teams").iter().zip(teams) {
            assert_eq!(found[0], team["name"]);
            let unit: Vec<&str> = list(&team["unit"]).iter().map(text).collect();
            match found[2].as_u64() {
                Some(place) => {
                    assert_eq!(index.list("units")[place as usize][0], unit.join(" / "));
                }
                None => assert!(unit.is_empty() && found[2] == -1, "{found}"),
            }
            assert_eq!(team["kind"] == "vendor", found.get(4).is_some(), "{found}");
            let mut said: Vec<String> = list(&found[3])
                .iter()
                .map(|report| as_exported(&index, report).to_string())
                .collect();
            let current = list(&team["reports"])
                .iter()
                .filter(|r| r["current"] == true);
            let mut exported: Vec<String> = current
                .map(|report| {
                    json!({
                        "model": report["model"],
                        "version": report["model-version"],
                        "level": report["level"]["id"],
                        "status": report["status"],
                        "stale": report["stale"],
                        "progress": report["progress"],
                        "date": report["date"],
                        "target": report["target"].get("level"),
                    })
                    .to_string()
                })
                .collect();
            said.sort();
            exported.sort();
            assert_eq!(said, exported, "{found}");
            reports += said.len();
        }
    }
    assert!(reports > 30, "only {reports} reports were compared");
}

/// Writes a book of one team and some pages, and builds it.
fn book(settings: &str, files: &[(&str, &str)]) -> Tree {
    let folder = temporary();
    let write = |path: &Path, text: &str| {
        fs::create_dir_all(path.parent().unwrap_or(path)).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    };
    write(&folder.path().join("book.toml"), settings);
    for (name, text) in files {
        write(&folder.path().join("content").join(name), text);
    }
    let (tree, run) = build(folder.path());
    run.fine();
    tree
}

const TEAM: &str = "---\nmodel: cmm\ndate: 2026-07-01\nanswers: { RM: yes }\n";

#[test]
fn names_cannot_leave_the_script() {
    let name = "</script><b>\"R&D\"\\ \u{2028}\u{2029}x";
    let front = format!(
        "{TEAM}team: {{ name: {}, unit: [\"<!--\", \"a / b\"] }}\n---\n",
        json!(name)
            .to_string()
            .replace('\u{2028}', "\\L")
            .replace('\u{2029}', "\\P")
    );
    let site = book("[book]\ntitle = \"T\"\n", &[("teams/a.md", &front)]);
    let index = site.text(NAME);
    assert!(!index.contains(['<', '\u{2028}', '\u{2029}']), "{index}");
    let index = Index::of(&site);
    assert_eq!(index.list("teams")[0][0], name);
    assert_eq!(index.list("units")[1][0], "<!-- / a / b");
}

#[test]
fn drafts_and_hidden_pages_are_not_found() {
    let team = format!("{TEAM}---\n");
    let site = book(
        "[book]\ntitle = \"T\"\n",
        &[
            ("teams/a.md", &team),
            ("shown.md", "# Shown\n\n## Part\n"),
            ("hidden.md", "---\nhide: true\n---\n# Kept back\n"),
            ("draft.md", "---\ndraft: true\n---\n# Not yet\n"),
        ],
    );
    assert_eq!(
        Index::of(&site).list("pages"),
        [json!(["Shown", "shown.html", [["Part", "part"]]])]
    );
}

#[test]
fn without_a_search_nothing_of_it_is_published() {
    let team = format!("{TEAM}---\n");
    let settings = "[book]\ntitle = \"T\"\n[output.html.search]\nenable = false\n";
    let site = book(settings, &[("teams/a.md", &team)]);
    let of_search: Vec<&String> = site
        .files
        .keys()
        .filter(|name| name.contains("search"))
        .collect();
    assert_eq!(of_search, [""; 0]);
    assert!(!site.text("index.html").contains("search"));
}

/// What a book of thousands of teams makes every searching reader load.
#[test]
fn a_team_takes_few_bytes() {
    let size = |teams: usize| {
        let files: Vec<(String, String)> = (0..teams)
            .map(|n| {
                let unit = format!("[Division {}, Department {}]", n % 3, n % 12);
                let head =
                    format!("team: {{ name: Mellow bridge {n:05}, unit: {unit}, target: 3 }}");
                (
                    format!("teams/team-{n:05}.md"),
                    format!("{TEAM}{head}\n---\n"),
                )
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (&**n, &**t)).collect();
        let site = book("[book]\ntitle = \"T\"\n", &files);
        site.text(NAME).len()
    };
    let per_team = (size(132) - size(12)) / 120;
    assert!(per_team < 100, "{per_team} bytes");
}
