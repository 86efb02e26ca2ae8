//! States come by a stream that ends and begins again, and lead to other pages.

use serde_json::json;

use super::{REPORT, START, click, comes_true, open, part, stands, text};
use crate::scripted::Scripted;
use crate::shared::with_page;
use crate::site_support::demo;

const FOLLOW: &str = ".tools button:last-child";

#[test]
fn a_page_waits_for_the_server_and_catches_up() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        open(page, &server, REPORT, "live")?;
        page.eval("window.kept = document.querySelector('main')")?;
        server.away(true);
        stands(page, "offline")?;
        assert!(text(page, ".status")?.starts_with("Not connected"));
        server.edit(REPORT, "<h1>", "<h1>Later ");
        server.away(false);
        stands(page, "live")?;
        comes_true(
            page,
            "document.querySelector('h1').textContent.startsWith('Later ')",
        )?;
        // A server that was started again counts from the beginning.
        server.edit(REPORT, "<h1>Later ", "<h1>Again ");
        server.tell(json!({ "generation": 0 }));
        comes_true(
            page,
            "document.querySelector('h1').textContent.startsWith('Again ')",
        )?;
        assert!(page.is("kept.isConnected")?, "the page has been loaded");
        Ok(())
    });
}

#[test]
fn a_page_that_is_gone_stays_in_sight_and_comes_back() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        open(page, &server, REPORT, "live")?;
        page.eval("window.kept = document.querySelector('main')")?;
        let text = server.read(REPORT);
        server.remove(REPORT);
        server.tell(json!({}));
        comes_true(
            page,
            &format!("{}.textContent.includes('no longer')", part(".status")),
        )?;
        server.write(REPORT, &text.replacen("<h1>", "<h1>Back ", 1));
        server.tell(json!({}));
        comes_true(
            page,
            "document.querySelector('h1').textContent.startsWith('Back ')",
        )?;
        comes_true(page, &format!("{}.textContent === 'Live'", part(".status")))?;
        assert!(page.is("kept.isConnected")?, "the page has been loaded");

        // An address without a page gets one.
        open(page, &server, "teams/new.html", "live")?;
        server.write("teams/new.html", &text.replacen("<h1>", "<h1>New ", 1));
        server.tell(json!({}));
        page.loaded()?;
        assert!(page.is("document.querySelector('h1').textContent.startsWith('New ')")?);
        Ok(())
    });
}

#[test]
fn a_page_follows_the_file_that_is_edited_when_asked_to() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        open(page, &server, START, "live")?;
        let other = |page: &str| json!({ "navigate": page, "warnings": [super::problem("warning", "old")] });
        server.tell(other("teams/identity.html"));
        stands(page, "warnings")?;
        click(page, FOLLOW)?;
        // What was told before is no news when it is told again.
        server.tell(json!({}));
        stands(page, "live")?;
        assert!(page.is(&format!("location.pathname === '/{START}'"))?);

        server.tell(other("teams/pay%6Dents.html"));
        page.loaded()?;
        assert_eq!(page.text("location.pathname")?, format!("/{REPORT}"));
        // The choice goes along.
        stands(page, "warnings")?;
        server.tell(other("teams/identity.html"));
        page.loaded()?;
        assert_eq!(page.text("location.pathname")?, "/teams/identity.html");
        stands(page, "warnings")?;
        click(page, FOLLOW)?;
        assert_eq!(
            page.text(&format!("{}.ariaPressed", part(FOLLOW)))?,
            "false"
        );
        Ok(())
    });
}
