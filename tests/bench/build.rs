//! How fast `levelbook build` is, how much memory it takes and how much it writes, on books of
//! several sizes:
//!
//! ```text
//! cargo bench --bench build
//! cargo bench --bench build -- 1000 10000 --runs 7 --out /dev/shm --hugo /usr/bin/hugo
//! ```
//!
//! The books are made by the bench itself and are the same for every run. What is measured is the
//! program itself, as a process of its own. Where Hugo or mdBook is on the `PATH` or named by
//! `--hugo` or `--mdbook`, it builds the same teams for comparison.

#![allow(clippy::disallowed_methods)]

mod corpus;
mod measure;
mod peers;

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use measure::{Run, Spread, spread, tree, written};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A peer whose time grows with the square of the teams is measured up to this many only.
const MDBOOK_TEAMS: usize = 2000;

struct Options {
    sizes: Vec<usize>,
    runs: usize,
    out: PathBuf,
    hugo: Option<PathBuf>,
    mdbook: Option<PathBuf>,
    keep: bool,
}

const USAGE: &str = "cargo bench --bench build -- [TEAMS]... [--runs N] [--out FOLDER] \
                     [--hugo PROGRAM] [--mdbook PROGRAM] [--keep]";

fn main() -> Outcome {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|arg| arg == "--floor") {
        return floor_process(&args[1..]);
    }
    let options = Options::read(args)?;
    let folder = options
        .out
        .join(format!("levelbook-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let result = bench(&options, &folder);
    if !options.keep {
        fs::remove_dir_all(&folder)?;
    }
    result
}

impl Options {
    fn read(args: Vec<String>) -> Outcome<Self> {
        let memory = Path::new("/dev/shm");
        let mut options = Self {
            sizes: Vec::new(),
            runs: 5,
            out: match memory.is_dir() {
                true => memory.to_owned(),
                false => std::env::temp_dir(),
            },
            hugo: on_path("hugo"),
            mdbook: on_path("mdbook"),
            keep: false,
        };
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(USAGE);
            match arg.as_str() {
                "--bench" => {} // Cargo's own.
                "--runs" => options.runs = value()?.parse::<usize>()?.max(1),
                "--out" => options.out = value()?.into(),
                "--hugo" => options.hugo = Some(value()?.into()),
                "--mdbook" => options.mdbook = Some(value()?.into()),
                "--keep" => options.keep = true,
                _ => options.sizes.push(arg.parse().map_err(|_| USAGE)?),
            }
        }
        if options.sizes.is_empty() {
            options.sizes = vec![100, 1000, 10_000];
        }
        Ok(options)
    }
}

fn on_path(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

fn bench(options: &Options, folder: &Path) -> Outcome {
    let threads = std::thread::available_parallelism()?;
    println!(
        "{} runs each, {threads} threads, in {}\n",
        options.runs,
        folder.display()
    );
    let mut cold = Vec::new();
    for teams in &options.sizes {
        let size = Size {
            teams: *teams,
            options,
            folder: folder.join(format!("n{teams}")),
        };
        cold.push((*teams, size.measure()?));
        if !options.keep {
            fs::remove_dir_all(&size.folder)?;
        }
        println!();
    }
    for pair in cold.windows(2) {
        let [(few, short), (many, long)] = pair else {
            continue;
        };
        println!(
            "{many} teams take {:.1} times as long as {few}",
            long / short
        );
    }
    Ok(())
}

/// The measurements of a book of one size.
struct Size<'a> {
    teams: usize,
    options: &'a Options,
    folder: PathBuf,
}

impl Size<'_> {
    /// Prints all figures; gives the median time of a build into an empty folder.
    fn measure(&self) -> Outcome<f64> {
        let book = self.folder.join("book");
        corpus::write(&book, self.teams)?;
        println!(
            "{} teams, {:.1} MB of sources",
            self.teams,
            mega(bytes_of(&book)?)
        );
        let cold = self.cold()?;
        self.output()?;
        self.unchanged(cold)?;
        self.one_edit(cold)?;
        self.floors(cold)?;
        self.peers(cold)?;
        Ok(cold)
    }

    fn book(&self) -> PathBuf {
        self.folder.join("book")
    }

    fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    fn build(&self) -> io::Result<Run> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_levelbook"));
        command.args(["build", "--timings", "--dest-dir"]);
        measure::run(command.arg(self.site()).arg(self.book()))
    }

    fn cold(&self) -> Outcome<f64> {
        let mut runs = Vec::new();
        for warm_up in (0..=self.options.runs).map(|run| run == 0) {
            remove(&self.site())?;
            let run = self.build()?;
            if !warm_up {
                runs.push(run);
            }
        }
        runs.sort_by_key(|run| run.wall);
        let median = self.row("cold build", &runs);
        for (stage, time) in stages(&runs[runs.len() / 2].said) {
            println!("  {:>18} {time}", stage);
        }
        Ok(median)
    }

    fn row(&self, label: &str, runs: &[Run]) -> f64 {
        let wall = spread(runs.iter().map(|run| run.wall));
        let cpu = spread(runs.iter().map(|run| run.cpu)).median;
        let peak = runs.iter().map(|run| run.peak).max().unwrap_or(0);
        println!(
            "  {label:<18} {}, {:.0} teams/s, {cpu:.3} s of processor time, peak {:.0} MiB",
            times(&wall),
            self.teams as f64 / wall.median,
            peak as f64 / 1_048_576.0
        );
        wall.median
    }

    fn output(&self) -> Outcome {
        let site = tree(&self.site())?;
        let all: u64 = site.values().map(|(size, _)| size).sum();
        let of_reports = site
            .iter()
            .filter(|(name, _)| name.starts_with("teams/team-"));
        let (files, bytes) =
            of_reports.fold((0, 0), |(n, sum), (_, (size, _))| (n + 1, sum + size));
        let largest = site
            .iter()
            .filter(|(name, _)| name.ends_with(".html"))
            .max_by_key(|(_, (size, _))| *size);
        println!(
            "  {:<18} {} files, {:.1} MB",
            "output",
            site.len(),
            mega(all)
        );
        println!(
            "  {:<18} {:.1} files, {:.1} kB",
            "  per report",
            files as f64 / self.teams as f64,
            bytes as f64 / 1e3 / self.teams as f64
        );
        if let Some((name, (size, _))) = largest {
            println!(
                "  {:<18} {name}, {:.1} kB",
                "  largest page",
                *size as f64 / 1e3
            );
        }
        Ok(())
    }

    fn unchanged(&self, cold: f64) -> Outcome {
        self.again("nothing changed", cold, &|_| Ok(()))
    }

    /// One rating of the team in the middle, another in each run.
    fn one_edit(&self, cold: f64) -> Outcome {
        let middle = corpus::team(self.teams / 2 + 1).id;
        let file = self.book().join(format!("content/teams/{middle}.md"));
        let text = fs::read_to_string(&file)?;
        let (head, rest) = text.split_once("    rating: ").ok_or("no rating")?;
        let (_, tail) = rest.split_once('\n').ok_or("no line")?;
        self.again("one answer edited", cold, &|run| {
            let rating = ["not", "full"][run % 2];
            fs::write(&file, format!("{head}    rating: {rating}\n{tail}"))
        })
    }

    /// Builds over the site that is there, after a change.
    fn again(&self, label: &str, cold: f64, change: &dyn Fn(usize) -> io::Result<()>) -> Outcome {
        let (mut walls, mut most) = (Vec::new(), 0);
        for run in 0..=self.options.runs {
            change(run)?;
            let before = tree(&self.site())?;
            let wall = self.build()?.wall;
            if run > 0 {
                walls.push(wall);
                most = most.max(written(&before, &tree(&self.site())?));
            }
        }
        let wall = spread(walls);
        println!(
            "  {label:<18} {}, {:.0} % of cold, {most} files written",
            times(&wall),
            wall.median / cold * 100.0
        );
        Ok(())
    }

    /// A plain program that writes the same bytes to the same files, in a process of its own: the
    /// memory of this one would show in the figures of those it starts.
    fn floors(&self, cold: f64) -> Outcome {
        let threads = std::thread::available_parallelism()?.get();
        for (label, threads) in [("floor, parallel", threads), ("floor, serial", 1)] {
            let mut walls = Vec::new();
            for _ in 0..self.options.runs {
                let copy = self.folder.join("copy");
                remove(&copy)?;
                let mut command = Command::new(std::env::current_exe()?);
                command.arg("--floor").arg(self.site()).arg(copy);
                let run = measure::run(command.arg(threads.to_string()))?;
                walls.push(Duration::from_nanos(run.said.trim().parse()?));
            }
            let wall = spread(walls);
            println!(
                "  {label:<18} {}; a build takes {:.1} times as long",
                times(&wall),
                cold / wall.median
            );
        }
        remove(&self.folder.join("copy"))?;
        Ok(())
    }

    fn peers(&self, cold: f64) -> Outcome {
        if let Some(hugo) = &self.options.hugo {
            let (source, out) = (self.folder.join("hugo"), self.folder.join("hugo-site"));
            peers::write_hugo(&source, self.teams)?;
            self.peer("hugo", cold, &out, &mut || {
                let mut command = Command::new(hugo);
                command
                    .args(["--quiet", "--noBuildLock", "--source"])
                    .arg(&source);
                command.arg("--destination").arg(&out);
                command
            })?;
        }
        let mdbook = self.options.mdbook.as_ref();
        if let Some(mdbook) = mdbook.filter(|_| self.teams <= MDBOOK_TEAMS) {
            let (source, out) = (self.folder.join("mdbook"), self.folder.join("mdbook-site"));
            peers::write_mdbook(&source, self.teams)?;
            self.peer("mdbook", cold, &out, &mut || {
                let mut command = Command::new(mdbook);
                command
                    .arg("build")
                    .arg(&source)
                    .arg("--dest-dir")
                    .arg(&out);
                command
            })?;
        }
        Ok(())
    }

    fn peer(
        &self,
        name: &str,
        cold: f64,
        out: &Path,
        command: &mut dyn FnMut() -> Command,
    ) -> Outcome {
        let mut runs = Vec::new();
        for _ in 0..self.options.runs {
            remove(out)?;
            runs.push(measure::run(&mut command())?);
        }
        let wall = self.row(name, &runs);
        println!(
            "  {:<18} takes {:.1} times as long as levelbook",
            "",
            wall / cold
        );
        Ok(())
    }
}

/// `--floor FROM TO THREADS`: prints the nanoseconds.
fn floor_process(args: &[String]) -> Outcome {
    let [from, to, threads] = args else {
        return Err(USAGE.into());
    };
    let time = measure::floor(Path::new(from), Path::new(to), threads.parse()?)?;
    println!("{}", time.as_nanos());
    Ok(())
}

/// The lines of `--timings`: a name and a time.
fn stages(said: &str) -> impl Iterator<Item = (&str, &str)> {
    said.lines()
        .filter(|line| line.starts_with(' ') && (line.ends_with(" ms") || line.ends_with(" s")))
        .filter_map(|line| line.trim().split_once("  "))
        .map(|(name, time)| (name, time.trim()))
}

fn times(wall: &Spread) -> String {
    format!(
        "{:.3} s ({:.3} to {:.3})",
        wall.median, wall.least, wall.most
    )
}

fn bytes_of(folder: &Path) -> io::Result<u64> {
    Ok(tree(folder)?.values().map(|(size, _)| size).sum())
}

fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
