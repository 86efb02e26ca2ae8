//! Where the addresses of a page lead, by the plan of the site.

use std::collections::HashMap;

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
    /// Beginnings of addresses from the root of the host that the book itself asks for.
    asked: Vec<String>,
}

#[derive(Clone, Copy)]
struct File<'s> {
    path: &'s SitePath,
    shown: Option<&'s Shown>,
}

/// What was found out for the pages of one folder.
#[derive(Default)]
pub struct Known<'s> {
    folder: String,
    files: HashMap<Box<str>, File<'s>, ahash::RandomState>,
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
        let html = &config.html;
        let templates = [&html.edit_url_template, &html.source_url_template];
        let begin = |template: &String| template.split('{').next().unwrap_or("").to_owned();
        Self {
            files: files.map(|path| (path.as_str(), file(path))).collect(),
            base: base_path(html.site_url.as_deref()).to_owned(),
            asked: templates.into_iter().flatten().map(begin).collect(),
        }
    }

    /// Where an address leads, which stands in a page as it is given here: without entities.
    pub fn follow(&self, known: &mut Known<'s>, from: From<'_>, address: &str) -> Lead<'s> {
        if address.starts_with('#') {
            return Lead::Here;
        }
        let end = address.find(['#', '?']).unwrap_or(address.len());
        let (path, tail) = address.split_at(end);
        if path.is_empty() {
            return Lead::There;
        }
        let folder = from.path.as_str().rsplit_once('/').map_or("", |(f, _)| f);
        if known.folder != folder {
            folder.clone_into(&mut known.folder);
            known.files.clear();
        }
        let file = match known.files.get(path) {
            Some(file) => *file,
            None => match self.find(folder, from, address, path) {
                Ok(file) => {
                    known.files.insert(path.into(), file);
                    file
                }
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

    /// The addresses of a style sheet that lead nowhere or to another host.
    pub fn of_style_sheet(&self, path: &SitePath, references: Vec<(usize, &str)>) -> Vec<Finding> {
        let from = From {
            path,
            is_rooted: false,
            is_redirect: false,
        };
        let mut known = Known::default();
        let mut findings = Vec::new();
        for (at, address) in references {
            let kind = match self.follow(&mut known, from, address) {
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

    fn find(
        &self,
        folder: &str,
        from: From<'_>,
        address: &str,
        path: &str,
    ) -> Result<File<'s>, Lead<'s>> {
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
            None => join(folder, &decoded).ok_or(lost)?,
            Some(_) if self.asked.iter().any(|begin| is_begun(address, begin)) => {
                return Err(Lead::There);
            }
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

fn is_begun(address: &str, begin: &str) -> bool {
    begin.len() > 1 && address.starts_with(begin)
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
