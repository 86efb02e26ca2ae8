//! What holds for every page, however it is looked at.

use serde_json::Value;

use crate::chromium::Lost;
use crate::findings::Findings;
use crate::page::{Look, Page};
use crate::shared::with_page;
use crate::sites::{Shown, demo_folder, demo_url, every_kind};

const AXE: &str = include_str!("../vendor/axe.min.js");

/// The rules of WCAG 2.2 AA and what else axe takes for good practice.
const RUN_AXE: &str = "axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'], preload: false, elementRef: false,
}).then(({ violations }) => violations.flatMap(rule => rule.nodes.map(node =>
    [`${rule.id} (${rule.impact}): ${rule.help}`,
     `${node.target.flat().join(' ')}: ${(node.failureSummary.split('\\n')[1] ?? '').trim()}`])))";

/// Lets axe look at the page.
fn axe(page: &Page<'_>, name: &str, findings: &mut Findings) -> Result<(), Lost> {
    let found = page.eval_with(AXE, RUN_AXE)?;
    for one in found.as_array().into_iter().flatten() {
        let part = |at: usize| one[at].as_str().unwrap_or_default();
        findings.add_at(name, format!("axe: {}", part(0)), Some(part(1)));
    }
    Ok(())
}

/// Everything that the browser has to complain of since the page was opened: messages, exceptions,
/// requests that failed or went to another host.
pub fn complaints(page: &Page<'_>, url: &str) -> Result<Vec<String>, Lost> {
    let host = |url: &str| url.split('/').take(3).collect::<Vec<_>>().join("/");
    let complaint = |event: &Value| -> Option<String> {
        let params = &event["params"];
        match event["method"].as_str()? {
            "Runtime.consoleAPICalled" => Some(format!("console: {}", params["args"])),
            "Runtime.exceptionThrown" => Some(format!("exception: {}", params["exceptionDetails"])),
            "Log.entryAdded" => Some(format!("log: {}", params["entry"]["text"])),
            "Network.loadingFailed" => Some(format!("failed: {}", params["errorText"])),
            "Network.requestWillBeSent" => {
                let asked = params["request"]["url"].as_str()?;
                let is_own = asked.starts_with("data:") || host(asked) == host(url);
                (!is_own).then(|| format!("asks another host: {asked}"))
            }
            "Network.responseReceived" => {
                let status = params["response"]["status"].as_u64()?;
                (status >= 400).then(|| format!("{status}: {}", params["response"]["url"]))
            }
            _ => None,
        }
    };
    Ok(page.events()?.iter().filter_map(complaint).collect())
}

/// How far the page can be scrolled sideways, and the elements that stand out, if it can.
fn sideways(page: &Page<'_>) -> Result<Option<String>, Lost> {
    let found = page.eval(
        "(() => { const page = document.scrollingElement;
            if (page.scrollWidth <= page.clientWidth) return null;
            const out = [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > page.clientWidth + 0.5);
            let wide = out.filter(e => { for (let p = e.parentElement; p !== document.body; p = p.parentElement)
                    if (getComputedStyle(p).overflowX !== 'visible') return getComputedStyle(e).position === 'absolute';
                    return true; });
            wide = (wide.length ? wide : out).slice(-3).map(e => e.outerHTML.slice(0, 120));
            return `${page.scrollWidth} in ${page.clientWidth}: ${wide.join(' | ')}`; })()",
    )?;
    Ok(found.as_str().map(str::to_owned))
}

fn look_at_every_kind(look: Look) {
    with_page(|page| {
        page.look(look)?;
        let mut findings = Findings::default();
        for shown in every_kind() {
            page.open(&shown.url)?;
            axe(page, &shown.name, &mut findings)?;
            if let Some(what) = sideways(page)? {
                findings.add_at(&shown.name, "can be scrolled sideways", Some(&what));
            }
            for what in complaints(page, &shown.url)? {
                findings.add(&shown.name, what);
            }
        }
        findings.none();
        Ok(())
    });
}

#[test]
fn every_page_on_a_desk_by_day() {
    look_at_every_kind(Look::new(1280));
}

#[test]
fn every_page_on_a_desk_by_night() {
    look_at_every_kind(Look::new(1280).dark());
}

#[test]
fn every_page_on_a_phone_by_day() {
    look_at_every_kind(Look::new(360));
}

#[test]
fn every_page_on_a_phone_by_night() {
    look_at_every_kind(Look::new(360).dark());
}

#[test]
fn no_page_scrolls_sideways() {
    with_page(|page| {
        let mut findings = Findings::default();
        for shown in every_kind() {
            for width in [320, 768, 3840] {
                page.look(Look::new(width))?;
                page.open(&shown.url)?;
                if let Some(what) = sideways(page)? {
                    let fault = format!("can be scrolled sideways at {width} pixels");
                    findings.add_at(&shown.name, fault, Some(&what));
                }
            }
        }
        findings.none();
        Ok(())
    });
}

#[test]
fn every_page_works_from_a_folder() {
    with_page(|page| {
        let mut findings = Findings::default();
        let folder = demo_folder().display();
        // What the page for unknown addresses asks of the root of the host is not in a folder.
        for (name, path) in crate::kinds::KINDS {
            if name == "not-found" {
                continue;
            }
            let shown = Shown {
                name: name.to_owned(),
                url: format!("file://{folder}/{path}"),
            };
            page.open(&shown.url)?;
            for what in complaints(page, &shown.url)? {
                findings.add(&shown.name, what);
            }
            let is_styled = page.is("getComputedStyle(document.body).margin === '0px'")?;
            if !is_styled {
                findings.add(&shown.name, "has no style");
            }
            if !page.is("document.querySelector('.switch')")? {
                findings.add(&shown.name, "its script has not run");
            }
        }
        findings.none();
        Ok(())
    });
}

/// That a complaint is heard at all, and that axe sees what is wrong.
#[test]
fn a_bad_page_is_noticed() {
    with_page(|page| {
        let url = demo_url("index.html");
        page.open(&url)?;
        assert_eq!(complaints(page, &url)?, [""; 0]);
        page.eval(
            "{ console.log('told');
               document.body.style.minWidth = '5000px';
               document.body.append(document.createElement('img')); }
             fetch('http://127.0.0.2:9/').catch(() => {})",
        )?;
        let said = complaints(page, &url)?.join("\n");
        assert!(said.contains("told"), "{said}");
        assert!(said.contains("Content Security Policy"), "{said}");
        assert!(sideways(page)?.is_some());
        let violations = page.eval_with(AXE, RUN_AXE)?.to_string();
        assert!(violations.contains("image-alt"), "{violations}");
        Ok(())
    });
}

#[test]
fn unknown_addresses_show_the_page_for_them() {
    with_page(|page| {
        let url = crate::sites::root_url("/no/such/deep/page.html");
        page.open(&url)?;
        let said = complaints(page, &url)?;
        assert!(said.iter().all(|line| line.contains("404")), "{said:?}");
        assert!(page.is("document.querySelector('h1, main a')")?);
        assert!(page.is("getComputedStyle(document.body).margin === '0px'")?);
        Ok(())
    });
}
