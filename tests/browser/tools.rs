//! Sorting, filtering and searching do what they say, and the address remembers them.

use crate::chromium::Lost;
use crate::page::Page;
use crate::shared::with_page;
use crate::sites::{demo_folder, demo_url};

/// A column of the rows of teams that are shown, in their order: its text without the small print.
fn column(key: &str) -> String {
    format!(
        "[...document.querySelectorAll('table[data-tools] tbody tr:not(.u)')]
            .filter(row => row.checkVisibility())
            .map(row => row.cells[document.querySelector('table[data-tools] th[data-k={key}]').cellIndex])
            .map(cell => cell.dataset.v ?? (cell.firstChild ? cell.firstChild.textContent.trim() : ''))"
    )
}

fn teams(page: &Page<'_>) -> Result<Vec<String>, Lost> {
    page.list(&column("team"))
}

fn query(page: &Page<'_>) -> Result<String, Lost> {
    page.text("decodeURIComponent(location.search.replace(/\\+/g, ' '))")
}

fn sort_by(page: &Page<'_>, key: &str) -> Result<(), Lost> {
    page.eval(&format!(
        "document.querySelector('table[data-tools] th[data-k={key}] button').click()"
    ))?;
    let sorted = format!("document.querySelector('th[data-k={key}][aria-sort]')");
    assert!(page.comes_true(&sorted)?, "{key} is not sorted");
    Ok(())
}

/// Whether a column is in order; what has no value comes last, up and down.
fn is_sorted(page: &Page<'_>, key: &str, sign: i8) -> Result<bool, Lost> {
    let values = column(key);
    page.is(&format!(
        "(() => {{
            const compare = new Intl.Collator(document.documentElement.lang, {{ numeric: true }}).compare;
            const order = (a, b) => a === '' || b === '' ? (a === '') - (b === '')
                : {sign} * (isNaN(a) || isNaN(b) ? compare(a, b) : a - b);
            return {values}.every((value, i, all) => i === 0 || order(all[i - 1], value) <= 0);
        }})()"
    ))
}

#[test]
fn every_column_sorts_up_and_down_and_the_address_keeps_it() {
    with_page(|page| {
        page.open(&demo_url("index.html"))?;
        let all = teams(page)?;
        let keys = page.list(
            "[...document.querySelectorAll('table[data-tools] th[data-k]')].map(th => th.dataset.k)",
        )?;
        for key in ["team", "level", "date"] {
            assert!(
                keys.iter().any(|found| found == key),
                "no {key} in {keys:?}"
            );
        }
        for key in &keys {
            sort_by(page, key)?;
            assert!(
                is_sorted(page, key, 1)?,
                "{key}: {:?}",
                page.list(&column(key))?
            );
            sort_by(page, key)?;
            assert!(
                is_sorted(page, key, -1)?,
                "{key}: {:?}",
                page.list(&column(key))?
            );
            let asked = query(page)?;
            assert!(
                asked.contains("sort=") && asked.contains(key.as_str()),
                "{asked}"
            );
            let marked = page.list(
                "[...document.querySelectorAll('th[aria-sort]')].map(th => th.dataset.k + ' ' + th.ariaSort)",
            )?;
            assert_eq!(marked, [format!("{key} descending")]);

            let shown = teams(page)?;
            page.reload()?;
            assert!(page.comes_true("document.querySelector('th[aria-sort]')")?);
            assert_eq!(teams(page)?, shown, "sorted by {key} and loaded again");
            let sorted = |mut list: Vec<String>| {
                list.sort();
                list
            };
            assert_eq!(sorted(shown), sorted(all.clone()));
        }
        Ok(())
    });
}

/// The number of rows as the page tells it to those who do not see it.
const FILTERED: &str = "document.querySelector('.tools output').textContent.trim()";

fn choose(page: &Page<'_>, option: &str) -> Result<(), Lost> {
    page.eval(&format!(
        "{{ const option = [...document.querySelectorAll('.tools option')]
                .find(option => option.textContent.trim() === '{option}');
            const select = option.closest('select');
            select.value = option.value;
            for (const kind of ['input', 'change'])
                select.dispatchEvent(new Event(kind, {{ bubbles: true }})); }}"
    ))?;
    Ok(())
}

#[test]
fn filters_leave_what_fits_and_the_address_keeps_them() {
    with_page(|page| {
        page.open(&demo_url("index.html"))?;
        let all = teams(page)?;
        assert!(all.len() > 8, "{all:?}");

        page.fill(".tools input[type=search]", "PÂY")?;
        assert!(page.comes_true(FILTERED)?);
        assert_eq!(teams(page)?, ["Payments"]);
        assert!(query(page)?.contains("q=PÂY"), "{}", query(page)?);
        page.reload()?;
        assert!(page.comes_true(FILTERED)?);
        assert_eq!(teams(page)?, ["Payments"]);
        assert_eq!(
            page.text("document.querySelector('.tools input').value")?,
            "PÂY"
        );

        page.fill(".tools input[type=search]", "no such team")?;
        assert!(page.comes_true(&format!("{FILTERED} && {}.length === 0", column("team")))?);
        page.fill(".tools input[type=search]", "")?;
        assert!(page.comes_true(&format!("{}.length === {}", column("team"), all.len()))?);

        choose(page, "Retail")?;
        assert!(page.comes_true(FILTERED)?);
        let retail = teams(page)?;
        assert!(retail.len() > 2 && retail.len() < all.len(), "{retail:?}");
        let units = page.list(&column("unit"))?;
        assert!(
            units.iter().all(|unit| unit.starts_with("Retail")),
            "{units:?}"
        );
        assert!(query(page)?.contains("unit=Retail"), "{}", query(page)?);

        choose(page, "2 Repeatable")?;
        assert!(page.comes_true("location.search.includes('level=')")?);
        let both = teams(page)?;
        assert!(!both.is_empty() && both.len() < retail.len(), "{both:?}");
        sort_by(page, "team")?;
        let asked = query(page)?;
        for part in ["unit=Retail", "level=2", "sort=team"] {
            assert!(asked.contains(part), "{part} is not in {asked}");
        }
        let shown = teams(page)?;
        page.reload()?;
        assert!(page.comes_true(FILTERED)?);
        assert_eq!(teams(page)?, shown);
        Ok(())
    });
}

const HITS: &str = "[...document.querySelectorAll('#lb-hits a')]";

#[test]
fn the_search_finds_teams_units_kpas_and_pages() {
    const ASKED: [(&str, &str); 6] = [
        ("payments", "teams/payments.html"),
        ("Zurich", "teams/zurich-hub.html"),
        ("peer rev", "models/cmm/PR.html"),
        ("Logistics", "units/logistics"),
        ("payements", "teams/payments.html"),
        ("own models", "manual/custom-models.html"),
    ];
    with_page(|page| {
        page.open(&demo_url("search.html"))?;
        assert!(page.comes_true("document.querySelector('#lb-q')")?);
        for (text, address) in ASKED {
            page.eval("document.querySelector('#lb-q').select()")?;
            page.write(text)?;
            let is_there = format!("{HITS}.slice(0, 5).some(a => a.href.includes('{address}'))");
            assert!(
                page.comes_true(&is_there)?,
                "{text} finds {:?}",
                page.list(HITS)?
            );
            assert!(
                query(page)?.contains(&format!("q={text}")),
                "{}",
                query(page)?
            );
        }
        page.fill("#lb-q", "xyzzy")?;
        assert!(page.comes_true(&format!("{HITS}.length === 0"))?);
        let said = page.text("document.querySelector('[role=status]').innerText")?;
        assert!(!said.is_empty(), "nothing is said where nothing is found");
        Ok(())
    });
}

/// By the address and by the keyboard, from a server and from a folder.
#[test]
fn a_hit_is_opened_by_the_keyboard() {
    with_page(|page| {
        let folder = format!("file://{}/search.html", demo_folder().display());
        for url in [demo_url("search.html"), folder] {
            page.open(&format!("{url}?q=payments"))?;
            let first = format!("{HITS}[0]?.href.endsWith('teams/payments.html')");
            assert!(page.comes_true(&first)?, "{:?}", page.list(HITS)?);
            page.eval("document.querySelector('#lb-q').focus()")?;
            for _ in 0..3 {
                page.press("Tab")?;
                if page.is(&format!("document.activeElement === {HITS}[0]"))? {
                    break;
                }
            }
            page.press("Enter")?;
            page.loaded()?;
            assert_eq!(
                page.text("document.querySelector('h1').innerText")?,
                "Payments"
            );
        }
        Ok(())
    });
}
