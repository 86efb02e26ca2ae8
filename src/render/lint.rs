use std::borrow::Cow;
use std::ops::Range;

use super::addresses::{Addresses, From, Known, Lead};
use super::finding::{Finding, Kind};
use super::ids::Ids;
use super::markup::{PADDING, Reader, Tag, read};
use super::name::{self, IMPLIED, Name, TOLD, Traits, VOID, name};
use crate::tree::SitePath;

/// Looks at pages as they came out, one after the other: addresses, what the policy forbids, and
/// what readers miss. What can only be seen, such as contrast, is not looked at. Each thread has
/// one, because it remembers where addresses lead.
pub struct Lint<'s> {
    addresses: &'s Addresses<'s>,
    known: Known,
    ids: Ids,
    /// Where addresses of this page stand that lead to a part of it.
    parts: Vec<Range<usize>>,
    open: Vec<Open>,
    /// The page, and what has to follow it.
    buffer: Vec<u8>,
    /// An anchor.
    anchor: Vec<u8>,
}

/// An element that has begun.
#[derive(Clone, Copy)]
struct Open {
    tag: Tag,
    traits: Traits,
}

/// Tells the ids that a page has to have, each in two halves.
pub type Anchors<'a> = &'a dyn Fn(&mut dyn FnMut(&'static str, &str));

/// What a look at a page found.
#[derive(Default, Debug)]
pub struct Looked<'s> {
    pub findings: Vec<Finding>,
    /// Addresses that lead to a part of another page, of which only that page can tell.
    pub questions: Vec<Question<'s>>,
}

/// Whether a page has a part.
#[derive(Clone, Debug)]
pub struct Question<'s> {
    pub to: &'s SitePath,
    /// The address, where it stands in the page that was looked at.
    pub at: usize,
    pub address: String,
}

impl<'s> Lint<'s> {
    pub fn new(addresses: &'s Addresses<'s>) -> Self {
        Self {
            addresses,
            known: Known::default(),
            ids: Ids::default(),
            parts: Vec::new(),
            open: Vec::new(),
            buffer: Vec::new(),
            anchor: Vec::new(),
        }
    }

    /// Looks at a page. `anchors` tells the ids that its template has to place, each in two halves.
    pub fn look(&mut self, page: &[u8], from: From<'_>, anchors: Anchors<'_>) -> Looked<'s> {
        // Places in a page are counted in 32 bits.
        if u32::try_from(page.len()).is_err() {
            return Looked::default();
        }
        self.known.enter(from.path);
        self.ids.clear();
        self.parts.clear();
        self.open.clear();
        let buffer = padded(std::mem::take(&mut self.buffer), page);
        let mut look = Look {
            page,
            from,
            looked: Looked::default(),
            tag: Attributes::default(),
            h1: 0,
            has_language: false,
            has_title: false,
            has_policy: false,
            lint: self,
        };
        read(&buffer, &mut look);
        look.whole();
        look.anchors(anchors);
        let looked = look.looked;
        self.buffer = buffer;
        looked
    }
}

impl<'s> Lint<'s> {
    /// The kinds of anchors that a page has to have and of which it lacks one.
    fn left_out(&mut self, page: &[u8], anchors: Anchors<'_>) -> Vec<&'static str> {
        let mut left_out: Vec<&'static str> = Vec::new();
        let (ids, anchor) = (&self.ids, &mut self.anchor);
        anchors(&mut |kind, id| {
            anchor.clear();
            anchor.extend_from_slice(kind.as_bytes());
            anchor.extend_from_slice(id.as_bytes());
            if !ids.has(page, anchor) && !left_out.contains(&kind) {
                left_out.push(kind);
            }
        });
        left_out
    }
}

/// One page under the eyes.
struct Look<'l, 's, 'p> {
    lint: &'l mut Lint<'s>,
    page: &'p [u8],
    from: From<'p>,
    looked: Looked<'s>,
    /// Of the tag that is being read.
    tag: Attributes,
    h1: usize,
    has_language: bool,
    has_title: bool,
    has_policy: bool,
}

/// What a tag has, where that matters.
#[derive(Default)]
struct Attributes {
    /// Something below has been set.
    is_told: bool,
    src: bool,
    alt: bool,
    lang: bool,
    equiv: Range<usize>,
    content: Range<usize>,
    rel: Range<usize>,
    href: Range<usize>,
}

const H1: Name = name("h1");
const HTML: Name = name("html");
const IMAGE: Name = name("image");
const IMG: Name = name("img");
const LINK: Name = name("link");
const META: Name = name("meta");
const SCRIPT: Name = name("script");
const TITLE: Name = name("title");
const USE: Name = name("use");

impl Reader for Look<'_, '_, '_> {
    #[inline(always)]
    fn attribute(&mut self, tag: Tag, key: Name, at: usize, value: Range<usize>) {
        const CLASS: Name = name("class");
        const ID: Name = name("id");
        const HREF: Name = name("href");
        const XLINK: Name = name("xlink:href");
        const SRC: Name = name("src");
        const SRCSET: Name = name("srcset");
        const POSTER: Name = name("poster");
        const DATA: Name = name("data");
        const ACTION: Name = name("action");
        const FORM_ACTION: Name = name("formaction");
        const STYLE: Name = name("style");
        const ALT: Name = name("alt");
        const LANG: Name = name("lang");
        const REL: Name = name("rel");
        const EQUIV: Name = name("http-equiv");
        const CONTENT: Name = name("content");
        match key {
            CLASS => {}
            ID => self.id(at, tag, value),
            HREF if tag.name != LINK => {
                self.address(tag, value, matches!(tag.name, IMAGE | USE));
            }
            XLINK => self.address(tag, value, matches!(tag.name, IMAGE | USE)),
            SRC | POSTER | DATA => {
                self.tell(|told| told.src |= key == SRC);
                self.address(tag, value, true);
            }
            SRCSET => self.candidates(tag, value),
            ACTION | FORM_ACTION => self.address(tag, value, false),
            STYLE => self.find(Kind::StyleAttribute, at, "", tag),
            HREF => self.tell(|told| told.href = value),
            ALT => self.tell(|told| told.alt = true),
            LANG => self.tell(|told| told.lang = !value.is_empty()),
            REL => self.tell(|told| told.rel = value),
            EQUIV => self.tell(|told| told.equiv = value),
            CONTENT => self.tell(|told| told.content = value),
            _ if key & 0xffff == name("on") => {
                let word = self.text(at..name::read(self.page, at).1).into_owned();
                self.find(Kind::EventHandler, at, &word, tag);
            }
            _ => {}
        }
    }

    #[inline(always)]
    fn open(&mut self, tag: Tag, traits: Traits, raw: Range<usize>) {
        if traits & TOLD != 0 {
            self.special(tag, raw);
        }
        if self.tag.is_told {
            self.tag = Attributes::default();
        }
        if traits & VOID != 0 || (tag.is_closed && tag.is_foreign) {
            return;
        }
        let open = &mut self.lint.open;
        match open.last_mut() {
            // The next cell ends the one before.
            Some(last) if traits & IMPLIED != 0 && last.tag.name == tag.name => last.tag = tag,
            _ => open.push(Open { tag, traits }),
        }
    }

    #[inline(always)]
    fn close(&mut self, tag: Tag) {
        let open = &mut self.lint.open;
        while let Some(last) = open.pop() {
            if last.tag.name == tag.name {
                return;
            }
            if last.traits & IMPLIED == 0 {
                open.push(last);
                break;
            }
        }
        self.lost(tag);
    }
}

impl<'s> Look<'_, 's, '_> {
    fn tell(&mut self, set: impl FnOnce(&mut Attributes)) {
        set(&mut self.tag);
        self.tag.is_told = true;
    }

    /// Tags that mean something for the page as a whole.
    fn special(&mut self, tag: Tag, raw: Range<usize>) {
        match tag.name {
            H1 => self.h1 += 1,
            IMG if !self.tag.alt => self.find(Kind::NoAlt, tag.at, "", tag),
            LINK => {
                let rel = self.text(self.tag.rel.clone());
                let is_named = |word: &str| {
                    ["canonical", "alternate", "prev", "next"]
                        .iter()
                        .any(|named| word.eq_ignore_ascii_case(named))
                };
                let is_loaded = !rel.split_ascii_whitespace().all(is_named);
                let is_canonical = rel.eq_ignore_ascii_case("canonical");
                if is_loaded {
                    self.after_policy(tag);
                }
                // What a page is called elsewhere is not where it leads.
                if !is_canonical {
                    self.address(tag, self.tag.href.clone(), is_loaded);
                }
            }
            SCRIPT if self.tag.src => self.after_policy(tag),
            SCRIPT => self.find(Kind::InlineScript, tag.at, "", tag),
            META => self.meta(tag),
            HTML => self.has_language |= self.tag.lang,
            TITLE if !tag.is_foreign => self.has_title |= !self.text(raw).trim().is_empty(),
            _ => {}
        }
    }

    fn meta(&mut self, tag: Tag) {
        let equiv = self.text(self.tag.equiv.clone());
        if equiv.eq_ignore_ascii_case("content-security-policy") {
            self.has_policy = true;
        } else if equiv.eq_ignore_ascii_case("refresh") {
            let content = self.tag.content.clone();
            let text = &self.page[content.clone()];
            let url = text
                .windows(4)
                .position(|four| four.eq_ignore_ascii_case(b"url="));
            if let Some(url) = url {
                self.address(tag, content.start + url + 4..content.end, false);
            }
        }
    }

    fn after_policy(&mut self, tag: Tag) {
        if !self.has_policy {
            self.find(Kind::BeforePolicy, tag.at, "", tag);
        }
    }

    /// An id, which stands once in a page.
    fn id(&mut self, at: usize, tag: Tag, value: Range<usize>) {
        if !self.lint.ids.add(self.page, value.clone()) {
            let id = self.text(value).into_owned();
            self.find(Kind::DoubledId, at, &id, tag);
        }
    }

    /// An address of the page; `is_loaded` where the browser fetches it by itself.
    fn address(&mut self, tag: Tag, value: Range<usize>, is_loaded: bool) {
        if self.page.get(value.start) == Some(&b'#') {
            if value.len() > 1 {
                self.lint.parts.push(value.start + 1..value.end);
            }
            return;
        }
        if self.lint.known.has(&self.page[value.clone()]) {
            return;
        }
        let at = value.start;
        let address = text(self.page, value.clone());
        let address = address.trim();
        let kind = match self.lint.addresses.follow(self.from, address) {
            Lead::There => {
                self.lint.known.add(&self.page[value]);
                return;
            }
            Lead::Here => return,
            Lead::Elsewhere if !is_loaded || address.starts_with("data:") => return,
            Lead::PartOf(to) => {
                let address = address.to_owned();
                self.looked.questions.push(Question { to, at, address });
                return;
            }
            Lead::Elsewhere => Kind::OtherHost,
            Lead::Script => Kind::ScriptAddress,
            Lead::Rooted => Kind::Rooted,
            Lead::Nowhere => Kind::NoFile,
        };
        let word = address.to_owned();
        self.find(kind, at, &word, tag);
    }

    /// Pictures of several sizes: each an address, and perhaps a size behind a blank.
    fn candidates(&mut self, tag: Tag, value: Range<usize>) {
        let mut at = value.start;
        for one in self.page[value].split(|byte| *byte == b',') {
            let begin = one.iter().take_while(|b| b.is_ascii_whitespace()).count();
            let word = one[begin..].iter().take_while(|b| !b.is_ascii_whitespace());
            let (from, len) = (at + begin, word.count());
            if len > 0 {
                self.address(tag, from..from + len, true);
            }
            at += one.len() + 1;
        }
    }

    /// What can be told when everything has been read.
    fn whole(&mut self) {
        let lost = std::mem::take(&mut self.lint.open);
        self.unclosed(lost);
        for at in 0..self.lint.parts.len() {
            let part = self.lint.parts[at].clone();
            let id = &self.page[part.clone()];
            if !self.lint.ids.has(self.page, id) && !self.has_decoded(&part) {
                let address = format!("#{}", self.text(part.clone()));
                self.note(Kind::NoPart, part.start, &address);
            }
        }
        let begin = &self.page[..self.page.len().min(14)];
        if !begin.eq_ignore_ascii_case(b"<!doctype html") {
            self.note(Kind::NoDoctype, 0, "");
        }
        let missing = [
            (self.has_policy, Kind::NoPolicy),
            (self.has_language, Kind::NoLanguage),
            (self.has_title, Kind::NoTitle),
            (self.h1 > 0, Kind::NoHeading),
            (self.h1 < 2, Kind::Headings),
        ];
        for (_, kind) in missing.into_iter().filter(|(is_there, _)| !is_there) {
            let word = match kind {
                Kind::Headings => self.h1.to_string(),
                _ => String::new(),
            };
            self.note(kind, 0, &word);
        }
    }

    /// The parts that links aim at and that the template has left out. Of those with ids, one is
    /// named.
    fn anchors(&mut self, anchors: Anchors<'_>) {
        for kind in self.lint.left_out(self.page, anchors) {
            let word = match kind.ends_with('-') {
                true => format!("{kind}ID"),
                false => kind.to_owned(),
            };
            self.note(Kind::LeftOut, 0, &word);
        }
    }

    /// Whether an id is there in other words: with entities or escapes in the address.
    fn has_decoded(&self, part: &Range<usize>) -> bool {
        let text = self.text(part.clone());
        let decoded = percent_encoding::percent_decode_str(&text).decode_utf8_lossy();
        decoded.as_bytes() != &self.page[part.clone()] && has_part(self.page, &decoded)
    }

    /// A tag that closes another element than the innermost.
    #[cold]
    fn lost(&mut self, tag: Tag) {
        let open = &mut self.lint.open;
        let Some(at) = open.iter().rposition(|other| other.tag.name == tag.name) else {
            if name::traits(tag.name) & VOID == 0 {
                self.find(Kind::ClosesNothing, tag.at, "", tag);
            }
            return;
        };
        let lost: Vec<Open> = open.drain(at..).skip(1).collect();
        self.unclosed(lost);
    }

    fn unclosed(&mut self, lost: Vec<Open>) {
        for one in lost.into_iter().filter(|one| one.traits & IMPLIED == 0) {
            self.find(Kind::Unclosed, one.tag.at, "", one.tag);
        }
    }

    /// Something about a tag.
    fn find(&mut self, kind: Kind, at: usize, word: &str, tag: Tag) {
        let begin = tag.at + 1 + usize::from(self.page.get(tag.at + 1) == Some(&b'/'));
        let end = name::read(self.page, begin).1;
        let element = self.text(begin..end).to_ascii_lowercase();
        self.looked.findings.push(Finding {
            kind,
            at,
            word: word.to_owned(),
            element,
        });
    }

    /// Something about the page.
    fn note(&mut self, kind: Kind, at: usize, word: &str) {
        self.looked.findings.push(Finding {
            kind,
            at,
            word: word.to_owned(),
            element: String::new(),
        });
    }

    fn text(&self, range: Range<usize>) -> Cow<'_, str> {
        text(self.page, range)
    }
}

/// The page in a buffer, with what has to follow it.
fn padded(mut buffer: Vec<u8>, page: &[u8]) -> Vec<u8> {
    buffer.clear();
    buffer.extend_from_slice(page);
    buffer.extend_from_slice(&[0; PADDING]);
    buffer
}

/// A value of the page with its entities decoded, as far as templates and Markdown write any.
fn text(page: &[u8], range: Range<usize>) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(&page[range]);
    if !text.contains('&') {
        return text;
    }
    let mut plain = text.into_owned();
    for (entity, c) in [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, c);
    }
    Cow::Owned(plain)
}

/// Whether a page has an element with this id.
pub fn has_part(page: &[u8], id: &str) -> bool {
    struct Wanted<'w>(&'w [u8], &'w str, bool);
    impl Reader for Wanted<'_> {
        fn attribute(&mut self, _: Tag, key: Name, _: usize, value: Range<usize>) {
            self.2 |= key == name("id") && text(self.0, value) == self.1;
        }
        fn open(&mut self, _: Tag, _: Traits, _: Range<usize>) {}
        fn close(&mut self, _: Tag) {}
    }
    let mut wanted = Wanted(page, id, false);
    read(&padded(Vec::new(), page), &mut wanted);
    wanted.2
}

/// What is wrong with a page that stands alone: no other file is there.
#[cfg(test)]
pub(super) fn problems(html: &str) -> Vec<Finding> {
    tests::looked(html, &[]).findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::site::{Page, Site};

    const BEGIN: &str = "<!doctype html><html lang=en><title>T</title>\
        <meta http-equiv=Content-Security-Policy content=x><h1>H</h1>";

    /// A look at `teams/a.html` of a site with a few files, below `/book/`.
    pub fn looked(html: &str, anchors: &[(&'static str, &str)]) -> Looked<'static> {
        let files = [
            "assets/a.css",
            "assets/a.js",
            "teams/a.html",
            "teams/b c.html",
            "x/index.html",
        ];
        let site: &'static Site = Box::leak(Box::new(Site::of_files(&files)));
        let mut config = Config::default();
        config.html.site_url = Some("https://example.org/book/".to_owned());
        let addresses: &'static Addresses<'_> = Box::leak(Box::new(Addresses::new(site, &config)));
        let path = SitePath::new("teams/a.html");
        let is_lost = html.contains("<!--404-->");
        let page = if is_lost { Page::NotFound } else { Page::Print };
        Lint::new(addresses).look(html.as_bytes(), From::new(&path, &page), &|tell| {
            anchors.iter().for_each(|(kind, id)| tell(kind, id));
        })
    }

    /// What is wrong with a page that is fine but for this.
    fn with(html: &str) -> Vec<(Kind, String)> {
        let findings = problems(&format!("{BEGIN}{html}")).into_iter();
        findings.map(|one| (one.kind, one.word)).collect()
    }

    #[track_caller]
    fn only(html: &str, kind: Kind, word: &str) {
        assert_eq!(with(html), [(kind, word.to_owned())], "{html}");
    }

    #[test]
    fn what_the_policy_forbids_is_found() {
        only("<p style=\"x\">", Kind::StyleAttribute, "");
        only("<p ONCLICK='x'>", Kind::EventHandler, "ONCLICK");
        only(
            "<script>if (a < b) { '<p style=x>' }</script>",
            Kind::InlineScript,
            "",
        );
        only(
            "<a href=\" java\nscript:x\">a</a>",
            Kind::ScriptAddress,
            "java\nscript:x",
        );
        only(
            "<a href=\"data:text/html,x\">a</a>",
            Kind::ScriptAddress,
            "data:text/html,x",
        );
        assert_eq!(with("<!-- <p style=x> --> a < b <"), []);
        assert_eq!(with("<script src=\"../assets/a.js\"></script>"), []);
        let early =
            "<!doctype html><html lang=en><title>T</title><h1>H</h1><script src=a.html></script>";
        let kinds: Vec<Kind> = problems(early).iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [Kind::BeforePolicy, Kind::NoPolicy]);
    }

    #[test]
    fn addresses_lead_somewhere() {
        for fine in [
            "<a href=a.html>a</a><a href=\"../teams/b%20c.html?x\">b</a><a href=\"../x/\">c</a>",
            "<a href=\"#\">a</a><a href=\"\">b</a><a href=#p>c</a><b id=p></b>",
            "<a href=#%C3%A4&amp;b>a</a><b id=\"ä&amp;b\"></b>",
            "<a href=https://example.org/ >a</a><a href=mailto:a@b>b</a>",
            "<link rel=stylesheet href=../assets/a.css><link rel=canonical href=https://example.org/>",
            "<link rel=icon href=data:,><img alt='' src=data:image/png;base64,AA>",
            "<svg><use href=#p /></svg><b id=p></b>",
            "<meta http-equiv=refresh content='0; url=a.html'>",
        ] {
            assert_eq!(with(fine), [], "{fine}");
        }
        only("<a href=/a.html>a</a>", Kind::Rooted, "/a.html");
        only("<a href=c.html>a</a>", Kind::NoFile, "c.html");
        only("<a href=../../a.html>a</a>", Kind::NoFile, "../../a.html");
        only("<a href=\"../teams/\">a</a>", Kind::NoFile, "../teams/");
        only("<a href=#p>a</a>", Kind::NoPart, "#p");
        only(
            "<meta http-equiv=refresh content='0; URL=/a.html'>",
            Kind::Rooted,
            "/a.html",
        );
        only(
            "<img alt='' src=//example.org/a.png>",
            Kind::OtherHost,
            "//example.org/a.png",
        );
        only(
            "<img alt='' srcset=\"a.html 1x, ../no.png 2x\">",
            Kind::NoFile,
            "../no.png",
        );
        only(
            "<link rel=preload href=https://example.org/a>",
            Kind::OtherHost,
            "https://example.org/a",
        );
        only(
            "<svg><image href=https://example.org/a /></svg>",
            Kind::OtherHost,
            "https://example.org/a",
        );
    }

    #[test]
    fn the_page_for_unknown_addresses_counts_from_the_root() {
        assert_eq!(with("<!--404--><a href=/book/teams/a.html>a</a>"), []);
        only(
            "<!--404--><a href=/teams/a.html>a</a>",
            Kind::NoFile,
            "/teams/a.html",
        );
        only(
            "<!--404--><a href=/book/b.html>a</a>",
            Kind::NoFile,
            "/book/b.html",
        );
    }

    #[test]
    fn parts_of_other_pages_are_asked_for() {
        let looked = looked(&format!("{BEGIN}<a href=\"b%20c.html#x\">a</a>"), &[]);
        assert_eq!(looked.findings, []);
        let question = &looked.questions[0];
        assert_eq!(
            (question.to.as_str(), &*question.address),
            ("teams/b c.html", "b%20c.html#x")
        );
        assert!(has_part(b"<p id=y><p id='x&amp;y'>", "x&y"));
        assert!(!has_part(
            b"<!-- <p id=x> --><script>'<p id=x>'</script>",
            "x"
        ));
    }

    #[test]
    fn what_readers_miss_is_found() {
        let kinds = |html: &str| -> Vec<Kind> {
            problems(html).iter().map(|finding| finding.kind).collect()
        };
        assert_eq!(
            kinds("<html><title> </title><img src=a.html>"),
            [
                Kind::NoAlt,
                Kind::NoDoctype,
                Kind::NoPolicy,
                Kind::NoLanguage,
                Kind::NoTitle,
                Kind::NoHeading
            ]
        );
        only(
            "<h1>a <svg><title>b</title></svg></h1>",
            Kind::Headings,
            "2",
        );
        only("<p id=a><p id='a'>", Kind::DoubledId, "a");
    }

    #[test]
    fn elements_are_closed() {
        for fine in [
            "<ul><li>a<li>b</ul><p>a<p>b",
            "<table><thead><tr><th>a<th>b<tbody><tr><td>a<td>b<tr><td>c</table>",
            "<svg/><svg><path d=x /><g><path/></g></svg><br/><br><hr><img alt='' src=a.html>",
            "<dl><dt>a<dd>b<dt>c<dd>d</dl><textarea></b></textarea>",
        ] {
            assert_eq!(with(fine), [], "{fine}");
        }
        only("<div><p>a", Kind::Unclosed, "");
        only("<b><i>a</b>", Kind::Unclosed, "");
        only("<i/>", Kind::Unclosed, "");
        only("a</b>", Kind::ClosesNothing, "");
        only("<svg><g></svg>", Kind::Unclosed, "");
    }

    #[test]
    fn anchors_that_are_gone_are_named_by_kind() {
        let html = format!(
            "{BEGIN}<h2 id=where>x</h2><p id=\"kpa-A\"><p id='goal-A.1'><!-- <p id=how> -->"
        );
        let anchors = [
            ("where", ""),
            ("how", ""),
            ("kpa-", "A"),
            ("kpa-", "B"),
            ("kpa-", "C"),
            ("goal-", "A.1"),
        ];
        let findings = looked(&html, &anchors).findings.into_iter();
        let words: Vec<(Kind, String)> = findings.map(|one| (one.kind, one.word)).collect();
        let left_out = |word: &str| (Kind::LeftOut, word.to_owned());
        assert_eq!(words, [left_out("how"), left_out("kpa-ID")]);
    }

    #[test]
    fn pages_that_end_anywhere_are_read() {
        let page = "<!doctype html><a href='x\"><script src=a>é</script><p id=ä><!-- x --></p/><svg/>\u{0}<";
        for end in (0..page.len()).filter(|end| page.is_char_boundary(*end)) {
            problems(&page[..end]);
            problems(&format!("<p {}", &page[end..]));
        }
    }
}
