//! Where the addresses of a page lead, by the plan of the site.

use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use super::finding::{Finding, Kind};
use crate::config::Config;
use crate::site::{Page, Shown, Site, base_path, is_external};
use crate::tree::SitePath;

/// The files of a site by name, and which addresses may be otherwise than relative.
pub struct Addresses<'s> {
    files: HashMap<&'s str, File<'s>, ahash::RandomState>,
    /// The path of the site on its host, for the page of unknown addresses.
    base: String,
}

#[derive(Clone, Copy)]
struct File<'s> {
    path: &'s SitePath,
    shown: Option<&'s Shown>,
}

/// The addresses, as they are written, that are known to lead somewhere from the pages of a folder.
#[derive(Default)]
pub struct Known {
    folder: String,
    there: HashSet<Box<[u8]>, ahash::RandomState>,
}

impl Known {
    /// Pages of one folder follow each other.
    pub fn enter(&mut self, page: &SitePath) {
        let folder = folder_of(page);
        if self.folder != folder {
            folder.clone_into(&mut self.folder);
            self.there.clear();
        }
    }

    pub fn has(&self, address: &[u8]) -> bool {
        self.there.contains(address)
    }

    pub fn add(&mut self, address: &[u8]) {
        self.there.insert(address.into());
    }
}

fn folder_of(page: &SitePath) -> &str {
    page.as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

/// Where an address leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lead<'s> {
    /// To a file of the site, or to where only a reader can go.
    There,
    /// To another host.
    Elsewhere,
    /// To a part of this page.
    Here,
    /// To a file that may have this part or not.
    PartOf(&'s SitePath),
    /// To a script.
    Script,
    Rooted,
    Nowhere,
}

/// The page that an address stands in.
#[derive(Clone, Copy)]
pub struct From<'p> {
    pub path: &'p SitePath,
    /// It is shown for unknown addresses, so that its own are rooted.
    pub is_rooted: bool,
    /// It leads wherever the book says, also to what lies beside the site.
    pub is_redirect: bool,
}

impl<'p> From<'p> {
    pub fn new(path: &'p SitePath, page: &Page) -> Self {
        Self {
            path,
            is_rooted: matches!(page, Page::NotFound),
            is_redirect: matches!(page, Page::Redirect { .. }),
        }
    }
}

impl<'s> Addresses<'s> {
    pub fn new(site: &'s Site, config: &Config) -> Self {
        let file = |path: &'s SitePath| File {
            path,
            shown: site.shown(path),
        };
        let files = site.entries.iter().map(|entry| &entry.path);
        Self {
            files: files.map(|path| (path.as_str(), file(path))).collect(),
            base: base_path(config.html.site_url.as_deref()).to_owned(),
        }
    }

    /// Where an address leads, which stands in a page as it is given here: without entities.
    pub fn follow(&self, from: From<'_>, address: &str) -> Lead<'s> {
        let end = address.bytes().position(|b| matches!(b, b'#' | b'?'));
        let (path, tail) = address.split_at(end.unwrap_or(address.len()));
        if path.is_empty() {
            return match tail.starts_with('#') {
                true => Lead::Here,
                false => Lead::There,
            };
        }
        let file = match self.near(from, path) {
            Some(file) => *file,
            None => match self.find(from, address, path) {
                Ok(file) => file,
                Err(lead) => return lead,
            },
        };
        let fragment = tail.split_once('#').map_or("", |(_, fragment)| fragment);
        if fragment.is_empty() || file.shown.is_some_and(|shown| shown.has(fragment)) {
            Lead::There
        } else {
            Lead::PartOf(file.path)
        }
    }

    /// The file that a path means which only goes up and then down, as nearly all do.
    fn near(&self, from: From<'_>, path: &str) -> Option<&File<'s>> {
        if from.is_rooted {
            return None;
        }
        let (mut folder, mut below) = (folder_of(from.path), path);
        while let Some(rest) = below.strip_prefix("../") {
            if folder.is_empty() {
                return None;
            }
            folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
            below = rest;
        }
        if folder.is_empty() {
            return self.files.get(below);
        }
        let mut whole = String::with_capacity(folder.len() + 1 + below.len());
        whole.push_str(folder);
        whole.push('/');
        whole.push_str(below);
        self.files.get(&*whole)
    }

    /// The addresses of a style sheet that lead nowhere or to another host.
    pub fn of_style_sheet(&self, path: &SitePath, references: Vec<(usize, &str)>) -> Vec<Finding> {
        let from = From {
            path,
            is_rooted: false,
            is_redirect: false,
        };
        let mut findings = Vec::new();
        for (at, address) in references {
            let kind = match self.follow(from, address) {
                Lead::There | Lead::Here | Lead::PartOf(_) => continue,
                Lead::Elsewhere if address.starts_with("data:") => continue,
                Lead::Elsewhere => Kind::OtherHost,
                Lead::Script => Kind::ScriptAddress,
                Lead::Rooted => Kind::Rooted,
                Lead::Nowhere => Kind::NoFile,
            };
            findings.push(Finding {
                kind,
                at,
                word: address.to_owned(),
                element: "style".to_owned(),
            });
        }
        findings
    }

    fn find(&self, from: From<'_>, address: &str, path: &str) -> Result<File<'s>, Lead<'s>> {
        if is_script(address) {
            return Err(Lead::Script);
        }
        if is_external(address) {
            return Err(Lead::Elsewhere);
        }
        let lost = match from.is_redirect {
            true => Lead::There,
            false => Lead::Nowhere,
        };
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let below = match decoded.strip_prefix('/') {
            // It is shown at any depth, so nothing can count from where it lies.
            None if from.is_rooted => return Err(Lead::Nowhere),
            None => join(folder_of(from.path), &decoded).ok_or(lost)?,
            Some(_) if from.is_rooted => {
                let below = decoded.strip_prefix(&*self.base).ok_or(lost)?;
                join("", below).ok_or(lost)?
            }
            Some(_) if from.is_redirect => return Err(Lead::There),
            Some(_) => return Err(Lead::Rooted),
        };
        self.files.get(&*below).copied().ok_or(lost)
    }
}

/// Blanks and control characters are passed over, as browsers do.
fn is_script(address: &str) -> bool {
    let visible = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace());
    let mut visible = visible.map(|c| c.to_ascii_lowercase());
    let scheme = |word: &str| word.chars().eq(visible.clone().take(word.len()));
    let is_one = scheme("javascript:") || scheme("vbscript:") || scheme("data:text");
    visible.next().is_some() && is_one
}

/// The file that a relative path means in a folder; a folder means its start page. `None` where it
/// leads out of the site.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut is_folder = false;
    for part in path.split('/') {
        is_folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    if is_folder {
        parts.push("index.html");
    }
    Some(parts.join("/"))
}
