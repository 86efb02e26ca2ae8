use super::effort::{has_few_attributes, is_quickly_written};
use super::events::Part;
use super::footnotes::Footnotes;
use super::sanitize::{Marks, sanitize};
use super::writer::{Html, Writer};
use super::{AsText, Document};
use crate::tree::Span;

/// What a link of the source becomes in a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkTarget {
    /// A link with this address (already relative to the page, not yet escaped). An address that
    /// no page may hold (see [`render`]) becomes [`LinkTarget::Text`].
    To(String),
    /// No link: the text (or the image's description) alone.
    Text,
}

/// Decides what links become, where anchors stand, and how deep headings begin.
pub struct Markup<'a> {
    /// From the address as written (decoded; and whether it is an image's) to what stands in the page.
    pub resolve: &'a dyn Fn(&str, bool) -> LinkTarget,
    /// Added to every heading's rank, so that a body fits under the page's own headings; ranks stop at 6.
    pub demote: u8,
    /// Tells the footnotes of this part from those of other parts on the same page: each part has
    /// another prefix. Letters, digits, `.`, `_` and `-`; empty where the page has only one part.
    pub prefix: &'a str,
    /// Put before the anchors of headings, where the page shows several documents.
    pub anchors: &'a str,
    /// HTML of the author's is not text: what is harmless of it stays.
    pub sanitize: bool,
}

impl<'a> Markup<'a> {
    /// For a page that shows nothing but this text: ranks and anchors as they are written, HTML of the
    /// author's as text.
    pub fn new(resolve: &'a dyn Fn(&str, bool) -> LinkTarget) -> Self {
        Self {
            resolve,
            demote: 0,
            prefix: "",
            anchors: "",
            sanitize: false,
        }
    }
}

/// Turns a part of a document's body into safe HTML: raw HTML as text or sanitized, links through
/// [`Markup::resolve`], headings with the anchors of [`Document::headings`] and their classes only.
///
/// A part is the body or one of [`Document::sections`]; it may use references and footnotes that
/// another part defines. Whatever `resolve` says, no address has another scheme than http, https,
/// mailto or tel, and none names a host without a scheme.
pub fn render(document: &Document, part: Span, markup: &Markup<'_>) -> String {
    let own = Part::new(document, part);
    if !markup.sanitize || document.html.is_empty() {
        return written(document, &own, markup, Html::Text);
    }
    sanitized(document, &own, markup)
        .unwrap_or_else(|_| written(document, &own, markup, Html::Text))
}

/// A part of a document with what is harmless of its author's HTML, or why it is better text.
fn sanitized(document: &Document, part: &Part<'_>, markup: &Markup<'_>) -> Result<String, AsText> {
    let effort = document.html.effort(&document.text);
    if effort.swallows {
        return Err(AsText::TakesUp);
    }
    let marks = Marks::of(&document.text);
    let raw = written(document, part, markup, Html::Raw(&marks));
    let is_bearable = effort.is_bearable(raw.len());
    if !(is_bearable && is_quickly_written(&raw) && has_few_attributes(&raw)) {
        return Err(AsText::TooMuch);
    }
    let plain = written(document, part, markup, Html::Marked(&marks));
    sanitize(&raw, &plain, &marks, markup).ok_or(AsText::TakesUp)
}

/// Why the HTML of the author of a document is better shown as text, if so.
pub(super) fn better_as_text(document: &Document) -> Option<AsText> {
    if document.html.is_empty() {
        return None;
    }
    let resolve = |_: &str, _| LinkTarget::Text;
    let markup = Markup {
        sanitize: true,
        ..Markup::new(&resolve)
    };
    sanitized(document, &Part::new(document, document.body), &markup).err()
}

fn written(document: &Document, part: &Part<'_>, markup: &Markup<'_>, html: Html<'_>) -> String {
    let mut footnotes = Footnotes::default();
    let mut writer = Writer::new(document, markup, html);
    for piece in part.events() {
        if let Some(piece) = footnotes.set_aside(piece) {
            writer.piece(piece);
        }
    }
    writer.footnotes(footnotes);
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;

    /// Links stay as they are, headings too.
    fn html(text: &str) -> String {
        let document = read(text).value;
        let resolve = |target: &str, _| LinkTarget::To(target.to_owned());
        let markup = Markup::new(&resolve);
        render(&document, document.body, &markup)
    }

    fn section(text: &str, id: &str, prefix: &str) -> String {
        let document = read(text).value;
        let part = document.sections(|other| other == id).bound[0].1;
        let resolve = |target: &str, _| LinkTarget::To(target.to_owned());
        let markup = Markup {
            demote: 1,
            prefix,
            ..Markup::new(&resolve)
        };
        render(&document, part, &markup)
    }

    #[test]
    fn text_and_emphasis() {
        assert_eq!(
            html("A *b* **c** ~~d~~ `<e>` &amp; \"f\" --\nline  \nend\\\n.\n\n***\n"),
            "<p>A <em>b</em> <strong>c</strong> <del>d</del> <code>&lt;e&gt;</code> &amp; \"f\" --\nline<br>\nend<br>\n.</p>\n<hr>\n"
        );
    }

    #[test]
    fn headings_keep_ids_and_classes_only() {
        assert_eq!(
            html("# A & B\n\n## C {#RM.1 .wide .2x .a\"b onclick=alert(1)}\n\n## A b\n"),
            "<h1 id=\"a-b\">A &amp; B</h1>\n<h2 id=\"RM.1\" class=\"wide\">C</h2>\n<h2 id=\"a-b-2\">A b</h2>\n"
        );
        assert_eq!(html("# h {#x onclick=alert(1)}\n"), "<h1 id=\"x\">h</h1>\n");
        assert_eq!(
            html("# h {#a\"'&b}"),
            "<h1 id=\"a&quot;&#39;&amp;b\">h</h1>\n"
        );
    }

    #[test]
    fn headings_are_demoted_to_six_at_most() {
        let document = read("# A\n\n##### E\n\n###### F\n").value;
        let markup = Markup {
            demote: 2,
            ..Markup::new(&|_, _| LinkTarget::Text)
        };
        assert_eq!(
            render(&document, document.body, &markup),
            "<h3 id=\"a\">A</h3>\n<h6 id=\"e\">E</h6>\n<h6 id=\"f\">F</h6>\n"
        );
    }

    #[test]
    fn lists() {
        assert_eq!(
            html("- a\n- b\n  1. c\n\n\n3. d\n\n   e\n4. f\n"),
            "<ul>\n<li>a</li>\n<li>b\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n<ol start=\"3\">\n<li>\n<p>d</p>\n<p>e</p>\n</li>\n<li>\n<p>f</p>\n</li>\n</ol>\n"
        );
    }

    #[test]
    fn task_lists_say_what_is_done() {
        assert_eq!(
            html("- [ ] a\n- [x] *b*\n- [X]  c\n- \\[x] d\n- [x]e\n- [x](f)\n"),
            concat!(
                "<ul>\n",
                "<li><input type=\"checkbox\" disabled aria-label=\"Not done\"> a</li>\n",
                "<li><input type=\"checkbox\" disabled checked aria-label=\"Done\"> <em>b</em></li>\n",
                "<li><input type=\"checkbox\" disabled checked aria-label=\"Done\">  c</li>\n",
                "<li>[x] d</li>\n",
                "<li>[x]e</li>\n",
                "<li><a href=\"f\">x</a></li>\n",
                "</ul>\n"
            )
        );
        assert_eq!(
            html("> 1. [x] a\n>\n>    [x] b\n\n[x] c\n"),
            concat!(
                "<blockquote>\n<ol>\n<li>\n",
                "<p><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a</p>\n",
                "<p>[x] b</p>\n</li>\n</ol>\n</blockquote>\n<p>[x] c</p>\n"
            )
        );
    }

    #[test]
    fn quotes_and_alerts() {
        assert_eq!(
            html("> a\n\n> [!WARNING]\n> b\n"),
            concat!(
                "<blockquote>\n<p>a</p>\n</blockquote>\n",
                "<div class=\"alert alert-warning\" role=\"note\">\n",
                "<p class=\"alert-title\">Warning</p>\n<p>b</p>\n</div>\n"
            )
        );
    }

    #[test]
    fn tables_align_without_style() {
        assert_eq!(
            html("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | `x\\|y` | 3 |\n"),
            concat!(
                "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"><table>\n",
                "<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"left\">b</th>",
                "<th scope=\"col\" class=\"center\">c</th><th scope=\"col\" class=\"right\">d</th></tr></thead>\n",
                "<tbody>\n<tr><td>1</td><td class=\"left\"><code>x|y</code></td>",
                "<td class=\"center\">3</td><td class=\"right\"></td></tr>\n</tbody>\n</table></div>\n"
            )
        );
        assert!(!html("| a |\n|---|\n").contains("tbody"));
    }

    #[test]
    fn code_blocks_name_their_language() {
        assert_eq!(
            html("```rust,ignore x\n<a & b>\n```\n\n    c\n\n~~~ a\"b\nd\n~~~\n"),
            concat!(
                "<pre tabindex=\"0\"><code class=\"language-rust\">&lt;a &amp; b&gt;\n</code></pre>\n",
                "<pre tabindex=\"0\"><code>c\n</code></pre>\n<pre tabindex=\"0\"><code>d\n</code></pre>\n"
            )
        );
    }

    #[test]
    fn raw_html_is_text() {
        assert_eq!(
            html("a <b onclick=\"x\">c</b>\n\n<script>\nalert(1)\n</script>\n\nd\n"),
            concat!(
                "<p>a &lt;b onclick=\"x\"&gt;c&lt;/b&gt;</p>\n",
                "<p class=\"raw-html\">&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n<p>d</p>\n"
            )
        );
    }

    #[test]
    fn links_and_images_are_escaped() {
        assert_eq!(
            html(
                "[a *b*](c d.md?x=1&y=2 \"T\") [a](<c d?x=1&y='\"> \"T<'>\") ![i *j* `k`](l.png \"M\")\n\n<a@example.org>\n"
            ),
            concat!(
                "<p>[a <em>b</em>](c d.md?x=1&amp;y=2 \"T\") ",
                "<a href=\"c%20d?x=1&amp;y=&#39;%22\" title=\"T&lt;&#39;&gt;\">a</a> ",
                "<img src=\"l.png\" alt=\"i j k\" title=\"M\"></p>\n",
                "<p><a href=\"mailto:a@example.org\">a@example.org</a></p>\n"
            )
        );
    }

    #[test]
    fn the_caller_decides_what_links_become() {
        let document = read("[a](x.md) ![b](y.png) [![c](z.png)](x.md) ![d ![e](f)](g)\n").value;
        let asked = std::cell::RefCell::new(Vec::new());
        let resolve = |target: &str, image| {
            asked.borrow_mut().push(format!("{target} {image}"));
            match target {
                "x.md" => LinkTarget::To("../x.html".to_owned()),
                _ => LinkTarget::Text,
            }
        };
        let markup = Markup::new(&resolve);
        assert_eq!(
            render(&document, document.body, &markup),
            "<p><a href=\"../x.html\">a</a> b <a href=\"../x.html\">c</a> d e</p>\n"
        );
        assert_eq!(
            asked.into_inner(),
            [
                "x.md false",
                "y.png true",
                "x.md false",
                "z.png true",
                "g true"
            ]
        );
    }

    #[test]
    fn no_resolver_can_make_an_address_unsafe() {
        let document = read("[a](x) ![b](x)\n").value;
        for address in ["javascript:alert(1)", "//example.org/x", "data:text/html,x"] {
            let resolve = |_: &str, _| LinkTarget::To(address.to_owned());
            let markup = Markup::new(&resolve);
            assert_eq!(render(&document, document.body, &markup), "<p>a b</p>\n");
        }
    }

    #[test]
    fn footnotes_follow_in_the_order_of_their_references() {
        assert_eq!(
            html(
                "a[^x] b[^Y] c[^x] d[^none]\n\n[^y]: two[^z]\n\n    more\n[^x]: - one\n[^unused]: u\n[^z]: three\n"
            ),
            concat!(
                "<p>a<sup class=\"footnote-ref\" id=\"fnref-1\"><a href=\"#fn-1\" aria-label=\"Footnote 1\">1</a></sup>",
                " b<sup class=\"footnote-ref\" id=\"fnref-2\"><a href=\"#fn-2\" aria-label=\"Footnote 2\">2</a></sup>",
                " c<sup class=\"footnote-ref\"><a href=\"#fn-1\" aria-label=\"Footnote 1\">1</a></sup>",
                " d[^none]</p>\n",
                "<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n",
                "<li id=\"fn-1\">\n<ul>\n<li>one</li>\n</ul>\n",
                "<a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"Back to reference 1\">↩</a></li>\n",
                "<li id=\"fn-2\">\n<p>two<sup class=\"footnote-ref\" id=\"fnref-3\"><a href=\"#fn-3\" aria-label=\"Footnote 3\">3</a></sup></p>\n",
                "<p>more <a class=\"footnote-back\" href=\"#fnref-2\" aria-label=\"Back to reference 2\">↩</a></p>\n</li>\n",
                "<li id=\"fn-3\">\n<p>three <a class=\"footnote-back\" href=\"#fnref-3\" aria-label=\"Back to reference 3\">↩</a></p>\n</li>\n",
                "</ol>\n</section>\n"
            )
        );
    }

    #[test]
    fn a_part_uses_references_of_other_parts() {
        let text = "[x]: first.md 'T'\n\n# A {#A}\n\n[x] [y][Z] ![i][z] [w]\n\n[x]: second.md\n\n# B\n\n[z]: z.md\n";
        assert_eq!(
            section(text, "A", ""),
            concat!(
                "<h2 id=\"A\">A</h2>\n<p><a href=\"first.md\" title=\"T\">x</a> ",
                "<a href=\"z.md\">y</a> <img src=\"z.md\" alt=\"i\"> [w]</p>\n"
            )
        );
    }

    #[test]
    fn a_part_uses_footnotes_of_other_parts() {
        let text =
            "[^n]: note[^m]\n\n> quoted\n>\n> [^m]: deep\n\n# A {#A}\n\na[^n]\n\n# B\n\nb[^n]\n";
        assert_eq!(
            section(text, "A", "SCM"),
            concat!(
                "<h2 id=\"A\">A</h2>\n",
                "<p>a<sup class=\"footnote-ref\" id=\"fnref-SCM-1\"><a href=\"#fn-SCM-1\" aria-label=\"Footnote 1\">1</a></sup></p>\n",
                "<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n",
                "<li id=\"fn-SCM-1\">\n<p>note<sup class=\"footnote-ref\" id=\"fnref-SCM-2\"><a href=\"#fn-SCM-2\" aria-label=\"Footnote 2\">2</a></sup> ",
                "<a class=\"footnote-back\" href=\"#fnref-SCM-1\" aria-label=\"Back to reference 1\">↩</a></p>\n</li>\n",
                "<li id=\"fn-SCM-2\">\n<p>deep <a class=\"footnote-back\" href=\"#fnref-SCM-2\" aria-label=\"Back to reference 2\">↩</a></p>\n</li>\n",
                "</ol>\n</section>\n"
            )
        );
    }

    #[test]
    fn a_long_footnote_of_another_part_is_not_repeated() {
        let long = "w ".repeat(10_000);
        let text = format!(
            "# A {{#A}}\n\na[^long] b[^short]\n\n# C\n\nc[^long]\n\n[^long]: {long}\n\n[^short]: s\n"
        );
        let part = section(&text, "A", "A");
        assert!(
            part.contains("a[^long] b<sup") && part.len() < 1000,
            "{part}"
        );
        let document = read(&text).value;
        let whole = render(
            &document,
            document.body,
            &Markup::new(&|_, _| LinkTarget::Text),
        );
        assert!(whole.contains(long.trim_end()) && !whole.contains("[^long]"));
    }

    #[test]
    fn code_at_the_beginning_of_a_part_stays_code() {
        let text = "    code [^1]\n\ntext[^1]\n\n# A {#A}\n\n[^1]: note\n";
        let document = read(text).value;
        let part = document.sections(|id| id == "A").general[0];
        let markup = Markup::new(&|_, _| LinkTarget::Text);
        let html = render(&document, part, &markup);
        assert!(
            html.starts_with("<pre tabindex=\"0\"><code>code [^1]\n</code></pre>\n<p>text<sup"),
            "{html}"
        );
    }

    #[test]
    fn a_prefix_cannot_leave_its_attribute() {
        let text = "# A {#A}\n\na[^1]\n\n[^1]: b\n";
        assert!(section(text, "A", "x\"><b>").contains("id=\"fn-x---b--1\""));
    }
}
