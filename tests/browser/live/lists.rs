//! Lists that a reader has sorted and filtered stay so.

use serde_json::json;

use super::{START, comes_true, open};
use crate::every_page::complaints;
use crate::scripted::Scripted;
use crate::shared::with_page;
use crate::site_support::demo;

const ROWS: &str = "[...document.querySelectorAll('table[data-tools] tbody tr:not(.u)')]";

#[test]
fn a_list_keeps_its_filter_its_order_and_the_field_with_the_focus() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        open(page, &server, START, "live")?;
        page.fill(".tools input[type=search]", "pay")?;
        comes_true(page, "document.querySelector('.tools output').textContent")?;
        page.eval(
            "{ document.querySelector('th[data-k=team] button').click();
               const field = document.querySelector('.tools input');
               field.focus();
               field.setSelectionRange(1, 2);
               window.kept = document.querySelector('main'); }",
        )?;
        let rows = page.eval(&format!("{ROWS}.length"))?;

        server.edit(START, ">Payments</a>", ">Payroll</a>");
        server.tell(json!({}));
        comes_true(
            page,
            &format!("{ROWS}.some(row => row.textContent.includes('Payroll'))"),
        )?;
        let now = page.eval(&format!(
            "(() => {{ const field = document.activeElement; return [kept.isConnected, field.value, field.selectionStart,
                field.selectionEnd, {ROWS}.length, location.search, document.querySelectorAll('.tools output').length,
                document.querySelector('th[aria-sort]').dataset.k, {ROWS}[0].hasAttribute('data-levelbook-changed')]; }})()"
        ))?;
        assert_eq!(
            now,
            json!([true, "pay", 1, 2, rows, "?q=pay&sort=team", 1, "team", true])
        );

        // A change elsewhere leaves the list alone.
        page.eval("window.kept = document.querySelector('table[data-tools]')")?;
        server.edit(START, "<h1>", "<h1>New ");
        server.tell(json!({}));
        comes_true(
            page,
            "document.querySelector('h1').textContent.startsWith('New ')",
        )?;
        assert!(page.is("kept.isConnected && document.activeElement.value === 'pay'")?);
        assert_eq!(complaints(page, &server.url(""))?, Vec::<String>::new());
        Ok(())
    });
}

/// Such a list has its rows from the index of the search.
#[test]
fn a_list_of_a_part_of_the_teams_reads_the_new_index() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        server.edit(START, "data-tools ", "data-tools data-all=\"99\" ");
        open(page, &server, START, "live")?;
        page.fill(".tools input[type=search]", "pay")?;
        let row = |name: &str| {
            format!(
                "document.querySelector('table.listed')
                    && {ROWS}.some(row => row.querySelector('a')?.textContent === '{name}')"
            )
        };
        comes_true(page, &row("Payments"))?;
        server.edit("search-index.js", "\"Payments\"", "\"Payroll\"");
        server.edit(START, ">Payments</a>", ">Payroll</a>");
        server.tell(json!({}));
        comes_true(page, &row("Payroll"))?;
        assert!(page.is("document.activeElement.value === 'pay'")?);
        Ok(())
    });
}
