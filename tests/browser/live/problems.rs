//! Errors lie over the page, warnings and changes stand in the bar.

use serde_json::json;

use super::{REPORT, START, click, comes_true, open, part, problem, stands, text};
use crate::every_page::{AXE, Rules, axe, complaints};
use crate::findings::Findings;
use crate::look::Look;
use crate::scripted::Scripted;
use crate::shared::with_page;
use crate::site_support::demo;

#[test]
fn errors_lie_over_the_page_until_they_are_mended() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        open(page, &server, START, "live")?;
        page.eval("document.querySelector('.tools input').focus()")?;
        let errors = json!([problem(
            "error",
            "`mostly` is no rating <img src=x onerror=alert(1)>"
        )]);
        server.tell(json!({ "status": "errors", "errors": errors, "warnings": [problem("warning", "old")] }));
        let is_open = part("dialog[open]");
        comes_true(page, &is_open)?;
        let shown = text(page, ".overlay ol")?;
        for said in [
            "unknown-rating",
            "content/teams/payments.md:12:9",
            "mostly is no rating <img src=x onerror=alert(1)>",
            "<b>sure</b>",
            "↑ not in the scale",
            "write yes or no",
            "content/models/cmm.md:4:1",
        ] {
            assert!(shown.contains(said), "{said} is not in {shown}");
        }
        assert!(!shown.contains("old"), "{shown}");
        assert!(page.is(&format!("!{}", part(".overlay img, .overlay .excerpt b")))?);
        assert_eq!(text(page, ".overlay mark")?, "mostly");
        let link = page.text(&format!("{}.href", part(".overlay a")))?;
        assert_eq!(link, "vscode://file/book/content/teams/payments.md:12:9");

        // Put away, they stay so until there are others, on other pages too.
        page.press("Escape")?;
        comes_true(page, &format!("!{is_open}"))?;
        assert!(
            page.is("document.activeElement.type === 'search'")?,
            "the focus is lost"
        );
        assert_eq!(text(page, ".count")?, "1 error, 1 warning");
        open(page, &server, REPORT, "errors")?;
        assert!(page.is(&format!("!{is_open}"))?);
        let more = json!([errors[0], problem("error", "another")]);
        server.tell(json!({ "status": "errors", "errors": more }));
        comes_true(
            page,
            &format!("{}?.querySelectorAll('li').length === 2", is_open),
        )?;

        server.edit(REPORT, "<h1>", "<h1>Mended ");
        server.tell(json!({}));
        comes_true(
            page,
            &format!(
                "!{is_open} && document.querySelector('h1').textContent.startsWith('Mended ')"
            ),
        )?;
        stands(page, "live")?;
        assert_eq!(complaints(page, &server.url(""))?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn the_bar_tells_warnings_and_what_would_change() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        server.tell(json!({
            "warnings": [problem("warning", "old"), problem("warning", "older")],
            "change": { "base": "1a2b3c4", "page": "level 2 → 3, 2 gaps closed", "teams": [
                { "name": "Payments", "href": "/teams/payments.html", "text": "level 2 → 3, 2 gaps closed" },
                { "name": "Gone", "href": null, "text": "no longer there" }] },
        }));
        open(page, &server, START, "warnings")?;
        assert!(
            page.is(&format!("!{}", part("dialog[open]")))?,
            "warnings lie over the page"
        );
        assert_eq!(
            text(page, ".change")?,
            "Since 1a2b3c4: level 2 → 3, 2 gaps closed"
        );
        click(page, ".line button")?;
        assert_eq!(text(page, ".teams li:last-child")?, "Gone no longer there");
        click(page, ".count")?;
        comes_true(
            page,
            &format!(
                "{}?.querySelectorAll('li.warning').length === 2",
                part("dialog[open]")
            ),
        )?;
        page.press("Escape")?;
        click(page, ".teams a")?;
        page.loaded()?;
        assert_eq!(page.text("location.pathname")?, format!("/{REPORT}"));

        // Put away on one page, the bar is small on the next.
        stands(page, "warnings")?;
        click(page, ".fold")?;
        open(page, &server, START, "warnings")?;
        assert!(page.is(&part(".bar.folded"))?);
        assert_eq!(text(page, ".fold")?, "2 warnings");
        Ok(())
    });
}

#[test]
fn the_bar_covers_nothing_and_is_not_printed() {
    with_page(|page| {
        for width in [360, 1280] {
            page.look(Look::new(width))?;
            let server = Scripted::start(&demo().files);
            open(page, &server, REPORT, "live")?;
            let bar = part(".bar");
            comes_true(
                page,
                &format!(
                    "{bar}.offsetHeight > 0 && document.querySelector('levelbook-live').offsetHeight === {bar}.offsetHeight"
                ),
            )?;
            page.eval("scrollTo({ top: 1e6, behavior: 'instant' })")?;
            assert!(page.is(&format!(
                "document.querySelector('footer').getBoundingClientRect().bottom <= {bar}.getBoundingClientRect().top
                    && {bar}.getBoundingClientRect().bottom === innerHeight && document.documentElement.scrollWidth <= innerWidth"
            ))?);
            page.look(Look::new(width).print())?;
            assert!(page.is(&format!("!{bar}.checkVisibility()"))?);
        }
        Ok(())
    });
}

#[test]
fn bar_and_problems_pass_axe() {
    with_page(|page| {
        let mut findings = Findings::default();
        for look in [Look::new(1280), Look::new(360).dark()] {
            page.look(look)?;
            let server = Scripted::start(&demo().files);
            let list = [problem("error", "`mostly` is no rating")];
            open(page, &server, REPORT, "live")?;
            let beside = page.beside(AXE)?;
            axe(&beside, &Rules::All, "bar", &mut findings)?;
            server.tell(json!({ "status": "errors", "errors": list, "warnings": [problem("warning", "old")],
                "change": { "base": "1a2b3c4", "page": null, "teams": [{ "name": "A", "href": "/", "text": "level 2 → 3" }] } }));
            comes_true(page, &part("dialog[open]"))?;
            axe(&beside, &Rules::All, "problems", &mut findings)?;
            page.eval("sessionStorage.clear()")?;
        }
        findings.none();
        Ok(())
    });
}
