//! HTML of authors, made harmless together with the HTML that Markdown became: a `<div>` may begin
//! in one block and end in another, so only the whole can be judged.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use ammonia::{Builder, UrlRelative};

use super::address::refusal;
use super::escape::encoded;
use super::finish::finish;
use super::raw_html::{ELEMENTS, address_of, is_allowed};
use super::{LinkTarget, Markup};
use crate::tree::Digest;

/// The element of a page's title, which no author can write as HTML.
const TITLE: &str = "h1";

/// How often HTML is read again until it stays as it is.
const READINGS: usize = 4;

/// Element, attribute and value.
type Triple = (String, String, String);

/// What the writer says with tags that no author can write: titles, ids and boxes of tasks. They
/// carry the digest of the text that they stand in, which is in no text.
pub(super) struct Marks {
    mark: String,
}

impl Marks {
    pub(super) fn of(text: &str) -> Self {
        let digest = Digest::of(text.as_bytes()).hex();
        Self {
            mark: format!("lb-{}", &digest[..32]),
        }
    }

    /// What is put before an id.
    pub(super) fn id(&self) -> &str {
        &self.mark
    }

    pub(super) fn task(&self, is_done: bool) -> String {
        let name = self.task_name(is_done);
        format!("<{name}></{name}>")
    }

    fn task_name(&self, is_done: bool) -> String {
        format!("{}-{}", self.mark, if is_done { "done" } else { "open" })
    }

    /// The element that stands for a title, which only Markdown may write.
    pub(super) fn title(&self) -> String {
        format!("{}-title", self.mark)
    }
}

/// Everything that Levelbook writes, and where addresses of authors lead.
#[derive(Default)]
struct Known {
    own: HashSet<Triple>,
    /// By the address and whether it is a picture's; `None` where it is left out.
    addresses: HashMap<(String, bool), Option<String>>,
    mark: String,
    /// The ids that have been given.
    given: Mutex<HashSet<String>>,
}

/// The whole as safe HTML. `plain` is the same text with the HTML of its authors as text: its tags
/// are Levelbook's own. `None` where their HTML takes up something of ours that has an id, as a tag
/// does that does not end.
pub(super) fn sanitize(
    raw: &str,
    plain: &str,
    marks: &Marks,
    markup: &Markup<'_>,
) -> Option<String> {
    let own = triples(plain, marks);
    let expected = ids(&own);
    let mut known = Known {
        mark: marks.mark.clone(),
        ..Known::default()
    };
    for (element, attribute, value) in triples(raw, marks) {
        let Some(image) = address_of(&element, &attribute) else {
            continue;
        };
        let address = (markup.resolve)(value.trim_ascii(), image);
        let address = match (refusal(&value, image), address) {
            (None, LinkTarget::To(to)) if refusal(&to, image).is_none() => Some(encoded(&to)),
            _ => None,
        };
        known.addresses.insert((value, image), address);
    }
    known.own = own.into_iter().collect();
    let title = marks.title();
    let clean = builder(marks, &title, move |element, attribute, value| {
        known.judge(element, attribute, value)
    });
    let html = settled(&clean(raw), marks)?;
    let is_whole = expected.is_empty() || expected == ids(&attributes(&html, marks, TITLE));
    is_whole.then(|| finished(&html, marks))
}

/// HTML of which nothing moves when it is read again, with titles as headings. What is removed may
/// have held apart what cannot stand in one another, such as a heading in a heading; a browser would
/// close more than was opened, and so parts of the page.
fn settled(html: &str, marks: &Marks) -> Option<String> {
    let title = marks.title();
    let mut html = html
        .replace(&format!("<{title}"), &format!("<{TITLE}"))
        .replace(&format!("</{title}>"), &format!("</{TITLE}>"));
    let read = builder(marks, TITLE, |_, _, value| Some(value.to_owned()));
    for _ in 0..READINGS {
        let again = read(&html);
        if again == html {
            return Some(html);
        }
        html = again;
    }
    None
}

/// The ids among attributes, each once.
fn ids(all: &[Triple]) -> BTreeSet<String> {
    let ids = all.iter().filter(|(_, attribute, _)| attribute == "id");
    ids.map(|(_, _, value)| value.clone()).collect()
}

/// All attributes of a text that the writer has written.
fn triples(html: &str, marks: &Marks) -> Vec<Triple> {
    attributes(html, marks, &marks.title())
}

fn attributes(html: &str, marks: &Marks, title: &str) -> Vec<Triple> {
    let all = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&all);
    let read = builder(marks, title, move |element, attribute, value| {
        let triple = (element.to_owned(), attribute.to_owned(), value.to_owned());
        seen.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(triple);
        None
    });
    read(html);
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::take(&mut *all)
}

impl Known {
    /// What becomes of an attribute.
    fn judge(&self, element: &str, attribute: &str, value: &str) -> Option<String> {
        if attribute == "id" {
            let id = Some(value)
                .filter(|id| id.starts_with(&self.mark))?
                .to_owned();
            // A parser repeats what is not closed, with all that it has.
            let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
            return given.insert(id.clone()).then_some(id);
        }
        // What the author has begun and not ended has swallowed something of ours.
        if value.contains(&self.mark) {
            return None;
        }
        let triple = (element.to_owned(), attribute.to_owned(), value.to_owned());
        if self.own.contains(&triple) {
            return Some(value.to_owned());
        }
        match address_of(element, attribute) {
            Some(image) => self.addresses.get(&(value.to_owned(), image))?.clone(),
            None => is_allowed(element, attribute, value).then(|| value.to_owned()),
        }
    }
}

/// A parser and writer that lets the elements of the list pass, and the attributes that `judge`
/// lets pass. `title` is the element of titles.
fn builder<'m>(
    marks: &'m Marks,
    title: &'m str,
    judge: impl Fn(&str, &str, &str) -> Option<String> + Send + Sync + 'static,
) -> impl Fn(&str) -> String + 'm {
    const ATTRIBUTES: [&str; 24] = [
        "alt",
        "aria-label",
        "class",
        "colspan",
        "datetime",
        "dir",
        "height",
        "href",
        "id",
        "lang",
        "open",
        "reversed",
        "role",
        "rowspan",
        "scope",
        "span",
        "src",
        "start",
        "tabindex",
        "title",
        "value",
        "width",
        "name",
        "cite",
    ];
    let judge = Arc::new(judge);
    move |html| {
        let (done, open) = (marks.task_name(true), marks.task_name(false));
        let mut tags: HashSet<&str> = ELEMENTS.into_iter().collect();
        tags.extend([done.as_str(), open.as_str(), title]);
        let judge = Arc::clone(&judge);
        let mut builder = Builder::empty();
        builder
            .strip_comments(true)
            .tags(tags)
            .clean_content_tags(HashSet::from(["script", "style"]))
            .generic_attributes(HashSet::from(ATTRIBUTES))
            .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
            .url_relative(UrlRelative::PassThrough)
            .link_rel(None)
            .attribute_filter(move |element, attribute, value| {
                judge(element, attribute, value).map(Cow::Owned)
            });
        builder.clean(html).to_string()
    }
}

/// The HTML with our own tags in the place of what stood for them.
fn finished(html: &str, marks: &Marks) -> String {
    let task = |is_done: bool| {
        let (checked, label) = match is_done {
            true => (" checked", "Done"),
            false => ("", "Not done"),
        };
        format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\">")
    };
    let html = html
        .replace(&marks.task(true), &task(true))
        .replace(&marks.task(false), &task(false))
        .replace(&marks.mark, "");
    finish(&html)
}

/// What a browser makes of HTML, with everything in it that could do harm.
#[cfg(test)]
pub(super) fn read_again(html: &str) -> String {
    const ACTIVE: [&str; 19] = [
        "script", "style", "svg", "math", "iframe", "object", "embed", "form", "button", "input",
        "h1", "base", "link", "meta", "title", "textarea", "select", "template", "noscript",
    ];
    let mut tags: HashSet<&str> = ELEMENTS.into_iter().collect();
    tags.extend(ACTIVE);
    let mut builder = Builder::empty();
    builder
        .clean_content_tags(HashSet::new())
        .tags(tags)
        .generic_attributes(HashSet::from([
            "src", "href", "style", "id", "type", "name",
        ]))
        .generic_attribute_prefixes(HashSet::from(["on"]))
        .url_schemes(HashSet::from(["http", "https", "javascript", "data"]))
        .link_rel(None);
    builder.clean(html).to_string()
}

/// A page as a browser reads it.
#[cfg(test)]
fn in_a_page(html: &str) -> String {
    let mut tags: HashSet<&str> = ELEMENTS.into_iter().collect();
    tags.extend(["h1", "input", "main", "article"]);
    let mut builder = Builder::empty();
    builder.tags(tags).link_rel(None);
    builder.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::hostile::check_sanitized;
    use super::super::tests::read;
    use super::super::{AsText, LinkTarget, Markup, render};

    /// Links to `.md` files lead to pages, and others nowhere.
    fn html(text: &str) -> String {
        let document = read(text).value;
        let resolve = |target: &str, _| match target.strip_suffix(".md") {
            Some(name) => LinkTarget::To(format!("../{name}.html")),
            None if target.contains("://") || target.ends_with(".png") => {
                LinkTarget::To(target.to_owned())
            }
            None => LinkTarget::Text,
        };
        let markup = Markup {
            sanitize: true,
            ..Markup::new(&resolve)
        };
        let html = render(&document, document.body, &markup);
        check_sanitized(&html).unwrap_or_else(|why| panic!("{why}\n{html}"));
        html
    }

    #[test]
    fn harmless_markup_stays_and_the_rest_goes() {
        assert_eq!(
            html("a <b onclick=\"x\">c</b> <kbd>d</kbd> H<sub style=x>2</sub>O<!-- e -->\n"),
            "<p>a <b>c</b> <kbd>d</kbd> H<sub>2</sub>O</p>\n"
        );
        assert_eq!(
            html(
                "<script>\nalert(1)\n</script>\n\n<iframe src=\"https://example.org\"></iframe>\n\nb\n"
            ),
            "\n\n<p>b</p>\n"
        );
        assert_eq!(
            html("<details open>\n<summary>More</summary>\n\n*Text*\n\n</details>\n"),
            "<details open>\n<summary>More</summary>\n<p><em>Text</em></p>\n</details>\n"
        );
    }

    #[test]
    fn a_text_without_html_is_what_it_always_was() {
        let text = "# A\n\n- [x] a[^1]\n\n> [!NOTE]\n> b\n\n[^1]: c\n";
        let document = read(text).value;
        let resolve = |_: &str, _| LinkTarget::Text;
        let render_with = |sanitize| {
            let markup = Markup {
                sanitize,
                ..Markup::new(&resolve)
            };
            render(&document, document.body, &markup)
        };
        assert_eq!(render_with(true), render_with(false));
    }

    #[test]
    fn our_own_markup_is_ours() {
        let own = html(
            "# T {#t .wide}\n\n- [x] a[^1]\n- [ ] b <u>c</u>\n\n> [!NOTE]\n> b\n\n|a|\n|:-|\n|b|\n\n[^1]: c\n",
        );
        for part in [
            "<h1 id=\"t\" class=\"wide\">T</h1>",
            "<li><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a<sup",
            "id=\"fnref-1\"",
            "<a href=\"#fn-1\"",
            "<li id=\"fn-1\">",
            "<div class=\"alert alert-note\" role=\"note\">",
            "class=\"table-scroll\"",
            "<td class=\"left\">b</td>",
            "<u>c</u>",
        ] {
            assert!(own.contains(part), "{part}: {own}");
        }
        let stolen = html(
            "<h1 id=\"t\">x</h1><h2 id=t class=wide name=t>y</h2><input autofocus><p class=\"verdict\" role=alert>z</p>\n\n## Own {#t}\n",
        );
        assert_eq!(stolen, "x<h2>y</h2><p>z</p>\n<h2 id=\"t\">Own</h2>\n");
    }

    #[test]
    fn addresses_go_the_way_of_markdown() {
        assert_eq!(
            html(
                "<a href=\"b.md\">x</a> <a href=\"https://example.org/?a=1&amp;b\" target=_blank>y</a> <a href=\"c.txt\">z</a>\n"
            ),
            "<p><a href=\"../b.html\">x</a> <a href=\"https://example.org/?a=1&amp;b\">y</a> <a>z</a></p>\n"
        );
        for address in [
            "javascript:alert(1)",
            "JaVa&Tab;Script:alert(1)",
            "java&#10;script&colon;alert(1).md",
            "//example.org/x.png",
            "data:text/html,x.md",
            "&#1;javascript:x.md",
        ] {
            let out = html(&format!(
                "<a href=\"{address}\">x</a><img src=\"{address}\" alt=\"i\">\n"
            ));
            assert_eq!(out, "<p><a>x</a>i</p>\n", "{address}");
        }
        assert_eq!(
            html(
                "<img src=\"https://example.org/a.png\" srcset=\"b.png\" alt=\"i\"> <img src=a.png alt='\"' width=20>\n"
            ),
            "<p>i <img src=\"a.png\" alt=\"&quot;\" width=\"20\"></p>\n"
        );
    }

    #[test]
    fn what_is_not_closed_swallows_nothing_of_the_page() {
        for text in [
            "<div title=\"\n\n# A {#a}\n\n- [x] b\n\n\">\n",
            "<div><textarea>\n\n# A {#a}\n\n- [ ] b\n",
            "<plaintext>\n\n# A {#a}\n\n- [ ] b[^1]\n\n[^1]: c\n",
            "# A\n\n<!-- b\n",
            "<svg><title>\n\n# A\n\n- [x] b\n\n</title><script>alert(1)</script>\n",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">\n",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">\n",
            "<p>\n\n# A\n\n</p></div></section></main></body>\n",
            "<plaintext>\n\n# A\n",
            "<table><a href=\"b.md\">x<tr><td>y</table></a>\n",
            "<select><p>x<script>1</script></select>\n",
            "<form><input type=submit formaction=javascript:x><button>b</button></form>\n",
        ] {
            let html = html(text);
            assert!(!html.contains("lb-") && !html.contains("<script"), "{html}");
            assert!(!text.contains("# A") || html.contains("A</h1>"), "{html}");
        }
    }

    #[test]
    fn nothing_closes_more_than_it_has_opened() {
        for text in [
            "<h4><section><div><div><h3><object><h2>x</h2></object></h3></div></div></section></h4>\n\n<p>after</p>\n",
            "<h3><div>\n\n# T <h2>x</h2>\n\n</div></h3>\n\nafter\n",
            "<a href=\"b.md\"><object><a href=\"c.md\">x</a></object></a>\n",
            "<p><object><p>x</object></p></p>\n\nafter\n",
            "<b><applet><table><b></applet></b>\n\nafter\n",
        ] {
            let page = format!("<main><article>{}</article></main>", html(text));
            let read = super::in_a_page(&page);
            assert!(read.ends_with("</article></main>"), "{page}\n{read}");
            assert_eq!(read.matches("<article>").count(), 1, "{read}");
            assert_eq!(super::in_a_page(&read), read);
        }
    }

    #[test]
    fn a_small_file_cannot_become_a_large_page() {
        for tag in ["b title", "font size", "strike class", "b a=\">\" x"] {
            let open: String = (0..200).map(|n| format!("<{tag}={n}>")).collect();
            let text = format!("{open}\n\n{}", "a\n\n".repeat(20_000));
            let page = html(&text);
            assert!(page.len() < 10 * text.len(), "{tag}");
            assert!(page.contains(&format!("&lt;{}", &tag[..2])), "{tag}");
            let judged = read(&text).value.judge_html();
            assert_eq!(judged.as_text, Some(AsText::TooMuch), "{tag}");
        }
    }
}
