//! What no page leads to, and is there for programs, for those who have an old address, or who mistype.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::addresses::Url;
use super::page::{self, Page};
use super::places::Place;
use super::walk::Walk;
use crate::search::Index;

/// What is escaped of the name of a file in its address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_')
    .remove(b'@');

impl Walk<'_> {
    pub(super) fn beside(&mut self) {
        self.files();
        self.unreached();
        self.lists();
        self.search();
        if matches!(self.place, Place::Server(_)) {
            self.unknown();
        }
    }

    /// What programs ask for, and no page leads to.
    fn files(&mut self) {
        for name in ["levelbook.json", "levelbook-manifest.json"] {
            if self.tree.has(name) {
                let url = self.below(name);
                self.lead(&url.clone(), "file", Ok(url));
            }
        }
    }

    /// Earlier addresses lead on, so nothing leads to them; everything else can be reached.
    fn unreached(&mut self) {
        let mut reached = BTreeSet::new();
        for url in self.seen.keys().filter_map(|key| Url::read(key).ok()) {
            let name = url.below(&self.base).unwrap_or_default();
            let is_start = name.is_empty() || name.ends_with('/');
            reached.insert(if is_start {
                format!("{name}index.html")
            } else {
                name
            });
        }
        let pages: Vec<(String, bool)> = self
            .tree
            .pages()
            .filter(|(name, _)| *name != "404.html" && !reached.contains(*name))
            .map(|(name, html)| (name.to_owned(), html.contains("http-equiv=\"refresh\"")))
            .collect();
        for (name, leads_on) in pages {
            let mut url = self.base.clone();
            url.path += &utf8_percent_encode(&name, ESCAPED).to_string();
            if !leads_on {
                self.find(&url, "no page leads here");
            }
            self.lead(&url.clone(), "page", Ok(url));
        }
    }

    /// Feed and sitemap, which are there when the address of the site is known.
    fn lists(&mut self) {
        for name in ["feed.xml", "sitemap.xml"] {
            let url = self.below(name);
            let there = match self.there(&url) {
                Ok(there) if (there.status == 200) == self.site_url.is_some() => there,
                Ok(there) => {
                    self.find(&url, format!("it is answered with {}", there.status));
                    continue;
                }
                Err(why) => {
                    self.find(&url, why);
                    continue;
                }
            };
            if there.status != 200 {
                continue;
            }
            let text = String::from_utf8_lossy(&there.body);
            let addresses = page::xml_addresses(&text);
            if addresses.is_empty() {
                self.find(&url, "it names no page");
            }
            for address in addresses {
                let to = self.own(&address);
                self.lead(&url, &address, to);
            }
        }
    }

    fn search(&mut self) {
        let url = self.below("search-index.js");
        if !self.tree.has("search-index.js") {
            return;
        }
        self.lead(&url, "search", Ok(url.clone()));
        let entries = Index::of(self.tree).entries();
        if entries.len() < 4 {
            self.find(&url, format!("only {} entries", entries.len()));
        }
        for (title, address) in entries {
            if title.is_empty() {
                self.find(&url, format!("{address} has no title"));
            }
            let to = self.base.join(&address);
            self.lead(&url, &address, to);
        }
    }

    /// The page for unknown addresses, at several depths. Its links begin at the path that the site
    /// was told, so a site that was told none has to lie at the root.
    fn unknown(&mut self) {
        if !self.tree.has("404.html") {
            return;
        }
        for name in ["nothing", "x/y/z", "teams/x/y/z.html"] {
            let url = self.below(name);
            let there = match self.place.get(&url) {
                Ok(there) => there,
                Err(why) => return self.find(&url, why),
            };
            if there.status != 404 || there.body != self.tree.text("404.html").as_bytes() {
                self.find(&url, format!("answered with {}", there.status));
            }
            if self.site_url.is_none() && self.base.path != "/" {
                continue;
            }
            let lost = Page::read(self.tree.text("404.html"));
            for link in lost.links.iter().filter(|link| !link.is_absolute()) {
                match link.address.strip_prefix('#') {
                    Some(id) if lost.ids.contains(id) => {}
                    Some(id) => self.find(&url, format!("no part #{id}")),
                    None => self.lead(&url, &link.address, url.join(&link.address)),
                }
            }
        }
    }
}
