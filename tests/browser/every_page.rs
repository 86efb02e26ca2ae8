//! What holds for every page, however it is looked at.

use serde_json::{Value, json};

use crate::chromium::Lost;
use crate::findings::Findings;
use crate::look::Look;
use crate::page::{Beside, Page};
use crate::shared::with_page;
use crate::sites::{Shown, TOLD, demo_folder, demo_url, every_page, root_url};

pub const AXE: &str = include_str!("../vendor/axe.min.js");

/// What axe looks for. Colors are half of its work; they are the same by day on a phone and on a
/// desk, and the rest is the same at night and by day.
pub enum Rules {
    All,
    Colors,
    Measures,
}

impl Rules {
    /// The rules of WCAG 2.2 AA and what else axe takes for good practice.
    fn options(&self) -> Value {
        let colors = ["color-contrast", "link-in-text-block"];
        let tags = [
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22aa",
            "best-practice",
        ];
        let off = json!({ "enabled": false });
        match self {
            Self::All => json!({ "runOnly": tags }),
            Self::Colors => json!({ "runOnly": { "type": "rule", "values": colors } }),
            Self::Measures => {
                json!({ "runOnly": tags, "rules": { colors[0]: off, colors[1]: off } })
            }
        }
    }
}

/// Lets axe look at the page.
pub fn axe(
    beside: &Beside<'_>,
    rules: &Rules,
    name: &str,
    findings: &mut Findings,
) -> Result<(), Lost> {
    let found = beside.eval(&format!("({RUN_AXE})({})", rules.options()))?;
    for one in found.as_array().into_iter().flatten() {
        let part = |at: usize| one[at].as_str().unwrap_or_default();
        findings.add_at(name, format!("axe: {}", part(0)), Some(part(1)));
    }
    Ok(())
}

const RUN_AXE: &str = "async options => {
    const { violations } = await axe.run(document,
        { ...options, resultTypes: ['violations'], preload: false });
    return violations.flatMap(rule => rule.nodes.map(node => [
        `${rule.id} (${rule.impact}): ${rule.help}`,
        `${node.target.flat().join(' ')}: ${(node.failureSummary.split('\\n')[1] ?? '').trim()}`])); }";

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

/// How wide the page is in its window, and what stands out, if it can be scrolled sideways.
fn sideways(page: &Page<'_>) -> Result<Option<String>, Lost> {
    let found = page.eval(
        "(() => { const page = document.scrollingElement, room = page.clientWidth;
            if (page.scrollWidth <= room) return null;
            const range = document.createRange();
            // Text may stand out of an element that does not.
            const right = e => Math.max(e.getBoundingClientRect().right, ...[...e.childNodes]
                .filter(node => node.nodeType === Node.TEXT_NODE)
                .map(node => (range.selectNodeContents(node), range.getBoundingClientRect().right)));
            const isCut = e => { for (let p = e.parentElement; p !== document.body; p = p.parentElement)
                if (getComputedStyle(p).overflowX !== 'visible') return getComputedStyle(e).position !== 'absolute';
                return false; };
            const out = [...document.body.querySelectorAll('*')]
                .filter(e => right(e) > room + 0.5 && !isCut(e));
            return `${page.scrollWidth} in ${room}: ${out.slice(-3).map(e => e.outerHTML.slice(0, 120)).join(' | ')}`; })()",
    )?;
    Ok(found.as_str().map(str::to_owned))
}

/// How a page is looked at, and what axe looks for then.
const LOOKS: [(&str, Look, Rules); 4] = [
    ("on a desk by day", Look::new(1280), Rules::All),
    ("on a desk at night", Look::new(1280).dark(), Rules::Colors),
    ("on a phone at night", Look::new(360).dark(), Rules::Colors),
    ("on a phone by day", Look::new(360), Rules::Measures),
];

/// Loads a page once and looks at it in all ways.
pub fn look_at(page: &Page<'_>, shown: &Shown, findings: &mut Findings) -> Result<(), Lost> {
    let name = &shown.name;
    page.look(Look::new(1280))?;
    page.open(&shown.url)?;
    let beside = page.beside(AXE)?;
    for (when, look, rules) in &LOOKS {
        page.look(*look)?;
        axe(&beside, rules, &format!("{name} {when}"), findings)?;
    }
    for width in [320, 360, 768, 1280, 3840] {
        page.look(Look::new(width))?;
        if let Some(what) = sideways(page)? {
            let fault = format!("can be scrolled sideways at {width} pixels");
            findings.add_at(name, fault, Some(&what));
        }
    }
    for what in complaints(page, &shown.url)? {
        findings.add(name, what);
    }
    Ok(())
}

fn look_at_those(is_wanted: impl Fn(&str) -> bool) {
    with_page(|page| {
        let mut findings = Findings::default();
        for shown in every_page().iter().filter(|shown| is_wanted(&shown.name)) {
            look_at(page, shown, &mut findings)?;
        }
        findings.none();
        Ok(())
    });
}

fn is_report(name: &str) -> bool {
    name.starts_with("report") || name.contains("/teams/")
}

/// In two tests, which run at the same time.
#[test]
fn every_report_in_all_looks() {
    look_at_those(is_report);
}

#[test]
fn every_other_page_in_all_looks() {
    look_at_those(|name| !is_report(name));
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
               document.body.append(document.createElement('img'));
               const main = document.querySelector('main').style;
               main.color = '#888', main.background = '#999'; }
             fetch('http://127.0.0.2:9/').catch(() => {})",
        )?;
        let said = complaints(page, &url)?.join("\n");
        assert!(said.contains("told"), "{said}");
        assert!(said.contains("Content Security Policy"), "{said}");
        assert!(sideways(page)?.is_some());
        let mut seen = Findings::default();
        let beside = page.beside(AXE)?;
        axe(&beside, &Rules::Measures, "bad", &mut seen)?;
        axe(&beside, &Rules::Colors, "bad", &mut seen)?;
        for rule in ["image-alt", "color-contrast"] {
            assert!(seen.has(rule), "axe does not see {rule}");
        }
        Ok(())
    });
}

/// What a style sheet decides, of the parts that all pages have.
const DRESS: &str = "(() => {
    const of = (what, ...keys) => {
        const style = getComputedStyle(document.querySelector(what));
        return keys.map(key => `${what} ${key}: ${style[key]}`); };
    return [
        ...of('body', 'margin', 'fontFamily', 'fontSize', 'lineHeight', 'color', 'backgroundColor'),
        ...of('body > header', 'display', 'padding', 'borderBottom'),
        ...of('h1', 'fontFamily', 'fontSize', 'fontWeight', 'color'),
        ...of('main', 'maxWidth', 'padding'),
        ...of('main a', 'color')]; })()";

/// At the root of a host without being told an address, and below the path that the site was told.
#[test]
fn unknown_addresses_show_the_page_for_them() {
    with_page(|page| {
        for (site, deep) in [("/", "/x/y/z"), (TOLD, "/r/x/y/z")] {
            page.open(&root_url(&format!("{site}policies/review.html")))?;
            let dress = page.list(DRESS)?;
            let url = root_url(deep);
            page.open(&url)?;
            let said = complaints(page, &url)?;
            assert!(said.contains(&format!("404: \"{url}\"")), "{said:?}");
            assert!(said.iter().all(|line| line.contains("404")), "{said:?}");
            assert_eq!(page.list(DRESS)?, dress, "{deep}");
            assert!(page.is("document.styleSheets[0].cssRules.length > 100")?);
            assert!(page.is("performance.getEntriesByType('resource').length === 0")?);
            let links = page.list(
                "[...new Set([...document.links].map(link => link.href.split('#')[0]))]
                    .filter(href => href !== location.href)",
            )?;
            assert!(links.contains(&root_url(&format!("{site}index.html"))));
            assert!(links.len() > 5, "{links:?}");
            for link in links {
                assert!(link.starts_with(&root_url(site)), "{deep}: {link}");
                page.open(&link)?;
                assert_eq!(complaints(page, &link)?, [""; 0], "{deep}: {link}");
                let is_page = page.is("document.querySelector('main h1')")?;
                assert!(is_page || link.ends_with("/feed.xml"), "{link}");
            }
        }
        Ok(())
    });
}
