//! The site without a mouse.

use serde_json::Value;

use crate::chromium::Lost;
use crate::findings::Findings;
use crate::page::Page;
use crate::shared::with_page;
use crate::sites::demo_url;

/// Everything that Tab has to reach, in its order, kept in the page as `stops`.
const STOPS: &str = "window.stops = [...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }));
    stops.length";

/// Where the focus is, and whether one can see it.
const FOCUS: &str = "(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const style = getComputedStyle(at), box = at.getBoundingClientRect();
    const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    const middle = box.top + Math.min(box.height, 40) / 2;
    return {
        at: stops.indexOf(at),
        what: at.outerHTML.slice(0, 120),
        isSeen: isOutlined && box.width > 0 && middle >= 0 && middle <= innerHeight,
    }; })()";

#[test]
fn the_skip_link_is_first_and_leads_to_the_content() {
    with_page(|page| {
        page.open(&demo_url("teams/payments.html"))?;
        page.eval(STOPS)?;
        page.press("Tab")?;
        assert!(page.is("document.activeElement.matches('.skip')")?);
        assert_eq!(page.eval(FOCUS)?["isSeen"], true, "the link is not seen");
        page.press("Enter")?;
        assert!(page.comes_true("location.hash === '#lb-main'")?);
        page.press("Tab")?;
        assert!(
            page.is("document.querySelector('main').contains(document.activeElement)")?,
            "the next stop is {}",
            page.text("document.activeElement.outerHTML")?
        );
        Ok(())
    });
}

/// Presses Tab until the focus is on the link to this address, and then Enter.
fn follow(page: &Page<'_>, address: &str) -> Result<(), Lost> {
    let stops = page.number(STOPS)?;
    // Regions that scroll are stops, too, where they hold none.
    for _ in 0..stops as usize + 20 {
        page.press("Tab")?;
        if page.is(&format!(
            "document.activeElement.hasAttribute('href') && new URL(
                document.activeElement.getAttribute('href'), location
            ).pathname.endsWith('{address}')"
        ))? {
            page.press("Enter")?;
            return page.loaded();
        }
    }
    panic!("Tab does not reach a link to {address}");
}

#[test]
fn from_the_portfolio_to_a_team_to_a_kpa() {
    with_page(|page| {
        page.open(&demo_url("index.html"))?;
        follow(page, "teams/payments.html")?;
        assert_eq!(
            page.text("document.querySelector('h1').innerText")?,
            "Payments"
        );
        follow(page, "models/cmm/PR.html")?;
        let heading = page.text("document.querySelector('h1').innerText")?;
        assert!(heading.contains("Peer Reviews"), "{heading}");
        Ok(())
    });
}

#[test]
fn tab_goes_everywhere_is_seen_and_is_held_nowhere() {
    const PAGES: [&str; 7] = [
        "index.html",
        "teams/payments.html",
        "models/ppmm.html",
        "models/omm/INC.html",
        "units/retail.html",
        "manual/custom-models.html",
        "search.html?q=payments",
    ];
    with_page(|page| {
        let mut findings = Findings::default();
        for name in PAGES {
            page.open(&demo_url(name))?;
            // A page may put the focus into its field at once.
            page.eval("document.activeElement.blur(); getSelection().removeAllRanges()")?;
            walk(page, name, &mut findings)?;
        }
        findings.none();
        Ok(())
    });
}

fn walk(page: &Page<'_>, name: &str, findings: &mut Findings) -> Result<(), Lost> {
    let stops = page.number(STOPS)? as usize;
    assert!(stops > 5, "{name} has {stops} stops only");
    let mut reached = vec![false; stops];
    let mut last = None;
    for _ in 0..2 * stops + 20 {
        page.press("Tab")?;
        let focus = page.eval(FOCUS)?;
        let what = focus["what"].as_str();
        let at = focus["at"].as_u64().map(|at| at as usize);
        match at {
            Some(at) if reached[at] => break,
            Some(at) => {
                reached[at] = true;
                // After the last stop comes the first.
                if last.is_some_and(|last| at < last && at > 0) {
                    findings.add_at(name, "Tab goes back", what);
                }
                last = Some(at);
            }
            None => {}
        }
        if focus != Value::Null && focus["isSeen"] != true {
            findings.add_at(name, "the focus is not seen", what);
        }
    }
    for at in (0..stops).filter(|at| !reached[*at]) {
        let what = page.text(&format!("stops[{at}].outerHTML.slice(0, 120)"))?;
        findings.add_at(name, "Tab does not get there", Some(&what));
    }
    Ok(())
}
