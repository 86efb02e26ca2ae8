//! What a page links to, and what is wrong with it.

use std::collections::HashSet;

use crate::html_support::{Piece, Tag, decode, read, tags};

/// An address in a page.
#[derive(Debug)]
pub struct Link {
    pub tag: String,
    pub address: String,
    /// Whether the browser fetches it by itself.
    is_loaded: bool,
}

/// A page as the crawler sees it.
#[derive(Default)]
pub struct Page<'h> {
    pub links: Vec<Link>,
    /// Addresses that say where the site itself lives.
    pub own_addresses: Vec<String>,
    pub ids: HashSet<String>,
    pub problems: Vec<String>,
    state: State<'h>,
}

#[derive(Default)]
struct State<'h> {
    /// The open elements, from the outside to the inside.
    open: Vec<Tag>,
    headings: usize,
    has_policy: bool,
    style_is_allowed: bool,
    /// The last table, until its caption or its first row shows whether it has a name.
    table: Option<bool>,
    title: Option<&'h str>,
}

impl Link {
    pub fn to(address: &str) -> Self {
        Self {
            tag: "a".to_owned(),
            address: address.to_owned(),
            is_loaded: false,
        }
    }

    pub fn is_absolute(&self) -> bool {
        let scheme = self
            .address
            .split([':', '/', '?', '#'])
            .next()
            .unwrap_or("");
        self.address.starts_with("//") || self.address[scheme.len()..].starts_with(':')
    }

    /// Other hosts may be linked to, and nothing is loaded from them.
    pub fn may_be_absolute(&self) -> Result<(), String> {
        // The picture of nothing: a page that stands alone asks for no icon.
        if self.address == "data:," {
            return Ok(());
        }
        let allowed = ["https://", "http://", "mailto:", "tel:"];
        if !allowed
            .iter()
            .any(|scheme| self.address.starts_with(scheme))
        {
            Err("no address for a page".to_owned())
        } else if self.is_loaded {
            Err("something of another host is loaded".to_owned())
        } else {
            Ok(())
        }
    }
}

impl<'h> Page<'h> {
    pub fn read(html: &'h str) -> Self {
        let mut page = Self::default();
        if !html.starts_with("<!doctype html>\n") {
            page.problem("it does not begin with its document type");
        }
        for piece in read(html) {
            match piece {
                Piece::Open(tag) => page.open(tag),
                Piece::Close(name) => page.close(&name),
                Piece::Text(text) => page.text(text),
            }
        }
        if page.state.headings != 1 {
            page.problem(format!(
                "{} headings of the first rank",
                page.state.headings
            ));
        }
        if page.state.title.is_none_or(|title| title.trim().is_empty()) {
            page.problem("no title");
        }
        if !page.state.has_policy {
            page.problem("no policy");
        }
        page
    }

    fn problem(&mut self, text: impl Into<String>) {
        self.problems.push(text.into());
    }

    fn open(&mut self, tag: Tag) {
        self.attributes(&tag);
        match tag.name.as_str() {
            "html" if tag.get("lang").is_none_or(str::is_empty) => self.problem("no language"),
            "h1" => self.state.headings += 1,
            "img" if !tag.has("alt") => self.problem("an image without description"),
            "meta" => self.meta(&tag),
            "table" => {
                let label = |tag: &Tag| tag.has("aria-label") || tag.has("aria-labelledby");
                let region = self.state.open.last().is_some_and(label);
                self.state.table = Some(label(&tag) || region);
            }
            "caption" => self.state.table = Some(true),
            "tr" if self.state.table.take() == Some(false) => {
                self.problem("a table without caption or label");
            }
            "script" if !tag.has("src") => self.problem("a script in the page"),
            "script" if !tag.raw.is_empty() => self.problem("a script with a text"),
            "style" => {
                if !self.state.style_is_allowed {
                    self.problem("a style that the policy refuses");
                }
                let addresses = css_addresses(&tag.raw);
                self.links.extend(addresses.iter().map(|a| Link {
                    tag: "style".to_owned(),
                    address: a.clone(),
                    is_loaded: true,
                }));
            }
            "base" | "iframe" | "object" | "embed" | "frame" => {
                self.problem(format!("an element <{}>", tag.name));
            }
            _ => {}
        }
        let loads = matches!(tag.name.as_str(), "link" | "script" | "img" | "style");
        if loads && !self.state.has_policy {
            self.problem(format!("<{}> stands before the policy", tag.name));
        }
        self.addresses(&tag);
        self.state.open.push(tag);
    }

    fn close(&mut self, name: &str) {
        let open = &mut self.state.open;
        if let Some(at) = open.iter().rposition(|tag| tag.name == name) {
            open.truncate(at);
        } else {
            self.problem(format!("</{name}> closes nothing"));
        }
    }

    fn text(&mut self, text: &'h str) {
        if self
            .state
            .open
            .last()
            .is_some_and(|tag| tag.name == "title")
            && self.state.title.is_none()
        {
            self.state.title = Some(text);
        }
    }

    fn attributes(&mut self, tag: &Tag) {
        let name = &tag.name;
        let mut names = HashSet::new();
        for (key, value) in &tag.attributes {
            if key == "style" || key.starts_with("on") {
                self.problem(format!("an attribute {key} on <{name}>"));
            }
            if !names.insert(key) {
                self.problem(format!("two attributes {key} on <{name}>"));
            }
            if !key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-:".contains(&b))
            {
                self.problem(format!("an attribute `{key}` on <{name}>"));
            }
            let visible: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            let scheme = visible.to_lowercase();
            if ["javascript:", "vbscript:", "data:text"]
                .iter()
                .any(|s| scheme.starts_with(s))
                && key != "content"
                && key != "alt"
                && key != "title"
            {
                self.problem(format!("a script as the {key} of <{name}>"));
            }
            if key == "id" && (value.is_empty() || value.contains(char::is_whitespace)) {
                self.problem(format!("the id `{value}`"));
            }
            if key == "id" && !self.ids.insert(value.clone()) {
                self.problem(format!("two parts with the id {value}"));
            }
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let content = tag.get("content").unwrap_or_default();
        match tag.get("http-equiv") {
            Some("Content-Security-Policy") => {
                self.state.has_policy = true;
                self.state.style_is_allowed = content.contains("style-src 'sha256-");
                if !content.contains("default-src 'none'") || content.contains("unsafe") {
                    self.problem(format!("the policy {content}"));
                }
            }
            Some("refresh") => match content.split_once("url=") {
                Some((_, address)) => self.links.push(Link {
                    tag: "meta refresh".to_owned(),
                    address: address.to_owned(),
                    is_loaded: false,
                }),
                None => self.problem("a refresh without an address"),
            },
            _ => {}
        }
        if tag.get("property") == Some("og:url") {
            self.own_addresses.push(content.to_owned());
        }
    }

    fn addresses(&mut self, tag: &Tag) {
        let relation = tag.get("rel").unwrap_or_default();
        if relation == "canonical" {
            let address = tag.get("href").unwrap_or_default();
            // The canonical address of a redirect may be any page.
            let is_redirect = self.links.iter().any(|link| link.tag == "meta refresh");
            if Link::to(address).is_absolute() && !is_redirect {
                self.own_addresses.push(address.to_owned());
                return;
            }
        }
        for (key, value) in &tag.attributes {
            let is_loaded = matches!(key.as_str(), "src" | "srcset" | "poster")
                || (key == "href" && matches!(tag.name.as_str(), "use" | "image"))
                || (tag.name == "link" && !matches!(relation, "canonical" | "alternate"));
            let is_address = matches!(
                key.as_str(),
                "href" | "src" | "srcset" | "action" | "formaction" | "poster" | "cite" | "data"
            );
            if is_address || key == "xlink:href" {
                self.links.push(Link {
                    tag: format!("{} {key}", tag.name),
                    address: value.clone(),
                    is_loaded,
                });
            }
        }
        let labels = ["aria-labelledby", "aria-describedby", "for", "headers"];
        for id in labels
            .iter()
            .filter_map(|key| tag.get(key))
            .flat_map(str::split_whitespace)
        {
            self.links.push(Link {
                tag: format!("{} id", tag.name),
                address: format!("#{id}"),
                is_loaded: false,
            });
        }
    }
}

/// The files that a style sheet loads, but for those that it carries in itself.
pub fn css_addresses(css: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    for rest in css.split("url(").skip(1) {
        let address = rest.split(')').next().unwrap_or_default();
        let address = address.trim().trim_matches(['"', '\'']);
        if !address.starts_with("data:image/") {
            addresses.push(address.to_owned());
        }
    }
    for rest in css.split("@import").skip(1) {
        let address = rest.split(['"', '\'']).nth(1).unwrap_or_default();
        addresses.push(address.to_owned());
    }
    addresses
}

/// The pages that a feed or a sitemap names.
pub fn xml_addresses(xml: &str) -> Vec<String> {
    let mut addresses: Vec<String> = tags(xml)
        .iter()
        .filter_map(|tag| tag.get("href").map(str::to_owned))
        .collect();
    for rest in xml.split("<loc>").skip(1) {
        addresses.push(decode(rest.split('<').next().unwrap_or_default()));
    }
    addresses
}

/// Whether every element of an XML text is closed where it must be.
pub fn is_balanced(xml: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    for piece in read(xml) {
        match piece {
            Piece::Open(tag) if !tag.is_closed => open.push(tag.name),
            Piece::Close(name) if open.pop().as_deref() != Some(&name) => {
                return Err(format!("</{name}> closes nothing"));
            }
            Piece::Text(text) if open.is_empty() && !text.trim().is_empty() => {
                return Err("a text outside of all elements".to_owned());
            }
            _ => {}
        }
    }
    match open.pop() {
        Some(name) => Err(format!("<{name}> is not closed")),
        None => Ok(()),
    }
}

#[test]
fn problems_are_seen() {
    let begin = "<!doctype html>\n<html lang=en><title>t</title>\
                 <meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><h1>h</h1>";
    let problems = |rest: &str| Page::read(&format!("{begin}{rest}")).problems;
    assert_eq!(problems("<p id=a><img alt=''>"), [""; 0]);
    for wrong in [
        "<h1>x</h1>",
        "<p style=a>",
        "<p onclick=a>",
        "<script>1</script>",
        "<a href='java\nscript:x'>",
        "<p id=a><p id=a>",
        "<img src=a>",
        "<table><tr><td>x</table>",
        "<iframe>",
        "</div>",
        "<p a\"b>",
        "<style>a{}</style>",
    ] {
        assert_eq!(problems(wrong).len(), 1, "{wrong}: {:?}", problems(wrong));
    }
    for fine in [
        "<table><caption>c</caption><tr><td>x</table>",
        "<div aria-label=l><table><tr></table></div>",
        "<table aria-label=l><tr></table>",
    ] {
        assert_eq!(problems(fine), [""; 0], "{fine}");
    }
    assert!(is_balanced("<a><b/>t</a>").is_ok() && is_balanced("<a><b></a>").is_err());
    assert_eq!(
        css_addresses("a{b:url( 'c.png' )} @import \"d.css\";"),
        ["c.png", "d.css"]
    );
}
