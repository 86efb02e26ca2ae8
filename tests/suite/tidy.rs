//! The rules of the house, held against `src/`.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use crate::site_support::repository;

mod source;
mod tokens;

use source::{Source, sources};

fn all() -> &'static [Source] {
    static ALL: OnceLock<Vec<Source>> = OnceLock::new();
    ALL.get_or_init(sources)
}

#[track_caller]
fn assert_none(what: &str, violations: &[String]) {
    assert!(violations.is_empty(), "{what}:\n{}", violations.join("\n"));
}

/// The floor of each module by the table in ARCHITECTURE.md.
fn floors() -> BTreeMap<String, u32> {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md"));
    let text = text.expect("ARCHITECTURE.md can be read");
    let mut floors = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, floor, modules, about, _] = cells[..] else {
            continue;
        };
        let Ok(floor) = floor.parse() else {
            continue;
        };
        assert!(!about.is_empty(), "`{modules}` has no description");
        for module in modules.split('`').skip(1).step_by(2) {
            let before = floors.insert(module.to_owned(), floor);
            assert_eq!(before, None, "`{module}` has two floors");
        }
    }
    floors
}

#[test]
fn the_floor_table_lists_the_modules() {
    let listed: Vec<String> = floors().into_keys().collect();
    let root = all().iter().find(|source| source.name == "src/lib.rs");
    let root = root.expect("src/lib.rs is there");
    let mut modules: Vec<&str> = root
        .find(&["mod"])
        .map(|at| root.tokens[at + 1].text.as_str())
        .collect();
    modules.sort_unstable();
    assert_eq!(listed, modules);
}

#[test]
fn imports_lead_to_lower_floors() {
    let floors = floors();
    let mut violations = Vec::new();
    for source in all() {
        let Some(top) = source.top() else { continue };
        let floor = floors[top];
        for (at, used) in source.uses() {
            let place = source.place(at);
            match floors.get(&used) {
                _ if used == top => {}
                Some(other) if *other < floor => {}
                Some(other) => violations.push(format!(
                    "{place}: `{top}` on floor {floor} uses `{used}` on floor {other}"
                )),
                None => violations.push(format!("{place}: `{used}` is no module of the table")),
            }
        }
    }
    assert_none("imports of the same or a higher floor", &violations);
    let uses: usize = all().iter().map(|source| source.uses().len()).sum();
    assert!(uses > 300, "only {uses} imports were seen");
}

#[test]
fn only_the_command_line_sees_the_outside_world() {
    const WAYS: [&[&str]; 16] = [
        &["std", "::", "fs"],
        &["std", "::", "net"],
        &["std", "::", "env"],
        &["std", "::", "process"],
        &["std", "::", "io", "::", "stdin"],
        &["std", "::", "io", "::", "stdout"],
        &["std", "::", "io", "::", "stderr"],
        &["SystemTime"],
        &["Instant"],
        &["Timestamp", "::", "now"],
        &["Zoned", "::", "now"],
        &["thread", "::", "sleep"],
        &["println", "!"],
        &["eprintln", "!"],
        &["tempfile", "::"],
        &["walkdir", "::"],
    ];
    let mut violations = Vec::new();
    for source in all() {
        if matches!(source.top(), None | Some("host" | "cli")) {
            continue;
        }
        for way in WAYS {
            let found = source.find(way).filter(|at| !source.is_test(*at));
            violations.extend(found.map(|at| format!("{}: {}", source.place(at), way.join(""))));
        }
        let hosts = source.uses().into_iter().filter(|(_, used)| used == "host");
        violations.extend(hosts.map(|(at, _)| format!("{}: host", source.place(at))));
    }
    assert_none("the outside world outside of `host` and `cli`", &violations);
}

/// All files of a book are read by the opener, which follows no link. What else is opened is not the
/// book's: what the user names, the output, and what is looked at for whether it has changed.
#[test]
fn files_are_opened_by_the_opener_alone() {
    const OPENERS: [&str; 4] = ["opener.rs", "fs.rs", "publish/", "watch/"];
    const WAYS: [&[&str]; 5] = [
        &["File", "::", "open"],
        &["OpenOptions", "::", "new"],
        &["fs", "::", "read"],
        &["fs", "::", "read_to_string"],
        &["fs", "::", "copy"],
    ];
    let mut violations = Vec::new();
    let mut seen = 0;
    for source in all() {
        for way in WAYS {
            for at in source.find(way).filter(|at| !source.is_test(*at)) {
                if at >= 2 && source.has(at - 2, &["host", "::"]) {
                    continue;
                }
                let place = source.name.strip_prefix("src/host/");
                match place.filter(|place| OPENERS.iter().any(|one| place.starts_with(one))) {
                    Some(_) => seen += 1,
                    None => violations.push(format!("{}: {}", source.place(at), way.join(""))),
                }
            }
        }
    }
    assert!(seen >= 5, "only {seen} openings are seen");
    assert_none("files opened around the opener", &violations);
}

#[test]
fn names_are_imported_one_by_one() {
    let mut violations = Vec::new();
    for source in all() {
        for at in source.find(&["::", "*"]) {
            let before = |texts: &[&str]| at >= texts.len() && source.has(at - texts.len(), texts);
            let face = source.name.ends_with("/mod.rs") && before(&["pub", "use", "types"]);
            let tested = source.is_test(at)
                && (before(&["use", "super"]) || before(&["use", "proptest", "::", "prelude"]));
            if !face && !tested {
                violations.push(source.place(at));
            }
        }
        let preludes = source.find(&["mod", "prelude"]);
        violations.extend(preludes.map(|at| format!("{}: a prelude", source.place(at))));
    }
    assert_none("glob imports", &violations);
}

#[test]
fn only_borders_are_serialisable() {
    let is_border = |name: &str| {
        [
            "src/view/",
            "src/export/",
            "src/diagnostic/render/",
            "src/preview/",
            "src/review/",
        ]
        .iter()
        .any(|folder| name.starts_with(folder))
            || matches!(
                name,
                "src/cli/notes.rs" | "src/diagnostic/quality.rs" | "src/theme/types.rs"
            )
    };
    let mut violations = Vec::new();
    for source in all().iter().filter(|source| !is_border(&source.name)) {
        for at in source.find(&["derive"]) {
            let traits = source.tokens[at..].iter().take_while(|t| t.text != ")");
            if traits.into_iter().any(|token| token.text == "Serialize") {
                violations.push(source.place(at));
            }
        }
    }
    assert_none("core types that derive Serialize", &violations);
}

/// Beside them there are single files, folders of tools, and what is made here.
#[test]
fn the_root_has_four_folders() {
    let entries = fs::read_dir(repository()).expect("the root can be read");
    let folders = entries
        .map(|entry| entry.expect("the root can be read").path())
        .filter(|path| path.is_dir())
        .map(|path| {
            path.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        });
    let made_here = |name: &str| name.starts_with('.') || matches!(name, "target" | "book");
    let mut folders: Vec<String> = folders.filter(|name| !made_here(name)).collect();
    folders.sort();
    assert_eq!(folders, ["content", "src", "tests", "themes"]);
}

#[test]
fn the_suite_lists_its_files_in_order() {
    let suite = repository().join("tests/suite");
    let main = fs::read_to_string(suite.join("main.rs")).expect("main.rs can be read");
    let listed: Vec<&str> = main
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let mut files: Vec<String> = fs::read_dir(&suite)
        .expect("tests/suite can be read")
        .map(|entry| entry.expect("tests/suite can be read").file_name())
        .filter_map(|name| Some(name.to_str()?.strip_suffix(".rs")?.to_owned()))
        .filter(|name| name != "main")
        .collect();
    files.sort();
    assert_eq!(listed, files);
}
