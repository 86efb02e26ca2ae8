//! `levelbook history` over real repositories.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use crate::git_support::{commit_at, git, git_at, id, write};
use crate::site_support::{Run, command, finished, temporary};

const MODEL: &str = "---
id: shop
name: Running a shop
version: \"1.0\"
levels:
  - { id: shut, name: Shut }
  - { id: open, name: Open }
  - { id: busy, name: Busy }
kpas:
  - id: KEY
    name: Key
    level: open
    goals:
      - { id: KEY.1, statement: There is a key., question: Is there a key? }
      - { id: KEY.2, statement: It fits., question: Does it fit? }
  - id: SALE
    name: Sale
    level: busy
    goals: [{ id: SALE.1, statement: Things are sold., question: Is anything sold? }]
---
";

const TEAM: &str = "---
team: Corner shop
model: shop
date: 2025-01-10
answers:
  KEY.1: yes
  KEY.2: no
  SALE.1: no
---
";

/// A repository with the book in a folder of it.
struct Past {
    folder: TempDir,
}

impl Past {
    /// A first commit of 2025-01-10 with one team; `None` without git.
    fn new(settings: &str) -> Option<Self> {
        let past = Self {
            folder: temporary(),
        };
        if !git(past.folder.path(), &["init", "-q", "-b", "main"]) {
            return None;
        }
        past.write("book.toml", settings);
        past.write("content/models/shop.md", MODEL);
        past.write("content/teams/corner.md", TEAM);
        past.write("content/teams/other.md", &TEAM.replace("Corner", "Other"));
        past.commit("2025-01-10", "Begin");
        Some(past)
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.book(), path, text);
    }

    /// Writes the team's file with another text in it.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.book().join(path)).expect("it is there");
        assert!(text.contains(from), "`{from}` in {path}");
        self.write(path, &text.replace(from, to));
    }

    fn commit(&self, day: &str, subject: &str) {
        commit_at(self.folder.path(), &format!("{day}T12:00:00Z"), subject);
    }

    fn run(&self, args: &[&str]) -> Run {
        let mut history = command(&self.book(), &["history"]);
        history.args(args);
        if !args.contains(&"--date") {
            history.args(["--date", "2025-12-31"]);
        }
        finished(history)
    }

    fn json(&self, args: &[&str]) -> Value {
        let run = self.run(&[args, &["--format", "json"]].concat()).fine();
        let value: Value = serde_json::from_slice(&run.stdout).expect("JSON");
        assert_eq!(value["schema"], "levelbook.history/1");
        value
    }

    /// Date, subject, causes, and level of each row.
    fn rows(&self, args: &[&str]) -> Vec<String> {
        rows(&self.json(args))
    }
}

fn rows(history: &Value) -> Vec<String> {
    let rows = history["rows"].as_array().expect("rows");
    rows.iter()
        .map(|row| {
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let causes = row["causes"].as_array().expect("causes").iter();
            let causes: Vec<String> = causes.map(text).collect();
            format!(
                "{} {}: {} by {}",
                text(&row["date"]),
                text(&row["subject"]),
                text(&row["after"]["level"]),
                causes.join(", ")
            )
        })
        .collect()
}

#[test]
fn answers_are_told_from_the_model() {
    let Some(past) = Past::new("") else {
        return; // no git on this machine
    };
    past.edit("content/teams/corner.md", "KEY.2: no", "KEY.2: yes");
    past.commit("2025-02-01", "It fits now");
    past.edit("content/teams/other.md", "KEY.2: no", "KEY.2: yes");
    past.write("content/index.md", "# Shops\n");
    past.commit("2025-02-02", "Not this team");
    past.edit(
        "content/teams/corner.md",
        "SALE.1: no",
        "SALE.1: no\n\nplan: []",
    );
    past.commit("2025-02-03", "No other standing");
    let third = "\n      - { id: KEY.3, statement: It is oiled., question: Oil? }";
    past.edit(
        "content/models/shop.md",
        "Does it fit? }",
        &format!("Does it fit? }}{third}"),
    );
    past.commit("2025-03-01", "Oil");
    past.edit("content/models/shop.md", third, "");
    past.edit(
        "content/models/shop.md",
        "id: KEY.1",
        "id: KEY.0, formerly: KEY.1",
    );
    past.edit("content/teams/corner.md", "SALE.1: no", "SALE.1: yes");
    past.commit("2025-04-01", "No oil, and sales");
    let history = past.json(&["corner"]);
    assert_eq!(
        rows(&history),
        [
            "2025-04-01 No oil, and sales: busy by answers, model",
            "2025-03-01 Oil: shut by model",
            "2025-02-01 It fits now: open by answers",
            "2025-01-10 Begin: shut by new-assessment",
        ]
    );
    assert_eq!(history["name"], "Corner shop");
    assert_eq!(history["model"], "shop");
    assert_eq!(history["complete"], true);
    let fits = &history["rows"][2];
    assert_eq!(fits["commit"], id(&past.book(), "HEAD~4"));
    assert_eq!(fits["before"]["level"], "shut");
    assert_eq!(fits["kpas"][0]["id"], "KEY");
    assert_eq!(fits["kpas"][0]["after"], "satisfied");
    assert_eq!(fits["answers"].as_array().map(Vec::len), Some(1));
    assert_eq!(fits["answers"][0]["id"], "KEY.2");
    assert_eq!(fits["answers"][0]["before"], "no");
    let both = &history["rows"][0];
    assert_eq!(both["answers"].as_array().map(Vec::len), Some(1), "{both}");
    assert_eq!(both["answers"][0]["id"], "SALE.1");

    let run = past.run(&["corner"]).fine();
    let text = String::from_utf8_lossy(&run.stdout);
    for part in [
        "Corner shop: Running a shop\n---------------------------\n",
        "shut → open Open, rated, 0 % of the next level  (answers)",
        "\n    It fits now\n",
        "\n    + KEY Key: unsatisfied → satisfied\n",
        "\n    answers: KEY.2 no → yes\n",
        "(answers and model)",
    ] {
        assert!(text.contains(part), "no `{part}` in {text}");
    }
    assert!(!text.contains("user") && !text.contains("example.invalid"));
    assert_eq!(past.run(&["corner"]).stdout, run.stdout);

    let earlier = past.rows(&["corner", "--date", "2025-02-28"]);
    assert_eq!(earlier.len(), 2, "{earlier:?}");
}

#[test]
fn a_renamed_team_keeps_its_past() {
    let Some(past) = Past::new("") else {
        return; // no git on this machine
    };
    past.edit("content/teams/corner.md", "KEY.2: no", "KEY.2: yes");
    past.commit("2025-02-01", "It fits now");
    let teams = past.book().join("content/teams");
    fs::rename(teams.join("corner.md"), teams.join("market.md")).expect("it can be renamed");
    past.edit(
        "content/teams/market.md",
        "team: Corner shop",
        "team: { name: Market, formerly: [corner] }",
    );
    past.commit("2025-03-01", "A new name");
    // The next name knows the last one only, and the answers move into a folder.
    fs::create_dir(teams.join("mall")).expect("it can be made");
    fs::rename(teams.join("market.md"), teams.join("mall/2025-01-10.md")).expect("renamed");
    past.edit(
        "content/teams/mall/2025-01-10.md",
        "team: { name: Market, formerly: [corner] }\n",
        "",
    );
    past.write(
        "content/teams/mall/index.md",
        "---\nteam: { name: Mall, formerly: [market] }\n---\n",
    );
    past.edit(
        "content/teams/mall/2025-01-10.md",
        "SALE.1: no",
        "SALE.1: yes",
    );
    past.commit("2025-04-01", "Sales");
    assert_eq!(
        past.rows(&["mall"]),
        [
            "2025-04-01 Sales: busy by answers",
            "2025-02-01 It fits now: open by answers",
            "2025-01-10 Begin: shut by new-assessment",
        ]
    );
    // A name that is gone ends with its file.
    assert_eq!(
        past.rows(&["corner"])[0],
        "2025-03-01 A new name: - by removed"
    );
}

#[test]
fn dated_assessments_are_told_by_their_days() {
    let Some(past) = Past::new("") else {
        return; // no git on this machine
    };
    let at = |day: &str, sale: &str| {
        let text = TEAM
            .replace("2025-01-10", day)
            .replace("team: Corner shop\n", "");
        let text = text.replace("KEY.2: no", "KEY.2: yes");
        let text = text.replace("SALE.1: no", &format!("SALE.1: {sale}"));
        past.write(&format!("content/teams/corner/{day}.md"), &text);
    };
    fs::remove_file(past.book().join("content/teams/corner.md")).expect("it is there");
    past.write(
        "content/teams/corner/index.md",
        "---\nteam: Corner shop\n---\n",
    );
    past.write(
        "content/teams/corner/2025-01-10.md",
        &TEAM.replace("team: Corner shop\n", ""),
    );
    past.commit("2025-02-01", "A folder");
    at("2025-03-01", "no");
    at("2025-04-01", "yes");
    past.commit("2025-04-02", "Two assessments at once");
    at("2025-06-01", "no");
    past.commit("2025-05-20", "Dated for a later day");
    fs::remove_file(past.book().join("content/teams/corner/2025-06-01.md")).expect("it is there");
    past.commit("2025-07-01", "Withdrawn");
    let history = past.json(&["corner"]);
    assert_eq!(
        rows(&history),
        [
            "2025-07-01 Withdrawn: busy by removed",
            "2025-05-31 -: open by new-assessment, time",
            "2025-04-02 Two assessments at once: busy by new-assessment",
            "2025-01-10 Begin: shut by new-assessment",
        ]
    );
    let dated = &history["rows"][2]["assessments"];
    assert_eq!(dated[0]["date"], "2025-04-01");
    assert_eq!(dated[0]["after"]["level"], "busy");
    assert_eq!(dated[1]["date"], "2025-03-01");
    assert_eq!(dated[1]["after"]["level"], "open");
    assert!(dated[1]["before"].is_null() && dated[2].is_null());
    assert!(history["rows"][0]["assessments"][0]["after"].is_null());
}

#[test]
fn answers_expire_on_their_day() {
    let Some(past) = Past::new("[maturity]\nstale = \"expire\"\nmax-age-days = 60\n") else {
        return; // no git on this machine
    };
    past.edit(
        "content/teams/corner.md",
        "KEY.2: no",
        "KEY.2: { rating: yes, on: 2025-01-05 }",
    );
    past.commit("2025-02-01", "It fits now");
    past.edit(
        "content/teams/corner.md",
        "on: 2025-01-05",
        "on: 2025-04-20",
    );
    past.edit(
        "content/teams/corner.md",
        "date: 2025-01-10",
        "date: 2025-04-20",
    );
    past.commit("2025-04-20", "Again");
    past.write(
        "book.toml",
        "[maturity]\nstale = \"expire\"\nmax-age-days = 30\n",
    );
    past.commit("2025-06-01", "Sooner");
    past.write("book.toml", "");
    past.commit("2025-06-02", "Never");
    assert_eq!(
        past.rows(&["corner"]),
        [
            "2025-06-02 Never: open by settings",
            "2025-06-01 Sooner: shut by settings",
            "2025-04-20 Again: open by new-assessment",
            // KEY.2 is of the fifth, the others of the tenth: sixty days later they still count.
            "2025-03-12 -: shut by time",
            "2025-03-07 -: shut by time",
            "2025-02-01 It fits now: open by answers",
            "2025-01-10 Begin: shut by new-assessment",
        ]
    );
    past.write(
        "book.toml",
        "[maturity]\nstale = \"expire\"\nmax-age-days = 60\n",
    );
    past.commit("2025-06-03", "As it was");
    // Nothing is committed any more, and time goes on.
    assert_eq!(past.rows(&["corner"])[0], "2025-06-20 -: shut by time");
}

#[test]
fn a_merge_counts_on_its_own_day() {
    let Some(past) = Past::new("") else {
        return; // no git on this machine
    };
    let root = past.folder.path();
    assert!(git(root, &["checkout", "-q", "-b", "change"]));
    past.edit("content/teams/corner.md", "KEY.2: no", "KEY.2: yes");
    past.commit("2025-02-01", "It fits now");
    past.edit("content/teams/corner.md", "SALE.1: no", "SALE.1: yes");
    past.commit("2025-02-02", "Sales");
    assert!(git(root, &["checkout", "-q", "main"]));
    past.write("content/index.md", "# Shops\n");
    past.commit("2025-02-20", "Meanwhile");
    let merge = ["merge", "-q", "--no-ff", "-m", "Merge the change", "change"];
    assert!(git_at(root, "2025-03-01T23:30:00-02:00", &merge));
    assert_eq!(
        past.rows(&["corner"]),
        [
            "2025-03-02 Merge the change: busy by answers",
            "2025-01-10 Begin: shut by new-assessment",
        ]
    );
    assert!(git(root, &["checkout", "-q", "--detach", "change"]));
    assert_eq!(past.rows(&["corner"]).len(), 3);
}

#[test]
fn a_shallow_clone_says_where_it_ends() {
    let Some(past) = Past::new("") else {
        return; // no git on this machine
    };
    for (day, from, to) in [
        ("2025-02-01", "KEY.2: no", "KEY.2: yes"),
        ("2025-03-01", "SALE.1: no", "SALE.1: yes"),
    ] {
        past.edit("content/teams/corner.md", from, to);
        past.commit(day, to);
    }
    let copy = Past {
        folder: temporary(),
    };
    let from = format!("file://{}", past.folder.path().display());
    let args = ["clone", "-q", "--depth", "2", &from, "."];
    assert!(git(copy.folder.path(), &args));
    let history = copy.json(&["corner"]);
    assert_eq!(history["complete"], false);
    assert_eq!(
        rows(&history),
        [
            "2025-03-01 SALE.1: yes: busy by answers",
            "2025-02-01 KEY.2: yes: open by ",
        ]
    );
    let run = copy.run(&["corner"]).fine();
    assert!(
        run.stderr.contains("the history ends on 2025-02-01"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("fetch-depth: 0"), "{}", run.stderr);
    assert!(String::from_utf8_lossy(&run.stdout).contains("(the clone begins here)"));
}

#[test]
fn what_cannot_be_told_is_explained() {
    let folder = temporary();
    let run = finished(command(folder.path(), &["history", "corner"]));
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    let Some(past) = Past::new("") else {
        return; // no git on this machine
    };
    assert!(
        run.stderr.contains("lies in no git repository"),
        "{}",
        run.stderr
    );
    for (args, code, says) in [
        (&["cornr"][..], 2, "did you mean `corner`?"),
        (&["../corner"], 2, "the repository has no team `../corner`"),
        (&["*"], 2, "the repository has no team `*`"),
        (&[""], 2, "the repository has no team ``"),
        (&["corner", "--model", "shp"], 2, "did you mean `shop`?"),
        (
            &["corner", "--date", "2024-01-01"],
            2,
            "no commit up to 2024-01-01",
        ),
    ] {
        let run = past.run(args);
        assert_eq!(run.code, Some(code), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains(says), "{args:?}: {}", run.stderr);
        assert_eq!(run.stdout, b"", "{args:?}");
    }
    let unborn = temporary();
    assert!(git(unborn.path(), &["init", "-q"]));
    let run = finished(command(unborn.path(), &["history", "corner"]));
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert!(run.stderr.contains("no commit yet"), "{}", run.stderr);
}

#[test]
fn broken_commits_and_odd_messages_do_no_harm() {
    let Some(past) = Past::new("") else {
        return; // no git on this machine
    };
    past.edit("content/teams/corner.md", "---\nteam", "---\n[team");
    past.commit("2025-02-01", "::error::x ##[debug]y \u{1b}[31m\u{202e}z");
    past.write(
        "content/teams/corner.md",
        &TEAM.replace("KEY.2: no", "KEY.2: yes"),
    );
    past.commit("2025-02-02", "Mended");
    past.write("book.toml", "[broken");
    past.commit("2025-02-03", "Settings");
    assert_eq!(
        past.rows(&["corner"]),
        [
            "2025-02-02 Mended: open by new-assessment",
            "2025-02-01 ::error::x ##[debug]y \u{1b}[31m\u{202e}z: - by removed",
            "2025-01-10 Begin: shut by new-assessment",
        ]
    );
    let mut history = command(&past.book(), &["history", "corner", "--date", "2025-12-31"]);
    history.env("GITHUB_ACTIONS", "true");
    // A hook of git tells its repository, by a path that is another one here.
    history.env("GIT_DIR", ".git");
    let run = finished(history).fine();
    let text = String::from_utf8_lossy(&run.stdout);
    assert!(!text.contains("##[") && !text.contains('\u{1b}') && !text.contains('\u{202e}'));
    let commands = text
        .lines()
        .filter(|line| line.trim_start().starts_with("::"));
    assert_eq!(commands.count(), 2, "off and on again: {text}");
}

#[test]
fn the_model_can_be_chosen_and_the_folder_moved() {
    let Some(past) = Past::new("[book]\nsrc = \"content\"\n") else {
        return; // no git on this machine
    };
    let book = past.book();
    past.write(
        "content/models/door.md",
        &MODEL
            .replace("id: shop", "id: door")
            .replace("a shop", "a door"),
    );
    fs::create_dir(book.join("content/teams/corner")).expect("it can be made");
    let team =
        |model: &str| TEAM.replace("team: Corner shop\nmodel: shop", &format!("model: {model}"));
    fs::remove_file(book.join("content/teams/corner.md")).expect("it is there");
    past.write("content/teams/corner/shop.md", &team("shop"));
    past.write(
        "content/teams/corner/door.md",
        &team("door").replace("KEY.2: no", "KEY.2: yes"),
    );
    past.commit("2025-02-01", "Two models");
    fs::rename(book.join("content"), book.join("docs")).expect("it can be renamed");
    past.write("book.toml", "[book]\nsrc = \"docs\"\n");
    past.commit("2025-03-01", "Another folder");
    past.edit("docs/teams/corner/shop.md", "KEY.2: no", "KEY.2: yes");
    past.commit("2025-04-01", "It fits now");
    assert_eq!(
        past.rows(&["corner", "--model", "shop"]),
        [
            "2025-04-01 It fits now: open by answers",
            "2025-01-10 Begin: shut by new-assessment",
        ]
    );
    let door = past.json(&["corner"]);
    assert_eq!(
        rows(&door),
        ["2025-02-01 Two models: open by new-assessment"]
    );
    assert_eq!(door["other-models"][0], "shop");
    let outside = command(
        past.folder.path(),
        &[
            "history",
            "corner",
            "--dir",
            "book",
            "--model",
            "shop",
            "--date",
            "2025-12-31",
        ],
    );
    let run = finished(outside).fine();
    assert_eq!(run.stdout, past.run(&["corner", "--model", "shop"]).stdout);
}
