//! Pages stand still while they load, and a book of many teams opens at once.

use crate::chromium::Lost;
use crate::page::Page;
use crate::shared::with_page;
use crate::sites::{demo_url, many_teams, serve};

/// How much of the page has moved since it was opened, as browsers count it.
fn layout_shift(page: &Page<'_>) -> Result<f64, Lost> {
    page.number(
        "new Promise(done => { let sum = 0;
            const add = list => { for (const entry of list.getEntries()) sum += entry.value; };
            const observer = new PerformanceObserver(add);
            observer.observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
                for (const entry of observer.takeRecords()) sum += entry.value;
                done(sum); }))); })",
    )
}

#[test]
fn nothing_moves_while_a_page_loads() {
    with_page(|page| {
        for name in [
            "index.html",
            "portfolio/ppmm.html",
            "teams/payments.html",
            "models/cmm.html",
        ] {
            page.open(&demo_url(name))?;
            let shift = layout_shift(page)?;
            assert!(shift < 0.01, "{name} moves by {shift}");
        }
        // That a shift is seen at all.
        page.eval(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
                const block = document.createElement('div');
                block.style.height = '300px';
                document.body.prepend(block);
                requestAnimationFrame(() => requestAnimationFrame(done)); }))).then(() => 0)",
        )?;
        let shift = layout_shift(page)?;
        assert!(
            shift > 0.05,
            "a block at the top moves the page by {shift} only"
        );
        Ok(())
    });
}

#[test]
fn many_teams_open_within_a_second_and_all_of_them_are_filtered() {
    const TEAMS: usize = 501;
    let shown = "[...document.querySelectorAll('table[data-tools] tbody tr')].filter(row => row.checkVisibility())";
    let url = std::sync::OnceLock::new();
    with_page(|page| {
        let url = url.get_or_init(|| serve(many_teams(TEAMS)));
        page.open(url)?;
        // The best of a few: the machine may be busy with other tests.
        let mut best = f64::MAX;
        for _ in 0..4 {
            page.reload()?;
            let end = "performance.getEntriesByType('navigation')[0].loadEventEnd";
            best = best.min(page.number(end)?);
        }
        assert!(best < 1000.0, "the start page takes {best} ms");

        for number in [1, TEAMS / 2, TEAMS - 1] {
            let name = crate::corpus::team(number).title;
            page.fill(".tools input[type=search]", &name)?;
            let found = format!("{shown}.length === 1 && {shown}[0].innerText.includes('{name}')");
            assert!(
                page.comes_true(&found)?,
                "{name} is not found alone, but {} rows",
                page.number(&format!("{shown}.length"))?
            );
        }
        page.fill(".tools input[type=search]", "")?;
        assert!(page.comes_true(&format!("{shown}.length === 50"))?);
        Ok(())
    });
}
