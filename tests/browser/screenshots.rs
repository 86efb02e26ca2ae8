//! Pictures of every kind of page of the demo book, to look at what readers will see:
//!
//! ```text
//! cargo run --example screenshots                        all of them, into target/screenshots
//! cargo run --example screenshots -- /tmp/pictures --only report
//! cargo run --example screenshots -- --readme            the picture of the README
//! ```
//!
//! A picture is called NAME-WIDTH-light.png, NAME-WIDTH-dark.png or NAME-print.png, and NAME.pdf is the
//! page on A4. `index.html` shows all of them side by side. Needs Chromium.

#![allow(clippy::disallowed_methods)]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use levelbook::pipeline::{self, Input, Silent, Stamp};
use levelbook::tree::SitePath;
use levelbook::{config, host};

#[allow(dead_code)]
mod chromium;
mod kinds;
#[allow(dead_code)]
mod look;
#[allow(dead_code)]
mod page;
mod pictures;

use chromium::{Chromium, Lost};
use kinds::KINDS;
use look::Look;
use page::Page;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const USAGE: &str = "cargo run --example screenshots -- [FOLDER] [--only NAME]... [--readme]";
const WIDTHS: [u32; 3] = [360, 1280, 1920];
/// What A4 leaves between the margins of the style sheet, in CSS pixels.
const PAPER: u32 = 672;

/// The picture of the README: a page, its size in CSS pixels, and how many bytes it may have.
const README: (&str, &str) = ("teams/payments.html", "content/manual/report.png");
const README_SIZE: (u32, u32) = (1280, 1100);
const README_BYTES: usize = 250_000;

struct Options {
    folder: PathBuf,
    /// Names of kinds; all where there are none.
    only: Vec<String>,
    is_readme: bool,
}

fn main() -> Outcome {
    let options = Options::read(std::env::args().skip(1))?;
    let program = chromium::find().ok_or("there is no Chromium in PATH")?;
    let site = tempfile::tempdir()?;
    build(site.path())?;
    let browser = Chromium::start(&program).map_err(gone)?;
    let page = Page::new(&browser).map_err(gone)?;
    let studio = Studio {
        site: site.path(),
        page: &page,
    };
    if options.is_readme {
        return studio.readme();
    }
    fs::create_dir_all(&options.folder)?;
    let mut shown = Vec::new();
    for (name, path) in KINDS.iter().filter(|(name, _)| options.wants(name)) {
        println!("{name}");
        studio.pictures(name, path, &options.folder)?;
        shown.push(*name);
    }
    let sheet = options.folder.join("index.html");
    fs::write(&sheet, contact_sheet(&shown))?;
    println!("{}", sheet.display());
    Ok(())
}

impl Options {
    fn read(args: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut options = Self {
            folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots"),
            only: Vec::new(),
            is_readme: false,
        };
        let mut args = args;
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--only" => options.only.push(kind(args.next().ok_or(USAGE)?)?),
                "--readme" => options.is_readme = true,
                _ if arg.starts_with('-') => return Err(USAGE.into()),
                _ => options.folder = PathBuf::from(arg),
            }
        }
        Ok(options)
    }

    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }
}

fn kind(name: String) -> Outcome<String> {
    let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
    if names.contains(&name.as_str()) {
        return Ok(name);
    }
    Err(format!(
        "`{name}` is no kind of page; there are {}",
        names.join(", ")
    )
    .into())
}

fn gone(lost: Lost) -> Box<dyn Error> {
    lost.0.into()
}

/// Builds the demo book, which is this repository.
fn build(folder: &Path) -> Outcome {
    let book = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = config::read(&host::fs::read(book, &[])?, &[]).value;
    let folders = pipeline::source_folders(&config);
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let sources = host::fs::read(book, &folders)?;
    let stamp = Stamp {
        date: config.maturity.as_of.ok_or("the demo book has no as-of")?,
        clock: false,
        revision: None,
    };
    let input = Input {
        sources: &sources,
        config,
        stamp,
        drafts: false,
    };
    let put = |path: &SitePath, bytes: &[u8]| {
        let file = folder.join(path.as_str());
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, bytes)
    };
    let compiled = pipeline::compile(&input, &Silent);
    compiled.value.render(&sources, &Silent, &put)?;
    Ok(())
}

struct Studio<'s> {
    site: &'s Path,
    page: &'s Page<'s>,
}

impl Studio<'_> {
    fn open(&self, path: &str, look: Look) -> Outcome {
        let url = format!("file://{}/{path}", self.site.display());
        self.page.look(look).map_err(gone)?;
        self.page.open(&url).map_err(gone)?;
        // A search may still be on its way.
        let is_done = "!location.search || document.querySelector('#lb-hits a')";
        self.page.comes_true(is_done).map_err(gone)?;
        Ok(())
    }

    fn pictures(&self, name: &str, path: &str, folder: &Path) -> Outcome {
        let looks = WIDTHS.map(Look::new);
        for look in looks.into_iter().chain(looks.map(Look::dark)) {
            self.open(path, look)?;
            let light = if look.is_dark { "dark" } else { "light" };
            let file = folder.join(format!("{name}-{}-{light}.png", look.width));
            fs::write(file, self.page.picture().map_err(gone)?)?;
        }
        self.open(path, Look::new(PAPER).print())?;
        let picture = self.page.picture().map_err(gone)?;
        fs::write(folder.join(format!("{name}-print.png")), picture)?;
        let pdf = self.page.pdf(8.27, 11.69).map_err(gone)?;
        fs::write(folder.join(format!("{name}.pdf")), pdf)?;
        Ok(())
    }

    fn readme(&self) -> Outcome {
        let (path, target) = README;
        let (width, height) = README_SIZE;
        self.open(path, Look::new(width))?;
        let picture = self.page.top_of_picture(height).map_err(gone)?;
        if picture.len() > README_BYTES {
            return Err(format!("{target} has {} bytes", picture.len()).into());
        }
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(target), picture)?;
        println!("{target}");
        Ok(())
    }
}

fn contact_sheet(names: &[&str]) -> String {
    let mut html =
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Pages</title>\n\
        <style>body { font: 1rem system-ui; background: #888; } h2 { margin: 2rem 0 0.5rem; }\n\
        div { display: flex; gap: 1rem; align-items: start; overflow: auto; }\n\
        img { height: 40rem; object-fit: cover; object-position: top; }</style>\n"
            .to_owned();
    for name in names {
        let _ = writeln!(html, "<h2>{name} <a href=\"{name}.pdf\">A4</a></h2>\n<div>");
        let screens = WIDTHS
            .iter()
            .flat_map(|width| ["light", "dark"].map(|light| format!("{name}-{width}-{light}.png")));
        for file in screens.chain([format!("{name}-print.png")]) {
            let _ = writeln!(
                html,
                "<a href=\"{file}\"><img src=\"{file}\" alt=\"{file}\" loading=\"lazy\"></a>"
            );
        }
        html.push_str("</div>\n");
    }
    html
}
