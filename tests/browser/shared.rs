//! One browser for all tests of a run. One that hangs or has ended is started once more, and what
//! was going on begins anew.

use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::chromium::{Chromium, Lost, find};
use crate::page::Page;

static BROWSER: Mutex<Option<Arc<Chromium>>> = Mutex::new(None);

/// Runs a test with a tab of its own, or says that it is skipped where there is no Chromium;
/// `TEST_BROWSER=required` makes that a failure.
#[track_caller]
pub fn with_page(test: impl Fn(&Page<'_>) -> Result<(), Lost>) {
    let Some(program) = find() else {
        return skipped();
    };
    let mut why = String::new();
    for _ in 0..2 {
        let browser = match running(&program) {
            Ok(browser) => browser,
            Err(lost) => {
                why = lost.0;
                continue;
            }
        };
        match Page::new(&browser).and_then(|page| test(&page)) {
            Ok(()) => return,
            Err(lost) => {
                say(&format!("the browser is started again: {}", lost.0));
                discard(&browser);
                why = lost.0;
            }
        }
    }
    panic!("the browser was lost twice: {why}");
}

fn running(program: &Path) -> Result<Arc<Chromium>, Lost> {
    let mut shared = BROWSER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(browser) = &*shared {
        return Ok(Arc::clone(browser));
    }
    let browser = Arc::new(Chromium::start(program)?);
    *shared = Some(Arc::clone(&browser));
    Ok(browser)
}

/// Ends a browser, unless another test has done so already.
fn discard(lost: &Arc<Chromium>) {
    let mut shared = BROWSER.lock().unwrap_or_else(PoisonError::into_inner);
    if shared
        .as_ref()
        .is_some_and(|browser| Arc::ptr_eq(browser, lost))
    {
        *shared = None;
        lost.kill();
    }
}

fn skipped() {
    let is_required = std::env::var_os("TEST_BROWSER").is_some_and(|value| value == "required");
    assert!(!is_required, "no Chromium was found in PATH");
    let name = std::thread::current();
    let name = name.name().unwrap_or("a test").to_owned();
    say(&format!("skipped: {name}, for there is no Chromium"));
}

/// Past the capture of the test harness, which shows nothing of tests that pass.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
