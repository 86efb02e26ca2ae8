//! Goes through a site as a reader does, from its start page on.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Display;
use std::rc::Rc;

use super::addresses::Url;
use super::page::{self, Link, Page};
use super::places::Place;
use crate::site_support::Tree;

/// What lies at an address.
pub(super) struct There {
    pub(super) status: u16,
    kind: String,
    pub(super) body: Vec<u8>,
    ids: HashSet<String>,
    links: Vec<Link>,
    /// Addresses that say where the page itself lives.
    own: Vec<String>,
}

pub struct Walk<'s> {
    pub(super) place: Place,
    pub(super) tree: &'s Tree,
    /// The folder of the site.
    pub(super) base: Url,
    /// Where the site says that it lives.
    pub(super) site_url: Option<&'s str>,
    /// By address, without parts of pages.
    pub(super) seen: BTreeMap<String, Rc<There>>,
    to_visit: Vec<Url>,
    pub followed: usize,
    pub findings: Vec<String>,
}

impl<'s> Walk<'s> {
    /// `base` ends in `/`.
    pub fn new(place: Place, tree: &'s Tree, base: &str, site_url: Option<&'s str>) -> Self {
        Self {
            place,
            tree,
            base: Url::read(base).expect("the address of a site"),
            site_url,
            seen: BTreeMap::new(),
            to_visit: Vec::new(),
            followed: 0,
            findings: Vec::new(),
        }
    }

    /// Everything that there is to be followed.
    pub fn whole(mut self) -> Self {
        let start = match self.place {
            Place::Server(_) => self.base.clone(),
            Place::Folder => self.below("index.html"),
        };
        self.lead(&start.clone(), "start page", Ok(start));
        self.visit_all();
        self.beside();
        self.visit_all();
        self
    }

    pub(super) fn below(&self, name: &str) -> Url {
        self.base.join(name).expect("the name of a file")
    }

    pub(super) fn find(&mut self, page: &Url, what: impl Display) {
        self.findings.push(format!("{page}: {what}"));
    }

    pub(super) fn there(&mut self, url: &Url) -> Result<Rc<There>, String> {
        let key = url.to_string();
        if let Some(there) = self.seen.get(&key) {
            return Ok(Rc::clone(there));
        }
        let answer = self.place.get(url)?;
        let text = std::str::from_utf8(&answer.body).unwrap_or_default();
        let (mut ids, mut links, mut own) = (HashSet::new(), Vec::new(), Vec::new());
        match answer.kind.as_str() {
            "text/html" => {
                let page = Page::read(text);
                (ids, links, own) = (page.ids, page.links, page.own_addresses);
            }
            "text/css" => {
                links = page::css_addresses(text)
                    .iter()
                    .map(|a| Link::to(a))
                    .collect()
            }
            _ => {}
        }
        let there = Rc::new(There {
            status: answer.status,
            kind: answer.kind,
            body: answer.body,
            ids,
            links,
            own,
        });
        self.seen.insert(key, Rc::clone(&there));
        if there.status == 200 {
            self.to_visit.push(url.clone());
        }
        Ok(there)
    }

    /// Follows an address that stands in a page.
    pub(super) fn lead(&mut self, page: &Url, by: &str, to: Result<Url, String>) {
        self.followed += 1;
        if let Err(why) = to.and_then(|to| self.arrive(&to)) {
            self.find(page, format!("<{by}>: {why}"));
        }
    }

    fn arrive(&mut self, to: &Url) -> Result<(), String> {
        to.below(&self.base)?;
        let there = self.there(to)?;
        match &to.fragment {
            _ if there.status != 200 => Err(format!("{to} is answered with {}", there.status)),
            Some(id) if !there.ids.contains(id) => Err(format!("{to} has no part #{id}")),
            _ => Ok(()),
        }
    }

    fn visit_all(&mut self) {
        while let Some(url) = self.to_visit.pop() {
            match self.there(&url) {
                Ok(there) => self.visit(&url, &there),
                Err(why) => self.find(&url, why),
            }
        }
    }

    fn visit(&mut self, url: &Url, there: &There) {
        for link in &there.links {
            let by = format!("{} {}", link.tag, link.address);
            if link.is_absolute() {
                if let Err(why) = link.may_be_absolute() {
                    self.find(url, format!("<{by}>: {why}"));
                }
            } else {
                self.lead(url, &by, url.join(&link.address));
            }
        }
        for address in &there.own {
            let to = self.own(address);
            let is_here = to.as_ref().is_ok_and(|to| {
                let other = self.there(to);
                other.is_ok_and(|other| other.body == there.body)
            });
            self.lead(url, address, to);
            if !is_here {
                self.find(url, format!("{address} is the address of something else"));
            }
        }
    }

    /// Where an address that only a site with a known address has is to be found here.
    pub(super) fn own(&self, address: &str) -> Result<Url, String> {
        let site = self.site_url.ok_or("the site has no address of its own")?;
        let site = Url::read(&format!("{}/", site.trim_end_matches('/')))?;
        let named = Url::read(address)?;
        named.below(&site)?;
        let below = named.path.strip_prefix(&site.path).unwrap_or_default();
        let is_start = below.is_empty() && matches!(self.place, Place::Folder);
        let mut url = self.base.clone();
        url.path += if is_start { "index.html" } else { below };
        url.fragment = named.fragment;
        Ok(url)
    }

    /// Kinds of what was seen, and how often.
    pub fn kinds(&self) -> BTreeMap<&str, usize> {
        let mut kinds = BTreeMap::new();
        for there in self.seen.values().filter(|there| there.status == 200) {
            *kinds.entry(there.kind.as_str()).or_default() += 1;
        }
        kinds
    }
}
