//! Options, keys, codes and blocks: what the manual lists is what there is.

use std::collections::{BTreeMap, BTreeSet};

use clap::Command;
use levelbook::data::{Shape, Type};
use levelbook::diagnostic::{Code, Severity};
use levelbook::{assessment, cli, config, model, site};

use super::{manual, manual_files, read, root};

#[test]
fn the_manual_lists_every_diagnostic() {
    let text = manual("diagnostics");
    let mut listed = BTreeMap::new();
    for row in text.lines().filter_map(|line| line.strip_prefix("| `")) {
        if let Some((code, rest)) = row.split_once("` | ")
            && let Some((severity @ ("error" | "warning"), _)) = rest.split_once(" | ")
        {
            assert!(listed.insert(code, severity).is_none(), "{code} twice");
        }
    }
    let there: BTreeMap<&str, &str> = Code::ALL
        .iter()
        .map(|code| {
            let severity = match code.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            (code.id(), severity)
        })
        .collect();
    assert_eq!(listed, there);
}

#[test]
fn the_manual_describes_every_option() {
    let text = manual("commands");
    let command = cli::command();
    let mut missing = Vec::new();
    for option in long_options(&command) {
        if !mentions(section(&text, "Options of every command"), &option) {
            missing.push(format!("levelbook --{option}"));
        }
    }
    for sub in command.get_subcommands() {
        let name = sub.get_name();
        let section = section(&text, name);
        let mut commands = vec![sub];
        while let Some(command) = commands.pop() {
            commands.extend(command.get_subcommands());
            if !section.contains(command.get_name()) {
                missing.push(format!("levelbook {name} {}", command.get_name()));
            }
            for option in long_options(command) {
                if !mentions(section, &option) {
                    missing.push(format!("levelbook {name} --{option}"));
                }
            }
            for value in possible_values(command) {
                if !section.contains(&value) {
                    missing.push(format!("levelbook {name}: {value}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "not in commands.md: {missing:#?}");
}

/// The other way round: no page speaks of an option that does not exist.
#[test]
fn the_manual_invents_no_option() {
    let mut there: BTreeSet<String> = ["help", "version"].map(str::to_owned).into();
    let mut commands = vec![cli::command()];
    while let Some(command) = commands.pop() {
        there.extend(long_options(&command));
        commands.extend(command.get_subcommands().cloned());
    }
    let mut pages = vec![("README.md".to_owned(), read("README.md"))];
    pages.extend(manual_files().into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path.display().to_string(), text)
    }));
    for (page, text) in pages {
        let lines = text
            .lines()
            .filter(|line| !line.starts_with("cargo ") && !line.starts_with("git "));
        for word in lines.flat_map(|line| line.split([' ', '`', '|', ','])) {
            let option = word.strip_prefix("--").unwrap_or_default();
            if option.starts_with(|c: char| c.is_ascii_lowercase()) && !option.contains("cargo") {
                let option = option.split('=').next().unwrap_or_default();
                // The custom properties of the theme begin with two hyphens, too.
                let is_property = read("themes/default/assets/style.css")
                    .contains(&format!("--{}", option.trim_end_matches(':')));
                assert!(
                    there.contains(option) || is_property || word.contains("--release"),
                    "{page} names --{option}"
                );
            }
        }
    }
}

#[test]
fn the_manual_describes_every_key() {
    for (page, shape) in [
        ("settings", &config::SHAPE),
        ("settings", &site::PAGE_KEYS),
        ("custom-models", &model::SHAPE),
        ("assessments", &assessment::ASSESSMENT),
        ("assessments", &assessment::TEAM),
    ] {
        let text = manual(page);
        let mut missing = BTreeSet::new();
        keys(shape, &mut |key| {
            // A table of book.toml is named by its heading.
            let named = [
                format!("`{key}`"),
                format!("[{key}]"),
                format!("[{key}."),
                format!(".{key}]"),
            ];
            if !named.iter().any(|name| text.contains(name)) {
                missing.insert(key.to_owned());
            }
        });
        assert!(missing.is_empty(), "not in {page}.md: {missing:?}");
    }
}

#[test]
fn the_blocks_of_the_manual_are_in_the_templates() {
    let text = manual("themes");
    let mut rows = 0;
    for row in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let [templates, _, blocks] = cells[..] else {
            continue;
        };
        for template in quoted(templates) {
            let source = read(&format!("themes/default/templates/{template}"));
            for block in quoted(blocks) {
                let found = source.contains(&format!("block {block} %}}"));
                assert!(found, "{template} has no block {block}");
            }
            rows += 1;
        }
    }
    assert!(rows >= 7);
}

#[test]
fn the_paths_in_the_documents_exist() {
    let mut paths = 0;
    for page in [
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "content/manual/themes.md",
    ] {
        let text = read(page);
        for path in quoted(&text) {
            let roots = ["src/", "tests/suite", "tests/data/", "content/manual/"];
            let is_pattern = ["NAME", "ID", "CODE", " "].iter().any(|p| path.contains(p));
            if is_pattern || !roots.iter().any(|start| path.starts_with(start)) {
                continue;
            }
            assert!(root().join(path).exists(), "{page} names {path}");
            paths += 1;
        }
    }
    assert!(paths > 20, "only {paths} paths were found");
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The part of a page below a second-level heading.
fn section<'t>(text: &'t str, title: &str) -> &'t str {
    let heading = format!("\n## {title}\n");
    let start = text
        .find(&heading)
        .unwrap_or_else(|| panic!("commands.md has no section `{title}`"));
    let body = &text[start + heading.len()..];
    body.find("\n## ").map_or(body, |end| &body[..end])
}

fn mentions(text: &str, option: &str) -> bool {
    let option = format!("--{option}");
    text.match_indices(&option).any(|(at, _)| {
        let after = text[at + option.len()..].chars().next();
        after.is_none_or(|c| !c.is_alphanumeric() && c != '-')
    })
}

/// The long options of a command itself; options of every command only at the top.
fn long_options(command: &Command) -> Vec<String> {
    let is_top = command.get_name() == "levelbook";
    command
        .get_arguments()
        .filter(|arg| is_top || !arg.is_global_set())
        .filter_map(|arg| arg.get_long().map(str::to_owned))
        .collect()
}

fn possible_values(command: &Command) -> Vec<String> {
    command
        .get_arguments()
        .filter(|arg| !arg.is_global_set() && arg.get_num_args() != Some(0.into()))
        .flat_map(|arg| arg.get_possible_values())
        .map(|value| value.get_name().to_owned())
        .filter(|value| value != "true" && value != "false")
        .collect()
}

fn keys(shape: &Shape, found: &mut dyn FnMut(&str)) {
    for key in shape.keys {
        found(key.name);
        of_type(&key.value, found);
    }
}

fn of_type(value: &Type, found: &mut dyn FnMut(&str)) {
    match value {
        Type::Record(shape) => keys(shape, found),
        Type::List { of, .. } | Type::MapOf(of) => of_type(of, found),
        Type::Either(forms) => forms.iter().for_each(|form| of_type(form, found)),
        _ => {}
    }
}
