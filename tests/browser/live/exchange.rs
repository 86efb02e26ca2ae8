//! A page that has changed is exchanged in place.

use std::time::Duration;

use serde_json::json;

use super::{REPORT, comes_true, open, stands};
use crate::chromium::Lost;
use crate::every_page::complaints;
use crate::look::Look;
use crate::page::Page;
use crate::scripted::Scripted;
use crate::shared::with_page;
use crate::site_support::demo;

/// Whether the page is what the server sends now, but for what readers and the theme do to it.
fn is_as_sent(page: &Page<'_>) -> Result<bool, Lost> {
    let same = page.eval(
        "(async () => {
            const answer = await fetch(location.href);
            const sent = new DOMParser().parseFromString(await answer.text(), 'text/html').body;
            const shown = document.body.cloneNode(true);
            for (const body of [sent, shown]) for (const element of body.querySelectorAll('*'))
                for (const name of ['aria-pressed', 'data-levelbook-changed', 'open', 'tabindex'])
                    element.removeAttribute(name);
            return shown.isEqualNode(sent); })()",
    )?;
    Ok(same == true)
}

const MARKED: &str =
    "[...document.querySelectorAll('[data-levelbook-changed]')].map(e => e.textContent.trim())";

#[test]
fn a_page_changes_in_place_and_keeps_what_readers_did() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        let details = "<details><summary>More</summary><p>Inside</p></details>\n";
        let how = "<section id=\"how\">";
        server.edit(REPORT, how, &format!("{details}{how}"));
        open(page, &server, REPORT, "live")?;
        page.eval(
            "{ document.querySelector('button.switch').click();
               document.querySelector('details').open = true;
               const row = document.querySelectorAll('tr[id^=goal-]')[9];
               row.scrollIntoView({ block: 'center', behavior: 'instant' });
               row.tabIndex = 0;
               row.focus();
               window.kept = { row, top: row.getBoundingClientRect().top }; }",
        )?;

        // Far above the row, a paragraph more and a sentence that says something else.
        let first = "<section id=\"where\">";
        let news = "<p id=\"news\">News</p>\n";
        server.edit(REPORT, first, &format!("{news}{first}"));
        server.edit(
            REPORT,
            "<p class=\"verdict\">",
            "<p class=\"verdict\">Indeed: ",
        );
        server.edit(REPORT, "<title>", "<title>Changed ");
        server.tell(json!({}));
        comes_true(page, "document.querySelector('#news')")?;
        let kept = page.eval(
            "({ row: kept.row.isConnected, focus: document.activeElement === kept.row,
                place: Math.abs(kept.row.getBoundingClientRect().top - kept.top) < 1, scrolled: scrollY > 999,
                details: document.querySelector('details').open, title: document.title.slice(0, 7),
                dark: document.documentElement.dataset.theme + document.querySelector('.switch').ariaPressed })",
        )?;
        let expected = json!({ "row": true, "focus": true, "place": true, "scrolled": true,
            "details": true, "title": "Changed", "dark": "darktrue" });
        assert_eq!(kept, expected);
        let marked = page.list(MARKED)?;
        assert_eq!(marked.len(), 2, "{marked:?}");
        assert!(marked.iter().any(|text| text == "News"), "{marked:?}");
        assert!(
            marked.iter().any(|text| text.starts_with("Indeed: ")),
            "{marked:?}"
        );
        comes_true(page, "!document.querySelector('[data-levelbook-changed]')")?;
        assert!(is_as_sent(page)?);

        server.edit(REPORT, news, "");
        server.edit(REPORT, details, "");
        server.tell(json!({}));
        comes_true(page, "!document.querySelector('#news')")?;
        assert!(page.is("kept.row.isConnected && !document.querySelector('details')")?);
        assert!(is_as_sent(page)?);
        assert_eq!(complaints(page, &server.url(""))?, Vec::<String>::new());
        Ok(())
    });
}

/// The page of one team becomes the page of another: nothing is left of the first.
#[test]
fn a_page_becomes_any_other() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        open(page, &server, REPORT, "live")?;
        page.eval("window.kept = document.querySelector('main')")?;
        for other in [
            "teams/identity.html",
            "teams/returns.html",
            "teams/marketplace.html",
            "teams/edge.html",
        ] {
            server.write(REPORT, &server.read(other));
            server.tell(json!({}));
            let name = format!(
                "(async () => {{ const html = await (await fetch('/{other}')).text();
                    return html.match(/<title>([^<]*)/)[1]; }})()"
            );
            let name = json!(page.text(&name)?);
            comes_true(page, &format!("document.title === {name}"))?;
            assert!(is_as_sent(page)?, "{other}");
        }
        assert!(page.is("kept.isConnected")?, "the page has been loaded");
        Ok(())
    });
}

#[test]
fn what_has_not_changed_is_not_asked_for() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        open(page, &server, REPORT, "live")?;
        let asked = server.asked("/teams/");
        server.tell(json!({ "warnings": [super::problem("warning", "old")] }));
        stands(page, "warnings")?;
        assert_eq!(server.asked("/teams/"), asked);
        Ok(())
    });
}

#[test]
fn of_two_states_the_newest_counts() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        open(page, &server, REPORT, "live")?;
        let (asked, release) = server.hold();
        server.edit(REPORT, "<h1>", "<h1>First ");
        server.tell(json!({}));
        // The first page is on its way when the second is told.
        let is_asked = asked.recv_timeout(Duration::from_secs(30));
        assert_eq!(is_asked, Ok(()), "the page is not asked for");
        server.edit(REPORT, "<h1>First ", "<h1>Second ");
        server.tell(json!({}));
        comes_true(
            page,
            "document.querySelector('h1').textContent.startsWith('Second ')",
        )?;
        drop(release);
        server.edit(REPORT, "<h1>Second ", "<h1>Third ");
        server.tell(json!({}));
        comes_true(
            page,
            "document.querySelector('h1').textContent.startsWith('Third ')",
        )?;
        Ok(())
    });
}

#[test]
fn styles_are_swapped_without_a_reload() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        open(page, &server, REPORT, "live")?;
        page.eval("window.kept = document.body")?;
        let href = page.text(
            "new URL(document.querySelector('link[rel=stylesheet]').href).pathname.slice(1)",
        )?;
        let border =
            |width: u32| format!("getComputedStyle(document.body).borderTopWidth === '{width}px'");
        let style = server.read(&href);
        let two = "document.querySelectorAll('head link[rel=stylesheet]').length === 2";

        // At the same address, told by its digest.
        server.tell(json!({ "assets": { href.as_str(): "a1" }, "warnings": [super::problem("warning", "old")] }));
        stands(page, "warnings")?;
        server.write(
            &href,
            &format!("{style}\nbody {{ border-top: 7px solid; }}"),
        );
        server.tell(json!({ "assets": { href.as_str(): "a2" } }));
        comes_true(page, &border(7))?;
        comes_true(page, two)?;

        // At an address of its own, which the page tells.
        let other = href.replace(".css", "-other.css");
        server.write(
            &other,
            &format!("{style}\nbody {{ border-top: 9px solid; }}"),
        );
        server.edit(REPORT, &href, &other);
        server.tell(json!({ "assets": { other.as_str(): "b1" } }));
        comes_true(page, &border(9))?;
        comes_true(page, two)?;
        assert!(page.is("kept.isConnected")?, "the page has been loaded");
        assert_eq!(complaints(page, &server.url(""))?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_script_that_has_changed_loads_the_page_where_it_was() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        let script = |page: &Page<'_>| {
            page.text("new URL(document.querySelector('script[src]').src).pathname.slice(1)")
        };
        open(page, &server, REPORT, "live")?;
        let src = script(page)?;
        server.tell(json!({ "assets": { src.as_str(): "a1" }, "warnings": [super::problem("warning", "old")] }));
        stands(page, "warnings")?;
        page.eval("scrollTo({ top: 1500, behavior: 'instant' }); window.kept = true")?;
        let is_loaded = "!window.kept && document.readyState === 'complete' && scrollY === 1500";
        server.tell(json!({ "assets": { src.as_str(): "a2" } }));
        page.loaded()?;
        comes_true(page, is_loaded)?;
        stands(page, "live")?;

        page.eval("window.kept = true")?;
        let other = src.replace(".js", "-other.js");
        server.write(&other, &server.read(&src));
        server.edit(REPORT, &src, &other);
        server.tell(json!({}));
        page.loaded()?;
        comes_true(page, is_loaded)?;
        assert_eq!(script(page)?, other);
        Ok(())
    });
}

#[test]
fn marks_hold_still_for_those_who_ask_for_it() {
    with_page(|page| {
        page.look(Look {
            is_calm: true,
            ..Look::new(1280)
        })?;
        let server = Scripted::start(&demo().files);
        open(page, &server, REPORT, "live")?;
        server.edit(REPORT, "<h1>", "<h1>New ");
        server.tell(json!({}));
        comes_true(page, "document.querySelector('h1[data-levelbook-changed]')")?;
        let style = page.list("[getComputedStyle(document.querySelector('h1')).animationName, getComputedStyle(document.querySelector('h1')).outlineStyle]")?;
        assert_eq!(style, ["none", "solid"]);
        Ok(())
    });
}
