use std::fs;

use super::Runner;

const TEAM: &str = "---\nteam: A\nmodel: cmm\ndate: 2026-06-01\nanswers:\n  RM: yes\n---\n";

fn runner(team: &str) -> Runner {
    let runner = Runner::new();
    runner.write("workspace/book/book.toml", "[book]\ntitle = \"T\"\n");
    runner.write("workspace/book/content/teams/a.md", team);
    runner
}

#[test]
fn a_site_is_built_where_it_is_said_to_be() {
    let runner = runner(TEAM);
    let done = runner.run(&[
        ("working-directory", "book"),
        ("site-url", "https://acme.github.io/maturity"),
    ]);
    let done = done.ended(0);
    assert_eq!(done.output("out-dir"), "book/book");
    let page = fs::read_to_string(runner.path("workspace/book/book/index.html")).unwrap();
    assert!(page.contains("https://acme.github.io/maturity/"));
    let elsewhere = runner.run(&[("working-directory", "book"), ("out-dir", "../site")]);
    assert_eq!(elsewhere.ended(0).output("out-dir"), "site");
}

#[test]
fn errors_are_annotated_and_end_the_step() {
    let runner = runner(&TEAM.replace("yes", "yse"));
    let done = runner.run(&[("command", "check"), ("working-directory", "book")]);
    let done = done.ended(1);
    assert!(
        done.log.contains("::error file=content/teams/a.md,line=6"),
        "{}",
        done.log
    );
    let build = runner.run(&[("working-directory", "book")]).ended(1);
    assert!(build.log.contains("unknown-rating"), "{}", build.log);
}

#[test]
fn warnings_are_findings_where_it_is_strict() {
    let runner = runner(TEAM);
    runner.write("workspace/book/content/run.sh", "exit\n");
    let inputs = [("command", "check"), ("working-directory", "book")];
    runner.run(&inputs).ended(0);
    let strict = runner.run(&[inputs[0], inputs[1], ("strict", "true")]);
    assert!(strict.ended(1).log.contains("::warning "));
}

#[test]
fn arguments_are_arguments_whatever_they_say() {
    let runner = runner(TEAM);
    let done = runner.run(&[
        ("working-directory", "book"),
        (
            "args",
            "--date 2026-06-15 -d '../a b; touch x' $(touch y) > z",
        ),
    ]);
    let done = done.ended(2);
    assert!(done.log.contains("`levelbook build"), "{}", done.log);
    let done = runner.run(&[
        ("working-directory", "book"),
        ("args", "--date 2026-06-15 -d '../a b; touch x'"),
    ]);
    assert_eq!(done.ended(0).output("out-dir"), "a b; touch x");
    for name in ["x", "y", "z"] {
        assert!(!runner.path(&format!("workspace/book/{name}")).exists());
    }
}

#[test]
fn no_path_forges_an_output() {
    let runner = runner(TEAM);
    let name = "site\nprogram=evil\nEOF\nchanged=true";
    let done = runner.run(&[("working-directory", "book"), ("out-dir", name)]);
    let done = done.ended(0);
    assert_eq!(done.output("out-dir"), format!("book/{name}"));
    assert_eq!(done.output("changed"), "");
}

#[test]
fn wrong_inputs_are_usage_errors() {
    let runner = runner(TEAM);
    for (name, value, said) in [
        ("command", "publish", "the input `command` is `publish`"),
        ("strict", "yes", "the input `strict` is `yes`"),
        ("site-url", "nowhere", "`nowhere` is no address of a site"),
        ("args", "--nonsense", "--nonsense"),
        ("args", "'a", "does not close it"),
    ] {
        let done = runner.run(&[("working-directory", "book"), (name, value)]);
        let done = done.ended(2);
        assert!(done.log.contains(said), "{}", done.log);
    }
}
