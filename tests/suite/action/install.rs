use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;

use super::Runner;
use crate::site_support::repository;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn archive() -> String {
    format!("levelbook-{VERSION}-x86_64-unknown-linux-musl")
}

/// A runner whose action is a released one: its checksums.txt has a line, and `curl` gives the archive.
fn released(change: impl Fn(&str) -> String) -> Runner {
    let mut runner = Runner::new();
    let action = runner.path("action");
    fs::create_dir(&action).unwrap();
    fs::copy(repository().join("Cargo.toml"), action.join("Cargo.toml")).unwrap();
    let name = archive();
    let folder = runner.path("made").join(&name);
    fs::create_dir_all(&folder).unwrap();
    symlink(env!("CARGO_BIN_EXE_levelbook"), folder.join("levelbook")).unwrap();
    let made = runner.path("made");
    let run = |program: &str, args: &[&str]| {
        let output = Command::new(program)
            .args(args)
            .current_dir(&made)
            .output()
            .unwrap();
        assert!(output.status.success(), "{program}");
        String::from_utf8(output.stdout).unwrap()
    };
    run("tar", &["-czf", "archive.tar.gz", &name]);
    let sum = run("sha256sum", &["archive.tar.gz"]);
    let sum = sum.split(' ').next().unwrap();
    let line = format!("# Sums\n{}  {name}.tar.gz\n", change(sum));
    fs::write(action.join("checksums.txt"), line).unwrap();
    runner.program(
        "curl",
        &format!(
            "echo curl \"$@\"\nwhile [ \"$1\" != --output ]; do shift; done\n\
             cp '{}/archive.tar.gz' \"$2\"\n",
            made.display()
        ),
    );
    runner.action = action;
    runner
}

fn program(runner: &Runner) -> PathBuf {
    runner.path(&format!("temp/levelbook-{VERSION}/bin/levelbook"))
}

#[test]
fn a_released_action_fetches_the_archive_of_its_version() {
    let runner = released(str::to_owned);
    let done = runner.run(&[("command", "install")]).ended(0);
    assert_eq!(done.output("program"), program(&runner).to_str().unwrap());
    assert!(program(&runner).exists(), "{}", done.log);
    let address = format!("/releases/download/v{VERSION}/{}.tar.gz", archive());
    assert!(done.log.contains(&address), "{}", done.log);
    assert!(!done.log.contains("cargo"), "{}", done.log);
    // The next step of the same job has it already.
    let again = runner.run(&[("command", "install"), ("version", &format!("v{VERSION}"))]);
    assert!(!again.ended(0).log.contains("curl"));
}

#[test]
fn another_archive_than_the_one_named_is_not_run() {
    let runner = released(|sum| sum.replace(|c: char| c.is_ascii_digit(), "0"));
    let done = runner.run(&[("command", "build")]).ended(3);
    assert!(done.log.contains("is not the one that checksums.txt names"));
    assert!(!program(&runner).exists());
    assert!(
        !runner
            .path(&format!("temp/levelbook-{VERSION}/bin"))
            .exists()
    );
}

#[test]
fn without_a_line_the_program_is_compiled_and_that_is_said() {
    let done = Runner::new().run(&[("command", "install")]).ended(0);
    assert!(done.log.contains("::notice::checksums.txt"), "{}", done.log);
    assert!(done.log.contains("cargo install --path . --locked --root"));
    let asked =
        released(str::to_owned).run(&[("command", "install"), ("build-from-source", "true")]);
    let asked = asked.ended(0);
    assert!(asked.log.contains("cargo install"), "{}", asked.log);
    assert!(!asked.log.contains("::notice::"), "{}", asked.log);
}

#[test]
fn a_version_that_the_action_does_not_know_is_refused() {
    let runner = released(str::to_owned);
    let done = runner.run(&[("version", "99.0.0")]).ended(3);
    assert!(done.log.contains("pin the action to the commit of v99.0.0"));
    for version in ["$(id)", "1.0; id", "../1"] {
        let done = runner.run(&[("version", version)]).ended(2);
        assert!(done.log.contains("is no version"), "{}", done.log);
    }
}

/// The settings of cargo and rustup in a pull request must not reach the compiler.
#[test]
fn the_program_is_compiled_in_the_folder_of_the_action() {
    let runner = Runner::new();
    runner.program("cargo", "pwd > \"$RUNNER_TEMP/where\"\nexit 1\n");
    assert_ne!(runner.run(&[("command", "install")]).code, 0);
    let found = fs::read_to_string(runner.path("temp/where")).unwrap();
    assert_eq!(found.trim(), repository().to_str().unwrap());
}
