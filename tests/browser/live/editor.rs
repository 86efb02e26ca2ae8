//! From a part of a page to its line in the editor.

use serde_json::json;

use super::{REPORT, click, comes_true, open, part, text};
use crate::chromium::Lost;
use crate::page::Page;
use crate::scripted::Scripted;
use crate::shared::with_page;
use crate::site_support::demo;

const PLAN: &str = "content/teams/payments.md";

/// Keeps the addresses that would open an editor, instead of opening one.
const CATCH: &str = "window.opened = [];
    addEventListener('click', event => {
        const link = event.composedPath()[0];
        if (link.protocol !== 'vscode:') return;
        event.preventDefault();
        opened.push(link.href);
    })";

fn goal(page: &Page<'_>) -> Result<String, Lost> {
    page.text("document.querySelector('tr[id^=goal-]').id")
}

fn opens(page: &Page<'_>, action: &str, lines: &[u32]) -> Result<(), Lost> {
    page.eval(action)?;
    comes_true(page, &format!("opened.length >= {}", lines.len()))?;
    let expected: Vec<String> = lines
        .iter()
        .map(|line| format!("vscode://file/x:{line}"))
        .collect();
    assert_eq!(page.list("opened")?, expected, "{action}");
    Ok(())
}

#[test]
fn a_click_opens_the_nearest_source() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        server.edit(
            REPORT,
            "<section id=\"how\"><h2>",
            "<section id=\"how\"><h2 id=\"head\">",
        );
        open(page, &server, REPORT, "live")?;
        let goal = goal(page)?;
        let place = |id: &str, line: u32| {
            json!({ "id": id, "file": PLAN, "line": line, "note": null,
            "editor": format!("vscode://file/x:{line}"), "note_editor": null })
        };
        let mut row = place(&goal, 12);
        row["note"] = json!(14);
        row["note_editor"] = json!("vscode://file/x:14");
        server.places(json!([place("", 1), row, place("head", 30)]));
        page.eval(CATCH)?;

        let cell = |at: usize| format!("document.getElementById('{goal}').cells[{at}]");
        let alt = |target: &str| {
            format!(
                "{target}.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true, altKey: true }}))"
            )
        };
        opens(page, &alt(&cell(1)), &[12])?;
        opens(page, &alt("document.querySelector('.brand')"), &[12, 1])?;
        assert!(
            page.is(&format!("location.pathname === '/{REPORT}'"))?,
            "a link was followed"
        );

        // In edit mode a plain click does, and a note has a line of its own.
        let edit = ".tools button[aria-pressed]";
        click(page, edit)?;
        opens(page, &format!("{}.click()", cell(3)), &[12, 1, 14])?;
        opens(
            page,
            "document.querySelector('#how > *:last-child').click()",
            &[12, 1, 14, 30],
        )?;

        // By the keyboard, too: parts take the focus, and are outlined.
        comes_true(
            page,
            &format!("document.getElementById('{goal}').tabIndex === 0"),
        )?;
        page.eval(&format!("document.getElementById('{goal}').focus()"))?;
        comes_true(
            page,
            &format!("document.querySelector('[data-levelbook-part]')?.id === '{goal}'"),
        )?;
        page.press("Enter")?;
        opens(page, "0", &[12, 1, 14, 30, 12])?;

        // What has moved has moved for the next click.
        server.places(json!([place("", 1), place(&goal, 99)]));
        server.edit(REPORT, "<h1>", "<h1>New ");
        server.tell(json!({}));
        comes_true(
            page,
            "document.querySelector('h1').textContent.startsWith('New ')",
        )?;
        opens(
            page,
            &format!("{}.click()", cell(1)),
            &[12, 1, 14, 30, 12, 99],
        )?;

        page.press("Escape")?;
        comes_true(
            page,
            "!document.querySelector('[data-levelbook-part], [data-levelbook-stop], tr[tabindex]')",
        )?;
        Ok(())
    });
}

#[test]
fn without_an_editor_the_place_is_told() {
    with_page(|page| {
        let server = Scripted::start(&demo().files);
        for (editor, name) in [
            (json!(null), "none"),
            (json!("javascript:alert(1)"), "script"),
        ] {
            open(page, &server, REPORT, "live")?;
            let id = goal(page)?;
            server.places(json!([{ "id": id, "file": PLAN, "line": 12, "note": null, "editor": editor, "note_editor": null }]));
            page.eval(&format!(
                "document.getElementById('{id}').dispatchEvent(new MouseEvent('click', {{ bubbles: true, altKey: true }}))"
            ))?;
            let said = format!("{}.textContent.includes('{PLAN}:12')", part(".status"));
            comes_true(page, &said)?;
            let said = text(page, ".status")?;
            assert!(!said.contains("Opening"), "{name}: {said}");
        }
        Ok(())
    });
}
