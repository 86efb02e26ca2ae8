//! The preview as people use it: files are saved, and the open page of `levelbook serve` follows.

use std::fs;

use serde_json::json;

use super::{comes_true, stands, text};
use crate::chromium::Lost;
use crate::every_page::complaints;
use crate::page::Page;
use crate::serve_support::Preview;
use crate::shared::with_page;
use crate::site_support::demo_copy;

const TEAM: &str = "content/teams/payments/index.md";

fn demo_preview() -> Preview {
    Preview::made(&[], demo_copy)
}

fn open(page: &Page<'_>, preview: &Preview, path: &str) -> Result<(), Lost> {
    preview.until(&format!("/{path}"), |body| body.contains("<header"));
    page.open(&format!("http://127.0.0.1:{}/{path}", preview.port))?;
    stands(page, "live")
}

/// Adds a sentence to the text of a team.
fn write(preview: &Preview, sentence: &str) {
    let file = preview.book().join(TEAM);
    let text = fs::read_to_string(&file).expect("the team is there");
    fs::write(&file, format!("{text}\n{sentence}\n")).expect("it can be written");
}

#[test]
fn a_save_changes_the_open_page_in_place() {
    with_page(|page| {
        let preview = demo_preview();
        open(page, &preview, "teams/payments.html")?;
        page.eval(
            "{ scrollTo({ top: 900, behavior: 'instant' });
               window.kept = document.querySelector('main'); }",
        )?;
        write(&preview, "A sentence that has just been saved.");
        comes_true(
            page,
            "document.body.textContent.includes('A sentence that has just been saved.')",
        )?;
        assert!(page.is("kept.isConnected && Math.abs(scrollY - 900) < 3")?);

        // The next answer is wrong: the page stays, the problem lies over it, and goes again.
        let answers = newest_assessment(&preview);
        let good = fs::read_to_string(&answers).expect("the assessment is there");
        let bad = good.replacen("answers:\n", "answers:\n  Nonsense: yes\n", 1);
        fs::write(&answers, bad).expect("it can be written");
        stands(page, "errors")?;
        assert!(text(page, ".overlay ol")?.contains("Nonsense"));
        assert!(page.is("kept.isConnected")?);
        fs::write(&answers, good).expect("it can be written");
        stands(page, "live")?;
        let url = format!("http://127.0.0.1:{}/", preview.port);
        assert_eq!(complaints(page, &url)?, Vec::<String>::new());
        Ok(())
    });
}

/// The file of the last assessment of the team.
fn newest_assessment(preview: &Preview) -> std::path::PathBuf {
    let folder = preview.book().join("content/teams/payments");
    let files = fs::read_dir(folder).expect("the team has a folder");
    let mut files: Vec<_> = files
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("20"))
        })
        .collect();
    files.sort();
    files.pop().expect("an assessment")
}

#[test]
fn a_page_that_an_edit_does_not_concern_stays_untouched() {
    with_page(|page| {
        let preview = demo_preview();
        open(page, &preview, "models/cmm.html")?;
        page.eval("{ window.kept = document.querySelector('main').innerHTML; window.asked = 0;
            const own = window.fetch; window.fetch = (...all) => { window.asked += 1; return own(...all); }; }")?;
        write(&preview, "Nothing for the model.");
        preview.until("/teams/payments.html", |body| {
            body.contains("Nothing for the model.")
        });
        // The state after the edit has arrived when the next one shows.
        preview.edit("book.toml", "title = \"", "title = \"New ");
        comes_true(page, "document.title.includes('New ')")?;
        assert_eq!(page.eval("asked")?, json!(1));
        Ok(())
    });
}

#[test]
fn a_style_is_exchanged_without_loading_the_page_again() {
    with_page(|page| {
        let preview = Preview::of("theme");
        open(page, &preview, "index.html")?;
        page.eval("window.kept = true")?;
        preview.edit(
            "themes/house/assets/house.css",
            "{",
            "{ } body { outline: 3px solid rgb(1, 2, 3); } x {",
        );
        comes_true(
            page,
            "getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'",
        )?;
        assert!(page.is("kept")?);
        Ok(())
    });
}

#[test]
fn a_filter_stays_when_the_list_changes() {
    with_page(|page| {
        let preview = demo_preview();
        open(page, &preview, "index.html")?;
        page.fill(".tools input[type=search]", "pay")?;
        comes_true(page, "document.querySelector('.tools output').textContent")?;
        let file = preview.book().join(TEAM);
        let before = fs::read_to_string(&file).expect("the team is there");
        let named = before.replacen("name: Payments", "name: Payroll", 1);
        assert_ne!(named, before);
        fs::write(&file, named).expect("it can be written");
        comes_true(
            page,
            "document.querySelector('table[data-tools]').textContent.includes('Payroll')",
        )?;
        assert!(page.is(
            "document.querySelector('.tools input').value === 'pay' && location.search === '?q=pay'"
        )?);
        Ok(())
    });
}
