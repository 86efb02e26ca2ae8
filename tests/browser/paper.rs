//! The report on paper: the board's page first, and nothing that only a screen needs.

use crate::chromium::Lost;
use crate::findings::Findings;
use crate::look::Look;
use crate::page::Page;
use crate::shared::with_page;
use crate::sites::demo_url;

/// Width and height in inches.
const SHEETS: [(&str, f64, f64); 2] = [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)];

/// The margins of a sheet in CSS pixels, from the style sheet: left and right, top and bottom.
fn margins(page: &Page<'_>) -> Result<(f64, f64), Lost> {
    let found = page.list(
        "(() => { let found = [];
            const look = rules => { for (const rule of rules) {
                if (rule instanceof CSSPageRule && !rule.selectorText)
                    found = ['left', 'right', 'top', 'bottom'].map(side => rule.style.getPropertyValue('margin-' + side));
                else if (rule.cssRules) look(rule.cssRules); } };
            for (const sheet of document.styleSheets) look(sheet.cssRules);
            const ruler = document.createElement('div');
            document.body.append(ruler);
            return found.map(length => { ruler.style.width = length; return ruler.getBoundingClientRect().width; }); })()",
    )?;
    let all: Vec<f64> = found.iter().filter_map(|text| text.parse().ok()).collect();
    let [left, right, top, bottom] = all[..] else {
        panic!("the style sheet has no page margins");
    };
    Ok((left + right, top + bottom))
}

/// The sheets of a PDF.
fn sheets(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let pages = text.split("/Type").skip(1).filter(|after| {
        let name = after.trim_start().strip_prefix("/Page");
        name.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    });
    pages.count()
}

#[test]
fn a_report_prints_with_the_board_page_first() {
    const IN_SHORT: [(&str, &str); 4] = [
        ("the name", "h1"),
        ("the verdict", ".verdict"),
        ("the stairs", ".c-stairs"),
        ("the board's page", ".board"),
    ];
    with_page(|page| {
        let mut findings = Findings::default();
        page.open(&demo_url("teams/payments.html"))?;
        let (beside, above) = margins(page)?;
        for (paper, width, height) in SHEETS {
            let count = sheets(&page.pdf(width, height)?);
            assert!((2..40).contains(&count), "{count} sheets of {paper}");

            page.look(Look::new((width * 96.0 - beside) as u32).print())?;
            let room = height * 96.0 - above;
            for (what, selector) in IN_SHORT {
                let end = page.eval(&format!(
                    "(() => {{ const part = document.querySelector('main {selector}');
                        return part && part.checkVisibility() ? part.getBoundingClientRect().bottom + scrollY : null; }})()"
                ))?;
                match end.as_f64() {
                    None => findings.add(paper, format!("{what} is not there")),
                    Some(end) if end > room => {
                        findings.add(paper, format!("{what} ends at {end} of {room}"));
                    }
                    Some(_) => {}
                }
            }
        }
        findings.none();
        Ok(())
    });
}

#[test]
fn paper_has_no_navigation_and_links_say_where_they_lead() {
    with_page(|page| {
        let mut findings = Findings::default();
        page.look(Look::new(660).print())?;
        for name in [
            "index.html",
            "teams/payments.html",
            "models/ppmm.html",
            "manual/index.html",
        ] {
            page.open(&demo_url(name))?;
            let left = page.list(
                "[...document.querySelectorAll('.top, .skip, nav, .tools, .switch, button:not(.sort), input, dialog')]
                    .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))",
            )?;
            for what in left {
                findings.add_at(name, "is printed", Some(&what));
            }
            let paper = page.text("getComputedStyle(document.body).backgroundColor")?;
            if !["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].contains(&&*paper) {
                findings.add(name, format!("is printed on {paper}"));
            }
        }
        page.open(&demo_url("teams/payments.html"))?;
        let told = page.is(
            "[...document.querySelectorAll('main a[href^=http]')]
                .some(a => getComputedStyle(a, '::after').content.includes(a.getAttribute('href').slice(0, 12)))",
        )?;
        if !told {
            findings.add("teams/payments.html", "links do not say where they lead");
        }
        findings.none();
        Ok(())
    });
}

/// Whoever reads at night prints on white paper as well.
#[test]
fn paper_is_white_at_night() {
    with_page(|page| {
        page.look(Look::new(660).dark().print())?;
        page.open(&demo_url("teams/payments.html"))?;
        let ink = page.text("getComputedStyle(document.body).color")?;
        page.look(Look::new(660).print())?;
        assert_eq!(page.text("getComputedStyle(document.body).color")?, ink);
        Ok(())
    });
}
