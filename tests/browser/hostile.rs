//! Books whose content is made to do harm, as published and opened in the browser.

use crate::chromium::Lost;
use crate::every_page::complaints;
use crate::findings::Findings;
use crate::page::Page;
use crate::shared::with_page;
use crate::sites::{Shown, hostile_pages};

/// Elements and attributes that content could bring and that would run, ask or lead astray. What
/// the theme has of them is its own, and counted in a page that holds nothing else.
const ACTIVE: &str = "[...document.querySelectorAll('main *')].flatMap(e => {
    const names = [...e.attributes].map(a => a.name);
    const bad = ['script', 'style', 'iframe', 'object', 'embed', 'form', 'base', 'link', 'meta', 'template',
        'textarea', 'video', 'audio', 'math', 'foreignobject', 'animate'].includes(e.localName)
        || e.localName === 'noscript' && !document.body.matches('.search')
        || names.some(name => name.startsWith('on') || ['srcset', 'formaction', 'ping', 'srcdoc'].includes(name))
        || e instanceof HTMLAnchorElement && e.hasAttribute('href') && !['http:', 'https:', 'mailto:', 'tel:'].includes(e.protocol);
    return bad ? [e.outerHTML.slice(0, 100)] : []; })";

/// Opens a page, uses what can be used, and notes all that should not be.
fn look(page: &Page<'_>, shown: &Shown, findings: &mut Findings) -> Result<(), Lost> {
    page.open(&shown.url)?;
    page.eval(
        "(() => { for (const e of document.querySelectorAll('main details')) e.open = true;
            for (const e of document.querySelectorAll('main *')) {
                e.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
                e.focus?.();
            } })()",
    )?;
    for what in page.list(ACTIVE)? {
        findings.add(&shown.name, format!("holds {what}"));
    }
    if page.is("document.querySelectorAll('main').length !== 1")? {
        findings.add(&shown.name, "has not one main part");
    }
    for what in complaints(page, &shown.url)? {
        findings.add(&shown.name, what);
    }
    Ok(())
}

#[test]
fn no_script_of_a_hostile_book_runs_and_no_request_leaves() {
    with_page(|page| {
        let mut findings = Findings::default();
        let pages = hostile_pages();
        assert!(pages.len() > 20, "only {} pages", pages.len());
        for shown in &pages {
            look(page, shown, &mut findings)?;
        }
        findings.none();
        Ok(())
    });
}
