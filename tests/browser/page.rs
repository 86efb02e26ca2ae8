//! A tab with memory of its own, and what it has to say about the pages that it shows.

use std::cell::RefCell;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::chromium::{Chromium, Lost};
use crate::look::Look;

/// Longer than a page takes to load or to do what it is asked for on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Page<'c> {
    chromium: &'c Chromium,
    context: String,
    session: String,
    events: Receiver<Value>,
    /// Events that were waited past, in their order.
    passed: RefCell<Vec<Value>>,
}

impl<'c> Page<'c> {
    pub fn new(chromium: &'c Chromium) -> Result<Self, Lost> {
        let root = |method, params: Value| chromium.call(None, method, &params);
        let context = root("Target.createBrowserContext", json!({}))?;
        let context = text(&context["browserContextId"]);
        let target = root(
            "Target.createTarget",
            json!({ "url": "about:blank", "browserContextId": context }),
        )?;
        let session = root(
            "Target.attachToTarget",
            json!({ "targetId": target["targetId"], "flatten": true }),
        )?;
        let session = text(&session["sessionId"]);
        let page = Self {
            chromium,
            events: chromium.listen(&session),
            context,
            session,
            passed: RefCell::default(),
        };
        for domain in ["Page", "Runtime", "Network", "Log"] {
            page.call(&format!("{domain}.enable"), json!({}))?;
        }
        // Each tab believes that it is the one in front.
        page.call(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        )?;
        page.look(Look::new(1280))?;
        Ok(page)
    }

    pub fn call(&self, method: &str, params: Value) -> Result<Value, Lost> {
        self.chromium.call(Some(&self.session), method, &params)
    }

    pub fn look(&self, look: Look) -> Result<(), Lost> {
        self.call(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": look.width, "height": 900, "deviceScaleFactor": 1, "mobile": false }),
        )?;
        let feature = |name: &str, value: &str| json!({ "name": name, "value": value });
        let either = |is: bool, yes, no| if is { yes } else { no };
        let motion = either(look.is_calm, "reduce", "no-preference");
        let colors = either(look.has_forced_colors, "active", "none");
        self.call(
            "Emulation.setEmulatedMedia",
            json!({
                "media": either(look.is_print, "print", "screen"),
                "features": [
                    feature("prefers-color-scheme", either(look.is_dark, "dark", "light")),
                    feature("prefers-reduced-motion", motion),
                    feature("forced-colors", colors),
                ],
            }),
        )?;
        Ok(())
    }

    /// Opens a page and waits until it and all that it needs are there. What was said before is
    /// forgotten.
    pub fn open(&self, url: &str) -> Result<(), Lost> {
        self.drain();
        self.passed.borrow_mut().clear();
        let gone = self.call("Page.navigate", json!({ "url": url }))?;
        if let Some(why) = gone["errorText"].as_str() {
            panic!("{url} cannot be opened: {why}");
        }
        // To go to another place of the same page loads nothing.
        if gone["loaderId"].is_string() {
            self.loaded()?;
        }
        Ok(())
    }

    pub fn reload(&self) -> Result<(), Lost> {
        self.drain();
        self.call("Page.reload", json!({}))?;
        self.loaded()
    }

    /// Waits until the next page has been loaded.
    pub fn loaded(&self) -> Result<(), Lost> {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let event = self.events.recv_timeout(left).map_err(|error| {
                Lost(match error {
                    RecvTimeoutError::Timeout => "a page is not loaded".to_owned(),
                    RecvTimeoutError::Disconnected => "the browser has ended".to_owned(),
                })
            })?;
            let is_loaded = event["method"] == "Page.loadEventFired";
            self.passed.borrow_mut().push(event);
            if is_loaded {
                return Ok(());
            }
        }
    }

    fn drain(&self) {
        self.passed.borrow_mut().extend(self.events.try_iter());
    }

    /// All events since the page was opened.
    pub fn events(&self) -> Result<Vec<Value>, Lost> {
        // What was said before the answer is here with the answer.
        self.call("Runtime.evaluate", json!({ "expression": "0" }))?;
        self.drain();
        Ok(self.passed.borrow().clone())
    }

    /// The value of an expression. Promises are waited for.
    pub fn eval(&self, expression: &str) -> Result<Value, Lost> {
        self.evaluate(expression, None)
    }

    fn evaluate(&self, expression: &str, world: Option<&Value>) -> Result<Value, Lost> {
        let mut params = json!({
            "expression": expression,
            "awaitPromise": true,
            "returnByValue": true,
            "userGesture": true,
        });
        if let Some(world) = world {
            params["contextId"] = world.clone();
        }
        let mut result = self.call("Runtime.evaluate", params)?;
        if let Some(thrown) = result.get("exceptionDetails") {
            let shown: String = expression.chars().take(400).collect();
            panic!("{}\n{shown}", thrown["exception"]["description"]);
        }
        Ok(result["result"]["value"].take())
    }

    /// A world beside the one of the page, with a script in it: the page does not see it, and its
    /// policy does not hold it back. It ends when the page does.
    pub fn beside(&self, script: &str) -> Result<Beside<'_>, Lost> {
        let frame = self.call("Page.getFrameTree", json!({}))?;
        let frame = &frame["frameTree"]["frame"]["id"];
        let world = self.call("Page.createIsolatedWorld", json!({ "frameId": frame }))?;
        let world = world["executionContextId"].clone();
        self.call(
            "Runtime.evaluate",
            json!({ "expression": script, "contextId": world }),
        )?;
        Ok(Beside { page: self, world })
    }

    pub fn text(&self, expression: &str) -> Result<String, Lost> {
        Ok(text(&self.eval(expression)?))
    }

    pub fn number(&self, expression: &str) -> Result<f64, Lost> {
        let value = self.eval(expression)?;
        Ok(value
            .as_f64()
            .unwrap_or_else(|| panic!("{expression} is {value}, no number")))
    }

    pub fn is(&self, expression: &str) -> Result<bool, Lost> {
        Ok(self.eval(&format!("!!({expression})"))? == true)
    }

    pub fn list(&self, expression: &str) -> Result<Vec<String>, Lost> {
        let value = self.eval(&format!("Array.from({expression}, String)"))?;
        Ok(value
            .as_array()
            .map(|all| all.iter().map(text).collect())
            .unwrap_or_default())
    }

    /// Whether an expression comes true in time; the page is looked at again and again.
    pub fn comes_true(&self, expression: &str) -> Result<bool, Lost> {
        let millis = PATIENCE.as_millis() / 3;
        let wait = format!(
            "new Promise(done => {{ const from = performance.now(); (function look() {{
                if ({expression}) done(true);
                else if (performance.now() - from > {millis}) done(false);
                else setTimeout(look, 10); }})(); }})"
        );
        Ok(self.eval(&wait)? == true)
    }
}

/// A world with a script beside a page.
pub struct Beside<'p> {
    page: &'p Page<'p>,
    world: Value,
}

impl Beside<'_> {
    pub fn eval(&self, expression: &str) -> Result<Value, Lost> {
        self.page.evaluate(expression, Some(&self.world))
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        self.chromium.forget(&self.session);
        let params = json!({ "browserContextId": self.context });
        self.chromium.tell("Target.disposeBrowserContext", &params);
    }
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
