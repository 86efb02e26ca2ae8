//! What readers have chosen: no script, light or dark, calm, their own colors.

use crate::chromium::Lost;
use crate::findings::Findings;
use crate::look::Look;
use crate::page::Page;
use crate::shared::with_page;
use crate::sites::{demo_url, every_kind};

/// The words of the content that can be seen, but for the tools and the search.
fn words(page: &Page<'_>) -> Result<Vec<String>, Lost> {
    page.list(
        "(() => {
            const tools = '.tools, .switch, noscript, dialog, #lb-search, #lb-found, #lb-hits';
            document.querySelectorAll(tools).forEach(tool => tool.remove());
            return (document.querySelector('main') ?? document.body).innerText.split(/\\s+/); })()",
    )
}

fn scripts(page: &Page<'_>, are_on: bool) -> Result<(), Lost> {
    page.call(
        "Emulation.setScriptExecutionDisabled",
        serde_json::json!({ "value": !are_on }),
    )?;
    Ok(())
}

const BACKGROUND: &str = "getComputedStyle(document.body).backgroundColor";

#[test]
fn without_a_script_nothing_is_missing_but_the_tools() {
    with_page(|page| {
        let mut findings = Findings::default();
        for shown in every_kind() {
            scripts(page, true)?;
            page.open(&shown.url)?;
            let with = words(page)?;
            scripts(page, false)?;
            page.open(&shown.url)?;
            if page.is(
                "document.querySelector('.tools > *, .switch:not([hidden])')?.checkVisibility()",
            )? {
                findings.add(&shown.name, "has tools that do nothing");
            }
            let without = words(page)?;
            if with != without {
                let at = (0..).find(|at| with.get(*at) != without.get(*at));
                let near = |words: &[String]| {
                    let from = at.unwrap_or(0).min(words.len());
                    words[from..]
                        .iter()
                        .take(8)
                        .cloned()
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                let place = format!("with: {} | without: {}", near(&with), near(&without));
                findings.add_at(
                    &shown.name,
                    "says other things without a script",
                    Some(&place),
                );
            }
        }
        findings.none();
        Ok(())
    });
}

#[test]
fn light_and_dark_follow_the_system_with_and_without_a_script() {
    with_page(|page| {
        let mut seen = Vec::new();
        for (is_scripted, look) in [
            (true, Look::new(1280)),
            (false, Look::new(1280)),
            (true, Look::new(1280).dark()),
            (false, Look::new(1280).dark()),
        ] {
            scripts(page, is_scripted)?;
            page.look(look)?;
            page.open(&demo_url("index.html"))?;
            seen.push(page.text(BACKGROUND)?);
        }
        assert_eq!(seen[0], seen[1], "light");
        assert_eq!(seen[2], seen[3], "dark");
        assert_ne!(seen[0], seen[2]);
        Ok(())
    });
}

#[test]
fn the_switch_is_remembered() {
    with_page(|page| {
        page.open(&demo_url("index.html"))?;
        let day = page.text(BACKGROUND)?;
        page.eval("document.querySelector('.switch').click()")?;
        let night = page.text(BACKGROUND)?;
        assert_ne!(day, night);
        page.open(&demo_url("teams/payments.html"))?;
        assert_eq!(page.text(BACKGROUND)?, night, "on another page");
        page.eval("document.querySelector('.switch').click()")?;
        assert_eq!(page.text(BACKGROUND)?, day);
        page.reload()?;
        assert_eq!(page.text(BACKGROUND)?, day, "loaded again");
        Ok(())
    });
}

#[test]
fn who_wants_no_motion_gets_none() {
    with_page(|page| {
        let mut findings = Findings::default();
        page.look(Look {
            is_calm: true,
            ..Look::new(1280)
        })?;
        // One style sheet moves them all.
        for name in [
            "index.html",
            "teams/payments.html",
            "search.html?q=payments",
        ] {
            page.open(&demo_url(name))?;
            assert!(page.is("matchMedia('(prefers-reduced-motion: reduce)').matches")?);
            let moving = page.list(
                "[document.documentElement, ...document.querySelectorAll('body *')].filter(e => {
                    const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(e);
                    const takesTime = durations => durations.split(',').some(d => parseFloat(d) > 0.01);
                    return takesTime(transitionDuration) || takesTime(animationDuration) || scrollBehavior === 'smooth';
                }).slice(0, 3).map(e => e.outerHTML.slice(0, 100))",
            )?;
            for what in moving {
                findings.add_at(name, "something moves", Some(&what));
            }
        }
        findings.none();
        Ok(())
    });
}

/// With forced colors, a shape that lives by its fill alone can vanish: each needs a line.
#[test]
fn pictures_and_marks_are_seen_with_forced_colors() {
    const INVISIBLE: &str = "(() => {
        const canvas = document.createElement('i');
        canvas.style.color = 'Canvas';
        document.body.append(canvas);
        const paper = getComputedStyle(canvas).color;
        const isDrawn = color => color !== 'none' && !/^rgba.*, 0\\)$/.test(color);
        const isSeen = color => isDrawn(color) && color !== paper;
        const shapes = [...document.querySelectorAll('main svg :is(rect, path, circle, line, polyline, polygon):not(.axis)')]
            .filter(shape => !shape.closest('defs, pattern, clipPath, mask'))
            .filter(shape => { const { stroke, fill } = getComputedStyle(shape), colors = [stroke, fill];
                return colors.some(isDrawn) && !colors.some(isSeen); });
        const marks = [...document.querySelectorAll('i.mark')].filter(mark => {
            const { borderTopStyle, borderTopColor } = getComputedStyle(mark);
            return borderTopStyle === 'none' || !isSeen(borderTopColor); });
        return [...shapes, ...marks].map(e => e.outerHTML.slice(0, 100)); })()";
    with_page(|page| {
        let mut findings = Findings::default();
        let mut charts = 0.0;
        // Pages of text have no pictures.
        let has_pictures = |name: &str| {
            let kinds = ["start", "portfolio", "unit", "report", "model", "de/"];
            kinds.iter().any(|kind| name.starts_with(kind))
        };
        for shown in every_kind()
            .iter()
            .filter(|shown| has_pictures(&shown.name))
        {
            page.open(&shown.url)?;
            for look in [Look::new(1280), Look::new(1280).dark()] {
                page.look(Look {
                    has_forced_colors: true,
                    ..look
                })?;
                assert!(page.is("matchMedia('(forced-colors: active)').matches")?);
                charts += page.number("document.querySelectorAll('main svg').length")?;
                for what in page.list(INVISIBLE)? {
                    findings.add_at(&shown.name, "is not seen with forced colors", Some(&what));
                }
            }
        }
        findings.none();
        assert!(charts > 50.0, "only {charts} pictures were looked at");
        Ok(())
    });
}
