use std::collections::{BTreeMap, BTreeSet};

use super::types::Asset;
use crate::tree::{BookPath, Digest, SitePath};

/// The files of all themes below assets/, by their name there.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Assets with their published names.
#[derive(Debug, Default)]
pub(super) struct Published {
    /// In the order of their paths.
    pub assets: Vec<Asset>,
    /// From a name in assets/ to its address from the root of the site.
    pub names: BTreeMap<String, String>,
    /// Texts of style sheets, by name, with addresses that count from [`ROOT`].
    texts: BTreeMap<String, String>,
}

/// Stands for the root of the site until it is known.
pub(super) const ROOT: char = '\0';

/// Gives every asset its name. The digest of a style sheet covers what it refers to, because its
/// references are rewritten first.
pub(super) fn publish(files: &Files, hash: bool) -> Published {
    let mut work = Work {
        files,
        hash,
        done: Published::default(),
        open: BTreeSet::new(),
    };
    for name in files.keys() {
        work.name_of(name);
    }
    let mut done = work.done;
    done.assets.sort_by(|a, b| a.path.cmp(&b.path));
    done
}

impl Published {
    /// The addresses of the files directly in assets/ with this extension, `first` before the
    /// others, then those of `last` in their order.
    pub(super) fn linked(&self, extension: &str, first: &str, last: &[String]) -> Vec<String> {
        self.order(extension, first, last)
            .into_iter()
            .filter_map(|name| self.names.get(name).cloned())
            .collect()
    }

    /// The style sheets that pages link to, as one text that cannot end a `<style>` element.
    /// [`ROOT`] stands for the root of the site in its addresses.
    pub(super) fn style_text(&self, last: &[String]) -> String {
        self.order("css", "style.css", last)
            .into_iter()
            .filter_map(|name| self.texts.get(name))
            .map(|text| text.replace("</", "<\\/"))
            .collect()
    }

    fn order<'a>(&'a self, extension: &str, first: &str, last: &'a [String]) -> Vec<&'a str> {
        let mut names: Vec<&str> = self
            .names
            .keys()
            .map(String::as_str)
            .filter(|name| {
                !name.contains('/') && name.rsplit_once('.').map(|n| n.1) == Some(extension)
            })
            .collect();
        names.sort_by_key(|name| (*name != first, *name));
        let suffix = format!(".{extension}");
        names.extend(
            last.iter()
                .map(String::as_str)
                .filter(|name| name.ends_with(&suffix)),
        );
        names
    }
}

struct Work<'a> {
    files: &'a Files,
    hash: bool,
    done: Published,
    /// Style sheets under way, to break circles of `@import`.
    open: BTreeSet<String>,
}

impl Work<'_> {
    /// The published address of an asset, from the root of the site.
    fn name_of(&mut self, name: &str) -> Option<String> {
        if let Some(path) = self.done.names.get(name) {
            return Some(path.clone());
        }
        let bytes = self.files.get(name)?;
        if !self.open.insert(name.to_owned()) {
            return None;
        }
        let bytes = match std::str::from_utf8(bytes) {
            Ok(text) if name.ends_with(".css") => {
                let rooted = self.rewrite(name, &text.replace(ROOT, ""), None);
                self.done.texts.insert(name.to_owned(), rooted);
                let here = SitePath::new(format!("assets/{name}"));
                self.rewrite(name, text, Some(&here)).into_bytes()
            }
            _ => bytes.clone(),
        };
        let path = format!("assets/{}", self.hashed(name, &bytes));
        self.done.names.insert(name.to_owned(), path.clone());
        self.done.assets.push(Asset {
            path: SitePath::new(path.clone()),
            bytes,
        });
        Some(path)
    }

    fn hashed(&self, name: &str, bytes: &[u8]) -> String {
        if !self.hash {
            return name.to_owned();
        }
        let digest = Digest::of(bytes).hex();
        let short = &digest[..8];
        let (folder, file) = name.rsplit_once('/').map_or(("", name), |(f, n)| (f, n));
        let file = match file.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => format!("{stem}-{short}.{extension}"),
            _ => format!("{file}-{short}"),
        };
        if folder.is_empty() {
            file
        } else {
            format!("{folder}/{file}")
        }
    }

    /// Replaces the addresses in `url(…)` and `@import "…"` that name other assets by links from
    /// `here`, or by addresses from the root of the site.
    fn rewrite(&mut self, name: &str, text: &str, here: Option<&SitePath>) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((start, len)) = next_reference(rest) {
            out.push_str(&rest[..start]);
            let address = &rest[start..start + len];
            match self.target(name, address, here) {
                Some(new) => out.push_str(&new),
                None => out.push_str(address),
            }
            rest = &rest[start + len..];
        }
        out.push_str(rest);
        out
    }

    fn target(&mut self, from: &str, address: &str, here: Option<&SitePath>) -> Option<String> {
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let (path, tail) = address.split_at(end);
        if path.is_empty() || path.starts_with('/') || path.contains(':') {
            return None;
        }
        let base = BookPath::new(&format!("assets/{from}")).ok()?;
        let file = base.resolve_link("assets", path).ok()?;
        let published = SitePath::new(self.name_of(file.below("assets")?)?);
        Some(match here {
            Some(here) => format!("{}{tail}", here.link_to(&published)),
            None => format!("{ROOT}{}{tail}", published.encoded()),
        })
    }
}

/// The addresses in a style sheet, each with its place.
pub fn references(css: &str) -> Vec<(usize, &str)> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some((start, len)) = next_reference(&css[at..]) {
        let from = at + start;
        all.push((from, &css[from..from + len]));
        at = from + len;
    }
    all
}

/// Where the next address in a style sheet lies: start and length. Comments are passed over.
fn next_reference(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let candidates = [rest.find("/*"), rest.find("url("), rest.find("@import")];
        let next = candidates.into_iter().flatten().min()?;
        let here = &rest[next..];
        let begin = at + next;
        if here.starts_with("/*") {
            at = begin + here.find("*/")? + 2;
            continue;
        }
        let skip = if here.starts_with("url(") { 4 } else { 7 };
        let after = here[skip..].trim_start();
        if skip == 7 && !after.starts_with(['"', '\'']) {
            at = begin + skip;
            continue;
        }
        let start = begin + here.len() - after.len();
        let (from, len) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => (start + 1, after[1..].find(quote)?),
            _ => (
                start,
                after.find(')').map(|end| after[..end].trim_end().len())?,
            ),
        };
        return Some((from, len));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    fn text(published: &Published, start: &str) -> String {
        let asset = published
            .assets
            .iter()
            .find(|a| a.path.as_str().starts_with(start))
            .unwrap();
        String::from_utf8(asset.bytes.clone()).unwrap()
    }

    #[test]
    fn references_follow_the_digest_names() {
        let with = |font: &str| {
            publish(
                &files(&[
                    (
                        "style.css",
                        "/* url(no) */ a{b:url( fonts/x.woff2 )}c{d:url('data:,x')}e{f:url(\"i.svg#a\")}",
                    ),
                    ("fonts/x.woff2", font),
                    ("i.svg", "<svg/>"),
                ]),
                true,
            )
        };
        let one = with("1");
        let font = &one.names["fonts/x.woff2"];
        assert!(font.starts_with("assets/fonts/x-") && font.ends_with(".woff2"));
        let css = text(&one, "assets/style-");
        assert!(
            css.contains(&format!("url( {} )", &font["assets/".len()..])),
            "{css}"
        );
        assert!(css.contains("url(no)") && css.contains("'data:,x'") && css.contains(".svg#a\""));
        assert_ne!(one.names["style.css"], with("2").names["style.css"]);
        let rooted = one.style_text(&[]).replace(ROOT, "/book/");
        assert!(rooted.contains(&format!("url( /book/{font} )")), "{rooted}");
        assert_eq!(one.names["i.svg"], with("2").names["i.svg"]);
    }

    #[test]
    fn plain_names_and_circles() {
        let published = publish(
            &files(&[
                ("a.css", "@import \"b.css\";"),
                ("b.css", "@import url(a.css);"),
                ("style.css", ""),
                ("x/deep.css", ""),
            ]),
            false,
        );
        assert_eq!(text(&published, "assets/b.css"), "@import url(a.css);");
        assert_eq!(
            published.linked("css", "style.css", &["x/deep.css".to_owned()]),
            [
                "assets/style.css",
                "assets/a.css",
                "assets/b.css",
                "assets/x/deep.css"
            ]
        );
    }
}
